"""The life of texts, read: what happened by side, where accounts differ, when a text ends, when notice must be given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from servanda_site.register.models import Fact, FactLink
from servanda_site.register.visibility import Access
from servanda_site.tracking.gathered import months_after
from servanda_site.tracking.models import LifeStep, TextRelation, TextTerms
from servanda_site.tracking.standing import members
from servanda_site.tracking.visibility import allowed, sees

Stage = LifeStep.Stage
ENDED = (Stage.EXPIRED, Stage.DENOUNCED)
EACH_SIDE = (Stage.RATIFIED,)
AFTER_SIGNATURE = (Stage.RATIFIED, Stage.PROVISIONAL, Stage.IN_FORCE)
_AHEAD = 183  # days before a notice or an end of which one is reminded
_MOST = 2000


def steps(access: Access, *, undone: bool = False) -> QuerySet[LifeStep]:
    """What happened to texts that may be seen."""
    found = LifeStep.objects.filter(allowed(access)).filter(sees(access, "instrument"))
    found = found.select_related("partnership", "who", "paper")
    return found if undone else found.filter(undone=None)


def relations(access: Access, *, undone: bool = False) -> QuerySet[TextRelation]:
    """How texts that may be seen bear on each other."""
    found = TextRelation.objects.filter(allowed(access)).filter(sees(access, "one")).filter(sees(access, "other"))
    found = found.select_related("partnership", "who")
    return found if undone else found.filter(undone=None)


@dataclass(slots=True)
class Life:
    """The life of one text. stages: what happened, in the order of the days; terms: until when it holds."""

    text: Fact
    steps: list[LifeStep] = field(default_factory=list)
    terms: TextTerms | None = None

    @property
    def stage(self) -> str:
        """Where it stands today."""
        return self.stage_on(timezone.localdate())

    def stage_on(self, day: date) -> str:
        """Where it stands on a day: what happened last, counting what stands in one day by the order of a text's life."""
        told = [s for s in self.steps if s.start <= day]
        done = [s.stage for s in told if s.stage not in EACH_SIDE or self._ratified_by_all(told)]
        if told:
            order = [str(s) for s in Stage]
            last = max(told, key=lambda s: (s.start, order.index(s.stage)))
            if last.stage in done:
                return last.stage
            kept = [s for s in told if s.stage in done]
            return max(kept, key=lambda s: (s.start, order.index(s.stage))).stage if kept else self._read()
        return self._read()

    def _read(self) -> str:
        """Where the papers have it."""
        return Stage.SIGNED if self.text.status == "concluded" else Stage.PROPOSED

    def _ratified_by_all(self, told: Sequence[LifeStep]) -> bool:
        sides = {s.side for s in told if s.stage in EACH_SIDE}
        return "" in sides or set(self.text.states.split()) <= sides

    @property
    def stage_label(self) -> str:
        """The same in words."""
        return str(Stage(self.stage).label)

    @property
    def waiting_for(self) -> list[str]:
        """The sides that have not ratified it where another has."""
        sides = {s.side for s in self.steps if s.stage in EACH_SIDE}
        return [c for c in self.text.states.split() if c not in sides] if sides and "" not in sides else []

    @property
    def ended(self) -> bool:
        """Whether it holds no more."""
        return self.stage in ENDED

    @property
    def disputed(self) -> set[tuple[str, str]]:
        """What is told with different dates: (stage, side)."""
        told: dict[tuple[str, str], set[str]] = {}
        for step in self.steps:
            if step.stage not in (Stage.AMENDED, Stage.RENEWED):
                told.setdefault((step.stage, step.side), set()).add(step.date)
        return {key for key, dates in told.items() if len(dates) > 1}

    @property
    def before_signature(self) -> list[tuple[LifeStep, LifeStep]]:
        """A signature with what is told to have come of the text before it; what the record tells as signed counts, too."""
        signed = [s for s in self.steps if s.stage == Stage.SIGNED]
        if not signed and self.text.status == "concluded" and self.text.start and self.text.end:
            signed = [LifeStep(stage=Stage.SIGNED, date=self.text.date, start=self.text.start, end=self.text.end,
                               told_by=self.text.tellers.strip())]
        after = [s for s in self.steps if s.stage in AFTER_SIGNATURE]
        return [(one, later) for one in signed for later in after if later.end < one.start]

    @property
    def rows(self) -> list[tuple[LifeStep, bool]]:
        """Each step, and whether accounts differ: another date, or what comes of a text before its signature."""
        disputed, early = self.disputed, [step for pair in self.before_signature for step in pair]
        return [(s, (s.stage, s.side) in disputed or s in early) for s in self.steps]

    def end(self, today: date) -> date | None:
        """The last day of the term it is in, counting the times it went on by itself."""
        if self.terms is None or self.terms.until is None or self.ended:
            return None
        until, months = self.terms.until, self.terms.renewal_months
        if months and until < today:
            passed = (today.year - until.year) * 12 + today.month - until.month
            n = max(passed // months, 0)
            until = months_after(self.terms.until, n * months)
            while until < today:
                n += 1
                until = months_after(self.terms.until, n * months)
        return until

    def notice(self, today: date) -> date | None:
        """The last day to give notice in this term."""
        end = self.end(today)
        if end is None or self.terms is None or not self.terms.notice_months:
            return None
        return months_after(end, -self.terms.notice_months)


def lives(access: Access, texts: Sequence[Fact]) -> list[Life]:
    """The lives of some texts of one partnership. Two queries, however many texts."""
    found = {t.fact: Life(t) for t in texts}
    owner = {claim: t.fact for t in texts for claim in members(t)}
    if not found:
        return []
    for step in steps(access).filter(instrument__in=list(owner)).order_by("start", "pk")[:_MOST]:
        found[owner[step.instrument]].steps.append(step)
    for terms in TextTerms.objects.filter(allowed(access), instrument__in=list(owner)).order_by("changed"):
        found[owner[terms.instrument]].terms = terms
    return list(found.values())


@dataclass(frozen=True, slots=True)
class TextNotice:
    """A day that a text's term brings. kind: `notice` (the last day to give it), `renews` or `ends`."""

    text: Fact
    kind: str
    day: date
    terms: TextTerms


def text_notices(access: Access, first: date, last: date) -> list[TextNotice]:
    """The days that terms of texts bring between two days, in the partnerships a person sees."""
    rows = list(TextTerms.objects.filter(allowed(access)).filter(sees(access, "instrument")).exclude(until=None)[:_MOST])
    facts = access.facts_of([r.instrument for r in rows])
    by_fact = {f.fact: f for f in facts.values()}
    found = []
    for life in lives(access, list(by_fact.values())):
        if life.terms is None:
            continue
        end, notice = life.end(first), life.notice(first)
        if notice is not None and first <= notice <= last:
            found.append(TextNotice(life.text, "notice", notice, life.terms))
        if end is not None and first <= end <= last:
            found.append(TextNotice(life.text, "renews" if life.terms.renewal_months else "ends", end, life.terms))
    return sorted(found, key=lambda n: n.day)


def due_notices(access: Access, day: date) -> list[TextNotice]:
    """Of which days of texts somebody should be reminded on a day: of the half year to come, what is past its end."""
    soon = text_notices(access, day, date.fromordinal(day.toordinal() + _AHEAD))
    return soon + overdue(access, day)


def overdue(access: Access, day: date) -> list[TextNotice]:
    """Texts whose term is over, which do not go on by themselves, and of which nobody said what became of them."""
    rows = TextTerms.objects.filter(allowed(access), until__lt=day, renewal_months=0).filter(sees(access, "instrument"))[:_MOST]
    facts = {f.fact: f for f in access.facts_of([r.instrument for r in rows]).values()}
    return [TextNotice(life.text, "ends", life.terms.until, life.terms) for life in lives(access, list(facts.values()))
            if life.terms is not None and life.terms.until is not None and life.terms.until < day
            and not life.terms.renewal_months and not life.ended]


def named(access: Access, found: Iterable[TextRelation]) -> list[tuple[TextRelation, Fact, Fact]]:
    """Relations with the texts they join."""
    rows = list(found)
    facts = access.facts_of({i for r in rows for i in (r.one, r.other)})
    return [(r, facts[r.one], facts[r.other]) for r in rows if r.one in facts and r.other in facts]


def undertaken(access: Access, text: Fact, limit: int = 100) -> list[Fact]:
    """The undertakings written in a text."""
    links = FactLink.objects.filter(projection=text.projection_id, other=text.fact, role="instrument").values("fact")
    return list(access.facts(text.projection.partnership).filter(pk__in=links, kind="undertaking").order_by("order")[:limit])
