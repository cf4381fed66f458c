"""The numbers and bullets that word processors draw before list items, which are not in the text they store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: the kind of number, the pattern it stands in ("%1.%2)"), where it starts."""

    kind: str
    pattern: str = "%1."
    start: int = 1


class Counter:
    """Counts the items of one list, level by level."""

    def __init__(self, levels: Mapping[int, Level]) -> None:
        self.levels = levels
        self._counts: dict[int, int] = {}

    def next(self, depth: int) -> str:
        """The mark of the next item on a level (from 0): a dash for a bullet, "" for a level without marks."""
        level = self.levels.get(depth)
        if level is None or level.kind == BULLET:
            return "-"
        self._counts[depth] = self._counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in self._counts if d > depth]:
            del self._counts[deeper]
        return _PLACE.sub(lambda m: self._number(int(m[1]) - 1), level.pattern).strip()

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth, Level("decimal"))
        return numeral(self._counts.get(depth, level.start), level.kind)


def numeral(number: int, kind: str) -> str:
    """A number in the manner a list asks for."""
    if kind in ("none", BULLET):
        return ""
    if kind in ("lowerLetter", "upperLetter", "a", "A") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 5 + 1)
        return letter.upper() if kind in ("upperLetter", "A") else letter
    if kind in ("lowerRoman", "upperRoman", "i", "I") and 0 < number < 4000:
        return _roman(number).upper() if kind in ("upperRoman", "I") else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)
