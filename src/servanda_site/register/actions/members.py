"""Accounts and rights: administrators make accounts and give roles; every change is logged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import OneTimeLink, User
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.journal import write
from servanda_site.register.models import Marking, Membership, Partnership, Role
from servanda_site.register.visibility import Access


def _administrator(user: User) -> None:
    if not Access(user).is_administrator:
        raise NotAllowed


@transaction.atomic
def first_administrator(email: str, name: str, password: str) -> User:
    """The first account: administers, and is cleared for everything (a small desk has nobody else)."""
    if User.objects.filter(is_administrator=True).exists():
        raise Impossible(_("there is an administrator already"))
    user = User.objects.create_user(email, password, name=name, is_administrator=True)
    Membership.objects.create(user=user, partnership=None, role=Role.HEAD, clearance=Marking.RESTRICTED)
    write(user, "first administrator", f"user:{user.pk}", after={"email": user.email})
    return user


@transaction.atomic
def add_account(by: User, email: str, name: str, *, administrator: bool = False) -> tuple[User, str]:
    """A new account and the secret of the link with which its owner sets a password."""
    _administrator(by)
    if User.objects.filter(email__iexact=email).exists():
        raise Impossible(_("there is an account of this address"))
    user = User.objects.create_user(email, None, name=name, is_administrator=administrator)
    write(by, "add account", f"user:{user.pk}", after={"email": user.email, "administrator": administrator})
    return user, OneTimeLink.make(OneTimeLink.Purpose.PASSWORD, user)


@transaction.atomic
def grant(by: User, user: User, partnership: Partnership | None, role: int, clearance: int) -> Membership:
    """Give somebody a role and a clearance in a partnership (None: in all)."""
    _administrator(by)
    if role not in Role.values or clearance not in Marking.values:
        raise Impossible(_("no such role or marking"))
    held = Membership.objects.filter(user=user, partnership=partnership).first()
    before = {"role": held.role, "clearance": held.clearance} if held else None
    made, _new = Membership.objects.update_or_create(user=user, partnership=partnership,
                                                  defaults={"role": role, "clearance": clearance})
    write(by, "grant", f"user:{user.pk}", before=before,
          after={"role": role, "clearance": clearance, "states": partnership.states if partnership else "all"})
    return made


@transaction.atomic
def revoke(by: User, membership: Membership) -> None:
    """Take a role away."""
    _administrator(by)
    states = membership.partnership.states if membership.partnership else "all"
    write(by, "revoke", f"user:{membership.user_id}", before={"role": membership.role, "states": states})
    membership.delete()


@transaction.atomic
def switch(by: User, user: User, *, active: bool | None = None, administrator: bool | None = None) -> None:
    """Let somebody sign in or not, administer or not. The last administrator stays one."""
    _administrator(by)
    loses = (active is False or administrator is False) and user.is_administrator
    if loses and not User.objects.filter(is_administrator=True, is_active=True).exclude(pk=user.pk).exists():
        raise Impossible(_("the last administrator stays one"))
    before = {"active": user.is_active, "administrator": user.is_administrator}
    user.is_active = user.is_active if active is None else active
    user.is_administrator = user.is_administrator if administrator is None else administrator
    user.save(update_fields=["is_active", "is_administrator"])
    if active is False:
        user.tokens.filter(revoked=None).update(revoked=user.joined)
    write(by, "switch account", f"user:{user.pk}", before=before,
          after={"active": user.is_active, "administrator": user.is_administrator})


@transaction.atomic
def our_side(by: User, partnership: Partnership, state: str) -> None:
    """Say which of the states is ours (empty: none)."""
    _administrator(by)
    if state and state not in partnership.codes:
        raise Impossible(_("%(state)s is none of its states") % {"state": state})
    before = partnership.ours
    partnership.ours = state
    partnership.save(update_fields=["ours"])
    write(by, "our side", f"partnership:{partnership.pk}", before=before, after=state, partnership=partnership)
