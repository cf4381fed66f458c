"""What is no story, page by page."""

from __future__ import annotations

import pytest
from pages import ENGLISH, FIRST, PLAIN, SECOND, THIRD, TITLE, noise, page, roles, story


def test_captions_are_in_the_view_but_no_story() -> None:
    text = page(f"{TITLE}\n\nLes deux ministres à l’issue de leur entretien. Photo : Awa Ba/AIP\n\n{FIRST}\n\n{SECOND}\n")
    kinds = [b.role for b in text.view.blocks]
    assert kinds == ["headline", "caption", "paragraph", "paragraph"]
    assert "Photo" not in text.view.text and "Les deux ministres" in text.view.text
    assert text.agencies == ("AIP",) and text.side == "CI"


def test_another_story_begins_behind_a_glued_signature() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND} -VNA\nLe maire de Lomé en visite à Zinder\n{THIRD}\n")
    assert text.agencies == ("VNA",) and "Zinder" not in text.view.text and THIRD not in text.view.text


def test_captions_under_a_teaser_name_nobody() -> None:
    tail = "Voir plus\n\nLe maire Koffi Tano à Lomé. Photo : AIP\n\nLe maire est à Lomé\n"
    assert "Tano" not in page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{tail}").view.text


def test_line_with_the_initials_and_the_name_of_an_agency_credits_it() -> None:
    text = page(f"{TITLE}\n\nKPL - Agence d’information lao\n\n{FIRST}\n\n{SECOND}\n")
    assert text.agencies == ("KPL", "Agence d’information lao") and "information lao" not in text.view.text


def test_crawled_caption_instead_of_a_title() -> None:
    text = page(f" date 2025-05 Les deux ministres à Abidjan. Photo: AIP\n\n{FIRST}\n\n{SECOND}\n")
    assert text.title is None and noise(text) == "date 2025-05 Les deux ministres à Abidjan. Photo: AIP"


@pytest.mark.parametrize(
    "tail",
    [
        "AIP",
        "(AIP)",
        "- AIP",
        "AIP/AFP",
        "Source : AIP",
        "(AIP)\nkd/ab",
        "Avec AIP",
        "AIP: 7 mai 2025",
        "K. D.",
        "Awa Diabaté",
        "Voir plus\n\nUn autre titre\nUn autre résumé qui tient en une phrase bien assez longue pour sembler être un paragraphe.",
        "LIRE AUSSI\n• Un titre\n• Un autre titre",
        "Articles similaires\n> Un titre\n> Un autre titre",
        "Fin du texte",
        "###",
        "\\# \\# \\#",
        "© Toute reprise suppose un lien\nTAGS :\nGhana Côte d’Ivoire",
        "(c) Agence Kora 2025",
        "Partager : Facebook | X | WhatsApp",
        "Commentaires (3)\nSuper article !",
        "Un titre sans phrase\nUn autre titre sans phrase",
    ],
)
def test_tails_are_noise(tail: str) -> None:
    text = page(f"{PLAIN}\n{tail}\n")
    assert noise(text) == " ".join(tail.split())


@pytest.mark.parametrize("glued", [" \u2014 VNS", "-VNA", " (ats / 07.07.2016 14h52)", " (Xinhua)", " VNA/CVN"])
def test_signatures_glued_to_the_last_words(glued: str) -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}{glued}\n")
    assert noise(text) == glued.strip() and text.agencies
    assert story(text)[-1].endswith("mois prochain.")


@pytest.mark.parametrize(
    "line",
    [
        "Publié par : La Rédaction dans A la Une 8 septembre 2022",
        "8 septembre 2022 18:05 (UTC+04:00)",
        "Par Awa Diabaté",
        "Abidjan.net | Publié le 08/09/2022 à 10h30",
        "8 septembre 2022 - 10:22",
        "Temps de lecture : 3 min",
        "Accueil > Politique > Diplomatie",
        ">> Un autre titre",
        "Photo : Service de communication du ministère",
        "https://example.org/page",
        "Facebook Twitter WhatsApp",
        "Légende photo : les deux ministres à l’issue de leur entretien au ministère",
        "Lire aussi : Un autre titre",
        "POLITIQUE",
    ],
)
def test_lines_above_the_story_are_noise(line: str) -> None:
    text = page(f"{line}\n\n{PLAIN}" if line == "POLITIQUE" else PLAIN.replace(FIRST, f"{line}\n\n{FIRST}"))
    assert noise(text) == " ".join(line.split())
    assert text.title == TITLE


