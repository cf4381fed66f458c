"""Datelines of many agencies, and openings that are none."""

from __future__ import annotations

import pytest
from pages import ENGLISH, FIRST, SECOND, TITLE, page

from servanda.reading import dateline

WORDS = " The two ministers met on Tuesday to prepare the next session of the joint commission of their countries."

OPENINGS = [
    ("ACCRA 21/03 (GNA) = ", "ACCRA", "XXXX-03-21", ("GNA",)),
    ("Lusaka, May 7, ZANIS \u2013", "Lusaka", "XXXX-05-07", ("ZANIS",)),
    ("LUSAKA, May 7 (ZANIS) --", "LUSAKA", "XXXX-05-07", ("ZANIS",)),
    ("Dakar, le 7 mai 2025 (APS) -", "Dakar", "2025-05-07", ("APS",)),
    ("Dakar, 7 mai (APS/AFP) \u2013", "Dakar", "XXXX-05-07", ("APS", "AFP")),
    ("Hanoi (VNA) -", "Hanoi", None, ("VNA",)),
    ("ACCRA (Reuters) \u2014", "ACCRA", None, ("Reuters",)),
    ("MOSCOW, June 3. /TASS/.", "MOSCOW", "XXXX-06-03", ("TASS",)),
    ("ASTANA. June 3. KAZINFORM -", "ASTANA", "XXXX-06-03", ("KAZINFORM",)),
    ("NEW DELHI [India], June 3 (ANI):", "NEW DELHI", "XXXX-06-03", ("ANI",)),
    ("BAKU, Azerbaijan, June 3.", "BAKU", "XXXX-06-03", ()),
    ("NAIROBI \u2014", "NAIROBI", None, ()),
    ("(Agence Ecofin) -", None, None, ("Agence Ecofin",)),
    ("(Lusaka, 7 mai 2025)", "Lusaka", "2025-05-07", ()),
    ("Kinshasa, 12 mai 2023 (ACP).-", "Kinshasa", "2023-05-12", ("ACP",)),
    ("Saint-P\u00e9tersbourg, 7 juin (Xinhua) --", "Saint-P\u00e9tersbourg", "XXXX-06-07", ("Xinhua",)),
    ("Agenda.ge, 17 May 2023 -", None, "2023-05-17", ("Agenda.ge",)),
    ("Lusaka, 7 mai 2025 (Le Matin avec APS) -", "Lusaka", "2025-05-07", ("Le Matin", "APS")),
    ("H\u00c0 N\u1ed8I \u2014", "H\u00c0 N\u1ed8I", None, ()),
    ("KUWAIT, March 3 (KUNA) --", "KUWAIT", "XXXX-03-03", ("KUNA",)),
    ("KATHMANDU:", "KATHMANDU", None, ()),
    ("ASTANA. KAZINFORM", "ASTANA", None, ("KAZINFORM",)),
    ("Lusaka, Zambia | 7 May 2025 |", "Lusaka", "2025-05-07", ()),
    ("Addis Ababa, May 4/2023 (ENA) --", "Addis Ababa", "2023-05-04", ("ENA",)),
    ("\u00ab Dakar, 7 mai (APS) \u2013", "Dakar", "XXXX-05-07", ("APS",)),
    ("Suva /FBC News/.", "Suva", None, ("FBC News",)),
    ("LKTV/ZANIS -", None, None, ("LKTV", "ZANIS")),
    ("Lusaka, May 7 (Representative)", "Lusaka", "XXXX-05-07", ()),
    ("(ZANIS)", None, None, ("ZANIS",)),
    ("ZAMBIA, May 7 - LUSAKA \u2014", "LUSAKA", "XXXX-05-07", ()),
    ("LUSAKA, (Fiji Times / ZANIS - 7th May, 2025)", "LUSAKA", "2025-05-07", ("Fiji Times", "ZANIS")),
    ("Baku. 7 May. REPORT.AZ/", "Baku", "XXXX-05-07", ("REPORT.AZ",)),
    ("Le 7 mai 2025 - Ottawa (Ontario) - Affaires mondiales Canada -", "Ottawa", "2025-05-07", ("Affaires mondiales Canada",)),
]


