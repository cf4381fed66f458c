"""Which names are cities' and states', in any installed language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from servanda import languages
from servanda.languages.folding import fold

_WORDS = 4  # of the longest name of a city
_JOINTS = re.compile(r"[\s'.-]+")
_SEAT = re.compile(r"([^,.;:\d]{2,40})(?:, [^\W\d_a-z][^\s,.;:\d]*(?: (?:[^\W\d_]{2,3} )?[^\W\d_a-z][^\s,.;:\d]*){0,3})?")


def is_city(name: str) -> bool:
    """Whether a name is a known city's, however its parts are joined."""
    return _joined(name) in _cities()


def is_state(name: str) -> bool:
    """Whether a name is a state's."""
    return _joined(name) in _states()


def states_of(city: str) -> frozenset[str]:
    """The states that have a city of this name."""
    return _cities().get(_joined(city), frozenset())


def seat(text: str) -> str | None:
    """The city that some words are, alone or before its province or state ("Ottawa, Ontario"); None if they are anything else."""
    match = _SEAT.fullmatch(text.strip().rstrip("."))
    return match[1] if match is not None and is_city(match[1]) else None


def cities(words: str) -> list[str]:
    """The cities that some words name, each once, the longest names first."""
    found: dict[str, str] = {}
    tokens, at = words.replace(",", " ").split(), 0
    while at < len(tokens):
        size = next((n for n in range(min(_WORDS, len(tokens) - at), 0, -1) if tokens[at][0].isupper()
                     and is_city(" ".join(tokens[at : at + n]))), 0)
        if size:
            found.setdefault(_joined(" ".join(tokens[at : at + size])), " ".join(tokens[at : at + size]))
        at += size or 1
    return list(found.values())


def _joined(name: str) -> str:
    return _JOINTS.sub("", fold(name))


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for tag in languages.installed():
        for code, row in languages.load(tag).states.items():
            for name in (*row.capital, *row.cities):
                found[_joined(name)] = found.get(_joined(name), frozenset()) | {code}
    return found


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(_joined(name) for tag in languages.installed() for row in languages.load(tag).states.values()
                     for name in row.names)
