"""`target`: the words of a quantified aim."""

from __future__ import annotations

import re

from spacy.tokens import Token

from servanda.extraction.components.undertakings.attributes.lexicon import SIGNS
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.content import content
from servanda.extraction.mentions import Span

_WORD = re.compile(r"\w+")
_NAME = 40  # characters back to a date, or to a word before a number
_VERB = 30  # characters of an action in which a verb of raising or lowering stands
_NOUNS = ("NOUN", "PROPN")


def target(scene: Scene, candidate: Candidate, *, dated: bool) -> Span | None:
    """The first amount, share, multiple or number of things the action aims at; dates and names of texts are none.

    dated: whether the action is due by a date; without one a named aim (carbon neutrality) is only a direction.
    """
    return _measured(scene, candidate, dated=dated) or _raised(scene, candidate) or _counted(scene, candidate)


def _measured(scene: Scene, candidate: Candidate, *, dated: bool) -> Span | None:
    """What the lexicon knows by its form."""
    start, end = candidate.action.start_char, candidate.action.end_char
    taken = [d.span for d in scene.dates_in(start - _NAME, end) if d.role != "duration"] + scene.titles
    first: Span | None = None
    for match in scene.words.amount.finditer(scene.low, start, end):
        if (match["named"] and not dated) or (match["counted"] and _is_name(scene, *match.span("counted"))):
            continue
        if scene.words.given.search(scene.low[start : match.start()].rstrip()) or scene.words.settled.search(
                scene.low, match.start(), min(end, match.end() + _NAME)):
            continue
        dates = any(s.start < match.end() and match.start() < s.end for s in taken)
        if not dates and not _aside(scene, candidate, match.start()):
            found = _trimmed(scene.low, *match.span())
            if first is not None and (
                scene.words.resumed.search(scene.low[start : match.start()])
                or scene.words.highest.fullmatch(scene.low, first.end, found.start)
                and scene.words.lowest.search(scene.low[start : first.start])
            ):
                return found  # `raise its aid, now worth 5 million, to 8 million`, `from 5 million to 8 million`
            first = first or found
    return first


def _aside(scene: Scene, candidate: Candidate, position: int) -> bool:
    """Whether a place lies in a relative clause of the action (`hold a fair in which 150 firms take part`)."""
    word = next((t for t in candidate.action if t.idx + len(t) > position), None)
    relative = scene.language.relation("relative")
    return word is not None and any(
        t.dep_ in relative and t.i > candidate.action.start for t in (word, *word.ancestors) if t in candidate.action)


def _raised(scene: Scene, candidate: Candidate) -> Span | None:
    """The bare number to which an action raises or lowers something (`raise the intake to 150`)."""
    start, end = candidate.action.start_char, candidate.action.end_char
    verb = scene.words.raising.search(scene.low, start, min(end, start + _VERB))
    if verb is None:
        return None
    dates = [d.span for d in scene.dates_in(start, end)]
    return next((Span(*m.span("sum")) for m in scene.words.raised.finditer(scene.low, verb.end(), end)
                 if not any(d.start < m.end("sum") and m.start("sum") < d.end for d in dates)), None)


def _counted(scene: Scene, candidate: Candidate) -> Span | None:
    """A number of things that are the object of the action's verb, or the subject of its passive (`second two advisers`)."""
    labels = scene.language.relation("object") | scene.language.relation("passive_subject")
    root = candidate.action.root
    heads = {root.i, candidate.action.start, *(t.i for t in candidate.action if t.head == root and t.pos_ == "VERB")}
    for number in candidate.action:
        noun = number.head
        if number.pos_ != "NUM" or noun.pos_ not in _NOUNS or noun not in candidate.action or noun.i < number.i:
            continue
        if noun.dep_ not in labels or noun.head.i not in heads or _is_known(noun):
            continue
        if not any(scene.words.uncounted.fullmatch(scene.low, t.idx, t.idx + len(t)) for t in (number, noun)):
            first = min(t.idx for t in number.subtree if t.i >= candidate.action.start)
            limits = scene.words.limits.match(scene.low, noun.idx + len(noun), candidate.action.end_char)
            return Span(first, limits.end() if limits is not None else noun.idx + len(noun))
    return None


def _is_known(noun: Token) -> bool:
    """Whether a noun has an article or a pronoun that shows it as known (`the two ministers`)."""
    return any("Def" in t.morph.get("Definite") or "Dem" in t.morph.get("PronType") for t in noun.children)


def _trimmed(low: str, start: int, end: int) -> Span:
    while start < end and not (low[start].isalnum() or low[start] in SIGNS):
        start += 1
    while end > start and low[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a number stands inside a name: before a capitalised word that is no state's, or after one."""
    text = content(scene.doc)
    adjectives = {i for m in scene.states_in(start, end) if m.kind == "adjective" for i in range(m.span.start, m.span.end)}
    written = [w for w in _WORD.finditer(text, start, end) if w[0][0].isupper() and w.start() > start]
    if any(w.start() not in adjectives for w in written):
        return True
    before = text[max(0, start - _NAME) : start]
    word = before.rstrip()
    at = start - len(before) + len(word)
    if not word or word == before or any(m.span.end == at for m in scene.states_in(at - _NAME, at)):
        return False
    return word.rsplit(None, 1)[-1][:1].isupper()
