"""What documents take from the follow-up: states of undertakings and what bears on them, the plan, sessions and visits people
prepare, scores, ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance as scored
from servanda_site.tracking import gathered, invited, planning, visibility
from servanda_site.tracking import ties as tied
from servanda_site.tracking.models import Bearing, Gathering, InvitationChange, Session, Suggestion, Visit
from servanda_site.tracking.models.evidence import Relation
from servanda_site.tracking.standing import attach, members

if TYPE_CHECKING:
    from servanda_site.publishing.phrases import Phrases

_WINDOWS = 3


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of an undertaking: the code of the assessed state, and of what each side declares."""

    state: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)


def standing(access: Access, facts: Sequence[Fact]) -> dict[int, Stands]:
    """What stands of some undertakings, by key."""
    attach(access, facts)
    found = {}
    for fact in facts:
        told = fact.standing  # type: ignore[attr-defined]
        found[fact.pk] = Stands(str(told.assessed.state) if told.assessed and not told.assessed.groundless else "",
                                {party: str(change.state) for party, change in told.declared.items() if not change.groundless})
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands of an invitation: what was answered (empty: nothing yet), what became of it with its day, whether it stands."""

    answer: str = ""
    became: str = ""
    open: bool = True


def answers(access: Access, invitations: Sequence[Fact], say: Phrases) -> dict[int, Answer]:
    """What stands of some invitations, by key."""
    found = {}
    for one in invited.invitations(access, invitations):
        now, became = one.now, ""
        if now is not None and now.state != InvitationChange.State.ACCEPTED:
            became = say(f"invited_{now.state}", date=say.words.date(now.day.isoformat()))
        told = "" if one.answer == InvitationChange.State.DECLINED else one.answer  # that is what became of it
        found[one.fact.pk] = Answer(say.words.label("answers", told) if told else "", became, one.open)
    return found


@dataclass(frozen=True, slots=True)
class Deed:
    """What later papers tell that bears on an undertaking. relation: `fulfils` or `advances`; places: where it is told."""

    relation: str
    places: tuple[Mapping[str, Any], ...]
    confirmed: bool = False


_DEEDS = (Relation.FULFILS, Relation.ADVANCES)


def deeds(access: Access, facts: Sequence[Fact]) -> dict[int, Deed]:
    """What later papers tell of some undertakings, by key: of several deeds the weightiest. What was rejected is none."""
    owner = {claim: f for f in facts for claim in members(f)}
    rows = visibility.suggestions(access).filter(relation__in=_DEEDS, promise__in=list(owner)).exclude(
        decision=Suggestion.Decision.REJECTED)
    found: dict[int, tuple[tuple[bool, bool, float], Deed]] = {}
    for row in rows:
        confirmed = row.named or row.decision == Suggestion.Decision.CONFIRMED
        weight = (confirmed, row.relation == Relation.FULFILS, row.score)
        key = owner[row.promise].pk
        if row.citations and (key not in found or found[key][0] < weight):
            found[key] = weight, Deed(row.relation, tuple(row.citations), confirmed)
    return {key: deed for key, (_weight, deed) in found.items()}


def candidatures(access: Access, partnership: Partnership) -> set[str]:
    """The facts of a partnership that bear on candidatures: ids."""
    seen = access.projection(partnership)
    found = Bearing.objects.filter(partnership=partnership, marking=seen.marking if seen else -1, kind="candidature")
    return set(found.values_list("fact", flat=True))


def compliance(access: Access, partnership: Partnership, say: Phrases) -> list[tuple[str, list[str]]]:
    """The scores people gave in the newest windows: a window's title, and each side's figures in words."""
    found = []
    for window in visibility.windows(access).filter(partnership=partnership)[:_WINDOWS]:
        shares = scored.shares(access, window, scored.scores(access, window))
        told = [say("compliance_side", state=say("all_sides") if s.side == "all" else say.words.state(s.side),
                    percent=round(s.percent), scored=s.assessed, all=s.owed) for s in shares if s.percent is not None]
        first, last = (say.words.date(day.isoformat()) for day in (window.start, window.end))
        found.append((say("compliance_of", title=window.title, first=first, last=last), told or [say("compliance_none")]))
    return found


@dataclass(frozen=True, slots=True)
class Scored:
    """A score somebody gave: of which undertaking (id), which side's; the remark, and where what it rests on is told."""

    promise: str
    side: str
    value: int
    remark: str
    places: tuple[Mapping[str, Any], ...]


def scores(access: Access, partnership: Partnership) -> tuple[str, list[Scored]]:
    """The newest window with scores: its title, and the scores by undertaking; nothing where there is none."""
    for window in visibility.windows(access).filter(partnership=partnership)[:_WINDOWS]:
        given = scored.scores(access, window)
        if not given:
            continue
        facts = {f.pk: f for f in access.facts(partnership).filter(pk__in={key for key, _side in given}).defer("digest")}
        rests = scored.grounds(access, given.values())
        deeds = access.facts_of({s.deed for found in rests.values() for s in found if not s.citations and not s.plain})
        listed = sorted(given.items(), key=lambda row: (facts[row[0][0]].order, row[0][1]))
        return window.title, [Scored(facts[key].fact, side, s.value or 0, s.reason, tuple(
            place for ground in rests.get(s.pk, []) for place in _places(ground, deeds))) for (key, side), s in listed]
    return "", []


