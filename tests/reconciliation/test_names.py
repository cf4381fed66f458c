"""Spellings of one name meet; two names do not."""

from __future__ import annotations

import pytest

from servanda.reconciliation.names import evened, same_words, skeleton


@pytest.mark.parametrize(("one", "other"), [
    ("Djeyhoun Baïramov", "Jeyhun Bayramov"), ("Bùi Thanh Sơn", "Bui Thanh Son"), ("Лавров", "Lavrov"),
    ("Elnour Mammadov", "Elnur Mammadov"), ("Guiorgui Lomidzé", "Giorgi Lomidze"), ("Aleksei Orlov", "Alexeï Orlov"),
    ("Nguyên Hông Diên", "Nguyen Hong Dien"), ("Chavkat", "Shavkat"),
])
def test_skeletons_of_one_name_are_equal(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other", "letters"), [
    ("Ali Asadox", "Ali Asadov", 1), ("Perviz Chahbazov", "Parviz Shahbazov", 1), ("Ilham Aliyev", "Heydar Aliyev", None),
    ("Ilham Aliyev", "Ilham Heydar Aliyev", None), ("Pham Minh Chinh", "Pham Minh Hai", None), ("To Lam", "Lam To", 0),
])
def test_same_words_counts_words_that_differ_by_a_letter(one: str, other: str, letters: int | None) -> None:
    assert same_words(skeleton(one), skeleton(other)) == letters


@pytest.mark.parametrize(("one", "other"), [
    ("Karim El Amrani", "Karim Elamrani"), ("Salah Ben Youssef", "Ben Youssef Salah"), ("Salah Ben Youssef", "Benyoussef Salah"),
    ("Omar Abd el-Kader", "Omar Abdelkader"),
])
def test_words_written_together_or_apart_are_one_name(one: str, other: str) -> None:
    assert same_words(*evened(skeleton(one), skeleton(other))) == 0


@pytest.mark.parametrize(("one", "other"), [("Karim El Amrani", "Karim Amrani"), ("Le Van An", "Le Van")])
def test_a_word_left_out_is_not_written_together(one: str, other: str) -> None:
    assert same_words(*evened(skeleton(one), skeleton(other))) is None


@pytest.mark.parametrize(("one", "other", "letters"), [
    ("Muhammad Tazi", "Mohamed Tazi", 1), ("Hassan Tazi", "Hussein Tazi", None)])
def test_only_long_names_may_differ_in_their_vowels(one: str, other: str, letters: int | None) -> None:
    assert same_words(skeleton(one), skeleton(other)) == letters
