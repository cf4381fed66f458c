"""The shapes the API speaks in. Facts are those of docs/reference/record.md, with what the register adds."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict


class PartnershipOut(Schema):
    """A partnership and how much of it may be seen."""

    id: str
    states: list[str]
    ours: str | None
    facts: dict[str, int]


class OurSideIn(Schema):
    """The state that is ours; empty: none."""

    model_config = ConfigDict(extra="forbid")
    state: str = Field(pattern=r"^([A-Z]{2,4})?$")


class FactOut(Schema):
    """A fact: `data` as the record has it."""

    id: str
    kind: str
    partnership: str
    review: str
    told_first: datetime
    told_last: datetime
    tellers: list[str]
    data: dict[str, Any]


class FactPage(Schema):
    """Some facts; `next` continues."""

    items: list[FactOut]
    next: str | None = None


class PaperOut(Schema):
    """A paper."""

    id: int
    name: str
    title: str
    sha256: str
    size: int
    marking: int
    partnership: str | None
    state: str
    language: str | None
    agencies: list[str]
    side: str | None
    published: str | None
    problem: dict[str, Any] | None
    at: datetime


class RefusedOut(Schema):
    """A part of an archive that was not taken, and why."""

    name: str
    why: str


class PackedOut(Schema):
    """What became of an archive or a bundle: the papers taken from it (new ones and those you had), and what was not."""

    papers: list[PaperOut]
    refused: list[RefusedOut]


class PaperPage(Schema):
    """Some papers; `next` continues."""

    items: list[PaperOut]
    next: str | None = None


class PassageOut(Schema):
    """A span of a text and the part it plays."""

    start: int
    end: int
    role: str


class TextOut(Schema):
    """A paper's text; citations count its code points."""

    sha256: str
    content: str
    passages: list[PassageOut]


class ClaimOut(Schema):
    """What a reading found: its fields, citations (text hash, start, end, quote), reasons, and the decision in force."""

    id: str
    kind: str
    document: str
    decision: str
    current: bool
    fields: dict[str, Any]
    citations: list[Any]
    why: list[Any]


class JudgementIn(Schema):
    """A decision on a claim. `expects`: the decision you saw; another one by now answers 409."""

    verdict: Literal["confirm", "reject", "correct", "unsure"]
    value: dict[str, Any] | None = None
    reason: str = Field("", max_length=2000)
    expects: Literal["proposed", "confirmed", "rejected", "corrected", "unsure", "manual"] | None = None


class PairIn(Schema):
    """The other fact (or claim), and why."""

    other: str = Field(max_length=32)
    reason: str = Field("", max_length=2000)


class JudgementOut(Schema):
    """A decision as kept. `group` takes it back."""

    id: str
    at: datetime
    who: str
    claim: str
    other: str
    verdict: str
    value: Any = None
    reason: str
    supersedes: str
    group: str
    confirmed: bool


class GroupOut(Schema):
    """Decisions taken together: give the group to undo them."""

    group: str


class Undone(Schema):
    """How many decisions were taken back."""

    undone: int


class Piece(Schema):
    """Words of a sentence, and whether they were looked for."""

    words: str
    hit: bool


class HitOut(Schema):
    """One result of the search: a fact or a paper, and the sentence."""

    kind: str
    fact: str | None
    paper: int | None
    start: int
    end: int
    pieces: list[Piece]


class LogOut(Schema):
    """An entry of the log."""

    number: int
    at: datetime
    who: str
    action: str
    target: str
    payload: Any
    hash: str
    previous: str


class LogPage(Schema):
    """Some log entries, the newest first; `next` continues."""

    items: list[LogOut]
    next: str | None = None
