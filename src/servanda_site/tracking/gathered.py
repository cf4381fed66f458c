"""What of joint bodies, sessions, visits, invitations and texts' lives may be seen, and how sessions stand by their rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from servanda_site.register.dossiers import claims_of
from servanda_site.register.models import Fact, FactClaim, FactLink
from servanda_site.register.places import state_of
from servanda_site.register.visibility import Access
from servanda_site.tracking import days
from servanda_site.tracking.models import AgendaItem, BodyMember, BodyRules, Gathering, Invitee, Paragraph, Session, Visit
from servanda_site.tracking.standing import members
from servanda_site.tracking.visibility import allowed, sees

MOST_SITTINGS = 400
_FULL = 3  # words from which a body's name says more than its kind
_LOOKS_AT = "explore"  # the force of what binds nobody
MOST_DECIDED = 300  # as many as an agenda has room for
_SITTING_TYPES = ("session", "consultation", "meeting", "forum")


def sessions(access: Access, *, removed: bool = False) -> QuerySet[Session]:
    """Sessions that may be seen, of bodies that may be seen. removed: those taken out, too."""
    found = Session.objects.filter(allowed(access)).filter(sees(access, "body")).select_related("partnership", "by", "paper")
    return found if removed else found.filter(removed=None)


def visits(access: Access, *, removed: bool = False) -> QuerySet[Visit]:
    """Visits and consultations that may be seen. removed: those taken out, too."""
    found = Visit.objects.filter(allowed(access)).filter(Q(promise="") | Q(sees(access, "promise")))
    found = found.select_related("partnership", "by")
    return found if removed else found.filter(removed=None)


def invitees(access: Access) -> QuerySet[Invitee]:
    """Who is asked to what may be seen."""
    return Invitee.objects.filter(Q(session__in=sessions(access).values("pk")) | Q(visit__in=visits(access).values("pk")))


def rules(access: Access, bodies: Sequence[Fact]) -> dict[str, BodyRules]:
    """The rules of each of some bodies (the last set counts)."""
    owner = {claim: b.fact for b in bodies for claim in members(b)}
    found: dict[str, BodyRules] = {}
    for row in BodyRules.objects.filter(allowed(access), body__in=list(owner)).order_by("changed"):
        found[owner[row.body]] = row
    return found


def body_members(access: Access, body: Fact, *, removed: bool = False) -> QuerySet[BodyMember]:
    """Who sits in a body."""
    found = BodyMember.objects.filter(allowed(access), body__in=members(body))
    return found if removed else found.filter(removed=None)


def parts(access: Access, body: Fact) -> list[Fact]:
    """The bodies that report to one."""
    rows = list(BodyRules.objects.filter(allowed(access), parent__in=members(body)).values_list("body", flat=True))
    found = access.facts_of(rows)
    now = rules(access, list(found.values()))
    ours = set(members(body))
    return list({f.fact: f for f in found.values() if f.fact in now and now[f.fact].parent in ours}.values())


@dataclass(slots=True)
class Sitting:
    """One session of a body: as the record tells it, as people keep it, or both. also: told with another day, by its number."""

    event: Fact | None = None
    row: Session | None = None
    also: list[Fact] = field(default_factory=list)

    @property
    def events(self) -> list[Fact]:
        """All that the record tells of it."""
        return [*([self.event] if self.event else []), *self.also]

    @property
    def told(self) -> int:
        """How many papers tell of it (of one day each)."""
        return sum(e.told for e in self.events)

    @property
    def ordinal(self) -> int | None:
        """Its number."""
        return (self.row.ordinal if self.row else None) or (self.event.data.get("ordinal") if self.event else None)

    @property
    def start(self) -> date | None:
        """Its first day."""
        return (self.row.start if self.row else None) or (self.event.start if self.event else None)

    @property
    def end(self) -> date | None:
        """Its last day."""
        return (self.row.end or self.row.start if self.row else None) or (self.event.end if self.event else None)

    @property
    def date(self) -> str:
        """Its date as EDTF."""
        if self.row is not None and self.row.start:
            last = self.row.end or self.row.start
            return self.row.start.isoformat() + (f"/{last.isoformat()}" if last != self.row.start else "")
        return self.event.date if self.event else ""

    @property
    def place(self) -> str:
        """Where."""
        return (self.row.place if self.row else "") or (self.event.data.get("place") or "" if self.event else "")

    @property
    def host(self) -> str:
        """The state that hosts it."""
        return (self.row.host if self.row else "") or state_of(self.place)

    @property
    def status(self) -> str:
        """`planned`, `held`, `postponed`, `cancelled`, `proposed`: what the record tells as held is held."""
        if any(e.status == Gathering.Status.HELD for e in self.events):
            return Gathering.Status.HELD
        return self.row.status if self.row else Gathering.Status.PLANNED

    @property
    def status_label(self) -> str:
        """The same in words."""
        return str(Gathering.Status(self.status).label)

    @property
    def late(self) -> bool:
        """Whether its days are over, and nobody tells that it was held."""
        return self.status == Gathering.Status.PLANNED and self.end is not None and self.end < timezone.localdate()


def sittings(access: Access, bodies: Sequence[Fact]) -> dict[str, list[Sitting]]:
    """The sessions of some bodies of one partnership, the newest first. Two queries, however many bodies."""
    found: dict[str, list[Sitting]] = {b.fact: [] for b in bodies}
    if not bodies:
        return found
    events = Fact.objects.filter(projection__in={b.projection_id for b in bodies}, kind="event", mechanism__in=list(found),
                                 type__in=_SITTING_TYPES).defer("digest").order_by("order")[:MOST_SITTINGS]
    claims: dict[str, Sitting] = {}
    for event in sorted(events, key=_surest):
        listed = found[event.mechanism]
        sitting = next((s for s in listed if _one(s, event)), None)
        if sitting is None:
            sitting = Sitting(event)
            listed.append(sitting)
        else:
            sitting.also.append(event)
        claims |= dict.fromkeys(members(event), sitting)
    owner = {claim: b.fact for b in bodies for claim in members(b)}
    rows = sessions(access).filter(body__in=list(owner))[:MOST_SITTINGS]
    for row in rows:
        listed = found[owner[row.body]]
        sitting = claims.get(row.event) or next((s for s in listed if s.row is None and _same(s, row)), None)
        if sitting is None or sitting.row is not None:
            sitting = Sitting()
            listed.append(sitting)
        sitting.row = row
    for listed in found.values():
        listed.sort(key=lambda s: (s.start is None, s.start or date.min, s.ordinal or 0), reverse=True)
    return found


def _surest(event: Fact) -> tuple[bool, float]:
    """What is told as held comes before what is planned, and of what is planned the day it was put off to before the first."""
    return event.status != Gathering.Status.HELD, -(event.start or date.min).toordinal()


def _one(sitting: Sitting, event: Fact) -> bool:
    """Whether an event is a session already told, by its number: planned for another day, or held on days that may be one."""
    number = event.data.get("ordinal")
    if not number or sitting.ordinal != number or event.data.get("states") != (sitting.events[0].data.get("states")):
        return False
    held = [e for e in sitting.events if e.status == Gathering.Status.HELD]
    return event.status != Gathering.Status.HELD or all(_overlap(e, event) for e in held)


def _overlap(one: Fact, other: Fact) -> bool:
    if None in (one.start, one.end, other.start, other.end):
        return True
    return bool(one.start <= other.end and other.start <= one.end)  # type: ignore[operator]


def _same(sitting: Sitting, row: Session) -> bool:
    """Whether a session that people keep is one the record tells of: by its number, else by its first day."""
    if sitting.ordinal and row.ordinal:
        return sitting.ordinal == row.ordinal
    return bool(sitting.start and sitting.start == row.start)


@dataclass(slots=True)
class Cadence:
    """How a body keeps its own rule. due: the day by which it should meet again; host: whose turn it is; late: the last session
    announced since the last one held, where its days are over and nothing tells that it was held."""

    last: Sitting | None = None
    coming: Sitting | None = None
    late: Sitting | None = None
    due: date | None = None
    works: date | None = None
    host: str = ""
    ordinal: int | None = None

    @property
    def overdue(self) -> bool:
        """Whether it should have met by now and did not."""
        return self.due is not None and self.due < timezone.localdate()

    @property
    def beyond(self) -> bool:
        """Whether what is planned comes later than its rule has it."""
        return bool(self.due and self.coming and self.coming.start and self.coming.start > self.due)


def cadence(found: Sequence[Sitting], rule: BodyRules | None, codes: Sequence[str]) -> Cadence:
    """Where a body stands by its rule. found: its sessions, the newest first."""
    held = [s for s in found if s.status == Gathering.Status.HELD and s.start]
    last = max(held, key=lambda s: s.end or s.start or date.min, default=None)
    coming = next((s for s in reversed(found) if s.status == Gathering.Status.PLANNED and not s.late
                   and (last is None or s.start is None or s.start > (last.start or date.min))), None)
    late = next((s for s in found if s.late and (last is None or (s.start or date.min) > (last.start or date.min))), None)
    made = Cadence(last=last, coming=coming, late=late)
    numbers = [s.ordinal for s in found if s.status == Gathering.Status.HELD and s.ordinal]
    made.ordinal = max(numbers) + 1 if numbers else None
    if rule is not None and rule.every_months and last is not None and last.end is not None:
        made.due = months_after(last.end, rule.every_months)
        made.works = days.working_day(made.due, codes)
    if rule is not None and rule.alternates and last is not None and last.host in codes and len(codes) == 2:
        made.host = next(c for c in codes if c != last.host)
    return made


def due_by_rule(access: Access, partnerships: Iterable[int], most: int = 200) -> list[tuple[Fact, date, BodyRules]]:
    """The day by which each body should meet again by its own rule, and the rule, where nothing is planned by then."""
    ruled = BodyRules.objects.filter(allowed(access), partnership__in=partnerships, every_months__isnull=False)
    bodies = list({f.fact: f for f in access.facts_of(ruled.values_list("body", flat=True)[:most]).values()}.values())
    now, found = rules(access, bodies), sittings(access, bodies)
    due = []
    for body in bodies:
        stands = cadence(found[body.fact], now.get(body.fact), body.projection.partnership.codes)
        if body.fact in now and stands.due is not None and (stands.coming is None or stands.beyond):
            due.append((body, stands.due, now[body.fact]))
    return due


def months_after(day: date, months: int) -> date:
    """The same day some months later (the month's last day where it has no such day)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))


def decided(access: Access, body: Fact, sitting: Sitting | None, limit: int = MOST_DECIDED) -> list[Fact]:
    """The undertakings a session decided: told of its event, or made of its minutes."""
    if sitting is None:
        return []
    wanted = Q(pk__in=[])
    if sitting.events:
        links = FactLink.objects.filter(projection=body.projection_id, other__in=[e.fact for e in sitting.events], role="event")
        wanted |= Q(pk__in=links.values("fact"))
    if sitting.row is not None:
        written = sitting.row.paragraphs.exclude(claim="").values("claim")
        made = FactClaim.objects.filter(projection=body.projection_id, claim__in=written)
        wanted |= Q(pk__in=made.values("fact"))
    found = access.facts(body.projection.partnership).filter(wanted, kind="undertaking").order_by("order")
    return [f for f in found[:limit] if is_decision(f)]


def is_decision(fact: Fact) -> bool:
    """Whether an undertaking told of a session is one it decided: not what one side alone may look at or does not rule out."""
    return fact.force != _LOOKS_AT or len(fact.states.split()) != 1


@dataclass(slots=True)
class Candidates:
    """What may be put on an agenda: what the session before decided and is still open, other open undertakings that go through
    the body, texts still to be concluded. written: decisions of its minutes that nobody made an undertaking of.
    """

    decisions: list[Fact] = field(default_factory=list)
    written: list[Paragraph] = field(default_factory=list)
    undertakings: list[Fact] = field(default_factory=list)
    texts: list[Fact] = field(default_factory=list)

    @property
    def of_before(self) -> int:
        """How many decisions of the session before are open."""
        return len(self.decisions) + len(self.written)


def candidates(access: Access, body: Fact, before: Sitting | None, taken: Iterable[str], closed: Q,
               titles: Iterable[str] = (), level: int = 0) -> Candidates:
    """What is not on the agenda yet.

    Args:
        before: the session before. taken, titles: facts and words that are on the agenda. closed: which undertakings are closed.
        level: the marking of the session, above which no words are put on its agenda.
    """
    held, said = set(taken), set(titles)
    facts = access.facts(body.projection.partnership).defer("digest")
    open_ones = facts.filter(kind="undertaking").exclude(closed).exclude(fact__in=held)
    decisions = list(open_ones.filter(pk__in=[f.pk for f in decided(access, body, before)]).order_by("order"))
    row = before.row if before and before.row and before.row.agreed and before.row.marking <= level else None
    written = [p for p in (minutes(access, row) if row else []) if p.decision and not p.claim and as_title(p) not in said]
    through = open_ones.filter(mechanism=body.fact).exclude(pk__in=[f.pk for f in decisions])
    texts = facts.filter(kind="instrument", status="planned").exclude(fact__in=held)
    return Candidates(decisions, written, list(through.order_by("order")[:MOST_DECIDED]),
                      list(texts.order_by("order")[:MOST_DECIDED]))


def in_one_language(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The decisions that are written in one of the two languages only."""
    return [p for p in paragraphs if p.decision and not (p.left.strip() and p.right.strip())]


def name_in(access: Access, body: Fact, tag: str) -> str:
    """What a body is called in the papers of a language, where they name it; its fullest name there that is told most."""
    claims = [c for c in claims_of([body])[body.pk] if c.by_id is None and c.fields.get("name")]
    papers = access.papers_of({c.document for c in claims})
    told = Counter(" ".join(c.fields["name"].split()) for c in claims
                   if (p := papers.get(c.document)) and p.reading and p.reading.language == tag)
    full = [n for n in told if len(n.split()) >= _FULL]
    return max(full or told, key=lambda n: told[n], default=body.label)


def decisions_written(access: Access, row: Session, keys: Iterable[int]) -> list[Paragraph]:
    """Decisions of agreed minutes of the body of a session, by their keys, where its marking lets them onto its agenda."""
    body = access.facts_of([row.body]).get(row.body)
    held = sessions(access).filter(body__in=members(body) if body else [], agreed__isnull=False, marking__lte=row.marking)
    listed = [p for s in held.filter(paragraphs__in=list(keys)).distinct() for p in minutes(access, s)]
    return [p for p in listed if p.pk in set(keys) and p.decision]


def as_title(paragraph: Paragraph) -> str:
    """A decision as a point of an agenda."""
    return " ".join((paragraph.left or paragraph.right).split())[:500]


@dataclass(frozen=True, slots=True)
class Astray:
    """Meetings of a programme that stand outside the visit's days. by: the days by which all can be moved into them; 0: none."""

    points: tuple[int, ...] = ()
    by: int = 0

    @property
    def far(self) -> int:
        """How many days that is, earlier or later."""
        return abs(self.by)


def astray(row: Visit, moved: int = 0) -> Astray:
    """Which meetings stand outside a visit's days. moved: by how many days the visit was moved last."""
    if row.start is None:
        return Astray()
    first, last = row.start, row.end or row.start
    dated = {p.pk: p.day for p in row.programme.all() if p.day is not None}
    outside = tuple(key for key, day in dated.items() if not first <= day <= last)
    if not outside:
        return Astray()
    ways = [moved, (first - min(dated.values())).days, (last - max(dated.values())).days]
    fits = (by for by in ways if by and all(first <= day + timedelta(days=by) <= last for day in dated.values()))
    return Astray(outside, next(fits, 0))


def agenda(access: Access, row: Session) -> list[tuple[AgendaItem, Fact | None]]:
    """The agenda of a session, each point with the fact it is about; a point whose fact may not be seen (any more) is none."""
    points = list(row.agenda.all())
    named = access.facts_of({p.fact for p in points if p.fact})
    return [(p, named.get(p.fact)) for p in points if not p.fact or p.fact in named]


def minutes(access: Access, row: Session) -> list[Paragraph]:
    """The minutes of a session; none where the paper they became is sealed or erased."""
    if row.paper_id is not None and not access.papers().filter(pk=row.paper_id).exists():
        return []
    return list(row.paragraphs.all())
