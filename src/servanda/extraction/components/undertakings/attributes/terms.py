"""Shape of `areas.yml`, and the terms of a text by which fields of cooperation are known (GUIDE section 7)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from servanda.extraction.components.undertakings.attributes.scene import bare
from servanda.extraction.together import LETTERS, Beginnings
from servanda.languages import Language

SECTION = "areas"
FRAMEWORK = "framework"
NEUTRAL = ""
WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"\w\w")
_Span = tuple[int, int, int]  # where a term stands, and the number of the group it is of


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _parted(value: object) -> object:
    return [term for part in value.split(",") if (term := part.strip())] if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_parted)]  # long lists are one text with commas, which YAML reads at once


class Terms(_Data):
    """Words of one field; `weak` ones count only where nothing else speaks, `dealt` ones beside wares, too.

    faint: weak ones of those who act, of sums, of any action (`firms`, `seminar`), which the weak ones of a topic silence.
    """

    terms: Listed = ()
    weak: Listed = ()
    faint: Listed = ()
    dealt: Listed = ()


class Example(_Data):
    """Words and the fields they speak of."""

    words: str
    areas: tuple[str, ...]


class Examples(_Data):
    """What the data promises to read."""

    match: tuple[Example, ...] = ()
    no_match: tuple[Example, ...] = ()


class Lexicon(_Data):
    """`areas.yml`.

    inflection: endings any word may take. plural: the ending that a word of several may lack. procedures: how an action
    begins that only keeps an agreement going, whatever it is about. reporting: how one begins that only reports or takes
    stock. gatherings: how one begins by which a body meets. completing: terms of what only completes a text, whatever it
    is about; paying: terms that only tell who pays; figures: how an action begins by which a figure told before rises or
    falls. attendance: what somebody is invited to do where it is no visit. wares: fields of what is bought and sold.
    cut: what opens an illustration or means; purposes: a purpose; effects: what only comes of it (`, contributing to peace`);
    settings: where something is done, and for whom.
    sending: how an action begins that hands something on; addressed: to whom it does; occasions: the meetings at which
    something is done. traded: fields that only name wares, means or setting where the paper is wholly of another field
    that the action names. taken_up: words that take up what the action before was about; going_on: those that do at its
    head. whole: words of all that two states do with each other, after which the action before is not gone on with; ties:
    those after which no field is looked for in the sentence before either. listings: what opens a list of fields behind a
    general word; between: words that may stand between the members of a list. topics: what opens the phrase that says
    what a sentence is about; domains: what, in an action, opens one that says in which field it is done.
    """

    inflection: str = ""
    plural: str = ""
    areas: dict[str, Terms] = {}
    strong_framework: tuple[str, ...] = ()
    neutral: Listed = ()
    dominant: tuple[str, ...] = ()
    wares: frozenset[str] = frozenset()
    cut: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    sending: str = r"(?!)"
    addressed: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    traded: frozenset[str] = frozenset()
    taken_up: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    between: str = r"(?!)"
    topics: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    body_actions: str = r"(?!)"
    founded: str = r"(?!)"
    procedures: str = r"(?!)"
    reporting: str = r"(?!)"
    visits: str = r"(?!)"
    attendance: str = r"(?!)"
    gatherings: str = r"(?!)"
    completing: str = r"(?!)"
    paying: str = r"(?!)"
    figures: str = r"(?!)"
    examples: Examples = Examples()


class Hit(NamedTuple):
    """A term found: where, and the field it speaks of."""

    start: int
    end: int
    area: str
    weak: bool
    dealt: bool = False
    faint: bool = False


@dataclass
class _Group:
    """Terms of one field that begin alike; their pattern is made when a text first has a word that begins so."""

    start: str
    order: int
    area: str
    weak: bool
    dealt: bool
    faint: bool
    terms: Sequence[str]
    compiled: Callable[[Sequence[str]], re.Pattern[str]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the terms."""
        return self.compiled(self.terms)


