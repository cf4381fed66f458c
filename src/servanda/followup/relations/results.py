"""Plain statements of result: a figure reached, a thing done, a step made; put off, refused, given up."""

from __future__ import annotations

from servanda import ontology
from servanda.followup.parts import Deed, Promise, Statement
from servanda.followup.relations.sense import (
    BINDING,
    BODIES,
    CREATION,
    FLOWS,
    GIVING,
    GROWTH,
    MAKING,
    SAT,
    SIGNING,
    SITTING,
    TALKS,
    TEXTS,
    Found,
    about_body,
    acted,
    alike,
    alike_in_part,
    another_act,
    apart,
    asked_on,
    done,
    elsewhere,
    figures,
    named_thing,
    narrow,
    percent,
    said,
    same_count,
    same_object,
    same_theme,
    things,
    to_sit,
    told_by_act,
    whole,
)
from servanda.followup.scale import Scale
from servanda.reconciliation.amounts import LARGE, reached
from servanda.reconciliation.dates import bounds

_ALIKE = 0.42
_NAMED = 0.2  # the same, where both tell one named thing
_ACTED = 0.33  # the same, where the action itself is said too
_THINGS = 0.4  # share of what was promised, but for the act, that counts with it
_BY_ACTS = 0.4  # the same, where what shows the act counts as the act
_DONE = 0.4  # the same, from which what is said to be done is what was promised
_TELLING, _COUNTED = 1.2, 0.9  # the latter of a number aimed at and a number told
_AS_INVITED, _THERE = 0.35, 1.3
_LOOSELY, _MUCH, _ENOUGH = 0.27, 2.8, 1.6  # the same, where both say much; the last, where a figure aimed at is reached
_PART_ALIKE, _PART_TELLING = 0.75, 1.6
_UNDONE, _TOLD_UNDONE = 0.35, 0.8
_ITS_OBJECT = 0.75  # share of what a body is for with which a statement speaks of it
_ALL = 0.9  # share of what was promised, but for the act, with which what is undone is that
_UNDOING = frozenset({"postpone", "refuse", "call"})  # what says that something was undone, and not what
# What goods, money and people flow through, which need not grow with them.
_MEANS = frozenset({"infrastructure", "capacity", "procedure", "terminal"})
_ONE_WAY = frozenset({"export", "import"})
_FIGURES = ("grown", "fallen")  # statements of figures
_LESS = frozenset({"reduce", "half", "remove", "prevent", "exempt"})  # what is to become less
_AGAINST_FLOWS = frozenset({"reduce", "exempt", "remove"})
# Of what is to be made.
_FIRST_STEPS = frozenset({"land", "site", "feasibility", "contract", "draft", "map", "tender", "groundwork"})
_PERSONS = "counterpart"  # with whom persons meet, and no body
_PAYING, _GIVEN = frozenset({"pay", "transfer", "grant", "finance", "receive"}), frozenset({"supply", "invest"})
_STUDIES = frozenset({"feasibility", "map"})  # which are all that was to be done, where something was to be studied
_REPORTS = frozenset({"report", "examine", "review", "feasibility"})
_HANDED = frozenset({"submit", "present", "exchange", "finalise"})
_VISITING = frozenset({"visit", "delegation", "mission", "arrive", "host", "receive", "return", "convene", "spent", "welcome"})
_FIRST_STONE, _BUILDING = "groundwork", frozenset({"build", "toil"})
# What begins before its thing does.
_FOREWORK = _FIRST_STEPS | {"toil", "build", "negotiate", "discuss", "discus", "examine", "prepare", "train", "draw-up"}
_AGAINST = _MEANS | {"reduce"}
_OTHER = (BINDING | BODIES | {"minutes", "letter", "session", "convene", "negotiate", "forum", "fair", "centre", "office",
                               "visit", "chamber", "house"}) - {"mechanism"}
# Acts by which a flow grows.
_SWELLING = GROWTH | {"aid", "allow", "buy", "diversify", "double", "elevate", "ensure", "export", "facilitate", "free", "import",
                      "maintain", "reduce", "remove", "resume", "sell", "supply", "triple"}
# Acts that make or give a thing, whatever flow it serves.
_THINGS_MADE = frozenset({"build", "create", "modernise", "train", "convene", "host", "send", "supply", "grant", "exempt",
                          "examine"})
