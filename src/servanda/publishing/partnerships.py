"""The partnerships a record is about: its facts, grouped by pair of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from servanda.publishing.dates import order
from servanda.reconciliation import record as r

# The facts that states stand behind, and the property that names these states.
_STATES = {"events": "states", "instruments": "parties", "mechanisms": "states", "undertakings": "by"}
_SEAT = "event:seat-opened"  # an embassy or a consulate, which founds no relation


@dataclass(slots=True)
class Partnership:
    """A set of two or more states and every fact of the record between them."""

    states: tuple[str, ...]
    documents: list[r.DocumentOf] = field(default_factory=list)
    people: list[r.Entity] = field(default_factory=list)
    organisations: list[r.Entity] = field(default_factory=list)
    events: list[r.Event] = field(default_factory=list)
    instruments: list[r.Instrument] = field(default_factory=list)
    mechanisms: list[r.Mechanism] = field(default_factory=list)
    undertakings: list[r.Undertaking] = field(default_factory=list)

    @property
    def founding(self) -> list[r.Event]:
        """The events that founded the relation or raised it to a level; what is only planned has founded nothing."""
        return [e for e in self.events if _is_founding(e)]

    @property
    def meetings(self) -> list[r.Event]:
        """Every other event, by date; undated ones last."""
        met = [e for e in self.events if not _is_founding(e)]
        return sorted(met, key=lambda e: order(e.date))


def founds(kind: str, status: str, rules: Iterable[str]) -> bool:
    """Whether an event, by its type, its status and the rules that found it, founded a relation or raised it to a level."""
    return kind == "establishment" and status != "planned" and _SEAT not in set(rules)


def _is_founding(event: r.Event) -> bool:
    return founds(event.type, event.status, (why.rule for why in event.why))


class Text(Protocol):
    """What is looked at of a text, be it of a record or of a register."""

    @property
    def type(self) -> str: ...
    @property
    def status(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...


T = TypeVar("T", bound=Text)


def resting(texts: Iterable[T], founded: Iterable[str | None]) -> list[T]:
    """The texts a partnership rests on.

    Parameters:
        texts: its texts. founded: the days (EDTF) of the events that founded it or raised it to a level.
    Returns: the concluded declarations and treaties of such a day, else the first of them.
    """
    own = [t for t in texts if t.status == "concluded" and t.type in ("declaration", "treaty") and t.date]
    days = [d for d in founded if d]
    matching = [t for t in own if any((t.date or "").startswith(d) or d.startswith(t.date or d) for d in days)]
    return matching or sorted(own, key=lambda t: order(t.date))[:1]


def partnerships(record: r.Record) -> list[Partnership]:
    """One partnership per pair (or larger set) of states, the most told first. Documents on no pair come under ()."""
    home = _homes(record)
    found: dict[tuple[str, ...], Partnership] = {}
    told_in: dict[tuple[str, ...], set[str]] = {}  # a paper about another pair may tell of this one too

    def of(states: tuple[str, ...]) -> Partnership:
        return found.setdefault(states, Partnership(states))

    for document in record.documents:
        of(home[document.id]).documents.append(document)
    for kind, states_of in _STATES.items():
        for fact in getattr(record, kind):
            partnership = of(_place(getattr(fact, states_of), fact.citations, home, found))
            getattr(partnership, kind).append(fact)
            told_in.setdefault(partnership.states, set()).update(c.document for c in fact.citations)
    for partnership in found.values():
        known = {d.id for d in partnership.documents}
        told = told_in.get(partnership.states, set()) - known
        partnership.documents += [d for d in record.documents if d.id in told] if told else []
    for entity in record.entities:
        for states in dict.fromkeys(home[m.document] for m in entity.mentions):
            if entity.type == "person":
                of(states).people.append(entity)
            elif entity.type == "organisation":
                of(states).organisations.append(entity)
    return sorted(found.values(), key=lambda p: (not p.states, -len(p.documents), -len(p.undertakings), p.states))


def _homes(record: r.Record) -> dict[str, tuple[str, ...]]:
    """The set of states each document is about: the commonest among its facts that name two or more."""
    votes: dict[str, Counter[tuple[str, ...]]] = {d.id: Counter() for d in record.documents}
    groups = [(getattr(f, states_of), f.citations) for kind, states_of in _STATES.items() for f in getattr(record, kind)]
    for states, citations in groups:
        if len(states) >= 2:
            for document in {c.document for c in citations}:
                votes[document][tuple(sorted(states))] += 1
    return {d: (c.most_common(1)[0][0] if c else ()) for d, c in votes.items()}


def _place(states: list[str], citations: list[r.Place], home: dict[str, tuple[str, ...]],
           found: dict[tuple[str, ...], Partnership]) -> tuple[str, ...]:
    """The partnership of a fact: its paper's, unless it is told of another pair."""
    own, told_in = set(states), home[citations[0].document]
    alone = tuple(sorted(own))
    if len(own) < 2 or alone in found:
        return alone if len(own) > 1 else told_in
    within = own <= set(told_in) or own >= set(told_in) != set()
    return told_in if within or len(own) > 2 else alone
