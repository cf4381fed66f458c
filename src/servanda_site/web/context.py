"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from servanda_site import __version__

_OVERVIEW = ("/partnerships/", "/fact/", "/body/", "/session/", "/visit/", "/invitation/", "/text/", "/tie/")  # pages within it


def page(request: HttpRequest) -> dict[str, Any]:
    """Version, languages, what the person may do, and where the page belongs, for the frame of the page."""
    return {"version": __version__, "within_overview": request.path.startswith(_OVERVIEW), "languages": settings.LANGUAGES,
            "access": getattr(request, "access", None), "ministry": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]}
