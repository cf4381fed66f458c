"""Visits, consultations and invitations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, invited, offers, standing
from servanda_site.tracking import history as log
from servanda_site.tracking import told as words_told
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.actions import visits as actions
from servanda_site.tracking.models import Visit
from servanda_site.tracking.visibility import one
from servanda_site.web import gathering, history
from servanda_site.web import offered as naming
from servanda_site.web.forms.gatherings import DelegateForm, InviteeForm, PointForm, ReplyForm, SettleForm, VisitForm
from servanda_site.web.views.papers import number

_PAGE = 50
_OFFERED = 200


@require_safe
def visits(request: HttpRequest, states: str) -> HttpResponse:
    """The invitations of a partnership until they are paid or lapsed; its visits and consultations."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    facts = _invitations(access, partnership)
    page = Paginator(facts, _PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    found = invited.invitations(access, listed)
    rows = list(gathered.visits(access).filter(partnership=partnership).order_by("-start", "-pk")[:_OFFERED])
    told = access.facts(partnership).filter(kind="event", type__in=("visit", "consultation")).defer("digest")
    kept = {f.fact for f in access.facts_of([r.event for r in rows if r.event]).values()}
    events = [e for e in told.order_by("-start", "order")[:_OFFERED] if e.fact not in kept]
    may = access.may(Role.OFFICER, partnership)
    return render(request, "visits/list.html", {
        "partnership": partnership, "page": page, "open": [i for i in found if i.open],
        "closed": [i for i in found if not i.open], "visits": rows, "events": events[:_PAGE], "may": may,
        "removed": gathered.visits(access, removed=True).filter(partnership=partnership).exclude(
            removed=None).order_by("-removed")[:_OFFERED] if may else []})


def _invitations(access: Access, partnership: Partnership):  # type: ignore[no-untyped-def]
    found = access.facts(partnership).filter(kind="undertaking", type="invitation").defer("digest")
    return found.order_by("-told_first", "order")


def visit_add(request: HttpRequest, states: str) -> HttpResponse:
    """Put a visit in the calendar; with `promise` or `event`, one that an invitation or the record tells of."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    gathering.officer_of(request, partnership)
    told = request.POST.get("event") or request.GET.get("event") or ""
    event = access.facts_of([told]).get(told) if told else None
    offered = list(_invitations(access, partnership)[:_OFFERED])
    form = VisitForm(access, partnership, offered, request.POST if request.method == "POST" else None,
                     initial=_fresh(access, offered, request.GET.get("promise", ""), event))
    return _edited(request, access, partnership, form, offered, None, event)


def _fresh(access: Access, offered: list[Fact], promise: str, event: Fact | None) -> dict[str, Any]:
    """What is known of a visit before anybody typed anything."""
    if event is not None:
        told, how = gathered.Sitting(event), words_told.how(access, event)
        codes = event.projection.partnership.codes
        host = told.host if told.host in codes else ""
        guests = [c for c in codes if c != host]
        return {"title": event.label[:300], "kind": "consultations" if event.type == "consultation" else "visit",
                "status": told.status, "place": told.place, **gathering.days_told(told), "host": host, "form": how.form,
                "forum": how.forum[:300], "promise": _answered(access, offered, event),
                "guest": guests[0] if event.type == "visit" and host and len(guests) == 1 else ""}
    chosen = next((f for f in offered if f.fact == promise), None)
    if chosen is None:
        return {"status": "planned"}
    codes = chosen.projection.partnership.codes
    host = chosen.states.strip()
    guests = [c for c in codes if c != host]
    return {"status": "planned", "promise": chosen.fact, "title": chosen.label[:300], "host": host if host in codes else "",
            "guest": guests[0] if host in codes and len(guests) == 1 else ""}


def _answered(access: Access, offered: list[Fact], event: Fact) -> str:
    """The invitation that a visit of the record seems to have paid, where it is one alone."""
    if event.type != "visit":
        return ""
    paid = [i.fact.fact for i in invited.invitations(access, offered) if i.open and event in i.may_be]
    return paid[0] if len(paid) == 1 else ""


def _edited(request: HttpRequest, access: Access, partnership: Partnership, form: VisitForm, offered: list[Fact],
            row: Visit | None, event: Fact | None) -> HttpResponse:
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            given = form.given()
            promise = next((f for f in offered if f.fact == given["promise"]), None)
            try:
                if row is None:
                    row = actions.add_visit(request.user, partnership, given, promise=promise, event=event,  # type: ignore[arg-type]
                                            marking=given["marking"])
                else:
                    actions.change_visit(request.user, row, given, promise=promise, marking=given["marking"],  # type: ignore[arg-type]
                                         expects=form.cleaned_data["version"])
                messages.success(request, _("The visit is kept."))
                return redirect("visit", key=row.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "visits/edit.html", {"partnership": partnership, "form": form, "visit": row, "event": event},
                  status=status)


def _visit(access: Access, key: int, *, removed: bool = False) -> Visit:
    row: Visit = one(gathered.visits(access, removed=removed), key)
    return row


def visit_change(request: HttpRequest, key: int) -> HttpResponse:
    """Change a visit."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    offered = list(_invitations(access, row.partnership)[:_OFFERED])
    names = (*gatherings.FIELDS, "title", "kind", "form", "guest", "forum", "outcome", "marking", "version")
    now = access.facts_of([row.promise]).get(row.promise) if row.promise else None
    initial = {n: getattr(row, n) for n in names} | {"promise": now.fact if now else ""}
    if now is not None and now not in offered:
        offered.append(now)
    form = VisitForm(access, row.partnership, offered, request.POST if request.method == "POST" else None, initial=initial)
    return _edited(request, access, row.partnership, form, offered, row, None)


@require_safe
def visit(request: HttpRequest, key: int) -> HttpResponse:
    """The file of a visit."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _page(request, access, _visit(access, key, removed=True))


def _page(request: HttpRequest, access: Access, row: Visit, *, delegate_form: DelegateForm | None = None,
          point_form: PointForm | None = None, status: int = 200) -> HttpResponse:
    named = access.facts_of({i for i in (row.promise, row.event) if i})
    event = named.get(row.event)
    edits = access.may(Role.OFFICER, row.partnership)
    may = edits and row.removed is None
    return render(request, "visits/visit.html", {
        "visit": row, "partnership": row.partnership, "promise": named.get(row.promise), "event": event, "may": may,
        "edits": edits, "programme": list(row.programme.all()), "astray": gathered.astray(row, log.moved(row)),
        "delegations": gathering.delegations(row), "clocks": gathering.clocks(row),
        "off": gathering.off_days(row), "came": _came(access, event), "invitees": list(row.invitees.all()) if may else [],
        "late": row.late,
        "history": history.of(access, row, may=edits), "people": naming.in_words(
            access, row.partnership, offers.for_visit(access, row, event)) if may else [],
        "delegate_form": delegate_form or DelegateForm(row.partnership), "point_form": point_form or PointForm(),
        "invitee_form": InviteeForm(), "reply_form": ReplyForm()}, status=status)


def _came(access: Access, event: Fact | None) -> list[Fact]:
    """The undertakings the record tells were made on the visit."""
    if event is None:
        return []
    found = gathered.decided(access, event, gathered.Sitting(event))
    standing.attach(access, found)
    return found


@require_POST
def delegate_add(request: HttpRequest, key: int) -> HttpResponse:
    """Add somebody to a delegation."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    form = DelegateForm(row.partnership, request.POST)
    if form.is_valid():
        try:
            gatherings.add_delegate(request.user, row, **form.cleaned_data)  # type: ignore[arg-type]
            return redirect(f"{reverse('visit', args=[row.pk])}#delegations")
        except Impossible as error:
            gathering.refused(form, error)
    return _page(request, access, row, delegate_form=form, status=gathering.REFUSED)


@require_POST
def delegates_take(request: HttpRequest, key: int) -> HttpResponse:
    """Add those ticked of whom the papers tell."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    people = offers.for_visit(access, row, access.facts_of([row.event]).get(row.event) if row.event else None)
    gathering.done(request, lambda: naming.take(request, people, row))
    return redirect(f"{reverse('visit', args=[row.pk])}#delegations")


@require_POST
def delegate_remove(request: HttpRequest, key: int, delegate: int) -> HttpResponse:
    """Take somebody out of a delegation."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gatherings.remove_delegate(request.user, row, delegate)  # type: ignore[arg-type]
    return redirect(f"{reverse('visit', args=[row.pk])}#delegations")


@require_POST
def point_add(request: HttpRequest, key: int) -> HttpResponse:
    """Put a meeting on the programme."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    form = PointForm(request.POST)
    if form.is_valid():
        try:
            actions.add_point(request.user, row, **form.cleaned_data)  # type: ignore[arg-type]
            return redirect(f"{reverse('visit', args=[row.pk])}#programme")
        except Impossible as error:
            gathering.refused(form, error)
    return _page(request, access, row, point_form=form, status=gathering.REFUSED)


@require_POST
def point_change(request: HttpRequest, key: int, point: int) -> HttpResponse:
    """Say what came of a meeting, or take it off the programme."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    gathering.done(request, lambda: actions.point_result(
        request.user, row, point, request.POST.get("result", ""), remove="remove" in request.POST))  # type: ignore[arg-type]
    return redirect(f"{reverse('visit', args=[row.pk])}#programme")


