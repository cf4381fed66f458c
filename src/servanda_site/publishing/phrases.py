"""What documents say in a language of their own, whatever the language of the page: phrases, names of states, precedence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from servanda import languages
from servanda.datafile import parse
from servanda.publishing.words import Words, available

_HERE = Path(__file__).parent / "wording"
_FOREMOST = "precedence"


class Phrases:
    """The phrases of one language. `words` says labels, dates, states and offices in the same.

    Args:
        tag: one of `tags()`.
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.words = Words(tag)
        self._said: dict[str, Any] = _data(tag)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of a key, its fields filled in."""
        return str(self._said[key]).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The phrase of a key for a number."""
        alone = number == 1 or (number == 0 and self.words("nought_is_singular") == "yes")
        return self(f"{key}.{'one' if alone else 'other'}", number=number, **values)

    def several(self, told: Iterable[str]) -> str:
        """Several sayings on one line."""
        return self("semicolon").join(t for t in told if t)

    def official(self, code: str) -> str:
        """The official name of a state; its short name where none is known."""
        given: Mapping[str, str] = self._said["official_names"]
        if code in given:
            return given[code]
        names = languages.load(self.tag).states.get(code)
        marks = set(self._said["official_words"])
        return next((n for n in names.names if marks & set(n.replace("'", " ").split())), names.names[0]) if names else code

    def sides(self, codes: Iterable[str]) -> str:
        """Names of states after each other, in their order."""
        return self("side_list").join(self.words.state(c) for c in codes)


def tags() -> list[str]:
    """The languages documents can be made in."""
    return [t for t in available() if (_HERE / f"{t}.yml").is_file()]


def rank(offices: Iterable[str]) -> int:
    """The place of somebody with these offices in order of precedence."""
    order: list[str] = _data(_FOREMOST)["offices"]
    places = [order.index(o) if o in order else order.index(o.partition("/")[0]) if o.partition("/")[0] in order else len(order)
              for o in offices]
    return min(places, default=len(order))


@cache
def _data(name: str) -> dict[str, Any]:
    return dict(parse((_HERE / f"{name}.yml").read_text("utf-8")))
