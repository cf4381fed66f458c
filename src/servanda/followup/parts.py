"""Promises and deeds as they are compared: who, when, of which pair, through which body, about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.reconciliation import content
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds

_STATES = {"events": "states", "instruments": "parties", "mechanisms": "states", "undertakings": "by"}


@dataclass(frozen=True, slots=True)
class Promise:
    """An undertaking to be followed up. made: the last day it may have been made on."""

    fact: r.Undertaking
    made: date
    pair: frozenset[str]
    words: frozenset[str]
    stories: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """What may bear on a promise: an event held, a text concluded, or what was undertaken later.

    done: the first day it may have happened on. late: the last.
    """

    fact: r.Event | r.Instrument | r.Undertaking
    kind: str
    done: date
    pair: frozenset[str]
    words: frozenset[str]
    stories: frozenset[str]
    people: frozenset[str]

    @property
    def id(self) -> str:
        """The fact's id."""
        return self.fact.id


class Collection:
    """A record as the follow-up looks at it: when each document was told, of which pair it tells, in which language."""

    def __init__(self, record: r.Record) -> None:
        self.record = record
        self.documents = {d.id: d for d in record.documents}
        self.homes = homes(record)
        self.told = {d.id: _day(d) for d in record.documents}
        self.names = {e.id: e for e in record.entities}

    def promises(self) -> Iterator[Promise]:
        """Every undertaking whose day is known, oldest first."""
        found = [p for u in self.record.undertakings if (p := self._promise(u)) is not None]
        yield from sorted(found, key=lambda p: (p.made, p.fact.id))

    def deeds(self) -> Iterator[Deed]:
        """Everything done (or undertaken) on a known day."""
        for event in self.record.events:
            if event.status == "held":
                yield from self._deed(event, "event", event.date, event.states, self._people(event.participants))
        for text in self.record.instruments:
            if text.status == "concluded":
                yield from self._deed(text, "instrument", text.date, text.parties, frozenset())
        for undertaking in self.record.undertakings:
            yield from self._deed(undertaking, "undertaking", None, undertaking.by, self._named(undertaking))

    def _promise(self, u: r.Undertaking) -> Promise | None:
        days = [self.told[c.document] for c in u.citations if self.told.get(c.document)]
        if not days:
            return None
        made = max(d[1] for d in days if d) if len(days) == 1 else min(d[1] for d in days if d)
        return Promise(u, made, self._pair(u.citations, u.by), self._words(u.citations, u.text), self._stories(u.citations),
                       self._named(u))

    def _deed(self, fact: r.Event | r.Instrument | r.Undertaking, kind: str, when: str | None, states: Iterable[str],
              people: frozenset[str]) -> Iterator[Deed]:
        span = bounds(when)
        if span is None:
            days = [d for c in fact.citations if (d := self.told.get(c.document))]
            span = (min(d[0] for d in days), min(d[1] for d in days)) if days else None
        if span is not None:
            title = fact.title if isinstance(fact, r.Instrument) else ""
            yield Deed(fact, kind, span[0], self._pair(fact.citations, states), self._words(fact.citations, title),
                       self._stories(fact.citations), people)

    def _pair(self, places: Iterable[r.Place], states: Iterable[str]) -> frozenset[str]:
        """The pair of states it is between: its own states where they are two, else its paper's."""
        own = frozenset(states)
        if len(own) > 1:
            return own
        return next((self.homes[p.document] for p in places if own <= self.homes.get(p.document, frozenset())), own)

    def _words(self, places: Iterable[r.Place], title: str) -> frozenset[str]:
        """What it speaks of, in every telling."""
        found: set[str] = set()
        for place in places:
            document = self.documents.get(place.document)
            found |= content.bag(place.quote or "", document.language if document else None)
        if title and not found:
            found |= content.bag(title, None)
        return frozenset(found)

    def _stories(self, places: Iterable[r.Place]) -> frozenset[str]:
        told = (self.documents[p.document] for p in places if p.document in self.documents)
        return frozenset(d.story or d.id for d in told)

    def _people(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(i for i in ids if i in self.names)

    def _named(self, u: r.Undertaking) -> frozenset[str]:
        """The people an undertaking names."""
        said = [(c.document, c.start, c.end) for c in u.citations]
        found = set()
        for entity in self.record.entities:
            if entity.type == "person" and any(
                    m.document == d and start <= m.start and m.end <= end for m in entity.mentions for d, start, end in said):
                found.add(entity.id)
        return frozenset(found)


def homes(record: r.Record) -> Mapping[str, frozenset[str]]:
    """The pair (or larger set) of states each document is about: the commonest among its facts that name two or more."""
    votes: dict[str, Counter[frozenset[str]]] = {d.id: Counter() for d in record.documents}
    for kind, states in _STATES.items():
        for fact in getattr(record, kind):
            own = frozenset(getattr(fact, states))
            if len(own) > 1:
                for document in {c.document for c in fact.citations}:
                    votes[document][own] += 1
    return {d: (c.most_common(1)[0][0] if c else frozenset()) for d, c in votes.items()}


def _day(document: r.DocumentOf) -> tuple[date, date] | None:
    """First and last day a paper may tell of as its own: its dateline's, else the day before it was published."""
    dated = bounds(document.dateline.date) if document.dateline else None
    if dated is not None:
        return dated
    published = bounds(document.published)
    return (published[0] - timedelta(days=1), published[1]) if published else None
