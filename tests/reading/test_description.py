"""What a text says about itself: language, agencies, side; and that the data behind it is sound."""

from __future__ import annotations

import pytest
from pages import ENGLISH, FIRST, SECOND, TITLE, page

from servanda import languages, ontology
from servanda.reading import agencies, authorities, pagedates, read
from servanda.reading.structure import everywhere
from servanda.reading.typography import typography

LANGUAGES = {
    "fr": FIRST,
    "en": " ".join(ENGLISH),
    "es": "El ministro de Relaciones Exteriores recibió hoy a su homólogo de Ghana, con quien "
    "acordó ampliar la cooperación en la "
    "agricultura y la energía, y convocar la comisión mixta antes de que termine el año.",
    "vi": "Chiều 7/5, Bộ trưởng Ngoại giao đã hội đàm với người đồng cấp Ghana về quan hệ hợp "
    "tác giữa hai nước trong thời gian tới, "
    "nhất là trong lĩnh vực nông nghiệp và năng lượng.",
    "az": "Xarici işlər naziri mayın 7-də Qananın nümayəndə heyətini qəbul edib və iki ölkə "
    "arasında kənd təsərrüfatı və energetika "
    "sahəsində əməkdaşlıq məsələlərini müzakirə edib.",
    "de": "Der Außenminister hat am Mittwoch seinen Amtskollegen aus Ghana empfangen und mit "
    "ihm über die Zusammenarbeit der beiden "
    "Länder in der Landwirtschaft und der Energiepolitik gesprochen.",
}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_language_of_the_body(tag: str) -> None:
    assert page(f"{LANGUAGES[tag]}\n\n{LANGUAGES[tag]}\n").language == tag


def test_language_is_told_by_the_body_not_by_its_title() -> None:
    assert (
        page(f"##Notawisseling tussen de regeringen inzake het vervoer langs de weg\n\n{FIRST}\n\n{SECOND}\n").language == "fr"
    )


def test_unreadable_languages_keep_their_text() -> None:
    text = page(f"{LANGUAGES['vi']}\n\n{LANGUAGES['vi']}\n")
    assert not languages.load("vi").profile.reads and len(text.view.blocks) == 2


@pytest.mark.parametrize(
    ("names", "place", "side"),
    [
        (("VNA", "CVN"), None, "VN"),
        (("APS",), "Alger", "DZ"),
        (("APS",), "Dakar", "SN"),
        (("APS",), None, None),
        (("APS", "DK News"), None, "DZ"),
        (("Reuters",), "Hanoi", "GB"),
        (("Unknown",), "Hanoi", None),
        ((), None, None),
    ],
)
def test_side(names: tuple[str, ...], place: str | None, side: str | None) -> None:
    assert agencies.side_of(names, place) == side


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("https://www.whitehouse.gov/x", "US"),
        ("https://www.diplomatie.gouv.fr/fr/", "FR"),
        ("https://www.gov.uk/y", "GB"),
        ("mofa.go.jp", "JP"),
        ("https://example.com/", None),
        ("AZERTAC", "AZ"),
        ("", None),
    ],
)
def test_side_of_a_site(address: str, state: str | None) -> None:
    assert agencies.side_of_site(address) == state


def test_side_by_the_authority_in_the_front_matter() -> None:
    text = page(f"---\ntitle: A call\norganisation: Office of the Prime Minister, 10 Downing Street\n---\n{ENGLISH[0]}\n")
    assert text.side == "GB"


@pytest.mark.parametrize(("lines", "side"), [
    (["MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF KAZAKHSTAN", "Press Service"], "KZ"),
    (["Ambassade du Kazakhstan à Rabat / Embassy of Kazakhstan in Rabat"], "KZ"), (["Embassy of Kazakhstan in Morocco"], "KZ"),
    (["Ministry of Foreign Affairs, African Cooperation and Moroccan Expatriates"], "MA"), (["U.S. Embassy in Vietnam"], "US"),
    (["Kazakhstan's Foreign Ministry"], "KZ"), (["Ministère français de la Culture"], "FR"),
    (["Présidence de la République de Moldova"], "MD"), (["Prime Minister's Office, Japan"], "JP"),
    (["Ministry of Trade"], None), (["The Kazakh Herald"], None), (["Ministry of Trade gives it to us"], None),
    (["Embassy of Kazakhstan in Rabat", "Ministry of Foreign Affairs of Morocco"], None),
    (["Joint meeting of the Ministry of Trade of France and the Ministry of Trade of Spain"], None),
    (["Governments of Niger and of Chad"], None)])
