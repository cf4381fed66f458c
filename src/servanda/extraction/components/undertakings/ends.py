"""Where an action ends: without what only follows its words."""

from __future__ import annotations

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.openings import BRACKETS

DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
_CLOSERS = frozenset("\"\u00bb\u201d)]'\u2019")


def trim(s: Sentence, start: int, end: int) -> int:
    """An end without trailing punctuation, conjunctions, unopened brackets or a dashed signature."""
    end = min(end, s.end)
    for i in range(max(end - 5, start + 2), end - 1):
        signed = s.doc[i - 1].whitespace_ and s.doc[i + 1].text[:1].isupper() and not s.doc[i - 1].text[:1].isupper()
        if s.doc[i].text in DASHES and signed:
            end = i
            break
    while end - 1 > start and _droppable(s, start, end - 1):
        end -= 1
    return end


def _droppable(s: Sentence, start: int, i: int) -> bool:
    form = s.lower(i)
    if s.doc[i].is_space or s.coordinator(i) or s.stop(i) or form in DASHES or s.fits(i, "joiners") and s.coordinator(i - 1):
        return True  # `and then`, but not `every year thereafter`
    if form in _CLOSERS:
        inside = s.text(start, i)
        return not any(o in inside for o, c in BRACKETS.items() if c == form) and inside.count(form) % 2 == 0
    return form in BRACKETS
