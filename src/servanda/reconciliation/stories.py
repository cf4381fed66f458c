"""Stories: documents that tell one occasion.

Near copies tell one story. So do independent tellings whose main event is one: the first event a paper tells of its own
days (its lede), if both tell it as held or both as planned, and if they were told within days of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from servanda.claims import Claim
from servanda.reconciliation import dates
from servanda.reconciliation.comparison import Context

_DAYS = 10
_EXACT = len("2025-05-07")
_CANDIDATES = frozenset({"meeting", "session", "consultation", "call", "signing", "forum", "ceremony"})


def stories(context: Context, events: Sequence[Claim]) -> dict[str, str]:
    """Document hash to the story's name (that of its first document), for stories of two documents or more."""
    occasion = _occasions(context, events)
    groups: dict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for document in context.texts:
        origin = context.near_copies.get(document)
        if origin is None:
            key = occasion.get(document, document)
            origin = next((d for d in groups[key] if _near(d, document, context)), document)
            groups[key].append(document)
        leader[document] = leader.get(origin, origin)
    told: dict[str, list[str]] = defaultdict(list)
    for document, first in leader.items():
        told[first].append(document)
    return {d: f"s-{first[:12]}" for first, members in told.items() if len(members) > 1 for d in members}


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
