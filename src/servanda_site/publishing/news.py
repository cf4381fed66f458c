"""What is new in partnerships, as one person may see it: what came in, was decided, falls due. For digests and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from servanda_site.accounts.models import User
from servanda_site.register.models import Claim, Fact, Judgement, LogEntry, Paper, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, invited, lives, standing, ties, visibility
from servanda_site.tracking.models import (
    Gathering,
    InvitationChange,
    Item,
    LifeStep,
    Score,
    Session,
    StateChange,
    Suggestion,
)

MOST = 200  # of each kind
NEWEST = 60  # in a feed
SOON = timedelta(days=14)
_BACK = timedelta(days=92)  # that a feed tells
_JUDGED = 2000
_LONG = timedelta(days=60)  # no session lasts longer
_NO_FACT = ("paper", "visit", "item", "tie", "support", "publication", "review")


@dataclass(slots=True)
class News:
    """One thing that is new.

    of: `paper`, `evidence` (suggested), `decided` (evidence confirmed or rejected), `state`, `score`, `invitation`, `life` (of a
    text), `session`, `visit`, `item`, `tie`, `support` (of a candidature), `publication`, `review` (decisions on what was read,
    counted in `counts`). what: the row behind it. who: who did it last. fact: what it is about (the undertaking, text or body);
    deed: of evidence.
    """

    of: str
    what: Any
    at: datetime
    made: datetime
    partnership: Partnership
    who: User | None = None
    fact: Fact | None = None
    deed: Fact | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What it is, the same for ever."""
        return f"{'evidence' if self.of == 'decided' else self.of}:{self.what.pk if self.what else ''}"


def came(access: Access, partnerships: Sequence[Partnership], since: datetime, until: datetime, most: int = MOST) -> list[News]:
    """Papers read and evidence suggested from one moment (not included) to another, the newest first."""
    keys, found = [p.pk for p in partnerships], []
    papers = access.papers().filter(partnership__in=keys, state=Paper.State.READ).annotate(told=Greatest("at", "reading__made"))
    for p in papers.filter(told__gt=since, told__lte=until).order_by("-told")[:most]:
        found.append(News("paper", p, p.told, p.at, p.partnership, p.by))
    rows = visibility.suggestions(access).filter(partnership__in=keys, decision=Suggestion.Decision.PROPOSED, at__gt=since,
                                                 at__lte=until)
    found += [News("evidence", s, s.at, s.at, s.partnership) for s in rows.order_by("-at", "-score")[:most]]
    return _named(access, found)


def decided(access: Access, partnerships: Sequence[Partnership], since: datetime, until: datetime, most: int = MOST,
            but: User | None = None) -> list[News]:
    """What people decided from one moment (not included) to another, the newest first. but: whose decisions are left out."""
    keys, found = [p.pk for p in partnerships], []
    when = {"partnership__in": keys, "at__gt": since, "at__lte": until}
    evidence = visibility.suggestions(access).filter(partnership__in=keys, decided__gt=since, decided__lte=until)
    found += [News("decided", s, s.decided, s.at, s.partnership, s.who) for s in evidence.order_by("-decided")[:most]]
    sources = (("state", visibility.changes(access).filter(undone=None)), ("invitation", invited.changes(access)),
               ("life", lives.steps(access)))
    for of, query in sources:
        found += [News(of, row, row.at, row.at, row.partnership, row.who) for row in query.filter(**when).order_by("-at")[:most]]
    rows = ties.supports(access).filter(**when).order_by("-at")[:most]
    found += [News("support", row, row.at, row.at, row.partnership, row.who) for row in rows]
    found += [News("score", s, s.at, s.at, s.window.partnership, s.who) for s in _scores(access, keys, since, until)[:most]]
    published = access.publications().filter(**when).order_by("-at")[:most]
    found += [News("publication", p, p.at, p.at, p.partnership, p.by) for p in published]
    found += _kept(access, keys, since, until, most)
    found += _judged(access, keys, since, until, but)
    return _named(access, [n for n in found if but is None or n.who is None or n.who.pk != but.pk])