def test_a_teaser_inside_the_story_takes_only_its_titles() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\nÀ lire aussi\nUn autre titre\n\n{SECOND}\n\n{THIRD}\n")
    assert noise(text) == "À lire aussi Un autre titre"


def test_the_last_words_of_a_treaty_are_story() -> None:
    closing = "Fait à Abidjan, le 7 mai 2025"
    text = page(
        f"ACCORD\nSUR LE COMMERCE\n\n{FIRST}\n\n{SECOND}\n\n{closing}\n\nPour le Gouvernement du Ghana\nKofi Ba\nMinistre\n"
    )
    assert text.title == "ACCORD SUR LE COMMERCE"
    assert story(text)[-1] == closing
    assert noise(text) == "Pour le Gouvernement du Ghana Kofi Ba Ministre"


def test_front_matter() -> None:
    head = (
        "---\ndate: '2022-05-24'\nsource_url: https://www.state.gov/page/\ntitle: \"Joint\\_Statement on\\\n  \\ Trade\"\n---"
    )
    text = page(f"{head}\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n\n\\###\n")
    assert (text.title, text.published, text.side) == ("Joint Statement on Trade", "2022-05-24", "US")
    assert noise(text) == " ".join(f"{head} \\###".split())


def test_exchange_of_letters() -> None:
    letter = (
        "Monsieur le Ministre,J'ai l'honneur de vous faire savoir que mon Gouvernement approuve le texte arrêté par les experts."
        "Veuillez agréer, Monsieur le Ministre, les assurances de ma haute considération."
    )
    text = page(
        f"##Échange de lettres sur les transports\n\n###I\n\n###AMBASSADE DU GHANA\n\nNo. 12Abidjan, le 3 mai 1963.{letter}"
        "(s.) K. OSEIAmbassadeur.*Son Excellence**Monsieur A. Diabaté,** Ministre,** Abidjan.*\n"
    )
    assert noise(text).startswith("###I ###AMBASSADE DU GHANA No. 12Abidjan, le 3 mai 1963. (s.) K. OSEIAmbassadeur.")
    assert "K. OSEI Ambassadeur." in text.view.text and "Son Excellence Monsieur A. Diabaté" in text.view.text
    assert text.dateline is not None and (text.dateline.place, text.dateline.date) == ("Abidjan", "1963-05-03")
    assert text.published is None
    assert story(text)[-1].startswith("Monsieur le Ministre, J'ai l'honneur")


def test_name_and_office_below_a_signature_line_are_in_the_view() -> None:
    text = page(f"{PLAIN}\nFait à Abidjan, le 3 mai 1963.\n\nPour le Gouvernement du Ghana :\nKofi OSEI\nAmbassadeur\n")
    assert [b.role for b in text.view.blocks][-3:] == ["signature"] * 3
    assert text.view.text.endswith("Kofi OSEI\n\nAmbassadeur")


def test_who_issues_a_paper_is_credited_where_no_agency_is() -> None:
    below = page(f"{TITLE}\n\nMinistère des Affaires étrangères\n\n{FIRST}\n\n{SECOND}\n")
    behind = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nAmbassade du Togo / Service de presse\nwww.exemple.tg\n")
    assert below.agencies == ("Ministère des Affaires étrangères",) and behind.agencies == ("Ambassade du Togo",)
    assert "Ministère des Affaires" not in below.view.text


def test_items_may_stand_close_to_their_dashes() -> None:
    listed = "-ouvrir un bureau à Lomé,\n-échanger des professeurs."
    view = page(f"{TITLE}\n\n{FIRST}\n\nIls sont convenus de :\n{listed}\n").view
    first, second = view.blocks[-2:]
    assert (first.role, second.role) == ("item", "item") and first.lead == second.lead is not None
    assert view.text[second.start : second.end] == "échanger des professeurs."


