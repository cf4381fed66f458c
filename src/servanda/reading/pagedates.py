"""Dates of page furniture: crawl prefixes, datelines, "published on" lines. Dates of the story are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from servanda.reading.structure import any_of, everywhere, forms_of

_CENTURY = 2000  # of a year in two figures; a leap year, so that every day can be checked
ZONES = "(?:UTC|GMT|CET|CEST|EST|EDT)"
_ZONE = rf"(?:\(?{ZONES}?\s?[+-]\s?\d{{1,2}}(?::?\d{{2}})?\)?|\(?{ZONES}\)?|Z\b|(?<![^\W\d_])[ap]\.?m\b\.?)"
_TIME = rf"(?:T|\b)\d{{1,2}}\s?[:h]\s?\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:\s?{_ZONE})*"


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date as a page writes it; parts it leaves out are None. start and end are offsets in the words it was read from."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The date in EDTF, `XXXX` for a year it leaves out."""
        parts = [f"{self.year:04d}" if self.year else "XXXX"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def near(self, other: PageDate | None) -> PageDate:
        """This date with the year it leaves out taken from another one (the year before, if it would lie months after)."""
        if self.year or other is None or not other.year or not self.month:
            return self
        year = other.year
        if other.month and self.month - other.month > 6:
            year -= 1
        elif other.month and other.month - self.month > 6:
            year += 1
        return PageDate(self.start, self.end, year, self.month, self.day)

    def within(self, other: PageDate) -> bool:
        """Whether this date makes the other one more precise."""
        return self.year == other.year and (other.month is None or (self.month == other.month and other.day is None))


def read(text: str, start: int = 0, end: int | None = None, *, anywhere: bool = True) -> PageDate | None:
    """The first date of some words, or the one that begins exactly at `start`."""
    pattern = _pattern()
    limit = len(text) if end is None else end
    match = pattern.search(text, start, limit) if anywhere else pattern.match(text, start, limit)
    while match is not None:
        made = _made(match)
        if made is not None or not anywhere:
            return made
        match = pattern.search(text, match.end(), limit)
    return None


def worded(text: str, start: int = 0, end: int | None = None) -> PageDate | None:
    """The first date that treaties write in words, whole or in part ("this fifth day of May, two thousand and twenty-five")."""
    match = _worded().search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    cues = everywhere()
    day = int(match["figures"]) if match["figures"] else _counted(cues.day_numbers)[_plain(match["day"])]
    years = _counted(cues.cardinals)[_plain(match["unit"])] if match["unit"] else 0
    year = int(match["year"]) if match["year"] else _CENTURY + years
    return PageDate(*match.span(), year, _month(match["month"]), day)


def _plain(words: str) -> str:
    """Words of a number as lists of them have it."""
    return " ".join(words.casefold().replace("-", " ").split())


@lru_cache(maxsize=2)
def _counted(lists: tuple[str | tuple[str, ...], ...]) -> dict[str, int]:
    """The numbers of a list that counts from one on, by their words."""
    return {_plain(form): number for number, entry in enumerate(lists, 1) for form in forms_of(entry)}


@lru_cache(maxsize=1)
def _worded() -> re.Pattern[str]:
    cues = everywhere()

    def forms(lists: tuple[str | tuple[str, ...], ...]) -> str:
        return any_of(_counted(lists)).replace(r"\s+", r"[\s-]+")

    few, small = r"(?:[\s,]+[^\W\d_]{1,5}(?:'[^\W\d_]{1,5})?(?=[\s,])){0,3}[\s,]+", any_of(_months()) + r"(?!\w)\.?"
    year = rf"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)|{any_of(cues.millennia)}(?:[\s-]+(?P<unit>{forms(cues.cardinals)}))?(?!\w)"
    return re.compile(rf"(?<![\w-])(?:(?P<figures>[0-3]?\d)(?:[^\W\d_]{{2}})?|(?P<day>{forms(cues.day_numbers)}))"
                      rf"(?:\s?\(\d{{1,2}}\w{{0,2}}\))?{few}(?P<month>{small}){few}(?:{year})", re.I)


def crawled(text: str) -> PageDate | None:
    """The date a crawler puts on a page, which may be but a year."""
    return read(text) or (PageDate(0, len(text), int(text)) if text.isdecimal() else None)


def each(text: str) -> Iterator[PageDate]:
    """All dates of some words."""
    for match in _pattern().finditer(text):
        made = _made(match)
        if made is not None:
            yield made


def without(text: str) -> str:
    """Some words without dates and times; the rest stays as it stands."""
    for pattern in (_pattern(), _time()):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def without_time(text: str) -> str:
    """Some words without the time of day they begin with and the small words and marks around it."""
    match = _stamp_end().match(text)
    return text[match.end() :] if match else text


@lru_cache(maxsize=16)  # of the same line, several readers ask in turn
def rest(text: str) -> str:
    """What is left of some words without dates, times, weekdays, the small words around them and punctuation."""
    for pattern in (_pattern(), _twin(), _time(), _day_words()):
        text = pattern.sub(" ", text)
    return " ".join(re.findall(r"\w+", text))


def is_date_line(text: str) -> bool:
    """Whether a line says a date and nothing more."""
    return len(text) < 120 and read(text) is not None and not rest(text)


def stamp(text: str) -> int:
    """Where the date, with its time and the small words around it, ends that some words begin with (0: there is none)."""
    date = read(text, skip_day_words(text, 0), anywhere=False)
    if date is None or not date.year:
        return 0
    match = _stamp_end().match(text, date.end)
    return match.end() if match else date.end


@lru_cache(maxsize=1)
def _stamp_end() -> re.Pattern[str]:
    small = any_of(everywhere().day_words)
    return re.compile(rf"(?:[\s,|\u2013-]*(?:{small}\s+)?(?:{_TIME}|{_ZONE}))*[\s,|\u2013-]*", re.I)


def time_end(text: str, start: int) -> int:
    """Where the time of day ends that begins here, after a gap and small words or none (`start` itself: there is none)."""
    match = _clock().match(text, start)
    return match.end() if match else start


def has_time(text: str) -> bool:
    """Whether some words give a time of day."""
    return bool(_time().search(text))


def skip_day_words(text: str, start: int) -> int:
    """Where a date may begin after weekdays, times and the small words before it."""
    match = _lead().match(text, start)
    return match.end() if match else start


def twin_end(text: str, date: PageDate) -> int:
    """Where a date ends with the same day in another calendar behind it, or with the brackets it stands in behind that."""
    if text.startswith(")", date.end) and text[: date.start].rstrip().endswith("("):
        return date.end + 1
    match = _behind().match(text, date.end)
    return match.end() if match else date.end


def without_day_words(text: str, *, marks: bool = True) -> str:
    """Some words without the small words and weekdays that lead to a date after them (marks: nor the marks before these)."""
    return _trail(marks).sub("", text)


@lru_cache(maxsize=2)
def _trail(marks: bool) -> re.Pattern[str]:
    cues = everywhere()
    before = r"[\s,.|-]*" if marks else r"\s?"
    return re.compile(rf"(?:{before}(?<!\w){any_of((*cues.weekdays, *cues.day_words))}(?!\w))+[\s,.|-]*$", re.I)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {form.casefold(): number for number, forms in enumerate(everywhere().months, 1) for form in forms}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    month = any_of(_months()) + r"(?!\w)\.?"
    small = any_of(everywhere().day_words)
    year = r"(?:1[5-9]|20|21)\d\d"
    return re.compile(
        rf"(?<![\d.])(?<!\d:)(?:"
        rf"(?P<y1>{year})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>[0-3]\d))?(?![\d-])"
        rf"|(?P<y6>{year})(?:/|\.\s?)(?P<m6>0?[1-9]|1[0-2])(?:/|\.\s?)(?P<d6>[0-3]?\d)(?!\d)"
        rf"|(?P<d2>[0-3]?\d)(?P<s2>[./-]| [/\u2013-] )(?P<m2>[0-3]?\d)(?P=s2)(?P<y2>{year})(?!\d)"
        rf"|(?P<d7>[0-3]\d)(?P<s7>[./])(?P<m7>[01]\d)(?P=s7)(?P<y7>[0-4]\d)(?![\d./])"
        rf"|(?P<d3>[0-3]?\d)(?:[^\W\d_]{{1,3}}\b)?[\s-]+(?:{small}\s+)?(?P<m3>{month})(?:,?[\s-]+(?:{small}\s+)?(?P<y3>{year})(?!\d(?!\d:\d\d)))?"
        rf"|(?<![^\W\d_])(?P<m4>{month})\s+(?P<d4>[0-3]?\d)(?!\d)(?:[^\W\d_]{{2}})?(?:(?:,?\s+|/)(?P<y4>{year})(?!\d))?"
        rf"|(?<![^\W\d_])(?P<m5>{month}),?\s+(?P<y5>{year})(?!\d)"
        rf")", re.I)


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    return re.compile(rf"{_TIME}|{_ZONE}", re.I)


@lru_cache(maxsize=1)
def _clock() -> re.Pattern[str]:
    return re.compile(rf"[\s,|\u2013-]*(?:{any_of(everywhere().day_words)}\s+)?{_TIME}", re.I)


@lru_cache(maxsize=1)
def _day_words() -> re.Pattern[str]:
    cues = everywhere()
    return re.compile(rf"(?<!\w){any_of((*cues.weekdays, *cues.day_words))}(?!\w)", re.I)


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    cues = everywhere()
    small = rf"{any_of((*cues.weekdays, *cues.day_words))}(?!\w)[\s,.]*"
    return re.compile(rf"(?:{small}|{_twin().pattern}\s*(?:[/(=,]\s*)?)+", re.I)


@lru_cache(maxsize=1)
def _twin() -> re.Pattern[str]:
    """A day in another calendar, and what says that it is the same as one in this."""
    cues = everywhere()
    day = rf"\d{{1,2}}\s+{any_of(cues.other_months)}\s+1[34]\d\d(?!\d)(?:\s?{any_of(cues.other_eras)}(?!\w))?"
    return re.compile(rf"(?:{day}|(?<!\w){any_of(cues.agreeing)}(?!\w))", re.I)


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    small = any_of(everywhere().day_words)
    return re.compile(rf"\s*[/(=,]?\s*(?:(?:{small}\s+)?{_twin().pattern}\s*)+\)?", re.I)


def _made(match: re.Match[str]) -> PageDate | None:
    groups = match.groupdict()
    kind = next(k for k in "1234567" if groups.get(f"y{k}") or groups.get(f"m{k}"))
    day, written, year = groups.get(f"d{kind}"), groups.get(f"m{kind}"), groups.get(f"y{kind}")
    d = int(day) if day else None
    m = _month(written) if written else None
    y = int(year) + (_CENTURY if len(year) == 2 else 0) if year else None
    if m and m > 12 and d and d <= 12:  # month before day, as some write it
        d, m = m, d
    try:
        date(y or _CENTURY, m or 1, d or 1)
    except ValueError:
        return None
    return PageDate(match.start(), match.end(), y, m, d)


def _month(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    folded = written.casefold()
    return _months().get(folded) or _months().get(folded.rstrip("."))
