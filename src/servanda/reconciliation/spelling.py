"""How far two words of a name are spellings of one: a distance between their letters weighed by `ontology/data/spellings.yml`.

The words are those of a skeleton (`names`). What the data lists weighs what it says there; any other letter weighs 1 and is
taken for a misprint, which never stands at the beginning of a word and is never an `a` at its end (a woman's name).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import permutations
from typing import Any

from rapidfuzz.distance import Levenshtein

from servanda import datafile

MISPRINT = 1.0
_ALLOWED = 0.12  # weight of differences that each letter of a word allows: one spelling in four letters hardly, two in five
_MOST = 0.8  # whatever its length: less than one letter
_APART = 4  # letters by which no two spellings of one word differ
_FEMININE = "a$"
_FAR = 9.0


class _Spellings:
    """The data: pairs of spellings by the letters they begin with, and words that are two names."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.weights: dict[tuple[str, str], float] = {}
        for row in told["spellings"]:
            for one, other in permutations(row["letters"], 2):
                known = self.weights.get((one, other), _FAR)
                self.weights[one, other] = min(known, float(row["weight"]))
        self.by_first: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        for (one, other), weight in self.weights.items():
            self.by_first[one[:1]].append((one, other, weight))
        self.two: list[list[str]] = told["two"]


@lru_cache(maxsize=1)
def _spellings() -> _Spellings:
    path = files("servanda.ontology") / "data" / "spellings.yml"
    return _Spellings(datafile.parse(path.read_text(encoding="utf-8")))


def two_names() -> list[list[str]]:
    """Groups of names that look like spellings of one and are each a name of its own: of each, the ways it is written."""
    return _spellings().two


@lru_cache(maxsize=20_000)
def weight(first: str, second: str) -> float | None:
    """What two words' differences weigh, 0 where there are none; None where they are no spellings of one word.

    From `MISPRINT` on one letter is of no spelling.
    """
    if first == second:
        return 0.0
    if Levenshtein.distance(first, second, score_cutoff=_APART) > _APART:
        return None
    found = _distance(f"^{first}$", f"^{second}$")
    if found >= MISPRINT:
        return found if found == MISPRINT else None
    return found if found <= min(_MOST, _ALLOWED * min(len(first), len(second))) or found == 0 else None


def _distance(first: str, second: str) -> float:
    """The least weight of what turns one word into the other."""
    rules = _spellings().by_first
    least = [[_FAR] * (len(second) + 1) for _ in range(len(first) + 1)]
    least[0][0] = 0.0
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            so_far = least[i][j]
            if so_far > MISPRINT:
                continue
            for one, other, cost in (*_misprints(first, second, i, j), *rules.get(first[i : i + 1], ()), *rules[""]):
                to = i + len(one), j + len(other)
                if so_far + cost < (least[to[0]][to[1]] if to[0] <= len(first) and to[1] <= len(second) else 0) and (
                        first.startswith(one, i) and second.startswith(other, j)):
                    least[to[0]][to[1]] = so_far + cost
    return least[len(first)][len(second)]


def _misprints(first: str, second: str, i: int, j: int) -> list[tuple[str, str, float]]:
    """The same letter, else one other, one more or one less, where a misprint may stand."""
    one, other = first[i : i + 1], second[j : j + 1]
    if one == other:
        same = [(one, other, 0.0)] if one else []
    else:
        same = [(one, other, MISPRINT)] if one and other and "$" not in one + other else []
    if min(i, j) <= 1:  # a word's first letter is seldom misprinted
        return [s for s in same if s[2] == 0]
    more = [(one, "", MISPRINT)] if one not in ("", "$") and first[i:] != _FEMININE else []
    less = [("", other, MISPRINT)] if other not in ("", "$") and second[j:] != _FEMININE else []
    return same + more + less
