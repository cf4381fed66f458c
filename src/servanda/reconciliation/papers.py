"""Papers compared as wholes: near copies by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from servanda.claims.claim import fold
from servanda.reading.text import Text

_SHINGLE = 4
_PERMUTATIONS = 125
_BANDS = 25
# Share of word runs from which two bodies are one text with small edits (measured on edited copies: 0.75 and more;
# independent tellings of one occasion: under 0.15).
_COPY = 0.55
_SHORTEST = 40
_NUMBER = re.compile(r"\d+")


def near_copies(texts: Mapping[str, Text]) -> dict[str, str]:
    """Which documents copy which: hash of the copy to hash of the one given first."""
    shingled = {key: _shingles(_story(text)) for key, text in texts.items()}
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    keys: list[str] = []
    copies: dict[str, str] = {}
    for key, runs in shingled.items():
        if len(runs) < _SHORTEST:
            continue
        sketch = _sketch(_story(texts[key]))
        alike = sorted(i for i in index.query(sketch) if _share(runs, shingled[keys[i]]) >= _COPY)
        if alike:
            copies[key] = copies.get(keys[alike[0]], keys[alike[0]])
        index.insert(len(keys), sketch)
        keys.append(key)
    return copies


def _story(text: Text) -> str:
    return " ".join(text.view.text[b.start : b.end] for b in text.view.blocks if b.is_story)


# Both are kept for the papers looked at last: whoever keeps a record compares the same papers again with every new one.
@lru_cache(maxsize=2048)
def _shingles(story: str) -> frozenset[str]:
    """Runs of four words of the story, folded."""
    found = fold(story).split()
    return frozenset(" ".join(found[i : i + _SHINGLE]) for i in range(max(0, len(found) - _SHINGLE + 1)))


@lru_cache(maxsize=2048)
def _sketch(story: str) -> RMinHash:
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
    sketch.update(sorted(_shingles(story)))
    return sketch


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    both = len(first | second)
    return len(first & second) / both if both else 0.0
