"""Pages for what went wrong. What may not be seen is answered like what is not there."""

from __future__ import annotations

import errno
import json
import sys
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
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
    """500, or 503 where database or disk are the reason: plain, so that it shows whatever is broken."""
    error = sys.exception()
    if isinstance(error, OperationalError | InterfaceError) or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        full = not isinstance(error, DatabaseError) or "full" in str(error)
        response = _told(request, 503, *(_FULL if full else _GONE))
        response.headers["Retry-After"] = "30"
        return response
    return _told(request, 500, *_BROKEN)


@open_to_all
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token (an old page, a forged request)."""
    return render(request, "web/error.html", {"status": 403, "csrf": True}, status=403)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    if _by_program(request):
        return _problem(status, {400: "Bad request", 403: "Not allowed", 404: "Not found"}[status])
    return render(request, "web/error.html", {"status": status}, status=status)


def _told(request: HttpRequest, status: int, title: str, *sentences: str) -> HttpResponse:
    """An answer that needs neither templates nor database."""
    if _by_program(request):
        return _problem(status, title, sentences[0])
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Servanda</title><h1>{title}</h1>{body}</html>"
    return HttpResponse(page, status=status)


def _by_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: int, title: str, detail: str = "") -> HttpResponse:
    """RFC 9457."""
    body = {"type": "about:blank", "title": title, "status": status} | ({"detail": detail} if detail else {})
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")


_BROKEN = (
    "Something went wrong", "Nothing that was acknowledged is lost. The log says what happened.",
    "<span lang=fr>Rien de ce qui a &eacute;t&eacute; enregistr&eacute; n'est perdu. Le journal dit ce qui s'est "
    "pass&eacute;.</span>",
)
_GONE = (
    "The database does not answer",
    "Nothing that was acknowledged is lost; what you just sent was not taken. Try again in a while.",
    "<span lang=fr>La base de donn&eacute;es ne r&eacute;pond pas. Rien de ce qui a &eacute;t&eacute; enregistr&eacute; n'est "
    "perdu&nbsp;; ce que vous venez d'envoyer n'a pas &eacute;t&eacute; pris. R&eacute;essayez plus tard.</span>",
)
_FULL = (
    "The disk is full", "Nothing that was acknowledged is lost; what you just sent was not taken. Whoever keeps the machine must "
    "free some space.",
    "<span lang=fr>Le disque est plein. Rien de ce qui a &eacute;t&eacute; enregistr&eacute; n'est perdu&nbsp;; ce que vous "
    "venez d'envoyer n'a pas &eacute;t&eacute; pris.</span>",
)
