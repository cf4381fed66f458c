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


@pytest.mark.parametrize(("words", "tag", "concepts"), [
    ("feuille de route", "fr", {"roadmap"}), ("une route", "fr", {"highway"}), ("huile de palme", "fr", {"palm-oil"}),
    ("palm oil", "en", {"palm-oil"}), ("oil and a palm", "en", {"oil", "palm"}),
])
def test_words_that_say_something_together_only_say_nothing_each(words: str, tag: str, concepts: set[str]) -> None:
    assert bag(words, tag) == concepts


@pytest.mark.parametrize(("english", "french"), [
    ("Agreement on Mutual Legal Assistance in Criminal Matters", "Convention d'entraide judiciaire en matière pénale"),
    ("Agreement on the Transfer of Sentenced Persons", "Convention sur le transfèrement des personnes condamnées"),
    ("Memorandum on Housing and Urban Development", "Mémorandum sur l'habitat et le développement urbain"),
    ("Treaty of Friendship and Good-Neighbourliness", "Traité d'amitié et de bon voisinage"),
    ("Memorandum on Disaster Management", "Mémorandum sur la gestion des catastrophes"),
    ("Agreement on the Recognition of Driving Licences", "Accord de reconnaissance des permis de conduire"),
    ("Memorandum on Handicrafts", "Mémorandum sur l'artisanat"),
])
def test_titles_say_the_same_in_two_languages(english: str, french: str) -> None:
    assert content.likeness(bag(english, "en"), bag(french, "fr")) > 0.8


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


@pytest.mark.parametrize(("words", "tag", "told"), [
    ("the 21st session", "en", "nth-21"), ("la 21e session", "fr", "nth-21"), ("the third session", "en", "nth-3"),
])
def test_an_ordinal_in_figures_is_one_in_words(words: str, tag: str, told: str) -> None:
    assert told in bag(words, tag)


@pytest.mark.parametrize(("words", "tag"), [("on the 5th of May", "en"), ("le 1er mars", "fr"), ("le premier ministre", "fr")])
def test_a_day_or_an_office_counts_nothing(words: str, tag: str) -> None:
    assert not any(c.startswith("nth-") for c in bag(words, tag))


def test_several_words_that_stand_for_one_thing_say_nothing_else() -> None:
    assert bag("the High Commission", "en") == bag("the embassy", "en")


@pytest.mark.parametrize(("words", "tag"), [("des travaux d'exploration en mer Caspienne", "fr"),
                                            ("exploration work in the Caspian Sea", "en")])
def test_exploration_of_the_ground_is_no_examining_and_a_sea_meets_itself(words: str, tag: str) -> None:
    said = content.bag(words, tag)
    assert {"prospecting", "caspian"} <= said and "examine" not in said and not content.named(words, tag)


@pytest.mark.parametrize(("words", "tag"), [("ouvrira ses portes", "fr"), ("will open its doors", "en")])
def test_who_opens_his_doors_opens(words: str, tag: str) -> None:
    assert content.bag(words, tag) == {"begin"}


@pytest.mark.parametrize(("words", "tag"), [("verra le jour", "fr"), ("will see the light of day", "en")])
def test_what_sees_the_light_is_created(words: str, tag: str) -> None:
    assert "create" in content.bag(words, tag)