def test_headings_items_and_their_lead() -> None:
    text = page(
        f"{TITLE}\n\n{FIRST}\n\nÉnergie et mines\n\nLes deux parties ont signé :\n"
        "- un accord sur l’énergie ;\n- un protocole sur les mines.\n\n"
        f"Transports\n\n{SECOND}\n"
    )
    blocks = text.view.blocks
    named = {text.view.text[b.start : b.end]: b for b in blocks}
    item = named["un protocole sur les mines."]
    assert item.role == "item" and item.lead is not None and item.heading is not None
    assert text.view.text[blocks[item.lead].start : blocks[item.lead].end] == "Les deux parties ont signé :"
    assert text.view.text[blocks[item.heading].start : blocks[item.heading].end] == "Énergie et mines"
    last = blocks[-1]
    assert last.heading is not None and text.view.text[blocks[last.heading].start : blocks[last.heading].end] == "Transports"


def test_a_list_goes_on_under_the_headings_that_part_it() -> None:
    text = page(
        f"{TITLE}\n\n{FIRST} Le comité a retenu les mesures suivantes :\n\nI. Forêts\n- replanter les dunes ;\n"
        "- clore les pistes.\n\nII. Rivières\n- curer les berges.\n"
    )
    blocks = text.view.blocks
    named = {text.view.text[b.start : b.end]: b for b in blocks}
    leads = {named[words].lead for words in ("replanter les dunes ;", "curer les berges.")}
    assert leads == {next(i for i, b in enumerate(blocks) if text.view.text[b.start : b.end].endswith(":"))}
    assert named["I. Forêts"].role == named["II. Rivières"].role == "heading"


def test_a_numbered_point_may_introduce_a_list_of_letters() -> None:
    text = page(
        f"{TITLE}\n\n{FIRST}\n\n1. Les ministres ont visité le port.\n\n2. Ils ont assisté à la signature :\n"
        "a) d’un accord sur le sel ;\nb) d’un protocole sur les dunes.\n\n3. Ils se reverront en mai.\n"
    )
    blocks = text.view.blocks
    named = {text.view.text[b.start : b.end]: b for b in blocks}
    point = next(i for i, b in enumerate(blocks) if text.view.text[b.start : b.end].endswith(":"))
    assert [named[w].lead for w in ("d'un accord sur le sel ;", "d'un protocole sur les dunes.")] == [point, point]
    assert named["Ils se reverront en mai."].lead is None


def test_glued_words_and_ordinals_are_set_right() -> None:
    text = page(
        f"{TITLE}\n\n{FIRST.replace('commission mixte,', 'commissionLes experts')}\n\n"
        f"{SECOND}Les experts se réuniront notammentles mardis.\n"
    )
    assert "4e session" in text.view.text and "prochain. Les experts" in text.view.text and "notamment les" in text.view.text


@pytest.mark.parametrize(
    "content",
    [
        "",
        " ",
        "\n\n",
        "a",
        "---",
        "---\n---\n",
        "###",
        "\ufeff",
        "(VNA)",
        "|||",
        "date 2025-05",
        "Lire aussi",
        "\u00ad",
        "- ",
        "x" * 50_000,
        "mot " * 20_000,
        "- \n" * 2_000,
        "(" * 5_000,
        "*a** " * 5_000,
        "[a](b " * 5_000,
        "7 mai " * 5_000,
        "\x00\x01",
    ],
)
def test_odd_texts_are_read(content: str) -> None:
    text = page(content)
    assert text.content == content
    assert all(0 <= p.start < p.end <= len(content) for p in text.passages)


def test_roles_are_in_order_and_cover_what_is_written() -> None:
    text = page(PLAIN)
    assert [role for role, _ in roles(text)] == ["headline", "paragraph", "paragraph", "paragraph"]


def test_a_list_that_ends_the_story_is_story() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nOnt participé aux travaux :\n\n- Kofi Ba, Accra\n- Awa Diabaté, Abidjan\n")
    assert story(text)[-2:] == ["Kofi Ba, Accra", "Awa Diabaté, Abidjan"]
    assert not noise(text)


