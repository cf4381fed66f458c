"""Dates in words: EDTF as a person of the interface's language writes it."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from servanda.reconciliation.dates import bounds

SOON = "soon"
_DATE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)")
_UNSURE = re.compile(r"(?:-XX)*[?~%]?$")


class DateWords(BaseModel):
    """How a language writes dates: the section `dates` of an interface catalogue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    first_day: str
    day: str
    month: str
    season: str
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    decade: str
    century: str
    no_year: str
    days: str
    months_of_year: str
    range: str
    since: str
    until: str
    about: str
    uncertain: str
    soon: str
    undated: str


def spell(edtf: str | None, words: DateWords) -> str:
    """A date in words; what is no date we know is given back as it is.

    Args:
        edtf: an EDTF date, season, decade or interval, `soon`, or None.
        words: the interface language's way with dates.
    """
    if not edtf:
        return words.undated
    if edtf == SOON:
        return words.soon
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return _interval(first, last, words)
    return _single(edtf, words)


def order(edtf: str | None) -> tuple[int, str]:
    """A key that sorts dates in time, each by its last day: a year comes after its months, an interval stands at its end.

    Then come days of an unknown year, then `soon`, then none.
    """
    if not edtf:
        return (3, "")
    if edtf == SOON:
        return (2, "")
    last = edtf.rsplit("/", 1)[-1]
    if last in ("", ".."):
        last = edtf.split("/", 1)[0]
    span = bounds(_UNSURE.sub("", last))
    return (1 if last.startswith("XXXX") else 0, span[1].isoformat() if span else last.replace("X", "9"))


def _interval(first: str, last: str, words: DateWords) -> str:
    if last in ("", ".."):
        return words.since.format(date=_single(first, words))
    if first in ("", ".."):
        return words.until.format(date=_single(last, words))
    one, two = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if one and two and not one["mark"] and not two["mark"] and one["year"] == two["year"] and _plain(one) and _plain(two):
        if one["day"] and two["day"] and one["month"] == two["month"]:
            days = words.days.format(first=_day(one["day"], words), last=_day(two["day"], words),
                                     month=words.months[int(one["month"]) - 1], year=one["year"])
            return _year_known(days, one["year"], words)
        if bool(one["day"]) == bool(two["day"]) and one["year"] != "XXXX":
            start = _single("XXXX" + first[4:], words).removesuffix(words.no_year)
            return words.months_of_year.format(first=start, last=_single(last, words))
    return words.range.format(first=_single(first, words), last=_single(last, words))


def _plain(date: re.Match[str]) -> bool:
    """Whether it has a month of the calendar and, if any, a day."""
    return bool(date["month"]) and date["month"].isdigit() and 1 <= int(date["month"]) <= 12 and date["day"] != "XX"


def _single(edtf: str, words: DateWords) -> str:
    date = _DATE.fullmatch(edtf)
    told = _known(date, words) if date else None
    if date is None or told is None:
        return edtf
    if date["mark"] == "~":
        return words.about.format(date=told)
    return words.uncertain.format(date=told) if date["mark"] else told


def _known(date: re.Match[str], words: DateWords) -> str | None:
    year, month, day = date["year"], date["month"], date["day"]
    if month in (None, "XX"):
        return _year(year, words)
    number = int(month)
    if 21 <= number <= 24:
        told = words.season.format(season=words.seasons[number - 21], year=year)
    elif 33 <= number <= 36:
        told = words.quarters[number - 33].format(year=year)
    elif 40 <= number <= 41:
        told = words.halves[number - 40].format(year=year)
    elif not 1 <= number <= 12:
        return None
    elif day in (None, "XX"):
        told = words.month.format(month=words.months[number - 1], year=year)
    else:
        told = words.day.format(day=_day(day, words), month=words.months[number - 1], year=year)
    return _year_known(told, year, words)


def _year(year: str, words: DateWords) -> str | None:
    if year.isdigit():
        return year
    if re.fullmatch(r"\d{3}X", year):
        return words.decade.format(year=year[:3] + "0")
    if re.fullmatch(r"\d\dXX", year):
        return words.century.format(first=year[:2] + "00", last=year[:2] + "99")
    return words.undated if year == "XXXX" else None


def _day(day: str, words: DateWords) -> str:
    return words.first_day if day == "01" else str(int(day))


def _year_known(told: str, year: str, words: DateWords) -> str:
    """A date whose year is not known says so instead of showing its place-holder."""
    return told if "X" not in year else " ".join(told.replace(year, "").split()) + words.no_year
