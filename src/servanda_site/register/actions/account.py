"""What people change in their own accounts, and the links administrators hand out; every change is logged."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda import ontology
from servanda_site.accounts.models import OneTimeLink, Token, User
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.journal import write
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access

MOST_TOKENS = 50
MOST_DAYS = 730


@transaction.atomic
def change_own(user: User, *, name: str, language: str) -> None:
    """A person's name and the language of their pages."""
    name = " ".join(name.split())[:200]
    if not name:
        raise Impossible(_("a name is needed"))
    if language and language not in dict(settings.LANGUAGES):
        raise Impossible(_("no language of the pages: %(language)s") % {"language": language})
    before = {"name": user.name, "language": user.language}
    after = {"name": name, "language": language}
    if before == after:
        return
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    write(user, "change account", f"user:{user.pk}", before=before, after=after)


@transaction.atomic
def make_token(user: User, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """A token that acts for the person, narrowed to these scopes. Its secret is shown once."""
    chosen = [s for s in Token.Scope.values if s in scopes]
    if not chosen:
        raise Impossible(_("choose what it may do"))
    if not 1 <= days <= MOST_DAYS:
        raise Impossible(_("days: between 1 and %(most)s") % {"most": MOST_DAYS})
    if user.tokens.filter(revoked=None).count() >= MOST_TOKENS:
        raise Impossible(_("there are too many tokens; revoke one first"))
    token, secret = Token.make(user, " ".join(name.split())[:120], chosen, days)
    write(user, "make token", f"user:{user.pk}", after={"token": token.pk, "name": token.name, "scopes": chosen, "days": days})
    return token, secret


@transaction.atomic
def revoke_token(user: User, token: Token) -> None:
    """Take a token out of force: one's own, or anybody's for an administrator."""
    if token.user_id != user.pk and not Access(user).is_administrator:
        raise NotAllowed
    if Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
        write(user, "revoke token", f"user:{token.user_id}", before={"token": token.pk, "name": token.name})


@transaction.atomic
def new_link(by: User, user: User) -> str:
    """A new one-time link with which somebody sets a password; earlier ones are void."""
    if not Access(by).is_administrator:
        raise NotAllowed
    if not user.is_active:
        raise Impossible(_("this account may not sign in"))
    secret = OneTimeLink.make(OneTimeLink.Purpose.PASSWORD, user)
    write(by, "new link", f"user:{user.pk}")
    return secret


@transaction.atomic
def set_by_link(link: OneTimeLink, password: str) -> None:
    """The owner of a one-time link sets a password; the link is spent.

    Raises:
        Impossible: it was spent meanwhile.
    """
    spend(link)
    assert link.user is not None  # noqa: S101 - links of this purpose have an owner
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    write(link.user, "set password", f"user:{link.user.pk}")


def spend(link: OneTimeLink) -> None:
    """Mark a link as used, once; call inside the transaction that does what it is for.

    Raises:
        Impossible: it was spent meanwhile.
    """
    if not OneTimeLink.objects.filter(pk=link.pk, used=None).update(used=timezone.now()):
        raise Impossible(_("this link was used meanwhile"))


@transaction.atomic
def open_partnership(by: User, states: Sequence[str]) -> Partnership:
    """A partnership before its first paper, so that roles can be given in it."""
    if not Access(by).is_administrator:
        raise NotAllowed
    known = ontology.load().states
    codes = sorted({s.strip().upper() for s in states if s.strip()})
    for code in codes:
        if code not in known:
            raise Impossible(_("%(code)s is no state") % {"code": code})
    if len(codes) < 2:
        raise Impossible(_("a partnership has two states or more: give their codes, as in AZ VN"))
    made, new = Partnership.objects.get_or_create(states=" ".join(codes))
    if new:
        write(by, "open partnership", f"partnership:{made.pk}", after=made.states)
    return made
