"""Promises made again: nothing done yet, or agreed by now what was only asked for, wished or to be studied."""

from __future__ import annotations

from collections.abc import Sequence

from servanda import ontology
from servanda.followup.parts import Deed, Promise
from servanda.followup.relations.sense import (
    BINDING,
    BODIES,
    CONCLUDING,
    CREATION,
    FLOWS,
    GROWTH,
    JOINED,
    MAKING,
    SIGNING,
    TALKS,
    TEXTS,
    Found,
    about_body,
    alike,
    alike_in_part,
    another_body,
    another_town,
    apart,
    asked_on,
    grown,
    joined,
    named_thing,
    object_of,
    percent,
    said,
    to_sit,
)
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r
from servanda.reconciliation.amounts import LARGE, Amount
from servanda.reconciliation.dates import bounds

_ALIKE = 0.48
_THINGS = 0.6  # share of what was asked for, but for the act, from which what shows the act grants it
_OTHER_KIND = 0.3  # where one is about a text and the other is not
_SAME_ACT = 0.06
_NAMED = 0.15  # where both tell one named thing
_TELLING = 1.0  # weight of what both say
_APART = 0.75  # how alike they must be where their fields are others
_AT_LARGE = 0.58  # the same, where one is of no field
_SAME_DEED = 0.6  # the same, where one thing is to be made
_AS_INVITED = 0.85  # the same, of invitations of which one names nobody
_PUT_OFF = 0.35
_FIELDS = 3  # fields asked for, up to which each is worth telling
_FIELD = 0.4  # weight of the field
_WHOLLY = 0.75  # share of what is agreed that was asked for
_TWO = 2
_JOINT = BODIES - {"mechanism", "dialogue", "consultation"}
_ANY_FIELD = frozenset({"framework"})
_TALK = frozenset({"examine", "discus", "discuss", "exchange", "review"})
_OF_STATE, _ITS_GUEST = "state-visit", "head-of-state"
_STUDYING = frozenset({"examine", "review", "feasibility"})
_DRAFT, _FINAL = frozenset({"draft"}), frozenset({"finalise"})
_HANDING = frozenset({"supply", "submit", "present", "send", "transfer", "exchange", "prepare", "draw-up", "give"})
_PART = 0.55  # the same, of what a promise enumerates
_GRANTED = 1.8  # weight of what is said again of its two fields, with which it is granted
_COVERED = 0.3  # share of the promise that is said again


