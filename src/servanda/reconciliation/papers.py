"""Papers compared as wholes: near copies by their words."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

from servanda.claims.claim import fold
from servanda.reading.text import Text
from servanda.reconciliation import dates
from servanda.reconciliation.source import Source

_SHINGLE = 4
_PERMUTATIONS = 125
_BANDS = 25
# Share of word runs from which two bodies are one text with small edits (measured on edited copies: 0.75 and more;
# independent tellings of one occasion: under 0.15).
_COPY = 0.55
_COPY_LATER = 0.75  # the same, of papers told at other times
_SAME_TIME = 10  # days within which papers are told at one time
_FIGURES = 2  # figures of the one that has fewer, from which two texts that share but half of them are two
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SHORTEST = 40
_LATEST = 4_096


def near_copies(sources: Mapping[str, Source]) -> dict[str, str]:
    """Which documents copy which: hash of the copy to hash of the one given first.

    Papers of one pattern are no copies: other figures in the same words, or told at another time with as much changed.
    """
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    keys: list[str] = []
    shapes: list[_Shape] = []
    copies: dict[str, str] = {}
    shaped = _shape if len(sources) <= _LATEST else _shape.__wrapped__  # of more, none would be there when it is asked for again
    for key, source in sources.items():
        shape, sketch = shaped(_story(source.text))
        if sketch is None:
            continue
        runs, figures = set(shape.runs), set(shape.figures)
        alike = sorted(i for i in index.query(sketch) if _is_copy(_share(runs, shapes[i].runs), figures, shapes[i].figures,
                                                                  dates.apart(source.told, sources[keys[i]].told)))
        if alike:
            copies[key] = copies.get(keys[alike[0]], keys[alike[0]])
        index.insert(len(keys), sketch)
        keys.append(key)
        shapes.append(shape)
    return copies


def _is_copy(share: float, figures: set[int], others: Sequence[int], days: int | None) -> bool:
    """Whether two stories are one text.

    Args:
        share: of word runs that they have in common.
        figures, others: the figures that each tells. days: between which they were told.
    """
    fewer = min(len(figures), len(others))
    if fewer >= _FIGURES and 2 * len(figures.intersection(others)) <= fewer:
        return False
    return share >= (_COPY if days is None or days <= _SAME_TIME else _COPY_LATER)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What two stories are compared by: runs of words and figures, as numbers."""

    runs: array[int]
    figures: array[int]


class _Story:
    """What a paper tells, known by its digest: its words are given away once, and no cache holds them."""

    __slots__ = ("_key", "_words")

    def __init__(self, words: str) -> None:
        self._key, self._words = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest(), words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Story) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def taken(self) -> str:
        """The words."""
        words, self._words = self._words, ""
        return words


def _story(text: Text) -> _Story:
    return _Story(" ".join(text.view.text[b.start : b.end] for b in text.view.blocks if b.is_story))


# Kept for the papers looked at last: whoever keeps a record compares the same papers again with every new one.
@lru_cache(maxsize=_LATEST)
def _shape(story: _Story) -> tuple[_Shape, RMinHash | None]:
    """Runs of four words of the story, folded, as numbers (a paper's runs as words would weigh twenty times as much), and its
    figures; and a sketch of the runs, none where there are too few."""
    words = story.taken()
    found = fold(words).split()
    runs = sorted({" ".join(found[i : i + _SHINGLE]) for i in range(max(0, len(found) - _SHINGLE + 1))})
    if len(runs) < _SHORTEST:
        return _Shape(array("I"), array("I")), None
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
    sketch.update(runs)
    return _Shape(_numbers(runs), _numbers(_FIGURE.findall(words))), sketch


def _numbers(words: Iterable[str]) -> array[int]:
    return array("I", sorted({crc32(w.encode("utf-8", "surrogatepass")) for w in words}))


def _share(first: set[int], second: array[int]) -> float:
    both = len(first.intersection(second))
    return both / (len(first) + len(second) - both)
