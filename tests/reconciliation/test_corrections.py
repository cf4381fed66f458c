"""A correction holds only what the record has a place for, and whatever the reader itself says is such a value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from servanda.reader import study
from servanda.reconciliation import judgement
from servanda.reconciliation.corrections import Unsound, kind_of, sound

SAMPLES = Path(__file__).parents[2] / "samples" / "vietnam-azerbaijan"
MINISTER = {"office": "minister/agriculture", "state": "PT"}


@pytest.mark.parametrize(("kind", "name", "value", "held"), [
    ("undertaking", "due", "2028-03", "2028-03"), ("undertaking", "due", "soon", "soon"), ("undertaking", "due", 2030, "2030"),
    ("undertaking", "due", None, None), ("undertaking", "due", "2028-03-01/2028-03-15", "2028-03-01/2028-03-15"),
    ("event", "date", "XXXX-02-29", "XXXX-02-29"), ("event", "date", "195X", "195X"), ("event", "date", "2025-33", "2025-33"),
    ("event", "date", "2025?", "2025?"), ("event", "date", "../2025-05-08", "../2025-05-08"),
    ("undertaking", "by", ["VN", "AZ", "VN"], ["AZ", "VN"]), ("undertaking", "by", "PT", ["PT"]), ("entity", "state", "EU", "EU"),
    ("undertaking", "areas", ["trade"], ["trade"]), ("undertaking", "answer", "accepted", "accepted"),
    ("undertaking", "target", "a billion", "a billion"), ("event", "ordinal", "3", 3), ("event", "status", "planned", "planned"),
    ("entity", "offices", [MINISTER], [MINISTER]),
    ("event", "date", "30/05/2025", "2025-05-30"), ("event", "date", "05/06/2025", "2025-06-05"),
    ("event", "date", "1.5.2025", "2025-05-01"), ("event", "date", "le 30 mai 2025", "2025-05-30"),
    ("event", "date", "May 30, 2025", "2025-05-30"), ("event", "date", "05/2025", "2025-05"),
    ("event", "date", "30/05/2025?", "2025-05-30?"), ("event", "date", "5-7 May 2025", "2025-05-05/2025-05-07"),
    ("event", "date", "du 30 avril au 2 mai 2025", "2025-04-30/2025-05-02"),
    ("event", "date", "05/05/2025 - 07/05/2025", "2025-05-05/2025-05-07"),
    ("event", "date", "first quarter of 2025", "2025-33"), ("event", "date", "1er trimestre 2025", "2025-33"),
    ("undertaking", "due", "d'ici fin 2026", "2026"), ("undertaking", "due", "by 15 May 2026", "2026-05-15"),
    ("undertaking", "due", "mars 2028", "2028-03"), ("undertaking", "due", "prochainement", "soon"),
])
def test_what_the_record_can_hold_is_taken(kind: str, name: str, value: Any, held: Any) -> None:
    assert sound(kind, name, value) == held


@pytest.mark.parametrize(("kind", "name", "value", "expected"), [
    ("undertaking", "due", "2027-13-45", "due"), ("undertaking", "due", "mars", "due"),
    ("undertaking", "due", "31/02/2028", "due"),
    ("undertaking", "due", "05/13/2028", "due"), ("event", "date", "prochainement", "date"),
    ("undertaking", "due", "2028-3", "due"),
    ("undertaking", "due", "2027-02-29", "due"), ("undertaking", "due", "2028/2027", "due"), ("event", "date", "soon", "date"),
    ("event", "date", "", "date"), ("event", "date", "/", "date"), ("undertaking", "by", "Portugal", "states"),
    ("undertaking", "by", ["PT", None], "texts"), ("entity", "state", "QQ", "state"), ("undertaking", "areas", "pears", "codes"),
    ("undertaking", "act", "promise", "code"), ("undertaking", "act", None, "code"), ("undertaking", "force", "strongly", "code"),
    ("undertaking", "answer", "maybe", "code"), ("event", "status", "concluded", "code"), ("event", "ordinal", "third", "number"),
    ("entity", "offices", ["minister"], "offices"), ("entity", "offices", [{"office": "baker"}], "offices"),
    ("event", "title", "Talks", "field"), (None, "due", "Tuesday", "due"), ("undertaking", "due", {"a": 1}, "due"),
])
def test_what_it_cannot_is_not_and_what_is_expected_is_told(kind: str | None, name: str, value: Any, expected: str) -> None:
    told = sound(kind, name, value)
    assert isinstance(told, Unsound) and (told.name, told.expected) == (name, expected)
    assert told.known or expected not in ("code", "codes", "field", "offices")


def test_whatever_the_reader_says_could_be_a_correction() -> None:
    for claim in study([SAMPLES]).claims:
        assert kind_of(claim.id) == claim.kind
        unsound = [told for n, v in claim.fields.items() if isinstance(told := sound(claim.kind, n, v), Unsound)]
        assert not unsound, claim.kind


def test_an_unsound_value_of_a_file_is_left_out_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    made = {"id": "j", "at": "2024-06-04T10:00:00Z", "who": "desk", "verdict": "correct"}
    lines = [{"target": {"claim": "u-1"}, "value": {"due": "31 mars", "force": "commit"}},
             {"target": {"claim": "u-2"}, "value": {"by": ["Portugal"]}},
             {"target": {"field": ["u-3", "due"]}, "value": "2027-13-45"},
             {"target": {"field": ["u-4", "due"]}, "value": "2027-12"},
             {"target": {"claim": "u-5"}, "value": "2027-12"}]
    path.write_text("\n".join(json.dumps({**made, **row}) for row in lines), encoding="utf-8")
    told: list[tuple[int, str]] = []
    kept = judgement.load(path, lambda line, wrong: told.append((line, wrong.name)))
    assert told == [(1, "due"), (2, "by"), (3, "due"), (5, "value")]
    assert [j.value for j in kept] == [{"force": "commit"}, "2027-12"] == [j.value for j in judgement.load(path)]
