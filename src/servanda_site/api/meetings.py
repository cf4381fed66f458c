"""Joint bodies, sessions, visits, consultations and invitations for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Address,
    Code,
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
    Time,
    Words,
    access_of,
    at,
    clock,
    page,
    user_of,
)
from servanda_site.api.planned import BackIn
from servanda_site.register.models import Fact, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, invited, visibility
from servanda_site.tracking.actions import gatherings, sessions, visits
from servanda_site.tracking.models import BodyMember, BodyRules, Gathering, InvitationChange, Invitee, Session, Visit

router = Router(tags=["meetings"])
StatusName = Literal[tuple(Gathering.Status.values)]  # type: ignore[valid-type]
PartName = Literal[tuple(BodyMember.Part.values)]  # type: ignore[valid-type]
KindName = Literal[tuple(Visit.Kind.values)]  # type: ignore[valid-type]
FormName = Literal[tuple(Visit.Form.values)]  # type: ignore[valid-type]
InvitationName = Literal[tuple(InvitationChange.State.values)]  # type: ignore[valid-type]
Order = Path(..., ge=1, le=1000)
_TIMES = ("starts", "ends")


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
    """A point of an agenda. fact: the undertaking or text it is about."""

    id: int
    order: int
    number: str
    title: str
    fact: str | None


class PointIn(Given):
    """A point as it is to stand: with `id`, one that is there."""

    id: Key | None = None
    number: Line = Field("", max_length=12)
    title: Words = Field(max_length=500)
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
    """That both sides agreed the minutes. heading: the first line of the paper they become, which names the session."""

    day: Day
    heading: Line = Field(min_length=1)
    expects: Seen | None = None


class DecisionIn(Given):
    """The undertaking that a decision is: the fields of an undertaking (docs/reference/record.md)."""

    value: dict[str, Any]


class MadeOut(Schema):
    """The claim that was made."""

    claim: str


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


class WholeSessionOut(SessionOut):
    """A session's file. invitees: for officers."""

    agenda: list[PointOut]
    delegates: list[DelegateOut]
    minutes: list[ParagraphOut]
    languages: list[str]
    invitees: list[InviteeOut]


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


# Joint bodies.

def _body(access: Access, identity: str) -> Fact:
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
    return _whole_body(access, _body(access, identity))


def _whole_body(access: Access, found: Fact) -> dict[str, Any]:
    return {**next(iter(_bodies(access, [found]))), "members": _members(access, list(gathered.body_members(access, found)[:500])),
            "below": [b.fact for b in gathered.parts(access, found)]}


@router.put("/bodies/{identity}/rules", auth=scope("decide"), response=WholeBodyOut)
def set_rules(request: HttpRequest, given: RulesIn, identity: str = Identity) -> Any:
    """Set how often a body meets, whether the sides host in turn, and to which body it reports."""
    access = access_of(request)
    found = _body(access, identity)
    sessions.set_rules(user_of(request), found, every_months=given.every_months, alternates=given.alternates, note=given.note,
                       parent=_body(access, given.parent) if given.parent else None, expects=given.expects)
    return _whole_body(access, found)


@router.post("/bodies/{identity}/members", auth=scope("decide"), response={201: MemberOut})
def add_member(request: HttpRequest, given: MemberIn, identity: str = Identity) -> Any:
    """Add somebody who sits in a body."""
    access = access_of(request)
    told = given.model_dump(exclude={"person"})
    person = access.fact(given.person) if given.person else None
    return 201, _members(access, [sessions.add_member(user_of(request), _body(access, identity), **told, person=person)])[0]


@router.post("/members/{key}/remove", auth=scope("decide"), response=MemberOut)
def remove_member(request: HttpRequest, given: BackIn, key: int = Number) -> Any:
    """Take somebody off a body's list, or put them back."""
    access = access_of(request)
    found = BodyMember.objects.filter(visibility.allowed(access)).filter(visibility.sees(access, "body"))
    row = visibility.one(found.select_related("partnership"), key)
    sessions.remove_member(user_of(request), row, back=given.back)
    row.refresh_from_db()
    return _members(access, [row])[0]


# Sessions.

def _when(row: Session | Visit, known: dict[str, Fact]) -> dict[str, Any]:
    names = ("status", "start", "end", "zone", "place", "host", "link", "marking", "uid", "sequence", "version",
             "changed")
    return {"id": row.pk, "partnership": slug_of(row.partnership.states), **{n: getattr(row, n) for n in names},
            **{n: clock(getattr(row, n)) for n in _TIMES}, "event": known[row.event].fact if row.event in known else None}


def _sessions(access: Access, rows: Sequence[Session]) -> list[dict[str, Any]]:
    known = access.facts_of({key for s in rows for key in (s.event, s.body) if key})
    papers = {s.paper_id for s in rows if s.paper_id}
    seen = set(access.papers().filter(pk__in=papers).values_list("pk", flat=True)) if papers else set()
    return [_when(s, known) | {
        "body": known[s.body].fact if s.body in known else s.body, "ordinal": s.ordinal, "agreed": s.agreed,
        "paper": s.paper_id if s.paper_id in seen else None} for s in rows]


