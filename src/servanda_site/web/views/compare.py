"""Two facts side by side, to be joined or left two; the tellings of one fact, to be parted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register import dossiers
from servanda_site.register.actions import merge
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.candidates import asked_for, candidates
from servanda_site.register.models import Claim, Fact, Role
from servanda_site.web.refused import said
from servanda_site.web.templatetags.claims import fields_told
from servanda_site.web.views.review import _reason, officer
from servanda_site.web.views.undoing import remember

_EVIDENCE = 40
_QUERY = 200


def _fact(request: HttpRequest, identity: str) -> Fact:
    """A fact on which this person decides.

    Raises:
        Http404: it may not be seen. PermissionDenied: it may only be seen.
    """
    access = officer(request)
    found: Fact = access.fact(identity)
    if not access.may(Role.OFFICER, found.projection.partnership_id):
        raise PermissionDenied
    return found


def pair(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Two facts with all their evidence; POST joins them, or (with `two`) keeps them apart."""
    access = officer(request)
    one, other = _fact(request, first), _fact(request, second)
    if one.pk == other.pk:
        return redirect("fact", identity=one.fact)
    if request.method == "POST":
        two = "two" in request.POST
        try:
            group = (merge.keep_apart if two else merge.merge)(request.user, one, other, reason=_reason(request))  # type: ignore[arg-type]
        except Impossible as error:
            messages.error(request, said(error))
        else:
            remember(request, group)
            messages.success(request, _("They stay two. Undo is on the review page, or join them.") if two else
                             _("They are one fact now. Undo is on the review page, or part them here."))
            return redirect("tellings", fact=access_again(request).fact(one.fact).fact)
    sides = [_side(access, f) for f in (one, other)]
    names = list(dict.fromkeys(name for side in sides for name, _value in side["fields"]))
    told = [dict(side["fields"]) for side in sides]
    for side, mine in zip(sides, told, strict=True):
        side["rows"] = [(n, mine.get(n, ""), told[0].get(n) != told[1].get(n)) for n in names]
    return render(request, "review/pair.html", {"one": one, "other": other, "sides": sides})


def access_again(request: HttpRequest) -> Any:
    """The person's rights looked up anew, after the record was made again."""
    from servanda_site.register.visibility import Access

    return Access(request.user)  # type: ignore[arg-type]


def _side(access: Any, fact: Fact) -> dict[str, Any]:
    claims = dossiers.claims_of([fact])[fact.pk][:_EVIDENCE]
    papers = access.papers_of({c.document for c in claims})
    return {"fact": fact, "fields": fields_told(fact.kind, _told(fact)),
            "evidence": [(c, papers[c.document]) for c in claims if c.document in papers]}


def _told(fact: Fact) -> dict[str, Any]:
    hidden = ("id", "claims", "review", "why", "tellings", "merged", "mentions", "citations")
    return {k: v for k, v in fact.data.items() if k not in hidden}


def tellings(request: HttpRequest, fact: str) -> HttpResponse:
    """The tellings a fact is made of, why the machine joined them, and what may be the same: for parting and joining."""
    access = officer(request)
    found = _fact(request, fact)
    claims = dossiers.claims_of([found])[found.pk]
    papers = access.papers_of({c.document for c in claims})
    why = {m.other: m for m in dossiers.merges(found)}
    rows = [{"claim": c, "paper": papers[c.document], "merged": why.get(c.pk)} for c in claims if c.document in papers]
    query = request.GET.get("q", "").strip()[:_QUERY]
    return render(request, "review/tellings.html", {
        "fact": found, "rows": rows, "candidates": candidates(access, found), "several": len(rows) > 1, "query": query,
        "asked": asked_for(access, found, query)})


@require_POST
def part(request: HttpRequest, fact: str) -> HttpResponse:
    """Take one telling out of a fact."""
    found = _fact(request, fact)
    claim = request.POST.get("claim", "")
    try:
        group = merge.part(request.user, found, claim, reason=_reason(request))  # type: ignore[arg-type]
    except Impossible as error:
        messages.error(request, said(error))
        return redirect("tellings", fact=found.fact)
    remember(request, group)
    messages.success(request, _("It is a fact of its own now. Undo is on the review page, or join them again."))
    return redirect("tellings", fact=access_again(request).fact(claim).fact)


@require_safe
def alike(request: HttpRequest, claim: str) -> HttpResponse:
    """The facts that may be the same as what a claim tells."""
    access = officer(request)
    read: Claim = access.claim(claim)
    found = access.facts_of([read.pk]).get(read.pk)
    if found is None:
        messages.info(request, _("The record does not hold this yet; it is being made again. Try in a moment."))
        shown = access.papers().filter(sha256=read.document).first()
        if shown is None:
            raise Http404
        return redirect("review_paper", key=shown.pk)
    return redirect("tellings", fact=found.fact)
