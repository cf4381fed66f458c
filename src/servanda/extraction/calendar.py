"""Date expressions of diplomatic prose, found in a text by the patterns of its language.

The grammar is data (`languages/<tag>/dates.yml`): patterns with named slots, each with the *reading* that says how its
slots become a date (`moments`). The code knows readings and slots, no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from servanda.extraction.mentions import DateMention, Span
from servanda.extraction.moments import (
    Expression,
    Moment,
    Reading,
    Resolution,
    Unit,
    about,
    last_of,
    moment,
    resolve,
    that_can_be,
)
from servanda.extraction.together import Together

_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_DAY = r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])"
_END = re.compile(r"[.!?]\s")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_SENTENCE = 300  # characters before and after a date within which its sentence is looked through
_IN_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}  # units of spans
_IN_DAYS = {"day": 1, "week": 7}
_MONTH_OF_DAYS = 30


class Pattern(BaseModel):
    """One way to write a date. `examples` maps words to the EDTF value they have on Wednesday 2025-05-07.

    month: that of a feast, which the words do not tell by its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    reading: Reading
    unit: Unit | None = None
    shift: int | None = None
    month: int | None = None
    due: bool = False
    examples: dict[str, str | None] = {}
    no_match: tuple[str, ...] = ()


class Examples(BaseModel):
    """Sentences that must match, and such that must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Dates(BaseModel):
    """`dates.yml`: the words of the calendar, and the patterns made of them (all are regular expressions).

    before: words of deadlines by which the date they name is already too late. aside: words that begin what is told by the
    way (`who had arrived`), so that the days the tale counts from are not those told there. earlier: verbs of what had been
    before the things that a text is about. recalled: what is told in a
    sentence whose dates are those of long ago.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: dict[int, tuple[str, ...]] = {}
    weekdays: dict[int, tuple[str, ...]] = {}
    units: dict[Unit, tuple[str, ...]] = {}
    numerals: dict[int, tuple[str, ...]] = {}
    ordinals: dict[int, tuple[str, ...]] = {}
    seasons: dict[int, tuple[str, ...]] = {}
    parts: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    day_suffix: str = ""
    day_words: dict[int, tuple[str, ...]] = {}
    due: tuple[str, ...] = ()
    due_examples: dict[str, str] = {}
    before: tuple[str, ...] = ()
    before_examples: Examples = Examples()
    aside: tuple[str, ...] = ()
    aside_examples: Examples = Examples()
    earlier: tuple[str, ...] = ()
    earlier_examples: Examples = Examples()
    recalled: tuple[str, ...] = ()
    recalled_examples: Examples = Examples()
    patterns: tuple[Pattern, ...] = ()


