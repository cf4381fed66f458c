"""What a person chooses to be told by mail."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.journal import write
from servanda_site.tracking.models import MailChoice

_FIELDS = ("every", "weekday", "hour", "zone", "reminders")


def choice(user: User) -> MailChoice:
    """What a person chose; what they would have without choosing, not kept."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


def told(row: MailChoice) -> dict[str, Any]:
    """A choice as plain values."""
    return {name: getattr(row, name) for name in _FIELDS}


@transaction.atomic
def choose(user: User, *, every: str, weekday: int = 0, hour: int = 7, zone: str = "", reminders: bool = True) -> MailChoice:
    """Choose how often a digest comes, when, and whether reminders do.

    Raises:
        Impossible: no such day, hour or time zone.
    """
    if every not in MailChoice.Every.values:
        raise Impossible(_("choose how often"), "every")
    if not 0 <= weekday <= 6:
        raise Impossible(_("there is no such day of the week"), "weekday")
    if not 0 <= hour <= 23:
        raise Impossible(_("there is no such hour"), "hour")
    if zone:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Impossible(_("no such time zone"), "zone") from error
    row = MailChoice.objects.select_for_update().filter(user=user).first() or MailChoice(user=user)
    before = told(row)
    after = {"every": every, "weekday": weekday, "hour": hour, "zone": zone, "reminders": reminders}
    if row.pk and before == after:
        return row
    if before["every"] == MailChoice.Every.OFF:
        row.changed = timezone.now()  # nothing is told of a time before they asked
    for name, value in after.items():
        setattr(row, name, value)
    row.save()
    write(user, "choose mail", f"user:{user.pk}", before=before, after=after)
    return row


def stop(user: User, what: str) -> MailChoice:
    """No digest, or no reminders, any more."""
    return choose(user, **(told(choice(user)) | ({"every": MailChoice.Every.OFF} if what == "digest" else {"reminders": False})))
