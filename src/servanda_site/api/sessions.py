"""Sessions of joint bodies for programs: agenda, minutes, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.bodies import body_of
from servanda_site.api.meetings import DelegateOut, InviteeOut, WhenIn, WhenOut, delegates, invitees, when
from servanda_site.api.parts import (
    Count,
    Cursor,
    Day,
    FactId,
    Flag,
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
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, visibility
from servanda_site.tracking.actions import sessions
from servanda_site.tracking.models import Session

router = Router(tags=["meetings"])
Order = Path(..., ge=1, le=1000)


class SessionOut(WhenOut):
    """A session that people prepare or keep. agreed: when its minutes were; paper: the minutes as a paper."""

    body: str
    ordinal: int | None
    agreed: date | None
    paper: int | None


class SessionPage(Schema):
    """Some sessions; `next` continues."""

    items: list[SessionOut]
    next: str | None = None


class SessionIn(WhenIn):
    """A session, or the fields of it that change. event (of a new one): what the record tells of it. expects: the version you
    saw."""

    ordinal: Count | None = None
    event: FactId | None = None
    marking: Level | None = None
    expects: Seen | None = None


class PointOut(Schema):
    """A point of an agenda. other: its words in the other language of the minutes. fact: the undertaking or text it is about."""

    id: int
    order: int
    number: str
    title: str
    other: str
    fact: str | None


class PointIn(Given):
    """A point as it is to stand: with `id`, one that is there."""

    id: Key | None = None
    number: Line = Field("", max_length=12)
    title: Words = Field(max_length=500)
    other: Words | None = Field(None, max_length=500)
    fact: FactId | None = None


class AgendaIn(Given):
    """A whole agenda, in its order; points that are there and not named here are taken off."""

    points: list[PointIn] = Field(max_length=300)
    expects: Seen | None = None


class ParagraphOut(Schema):
    """A paragraph of minutes. undertaking: made of it."""

    order: int
    left: str
    right: str
    decision: bool
    undertaking: str | None


class ParagraphIn(Given):
    """A paragraph in two languages, and whether it decides something."""

    left: Long = ""
    right: Long = ""
    decision: Flag = False


class MinutesIn(Given):
    """Minutes as they are to stand. left, right: the two languages."""

    left: Literal["fr", "en", "vi", "az", "es"]
    right: Literal["fr", "en", "vi", "az", "es"]
    paragraphs: list[ParagraphIn] = Field(max_length=500)
    expects: Seen | None = None


class AgreedIn(Given):
    """That both sides agreed the minutes. heading: the first line of the paper they become, which names the session.
    one_language: that decisions written in one language only are agreed so."""

    day: Day
    heading: Line = Field(min_length=1)
    one_language: bool = False
    expects: Seen | None = None


class DecisionIn(Given):
    """The undertaking that a decision is: the fields of an undertaking (docs/reference/record.md)."""

    value: dict[str, Any]


class MadeOut(Schema):
    """The claim that was made."""

    claim: str


class WholeSessionOut(SessionOut):
    """A session's file. invitees: for officers."""

    agenda: list[PointOut]
    delegates: list[DelegateOut]
    minutes: list[ParagraphOut]
    languages: list[str]
    invitees: list[InviteeOut]


def _sessions(access: Access, rows: Sequence[Session]) -> list[dict[str, Any]]:
    known = access.facts_of({key for s in rows for key in (s.event, s.body) if key})
    papers = {s.paper_id for s in rows if s.paper_id}
    seen = set(access.papers().filter(pk__in=papers).values_list("pk", flat=True)) if papers else set()
    return [when(s, known) | {
        "body": known[s.body].fact if s.body in known else s.body, "ordinal": s.ordinal, "agreed": s.agreed,
        "paper": s.paper_id if s.paper_id in seen else None} for s in rows]


def session_of(access: Access, key: int, *, removed: bool = False) -> Session:
    """A session that may be seen. removed: also one that was taken out. Http404: there is none."""
    row: Session = visibility.one(gathered.sessions(access, removed=removed), key)
    return row


