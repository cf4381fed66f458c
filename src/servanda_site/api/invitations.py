"""Invitations of the record, and their answers, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Cursor,
    Day,
    FactId,
    Given,
    Identity,
    Key,
    Many,
    Number,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.api.visits import visit_of
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, invited, visibility
from servanda_site.tracking.actions import visits
from servanda_site.tracking.models import InvitationChange

router = Router(tags=["meetings"])
InvitationName = Literal[tuple(InvitationChange.State.values)]  # type: ignore[valid-type]


class SaidOut(Schema):
    """What was said of an invitation. event, visit: by which it was paid."""

    id: int
    state: str
    day: date
    event: str | None
    visit: int | None
    reason: str
    who: str
    at: datetime
    marking: int


class InvitationOut(Schema):
    """An invitation. answer: by what people said, else by the papers. may_be: later visits that may have paid it."""

    id: str
    partnership: str
    text: str
    host: str
    open: bool
    answer: str
    said: list[SaidOut]
    visits: list[int]
    may_be: list[str]


class InvitationPage(Schema):
    """Some invitations; `next` continues."""

    items: list[InvitationOut]
    next: str | None = None


class SettleIn(Given):
    """What became of an invitation. expects: the last thing you saw said of it (0: none)."""

    state: InvitationName
    day: Day
    visit: Key | None = None
    event: FactId | None = None
    reason: Words = ""
    expects: Seen | None = None


def _said(access: Access, rows: Sequence[InvitationChange]) -> list[dict[str, Any]]:
    known = access.facts_of({c.event for c in rows if c.event})
    paid = {c.visit_id for c in rows if c.visit_id}
    seen = set(gathered.visits(access).filter(pk__in=paid).values_list("pk", flat=True)) if paid else set()
    return [{"id": c.pk, "state": c.state, "day": c.day, "reason": c.reason, "who": str(c.who), "at": c.at, "marking": c.marking,
             "event": known[c.event].fact if c.event in known else None, "visit": c.visit_id if c.visit_id in seen else None}
            for c in rows]


def _invitations(access: Access, facts: list[Fact]) -> Iterable[dict[str, Any]]:
    found = invited.invitations(access, facts)
    told = {row["id"]: row for row in _said(access, [c for i in found for c in i.said])}
    for i in found:
        yield {"id": i.fact.fact, "partnership": slug_of(i.fact.projection.partnership.states), "text": i.fact.label,
               "host": i.host, "open": i.open, "answer": i.answer, "said": [told[c.pk] for c in i.said],
               "visits": [v.pk for v in i.visits], "may_be": [f.fact for f in i.may_be]}


def _invitation(access: Access, identity: str) -> Fact:
    found = access.fact(identity)
    if found.kind != "undertaking" or found.type != "invitation":
        raise Http404
    return found


@router.get("/partnerships/{slug}/invitations", auth=scope("read"), response=InvitationPage)
def invitations(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The invitations of a partnership, and what became of them."""
    access = access_of(request)
    found = access.facts(access.partnership(slug)).filter(kind="undertaking", type="invitation").defer("digest")
    return page(found, after, limit, lambda rows: _invitations(access, rows))


@router.get("/invitations/{identity}", auth=scope("read"), response=InvitationOut)
def invitation(request: HttpRequest, identity: str = Identity) -> Any:
    """One invitation."""
    access = access_of(request)
    return next(iter(_invitations(access, [_invitation(access, identity)])))


@router.post("/invitations/{identity}/changes", auth=scope("decide"), response={201: InvitationOut})
def settle_invitation(request: HttpRequest, given: SettleIn, identity: str = Identity) -> Any:
    """Say what became of an invitation."""
    access = access_of(request)
    promise = _invitation(access, identity)
    visits.settle(user_of(request), promise, given.state, given.day, visit=visit_of(access, given.visit) if given.visit else None,
                  event=access.fact(given.event) if given.event else None, reason=given.reason, expects=given.expects)
    return 201, next(iter(_invitations(access, [promise])))


@router.post("/invitation-changes/{key}/undo", auth=scope("decide"), response=InvitationOut)
def undo_settle(request: HttpRequest, key: int = Number) -> Any:
    """Take back what was said of an invitation."""
    access = access_of(request)
    row = visibility.one(invited.changes(access), key)
    visits.undo_settle(user_of(request), row)
    return next(iter(_invitations(access, [access.fact(row.promise)])))
