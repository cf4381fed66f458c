"""Which digest is due to a person: periods that follow on each other without gap, each told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone

from servanda_site.tracking.models import DigestOf, MailChoice

GRACE = timedelta(minutes=2)  # what was begun before the hour is kept by then
_LONGEST = timedelta(days=31)
_STEP = {MailChoice.Every.DAILY: 1, MailChoice.Every.WEEKLY: 7}


@dataclass(frozen=True, slots=True)
class Period:
    """What one digest tells of. day: the day it was due on, where the person is. first: nothing was told before."""

    day: date
    since: datetime
    until: datetime
    first: bool


def zone(choice: MailChoice) -> tzinfo:
    """Where the person's days begin."""
    return ZoneInfo(choice.zone) if choice.zone else timezone.get_default_timezone()


def due(choice: MailChoice, last: DigestOf | None, now: datetime) -> Period | None:
    """The period of which a person is to be told now; None where nothing is due."""
    step = _STEP.get(MailChoice.Every(choice.every))
    if step is None:
        return None
    day = now.astimezone(zone(choice)).date()
    if step == 7:
        day -= timedelta(days=(day.weekday() - choice.weekday) % 7)
    if _moment(choice, day) + GRACE > now:
        day -= timedelta(days=step)
    until = _moment(choice, day)
    if until <= choice.changed or (last is not None and (until <= last.until or day <= last.day)):
        return None
    return Period(day, _since(last, until, step), until, last is None)


def coming(choice: MailChoice, last: DigestOf | None, now: datetime) -> Period:
    """What the next digest would tell if it were due now."""
    step = _STEP.get(MailChoice.Every(choice.every), 7)
    return Period(now.astimezone(zone(choice)).date(), _since(last, now, step), now, last is None)


def _moment(choice: MailChoice, day: date) -> datetime:
    """The hour chosen on a day; of an hour the clocks leap over, the one after, of one that comes twice, the first."""
    return datetime.combine(day, time(choice.hour), zone(choice)).astimezone(UTC)


def _since(last: DigestOf | None, until: datetime, step: int) -> datetime:
    before = until - timedelta(days=step)
    return max(last.until, until - _LONGEST) if last is not None and last.until < until else before
