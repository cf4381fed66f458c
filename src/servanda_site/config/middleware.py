"""One log line and one count per request."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from servanda_site.config.metrics import REQUESTS, SECONDS

_log = logging.getLogger("servanda.request")


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
        route = (match.route if match else "") or "unmatched"
        REQUESTS.labels(request.method, route, response.status_code).inc()
        SECONDS.labels(route).observe(took)
        _log.info("%s %s %s", request.method, route, response.status_code, extra={"milliseconds": round(took * 1000, 1)})
        return response
