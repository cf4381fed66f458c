"""Likeness of facts: overlaps of cited words, agreement of names and dates, and the pairing of gold with what was found.

Measures of the annotation guide, section 9: token F1 of spans and of titles, one-to-one pairing by falling likeness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from servanda.languages.folding import fold

_WORD = re.compile(r"\w+")
Spans = Sequence[tuple[int, int]]
Fact = dict[str, Any]


def f1(common: int, first: int, second: int) -> float:
    """F1 of two sets of these sizes with so much in common."""
    return 2 * common / (first + second) if first and second else 0.0


def title_f1(first: str, second: str) -> float:
    """Token F1 of two titles, words counted as often as they occur."""
    a, b = Counter(_WORD.findall(fold(first))), Counter(_WORD.findall(fold(second)))
    return f1((a & b).total(), a.total(), b.total())


def span_f1(first: Spans, second: Spans, text: str) -> float:
    """Token F1 of two lists of spans over one text."""
    a, b = _tokens(first, text), _tokens(second, text)
    return f1(len(a & b), len(a), len(b))


def _tokens(spans: Spans, text: str) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


def set_f1(first: Iterable[Any] | None, second: Iterable[Any] | None) -> float:
    """F1 of two sets; two empty sets agree."""
    a, b = set(first or ()), set(second or ())
    return f1(len(a & b), len(a), len(b)) if a or b else 1.0


def names(forms: Iterable[str]) -> set[str]:
    """Name forms, folded."""
    return {fold(form) for form in forms}


def dates_agree(first: str | None, second: str | None) -> bool:
    """Equal, one the other at a coarser precision, or a day inside the other's interval (EDTF)."""
    if first is None or second is None:
        return first is second
    if first.startswith(second) or second.startswith(first):
        return True
    for interval, day in ((first, second), (second, first)):
        if "/" in interval and "/" not in day:
            start, end = interval.split("/", 1)
            return start <= day <= end
    return False


class Pairing(NamedTuple):
    """Gold facts with what was found for them, and what remains on either side."""

    pairs: list[tuple[Fact, Fact]]
    missed: list[Fact]
    extra: list[Fact]


def pair(gold: Sequence[Fact], found: Sequence[Fact], likeness: Callable[[Fact, Fact], float]) -> Pairing:
    """Pair one to one, the most alike first (0 is not alike at all; of equals the later ones, as the guide's scorer)."""
    scored = sorted(((likeness(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(found)), reverse=True)
    mine: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score > 0 and i not in mine and j not in taken:
            mine[i] = j
            taken.add(j)
    return Pairing([(gold[i], found[j]) for i, j in mine.items()], [g for i, g in enumerate(gold) if i not in mine],
                   [s for j, s in enumerate(found) if j not in taken])