def test_a_paragraph_parted_by_a_page_is_one_block() -> None:
    at = FIRST.index(" consacrée")
    foot = "Ministère des Affaires étrangères"
    ends = [f"{number}\n\n{foot}" for number in ("Page 1 sur 3", "- 2 -", "3/3")]
    pages = [FIRST[: at - 1], ends[0], FIRST[at + 1 :], SECOND, ends[1], SECOND, ends[2], THIRD]
    text = page(f"{TITLE}\n\n" + "\n\n".join(pages) + "\n")
    assert len(story(text)) == 5
    assert noise(text) == f"Page 1 sur 3 {foot} - 2 - {foot} 3/3 {foot}"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\nMis à jour le : 9 mai 2025\nPublié le : 7 mai 2025",
        f"{TITLE}\n\nDernière modification : 09/05/2025 – Première publication : 07/05/2025",
        f"Communiqué de presse, 07.05.2025\n\n{TITLE}",
        f"N° 45/2025\n\nCOMMUNIQUE DE PRESSE\n\n{TITLE}\n\nAbidjan, 7 mai 2025",
        f"07/05/2025 – {TITLE}",
        f"Politique | 7 mai 2025 | 18:21\n\n{TITLE}",
        f"{TITLE} | Ministère des Affaires étrangères\n\n{TITLE}\n\nMercredi 7 mai 2025",
        f"Awa Ba — AIP\n\n{TITLE}\n\nPublié le 7 mai 2025",
    ],
)
def test_headline_and_day_of_publication_above_the_story(head: str) -> None:
    text = page(f"{head}\n\n{FIRST}\n\n{SECOND}\n")
    assert text.title == TITLE and text.published == "2025-05-07"


def test_a_headline_that_ends_like_a_sentence() -> None:
    title = "Abidjan et Accra relancent leur commission mixte, en sommeil depuis neuf ans, et ouvrent un poste-frontière commun."
    text = page(f"{title}\n\n7 mai 2025\n\n{FIRST}\n\n{SECOND}\n")
    assert text.title == title and text.published == "2025-05-07"


@pytest.mark.parametrize("tail", ["Mercredi 7 mai 2025\nLu 345 fois", "Abidjan, le 7 mai 2025"])
def test_day_of_publication_under_the_story(tail: str) -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{tail}\n")
    assert text.published == "2025-05-07" and noise(text).startswith(tail.split("\n")[0])


def test_a_headline_dated_at_its_end() -> None:
    assert page(f"{TITLE} – 7 mai 2025\n\n{FIRST}\n\n{SECOND}\n").published == "2025-05-07"


def test_a_time_zone_is_no_agency() -> None:
    assert page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nAIP 161821 GMT mai 2025\n").agencies == ("AIP",)


def test_initials_that_hold_a_part_of_the_day_are_initials() -> None:
    text = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nAMS/KPM/AIP/Juillet 2020\n")
    assert text.published == "2020-07" and "KPM" in noise(text)


def test_a_list_of_what_was_signed_ends_the_story() -> None:
    items = "- Accord de coopération judiciaire\n- Mémorandum d'entente sur le tourisme\n"
    under_a_heading = page(f"Titre du jour\n\n{FIRST}\n\nAccords signés\n\n{items}")
    after_a_sentence = page(f"Titre du jour\n\n{FIRST}\n\nLes documents suivants ont été signés à Lusaka.\n\n{items}")
    for text in (under_a_heading, after_a_sentence):
        assert [p.role for p in text.passages][-2:] == ["item", "item"]
    links = page(f"Titre du jour\n\n{FIRST}\n\nAilleurs dans le pays\n\n- Un match à Ndola\n- La pluie revient\n")
    assert "item" not in [p.role for p in links.passages]


def test_a_line_that_opens_a_list_again_and_again_is_no_running_head() -> None:
    long = "d’achever avant la fin de l’année les études de la route qui reliera les deux chefs-lieux frontaliers par le col"
    told = "de se rendre compte, au plus tard au mois de mars de chaque année, de ce qui aura été fait des décisions prises"
    section = f"Les deux ministres ont décidé :\n- {long} ;\n- {told}.\n\n"
    text = page(f"{TITLE}\n\n{FIRST}\n\n1. Routes\n{section}2. Eau\n{section}3. Mines\n{section}")
    assert sum("Les deux ministres ont décidé" in s for s in story(text)) == 3


@pytest.mark.parametrize(
    ("caption", "agencies"),
    [
        ("Foreign Minister Ana Vesi (left) greets her guest at the State House on Tuesday.", ()),
        ("The two ministers sign the agreement in Lusaka, May 6, 2025. (Xinhua/Li Mei)", ("Xinhua",)),
        ("The two ministers sign the agreement in Lusaka, May 6, 2025. [Photo/Xinhua] |", ("Xinhua",)),
        ("Images | AFP", ("AFP",)),
        ("The two ministers sign the agreement in Lusaka. \u2014 VNA/VNS Photo Ana Kalo", ("VNA", "VNS")),
        ("AFP photo", ("AFP",)),
    ],
)
def test_pictures_above_an_english_story(caption: str, agencies: tuple[str, ...]) -> None:
    text = page("\n\n".join(("Ministers prepare a joint commission", caption, *ENGLISH)) + "\n")
    assert noise(text) == caption and text.agencies == agencies


