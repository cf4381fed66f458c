"""What a clause enumerates: parts of which each may have a follow-up of its own; whether it only refers to its thing, or denies
it."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.reconciliation.amounts import lowered

SECTION = "enumerations"
_MOST = 8
_BEGUN = 20  # characters that always tell of the thing itself
_HEAD = 30  # characters in which a clause says that its own act is not to be done


class Enumerations(BaseModel):
    """`enumerations.yml`: what joins the parts of an enumeration (regular expressions over lower-case words).

    refers: what tells that a clause speaks of a thing named before it: a pronoun, a passive without its subject.
    couples: what joins two that are one thing together (`between Lima and Ilo`).
    denies: what tells that something is not, or is not to be, done.
    whens: what tells that a part only says when something is to be done.
    beyond: where what is to be done ends, and what it is for or what else is told of it begins.
    occasions: on what other occasion something is to be done, to the end of the clause.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    joins: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    couples: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()


def parts(text: str, tag: str | None) -> tuple[str, ...]:
    """The parts that some words enumerate, the first few; nothing where they are but one."""
    pattern = _joins(tag)
    if pattern is None:
        return ()
    found, start, low = [], 0, lowered(text)
    together = [m.span() for m in couples.finditer(low)] if (couples := _couples(tag)) else []
    for match in pattern.finditer(low):
        if any(first <= match.start() < last for first, last in together):
            continue
        found.append(text[start : match.start()])
        start = match.end()
    found.append(text[start:])
    when = _whens(tag)
    found = [f for f in found if when is None or when.search(lowered(f).lstrip()) is None]
    return tuple(found[:_MOST]) if len(found) > 1 else ()


def refers(text: str, tag: str | None) -> bool:
    """Whether some words speak of a thing that is named before them."""
    pattern = _refers(tag)
    return pattern is not None and pattern.search(lowered(text)) is not None


def denies(text: str, tag: str | None, *, anywhere: bool = True) -> bool:
    """Whether some words say that something is not, or is not to be, done (anywhere: not only by their first verb)."""
    pattern = _denies(tag)
    found = pattern.search(lowered(text)) if pattern else None
    return found is not None and (anywhere or found.start() < _HEAD)


def itself(text: str, tag: str | None) -> str:
    """Words without what is told of their thing besides: what it is for, in a relative clause."""
    pattern = _beyond(tag)
    found = pattern.search(lowered(text), _BEGUN) if pattern else None
    return text[: found.start()] if found else text


def without_occasion(text: str, tag: str | None) -> str:
    """Words without the other occasion on which their thing is to be done (`signed at that session`)."""
    pattern = _occasions(tag)
    found = pattern.search(lowered(text)) if pattern else None
    return text[: found.start()] + text[found.end() :] if found else text


@cache
def _occasions(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).occasions)


@cache
def _couples(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).couples)


@cache
def _denies(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).denies)


@cache
def _whens(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).whens)


@cache
def _beyond(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).beyond)


@cache
def _joins(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).joins)


@cache
def _refers(tag: str | None) -> re.Pattern[str] | None:
    return _any(_section(tag).refers)


def _section(tag: str | None) -> Enumerations:
    if tag not in languages.installed() or not languages.load(tag).has(SECTION):
        return Enumerations()
    return languages.load(tag).section(SECTION, Enumerations)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns).replace(" ", r"\s+")) if patterns else None
