"""Instruments and mechanisms that are one, told under several titles."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from servanda.claims import Claim
from servanda.languages.folding import fold
from servanda.reconciliation import content, dates
from servanda.reconciliation.comparison import Comparison, Context

_SAME_OBJECT = 0.6
_TYPE_WORDS = frozenset({"declaration", "agreement", "memorandum", "treaty", "minutes", "action-plan", "programme",
                         "commission", "consultation", "group", "council", "roadmap", "contract", "govern", "working"})
_ALIKE_TYPES = frozenset({frozenset({"agreement", "treaty"}), frozenset({"memorandum", "agreement"}),
                          frozenset({"minutes", "protocol"}), frozenset({"agreement", "protocol"})})
_OF_THE_DAY = frozenset({"minutes", "declaration"})


class Instruments:
    """Instruments are compared within their parties."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Type, parties, date and title to the letter."""
        f = claim.fields
        return (f["type"], tuple(f["parties"]), f["date"], fold(f["title"])) if len(f["title"].split()) > 4 else None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Parties with each word that says what the text is about; the day it was signed; the story."""
        f = claim.fields
        parties = tuple(f["parties"])
        blocks: list[Hashable] = [(parties, word) for word in _object(claim, f["title"], context)]
        blocks += [(parties, f["type"], f["date"])] if f["date"] else []
        story = context.stories.get(claim.document)
        return [*blocks, (parties, f["type"], story)] if story else blocks

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same text, of the same type and date, on the same object."""
        a, b = first.fields, second.fields
        types = frozenset({a["type"], b["type"]})
        if (len(types) > 1 and types not in _ALIKE_TYPES) or a["parties"] != b["parties"]:
            return None
        apart = dates.apart(a["date"], b["date"])
        if apart is not None and apart > 0:
            return None
        one, other = _object(first, a["title"], context), _object(second, b["title"], context)
        exact = apart == 0 and all(len(d) == 10 for d in (a["date"], b["date"]))
        if not one or not other:
            same = one == other or (exact and len(types) == 1 and a["type"] in _OF_THE_DAY)
            if same and (exact or context.one_story(first, second)):
                poorer = first if len(one) <= len(other) else second
                return Comparison(0.8, ("same_type", "same_date" if exact else "same_story"), poorer.id)
            return None
        like = content.containment(one, other)
        if like < _SAME_OBJECT or (content.weight(one & other) < 1 and not exact):
            return None
        score = 0.5 + 0.3 * like + 0.1 * (apart == 0) + 0.1 * (len(types) == 1)
        return Comparison(min(score, 0.99), ("same_parties", f"same_words: {like:.2f}", *(["same_date"] if exact else [])))


class Mechanisms:
    """Mechanisms are compared within their states and kind."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Kind, states and name to the letter."""
        f = claim.fields
        return f["kind"], tuple(f["states"]), fold(f["name"])

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Kind and states: a pair of states has few bodies of a kind."""
        return [(claim.fields["kind"], tuple(claim.fields["states"]))]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same body: its object is the same, or one telling leaves it out and there is no other body of the kind."""
        a, b = first.fields, second.fields
        if a["kind"] != b["kind"] or a["states"] != b["states"]:
            return None
        one, other = _object(first, a["name"], context), _object(second, b["name"], context)
        if not one and not other:
            same = context.bag(first, a["name"]) - {*a["states"]} == context.bag(second, b["name"]) - {*a["states"]}
            return Comparison(0.9, ("same_states", "same_name")) if same else None
        if not one or not other:
            return Comparison(0.7, ("same_kind", "same_states"), (second if one else first).id)
        like = content.containment(one, other)
        if like < _SAME_OBJECT:
            return None
        return Comparison(0.6 + 0.39 * like, ("same_states", f"same_words: {like:.2f}"))


def _object(claim: Claim, title: str, context: Context) -> frozenset[str]:
    """What a title says of the object: neither what kind of thing it is nor between whom."""
    states = frozenset(claim.fields.get("parties") or claim.fields.get("states") or ())
    bag = context.bag(claim, title) - states - _TYPE_WORDS
    return frozenset(c for c in bag if not (len(c) == 2 and c.isupper()) and content.weight((c,)) >= 1)
