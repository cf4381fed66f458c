"""Refusals are told as such, never as something owed, wherever undertakings are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from examples import FIRST

import builders
from servanda.extraction.mentions import Why
from servanda.publishing import page, tables
from servanda.publishing.differences import differences, lines
from servanda.publishing.dossier import Teller
from servanda.publishing.words import Words
from servanda.reconciliation import Record, resolve
from servanda.reconciliation.source import Source

CALLED = {"en": "Refusal", "fr": "Refus"}


def refused() -> Record:
    """A record with one refusal and one promise."""
    told = {"areas": ["agriculture"], "force": "commit"}
    refusal = builders.claim(FIRST, "undertaking", "open a rice centre by 2027", by=["PT"], due="2027", **told)
    promise = builders.claim(FIRST, "undertaking", "=SUM(A1) seeds soon", by=["IN", "PT"], **told)
    return resolve([Source(FIRST, "parsed")], [replace(refusal, why=(Why("undertaking:refusal", "refuse"),)), promise])


@pytest.mark.parametrize("tag", CALLED)
def test_a_refusal_stands_apart_from_what_is_owed(tag: str) -> None:
    (dossier,) = [d for d in Teller(refused(), Words(tag)).dossiers() if d.states]
    parts = {s.key: [line for g in s.groups for line in g.lines] for s in dossier.sections}
    assert [(line.lead, line.text) for line in parts["refusals"]] == [(CALLED[tag], "open a rice centre by 2027")]
    assert [line.text for line in parts["owed"]] == ["=SUM(A1) seeds soon"] and "agenda" not in parts
    assert Words(tag).count("refused", 1) in dossier.summary and Words(tag).count("undertakings", 1) in dossier.summary


@pytest.mark.parametrize("tag", CALLED)
def test_tables_page_and_differences_call_it_a_refusal(tag: str) -> None:
    record, words = refused(), Words(tag)
    rows = [dict(zip(tables.COLUMNS["undertakings"], row, strict=True)) for row in tables.rows(record, "undertakings", words)]
    assert {(row["force"], row["force_label"]) for row in rows} == {
        ("commit", CALLED[tag]), ("commit", words.label("forces", "commit"))}
    shown = page.render(record, [FIRST], words)
    assert f'<option value="refusal">{CALLED[tag]}</option>' in shown and 'data-force="refusal"' in shown
    told = list(lines(differences(refused().model_copy(update={"undertakings": []}), record), Record(), record, words))
    assert any(CALLED[tag] in row for row in told)
