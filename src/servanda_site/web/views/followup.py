"""Follow-up: what is overdue, due and growing old in each partnership; the queue of suggested evidence and its decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.searching import search
from servanda_site.register.visibility import Access
from servanda_site.tracking import reminding, standing, visibility
from servanda_site.tracking.actions import evidence
from servanda_site.tracking.models import Suggestion
from servanda_site.tracking.models.evidence import Relation
from servanda_site.web import gathering
from servanda_site.web.followed import PROPOSED, rows
from servanda_site.web.forms.tracking import NamedForm
from servanda_site.web.refused import said
from servanda_site.web.templatetags.facts import SOON
from servanda_site.web.templatetags.tracking import AGING
from servanda_site.web.views.papers import number, paged

_FEW = 5
_EACH_PAGE = 8
_QUEUE = 20
_OFFERED = 12
_DEEDS = ("event", "instrument", "undertaking", "mechanism")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Each partnership: what is late, due soon, undated and old; what waits to be decided; its plan."""
    access: Access = request.access  # type: ignore[attr-defined]
    page = paged(request, access.partnerships, _EACH_PAGE)
    waiting = dict(visibility.suggestions(access).filter(decision=Suggestion.Decision.PROPOSED).order_by()
                   .values_list("partnership").annotate(n=Count("pk")))
    plans = dict(visibility.items(access).order_by().values_list("partnership").annotate(n=Count("pk")))
    parts = [_part(access, p) | {"waiting": waiting.get(p.pk, 0), "items": plans.get(p.pk, 0)} for p in page.object_list]
    standing.attach(access, [f for part in parts for group in part["groups"] for f in group["facts"]])
    return render(request, "tracking/overview.html", {
        "page": page, "parts": parts, "unseen": reminding.notices(access).filter(seen=None).count(),
    })


def _part(access: Access, partnership: Partnership) -> dict[str, Any]:
    """The undertakings of a partnership that ask for attention."""
    today = timezone.localdate()
    open_ones = access.facts(partnership).filter(~standing.closed(access, partnership), kind="undertaking", status="",
                                                 ).exclude(type="invitation").defer("digest")
    wanted = (("overdue", _("Overdue"), Q(end__lt=today), "end"), ("soon", _("Due within three months"),
              Q(end__gte=today, end__lte=today + SOON), "end"),
              ("aging", _("Undated for over a year"), Q(end__isnull=True)
               & standing.older(access, partnership, today - timedelta(days=AGING.days)), "order"))
    counts = open_ones.aggregate(**{name: Count("pk", filter=condition) for name, _label, condition, _order in wanted})
    return {"partnership": partnership, "groups": [
        {"name": name, "label": label, "count": counts[name], "rest": counts[name] - _FEW if counts[name] > _FEW else 0,
         "facts": _facts(open_ones.filter(condition).order_by(order, "order")[:_FEW]) if counts[name] else []}
        for name, label, condition, order in wanted]}