@pytest.mark.parametrize(
    ("line", "agencies", "place"),
    [
        ("AFP Lusaka", ("AFP",), "Lusaka"),
        ("Lusaka, Xinhua", ("Xinhua",), "Lusaka"),
        ("(Xinhua)", ("Xinhua",), None),
        ("Trend:", ("Trend",), None),
        ("Politics\neditor@example.org", (), None),
        ("ZAMBIA, May 7 -", (), None),
        ("Ada Mensah, Senior Reporter\n7 May 2025", (), None),
    ],
)
def test_lines_between_headline_and_story(line: str, agencies: tuple[str, ...], place: str | None) -> None:
    text = page("\n\n".join(("Ministers prepare a joint commission", line, *ENGLISH)) + "\n")
    assert noise(text) == " ".join(line.split()) and text.agencies == agencies
    assert (text.dateline.place if text.dateline else None) == place


def test_rubrics_above_a_headline_and_a_day_that_opens_a_sentence() -> None:
    title = "Ministers of Zambia and Ghana prepare a joint commission"
    assert page("\n\n".join(("Regional & Global Affairs", title, *ENGLISH)) + "\n").title == title
    dated = page(f" date 2025-05-06 On 6 May 2025 {ENGLISH[0][0].lower()}{ENGLISH[0][1:]}\n\n{ENGLISH[1]}\n")
    assert noise(dated) == "date 2025-05-06"


def test_a_caption_above_the_headline_and_a_day_month_first() -> None:
    lines = ("The two ministers during their talks in Lusaka. (AFP)", "Ministers prepare a joint commission",
             "5/6/2025 8:00:08 PM", f"LUSAKA, May 7 (AFP) - {ENGLISH[0]}", ENGLISH[1])
    text = page("\n\n".join(lines) + "\n")
    assert (text.title, text.published) == (lines[1], "2025-05-06")
    assert roles(text)[0] == ("caption", lines[0])


@pytest.mark.parametrize(("line", "agencies"), [
    ("The ministers at the lake. VNA/VNS Photo Lâm Khánh", ("VNA", "VNS")),
    ("The ministers shake hands. (Seychelles Nation, Ann Phiri) Photo license", ("Seychelles Nation",)),
    ("Ph. MAP", ("MAP",)),
    ("LEDGER PHOTO: The ministers share a light moment", ("LEDGER PHOTO",)),
    ("Photo: The ministers in Lusaka. BTA/Interpressnews", ("BTA", "Interpressnews")),
    ("Les ministres à Lusaka. © Les Nouvelles de l’Archipel", ("Les Nouvelles de l’Archipel",)),
    ("The minister on arrival. Photo : primeminister.kz", ("primeminister.kz",)),
    ("PACT. The ministers in Manila on Friday. (Photo courtesy of PNA)", ("PNA",)),
    ("[Share] [Tweet] [Print]", ()),
    ("Staff Correspondent", ()),
])
def test_credits_below_the_headline(line: str, agencies: tuple[str, ...]) -> None:
    text = page("\n\n".join(("Ministers prepare a joint commission", line, *ENGLISH)) + "\n")
    assert noise(text) == " ".join(line.split()) and text.agencies == agencies


