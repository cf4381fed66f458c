"""Undertakings that are one: the same sides promise the same action on the same object on the same occasion.

An occasion is a story, or a text that two papers tell: one retells what stands in it, or tells in its own words, in the days
it was adopted, what was agreed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from servanda.claims import Claim
from servanda.reconciliation import content, dates
from servanda.reconciliation.amounts import counted
from servanda.reconciliation.comparison import Comparison, Context, Mark

_LEAST = 0.40
_BINDING = frozenset({"agreement", "memorandum", "treaty", "contract"})  # concepts: to conclude a text on a thing is not to do it
_OTHER_KIND = 0.1
_IN_NO_FIELD = 0.5  # likeness of words from which two promises of no common field, one of them due on a day, may be one
_USES = (frozenset({"meet", "convene", "session"}), frozenset({"begin", "create"}))  # concepts, of a body: it sits, it is set up
_LARGE = 1_000  # of larger numbers in words the noughts are left out: "five million" and "5 million" are one
_HELD = frozenset({"convene", "meet", "session", "round"})  # concepts, of what is held
_LEAST_RETOLD = 0.6  # where one text is all that two papers share
_DAYS = 10
_ALIKE = 0.55  # likeness of words, and weight of what is shared, from which two papers tell one promise in the same days
_TELLING = 2
_ADOPTED = frozenset({"declaration", "minutes"})


def adopted(instruments: Iterable[Claim], context: Context) -> dict[str, set[str]]:
    """The declarations and minutes (facts) that each paper tells as concluded in its own days, by document."""
    found: dict[str, set[str]] = {}
    for text in instruments:
        apart = dates.apart(text.fields["date"], context.told(text))
        if text.fields["type"] in _ADOPTED and text.fields["status"] == "concluded" and apart is not None and apart <= _DAYS:
            found.setdefault(text.document, set()).add(context.fact(text.id) or text.id)
    return found


def retold(first: Sequence[Claim], second: Sequence[Claim], context: Context) -> int:
    """How many promises of one paper another tells too, by what they say alone: papers that share several tell one occasion."""
    rest, found = list(second), 0
    for promise in first:
        scored = [(like, -n) for n, other in enumerate(rest) if (like := _alike(promise, other, context)) >= _ALIKE]
        if scored:
            rest.pop(-max(scored)[1])
            found += 1
    return found


def _alike(first: Claim, second: Claim, context: Context) -> float:
    a, b = first.fields, second.fields
    if not set(a["by"]) & set(b["by"]) or _counted_apart(a, b):
        return 0.0
    if dates.apart(_dated(a["due"]), _dated(b["due"])) not in (None, 0):
        return 0.0
    one, other = context.bag(first, a["text"]), context.bag(second, b["text"])
    body = context.fact(a["mechanism"])
    if body is not None and body == context.fact(b["mechanism"]) and a["due"] and a["due"] == b["due"]:
        return _ALIKE if _same_use(one, other, (a["mechanism"], b["mechanism"]), context) else 0.0
    day = _dated(a["due"]) is not None and a["due"] == b["due"]
    if content.weight((one & other) - {*(a["due"] or "").split("-")}) + day < _TELLING:
        return 0.0
    return 0.5 * (content.likeness(one, other) + content.containment(one, other))


class Undertakings:
    """Undertakings are compared within a story: the same promise made on another occasion is another."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Never: the same words on another occasion are another promise."""
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The story, and the texts in which it may stand."""
        story = context.stories.get(claim.document)
        return [*([story] if story else []), *(("text", text) for text in sorted(_texts(claim, context)))]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same promise: who, what kind, about what."""
        a, b = first.fields, second.fields
        if context.copies(first, second):
            like = content.likeness(context.bag(first, a["text"]), context.bag(second, b["text"]))
            return Comparison(like, ("near_copy",)) if like >= 2 * _LEAST - 0.2 else None
        if not set(a["by"]) & set(b["by"]) or (a["act"] == "invitation") != (b["act"] == "invitation"):
            return None
        if dates.apart(_dated(a["due"]), _dated(b["due"])) not in (None, 0) or _counted_apart(a, b):
            return None
        if _sessions_apart(context.bag(first, a["text"]), context.bag(second, b["text"])):
            return None
        return _likeness(first, second, context)

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