def _scores(access: Access, keys: Sequence[int], since: datetime, until: datetime):  # type: ignore[no-untyped-def]
    cleared = Q(pk__in=[])
    for partnership in access.partnerships:
        cleared |= Q(window__partnership=partnership.pk, marking__lte=access.clearance(partnership))
    found = Score.objects.filter(cleared, visibility.allowed(access, "window__"), current=True, value__isnull=False, at__gt=since,
                                 at__lte=until, window__partnership__in=keys)
    return found.filter(visibility.sees(access, "promise")).select_related("window__partnership", "who").order_by("-at")


def _kept(access: Access, keys: Sequence[int], since: datetime, until: datetime, most: int) -> list[News]:
    """Sessions, visits and items of the plan that people changed, with who did so last."""
    when = {"partnership__in": keys, "changed__gt": since, "changed__lte": until}
    found = []
    kinds = (("session", gathered.sessions(access)), ("visit", gathered.visits(access)), ("item", visibility.items(access)),
             ("tie", ties.ties(access)))
    for of, query in kinds:
        rows = query.filter(**when).order_by("-changed")[:most]
        found += [News(of, row, row.changed, row.made, row.partnership) for row in rows]
    last = {}
    entries = LogEntry.objects.filter(target__in=[n.key for n in found], at__gt=since - timedelta(seconds=60))
    for entry in entries.select_related("who").order_by("number"):
        last[entry.target] = entry.who
    for news in found:
        news.who = last.get(news.key)
    return found


def _judged(access: Access, keys: Sequence[int], since: datetime, until: datetime, but: User | None) -> list[News]:
    """How many claims each person judged, by verdict."""
    rows = Judgement.objects.filter(at__gt=since, at__lte=until).exclude(who=but).select_related("who")
    listed = list(rows.order_by("-at")[:_JUDGED])
    documents = dict(Claim.objects.filter(pk__in={j.claim for j in listed}).values_list("pk", "document"))
    papers = list(access.papers().filter(sha256__in=set(documents.values()), partnership__in=keys))
    seen = set(access.claims(papers).filter(pk__in=documents).values_list("pk", flat=True)) if papers else set()
    of_document = {p.sha256: p.partnership for p in papers}
    found: dict[tuple[int, int], News] = {}
    for j in listed:
        if j.claim not in seen or j.who is None:
            continue
        partnership = of_document[documents[j.claim]]
        news = found.setdefault((j.who.pk, partnership.pk), News("review", None, j.at, j.at, partnership, j.who))
        news.counts[j.verdict] = news.counts.get(j.verdict, 0) + 1
    return list(found.values())


def _named(access: Access, found: list[News]) -> list[News]:
    """With the facts they are about; what is about something that may not be seen is left out. The newest first."""
    about = {id(n): _about(n.what) for n in found if n.of not in _NO_FACT}
    deeds = {n.what.deed for n in found if isinstance(n.what, Suggestion) and not n.what.plain}
    facts = access.facts_of({*about.values(), *deeds})
    for news in found:
        news.fact = facts.get(about.get(id(news), ""))
        news.deed = facts.get(news.what.deed) if isinstance(news.what, Suggestion) else None
    kept = [n for n in found if n.of in _NO_FACT or n.fact is not None]
    return sorted(kept, key=lambda n: (n.at, n.key), reverse=True)


def _about(row: StateChange | Suggestion | Score | InvitationChange | LifeStep | Session) -> str:
    """The id of the fact a row is about."""
    if isinstance(row, LifeStep):
        return row.instrument
    return row.body if isinstance(row, Session) else row.promise


def newest(access: Access, partnership: Partnership, most: int = NEWEST) -> list[News]:
    """The newest things of a partnership, of the last three months: what its feed and its page tell."""
    until = timezone.now()
    found = [*came(access, [partnership], until - _BACK, until, most),
             *(n for n in decided(access, [partnership], until - _BACK, until, most) if n.of != "review")]
    return sorted(found, key=lambda n: (n.at, n.key), reverse=True)[:most]


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: `due` (an undertaking), `item`, `session`, `body` (by its own rule), or what a text's term brings."""

    of: str
    what: Fact | Item | Session
    day: date
    partnership: Partnership
    fact: Fact | None = None


