"""What documents say in a language of their own, whatever the language of the page: phrases, names of states, precedence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from servanda import languages
from servanda.datafile import parse
from servanda.publishing.named import Named
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

    @property
    def months(self) -> list[str]:
        """The names of the months, short enough to stand side by side."""
        return list(self._said["months"])

    @property
    def both(self) -> Named:
        """“Both sides”."""
        return self.named(self("both"))

    def everywhere(self, code: str) -> set[str]:
        """The short names of a state in the languages of the pages."""
        return {Words(tag).state(code) for tag in available()}

    def visit(self, title: str, guest: str, host: str) -> str:
        """What a visit is called; by its sides, where it bears the words of the invitation it follows from."""
        if not guest or not host or invited(title) == title:
            return title
        return self("visit_of", guest=self.sides([guest]), host=self.sides([host]))

    def sides(self, codes: Iterable[str], *, official: bool = False) -> Named:
        """Names of states after each other, in their order. official: in full."""
        each = [self.named(self.official(c) if official else self.words.state(c), c) for c in codes]
        return self.words.articles.listed(each)

    def named(self, name: str, code: str = "") -> Named:
        """A name with its article, by the data of the language. code: of the state whose name it is."""
        return self.words.articles.named(name, code)


def tags() -> list[str]:
    """The languages documents can be made in."""
    return [t for t in available() if (_HERE / f"{t}.yml").is_file()]


def former(words: str) -> bool:
    """Whether words before a name call somebody former or dead, in any language documents are made in."""
    return bool(_former().search(words))


def act_of(words: str) -> str:
    """What words tell was done with a text: `ratified`, `in-force`, else `signed`."""
    return next((act for act, pattern in _acts() if pattern.search(words)), "signed")


@cache
def _former() -> re.Pattern[str]:
    return re.compile("|".join(w for tag in tags() for w in _data(tag)["former"]), re.IGNORECASE)


@cache
def _acts() -> list[tuple[str, re.Pattern[str]]]:
    told: list[Mapping[str, list[str]]] = [_data(tag)["acts_of_texts"] for tag in tags()]
    return [(act, re.compile("|".join(w for each in told for w in each[act]), re.IGNORECASE)) for act in told[0]]


def invited(words: str) -> str:
    """The words of an invitation without the participle they begin with."""
    pattern = "|".join(w for tag in tags() for w in _data(tag)["invited"])
    return re.sub(rf"^(?:{pattern})\s+", "", words, flags=re.IGNORECASE)


def rank(offices: Iterable[str]) -> int:
    """The place of somebody with these offices in order of precedence."""
    order: list[str] = _data(_FOREMOST)["offices"]
    places = [order.index(o) if o in order else order.index(o.partition("/")[0]) if o.partition("/")[0] in order else len(order)
              for o in offices]
    return min(places, default=len(order))


@cache
def _data(name: str) -> dict[str, Any]:
    return dict(parse((_HERE / f"{name}.yml").read_text("utf-8")))
