"""Stories: documents that tell one occasion.

Near copies tell one story. So do independent tellings whose main event is one: the first event a paper tells of its own
days (its lede), if both tell it as held or both as planned, and if they were told within days of each other. Or if most of
what either tells of its days, two dated events at least, is told by both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from servanda.claims import Claim
from servanda.reconciliation import dates
from servanda.reconciliation.comparison import Context

_DAYS = 10
_SHARED = 2  # dated events that two papers of one story tell at least, whatever they open with
_EXACT = len("2025-05-07")
_CANDIDATES = frozenset({"meeting", "session", "consultation", "call", "signing", "forum", "ceremony"})


def stories(context: Context, events: Sequence[Claim]) -> dict[str, str]:
    """Document hash to the story's name (that of its first document), for stories of two documents or more."""
    occasion = _occasions(context, events)
    told = _Told(context, events)
    groups: dict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for document in context.texts:
        origin = context.near_copies.get(document)
        if origin is None:
            key = occasion.get(document, document)
            origin = next((d for d in groups[key] if _near(d, document, context)), document)
            if origin == document:
                origin = next((d for d in _sharing(document, told) if _near(d, document, context)), document)
            groups[key].append(document)
        leader[document] = leader.get(origin, origin)
    members: dict[str, list[str]] = defaultdict(list)
    for document, first in leader.items():
        members[first].append(document)
    return {d: f"s-{first[:12]}" for first, listed in members.items() if len(listed) > 1 for d in listed}


class _Told:
    """Which dated events of its own days each paper tells as held, and which papers tell an event."""

    def __init__(self, context: Context, events: Sequence[Claim]) -> None:
        self.events: dict[str, set[str]] = defaultdict(set)
        self.papers: dict[str, list[str]] = defaultdict(list)
        for event in events:
            date = event.fields["date"]
            if event.fields["status"] == "held" and len(date or "") >= _EXACT and _of_its_days(event, context):
                fact = context.fact(event.id) or event.id
                self.events[event.document].add(fact)
                self.papers[fact].append(event.document)
        self.order = {document: n for n, document in enumerate(context.texts)}


def _sharing(document: str, told: _Told) -> list[str]:
    """The papers given before that tell most of the events a paper tells, and little else."""
    mine = told.events.get(document, set())
    others = {d for fact in mine for d in told.papers[fact] if told.order[d] < told.order[document]}
    found = [d for d in others if len(shared := mine & told.events[d]) >= _SHARED
             and 2 * len(shared) > max(len(mine), len(told.events[d]))]
    return sorted(found, key=told.order.__getitem__)


def _occasions(context: Context, events: Sequence[Claim]) -> dict[str, str]:
    """The occasion each paper tells (of near copies: that of the one that dates it best), where it can be told surely."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for event in events:
        by_document[event.document].append(event)
    exact = {e.id for e in events if len(e.fields["date"] or "") >= _EXACT}
    exact |= {e.id for e in events if e.fields["date"] is None} & _of_facts(exact, events, context)
    found: dict[str, str] = {}
    for document, told in by_document.items():
        recent = [e for e in told if e.fields["type"] in _CANDIDATES and _of_its_days(e, context)]
        main = min(recent, key=lambda e: e.citations[0].start, default=None)
        if main is not None and (main.id in exact or main.fields["ordinal"]):
            origin = context.near_copies.get(document, document)
            found.setdefault(origin, f"{context.fact(main.id)}/{main.fields['status']}")
    return found


def _of_facts(known: set[str], events: Sequence[Claim], context: Context) -> set[str]:
    """The claims joined to one of these."""
    facts = {context.fact(claim) for claim in known}
    return {e.id for e in events if context.fact(e.id) in facts}


def _of_its_days(event: Claim, context: Context) -> bool:
    apart = dates.apart(event.fields["date"], context.told(event))
    return apart is None or apart <= _DAYS


def _near(first: str, second: str, context: Context) -> bool:
    told = []
    for document in (first, second):
        text = context.texts[document]
        told.append((text.dateline.date if text.dateline else None) or text.published)
    apart = dates.apart(*told)
    return apart is None or apart <= _DAYS
