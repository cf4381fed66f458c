"""Date expressions of diplomatic prose, resolved to EDTF.

The grammar is data (`languages/<tag>/dates.yml`): patterns with named slots, each with the *reading* that says how its
slots become a date. The code knows readings and slots, no words. EDTF: Library of Congress / ISO 8601-2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from servanda.extraction.mentions import DateMention, Span
from servanda.extraction.together import Together

Reading = Literal[
    "day", "days", "month", "months", "year", "years", "decade", "weekday", "shift", "after", "within", "ago",
    "season", "ends", "time", "then", "soon", "duration", "week",
]
Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade"]

_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_DAY = r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])"
_LEAP = 2000  # a year with every day
_EDTF = re.compile(r"(?:\d{4}|\d{3}X|XXXX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_END = re.compile(r"[.!?]\s")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_SENTENCE = 300  # characters before and after a date within which its sentence is looked through
_DAYS = timedelta(days=10)  # how far back the day lies that a time of day is of
_BEGINS = {21: 3, 22: 6, 23: 9}  # the months in which seasons begin (EDTF codes)
_LAST = {21: 5, 22: 8, 23: 11, 33: 3, 34: 6, 35: 9, 40: 6}  # the months with which parts of a year (EDTF codes) end
_MONTHLY = 1  # the years up to which a span counts by the month
_AT_THE_DOOR = 2  # months
_IN_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}  # units of spans
_IN_DAYS = {"day": 1, "week": 7}
_MONTH_OF_DAYS = 30
_HALF_WEEK = 3
_SLACK = timedelta(days=45)  # a day given without year may lie a little after the text (programmes) or before it


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
    way (`who had arrived`), so that the days the tale counts from are not those told there. recalled: what is told in a
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
    recalled: tuple[str, ...] = ()
    recalled_examples: Examples = Examples()
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day; the year is None where nothing tells it."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> date | None:
        """The calendar day, if it is one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, min(self.day, monthrange(self.year, self.month)[1]))

    def edtf(self) -> str:
        """This moment in EDTF."""
        parts = [f"{self.year:04d}" if self.year is not None else "XXXX"]
        parts += [f"{n:02d}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)

    def cut(self, unit: Unit) -> Moment:
        """The same at the precision of a unit."""
        if unit in ("year", "decade", "half", "quarter"):
            return Moment(self.year)
        return Moment(self.year, self.month) if unit == "month" else self


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written: its reading and the values of its slots."""

    reading: Reading
    unit: Unit | None = None
    shift: int | None = None
    number: int | None = None
    ordinal: int | None = None
    weekday: int | None = None
    season: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    day2: int | None = None
    month2: int | None = None
    year2: int | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """EDTF value of an expression for things past (`value`) and for things to come (`planned`)."""

    value: str | None
    planned: str | None
    relative: bool = False


def valid(value: str) -> bool:
    """Whether a string is EDTF of the kinds used here: years, decades, months, seasons, quarters, days, intervals."""
    ends = value.split("/")
    return len(ends) <= 2 and all(_EDTF.fullmatch(end) is not None for end in ends)


def last_of(value: str) -> str:
    """The month or year with which a quarter, a half or a span of years ends; any other value as it is.

    The last quarter and half end with their year, as a deadline at the end of a year does.
    """
    part = re.fullmatch(r"(\d{4})-(3[3-6]|4[01])", value)
    if part is not None:
        month = _LAST.get(int(part[2]))
        return part[1] if month is None else Moment(int(part[1]), month).edtf()
    end = value.split("/")[-1]
    return end if moment(end).month is None else value


def moment(value: str | None) -> Moment:
    """The moment an EDTF value names (the end of an interval; seasons and decades count by their year)."""
    match = re.match(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?$", (value or "").split("/")[-1])
    if match is None:
        return Moment(None)
    year = None if match[1] == "XXXX" else int(match[1])
    month = int(match[2]) if match[2] and int(match[2]) <= 12 else None
    return Moment(year, month, int(match[3]) if match[3] and month else None)


def resolve(expression: Expression, reference: Moment, previous: Moment | None = None) -> Resolution:
    """What an expression means in a text written at `reference`.

    Parameters:
        previous: the last date named before it, which "the next day" and a weekday in a text without a day of its own
            are counted from.
    """
    past, planned = _READINGS[expression.reading](expression, reference, previous or Moment(None))
    relative = expression.year is None or expression.reading in ("shift", "after", "time", "within", "ago")
    return Resolution(_checked(past), _checked(planned), relative and (past or planned) is not None)


def _checked(value: str | None) -> str | None:
    return value if value is not None and valid(value) else None


def _that_can_be(value: str | None) -> str | None:
    """A value with the month of a day that its month does not have ("31 April")."""
    return "/".join(map(_possible, value.split("/"))) if value is not None else None


def _possible(value: str) -> str:
    at = moment(value)
    if at.month is None or at.day is None:
        return value
    longest = monthrange(at.year or _LEAP, at.month)[1]
    return value if at.day <= longest else Moment(at.year, at.month).edtf()


_Pair = tuple[str | None, str | None]


def _both(value: Moment | str | None) -> _Pair:
    text = value.edtf() if isinstance(value, Moment) else value
    return text, text


def _year_for(month: int, day: int | None, reference: Moment, *, planned: bool, direction: int = 0) -> int | None:
    """The year of a day or month written without one: the nearest, not after the text for things past."""
    if reference.year is None:
        return None
    if reference.month is None:
        return reference.year
    if day is None or reference.day is None:
        slack = 0 if day is None else 1
        distance = month - reference.month
        if direction < 0 or (direction == 0 and not planned):
            past = -1 if day is None else 0  # `last March` is no month of now, `the 3rd of March last` may be one of its days
            return reference.year - (distance > (slack if direction == 0 else past))
        return reference.year + (distance < (-slack if direction == 0 else 0))
    here = date(reference.year, reference.month, min(day, 28))
    at = Moment(reference.year, reference.month, reference.day).full or here
    slack_days = timedelta(0) if direction else _SLACK
    candidates = [at.year - 1, at.year, at.year + 1]
    there = {y: Moment(y, month, day).full or at for y in candidates}
    if direction < 0 or (direction == 0 and not planned):
        return max(y for y in candidates if there[y] <= at + slack_days)
    return min(y for y in candidates if there[y] >= at - slack_days)


def _day(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    if e.day is None:
        return None, None
    if e.month is None:  # a weekday with a number alone: in the month of the text
        near = reference if reference.month else previous
        return _both(Moment(near.year, near.month, e.day) if near.month else None)
    if e.year is not None:
        return _both(Moment(e.year, e.month, e.day))
    years: list[int | None] = [
        _year_for(e.month, e.day, reference, planned=p, direction=e.direction) for p in (False, True)
    ]
    if e.weekday is not None and reference.year is not None:
        fitting = [y for y in (reference.year, reference.year - 1, reference.year + 1) if _falls_on(e, y)]
        years = [fitting[0], fitting[0]] if fitting else years
    past, planned = (Moment(y, e.month, e.day).edtf() for y in years)
    return past, planned


def _falls_on(e: Expression, year: int) -> bool:
    day = Moment(year, e.month, e.day).full
    return day is not None and day.isoweekday() == e.weekday


def _days(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    end_month = e.month2 or e.month
    if e.day is None or e.day2 is None or end_month is None:
        return None, None
    ends = _day(replace(e, day=e.day2, month=end_month, year=e.year2 or e.year, weekday=None), reference, previous)
    pairs = []
    for end in ends:
        year = moment(end).year
        pairs.append(f"{Moment(_start_year(e, year), e.month or end_month, e.day).edtf()}/{end}")
    return pairs[0], pairs[1]


def _start_year(e: Expression, end: int | None) -> int | None:
    """The year in which an interval begins: its own, or that of its end unless the end is the next year's."""
    if e.year is not None and e.year2 is not None:
        return e.year
    over = e.month is not None and e.month2 is not None and e.month > e.month2
    return end - 1 if end is not None and over else end


def _month(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    if e.month is None:
        return None, None
    told = e.unit == "year" and reference.year is not None  # `October next year`
    year = (reference.year or 0) + e.direction if told else e.year
    if year is not None:
        return _both(Moment(year, e.month))
    past, planned = (
        Moment(_year_for(e.month, None, reference, planned=p, direction=e.direction), e.month).edtf()
        for p in (False, True)
    )
    return past, planned


def _week(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    """The week in which a day lies."""
    days = [moment(value) for value in _day(e, reference, previous)]
    past, planned = (moved(day, "week", 0) if day.full is not None else None for day in days)
    return past, planned


def _months(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    ends = _month(replace(e, month=e.month2, year=e.year2 or e.year), reference, previous)
    past, planned = (
        f"{Moment(_start_year(e, moment(end).year), e.month).edtf()}/{end}" if end else None for end in ends
    )
    return past, planned


def _year(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    return _both(Moment(e.year) if e.year is not None else None)


def _years(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    if e.year is None or e.year2 is None or e.year2 <= e.year:
        return None, None
    return _both(f"{e.year:04d}/{e.year2:04d}")


def _decade(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    year = e.year if e.year is not None else e.number
    if year is None:
        return None, None
    return _both(f"{(year if year >= 100 else 1900 + year) // 10}X")


def _weekday(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    today = reference.full
    if e.weekday is None:
        return None, None
    if today is None:
        anchor = previous.full
        if anchor is None:
            return None, None
        ahead = (e.weekday - anchor.isoweekday()) % 7
        near = ahead if ahead <= _HALF_WEEK else ahead - 7
        return _dated(anchor + timedelta(near)).edtf(), _dated(anchor + timedelta(ahead)).edtf()
    back, ahead = (today.isoweekday() - e.weekday) % 7, (e.weekday - today.isoweekday()) % 7
    past, planned = today - timedelta(back), today + timedelta(ahead)
    if e.direction < 0:
        return _both(_dated(today - timedelta(back or 7)))
    if e.direction > 0:
        return _both(_dated(today + timedelta(ahead or 7)))
    return _dated(past).edtf(), _dated(planned).edtf()


def _dated(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def moved(start: Moment, unit: Unit, count: int) -> str | None:
    """The moment `count` units from `start`, at the unit's precision (weeks and days need a full day)."""
    if start.year is None:
        return None
    if unit == "year":
        return Moment(start.year + count).edtf()
    if unit == "decade":
        return f"{start.year // 10 + count}X"
    if unit in ("half", "quarter"):
        return _part_of_year(start, unit, count)
    if start.month is None:
        return None
    if unit == "month":
        months = start.year * 12 + start.month - 1 + count
        return Moment(months // 12, months % 12 + 1).edtf()
    day = start.full
    if day is None:
        return Moment(start.year, start.month).edtf() if unit == "day" and count == 0 else None
    if unit == "week":
        monday = day + timedelta(7 * count - day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return (day + timedelta(count)).isoformat()


def _part_of_year(start: Moment, unit: Unit, count: int) -> str | None:
    size, first = (3, 33) if unit == "quarter" else (6, 40)
    if start.month is None or start.year is None:
        return None
    index = (start.year * 12 + start.month - 1) // size + count
    return f"{index // (12 // size):04d}-{first + index % (12 // size)}"


def _shift(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    if e.unit is None:
        return None, None
    start = reference
    if e.unit == "day" and reference.full is None and previous.full is not None and e.shift == 0:
        start = previous  # the part of a day, in a text that names its day elsewhere
    return _both(moved(start, e.unit, (e.shift or 0) * (e.number or 1)))


def _after(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    start = previous if previous.year is not None else reference
    if e.unit is None or (e.unit == "day" and start.full is None):
        return None, None
    return _both(moved(start, e.unit, (e.shift or 0) * (e.number or 1)))


def _time(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    """A time of day: of the day told last, if that lies about the text's own, else of the text's."""
    start = previous if _about(previous, reference, _DAYS) else reference
    return _both(moved(start if start.full is not None else previous, "day", 0))


def _within(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    """The end of a span that begins now; one of days or weeks, or of a year, by its month."""
    if e.unit is None or reference.year is None:
        return None, None
    count = e.number or e.shift or 1
    if e.unit in ("day", "week"):
        last = moved(reference, "day", count * (7 if e.unit == "week" else 1))
        return _both(moment(last).cut("month") if last is not None else None)
    if e.unit == "decade":
        return _both(moved(reference, "year", 10 * count))
    if e.unit == "year" and e.number is not None and count <= _MONTHLY and reference.month is not None:
        return _both(moved(reference, "month", 12 * count))
    return _both(moved(reference, e.unit, count))


def _ago(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    count = (e.number or 1) * (7 if e.unit == "week" else 1)
    if e.unit is None or count > 400:
        return None, None
    return _both(moved(reference, "day" if e.unit == "week" else e.unit, -count))


def _season(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    """A season, quarter or half of a year: EDTF codes 21-24, 33-36, 40-41."""
    code = e.season
    if code is None and e.ordinal is not None:
        code = {"quarter": 32, "half": 39}.get(e.unit or "", -99) + e.ordinal
    year = e.year if e.year is not None else reference.year
    if code is None or year is None:
        return None, None
    if e.year is None and not (e.direction > 0 and e.unit != "year" and _is_ahead(code, reference)):
        year += e.direction
    open_year = e.year is None and e.unit != "year" and e.direction == 0
    over = open_year and _LAST.get(code, 12) < (reference.month or 0)
    return f"{year:04d}-{code}", f"{year + over:04d}-{code}"


def _ends(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    """The last month of a quarter, half or season."""
    parts = [re.fullmatch(r"(\d{4})-(\d\d)", value or "") for value in _season(e, reference, previous)]
    past, planned = (
        Moment(int(part[1]), _LAST.get(int(part[2]), 12)).edtf() if part is not None else None for part in parts
    )
    return past, planned


def _is_ahead(season: int | None, reference: Moment) -> bool:
    """Whether a season called the next one is this year's: one that is not at the door yet ("next spring", said in January)."""
    begins = _BEGINS.get(season or 0)
    return begins is not None and reference.month is not None and begins - reference.month >= _AT_THE_DOOR


def _nothing(e: Expression, reference: Moment, previous: Moment) -> _Pair:
    return None, None


_READINGS = {
    "day": _day, "days": _days, "month": _month, "months": _months, "year": _year, "years": _years, "decade": _decade,
    "weekday": _weekday, "shift": _shift, "after": _after, "within": _within, "ago": _ago, "season": _season, "ends": _ends,
    "time": _time, "week": _week, "then": _nothing, "soon": _nothing, "duration": _nothing,
}


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
    own = reference if reference.full is not None else None
    for pattern, match in calendar.matches(view):
        expression = calendar.expression(pattern, match)
        anchor = previous
        if pattern.reading == "after" and found and _END.search(view, found[-1].span.end, match.start()):
            anchor = told or anchor  # the tale goes on from its own days, not from one it recalled by the way
        elif pattern.reading == "time" and found and _END.search(view, found[-1].span.end, match.start()):
            anchor = current or anchor
        resolution = resolve(expression, reference, anchor)
        if pattern.reading == "then":
            ahead = _to_come(view, found, match.start(), reference)
            if ahead is None:
                continue
            resolution = Resolution(ahead, ahead, relative=True)
        resolution = replace(resolution, value=_that_can_be(resolution.value), planned=_that_can_be(resolution.planned))
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
            if own is not None and _about(previous, own) and expression.direction >= 0:
                aside = calendar.is_aside(_since_stop(view, match.start()))
                told = (told or _today(reference)) if aside else previous
                current = (current or _today(reference)) if aside or _looks_back(pattern) else previous
    return found


def in_full(view: str, found: DateMention) -> Moment | None:
    """The day (of a span, its last) that a mention writes out in full, its year included."""
    told = moment(found.value)
    written = found.role in ("day", "range") and told.day is not None and str(told.year) in view[found.span.start:found.span.end]
    return told if written else None


def _looks_back(pattern: Pattern) -> bool:
    """Whether a date is told as one before the last."""
    return pattern.reading == "after" and (pattern.shift or 0) < 0


def _since_stop(view: str, position: int) -> str:
    """The words of a sentence before a position."""
    start = max(0, position - _SENTENCE)
    last = max((m.end() for m in _SENTENCE_END.finditer(view, start, position)), default=start)
    return view[last:position]


def _today(reference: Moment) -> Moment | None:
    """The day a text speaks on, if it is known."""
    return reference if reference.full is not None else None


def _recalled(view: str, match: re.Match[str], calendar: Calendar) -> bool:
    """Whether the sentence of a date tells of what was long ago."""
    start = max((m.end() for m in _END.finditer(view, max(0, match.start() - _SENTENCE), match.start())), default=0)
    start = max(start, match.start() - _SENTENCE, view.rfind("\n", 0, match.start()) + 1)
    end = _SENTENCE_END.search(view, match.end())
    return calendar.recalled.search(view, start, min(end.start() if end else len(view), match.end() + _SENTENCE)) is not None


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


def _about(date: Moment, reference: Moment, slack: timedelta = _SLACK) -> bool:
    """Whether a day lies about the day a text speaks on."""
    return date.full is not None and reference.full is not None and abs(date.full - reference.full) <= slack


def _role(reading: Reading, due: bool) -> str:
    if reading in ("soon", "duration"):
        return reading
    if due:
        return "due"
    return "range" if reading in ("days", "months", "years", "week") else "day"
