"""Undertakings that are one: the same sides promise the same action on the same object on the same occasion."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from servanda.claims import Claim
from servanda.reconciliation import content, dates
from servanda.reconciliation.comparison import Comparison, Context, Mark

_LEAST = 0.45


class Undertakings:
    """Undertakings are compared within a story: the same promise made on another occasion is another."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Never: the same words on another occasion are another promise."""
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The story."""
        story = context.stories.get(claim.document)
        return [story] if story else []

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same promise: who, what kind, about what."""
        a, b = first.fields, second.fields
        if context.copies(first, second):
            like = content.likeness(context.bag(first, a["text"]), context.bag(second, b["text"]))
            return Comparison(like, ("near_copy",)) if like >= 2 * _LEAST - 0.2 else None
        if not set(a["by"]) & set(b["by"]) or (a["act"] == "invitation") != (b["act"] == "invitation"):
            return None
        if dates.apart(_dated(a["due"]), _dated(b["due"])) not in (None, 0):
            return None
        return _likeness(first, second, context)

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


def _dated(due: str | None) -> str | None:
    return None if due == "soon" else due


def _same_use(one: frozenset[str], other: frozenset[str], bodies: tuple[str, str], context: Context) -> bool:
    """Whether two promises about one body say anything alike beside its name: to convene it is not to use it more."""
    named = frozenset[str]().union(*(context.bag(c, c.fields["name"]) for b in bodies if (c := context.claims.get(b))))
    rest = one - named, other - named
    return not (rest[0] and rest[1]) or bool(rest[0] & rest[1])


def _likeness(first: Claim, second: Claim, context: Context) -> Comparison | None:
    a, b = first.fields, second.fields
    one, other = context.bag(first, a["text"]), context.bag(second, b["text"])
    words = 0.5 * (content.likeness(one, other) + content.containment(one, other))
    areas = set(a["areas"]) & set(b["areas"])
    body = context.fact(a["mechanism"])
    same_body = body is not None and body == context.fact(b["mechanism"])
    if same_body and not _same_use(one, other, (a["mechanism"], b["mechanism"]), context):
        return None
    score = 0.6 * words + 0.15 * bool(areas) + 0.1 * (a["by"] == b["by"]) + 0.05 * (a["act"] == b["act"])
    reasons = [f"same_words: {words:.2f}"] + [f"same_area: {x}" for x in sorted(areas)]
    if same_body:
        score, reasons = score + 0.1, [*reasons, "same_body"]
    if a["due"] and a["due"] == b["due"]:
        score, reasons = score + 0.1, [*reasons, f"same_due: {a['due']}"]
    if a["target"] and b["target"]:
        score += 0.1 * content.likeness(context.bag(first, a["target"]), context.bag(second, b["target"]))
    if a["act"] == "invitation":
        score += 0.15
    shared = one & other
    if score < _LEAST or (content.weight(shared) < 1 and not same_body and a["act"] != "invitation"):
        return None
    return Comparison(min(score, 0.99), tuple(reasons))
