"""Secret addresses of calendars and news: made, taken out of force, asked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User, digest
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.journal import write
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking.models import SecretAddress

MOST_ADDRESSES = 20


@transaction.atomic
def make_address(user: User, partnership: Partnership | None, name: str, language: str,
                 kind: str = SecretAddress.Kind.CALENDAR) -> tuple[SecretAddress, str]:
    """A secret address under which programs follow what the person sees. The secret is shown once.

    Raises:
        NotAllowed; Impossible: no name, or too many addresses.
    """
    if partnership is not None and partnership not in Access(user).partnerships:
        raise NotAllowed
    name = " ".join(name.split())[:120]
    if not name:
        raise Impossible(_("a name is needed"), "name")
    if SecretAddress.objects.filter(user=user, kind=kind, revoked=None).count() >= MOST_ADDRESSES:
        raise Impossible(_("there are too many addresses; take one out of force first"))
    secret = secrets.token_urlsafe(32)
    row = SecretAddress.objects.create(kind=kind, user=user, partnership=partnership, name=name, secret=digest(secret),
                                       language=language if language in dict(settings.LANGUAGES) else "en")
    write(user, f"make {kind} address", f"user:{user.pk}", after={"address": row.pk, "name": name})
    return row, secret


@transaction.atomic
def revoke_address(user: User, row: SecretAddress) -> None:
    """Take an address out of force: one's own, or anybody's for an administrator."""
    if row.user_id != user.pk and not Access(user).is_administrator:
        raise NotAllowed
    if SecretAddress.objects.filter(pk=row.pk, revoked=None).update(revoked=timezone.now()):
        write(user, f"revoke {row.kind} address", f"user:{row.user_id}", before={"address": row.pk, "name": row.name})


def of_secret(secret: str, kind: str = SecretAddress.Kind.CALENDAR) -> SecretAddress | None:
    """The address in force of a secret, if its owner may sign in."""
    row = SecretAddress.objects.select_related("user", "partnership").filter(
        kind=kind, secret=digest(secret), revoked=None, user__is_active=True).first()
    if row is not None:
        SecretAddress.objects.filter(pk=row.pk).update(last_used=timezone.now())
    return row


def given(row: SecretAddress, content: bytes) -> datetime:
    """Note what is given at an address; since when it is that. What leaves it counts as a change like what comes."""
    found = hashlib.sha256(content).hexdigest()
    if row.given != found or row.changed is None:
        row.given, row.changed = found, timezone.now()
        SecretAddress.objects.filter(pk=row.pk).update(given=found, changed=row.changed)
    return row.changed
