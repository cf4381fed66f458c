"""The dialogue of `servanda judge` on evidence: asked with its reasons, decided for good, taken back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import partnership
from rich.console import Console

from servanda.cli.dialogue import Dialogue
from servanda.publishing.words import Words
from servanda.reader import Reading
from servanda.reconciliation import judgement
from servanda.reconciliation.source import Source


def dialogue(path: Path, keys: str, out: StringIO) -> Dialogue:
    told = partnership.claims()
    made = judgement.load(path)
    reading = Reading(sources=[Source(t) for t in partnership.TEXTS], claims=list(told.values()),
                      record=partnership.record(told, *made))
    answers = iter(keys)
    console = Console(file=out, width=200)
    return Dialogue(reading, made, path, Words("en"), "desk", ask=lambda _: next(answers, "q"), console=console)


def test_a_suggestion_is_asked_with_its_reasons_and_rejected_for_good(tmp_path: Path) -> None:
    path, out = tmp_path / "decisions.jsonl", StringIO()
    asked = dialogue(path, "r", out)
    first = asked.questions("evidence")[0]
    asked.hold(kind="evidence")
    assert "Evidence" in out.getvalue() and "same body" in out.getvalue() and "The Joint Commission met in Lima" in out.getvalue()
    (written,) = judgement.load(path)
    assert written.verdict == "reject" and written.target == first.target
    assert first.target not in [q.target for q in dialogue(path, "", out).questions("evidence")]


def test_an_answer_taken_back_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    asked = dialogue(path, "az", StringIO())
    first = asked.questions("evidence")[0]
    asked.hold(kind="evidence")
    assert first.target in [q.target for q in dialogue(path, "", StringIO()).questions("evidence")]