class Calendar:
    """A language's patterns, compiled, with the values of its calendar words."""

    def __init__(self, words: Dates) -> None:
        self.words = words
        self._values: dict[str, dict[str, int]] = {}
        self._slots = {
            "year": _YEAR, "day": _DAY + words.day_suffix, "monthnumber": r"(?:0?[1-9]|1[0-2])",
            "dayword": _either(words.day_words.values()),
            "month": _either(words.months.values()), "weekday": _either(words.weekdays.values()),
            "number": r"(?:\d{1,3}|" + _either(words.numerals.values()) + ")",
            "ordinal": _either(words.ordinals.values()), "season": _either(words.seasons.values()),
            "unit": _either(words.units.values()),
        }
        self._together = Together([self._compiled(p.pattern) for p in words.patterns])
        due = rf"(?<!\w)(?:{_loose(_either([words.due]))})"
        self._due_before, self._due_within = re.compile(rf"{due}\s*$", re.I), re.compile(rf"{due}(?!\w)", re.I)
        self._part = re.compile(_loose(_either([words.parts])), re.I)
        self._before = re.compile(rf"(?<!\w)(?:{_loose(_either([words.before]))})\s*", re.I)
        self._aside = re.compile(rf"(?<!\w)(?:{_loose(_either([words.aside]))})(?!\w)[^,;:()\u2013\u2014]*$", re.I)
        self.earlier = re.compile(rf"(?<!\w)(?:{_loose(_either([words.earlier]))})(?!\w)", re.I)
        self.recalled = re.compile(rf"(?<!\w)(?:{_loose(_either([words.recalled]))})(?!\w)", re.I)

    @cached_property
    def _tables(self) -> dict[str, list[tuple[re.Pattern[str], int | str]]]:
        words = self.words
        named: dict[str, Mapping[Any, tuple[str, ...]]] = {
            "month": words.months, "weekday": words.weekdays, "number": words.numerals, "ordinal": words.ordinals,
            "season": words.seasons, "unit": words.units, "dayword": words.day_words,
        }
        return {
            slot: [(re.compile(form, re.I), key) for key, forms in table.items() for form in forms]
            for slot, table in named.items()
        }

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        words = self.words
        direction = rf"(?:(?P<last>{_either([words.last])})|(?P<next>{_either([words.next])}))"
        pattern = pattern.replace("{direction}", direction).replace("{part}", _either([words.parts]))
        pattern = re.sub(r"\{([a-z]+)(2?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{self._slots[m[1]]})", pattern)
        return re.compile(rf"(?<![\w-])(?:{_loose(pattern)})(?!\w)", re.I)

    def matches(self, text: str) -> list[tuple[Pattern, re.Match[str]]]:
        """The date expressions of a text, in order, none overlapping; the earliest, then the longest, wins."""
        patterns = self.words.patterns
        found = [(m.start(), -m.end(), i, patterns[i], m) for i, m in self._together.finditer(text)]
        kept: list[tuple[Pattern, re.Match[str]]] = []
        end = 0
        for start, _, _, pattern, match in sorted(found, key=lambda row: row[:3]):
            if start >= end and match.end() > start:
                kept.append((pattern, match))
                end = match.end()
        return kept

    def expression(self, pattern: Pattern, match: re.Match[str]) -> Expression:
        """The slots of a match as numbers."""
        slots = {name: value for name, value in match.groupdict().items() if value}
        numbers = {n: self._number(n, slots[n]) for n in _NUMERIC if n in slots}
        if "monthnumber" in slots:
            numbers["month"] = int(slots["monthnumber"])
        if "dayword" in slots:
            numbers["day"] = self._number("dayword", slots["dayword"])
        if pattern.month is not None:
            numbers["month"] = pattern.month
        return Expression(
            reading=pattern.reading, shift=pattern.shift,
            unit=self._named("unit", slots["unit"]) if "unit" in slots else pattern.unit,  # type: ignore[arg-type]
            direction=(1 if "next" in slots else 0) - (1 if "last" in slots else 0), **numbers,
        )

    @property
    def span(self) -> str:
        """The pattern of a span of time (`five years`, `five (5) years`, `six-month`), for lexicons that speak of spans."""
        return rf"(?:(?P<number>{self._slots['number']})(?:\s?\([\w-]+\))?[\s-](?P<unit>{self._slots['unit']}))"

    def months(self, match: re.Match[str]) -> int:
        """The months of the span of time that a match of such a pattern tells; 0 where it tells none."""
        told = match.groupdict()
        if not told.get("number") or not told.get("unit"):
            return 0
        number, unit = self._number("number", told["number"]), str(self._named("unit", told["unit"]))
        return round((number or 0) * (_IN_MONTHS.get(unit) or _IN_DAYS.get(unit, 0) / _MONTH_OF_DAYS))

    def _number(self, slot: str, words: str) -> int | None:
        digits = re.match(r"\d+", words)
        if digits:
            return int(digits[0])
        value = self._named(slot.rstrip("2"), words)
        return value if isinstance(value, int) else None

    def _named(self, slot: str, words: str) -> int | str | None:
        plain = re.sub(r"\s+", " ", words.replace("\u2019", "'"))
        return next((value for form, value in self._tables.get(slot, ()) if form.fullmatch(plain)), None)

    def deadline(self, before: str, words: str) -> int | None:
        """Where a deadline begins, counted back from a date expression (0: at its first word); None if it is none."""
        match = self._due_before.search(before)
        if match:
            return len(before) - match.start()
        for around in self._due_within.finditer(before + words[:20]):  # a deadline's last word may begin the date
            if around.start() < len(before) < around.end():
                return len(before) - around.start()
        return 0 if self._due_within.match(words) else None

    def span_of(self, words: str, due: str) -> str | None:
        """The quarter, half or span of years that some words name, with which a deadline (an EDTF value) ends."""
        until = moment(due)
        told = (resolve(self.expression(pattern, match), until) for pattern, match in self.matches(words))
        named = (value for found in told for value in (found.planned, found.value) if value is not None)
        return next((value for value in named if value != due and last_of(value) == due), None)

    def is_aside(self, before: str) -> bool:
        """Whether some words before a date, of its own sentence, begin something told by the way that goes on up to it."""
        return self._aside.search(before) is not None

    def falls_before(self, words: str, due: str) -> bool:
        """Whether some words set a day, month or year (an EDTF value) as one before which, not in which, something is due."""
        until = moment(due)
        for pattern, match in self.matches(words):
            read = self.expression(pattern, match)
            told = (read.year or until.year, read.month, read.day)
            if pattern.reading not in ("day", "month", "year") or told != (until.year, until.month, until.day):
                continue
            led = [m for m in self._before.finditer(words, 0, match.end()) if m.start() <= match.start() <= m.end()]
            if led and not self._part.match(words, led[-1].end()):
                return True
        return False


_NUMERIC = ("day", "day2", "month", "month2", "year", "year2", "weekday", "number", "ordinal", "season")


def _loose(pattern: str) -> str:
    """A pattern that takes any white space and either apostrophe."""
    return pattern.replace("'", "['\u2019]").replace(" ?", r"\s*").replace(" ", r"\s+")


def _either(groups: Iterable[Sequence[str]]) -> str:
    forms = sorted({form for group in groups for form in group}, key=len, reverse=True)
    return "(?:" + "|".join(forms) + ")" if forms else r"(?!)"


