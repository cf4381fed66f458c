"""Many patterns over one text at once: each is tried only at words that begin as its matches begin.

A lexicon holds hundreds of patterns that begin at word bounds, and a text has words of few of them. How the matches of a
pattern begin is read from its parsed form, so that results are those of searching with each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from sys import intern
from typing import Any, TypeVar

from servanda.extraction.guard import Guarded

LETTERS = 4  # as many letters of a word's beginning tell patterns apart; a shorter word, or one as long, does with the next
_NEXT = 3  # as many letters of the next word do
_KEPT = 3_000  # beginnings of words, and as many of two words, of which it is kept which patterns begin so
_LISTED = 40  # characters of a class that are told one by one
_FEW = 3  # the same behind letters that are told already
_BRANCHES = 400  # beginnings of a group that are told one by one
_START = re.compile(r"\b\w")
_BLANKS = re.compile(r"\s+")
_BLANK = " "  # any white space is looked up as this
_DIGITS = "0123456789"  # those of other scripts are looked up as the first of these
_AT = (op.AT, op.ASSERT, op.ASSERT_NOT)
_K = TypeVar("_K")


class _Kept(dict[str, _K]):
    """What is made of the letters that words begin with, made once for those met first."""

    def __init__(self, make: Callable[[str], _K]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, letters: str) -> _K:
        made = self._make(letters)
        if len(self) < _KEPT:
            self[intern(letters)] = made
        return made


class Beginnings:
    """Numbers of patterns by the first letters of what they match; what a word begins is looked up once."""

    def __init__(self, by_start: Mapping[str, Sequence[int]]) -> None:
        self._by_start = by_start
        self._told: dict[tuple[int, ...], tuple[int, ...]] = {}  # what many beginnings have in common is kept once
        self._words, self._pairs = _Kept(self._of_word), _Kept(self._of_words)

    def at(self, text: str, position: int) -> tuple[int, ...]:
        """The patterns that may match what begins with the word at a position of a lower-case text."""
        numbers = self._words[text[position:position + LETTERS + 1]]
        return self._pairs[text[position:position + LETTERS + 1 + _NEXT]] if numbers is None else numbers

    def _of_word(self, letters: str) -> tuple[int, ...] | None:
        """What the letters of a long word begin; None of a short one, for which the next word is looked at, too."""
        return None if any(letter.isspace() for letter in letters) else self._begun(letters[:LETTERS])

    def _of_words(self, letters: str) -> tuple[int, ...]:
        start = _cut(letters)
        if len(start) == start.find(_BLANK) + 1 + _NEXT:
            return self._begun(start)
        longer = (number for known, numbers in self._by_start.items() if known.startswith(start) for number in numbers)
        return self._kept((*self._begun(start), *longer))  # several blanks, or the end of the text: the rest is not known

    def _begun(self, letters: str) -> tuple[int, ...]:
        start = "".join(_DIGITS[0] if letter.isdecimal() and letter not in _DIGITS else letter for letter in letters)
        return self._kept(number for n in range(1, len(start) + 1) for number in self._by_start.get(start[:n], ()))

    def _kept(self, found: Iterable[int]) -> tuple[int, ...]:
        numbers = tuple(dict.fromkeys(found))
        return self._told.setdefault(numbers, numbers)


def _cut(start: str) -> str:
    """As much of a beginning as tells patterns apart."""
    word, blank, following = _BLANKS.sub(_BLANK, start).partition(_BLANK)
    return f"{word}{blank}{following[:_NEXT]}" if len(word) <= LETTERS else word[:LETTERS]


class Together:
    """Patterns, asked together; results name them by their number."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = patterns

    @cached_property
    def _index(self) -> tuple[Beginnings, tuple[tuple[int, Guarded], ...]]:
        """The patterns by how their matches begin, and those of which that cannot be told."""
        by_start: dict[str, list[int]] = {}
        open_ended = []
        for number, pattern in enumerate(self._patterns):
            begun = beginnings(pattern)
            if begun is None:
                open_ended.append((number, Guarded(pattern)))
            for start in begun or ():
                by_start.setdefault(start, []).append(number)
        return Beginnings(by_start), tuple(open_ended)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """Each pattern's matches in a stretch of text, those of a pattern from left to right."""
        end = len(text) if end is None else end
        low = text[start:end].lower()
        if len(low) != end - start:
            for number, pattern in enumerate(self._patterns):
                for match in pattern.finditer(text, start, end):
                    yield number, match
            return
        begun, open_ended = self._index
        for number, guarded in open_ended:
            for match in guarded.finditer(text, low, start, end):
                yield number, match
        yield from self._tried(text, low, start, end, begun)

    def _tried(self, text: str, low: str, start: int, end: int, begun: Beginnings) -> Iterator[tuple[int, re.Match[str]]]:
        after: dict[int, int] = {}  # by pattern, where its next match may begin
        for first in _START.finditer(text, start, end):
            at = first.start()
            for number in begun.at(low, at - start):
                if at >= after.get(number, 0) and (match := self._patterns[number].match(text, at, end)) is not None:
                    after[number] = max(match.end(), at + 1)
                    yield number, match


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Lower-case strings one of which every match begins with, at the start of a word; None where that cannot be told."""
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    if not parsed or not _bounds(parsed[0]):
        return None
    found = _begun(parsed)
    if found is None or not all(s[0].isalnum() for s in found):
        return None
    starts = {_cut(start) for start in found}
    return frozenset(s for s in starts if not any(s[:n] in starts for n in range(1, len(s))))


def _bounds(item: Any) -> bool:
    """Whether an item is a word bound: `\\b`, or no letter before (nor perhaps some other characters)."""
    kind, value = item
    if kind is op.AT:
        return bool(value is op.AT_BOUNDARY)
    if kind is not op.ASSERT_NOT or value[0] != -1 or len(value[1]) != 1:
        return False
    inner, members = value[1][0]
    return inner is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in members and (op.NEGATE, None) not in members


def _begun(items: Sequence[Any], before: str = "") -> list[str] | None:
    """How what a sequence of items matches begins, behind some letters."""
    run = before
    for place, (kind, value) in enumerate(items):
        if _told_apart(run):
            break
        if kind is op.LITERAL or _blanks(kind, value):
            letter = chr(value).lower() if kind is op.LITERAL else _BLANK
            run += _BLANK if letter.isspace() else letter
        elif kind not in _AT:
            return _inner(kind, value, items[place + 1:], run) or ([run] if run else None)
    return [run] if run else None


def _told_apart(run: str) -> bool:
    """Whether a beginning is as long as beginnings are looked up."""
    return len(run) > LETTERS if _BLANK not in run else len(run) > run.find(_BLANK) + _NEXT


def _blanks(kind: Any, value: Any) -> bool:
    """Whether an item is white space, one character or more."""
    return kind is op.MAX_REPEAT and value[0] == 1 and list(value[2]) == [(op.IN, [(op.CATEGORY, op.CATEGORY_SPACE)])]


def _inner(kind: Any, value: Any, rest: Sequence[Any], run: str) -> list[str] | None:
    """The same of a part and what follows it, behind what is told already; None where too much may follow."""
    found: list[str] | None = None
    if kind is op.SUBPATTERN:
        found = _begun([*value[3], *rest], run)
    elif kind is op.BRANCH:
        found = _all(_begun([*branch, *rest], run) for branch in value[1])
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, repeated = value
        begun = _begun([*repeated, *rest] if most == 1 else list(repeated), run)
        found = begun if least else _all((begun, _begun(rest, run)))
    elif kind is op.IN:
        letters = _class(value) or ()
        found = _all(_begun(rest, run + letter) for letter in letters) if not run or len(letters) <= _FEW else None
    return found if found is None or not run or len(found) <= _BRANCHES else None


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