def session_of(access: Access, key: int) -> Session:
    """A session that may be seen. Http404: there is none."""
    row: Session = visibility.one(gathered.sessions(access), key)
    return row


def _whole_session(access: Access, key: int) -> dict[str, Any]:
    row = session_of(access, key)
    paragraphs = gathered.minutes(access, row)
    made = access.facts_of({p.claim for p in paragraphs if p.claim})
    return {**_sessions(access, [row])[0], "delegates": _delegates(row), "invitees": invitees(access, row),
            "languages": [tag for tag in (row.left, row.right) if tag],
            "agenda": [{"id": p.pk, "order": p.order, "number": p.number, "title": p.title, "fact": f.fact if f else None}
                       for p, f in gathered.agenda(access, row)],
            "minutes": [{"order": p.order, "left": p.left, "right": p.right, "decision": p.decision,
                         "undertaking": made[p.claim].fact if p.claim in made else None} for p in paragraphs]}


def _delegates(row: Session | Visit) -> list[dict[str, Any]]:
    return [{"id": d.pk, "state": d.state, "name": d.name, "office": d.office, "head": d.head} for d in row.delegates.all()]


def invitees(access: Access, row: Session | Visit) -> list[dict[str, Any]]:
    """Who is asked to a session or visit; told to officers alone."""
    return [invitee(i) for i in row.invitees.all()] if access.may(Role.OFFICER, row.partnership) else []


def invitee(i: Invitee) -> dict[str, Any]:
    """Somebody who is asked, and what they answered."""
    return {"id": i.pk, "name": i.name, "email": i.email, "answer": i.answer, "answered": i.answered,
            "sent": i.told if i.told >= 0 else None}


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
    row = sessions.open_session(user_of(request), _body(access, identity), marking=given.marking, ordinal=given.ordinal,
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
    points = [sessions.Point(p.id, n, p.number, p.title, access.fact(p.fact) if p.fact and p.id is None else None)
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
    sessions.agree(user_of(request), session_of(access, key), given.day, given.heading, expects=given.expects)
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


# Visits and consultations.

def _visits(access: Access, rows: Sequence[Visit]) -> list[dict[str, Any]]:
    known = access.facts_of({key for v in rows for key in (v.event, v.promise) if key})
    names = ("kind", "form", "title", "guest", "forum", "outcome")
    return [_when(v, known) | {n: getattr(v, n) for n in names}
            | {"promise": known[v.promise].fact if v.promise in known else None} for v in rows]


def visit_of(access: Access, key: int) -> Visit:
    """A visit that may be seen. Http404: there is none."""
    row: Visit = visibility.one(gathered.visits(access), key)
    return row


def _whole_visit(access: Access, key: int) -> dict[str, Any]:
    row = visit_of(access, key)
    names = ("day", "title", "people", "place", "result")
    return {**_visits(access, [row])[0], "delegates": _delegates(row), "invitees": invitees(access, row),
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


# Who goes.

@router.post("/sessions/{key}/delegates", auth=scope("decide"), response={201: DelegateOut})
def session_delegate(request: HttpRequest, given: DelegateIn, key: int = Number) -> Any:
    """Add somebody to a delegation to a session."""
    return 201, _delegated(request, session_of(access_of(request), key), given)


@router.post("/visits/{key}/delegates", auth=scope("decide"), response={201: DelegateOut})
def visit_delegate(request: HttpRequest, given: DelegateIn, key: int = Number) -> Any:
    """Add somebody to a delegation on a visit."""
    return 201, _delegated(request, visit_of(access_of(request), key), given)


def _delegated(request: HttpRequest, row: Session | Visit, given: DelegateIn) -> dict[str, Any]:
    d = gatherings.add_delegate(user_of(request), row, **given.model_dump())
    return {"id": d.pk, "state": d.state, "name": d.name, "office": d.office, "head": d.head}


@router.delete("/sessions/{key}/delegates/{delegate}", auth=scope("decide"), response=list[DelegateOut])
def session_delegate_off(request: HttpRequest, key: int = Number, delegate: int = Number) -> Any:
    """Take somebody out of a delegation to a session. Who is left."""
    return _undelegated(request, session_of(access_of(request), key), delegate)


@router.delete("/visits/{key}/delegates/{delegate}", auth=scope("decide"), response=list[DelegateOut])
def visit_delegate_off(request: HttpRequest, key: int = Number, delegate: int = Number) -> Any:
    """Take somebody out of a delegation on a visit. Who is left."""
    return _undelegated(request, visit_of(access_of(request), key), delegate)


def _undelegated(request: HttpRequest, row: Session | Visit, delegate: int) -> list[dict[str, Any]]:
    gatherings.remove_delegate(user_of(request), row, delegate)
    return _delegates(row)


# Invitations of the record.

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