@require_POST
def visit_undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take the last change of a visit back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key, removed=True)
    history.take_back(request, row)
    return redirect(f"{reverse('visit', args=[row.pk])}#history")


@require_POST
def visit_remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a visit out that was added by mistake, or put it back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key, removed=True)
    gathering.officer_of(request, row.partnership)
    gathering.take_out(request, row)
    return redirect("visit", key=row.pk)


@require_POST
def programme_move(request: HttpRequest, key: int) -> HttpResponse:
    """Move all meetings by the days by which the visit was moved."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _visit(access, key)
    gathering.officer_of(request, row.partnership)
    by = gathered.astray(row, log.moved(row)).by
    if by:
        gathering.done(request, lambda: actions.move_programme(
            request.user, row, by, expects=number(request.POST.get("version"))), _("The meetings are moved."))  # type: ignore[arg-type]
    return redirect(f"{reverse('visit', args=[row.pk])}#programme")


def invitation(request: HttpRequest, identity: str) -> HttpResponse:
    """What became of an invitation: what was said of it, and a form to say more."""
    access: Access = request.access  # type: ignore[attr-defined]
    fact = access.fact(identity)
    if fact.kind != "undertaking" or fact.type != "invitation":
        raise Http404
    partnership = fact.projection.partnership
    if request.method == "POST":
        gathering.officer_of(request, partnership)
    found = invited.invitations(access, [fact])[0]
    events = list(dict.fromkeys([*found.may_be, *invited.later_visits(access, fact)]))
    data = request.POST if request.method == "POST" and "undo" not in request.POST else None
    form = SettleForm(found.visits, events, data, initial={
        "day": timezone.localdate(), "expects": found.now.pk if found.now else 0,
        "visit": f"event:{found.may_be[0].fact}" if found.may_be else ""})
    if "undo" in request.POST and found.now is not None:
        now = found.now
        gathering.done(request, lambda: actions.undo_settle(request.user, now), _("It is taken back."))  # type: ignore[arg-type]
        return redirect("invitation", identity=fact.fact)
    status = gathering.OK
    if data is not None:
        status = gathering.REFUSED
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.settle(request.user, fact, given["state"], given["day"], visit=form.visits.get(given["visit"]),  # type: ignore[arg-type]
                               event=form.events.get(given["visit"]), reason=given["reason"], expects=given["expects"])
                messages.success(request, _("It is noted."))
                return redirect("invitation", identity=fact.fact)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "visits/invitation.html", {
        "fact": fact, "partnership": partnership, "invitation": found, "form": form,
        "may": access.may(Role.OFFICER, partnership)}, status=status)
