"""Days of two capitals: their time zones, weekends and public holidays, and which days both work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import holidays
from babel.core import get_global
from django.utils.translation import get_language

from servanda.datafile import parse

_DATA = Path(__file__).parent / "data"
_MARKED = re.compile(r"(?P<name>.+?) \((?P<mark>[^()]+)\)")
_SEVERAL = "; "  # between the names of one day
_WEEKEND = frozenset({5, 6})  # where nothing is known of a state
_LOOK_AHEAD = 60


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which a capital does not work. name: the holiday's; empty: a weekend."""

    state: str
    day: date
    name: str = ""


@cache
def zone_of(state: str) -> str:
    """The time zone of a state's capital; UTC where none is known."""
    known: dict[str, str] = _data()
    zones = get_global("territory_zones").get(state) or []
    return known.get(state) or (zones[0] if zones else "UTC")


@cache
def _data() -> dict[str, str]:
    found: dict[str, str] = parse((_DATA / "capitals.yml").read_text("utf-8"))
    return found


def off(day: date, state: str) -> DayOff | None:
    """Whether a capital does not work on a day, and why."""
    weekend, named = _year(state, day.year, get_language() or "en")
    if day in named:
        return DayOff(state, day, named[day])
    return DayOff(state, day) if day.weekday() in weekend else None


def days_off(states: Iterable[str], first: date, last: date, *, weekends: bool = False) -> list[DayOff]:
    """The holidays (and weekends) of some states' capitals from one day to another."""
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        found += [o for s in states if (o := off(day, s)) is not None and (o.name or weekends)]
    return found


def working_day(day: date, states: Iterable[str]) -> date:
    """The first day from this one on which all these capitals work; the day itself where there is none for two months."""
    listed = list(states)
    for n in range(_LOOK_AHEAD):
        other = day + timedelta(days=n)
        if not any(off(other, s) for s in listed):
            return other
    return day


@lru_cache(maxsize=512)
def _year(state: str, year: int, language: str) -> tuple[frozenset[int], dict[date, str]]:
    try:
        supported = holidays.country_holidays(state, years=year)
    except (NotImplementedError, AttributeError):
        return _WEEKEND, {}
    for tag in supported.supported_languages:
        if tag[:2] == language[:2]:
            return frozenset(supported.weekend), dict(holidays.country_holidays(state, years=year, language=tag).items())
    if "en_US" in supported.supported_languages:
        supported = holidays.country_holidays(state, years=year, language="en_US")
    return frozenset(supported.weekend), {day: _named(name, state, language[:2]) for day, name in supported.items()}


def _named(names: str, state: str, language: str) -> str:
    """The holidays of a day in a language the library has no names in; a name our data lacks stays as it is."""
    told = _names(language)
    if not told:
        return names
    known = told["names"] | told["of_states"].get(state, {})
    return _SEVERAL.join(_one(name, known, told["marks"]) for name in names.split(_SEVERAL))


def _one(name: str, known: Mapping[str, str], marks: Mapping[str, str]) -> str:
    if name in known:
        return known[name]
    marked = _MARKED.fullmatch(name)
    if marked is None:
        return name
    return f"{_one(marked['name'], known, marks)} ({marks.get(marked['mark'], marked['mark'])})"


@cache
def _names(language: str) -> dict[str, Any]:
    path = _DATA / f"holidays-{language}.yml"
    found: dict[str, Any] = parse(path.read_text("utf-8")) if path.is_file() else {}
    return found
