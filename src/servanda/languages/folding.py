"""Folding: words compared without case, diacritics and typographic variants (the scorer folds the same way)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from servanda import datafile

_WORD = re.compile(r"[^\W_]+")
_MARKS = "\u0300"  # no mark that is written over a letter comes before


class Word(NamedTuple):
    """A run of letters or digits with its place, its folded form, and whether it begins with a capital (or has one
    behind its first letter, as `eTrade` does)."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool


@lru_cache(maxsize=1)
def _plain() -> dict[int, str]:
    """Letters that Unicode does not decompose, by the plain letter written for them (`letters.yml`)."""
    rows = datafile.parse((files("servanda.languages") / "letters.yml").read_text(encoding="utf-8"))
    return str.maketrans({letter: plain for plain, letters in rows.items() for letter in letters})


def fold(text: str) -> str:
    """The text case-folded, without diacritics, white space made single."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.casefold().translate(_plain()))
    return " ".join("".join([c for c in text if c < _MARKS or not unicodedata.combining(c)]).split())


_folded = lru_cache(maxsize=4_000)(fold)  # of the words a language writes with diacritics, papers use these over and over


def _capital(word: str) -> bool:
    return word[0].isupper() or (word[0].islower() and word[1:2].isupper())


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a text with their offsets; apostrophes, hyphens and full stops separate words."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        yield Word(*match.span(), word, word.lower() if word.isascii() else _folded(word), _capital(word))
