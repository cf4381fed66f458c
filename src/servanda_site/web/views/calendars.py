"""Calendars: of a partnership, of a person; as pages, as files, under secret addresses; invitations and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.accounts.middleware import open_to_all
from servanda_site.publishing import ics, inviting
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars, days, gathered
from servanda_site.tracking.actions import addresses as actions
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.models import SecretAddress, Session, Visit
from servanda_site.tracking.visibility import one
from servanda_site.web import gathering, secret_addresses
from servanda_site.web.forms.gatherings import InviteeForm, ReplyForm
from servanda_site.web.templatetags.record import states as states_named

_YEARS = (1900, 2200)
_HOLIDAYS_OF = 4  # partnerships with more capitals than a page can hold show none


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar of who asks: all their partnerships, or what asks for them alone."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _month(request, access, access.partnerships, None)


@require_safe
def partnership_calendar(request: HttpRequest, states: str) -> HttpResponse:
    """The calendar of a partnership."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return _month(request, access, [partnership], partnership)


def _month(request: HttpRequest, access: Access, seen: Sequence[Partnership], partnership: Partnership | None) -> HttpResponse:
    first = _asked(request.GET.get("month", ""))
    after = (first + timedelta(days=32)).replace(day=1)
    mine = partnership is None and request.GET.get("mine") == "1"
    found = calendars.entries(access, seen, first, after - timedelta(days=1), mine=mine)
    codes = sorted({c for p in seen for c in p.codes}) if len(seen) <= _HOLIDAYS_OF else []
    listed = _days(first, after, found, codes)
    return render(request, "calendar/month.html", {
        "partnership": partnership, "first": first, "before": (first - timedelta(days=1)).replace(day=1), "after": after,
        "free": not any(d["entries"] for d in listed), "days": listed, "mine": mine,
        "many": len(seen) > 1, "today": timezone.localdate(), "new_secret": "",
        "without_day": [] if mine else calendars.due_without_day(access, seen, first, after - timedelta(days=1)),
        "held_without_day": [] if mine else calendars.held_without_day(access, seen, first, after - timedelta(days=1)),
        "addresses": SecretAddress.objects.filter(
            user=request.user, revoked=None, partnership=partnership, kind=SecretAddress.Kind.CALENDAR)})


def _asked(month: str) -> date:
    """The first day of the month asked for; of this month where none can be meant."""
    year, _dash, number = month.partition("-")
    if year.isdigit() and number.isdigit() and len(year) == 4 and _YEARS[0] <= int(year) <= _YEARS[1] and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return timezone.localdate().replace(day=1)


def _days(first: date, after: date, found: Sequence[calendars.Entry], codes: Sequence[str]) -> list[dict[str, Any]]:
    """The days of a month on which something stands, each with what goes on and who does not work."""
    listed = []
    for n in range((after - first).days):
        day = first + timedelta(days=n)
        here = [e for e in found if e.start <= day <= e.end]
        off = [o for c in codes if (o := days.off(day, c)) is not None]
        named = [o for o in off if o.name]
        if here or named:
            listed.append({"day": day, "entries": here, "off": off if here else named,
                           "goes_on": {e.uid for e in here if e.start < day}})
    return listed


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """One's own calendar as a file."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _file(request, access, access.partnerships, _("Servanda"), mine=request.GET.get("mine") == "1")


@require_safe
def partnership_calendar_file(request: HttpRequest, states: str) -> HttpResponse:
    """The calendar of a partnership as a file."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return _file(request, access, [partnership], states_named(partnership.states))


def _file(request: HttpRequest, access: Access, seen: Sequence[Partnership], name: str, *, mine: bool = False) -> HttpResponse:
    found = calendars.entries(access, seen, *calendars.whole(timezone.localdate()), mine=mine)
    return _answer(ics.published(found, name, request.build_absolute_uri("/")), "servanda.ics")


