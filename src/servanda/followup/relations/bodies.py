"""Bodies: one that was to meet has met, one that was to be used has been, one that was to be set up stands."""

from __future__ import annotations

from servanda.followup.parts import Deed, Promise, Statement
from servanda.followup.relations.sense import (
    BODIES,
    CREATION,
    GROWTH,
    SAT,
    SITTING,
    TEXTS,
    Found,
    about_body,
    alike,
    apart,
    asked_on,
    held_on,
    in_its_charge,
    percent,
    said,
    to_sit,
    with_others,
)
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r

_LIKE, _TELLING = 0.6, 1.6
_FAIRLY, _MUCH = 0.5, 2.0  # the same, where both say more and name it
_AS_SAID = 0.7  # the same, from which the kind of body alone is enough
_TELLS = 0.5  # weight from which a word tells what a body is for
_BOTH = 2
_FIELD = 0.75  # share of what a body is for that a promise of cooperation speaks of
_COMES_TOGETHER = BODIES - {"mechanism"} | {"forum", "secretary", "platfo", "assembly", "bus-council", "centre"}
_ITS_NAME, _TELLS_IT = 0.65, 1.6  # share of what a first meeting says that its founding promised, and the least it says
_SESSIONS = frozenset({"session", "consultation", "meeting", "call"})


def session(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A session of the body the undertaking is about."""
    event = deed.fact
    if not isinstance(event, r.Event) or promise.fact.act == "invitation":
        return None
    if deed.theme and not deed.theme & deed.pair and with_others(promise, deed):
        return None  # told of others alone
    if not about_body(promise):
        return _named(promise, deed, scale) or _unread(promise, deed, scale) or _field(promise, deed, scale)
    if event.type == "establishment":
        return _founded(promise, deed, scale)
    if event.mechanism is None and event.type in _SESSIONS:
        return _named(promise, deed, scale) or _unread(promise, deed, scale)
    if event.mechanism is None or event.mechanism != promise.body or event.type not in _SESSIONS:
        return None
    ordinal = (f"session: {event.ordinal}",) if event.ordinal else ()
    where = (f"held_in: {event.place}",) if event.place else ()
    why = ("same_body", *ordinal, *held_on(deed), *where, *asked_on(promise))
    if promise.words & CREATION and not to_sit(promise):
        if "nth-1" in deed.numbers:
            return Found("fulfils", 0.85, (*why, "body_at_work"), first="founded")
        return Found("advances", 0.6, (*why, "body_at_work"), proves=True)
    if to_sit(promise):
        return Found("fulfils", 0.95 if event.ordinal else 0.9, why, first=SAT)
    if "maintain" in promise.words and "regular" not in promise.words:
        return Found("fulfils", 0.75, (*why, "body_at_work"), first=event.mechanism)
    if in_its_charge(promise):
        return None
    return Found("advances", 0.65, (*why, "body_at_work"), first=event.mechanism)


def _named(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A body that was to be set up, where its promise was not read as naming it, has met for the first time."""
    wanted = promise.words & CREATION and promise.words & _COMES_TOGETHER & deed.words
    if not wanted or "nth-1" not in deed.numbers | deed.words or not _same_matter(promise, deed, scale):
        return None
    return Found("fulfils", 0.8, ("body_at_work", *held_on(deed), *asked_on(promise)), first="founded")


def _same_matter(promise: Promise, deed: Deed, scale: Scale) -> bool:
    """Whether the body that met is for what the promise says, as its name tells it, else the words of its meeting."""
    if deed.object:
        return scale.share(promise.words, deed.object) >= _FIELD
    told = said(deed.words, deed) - SITTING - {"convene", "nth-1"} - deed.where
    if scale.weight(told & promise.words) >= _TELLS_IT and scale.share(promise.words, told) >= _ITS_NAME:
        return True  # all that is said of it is its name
    wanted = frozenset(w for w in said(promise.words, promise) - CREATION - BODIES - SITTING if scale.of(w) >= _TELLS)
    return scale.share(deed.words, wanted) >= _FIELD if wanted else True


def _unread(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Consultations, a session or a dialogue promised, and held, though no body was read in one of the two."""
    event = deed.fact
    if not isinstance(event, r.Event) or event.type not in _SESSIONS or promise.body and deed.body:
        return None
    if "prepare" in deed.words and "prepare" not in promise.words:
        return None  # only talked of
    regular = bool(promise.words & {"every", "regular"})
    if not regular and not to_sit(promise):
        return None
    if not promise.words & deed.words & (BODIES - {"mechanism"} | {"session", "round"}):
        return None
    like, told = alike(scale, promise, deed), scale.weight(said(promise.words, promise) & said(deed.words, deed))
    named = bool(promise.names & deed.words)
    if not (named and told >= _MUCH and like >= _FAIRLY or like >= _LIKE and told >= (_TELLING if like < _AS_SAID else 1)):
        return None
    why = (f"same_words: {percent(like)}", *held_on(deed), *asked_on(promise))
    return Found("advances" if regular else "fulfils", 0.3 + 0.5 * like, why, first=SAT)


def sat(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A body that was to meet, or to meet again, is plainly said to have met."""
    statement = deed.fact
    if not isinstance(statement, Statement) or statement.how not in ("done", "progress") or promise.fact.act == "invitation":
        return None
    kinds = promise.words & BODIES - {"mechanism"}
    resumed = "resume" in promise.action
    if not kinds & deed.words or not deed.words & SITTING or not (to_sit(promise) or resumed) or promise.words & TEXTS:
        return None
    if not _same_matter(promise, deed, scale) or deed.words & TEXTS | deed.words & GROWTH - promise.words:
        return None
    told = f"told_on: {deed.said or deed.told.isoformat()}"
    return Found("fulfils", 0.75, ("body_at_work", told, *asked_on(promise)), first=SAT)


def _field(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A body for the field in which cooperation was to grow was set up, or met for the first time."""
    new = isinstance(deed.fact, r.Event) and (deed.fact.type == "establishment" or "nth-1" in deed.numbers)
    if not new or not promise.action & GROWTH - {"exchange"} or promise.words & (BODIES | TEXTS) or len(promise.fact.by) < _BOTH:
        return None
    if not deed.object or scale.share(*apart(promise.words, deed.object)) < _FIELD:
        return None
    return Found("advances", 0.55, ("same_field", *held_on(deed), *asked_on(promise)), first="field body")


def _founded(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """The body that was to be set up was (and not one like it, for something else or with another state)."""
    if not promise.words & CREATION or not promise.words & BODIES & deed.words or with_others(promise, deed):
        return None
    if promise.tellings and not promise.tellings[0] & BODIES:
        return None  # a body named beside its thing, in one telling of several
    same = deed.body == promise.body or scale.share(deed.words, promise.object) >= _FIELD
    if promise.object and not same:
        return None
    return Found("fulfils", 0.85, ("body_founded", *held_on(deed), *asked_on(promise)), first="founded")


def new_body(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Where new bodies were promised in general, one is agreed on."""
    later = deed.fact
    if not isinstance(later, r.Undertaking) or later.mechanism is None or promise.body is not None:
        return None
    general = promise.words >= {"mechanism", "new"} and bool(promise.words & {"create", "begin", "establish", "setup", "examine"})
    if general and deed.words & CREATION and deed.words & BODIES:
        return Found("advances", 0.6, ("body_agreed", *asked_on(promise)), first="agreed")
    return None
