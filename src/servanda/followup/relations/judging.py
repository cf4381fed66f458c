"""The rules, tried in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from servanda.followup.parts import Deed, Promise
from servanda.followup.relations import again, bodies, occasions, results, texts, visits
from servanda.followup.relations.sense import (
    BODIES,
    CONTACTS,
    SITTING,
    STEPS,
    TEXTS,
    Found,
    Relation,
    another_seat,
    other_number,
    respelt,
)
from servanda.followup.scale import Scale

__all__ = ["TELLING", "Found", "Relation", "beside", "judge"]

beside = texts.beside

# Concepts by which a deed can bear on a promise however common they are.
TELLING = SITTING | CONTACTS | TEXTS | BODIES | STEPS
_REFUSED = 0.6  # how sure a promise must be made again for its refusal to be one
_Rule = Callable[[Promise, Deed, Scale], Found | None]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "event": (bodies.session, visits.visit, texts.text, texts.talks, occasions.occasion, occasions.happened),
    "instrument": (texts.text,),
    "undertaking": (bodies.new_body, again.again),
    "statement": (texts.talks, bodies.sat, results.result),
}


def judge(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """The relation of a later deed to a promise of the same states, or None."""
    if promise.numbers and deed.numbers and other_number(promise, deed):
        return None
    if another_seat(promise, deed):
        return None
    if deed.kind == "undertaking" and promise.denied != deed.denied:
        found = None if promise.denied else again.again(promise, deed, scale)
        return replace(found, relation="contradicts", first=None) if found is not None and found.score >= _REFUSED else None
    deed = deed if deed.kind == "undertaking" else respelt(promise, deed)
    found = next((f for rule in _RULES[deed.kind] if (f := rule(promise, deed, scale)) is not None), None)
    if found is None or not promise.denied or deed.kind == "undertaking":
        return found
    done = found.relation == "fulfils" and not deed.denied  # what was not to be done
    return replace(found, relation="contradicts", proves=False) if done else None
