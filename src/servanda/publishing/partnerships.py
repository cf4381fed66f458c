"""The partnerships a record is about: its facts, grouped by pair of states."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from servanda.reconciliation import record as r


@dataclass(slots=True)
class Partnership:
    """A set of two or more states and every fact of the record between them."""

    states: tuple[str, ...]
    documents: list[r.DocumentOf] = field(default_factory=list)
    people: list[r.Entity] = field(default_factory=list)
    events: list[r.Event] = field(default_factory=list)
    instruments: list[r.Instrument] = field(default_factory=list)
    mechanisms: list[r.Mechanism] = field(default_factory=list)
    undertakings: list[r.Undertaking] = field(default_factory=list)

    def owed_by(self, *by: str) -> list[r.Undertaking]:
        """Pledges of exactly these states."""
        return [u for u in self.undertakings if u.act == "pledge" and set(u.by) == set(by)]

    @property
    def founding(self) -> list[r.Event]:
        """The events that founded the relation or raised it to a level."""
        return [e for e in self.events if e.type == "establishment"]

    @property
    def meetings(self) -> list[r.Event]:
        """Every other event, by date; undated ones last."""
        met = [e for e in self.events if e.type != "establishment"]
        return sorted(met, key=lambda e: (e.date is None, e.date or ""))


def partnerships(record: r.Record) -> list[Partnership]:
    """One partnership per pair (or larger set) of states, the most told first. Documents on no pair come under ()."""
    home = _homes(record)
    found: dict[tuple[str, ...], Partnership] = {}

    def of(states: tuple[str, ...]) -> Partnership:
        return found.setdefault(states, Partnership(states))

    for document in record.documents:
        of(home[document.id]).documents.append(document)
    for event in record.events:
        of(_place(event.states, event.citations, home, found)).events.append(event)
    for instrument in record.instruments:
        of(_place(instrument.parties, instrument.citations, home, found)).instruments.append(instrument)
    for mechanism in record.mechanisms:
        of(_place(mechanism.states, mechanism.citations, home, found)).mechanisms.append(mechanism)
    for undertaking in record.undertakings:
        of(_place(undertaking.by, undertaking.citations, home, found)).undertakings.append(undertaking)
    for entity in record.entities:
        if entity.type == "person":
            for states in dict.fromkeys(home[m.document] for m in entity.mentions):
                of(states).people.append(entity)
    return sorted(found.values(), key=lambda p: (not p.states, -len(p.documents), -len(p.undertakings), p.states))


def _homes(record: r.Record) -> dict[str, tuple[str, ...]]:
    """The set of states each document is about: the commonest among its facts that name two or more."""
    votes: dict[str, Counter[tuple[str, ...]]] = {d.id: Counter() for d in record.documents}
    groups = [(e.states, e.citations) for e in record.events] + [(i.parties, i.citations) for i in record.instruments]
    groups += [(m.states, m.citations) for m in record.mechanisms]
    groups += [(u.by, u.citations) for u in record.undertakings]
    for states, citations in groups:
        if len(states) >= 2:
            for document in {c.document for c in citations}:
                votes[document][tuple(sorted(states))] += 1
    return {d: (c.most_common(1)[0][0] if c else ()) for d, c in votes.items()}


def _place(states: list[str], citations: list[r.Place], home: dict[str, tuple[str, ...]],
           found: dict[tuple[str, ...], Partnership]) -> tuple[str, ...]:
    own = tuple(sorted(states))
    if len(own) >= 2 and own in found:
        return own
    return home[citations[0].document]
