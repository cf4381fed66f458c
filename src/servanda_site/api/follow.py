"""Undertakings followed up, for programs: states, evidence, due dates, compliance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.parts import (
    Code,
    Cursor,
    Day,
    FactId,
    Given,
    Identity,
    Key,
    Level,
    Long,
    Many,
    Mark,
    Number,
    Place,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Fact, FactLink
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars, compliance, legal, standing, visibility
from servanda_site.tracking.actions import evidence, scores, states
from servanda_site.tracking.models import Score, State, StateChange, Suggestion, Track, Window
from servanda_site.tracking.models.evidence import Relation

router = Router(tags=["follow-up"])
StateName = Literal[tuple(State.values)]  # type: ignore[valid-type]
RelationName = Literal[tuple(Relation.values)]  # type: ignore[valid-type]
Whose = Query(None, max_length=100)
From = Query(...)
_SOON, _OLD = timedelta(days=92), timedelta(days=365)
_LONGEST = 1100  # days of a calendar
_MOST = 200


class StateOut(Schema):
    """A change of state. party: who declares it; empty: it is assessed from sources. undone: when it was taken back.
    groundless: all it rests on is evidence that does not stand any more."""

    id: int
    undertaking: str
    track: str
    party: str
    state: str
    day: date
    evidence: int | None
    fact: str | None
    paper: int | None
    words: str
    reason: str
    marking: int
    who: str
    at: datetime
    current: bool
    groundless: bool
    undone: datetime | None


class StateIn(Given):
    """A change of state, and what it rests on: any of evidence, a fact, a paper, words; without any, a reason. expects: the
    change you saw stand (0: none); another one by now answers 409."""

    track: Literal["declared", "assessed"]
    party: Code | Literal[""] = ""
    state: StateName
    day: Day
    evidence: Key | None = None
    fact: FactId | None = None
    paper: Key | None = None
    words: Long = ""
    reason: Words = ""
    marking: Level | None = None
    expects: Seen | None = None


class LegalOut(Schema):
    """How binding it is in one dimension, by the table of rules."""

    dimension: str
    level: str


class StandingOut(Schema):
    """What stands of an undertaking. due: as the record has it (EDTF); due_by: its last day. made: when it was first told of."""

    id: str
    partnership: str
    text: str
    act: str
    by: list[str]
    due: str | None
    due_by: date | None
    status: str
    assessed: StateOut | None
    declared: dict[str, StateOut]
    made: str | None
    waiting: int


class StandingPage(Schema):
    """Some undertakings; `next` continues."""

    items: list[StandingOut]
    next: str | None = None


class UndertakingOut(StandingOut):
    """One undertaking, with how binding it is."""

    legal: list[LegalOut]


class EvidenceOut(Schema):
    """A deed that bears on an undertaking: suggested by rules, or named by a person. deed: a fact; of a plain statement, or of
    words of a paper, none. why: reasons of the rules; reason: of who decided."""

    id: int
    partnership: str
    undertaking: str
    deed: str | None
    document: str | None
    relation: str
    score: float
    named: bool
    why: list[str]
    citations: list[Any]
    decision: str
    who: str | None
    decided: datetime | None
    reason: str
    marking: int
    at: datetime


class EvidencePage(Schema):
    """Some evidence; `next` continues."""

    items: list[EvidenceOut]
    next: str | None = None


class VerdictIn(Given):
    """A decision on evidence. `reopen` takes one back. expects: the decision you saw."""

    verdict: Literal["confirm", "reject", "reopen"]
    why: Words = ""
    expects: Literal["proposed", "confirmed", "rejected"] | None = None


class NamedIn(Given):
    """What was done about an undertaking: a fact (`deed`), or words of a paper, by their place (code points) or as a quote."""

    deed: FactId | None = None
    paper: Key | None = None
    start: Place | None = None
    end: Place | None = None
    quote: Long = ""
    relation: RelationName
    reason: Words
    marking: Level | None = None


class WindowOut(Schema):
    """A span of time over which compliance is assessed."""

    id: int
    partnership: str
    title: str
    start: date
    end: date
    marking: int


class WindowPage(Schema):
    """Some windows; `next` continues."""

    items: list[WindowOut]
    next: str | None = None


class WindowIn(Given):
    """A window to be opened."""

    title: Words
    start: Day
    end: Day


class ShareOut(Schema):
    """What a side's scores come to (side "all": every side's), as a percentage: (m + 1) / 2 x 100 of their mean m."""

    side: str
    assessed: int
    owed: int
    percent: float | None


class ScoreOut(Schema):
    """A score: -1, 0 or 1; none: not assessed (again). reason: the remark; evidence: what it rests on, as far
    as you may see it."""

    undertaking: str
    side: str
    value: int | None
    reason: str
    evidence: list[int]
    who: str
    at: datetime


class ScoresOut(WindowOut):
    """A window with its scores in force."""

    shares: list[ShareOut]
    scores: list[ScoreOut]


class ScoreIn(Given):
    """A score with its remark and the evidence it rests on (one of both is needed); without a value it is "not assessed" again.
    Evidence nobody decided on is confirmed by it."""

    undertaking: FactId
    side: Code
    value: Mark | None
    reason: Words = ""
    evidence: list[int] = Field(default_factory=list, max_length=100)


class EntryOut(Schema):
    """What stands in a calendar. of: session, visit, meeting, event, due (an undertaking), item (of the plan), election (of a
    candidature), notice, ends, renews (terms of texts). fact, row: what is behind it."""

    uid: str
    of: str
    partnership: str
    start: date
    end: date
    begins: datetime | None
    ends: datetime | None
    status: str
    place: str
    link: str
    fact: str | None
    row: int | None


def slug(states: str) -> str:
    """A partnership as its address names it."""
    return states.replace(" ", "-")


def undertaking_of(access: Access, identity: str) -> Fact:
    """An undertaking that may be seen.

    Raises:
        Http404
    """
    found = access.fact(identity)
    if found.kind != "undertaking":
        raise Http404
    return found


def _states(access: Access, rows: Sequence[StateChange]) -> list[dict[str, Any]]:
    """Changes with what they rest on, as far as that may be seen."""
    facts = access.facts_of({r.fact for r in rows if r.fact} | {r.promise for r in rows})
    wanted = {r.paper_id for r in rows if r.paper_id}
    papers = set(access.papers().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    grounds = {r.suggestion_id for r in rows if r.suggestion_id}
    seen = set(visibility.suggestions(access).filter(pk__in=grounds).values_list("pk", flat=True)) if grounds else set()
    return [{
        "id": r.pk, "undertaking": facts[r.promise].fact if r.promise in facts else r.promise, "track": r.track, "party": r.party,
        "state": r.state, "day": r.day, "evidence": r.suggestion_id if r.suggestion_id in seen else None,
        "fact": facts[r.fact].fact if r.fact in facts else None, "paper": r.paper_id if r.paper_id in papers else None,
        "words": r.words, "reason": r.reason, "marking": r.marking, "who": str(r.who), "at": r.at, "current": r.current,
        "groundless": r.groundless, "undone": r.undone} for r in rows]


def _standings(access: Access, facts: list[Fact]) -> Iterable[dict[str, Any]]:
    standing.attach(access, facts)
    changes = [c for f in facts for c in (f.standing.assessed, *f.standing.declared.values()) if c]  # type: ignore[attr-defined]
    told = {row["id"]: row for row in _states(access, changes)}
    for fact in facts:
        now: standing.Standing = fact.standing  # type: ignore[attr-defined]
        yield {"id": fact.fact, "partnership": slug(fact.projection.partnership.states), "text": fact.label, "act": fact.type,
               "by": fact.states.split(), "due": fact.date or None, "due_by": fact.end, "status": fact.status,
               "assessed": told[now.assessed.pk] if now.assessed else None,
               "declared": {party: told[c.pk] for party, c in now.declared.items()}, "made": now.made_said or None,
               "waiting": now.waiting}


@router.get("/partnerships/{slug}/undertakings", auth=scope("read"), response=StandingPage)
def undertakings(request: HttpRequest, slug: str = Slug, due: Literal["overdue", "soon", "undated", "old"] | None = None,
                 track: Literal["declared", "assessed"] = "assessed",
                 state: Literal[("none", *State.values)] | None = None,  # type: ignore[valid-type]
                 after: str | None = Cursor, limit: int = Many) -> Any:
    """Undertakings and what has become of them. due: of those not closed, overdue, due within three months (`soon`), undated, or
    undated and first told of over a year ago (`old`). state: on the track; `none`: nothing is said on it."""
    access = access_of(request)
    partnership = access.partnership(slug)
    found = access.facts(partnership).filter(kind="undertaking").defer("digest")
    today = timezone.localdate()
    wanted = {"overdue": Q(end__lt=today), "soon": Q(end__gte=today, end__lte=today + _SOON), "undated": Q(end=None),
              "old": Q(end=None) & standing.older(access, partnership, today - _OLD)}
    if due:
        found = found.filter(wanted[due], ~standing.closed(access, partnership), status="").exclude(type="invitation")
    if state:
        found = found.filter(standing.in_state(access, partnership, track, state))
    return page(found, after, limit, lambda rows: _standings(access, rows))


@router.get("/undertakings/{identity}", auth=scope("read"), response=UndertakingOut)
def undertaking(request: HttpRequest, identity: str = Identity) -> Any:
    """What stands of one undertaking, and how binding it is."""
    access = access_of(request)
    fact = undertaking_of(access, identity)
    links = FactLink.objects.filter(fact=fact, role__in=("instrument", "mechanism")).values_list("role", "other")
    named = {f.fact: f for f in access.facts(fact.projection.partnership).filter(fact__in=[other for _role, other in links])}
    of = {role: named.get(other) for role, other in links}
    told = [{"dimension": r.dimension, "level": r.level} for r in legal.legal(fact, of.get("instrument"), of.get("mechanism"))]
    return {**next(iter(_standings(access, [fact]))), "legal": told}


@router.get("/undertakings/{identity}/states", auth=scope("read"), response=list[StateOut])
def states_of(request: HttpRequest, identity: str = Identity) -> Any:
    """Every change of state, the newest first; those taken back, too."""
    access = access_of(request)
    fact = undertaking_of(access, identity)
    rows = visibility.changes(access).filter(promise__in=standing.members(fact)).order_by("-pk")
    return _states(access, list(rows[:_MOST]))


@router.post("/undertakings/{identity}/states", auth=scope("decide"), response={201: StateOut})
def set_state(request: HttpRequest, given: StateIn, identity: str = Identity) -> Any:
    """Say what has become of an undertaking."""
    access = access_of(request)
    fact = undertaking_of(access, identity)
    grounds = states.Grounds(
        visibility.one(visibility.suggestions(access).filter(promise__in=standing.members(fact)), given.evidence)
        if given.evidence else None, access.fact(given.fact) if given.fact else None,
        access.paper(given.paper) if given.paper else None, given.words)
    made = states.change(user_of(request), fact, track=Track(given.track), party=given.party, state=given.state, day=given.day,
                         grounds=grounds, reason=given.reason, marking=given.marking, expects=given.expects)
    return 201, _states(access, [made])[0]


@router.post("/states/{key}/undo", auth=scope("decide"), response=StateOut)
def undo_state(request: HttpRequest, key: int = Number) -> Any:
    """Take a change of state back; what stood before stands again."""
    access = access_of(request)
    row = visibility.one(visibility.changes(access), key)
    states.undo(user_of(request), row)
    row.refresh_from_db()
    return _states(access, [row])[0]


def _evidence(access: Access, rows: Sequence[Suggestion]) -> list[dict[str, Any]]:
    facts = access.facts_of({s.promise for s in rows} | {s.deed for s in rows if not s.plain})
    return [{
        "id": s.pk, "partnership": slug(s.partnership.states),
        "undertaking": facts[s.promise].fact if s.promise in facts else s.promise,
        "deed": facts[s.deed].fact if s.deed in facts else None, "document": s.document or None, "relation": s.relation,
        "score": s.score, "named": s.named, "why": s.reasons, "citations": _cited(access, s, facts), "decision": s.decision,
        "who": str(s.who) if s.who else None, "decided": s.decided, "reason": s.why, "marking": s.marking, "at": s.at}
        for s in rows]


def _cited(access: Access, row: Suggestion, facts: dict[str, Fact]) -> list[Any]:
    """The words it rests on, of papers that may be seen: those the two facts cite, and the one it names."""
    told = {c["document"] for f in (facts.get(row.promise), facts.get(row.deed)) if f for c in f.data["citations"]}
    told |= {f"d-{row.document[:12]}"} if row.document else set()
    return [c for c in row.citations if c["document"] in told]


@router.get("/evidence", auth=scope("read"), response=EvidencePage)
def evidence_list(request: HttpRequest, partnership: str | None = Whose,
                  decision: Literal["proposed", "confirmed", "rejected"] | None = None,
                  relation: RelationName | None = None, after: str | None = Cursor, limit: int = Many) -> Any:
    """Evidence in all partnerships or one."""
    access = access_of(request)
    found = visibility.suggestions(access)
    found = found.filter(partnership=access.partnership(partnership)) if partnership else found
    found = found.filter(decision=decision) if decision else found
    found = found.filter(relation=relation) if relation else found
    return page(found, after, limit, lambda rows: _evidence(access, rows))


@router.get("/evidence/{key}", auth=scope("read"), response=EvidenceOut)
def evidence_one(request: HttpRequest, key: int = Number) -> Any:
    """One deed's bearing on one undertaking."""
    access = access_of(request)
    return _evidence(access, [visibility.one(visibility.suggestions(access), key)])[0]