def again(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """The same promise, made again later by the same states."""
    first, later = promise.fact, deed.fact
    if not isinstance(later, r.Undertaking) or (first.act == "invitation") != (later.act == "invitation"):
        return None
    granted = grown(first, later)
    if not granted and len(first.by) < 2 and len(later.by) < 2 and not set(first.by) & set(later.by):
        return None
    if first.act == "invitation":
        return _invited(promise, deed, scale)
    if another_body(promise, deed, scale) or another_town(promise, deed) or _of_its_draft(promise, deed):
        return None
    if "postpone" in deed.action:
        return _put_off(promise, deed, scale)
    if promise.body is not None and promise.body == deed.body and about_body(promise):
        found = _same_body(promise, deed, scale)
        if found is not None or not promise.action & CREATION:
            return found
    if _same_aim(promise, deed):
        return _found(promise, deed, 0.8, ("same_words: 1.00",))
    mine, theirs = object_of(promise), object_of(deed)
    if not granted and deed.action & CREATION and deed.words & _JOINT and not promise.words & BODIES:
        return None  # a body for it is another promise
    if not granted and not scale.reaches(mine & theirs, _TELLING):
        return None
    one, other = apart(mine, theirs)
    narrower = _field_agreed(promise, deed, scale) if granted else None
    if narrower is not None:
        return narrower
    if not scale.reaches(one & other, _TELLING) or scale.share(other, one) < _COVERED or _one_kind(promise, deed):
        return _of_its_fields(promise, deed, scale)
    like = alike(scale, promise, deed, again=True)
    if granted and scale.share(other, one - promise.action) >= _THINGS:  # the grant may be told by what it lets come about
        like = max(like, alike(scale, promise, deed, by_acts=True, again=True))
    if granted and first.force == "explore":  # of what was to be talked of or studied only the matter counts
        matter = said(one, promise) - promise.action - _TALK
        like = max(like, scale.alike(*apart(matter, said(other, deed) - deed.action - _TALK))) if len(matter) >= _TWO else like
    bare = one if other & BINDING else other
    if bool(one & BINDING) != bool(other & BINDING) and not bare & TALKS:  # what is to be negotiated is a text
        like -= _OTHER_KIND
    if promise.action & deed.action:
        like += _SAME_ACT
    if named_thing(promise, deed, scale):
        like = max(like, alike_in_part(scale, promise, deed, _TELLING)) + _NAMED
    told_alone = promise.led or deed.led  # whose fields are those of a few words
    if like < (_ALIKE if told_alone else _least(promise, deed)):
        return _of_its_fields(promise, deed, scale)
    return _found(promise, deed, min(0.95, 0.2 + 0.7 * like), (f"same_words: {percent(min(1.0, like))}",))


def _of_its_draft(promise: Promise, deed: Deed) -> bool:
    """Whether only the draft of a text was to be handed over, and later the text itself is to be concluded."""
    return bool(promise.words & _DRAFT - deed.words and promise.action & _HANDING and deed.words & (TALKS | SIGNING | _FINAL))


def _least(promise: Promise, deed: Deed) -> float:
    """How alike two undertakings must be, by their fields: what is of the partnership at large may be of any."""
    one, other = set(promise.fact.areas), set(deed.fact.areas)  # type: ignore[union-attr]
    if one & other:
        return _ALIKE
    if one <= _ANY_FIELD or other <= _ANY_FIELD:
        return _AT_LARGE
    return _SAME_DEED if promise.action & deed.action & MAKING else _APART


def _of_its_fields(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Of what a promise enumerates one thing is promised again, in the same two fields."""
    areas = {*promise.fact.areas}, {*deed.fact.areas}  # type: ignore[union-attr]
    if len(areas[0] & areas[1]) < _TWO or max(map(len, areas)) > _FIELDS:
        return None
    like = alike_in_part(scale, promise, deed, _TELLING)
    granted = grown(promise.fact, deed.fact)  # type: ignore[arg-type]
    if like < _PART and not (granted and _told(promise, deed, scale) >= _GRANTED):
        return None
    return _found(promise, deed, 0.2 + 0.5 * like, (f"same_words: {percent(like)}",))


def _told(promise: Promise, deed: Deed, scale: Scale) -> float:
    """The weight of what a promise and a later one both say."""
    one, other = apart(said(promise.words, promise), said(deed.words, deed))
    return scale.weight(one & other)


def _put_off(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """What was promised is now to be put off or given up."""
    one, other = object_of(promise), object_of(deed)
    like = alike(scale, promise, deed, again=True)
    if "postpone" in promise.words or like < _PUT_OFF or scale.weight(one & other) < _TELLING:
        return None
    when = f"again_on: {deed.said or deed.told.isoformat()}"
    return Found("contradicts", 0.4 + 0.5 * like, (f"same_words: {percent(like)}", "put_off", when, *asked_on(promise)))


def _field_agreed(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Where one side asked for more cooperation in a field, and both now bind themselves, whether it is to something in it."""
    first, later = promise.fact, deed.fact
    if not isinstance(later, r.Undertaking) or not promise.words & GROWTH:
        return None
    wide = max(len(first.areas), len(later.areas)) > _FIELDS
    if wide or not set(first.areas) & set(later.areas) or "cooperation" not in promise.words:
        return None
    fields = promise.words & deed.words & ontology.concepts() - GROWTH
    field = max(fields, key=lambda f: (scale.of(f), f), default=None)
    if field is None or scale.of(field) < _FIELD or "cooperation" not in deed.words:
        return None
    if scale.share(promise.words, said(deed.words, deed) - GROWTH) < _WHOLLY:
        return None
    why = ("same_field", "agreed_now", f"again_on: {deed.said or deed.told.isoformat()}", *asked_on(promise))
    return Found("advances", 0.5, why, first=f"field: {field}")


def _invited(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Whoever was invited is so again; where one of the two names nobody, in the same words."""
    same = bool(promise.people & deed.people)
    nobody = not promise.people or not deed.people
    nobody = nobody and (_OF_STATE in promise.words) == (_OF_STATE in deed.words)
    same = same or not promise.people and _OF_STATE in promise.words and any(office == _ITS_GUEST for office, _ in deed.ranks)
    if not same and not (nobody and alike(scale, promise, deed) >= _AS_INVITED) or not set(promise.fact.by) & set(deed.fact.by):  # type: ignore[union-attr]
        return None
    return Found("repeats", 0.85, ("invited_again", *asked_on(promise)))


def _same_body(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A body is to meet, or to be used, once more."""
    later = Promise(deed.fact, deed.done, deed.pair, deed.words, deed.stories, deed.people, body=deed.body)  # type: ignore[arg-type]
    founded = bool(promise.action & CREATION) != bool(deed.action & CREATION)  # one is to be set up, the other is there
    if not about_body(later) or to_sit(promise) != to_sit(later) or founded:
        return None
    return _found(promise, deed, 0.7, ("same_body",), to_sit=to_sit(promise))


def _one_kind(promise: Promise, deed: Deed) -> bool:
    """Whether a sum of all of a flow was promised, and now something of one kind of it."""
    narrow = frozenset(b for w in deed.words - promise.words for b in ontology.broader(w)) & promise.words & FLOWS
    return bool(promise.aim) and not deed.figure and bool(narrow)


def _same_aim(promise: Promise, deed: Deed) -> bool:
    """Whether both aim at one sum of one flow."""
    if not promise.aim or not deed.figure:
        return False
    sums = {n for n, _ in promise.aim if n >= LARGE} & {n for n, _ in deed.figure}
    return bool(sums) and bool(promise.words & deed.words & FLOWS)


def _moved(promise: Promise, deed: Deed) -> bool:
    """Whether what is promised again is due only after the day first promised."""
    first, later = bounds(promise.fact.due), bounds(deed.fact.due) if isinstance(deed.fact, r.Undertaking) else None
    if promise.words & deed.words & TEXTS and promise.words & CONCLUDING and not _concluded_alike(promise, deed):
        return False  # what is to be signed by then may be agreed by now
    return first is not None and later is not None and later[0] > first[1]


def _studied_and_asked(promise: Promise, deed: Deed) -> bool:
    """Whether what both were to study is now asked for by one of them: no promise again, but a step."""
    first, later = promise.fact, deed.fact
    asked = isinstance(later, r.Undertaking) and later.act == "proposal" and not deed.action & _STUDYING
    return asked and first.act == "pledge" and first.force == "explore" and len(set(first.by)) > 1


def _concluded_alike(promise: Promise, deed: Deed) -> bool:
    """Whether one step towards a text is promised twice."""
    one, other = promise.action & CONCLUDING, deed.action & CONCLUDING
    return not one or not other or bool(one & other)


def _other_figure(promise: Promise, deed: Deed) -> tuple[str, ...]:
    """That what is promised again is of another amount, with both where they were told as such."""
    mine, theirs = _amounts(promise.aim), _amounts(deed.figure)
    if all(mine[of] & theirs[of] for of in mine.keys() & theirs.keys()):
        return ()
    told = [" ".join(u.target.split()) for u in (promise.fact, deed.fact) if isinstance(u, r.Undertaking) and u.target]
    return ("other_figure: " + " \u2192 ".join(told) if len(told) == _TWO else "other_figure",)


def _amounts(told: Sequence[Amount]) -> dict[str, set[float]]:
    """Amounts by what they are of; large sums are of one thing, whatever the word behind them."""
    found: dict[str, set[float]] = {}
    for number, unit in told:
        found.setdefault("" if number >= LARGE else unit, set()).add(number)
    return found


def _found(promise: Promise, deed: Deed, score: float, why: tuple[str, ...], *, to_sit: bool = False) -> Found:
    if other := _other_figure(promise, deed):
        why = (*other, *(reason for reason in why if not reason.startswith("same_words")))
    again = f"again_on: {deed.said or deed.told.isoformat()}"
    if isinstance(deed.fact, r.Undertaking) and grown(promise.fact, deed.fact):
        return Found("advances", score, (*why, "agreed_now", again, *asked_on(promise)), first="sits" if to_sit else None)
    if isinstance(deed.fact, r.Undertaking) and joined(promise.fact, deed.fact):
        return Found("advances", score, (*why, "agreed_now", again, *asked_on(promise)), first=JOINED)
    if _studied_and_asked(promise, deed):
        return Found("advances", score, (*why, again, *asked_on(promise)))
    if _moved(promise, deed):
        return Found("contradicts", score, (*why, "put_off", again, *asked_on(promise)))
    return Found("repeats", score, (*why, "promised_again", again, *asked_on(promise)), first="sits" if to_sit else None)
