"""Whether the site is alive, ready, and what it counts: for balancers and collectors."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest, multiprocess

from servanda_site import __version__
from servanda_site.accounts.middleware import open_to_all
from servanda_site.config import environment as env
from servanda_site.config import migrating

_LOOPBACK = ("127.0.0.1", "::1")


@open_to_all
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """That this process answers; nothing else is asked."""
    return JsonResponse({"status": "ok", "version": __version__})


@open_to_all
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """That database and store answer and the database is of this version; 503 otherwise."""
    faults = _faults()
    return JsonResponse({"status": "not ready" if faults else "ok", "faults": faults}, status=503 if faults else 200)


def _faults() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if cache.get("schema-known") != __version__:
            if migrating.waiting() or migrating.newer():
                return ["database of another version"]
            cache.set("schema-known", __version__, 60)
    except DatabaseError:
        return ["database"]
    return [] if settings.HOME.is_dir() else ["store"]


@open_to_all
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What the site counts, in Prometheus' format; for whoever has the token, else only for this machine."""
    if not _may_collect(request):
        raise Http404
    registry = REGISTRY
    if env.multiprocess():
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry) + generate_latest(_levels()), content_type=CONTENT_TYPE_LATEST)


def _may_collect(request: HttpRequest) -> bool:
    token = env.value("SERVANDA_METRICS_TOKEN")
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), token.encode())
    through = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in _LOOPBACK and not through


def _levels() -> CollectorRegistry:
    """What is counted in the database at this moment."""
    from django_tasks_db.models import DBTaskResult

    from servanda_site.register.models import LogEntry, Paper, Partnership

    registry = CollectorRegistry()
    papers = Gauge("servanda_papers", "Papers by state", ["state"], registry=registry)
    for row in Paper.objects.order_by().values("state").annotate(number=Count("pk")):
        papers.labels(row["state"]).set(row["number"])
    Gauge("servanda_log_entries", "Entries of the log", registry=registry).set(
        LogEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0)
    Gauge("servanda_partnerships_stale", "Records that wait to be made again", registry=registry).set(
        Partnership.objects.filter(stale=True).count())
    waiting = DBTaskResult.objects.ready().order_by().aggregate(number=Count("pk"), oldest=Min("enqueued_at"))
    Gauge("servanda_tasks_waiting", "Tasks no worker has taken yet", registry=registry).set(waiting["number"])
    age = (timezone.now() - waiting["oldest"]).total_seconds() if waiting["oldest"] else 0
    Gauge("servanda_tasks_oldest_seconds", "Age of the oldest of them", registry=registry).set(max(0, age))
    return registry
