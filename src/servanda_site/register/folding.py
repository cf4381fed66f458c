"""Words as the search compares them: case, accents and tone marks folded, French and English endings taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = ("english", "french")
_LONGEST = 60


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Every word of a text: start, end, folded stem."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), stem(match.group())


def words(text: str) -> list[str]:
    """The folded stems of a text, in order."""
    return [s for _, _, s in spans(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """One word folded and stemmed: the shortest of its stems in the languages read, so that all forms meet."""
    plain = fold(word)
    if not plain.isalpha() or len(plain) < 4:
        return plain
    return min((_stemmer(name).stemWord(plain) for name in _STEMMERS), key=lambda s: (len(s), s)) or plain


def fold(word: str) -> str:
    """Letters without case, accents or tone marks."""
    folded = anyascii(word).casefold()
    return "".join(c for c in folded if c.isalnum())[:_LONGEST] or "0"


@lru_cache(maxsize=4)
def _stemmer(name: str):  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer(name)
