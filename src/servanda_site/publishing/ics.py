"""Calendars as files: RFC 5545 for what is published, RFC 5546 for invitations, their changes and cancellations, and replies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from servanda_site import __version__
from servanda_site.register.actions.refusals import Impossible
from servanda_site.tracking.calendars import Entry
from servanda_site.tracking.models import Gathering, Invitee

LARGEST_REPLY = 200_000
_STATUS = {Gathering.Status.PROPOSED: "TENTATIVE", Gathering.Status.CANCELLED: "CANCELLED",
           Gathering.Status.POSTPONED: "CANCELLED"}
_CLASS = ("PUBLIC", "PRIVATE", "CONFIDENTIAL")


def published(entries: Iterable[Entry], name: str, address: str) -> bytes:
    """A calendar to look at or to follow. address: of the site, for the links back."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, address))
    return _written(calendar)


def request(entry: Entry, people: Sequence[Invitee], address: str, *, uninvited: bool = False) -> bytes:
    """The invitation to a session or visit, or its cancellation, for these people. uninvited: cancelled for them alone."""
    calendar = _calendar("CANCEL" if entry.cancelled or uninvited else "REQUEST")
    event = _event(entry, address)
    if uninvited and not entry.cancelled:
        del event["status"]  # which would cancel it for everybody
    for person in people:
        asked = vCalAddress(f"mailto:{person.email}")
        asked.params |= {"CN": vText(person.name), "PARTSTAT": vText(person.answer), "RSVP": vText("TRUE"),
                         "ROLE": vText("REQ-PARTICIPANT")}
        event.add("attendee", asked, encode=0)
    calendar.add_component(event)
    return _written(calendar)


def _organiser() -> vCalAddress:
    """Who the mail comes from: SERVANDA_EMAIL_FROM, with or without a name."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{email}")
    organiser.params["CN"] = vText(name or "Servanda")
    return organiser


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Servanda//Servanda {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _written(calendar: Calendar) -> bytes:
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, address: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("summary", summary(entry))
    event["organizer"] = _organiser()
    if entry.begins is not None:
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.ends or entry.begins + timedelta(hours=1))
    else:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("status", _STATUS.get(Gathering.Status(entry.status), "CONFIRMED"))
    event.add("class", _CLASS[_marking(entry)])
    if entry.place:
        event.add("location", entry.place)
    path = where(entry)
    if path:
        event.add("url", vUri(address.rstrip("/") + path))
    if entry.link:
        event.add("description", _("Video link: %(link)s") % {"link": entry.link})
        event.add("conference", vUri(entry.link), parameters={"VALUE": "URI"})
    return event


def _marking(entry: Entry) -> int:
    found = getattr(entry.what, "marking", None)
    return found if isinstance(found, int) and found < len(_CLASS) else 0


def summary(entry: Entry) -> str:
    """An entry in a few words, in the language in force."""
    return " ".join(render_to_string("calendar/summary.txt", {"entry": entry}).split())


def invitation(entry: Entry, subject: str, address: str, *, uninvited: bool = False) -> str:
    """An invitation as plain text: days, hours with their zone, place, links. address: of the site."""
    path = where(entry)
    return render_to_string("calendar/invitation.txt", {
        "entry": entry, "subject": subject, "uninvited": uninvited, "page": address.rstrip("/") + path if path else ""})


def where(entry: Entry) -> str:
    """The page of what is behind an entry."""
    return " ".join(render_to_string("calendar/address.txt", {"entry": entry}).split())


@dataclass(frozen=True, slots=True)
class Reply:
    """What a calendar program sent back: of which invitation, who, what."""

    uid: str
    email: str
    answer: str
    sequence: int


def reply(data: bytes) -> Reply:
    """Read a reply (METHOD:REPLY).

    Raises:
        Impossible: it is none.
    """
    if len(data) > LARGEST_REPLY:
        raise Impossible(_("this file is too large for a reply"))
    try:
        found: Any = Calendar.from_ical(data)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise Impossible(_("this is no calendar file")) from error
    if str(found.get("method", "")).upper() != "REPLY":
        raise Impossible(_("this calendar file is no reply to an invitation"))
    event = next(iter(found.walk("VEVENT")), None)
    people = event.get("attendee") if event is not None else None
    person = people[0] if isinstance(people, list) and people else people
    if event is None or person is None:
        raise Impossible(_("this reply does not say whose it is"))
    email = str(person).partition(":")[2] if str(person).lower().startswith("mailto:") else str(person)
    try:
        sequence = int(event.get("sequence", 0))
    except (TypeError, ValueError):
        sequence = 0
    return Reply(str(event.get("uid", "")), email.strip().lower(), str(person.params.get("PARTSTAT", "")).upper(), sequence)
