"""EDTF dates compared: whether two tellings may mean one day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=50_000)
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
    if not all(p.isdigit() for p in parts) or not 1 <= int(parts[0]) <= 9999:
        return None
    return _bounds([int(p) for p in parts])


def _bounds(parts: list[int]) -> tuple[date, date] | None:
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if parts[1] > 12:
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
    """Days between two dates (0 where they may be one); None where either is unknown."""
    a, b = bounds(first), bounds(second)
    if a is None or b is None:
        return None
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)
