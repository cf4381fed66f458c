"""Many patterns over one text at once: each is tried only at words that begin as its matches begin.

A lexicon holds hundreds of patterns that begin at word bounds, and a text has words of few of them. How the matches of a
pattern begin is read from its parsed form, so that results are those of searching with each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from sys import intern
from typing import Any

from servanda.extraction.guard import Guarded

LETTERS = 4  # as many letters of a word's beginning tell patterns apart
_KEPT = 5_000  # beginnings of words of which it is kept which patterns begin so
_LISTED = 40  # characters of a class that are told one by one
_START = re.compile(r"\b\w")
_BLANK = " "  # any white space is looked up as this
_DIGITS = "0123456789"  # those of other scripts are looked up as the first of these
_GROUPS = (op.SUBPATTERN, op.BRANCH)


class Beginnings(dict[str, tuple[int, ...]]):
    """Numbers of patterns by the first letters of the words they match; what a word begins is looked up once."""

    def __init__(self, by_start: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self._by_start = by_start
        self._told: dict[tuple[int, ...], tuple[int, ...]] = {}

    def at(self, text: str, position: int) -> tuple[int, ...]:
        """The patterns that may match the word at a position of a lower-case text."""
        return self[text[position:position + LETTERS]]

    def __missing__(self, letters: str) -> tuple[int, ...]:
        word = "".join(_BLANK if letter.isspace() else letter for letter in letters)
        if word[0].isdecimal() and word[0] not in _DIGITS:
            word = _DIGITS[0] + word[1:]
        found = (number for n in range(1, len(word) + 1) for number in self._by_start.get(word[:n], ()))
        numbers = tuple(dict.fromkeys(found))
        if len(self) < _KEPT:
            self[intern(letters)] = numbers = self._told.setdefault(numbers, numbers)  # what many have in common is kept once
        return numbers


class Together:
    """Patterns, asked together; results name them by their number."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = [Guarded(p) for p in patterns]

    @cached_property
    def _index(self) -> tuple[Beginnings, tuple[int, ...]]:
        """The patterns by how their matches begin, and those of which that cannot be told."""
        by_start: dict[str, list[int]] = {}
        open_ended = []
        for number, guarded in enumerate(self._patterns):
            begun = beginnings(guarded.pattern)
            if begun is None:
                open_ended.append(number)
            for start in {b[:LETTERS] for b in begun or ()}:
                by_start.setdefault(start, []).append(number)
        return Beginnings(by_start), tuple(open_ended)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """Each pattern's matches in a stretch of text, those of a pattern from left to right."""
        end = len(text) if end is None else end
        low = text[start:end].lower()
        if len(low) != end - start:
            for number, guarded in enumerate(self._patterns):
                for match in guarded.pattern.finditer(text, start, end):
                    yield number, match
            return
        begun, open_ended = self._index
        for number in open_ended:
            for match in self._patterns[number].finditer(text, low, start, end):
                yield number, match
        yield from self._tried(text, low, start, end, begun)

    def _tried(self, text: str, low: str, start: int, end: int, begun: Beginnings) -> Iterator[tuple[int, re.Match[str]]]:
        after: dict[int, int] = {}  # by pattern, where its next match may begin
        for first in _START.finditer(text, start, end):
            at = first.start()
            for number in begun.at(low, at - start):
                free = after.get(number)
                if free is None:
                    free = after[number] = at if self._patterns[number].may_match(low) else end + 1
                if at >= free and (match := self._patterns[number].pattern.match(text, at, end)) is not None:
                    after[number] = max(match.end(), at + 1)
                    yield number, match


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Lower-case strings one of which every match begins with, at the start of a word; None where that cannot be told."""
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    if not parsed or not _bounds(parsed[0]):
        return None
    found = _begun(parsed)
    return None if found is None or not all(s[0].isalnum() for s in found) else frozenset(found)


def _bounds(item: Any) -> bool:
    """Whether an item is a word bound: `\\b`, or no letter before (nor perhaps some other characters)."""
    kind, value = item
    if kind is op.AT:
        return bool(value is op.AT_BOUNDARY)
    if kind is not op.ASSERT_NOT or value[0] != -1 or len(value[1]) != 1:
        return False
    inner, members = value[1][0]
    return inner is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in members and (op.NEGATE, None) not in members


def _begun(items: Sequence[Any]) -> list[str] | None:
    """How what a sequence of items matches begins."""
    run = ""
    for place, (kind, value) in enumerate(items):
        if kind is op.LITERAL and len(run) < LETTERS:
            run += chr(value).lower()
        elif run and len(run) < LETTERS and _blank(kind, value):
            return [run + _BLANK]
        elif run:
            further = _inner(kind, value, items[place + 1:]) if kind in _GROUPS and len(run) < LETTERS else None
            return [run + end for end in further] if further and len(further) <= _LISTED else [run]
        elif kind not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return _inner(kind, value, items[place + 1:])
    return [run] if run else None


def _blank(kind: Any, value: Any) -> bool:
    """Whether an item is white space, one character or more."""
    return kind is op.MAX_REPEAT and value[0] == 1 and list(value[2]) == [(op.IN, [(op.CATEGORY, op.CATEGORY_SPACE)])]


def _inner(kind: Any, value: Any, rest: Sequence[Any]) -> list[str] | None:
    if kind is op.SUBPATTERN:
        return _begun([*value[3], *rest])
    if kind is op.BRANCH:
        return _all(_begun([*branch, *rest]) for branch in value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        repeated = _begun(list(value[2]))
        return repeated if value[0] else _all((repeated, _begun(rest)))
    return _class(value) if kind is op.IN else None


def _class(members: Sequence[Any]) -> list[str] | None:
    """The characters of a class, where they are few."""
    found: list[str] = []
    for kind, value in members:
        if kind is op.LITERAL:
            found.append(chr(value).lower())
        elif kind is op.RANGE and value[1] - value[0] < _LISTED:
            found += [chr(code).lower() for code in range(value[0], value[1] + 1)]
        elif (kind, value) == (op.CATEGORY, op.CATEGORY_DIGIT):
            found += _DIGITS
        else:
            return None
    return found


def _all(parts: Iterable[list[str] | None]) -> list[str] | None:
    found: list[str] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found