@router.post("/evidence/{key}/decision", auth=scope("decide"), response=EvidenceOut)
def decide_evidence(request: HttpRequest, given: VerdictIn, key: int = Number) -> Any:
    """Confirm or reject evidence, or take a decision back: what a person named and no rule found is gone then."""
    access = access_of(request)
    row = visibility.one(visibility.suggestions(access), key)
    made = evidence.decide(user_of(request), row, given.verdict, why=given.why, expects=given.expects)
    return {**_evidence(access, [made])[0], "id": key}


@router.get("/undertakings/{identity}/evidence", auth=scope("read"), response=list[EvidenceOut])
def evidence_of(request: HttpRequest, identity: str = Identity) -> Any:
    """What bears on an undertaking, the likeliest first."""
    access = access_of(request)
    fact = undertaking_of(access, identity)
    rows = visibility.suggestions(access).filter(promise__in=standing.members(fact)).order_by("-score", "pk")
    return _evidence(access, list(rows[:_MOST]))


@router.post("/undertakings/{identity}/evidence", auth=scope("decide"), response={201: EvidenceOut})
def name_evidence(request: HttpRequest, given: NamedIn, identity: str = Identity) -> Any:
    """Point at what was done about an undertaking where the rules suggest nothing. It stands as confirmed evidence."""
    access = access_of(request)
    promise = undertaking_of(access, identity)
    deed: Fact | evidence.Words
    if bool(given.deed) == bool(given.paper):
        raise Impossible("give a deed or a paper")
    if given.deed:
        deed = access.fact(given.deed)
    elif given.quote:
        deed = evidence.words_of(access.paper(given.paper or 0), given.quote)
    else:
        deed = evidence.Words(access.paper(given.paper or 0), given.start or 0, given.end or 0)
    made = evidence.name(user_of(request), promise, deed, given.relation, reason=given.reason, marking=given.marking)
    return 201, _evidence(access, [made])[0]


