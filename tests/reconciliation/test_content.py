"""What words speak of: concepts of one word or several, names, plurals."""

from __future__ import annotations

import pytest

from servanda import languages, ontology
from servanda.reconciliation import content
from servanda.reconciliation.content import Concepts, bag, named


@pytest.mark.parametrize(("words", "tag", "concept"), [
    ("The talks took place in Lima.", "en", "convene"), ("They have eu lieu", "fr", "convene"),
    ("in force since May", "en", "in-force"), ("en vigueur depuis mai", "fr", "in-force"),
])
def test_several_words_together_are_one_concept(words: str, tag: str, concept: str) -> None:
    assert concept in bag(words, tag)
    assert concept not in bag("a quiet place", tag)


def test_a_plural_in_ies_is_kept_by_the_same_beginning() -> None:
    assert bag("a quarry", "en") == bag("quarries", "en")


def test_names_are_capitals_that_no_concept_holds() -> None:
    assert named("Lanterns for Huacho and the Joint Commission in Ilo", "en") == {"huacho", "ilo"}


def test_what_is_promised_and_shown_are_concepts_of_a_language() -> None:
    told = {c for tag in languages.installed() if languages.load(tag).has("concepts")
            for c in languages.load(tag).section("concepts", Concepts).concepts}
    assert {c for row in ontology.acts() for c in row.acts | row.shown} - told <= {"install"}  # a beginning that languages share


def test_a_word_says_how_much_it_tells() -> None:
    assert content.weight({"lighthouse"}) > content.weight({"convene"})