def mentions(view: str, calendar: Calendar, reference: Moment) -> list[DateMention]:
    """Every date expression of a view, resolved in reading order."""
    found: list[DateMention] = []
    previous: Moment | None = None
    told: Moment | None = None  # the last day about the text's own
    current: Moment | None = None  # the same, but for those looked back to (`the day before`)
    present: Moment | None = None  # the same, but for those of what had been before, which the next paragraph leaves again
    own = reference if reference.full is not None else None
    for pattern, match in calendar.matches(view):
        expression = calendar.expression(pattern, match)
        anchor = previous
        if pattern.reading == "after" and found and _END.search(view, found[-1].span.end, match.start()):
            anchor = told or anchor  # the tale goes on from its own days, not from one it recalled by the way
        elif pattern.reading == "time" and found and _END.search(view, found[-1].span.end, match.start()):
            anchor = (present if "\n" in view[found[-1].span.end:match.start()] else current) or anchor
        resolution = resolve(expression, reference, anchor)
        if pattern.reading == "then":
            ahead = _to_come(view, found, match.start(), reference)
            if ahead is None:
                continue
            resolution = Resolution(ahead, ahead, relative=True)
        resolution = replace(resolution, value=that_can_be(resolution.value), planned=that_can_be(resolution.planned))
        lead = calendar.deadline(view[max(0, match.start() - 40):match.start()], match[0])
        due = pattern.due or (lead is not None and pattern.reading not in ("soon", "duration"))
        value = resolution.planned if due else resolution.value
        found.append(DateMention(
            span=Span(match.start() - (lead or 0 if due else 0), match.end()), value=value,
            role=_role(pattern.reading, due), relative=resolution.relative,
            planned_value=resolution.planned if resolution.planned != value else None, weekday=expression.weekday,
            recalled=_recalled(view, match, calendar),
        ))
        if value is not None and not due and pattern.reading != "then":
            previous = moment(value)
            written = previous.full is not None and previous.year in (expression.year, expression.year2)
            if own is None and written and reference.year in (None, previous.year):
                own = previous  # the first day that a text without a day of its own writes out
            if own is not None and about(previous, own) and expression.direction >= 0:
                aside = calendar.is_aside(_since_stop(view, match.start()))
                told = (told or _today(reference)) if aside else previous
                current = (current or _today(reference)) if aside or _looks_back(pattern) else previous
                bygone = current is not previous or _had_been(view, match, calendar)
                present = (present or _today(reference)) if bygone else previous
    return found


def in_full(view: str, found: DateMention) -> Moment | None:
    """The day (of a span, its last) that a mention writes out in full, its year included."""
    told = moment(found.value)
    written = found.role in ("day", "range") and told.day is not None and str(told.year) in view[found.span.start:found.span.end]
    return told if written else None


def _looks_back(pattern: Pattern) -> bool:
    """Whether a date is told as one before the last."""
    return pattern.reading == "after" and (pattern.shift or 0) < 0


def _had_been(view: str, date: re.Match[str], calendar: Calendar) -> bool:
    """Whether the sentence of a date tells what had been before the things the text is about (`X had met Y on Monday`)."""
    words = _since_stop(view, date.start()) + view[date.start():_next_stop(view, date.end())]
    return calendar.earlier.search(words) is not None


def _since_stop(view: str, position: int) -> str:
    """The words of a sentence before a position."""
    start = max(0, position - _SENTENCE)
    last = max((m.end() for m in _SENTENCE_END.finditer(view, start, position)), default=start)
    return view[last:position]


def _next_stop(view: str, position: int) -> int:
    """Where the sentence of a position ends, as far as it is looked through."""
    end = _SENTENCE_END.search(view, position, position + _SENTENCE + 1)
    return end.start() if end else position + _SENTENCE


def _today(reference: Moment) -> Moment | None:
    """The day a text speaks on, if it is known."""
    return reference if reference.full is not None else None


def _recalled(view: str, match: re.Match[str], calendar: Calendar) -> bool:
    """Whether the sentence of a date tells of what was long ago."""
    start = max((m.end() for m in _END.finditer(view, max(0, match.start() - _SENTENCE), match.start())), default=0)
    start = max(start, match.start() - _SENTENCE, view.rfind("\n", 0, match.start()) + 1)
    return calendar.recalled.search(view, start, _next_stop(view, match.end())) is not None


def _to_come(view: str, found: Sequence[DateMention], position: int, reference: Moment) -> str | None:
    """The date to come that was told last, in this sentence or the one before ("by then", "on that occasion")."""
    told = next((d for d in reversed(found) if d.value is not None), None)
    if told is None or len(_END.findall(view, told.span.end, position)) > 1 or "\n\n" in view[told.span.end:position]:
        return None
    value = told.planned_value or told.value or ""
    day, now = moment(value), (reference.year, reference.month, reference.day)
    if day.year is None or None in now[:1]:
        return None
    for mine, other in zip((day.year, day.month, day.day), now, strict=True):
        if mine is None or other is None or mine != other:
            return value if mine is not None and other is not None and mine > other else None
    return None


def _role(reading: Reading, due: bool) -> str:
    if reading in ("soon", "duration"):
        return reading
    if due:
        return "due"
    return "range" if reading in ("days", "months", "years", "week") else "day"