def test_side_of_authorities(lines: list[str], side: str | None) -> None:
    assert authorities.side_of(lines) == side


@pytest.mark.parametrize(("name", "agency"), [
    ("Kazinform International News Agency", "Kazinform"), ("Agence de presse MAP", "MAP"), ("Kazinform", None),
    ("Le Matin d'Alger", None)])
def test_an_agency_within_a_longer_credit(name: str, agency: str | None) -> None:
    assert authorities.within(name, agencies.inside(name)) == agency


@pytest.mark.parametrize(("paper", "kind", "side"), [
    (f"Kazinform International News Agency\n17 October 2023, 10:42\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n", "text/plain", "KZ"),
    (f"MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF KAZAKHSTAN\nPress Service\n\nReadout of the telephone conversation between "
     f"the ministers\n\n18 February 2025\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n", "text/plain", "KZ"),
    (f"---\ntitle: A call\nsource: Ministry of Foreign Affairs, African Cooperation and Moroccan Expatriates\n---\n"
     f"{ENGLISH[0]}\n", "text/markdown", "MA"),
    (f"Bonjour,\n\n{FIRST}\n\nBien cordialement,\nAwa Ba\nAmbassade du Royaume du Maroc à Astana\n", "message/rfc822", "MA")])
def test_side_by_letterhead_credit_and_signature(paper: str, kind: str, side: str | None) -> None:
    assert read(paper, document_sha="0" * 64, path="paper", media_type=kind).side == side


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("VNA/CVN", ("VNA", "CVN")),
        ("Awa Ba/AIP", ("AIP",)),
        ("DR", ()),
        ("Service de presse du ministère", ()),
        ("Lefaso.net", ("Lefaso.net",)),
        ("RFE/RL", ("RFE/RL",)),
    ],
)
def test_credited(credit: str, names: tuple[str, ...]) -> None:
    assert agencies.credited(credit) == names


def test_agency_named_by_the_story() -> None:
    text = page(f"{TITLE}\n\n{ENGLISH[0][:-1]}, Azernews reports, citing the ministry.\n\n{ENGLISH[1]}\n")
    assert text.agencies == ("Azernews",)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2025-05", "2025-05"),
        ("2025-05-09", "2025-05-09"),
        ("19-10-2023", "2023-10-19"),
        ("07/13/2024", "2024-07-13"),
        ("3 juil", "XXXX-07-03"),
        ("1er mai 2025", "2025-05-01"),
        ("May 7, 2025", "2025-05-07"),
        ("7th May, 2025", "2025-05-07"),
        ("mai 2025", "2025-05"),
        ("7 de mayo de 2025", "2025-05-07"),
        ("12.03.25", "2025-03-12"),
    ],
)
def test_dates_of_pages(words: str, edtf: str) -> None:
    found = pagedates.read(words)
    assert found is not None and found.edtf == edtf and pagedates.is_date_line(words)


@pytest.mark.parametrize("words", ["45/13/2025", "2025-13", "31/02/2024", "no date", "5 mayors"])
def test_no_dates(words: str) -> None:
    assert pagedates.read(words) is None


def test_agencies_belong_to_known_states() -> None:
    data = ontology.load()
    assert all(a.state is None or a.state in data.states for a in data.agencies)
    assert {a.kind for a in data.agencies} == {"agency", "outlet", "authority"}


def test_examples_of_glued_words() -> None:
    for tag in languages.installed():
        for glue in typography(languages.load(tag)).glued:
            assert all(glue.pattern.search(word) for word in glue.examples.get("match", ())), (tag, glue)
            assert not any(glue.pattern.search(word) for word in glue.examples.get("no_match", ())), (tag, glue)


def test_every_month_has_its_forms() -> None:
    assert len(everywhere().months) == 12 and all(len(forms) >= 3 for forms in everywhere().months)
