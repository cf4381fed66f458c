"""A small record of our own, with everything a page must withstand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import builders
from servanda.claims import Claim
from servanda.reading.text import Text
from servanda.reconciliation import Record, resolve
from servanda.reconciliation.source import Source

HOSTILE = '<script>alert("x")</script>'
FIRST = builders.text(
    f"Minister Ana Lopes met Ravi Nair on 3 June 2024. The sides will open a rice centre by 2027. {HOSTILE} "
    "Portugal will send =SUM(A1) seeds soon.", path="first.txt", published="2024-06")
SECOND = builders.text("The two sides will open a centre for rice by 2028.", path="second.txt", published="2024-06-04")


def record(*more: Claim, texts: tuple[Text, ...] = (FIRST, SECOND)) -> Record:
    """The record of the two papers, and of more claims on them."""
    both: dict[str, Any] = {"states": ["IN", "PT"]}
    claims = [
        builders.person(FIRST, "Ana Lopes", "PT", "minister/agriculture"),
        builders.claim(FIRST, "event", "Minister Ana Lopes met Ravi Nair on 3 June 2024", date="2024-06-03", **both),
        builders.claim(FIRST, "undertaking", "open a rice centre by 2027", by=["IN", "PT"], areas=["agriculture"], due="2027"),
        builders.claim(FIRST, "undertaking", "=SUM(A1) seeds soon", by=["PT"], areas=["agriculture"], due="soon", force="commit"),
        builders.claim(FIRST, "undertaking", HOSTILE, by=["PT"], areas=["politics"]),
        *more,
    ]
    return resolve([Source(t, "parsed") for t in texts], claims)


def merged() -> Record:
    """The same record, the centre told by both papers, which differ on the year and the words."""
    made = record()
    told = next(u for u in made.undertakings if u.due == "2027")
    other = {"document": made.documents[1].id, "start": 19, "end": 48, "quote": SECOND.content[19:48]}
    tellings = [{"property": p, "value": v, "citation": c} for p, v, c in (
        ("due", "2027", asdict(told.citations[0])), ("due", "2028", other),
        ("text", told.text, asdict(told.citations[0])), ("text", other["quote"], other))]
    changed = told.model_dump() | {"citations": [*told.model_dump()["citations"], other], "tellings": tellings,
                                   "merged": [{"with": "u-2", "score": 0.9, "reasons": ["same_words: 0.9", "same_area"]}]}
    whole = made.model_dump()
    whole["undertakings"] = [changed if u["id"] == told.id else u for u in whole["undertakings"]]
    return Record.model_validate(whole)
