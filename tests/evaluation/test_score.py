"""Figures of the annotation guide's section 9, on a paper small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import claim, person, text
from servanda import evaluation
from servanda.errors import ServandaError
from servanda.evaluation.likeness import dates_agree, pair, span_f1, title_f1
from servanda.reconciliation import Record, resolve
from servanda.reconciliation.source import Source

CONTENT = "Rosa Pinto met Awa Sow. They agreed to reopen the ferry line by 2027 and to sign a fishing agreement."
GOLD: dict[str, Any] = {
    "language": "en", "title": None, "agencies": [], "published": None, "dateline": None, "noise": [],
    "entities": [{"type": "person", "names": ["Rosa Pinto"], "state": "CV", "offices": ["minister/transport"]},
                 {"type": "person", "names": ["Awa Sow"], "state": "SN", "offices": []}],
    "events": [{"type": "meeting", "date": None, "place": None, "participants": ["Rosa Pinto", "Awa Sow"],
                "states": ["CV", "SN"], "status": "held", "ordinal": None, "quote": "Rosa Pinto met Awa Sow"}],
    "instruments": [{"type": "agreement", "title": "fishing agreement", "parties": ["CV", "SN"], "date": None,
                     "status": "planned", "quote": "fishing agreement"}],
    "mechanisms": [],
    "undertakings": [
        {"quote": "reopen the ferry line by 2027", "by": ["CV", "SN"], "act": "pledge", "force": "agree",
         "areas": ["transport"], "due": "2027", "target": None, "mechanism": None, "answer": None},
        {"quote": "sign a fishing agreement", "by": ["CV", "SN"], "act": "pledge", "force": "agree",
         "areas": ["agriculture"], "due": None, "target": None, "mechanism": None, "answer": None}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "ferry.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def record() -> Record:
    paper = text(CONTENT, path="ferry.txt")
    states = ["CV", "SN"]
    rosa = person(paper, "Rosa Pinto", "CV", "minister/transport")
    found = [rosa, claim(paper, "event", "met Awa Sow", participants=[rosa.id], states=states),
             claim(paper, "undertaking", "reopen the ferry line by 2027", by=states, areas=["transport", "trade"]),
             claim(paper, "undertaking", "Rosa Pinto met", by=["CV"])]
    return resolve([Source(paper)], found, apart=True)


def test_hits_misses_and_extras_are_counted(folder: Path) -> None:
    rows = evaluation.score(record(), evaluation.load(folder))
    assert {k: (t.hits, t.missed, t.extra) for k, t in rows.items() if k not in ("body", "document")} == {
        "persons": (1, 1, 0), "organisations": (0, 0, 0), "events": (1, 0, 0), "instruments": (0, 1, 0),
        "mechanisms": (0, 0, 0), "undertakings": (1, 1, 1)}
    assert rows["body"].f1 == 1.0


def test_attributes_are_judged_on_the_matched(folder: Path) -> None:
    rows = evaluation.score(record(), evaluation.load(folder))
    assert rows["events"].share("participants") == pytest.approx(2 / 3)
    assert rows["undertakings"].share("areas") == pytest.approx(2 / 3)
    assert rows["undertakings"].share("due where dated") == 0.0
    assert [m.sort for m in rows["undertakings"].mistakes] == ["missed", "extra", "wrong"]


def test_paper_that_was_not_read_counts_as_missed(folder: Path) -> None:
    rows = evaluation.score(Record(), evaluation.load(folder))
    assert (rows["document"].missed, rows["body"].hits, rows["undertakings"].missed) == (1, 0, 2)


def test_floors_name_what_sank(folder: Path, tmp_path: Path) -> None:
    rows = {"en": evaluation.score(record(), evaluation.load(folder))}
    file = tmp_path / "floors.yml"
    file.write_text("- {language: en, kind: undertakings, figure: recall, at_least: 0.9, reason: a test}\n"
                    "- {language: en, kind: persons, figure: precision, at_least: 0.9, reason: a test}\n")
    (line,) = evaluation.below(evaluation.load_floors(file), rows)
    assert "undertakings recall" in line


def test_gold_that_quotes_what_is_not_there_is_refused(folder: Path) -> None:
    broken = {**GOLD, "noise": ["Photo: nobody"]}
    (folder / "ferry.gold.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(ServandaError, match=r"ferry\.txt"):
        evaluation.score(record(), evaluation.load(folder))


def test_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServandaError, match="no annotated papers"):
        evaluation.load(tmp_path)


@pytest.mark.parametrize(("one", "other", "agree"), [
    ("2025-05-08", "2025-05", True), ("2025-05-06", "2025-05-05/2025-05-07", True), (None, None, True),
    ("2025-05-09", "2025-05-05/2025-05-07", False), (None, "2025", False), ("2025-05", "2025-06", False)])
def test_dates_agree(one: str | None, other: str | None, agree: bool) -> None:
    assert dates_agree(one, other) is agree


def test_overlaps_of_words() -> None:
    assert title_f1("the Joint Committee", "the joint committee") == 1.0
    assert title_f1("", "the joint committee") == 0.0
    assert span_f1([(0, 10)], [(5, 14)], "Rosa Pinto met Awa") == pytest.approx(0.5)


def test_pairing_takes_the_likeliest_first() -> None:
    found = pair([{"n": 1}, {"n": 5}], [{"n": 4}, {"n": 9}], lambda g, s: max(0, 4 - abs(g["n"] - s["n"])))
    assert found.pairs == [({"n": 5}, {"n": 4})]
    assert (found.missed, found.extra) == ([{"n": 1}], [{"n": 9}])
