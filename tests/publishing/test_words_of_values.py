"""Values of the record in words: states of review, one decision and several, a day before which something is due, languages."""

from __future__ import annotations

import pytest

from servanda.documents import Problem
from servanda.publishing.values import Values
from servanda.publishing.words import Words


@pytest.mark.parametrize(("tag", "told"), [("fr", "proposé"), ("en", "proposed")])
def test_the_state_of_review_is_told_in_words(tag: str, told: str) -> None:
    assert Values(Words(tag))("undertaking", "review", "proposed") == told


def test_one_decision_is_one() -> None:
    assert Words("fr").count("judge_done", 1, path="x") == "1 décision écrite dans x."
    assert Words("fr").count("judge_done", 2, path="x") == "2 décisions écrites dans x."


def test_languages_of_a_paper_are_named_in_the_language_of_who_reads_it() -> None:
    problem = Problem("two-languages", "p", {"read": "fr", "other": "en"})
    assert "(anglais) que le reste (français)" in problem.line("fr") and "(English) than the rest (French)" in problem.line("en")
    kept = Problem("two-languages", "p", {"read": "français", "other": "English"})  # as it was kept before
    assert "(English)" in kept.line("fr")
