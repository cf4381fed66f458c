"""The first page: what a newcomer should do, else what we owe, what they owe, what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    access = request.access  # type: ignore[attr-defined]
    return render(request, "web/home.html", {"partnerships": access.partnerships, "papers": access.papers().count()})