class Words:
    """A language's lexicon of fields, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.groups: list[_Group] = []
        self._entered = 0
        self._enter(NEUTRAL, lexicon.neutral)
        for area, entry in lexicon.areas.items():
            self._enter(area, entry.terms)
            self._enter(area, entry.weak, weak=True)
            self._enter(area, entry.faint, weak=True, faint=True)
            self._enter(area, entry.dealt, weak=True, dealt=True)
        by_start: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            by_start.setdefault(group.start, []).append(number)
        self._beginnings = Beginnings(by_start)
        self.strong = self._either(lexicon.strong_framework)
        self.dominant = _opening(lexicon.dominant)
        self.cut = _opening(lexicon.cut)
        self.purpose = _opening(lexicon.purposes)
        self.effects = _opening(lexicon.effects)
        self.settings = _opening(lexicon.settings)
        self.sending = _anywhere(lexicon.sending)
        self.addressed = _opening(lexicon.addressed)
        self.occasions = _opening(lexicon.occasions)
        self.taken_up = _opening(lexicon.taken_up)
        self.going_on = _opening(lexicon.going_on)
        self.whole = _opening(lexicon.whole)
        self.ties = _opening(lexicon.ties)
        self.listings = _opening(lexicon.listings)
        self.between = _anywhere(lexicon.between)
        self.topics = _opening(lexicon.topics)
        self.domains = _opening(lexicon.domains)
        self.body_actions = re.compile(rf"(?<!\w){bare(lexicon.body_actions)}".replace(" ", r"\s+"))
        self.founded = _anywhere(lexicon.founded)
        self.procedures = _anywhere(lexicon.procedures)
        self.reporting = _anywhere(lexicon.reporting)
        self.visits = re.compile(rf"(?<!\w){bare(lexicon.visits)}".replace(" ", r"\s+"))
        self.gatherings = _opening((lexicon.gatherings,))
        self.completing = _anywhere(lexicon.completing)
        self.paying = _anywhere(lexicon.paying)
        self.figures = _anywhere(lexicon.figures)
        self.attendance = re.compile(rf"(?<!\w){bare(lexicon.attendance)}".replace(" ", r"\s+"))

    def _enter(self, area: str, terms: Sequence[str], *, weak: bool = False, dealt: bool = False, faint: bool = False) -> None:
        """Index terms by how their first word begins, so that a text tries few of them at each word."""
        self._entered += 1
        groups: dict[str, list[str]] = {}
        for term in terms:
            groups.setdefault(bare(term.lower()).partition(" ")[0].rstrip("*")[:LETTERS], []).append(term)
        self.groups += [_Group(start, self._entered, area, weak, dealt, faint, group, self._either)
                        for start, group in groups.items()]

    def _either(self, terms: Sequence[str]) -> re.Pattern[str]:
        if not terms:
            return re.compile(r"(?!)")
        written = "|".join(self._term(t) for t in sorted(terms, key=len, reverse=True))
        return re.compile(rf"(?<![\w])(?:{written})(?!\w)")

    def _term(self, term: str) -> str:
        words = bare(term.lower()).split()
        return r"[\s-]+".join(
            re.escape(word[:-1]) + r"\w*" if word.endswith("*")
            else re.escape(self._stem(word) if len(words) > 1 else word) + self.lexicon.inflection
            for word in words
        )

    def _stem(self, word: str) -> str:
        """A word of several without its ending (`passeports diplomatiques` is also one of them), if it is not a short one."""
        stem = re.sub(f"(?:{self.lexicon.plural})$", "", word) if self.lexicon.plural else word
        return stem if len(stem) >= LETTERS else word

    def spans(self, text: str, start: int = 0, end: int | None = None) -> list[_Span]:
        """Where the terms of each group stand in a stretch of (bare) text, in the order in which they begin."""
        end = len(text) if end is None else end
        return [span for word in WORD.finditer(text, start, end)
                for span in self.spans_at(text, word.start(), end, self._beginnings.at(text, word.start()))]

    def spans_at(self, text: str, start: int, end: int, numbers: Iterable[int]) -> list[_Span]:
        """Where terms of some groups that begin at a place end, before the end of a stretch."""
        return [(start, m.end(), number) for number in numbers
                if (m := self.groups[number].pattern.match(text, start, end)) is not None]


class Found:
    """The terms of a (bare) text, looked for once and told for any stretch of it."""

    def __init__(self, words: Words, text: str) -> None:
        self._words, self._text, self._spans = words, text, words.spans(text)

    def hits(self, start: int = 0, end: int | None = None) -> list[Hit]:
        """The terms of a stretch, the longest at each place; fields may share one, unless it is neutral."""
        found = {
            Hit(first, last, group.area, group.weak, group.dealt, group.faint): group.order
            for first, last, number in self._within(start, len(self._text) if end is None else end)
            for group in (self._words.groups[number],)
        }
        for hit in [h for h in found if h.area == FRAMEWORK]:
            if any(_cross(hit, other) for other in found if other.area not in (FRAMEWORK, NEUTRAL) and not other.weak):
                del found[hit]  # `economic relations between the two countries`
        kept: list[Hit] = []
        taken: dict[int, tuple[int, int]] = {}
        silent: set[tuple[int, int]] = set()
        for hit in sorted(found, key=lambda h: (h.start - h.end, h.start, found[h])):
            span = (hit.start, hit.end)
            if span not in silent and all(taken.get(place, span) == span for place in range(*span)):
                taken.update(dict.fromkeys(range(*span), span))
                if hit.area == NEUTRAL:
                    silent.add(span)
                else:
                    kept.append(hit)
        return sorted(kept, key=lambda h: h.start)

    def _within(self, start: int, end: int) -> list[_Span]:
        """The terms of each group in a stretch, of which what goes on behind it may be a shorter term."""
        if _INSIDE.match(self._text, end - 1):  # it ends within a word, half of which may be one
            return self._words.spans(self._text, start, end)
        spans = self._spans[bisect_left(self._spans, (start,)):bisect_left(self._spans, (end,))]
        return [span for first, last, number in spans for span in (
            [(first, last, number)] if last <= end else self._words.spans_at(self._text, first, end, (number,)))]


def _cross(one: Hit, other: Hit) -> bool:
    """Whether two terms share words that neither holds whole."""
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _anywhere(pattern: str) -> re.Pattern[str]:
    """A pattern of plain words, however they are spaced."""
    return re.compile(bare(pattern).replace(" ", r"\s+"))


def _opening(patterns: Sequence[str]) -> re.Pattern[str]:
    """What begins with one of some patterns."""
    if not patterns:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(bare(p) for p in patterns).replace(" ", r"\s") + ")")


@cache
def words(language: Language) -> Words:
    """The compiled lexicon of a language."""
    return Words(language.section(SECTION, Lexicon))


def chosen(hits: Sequence[Hit], wares: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The fields some terms speak of, in order: strong before weak, the framework last and only alone."""
    strong = [h.area for h in hits if not h.weak and h.area != FRAMEWORK]
    if not wares.isdisjoint(strong):
        strong += [h.area for h in hits if h.dealt]
    weak = [h.area for h in hits if h.weak and not h.faint] or [h.area for h in hits if h.weak]
    framework = [h.area for h in hits if h.area == FRAMEWORK and not h.weak]
    return tuple(dict.fromkeys(strong or framework or weak))
