"""Words as the search compares them: case, accents and tone marks folded, French and English endings taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer
from anyascii import anyascii

from servanda.reconciliation.names import skeleton

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"en": "english", "fr": "french"}
_LONGEST = 60
_STEMMED = 4  # letters from which a word has a stem
_GLIDE = re.compile("(?<=[aeou])i(?=eva?$)|^i(?=e)")  # which some write and some do not: Tokayev, Tokaev; Yermek, Ermek
_NAME = 4  # letters from which a word of a name is found by its sound


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Every word of a text: start, end, the word folded."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), fold(match.group())


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [w for _, _, w in spans(text)]


@lru_cache(maxsize=200_000)
def forms(plain: str, language: str | None = None) -> tuple[str, ...]:
    """How the index knows a folded word: by itself, and by its stem in the language of its paper (None: in each), named after
    it: two words that meet in one language ("visas" and "visit" in French) do not in another."""
    if not plain.isalpha() or len(plain) < _STEMMED:
        return (plain,)
    tags = _STEMMERS if language is None else _STEMMERS.keys() & {language}
    return (plain, *(f"{tag}0{_stemmer(_STEMMERS[tag]).stemWord(plain) or plain}" for tag in tags))


@lru_cache(maxsize=200_000)
def sound(plain: str) -> str:
    """A folded word of a name by its sound, however it is spelt (`reconciliation.names`); empty where it is too short."""
    heard = "".join(skeleton(plain)) if plain.isalpha() and len(plain) >= _NAME else ""
    return f"sound0{_GLIDE.sub('', heard)}" if heard else ""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Letters without case, accents or tone marks."""
    folded = anyascii(word).casefold()
    return "".join(c for c in folded if c.isalnum())[:_LONGEST] or "0"


@lru_cache(maxsize=4)
def _stemmer(name: str):  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer(name)
