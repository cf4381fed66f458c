"""The dossier on the terminal."""

from __future__ import annotations

import io

import pytest
from examples import FIRST, SECOND, merged
from rich.console import Console

from servanda.publishing import terminal
from servanda.publishing.dossier import Teller
from servanda.publishing.words import Words
from servanda.reconciliation import Record, resolve
from servanda.reconciliation.resolve import Source


def printed(record: Record, width: int, tag: str = "en") -> str:
    out = io.StringIO()
    terminal.show(record, Words(tag), Console(file=out, width=width, highlight=False))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_dossier_fits_the_width_and_cites_every_source(width: int) -> None:
    shown = printed(merged(), width)
    assert max(map(len, shown.splitlines())) <= width
    line = next(row for row in shown.splitlines() if "open a rice centre" in row and "[2]" in row)
    assert line.rstrip().endswith("[1] [2]")
    assert "=SUM(A1) seeds" in shown and "3 June 2024" in shown and "2024-06" not in shown


def test_a_difference_between_sources_is_signed() -> None:
    shown = printed(merged(), 100)
    assert shown.count(terminal.DIFFERS) == 2


def test_what_is_owed_comes_by_side_and_field() -> None:
    (dossier,) = [d for d in Teller(merged(), Words("en")).dossiers() if d.states]
    owed = [s for s in dossier.sections if s.key == "owed"]
    assert [(s.title, [g.title for g in s.groups]) for s in owed] == [
        ("Owed by both", ["Agriculture"]), ("Owed by Portugal", ["Politics", "Agriculture"])]


def test_papers_without_facts_give_an_honest_dossier() -> None:
    empty = resolve([Source(FIRST, "kept"), Source(SECOND, "parsed")], [])
    shown = printed(empty, 80)
    assert Words("en")("nothing") in shown and Words("en")("read_kept") in " ".join(shown.split())
