"""Papers compared as wholes: near copies by their words."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

from servanda.claims.claim import fold
from servanda.reading.text import Text
from servanda.reconciliation.source import Source

_SHINGLE = 4
_PERMUTATIONS = 125
_BANDS = 25
# Share of word runs from which two bodies are one text with small edits (measured on edited copies: 0.75 and more;
# independent tellings of one occasion: under 0.15).
_COPY = 0.55
_SHORTEST = 40
_LATEST = 4_096


def near_copies(sources: Mapping[str, Source]) -> dict[str, str]:
    """Which documents copy which: hash of the copy to hash of the one given first."""
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    keys: list[str] = []
    shapes: list[array[int]] = []
    copies: dict[str, str] = {}
    shaped = _shape if len(sources) <= _LATEST else _shape.__wrapped__  # of more, none would be there when it is asked for again
    for key, source in sources.items():
        runs, sketch = shaped(_story(source.text))
        if sketch is None:
            continue
        told = set(runs)
        alike = sorted(i for i in index.query(sketch) if _share(told, shapes[i]) >= _COPY)
        if alike:
            copies[key] = copies.get(keys[alike[0]], keys[alike[0]])
        index.insert(len(keys), sketch)
        keys.append(key)
        shapes.append(runs)
    return copies


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
def _shape(story: _Story) -> tuple[array[int], RMinHash | None]:
    """Runs of four words of the story, folded, as numbers (a paper's runs as words would weigh twenty times as much), and
    their sketch; none where there are too few."""
    found = fold(story.taken()).split()
    runs = sorted({" ".join(found[i : i + _SHINGLE]) for i in range(max(0, len(found) - _SHINGLE + 1))})
    if len(runs) < _SHORTEST:
        return array("I"), None
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
    sketch.update(runs)
    return array("I", sorted({crc32(run.encode("utf-8", "surrogatepass")) for run in runs})), sketch


def _share(first: set[int], second: array[int]) -> float:
    both = len(first.intersection(second))
    return both / (len(first) + len(second) - both)
