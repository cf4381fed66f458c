"""The dossier of a partnership, and the lists it opens on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servanda.publishing import linked as ld
from servanda.publishing.dates import order
from servanda.publishing.partnerships import founds, resting
from servanda_site.register import dossiers
from servanda_site.register.actions import members
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Claim, Fact, Paper
from servanda_site.register.projecting import record_seen
from servanda_site.register.visibility import Access
from servanda_site.tracking import invited, standing
from servanda_site.web.drawn import timeline
from servanda_site.web.owed import owed

_SHOWN = 8  # of each kind in a dossier; the rest is a page away
_EVENTS = 150  # on the timeline of a dossier; the pictures' page has more
_PAGE = 50
LATEST = F("start").desc(nulls_last=True)
_PEOPLE = ("person", "organisation")


def dossier(request: HttpRequest, states: str) -> HttpResponse:
    """The dossier."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    facts = access.facts(partnership)
    counts = dossiers.counts(access, [partnership])
    instruments, level = _texts(facts), _level(facts)
    events = list(dossiers.about(facts, "event").order_by(LATEST, "order")[:_EVENTS])
    bodies = list(dossiers.about(facts, "mechanism").order_by("-told", "order")[:_SHOWN])
    people = list(dossiers.about(facts, "entity").filter(type="person").order_by("-told", "order")[:12])
    claims = dossiers.claims_of(people)
    papers = access.papers_of({c.document for told in claims.values() for c in told})
    invitations = invited.invitations(access, dossiers.invitations(access, [partnership]).get(partnership.pk, []))
    leading = dossiers.leading(access, [partnership], limit=6)
    standing.attach(access, (fact for facts in leading.values() for fact in facts))
    return render(request, "partnership/dossier.html", {
        "partnership": partnership, "level": level, "founding": next(iter(resting(instruments, (e.date for e in level))), None),
        "owed": owed(partnership, leading, counts),
        "signed": [i for i in instruments if i.status == "concluded"][:_SHOWN],
        "to_sign": [i for i in instruments if i.status != "concluded"][:_SHOWN],
        "events": events, "timeline": timeline(events, timezone.localdate()), "bodies": bodies,
        "sessions": _sessions(facts, bodies),
        "people": [(p, _offices(p, claims, papers)) for p in people],
        "invitations": [i for i in invitations if i.open][:_SHOWN], "closed": [i for i in invitations if not i.open][:_SHOWN],
        "papers": list(access.papers().filter(partnership=partnership, state=Paper.State.READ).order_by("-pk")[:_SHOWN]),
        "total": _totals(counts),
        "may_choose": access.is_administrator and not partnership.ours,
    })


def listing(request: HttpRequest, states: str, kind: str) -> HttpResponse:
    """All facts of a kind: events, texts, joint bodies, or people and organisations."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    found = dossiers.about(access.facts(partnership), kind)
    chosen = request.GET.get("type", "")
    if kind == "entity":
        chosen = chosen if chosen in _PEOPLE else "person"
    if chosen:
        found = found.filter(type=chosen)
    types = sorted({t for _pk, _kind, t, _of in dossiers.counts(access, [partnership], kind=kind)})
    types = [t for t in types if kind != "entity" or t in _PEOPLE]
    order_by = LATEST if kind in ("event", "instrument") else "-told"
    page = Paginator(found.order_by(order_by, "order"), _PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    context: dict[str, Any] = {"partnership": partnership, "kind": kind, "page": page, "rows": rows, "types": types,
                               "type": chosen}
    if kind == "mechanism":
        context["sessions"] = _sessions(access.facts(partnership), rows)
    if kind == "entity":
        claims = dossiers.claims_of(rows, limit=3000)
        papers = access.papers_of({c.document for told in claims.values() for c in told})
        context["people"] = [(p, _offices(p, claims, papers)) for p in rows]
    return render(request, "partnership/list.html", context)


@require_POST
def our_side(request: HttpRequest, states: str) -> HttpResponse:
    """An administrator says which side is ours."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    try:
        members.our_side(request.user, partnership, request.POST.get("state", ""))  # type: ignore[arg-type]
    except Impossible as refusal:
        raise Http404 from refusal
    messages.success(request, _("Our side is set."))
    return redirect("partnership", states=partnership.states.replace(" ", "-"))


def _texts(facts: QuerySet[Fact]) -> list[Fact]:
    found = dossiers.about(facts, "instrument").order_by(LATEST, "order")
    return list(found[:60])


def _level(facts: QuerySet[Fact]) -> list[Fact]:
    """The events that founded the relation or raised it to a level, the newest first."""
    found = dossiers.about(facts, "event").filter(type="establishment").order_by("order")[:20]
    level = [f for f in found if founds(f.type, f.status, (why["rule"] for why in f.data.get("why") or ()))]
    return sorted(level, key=lambda f: order(f.date), reverse=True)


def _offices(person: Fact, claims: dict[int, list[Claim]], papers: dict[str, Paper]) -> list[dossiers.Tenure]:
    """The offices of a person with their time; without it where none of the tellings looked at has them."""
    told = dossiers.tenures(claims[person.pk], papers)
    return told or [dossiers.Tenure(o["office"], o["state"], "", "") for o in person.data.get("offices") or []]


def _sessions(facts: QuerySet[Fact], bodies: list[Fact]) -> dict[str, list[Fact]]:
    """The sessions of each body, the newest first."""
    found: dict[str, list[Fact]] = {b.fact: [] for b in bodies}
    for event in dossiers.about(facts, "event").filter(mechanism__in=list(found)).order_by(LATEST, "order")[:200]:
        found[event.mechanism].append(event)
    return found


def _totals(counts: dict[tuple[int, str, str, str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for (_key, kind, type_, _states), n in counts.items():
        for key in (kind, f"{kind}:{type_}"):
            found[key] = found.get(key, 0) + n
    return found


def linked(request: HttpRequest, states: str) -> JsonResponse:
    """The record as JSON-LD."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    graph = ld.graph(record_seen(access, partnership))
    response = JsonResponse(graph, json_dumps_params={"ensure_ascii": False}, content_type="application/ld+json")
    response["Content-Disposition"] = f'inline; filename="{partnership.states.replace(" ", "-")}.jsonld"'
    return response
