"""Load a language: `languages/<BCP 47 tag>/language.yml` and the sections beside it.

A *section* is one YAML file of a language (`states.yml`, `dates.yml`, `undertakings.yml`, ...). Its shape is a pydantic
model that the stage using it passes in, so that a file is checked by the very code that reads it.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from servanda import datafile
from servanda.errors import LanguageError

S = TypeVar("S", bound=BaseModel)


class Profile(BaseModel):
    """`language.yml`: what a language is called, how it is parsed, and the flags it sets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: dict[str, str]
    parser: str | None = None
    reads: bool = True
    relations: dict[str, tuple[str, ...]] = {}
    flags: tuple[str, ...] = ()


class StateNames(BaseModel):
    """The names of one state in one language; the first name is the short one.

    others: longer names that hold one of these and are no state's (seas, rivers, basins).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    leaders_seat: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Language:
    """One installed language. Sections are loaded on first use and kept."""

    def __init__(self, tag: str, folder: Traversable) -> None:
        self.tag = tag
        self._folder = folder
        self._sections: dict[str, BaseModel] = {}
        self.profile = self._checked("language", Profile)
        self._relations = {role: frozenset(labels) for role, labels in self.profile.relations.items()}

    def has(self, section: str) -> bool:
        """Whether the language has this section file."""
        return (self._folder / f"{section}.yml").is_file()

    def section(self, name: str, model: type[S]) -> S:
        """The section `name`, checked by `model`; an absent file gives the model's defaults.

        Raises:
            LanguageError: the file does not fit the model; the message names file and place.
        """
        if name not in self._sections:
            self._sections[name] = self._checked(name, model)
        found = self._sections[name]
        if not isinstance(found, model):
            raise LanguageError(f"{self.tag}/{name}.yml is read by two different models")
        return found

    @property
    def parser(self) -> str | None:
        """The parser it is read with: None where it has none, or its own is not installed here."""
        return None if self.lacking else self.profile.parser

    @cached_property
    def lacking(self) -> str | None:
        """The package of its parser, where that is not installed here."""
        parser = self.profile.parser
        return parser.replace("_", "-") if parser and find_spec(parser) is None else None

    def relation(self, role: str) -> frozenset[str]:
        """The dependency labels of this language's parser that play a grammatical role."""
        return self._relations.get(role, frozenset())

    def flag(self, name: str) -> bool:
        """Whether the language sets a named flag."""
        return name in self.profile.flags

    @property
    def states(self) -> dict[str, StateNames]:
        """Names of states, by code."""
        return _states(self.tag)

    def raw(self, name: str) -> Any:
        """The parsed YAML of a section, unchecked (None where the file is absent)."""
        path = self._folder / f"{name}.yml"
        if not path.is_file():
            return None
        return datafile.parse(path.read_text(encoding="utf-8"))

    def _checked(self, name: str, model: type[S]) -> S:
        try:
            return model.model_validate(self.raw(name) or {})
        except ValueError as error:
            raise LanguageError(f"languages/{self.tag}/{name}.yml: {error}") from error


@cache
def _states(tag: str) -> dict[str, StateNames]:
    rows = load(tag).raw("states") or {}
    return {code: StateNames.model_validate(row) for code, row in rows.items()}


@lru_cache(maxsize=1)
def installed() -> tuple[str, ...]:
    """The tags of the languages that ship with the package, sorted."""
    root = files("servanda.languages")
    return tuple(sorted(f.name for f in root.iterdir() if f.is_dir() and (f / "language.yml").is_file()))


@cache
def load(tag: str) -> Language:
    """One installed language.

    Raises:
        LanguageError: no such folder, or its data does not fit.
    """
    folder = files("servanda.languages") / tag
    if not (folder / "language.yml").is_file():
        raise LanguageError(f"no language {tag!r} is installed (there are: {', '.join(installed())})")
    return Language(tag, folder)


def called(tag: str, spoken: str) -> str:
    """What a language is called in an interface language; its tag where it has no name there."""
    own = load(tag).profile.name if tag in installed() else {}
    return own.get(spoken) or _called().get(spoken, {}).get(tag, tag)


@cache
def _called() -> dict[str, dict[str, str]]:
    """The names of languages, by the language of the interface."""
    named: dict[str, dict[str, str]] = datafile.parse((files("servanda.languages") / "called.yml").read_text(encoding="utf-8"))
    return named