def _places(ground: Suggestion, deeds: Mapping[str, Fact]) -> list[Mapping[str, Any]]:
    """Where a piece of evidence is told; of a fact that a person named, where the fact is."""
    if ground.citations:
        return list(ground.citations)
    return list(deeds[ground.deed].data.get("citations") or [])[:1] if ground.deed in deeds else []


@dataclass(frozen=True, slots=True)
class Met:
    """A session: its number, EDTF date, place, and the id of the event that tells it."""

    ordinal: int | None = None
    date: str = ""
    place: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """One of a delegation."""

    state: str
    name: str
    office: str = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """How a body meets: its last session and what it decided (ids), the one to come, what people prepared for it."""

    last: Met | None = None
    coming: Met | None = None
    ordinal: int | None = None
    decided: tuple[str, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    delegates: tuple[Sent, ...] = ()
    paragraphs: tuple[tuple[str, str], ...] = ()


def sat(access: Access, body: Fact, day: date) -> Sat:
    """How a body meets, as the record tells and people keep it, on a day."""
    found = gathered.sittings(access, [body])[body.fact]
    held = [s for s in found if s.status == Gathering.Status.HELD and (s.start is None or s.start <= day)]
    last = max(held, key=lambda s: (s.start or date.min, s.ordinal or 0), default=None)
    ahead = [s for s in found if s.status in (Gathering.Status.PLANNED, Gathering.Status.PROPOSED)
             and (s.end is None or s.end >= day)]
    coming = min(ahead, key=lambda s: (s.row is None, s.start or date.max, s.ordinal or 0), default=None)
    row = coming.row if coming else None
    numbers = [s.ordinal for s in held if s.ordinal]
    return Sat(
        _met(last), _met(coming), (coming.ordinal if coming else None) or (max(numbers) + 1 if numbers else None),
        tuple(f.fact for f in gathered.decided(access, body, last)),
        _agenda(access, row) if row else (), _sent(row) if row else (),
        tuple((p.left, p.right) for p in gathered.minutes(access, row)) if row else ())


def _agenda(access: Access, row: Session) -> tuple[tuple[str, str], ...]:
    return tuple((point.number, point.title) for point, _fact in gathered.agenda(access, row))


def _sent(row: Session | Visit) -> tuple[Sent, ...]:
    return tuple(Sent(d.state, d.name, d.office, d.head) for d in row.delegates.all())


def _met(sitting: gathered.Sitting | None) -> Met | None:
    if sitting is None:
        return None
    return Met(sitting.ordinal, sitting.date, sitting.place, sitting.event.fact if sitting.event else "")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a programme: its day and hour where they are known, who is met, where."""

    title: str
    day: str = ""
    at: time | None = None
    people: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session or visit that people keep a file of. name: of the file (`visit-7`, `session-3`).

    date: EDTF, empty where none is set. event: the id of the event that tells of it. host: who receives. title, kind, form,
    forum, guest: of a visit or consultations; promise: the id of the invitation it follows from. body, ordinal: the id of a
    session's body, its number. programme, agenda, delegates: empty unless one file is asked for.
    """

    name: str
    status: str
    date: str
    place: str
    event: str
    title: str = ""
    kind: str = "session"
    form: str = ""
    forum: str = ""
    host: str = ""
    guest: str = ""
    promise: str = ""
    body: str = ""
    ordinal: int | None = None
    programme: tuple[Point, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    delegates: tuple[Sent, ...] = ()


_AHEAD = (Gathering.Status.PLANNED, Gathering.Status.PROPOSED, Gathering.Status.POSTPONED)


def ahead(access: Access, partnership: Partnership, day: date) -> list[Prepared]:
    """The sessions and visits people prepare that are not over on a day: by their days, those without one last."""
    return _planned(access, partnership, Q(start=None) | Q(end__gte=day) | Q(end=None, start__gte=day))


def over(access: Access, partnership: Partnership, day: date) -> list[Prepared]:
    """The sessions and visits people prepared whose days are over, and of which nobody said whether they were held."""
    return _planned(access, partnership, Q(end__lt=day) | Q(end=None, start__lt=day))


def _planned(access: Access, partnership: Partnership, when: Q) -> list[Prepared]:
    rows: list[Session | Visit] = []
    for found in (gathered.sessions(access), gathered.visits(access)):
        rows += found.filter(when, partnership=partnership, status__in=_AHEAD).order_by(F("start").asc(nulls_last=True), "pk")
    named = access.facts_of(_names(rows))
    rows.sort(key=lambda r: (r.start is None, r.start or date.max))
    return [_prepared(row, named) for row in rows]


def prepared(access: Access, partnership: Partnership, name: str) -> Prepared | None:
    """One file by its name, with programme, agenda and delegations; None where there is none to see."""
    kind, _, key = name.partition("-")
    found = {"visit": gathered.visits, "session": gathered.sessions}.get(kind)
    if found is None or not (key.isascii() and key.isdigit()):
        return None
    row = found(access).filter(partnership=partnership, pk=int(key)).first()
    return _prepared(row, access.facts_of(_names([row])), access) if row else None


def _names(rows: Sequence[Session | Visit]) -> set[str]:
    """What rows name in the record."""
    return {name for r in rows for name in (r.event, r.body if isinstance(r, Session) else r.promise) if name}


def _prepared(row: Session | Visit, named: Mapping[str, Fact], access: Access | None = None) -> Prepared:
    """named: facts by the names rows have for them. access: gather programme, agenda and delegations too."""
    last = row.end or row.start
    days = f"{row.start}/{last}" if last != row.start else str(row.start) if row.start else ""
    sent = _sent(row) if access else ()
    event = named[row.event].fact if row.event in named else ""
    if isinstance(row, Session):
        body = named.get(row.body)
        return Prepared(f"session-{row.pk}", row.status, days, row.place, event, host=row.host, body=body.fact if body else "",
                        ordinal=row.ordinal, agenda=_agenda(access, row) if access else (), delegates=sent)
    points = row.programme.all() if access else ()
    promise = named[row.promise].fact if row.promise in named else ""
    return Prepared(f"visit-{row.pk}", row.status, days, row.place, event, row.title, row.kind, row.form, row.forum, row.host,
                    row.guest, promise,
                    programme=tuple(Point(p.title, p.day.isoformat() if p.day else "", p.at, p.people, p.place) for p in points),
                    delegates=sent)


@dataclass(frozen=True, slots=True)
class Planned:
    """An item of the action plan. serves: ids of undertakings; steps: (what, by when, whether it is done)."""

    title: str
    serves: tuple[str, ...]
    lead: str
    counterpart: str
    focal: tuple[str, ...]
    steps: tuple[tuple[str, str, bool], ...]
    due: str
    due_said: str
    milestone: str
    progress: int
    difficulties: str
    next_step: str
    funding: str
    text: str


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie people keep: a twinning, a project, a candidature and the like.

    kind: a code of the ontology's `ties`. status: of `Tie.Status`. partners: (state or "", name). facts: ids of what the record
    tells of it. supports: of a candidature, each side with where its support stands ("" where nothing is known) and whether it
    owes it.
    """

    kind: str
    title: str
    status: str
    date: str
    forum: str
    candidate: str
    post: str
    note: str
    partners: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    step: str
    step_due: str
    supports: tuple[tuple[str, str, bool], ...]


def ties(access: Access, partnership: Partnership) -> list[Tied]:
    """The ties of a partnership, by kind and name."""
    rows = list(tied.whole(tied.ties(access).filter(partnership=partnership), access))
    ledgers = {x.tie.pk: x for x in tied.ledgers(access, [r for r in rows if r.kind == "candidature"])}
    entered = {key: [e.fact for e in ledger.entries if e.fact] for key, ledger in ledgers.items()}
    told = {r.pk: [*(s.fact for s in r.sources.all()), *entered.get(r.pk, ())] for r in rows}
    facts = access.facts_of({i for ids in told.values() for i in ids})
    found = []
    for row in rows:
        following = tied.next_step(row.planned)  # type: ignore[attr-defined]
        ledger = ledgers.get(row.pk)
        found.append(Tied(
            row.kind, row.title, row.status, row.date, row.forum, row.candidate, row.post, row.note,
            tuple((p.state, p.name) for p in row.partners.all()),
            tuple(dict.fromkeys(facts[i].fact for i in told[row.pk] if i in facts)), following[0] if following else "",
            following[1].isoformat() if following and following[1] else "",
            tuple((side, stands, owes) for side, stands, owes, _ in ledger.rows) if ledger else ()))
    return found


def plan(access: Access, partnership: Partnership) -> list[Planned]:
    """The items of the action plan, by due date."""
    items = list(planning.whole(visibility.items(access).filter(partnership=partnership)))
    served = planning.served(access, items)
    texts = access.facts_of({i.instrument for i in items if i.instrument})
    return [Planned(
        i.title, tuple(f.fact for f in served[i.pk]), i.lead, i.counterpart,
        tuple(f for f in (i.focal_ours, i.focal_theirs) if f),
        tuple((s.text, s.due.isoformat() if s.due else "", s.done) for s in i.steps.all()), i.due.isoformat() if i.due else "",
        i.due_said, i.milestone, i.progress, i.difficulties, i.next_step, i.funding,
        texts[i.instrument].fact if i.instrument in texts else "") for i in items]
