"""How allauth is bent to a register: nobody signs up by himself; administrators make the accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import redirect

from servanda_site.accounts.models import User


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the account."""
        return False


class MinistryLogin(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The ministry's own login opens the account an administrator made for that address, and no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an administrator makes the account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the login to the account of its verified address, if there is one."""
        if sociallogin.is_existing:
            return
        verified = [a.email for a in sociallogin.email_addresses if a.verified]
        user = User.objects.filter(email__in=[a.lower() for a in verified], is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(redirect("no_account"))
        sociallogin.connect(request, user)
