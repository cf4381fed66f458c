"""What papers tell of the life of texts and nobody decided on: proposed to people, who take it or set it aside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from servanda.claims.claim import fold
from servanda.reconciliation import dates
from servanda.reconciliation.dates import bounds
from servanda.reconciliation.lives import same
from servanda_site.register.journal import canonical
from servanda_site.register.models import Claim, Fact, Paper
from servanda_site.register.visibility import Access
from servanda_site.tracking.gathered import months_after
from servanda_site.tracking.lives import Life, relations
from servanda_site.tracking.models import LifeStep, StepAside, TextRelation
from servanda_site.tracking.standing import members
from servanda_site.tracking.visibility import allowed, sees

Stage = LifeStep.Stage
TERM = "term"
_STANDING = (Stage.PROPOSED, Stage.NEGOTIATION)  # what a paper tells to be so on its own day
TO_COME = (Stage.IN_FORCE, Stage.EXPIRED, Stage.PROVISIONAL, Stage.DENOUNCED)  # what may be said of a day still to come
_AGAIN = (Stage.AMENDED, Stage.RENEWED)
_OFFERED = 2_000  # texts of a partnership among which one is looked for by its name


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper tells it: its words, and the claim of the text that the paper makes."""

    paper: Paper
    start: int
    quote: str
    claim: str


@dataclass(slots=True)
class Told:
    """One thing papers tell of a text's life, which nobody took or set aside.

    what: a stage, `term` or a kind of relation. side: who did it; empty: both together. date: EDTF; empty: none is told.
    planned: told of what is to come. told_by: whose account it is, where only one side's papers tell it. other: the text it
    bears on; named: its words, where the record knows no such text. until, renewal, notice: the term it gives.
    """

    values: dict[str, Any]
    what: str
    side: str = ""
    date: str = ""
    planned: bool = False
    told_by: str = ""
    sources: list[Source] = field(default_factory=list)
    other: Fact | None = None
    until: date | None = None
    renewal: int = 0
    notice: int = 0

    @property
    def key(self) -> str:
        """By what a page names it."""
        return hashlib.sha256(canonical([self.values, self.side]).encode()).hexdigest()[:16]

    @property
    def named(self) -> str:
        """The words by which papers name the text it bears on."""
        return self.values["named"] or ""

    @property
    def whole(self) -> bool:
        """Whether everything needed to take it is told."""
        if self.what == TERM:
            return self.until is not None
        if self.what in TextRelation.Kind.values:
            return self.other is not None
        return bool(self.date) and not self.sideless and not self.awaited

    @property
    def awaited(self) -> bool:
        """Whether it is only announced, and cannot be kept as such: to take it would say that it has happened."""
        span = bounds(self.date) if self.date else None
        return self.planned and not (self.what in TO_COME and span is not None and span[0] > timezone.localdate())

    @property
    def sideless(self) -> bool:
        """Whether it is not told which side ratified: each does so for itself."""
        return self.what == Stage.RATIFIED and not self.values["by"]

    @property
    def label(self) -> str:
        """What it is, in words."""
        if self.what == TERM:
            return ""
        kinds = TextRelation.Kind if self.what in TextRelation.Kind.values else Stage
        return str(kinds(self.what).label)  # type: ignore[operator]


def asides(access: Access, *, undone: bool = False) -> Any:
    """What was set aside and may be seen."""
    found = StepAside.objects.filter(allowed(access)).filter(sees(access, "instrument")).select_related("partnership", "who")
    return found if undone else found.filter(undone=None)


def told(access: Access, found: Sequence[Life]) -> dict[str, list[Told]]:
    """What is proposed for some texts of one partnership, by text. As many queries for one as for many."""
    lives = [life for life in found if life.text.data.get("life")]
    if not lives:
        return {}
    owner = {claim: life.text.fact for life in lives for claim in members(life.text)}
    aside: dict[str, list[dict[str, Any]]] = {}
    for row in asides(access).filter(instrument__in=list(owner)):
        aside.setdefault(owner[row.instrument], []).append(row.told)
    sources = _Sources(access, lives)
    others = access.facts_of({s["other"] for life in lives for s in life.text.data["life"] if s["other"]})
    said = _said(access, owner)
    out: dict[str, list[Told]] = {}
    for life in lives:
        rows: list[Told] = []
        for step in life.text.data["life"]:
            values = {k: v for k, v in step.items() if k != "citations"}
            proposed = _proposed(life, values, sources.of(life.text, step["citations"]), others)
            rows += [p for p in proposed if not any(_set_aside(p.values, row, others) for row in aside.get(life.text.fact, ()))]
        out[life.text.fact] = rows
    _find_named(access, lives, out)
    open_ones = {key: [r for r in rows if not _related(key, r, said)] for key, rows in out.items()}
    return {key: rows for key, rows in open_ones.items() if rows}


def of_text(access: Access, life: Life) -> list[Told]:
    """What is proposed for one text."""
    return told(access, [life]).get(life.text.fact, [])


def _set_aside(values: Mapping[str, Any], row: Mapping[str, Any], others: Mapping[str, Fact]) -> bool:
    """Whether something was set aside, by whatever id the text it bears on goes now."""
    if row["planned"] and not values["planned"]:
        return False  # what was announced came about
    known = others.get(values["other"] or "")
    other = values["other"] if known is None or row["other"] not in members(known) else row["other"]
    return same({**values, "other": other}, row)


