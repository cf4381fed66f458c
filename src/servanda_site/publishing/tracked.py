"""What documents take from the follow-up: states of undertakings, sessions people keep, lives of texts, scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance as scored
from servanda_site.tracking import gathered, visibility
from servanda_site.tracking import lives as lived
from servanda_site.tracking.models import Gathering, LifeStep
from servanda_site.tracking.standing import attach

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
        found[fact.pk] = Stands(str(told.assessed.state) if told.assessed else "",
                                {party: str(change.state) for party, change in told.declared.items()})
    return found


def lives(access: Access, texts: Sequence[Fact], say: Phrases) -> dict[int, list[str]]:
    """What happened to each of some texts, in words, by key."""
    found: dict[int, list[str]] = {}
    for life in lived.lives(access, texts):
        told = [_step(step, say) for step in life.steps]
        if life.terms is not None and life.terms.until is not None:
            told.append(say("text_until", date=say.words.date(life.terms.until.isoformat())))
        found[life.text.pk] = told
    return found


def _step(step: LifeStep, say: Phrases) -> str:
    named = say("stage_by", stage=say(f"stage_{step.stage}"), state=say.words.state(step.side)) if step.side \
        else say(f"stage_{step.stage}")
    return say("stage_on", stage=named, date=say.words.date(step.date))


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
        tuple((i.number, i.title) for i in row.agenda.all()) if row else (),
        tuple(Sent(d.state, d.name, d.office, d.head) for d in row.delegates.all()) if row else (),
        tuple((p.left, p.right) for p in row.paragraphs.all()) if row else ())


def _met(sitting: gathered.Sitting | None) -> Met | None:
    if sitting is None:
        return None
    return Met(sitting.ordinal, sitting.date, sitting.place, sitting.event.fact if sitting.event else "")
