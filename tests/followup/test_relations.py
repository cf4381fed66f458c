"""What bears on a promise by its words alone: a text that grants it, part of a statement, a flow, a refusal."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from servanda.followup import followed
from servanda.reading.text import Dateline
from servanda.reconciliation import resolve
from servanda.reconciliation.source import Source


def relation(
    promise: str, later: str, *deeds: tuple[str, str, dict[str, Any]], areas: tuple[str, ...], target: str | None = None
) -> str | None:
    """How a later paper bears on a promise of an earlier one (deeds: facts it tells)."""
    first = builders.text(f"The two sides agreed to {promise}.", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(later, path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    both = ["MA", "PE"]
    told = [builders.claim(first, "undertaking", promise, by=both, areas=list(areas), target=target),
            builders.claim(second, "mechanism", "the Joint Commission", states=both)]
    told += [builders.claim(second, kind, words, **fields) for kind, words, fields in deeds]
    record = resolve([Source(first), Source(second)], told)
    return next((e.relation for e in followed(record, (first, second)).evidence), None)


BODY = " It was told to the Joint Commission."
BOTH = {"states": ["MA", "PE"]}


@pytest.mark.parametrize(("promise", "later", "areas", "target", "told"), [
    ("mend the seawall near the lighthouse, move the fish market and open poplar avenues",
     "In a long year of work they have opened poplar avenues, swept the yard of the school and painted nine sheds.",
     ("transport",), None, "advances"),
    ("raise exchanges to two billion dollars", "Trade has reached 2.1 billion dollars, a third more than in 2020.",
     ("trade",), "two billion dollars", "fulfils"),
    ("diversify exports of anchovies", "Trade between the two has grown by a third since then.", ("trade",), None, None),
    ("expand the terminal capacity for gas exports", "Gas exports have nearly tripled since then.", ("energy",), None, None),
])
def test_statement(promise: str, later: str, areas: tuple[str, ...], target: str | None, told: str | None) -> None:
    assert relation(promise, later + BODY, areas=areas, target=target) == told


def test_text_that_grants_what_was_promised() -> None:
    words = "signed an agreement letting fishermen cross the lake with identity cards"
    deed = ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})
    promise = "let fishermen cross the lake with identity cards"
    assert relation(promise, f"They {words}.{BODY}", deed, areas=("migration",)) == "advances"


def test_what_is_to_be_put_off_was_promised_in_vain() -> None:
    words = "postpone the electric cable under the lake"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": ["energy"]})
    promise = "lay an electric cable under the lake"
    assert relation(promise, f"They decided to {words}.{BODY}", deed, areas=("energy",)) == "contradicts"