_TRADED = frozenset({"buy", "import", "sell", "export", "supply"})  # of which interest asks for no study
_JOURNEYS = frozenset({"visit", "delegation", "mission"})
_TRAVELLERS = frozenset({"parliament", "party", "bus-council", "business", "speaker"})
_ANY_GOODS = frozenset({"good"})
_GENERAL = frozenset({"trade", "invest", "tour"})


def result(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """What a later paper plainly says has come about."""
    statement = deed.fact
    if not isinstance(statement, Statement) or elsewhere(promise, deed):
        return None
    if "ratify" in promise.action - done(promise, deed.words):
        return None
    founding = all(words & BODIES for words in promise.tellings or (promise.words,))  # and no body beside its thing
    kinds = promise.words & BODIES - {"mechanism"} if founding and promise.words & CREATION else None
    if kinds and not kinds & deed.words:
        return None  # another body than the one to be set up
    did = acted(promise, deed) and same_object(promise, deed, scale)
    ended = did and bool(promise.action & _AGAINST_FLOWS) and "refuse" not in deed.words  # what is given up was to be
    ended = ended and not deed.denied
    if statement.how == "pending" or statement.how == "undone" and not ended:
        return _undone(promise, deed, scale)
    if promise.fact.act == "invitation":
        return _came(promise, deed, scale) if statement.how == "done" else None
    if "visit" in promise.action and not deed.words & _VISITING:
        return None
    if "feasibility" in promise.words and not deed.words & _REPORTS:
        return None  # of what was to be studied, not the study
    through = promise.words & _MEANS - deed.words or promise.action & _AGAINST_FLOWS - deed.words
    if promise.base and deed.figure and {n for n, _ in deed.figure if n >= LARGE} <= {n for n, _ in promise.base}:
        return None  # the figure there was when it was promised
    if statement.how == "fallen" and not promise.words & _LESS and not reached(promise.aim, deed.figure):
        return None  # what is less than it was is no step to more
    if statement.how in _FIGURES and (through or _another_way(promise, deed)):
        return None  # a flow has grown: nothing of what it was to flow through, nor of what was to grow less
    like = _near(promise, deed, scale, did=did)
    if like is None:
        return (_paid(promise, deed, statement) or _part(promise, deed, scale) or _flow(promise, deed, statement)
                or _body(promise, deed, statement))
    why = (f"same_words: {percent(like)}", f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise))
    score = min(0.9, 0.35 + 0.6 * like)
    part = not whole(promise, deed) and max((n for n, _ in promise.aim), default=LARGE) < LARGE
    if statement.how in ("done", *_FIGURES) and reached(promise.aim, deed.figure) and not part:
        return Found("fulfils", score, (*why, "aim_reached"))
    sat = to_sit(promise) and bool(promise.words & deed.words & (BODIES - {"mechanism"} | {"session"}))
    studied = _STUDIES if promise.fact.force == "explore" or "examine" in promise.action else frozenset[str]()
    begun = bool(deed.words & (_FIRST_STEPS | {"prepare"}) - promise.words - _starts(promise) - studied)
    begun = begun or bool(promise.action & SIGNING and deed.words & TALKS - promise.words)
    did = did or statement.how == "done" and (sat or not begun)
    swollen = statement.how in _FIGURES and bool(promise.action & GROWTH)
    did = did or swollen and "reduce" not in deed.words and "cooperation" not in promise.words
    reported = bool(studied and deed.words & _REPORTS and (deed.words & _HANDED or statement.how == "done"))
    shown = (did or reported) and not begun and (statement.how != "progress" or _begun(promise, deed) or reported)
    if shown and like >= _DONE and whole(promise, deed) and not _more_wanted(promise, deed):
        return Found("fulfils", score, (*why, "stated_done"), first=SAT if sat else None)
    return Found("advances", score, (*why, "stated_progress"))


