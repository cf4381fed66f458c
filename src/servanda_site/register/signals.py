"""What allauth changes in accounts, written to the log too: passwords, second factors, a ministry's login tied to an account."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.db import transaction
from django.dispatch import receiver

from servanda_site.accounts.models import User
from servanda_site.register.journal import write


@receiver((password_changed, password_set, password_reset))
def _password(sender: Any, user: User, **more: Any) -> None:
    _log(user, "change password")


@receiver((authenticator_added, authenticator_removed, authenticator_reset))
def _authenticator(sender: Any, user: User, authenticator: Any, signal: Any, **more: Any) -> None:
    action = {authenticator_added: "add second factor", authenticator_removed: "remove second factor"}
    _log(user, action.get(signal, "change second factor"), authenticator.type)


@receiver((social_account_added, social_account_removed))
def _login(sender: Any, signal: Any, **more: Any) -> None:
    account = more.get("socialaccount") or more["sociallogin"].account
    _log(account.user, "tie login" if signal is social_account_added else "untie login", account.provider)


def _log(user: User, action: str, what: str = "") -> None:
    with transaction.atomic():
        write(user, action, f"user:{user.pk}", after={"type": what} if what else None)
