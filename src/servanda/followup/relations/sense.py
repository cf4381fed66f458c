"""What a promise wants, told by the concepts of its words; what a rule finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from servanda import ontology
from servanda.followup.parts import ACTIONS, NUMBERS, PART_OF_YEAR, Deed, Promise
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r
from servanda.reconciliation.names import spelt_alike

Relation = Literal["fulfils", "advances", "repeats", "contradicts"]

# Concepts of the language data (languages/<tag>/concepts.yml).
BODIES = frozenset({"commission", "consultation", "council", "group", "mechanism", "dialogue", "task"})
SITTING = frozenset({"session", "meet", "convene", "resume", "round"})
VISITS = frozenset({"visit", "delegation"})
CONTACTS = VISITS | {"contact"}
TEXTS = frozenset({"agreement", "memorandum", "treaty", "declaration", "action-plan", "programme", "roadmap", "minutes", "letter",
                   "contract", "statement", "document"})
BINDING = frozenset({"agreement", "memorandum", "treaty", "contract"})
CONCLUDING = frozenset({"draw-up", "prepare", "sign", "finalise", "negotiate", "ratify", "accelerate", "create", "adopt",
                        "early", "build", "amend"})
DRAFTING = frozenset({"draft", "initial", "project", "begin", "round", "exchange", "negotiator"})
TALKING = frozenset({"negotiate", "round", "draft", "initial"})
SIGNING = frozenset({"sign", "adopt"})
TALKS = frozenset({"negotiate", "discus", "discuss"})
STEPS = frozenset({"implement", "concrete", "turn"})
GROWTH = frozenset({"expand", "strengthen", "develop", "increase", "promote", "cooperation", "complete", "encourage", "exchange"})
CREATION = frozenset({"create", "begin"})
SOON = frozenset({"early", "next"})  # when something is to be done
# Flows of goods, money and people, which grow.
FLOWS = frozenset({"export", "import", "trade", "supply", "volume", "sell", "buy", "invest", "tour"})
JOINED = "joined"  # of several pledges of both to what one wished, only the first counts
SAT = "sat"  # of several meetings that were each to be held, only the first counts
# What is to be done, and what says that it was done.
MAKING = frozenset({"build", "create", "begin", "finance", "modernise", "expand", "resume"})
GIVING = frozenset({"finance", "pay", "supply", "send", "aid", "grant", "transfer", "return"})
# Acts of which no body is the object.
_ON_THINGS = (MAKING | GIVING | {"buy", "sell", "train"}) - CREATION - {"aid", "expand", "resume", "send"}
_ON_TEXTS = frozenset({"sign", "finalise", "adopt", "initial", "ratify"})
# Concepts whose kinds are things of their own.
_SORTS = frozenset({"fruit", "livestock", "good", "trade", "agriculture", "culture", "health",
                    "transport", "renewable", "port"})
# The same where something is promised again: a step on energy may be told by any of its kinds, another promise is of its own.
_KINDS_PROMISED = _SORTS | {"energy", "fossil"}
_QUALITIES = frozenset({"clean", "green"})  # which all of a sort may have, and are no kinds of it
# What goes on: no deed ends it.
_OPEN = frozenset({"develop", "diversify", "encourage", "promote", "strengthen"})
_THINGS_OF_A_PART = 2  # that a part names which is a thing, and no clause
_MUTUAL = frozenset({"aid", "joint"})  # what each side does for the other goes on
_TIMES = {"double": 2, "triple": 3, "half": 2}  # how much the larger of two figures is of the smaller
_PAIR = 2
_NAMES = 2  # names shared that tell a thing by themselves
_UNIONS = frozenset(code for code, state in ontology.load().states.items() if state.status == "union")
_COUNTED = 5  # number of things from which two that are equal are hardly by chance
_MANY = 100  # from which one number told twice is of the same things, whatever they are called
_ONE_MATTER = 0.5  # share of what one body is for from which another is for the same
_HOLDING_OTHERS = frozenset({"list", "draft", "report", "proposal", "timetable"})  # things that are of other things
_THING = 0.5  # weight from which a word tells a thing
_OF_YEAR, _YEARS = 4, range(1900, 2100)
_WAYS = TEXTS | BODIES | SITTING | CONCLUDING | GROWTH | CREATION | VISITS  # how something is done, not what
_WEAK = frozenset({"explore", "intend"})  # forces by which little is promised yet
EMPTY = frozenset({"cooperation", "field", "area", "minister", "republic", "republi", "social", "joint", "country", "framework",
                   "filler", "number", "year", "month", "day", "semester", "week", "next", "spring",
                   "summer", "autumn", "winter", "toil", "give"})


@dataclass(frozen=True, slots=True)
class Found:
    """A deed that bears on a promise. why: reasons as `code` or `code: details` (words of the interface).

    proves: the first such deed shows that the promise was kept, where nothing showed it before.
    """

    relation: Relation
    score: float
    why: tuple[str, ...]
    first: str | None = None  # of several deeds found with this key, only the first in time counts
    proves: bool = False


def other_number(promise: Promise, deed: Deed) -> bool:
    """Whether both, which tell numbers, count sessions, and count otherwise: the fourth is not the third, held or to be held."""
    sessions = bool(promise.words & SITTING) and (deed.kind == "event" or bool(deed.words & (SITTING | BODIES)))
    return sessions and not promise.numbers & deed.numbers


def respelt(promise: Promise, deed: Deed) -> Deed:
    """A deed with its names as the promise spells them, where they are spellings of one (`Fez`, `Fes`)."""
    mine = [name for name in promise.written if name[0] in promise.words - deed.words]
    theirs = [name for name in deed.written if name[0] in deed.words - promise.words] if mine else []
    same = {kept: own for kept, word in theirs for own, named in mine if spelt_alike(word, named)}
    if not same:
        return deed
    words, *tellings = (frozenset(same.get(w, w) for w in said) for said in (deed.words, *deed.tellings))
    return replace(deed, words=words, tellings=tuple(tellings))


def another_body(promise: Promise, deed: Deed, scale: Scale) -> bool:
    """Whether two undertakings are about two bodies, each for something else."""
    if not promise.object or not deed.object or promise.body == deed.body:
        return False
    return max(scale.share(promise.object, deed.object), scale.share(deed.object, promise.object)) < _ONE_MATTER


def another_town(promise: Promise, deed: Deed) -> bool:
    """Whether one thing is to be made in one town, and another, promised later, in another."""
    made = promise.action & deed.action & MAKING
    if not made or not promise.spots or not deed.spots or promise.spots & deed.spots:
        return False
    return not any(spelt_alike(one, other) for one in promise.spots for other in deed.spots)


def another_act(promise: Promise, deed: Deed) -> bool:
    """Whether what a deed says is not done is another act than the one promised."""
    made = promise.action & MAKING
    shown = promise.action | (_shown(made)[0] if made else made)  # what is not opened was not built either
    return bool(deed.denied and promise.action & ACTIONS and not shown & deed.words and deed.words & ACTIONS - promise.words)


def another_seat(promise: Promise, deed: Deed) -> bool:
    """Whether a candidature was to be backed for one body, and a deed is about a seat on another, or of another state's."""
    if not promise.words & _SEATS:
        return False
    if deed.words & _SEATS and promise.theme and deed.theme and not promise.theme & deed.theme:
        return True
    if promise.forums & deed.forums:
        return False
    mine, theirs = (said(p.words, p) - _SEATS - _OF_ANY_SEAT - promise.action for p in (promise, deed))
    named = promise.forums and deed.forums or mine and (deed.forums or deed.words & _ASSEMBLIES)
    return bool(named) and not narrow(mine) & theirs


