"""What the site counts, in Prometheus' format."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter("servanda_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("servanda_request_seconds", "Time to answer a request", ["route"])