def _counted_apart(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether each of two promises gives a number the other does not (`road 13`, `road 8`): then they are of two things."""
    one, other = content.figures(a["text"]), content.figures(b["text"])
    return bool(one - other) and bool(other - one)


def _sessions_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two promises count what is to be held otherwise: the third session is not a first one."""
    counted = [{c for c in said if c.startswith(content.ORDINAL)} if said & _HELD else set() for said in (one, other)]
    return all(counted) and not counted[0] & counted[1]


def _dated(due: str | None) -> str | None:
    return None if due == "soon" else due


def _same_use(one: frozenset[str], other: frozenset[str], bodies: tuple[str, str], context: Context) -> bool:
    """Whether two promises about one body say anything alike beside its name: to convene it is not to use it more."""
    known = [c for b in bodies if (c := context.claims.get(b))]
    named = frozenset[str]().union(*(context.bag(c, c.fields["name"]) for c in known))
    rest = one - named, other - named
    if any(c.fields["kind"] == "consultation" for c in known) and all(r & frozenset[str]().union(*_USES) for r in rest):
        return True  # a channel is set up by being held
    return not (rest[0] and rest[1]) or bool(rest[0] & rest[1]) or any(rest[0] & use and rest[1] & use for use in _USES)


def _said(promise: Claim, context: Context) -> frozenset[str]:
    """What a promise speaks of, its numbers in figures."""
    text = promise.fields["text"]
    told = counted(text, context.language(promise))
    return context.bag(promise, text) | {str(n) if n < _LARGE else str(n).rstrip("0") for n in told}


def _likeness(first: Claim, second: Claim, context: Context) -> Comparison | None:
    a, b = first.fields, second.fields
    due = {*(a["due"] or "").split("-"), *(b["due"] or "").split("-")}  # counted by itself
    one, other = _said(first, context) - due, _said(second, context) - due
    words = 0.5 * (content.likeness(one, other) + content.containment(one, other))
    areas = set(a["areas"]) & set(b["areas"])
    body = context.fact(a["mechanism"])
    same_body = body is not None and body == context.fact(b["mechanism"])
    if same_body and not _same_use(one, other, (a["mechanism"], b["mechanism"]), context):
        return None
    dated = bool(a["due"]) and a["due"] == b["due"]
    if not areas and words < _IN_NO_FIELD and bool(a["due"]) != bool(b["due"]) and a["act"] != "invitation":
        return None  # one of the several things of a long promise, due on a day of its own
    score = 0.6 * words + 0.15 * bool(areas) + 0.1 * (a["by"] == b["by"]) + 0.05 * (a["act"] == b["act"])
    reasons = [f"same_words: {words:.2f}"] + [f"same_area: {x}" for x in sorted(areas)]
    if same_body:
        score, reasons = score + 0.1, [*reasons, "same_body"]
    if dated:
        score, reasons = score + 0.1, [*reasons, f"same_due: {a['due']}"]
    if a["target"] and b["target"]:
        score += 0.1 * content.likeness(context.bag(first, a["target"]), context.bag(second, b["target"]))
    if a["act"] == "invitation":
        score += 0.15
    if bool(one & _BINDING) != bool(other & _BINDING):
        score -= _OTHER_KIND
    shared, story = one & other, context.one_story(first, second)
    if not story and (a["by"] != b["by"] or a["act"] != b["act"] or not (areas or same_body)):
        return None
    day = areas and a["due"] == b["due"] and a["by"] == b["by"] and _dated(a["due"]) is not None
    telling = content.weight(shared) >= 1 or same_body or a["act"] == "invitation" or (story and day)
    if score < (_LEAST if story else _LEAST_RETOLD) or not telling:
        return None
    if not story:
        return Comparison(min(score, 0.99), (*reasons, "same_text"), first.id, mutual=True)
    return Comparison(min(score, 0.99), tuple(reasons))


def _texts(claim: Claim, context: Context) -> set[str]:
    """The texts an undertaking is said to stand in, else those adopted in the days its paper tells of."""
    said = context.fact(claim.fields["instrument"])
    return {said} if said else context.adopted.get(claim.document, set())