def _answer(data: bytes, name: str, method: str = "") -> HttpResponse:
    kind = "text/calendar; charset=utf-8" + (f"; method={method}" if method else "")
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to_all
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program follows: shows what the owner of the address may see now."""
    row = actions.of_secret(secret)
    if row is None:
        raise Http404
    access = Access(row.user)
    if row.partnership is not None and row.partnership not in access.partnerships:
        raise Http404
    with translation.override(row.language):
        response = _file(request, access, [row.partnership] if row.partnership else access.partnerships, row.name)
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def address_add(request: HttpRequest) -> HttpResponse:
    """Make a secret address; it is on the page that answers, and nowhere else."""
    access: Access = request.access  # type: ignore[attr-defined]
    slug = request.POST.get("partnership", "")
    partnership = access.partnership(slug) if slug else None
    return secret_addresses.made(
        request, partnership, SecretAddress.Kind.CALENDAR, feed="calendar_feed", template="calendar/address.html",
        back=reverse("partnership_calendar", args=[slug]) if slug else reverse("calendar"))


@require_POST
def address_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one of one's own addresses out of force."""
    row = secret_addresses.revoked(request, SecretAddress.Kind.CALENDAR, key)
    if row.partnership is not None:
        return redirect("partnership_calendar", states=row.partnership.states.replace(" ", "-"))
    return redirect("calendar")


@require_safe
def session_file(request: HttpRequest, key: int) -> HttpResponse:
    """A session as a calendar file."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _one(request, inviting.entry_of(access, one(gathered.sessions(access), key)), f"session-{key}.ics")


@require_safe
def visit_file(request: HttpRequest, key: int) -> HttpResponse:
    """A visit as a calendar file."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _one(request, inviting.entry_of(access, one(gathered.visits(access), key)), f"visit-{key}.ics")


def _one(request: HttpRequest, entry: calendars.Entry | None, name: str) -> HttpResponse:
    if entry is None:
        messages.error(request, _("It has no day yet: there is nothing to put in a calendar."))
        back = "session" if name.startswith("session") else "visit"
        return redirect(back, key=int(name.partition("-")[2].partition(".")[0]))
    return _answer(ics.published([entry], ics.summary(entry), request.build_absolute_uri("/")), name)


@require_POST
def session_invite(request: HttpRequest, key: int) -> HttpResponse:
    """Ask people to a session, send the invitation, read a reply."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _invite(request, one(gathered.sessions(access), key), "session")


@require_POST
def visit_invite(request: HttpRequest, key: int) -> HttpResponse:
    """Ask people to a visit, send the invitation, read a reply."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _invite(request, one(gathered.visits(access), key), "visit")


def _invite(request: HttpRequest, row: Session | Visit, name: str) -> HttpResponse:
    gathering.officer_of(request, row.partnership)
    what, address = request.POST.get("do", ""), request.build_absolute_uri("/")
    if what == "ask":
        form = InviteeForm(request.POST)
        if form.is_valid():
            gathering.done(request, lambda: gatherings.ask(request.user, row, **form.cleaned_data),  # type: ignore[arg-type]
                           _("They are on the list."))
        else:
            gathering.invalid(request, form)
    elif what == "unask":
        key = request.POST.get("person", "")
        person = int(key) if key.isascii() and key.isdigit() else 0
        gathering.done(request, lambda: inviting.unask(request.user, row, person, address),  # type: ignore[arg-type]
                       _("They are off the list."))
    elif what == "send":
        if sent := gathering.done(request, lambda: inviting.send(request.user, row, address)):  # type: ignore[arg-type]
            messages.success(request, _("Sent to %(n)s people.") % {"n": len(sent)} if len(sent) > 1 else _("Sent."))
    elif what == "reply":
        files = ReplyForm(request.POST, request.FILES)
        if files.is_valid():
            data = files.cleaned_data["reply"].read(ics.LARGEST_REPLY + 1)
            answered = gathering.done(request, lambda: inviting.replied(request.user, row, data))  # type: ignore[arg-type]
            if answered:
                messages.success(request, _("%(who)s answered: %(answer)s.") % {
                    "who": answered.name, "answer": answered.get_answer_display()})
        else:
            gathering.invalid(request, files)
    else:
        messages.error(request, _("Nothing was asked for: nothing was done."))
    return redirect(f"{reverse(name, args=[row.pk])}#asked")
