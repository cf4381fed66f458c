"""Patterns that look before they search: a search is skipped where letters that every match needs do not occur.

Lexicons hold hundreds of patterns and a sentence has words of two or three; finding a substring costs a hundredth of a
regular expression's search. What a pattern needs is read from its parsed form, so that results never change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


@lru_cache(maxsize=10_000)
def needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Lower-case strings of which at least one occurs in whatever the pattern matches; none where that cannot be told."""
    return _needed(_parser.parse(pattern.pattern, pattern.flags)) or ()


class Guarded:
    """A pattern with what it needs, for texts given together with their lower-case form."""

    __slots__ = ("_needs", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._needs: tuple[str, ...] | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """What every match needs; read from the pattern when first asked."""
        if self._needs is None:
            self._needs = needed(self.pattern)
        return self._needs

    def may_match(self, lowered: str) -> bool:
        """Whether the lower-case form of a stretch of text holds what every match needs."""
        needs = self._needs
        if needs is None:
            needs = self.needs
        for letters in needs:  # a loop: this is asked of every pattern and sentence
            if letters in lowered:
                return True
        return not needs

    def finditer(self, text: str, lowered: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The pattern's matches in a stretch of text, of which `lowered` is the lower-case form."""
        if not self.may_match(lowered):
            return iter(())
        return self.pattern.finditer(text, start, len(text) if end is None else end)


def _needed(parsed: Any) -> tuple[str, ...] | None:
    """The best of what the parts of a sequence need: the one whose shortest string is longest."""
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    for kind, value in parsed:
        if kind is op.LITERAL:
            run.append(chr(value))
            continue
        _close(run, found)
        inner = _inner(kind, value)
        if inner:
            found.append(inner)
    _close(run, found)
    return max(found, key=lambda strings: min(map(len, strings)), default=None)


def _close(run: list[str], found: list[tuple[str, ...]]) -> None:
    literal = "".join(run).lower()
    if literal:
        found.append((literal,))
    run.clear()


def _inner(kind: Any, value: Any) -> tuple[str, ...] | None:
    if kind is op.SUBPATTERN:
        return None if value[1] or value[2] else _needed(value[3])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _needed(value[2])
    return _either(value[1]) if kind is op.BRANCH else None


def _either(branches: Sequence[Any]) -> tuple[str, ...] | None:
    found = [_needed(branch) for branch in branches]
    if not all(found):
        return None
    return tuple(dict.fromkeys(s for strings in found for s in strings or ()))
