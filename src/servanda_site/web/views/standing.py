"""The state of an undertaking: changed, and taken back; the rules by which it is told how binding it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, Role
from servanda_site.register.projecting import days as span_of
from servanda_site.register.visibility import Access
from servanda_site.tracking import legal, standing, visibility
from servanda_site.tracking.actions import states
from servanda_site.tracking.models import Suggestion, Track
from servanda_site.web.followed import PROPOSED, rows
from servanda_site.web.forms.tracking import StateForm
from servanda_site.web.refused import said


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, identity: str) -> HttpResponse:
    """The form that changes the state of an undertaking."""
    access: Access = request.access  # type: ignore[attr-defined]
    fact = access.fact(identity)
    partnership = fact.projection.partnership
    if not access.may(Role.OFFICER, partnership):
        raise PermissionDenied
    standing.attach(access, [fact])
    if request.method != "POST":
        return _page(request, fact, StateForm(access, fact, initial=_initial(access, fact, request.GET.get("suggestion", ""))))
    form = StateForm(access, fact, request.POST)
    if not form.is_valid():
        return _page(request, fact, form, status=422)
    given = form.cleaned_data
    grounds = states.Grounds(form.suggestions.get(given["suggestion"]), None, form.papers.get(given["paper"]), given["words"])
    try:
        states.change(request.user, fact, track=Track.DECLARED if given["party"] else Track.ASSESSED,  # type: ignore[arg-type]
                      party=given["party"], state=given["state"], day=given["day"], grounds=grounds, reason=given["reason"],
                      marking=given["marking"], expects=_expects(request, given["party"]))
    except Conflict:
        form.add_error(None, _("Somebody changed it meanwhile: what stands is shown above. Send the form again to follow it."))
        return _page(request, fact, form, status=409)
    except Impossible as error:
        form.add_error(error.field if error.field in form.fields else None, said(error))
        return _page(request, fact, form, status=422)
    messages.success(request, _("The state is changed."))
    return redirect(f"/fact/{fact.fact}/#standing")


def _expects(request: HttpRequest, party: str) -> int | None:
    """The change the person saw stand on this track."""
    text = request.POST.get(f"stands-{party or 'assessed'}", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _page(request: HttpRequest, fact: Fact, form: StateForm, status: int = 200) -> HttpResponse:
    now = fact.standing  # type: ignore[attr-defined]
    stands = [("assessed", now.assessed.pk if now.assessed else 0)]
    stands += [(code, now.declared[code].pk if code in now.declared else 0) for code in fact.projection.partnership.codes]
    access: Access = request.access  # type: ignore[attr-defined]
    days = {f"suggestion-{key}": day for key, day in _days(access, list(form.suggestions.values())).items()}
    days |= {f"paper-{key}": end for key, paper in form.papers.items() if paper.reading
             and (end := span_of(paper.reading.published)[1]) is not None and end <= timezone.localdate()}
    return render(request, "tracking/state.html", {
        "fact": fact, "partnership": fact.projection.partnership, "form": form, "standing": now, "stands": stands,
        "days": json.dumps({key: day.isoformat() for key, day in days.items()})}, status=status)


def _initial(access: Access, fact: Fact, key: str) -> dict[str, Any]:
    """What a suggestion proposes, where one is given."""
    found = visibility.suggestions(access).filter(promise__in=standing.members(fact))
    row: Suggestion | None = found.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if row is None:
        return {}
    return {"suggestion": str(row.pk), "day": _days(access, [row]).get(row.pk) or timezone.localdate(),
            "state": PROPOSED.get(row.relation, "")}


def _days(access: Access, found: Sequence[Suggestion]) -> dict[int, date]:
    """Since when each evidence has it so: the last day of its deed, else that of the first paper it rests on; none to come."""
    made = {}
    for row in rows(access, found):
        told = [end for paper, _quote in row.quotes if paper.reading and (end := span_of(paper.reading.published)[1]) is not None]
        day = (row.deed.end if row.deed else None) or min(told, default=None)
        if day is not None:
            made[row.suggestion.pk] = min(day, timezone.localdate())
    return made


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take a change of state back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(visibility.changes(access), key)
    fact = access.fact(row.promise)
    try:
        states.undo(request.user, row)  # type: ignore[arg-type]
        messages.success(request, _("Taken back: what stood before stands again."))
    except Conflict:
        messages.error(request, _("It was changed or taken back meanwhile. Nothing was done."))
    return redirect(f"/fact/{fact.fact}/#standing")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of obligation, precision and delegation."""
    table = legal.table()
    return render(request, "tracking/rules.html", {
        "dimensions": [(name, getattr(table, name)) for name in legal.DIMENSIONS]})
