"""How a deed bears on a promise: one rule per construction of diplomacy, each with its reasons.

Words are compared as concepts (`reconciliation.content`), so the rules hold for every language that has them.
"""

from __future__ import annotations

from typing import Literal

from servanda.followup.parts import Deed, Promise
from servanda.reconciliation import content
from servanda.reconciliation import record as r

Relation = Literal["fulfils", "advances", "repeats", "contradicts"]
Judged = tuple[Relation, float, tuple[str, ...]]

# Concepts of the language data (languages/<tag>/concepts.yml).
SITTING = frozenset({"session", "meet", "convene", "turn", "consultation", "dialogue", "tour"})
CONVENING = frozenset({"session", "meet", "convene", "turn", "resume", "tour"})
VISITING = frozenset({"visit", "delegation"})
TEXTS = frozenset({"agreement", "memorandum", "treaty", "declaration", "action-plan", "programme", "roadmap", "minutes", "letter",
                   "contract", "statement"})
CONCLUDING = frozenset({"sign", "finalise", "negotiate", "ratify", "accelerate", "create", "adopt", "exchange"})
TELLING = SITTING | VISITING | TEXTS
SESSIONS = frozenset({"session", "consultation", "meeting", "dialogue"})

_WEAK = frozenset({"explore", "intend"})
_AGAIN = 0.5
_AGAIN_BODY = 0.35
_TOPIC = 0.5
_TEXT = 0.5


def judge(promise: Promise, deed: Deed) -> Judged | None:
    """The relation of a later deed to a promise of the same states, or None."""
    if isinstance(deed.fact, r.Event):
        return _sitting(promise, deed.fact, deed) or _visit(promise, deed.fact, deed)
    if isinstance(deed.fact, r.Instrument):
        return _text(promise, deed)
    return _again(promise, deed.fact, deed)


def _sitting(promise: Promise, event: r.Event, deed: Deed) -> Judged | None:
    """A body that was to meet has met; one that was to be used has been."""
    if event.mechanism is None or event.mechanism != promise.fact.mechanism:
        return None
    why = ["same_body"]
    if event.ordinal:
        why.append(f"session: {event.ordinal}")
    if event.date:
        why.append(f"held_on: {event.date}")
    if promise.words & CONVENING:
        return "fulfils", 0.9, tuple(why)
    if event.type not in SESSIONS:
        return None
    return "advances", 0.6, tuple(why)


def _visit(promise: Promise, event: r.Event, deed: Deed) -> Judged | None:
    """A visit asked for or prepared was paid; exchanges of delegations that were promised have taken place."""
    if event.type != "visit" or not promise.words & VISITING:
        return None
    if promise.fact.act == "invitation":
        if promise.people and not promise.people & deed.people:
            return None
        if not promise.people:
            return None
        return "fulfils", 0.85, ("visit_paid", *([f"held_on: {event.date}"] if event.date else []))
    if promise.people & deed.people:
        return "fulfils", 0.75, ("visit_paid",)
    if "delegation" in promise.words or {"visit", "exchange"} <= promise.words or {"visit", "high"} <= promise.words:
        return "advances", 0.55, ("visit_paid",)
    return None


def _text(promise: Promise, deed: Deed) -> Judged | None:
    """A text that was to be drawn up or signed has been."""
    about_texts = promise.words & TEXTS
    shared = promise.words & deed.words
    informative = content.weight(w for w in shared if w not in TEXTS and w not in CONCLUDING)
    if about_texts & deed.words and promise.words & CONCLUDING and informative >= 1:
        fit = content.containment(promise.words - CONCLUDING, deed.words)
        if fit >= _TEXT:
            return "fulfils", 0.5 + 0.4 * fit, (f"same_words: {fit:.2f}", "text_concluded")
    fit = content.containment(promise.words, deed.words)
    if informative >= 1 and fit >= _TOPIC:
        return "advances", 0.3 + 0.4 * fit, (f"same_words: {fit:.2f}", "text_concluded")
    return None


def _again(promise: Promise, later: r.Undertaking, deed: Deed) -> Judged | None:
    """The same promise made again; or what one side asked for or would look into, agreed by now."""
    first = promise.fact
    if (first.act == "invitation") != (later.act == "invitation"):
        return None
    like = 0.5 * (content.likeness(promise.words, deed.words) + content.containment(promise.words, deed.words))
    same_body = first.mechanism is not None and first.mechanism == later.mechanism
    informative = content.weight(promise.words & deed.words)
    if first.act == "invitation":
        if promise.people & deed.people or (not promise.people and not deed.people and first.by == later.by):
            return "repeats", 0.8, ("invited_again",)
        return None
    least = _AGAIN_BODY if same_body else _AGAIN
    if like < least or (informative < 1 and not same_body):
        return None
    why = (f"same_words: {like:.2f}", *(["same_body"] if same_body else []))
    if _grown(first, later):
        return "advances", min(0.95, 0.3 + 0.6 * like), (*why, "agreed_now")
    return "repeats", min(0.95, 0.3 + 0.6 * like), (*why, "promised_again")


def _grown(first: r.Undertaking, later: r.Undertaking) -> bool:
    """Whether what was only asked for, wished or to be studied is agreed by now."""
    asked = first.act == "proposal" or first.force in _WEAK
    agreed = later.act == "pledge" and later.force not in _WEAK and len(set(later.by)) > 1
    return asked and agreed
