"""What tells of the life of a text, in one language: `lives.yml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from servanda.extraction.calendar import Calendar, Dates
from servanda.extraction.components.titles import alternatives
from servanda.extraction.together import Together
from servanda.languages import Language

How = Literal["text", "side", "either", "noun"]
Part = Literal["length", "renewal", "notice", "until"]
_BACK = 60  # characters before a step in which it may be refused, wished or made a condition
_SPAN = "{span}"
_SEATED = 5  # words between one like `by` and the state that did it (`by the lower house of the parliament of`)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(_Entry):
    """One way to tell a step (the data file says how the keys are meant)."""

    kind: str
    how: How
    done: tuple[str, ...]
    coming: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    undated: bool = False


class Bearing(_Entry):
    """How a text bears on another: told from its own side, or from that of the other."""

    kind: str
    active: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()


class Examples(_Entry):
    """Words that tell something, and such that do not."""

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Lexicon(_Entry):
    """`lives.yml`."""

    steps: tuple[Row, ...] = ()
    terms: dict[Part, tuple[str, ...]] = {}
    relations: tuple[Bearing, ...] = ()
    begins: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    examples: dict[str, Examples] = {}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell something of a text: a step (row), a part of its terms (part), or its bearing on another (bearing).

    months: the span of time a part of its terms tells, 0 where it tells none. passive: a bearing told from the other's side.
    said: whether it is told at all, not refused, only wished, or a condition.
    """

    start: int
    end: int
    words: str
    coming: bool = False
    row: Row | None = None
    part: Part | None = None
    months: int = 0
    bearing: Bearing | None = None
    passive: bool = False
    said: bool = True


class Words:
    """The lexicon of a language, compiled."""

    def __init__(self, language: Language) -> None:
        self.lexicon = language.section("lives", Lexicon)
        self._calendar = Calendar(language.section("dates", Dates))
        self._refused = _ending(self.lexicon.refused)
        self._ahead = _ending(self.lexicon.ahead)
        self.begins = re.compile(_either(self.lexicon.begins), re.IGNORECASE)
        self.at, self.led = re.compile(rf"(?:{_either(self.lexicon.at)})(?!\w)", re.IGNORECASE), _ending(self.lexicon.at)
        led = rf"(?<!\w)(?:{_either(self.lexicon.agents)})(?!\w)"
        self.agent = re.compile(rf"{led}(?:\s?[^\s,;.]+){{0,{_SEATED}}}\s*$", re.IGNORECASE)
        self.joined = re.compile(rf"\s*(?:{_either(self.lexicon.joins)})\s*", re.IGNORECASE)
        self.dated = re.compile(rf"\s?(?:{_either(self.lexicon.dated)})\s*", re.IGNORECASE)
        self.pronoun = re.compile(rf"(?<!\w)(?:{_either(self.lexicon.pronouns)})(?!\w)", re.IGNORECASE)
        self.drafts = re.compile(_either(self.lexicon.drafts), re.IGNORECASE)
        self.possessive = _ending(self.lexicon.possessives)

    @cached_property
    def _cues(self) -> tuple[list[Cue], Together]:
        """What each pattern tells, and the patterns."""
        told: list[tuple[Cue, tuple[str, ...]]] = []
        for row in self.lexicon.steps:
            told += [(Cue(0, 0, "", row=row), row.done), (Cue(0, 0, "", row=row, coming=True), row.coming)]
        for part, patterns in self.lexicon.terms.items():
            told += [(Cue(0, 0, "", part=part), (p.replace(_SPAN, self._calendar.span),)) for p in patterns]
        for b in self.lexicon.relations:
            told += [(Cue(0, 0, "", bearing=b), b.active), (Cue(0, 0, "", bearing=b, passive=True), b.passive)]
        told = [(cue, patterns) for cue, patterns in told if patterns]
        return [cue for cue, _ in told], Together([alternatives(patterns) for _, patterns in told])

    def cues(self, text: str, start: int, end: int) -> list[Cue]:
        """What a stretch of text tells, in order: of what begins alike or lies in another, the longest.

        Parts of terms and bearings stand beside steps.
        """
        found: dict[str, list[Cue]] = {"row": [], "part": [], "bearing": []}
        cues, together = self._cues
        for number, match in together.finditer(text, start, end):
            cue = cues[number]
            sort = "row" if cue.row else "part" if cue.part else "bearing"
            months = self._calendar.months(match) if cue.part else 0
            found[sort].append(Cue(match.start(), match.end(), match.group(), cue.coming, cue.row, cue.part, months, cue.bearing,
                                   cue.passive))
        listed = [c for sort in found for c in _longest(found[sort])]
        return sorted((c if self._said(c, text, start) else replace(c, said=False) for c in listed), key=lambda c: c.start)

    def _said(self, cue: Cue, text: str, start: int) -> bool:
        """Whether something is neither refused, nor told as done where it is only wished or a condition."""
        if cue.part is not None:
            return True
        before = text[max(start, cue.start - _BACK):cue.start]
        return self._refused.search(before) is None and (cue.coming or self._ahead.search(before) is None)

    def kinds(self, text: str) -> set[str]:
        """What is told in some words as done, by its code (`term` of parts of terms): for the examples."""
        told = self.cues(text, 0, len(text))
        return {c.row.kind if c.row else c.bearing.kind if c.bearing else "term" for c in told if c.said and not c.coming}


def _longest(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Cues that do not overlap: of several the first, of those the longest."""
    end = -1
    for cue in sorted(cues, key=lambda c: (c.start, -c.end)):
        if cue.start >= end:
            end = cue.end
            yield cue


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True)) or "(?!)"


def _ending(patterns: Sequence[str]) -> re.Pattern[str]:
    """Words that end just before something."""
    return re.compile(rf"(?<!\w)(?:{_either(patterns)})\s*$", re.IGNORECASE)