def _said(access: Access, owner: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """The relations that people said: (text, kind, id of the other)."""
    rows = relations(access).filter(one__in=list(owner))
    return {(owner[r.one], r.kind, r.other) for r in rows}


def _related(text: str, row: Told, said: set[tuple[str, str, str]]) -> bool:
    """Whether people said already how it bears on the other text."""
    return row.other is not None and any((text, row.what, m) in said for m in members(row.other))


def _proposed(life: Life, values: dict[str, Any], sources: list[Source], others: Mapping[str, Fact],
              ) -> Iterable[Told]:
    if not sources:
        return
    tellers = {s.paper.reading.side for s in sources if s.paper.reading is not None}
    told_by = tellers.pop() or "" if len(tellers) == 1 else ""
    kind = values["kind"]
    if kind == TERM:
        yield from _term(life, values, sources)
    elif kind in TextRelation.Kind.values:
        other = others.get(values["other"] or "")
        if values["other"] and other is None:
            return  # a text they may not see
        yield Told(values, kind, sources=sources, other=other)
    else:
        states = life.text.states.split()
        by = values["by"] if values["by"] and not set(states) <= set(values["by"]) else [""]
        for side in by:
            own = {**values, "by": [side] if side else values["by"]}
            row = Told(own, kind, side, values["date"] or _standing_day(kind, sources), values["planned"],
                       told_by if told_by in states else "", sources)
            if not _known(life, row):
                yield row


def _standing_day(kind: str, sources: Sequence[Source]) -> str:
    """The day of the first paper that tells that something goes on."""
    days = [s.paper.reading.published for s in sources if s.paper.reading is not None and s.paper.reading.published]
    return min(days, default="") if kind in _STANDING else ""


def _known(life: Life, row: Told) -> bool:
    """Whether people said it already, or the record tells it as the text's own day."""
    if row.what == Stage.SIGNED and life.text.date and (not row.date or dates.may_be_one(row.date, life.text.date)):
        return True
    mine = [s for s in life.steps if s.stage == row.what and row.side in (s.side, "")]
    if row.planned or not row.date:
        return bool(mine) and row.what not in _AGAIN
    return any(dates.may_be_one(s.date, row.date) for s in mine)


def _term(life: Life, values: dict[str, Any], sources: list[Source]) -> Iterable[Told]:
    """The term that a text gives itself: nothing is proposed where people set one."""
    if life.terms is not None and life.terms.until is not None:
        return
    span = bounds(values["until"]) if values["until"] else None
    months, renewal = values["months"] or 0, values["renewal"]
    row = Told(values, TERM, sources=sources, until=span[1] if span else _ends(life, months),
               renewal=(renewal or months) if renewal is not None else 0, notice=values["notice"] or 0)
    if row.until is not None or row.renewal or row.notice or months:
        yield row


def _ends(life: Life, months: int) -> date | None:
    """The last day of a first term, counted from the entry into force, where its day is known."""
    days = {s.start for s in life.steps if s.stage == Stage.IN_FORCE and s.start == s.end}
    if not days:
        read = [s["date"] for s in life.text.data["life"] if s["kind"] == Stage.IN_FORCE and s["date"]]
        days = {span[0] for day in read if (span := bounds(day)) and span[0] == span[1]}
    return months_after(min(days), months) - timedelta(days=1) if months and len(days) == 1 else None


class _Sources:
    """The papers that tell of some texts, as far as they may be seen. Two queries."""

    def __init__(self, access: Access, lives: Sequence[Life]) -> None:
        claims = Claim.objects.filter(pk__in=[m for life in lives for m in members(life.text)]).values_list("pk", "document")
        self._claims = {pk: f"d-{document[:12]}" for pk, document in claims}
        shas = {document for _pk, document in claims}
        self._papers = {f"d-{sha[:12]}": paper for sha, paper in access.papers_of(shas).items()}

    def of(self, text: Fact, citations: Iterable[Mapping[str, Any]]) -> list[Source]:
        found = []
        for c in citations:
            paper = self._papers.get(c["document"])
            claim = next((m for m in members(text) if self._claims.get(m) == c["document"]), text.fact)
            if paper is not None:
                found.append(Source(paper, c["start"], " ".join((c["quote"] or "").split()), claim))
        return found


def _find_named(access: Access, lives: Sequence[Life], out: Mapping[str, list[Told]]) -> None:
    """Give relations to texts that a paper only names the one text of the record that has this name."""
    open_ones = [(life, row) for life in lives for row in out[life.text.fact] if row.named and row.other is None]
    if not open_ones:
        return
    texts = access.facts(open_ones[0][0].text.projection.partnership).filter(kind="instrument")[:_OFFERED]
    by_name: dict[str, list[Fact]] = {}
    for text in texts:
        for name in {fold(n) for n in [text.label, *text.data.get("names", ())]}:
            by_name.setdefault(name, []).append(text)
    for life, row in open_ones:
        words = fold(row.named).split()
        found = next((by_name[n] for k in range(3) if (n := " ".join(words[k:])) in by_name), [])  # without its article
        known = [t for t in found if t.fact != life.text.fact]
        row.other = known[0] if len(known) == 1 else None
