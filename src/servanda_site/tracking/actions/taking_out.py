"""Take a session or visit out that was added by mistake, with all that hangs on it, and put it back. Nothing of it is lost."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, needs
from servanda_site.register.models import Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import invited
from servanda_site.tracking.actions import gatherings, sessions, versions
from servanda_site.tracking.models import Gathering, Session, Visit

_OFF = (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED)


@transaction.atomic
def take_out(user: User, row: Session | Visit, *, back: bool = False, expects: int | None = None) -> None:
    """Take a session or visit out, or put it back.

    Raises:
        NotAllowed; Conflict: somebody did so meanwhile, or it is not what the person saw; Impossible: something holds it.
    """
    needs(user, Role.OFFICER, row.partnership)
    found = type(row).objects.select_for_update(of=("self",)).select_related("partnership").get(pk=row.pk)
    if expects is not None and expects != found.version:
        raise Conflict(_("changed meanwhile"), found)
    if not back:
        _nothing_holds(user, found)
    elif isinstance(found, Session):
        sessions.number_free(Access(user), sessions.body_of(Access(user), found), found.ordinal, but=found.pk)
    told = {"ordinal": found.ordinal, "body": found.body} if isinstance(found, Session) else {"title": found.title}
    versions.take_out(user, found, "session" if isinstance(found, Session) else "visit", back=back, told=told)
    gatherings.raise_version(found, calendar=True)
    found.save(update_fields=["version", "changed", "sequence"])


def _nothing_holds(user: User, row: Session | Visit) -> None:
    """Refuse what something else rests on.

    Raises:
        Impossible
    """
    if isinstance(row, Session) and row.agreed:
        raise Impossible(_("its minutes are agreed: they are a paper of the register, which tells that it was held"))
    if isinstance(row, Visit) and invited.changes(Access(user)).filter(visit=row).exists():
        raise Impossible(_("an invitation is said to be answered or paid by it: take that back first"))
    holders = row.invitees.filter(told__gte=0)
    if row.status in _OFF:
        holders = holders.filter(told__lt=row.sequence)
    if holders.exists():
        raise Impossible(_("people have a calendar invitation to it: cancel it and send that first, so that their calendars "
                           "know"))
