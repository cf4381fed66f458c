"""What words speak of: a bag of concepts and stems that two tellings, also in two languages, can be compared by.

Concepts are data (`languages/<tag>/concepts.yml`); a word of none is kept by its beginning, so that words most languages
share (logistics, logistique) meet all the same. Names of states become their codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from anyascii import anyascii
from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.extraction.gazetteer import gazetteer
from servanda.languages.folding import words
from servanda.reading.typography import Typography

_STEM = 6
_SHORTEST = 3
_FIGURE = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d+)*")
_STATE_WORDS = frozenset({"name", "adjective", "prefix", "capital"})
ORDINAL = "nth-"  # concepts of ordinals
_COMMON = 0.35  # weight of a concept that says little by itself


class Concepts(BaseModel):
    """`concepts.yml`.

    concepts: word beginnings (whole words where a `$` ends them), or several words together, by concept; several with a `$` at
    their end say nothing else by themselves (`prime minister$` has no first). common: concepts that say little. stop: words that
    say nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    common: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]] = {}


class _Table:
    def __init__(self, tag: str) -> None:
        section = languages.load(tag).section("concepts", Concepts)
        self.stop = frozenset(anyascii(w).casefold() for w in section.stop)
        stems = {anyascii(stem).casefold(): concept for concept, stems in section.concepts.items() for stem in stems}
        self.whole = {stem[:-1]: concept for stem, concept in stems.items() if stem.endswith("$")}
        self.phrases = [(f" {stem}", concept) for stem, concept in stems.items() if " " in stem and not stem.endswith("$")]
        together = sorted((stem for stem in self.whole if " " in stem), key=len, reverse=True)
        self.together = re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, together)) or '(?!)'})(?= )")
        language = languages.load(tag)
        typography = language.section("typography", Typography) if language.has("typography") else Typography()
        self.ordinal = re.compile(rf"(\d{{1,3}})(?:{'|'.join(map(anyascii, typography.ordinal_suffixes)) or '(?!)'})")
        self.stems = {stem: concept for stem, concept in stems.items() if not stem.endswith("$") and " " not in stem}
        self.concepts = frozenset(stems.values())
        self.longest = max(map(len, self.stems), default=0)

    def concept(self, word: str) -> str | None:
        """What a folded word speaks of; None where it says nothing."""
        if word in self.whole:
            return self.whole[word]
        if word in self.stop or (len(word) < _SHORTEST and not word.isdigit()):
            return self.stems.get(word)
        for length in range(min(len(word), self.longest), 2, -1):
            if word[:length] in self.stems:
                return self.stems[word[:length]]
        return _stem(word)

    def numbered(self, word: str, following: str) -> str | None:
        """The concept of an ordinal in figures before a word that says something (`12th session`, not `5th of May`)."""
        found = self.ordinal.fullmatch(word)
        return f"{ORDINAL}{int(found[1])}" if found and self.concept(following) is not None else None

    def known(self, concept: str) -> bool:
        """Whether it is a concept, and not the beginning of a word."""
        return concept in self.concepts


def _stem(word: str) -> str:
    """The beginning of a word, the same for a word in y and its plural in ies."""
    return word[:_STEM - 1] + "i" if len(word) == _STEM and word.endswith("y") else word[:_STEM]


@cache
def _table(tag: str) -> _Table:
    return _Table(tag)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    sections = [languages.load(tag).section("concepts", Concepts) for tag in languages.installed()]
    return frozenset(concept for section in sections for concept in section.common)


@lru_cache(maxsize=4_000)
def bag(text: str, tag: str | None) -> frozenset[str]:
    """The concepts of some words in a language (stems alone where the language has none)."""
    known = tag if tag in languages.installed() else languages.installed()[0]
    table, states = _table(known), gazetteer(known).find(text)
    named = [m.span for m in states if m.kind in _STATE_WORDS]
    found = {m.code for m in states if m.kind in _STATE_WORDS}
    said = [(word, anyascii(word.folded)) for word in words(text)]
    together = " " + " ".join(folded for _, folded in said)
    found.update(concept for phrase, concept in table.phrases if phrase in together)
    taken = set[int]()
    for match in table.together.finditer(f"{together} "):
        first = together.count(" ", 0, match.start()) - 1
        taken.update(range(first, first + match[0].count(" ") + 1))
        found.add(table.whole[match[0]])
    for n, (word, folded) in enumerate(said):
        if n not in taken and not any(span.start <= word.start < span.end for span in named):
            following = said[n + 1][1] if n + 1 < len(said) else ""
            found.add(table.numbered(folded, following) or table.concept(folded) or "")
    return frozenset(found - {""})


@lru_cache(maxsize=1_000)
def named(text: str, tag: str | None) -> frozenset[str]:
    """Of the words a text is kept by, those that only name: written with a capital, of no concept, not the first."""
    return frozenset(kept for kept, _ in written(text, tag))


@lru_cache(maxsize=1_000)
def written(text: str, tag: str | None) -> frozenset[tuple[str, str]]:
    """The same, each with the whole word as it is written."""
    known = tag if tag in languages.installed() else languages.installed()[0]
    table = _table(known)
    capitals = (anyascii(w.folded) for n, w in enumerate(words(text)) if n and text[w.start].isupper())
    return frozenset((c, w) for w in capitals if (c := table.concept(w)) is not None and c == _stem(w) and not table.known(c))


@lru_cache(maxsize=4_000)
def figures(text: str) -> frozenset[str]:
    """The numbers some words give in figures, however they part the digits and whatever unit follows.

    `1,500 million`, `1 500 millions` and `1.5 billion` are one: their digits without the noughts at the end.
    """
    return frozenset("".join(c for c in match[0] if c.isdigit()).rstrip("0") for match in _FIGURE.finditer(text))


def says_nothing(word: str, tag: str | None) -> bool:
    """Whether a word says nothing by itself in a language: an article, a preposition, a form of "to be"."""
    known = tag if tag in languages.installed() else languages.installed()[0]
    return _table(known).concept(anyascii(word).casefold()) is None


def weight(concepts: Iterable[str]) -> float:
    """How much some concepts say together."""
    common = _common()
    return sum(_COMMON if c in common or c.startswith(ORDINAL) or (len(c) == 2 and c.isupper()) else 1.0 for c in concepts)


# Of what one telling says; each is compared with many.
_weight_of = lru_cache(maxsize=4_000)(weight)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Weighted share of what both say (Dice)."""
    both = _weight_of(first) + _weight_of(second)
    return 2 * weight(first & second) / both if both else 0.0


def containment(first: frozenset[str], second: frozenset[str]) -> float:
    """Weighted share of the poorer one that the other says too."""
    least = min(_weight_of(first), _weight_of(second))
    return weight(first & second) / least if least else 0.0
