"""Publications: a partnership's record frozen by its head of desk, and what was frozen before."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.publish import opened
from servanda_site.register.actions.publish import publish as freeze
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Marking, Role
from servanda_site.web.refused import said
from servanda_site.web.views.papers import number, paged


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What was published of the partnerships that may be seen, the newest first."""
    access = request.access  # type: ignore[attr-defined]
    desks = access.desks(Role.HEAD)
    top = max((access.clearance(d) for d in desks), default=-1)
    return render(request, "review/publications.html", {
        "page": paged(request, access.publications()), "desks": [d for d in desks if access.projection(d)],
        "markings": [(m.value, m.label) for m in Marking if m.value <= top],
    })


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Freeze a record."""
    access = request.access  # type: ignore[attr-defined]
    desk = next((d for d in access.desks(Role.HEAD) if d.pk == number(request.POST.get("partnership"))), None)
    level = number(request.POST.get("marking"), max(Marking.values))
    if desk is None or level is None:
        raise Http404
    try:
        made = freeze(request.user, desk, level, request.POST.get("title", ""))  # type: ignore[arg-type]
    except Impossible as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("%(title)s is published.") % {"title": made.title})
    return redirect("publications")


@require_safe
def download(request: HttpRequest, key: int) -> HttpResponse:
    """One frozen record, as a file."""
    found = request.access.publications().filter(pk=key).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    try:
        body = opened(found)
    except KeyError:
        raise Http404 from None
    name = f"{found.partnership.states.replace(' ', '-')}-{found.at:%Y-%m-%d}-{found.pk}.json"
    response = HttpResponse(json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"),
                            content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
