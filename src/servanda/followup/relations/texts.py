"""Texts: one that was to be drawn up or signed has been; one on a field in which more was to be done."""

from __future__ import annotations

from servanda import ontology
from servanda.followup.parts import Deed, Promise
from servanda.followup.relations.sense import (
    CONCLUDING,
    DRAFTING,
    EMPTY,
    GROWTH,
    STEPS,
    TALKING,
    TALKS,
    TEXTS,
    Found,
    acted,
    apart,
    asked_on,
    done,
    held_on,
    object_of,
    percent,
    said,
    to_sit,
    whole,
)
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r

_WANTED = 0.6  # share of what the promise says of the text's object
_NAMED = 0.7  # share of what the text says of its object
_TELLING = 0.75
_FIELD = 0.5  # share of what the text is about
_COVERED = 0.9  # share of what a promise is about that the text is about too
_SHARED = 0.5
_GRANTED, _GRANTED_TELLING, _ENTIRE = 0.6, 1.6, 0.75
_MANY = 4  # fields named from which one text is no step worth telling by itself
_SEVERAL = 2
_PLANS = frozenset({"plan", "protocol", "contract"})
_GRANTING = frozenset({"agreement", "treaty", "protocol", "contract"})
_PLAIN = frozenset({"action-plan", "roadmap"})
_UNTITLED = 0.75
_PROGRAMMES = frozenset({"action-plan", "programme"})
# Acts that are done once they are agreed; what is to be built, sent or sold is not.
_BY_TEXT = frozenset({"aid", "allow", "create", "delimit", "exempt", "extend", "facilitate", "finance", "grant", "join", "lease",
                      "recognise", "reduce", "remove", "renew", "simplify", "transfer", "twin"})
_NAMED_KINDS = frozenset({"agreement", "memorandum", "treaty", "contract"})  # of one text, which is not any that is signed
_SIGNED = "*signed"  # no concept: signings, and the promises that any of them may bear on
_SIGNING = frozenset({"sign", "exchange", "adopt"})


