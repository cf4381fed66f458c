"""Errors as RFC 9457 problem details (application/problem+json)."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from servanda_site.register.actions.refusals import Conflict, Impossible

TITLES = {
    400: "Bad request", 401: "Sign in or give a token", 403: "Not allowed", 404: "Not found", 409: "Not possible as things stand",
    413: "Too large", 422: "Not valid", 429: "Too many requests",
}
SCHEMA = {
    "type": "object", "title": "Problem", "description": "What went wrong (RFC 9457).", "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "current": {"description": "On 409: what stands now: a decision, or the id and version of a row."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "On 422: where, and what."},
    },
}


def answer(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """A problem as a response."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, **more}
    if detail:
        body["detail"] = detail
    response = HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _told(current: Any) -> Any:
    """What stands now: a decision by its name, a row by its id and version."""
    if isinstance(current, Model):
        return {"id": current.pk, **({"version": current.version} if hasattr(current, "version") else {})}
    return current


def register(api: NinjaAPI) -> None:
    """Have the API tell every error so."""

    @api.exception_handler(AuthenticationError)
    def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(401)

    @api.exception_handler(Http404)
    def _absent(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(404)

    @api.exception_handler(PermissionDenied)
    def _refused(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(403)

    @api.exception_handler(Conflict)
    def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
        return answer(409, str(error), current=_told(error.current))

    @api.exception_handler(Impossible)
    def _impossible(request: HttpRequest, error: Impossible) -> HttpResponse:
        return answer(409, str(error))

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(422, errors=[{"where": [str(p) for p in e["loc"]], "what": e["msg"]} for e in error.errors])

    @api.exception_handler(HttpError)
    def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
        response = answer(error.status_code, str(error))
        if wait := getattr(error, "wait", None):
            response["Retry-After"] = str(int(wait))
        return response
