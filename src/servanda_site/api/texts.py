"""The life of texts for programs: what happened, how texts hang together, until when they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Code,
    Count,
    Cursor,
    Day,
    FactId,
    Given,
    Identity,
    Key,
    Level,
    Many,
    Number,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import lives, told_lives, visibility
from servanda_site.tracking.actions import instruments
from servanda_site.tracking.models import LifeStep, StepAside, TextRelation
from servanda_site.tracking.standing import members

router = Router(tags=["texts"])
Proposed = Path(..., pattern="^[0-9a-f]{16}$")
StageName = Literal[tuple(LifeStep.Stage.values)]  # type: ignore[valid-type]
RelationName = Literal[tuple(TextRelation.Kind.values)]  # type: ignore[valid-type]


class LifeStepOut(Schema):
    """What happened to a text. side: who did it (empty: all together). date: EDTF. told_by: whose account it is. differs: another
    account has another date."""

    id: int
    stage: str
    side: str
    date: str
    told_by: str
    paper: int | None
    words: str
    marking: int
    who: str
    at: datetime
    differs: bool


class TermsOut(Schema):
    """Until when a text holds. version 0: nobody said. ends, notice: the last day of the term it is in, and to give notice."""

    until: date | None
    renewal_months: int
    notice_months: int
    version: int
    ends: date | None
    notice: date | None


class LifeOut(Schema):
    """The life of a text. waiting_for: the sides that have not ratified it where another has."""

    id: str
    partnership: str
    title: str
    type: str
    stage: str
    ended: bool
    waiting_for: list[str]
    terms: TermsOut
    steps: list[LifeStepOut]


class LifePage(Schema):
    """Some texts; `next` continues."""

    items: list[LifeOut]
    next: str | None = None


class TextRelationOut(Schema):
    """How one text bears on another."""

    id: int
    one: str
    kind: str
    other: str
    who: str
    at: datetime


class WholeLifeOut(LifeOut):
    """A text's life with its relations to others and what is undertaken in it."""

    relations: list[TextRelationOut]
    undertakings: list[str]


class LifeStepIn(Given):
    """What happened to a text: a paper or words it rests on are needed."""

    stage: StageName
    date: str = Field(pattern="^[0-9?~%/.X-]{4,40}$")
    side: Code | Literal[""] = ""
    told_by: Code | Literal[""] = ""
    paper: Key | None = None
    words: Words = ""
    marking: Level | None = None


class TextRelationIn(Given):
    """How this text bears on another."""

    kind: RelationName
    other: FactId


class TermsIn(Given):
    """Until when it holds. expects: the version you saw."""

    until: Day | None
    renewal_months: Count = 0
    notice_months: Count = 0
    expects: Seen | None = None


class ToldSourceOut(Schema):
    """Where a paper tells it. start: of its words in the paper's text."""

    paper: int
    start: int
    quote: str


class ToldStepOut(Schema):
    """What papers tell of a text's life and nobody decided on. what: a stage, `term` or a kind of relation; side: who did it
    (empty: all together); date: EDTF (empty: none is told); planned: told of what is to come; told_by: whose account it is, where
    only one side's papers tell it; other, named: the text it bears on, and the papers' words for it; until, renewal_months,
    notice_months: the term it gives; whole: whether it tells enough to be taken."""

    key: str
    what: str
    side: str
    date: str
    planned: bool
    told_by: str
    other: str | None
    named: str
    until: date | None
    renewal_months: int
    notice_months: int
    whole: bool
    sources: list[ToldSourceOut]


class StepAsideOut(Schema):
    """What was set aside: it is not proposed again. told: as the record has it."""

    id: int
    told: dict[str, Any]
    who: str
    at: datetime


def _text(access: Access, identity: str) -> Fact:
    found = access.fact(identity)
    if found.kind != "instrument":
        raise Http404
    return found


def _lives(access: Access, texts: list[Fact]) -> Iterable[dict[str, Any]]:
    found, today = lives.lives(access, texts), timezone.localdate()
    papers = {s.paper_id for life in found for s in life.steps if s.paper_id}
    seen = set(access.papers().filter(pk__in=papers).values_list("pk", flat=True)) if papers else set()
    for life in found:
        t = life.terms
        yield {
            "id": life.text.fact, "partnership": slug_of(life.text.projection.partnership.states), "title": life.text.label,
            "type": life.text.type, "stage": life.stage, "ended": life.ended, "waiting_for": life.waiting_for,
            "terms": {"until": t.until if t else None, "renewal_months": t.renewal_months if t else 0,
                      "notice_months": t.notice_months if t else 0, "version": t.version if t else 0, "ends": life.end(today),
                      "notice": life.notice(today)},
            "steps": [{"id": s.pk, "stage": s.stage, "side": s.side, "date": s.date, "told_by": s.told_by, "words": s.words,
                       "paper": s.paper_id if s.paper_id in seen else None, "marking": s.marking, "who": str(s.who), "at": s.at,
                       "differs": differs} for s, differs in life.rows]}


def _whole(access: Access, text: Fact) -> dict[str, Any]:
    own = members(text)
    both = lives.relations(access).filter(one__in=own) | lives.relations(access).filter(other__in=own)
    return {**next(iter(_lives(access, [text]))), "undertakings": [f.fact for f in lives.undertaken(access, text)],
            "relations": [{"id": r.pk, "one": one.fact, "kind": r.kind, "other": other.fact, "who": str(r.who), "at": r.at}
                          for r, one, other in lives.named(access, both)]}


