"""A due date in the words of the papers, beside its normalised form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from servanda import languages
from servanda.errors import ServandaError
from servanda.extraction.calendar import Calendar, Dates, mentions, moment

_SECTION = "dates"
_SOON = "soon"
_LONGEST = 4000  # characters of a quote that are looked through


def due_said(due: str | None, quotes: Iterable[tuple[str, str | None, str | None]]) -> list[str]:
    """The words that quotes have for a due date, each once.

    Args:
        due: as the record has it. quotes: (words, language of the paper, the paper's own date).
    """
    found: dict[str, None] = {}
    for words, language, published in quotes if due else ():
        calendar = _calendar(language)
        if calendar is None:
            continue
        for date in mentions(words[:_LONGEST], calendar, moment(published)):
            if due in (date.value, date.planned_value) or (due == _SOON and date.role == _SOON):
                found.setdefault(" ".join(words[date.span.start:date.span.end].split()))
    return list(found)


@cache
def _calendar(language: str | None) -> Calendar | None:
    try:
        if language not in languages.installed() or not languages.load(language).has(_SECTION):
            return None
        return Calendar(languages.load(language).section(_SECTION, Dates))
    except ServandaError:
        return None