_POSTS = frozenset({"embassy", "consulate"})
_SEATS = frozenset({"candidature", "candidate", "election", "vote"})
_ASSEMBLIES = BODIES | {"court", "assembly", "board"}
_OF_ANY_SEAT = _ASSEMBLIES | {"aid", "thank", "won", "member", "implement", "multilateral", "international", "organisation"}
_ON_BODIES = frozenset({"create", "begin", "convene", "meet", "resume", "maintain", "use", "strengthen", "develop", "promote"})
_BODY_WORK = frozenset({"toil", "work", "working", "govern"})


def about_body(promise: Promise) -> bool:
    """Whether the undertaking is about its body, and not only put in its charge."""
    words = promise.words
    alone = bool(words & SITTING) and not words & (TEXTS | VISITS)
    if promise.action & _ON_THINGS or promise.action & _ON_TEXTS and words & TEXTS:
        return False
    return promise.body is not None and (bool(words & BODIES) or alone)


def in_its_charge(promise: Promise) -> bool:
    """Whether something else is to be done than with the body named, which is only to do it or to take part."""
    if not promise.action or promise.action & _ON_BODIES or promise.words & SITTING or not promise.object:
        return False
    rest = narrow(said(promise.words, promise) - promise.object - promise.names - promise.action - _WAYS)
    return sum(w not in _BODY_WORK for w in rest) > 1


