"""Problem: what is wrong with a paper and what to do about it, in any interface language.

The sentences are data (`problems.yml`), keyed by code; code names a problem by its code and parameters only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from servanda import datafile, languages
from servanda.errors import UnreadablePaper

Severity = Literal["error", "warning", "notice"]
Parameter = str | int | float
_PARTED = 10_000  # from which thousands are parted
_LANGUAGES = ("read", "other", "readable")  # parameters that name languages by their tags


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one paper; `str(problem)` is the line to print.

    code: an entry of problems.yml. path: the paper as shown. place: where in it (a page or part), or None.
    params: the values its sentences name.
    """

    code: str
    path: str
    params: Mapping[str, Parameter] = field(default_factory=dict)
    place: str | None = None

    def __hash__(self) -> int:
        return hash((self.code, self.path, self.place))

    def __reduce__(self) -> tuple[object, ...]:
        return Problem, (self.code, self.path, dict(self.params), self.place)

    @property
    def severity(self) -> Severity:
        """error: the paper was not read. warning: it was, but not all of it or not surely. notice: nothing is lost."""
        severity: Severity = _catalogue()["problems"][self.code]["severity"]
        return severity

    def reason(self, language: str | None = None) -> str:
        """What is wrong, in an interface language (the catalogue's own where it has no such text)."""
        return _sentence(self.code, "wrong", language).format_map(self._spoken(language))

    def remedy(self, language: str | None = None, *, options: bool = True) -> str:
        """What to do about it. options: whether whoever is told gives the options of the command line."""
        parts = ["remedy", *(["option"] if options and "option" in _catalogue()["problems"][self.code] else [])]
        return ", ".join(_sentence(self.code, part, language) for part in parts).format_map(self._spoken(language))

    def _spoken(self, language: str | None) -> Mapping[str, Parameter]:
        """The values its sentences name; languages by their name in the language of the sentence."""
        spoken = language or _catalogue()["default"]
        named = {name: ", ".join(languages.called(tag, spoken) for tag in str(self.params[name]).split())
                 for name in _LANGUAGES if name in self.params}
        decimal, thousands = _catalogue()["numbers"].get(spoken, (".", ","))
        named |= {name: _figures(value, decimal, thousands) for name, value in self.params.items()
                  if isinstance(value, int | float)}
        return {**self.params, **named} if named else self.params

    def line(self, language: str | None = None) -> str:
        """The whole message: `<file>: <what is wrong>; <what to do>`."""
        told = UnreadablePaper(self._path(language), self.place, self.reason(language), self.remedy(language))
        colon, semicolon = _catalogue()["separators"].get(language or _catalogue()["default"], (": ", "; "))
        return told.line(colon, semicolon)

    def _path(self, language: str | None) -> str:
        """The paper as it is called: what came by standard input, or under an empty name, in words."""
        first, slash, within = self.path.partition("/")
        words = _catalogue()["paths"].get(first, {}) if first or not slash else {}
        return words[language if language in words else _catalogue()["default"]] + slash + within if words else self.path

    def __str__(self) -> str:
        return self.line()


class PaperProblem(UnreadablePaper):
    """Raised where a paper cannot be read; carries the problem, so that it can be told in any language."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.path, problem.place, problem.reason(), problem.remedy())
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        return PaperProblem, (self.problem,)


def shown(path: str) -> str:
    """A file name fit for one line: bytes that are no text and control characters are written out."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)


def problem_codes() -> tuple[str, ...]:
    """Every code of the catalogue."""
    return tuple(_catalogue()["problems"])


def _figures(value: float, decimal: str, thousands: str) -> str:
    """A number in figures; thousands are parted from ten thousand on."""
    told = f"{value:,.1f}".removesuffix(".0") if value >= _PARTED else f"{value:g}"
    return told.translate({ord(","): thousands, ord("."): decimal})


def default_language() -> str:
    """The language that is told where no other is asked for."""
    default: str = _catalogue()["default"]
    return default


@cache
def _catalogue() -> Mapping[str, Any]:
    text = (files("servanda.documents") / "problems.yml").read_text(encoding="utf-8")
    return MappingProxyType(datafile.parse(text))


def _sentence(code: str, part: str, language: str | None) -> str:
    catalogue = _catalogue()
    sentences: Mapping[str, str] = catalogue["problems"][code][part]
    return sentences.get(language or catalogue["default"]) or sentences[catalogue["default"]]
