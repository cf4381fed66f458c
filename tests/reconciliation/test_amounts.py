"""Amounts: numbers as languages write them, and whether one reaches another."""

from __future__ import annotations

import pytest

from servanda.reconciliation.amounts import amounts, counted, reached, reported


@pytest.mark.parametrize(("words", "tag", "value"), [
    ("trade of 3.2 billion dollars", "en", 3.2e9), ("some 1,250,000 tonnes", "en", 1_250_000), ("a billion dollars", "en", 1e9),
    ("3,2 milliards de dollars", "fr", 3.2e9), ("un milliard de dollars", "fr", 1e9),
    ("half a billion dollars", "en", 5e8), ("le demi-milliard de dollars", "fr", 5e8),
    ("deux milliards d'euros", "fr", 2e9), ("three billion dollars", "en", 3e9), ("40 bourses", "fr", 40),
    ("four hundred thousand dollars", "en", 4e5), ("cent mille plants", "fr", 1e5), ("deux cent mille plants", "fr", 2e5),
    ("3.200 millones de dólares", "es", 3.2e9), ("un millón de euros", "es", 1e6),
])
def test_amount_is_read(words: str, tag: str, value: float) -> None:
    assert [a for a, _ in amounts(words, tag)] == [value]


def test_a_small_number_in_words_counts_only_before_a_magnitude() -> None:
    assert not amounts("the two sides and three ministers", "en")


def test_a_year_is_no_amount() -> None:
    assert not amounts("by 2030", "en") and not amounts("avant la fin de 2027", "fr")


@pytest.mark.parametrize(("aim", "told", "enough"), [
    ("500 million dollars", "520 million dollars", True), ("500 million dollars", "half of it: 410 million euros", False),
    ("40 scholarships", "75 percent", False), ("40 scholarships", "45 scholarships", True),
])
def test_an_aim_is_reached_in_its_own_unit(aim: str, told: str, enough: bool) -> None:
    assert reached(amounts(aim, "en"), amounts(told, "en")) is enough


@pytest.mark.parametrize(("words", "tag", "numbers"), [
    ("thirty ferries and nine buses", "en", {30, 9}), ("trente bacs", "fr", {30}),
    ("forty-one ferries", "en", {41}), ("quatre-vingt-dix bacs", "fr", {90}), ("a three-year plan", "en", set()),
    ("a hundred ferries", "en", {100}), ("cent bacs", "fr", {100}), ("dix pour cent", "fr", {10}),
    ("the two sides", "en", set()), ("deux bacs", "fr", set()), ("thirty", "xx", set()),
])
def test_numbers_in_words_are_counted_from_three_on(words: str, tag: str, numbers: set[int]) -> None:
    assert counted(words, tag) == numbers


@pytest.mark.parametrize(("words", "tag", "value"), [
    ("trade stood at 610 million dollars, and Lima was aiming at 2 billion", "en", [6.1e8]),
    ("les échanges ont atteint 610 millions, avec objectif fixé à 2 milliards", "fr", [6.1e8]),
    ("trade reached the 2 billion dollars", "en", [2e9]),
])
def test_an_amount_only_aimed_at_is_not_reported(words: str, tag: str, value: list[float]) -> None:
    assert [a for a, _ in reported(words, tag)] == value