def _facts(found: Any) -> list[Fact]:
    return list(found)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Suggestions that wait for a decision, the likeliest first; those decided on request."""
    access: Access = request.access  # type: ignore[attr-defined]
    chosen = next((p for p in access.partnerships if p.pk == number(request.GET.get("partnership"))), None)
    relation = request.GET.get("relation", "") if request.GET.get("relation") in Relation.values else ""
    decision = request.GET.get("decision", "")
    decision = decision if decision in Suggestion.Decision.values else Suggestion.Decision.PROPOSED
    found = visibility.suggestions(access).filter(decision=decision)
    if chosen:
        found = found.filter(partnership=chosen)
    if relation:
        found = found.filter(relation=relation)
    order = ("-score", "pk") if decision == Suggestion.Decision.PROPOSED else ("-decided", "pk")
    page = paged(request, found.order_by(*order), _QUEUE)
    return render(request, "tracking/queue.html", {
        "page": page, "rows": rows(access, list(page.object_list)), "chosen": chosen, "relation": relation, "decision": decision,
        "relations": Relation.choices, "decisions": Suggestion.Decision.choices, "partnerships": access.partnerships,
    })


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm or reject a suggestion, or take the decision back."""
    access: Access = request.access  # type: ignore[attr-defined]
    suggestion = visibility.one(visibility.suggestions(access), key)
    fact = access.fact(suggestion.promise)
    try:
        made = evidence.decide(request.user, suggestion, request.POST.get("verdict", ""),  # type: ignore[arg-type]
                               why=request.POST.get("why", ""), expects=request.POST.get("expects") or None)
    except Conflict as conflict:
        now = Suggestion.Decision(conflict.current).label
        messages.error(request, _("Somebody decided meanwhile: it is %(decision)s. Nothing was changed.") % {"decision": now})
        return redirect("fact", identity=fact.fact)
    except Impossible as error:
        messages.error(request, said(error))
        return _back(request, fact)
    if made.decision == Suggestion.Decision.CONFIRMED and made.relation in PROPOSED:
        messages.success(request, _("Confirmed. The page of the undertaking proposes its new state."))
        return redirect(f"{_address(fact)}#standing")
    messages.success(request, _("Noted."))
    return _back(request, fact)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, identity: str) -> HttpResponse:
    """Point at what was done about an undertaking: a fact of the record, or words of a paper."""
    access: Access = request.access  # type: ignore[attr-defined]
    promise = access.fact(identity)
    partnership = promise.projection.partnership
    gathering.officer_of(request, partnership)
    if promise.kind != "undertaking":
        raise Http404
    form = NamedForm(access, partnership, request.POST if request.method == "POST" else None,
                     initial={"deed": request.GET.get("deed", "")[:40], "relation": Relation.FULFILS})
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            try:
                evidence.name(request.user, promise, _pointed(access, form), form.cleaned_data["relation"],  # type: ignore[arg-type]
                              reason=form.cleaned_data["reason"], marking=form.cleaned_data["marking"])
                messages.success(request, _("It stands as evidence."))
                return _back(request, promise)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    asked = request.GET.get("q", "").strip()
    chosen = access.facts_of([str(form["deed"].value() or "")])
    return render(request, "tracking/name.html", {
        "back": request.POST.get("back") or request.GET.get("back", ""),
        "promise": promise, "partnership": partnership, "form": form, "q": asked, "chosen": str(form["deed"].value() or ""),
        "offered": list({f.fact: f for f in [*chosen.values(), *_offered(access, promise, asked)]}.values())}, status=status)


def _pointed(access: Access, form: NamedForm) -> Fact | evidence.Words:
    """What a form points at.

    Raises:
        Impossible: nothing that may be seen.
    """
    given = form.cleaned_data
    if given["deed"]:
        found = access.facts_of([given["deed"]]).get(given["deed"])
        if found is None:
            raise Impossible(_("there is no such fact"), "deed")
        return found
    return evidence.words_of(form.papers[given["paper"]], given["quote"])


def _offered(access: Access, promise: Fact, asked: str) -> list[Fact]:
    """Facts of the partnership with the words asked for; without any, those told last."""
    partnership = promise.projection.partnership
    if not asked:
        found = access.facts(partnership).exclude(pk=promise.pk).exclude(kind="entity").defer("digest")
        return list(found.order_by("-told_last", "order")[:_OFFERED])
    results = search(access, asked, kinds=_DEEDS, each=_OFFERED)
    facts = [h.entry.fact for s in results.sections for h in s.hits if h.entry.fact]
    return [f for f in facts if f.projection.partnership_id == partnership.pk and f.fact != promise.fact]


def _back(request: HttpRequest, fact: Fact) -> HttpResponse:
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(f"{_address(fact)}#standing")


def _address(fact: Fact) -> str:
    return f"/fact/{fact.fact}/"
