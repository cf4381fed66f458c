"""Evidence where people see it: dossier on the terminal and as a page, tables, differences, the JSON."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import partnership
import pytest
from rich.console import Console

from servanda.publishing import page, tables, terminal
from servanda.publishing.differences import differences, lines
from servanda.publishing.words import Words
from servanda.reconciliation import Record


@pytest.fixture(scope="module")
def made() -> Record:
    return partnership.record(partnership.claims())


def printed(record: Record, tag: str, width: int) -> str:
    out = StringIO()
    terminal.show(record, Words(tag), Console(file=out, width=width, highlight=False))
    return " ".join(out.getvalue().split())


@pytest.mark.parametrize(("tag", "words"), [("en", "fulfils it (suggested)"), ("fr", "l’accomplit (suggestion)")])
def test_the_dossier_tells_under_an_undertaking_what_bears_on_it(made: Record, tag: str, words: str) -> None:
    assert words in printed(made, tag, 140) and words in printed(made, tag, 80)


def test_the_page_leads_to_the_words_of_a_plain_statement(made: Record) -> None:
    shown = page.render(made, partnership.TEXTS, Words("en"))
    assert "said" in shown and 'class="bearings"' in shown
    statement = next(e for e in made.evidence if e.statement and e.relation == "contradicts")
    assert " ".join((statement.citations[0].quote or "").split()) in " ".join(shown.split())


def test_the_table_of_evidence_holds_reasons_in_codes_and_words(made: Record, tmp_path: Path) -> None:
    tables.write_csv(made, tmp_path, Words("en"))
    rows = list(csv.DictReader((tmp_path / "evidence.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(made.evidence) and any("same body" in r["why_label"] and "same_body" in r["why"] for r in rows)


def test_new_evidence_is_a_difference(made: Record) -> None:
    before = made.model_copy(update={"evidence": made.evidence[1:]})
    found = [d for d in differences(before, made) if d.kind == "evidence"]
    assert [d.change for d in found] == ["added"]
    assert any(line.startswith("  +") for line in lines(found, before, made, Words("en")))
    assert not differences(made, made)


def test_the_record_reads_back(made: Record) -> None:
    assert Record.model_validate_json(made.to_json()) == made and made.evidence
