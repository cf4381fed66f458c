"""Joint bodies for programs: their rules, their members, their sessions by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Code,
    Count,
    Cursor,
    Day,
    FactId,
    Flag,
    Given,
    Identity,
    Line,
    Many,
    Number,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.api.planned import BackIn
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, visibility
from servanda_site.tracking.actions import sessions
from servanda_site.tracking.models import BodyMember, BodyRules

router = Router(tags=["meetings"])
PartName = Literal[tuple(BodyMember.Part.values)]  # type: ignore[valid-type]


class RulesOut(Schema):
    """The rules a joint body meets by. version 0: none were set."""

    every_months: int | None
    alternates: bool
    parent: str | None
    note: str
    version: int


class RulesIn(Given):
    """Rules to be set. parent: the body it reports to. expects: the version you saw."""

    every_months: Count | None = None
    alternates: Flag = False
    parent: FactId | None = None
    note: Words = ""
    expects: Seen | None = None


class SittingOut(Schema):
    """A session as the record tells it (`event`), as people keep it (`session`), or both. late: its days are over, and nobody
    told that it was held."""

    ordinal: int | None
    status: str
    date: str
    place: str
    host: str
    late: bool
    event: str | None
    session: int | None


class BodyOut(Schema):
    """A joint body and where it stands by its own rule. due: by when it should meet again; works: the first day from then on
    which all capitals work; turn: whose turn it is to host."""

    id: str
    partnership: str
    name: str
    kind: str
    rules: RulesOut
    last: SittingOut | None
    coming: SittingOut | None
    due: date | None
    works: date | None
    overdue: bool
    turn: str


class BodyPage(Schema):
    """Some bodies; `next` continues."""

    items: list[BodyOut]
    next: str | None = None


class MemberOut(Schema):
    """Who sits in a body. person: where the record knows them."""

    id: int
    state: str
    name: str
    office: str
    part: str
    since: date | None
    until: date | None
    person: str | None
    marking: int
    removed: datetime | None


class MemberIn(Given):
    """Somebody who sits in a body."""

    state: Code
    name: Line
    office: Line = ""
    part: PartName = "member"
    since: Day | None = None
    until: Day | None = None
    person: FactId | None = None


class WholeBodyOut(BodyOut):
    """A body with its members, its sessions and the bodies that report to it."""

    members: list[MemberOut]
    sessions: list[SittingOut]
    below: list[str]


def body_of(access: Access, identity: str) -> Fact:
    found = access.fact(identity)
    if found.kind != "mechanism":
        raise Http404
    return found


def _sitting(s: gathered.Sitting | None) -> dict[str, Any] | None:
    if s is None:
        return None
    return {"ordinal": s.ordinal, "status": s.status, "date": s.date, "place": s.place, "host": s.host, "late": s.late,
            "event": s.event.fact if s.event else None, "session": s.row.pk if s.row else None}


def _bodies(access: Access, bodies: list[Fact]) -> Iterable[dict[str, Any]]:
    sittings, rules = gathered.sittings(access, bodies), gathered.rules(access, bodies)
    parents = access.facts_of({r.parent for r in rules.values() if r.parent})
    for body in bodies:
        rule, partnership = rules.get(body.fact), body.projection.partnership
        stands = gathered.cadence(sittings[body.fact], rule, partnership.codes)
        yield {"id": body.fact, "partnership": slug_of(partnership.states), "name": body.label, "kind": body.type,
               "rules": _rules(rule, parents), "last": _sitting(stands.last), "coming": _sitting(stands.coming),
               "due": stands.due, "works": stands.works, "overdue": stands.overdue, "turn": stands.host,
               "sessions": [_sitting(s) for s in sittings[body.fact]]}


def _rules(rule: BodyRules | None, parents: dict[str, Fact]) -> dict[str, Any]:
    if rule is None:
        return {"every_months": None, "alternates": False, "parent": None, "note": "", "version": 0}
    return {"every_months": rule.every_months, "alternates": rule.alternates, "note": rule.note, "version": rule.version,
            "parent": parents[rule.parent].fact if rule.parent in parents else None}


def _member(m: BodyMember) -> dict[str, Any]:
    return {"id": m.pk, "state": m.state, "name": m.name, "office": m.office, "part": m.part, "since": m.since, "until": m.until,
            "person": m.person or None, "marking": m.marking, "removed": m.removed}


def _members(access: Access, rows: Sequence[BodyMember]) -> list[dict[str, Any]]:
    known = access.facts_of({m.person for m in rows if m.person})
    return [_member(m) | {"person": known[m.person].fact if m.person in known else None} for m in rows]


@router.get("/partnerships/{slug}/bodies", auth=scope("read"), response=BodyPage)
def bodies(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The joint bodies of a partnership: last and next session, what is overdue by its own rule."""
    access = access_of(request)
    found = access.facts(access.partnership(slug)).filter(kind="mechanism").defer("digest")
    return page(found, after, limit, lambda rows: _bodies(access, rows))


@router.get("/bodies/{identity}", auth=scope("read"), response=WholeBodyOut)
def body(request: HttpRequest, identity: str = Identity) -> Any:
    """A joint body: its rules, members, sessions, and the bodies that report to it."""
    access = access_of(request)
    return _whole_body(access, body_of(access, identity))


def _whole_body(access: Access, found: Fact) -> dict[str, Any]:
    return {**next(iter(_bodies(access, [found]))), "members": _members(access, list(gathered.body_members(access, found)[:500])),
            "below": [b.fact for b in gathered.parts(access, found)]}


@router.put("/bodies/{identity}/rules", auth=scope("decide"), response=WholeBodyOut)
def set_rules(request: HttpRequest, given: RulesIn, identity: str = Identity) -> Any:
    """Set how often a body meets, whether the sides host in turn, and to which body it reports."""
    access = access_of(request)
    found = body_of(access, identity)
    sessions.set_rules(user_of(request), found, every_months=given.every_months, alternates=given.alternates, note=given.note,
                       parent=body_of(access, given.parent) if given.parent else None, expects=given.expects)
    return _whole_body(access, found)


@router.post("/bodies/{identity}/members", auth=scope("decide"), response={201: MemberOut})
def add_member(request: HttpRequest, given: MemberIn, identity: str = Identity) -> Any:
    """Add somebody who sits in a body."""
    access = access_of(request)
    told = given.model_dump(exclude={"person"})
    person = access.fact(given.person) if given.person else None
    return 201, _members(access, [sessions.add_member(user_of(request), body_of(access, identity), **told, person=person)])[0]


@router.post("/members/{key}/remove", auth=scope("decide"), response=MemberOut)
def remove_member(request: HttpRequest, given: BackIn, key: int = Number) -> Any:
    """Take somebody off a body's list, or put them back."""
    access = access_of(request)
    found = BodyMember.objects.filter(visibility.allowed(access)).filter(visibility.sees(access, "body"))
    row = visibility.one(found.select_related("partnership"), key)
    sessions.remove_member(user_of(request), row, back=given.back)
    row.refresh_from_db()
    return _members(access, [row])[0]
