"""Documents of a partnership: each kind with its options, and the file that comes of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from servanda.errors import ServandaError
from servanda_site.publishing import tracked
from servanda_site.publishing.clearance import UpTo
from servanda_site.publishing.making import KINDS, make
from servanda_site.register import dossiers
from servanda_site.register.models import Fact, Marking, Partnership
from servanda_site.register.visibility import Access
from servanda_site.web.forms.reports import ReportForm, offered

_EVENTS = 400
_BODIES = 60
TOLD = {
    "briefing": (gettext_lazy("Briefing note"), gettext_lazy(
        "For a meeting or a visit: who they are, what was agreed, what each side owes, what to ask. Word.")),
    "dossier": (gettext_lazy("Partnership dossier"), gettext_lazy("Everything the record holds, in order. PDF.")),
    "matrix": (gettext_lazy("Follow-up matrix"), gettext_lazy(
        "A row for each undertaking and what has become of it. Excel or Word.")),
    "session": (gettext_lazy("Session file"), gettext_lazy(
        "For a joint body: draft agenda, state of the last decisions, draft minutes in one side's original. Word.")),
    "yearly": (gettext_lazy("State of implementation"), gettext_lazy("The year in figures, charts and lists. PDF.")),
    "scorecard": (gettext_lazy("Scorecard"), gettext_lazy("One page. PDF.")),
}


@require_safe
def reports(request: HttpRequest, states: str) -> HttpResponse:
    """The documents that can be made of a partnership."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return _page(request, access, partnership)


@require_safe
def report(request: HttpRequest, states: str, kind: str) -> HttpResponse:
    """One document; the page again where its options are wrong."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    if kind not in KINDS:
        raise Http404
    form = ReportForm(kind, access, partnership, *_offered(access, partnership), data=request.GET)
    if not form.is_valid():
        return _page(request, access, partnership, form)
    wanted = form.wanted()
    lower = UpTo(request.user, wanted.marking)  # type: ignore[arg-type]
    if wanted.about and not _seen(lower, partnership, wanted.about):
        form.add_error("marking", _("What it is about is marked higher."))
        return _page(request, access, partnership, form)
    try:
        made = make(lower, lower.partnership(states), wanted)
    except Http404:
        form.add_error("marking", _("Nothing of this partnership may be told at this marking."))
        return _page(request, access, partnership, form)
    except ServandaError as error:  # a template or the letterhead
        messages.error(request, _("The document could not be made: %(reason)s") % {"reason": error})
        return redirect("reports", states=states)
    response = HttpResponse(made.data, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _seen(access: Access, partnership: Partnership, about: str) -> bool:
    """Whether this access sees what a document is to be about: a file people keep, or a fact."""
    return tracked.prepared(access, partnership, about) is not None or about in access.facts_of([about])


def _page(request: HttpRequest, access: Access, partnership: Partnership, wrong: ReportForm | None = None) -> HttpResponse:
    given, first = _offered(access, partnership), request.GET.get("about", "")
    levels = (m for m in Marking if first and _seen(UpTo(request.user, m), partnership, first))  # type: ignore[arg-type]
    level = next(levels, Marking.PUBLIC)
    parts: list[dict[str, Any]] = []
    for kind, (name, about) in TOLD.items():
        form = wrong if wrong and wrong.kind == kind else ReportForm(
            kind, access, partnership, *given, about=first, marking=level)
        parts.append({"kind": kind, "name": name, "about": about, "form": form})
    return render(request, "reports/page.html", {"partnership": partnership, "parts": parts}, status=400 if wrong else 200)


Offered = tuple[list[Fact], list[Fact], dict[str, Fact], list[tracked.Prepared]]


def _offered(access: Access, partnership: Partnership) -> Offered:
    """What documents may be about: gatherings, bodies, whom and what these name, the files people keep of what is to come."""
    facts = access.facts(partnership)
    events = dossiers.about(facts, "event").exclude(type="signing").order_by("-start", "order")[:_EVENTS]
    bodies = list(dossiers.about(facts, "mechanism").order_by("-told", "order")[:_BODIES])
    chosen = offered(list(events))
    named = access.facts_of({i for e in chosen for i in (*(e.data.get("participants") or ()), e.mechanism) if i})
    return chosen, bodies, named, tracked.ahead(access, partnership, timezone.localdate())
