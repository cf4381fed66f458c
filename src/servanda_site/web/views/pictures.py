"""The partnership in pictures, each with its content as a table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from servanda_site.register import dossiers
from servanda_site.register.visibility import Access
from servanda_site.web import drawn
from servanda_site.web.views.partnership import LATEST

_EVENTS = 300


def pictures(request: HttpRequest, states: str) -> HttpResponse:
    """All pictures on one page."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    facts = access.facts(partnership)
    events = list(dossiers.about(facts, "event").order_by(LATEST, "order")[:_EVENTS])
    bars, by_field = drawn.fields(partnership, dossiers.by_area_and_force(access, partnership))
    named = dossiers.named(events)
    visits, travelled = drawn.visited(partnership, events, named)
    people, met = drawn.acquainted(partnership, events, named)
    return render(request, "partnership/pictures.html", {
        "partnership": partnership, "events": events, "timeline": drawn.timeline(events, timezone.localdate()), "bars": bars,
        "by_field": by_field, "visits": visits, "travelled": travelled, "people": people, "met": met,
        "most": _EVENTS,
    })