def _window(w: Window) -> dict[str, Any]:
    return {"id": w.pk, "partnership": slug(w.partnership.states), "title": w.title, "start": w.start, "end": w.end,
            "marking": w.marking}


@router.get("/partnerships/{slug}/windows", auth=scope("read"), response=WindowPage)
def windows(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The windows of assessment of a partnership."""
    access = access_of(request)
    found = visibility.windows(access).filter(partnership=access.partnership(slug))
    return page(found, after, limit, lambda rows: map(_window, rows))


@router.post("/partnerships/{slug}/windows", auth=scope("decide"), response={201: WindowOut})
def add_window(request: HttpRequest, given: WindowIn, slug: str = Slug) -> Any:
    """Open a window of assessment."""
    made = scores.add_window(user_of(request), access_of(request).partnership(slug), given.title, given.start, given.end)
    return 201, _window(made)


def _score(row: Score, fact: str, rests: Mapping[int, list[Suggestion]]) -> dict[str, Any]:
    return {"undertaking": fact, "side": row.side, "value": row.value, "reason": row.reason, "who": str(row.who), "at": row.at,
            "evidence": [s.pk for s in rests.get(row.pk, [])]}


@router.get("/windows/{key}", auth=scope("read"), response=ScoresOut)
def window(request: HttpRequest, key: int = Number) -> Any:
    """A window with the scores in force and what they come to."""
    access = access_of(request)
    row = visibility.one(visibility.windows(access), key)
    given = compliance.scores(access, row)
    ids = dict(access.facts(row.partnership).filter(pk__in={fact for fact, _side in given}).values_list("pk", "fact"))
    shares = [{"side": s.side, "assessed": s.assessed, "owed": s.owed, "percent": s.percent}
              for s in compliance.shares(access, row, given)]
    rests = compliance.grounds(access, given.values())
    listed = sorted(given.items(), key=lambda item: item[0])
    return {**_window(row), "shares": shares, "scores": [_score(s, ids[fact], rests) for (fact, _side), s in listed]}


@router.post("/windows/{key}/scores", auth=scope("decide"), response={201: ScoreOut})
def give_score(request: HttpRequest, given: ScoreIn, key: int = Number) -> Any:
    """Give a side's score for an undertaking in a window."""
    access = access_of(request)
    row = visibility.one(visibility.windows(access), key)
    fact = undertaking_of(access, given.undertaking)
    chosen = [visibility.one(visibility.suggestions(access), key) for key in dict.fromkeys(given.evidence)]
    made = scores.score(user_of(request), row, fact, given.side, given.value, reason=given.reason, evidence=chosen)
    return 201, _score(made, fact.fact, compliance.grounds(access, [made]))


@router.get("/calendar", auth=scope("read"), response=list[EntryOut])
def calendar(request: HttpRequest, first: Day = From, last: Day = From,
             partnership: str | None = Whose, mine: Literal["yes", "no"] = "no") -> Any:
    """What stands in a calendar from one day to another (at most three years): meetings, and what falls due. mine: only what asks
    for you or is assigned to you."""
    access = access_of(request)
    if not 0 <= (last - first).days <= _LONGEST:
        raise Impossible("from one day to another, at most three years later")
    seen = [access.partnership(partnership)] if partnership else access.partnerships
    return [{"uid": e.uid, "of": e.of, "partnership": slug(e.partnership.states), "start": e.start, "end": e.end,
             "begins": e.begins, "ends": e.ends, "status": e.status, "place": e.place, "link": e.link,
             "fact": e.what.fact if isinstance(e.what, Fact) else e.body.fact if e.body else None,
             "row": None if isinstance(e.what, Fact) else e.what.pk}
            for e in calendars.entries(access, seen, first, last, mine=mine == "yes")]
