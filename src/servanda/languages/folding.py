"""Folding: words compared without case, diacritics and typographic variants (the scorer folds the same way)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters that Unicode does not decompose, by the plain letter written for them in papers without diacritics.
_PLAIN = str.maketrans({"\u0111": "d", "\u0259": "e", "\u0131": "i", "\u2019": "'", "\u02bc": "'", "\u00f8": "o", "\u0142": "l"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or digits with its place, its folded form, and how it is cased."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def fold(text: str) -> str:
    """The text case-folded, without diacritics, white space made single."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a text with their offsets; apostrophes, hyphens and full stops separate words."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match.start(), match.end(), match[0], fold(match[0]))