@router.get("/partnerships/{slug}/texts", auth=scope("read"), response=LifePage)
def text_lives(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The lives of a partnership's texts."""
    access = access_of(request)
    found = access.facts(access.partnership(slug)).filter(kind="instrument").defer("digest")
    return page(found, after, limit, lambda rows: _lives(access, rows))


@router.get("/texts/{identity}", auth=scope("read"), response=WholeLifeOut)
def text_life(request: HttpRequest, identity: str = Identity) -> Any:
    """The life of one text."""
    access = access_of(request)
    return _whole(access, _text(access, identity))


@router.post("/texts/{identity}/steps", auth=scope("decide"), response={201: WholeLifeOut})
def add_step(request: HttpRequest, given: LifeStepIn, identity: str = Identity) -> Any:
    """Say what happened to a text. Another account of the same with another date is kept beside the first."""
    access = access_of(request)
    text = _text(access, identity)
    instruments.add_step(user_of(request), text, stage=given.stage, date_told=given.date, side=given.side, told_by=given.told_by,
                         paper=access.paper(given.paper) if given.paper else None, words=given.words, marking=given.marking)
    return 201, _whole(access, text)


@router.post("/text-steps/{key}/undo", auth=scope("decide"), response=WholeLifeOut)
def undo_step(request: HttpRequest, key: int = Number) -> Any:
    """Take back what was said to have happened."""
    access = access_of(request)
    row = visibility.one(lives.steps(access), key)
    instruments.undo_step(user_of(request), row)
    return _whole(access, access.fact(row.instrument))


@router.post("/texts/{identity}/relations", auth=scope("decide"), response={201: WholeLifeOut})
def relate_texts(request: HttpRequest, given: TextRelationIn, identity: str = Identity) -> Any:
    """Say how one text bears on another."""
    access = access_of(request)
    text = _text(access, identity)
    instruments.relate(user_of(request), text, given.kind, _text(access, given.other))
    return 201, _whole(access, text)


@router.post("/text-relations/{key}/undo", auth=scope("decide"), response=WholeLifeOut)
def undo_relation(request: HttpRequest, key: int = Number) -> Any:
    """Take a relation of texts back."""
    access = access_of(request)
    row = visibility.one(lives.relations(access), key)
    instruments.undo_relation(user_of(request), row)
    return _whole(access, access.fact(row.one))


@router.put("/texts/{identity}/terms", auth=scope("decide"), response=WholeLifeOut)
def set_terms(request: HttpRequest, given: TermsIn, identity: str = Identity) -> Any:
    """Say until when a text holds, whether it goes on by itself, how long before its end notice must be given."""
    access = access_of(request)
    text = _text(access, identity)
    instruments.set_terms(user_of(request), text, until=given.until, renewal_months=given.renewal_months,
                          notice_months=given.notice_months, expects=given.expects)
    return _whole(access, text)


def _proposed(access: Access, text: Fact) -> list[dict[str, Any]]:
    names = ("key", "what", "side", "date", "planned", "told_by", "named", "until", "whole")
    return [{**{n: getattr(t, n) for n in names}, "other": t.other.fact if t.other else None, "renewal_months": t.renewal,
             "notice_months": t.notice, "sources": [{"paper": s.paper.pk, "start": s.start, "quote": s.quote} for s in t.sources]}
            for t in told_lives.of_text(access, lives.lives(access, [text])[0])]


def _aside(row: StepAside) -> dict[str, Any]:
    return {"id": row.pk, "told": row.told, "who": str(row.who), "at": row.at}


@router.get("/texts/{identity}/told", auth=scope("read"), response=list[ToldStepOut])
def told_steps(request: HttpRequest, identity: str = Identity) -> Any:
    """What papers tell of the life of a text and nobody decided on. Nothing of it is so until somebody takes it."""
    access = access_of(request)
    return _proposed(access, _text(access, identity))


@router.post("/texts/{identity}/told/{proposed}/take", auth=scope("decide"), response=WholeLifeOut)
def take_told_step(request: HttpRequest, identity: str = Identity, proposed: str = Proposed) -> Any:
    """Take what papers tell: it rests on the paper and its words. What is not told whole is added as a step, term or relation."""
    access = access_of(request)
    text = _text(access, identity)
    instruments.take_told(user_of(request), text, proposed)
    return _whole(access, text)


@router.post("/texts/{identity}/told/{proposed}/set-aside", auth=scope("decide"), response={201: StepAsideOut})
def set_told_step_aside(request: HttpRequest, identity: str = Identity, proposed: str = Proposed) -> Any:
    """Say that what papers tell is not so: it is not proposed again."""
    access = access_of(request)
    return 201, _aside(instruments.set_told_aside(user_of(request), _text(access, identity), proposed))


@router.get("/texts/{identity}/set-aside", auth=scope("read"), response=list[StepAsideOut])
def steps_set_aside(request: HttpRequest, identity: str = Identity) -> Any:
    """What papers tell of a text's life and somebody set aside."""
    access = access_of(request)
    return [_aside(row) for row in told_lives.asides(access).filter(instrument__in=members(_text(access, identity)))]


@router.post("/told-asides/{key}/undo", auth=scope("decide"), response=list[ToldStepOut])
def undo_told_aside(request: HttpRequest, key: int = Number) -> Any:
    """Have it proposed again (what somebody else set aside: heads of desk). What is proposed of its text then."""
    access = access_of(request)
    row = visibility.one(told_lives.asides(access), key)
    instruments.undo_told_aside(user_of(request), row)
    return _proposed(access, access.fact(row.instrument))
