"""`target`: the words of a quantified aim."""

from __future__ import annotations

import re

from servanda.extraction.components.undertakings.attributes.lexicon import SIGNS
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.content import content
from servanda.extraction.mentions import Span

_WORD = re.compile(r"\w+")
_NAME = 40  # characters back to a date, or to a word before a number


def target(scene: Scene, candidate: Candidate, *, dated: bool) -> Span | None:
    """The first amount, share, multiple or number of things the action aims at; dates and names of texts are none.

    dated: whether the action is due by a date; without one a named aim (carbon neutrality) is only a direction.
    """
    start, end = candidate.action.start_char, candidate.action.end_char
    taken = [d.span for d in scene.dates_in(start - _NAME, end) if d.role != "duration"] + scene.titles
    first: Span | None = None
    for match in scene.words.amount.finditer(scene.low, start, end):
        if (match["named"] and not dated) or (match["counted"] and _is_name(scene, *match.span("counted"))):
            continue
        if scene.words.given.search(scene.low[start : match.start()].rstrip()) or scene.words.settled.search(
                scene.low, match.start(), min(end, match.end() + _NAME)):
            continue
        if not any(s.start < match.end() and match.start() < s.end for s in taken):
            found = _trimmed(scene.low, *match.span())
            if first is not None and (
                scene.words.resumed.search(scene.low[start : match.start()])
                or scene.words.highest.fullmatch(scene.low, first.end, found.start)
                and scene.words.lowest.search(scene.low[start : first.start])
            ):
                return found  # `raise its aid, now worth 5 million, to 8 million`, `from 5 million to 8 million`
            first = first or found
    return first


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
