"""Whose side an authority tells that signs or heads a paper: a ministry, an embassy or a presidency with the state it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import takewhile

from servanda import languages
from servanda.languages.folding import fold
from servanda.reading.structure import any_of, everywhere

_APART = re.compile(r"\s*[/|]\s*|\s[-–—]\s")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 8  # words
_LONGEST_LINE = 24
_LEAST = 4  # letters; what is shorter is a state only in capitals (US, U.S.)


def side_of(lines: Iterable[str]) -> str | None:
    """The one state whose authorities lines name; None where they name none, or those of several."""
    found = {state for line in lines if len(line.split()) <= _LONGEST_LINE for piece in _APART.split(line)
             if (state := _state_of(piece)) is not None}
    return found.pop() if len(found) == 1 else None


def signed(lines: Iterable[str]) -> list[str]:
    """The authorities that the last lines of a letter or mail name, each line of its own."""
    return [line for line in lines if len(line.split()) <= _LONGEST_LINE // 2 and _state_of(line) is not None]


def _state_of(piece: str) -> str | None:
    """The state of the authority that a line names: the one before it, of a mission the first behind it, else the only one."""
    written = _WORD.findall(piece)
    words, capitals = [fold(w) for w in written], not piece.isupper()
    named = [place for place in _named(words) if sum(map(len, words[place[0]:place[1]])) >= _LEAST
             or (capitals and all(map(str.isupper, written[place[0]:place[1]])))]
    heads = [(n, mission) for head, mission in _heads() for n in _places(words, head)]
    first = min(heads, default=None)
    if first is None or not named:
        return None
    at, mission = first
    before = [state for start, end, state in named if end <= at]
    led = sum(end - start for start, end, _ in named if end <= at)
    if at > led + 2:  # an article and the end of a genitive apart, nothing but its state stands before it
        return None
    states = list(dict.fromkeys(before or [state for _, _, state in named]))
    behind = [state for start, _, state in named if start > at]
    if before:
        return states[0] if len(states) == 1 else None
    return behind[0] if mission else states[0] if len(states) == 1 else None


def _places(words: list[str], head: tuple[str, ...]) -> list[int]:
    return [n for n in range(len(words) - len(head) + 1) if tuple(words[n : n + len(head)]) == head]


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """What names of governments' authorities begin with, in words; whether they are missions abroad."""
    words = everywhere()
    missions = {_split(w) for w in words.missions}
    return tuple((head, head in missions) for head in {*map(_split, words.governments), *missions})


def _split(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _named(words: list[str]) -> list[tuple[int, int, str]]:
    """The states that words name, by name or adjective, the longest names first: where, and which."""
    found, at = [], 0
    while at < len(words):
        longest = min(_LONGEST_NAME, len(words) - at)
        size = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in _states()), 0)
        if size:
            found.append((at, at + size, _states()[tuple(words[at : at + size])]))
        at += size or 1
    return found


@lru_cache(maxsize=1)
def _states() -> Mapping[tuple[str, ...], str]:
    """Names and adjectives of states that mean one state alone, in every language."""
    found: dict[tuple[str, ...], set[str]] = {}
    for tag in languages.installed():
        for code, row in languages.load(tag).states.items():
            doubtful = set(map(_split, row.ambiguous))
            for form in map(_split, (*row.names, *row.adjectives)):
                if form not in doubtful:
                    found.setdefault(form, set()).add(code)
    return {form: codes.pop() for form, codes in found.items() if len(codes) == 1}


def within(name: str, known: Iterable[str]) -> str | None:
    """The known agency that a longer credit names: before or behind words that say what it is ("Kazinform News Agency")."""
    folded = fold(name)
    for short in known:
        rest = folded.removeprefix(f"{fold(short)} ") if folded.startswith(f"{fold(short)} ") else \
            folded.removesuffix(f" {fold(short)}") if folded.endswith(f" {fold(short)}") else ""
        if rest and _kind().search(rest):
            return short
    return None


@lru_cache(maxsize=1)
def _kind() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(fold(w) for w in everywhere().outlets)}(?!\w)")


def above(texts: Iterable[tuple[str | None, str]]) -> list[str]:
    """The lines above a headline, of pairs of role and words."""
    return [text for role, text in takewhile(lambda part: part[0] not in ("headline", "paragraph", "item"), texts)
            if role in ("note", "menu")]