def _whole_session(access: Access, key: int) -> dict[str, Any]:
    row = session_of(access, key)
    paragraphs = gathered.minutes(access, row)
    made = access.facts_of({p.claim for p in paragraphs if p.claim})
    return {**_sessions(access, [row])[0], "delegates": delegates(row), "invitees": invitees(access, row),
            "languages": [tag for tag in (row.left, row.right) if tag],
            "agenda": [{"id": p.pk, "order": p.order, "number": p.number, "title": p.title, "other": p.other,
                        "fact": f.fact if f else None}
                       for p, f in gathered.agenda(access, row)],
            "minutes": [{"order": p.order, "left": p.left, "right": p.right, "decision": p.decision,
                         "undertaking": made[p.claim].fact if p.claim in made else None} for p in paragraphs]}


@router.get("/partnerships/{slug}/sessions", auth=scope("read"), response=SessionPage)
def session_list(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The sessions that people prepare or keep in a partnership."""
    access = access_of(request)
    found = gathered.sessions(access).filter(partnership=access.partnership(slug))
    return page(found, after, limit, lambda rows: _sessions(access, rows))


@router.post("/bodies/{identity}/sessions", auth=scope("decide"), response={201: WholeSessionOut})
def open_session(request: HttpRequest, given: SessionIn, identity: str = Identity) -> Any:
    """Begin the file of a session."""
    access = access_of(request)
    row = sessions.open_session(user_of(request), body_of(access, identity), marking=given.marking, ordinal=given.ordinal,
                                event=access.fact(given.event) if given.event else None, **given.when())
    return 201, _whole_session(access, row.pk)


@router.get("/sessions/{key}", auth=scope("read"), response=WholeSessionOut)
def session(request: HttpRequest, key: int = Number) -> Any:
    """A session's file: agenda, delegations, minutes."""
    return _whole_session(access_of(request), key)


@router.patch("/sessions/{key}", auth=scope("decide"), response=WholeSessionOut)
def change_session(request: HttpRequest, given: SessionIn, key: int = Number) -> Any:
    """Change number, days, place, status or marking of a session."""
    access = access_of(request)
    told = given.when() | given.model_dump(exclude_unset=True, include={"ordinal"})
    told |= {"marking": given.marking} if given.marking is not None else {}
    sessions.change_session(user_of(request), session_of(access, key), told, expects=given.expects)
    return _whole_session(access, key)


@router.put("/sessions/{key}/agenda", auth=scope("decide"), response=WholeSessionOut)
def set_agenda(request: HttpRequest, given: AgendaIn, key: int = Number) -> Any:
    """Put the agenda in order. What stands on it and you may not see stays where it is."""
    access = access_of(request)
    row = session_of(access, key)
    shown = [point for point, _fact in gathered.agenda(access, row)]
    kept = {p.id for p in given.points}
    points = [sessions.Point(p.id, n, p.number, p.title, access.fact(p.fact) if p.fact and p.id is None else None,
                             other=p.other)
              for n, p in enumerate(given.points, 1)]
    gone = [sessions.Point(p.pk, p.order, p.number, p.title, removed=True) for p in shown if p.pk not in kept]
    sessions.arrange(user_of(request), row, [*points, *gone], expects=given.expects)
    return _whole_session(access, key)


@router.put("/sessions/{key}/minutes", auth=scope("decide"), response=WholeSessionOut)
def write_minutes(request: HttpRequest, given: MinutesIn, key: int = Number) -> Any:
    """Write the minutes, as long as they are not agreed."""
    access = access_of(request)
    sessions.write_minutes(user_of(request), session_of(access, key), given.left, given.right,
                           [(p.left, p.right, p.decision) for p in given.paragraphs], expects=given.expects)
    return _whole_session(access, key)


@router.post("/sessions/{key}/agreement", auth=scope("decide"), response=WholeSessionOut)
def agree_minutes(request: HttpRequest, given: AgreedIn, key: int = Number) -> Any:
    """Say that both sides agreed the minutes: they become a paper, and are not changed any more."""
    access = access_of(request)
    sessions.agree(user_of(request), session_of(access, key), given.day, given.heading, one_language=given.one_language,
                   expects=given.expects)
    return _whole_session(Access(access.user), key)


@router.post("/sessions/{key}/minutes/{order}/undertaking", auth=scope("decide"), response={201: MadeOut})
def decide_minutes(request: HttpRequest, given: DecisionIn, key: int = Number, order: int = Order) -> Any:
    """Make an undertaking of a decision of agreed minutes; it cites them."""
    access = access_of(request)
    row = session_of(access, key)
    paragraph = row.paragraphs.filter(order=order).first()
    if paragraph is None:
        raise Http404
    return 201, {"claim": sessions.decide(user_of(request), row, paragraph, given.value).pk}
