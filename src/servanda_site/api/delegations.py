"""Who goes to a session or a visit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from servanda_site.api.authentication import scope
from servanda_site.api.meetings import DelegateIn, DelegateOut, delegate, delegates
from servanda_site.api.parts import (
    Number,
    access_of,
    user_of,
)
from servanda_site.api.sessions import session_of
from servanda_site.api.visits import visit_of
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.models import Session, Visit

router = Router(tags=["meetings"])


@router.post("/sessions/{key}/delegates", auth=scope("decide"), response={201: DelegateOut})
def session_delegate(request: HttpRequest, given: DelegateIn, key: int = Number) -> Any:
    """Add somebody to a delegation to a session."""
    return 201, _delegated(request, session_of(access_of(request), key), given)


@router.post("/visits/{key}/delegates", auth=scope("decide"), response={201: DelegateOut})
def visit_delegate(request: HttpRequest, given: DelegateIn, key: int = Number) -> Any:
    """Add somebody to a delegation on a visit."""
    return 201, _delegated(request, visit_of(access_of(request), key), given)


def _delegated(request: HttpRequest, row: Session | Visit, given: DelegateIn) -> dict[str, Any]:
    return delegate(gatherings.add_delegate(user_of(request), row, **given.model_dump()))


@router.delete("/sessions/{key}/delegates/{delegate}", auth=scope("decide"), response=list[DelegateOut])
def session_delegate_off(request: HttpRequest, key: int = Number, delegate: int = Number) -> Any:
    """Take somebody out of a delegation to a session. Who is left."""
    return _undelegated(request, session_of(access_of(request), key), delegate)


@router.delete("/visits/{key}/delegates/{delegate}", auth=scope("decide"), response=list[DelegateOut])
def visit_delegate_off(request: HttpRequest, key: int = Number, delegate: int = Number) -> Any:
    """Take somebody out of a delegation on a visit. Who is left."""
    return _undelegated(request, visit_of(access_of(request), key), delegate)


def _undelegated(request: HttpRequest, row: Session | Visit, delegate: int) -> list[dict[str, Any]]:
    gatherings.remove_delegate(user_of(request), row, delegate)
    return delegates(row)
