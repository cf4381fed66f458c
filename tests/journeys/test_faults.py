"""A fault of ours on one paper is told, and the other papers are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda import reader
from servanda.claims import Claim
from servanda.documents import Limits
from servanda.errors import LanguageError
from servanda.reading.text import Text

ROOT = Path(__file__).parents[2]
PAPERS = sorted((ROOT / "samples" / "spanish").glob("*.txt"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_fault_on_one_paper_leaves_the_others(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    sound = reader.claims_of

    def faulty(text: Text) -> list[Claim]:
        if text.path == str(PAPERS[0]):
            raise ZeroDivisionError("over\ntwo lines")
        return sound(text)

    monkeypatch.setattr(reader, "claims_of", faulty)
    reading = reader.study(PAPERS, jobs=jobs)
    (problem,) = reading.problems
    assert problem.line("en").startswith(f"{PAPERS[0]}: ") and "over two lines" in problem.line("fr")
    sound_ones = {t.document for t in reading.texts if t.path != str(PAPERS[0])}
    assert {c.document for c in reading.claims} == sound_ones and len(reading.record.documents) == 2
    with pytest.raises(ZeroDivisionError):
        list(reader.claims_of_all(reading.texts, jobs))


def test_broken_language_is_no_fault_of_a_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: Text) -> list[Claim]:
        raise LanguageError("es/states.yml: bad")

    monkeypatch.setattr(reader, "claims_of", faulty)
    with pytest.raises(LanguageError):
        reader.study(PAPERS)


@pytest.mark.parametrize("jobs", [1, 2])
def test_search_without_end_on_one_paper_is_stopped(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    sound = reader.claims_of

    def endless(text: Text) -> list[Claim]:
        while text.path == str(PAPERS[0]):
            pass
        return sound(text)

    monkeypatch.setattr(reader, "claims_of", endless)
    reading = reader.study(PAPERS, jobs=jobs, limits=Limits(facts_seconds=0.5))
    slow, *others = reading.problems
    assert slow.code == "facts-slow" and slow.path == str(PAPERS[0]) and not others
    assert "0.5 seconds" in slow.line("en") and "--facts-seconds" in slow.line("fr")
    assert {c.document for c in reading.claims} == {t.document for t in reading.texts if t.path != str(PAPERS[0])}
