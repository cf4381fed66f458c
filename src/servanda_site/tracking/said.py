"""A due date in the words of the papers, beside its normalised form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from servanda import languages
from servanda.errors import ServandaError
from servanda.extraction.calendar import Calendar, Dates, mentions
from servanda.extraction.moments import moment
from servanda.reconciliation.dates import bounds
from servanda_site.register.dossiers import claims_of
from servanda_site.register.models import Claim, Fact, Paper
from servanda_site.register.visibility import Access

_SECTION = "dates"
_SOON = "soon"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST = 4000  # characters of a quote that are looked through


def due_of(access: Access, fact: Fact) -> list[str]:
    """The words that an undertaking's claims have for its due date, each once."""
    claims = claims_of([fact])[fact.pk]
    return due_said(fact.date, claims, access.papers_of({c.document for c in claims}))


def due_said(due: str | None, claims: Iterable[Claim], papers: Mapping[str, Paper]) -> list[str]:
    """The words that claims have for a due date, each once.

    Args:
        due: as the record has it. papers: those of the claims that may be seen, by sha256.
    """
    return in_words(due, ((c.citations[0][3], p.reading.language, p.reading.published) for c in claims
                          if c.citations and (p := papers.get(c.document)) and p.reading))


def in_words(due: str | None, quotes: Iterable[tuple[str, str | None, str | None]]) -> list[str]:
    """The words that quotes have for a date, each once.

    Args:
        due: EDTF, or `soon`. quotes: (words, language of the paper, the paper's own date).
    """
    found: dict[str, None] = {}
    for words, language, published in quotes if due else ():
        calendar = _calendar(language)
        if calendar is None:
            continue
        for said in mentions(words[:_LONGEST], calendar, moment(published)):
            if due in (said.value, said.planned_value) or (due == _SOON and said.role == _SOON):
                found.setdefault(" ".join(words[said.span.start:said.span.end].split()))
    return list(found)


def due_in(words: str, language: str | None, told: date) -> str:
    """By when something is to be done, as its words say it: EDTF, or `soon`; empty where they say nothing of it.

    told: the day the words are of. A deadline comes before any other day that is still to come by then.
    """
    calendar = _calendar(language)
    found = mentions(words[:_LONGEST], calendar, moment(told.isoformat())) if calendar is not None else []
    for mention in sorted(found, key=lambda d: d.role != "due"):
        value = mention.planned_value or mention.value
        span = bounds(value.removeprefix("../")) if value else None
        if value and span is not None and (mention.role == "due" or span[1] > told):
            return value
    return _SOON if any(m.role == _SOON for m in found) else ""


def whole_date(words: str, language: str | None, today: date) -> str:
    """The EDTF value of words that are a date with its year and nothing else ("7 mars 2026"); empty where they are not."""
    calendar = _calendar(language)
    if calendar is None or not any(c.isalpha() for c in words) or _YEAR.search(words) is None:
        return ""
    found = [m for m in mentions(words, calendar, moment(today.isoformat())) if m.value]
    one = found[0] if len(found) == 1 else None
    return one.value or "" if one is not None and words[one.span.start : one.span.end].strip() == words.strip() else ""


@cache
def _calendar(language: str | None) -> Calendar | None:
    try:
        if language not in languages.installed() or not languages.load(language).has(_SECTION):
            return None
        return Calendar(languages.load(language).section(_SECTION, Dates))
    except ServandaError:
        return None
