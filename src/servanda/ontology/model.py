"""The ontology: loaded once from its data files, checked, frozen.

Unknown keys and dangling references fail at load: a vocabulary that is wrong must not read papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from servanda import datafile

VERSION = "1"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class State(_Entry):
    """A state, present or former, by its code (ISO 3166-1 alpha-2; ISO 3166-3 heads for former states; EU)."""

    code: str
    status: Literal["un-member", "un-observer", "union", "other", "former"]
    since: str | None = None
    until: str | None = None
    successors: tuple[str, ...] = ()


class Agency(_Entry):
    """A news agency or outlet that papers credit, and the state it belongs to (its *side*)."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    kind: str


class Organisation(_Entry):
    """An organisation papers name everywhere, with its names per language (`any`: in all); a national one has a state."""

    key: str
    names: dict[str, tuple[str, ...]]
    kind: str = "international"
    state: str | None = None

    def forms(self, tag: str) -> tuple[str, ...]:
        """The names that papers of a language give it."""
        return self.names.get(tag, ()) + self.names.get("any", ())


class PersonalNames(_Entry):
    """Given names; surnames and their endings (with a hyphen before) by the states whose people often bear them.

    family_first: the states whose people write the surname first. either: those whose names are written both ways.
    """

    given: tuple[str, ...] = ()
    family_first: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    origins: dict[str, tuple[str, ...]] = {}


class Scheme(_Entry):
    """An outside vocabulary: its name, the file its codes were read in, and what the URI of a code begins with."""

    key: str
    name: str
    source: str
    uri: str | None = None


class Term(_Entry):
    """One entry of a closed list: its code, its label in every interface language, its codes in outside schemes by scheme."""

    code: str
    label: dict[str, str]
    description: dict[str, str] = {}
    mappings: dict[str, tuple[str, ...]] = {}


class Act(_Entry):
    """Promised acts, as concepts, and those by which a later paper tells that they were done (telling: with a name alone)."""

    acts: frozenset[str]
    shown: frozenset[str]
    telling: bool = False


class TieRule(_Entry):
    """Which facts bear on a tie of the partnership (the data file says how the keys are meant)."""

    tie: str
    mechanisms: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Ontology(_Entry):
    """Everything the reader may say, and the names it may say it with."""

    states: dict[str, State]
    agencies: tuple[Agency, ...]
    organisations: tuple[Organisation, ...]
    vocabularies: dict[str, tuple[Term, ...]]
    schemes: tuple[Scheme, ...] = ()
    names: PersonalNames = PersonalNames()
    ties: tuple[TieRule, ...] = ()

    def codes(self, vocabulary: str) -> tuple[str, ...]:
        """The codes of one closed list, in its order."""
        return tuple(term.code for term in self.vocabularies[vocabulary])

    def mappings(self, vocabulary: str, code: str) -> dict[str, tuple[str, ...]]:
        """The codes of outside schemes for one term, by scheme; a scheme without a fitting code is absent."""
        return next((term.mappings for term in self.vocabularies.get(vocabulary, ()) if term.code == code), {})

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """The label of `code` in an interface language; the code itself where none is known."""
        for term in self.vocabularies.get(vocabulary, ()):
            if term.code == code:
                return term.label.get(language, code)
        return code


def _data(name: str) -> Any:
    path = files("servanda.ontology") / "data" / f"{name}.yml"
    if not path.is_file():
        return None
    return datafile.parse(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def load() -> Ontology:
    """The ontology shipped with the package."""
    rename = {"from": "since"}
    outside: dict[str, dict[str, Any]] = _data("mappings") or {}
    states = [State(**{rename.get(k, k): v for k, v in row.items() if v is not None}) for row in _data("states") or []]
    return Ontology(
        states={state.code: state for state in states},
        agencies=tuple(Agency(**row) for row in _data("agencies") or []),
        organisations=(*(Organisation(**row) for row in _data("organisations") or []), *_bodies()),
        names=PersonalNames(**(_data("names") or {})),
        ties=tuple(TieRule(**row) for row in _data("ties") or []),
        vocabularies={
            name: tuple(Term(**row, mappings=_codes(outside, name, row["code"])) for row in rows)
            for name, rows in (_data("vocabularies") or {}).items()
        },
        schemes=tuple(
            Scheme(key=key, name=row["name"], source=row["source"], uri=row.get("uri")) for key, row in outside.items()
        ),
    )


def _bodies() -> Iterator[Organisation]:
    """The bodies of one state that every language names alike; their first name is their key."""
    listed: dict[str, dict[str, list[str | list[str]]]] = _data("bodies") or {}
    for kind, by_state in listed.items():
        for state, bodies in by_state.items():
            for body in bodies:
                names = (body,) if isinstance(body, str) else tuple(body)
                yield Organisation(key=f"{state}:{names[0]}", names={"any": names}, kind=kind, state=state)


def _codes(outside: dict[str, dict[str, Any]], vocabulary: str, code: str) -> dict[str, tuple[str, ...]]:
    found = {key: row.get(vocabulary, {}).get(code) for key, row in outside.items()}
    return {key: tuple(codes) for key, codes in found.items() if codes}


@lru_cache(maxsize=1)
def _broader() -> dict[str, tuple[str, ...]]:
    rows: dict[str, list[str]] = _data("concepts") or {}
    found: dict[str, set[str]] = {}
    for wide, narrow in rows.items():
        for concept in narrow:
            found.setdefault(concept, set()).add(wide)

    def above(concept: str) -> set[str]:
        return {w for wide in found.get(concept, ()) for w in (wide, *above(wide))}

    return {c: tuple(sorted(above(c))) for c in found}


def broader(concept: str) -> tuple[str, ...]:
    """The broader concepts a concept belongs to, directly or through another."""
    return _broader().get(concept, ())


def above(concepts: frozenset[str]) -> frozenset[str]:
    """The broader concepts that any of some concepts belongs to."""
    return _above(concepts & _narrower())


@lru_cache(maxsize=20_000)
def _above(narrow: frozenset[str]) -> frozenset[str]:
    known = _broader()
    return frozenset(wide for concept in narrow for wide in known[concept])


@lru_cache(maxsize=1)
def _narrower() -> frozenset[str]:
    return frozenset(_broader())


@lru_cache(maxsize=1)
def acts() -> tuple[Act, ...]:
    """What shows that something promised was done."""
    return tuple(Act(**row) for row in _data("acts") or [])


@lru_cache(maxsize=1)
def concepts() -> frozenset[str]:
    """The concepts that are ordered by breadth: narrower and broader ones."""
    rows: dict[str, list[str]] = _data("concepts") or {}
    return frozenset(rows) | frozenset(c for narrow in rows.values() for c in narrow)
