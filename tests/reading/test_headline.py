"""Which line of a page is its headline, and what the lines around it say."""

from __future__ import annotations

import pytest
from pages import FIRST, SECOND, TITLE, page

from servanda.reading.text import Dateline, shown

BODY = f"{FIRST}\n\n{SECOND}\n"


@pytest.mark.parametrize(
    "above",
    [
        "Confédération du Sud\nLe portail du Gouvernement\nPage d'accueil | Documentation | Communiqués\n\n",
        "Le Quotidien de la lagune\nAccueil > Politique > Diplomatie\n\n",
        f"Portail\nAccueil > Actualités > {TITLE}\n\nDernières dépêches du soir\n\n",
        "Résumé\nVie des ambassades\n\n",
        "Confédération du Sud / Le portail du Gouvernement / Page d'accueil | Documentation | Communiqués\n\n",
        "MINISTERE DES AFFAIRES ETRANGERES – COMMUNIQUE DE PRESSE\n\n",
        "Logo\nEn direct\nPublicité\n\n",
        f"AccueilPolitique{TITLE}\n\n",
        f"Toute la presse du golfe\n\n{TITLE}\n\nAwa Ba - AIP\n\n",
        "A+ A A-\nIMG_12.jpg\n\n",
        "Organisation internationale des ports\nActualités\n\n",
        "République du Sud\nUnion – Travail – Justice\nPrésidence de la République\nService de presse\n\nCOMMUNIQUÉ\n\n",
        "Ministère de l’Agriculture, de la Pêche maritime, du Développement rural et des Eaux et Forêts\nEspace presse\n\n",
        "Ambassade du Sud au Ghana\nDiscours et communiqués\n\n",
        "Conseil fédéral – Portail du Sud\nCommuniqué de presse | Publié le 7 mai 2025\n\n",
        "Radio Nationale du Golfe\n\nInfo | Publié : 07.05.2025, 18:04\n\n",
        "(Traduction non officielle)\n\nCommuniqué de presse\n\nNo 77/2025\n\n",
    ],
)
def test_names_of_the_site_and_its_sections_are_no_headline(above: str) -> None:
    assert page(f"{above}{TITLE}\n\n7 mai 2025\n\n{BODY}").title == TITLE


@pytest.mark.parametrize("title", ["Communiqué conjoint", "Déclaration d’Accra", "ACCORD SUR LA PÊCHE"])
def test_a_papers_short_title_is_no_rubric(title: str) -> None:
    assert page(f"{title}\n\nà l’issue de la visite du ministre ivoirien des Transports au Ghana\n\n{BODY}").title == title


@pytest.mark.parametrize("title", [
    "Audience du 7 mai 2025 : le ministre ivoirien reçoit son homologue ghanéen",
    "Ghana – Entretien du ministre avec son homologue ivoirien (Accra, 7 mai 2025)",
])
def test_a_headline_that_gives_its_day_is_no_note(title: str) -> None:
    assert page(f"Portail\n\n{title}\n\n{BODY}").title == title


def test_a_stack_of_short_lines_is_not_wrapped() -> None:
    text = page(f"Présidence du Sud\n{TITLE}\nMercredi 7 mai 2025 - 17:25\nAwa Ba\n\n{BODY}")
    assert (text.title, text.published) == (TITLE, "2025-05-07")


def test_a_headline_of_three_words_above_its_date() -> None:
    assert page(f"Rencontre à Abidjan\n\n7 mai 2025\n\nLes ministres veulent relancer leur commission mixte\n\n{BODY}").title == (
        "Rencontre à Abidjan")


def test_one_word_alone_is_no_headline() -> None:
    assert page(f"Dépêche\n\n{BODY}").title is None
    assert page(f"Communiqué\n\n{BODY}").title == "Communiqué"


