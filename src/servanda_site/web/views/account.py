"""A person's own account: name, language, password, second factor, tokens, rights."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account(request: HttpRequest) -> HttpResponse:
    """The account of who asks."""
    return render(request, "account/own.html")