def to_sit(promise: Promise) -> bool:
    """Whether a body is to meet."""
    return bool(promise.words & SITTING) and not {"maintain", "regular", "every"} & promise.words


def about_sitting(promise: Promise) -> bool:
    """Whether a session or a round is to be held."""
    return bool(promise.words & {"session", "round"}) and to_sit(promise)


def held_on(deed: Deed) -> tuple[str, ...]:
    """When a deed was done, as a reason."""
    when = getattr(deed.fact, "date", None)
    return (f"held_on: {when}",) if when else ()


def asked_on(promise: Promise) -> tuple[str, ...]:
    """When the undertaking was made, as a reason."""
    code = {"proposal": "asked_for_on", "invitation": "invited_on"}.get(promise.fact.act, "promised_on")
    return (f"{code}: {promise.said or promise.made.isoformat()}",)


def percent(share: float) -> str:
    """A share as a reason tells it."""
    return f"{share:.2f}"


def object_of(part: Promise | Deed) -> frozenset[str]:
    """What a promise or deed is about, its own two states left out."""
    return part.words - part.pair


def alike(scale: Scale, promise: Promise, deed: Deed, *, by_acts: bool = False, but: frozenset[str] = frozenset(),
          again: bool = False) -> float:
    """How far a promise and a deed say the same, in those of their tellings that are most alike.

    by_acts: what shows that the promised act was done counts as the act itself. but: what the deed says that does not count.
    again: whether the deed is another promise.
    """
    sorts = _KINDS_PROMISED if again else _SORTS
    ones = _sayings(promise.tellings, promise.pair)
    others = _sayings(tuple(words - but for words in deed.tellings) if but else deed.tellings, deed.pair)
    if by_acts:
        others = tuple(done(promise, words) for words in others)
    if len(ones) == len(others) == 1:
        return scale.alike(*apart(ones[0], others[0], sorts))
    return max((scale.alike(*apart(one, other, sorts)) for one in ones for other in others), default=0.0)


def done(promise: Promise, words: frozenset[str]) -> frozenset[str]:
    """What some words of a deed say, with the promised act for those by which they show that it was done."""
    shown = words & _shown(promise.action)[0]
    return words - shown | promise.action if shown else words


def apart(
    first: frozenset[str], second: frozenset[str], sorts: frozenset[str] = _SORTS
) -> tuple[frozenset[str], frozenset[str]]:
    """Two sayings without what they share only as kinds of it: wheat and poultry are goods, and not the same."""
    shared = first & second
    if sorts.isdisjoint(shared):
        return first, second
    kinds = ontology.above(first - second - _QUALITIES) & shared & sorts
    kinds &= ontology.above(second - first - _QUALITIES)
    kinds -= ontology.above(shared)
    return (first - kinds, second - kinds) if kinds else (first, second)


def alike_in_part(scale: Scale, promise: Promise, deed: Deed, telling: float) -> float:
    """The same of those parts of what they enumerate that are most alike and share words of some weight."""
    ones = _sayings(promise.parts + promise.tellings, promise.pair)
    others = _sayings(deed.parts + deed.tellings, deed.pair)
    told = [(one, other) for one in ones for other in others
            if scale.may_reach(one & other, telling) and not one & other <= promise.names]
    pairs = (apart(one, other) for one, other in told)
    return max((scale.alike(one, other) for one, other in pairs if scale.reaches(one & other, telling)), default=0.0)


def said(words: frozenset[str], part: Promise | Deed) -> frozenset[str]:
    """What some words of a promise or deed are about: neither its two states, nor figures, nor what says nothing."""
    return _said(words, part.pair)


