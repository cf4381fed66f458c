"""Every fact says what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda import Record, read
from servanda.publishing.words import Words, available

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"


@pytest.fixture(scope="module")
def record() -> Record:
    return read(GOLD)


@pytest.mark.parametrize("kind", ["entities", "events", "instruments", "mechanisms", "undertakings"])
def test_every_fact_names_its_rules_and_the_words_they_saw(record: Record, kind: str) -> None:
    facts = getattr(record, kind)
    assert facts
    assert not [f for f in facts if not f.why or not all(w.rule and (w.cue or w.words) for w in f.why)]


def test_every_kind_of_name_has_reasons_of_its_own(record: Record) -> None:
    rules = {kind: {w.rule for e in record.entities if e.type == kind for w in e.why} for kind in ("organisation", "place")}
    assert rules["organisation"] >= {"organisation:known", "organisation:noun"}
    assert rules["place"] >= {"place:city", "place:venue"}
    for words in map(Words, available()):
        told = {words.why(rule, "cue", "words") for rule in rules["place"] | {"organisation:known", "organisation:noun"}}
        assert len(told) == len(rules["place"]) + 2
