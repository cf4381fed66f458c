"""Whom a body's list, a session or a visit could name: who sits in the body, whom papers tell of, who came last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.publishing.words import alphabetical
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, told
from servanda_site.tracking.models import BodyMember, Gathering, Session, Visit

_SESSIONS = 4  # of a body that are looked at, the newest first


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could be named. key: what a form calls them. offices: codes, where `office` has no words of people's own.

    chair: whether they chair for their side. event: the occasion papers tell them of; member: whether they sit in the body.
    """

    key: str
    name: str
    state: str
    office: str = ""
    offices: tuple[str, ...] = ()
    chair: bool = False
    person: Fact | None = None
    event: Fact | None = None
    member: bool = False


def for_body(access: Access, body: Fact, sittings: Sequence[gathered.Sitting]) -> list[Offer]:
    """Whom papers tell to have chaired its sessions, and who is not on its list."""
    held = [m.name for m in gathered.body_members(access, body)]
    return _without([o for o in _told(access, _events(sittings), body.projection.partnership.codes) if o.chair], held)


def for_session(access: Access, row: Session, body: Fact, sittings: Sequence[gathered.Sitting],
                before: gathered.Sitting | None) -> list[Offer]:
    """Who sits in the body, whom papers tell of at this session and those before, and who came to the one before."""
    codes = row.partnership.codes
    here = [e for s in sittings if s.row == row for e in s.events]
    earlier = [s for s in sittings if s.row != row and s.status == Gathering.Status.HELD]
    found = [Offer(f"member-{m.pk}", m.name, m.state, m.office, chair=m.part == BodyMember.Part.CHAIR, member=True)
             for m in gathered.body_members(access, body) if _sits(m, row.start)]
    found += _told(access, [*here, *_events(earlier)], codes)
    if before is not None and before.row is not None:
        found += [Offer(f"delegate-{d.pk}", d.name, d.state, d.office, chair=d.head) for d in before.row.delegates.all()]
    return _without(found, [d.name for d in row.delegates.all()])


def for_visit(access: Access, row: Visit, event: Fact | None) -> list[Offer]:
    """Whom papers tell to have been there."""
    return _without(_told(access, [event] if event else [], row.partnership.codes), [d.name for d in row.delegates.all()])


def _events(sittings: Iterable[gathered.Sitting]) -> list[Fact]:
    return [event for sitting in list(sittings)[:_SESSIONS] for event in sitting.events]


def _told(access: Access, events: Sequence[Fact], codes: Sequence[str]) -> list[Offer]:
    return [Offer(f"person-{met.person.fact}", met.person.label, met.state, chair=met.chair, person=met.person, event=met.event,
                  offices=tuple(dict.fromkeys(o["office"] for o in met.person.data.get("offices") or ())))
            for met in told.people(access, events, codes)]


def _sits(row: BodyMember, day: date | None) -> bool:
    """Whether somebody sits in a body on a day (always, where there is none)."""
    return day is None or ((row.since is None or row.since <= day) and (row.until is None or day <= row.until))


def _without(found: Iterable[Offer], held: Iterable[str]) -> list[Offer]:
    """Offers each once (the first tells most), without who is named already; chairs first."""
    seen, kept = {alphabetical(name) for name in held}, []
    for offer in found:
        if alphabetical(offer.name) not in seen:
            seen.add(alphabetical(offer.name))
            kept.append(offer)
    return sorted(kept, key=lambda o: (o.state, not o.chair))