def text(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A text concluded, or its signing, as a promise wanted it."""
    fact = deed.fact
    if isinstance(fact, r.Event) and fact.type != "signing" or not isinstance(fact, (r.Instrument, r.Event)):
        return None
    if promise.fact.act == "invitation":
        return None
    return (_concluded(promise, deed, scale) or _papers(promise, deed) or _fields(promise, deed) or _field(promise, deed, scale)
            or _step(promise, deed) or _granted(promise, deed, scale))


def _concluded(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    found = _same_text(promise, deed, scale)
    if found is None or "ratify" in promise.action - deed.words:
        return None
    share, score = found
    matter = (object_of(promise) & deed.words) - TEXTS - CONCLUDING - EMPTY - DRAFTING
    early = deed.early or bool(matter) and matter <= deed.drafted
    if early:
        score = min(score, 0.7)
    stage = "text_drafted" if early else "text_concluded"
    why = (f"same_words: {percent(share)}", stage, *held_on(deed), *asked_on(promise))
    carried_out = bool(promise.words & STEPS) and not promise.action & CONCLUDING - {"early", "accelerate"}
    to_talk = bool(promise.words & TALKS and promise.action & {"begin", "negotiate", "resume"})
    studied = promise.fact.force == "explore"  # what was only to be studied is agreed; one text is a step
    step = early or studied or carried_out or to_talk
    return Found("advances" if step else "fulfils", score, why)


def _same_text(promise: Promise, deed: Deed, scale: Scale) -> tuple[float, float] | None:
    """Whether a deed speaks of the text a promise wants: the share of words that tells it, and how likely that is."""
    kinds = promise.words & TEXTS - {"document"}
    asked = promise.fact.act == "proposal" and not promise.words & (STEPS | GROWTH)
    if not kinds & deed.words or not (promise.words & CONCLUDING or asked):
        return None
    title = object_of(deed) - TEXTS - CONCLUDING - EMPTY - DRAFTING
    named = scale.share(promise.words, title)
    if named >= _NAMED and scale.weight(title & promise.words) >= _TELLING:
        return named, 0.4 + 0.4 * named
    wanted = _object_at_least(promise, scale)
    if kinds & deed.words & _PLAIN and not any(not w.isdigit() for w in wanted | title):
        return 1.0, _UNTITLED  # a plan of which neither says what it is for
    about = scale.share(deed.words, wanted)
    if about < _WANTED or scale.weight(wanted & deed.words) < _SHARED:
        return None
    return about, 0.5 + 0.45 * about


def _object_at_least(promise: Promise, scale: Scale) -> frozenset[str]:
    """What a text wanted is about, in the telling that says least beside it."""
    rest = promise.pair | TEXTS | CONCLUDING | EMPTY | STEPS | DRAFTING
    told = [words - rest for words in promise.tellings or (promise.words,)]
    return min(filter(None, told), key=scale.weight, default=frozenset[str]())


def _same_talks(promise: Promise, deed: Deed, scale: Scale) -> tuple[float, float] | None:
    """Whether talks that were to begin are those a deed tells of: the share of their matter that it says."""
    if not promise.words & TALKS or not promise.action & {"begin", "negotiate", "resume"}:
        return None
    matter = said(promise.words, promise) - TEXTS - CONCLUDING - DRAFTING - TALKS - {"resume"}
    share = scale.share(deed.words, matter)
    return (share, 0.4 + 0.4 * share) if share >= _WANTED and scale.weight(matter & deed.words) >= _SHARED else None


def talks(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Talks on a text that was to be concluded, or its draft; talks that were to begin have begun."""
    if not deed.words & (TALKING | TALKS) or promise.fact.act == "invitation" or isinstance(deed.fact, r.Instrument):
        return None
    found = (_same_text(promise, deed, scale) if deed.words & TALKING else None) or _same_talks(promise, deed, scale)
    if found is None:
        return None
    share, score = found
    begun = bool(promise.words & TALKS and promise.action & {"begin", "negotiate"} and deed.words & {"begin", "nth-1"})
    why = (f"same_words: {percent(share)}", "talks_held", *held_on(deed), *asked_on(promise))
    return Found("fulfils" if begun else "advances", min(score, 0.75), why, first="begun" if begun else None)


def _papers(promise: Promise, deed: Deed) -> Found | None:
    """Texts that were to be signed in general, at a signing of several."""
    several = "document" in promise.words and "document" in deed.words and isinstance(deed.fact, r.Event)
    several = several and not promise.words & _NAMED_KINDS
    if several and promise.words & {"sign", "finalise"} and deed.words & _SIGNING:
        return Found("fulfils", 0.65, ("texts_signed", *held_on(deed), *asked_on(promise)), first="texts")
    return None


def _fields(promise: Promise, deed: Deed) -> Found | None:
    """The signing of several texts, where cooperation was to grow in many fields, or its legal frame was."""
    if not isinstance(deed.fact, r.Event) or not promise.words & GROWTH:
        return None
    many = len(promise.fact.areas) >= _MANY and len(deed.words & promise.words & ontology.concepts()) >= _SEVERAL
    legal = "judicial" in promise.words and "document" in deed.words and "framework" in promise.words
    if not many and not legal:
        return None
    return Found("advances", 0.5, ("texts_signed", *held_on(deed), *asked_on(promise)), first="fields")


def _field(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A text on a field in which cooperation was to grow."""
    fact = deed.fact
    growing = promise.action & GROWTH or "cooperation" in promise.words
    if not isinstance(fact, r.Instrument) or fact.type == "declaration" or not growing:
        return None
    if len(promise.fact.areas) >= _MANY or promise.words & TEXTS or not set(promise.fact.areas) - {"framework"}:
        return None  # too wide for one text, or about other texts
    about = apart(promise.words, deed.words - TEXTS - EMPTY - GROWTH - deed.pair)[1]
    share = scale.share(promise.words, about)
    wanted = said(promise.words, promise) - GROWTH - CONCLUDING
    covered = scale.share(deed.words, wanted)
    if share < _FIELD and (covered < _COVERED or scale.weight(wanted & deed.words) < _COVERED):
        return None
    share = max(share, covered)
    if scale.weight(_said_itself(about, promise.words)) < _SHARED and covered < _FIELD:
        return None  # a kind of what is promised, and of nothing more of it
    why = (f"same_words: {percent(share)}", "text_on_field", *held_on(deed), *asked_on(promise))
    return Found("advances", 0.35 + 0.4 * share, why)


def _granted(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A text that grants what was promised, whatever it is called."""
    wanted, told = said(promise.words, promise) - GROWTH, said(done(promise, deed.words), deed)
    share = scale.share(told, wanted)
    if to_sit(promise):
        return None
    binding = isinstance(deed.fact, r.Event) or isinstance(deed.fact, r.Instrument) and deed.fact.type in _GRANTING
    things = scale.share(told, wanted - promise.action)
    if not binding or promise.words & TEXTS or min(share, things) < _GRANTED or scale.weight(wanted & told) < _GRANTED_TELLING:
        return None
    why = (f"same_words: {percent(share)}", "text_concluded", *held_on(deed), *asked_on(promise))
    by_text = bool(promise.action & _BY_TEXT) and promise.fact.force != "explore"
    entire = share >= _ENTIRE and by_text and acted(promise, deed) and whole(promise, deed) and not deed.early
    return Found("fulfils" if entire else "advances", 0.3 + 0.5 * share, why)


def beside(part: Promise | Deed) -> frozenset[str]:
    """Keys by which promises and texts meet that share no telling word: more cooperation and a signing, steps and a programme."""
    if isinstance(part, Promise):
        return frozenset({_SIGNED} if part.words & GROWTH else ())
    if isinstance(part.fact, r.Event):
        return frozenset({_SIGNED} if part.fact.type == "signing" else ())
    return STEPS if isinstance(part.fact, r.Instrument) and part.words & _PROGRAMMES else frozenset()


def _said_itself(about: frozenset[str], words: frozenset[str]) -> frozenset[str]:
    """What a text is about that a promise says too, without broader fields of which the text is about another part."""
    others = frozenset(b for w in about - words for b in ontology.broader(w))
    return about & words - others


def _step(promise: Promise, deed: Deed) -> Found | None:
    """A plan or programme, where putting into practice was promised in general."""
    fact = deed.fact
    planned = isinstance(fact, r.Instrument) and fact.type in _PLANS and bool(_PROGRAMMES & deed.words)
    general = promise.words & STEPS and "framework" in promise.fact.areas and not promise.words & (TEXTS - {"declaration"})
    if planned and general and promise.body is None or planned and general and "turn" in promise.words:
        return Found("advances", 0.55, ("programme_adopted", *held_on(deed), *asked_on(promise)))
    return None
