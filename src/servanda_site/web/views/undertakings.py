"""The table of undertakings: filters, order, pages, views that a person keeps, and what is shown as CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servanda.publishing import tables
from servanda.publishing.words import Words
from servanda.reconciliation import record as r
from servanda_site.register.models import Fact, Partnership, Projection, SavedView
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing
from servanda_site.web import chosen as c
from servanda_site.web import tabled
from servanda_site.web.templatetags.record import words

_PAGE = 50
_BODIES = 200
_CHUNK = 1000
_VIEWS = 50  # that one person keeps of a partnership


def undertakings(request: HttpRequest, states: str) -> HttpResponse:
    """The table; HTMX asks for the table alone."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    filters, chosen = _asked(access, partnership, request.GET)
    found = c.narrow(access.facts(partnership).filter(kind="undertaking"), partnership, chosen, timezone.localdate(), access)
    page = Paginator(found.select_related(None).values_list("pk", flat=True), _PAGE).get_page(request.GET.get("page"))
    keys = list(page.object_list)  # found by an index alone; only what is shown is looked up
    rows = Fact.objects.defer("digest").in_bulk(keys)
    standing.attach(access, rows.values())
    context: dict[str, Any] = {
        "partnership": partnership, "filters": filters, "chosen": chosen, "told": c.told(filters), "page": page,
        "rows": [rows[key] for key in keys if key in rows], "columns": c.columns(chosen),
        "bodies": dict(next(f.options for f in filters if f.name == "body")),
    }
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        response = render(request, "partnership/_undertakings.html", context)
        response["HX-Push-Url"] = f"{request.path}?{chosen.query}" if chosen.query else request.path
    else:
        context["saved"] = SavedView.objects.filter(user=request.user, partnership=partnership)
        response = render(request, "partnership/undertakings.html", context)
    response["Vary"] = "HX-Request, Cookie"
    return response


def _asked(access: Access, partnership: Partnership, asked: QueryDict) -> tuple[list[c.Filter], c.Chosen]:
    found = access.facts(partnership).filter(kind="mechanism").order_by("-told", "order")
    bodies = list(found.values_list("fact", "label")[:_BODIES])
    filters = c.filters(partnership, asked, bodies)
    return filters, c.read(asked, filters)


def export(request: HttpRequest, states: str, form: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """What the table shows, all pages of it, as a file."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    if form not in ("csv", "xlsx"):
        raise Http404
    _filters, chosen = _asked(access, partnership, request.GET)
    found = c.narrow(access.facts(partnership).filter(kind="undertaking"), partnership, chosen, timezone.localdate(), access)
    rows = _rows(access, partnership, found, words())
    name = f"{partnership.states.replace(' ', '-')}-undertakings.{form}"
    if form == "csv":
        return tabled.csv(name, tables.COLUMNS["undertakings"], rows)
    wide = [column in ("text", "quote", "source") for column in tables.COLUMNS["undertakings"]]
    return tabled.xlsx(name, "undertakings", tables.header("undertakings", words()), rows, wide)


def _rows(access: Access, partnership: Partnership, found: QuerySet[Fact], told: Words) -> Iterator[list[str]]:
    """The rows of the core's table of undertakings."""
    projection = access.projection(partnership)
    documents = Projection.objects.values_list("documents", flat=True).get(pk=projection.pk) if projection else []
    papers = [r.DocumentOf.model_validate(d) for d in documents]
    held = access.facts(partnership).filter(kind="mechanism")
    bodies = [r.Mechanism.model_validate(d) for d in held.values_list("data", flat=True)]
    for part in _chunks(found.values_list("data", flat=True).iterator(chunk_size=_CHUNK)):
        record = r.Record.model_construct(documents=papers, mechanisms=bodies, entities=[], events=[], instruments=[],
                                          undertakings=[r.Undertaking.model_validate(d) for d in part])
        yield from tables.rows(record, "undertakings", told)


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    held: list[Any] = []
    for value in values:
        held.append(value)
        if len(held) == _CHUNK:
            yield held
            held = []
    if held:
        yield held


@require_POST
def keep(request: HttpRequest, states: str) -> HttpResponse:
    """Keep what is shown under a name (the same name again replaces it)."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    _filters, chosen = _asked(access, partnership, QueryDict(request.POST.get("query", "")[:1000].lstrip("?")))
    name = " ".join(request.POST.get("name", "").split())[:120] or _("My view")
    kept = SavedView.objects.filter(user=request.user, partnership=partnership)
    if kept.count() < _VIEWS or kept.filter(name=name).exists():
        kept.update_or_create(user=request.user, partnership=partnership, name=name, defaults={"query": chosen.query})
    return redirect(f"{reverse('undertakings', args=[states])}?{chosen.query}")


@require_POST
def drop(request: HttpRequest, states: str, key: int) -> HttpResponse:
    """Forget a kept view."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    gone, _each = SavedView.objects.filter(user=request.user, partnership=partnership, pk=key).delete()
    if not gone:
        raise Http404
    return redirect("undertakings", states=states)
