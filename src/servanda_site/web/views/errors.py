"""Pages for what went wrong. What may not be seen is answered like what is not there."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda_site.accounts.middleware import open_to_all


@open_to_all
def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _page(request, 400)


@open_to_all
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return _page(request, 403)


@open_to_all
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


@open_to_all
def closed(request: HttpRequest, **given: str) -> HttpResponse:
    """An address of the sign-in machinery that a register does not offer."""
    return not_found(request)


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """500: plain, so that it shows whatever is broken."""
    return HttpResponse(_BROKEN, status=500)


@open_to_all
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token (an old page, a forged request)."""
    return render(request, "web/error.html", {"status": 403, "csrf": True}, status=403)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):  # a program asked: RFC 9457
        title = {400: "Bad request", 403: "Not allowed", 404: "Not found"}[status]
        body = json.dumps({"type": "about:blank", "title": title, "status": status})
        return HttpResponse(body, status=status, content_type="application/problem+json")
    return render(request, "web/error.html", {"status": status}, status=status)


_BROKEN = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Servanda</title><h1>Something went wrong</h1>"
    "<p>Nothing that was acknowledged is lost. The log says what happened. / "
    "Rien de ce qui a &eacute;t&eacute; enregistr&eacute; n'est perdu. Le journal dit ce qui s'est pass&eacute;.</p></html>"
)
