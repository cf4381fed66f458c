"""What stands in a calendar: sessions, visits and their programmes, planned events of the record, elections, what falls due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from servanda_site.register.models import Fact, FactClaim, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, lives, standing, ties, visibility
from servanda_site.tracking.days import zone_of
from servanda_site.tracking.models import Gathering, Item, ProgrammeItem, Session, StateChange, Tie, Track, Visit
from servanda_site.tracking.models.states import CLOSED

_MOST = 500  # of each kind
_GATHERED = ("session", "visit", "consultation")
_FEW = timedelta(days=6)
_BEHIND, _AHEAD = timedelta(days=366), timedelta(days=731)  # that a calendar file holds
_EXACT = r"\d{4}-\d{2}-\d{2}$"  # dates that are a day or some days


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a calendar.

    of: what it is (`session`, `visit`, `meeting`, `event`, `due`, `item`, `election`, `notice`, `ends`, `renews`). what: the row
    or fact behind it. begins, ends: times of day, where they are told; else it lasts from `start` to `end` whole days.
    """

    of: str
    what: Session | Visit | ProgrammeItem | Fact | Item | Tie
    uid: str
    start: date
    end: date
    partnership: Partnership
    changed: datetime
    body: Fact | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    status: str = Gathering.Status.PLANNED
    sequence: int = 0
    place: str = ""
    link: str = ""

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place (then)."""
        return self.status in (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED)


def entries(access: Access, partnerships: Sequence[Partnership], first: date, last: date, *, mine: bool = False) -> list[Entry]:
    """What stands in a calendar from one day to another. mine: what asks for the person or is assigned to them alone."""
    seen = list(partnerships)
    found = [*_sessions(access, seen, first, last, mine), *_visits(access, seen, first, last, mine),
             *_items(access, seen, first, last, mine)]
    if not mine:
        found += [*_events(access, seen, first, last, found), *_held(access, seen, first, last), *_due(access, seen, first, last),
                  *_notices(access, seen, first, last), *_elections(access, seen, first, last)]
    return sorted(found, key=lambda e: (e.start, e.begins.timestamp() if e.begins else 0.0, e.uid))


def whole(today: date) -> tuple[date, date]:
    """The first and the last day that a calendar file holds."""
    return today - _BEHIND, today + _AHEAD


def _between(first: date, last: date) -> Q:
    return Q(start__lte=last) & (Q(end__gte=first) | Q(end=None, start__gte=first))


def _asks(access: Access) -> Q:
    return Q(invitees__email__iexact=access.user.email)


def of_session(row: Session, body: Fact | None) -> Entry | None:
    """A session as an entry; None where it has no day."""
    return _gathering("session", row, body)


def of_visit(row: Visit) -> Entry | None:
    """A visit as an entry; None where it has no day."""
    return _gathering("visit", row, None)


def zone_at(row: Session | Visit) -> tzinfo:
    """The time zone in which its times of day are meant: as told, else of the host's capital, else the register's."""
    if row.zone:
        return ZoneInfo(row.zone)
    return ZoneInfo(zone_of(row.host)) if row.host else timezone.get_default_timezone()


def _gathering(of: str, row: Session | Visit, body: Fact | None) -> Entry | None:
    if row.start is None:
        return None
    zone = zone_at(row)
    begins = datetime.combine(row.start, row.starts, zone) if row.starts else None
    ends = datetime.combine(row.end or row.start, row.ends, zone) if row.starts and row.ends else None
    return Entry(of, row, row.uid, row.start, row.end or row.start, row.partnership, row.changed, body, begins, ends, row.status,
                 row.sequence, row.place, row.link)


def _sessions(access: Access, seen: list[Partnership], first: date, last: date, mine: bool) -> Iterator[Entry]:
    rows = gathered.sessions(access).filter(_between(first, last), partnership__in=seen)
    listed = list((rows.filter(_asks(access)) if mine else rows).order_by("start")[:_MOST])
    bodies = access.facts_of({r.body for r in listed})
    for row in listed:
        if (entry := of_session(row, bodies.get(row.body))) is not None:
            yield entry


def _visits(access: Access, seen: list[Partnership], first: date, last: date, mine: bool) -> Iterator[Entry]:
    rows = gathered.visits(access).filter(_between(first, last), partnership__in=seen)
    listed = list((rows.filter(_asks(access)) if mine else rows).order_by("start").prefetch_related("programme")[:_MOST])
    for row in listed:
        if (entry := of_visit(row)) is not None:
            yield entry
        for item in row.programme.all():
            if item.day is None or not first <= item.day <= last:
                continue
            begins = datetime.combine(item.day, item.at, zone_at(row)) if item.at else None
            yield Entry("meeting", item, _uid(f"programme:{item.pk}:{row.uid}"), item.day, item.day, row.partnership, row.changed,
                        begins=begins, status=row.status, sequence=row.sequence, place=item.place)


def _items(access: Access, seen: list[Partnership], first: date, last: date, mine: bool) -> Iterator[Entry]:
    rows = visibility.items(access).filter(partnership__in=seen, due__gte=first, due__lte=last)
    for item in (rows.filter(assigned=access.user.pk) if mine else rows)[:_MOST]:
        if item.due is not None:
            yield Entry("item", item, _uid(f"item:{item.pk}"), item.due, item.due, item.partnership, item.changed,
                        sequence=item.version)


def _events(access: Access, seen: list[Partnership], first: date, last: date, kept: list[Entry]) -> Iterator[Entry]:
    """Planned events of the record with a day, but those that people keep a file of."""
    ids = [e.what.event for e in kept if isinstance(e.what, Session | Visit) and e.what.event]
    mine = FactClaim.objects.filter(claim__in=ids).values("fact")
    bodies = {(e.body.fact, e.what.ordinal) for e in kept if isinstance(e.what, Session) and e.body}
    rows = _exact(access, seen, first, last).filter(kind="event", status="planned").exclude(pk__in=mine)
    for fact in rows.order_by("start")[:_MOST]:
        if fact.mechanism and (fact.mechanism, fact.data.get("ordinal")) in bodies:
            continue
        yield _fact("event", fact, place=fact.data.get("place") or "")


def _held(access: Access, seen: list[Partnership], first: date, last: date) -> Iterator[Entry]:
    """Sessions, visits and consultations that the papers tell were held on a day, but those that people keep a file of."""
    for fact in _past(access, seen).filter(start__lte=last, end__gte=first, date__regex=_EXACT).order_by("start")[:_MOST]:
        yield _fact("event", fact, place=fact.data.get("place") or "", status=Gathering.Status.HELD)


def held_without_day(access: Access, partnerships: Sequence[Partnership], first: date, last: date) -> list[Fact]:
    """The same, held between two days, though no day was said (a month)."""
    rows = _past(access, partnerships).filter(start__gte=first, end__lte=last).exclude(date__regex=_EXACT)
    return list(rows.order_by("start", "order")[:_MOST])


def _past(access: Access, partnerships: Iterable[Partnership]) -> QuerySet[Fact]:
    rows = _of(access, partnerships).filter(kind="event", type__in=_GATHERED, status=Gathering.Status.HELD)
    for kept in (gathered.visits(access), gathered.sessions(access)):
        rows = rows.exclude(pk__in=_parts(access, kept.exclude(event="").values("event")))
    numbered = gathered.sessions(access).exclude(ordinal=None).values_list("body", "ordinal")
    bodies = access.facts_of({body for body, _ in numbered})
    for body, ordinal in numbered:  # the file of a session is known by its body and number, too
        if body in bodies:
            rows = rows.exclude(type="session", mechanism=bodies[body].fact, data__ordinal=ordinal)
    return rows


def due_without_day(access: Access, partnerships: Sequence[Partnership], first: date, last: date) -> list[Fact]:
    """Undertakings that fall due between two days, though no day was said (a month, a year): nothing closed them."""
    rows = _dated(access, list(partnerships), first, last).exclude(date__regex=_EXACT)
    return list(_open(access, rows).order_by("start", "order")[:_MOST])


def _due(access: Access, seen: list[Partnership], first: date, last: date) -> Iterator[Entry]:
    """Undertakings that fall due on a day, and that nothing closed."""
    for fact in _open(access, _exact(access, seen, first, last)).order_by("start")[:_MOST]:
        yield _fact("due", fact)


def _open(access: Access, rows: QuerySet[Fact]) -> QuerySet[Fact]:
    """The undertakings among facts that nothing closed; of invitations, those nobody noted anything of."""
    closed = StateChange.objects.filter(visibility.allowed(access), track=Track.ASSESSED, current=True, state__in=CLOSED)
    rows = rows.filter(kind="undertaking", status="").exclude(pk__in=_parts(access, closed.values("promise")))
    return rows.exclude(pk__in=_parts(access, standing.noted(access).values("promise")))


def _parts(access: Access, claims: QuerySet[Any, Any]) -> QuerySet[FactClaim, Any]:
    """The facts of the records seen that some claims are part of."""
    return FactClaim.objects.filter(projection__in=visibility.projections(access), claim__in=claims).values("fact")


def is_day(fact: Fact) -> bool:
    """Whether a fact's date is a day or some days, not a month or a year."""
    return re.search(_EXACT, fact.date) is not None


