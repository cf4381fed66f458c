"""What sessions and visits have in common, as programs see it: days and hours, delegates, whom an invitation asks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema

from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Address,
    Code,
    Day,
    Flag,
    Given,
    Line,
    Time,
    at,
    clock,
)
from servanda_site.register.models import Fact, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.models import Delegate, Gathering, Invitee, Session, Visit

StatusName = Literal[tuple(Gathering.Status.values)]  # type: ignore[valid-type]
_TIMES = ("starts", "ends")


class WhenOut(Schema):
    """What sessions and visits have in common. uid, sequence: as calendars know it."""

    id: int
    partnership: str
    status: str
    start: date | None
    end: date | None
    starts: str | None
    ends: str | None
    zone: str
    place: str
    host: str
    link: str
    event: str | None
    marking: int
    uid: str
    sequence: int
    version: int
    changed: datetime


class WhenIn(Given):
    """Days, place and status: the fields given; the others stay. Times of day are those of `zone`, else of the host's capital."""

    status: StatusName | None = None
    start: Day | None = None
    end: Day | None = None
    starts: Time | None = None
    ends: Time | None = None
    zone: Line | None = None
    place: Line | None = None
    host: Code | Literal[""] | None = None
    link: Address | None = None

    def when(self) -> dict[str, Any]:
        """What was given of these, as the actions take it."""
        given = self.model_dump(exclude_unset=True, include=set(gatherings.FIELDS))
        return given | {name: at(given[name]) for name in _TIMES if name in given}


class DelegateOut(Schema):
    """One of a delegation."""

    id: int
    state: str
    name: str
    office: str
    head: bool


class DelegateIn(Given):
    """Somebody to be added to a delegation; a new head takes the place of the old."""

    state: Code
    name: Line
    office: Line = ""
    head: Flag = False


class InviteeOut(Schema):
    """Who is asked by calendar invitation, and what they answered. sent: the sequence at which the invitation went to them last;
    lower than that of what they are asked to: it changed since."""

    id: int
    name: str
    email: str
    answer: str
    answered: datetime | None
    sent: int | None


def when(row: Session | Visit, known: dict[str, Fact]) -> dict[str, Any]:
    names = ("status", "start", "end", "zone", "place", "host", "link", "marking", "uid", "sequence", "version",
             "changed")
    return {"id": row.pk, "partnership": slug_of(row.partnership.states), **{n: getattr(row, n) for n in names},
            **{n: clock(getattr(row, n)) for n in _TIMES}, "event": known[row.event].fact if row.event in known else None}


def delegates(row: Session | Visit) -> list[dict[str, Any]]:
    """Who goes."""
    return [delegate(d) for d in row.delegates.all()]


def delegate(d: Delegate) -> dict[str, Any]:
    """One person of a delegation."""
    return {"id": d.pk, "state": d.state, "name": d.name, "office": d.office, "head": d.head}


def invitees(access: Access, row: Session | Visit) -> list[dict[str, Any]]:
    """Who is asked to a session or visit; told to officers alone."""
    return [invitee(i) for i in row.invitees.all()] if access.may(Role.OFFICER, row.partnership) else []


def invitee(i: Invitee) -> dict[str, Any]:
    """Somebody who is asked, and what they answered."""
    return {"id": i.pk, "name": i.name, "email": i.email, "answer": i.answer, "answered": i.answered,
            "sent": i.told if i.told >= 0 else None}
