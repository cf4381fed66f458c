"""Sessions, visits and calendars in words."""

from __future__ import annotations

from datetime import date, datetime, time

from django import template
from django.utils.formats import date_format, time_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from servanda_site.publishing import ics
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.places import place_label
from servanda_site.tracking.calendars import Entry, is_day
from servanda_site.tracking.days import DayOff, working_day
from servanda_site.tracking.models import Gathering, Item
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import words

register = template.Library()
_LONGEST = 120  # characters of a body's name


@register.filter
def ordinal(number: int) -> str:
    """A number as an ordinal: third."""
    return words().ordinal(str(number))


@register.filter
def sitting(number: int | None) -> str:
    """What a session is called among those of its body: third session."""
    return words().occasion("session", number)


@register.filter
def session_of(body: Fact, number: int | None) -> str:
    """What a session of a body is called: by its number, where it has one."""
    name = Truncator(heading(body)).chars(_LONGEST)
    return _("%(body)s: %(number)s session") % {"body": name, "number": ordinal(number)} if number else _(
        "%(body)s: session") % {"body": name}


@register.filter
def place_name(place: str) -> str:
    """A place as the page's language calls it."""
    return place_label(place, words().tag)


@register.filter
def day_name(day: date | None) -> str:
    """A day in words."""
    return words().date(day.isoformat()) if day else ""


@register.filter
def clock(at: time | datetime | None) -> str:
    """A time of day."""
    return time_format(at, "TIME_FORMAT") if at else ""


@register.filter
def days_of(row: Gathering) -> str:
    """First and last day in words."""
    if row.start is None:
        return _("no day yet")
    if row.end and row.end != row.start:
        return words().date(f"{row.start.isoformat()}/{row.end.isoformat()}")
    return words().date(row.start.isoformat())


@register.filter
def off_reason(off: DayOff) -> str:
    """Why a capital does not work on a day."""
    told = off.name or _("weekend")
    return _("%(state)s: %(why)s") % {"state": words().state(off.state), "why": told}


@register.filter
def month_name(day: date) -> str:
    """A month in words."""
    return words().date(f"{day:%Y-%m}")


@register.filter
def weekday_name(day: date) -> str:
    """A day with its weekday."""
    return f"{date_format(day, 'l')} {words().date(day.isoformat())}"


@register.filter
def entry_summary(entry: Entry) -> str:
    """A calendar's entry in a few words."""
    return ics.summary(entry)


@register.filter
def entry_address(entry: Entry) -> str:
    """The page of what is behind an entry."""
    return ics.where(entry)


@register.filter
def next_working(entry: Entry) -> str:
    """The first day after an entry's on which all capitals of its partnership work; empty where they do on its own day."""
    return _later(entry.start, entry.partnership)


@register.filter
def item_works(item: Item) -> str:
    """The first day after that of an item of the plan on which all capitals work; empty where it needs none."""
    return _later(item.due, item.partnership) if item.due and item.progress < 100 and item.removed is None else ""


@register.filter
def due_works(fact: Fact) -> str:
    """The same of an undertaking that falls due on a day, as told, and that nothing closed."""
    if fact.end is None or not is_day(fact) or fact.status or fact.standing.closed or fact.standing.noted:  # type: ignore[attr-defined]
        return ""
    return _later(fact.end, fact.projection.partnership)


def _later(day: date, partnership: Partnership) -> str:
    works = working_day(day, partnership.codes)
    return day_name(works) if works != day else ""