@pytest.mark.parametrize(("head", "place", "date", "agencies"), OPENINGS, ids=lambda v: str(v)[:24])
def test_opens_a_paragraph(head: str, place: str | None, date: str | None, agencies: tuple[str, ...]) -> None:
    found = dateline.opening(head + WORDS)
    assert found is not None
    assert (found.place, found.date.edtf if found.date else None, found.agencies) == (place, date, agencies)
    assert (head + WORDS)[found.end :] == WORDS.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Lusaka, la capitale zambienne, a accueilli mardi les deux ministres venus préparer la session de la commission.",
        "Zambie - Ghana : une commission mixte pour relancer les échanges",
        "Lusaka - Accra : vers une ligne directe",
        "(Lusaka) Les deux ministres ont signé un accord sur les transports routiers entre leurs pays.",
        "Le 7 mai 2025, les deux ministres ont signé un accord sur les transports routiers entre leurs pays.",
        "On May 7, 2025, Zambian State Secretary Mary Phiri, G7/G20 envoy of the president, met with the ministers in Accra.",
        "Publié le 7 mai 2025 - 10:22",
        "Source : AIP, 7 mai 2025",
        "Par A. Ba | Lagunenews | 07-05-2025",
        "Q - Monsieur le Ministre, que pensez-vous des entretiens qui viennent de s’achever entre les deux délégations ?",
        "Zambia – a landlocked country – has opened an embassy in the capital of the island, its first one there.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline.opening(text) is None


def test_alone_on_a_line_and_under_the_crawlers_date() -> None:
    text = page(f" date 2025-05 Lusaka, 7 mai, ZANIS\n\n{FIRST}\n\n{SECOND}\n")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("Lusaka", "2025-05-07")
    assert (text.published, text.title, text.agencies) == ("2025-05-07", None, ("ZANIS",))


def test_alone_on_a_line_without_brackets() -> None:
    for line in ("Lusaka / La Gazette du lac", "MOSCOU, 7 mai - RIA Novosti"):
        text = page(f"{TITLE}\n{line}\n{FIRST}\n\n{SECOND}\n")
        assert text.dateline is not None and text.dateline.place == line.split(",")[0].split(" /")[0] and text.agencies


def test_year_of_a_dateline_around_new_year() -> None:
    text = page(f" date 2026-01-02 {TITLE}\n\nDakar, 31 décembre (APS) - {FIRST}\n\n{SECOND}\n")
    assert text.dateline is not None and text.dateline.date == "2025-12-31"
    assert text.published == "2026-01-02"


def test_full_dateline_gives_the_day_of_publication() -> None:
    assert page(f"RABAT, June 3, 2025 (MAP) - {ENGLISH[0]}\n\n{ENGLISH[1]}\n").published == "2025-06-03"


def test_heading_inside_the_story_is_no_dateline() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\nCOMMERCE \u2013 {SECOND}\n\n{SECOND}\n")
    assert text.dateline is None and "COMMERCE" in text.view.text


def test_place_of_a_correspondent() -> None:
    text = page(
        f"{ENGLISH[0][:-1].replace('foreign', 'two')[:60]}\n\nBy Our Correspondent in Lusaka\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n"
    )
    assert text.dateline is not None and text.dateline.place == "Lusaka"


def test_a_city_below_the_day() -> None:
    story = "Today the minister of Canada spoke by telephone with the minister of Chile about trade.\n\nThey will speak again.\n"
    text = page(f"A minister speaks with another\n\n12 September 2024\nOttawa, Ontario\n\n{story}")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("Ottawa", "2024-09-12")
    text = page(f"A minister speaks with another\n\n12 September 2024\nTrade and sea\n\n{story}")
    assert text.dateline is None


def test_what_marks_the_end_is_no_agency() -> None:
    text = page(f"{TITLE}\nDakar, 7 mai 2025 (APS) - {FIRST}\n\n{SECOND}\n\nENDS, GHANA NEWS AGENCY\n")
    assert text.agencies == ("APS", "GHANA NEWS AGENCY")


@pytest.mark.parametrize(("head", "place", "date", "agency"), [
    ("Lake News Agency | Politics | Wednesday, 7 May 2025\n\n{title}\n\nLUSAKA, 7 May (LNA) – ", "LUSAKA", "2025-05-07", "LNA"),
    ("Economy | 7 May 2025 | 18:22\n\n{title}\n\nLusaka, May 07 (ZANIS) - ", "Lusaka", "2025-05-07", "ZANIS"),
    ("{title}\n\n07/05/2025 10:42, LUSAKA/Zambia\n\n(ZANIS) - ", "LUSAKA", "2025-05-07", "ZANIS"),
    ("{title}\n\nZANIS, Lusaka\n\nLUSAKA, May 7, 2025 (ZANIS) - ", "LUSAKA", "2025-05-07", "ZANIS"),
    ("{title}\n\nLUSAKA 07/05/2025 14:20 (ZANIS)\n\n", "LUSAKA", "2025-05-07", "ZANIS"),
    ("{title}\n\nLusaka, Zambia | May 7, 2025, Wednesday @ 16:20 in National » POLITICS | By: Ann Phiri\n\n(ZANIS) - ",
     "Lusaka", "2025-05-07", "ZANIS"),
    ("{title}\n\nBy Ann Phiri, in Lusaka | The Lake Courier | 7 May 2025\n\n", "Lusaka", "2025-05-07", "The Lake Courier"),
    ("{title}\n\nPrime Minister's Office, Lusaka\nPress release | May 7, 2025\n\n", "Lusaka", None, "Prime Minister's Office"),
])
def test_place_above_the_story(head: str, place: str, date: str | None, agency: str) -> None:
    text = page(head.format(title="Ministers prepare a joint commission") + "\n\n".join(ENGLISH) + "\n")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == (place, date or text.dateline.date)
    assert text.published == "2025-05-07" and agency in text.agencies and text.title == "Ministers prepare a joint commission"


