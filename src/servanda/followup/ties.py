"""Which ties of a partnership a fact bears on: twinnings, ties of parties and parliaments, candidatures, projects and the rest.

By the rules of the ontology (`ontology/data/ties.yml`) and the words of every installed language (`languages/<tag>/ties.yml`):
a fact joins tellings of several languages, so all of them are asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from servanda import languages, ontology
from servanda.extraction.guard import Guarded
from servanda.reconciliation.amounts import lowered

SECTION = "ties"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Data):
    """Patterns of words that tell a tie, and of those that only look like it."""

    match: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


class Examples(_Data):
    """Words that tell a tie, and some that do not."""

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Section(_Data):
    """`ties.yml` of a language, by the codes of the ontology's ties. where: what stands before a place where a thing was done."""

    ties: Mapping[str, Words] = {}
    where: tuple[str, ...] = ()
    examples: Mapping[str, Examples] = {}


class Finder:
    """Tells the ties that words of one language tell."""

    def __init__(self, section: Section) -> None:
        self._told = {tie: (Guarded(_any(words.match)), _any(words.but) if words.but else None)
                      for tie, words in section.ties.items() if words.match}

    def tells(self, tie: str, words: str) -> bool:
        """Whether lower-case words tell a tie."""
        told = self._told.get(tie)
        if told is None:
            return False
        pattern, but = told
        if next(pattern.finditer(words, words), None) is None:
            return False
        return but is None or next(pattern.finditer(left := but.sub("\u2026", words), left), None) is not None


def bears_on(kind: str, type_: str, areas: Collection[str], words: Iterable[str]) -> tuple[str, ...]:
    """The ties a fact bears on, in the order of the rules.

    Args:
        kind: of the fact. type_: of the event or text, kind of the body. areas: fields of the undertaking. words: what it is
            called and how it is told.
    """
    low = [lowered(text).replace("\u2019", "'") for text in words]
    found: list[str] = []
    for rule in ontology.load().ties:
        if any(tie in found for tie in rule.unless):
            continue
        pledged = kind == "undertaking"
        told = (kind == "mechanism" and type_ in rule.mechanisms) or (pledged and any(a in rule.areas for a in areas))
        if not told and kind in rule.words and not (pledged and rule.within and not set(areas) & set(rule.within)):
            told = any(finder.tells(rule.tie, text) for finder in _finders() for text in low)
        if told:
            found.append(rule.tie)
    return tuple(found)


def only_where(place: str, words: str) -> bool:
    """Whether words name a place only as where something was done ("signed in Baku"), not as one that took part."""
    low = " ".join(lowered(words).split())
    named = re.compile(rf"(?<!\w){re.escape(' '.join(lowered(place).split()))}(?!\w)")
    return all(_where().search(low, 0, found.start()) for found in named.finditer(low))


@cache
def _where() -> re.Pattern[str]:
    """Words of any language that stand right before the end of what is searched."""
    spoken = (languages.load(tag) for tag in languages.installed())
    found = {w for language in spoken if language.has(SECTION) for w in language.section(SECTION, Section).where}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(found, key=len, reverse=True))}) $")


@cache
def _finders() -> tuple[Finder, ...]:
    spoken = (languages.load(tag) for tag in languages.installed())
    return tuple(Finder(language.section(SECTION, Section)) for language in spoken if language.has(SECTION))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
