"""Who asks: the language of their pages, and that they have signed in (everything is closed unless marked open)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Answer = Callable[[HttpRequest], HttpResponse]
_VISIT = timedelta(minutes=30)
_OPEN = ("account_", "mfa_authenticate", "mfa_login_webauthn", "socialaccount_", "openid_connect_")


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view as open to people who have not signed in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class PageLanguage:
    """The language chosen in the account, else in the session (the switch on the page), else the browser's."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language."""
        known = dict(settings.LANGUAGES)
        user = getattr(request, "user", None)
        chosen = (user.language if user and user.is_authenticated else "") or request.COOKIES.get("servanda-language", "")
        language = chosen if chosen in known else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response


class SignedIn:
    """Sends who has not signed in to the sign-in page; open views and the API (which asks for tokens) excepted."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note the visit."""
        response = self.answer(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Whether this view may be seen without signing in."""
        user = request.user
        if user.is_authenticated:
            _note_visit(user)
            return None
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if getattr(view, "open_to_all", False) or name.startswith(_OPEN) or request.path.startswith("/api/"):
            return None
        return redirect_to_login(request.get_full_path())


def _note_visit(user: Any) -> None:
    """A visit ends after half an hour of silence; what is new is counted from the end of the one before."""
    now = timezone.now()
    if user.last_seen is None or now - user.last_seen > timedelta(minutes=1):
        if user.last_seen is None or now - user.last_seen > _VISIT:
            user.previous_visit = user.last_seen
        user.last_seen = now
        user.save(update_fields=["last_seen", "previous_visit"])
