"""Which states words name, and of which pair of states a paper tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from servanda import languages
from servanda.extraction.gazetteer import gazetteer
from servanda.reconciliation import record as r
from servanda.reconciliation.names import skeleton

_STATES = {"events": "states", "instruments": "parties", "mechanisms": "states", "undertakings": "by"}
_PAIR = 2
_HEADLINE = 3  # facts that a headline naming two states is worth
_GOES_ON = re.compile(r" (?=[^\W\d_a-z])[^\W\d_]")
_BESIDE = 8  # characters between two states named side by side


def homes(record: r.Record, told: Iterable[r.Place] = ()) -> Mapping[str, frozenset[str]]:
    """The pair (or larger set) of states each document is about (told: places of plain statements, which name states too).

    Told by its headline, by its facts that name two or more, and by facts, people and the dateline of one state or the other; a
    pair that others of the collection are about may be its own though no fact of its names both (one other is enough where no
    fact of its names two).
    """
    votes: dict[str, Counter[frozenset[str]]] = {d.id: Counter() for d in record.documents}
    single: dict[str, Counter[str]] = defaultdict(Counter)
    same: dict[frozenset[str], frozenset[str]] = {}
    documents = {d.id: d.language for d in record.documents}
    for d in record.documents:
        named = states_in(d.title or "", d.language) | theme(d.title or "", d.language)
        if len(named) == _PAIR:
            votes[d.id][named] += _HEADLINE
        single[d.id].update(states_in(d.dateline.place or "" if d.dateline else "", d.language))
        single[d.id].update((d.side,) if d.side else ())
    for kind, states in _STATES.items():
        for fact in getattr(record, kind):
            own = same.setdefault(own := frozenset(getattr(fact, states)), own)
            for document in {c.document for c in fact.citations}:
                if len(own) > 1:
                    votes[document][own] += 1
                elif own:
                    single[document].update(own)
            for c in fact.citations if len(own) == 1 else ():
                single[c.document].update(theme(c.quote or "", documents.get(c.document)) - own)
    for person in record.entities:
        for document in {m.document for m in person.mentions} if person.type == "person" and person.state else ():
            single[document][person.state or ""] += 1
    for place in told:
        single[place.document].update(theme(place.quote or "", documents.get(place.document)))
    shared = Counter(pair for voted in votes.values() for pair in voted)
    several = [p for p, n in shared.items() if n > 1]
    return {d: _home(voted, single[d], several if voted else list(shared)) for d, voted in votes.items()}


def _home(told: Counter[frozenset[str]], single: Counter[str], others: Sequence[frozenset[str]]) -> frozenset[str]:
    """The likeliest of the pairs a document tells of, and of those of others of which it names every state."""
    pairs = {**dict.fromkeys(p for p in others if p <= single.keys()), **dict.fromkeys(told)}
    return max(pairs, key=lambda p: 2 * (told[p] + (p in others)) + sum(single[s] for s in p), default=frozenset())


def states_in(text: str, language: str | None) -> frozenset[str]:
    """The states that words name, by their names, capitals or cities (a city that begins a longer name is none)."""
    known = language if language in languages.installed() else languages.installed()[0]
    return frozenset(m.code for m in gazetteer(known).find(text) if m.kind in ("name", "capital")
                     or m.kind == "city" and not _GOES_ON.match(text, m.span.end))


def sites_in(text: str, language: str | None) -> frozenset[str]:
    """The states in which the capitals lie that words name."""
    known = language if language in languages.installed() else languages.installed()[0]
    return frozenset(m.code for m in gazetteer(known).find(text) if m.kind == "capital")


def spots_in(text: str, language: str | None) -> frozenset[str]:
    """The towns that words name, by sound; a capital by its state."""
    known = language if language in languages.installed() else languages.installed()[0]
    named = (m for m in gazetteer(known).find(text) if m.kind in ("capital", "city") and not _GOES_ON.match(text, m.span.end))
    return frozenset(m.code if m.kind == "capital" else " ".join(skeleton(text[m.span.start : m.span.end])) for m in named)


def side_by_side(text: str, language: str | None) -> Iterator[frozenset[str]]:
    """The pairs of states that words name one right after the other (`Kenya and Ghana`)."""
    known = language if language in languages.installed() else languages.installed()[0]
    named = [m for m in gazetteer(known).find(text) if m.kind in ("name", "prefix", "adjective")]
    for one, other in pairwise(named):
        between = text[one.span.end : other.span.start]
        if one.code != other.code and len(between) <= _BESIDE and not set(between) & set(",;:.("):
            yield frozenset({one.code, other.code})


def theme(text: str, language: str | None, kinds: tuple[str, ...] = ("name", "adjective", "prefix")) -> frozenset[str]:
    """The states that words speak of by name or adjective."""
    known = language if language in languages.installed() else languages.installed()[0]
    return frozenset(m.code for m in gazetteer(known).find(text) if m.kind in kinds)