def _near(promise: Promise, deed: Deed, scale: Scale, *, did: bool) -> float | None:
    """How far a statement says what was promised, where that is enough (did: it says that the act was done)."""
    one, other = apart(said(promise.words, promise), said(deed.words, deed))
    told = scale.weight(one & other)
    nameless = not things(promise, scale) and not promise.names & deed.words and not same_count(promise, deed)
    if told < _COUNTED and not did or told < _ENOUGH and nameless:
        return None
    like = alike(scale, promise, deed)
    grown = isinstance(deed.fact, Statement) and deed.fact.how in _FIGURES
    counted = bool(promise.aim or promise.fact.target or figures(promise)) and grown and like >= _DONE
    same_sum = bool({n for n, _ in promise.aim} & {n for n, _ in deed.figure})
    came_to = any(t >= a and unit == of for a, of in promise.aim for t, unit in deed.figure)
    near = (told >= (_ENOUGH if came_to else _MUCH) and like >= _LOOSELY or same_sum and told >= _COUNTED and like >= _ACTED
            or told >= (_COUNTED if counted else _TELLING) and like >= (_ACTED if did else _ALIKE))
    if did:
        like = max(like, alike(scale, promise, deed, by_acts=True))
        rest = one - promise.action
        much = not rest or scale.share(other, rest) >= _THINGS or told_by_act(promise, deed)
        near = near or much and like >= _BY_ACTS and scale.reaches(one & done(promise, other), _TELLING)
    near = near or like >= _ACTED and did and same_count(promise, deed)
    near = near or like >= _NAMED and named_thing(promise, deed, scale)
    return like if near and same_object(promise, deed, scale) else None


def _begun(promise: Promise, deed: Deed) -> bool:
    """Whether what is said to have begun was to begin, and not only the work or the talks on it."""
    begun = "begin" in promise.action and "begin" in deed.words and not deed.words & _FOREWORK - promise.words
    return begun or bool(_starts(promise) & deed.words)


def _starts(promise: Promise) -> frozenset[str]:
    """What shows by itself that what was to begin has: of the building of something, its first stone."""
    return frozenset({_FIRST_STONE} if "begin" in promise.action and promise.words & _BUILDING else ())


def _more_wanted(promise: Promise, deed: Deed) -> bool:
    """Whether a sum was aimed at that was not reached, or something was to be studied first."""
    aimed = bool(promise.aim) and not promise.action & (MAKING | GIVING)
    told = bool(deed.words & {"examine", "review", "feasibility", "report"})
    studied = told and promise.words & (deed.words | {"examine"}) & {"examine", "review"} and "education" not in deed.words
    to_study = promise.fact.force == "explore" and not promise.action & _TRADED
    to_study = to_study or "examine" in promise.action and not promise.action & MAKING
    return aimed or to_study and not studied


