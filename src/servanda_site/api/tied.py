"""Ties for programs: twinnings, parties, parliaments, candidatures and their ledgers, positions, projects, exchanges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from servanda import ontology
from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Code,
    Cursor,
    FactId,
    Given,
    Identity,
    Key,
    Level,
    Line,
    Long,
    Many,
    Number,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.api.planned import BackIn, ExpectsIn
from servanda_site.register.visibility import Access
from servanda_site.tracking import ties, visibility
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import SetAside, Support, Tie

router = Router(tags=["ties"])
KindName = Literal[tuple(ontology.load().codes("ties"))]  # type: ignore[valid-type]
StatusName = Literal[tuple(Tie.Status.values)]  # type: ignore[valid-type]
StepName = Literal[tuple(Support.Step.values)]  # type: ignore[valid-type]
GroupName = Literal[tuple(ties.GROUPS)]  # type: ignore[valid-type]
_Date = Field("", pattern="^([0-9?~%/.X-]{4,40})?$")


class PartnerOut(Schema):
    """Who is tied. fact: where the record knows them."""

    state: str
    name: str
    fact: str | None


class PartnerIn(Given):
    """Who is tied, by name."""

    state: Code | Literal[""] = ""
    name: Line


class TieOut(Schema):
    """One tie. sources, items: the facts it gathers and what the plan holds of it, as far as you may see them."""

    id: int
    partnership: str
    version: int
    kind: str
    title: str
    status: str
    forum: str
    candidate: str
    post: str
    exchange: int | None
    date: str
    note: str
    partners: list[PartnerOut]
    sources: list[str]
    items: list[int]
    marking: int
    changed: datetime
    removed: datetime | None


class TiePage(Schema):
    """Some ties; `next` continues."""

    items: list[TieOut]
    next: str | None = None


class SupportOut(Schema):
    """An entry of the ledger of a candidature: that a side was asked for its support, promised, gave or refused it."""

    id: int
    step: str
    side: str
    date: str
    fact: str | None
    paper: int | None
    words: str
    marking: int
    who: str
    at: datetime


class SideOut(Schema):
    """Where the support of a side stands, and whether it owes it."""

    side: str
    stands: str
    owes: bool


class WholeTieOut(TieOut):
    """A tie; of a candidature, its ledger."""

    entries: list[SupportOut]
    sides: list[SideOut]


class TieFields(Given):
    """The fields given of a tie; the others stay. exchange 0: none."""

    kind: KindName | None = None
    title: Line | None = None
    status: StatusName | None = None
    forum: Line | None = None
    candidate: Code | Literal[""] | None = None
    post: Line | None = None
    exchange: Seen | None = None
    date: str | None = Field(None, pattern="^([0-9?~%/.X-]{4,40})?$")
    note: Long | None = None
    partners: list[PartnerIn] | None = Field(None, max_length=60)
    sources: list[FactId] | None = Field(None, max_length=200)
    items: list[Key] | None = Field(None, max_length=100)
    marking: Level | None = None

    def values(self) -> dict[str, Any]:
        """What was given, as the actions take it."""
        told = self.model_dump(exclude_unset=True, exclude={"expects", "partners"})
        given = {k: v for k, v in told.items() if v is not None}
        if self.exchange is not None:
            given["exchange"] = self.exchange or None
        if self.partners is not None:
            given["partners"] = [[p.state, p.name] for p in self.partners]
        return given


class TieIn(TieFields):
    """A change of a tie. expects: the version you saw."""

    expects: Seen | None = None


class SupportIn(Given):
    """An entry of a ledger, and what it rests on: a fact, a paper or words."""

    step: StepName
    side: Code
    date: str = _Date
    fact: FactId | None = None
    paper: Key | None = None
    words: Words = ""
    marking: Level | None = None


class ProposedOut(Schema):
    """A fact that bears on some kinds of ties, and that nobody gathered or set aside yet. kept: the tie that it seems to tell
    of once more."""

    fact: str
    kinds: list[str]
    kept: int | None


class ProposedPage(Schema):
    """Some proposed facts; `next` continues."""

    items: list[ProposedOut]
    next: str | None = None


class AsideIn(Given):
    """On which page of ties a fact is not to be proposed."""

    group: GroupName


class AsideOut(Schema):
    """That a fact is none to be kept among ties of a kind."""

    id: int
    fact: str
    kind: str
    who: str
    at: datetime


def _ties(access: Access, rows: list[Tie]) -> Iterable[dict[str, Any]]:
    known = access.facts_of({s.fact for t in rows for s in t.sources.all()} | {p.fact for t in rows for p in t.partners.all()})
    wanted = {t.exchange_id for t in rows if t.exchange_id}
    seen = set(ties.ties(access, removed=True).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    names = ("version", "kind", "title", "status", "forum", "candidate", "post", "date", "note", "marking", "changed", "removed")
    for t in rows:
        yield {"id": t.pk, "partnership": slug_of(t.partnership.states), **{n: getattr(t, n) for n in names},
               "exchange": t.exchange_id if t.exchange_id in seen else None,
               "partners": [{"state": p.state, "name": p.name, "fact": known[p.fact].fact if p.fact in known else None}
                            for p in t.partners.all()],
               "sources": [known[s.fact].fact for s in t.sources.all() if s.fact in known],
               "items": [i.pk for i in t.planned]}  # type: ignore[attr-defined]


def _tie(access: Access, key: int) -> Tie:
    row: Tie = visibility.one(ties.whole(ties.ties(access, removed=True), access), key)
    return row


def _whole(access: Access, key: int) -> dict[str, Any]:
    row = _tie(access, key)
    told: dict[str, Any] = {"entries": [], "sides": []}
    if row.kind == "candidature":
        ledger = ties.ledgers(access, [row])[0]
        told = {"entries": _entries(access, ledger.entries),
                "sides": [{"side": side, "stands": str(stands), "owes": owes} for side, stands, owes, _in_return in ledger.rows]}
    return {**next(iter(_ties(access, [row]))), **told}


def _entries(access: Access, rows: list[Support]) -> list[dict[str, Any]]:
    known = access.facts_of({e.fact for e in rows if e.fact})
    papers = {e.paper_id for e in rows if e.paper_id}
    seen = set(access.papers().filter(pk__in=papers).values_list("pk", flat=True)) if papers else set()
    return [{"id": e.pk, "step": e.step, "side": e.side, "date": e.date, "fact": known[e.fact].fact if e.fact in known else None,
             "paper": e.paper_id if e.paper_id in seen else None, "words": e.words, "marking": e.marking, "who": str(e.who),
             "at": e.at} for e in rows]


@router.get("/partnerships/{slug}/ties", auth=scope("read"), response=TiePage)
def tie_list(request: HttpRequest, slug: str = Slug, kind: KindName | None = None, after: str | None = Cursor,
             limit: int = Many) -> Any:
    """The ties of a partnership."""
    access = access_of(request)
    found = ties.ties(access).filter(partnership=access.partnership(slug))
    return page(ties.whole(found.filter(kind=kind) if kind else found, access), after, limit, lambda rows: _ties(access, rows))


@router.post("/partnerships/{slug}/ties", auth=scope("decide"), response={201: WholeTieOut})
def add_tie(request: HttpRequest, given: TieFields, slug: str = Slug) -> Any:
    """Add a tie."""
    access = access_of(request)
    return 201, _whole(access, actions.save(user_of(request), access.partnership(slug), given.values()).pk)


@router.get("/ties/{key}", auth=scope("read"), response=WholeTieOut)
def tie(request: HttpRequest, key: int = Number) -> Any:
    """One tie; of a candidature, who was asked, promised, gave and owes."""
    return _whole(access_of(request), key)


@router.patch("/ties/{key}", auth=scope("decide"), response=WholeTieOut)
def change_tie(request: HttpRequest, given: TieIn, key: int = Number) -> Any:
    """Change the fields given of a tie."""
    access = access_of(request)
    row = _tie(access, key)
    actions.save(user_of(request), row.partnership, given.values(), tie=row, expects=given.expects)
    return _whole(access, key)


@router.post("/ties/{key}/remove", auth=scope("decide"), response=WholeTieOut)
def remove_tie(request: HttpRequest, given: BackIn, key: int = Number) -> Any:
    """Take a tie out, or put it back."""
    access = access_of(request)
    actions.remove(user_of(request), _tie(access, key), back=given.back)
    return _whole(access, key)


@router.post("/ties/{key}/undo", auth=scope("decide"), response=WholeTieOut)
def undo_tie(request: HttpRequest, given: ExpectsIn, key: int = Number) -> Any:
    """Take the last change of a tie back."""
    access = access_of(request)
    actions.revert(user_of(request), _tie(access, key), expects=given.expects)
    return _whole(access, key)


@router.post("/ties/{key}/supports", auth=scope("decide"), response={201: WholeTieOut})
def enter_support(request: HttpRequest, given: SupportIn, key: int = Number) -> Any:
    """Enter in the ledger of a candidature what a side was asked, promised, gave or refused."""
    access = access_of(request)
    actions.enter(user_of(request), _tie(access, key), step=given.step, side=given.side, date_told=given.date,
                  fact=access.fact(given.fact) if given.fact else None, paper=access.paper(given.paper) if given.paper else None,
                  words=given.words, marking=given.marking)
    return 201, _whole(access, key)


@router.post("/supports/{key}/undo", auth=scope("decide"), response=WholeTieOut)
def undo_support(request: HttpRequest, key: int = Number) -> Any:
    """Take an entry of a ledger back."""
    access = access_of(request)
    row = visibility.one(ties.supports(access), key)
    actions.undo_entry(user_of(request), row)
    return _whole(access, row.tie_id)


@router.get("/partnerships/{slug}/proposed-ties", auth=scope("read"), response=ProposedPage)
def proposed_ties(request: HttpRequest, slug: str = Slug, group: GroupName = "ties", after: str | None = Cursor,
                  limit: int = Many) -> Any:
    """What the record tells that is not gathered yet, on a page of ties."""
    access = access_of(request)
    partnership = access.partnership(slug)
    kinds = ties.GROUPS[group]

    def told(rows: list[Any]) -> Iterable[dict[str, Any]]:
        of = ties.kinds_of(partnership, rows, kinds)
        kept = ties.kept_as(access, partnership, of, rows)
        return ({"fact": f.fact, "kinds": of.get(f.fact, []), "kept": kept[f.fact].pk if f.fact in kept else None} for f in rows)

    return page(ties.proposed(access, partnership, kinds), after, limit, told)


@router.post("/facts/{identity}/asides", auth=scope("decide"), response={201: list[AsideOut]})
def set_aside(request: HttpRequest, given: AsideIn, identity: str = Identity) -> Any:
    """Say that a fact is none to be kept among the ties of a page: it is not proposed there again."""
    return 201, [_aside(row) for row in actions.set_aside(user_of(request), access_of(request).fact(identity), given.group)]


@router.post("/asides/{key}/undo", auth=scope("decide"), response=AsideOut)
def undo_aside(request: HttpRequest, key: int = Number) -> Any:
    """Have a fact proposed again."""
    row: SetAside = visibility.one(ties.asides(access_of(request)), key)
    actions.undo_aside(user_of(request), [row])
    return _aside(row)


def _aside(row: SetAside) -> dict[str, Any]:
    return {"id": row.pk, "fact": row.fact, "kind": row.kind, "who": str(row.who), "at": row.at}

