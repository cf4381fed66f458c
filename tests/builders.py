"""Texts and claims built by hand, for tests of what comes after extraction."""

from __future__ import annotations

import hashlib
from typing import Any

from servanda.claims import Citation, Claim
from servanda.claims.claim import claim_id, claim_key
from servanda.reading.text import Block, Dateline, Passage, Text, View

DEFAULTS: dict[str, dict[str, Any]] = {
    "entity": {"type": "person", "name": "", "names": [], "state": None, "offices": []},
    "event": {"type": "meeting", "date": None, "place": None, "participants": [], "states": ["AZ", "VN"],
              "status": "held", "ordinal": None, "mechanism": None, "part_of": None},
    "instrument": {"type": "declaration", "title": "", "names": [], "parties": ["AZ", "VN"], "date": None,
                   "status": "concluded"},
    "mechanism": {"kind": "committee", "name": "", "names": [], "states": ["AZ", "VN"], "status": "existing"},
    "undertaking": {"by": ["AZ", "VN"], "act": "pledge", "force": "agree", "text": "", "areas": ["trade"], "due": None,
                    "target": None, "mechanism": None, "answer": None, "speaker": None, "event": None,
                    "instrument": None},
}

# Long enough to be compared with copies of itself.
STORY = " ".join(
    f"On day {n} of the talks the two delegations reviewed chapter {n} of the draft, noted what was left open in it and "
    f"asked their experts to report on point {n * 7} before the next round." for n in range(12))


def text(content: str, *, path: str = "paper.txt", language: str = "en", published: str | None = None,
         dateline: Dateline | None = None) -> Text:
    """A text that is all story, one paragraph."""
    return Text(
        document=hashlib.sha256((path + content).encode()).hexdigest(), path=path, media_type="text/plain",
        content=content, language=language, title=None, agencies=(), side=None, published=published, dateline=dateline,
        passages=(Passage(0, len(content), "paragraph"),),
        view=View(content, tuple(range(len(content))), (Block(0, len(content), "paragraph"),)),
    )


def claim(paper: Text, kind: str, quote: str, **fields: Any) -> Claim:
    """A claim of a text that cites these words of it."""
    start = paper.content.index(quote)
    named = {"entity": "name", "instrument": "title", "mechanism": "name", "undertaking": "text"}.get(kind)
    values = {**DEFAULTS[kind], **({named: quote} if named else {}), **fields}
    if "names" in values and not values["names"]:
        values["names"] = [values[named or "name"]]
    states = values.get("states") or values.get("parties") or values.get("by") or [values.get("state") or ""]
    made = claim_id(kind, paper.document, paper.sha256, quote, 1)
    return Claim(made, claim_key(kind, quote, states), kind, paper.document, values,
                 (Citation(paper.sha256, start, start + len(quote), quote),))


def person(paper: Text, name: str, state: str | None, *offices: str, names: list[str] | None = None) -> Claim:
    """A person with offices of his own state."""
    held = [{"office": o, "state": state} for o in offices]
    return claim(paper, "entity", name, state=state, offices=held, names=names or [name])