def falls_due(access: Access, partnerships: Sequence[Partnership], first: date, last: date, today: date) -> list[Due]:
    """What falls due, or is overdue since, a day from `first` to `last`, and is still open; the earliest first."""
    keys = {p.pk for p in partnerships}
    found = [*_undertakings(access, partnerships, first, last)]
    items = visibility.items(access).filter(partnership__in=keys, due__gte=first, due__lte=last, progress__lt=100)
    found += [Due("item", i, i.due, i.partnership) for i in items[:MOST] if i.due]
    found += _meetings(access, keys, first, last, today)
    told = lives.text_notices(access, first, last) if last >= today else lives.overdue(access, today)
    found += [Due(n.kind if last >= today else "over", n.text, n.day, n.text.projection.partnership) for n in told
              if first <= n.day <= last and n.terms.partnership_id in keys]
    return sorted(found, key=lambda d: (d.day, d.of, d.what.pk))


def _undertakings(access: Access, partnerships: Sequence[Partnership], first: date, last: date) -> Iterator[Due]:
    closed = Q(pk__in=[])
    for partnership in partnerships:
        closed |= standing.closed(access, partnership)
    keys = [p.pk for x in partnerships if (p := access.projection(x)) is not None]
    rows = access.facts().filter(~closed, projection__in=keys, kind="undertaking", status="", end__gte=first, end__lte=last)
    for fact in rows.exclude(type="invitation").defer("digest").order_by("end", "order")[:MOST]:
        if fact.end is not None:
            yield Due("due", fact, fact.end, fact.projection.partnership)


def _meetings(access: Access, keys: Iterable[int], first: date, last: date, today: date) -> Iterator[Due]:
    """Sessions planned for these days (of days past: those nobody said were held), and bodies that should meet by their rule."""
    rows = list(gathered.sessions(access).filter(partnership__in=keys, status=Gathering.Status.PLANNED, start__gte=first - _LONG,
                                                 start__lte=last)[:MOST])
    bodies = access.facts_of({r.body for r in rows})
    for row in rows:
        day = row.start if last >= today else row.end or row.start
        if day is not None and first <= day <= last and row.body in bodies:
            yield Due("session", row, day, row.partnership, bodies[row.body])
    for body, day, _rule in gathered.due_by_rule(access, keys):
        if first <= day <= last:
            yield Due("body", body, day, body.projection.partnership)


@dataclass(slots=True)
class Part:
    """What a digest tells of one partnership."""

    partnership: Partnership
    papers: list[News] = field(default_factory=list)
    evidence: list[News] = field(default_factory=list)
    soon: list[Due] = field(default_factory=list)
    overdue: list[Due] = field(default_factory=list)
    decisions: list[News] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things."""
        return sum(map(len, (self.papers, self.evidence, self.soon, self.overdue, self.decisions)))


@dataclass(slots=True)
class Digest:
    """What one person is told of a time. hidden: how many things more there are that a mail does not name."""

    since: datetime
    until: datetime
    parts: list[Part]
    hidden: int = 0

    @property
    def count(self) -> int:
        """How many things it names."""
        return sum(p.count for p in self.parts)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.count and not self.hidden


def digest(access: Access, since: datetime, until: datetime, zone: tzinfo | None = None, *, first: bool = False) -> Digest:
    """What is new to a person between two moments: papers, evidence, what has come within two weeks of its day, what has become
    overdue, what others decided.

    Args:
        zone: where their days begin. first: nothing was told before: everything due within two weeks is.
    """
    seen = access.partnerships
    parts = {p.pk: Part(p) for p in seen}
    for news in came(access, seen, since, until):
        part = parts[news.partnership.pk]
        (part.papers if news.of == "paper" else part.evidence).append(news)
    for news in decided(access, seen, since, until, but=access.user):
        parts[news.partnership.pk].decisions.append(news)
    before, today = (timezone.localtime(moment, zone).date() for moment in (since, until))
    day = timedelta(days=1)
    if before < today:
        new = today if first else max(before + SOON + day, today)
        for due in falls_due(access, seen, new, today + SOON, today):
            parts[due.partnership.pk].soon.append(due)
        for due in falls_due(access, seen, before, today - day, today):
            parts[due.partnership.pk].overdue.append(due)
    return Digest(since, until, [p for p in parts.values() if p.count])
