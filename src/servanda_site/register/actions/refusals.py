"""Why an action was not done."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from servanda.errors import ServandaError
from servanda_site.accounts.models import User
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access


class NotAllowed(PermissionDenied):
    """The person has not the role this takes."""


class Conflict(ServandaError):
    """Somebody else decided meanwhile; `current` says what stands now."""

    def __init__(self, message: str, current: object = None) -> None:
        super().__init__(message)
        self.current = current


class Impossible(ServandaError):
    """What was asked cannot be; the message says why, `field` which value of a form it is about, if one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def needs(user: User, role: int, partnership: Partnership | int | None) -> None:
    """Refuse unless the person holds the role there.

    Raises:
        NotAllowed: they do not.
    """
    if not Access(user).may(role, partnership):
        raise NotAllowed