def _exact(access: Access, seen: list[Partnership], first: date, last: date) -> QuerySet[Fact]:
    """Facts whose date is a day or some days, not a month or a year."""
    return _dated(access, seen, first, last).filter(date__regex=_EXACT)


def _dated(access: Access, seen: list[Partnership], first: date, last: date) -> QuerySet[Fact]:
    return _of(access, seen).filter(end__gte=first, end__lte=last)


def _of(access: Access, partnerships: Iterable[Partnership]) -> QuerySet[Fact]:
    keys = [p.pk for p in (access.projection(x) for x in partnerships) if p is not None]
    found = Fact.objects.filter(projection__in=keys)
    return found.select_related("projection__partnership").defer("projection__documents", "digest")


def _fact(of: str, fact: Fact, place: str = "", status: str = Gathering.Status.PLANNED) -> Entry:
    start = fact.end if of == "due" and not _few_days(fact) else fact.start
    return Entry(of, fact, _uid(f"fact:{fact.projection.partnership_id}:{fact.fact}"), start or fact.end, fact.end,  # type: ignore[arg-type]
                 fact.projection.partnership, fact.told_last, place=place, status=status)


def _few_days(fact: Fact) -> bool:
    """Whether a date is some days, one by one (10-11 February), no longer stretch of time."""
    return bool(fact.start and fact.end and is_day(fact) and fact.end - fact.start <= _FEW)


def _notices(access: Access, seen: list[Partnership], first: date, last: date) -> Iterator[Entry]:
    keys = {p.pk for p in seen}
    for told in lives.text_notices(access, first, last):
        if told.terms.partnership_id in keys:
            uid = _uid(f"text:{told.terms.pk}:{told.kind}:{told.day.isoformat()}")
            yield Entry(told.kind, told.text, uid, told.day, told.day, told.text.projection.partnership, told.terms.changed,
                        sequence=told.terms.version)


def _elections(access: Access, seen: list[Partnership], first: date, last: date) -> Iterator[Entry]:
    """The days on which candidatures are decided, where they are days."""
    rows = ties.ties(access).filter(partnership__in=seen, kind="candidature", start__lte=last, end__gte=first,
                                    date__regex=r"\d{4}-\d{2}-\d{2}$").exclude(status=Tie.Status.WITHDRAWN)
    for tie in rows.order_by("start")[:_MOST]:
        if tie.start is not None and tie.end is not None:
            yield Entry("election", tie, _uid(f"tie:{tie.pk}"), tie.start, tie.end, tie.partnership, tie.changed,
                        sequence=tie.version)


def _uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"servanda:{name}"))
