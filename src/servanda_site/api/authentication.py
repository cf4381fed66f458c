"""Who asks: a token with scopes, or the session of somebody signed in (whose writes need the CSRF token)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from servanda_site.accounts.models import Token
from servanda_site.register.visibility import Access

_MINUTE = timedelta(minutes=1)


class Bearer(HttpBearer):
    """A token that has the scope: `Authorization: Bearer sv_...`."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's owner, or nobody.

        Raises:
            PermissionDenied: the token has not this scope.
        """
        found = Token.find(token)
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise PermissionDenied
        now = timezone.now()
        if found.last_used is None or now - found.last_used > _MINUTE:
            Token.objects.filter(pk=found.pk).update(last_used=now)
        request.user = found.user
        request.access = Access(found.user)  # type: ignore[attr-defined]
        return found.user


class Session(APIKeyCookie):
    """The session cookie of the pages."""

    param_name = "servanda-session"

    def __init__(self) -> None:
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Who has signed in."""
        return request.user if request.user.is_authenticated else None


def scope(name: str) -> list[Any]:
    """Ways in for an operation of a scope."""
    return [Bearer(name), Session()]
