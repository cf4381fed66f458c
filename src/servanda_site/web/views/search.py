"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from servanda_site.register.searching import SECTIONS, search

TITLES = {
    "entity": _("People and organisations"), "mechanism": _("Joint bodies"), "instrument": _("Instruments"), "event": _("Events"),
    "undertaking": _("Undertakings"), "title": _("Papers"), "passage": _("In the papers"),
}
_FEW, _MANY = 8, 50


def find(request: HttpRequest) -> HttpResponse:
    """What was found for `q`, kind by kind; `kind` shows one kind only, `after` the next ones."""
    text, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    after = request.GET.get("after", "")
    kinds = (kind,) if kind in SECTIONS else SECTIONS
    results = search(request.access, text, kinds=kinds, each=_MANY if kind in SECTIONS else _FEW,  # type: ignore[attr-defined]
                     after=int(after) if after.isdecimal() and len(after) < 18 else None)
    shown = [(section, TITLES[section.kind]) for section in results.sections]
    page = {"text": text, "results": results, "shown": shown, "kind": kind if kind in SECTIONS else "", "titles": TITLES.items()}
    return render(request, "search/results.html" if request.htmx else "search/page.html", page)  # type: ignore[attr-defined]
