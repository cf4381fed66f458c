"""What papers tell of the life of texts, in sentences of our own."""

from __future__ import annotations

import pytest

from builders import text
from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components.lives.lexicon import Lexicon, Words
from servanda.extraction.mentions import Instrument
from servanda.reading import read
from servanda.reading.text import Dateline

OPENING = {"en": "Fiji and Tonga held talks in Suva. ", "fr": "Les Fidji et les Tonga ont tenu des entretiens à Suva. "}
LEXICONS = {tag: languages.load(tag).section("lives", Lexicon) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, kind, words, wanted, id=f"{tag} {kind}: {words}")
    for tag, lexicon in LEXICONS.items() for kind, told in lexicon.examples.items()
    for wanted, listed in ((True, told.match), (False, told.no_match)) for words in listed
]


@pytest.mark.parametrize(("tag", "kind", "words", "wanted"), EXAMPLES)
def test_examples_of_the_lexicon(tag: str, kind: str, words: str, wanted: bool) -> None:
    assert (kind in Words(languages.load(tag)).kinds(words)) == wanted


def found(tag: str, words: str) -> tuple[Instrument, ...]:
    paper = text(OPENING[tag] + words, language=tag, published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    return tuple(pipeline.extract(paper).instruments)


def told(tag: str, words: str) -> set[str]:
    """What is told, each as kind, day, states and what else there is."""
    rows = set()
    for step in (s for i in found(tag, words) for s in i.life):
        more = [f"{n}={v}" for n in ("until", "months", "renewal", "notice", "named") if (v := getattr(step, n)) is not None]
        more += ["planned"] if step.planned else []
        rows.add(" ".join([step.kind, step.date or "-", "+".join(step.by) or "-", *more]))
    return rows


@pytest.mark.parametrize(("words", "rows"), [
    ("The fisheries agreement, signed on 4 June 2022 and ratified by the Parliament of Fiji on 3 May 2023, entered into force on "
     "1 March 2024.", {"signed 2022-06-04 -", "ratified 2023-05-03 FJ", "in-force 2024-03-01 -"}),
    ("Fiji ratified the extradition treaty on 3 May 2023 and Tonga on 12 June 2023.",
     {"ratified 2023-05-03 FJ", "ratified 2023-06-12 TO"}),
    ("The extradition treaty was ratified on 3 May 2023 by Fiji and on 12 June 2023 by Tonga.",
     {"ratified 2023-05-03 FJ", "ratified 2023-06-12 TO"}),
    ("The fisheries agreement will enter into force on 1 July.", {"in-force 2024-07-01 - planned"}),
    ("Ratified by Tonga in 2016, the extradition treaty is now applied.", {"ratified 2016 TO"}),
    ("The extradition treaty was signed in 2019. It entered into force on 5 June 2021.",
     {"signed 2019 -", "in-force 2021-06-05 -"}),
    ("The fisheries agreement is valid for five years and is renewed tacitly unless denounced six months before its expiry.",
     {"term - - months=60 renewal=0 notice=6"}),
    ("The work programme on reefs expires in December 2027.", {"term - - until=2027-12"}),
    ("The fisheries agreement has been provisionally applied since 1 January 2021.", {"provisional 2021-01-01 -"}),
    ("The text of the fisheries agreement was initialled on 2 April 2023.", {"initialled 2023-04-02 -"}),
    ("Negotiations on a free trade agreement were launched in 2023.", {"negotiation 2023 -"}),
    ("Tonga denounced the fisheries agreement on 4 May 2022.", {"denounced 2022-05-04 TO"}),
    ("They discussed a protocol amending the treaty on double taxation.", {"amends - - named=the treaty on double taxation"}),
    ("The extradition treaty has not yet entered into force.", set()),
    ("They called for the early ratification of the extradition treaty.", set()),
    ("Once ratified, the extradition treaty will help both.", set()),
    ("The delegation's mandate expired on 3 May 2023, and the fisheries agreement was discussed.", set()),
    ("The fisheries agreement was signed in April 2022 and came into force the following year.",
     {"signed 2022-04 -", "in-force - -"}),
])
def test_steps_told_in_english(words: str, rows: set[str]) -> None:
    assert told("en", words) == rows


@pytest.mark.parametrize(("words", "rows"), [
    ("L'accord de pêche, ratifié par le Parlement tongien le 3 mai, entrera en vigueur le 1er juillet.",
     {"ratified 2023-05-03 TO", "in-force 2024-07-01 - planned"}),
    ("Le traité d'extradition a été ratifié par les Fidji le 3 mai 2023 et par les Tonga le 12 juin 2023.",
     {"ratified 2023-05-03 FJ", "ratified 2023-06-12 TO"}),
    ("Depuis son entrée en vigueur le 2 février 2023, l'accord de pêche aide les pêcheurs.", {"in-force 2023-02-02 -"}),
    ("La convention consulaire, conclue pour cinq ans, est renouvelée par tacite reconduction pour des périodes de deux ans, "
     "sauf préavis de six mois.", {"term - - months=60 renewal=24 notice=6"}),
    ("Le programme de coopération culturelle est valable jusqu'au 31 décembre 2026.", {"term - - until=2026-12-31"}),
    ("Les négociations sur un accord de libre-échange sont en cours.", {"negotiation - -"}),
    ("L'accord de pêche s'applique provisoirement depuis le 1er avril 2020.", {"provisional 2020-04-01 -"}),
    ("Le traité d'extradition n'est pas encore entré en vigueur.", set()),
    ("Une fois ratifié, le traité d'extradition servira les deux pays.", set()),
])
def test_steps_told_in_french(words: str, rows: set[str]) -> None:
    assert told("fr", words) == rows


@pytest.mark.parametrize(("tag", "words", "date"), [
    ("en", "The visa agreement entered into force on 1 March 2023.", None),
    ("en", "Fiji ratified the visa agreement on 3 May 2023.", None),
    ("en", "The visa agreement, signed on 4 June 2022, entered into force on 1 March 2023.", "2022-06-04"),
    ("fr", "L'accord sur les visas, ratifié par les Fidji le 3 mai 2023, sera appliqué.", None),
    ("fr", "L'accord sur les visas, signé le 4 juin 2022, est entré en vigueur le 1er mars 2023.", "2022-06-04"),
])
def test_the_day_of_ratification_or_entry_into_force_is_no_day_of_signature(tag: str, words: str, date: str | None) -> None:
    assert [i.date for i in found(tag, words)] == [date]


def test_a_text_that_replaces_another_names_it() -> None:
    (new, old) = found("en", "The new agreement on air services replaces the agreement on aviation of 1992.")
    assert [(s.kind, s.other) for s in new.life] == [("supersedes", old.key)]


def test_in_a_treaty_this_agreement_is_itself() -> None:
    words = ("Agreement on Fisheries between Fiji and Tonga\n\n"
             "The Contracting Parties, Fiji and Tonga, have agreed as follows:\n\n"
             "The Pacific Trade Agreement stays as it is.\n\nThis Agreement shall remain in force for ten years.\n\n"
             "In witness whereof they have signed this Agreement. Done at Suva on 4 June 2022.\n")
    paper = read(words, document_sha="0" * 64, path="agreement.txt", media_type="text/plain")
    texts = pipeline.extract(paper).instruments
    assert [(i.key, s.months) for i in texts for s in i.life if s.kind == "term"] == [(texts[0].key, 120)]
