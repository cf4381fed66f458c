"""Moments as EDTF, and what the slots of a date expression become, as its reading and the day of the text say.

EDTF: Library of Congress / ISO 8601-2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Reading = Literal[
    "day", "days", "month", "months", "year", "years", "decade", "weekday", "shift", "after", "within", "ago",
    "season", "ends", "time", "then", "soon", "duration", "week",
]
Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade"]

DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAYS = re.compile(rf"{DAY.pattern}/{DAY.pattern}")  # from one to another
_LEAP = 2000  # a year with every day
_EDTF = re.compile(r"(?:\d{4}|\d{3}X|XXXX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_RECENT = timedelta(days=10)  # how far back the day lies that a time of day is of
_BEGINS = {21: 3, 22: 6, 23: 9}  # the months in which seasons begin (EDTF codes)
_LAST = {21: 5, 22: 8, 23: 11, 33: 3, 34: 6, 35: 9, 40: 6}  # the months with which parts of a year (EDTF codes) end
_MONTHLY = 1  # the years up to which a span counts by the month
_AT_THE_DOOR = 2  # months
_HALF_WEEK = 3
_SLACK = timedelta(days=45)  # a day given without year may lie a little after the text (programmes) or before it


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


def that_can_be(value: str | None) -> str | None:
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
    start = previous if about(previous, reference, _RECENT) else reference
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


def about(date: Moment, reference: Moment, slack: timedelta = _SLACK) -> bool:
    """Whether a day lies about the day a text speaks on."""
    return date.full is not None and reference.full is not None and abs(date.full - reference.full) <= slack
