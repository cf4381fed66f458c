"""Visits and consultations for programs, with their programmes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.meetings import DelegateOut, InviteeOut, WhenIn, WhenOut, delegates, invitees, when
from servanda_site.api.parts import (
    Code,
    Cursor,
    Day,
    FactId,
    Flag,
    Given,
    Level,
    Line,
    Long,
    Many,
    Number,
    Seen,
    Slug,
    Time,
    access_of,
    at,
    clock,
    page,
    user_of,
)
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, visibility
from servanda_site.tracking.actions import visits
from servanda_site.tracking.models import Visit

router = Router(tags=["meetings"])
KindName = Literal[tuple(Visit.Kind.values)]  # type: ignore[valid-type]
FormName = Literal[tuple(Visit.Form.values)]  # type: ignore[valid-type]


class VisitOut(WhenOut):
    """A visit, or political consultations. promise: the invitation it follows from."""

    kind: str
    form: str
    title: str
    guest: str
    forum: str
    promise: str | None
    outcome: str


class VisitPage(Schema):
    """Some visits; `next` continues."""

    items: list[VisitOut]
    next: str | None = None


class VisitIn(WhenIn):
    """A visit, or the fields of it that change. event (of a new one): what the record tells of it. expects: the version you
    saw."""

    kind: KindName | None = None
    form: FormName | None = None
    title: Line | None = None
    guest: Code | Literal[""] | None = None
    forum: Line | None = None
    outcome: Long | None = None
    promise: FactId | Literal[""] | None = None
    event: FactId | None = None
    marking: Level | None = None
    expects: Seen | None = None

    def given(self) -> dict[str, Any]:
        """What was given, as the actions take it."""
        own = self.model_dump(exclude_unset=True, include={"kind", "form", "title", "guest", "forum", "outcome"})
        return self.when() | {k: v for k, v in own.items() if v is not None}


class ProgrammeOut(Schema):
    """A point of a programme; result: what came of it."""

    id: int
    day: date | None
    at: str | None
    title: str
    people: str
    place: str
    result: str


class ProgrammeIn(Given):
    """A point to be put on a programme."""

    title: Line
    day: Day | None = None
    at: Time | None = None
    people: Line = ""
    place: Line = ""


class ResultIn(Given):
    """What came of a point; or take it off."""

    result: Long = Field("", max_length=4000)
    remove: Flag = False


class WholeVisitOut(VisitOut):
    """A visit with programme and delegations. invitees: for officers."""

    programme: list[ProgrammeOut]
    delegates: list[DelegateOut]
    invitees: list[InviteeOut]


def _visits(access: Access, rows: Sequence[Visit]) -> list[dict[str, Any]]:
    known = access.facts_of({key for v in rows for key in (v.event, v.promise) if key})
    names = ("kind", "form", "title", "guest", "forum", "outcome")
    return [when(v, known) | {n: getattr(v, n) for n in names}
            | {"promise": known[v.promise].fact if v.promise in known else None} for v in rows]


def visit_of(access: Access, key: int, *, removed: bool = False) -> Visit:
    """A visit that may be seen. removed: also one that was taken out. Http404: there is none."""
    row: Visit = visibility.one(gathered.visits(access, removed=removed), key)
    return row


def _whole_visit(access: Access, key: int) -> dict[str, Any]:
    row = visit_of(access, key)
    names = ("day", "title", "people", "place", "result")
    return {**_visits(access, [row])[0], "delegates": delegates(row), "invitees": invitees(access, row),
            "programme": [{"id": p.pk, "at": clock(p.at), **{n: getattr(p, n) for n in names}} for p in row.programme.all()]}


def _promise(access: Access, given: VisitIn) -> Fact | None:
    return access.fact(given.promise) if given.promise else None


@router.get("/partnerships/{slug}/visits", auth=scope("read"), response=VisitPage)
def visit_list(request: HttpRequest, slug: str = Slug, kind: KindName | None = None, after: str | None = Cursor,
               limit: int = Many) -> Any:
    """The visits and consultations of a partnership."""
    access = access_of(request)
    found = gathered.visits(access).filter(partnership=access.partnership(slug))
    return page(found.filter(kind=kind) if kind else found, after, limit, lambda rows: _visits(access, rows))


@router.post("/partnerships/{slug}/visits", auth=scope("decide"), response={201: WholeVisitOut})
def add_visit(request: HttpRequest, given: VisitIn, slug: str = Slug) -> Any:
    """Put a visit or consultations in the calendar."""
    access = access_of(request)
    row = visits.add_visit(user_of(request), access.partnership(slug), given.given(), promise=_promise(access, given),
                           event=access.fact(given.event) if given.event else None, marking=given.marking)
    return 201, _whole_visit(access, row.pk)


@router.get("/visits/{key}", auth=scope("read"), response=WholeVisitOut)
def visit(request: HttpRequest, key: int = Number) -> Any:
    """A visit with its programme and delegations."""
    return _whole_visit(access_of(request), key)


@router.patch("/visits/{key}", auth=scope("decide"), response=WholeVisitOut)
def change_visit(request: HttpRequest, given: VisitIn, key: int = Number) -> Any:
    """Change a visit. promise: the invitation it follows from; empty: none; not given: the same as before."""
    access = access_of(request)
    row = visit_of(access, key)
    promise = access.facts_of([row.promise]).get(row.promise) if given.promise is None else _promise(access, given)
    visits.change_visit(user_of(request), row, given.given(), promise=promise, marking=given.marking, expects=given.expects)
    return _whole_visit(access, key)


@router.post("/visits/{key}/programme", auth=scope("decide"), response={201: WholeVisitOut})
def add_point(request: HttpRequest, given: ProgrammeIn, key: int = Number) -> Any:
    """Put a meeting on a visit's programme."""
    access = access_of(request)
    visits.add_point(user_of(request), visit_of(access, key), **(given.model_dump() | {"at": at(given.at)}))
    return 201, _whole_visit(access, key)


@router.post("/visits/{key}/programme/{point}", auth=scope("decide"), response=WholeVisitOut)
def point_result(request: HttpRequest, given: ResultIn, key: int = Number, point: int = Number) -> Any:
    """Say what came of a meeting, or take it off the programme."""
    access = access_of(request)
    visits.point_result(user_of(request), visit_of(access, key), point, given.result, remove=given.remove)
    return _whole_visit(access, key)
