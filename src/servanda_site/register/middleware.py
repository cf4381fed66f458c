"""Ties what the person may see to the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from servanda_site.register.visibility import Access


class WhoMay:
    """`request.access`: the person's rights, looked up once, when first asked for."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the rights at hand."""
        request.access = Access(request.user)  # type: ignore[attr-defined]
        return self.answer(request)
