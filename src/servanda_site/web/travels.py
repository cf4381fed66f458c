"""Visits and meetings made ready for the map and the network: who went where, who met whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from servanda_site.register.models import Fact, Partnership
from servanda_site.register.places import state_of


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: from which state to which, where that is known."""

    event: Fact
    origin: str
    goal: str


def visits(events: Iterable[Fact], named: Mapping[str, Fact], partnership: Partnership) -> list[Visit]:
    """The visits among events; the goal from their place, else from who came."""
    return [_visit(e, named, partnership.codes) for e in events if e.type == "visit"]


def _visit(event: Fact, named: Mapping[str, Fact], codes: list[str]) -> Visit:
    goal = state_of(event.data.get("place") or "")
    came = [named[p].states.strip() for p in event.data.get("participants") or [] if p in named]
    guests = [s for s in came if s in codes and s != goal]
    if not goal and len(codes) == 2 and len(set(came)) == 1 and came[0] in codes:  # all told to take part are of one state
        guests, goal = came, next(c for c in codes if c != came[0])
    if goal in codes and not guests and len(codes) == 2:
        guests = [c for c in codes if c != goal]
    return Visit(event, guests[0] if guests else "", goal)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two who were on the same occasions: people, or a person and a body."""

    one: str
    other: str
    events: tuple[Fact, ...]


def meetings(events: Iterable[Fact], named: Mapping[str, Fact]) -> list[Meeting]:
    """Who met whom, and who sat in which body; a body's session ties its people to the body, not to each other."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for event in events:
        people = sorted({p for p in event.data.get("participants") or [] if p in named and named[p].type == "person"})[:12]
        if event.mechanism in named:
            pairs = [(event.mechanism, p) for p in people]
        else:
            pairs = [pair for pair in combinations(people, 2) if named[pair[0]].states != named[pair[1]].states]
        for pair in pairs:
            found.setdefault(pair, []).append(event)
    return [Meeting(one, other, tuple(listed)) for (one, other), listed in found.items()]
