"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from servanda_site import __version__


def page(request: HttpRequest) -> dict[str, Any]:
    """Version, languages, and what the person may do, for the frame of the page."""
    return {"version": __version__, "languages": settings.LANGUAGES, "access": getattr(request, "access", None),
            "ministry": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]}
