"""Dates that people type: EDTF, day, month and year in figures, or words of any language with a calendar; one reader for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from servanda import languages
from servanda.errors import ServandaError
from servanda.extraction.calendar import Calendar, Dates
from servanda.extraction.moments import Moment, resolve
from servanda.reconciliation.dates import bounds

SOON: Final = "soon"
_LONGEST = 64
_ANY_YEAR = "2000"  # a leap year, so that every day exists in it
_EDTF = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d|(?:\d{4}|XXXX)-\d\d|\d{4}|\d{3}X|\d\dXX", re.ASCII)
_FIGURES = re.compile(r"(?:(?P<day>\d{1,2})(?P<mark>[/.-]))?(?P<month>\d{1,2})(?(mark)(?P=mark)|[/.])"
                      r"(?P<year>\d{4})(?P<unsure>\??)", re.ASCII)
_BETWEEN = re.compile(r"\s+[-–—/]\s+|\s*[–—]\s*|(?<=\d{4})[/-](?=\d{1,2}[/.])", re.ASCII)
_READ = frozenset({"day", "days", "month", "months", "year", "years", "decade", "season", "ends"})


@lru_cache(maxsize=1_000)
def typed_date(typed: str, *, due: bool = False) -> str | None:
    """What somebody typed as EDTF; None where it is no date, or one of a day that is in no calendar.

    `30/05/2025`, `30.5.2025`, `05/2025`: the day before the month. `30 mai 2025`, `May 30, 2025`, `12-14 May 2025`, `premier
    trimestre 2025` and the like in each language installed; the year must be told. due: `soon` and its words will do, too.
    """
    told = " ".join(typed.split()).strip(" ,;")
    if len(told) > _LONGEST or not told:
        return None
    if is_edtf(told) or (due and told == SOON):
        return told
    for read in (_figures, _span, _worded):
        value = read(told)
        if value is not None and (is_edtf(value) or (due and value == SOON)):
            return value
    return None


def held_date(value: str | None) -> str | None:
    """A date that was kept, as the record can hold it: one kept as somebody typed it is read; one of no day is None."""
    return value if value is None or value == SOON or is_edtf(value) else typed_date(value, due=True)


def no_such_day(typed: str) -> bool:
    """Whether what was typed is written as a date, but of a day or month that does not exist (31/02/2025)."""
    told = " ".join(typed.split()).strip(" ,;")
    if len(told) > _LONGEST or typed_date(told) is not None:
        return False
    ends = _BETWEEN.split(told) if _BETWEEN.search(told) else [told]
    dates = [day for end in ends for day in (_figures(end) or _worded(end) or end).split("/")]
    return all(_EDTF.fullmatch(d.rstrip("?~%")) for d in dates) and not all(map(is_edtf, dates))


def is_edtf(value: str) -> bool:
    """Whether it is an EDTF date that exists: years, decades, months, seasons, days, intervals, open or unsure ones too."""
    ends = value.split("/")
    if len(ends) > 2 or not any(e not in ("", "..") for e in ends):
        return False
    if not all(_exists(end) for end in ends if len(ends) == 1 or end not in ("", "..")):
        return False
    closed = [e.rstrip("?~%") for e in ends if e not in ("", "..")]
    return len(closed) < 2 or any("X" in e for e in closed) or bounds("/".join(closed)) is not None


def _exists(value: str) -> bool:
    bare = value[:-1] if value[-1:] in ("?", "~", "%") else value
    if _EDTF.fullmatch(bare) is None:
        return False
    return bare.endswith("XX") or bounds(bare.replace("XXXX", _ANY_YEAR)) is not None


def _figures(told: str) -> str | None:
    found = _FIGURES.fullmatch(told)
    if found is None:
        return None
    parts = [found["year"], *(f"{int(found[name]):02}" for name in ("month", "day") if found[name])]
    return "-".join(parts) + found["unsure"]


def _span(told: str) -> str | None:
    """From one date to another, each typed in full."""
    ends = _BETWEEN.split(told)
    if len(ends) != 2:
        return None
    first, last = map(_one, ends)
    return f"{first}/{last}" if first and last and "/" not in first + last else None


def _one(told: str) -> str | None:
    return told if is_edtf(told) else _figures(told) or _worded(told)


def _worded(told: str) -> str | None:
    """A date in words that tell its year, all of it. Figures alone are read as day, month and year, in no other order."""
    if not any(letter.isalpha() for letter in told):
        return None
    for calendar in _calendars():
        found = calendar.matches(told)
        if len(found) != 1:
            continue
        pattern, match = found[0]
        before = told[:match.start()].rstrip()
        if match.end() != len(told) or (before and calendar.deadline(f"{before} ", match[0]) != len(before) + 1):
            continue
        if pattern.reading == "soon":
            return SOON
        said = calendar.expression(pattern, match)
        year = said.year or said.year2
        if pattern.reading in _READ and year is not None:
            resolution = resolve(said, Moment(year))
            if resolution.value is not None:
                return resolution.value
    return None


@cache
def _calendars() -> tuple[Calendar, ...]:
    return tuple(_found())


def _found() -> Iterator[Calendar]:
    for tag in languages.installed():
        try:
            language = languages.load(tag)
            if language.has("dates"):
                yield Calendar(language.section("dates", Dates))
        except ServandaError:
            continue
