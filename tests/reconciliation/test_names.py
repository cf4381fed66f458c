"""Spellings of one name meet; two names do not."""

from __future__ import annotations

import pytest

from servanda.reconciliation.names import same_words, skeleton


@pytest.mark.parametrize(("one", "other"), [
    ("Djeyhoun Baïramov", "Jeyhun Bayramov"), ("Bùi Thanh Sơn", "Bui Thanh Son"), ("Лавров", "Lavrov"),
    ("Elnour Mammadov", "Elnur Mammadov"), ("Nguyên Hông Diên", "Nguyen Hong Dien"), ("Chavkat", "Shavkat"),
])
def test_skeletons_of_one_name_are_equal(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other", "letters"), [
    ("Ali Asadox", "Ali Asadov", 1), ("Perviz Chahbazov", "Parviz Shahbazov", 1), ("Ilham Aliyev", "Heydar Aliyev", None),
    ("Ilham Aliyev", "Ilham Heydar Aliyev", None), ("Pham Minh Chinh", "Pham Minh Hai", None), ("To Lam", "Lam To", 0),
])
def test_same_words_counts_words_that_differ_by_a_letter(one: str, other: str, letters: int | None) -> None:
    assert same_words(skeleton(one), skeleton(other)) == letters
