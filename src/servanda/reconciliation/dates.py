"""EDTF dates compared: whether two tellings may mean one day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_SEASONS = frozenset({21, 22, 23, 24, 33, 34, 35, 36, 40, 41})
_NO_YEAR = "XXXX"
_LAST_YEAR = 9999
_YEAR = 4  # figures; what has fewer is no year but a day or month that somebody typed
_ANY_YEAR = "2000"  # a leap year, so that every day exists in it


@lru_cache(maxsize=5_000)
def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day an EDTF value may mean (days, months, years, decades, seasons, intervals); None if unknown."""
    if value is None:
        return None
    if "/" in value:
        start, end = (bounds(part) for part in value.split("/", 1))
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    parts = value.split("-")
    if parts[0].endswith("X") and parts[0][:3].isdigit() and len(parts) == 1:
        decade = int(parts[0][:3]) * 10
        return date(decade, 1, 1), date(decade + 9, 12, 31)
    if not all(p.isdigit() for p in parts) or len(parts[0]) != _YEAR or not 1 <= int(parts[0]) <= _LAST_YEAR:
        return None
    return _bounds([int(p) for p in parts])


def _bounds(parts: list[int]) -> tuple[date, date] | None:
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 2 and parts[1] in _SEASONS:
        return _season(year, parts[1])
    try:
        if len(parts) == 2:
            return date(year, parts[1], 1), date(year, parts[1], monthrange(year, parts[1])[1])
        return date(year, *parts[1:3]), date(year, *parts[1:3])
    except ValueError:
        return None


def _season(year: int, code: int) -> tuple[date, date]:
    """Quarters (33 to 36), halves (40, 41), and the seasons (21 to 24) as the quarters nearest to them."""
    if code in (40, 41):
        first = 1 + 6 * (code - 40)
        return date(year, first, 1), date(year, first + 5, monthrange(year, first + 5)[1])
    first = 1 + 3 * ((code - 33) % 4 if code >= 33 else (code - 21) % 4)
    return date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1])


def apart(first: str | None, second: str | None) -> int | None:
    """Days between two dates (0 where they may be one); None where either is unknown.

    A date whose year is not stated (`XXXX-05-08`) is taken in the year nearest to the other.
    """
    a, b = bounds(first), bounds(second)
    if a is not None and b is not None:
        return between(a, b)
    if a is None and b is None:
        first, second = (v.replace(_NO_YEAR, _ANY_YEAR) if v and _NO_YEAR in v else v for v in (first, second))
        a, b = bounds(first), bounds(second)
        return between(a, b) if a is not None and b is not None else None
    known, other = (a, second) if a is not None else (b, first)
    if known is None or other is None or _NO_YEAR not in other:
        return None
    placed = [bounds(other.replace(_NO_YEAR, f"{known[0].year + step:04}")) for step in (-1, 0, 1)]
    return min((between(known, p) for p in placed if p is not None), default=None)


def after(value: str | None, other: str | None) -> bool:
    """Whether all of a date lies after all of another; where either is unknown it does not."""
    a, b = bounds(value), bounds(other)
    return a is not None and b is not None and a[0] > b[1]


def moved(value: str | None, days: int) -> str | None:
    """The last day a date may mean, some days on; None where it is unknown."""
    span = bounds(value)
    return (span[1] + timedelta(days=days)).isoformat() if span is not None and span[1].year < _LAST_YEAR else None


def month(value: str | None) -> int | None:
    """The month a date lies in, also where its year is not stated; None where it spans several or tells none."""
    span = bounds(value.replace(_NO_YEAR, _ANY_YEAR) if value else None)
    return span[0].month if span is not None and (span[0].year, span[0].month) == (span[1].year, span[1].month) else None


def exactness(value: str | None) -> int:
    """How exactly a date is told: the more, the fewer days it may mean; 0 where it is unknown or its year is."""
    span = bounds(value)
    return 0 if span is None else 10_000 - min(9_999, (span[1] - span[0]).days)


def may_be_one(first: str, second: str) -> bool:
    """Whether two dates may mean the same day or days, one told more exactly than the other (a year not stated may be any)."""
    if first.startswith(_NO_YEAR) != second.startswith(_NO_YEAR):
        first, second = first.replace(_NO_YEAR, second[:4]), second.replace(_NO_YEAR, first[:4])
    a, b = bounds(first), bounds(second)
    if a is None or b is None:
        return first.startswith(second) or second.startswith(first)
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def between(a: tuple[date, date], b: tuple[date, date]) -> int:
    """Days between two stretches of days; 0 where they meet."""
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)
