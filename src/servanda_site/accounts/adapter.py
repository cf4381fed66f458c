"""How allauth is bent to a register: nobody signs up by himself; administrators make the accounts."""

from __future__ import annotations

import logging
import secrets
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest
from django.shortcuts import redirect, render

from servanda_site.accounts.models import User

_log = logging.getLogger("servanda.accounts")
# What a server means that does not say how clients identify themselves to it (OpenID Connect Discovery 1.0, section 3).
_UNSAID = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the account."""
        return False


class Ministry(OpenIDConnectProvider):  # type: ignore[misc]
    """The ministry's login server, asked each time with a nonce of its own (OpenID Connect Core 3.1.2.1)."""

    def redirect(self, request: HttpRequest, *args: Any, auth_params: dict[str, str] | None = None, **more: Any) -> Any:
        """Send the browser there. The nonce is kept with what the answer is compared with."""
        nonce = secrets.token_urlsafe(24)
        given = self.get_auth_params() if auth_params is None else auth_params
        return super().redirect(request, *args, auth_params={**given, "nonce": nonce}, nonce=nonce, **more)


class MinistryLogin(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The ministry's own login opens the account an administrator made for that address, and no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an administrator makes the account."""
        return False

    def get_provider(self, request: HttpRequest, provider: Any, client_id: str | None = None) -> Any:
        """The ministry's login server."""
        return Ministry(request, app=super().get_provider(request, provider, client_id).app)

    def get_requests_session(self) -> Any:
        """A session that takes no answer, or one that nobody can read, for what it is: the server is away."""
        session = super().get_requests_session()
        ask = session.request

        def request(method: str, url: str, **more: Any) -> Any:
            try:
                answer = ask(method, url, **more)
                if method.upper() == "GET":
                    answer.raise_for_status()
                    said = _UNSAID | answer.json()
                    answer.json = lambda: said
            except (requests.RequestException, TypeError):
                _log.warning("the ministry's login server does not answer as it should: %s", url)
                raise self._told("away", 503) from None
            return answer

        session.request = request
        return session

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
                                extra_context: Any = None) -> None:
        """Say what went wrong on a page of ours."""
        if error == AuthError.CANCELLED:
            raise self._told("cancelled", 403)
        _log.warning("a login by the ministry was refused: %s", exception or error)
        raise self._told("refused", 403)

    def _told(self, what: str, status: int) -> ImmediateHttpResponse:
        return ImmediateHttpResponse(render(self.request, "accounts/ministry.html", {"what": what}, status=status))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the login to the account of its verified address, if there is one.

        An identity counts only if it was made out for this very request (its nonce; OpenID Connect Core 3.1.3.7), and what the
        server says of a person only if it is of the person whose identity it is (5.3.2).
        """
        said = sociallogin.account.extra_data
        identity = said.get("id_token") or {}
        if "nonce" not in sociallogin.state or identity.get("nonce") != sociallogin.state["nonce"]:
            self.on_authentication_error(request, None, exception="no identity made out for this request")
        if said["userinfo"].get("sub") != identity.get("sub"):
            self.on_authentication_error(request, None, exception="user info of another person")
        if sociallogin.is_existing:
            return
        verified = [a.email for a in sociallogin.email_addresses if a.verified]
        user = User.objects.filter(email__in=[a.lower() for a in verified], is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(redirect("no_account"))
        sociallogin.connect(request, user)
