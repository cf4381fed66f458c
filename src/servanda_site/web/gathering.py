"""What pages of sessions and visits have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import days
from servanda_site.tracking.actions import taking_out
from servanda_site.tracking.calendars import zone_at
from servanda_site.tracking.gathered import Sitting
from servanda_site.tracking.models import Delegate, Gathering, Session, Visit
from servanda_site.web.refused import said
from servanda_site.web.templatetags.record import words

OK, CONFLICT, REFUSED = 200, 409, 422
_LONG, _OFF = 60, 40  # days of a gathering, and days off among them, that are looked at


def officer_of(request: HttpRequest, partnership: Partnership) -> Access:
    """The rights of who asks, who must be an officer there.

    Raises:
        PermissionDenied
    """
    access: Access = request.access  # type: ignore[attr-defined]
    if not access.may(Role.OFFICER, partnership):
        raise PermissionDenied
    return access


def days_told(told: Sitting) -> dict[str, Any]:
    """First and last day for a form, where the record tells them exactly."""
    if told.start is None or not all(len(part) == len("2025-05-07") for part in told.date.split("/")):
        return {"start": None}
    return {"start": told.start, "end": told.end if told.end != told.start else None}


def done(request: HttpRequest, do: Callable[[], Any], told: str = "") -> Any:
    """Do it and say so; a refusal becomes a message. What was made; None where it was refused."""
    try:
        made = do()
    except (Impossible, Conflict) as error:
        messages.error(request, conflict() if isinstance(error, Conflict) else said(error))
        return None
    if told:
        messages.success(request, told)
    return made if made is not None else True


def take_out(request: HttpRequest, row: Session | Visit) -> None:
    """Take a session or visit out that was added by mistake, or (with `back`) put it back, as a page's button asks."""
    version, back = request.POST.get("version", ""), "back" in request.POST
    expects = int(version) if version.isdecimal() and len(version) < 10 else None
    user: Any = request.user
    done(request, lambda: taking_out.take_out(user, row, back=back, expects=expects),
         _("It is put back.") if back else _("It is taken out. Nothing of it is lost: it can be put back here."))


def refused(form: forms.Form, error: Impossible | Conflict) -> int:
    """Put a refusal beside the field it is about; the status of the answer."""
    if isinstance(error, Conflict):
        form.add_error(None, conflict())
        return CONFLICT
    form.add_error(error.field if error.field in form.fields else None, said(error))
    return REFUSED


def conflict() -> str:
    """What is said where somebody else was quicker."""
    return _("Somebody changed it meanwhile: nothing was kept. Load the page anew, and see what stands there now.")


def invalid(request: HttpRequest, form: forms.Form) -> None:
    """Say in messages what is wrong with a form that is not on the page that answers."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))


def clocks(row: Session | Visit) -> list[tuple[str, datetime, datetime | None]]:
    """What the clocks of the capitals show when it begins and ends, where times of day are told."""
    if not (row.start and row.starts):
        return []
    zone = zone_at(row)
    begins = datetime.combine(row.start, row.starts, zone)
    ends = datetime.combine(row.end or row.start, row.ends, zone) if row.ends else None
    return [(code, begins.astimezone(there), ends.astimezone(there) if ends else None) for code in row.partnership.codes
            for there in [ZoneInfo(days.zone_of(code))]]


def off_days(row: Gathering) -> list[tuple[str, list[str]]]:
    """The days off of the capitals among its days, in words with what they are; days in a row that are alike stand together."""
    last = row.end or row.start
    if not row.start or not last or (last - row.start).days >= _LONG:
        return []
    why: dict[date, dict[str, list[str]]] = {}
    for off in days.days_off(row.partnership.codes, row.start, last, weekends=True)[:_OFF]:
        why.setdefault(off.day, {}).setdefault(off.name or _("weekend"), []).append(off.state)
    runs: list[tuple[date, date, dict[str, list[str]]]] = []
    for day, reasons in sorted(why.items()):
        if runs and runs[-1][2] == reasons and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day, reasons)
        else:
            runs.append((day, day, reasons))
    return [(words().date(first.isoformat() if first == end else f"{first.isoformat()}/{end.isoformat()}"),
             [_("%(state)s: %(why)s") % {"state": words().states(codes), "why": name} for name, codes in reasons.items()])
            for first, end, reasons in runs]


def delegations(row: Session | Visit) -> list[tuple[str, list[Delegate]]]:
    """The delegations by side, in the order of the partnership's codes, ours first."""
    people = list(row.delegates.all())
    codes = sorted(row.partnership.codes, key=lambda c: (c != row.partnership.ours, c))
    return [(code, [p for p in people if p.state == code]) for code in codes]