def test_a_city_above_the_day() -> None:
    text = page(f"A minister speaks with another\n\nOttawa, Ontario\nSeptember 12, 2024\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("Ottawa", "2024-09-12")
    text = page(f"Daily News\nLusaka, Accra settle a row\nSeptember 12, 2024\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n")
    assert text.title == "Lusaka, Accra settle a row" and text.dateline is None


def test_place_and_day_at_the_foot() -> None:
    feet = ("Lusaka\n7 May 2025\n\n***", "7 May 2025\nLusaka", "Lusaka, 7 May 2025",
            "Done in Lusaka on 7 May 2025, in English and French.")
    for foot in feet:
        text = page(f"Ministers prepare a joint commission\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n\n{foot}\n")
        assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("Lusaka", "2025-05-07")
        assert text.published == "2025-05-07"
    text = page(f"Agreement on fisheries\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n\nDone at Lusaka on 7 May 2025, in two originals.\n")
    assert text.published is None


def test_a_city_the_story_begins_with_is_no_dateline() -> None:
    lead = "(AIP) - Abidjan abrite depuis mardi la quatrième session de la commission mixte de coopération."
    text = page(f"{TITLE}\n\n{lead}\n\n{FIRST}\n\n{SECOND}\n")
    assert text.dateline is None and "Abidjan abrite" in text.view.text and text.agencies == ("AIP",)


def test_dashes_after_a_dateline_belong_to_it() -> None:
    text = page(f"LUSAKA, May 7 (ZANIS) --{WORDS}\n\n(c) ZANIS 2025\n")
    assert [(p.role, text.content[p.start:p.end]) for p in text.passages][::2] == [
        ("dateline", "LUSAKA, May 7 (ZANIS) --"), ("note", "(c) ZANIS 2025")]


@pytest.mark.parametrize(("foot", "place", "date"), [
    ("Done at Lusaka, this 7th day of May 2025.", "Lusaka", "2025-05-07"),
    ("Signed in Lusaka on the seventh day of May, two thousand and twenty-five.", "Lusaka", "2025-05-07"),
    ("Adopted at Lusaka on this twenty-first day of May in the year 2025.", "Lusaka", "2025-05-21"),
    ("Fait à Lomé, le sept mai deux mille vingt-cinq.", "Lomé", "2025-05-07"),
    ("Fait le 7 mai 2025 à Lomé.", "Lomé", "2025-05-07"),
    ("Signé à Lomé, le sept mai de l'an deux mille vingt-cinq.", "Lomé", "2025-05-07"),
    ("Fait à Senningen, le 7 mai 2025.", "Senningen", "2025-05-07"),
])
def test_closing_words_date_and_place_a_paper(foot: str, place: str, date: str) -> None:
    text = page(f"Accord sur la pêche\n\n{FIRST}\n\n{SECOND}\n\n{foot}\n")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == (place, date)
    assert text.published == date and foot in text.view.text


def test_a_paper_done_in_two_places_has_no_dateline() -> None:
    text = page(f"Agreement on fisheries\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n\nSigned at Lusaka and at Accra on 7 May 2025.\n")
    assert text.dateline is None and text.published == "2025-05-07"


@pytest.mark.parametrize("day", [
    "8 Dhu al-Qi'dah 1446 H corresponding to 7 May 2025", "8 Dhu al-Qi'dah 1446 AH / 7 May 2025", "08 Ramadan 1446 (7 May 2025)",
    "7 May 2025 corresponding to 8 Shawwal 1446 H", "7 May 2025 (8 Shawwal 1446)",
])
def test_a_day_in_two_calendars(day: str) -> None:
    found = dateline.opening(f"Lusaka, {day} (ZANIS) --{WORDS}")
    assert found is not None and found.date is not None and (found.place, found.date.edtf) == ("Lusaka", "2025-05-07")
    assert found.agencies == ("ZANIS",)


def test_a_place_on_its_own_line_is_dated_by_the_page() -> None:
    head = "Ministers prepare a session\n\nAda Mensah | 07.05.2025 - Update : 08.05.2025\n\nLUSAKA"
    text = page("\n\n".join((head, *ENGLISH)) + "\n")
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("LUSAKA", "2025-05-07")
    assert text.published == "2025-05-07"


def test_a_day_written_from_the_year_on_with_blanks() -> None:
    text = page(f"(ZANIS) 2025. 05. 07. - {ENGLISH[0]}\n\n{ENGLISH[1]}\n")
    assert text.published == "2025-05-07"
