"""Words as the search compares them: case, accents and tone marks folded, French and English endings taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii

from servanda.reconciliation.names import skeleton

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = ("english", "french")
_LONGEST = 60
_NAME = 4  # letters from which a word of a name is found by its sound


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Every word of a text: start, end, the word folded."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), fold(match.group())


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [w for _, _, w in spans(text)]


@lru_cache(maxsize=200_000)
def stems(plain: str) -> tuple[str, ...]:
    """The stems of a folded word, one per language (whose papers are not known to the one who asks): at least the word itself."""
    if not plain.isalpha() or len(plain) < 4:
        return (plain,)
    return tuple(dict.fromkeys(_stemmer(name).stemWord(plain) or plain for name in _STEMMERS))


@lru_cache(maxsize=200_000)
def sound(plain: str) -> str:
    """A folded word of a name by its sound, however it is spelt (`reconciliation.names`); empty where it is too short."""
    heard = "".join(skeleton(plain)) if plain.isalpha() and len(plain) >= _NAME else ""
    return f"sound0{heard}" if heard else ""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Letters without case, accents or tone marks."""
    folded = anyascii(word).casefold()
    return "".join(c for c in folded if c.isalnum())[:_LONGEST] or "0"


@lru_cache(maxsize=4)
def _stemmer(name: str):  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer(name)
