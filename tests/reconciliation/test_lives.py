"""The life of one instrument, told by several papers."""

from __future__ import annotations

from typing import Any

from builders import claim, text
from servanda.claims import Claim
from servanda.reconciliation.lives import lived

NOTHING: dict[str, Any] = {"date": None, "by": [], "planned": False, "until": None, "months": None, "renewal": None,
                           "notice": None, "other": None, "named": None}
WORDS = "The Treaty on Reefs was ratified."


def telling(name: str, *steps: dict[str, Any]) -> Claim:
    paper = text(WORDS, path=name)
    cited = [{"document": paper.document, "start": 0, "end": len(WORDS), "quote": WORDS}]
    return claim(paper, "instrument", "Treaty on Reefs", life=[{**NOTHING, **s, "citations": cited} for s in steps])


def joined(*claims: Claim, facts: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    documents = {c.document: f"d-{n}" for n, c in enumerate(claims)}
    own = {c.id: claims[0].id for c in claims} | (facts or {})
    return [(s.kind, s.date, s.by, s.planned, [p.document for p in s.citations]) for s in lived(claims, own, documents)]


def test_two_papers_that_tell_the_same_are_one_step_with_both_sources() -> None:
    told = joined(telling("a", {"kind": "ratified", "date": "2023-05", "by": ["FJ"]}),
                  telling("b", {"kind": "ratified", "date": "2023-05-03", "by": ["FJ"]}))
    assert told == [("ratified", "2023-05-03", ["FJ"], False, ["d-0", "d-1"])]


def test_different_days_are_both_kept_each_with_its_source() -> None:
    told = joined(telling("a", {"kind": "ratified", "date": "2023-05-03", "by": ["FJ"]}),
                  telling("b", {"kind": "ratified", "date": "2023-05-12", "by": ["FJ"]}))
    assert told == [("ratified", "2023-05-03", ["FJ"], False, ["d-0"]), ("ratified", "2023-05-12", ["FJ"], False, ["d-1"])]


def test_what_was_announced_and_came_about_is_one_step() -> None:
    told = joined(telling("a", {"kind": "in-force", "date": "2023-07-01", "planned": True}),
                  telling("b", {"kind": "in-force", "date": "2023-07-01"}))
    assert told == [("in-force", "2023-07-01", [], False, ["d-0", "d-1"])]


def test_each_side_ratifies_for_itself() -> None:
    told = joined(telling("a", {"kind": "ratified", "date": "2023-05-03", "by": ["FJ"]},
                          {"kind": "ratified", "date": "2023-05-03", "by": ["TO"]}))
    assert [by for _, _, by, _, _ in told] == [["FJ"], ["TO"]]


def test_terms_told_in_parts_are_one() -> None:
    found = lived([telling("a", {"kind": "term", "months": 60}), telling("b", {"kind": "term", "months": 60, "notice": 6})],
                  {c.id: "x" for c in (telling("a"), telling("b"))} | {telling("a").id: "x", telling("b").id: "x"},
                  {telling("a").document: "d-0", telling("b").document: "d-1"})
    assert [(s.months, s.notice, len(s.citations)) for s in found] == [(60, 6, 2)]


def test_a_bearing_on_a_text_that_is_the_same_or_was_rejected_falls_away() -> None:
    old = telling("old")
    new = telling("new", {"kind": "amends", "other": old.id})
    assert joined(new, facts={old.id: "i-other"})[0][0] == "amends"
    assert joined(new, facts={old.id: new.id}) == [] and joined(new) == []


def test_what_one_side_is_to_do_is_not_what_an_unnamed_side_has_done() -> None:
    done = {"kind": "ratified", "date": "2026-05-19"}
    to_come = {"kind": "ratified", "date": "2026", "by": ["VN"], "planned": True}
    found = joined(telling("a", done), telling("b", to_come))
    assert [row[:4] for row in found] == [("ratified", "2026", ["VN"], True), ("ratified", "2026-05-19", [], False)]
