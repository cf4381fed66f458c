"""Ties of a partnership: every example of every language, and the rules of the ontology over them."""

from __future__ import annotations

import pytest

from servanda import languages, ontology
from servanda.followup.ties import SECTION, Finder, Section, bears_on

SECTIONS = {t: languages.load(t).section(SECTION, Section) for t in languages.installed() if languages.load(t).has(SECTION)}
EXAMPLES = [pytest.param(tag, tie, words, kind == "match", id=f"{tag} {tie}: {words}")
            for tag, section in SECTIONS.items() for tie, told in section.examples.items()
            for kind in ("match", "no_match") for words in getattr(told, kind)]


@pytest.mark.parametrize(("tag", "tie", "words", "told"), EXAMPLES)
def test_examples_of_the_words(tag: str, tie: str, words: str, told: bool) -> None:
    assert Finder(SECTIONS[tag]).tells(tie, words.lower()) == told


@pytest.mark.parametrize("tag", SECTIONS)
def test_every_tie_has_words_and_examples_both_ways(tag: str) -> None:
    section, codes = SECTIONS[tag], set(ontology.load().codes("ties"))
    assert set(section.ties) == set(section.examples) == codes == {rule.tie for rule in ontology.load().ties}
    assert [tie for tie, told in section.examples.items() if not (told.match and told.no_match)] == []


@pytest.mark.parametrize(("kind", "type_", "areas", "words", "ties"), [
    ("mechanism", "twinning", [], "Cercle des voisins", ("twinning",)),
    ("mechanism", "association", [], "Ligue des marins", ("friendship",)),
    ("mechanism", "association", [], "Amicale des anciens étudiants de Suva", ("alumni",)),
    ("mechanism", "committee", [], "Joint Committee", ()),
    ("undertaking", "pledge", ["party"], "deepen their dialogue", ("party",)),
    ("undertaking", "pledge", ["multilateral"], "coordinate their positions on the sea", ("position",)),
    ("undertaking", "pledge", ["trade"], "coordinate their positions on tariffs", ()),
    ("undertaking", "pledge", ["multilateral"], "coordinate their support to each other’s candidacies", ("candidature",)),
    ("undertaking", "pledge", ["security"], "échanger des informations sur les trafics", ("information",)),
    ("undertaking", "pledge", ["tourism"], "échanger des informations sur les festivals", ()),
    ("instrument", "agreement", [], "agreement on information exchange", ("information",)),
    ("event", "visit", [], "visit to the pipeline", ()),
])
def test_a_fact_bears_on_what_the_rules_say(kind: str, type_: str, areas: list[str], words: str, ties: tuple[str, ...]) -> None:
    assert bears_on(kind, type_, areas, [words]) == ties


def test_one_telling_in_any_language_is_enough() -> None:
    assert bears_on("instrument", "agreement", [], ["a paper", "convention de jumelage"]) == ("twinning",)