@lru_cache(maxsize=20_000)
def _sayings(tellings: tuple[frozenset[str], ...], pair: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(_said(words, pair) for words in tellings)


@lru_cache(maxsize=50_000)
def _said(words: frozenset[str], pair: frozenset[str]) -> frozenset[str]:
    dated = NUMBERS | {"half"} if PART_OF_YEAR in words else frozenset()
    return frozenset(w for w in words - pair - EMPTY - dated if not w.isdigit())


def acted(promise: Promise, deed: Deed) -> bool:
    """Whether a deed says that what was to be done was done, or that what was to be made stands."""
    return bool((promise.action | _shown(promise.action)[0]) & deed.words)


def told_by_act(promise: Promise, deed: Deed) -> bool:
    """Whether a deed is told by what it did, whatever else is said: a vote for whoever was to be backed."""
    return bool(deed.words & _shown(promise.action)[1])


def same_object(promise: Promise, deed: Deed, scale: Scale) -> bool:
    """Whether a deed is about a thing the promise is about, and not only done in the same place or the same way."""
    shared = promise.words & deed.words
    named = shared & promise.names
    if told_by_act(promise, deed) or named and promise.aim and deed.figure and acted(promise, deed):
        return True  # what tells it whatever else is said; of a sum for a named thing, some was paid for it
    if same_count(promise, deed) and any(scale.of(w) >= _THING for w in said(shared, promise)):
        return True
    if len(named) >= _NAMES and any(scale.of(w) >= _THING for w in said(shared, promise) - named):
        return True
    wanted = things(promise, scale)
    return not wanted or any(w in deed.words for w in wanted)


def things(promise: Promise, scale: Scale) -> list[str]:
    """The things a promise is about: what it tells but for names, what is to be done and how (a list is nothing but what it is
    of)."""
    wanted = said(promise.words, promise) - promise.names - promise.action - _WAYS
    found = [w for w in narrow(wanted) if scale.of(w) >= _THING]
    return [w for w in found if w not in _HOLDING_OTHERS] or found


def same_count(promise: Promise, deed: Deed) -> bool:
    """Whether both tell one number of things, and no small one."""
    return any(n >= _COUNTED for n in figures(promise) & figures(deed))


def named_thing(promise: Promise, deed: Deed, scale: Scale) -> bool:
    """Whether both tell one named thing: its name, which is no person's, and what it is or another name."""
    shared = said(promise.words & deed.words, promise)
    names = {n for n in shared & promise.names if scale.of(n) >= _THING}
    kinds = narrow(shared - promise.names - promise.action - _WAYS)
    return bool(names) and len(names) + sum(scale.of(w) >= _THING for w in kinds) >= _NAMES


@lru_cache(maxsize=50_000)
def narrow(words: frozenset[str]) -> frozenset[str]:
    """Concepts without the broader ones beside them."""
    return words - ontology.above(words)


@cache
def _shown(action: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts that show that an act was done, and those of them that tell it whatever else is said."""
    rows = [row for row in ontology.acts() if row.acts & action]
    return frozenset().union(*(row.shown for row in rows)), frozenset().union(*(row.shown for row in rows if row.telling))


def whole(promise: Promise, deed: Deed) -> bool:
    """Whether a deed is as much as was promised: of several things it tells their number; what is to be done again goes on."""
    wanted, told = figures(promise), figures(deed)
    if (promise.action & _OPEN or "cooperation" in promise.words) and not wanted and not promise.aim:
        return False
    if promise.words >= _MUTUAL or _one_of_its_parts(promise, deed) or "one-of" in deed.words - promise.words:
        return False
    if "every" in promise.words and not promise.action & CREATION or _one_of_its_kind(promise, deed):
        return False
    for often in promise.words & _TIMES.keys() - deed.words:
        return len(told) == _PAIR and _TIMES[often] * min(told) <= max(told)
    if wanted and not same_amounts(promise, deed):
        return bool(told) and min(told) >= max(wanted)  # twelve of the twenty are but a part
    return "number" not in promise.words or bool(promise.aim or told) or "number" in deed.words and "nth-1" not in deed.words


def same_amounts(promise: Promise, deed: Deed) -> bool:
    """Whether a deed tells every amount that was promised, and none less of the same."""
    return bool(promise.aim) and all(
        any(n == aim and (unit == of or n >= _MANY) for n, unit in deed.figure)
        and not any(n < aim and unit == of for n, unit in deed.figure) for aim, of in promise.aim)


def _one_of_its_parts(promise: Promise, deed: Deed) -> bool:
    """Whether a promise enumerates things, and a deed tells some of them and nothing of another."""
    parts = [said(part, promise) - _WAYS - promise.action for part in promise.parts]
    own = [part.difference(*(p for p in parts if p is not part)) for part in parts]
    told = [bool(part & deed.words) for part in own if part & deed.words or 0 < len(narrow(part)) <= _THINGS_OF_A_PART]
    return any(told) and not all(told)


def _one_of_its_kind(promise: Promise, deed: Deed) -> bool:
    """Whether a deed is about one of several things of a kind that a promise names."""
    kinds = ontology.above(promise.words & deed.words) & _SORTS
    return any(kinds.intersection(ontology.broader(w)) for w in narrow(promise.words) - deed.words - FLOWS)


def figures(part: Promise | Deed) -> frozenset[int]:
    """The numbers in figures that a promise or a deed tells, those that may be years left out."""
    return _figures(part.words)


@lru_cache(maxsize=2_000)
def _figures(words: frozenset[str]) -> frozenset[int]:
    return frozenset(int(w) for w in words if w.isdecimal() and int(w) and not (len(w) == _OF_YEAR and int(w) in _YEARS))


def elsewhere(promise: Promise, deed: Deed) -> bool:
    """Whether a deed is told of a third state that the promise does not speak of (of a union, its members may be)."""
    if promise.words & _SEATS and (promise.forums & deed.forums or promise.names & deed.words):
        return False  # a vote at the seat of the body
    return not promise.pair & _UNIONS and bool(deed.where - deed.pair - promise.theme - promise.where)


def in_another_town(promise: Promise, deed: Deed) -> bool:
    """Whether something was done in the other's capital, or an embassy or a consulate is another than the one promised.

    The days, or the embassy, of one side are not those of the other; a post is known by the names told with it (`a consulate in
    Tamale`), but a capital may be called by its state.
    """
    if promise.sites:
        return bool(deed.where & deed.pair and not promise.sites & deed.where)
    posts = bool(promise.words & _POSTS and deed.words & _POSTS)
    return posts and bool(promise.names) and not promise.names & deed.words


def with_others(promise: Promise, deed: Deed) -> bool:
    """Whether a deed is told of a third state in any way that the promise does not speak of."""
    return elsewhere(promise, deed) or bool(deed.theme - deed.pair - promise.theme - promise.where)


def same_theme(promise: Promise, deed: Deed) -> bool:
    """Whether they speak of the same states, where both speak of any: the days of one are not the days of the other."""
    wanted, told = promise.theme - promise.where, deed.theme - deed.where
    return not wanted or not told or bool(wanted & told)


def _studied(first: r.Undertaking, later: r.Undertaking) -> bool:
    """Whether what was to be studied is pledged by one of those who were to study it."""
    return first.act == "pledge" and bool(set(first.by) & set(later.by)) and first.force == "explore"


def joined(first: r.Undertaking, later: r.Undertaking) -> bool:
    """Whether both bind themselves by now to what one side only wished."""
    alone = first.act == "pledge" and first.force == "intend" and len(set(first.by)) == 1
    return alone and later.act == "pledge" and later.force not in _WEAK and set(later.by) > set(first.by)


def grown(first: r.Undertaking, later: r.Undertaking) -> bool:
    """Whether what was only asked for or to be studied is agreed by now, by both or by the side that was asked."""
    if later.act != "pledge" or first.act != "proposal" and first.force not in _WEAK:
        return False
    wished = first.force == "intend" and len(set(first.by)) == 1 and not set(first.by) & set(later.by)
    asked = first.act == "proposal" or first.force == "explore" or wished
    granted = (first.act == "proposal" or wished) and not set(later.by) <= set(first.by)
    if not asked:
        return False
    if later.force in _WEAK:
        return granted and not wished and len(set(first.by)) == 1
    return granted or len(set(later.by)) > 1 or _studied(first, later)
