"""`target`: the words of a quantified aim."""

from __future__ import annotations

from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.content import content
from servanda.extraction.mentions import Span


def target(scene: Scene, candidate: Candidate, *, dated: bool) -> Span | None:
    """The first amount, share, multiple or number of things the action aims at; dates and names of texts are none.

    dated: whether the action is due by a date; without one a named aim (carbon neutrality) is only a direction.
    """
    start, end = candidate.action.start_char, candidate.action.end_char
    taken = [d.span for d in scene.dates_in(start - 40, end)] + [m.title for m in scene.findings.mechanisms]
    taken += [i.title for i in scene.findings.instruments]
    for match in scene.words.amount.finditer(scene.low, start, end):
        if (match["named"] and not dated) or (match["counted"] and _is_name(content(scene.doc), *match.span("counted"))):
            continue
        if not any(s.start < match.end() and match.start() < s.end for s in taken):
            return _trimmed(scene.low, *match.span())
    return None


def _trimmed(low: str, start: int, end: int) -> Span:
    while start < end and not (low[start].isalnum() or low[start] in "$\u20ac\u00a3"):
        start += 1
    while end > start and low[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a number stands inside a name: after or before a capitalised word."""
    words = [w for w in text[start:end].split() if w[0].isalpha()]
    before = text[max(0, start - 40):start].rsplit(None, 1)[-1:] if start and text[start - 1].isspace() else []
    return any(w[0].isupper() for w in (*words[:1], *before))
