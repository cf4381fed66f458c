"""One log line and one count per request; a header that Django does not set."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from servanda_site.config.metrics import REQUESTS, SECONDS

_log = logging.getLogger("servanda.request")


_UNUSED = ("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
           "magnetometer", "microphone", "midi", "payment", "usb", "browsing-topics")


class NothingOfTheDevice:
    """Says that no page here uses camera, place or the like (passkeys are the exception: they need the device)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say so."""
        response = self.answer(request)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _UNUSED))
        return response


class RequestLog:
    """Logs method, route, status and milliseconds (never the query or a body), and counts them for the metrics."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then log it."""
        start = time.perf_counter()
        response = self.answer(request)
        took = time.perf_counter() - start
        match = request.resolver_match
        route = f"/{match.route}" if match else "unmatched"
        REQUESTS.labels(request.method, route, response.status_code).inc()
        SECONDS.labels(route).observe(took)
        _log.info("%s %s %s", request.method, route, response.status_code, extra={"milliseconds": round(took * 1000, 1)})
        return response
