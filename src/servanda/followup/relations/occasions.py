"""Occasions that were to be held: a forum, an exhibition, days of culture, an opening; what else came about."""

from __future__ import annotations

from servanda.followup.parts import Deed, Promise
from servanda.followup.relations.sense import (
    BODIES,
    SOON,
    TEXTS,
    Found,
    Relation,
    about_sitting,
    acted,
    alike,
    asked_on,
    done,
    elsewhere,
    held_on,
    in_another_town,
    object_of,
    percent,
    said,
    same_object,
    same_theme,
    whole,
    with_others,
)
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds

_JOURNEYS = frozenset({"mission", "delegation", "visit"})
_GATHERINGS = frozenset({"forum", "conference", "seminar", "fair", "celebrate"})
_TYPES = frozenset({"forum", "ceremony", "establishment"})
_HOLDING = frozenset({"convene", "host", "celebrate", "begin", "create", "aid", "participate", "prepare", "propose", "next"})
_ALIKE = 0.5
_TELLING = 0.7
_CAME = frozenset({"visit", "signing", "ceremony", "establishment"})
_ACTED = 0.4
_ALL = 0.9  # share of what was promised, but for the act, with which the act need not say much
_LOOSELY, _VERY_MUCH = 0.33, 3.2
_AS_ASKED = 0.4  # the same, of an occasion on which whoever was asked was seen when he was asked to
_AS_SAID, _MUCH = 0.6, 1.6  # the same, and the weight of what both say, where nothing but their words joins them


def occasion(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """An occasion held that was promised: of its kind, about the same, of the same states."""
    event = deed.fact
    if not isinstance(event, r.Event):
        return None
    if promise.fact.act == "invitation" and event.type in _TYPES | {"meeting"} and "visit" not in promise.words:
        return _attended(promise, deed, scale)
    if event.type not in _TYPES or promise.fact.act == "invitation":
        return None
    if not promise.words & _HOLDING or event.type == "establishment" and with_others(promise, deed):
        return None
    if event.type == "forum" and _no_gathering(promise, deed):
        return None
    if in_another_town(promise, deed):
        return None
    like, told = alike(scale, promise, deed), scale.weight(object_of(promise) & object_of(deed) - {"host"})
    if like < _ALIKE or told < _TELLING or not same_theme(promise, deed):
        return None
    where = (f"held_in: {event.place}",) if event.place else ()
    why = (f"same_words: {percent(like)}", *held_on(deed), *where, *asked_on(promise))
    relation: Relation = "advances" if promise.fact.force == "explore" else "fulfils"
    return Found(relation, min(0.9, 0.3 + 0.6 * like), why, first="occasion")


def _no_gathering(promise: Promise, deed: Deed) -> bool:
    """Whether a body or a journey was promised, and no forum."""
    kinds = promise.words & (BODIES - {"mechanism"} | _JOURNEYS)
    return bool(kinds) and not kinds & deed.words and not promise.words & _GATHERINGS


def _attended(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Whoever was invited to an occasion took part in it."""
    like, told = alike(scale, promise, deed), scale.weight(said(promise.words, promise) & said(deed.words, deed))
    due = bounds(promise.fact.due)
    then = due is not None and due[0] <= deed.until and deed.done <= due[1] and like >= _AS_ASKED
    there = bool(promise.people & deed.people and (then or promise.names & deed.words))  # whoever was asked, where or when
    if not there and (like < _ALIKE or told < _MUCH) or promise.people and not promise.people & deed.people or not deed.people:
        return None
    return Found("fulfils", 0.3 + 0.5 * like, (f"same_words: {percent(like)}", *held_on(deed), *asked_on(promise)), first="visit")


def happened(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """What came about in the words of the promise: a mission sent, a work opened, a programme adopted."""
    event = deed.fact
    if not isinstance(event, r.Event) or event.type not in _CAME or promise.fact.act == "invitation":
        return None
    if not same_object(promise, deed, scale) or event.type == "signing" and not promise.words & TEXTS:
        return None
    if event.type == "establishment" and with_others(promise, deed):
        return None
    if event.type == "visit" and about_sitting(promise):
        return None  # whoever comes to a session has not held it
    did = acted(promise, deed)
    told = scale.weight(said(promise.words, promise) & (done(promise, said(deed.words, deed)) if did else said(deed.words, deed)))
    like = alike(scale, promise, deed, by_acts=did)
    rest = said(promise.words, promise) - promise.action - SOON
    all_told = did and bool(rest) and told >= 1 and scale.share(deed.words, rest) >= _ALL
    if told < _MUCH and not all_told or like < (_LOOSELY if told >= _VERY_MUCH else _ACTED if did else _AS_SAID):
        return None
    if not same_theme(promise, deed) or elsewhere(promise, deed) or in_another_town(promise, deed):
        return None
    why = (f"same_words: {percent(like)}", "held_as_said", *held_on(deed), *asked_on(promise))
    sent = event.type == "visit" and bool(promise.action & {"send", "host"})
    entire = (did or sent) and whole(promise, deed) and not deed.early and promise.fact.force != "explore"
    entire = entire and ("groundwork" not in deed.words or "groundwork" in promise.words)
    return Found("fulfils" if entire else "advances", min(0.85, 0.25 + 0.6 * like), why)