def _came(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Whoever was invited to an occasion is said to have been there."""
    like, told = alike(scale, promise, deed), _told(promise, deed, scale)
    if like < _AS_INVITED or told < _THERE or promise.people and not promise.people & deed.people:
        return None
    why = (f"same_words: {percent(like)}", f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise), "stated_done")
    return Found("fulfils", 0.3 + 0.5 * like, why, first="visit")


def _another_way(promise: Promise, deed: Deed) -> bool:
    """Whether a figure fell that was to rise, or is of all trade where one flow of it was promised."""
    fell = "reduce" in deed.words and "reduce" not in promise.words and bool(promise.aim)
    return fell or bool(promise.words & _ONE_WAY) and "trade" in deed.words and not deed.words & (_ONE_WAY | {"sell", "buy"})


def _part(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """One of the things a promise or a statement enumerates is the other's."""
    like = alike_in_part(scale, promise, deed, _PART_TELLING) if promise.parts or deed.parts else 0
    if like < _PART_ALIKE:
        return None
    told = f"told_on: {deed.said or deed.told.isoformat()}"
    why = (f"same_words: {percent(like)}", told, *asked_on(promise), "stated_progress")
    return Found("advances", 0.25 + 0.5 * like, why)


def _undone(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """What was promised was put off, refused or given up, or not done by its day."""
    late = (due := bounds(promise.fact.due)) is not None and due[1] < deed.done
    if not late and isinstance(deed.fact, Statement) and deed.fact.how == "pending":
        return None
    if _of_its_body(promise, deed, scale):
        when = f"told_on: {deed.said or deed.told.isoformat()}"
        return Found("contradicts", 0.75, ("same_body", "put_off", when, *asked_on(promise)))
    if deed.numbers - promise.numbers - {"nth-1"}:
        return None  # a second one, where none was counted
    if _other_journey(promise, deed) or another_act(promise, deed):
        return None
    if promise.aim and promise.words & FLOWS and deed.words & _OTHER - promise.words:
        return None  # a body or a place of trade is no trade
    like = alike(scale, promise, deed, but=_UNDOING)
    if {n for n, _ in promise.aim if n >= LARGE} & {n for n, _ in deed.figure} and not deed.words & FLOWS - promise.words:
        when = f"told_on: {deed.said or deed.told.isoformat()}"  # the sum itself is told as out of reach
        return Found("contradicts", 0.7, ("same_sum", "put_off", when, *asked_on(promise)))
    one, other = apart(said(promise.words, promise), said(deed.words, deed))
    if like < _UNDONE and scale.share(other, one - promise.action - TEXTS) < _ALL or scale.weight(one & other) < _TOLD_UNDONE:
        return None
    if not same_theme(promise, deed) or not same_object(promise, deed, scale):
        return None
    when = f"told_on: {deed.said or deed.told.isoformat()}"
    return Found("contradicts", 0.4 + 0.5 * like, (f"same_words: {percent(like)}", "put_off", when, *asked_on(promise)))


def _other_journey(promise: Promise, deed: Deed) -> bool:
    """Whether a journey that was put off is another than the one promised: of other people, or of an office or a field of its
    own."""
    if promise.fact.act != "invitation" and not promise.words & _JOURNEYS or not deed.words & _JOURNEYS:
        return False
    if promise.people and deed.people:
        return not promise.people & deed.people
    rest = narrow(said(deed.words, deed) - said(promise.words, promise) - _JOURNEYS - _UNDOING - promise.names)
    return any(w in ontology.concepts() or w in _TRAVELLERS for w in rest)


def _of_its_body(promise: Promise, deed: Deed, scale: Scale) -> bool:
    """Whether a sitting of the body that was to sit is what a statement speaks of, in whatever words."""
    if promise.body is None or not about_body(promise) or not to_sit(promise):
        return False
    sitting = deed.words & SITTING and promise.kinds - {"mechanism"} & deed.words
    return bool(sitting and promise.object) and scale.share(deed.words, promise.object) >= _ITS_OBJECT


def _told(promise: Promise, deed: Deed, scale: Scale) -> float:
    """The weight of what a promise and a deed both say."""
    one, other = apart(said(promise.words, promise), said(deed.words, deed))
    return scale.weight(one & other)


def _paid(promise: Promise, deed: Deed, statement: Statement) -> Found | None:
    """The sum that was promised is said to have been paid, or some of it."""
    same = {n for n, _ in promise.aim if n >= LARGE} & {n for n, _ in deed.figure}
    paid = statement.how in ("done", "progress") and bool(deed.words & _PAYING)
    if not same or not paid or promise.words & FLOWS - _GIVEN:
        return None
    why = ("same_sum", f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise))
    return Found("advances" if "half" in deed.words or not whole(promise, deed) else "fulfils", 0.6, why)


def _flow(promise: Promise, deed: Deed, statement: Statement) -> Found | None:
    """A flow that was to grow has grown, though the promise says much more."""
    if statement.how not in (*_FIGURES, "progress") or not deed.words & FLOWS or (promise.words | deed.words) & _AGAINST:
        return None
    if not promise.aim and (promise.words & _OTHER or not promise.words & _SWELLING):
        return None  # a text, a meeting or a place of trade is no trade
    kinds = deed.words & ontology.concepts()
    narrow = kinds - {b for k in kinds for b in ontology.broader(k)} - FLOWS
    flows = promise.words & FLOWS
    flows -= {b for f in flows for b in ontology.broader(f)}
    if narrow <= _ANY_GOODS:
        narrow = frozenset()
    if promise.action & _THINGS_MADE and not promise.action & GROWTH - _THINGS_MADE and not reached(promise.aim, deed.figure):
        return None  # what is to be set up or given does not grow with a flow
    if not narrow and not flows & deed.words and not reached(promise.aim, deed.figure):
        return None  # what is told of all trade tells nothing of one flow in it
    same = (any(narrow <= words and words & FLOWS for words in promise.parts or (promise.words,)) if narrow
            else bool(deed.words & flows & _GENERAL))
    if not same:
        return None
    told = (f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise))
    if reached(promise.aim, deed.figure):
        return Found("fulfils", 0.7, ("aim_reached", *told))
    return Found("advances", 0.5, ("flow_grown", *told))


def _body(promise: Promise, deed: Deed, statement: Statement) -> Found | None:
    """A body that was to be set up or to work is said to have met."""
    if statement.how != "progress" or not about_body(promise) or not deed.words & SITTING or _PERSONS in deed.words:
        return None
    if not promise.words & deed.words & (BODIES - {"mechanism"}):
        return None
    return Found("advances", 0.55, ("body_at_work", f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise)))
