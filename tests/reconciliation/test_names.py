"""Spellings of one name meet; two names do not."""

from __future__ import annotations

import pytest

from servanda.reconciliation.names import Difference, alike, difference, evened, skeleton, vowels_apart
from servanda.reconciliation.people import _key


@pytest.mark.parametrize(("one", "other"), [
    ("Djeyhoun Baïramov", "Jeyhun Bayramov"), ("Bùi Thanh Sơn", "Bui Thanh Son"), ("Лавров", "Lavrov"),
    ("Elnour Mammadov", "Elnur Mammadov"), ("Guiorgui Lomidzé", "Giorgi Lomidze"), ("Aleksei Orlov", "Alexeï Orlov"),
    ("Nguyên Hông Diên", "Nguyen Hong Dien"), ("Chavkat", "Shavkat"), ("Toʻxtayev", "Tokhtayev"), ("Qurbon", "Kurbon"),
])
def test_skeletons_of_one_name_are_equal(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def words_apart(one: str, other: str) -> tuple[int, int] | None:
    """Words that are misprinted or initials, and words spelt otherwise; None: two names."""
    found: Difference | None = difference(*evened(skeleton(one), skeleton(other)))
    return None if found is None else (found.letters, found.spelt)


@pytest.mark.parametrize(("one", "other", "apart"), [
    ("Ali Asadox", "Ali Asadov", (1, 0)), ("Perviz Chahbazov", "Parviz Shahbazov", (0, 1)), ("A. Asadov", "Ali Asadov", (1, 0)),
    ("Ilham Aliyev", "Heydar Aliyev", None), ("Ilham Aliyev", "Ilham Heydar Aliyev", None),
    ("Pham Minh Chinh", "Pham Minh Hai", None), ("To Lam", "Lam To", (0, 0)),
])
def test_difference_counts_words_that_differ_by_a_letter(one: str, other: str, apart: tuple[int, int] | None) -> None:
    assert words_apart(one, other) == apart


@pytest.mark.parametrize(("one", "other"), [
    ("Sherali Qodirov", "Chérali Kadyrov"), ("Botir Xudoyberdiyev", "Batyr Khoudaïberdiev"),
    ("Qosim Gʻofurov", "Kassym Gafourov"),
    ("Hryhoriy Bondarchuk", "Grigori Bondartchouk"), ("Vuk Stanić", "Vouk Stanitch"), ("Aliaksei Hrynko", "Alexeï Grinko"),
    ("Abdelkarim Wahbi", "Abdul Karim Ouahbi"), ("Youssef ben Othmane", "Yusuf bin Osman"),
    ("Fayçal el-Jazairi", "Faisal al-Djazaïri"),
    ("Hossein Qaderi", "Hussein Ghaderi"), ("Rəhim Cəfərov", "Rahim Jafarov"), ("Gevorg Hakobyan", "Guévorg Hakopian"),
    ("Subramanian Choudhury", "Subrahmanian Chowdhuri"),
])
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    apart = words_apart(one, other)
    assert apart is not None and apart[0] == 0


@pytest.mark.parametrize(("one", "other"), [
    ("Hassan", "Hussein"), ("Marat", "Mourad"), ("Kamal", "Gamal"), ("Samir", "Samira"), ("Aliyev", "Aliyeva"),
    ("Karim", "Darim"),
    ("Binh", "Minh"), ("Hung", "Hong"), ("Salah", "Salam"), ("Petrov", "Petrovitch"),
])
def test_words_that_look_alike_are_two(one: str, other: str) -> None:
    assert not alike(*skeleton(one), *skeleton(other))


@pytest.mark.parametrize(("one", "other", "apart"), [("Salim Tazi", "Soulem Tazi", True), ("Hassan Tazi", "Houcine Tazi", False),
                                                     ("Halis Tazi", "Hulusi Tazi", False)])
def test_vowels_differ_syllable_for_syllable(one: str, other: str, *, apart: bool) -> None:
    assert vowels_apart(skeleton(one), skeleton(other)) is apart


@pytest.mark.parametrize(("one", "other"), [
    ("Karim El Amrani", "Karim Elamrani"), ("Salah Ben Youssef", "Ben Youssef Salah"), ("Salah Ben Youssef", "Benyoussef Salah"),
    ("Omar Abd el-Kader", "Omar Abdelkader"),
])
def test_words_written_together_or_apart_are_one_name(one: str, other: str) -> None:
    assert words_apart(one, other) == (0, 0)


@pytest.mark.parametrize(("one", "other"), [("Karim El Amrani", "Karim Amrani"), ("Le Van An", "Le Van")])
def test_a_word_left_out_is_not_written_together(one: str, other: str) -> None:
    assert words_apart(one, other) is None


def test_a_parliament_is_one_by_its_own_name_and_by_that_of_its_state() -> None:
    told = {_key(name) for name in ("Milli Majlis", "Milli Medjlis", "Parliament of Azerbaijan", "Parlement azerbaïdjanais",
                                    "Milli Majlis of the Republic of Azerbaijan")}
    assert told == {"AZ:Milli Majlis"}
