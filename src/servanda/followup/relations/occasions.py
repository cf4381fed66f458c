"""Occasions that were to be held: a forum, an exhibition, days of culture, an opening."""

from __future__ import annotations

from servanda.followup.parts import Deed, Promise
from servanda.followup.relations.sense import Found, alike, asked_on, held_on, object_of, percent, same_theme
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r

_TYPES = frozenset({"forum", "ceremony", "establishment"})
_HOLDING = frozenset({"convene", "celebrate", "begin", "create", "aid", "participate", "prepare", "propose", "next"})
_ALIKE = 0.5
_TELLING = 0.7


def occasion(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """An occasion held that was promised: of its kind, about the same, of the same states."""
    event = deed.fact
    if not isinstance(event, r.Event) or event.type not in _TYPES or not promise.words & _HOLDING:
        return None
    like, told = alike(scale, promise, deed), scale.weight(object_of(promise) & object_of(deed))
    if like < _ALIKE or told < _TELLING or not same_theme(promise, deed):
        return None
    where = (f"held_in: {event.place}",) if event.place else ()
    why = (f"same_words: {percent(like)}", *held_on(deed), *where, *asked_on(promise))
    return Found("fulfils", min(0.9, 0.3 + 0.6 * like), why, first="occasion")
