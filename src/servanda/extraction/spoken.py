"""When a text speaks: the day, or at least the year, that its days without a year are of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from servanda.extraction.calendar import in_full
from servanda.extraction.mentions import DateMention
from servanda.extraction.moments import Moment, moment
from servanda.reading import pagedates
from servanda.reading.cues import cues
from servanda.reading.text import STORY_ROLES, Role, Text

_SLACK = timedelta(days=45)  # how far from the day of a paper a day may lie that shows its year
_SHOWN = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(r"\b(?:19|20)\d\d\s*[-/\u2010-\u2014]\s*((?:19|20)?\d\d)(?!\d)")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](?:0?[1-9]|1[0-2])(?!\d)")
_RECENT = 3  # years by which what a page shows may lie before the latest it shows
_LEAST = 4  # letters of a word that, small, is more than a joint of a name
# Furniture that speaks of the page itself; other furniture (menus, teasers, captions) shows the page's year by whole days alone.
_OF_THE_PAGE: frozenset[Role] = frozenset({"prefix", "dateline", "credit", "signature", "note"})


def reference_of(text: Text, found: Sequence[DateMention] = ()) -> Moment:
    """When a text speaks: its dateline's day, else its publication, else a year that the page shows as its own.

    found: dates of the text; a day without year is of the year in which one lies about it that is written out and not recalled.
    Years of what was long ago, of aims and of what is to come show none, and nothing is better than one of these.
    """
    stated = [moment(text.dateline.date)] if text.dateline else []
    stated.append(moment(text.published))
    best = next((m for m in stated if m.year is not None), None)
    if best is not None:
        return best
    day = next((m for m in stated if m.month is not None), Moment(None))
    told = [d for d in found if d.role in ("day", "range") and not d.recalled]
    written = [m for d in told if (m := in_full(text.view.text, d)) is not None]
    years = [y for y in _shown(text) if _falls(y, day, text, found)]
    if day.month is None:
        return Moment(_most(years) or _named(text, found) or _most([m.year for m in written if m.year]))
    about = [y for m in written if (y := _about(day, m)) is not None and _falls(y, day, text, found)]
    own = _most(years)
    year = about[0] if about and (own is None or abs(about[0] - own) <= 1) else own or _named(text, found)
    return Moment(year if year is None or _falls(year, day, text, found) else None, day.month, day.day)


def _most(years: Sequence[int]) -> int | None:
    """The year shown most often, of equals the latest; long before the latest, none (anniversaries, histories)."""
    counted = Counter(y for y in years if y >= max(years) - _RECENT)
    return max(counted, key=lambda y: (counted[y], y)) if counted else None


def _shown(text: Text) -> Iterator[int]:
    """The years that a page's furniture shows as the page's own."""
    for passage in text.passages:
        if passage.role in STORY_ROLES:
            continue
        words = text.content[passage.start:passage.end]
        if passage.role in _OF_THE_PAGE or cues().copyright.search(words):
            yield from (int(m[0]) for m in _SHOWN.finditer(_SPAN.sub(_last, words)))
        else:
            yield from (date.year for date in pagedates.each(words) if date.year and date.day)
        yield from (int(m[1]) for m in _ADDRESS.finditer(words))


def _last(span: re.Match[str]) -> str:
    """The last year of a span of years: that of a notice of rights, which counts on."""
    return span[1] if len(span[1]) > 2 else ""


def _named(text: Text, found: Sequence[DateMention]) -> int | None:
    """The year in the name that a headline begins with: the occasion's own ("Baltic Sea Forum 2024 opens")."""
    for block in text.view.blocks:
        if block.role != "headline":
            continue
        words = text.view.text[block.start:block.end]
        year = _SHOWN.search(words)
        if year is None or _SPAN.match(words, year.start()) or not year.start():
            return None
        at = block.start + year.start()
        if any(d.span.start <= at < d.span.end and (d.role == "due" or d.recalled or d.span.start < at) for d in found):
            return None
        before = re.findall(r"[^\W\d_]+", words[: year.start()])
        small = any(word[0].islower() and len(word) >= _LEAST for word in before)
        return None if small or not before or before[-1][0].islower() else int(year[0])
    return None


def _about(day: Moment, written: Moment) -> int | None:
    """The year that puts a day and month about a day that is written out."""
    known = written.full
    for year in (known.year, known.year - 1, known.year + 1) if known is not None else ():
        near = Moment(year, day.month, day.day).full
        if known is not None and near is not None and abs(near - known) <= _SLACK:
            return year
    return None


def _falls(year: int, day: Moment, text: Text, found: Sequence[DateMention]) -> bool:
    """Whether the days that the text names with their weekday, but without year, fall on it in this year."""
    for mention in found:
        told = moment(mention.value)
        if mention.weekday is None or told.month is None or told.day is None or in_full(text.view.text, mention) is not None:
            continue
        if not any(sign.isdigit() for sign in text.view.text[mention.span.start:mention.span.end]):
            continue  # a weekday alone
        around = (year,) if day.month is None or abs(told.month - day.month) < 6 else (year - 1, year + 1)
        days = [Moment(y, told.month, told.day).full for y in around]
        if not any(d is not None and d.isoweekday() == mention.weekday for d in days):
            return False
    return True
