"""Which facts may be one: offered by likeness of their names or words, for a person to judge. Nothing is joined here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from servanda_site.register.folding import words
from servanda_site.register.judging import standing
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access

_FROM = 400  # facts compared
_LIKE = 55.0
_MAY_BE_ONE = 90.0
_SHOWN = 12
_ASKED = 8  # words of a question heeded


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be the same, and how like it is (0 to 100)."""

    fact: Fact
    likeness: int


def candidates(access: Access, fact: Fact) -> list[Candidate]:
    """Facts of the same kind and record whose names or words are like this one's, the likest first."""
    longest = sorted({w for w in words(fact.label) if len(w) > 2}, key=len, reverse=True)[:4]
    if not longest:
        return []
    looked_for = Q()
    for word in longest:
        looked_for |= Q(entries__plain__contains=word)
    found = {f.pk: f for f in _same_kind(access, fact).filter(looked_for)[:_FROM]}
    rated = [Candidate(f, round(_likeness(fact, f))) for f in found.values()]
    return sorted((c for c in rated if c.likeness >= _LIKE), key=lambda c: (-c.likeness, c.fact.order))[:_SHOWN]


def alike(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """The pairs among some facts of one record that are so alike that they may well be one, but for those a person parted."""
    found = [(one, other) for n, one in enumerate(facts) for other in facts[n + 1 :]
             if (one.kind, one.type, one.states) == (other.kind, other.type, other.states)
             and _likeness(one, other) >= _MAY_BE_ONE]
    if not found:
        return []
    ids = {f.pk: set(f.data["claims"]) for pair in found for f in pair}
    said = standing().filter(verdict="different", claim__in=set().union(*ids.values())).values_list("claim", "other")
    parted = {frozenset(pair) for pair in said}
    return [(a, b) for a, b in found if not any(frozenset((c, d)) in parted for c in ids[a.pk] for d in ids[b.pk])]


def asked_for(access: Access, fact: Fact, query: str) -> list[Fact]:
    """Facts of the same kind and record that hold all words of a query, however little they are like this one."""
    holding = [Q(entries__plain__contains=word) for word in words(query)[:_ASKED]]
    return list(_same_kind(access, fact).filter(*holding).distinct()[:_SHOWN]) if holding else []


def _same_kind(access: Access, fact: Fact) -> QuerySet[Fact]:
    same = access.facts(fact.projection.partnership).filter(kind=fact.kind).exclude(pk=fact.pk)
    return same.filter(type=fact.type) if fact.kind == "entity" else same


def _likeness(one: Fact, other: Fact) -> float:
    names = [[str(n) for n in (f.data.get("names") or [f.label])][:6] for f in (one, other)]
    likest = max(fuzz.token_sort_ratio(_plain(a), _plain(b)) if one.kind == "entity" else
                 0.5 * (fuzz.token_set_ratio(_plain(a), _plain(b)) + fuzz.token_sort_ratio(_plain(a), _plain(b)))
                 for a in names[0] for b in names[1])
    told = [(one.date, other.date), (one.status, other.status), (one.states, other.states), (one.type, other.type)]
    return min(100.0, likest + sum(2 for a, b in told if a and a == b))


def _plain(name: str) -> str:
    return anyascii(name[:400]).casefold()