def test_a_chronicle_behind_the_story_is_part_of_it() -> None:
    tail = "Repères\n\n1960 – Traité d’amitié\n1998 – Ouverture d’une ambassade à Lomé\n"
    told = page(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{tail}\nContact\nLe maire est à Lomé\n").view.text
    assert "1998 – Ouverture" in told and "Le maire" not in told


@pytest.mark.parametrize("line", [
    "EMBARGOED UNTIL 18:00 GMT, WEDNESDAY 7 MAY 2025", "Sous embargo jusqu'au 7 mai 2025 à 18 h", "For immediate release",
    "Share: f t in", "Partager Tweeter Imprimer", "A+ A- Imprimer", "News / Africa / Zambia", "Press Notice No. 12 of 2025",
    "COMMUNIQUÉ DE PRESSE N° 014/2025", "Pour publication immédiate", "Communiqué | 26.04.2025",
])
def test_lines_above_the_headline_or_below_it_are_noise(line: str) -> None:
    title = "Ministers of Zambia and Ghana prepare a joint commission"
    for lines in ((line, title), (title, line)):
        text = page("\n\n".join((*lines, *ENGLISH)) + "\n")
        assert noise(text) == " ".join(line.split()) and text.title == title


@pytest.mark.parametrize("tail", [
    "Notes to editors\n\n1. Zambia and Ghana have been friends since 1964.\n2. The commission met last in 2019.",
    "NDLR : le texte est traduit.",
    "(This story has not been edited by our staff.)", "— With inputs from agencies", "The writer is our correspondent.",
    "Also Read | A debt deal explained", "Additional information:\nPress Counsellor Ada Mensah, tel. +260 97 000 000",
    "The agency's site contains only a part of the news stories offered to subscribers, and in a summarized form, as its readers "
    "know well enough by now. Write to us for more of them, day and night.",
])
def test_notes_below_the_story_are_noise(tail: str) -> None:
    text = page("\n\n".join(("Ministers prepare a joint commission", *ENGLISH, tail)) + "\n")
    assert noise(text) == " ".join(tail.split())


@pytest.mark.parametrize(("head", "tail", "agencies"), [
    ("REPUBLIC OF ZAMBIA\nMINISTRY OF FOREIGN AFFAIRS\nOffice of Communications\nOfficial Communiqué 231-25\n\n{}", "",
     ("MINISTRY OF FOREIGN AFFAIRS",)),
    ("Embassy of Ghana in Zambia\nHome > News > Relations\n\n{}", "Contact\nEmbassy of Ghana, Lusaka", ()),
    ("{}\n\nFrom: Ministry of Foreign Affairs\nPublished 7 May 2025", "", ("Ministry of Foreign Affairs",)),
    ("{}\n\nCommuniqué par : ministère des Affaires étrangères et européennes, de la Défense et du Commerce extérieur", "",
     ("ministère des Affaires étrangères et européennes, de la Défense et du Commerce extérieur",)),
    ("{}\n\n7 May 2025", "Source : Ministère des Affaires étrangères du Ghana", ("Ministère des Affaires étrangères du Ghana",)),
    ("{} — The Copperbelt Gazette\n7 May 2025", "", ("The Copperbelt Gazette",)),
    ("{}\n\n7 May 2025", "They will meet again. – news.zanis.gov.zm", ("news.zanis.gov.zm",)),
    ("{}\n\nLes deux ministres à Lusaka. (Ph. MAP)", "", ("MAP",)),
    ("{}\n\n7 May 2025", "Site map | Privacy policy | RSS", ()),
])
def test_who_a_paper_is_from(head: str, tail: str, agencies: tuple[str, ...]) -> None:
    title = "Ministers of Zambia and Ghana prepare a joint commission"
    assert page("\n\n".join((head.format(title), *ENGLISH, tail)) + "\n").agencies == agencies


def test_a_later_change_beside_the_day_of_publication() -> None:
    lines = ("Ministers prepare a joint commission", "Updated 11:20 PM, May 8, 2025 | Published May 7, 2025", *ENGLISH)
    assert page("\n\n".join(lines) + "\n").published == "2025-05-07"


def test_rows_of_a_table_are_items_with_their_cells_parted() -> None:
    rows = "Finland will finance the water works\tFinland\tEUR 12 million\nZambia will open a school\tJune 2026\n1.\tThe end"
    text = page("\n\n".join(("Ministers prepare a joint commission", *ENGLISH, rows)) + "\n")
    works, school = "Finland will finance the water works, Finland, EUR 12 million", "Zambia will open a school, June 2026"
    assert story(text)[3:] == [works, school, "The end"]
    first = text.view.blocks[3]
    assert text.content[slice(*text.view.source(first.start, first.end))] == rows.split("\n")[0]


def test_greeting_and_signature_of_a_mail_are_noise() -> None:
    head = "Dear colleagues,\n\nPlease find below our press release.\n\nMinister visits Zambia"
    tail = "Kind regards,\n\nAda Virta\nPress Counsellor\nMinistry for Foreign Affairs of Finland\n\n" \
        "This e-mail and any attachments are confidential and intended solely for the addressee."
    text = page("\n\n".join((head, *ENGLISH, tail)) + "\n")
    assert story(text) == ["Minister visits Zambia", *ENGLISH] and text.agencies == ("Ministry for Foreign Affairs of Finland",)