def test_a_long_headline_without_a_stop() -> None:
    title = (
        "Commission mixte - Côte d’Ivoire - Ghana - Entretien du ministre ivoirien des Affaires étrangères, de l’Intégration "
        "africaine et des Ivoiriens de l’extérieur avec les envoyés de la presse des deux pays (Abidjan, 7 mai 2025)"
    )
    text = page(f"{title}\n\nQ - Monsieur le Ministre, bonjour.\n\nR - Bonjour à tous.\n\n{BODY}")
    assert (text.title, text.published, text.dateline) == (title, "2025-05-07", Dateline("Abidjan", "2025-05-07"))


def test_what_is_repeated_at_the_head_is_no_running_head() -> None:
    assert page(f"{TITLE}\n\n{TITLE}\n{TITLE}\n\n{BODY}").title == TITLE


def test_the_way_to_the_page_is_not_wrapped_into_its_headline() -> None:
    trail = f"Accueil > Actualités > Diplomatie > {TITLE}"
    assert page(f"{trail}\n{TITLE} - Ministère des Transports\n{TITLE}\nPublié le 7 mai 2025 à 10h20\n{BODY}").title == TITLE


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("information fournie par AIP • 07/05/2025 à 16:11", ("AIP",)),
        ("mercredi 7 mai 2025 par Xinhua", ("Xinhua",)),
        ("xinhua 2025-05-07 21:19:05", ("xinhua",)),
        ("Source : AIP, 7 mai 2025", ("AIP",)),
        ("Mercredi 7 Mai 2025 modifié le Jeudi 8 Mai 2025 - 18:12", ()),
        ("Awa DIABATE 7 mai 2025", ()),
        ("Communiqué – Publié le 07.05.2025", ()),
        ("7 mai 202510:41", ()),
        ("Publié dans Le Courrier de la Lagune le 07 - 05 - 2025", ("Le Courrier de la Lagune",)),
        ("AIP, publié le mercredi 7 mai 2025 à 09h10", ("AIP",)),
        ("Abidjan, Communiqué de presse, 07.05.2025", ()),
        ("7 Mai 2025\nLe Courrier de la Lagune (Abidjan)\nPar Awa Ba", ("Le Courrier de la Lagune",)),
    ],
)
def test_who_published_it_when(line: str, agencies: tuple[str, ...]) -> None:
    text = page(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (text.title, text.published, text.agencies) == (TITLE, "2025-05-07", agencies)


def test_day_and_hour_under_the_standfirst() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n7 Mai 2025\nÀ 13:51\n{SECOND}\n")
    assert text.published == "2025-05-07" and len(text.view.blocks) == 3


@pytest.mark.parametrize(
    ("tail", "agencies"),
    [
        ("7 mai 2025 à 14h33 par AIP", ("AIP",)),
        ("AKB\nSource: AIP\n7 mai 2025", ("AIP",)),
        ("Lagunenews\n7 mai 2025", ("Lagunenews",)),
        ("AIP/KB/LS\n7 mai 2025", ("AIP",)),
        ("By Awa Ba in Business on 7 May 2025", ()),
        ("AIP/VNA\n\nRédactrice en chef : Awa Ba\n\n7, rue du Port, Ada.\n\nDate de publication : 7 mai 2025", ("AIP", "VNA")),
    ],
)
def test_who_signs_it_when(tail: str, agencies: tuple[str, ...]) -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{tail}\n")
    assert (text.published, text.agencies) == ("2025-05-07", agencies)


def test_a_source_named_after_the_last_words() -> None:
    text = page(f"{TITLE} |\n\n{FIRST}\n\n{SECOND} Source: Xinhua |\n")
    assert (text.title, text.agencies) == (TITLE, ("Xinhua",))


def test_the_day_of_the_paper_that_a_headline_names() -> None:
    assert page(f"Communiqué du Conseil des ministres du mercredi 7 mai 2025\n\n{BODY}").published == "2025-05-07"
    assert page(f"Commission mixte : le bilan depuis le 7 mai 2019\n\n{BODY}").published is None


def test_a_crawlers_year() -> None:
    text = page(f" date 2025 {TITLE}\n\nAbidjan, 7 mai (AIP) - {BODY}")
    assert (text.title, text.published) == (TITLE, "2025-05-07")
    assert page(f" date 2025 {TITLE}\n\n{BODY}").published == "2025"


def test_a_later_change_does_not_hide_the_datelines_day() -> None:
    text = page(f"{TITLE}\n\nAbidjan, 07.05.2025 - {FIRST}\n\n{SECOND}\n\nDernière modification 09.05.2025 10:12\n")
    assert text.published == "2025-05-07"


@pytest.mark.parametrize(("masthead", "credited"), [
    ("THE LAKE LEDGER\nHome > Zambia > Diplomacy", ("THE LAKE LEDGER",)),
    ("Black Lake Courier\nWORLD | OPINION | SUBSCRIBE", ("Black Lake Courier",)),
    ("Les Nouvelles de l’Archipel", ("Les Nouvelles de l’Archipel",)),
    ("EMBASSY OF ZAMBIA IN CAIRO\n(accredited to Tunisia)", ("EMBASSY OF ZAMBIA IN CAIRO",)),
    ("Prime Minister of Canada\nPremier ministre du Canada", ()),
])
def test_masthead_above_the_headline(masthead: str, credited: tuple[str, ...]) -> None:
    text = page(f"{masthead}\n\nMinisters meet by the lake to prepare a commission\n\n7 May 2025\n\n{BODY}")
    assert (text.title, text.agencies) == ("Ministers meet by the lake to prepare a commission", credited)


def test_a_marked_headline_is_as_written() -> None:
    assert page(f"# L’accord d’Abidjan sur la pêche\n\n{FIRST}\n\n{SECOND}\n").title == "L’accord d’Abidjan sur la pêche"


@pytest.mark.parametrize(("raw", "words"), [
    ("# Ministers meet", "Ministers meet"), ("**Ministers meet**", "Ministers meet"), ("## *Ministers meet*", "Ministers meet"),
    ("Ministers * meet *", "Ministers * meet *"), ("No. #5 of five", "No. #5 of five"),
])
def test_a_headline_is_shown_without_its_marks(raw: str, words: str) -> None:
    start, end = shown(f"x{raw}", 1, len(raw) + 1, "headline")
    assert f"x{raw}"[start:end] == words and shown(raw, 0, len(raw), "paragraph") == (0, len(raw))


@pytest.mark.parametrize("lines", [
    ("President Receives the Foreign Minister of Finland", "Ada Virtanen in Lusaka"),
    ("Joint Press Release on the Third Session of the Zambia-Ghana", "Joint Commission on Trade"),
    ("Visite officielle en Finlande du Président de la République", "Kofi Mensah"),
    ("ACCORD", "ENTRE LE GOUVERNEMENT DU GHANA", "ET LE GOUVERNEMENT DE LA ZAMBIE"),
    ("Entretien du ministre des Affaires étrangères et de la Coopération", "Kofi Mensah"),
])
def test_a_headline_over_several_lines(lines: tuple[str, ...]) -> None:
    text = page("\n".join(lines) + f"\n\n{BODY}")
    assert text.title == " ".join(lines) and text.view.text.startswith(" ".join(lines) + "\n\n")


def test_a_headline_set_as_two_paragraphs() -> None:
    lines = ("Communiqué conjoint à l’issue de la visite", "du ministre des Affaires étrangères du Ghana")
    assert page("\n\n".join(lines) + f"\n\n{BODY}").title == " ".join(lines)


@pytest.mark.parametrize("second", ["Ministers want air links", "Une ligne maritime en vue avant Noël", "By Ada Mensah"])
def test_a_second_line_of_its_own_is_no_headline(second: str) -> None:
    assert page(f"{TITLE}\n{second}\n\n{BODY}").title == TITLE


def test_the_buttons_of_a_page_are_no_headline() -> None:
    """A line without a word is none, though no headline follows it."""
    assert page(f"+ \u21ba \u2212 16 px\n\n{BODY}").title is None
