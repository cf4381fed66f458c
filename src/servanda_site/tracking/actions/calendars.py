"""Secret addresses of calendars: made, taken out of force."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User, digest
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.journal import write
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking.models import CalendarAddress

MOST_ADDRESSES = 20


@transaction.atomic
def make_address(user: User, partnership: Partnership | None, name: str, language: str) -> tuple[CalendarAddress, str]:
    """A secret address under which calendar programs follow what the person sees. The secret is shown once."""
    if partnership is not None and partnership not in Access(user).partnerships:
        raise NotAllowed
    name = " ".join(name.split())[:120]
    if not name:
        raise Impossible(_("a name is needed"), "name")
    if CalendarAddress.objects.filter(user=user, revoked=None).count() >= MOST_ADDRESSES:
        raise Impossible(_("there are too many addresses; take one out of force first"))
    secret = secrets.token_urlsafe(32)
    row = CalendarAddress.objects.create(user=user, partnership=partnership, name=name, secret=digest(secret),
                                         language=language if language in dict(settings.LANGUAGES) else "en")
    write(user, "make calendar address", f"user:{user.pk}", after={"address": row.pk, "name": name})
    return row, secret


@transaction.atomic
def revoke_address(user: User, row: CalendarAddress) -> None:
    """Take an address out of force: one's own, or anybody's for an administrator."""
    if row.user_id != user.pk and not Access(user).is_administrator:
        raise NotAllowed
    if CalendarAddress.objects.filter(pk=row.pk, revoked=None).update(revoked=timezone.now()):
        write(user, "revoke calendar address", f"user:{row.user_id}", before={"address": row.pk, "name": row.name})


def of_secret(secret: str) -> CalendarAddress | None:
    """The address in force of a secret, if its owner may sign in."""
    row = CalendarAddress.objects.select_related("user", "partnership").filter(
        secret=digest(secret), revoked=None, user__is_active=True).first()
    if row is not None:
        CalendarAddress.objects.filter(pk=row.pk).update(last_used=timezone.now())
    return row
