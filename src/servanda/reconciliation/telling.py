"""How papers tell what took place: before it or once it was held; and its day, told or only supplied by the day of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from servanda import languages
from servanda.claims import Claim
from servanda.extraction.calendar import Calendar, Dates, mentions
from servanda.extraction.moments import Moment
from servanda.reconciliation import dates

_DATES = "dates"
_HELD = "held"
_LATE_DAYS = 3  # days after which a paper still tells of an occasion as of its own day


def best_first(members: Sequence[Claim], day: str | None, told: Mapping[str, str | None]) -> list[Claim]:
    """The tellings of one fact, those first that tell an event as held, and not before its day.

    Args:
        members: its claims.
        day: when it was.
        told: when each document was told.
    """
    held = any(m.kind == "event" and m.fields["status"] == _HELD for m in members)
    if not held:
        return list(members)
    return sorted(members, key=lambda m: m.fields["status"] != _HELD or dates.after(day, told[m.document]))


def supplied(claim: Claim, members: Sequence[Claim], told: Mapping[str, str | None], language: str | None) -> bool:
    """Whether the day of an event is that of its paper and nothing in its words tells one, where another paper tells one.

    A day so supplied contradicts nobody who tells a day just before it.
    """
    day = claim.fields.get("date")
    if claim.kind not in ("event", "instrument") or day is None or day != told[claim.document]:
        return False
    others = {m.fields["date"] for m in members if m.document != claim.document} - {None, day}
    if not any(dates.after(day, other) and 0 < (dates.apart(day, other) or 0) <= _LATE_DAYS for other in others):
        return False
    return not any(_tells_a_day(c.quote, language) for c in claim.citations)


def _tells_a_day(words: str, language: str | None) -> bool:
    calendar = _calendar(language)
    return calendar is not None and bool(mentions(words, calendar, Moment(None)))


@cache
def _calendar(tag: str | None) -> Calendar | None:
    known = tag in languages.installed() and languages.load(tag or "").has(_DATES)
    return Calendar(languages.load(tag or "").section(_DATES, Dates)) if known else None
