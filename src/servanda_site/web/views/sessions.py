"""Joint bodies and their sessions: what is planned and overdue, a body's rules and members, a session's file."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.candidates import alike
from servanda_site.register.models import Fact, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import days, gathered, offers, standing
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.actions import sessions as actions
from servanda_site.tracking.models import BodyMember, Session
from servanda_site.tracking.visibility import one
from servanda_site.web import gathering, history
from servanda_site.web import offered as naming
from servanda_site.web.forms.gatherings import DelegateForm, InviteeForm, MemberForm, ReplyForm, RulesForm, SessionForm

_PAGE = 50
_BODIES = 200


@require_safe
def sessions(request: HttpRequest, states: str) -> HttpResponse:
    """The joint bodies of a partnership: last session, next session, what is overdue by its own rule."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    found = access.facts(partnership).filter(kind="mechanism").defer("digest").order_by("-told", "order")
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    bodies = list(page.object_list)
    sittings, rules = gathered.sittings(access, bodies), gathered.rules(access, bodies)
    rows = [{"body": b, "rule": rules.get(b.fact),
             "cadence": gathered.cadence(sittings[b.fact], rules.get(b.fact), partnership.codes)} for b in bodies]
    rows.sort(key=lambda row: (not row["cadence"].overdue, row["cadence"].coming is None))
    return render(request, "sessions/list.html", {
        "partnership": partnership, "page": page, "rows": rows,
        "alike": alike(bodies) if access.may(Role.OFFICER, partnership) else []})


def _body(access: Access, identity: str) -> Fact:
    """A joint body of the record.

    Raises:
        Http404: there is none, or it may not be seen.
    """
    found = access.fact(identity)
    if found.kind != "mechanism":
        raise Http404
    return found


@require_safe
def body(request: HttpRequest, identity: str) -> HttpResponse:
    """A joint body: its sessions, its rules, who sits in it, what reports to it."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    if found.fact != identity:
        return redirect("body", identity=found.fact)
    return _body_page(request, access, found)


def _body_page(request: HttpRequest, access: Access, found: Fact, *, rules_form: RulesForm | None = None,
               member_form: MemberForm | None = None, status: int = 200) -> HttpResponse:
    partnership = found.projection.partnership
    below = gathered.parts(access, found)
    sittings, rules = gathered.sittings(access, [found, *below]), gathered.rules(access, [found, *below])
    rule = rules.get(found.fact)
    parent = access.facts_of([rule.parent]).get(rule.parent) if rule and rule.parent else None
    may = access.may(Role.OFFICER, partnership)
    if may:
        others = access.facts(partnership).filter(kind="mechanism").exclude(pk=found.pk).defer("data", "digest")
        initial = {"version": rule.version if rule else 0, "parent": parent.fact if parent else ""}
        initial |= {n: getattr(rule, n) for n in ("every_months", "alternates", "note")} if rule else {}
        rules_form = rules_form or RulesForm(list(others.order_by("label")[:_BODIES]), initial=initial)
        member_form = member_form or MemberForm(partnership)
    open_ones = access.facts(partnership).filter(kind="undertaking", mechanism=found.fact).exclude(
        standing.closed(access, partnership)).defer("digest").order_by("order")
    listed = list(open_ones[:_PAGE])
    standing.attach(access, listed)
    return render(request, "sessions/body.html", {
        "body": found, "partnership": partnership, "rule": rule, "parent": parent, "sittings": sittings[found.fact],
        "cadence": gathered.cadence(sittings[found.fact], rule, partnership.codes),
        "below": [(b, gathered.cadence(sittings[b.fact], rules.get(b.fact), partnership.codes)) for b in below],
        "members": gathered.body_members(access, found), "gone": _gone(request, access, found), "open": listed, "may": may,
        "history": history.of(access, found, may=may),
        "removed": gathered.sessions(access, removed=True).filter(body__in=standing.members(found)).exclude(
            removed=None).order_by("-removed")[:_PAGE] if may else [],
        "people": naming.in_words(access, partnership, offers.for_body(access, found, sittings[found.fact])) if may else [],
        "rules_form": rules_form, "member_form": member_form}, status=status)


def _gone(request: HttpRequest, access: Access, found: Fact) -> BodyMember | None:
    """Whom somebody has just taken off the list, so that they can be put back."""
    key = request.GET.get("gone", "")
    rows = gathered.body_members(access, found, removed=True).exclude(removed=None)
    return rows.filter(pk=int(key)).first() if key.isdigit() and len(key) < 12 else None


@require_POST
def rules(request: HttpRequest, identity: str) -> HttpResponse:
    """Set a body's rules."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    gathering.officer_of(request, found.projection.partnership)
    others = access.facts(found.projection.partnership).filter(kind="mechanism").exclude(pk=found.pk).order_by("label")
    form = RulesForm(list(others[:_BODIES]), request.POST)
    status = gathering.REFUSED
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_rules(request.user, found, every_months=given["every_months"], alternates=given["alternates"],  # type: ignore[arg-type]
                              parent=form.bodies.get(given["parent"]), note=given["note"], expects=given["version"])
            messages.success(request, _("The rules are kept."))
            return redirect("body", identity=found.fact)
        except (Impossible, Conflict) as error:
            status = gathering.refused(form, error)
    return _body_page(request, access, found, rules_form=form, status=status)


@require_POST
def member_add(request: HttpRequest, identity: str) -> HttpResponse:
    """Add somebody to a body."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    gathering.officer_of(request, found.projection.partnership)
    form = MemberForm(found.projection.partnership, request.POST)
    if form.is_valid():
        try:
            row = actions.add_member(request.user, found, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("%(name)s is on the list.") % {"name": row.name})
            return redirect(f"{reverse('body', args=[found.fact])}#members")
        except Impossible as error:
            gathering.refused(form, error)
    return _body_page(request, access, found, member_form=form, status=gathering.REFUSED)


@require_POST
def members_take(request: HttpRequest, identity: str) -> HttpResponse:
    """Add those ticked of the co-chairs that papers tell of."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    gathering.officer_of(request, found.projection.partnership)
    wanted = set(request.POST.getlist("offer"))
    people = offers.for_body(access, found, gathered.sittings(access, [found])[found.fact])
    for offer in naming.in_words(access, found.projection.partnership, [o for o in people if o.key in wanted]):
        gathering.done(request, partial(actions.add_member, request.user, found, state=offer.state, name=offer.name,  # type: ignore[arg-type]
                                        office=offer.office, part=BodyMember.Part.CHAIR, person=offer.person),
                       _("%(name)s is on the list.") % {"name": offer.name})
    return redirect(f"{reverse('body', args=[found.fact])}#members")


@require_POST
def member_remove(request: HttpRequest, identity: str, key: int) -> HttpResponse:
    """Take somebody off a body's list, or (with `back`) put them on it again."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    row = one(gathered.body_members(access, found, removed=True), key)
    back = "back" in request.POST
    actions.remove_member(request.user, row, back=back)  # type: ignore[arg-type]
    messages.success(request, (_("%(name)s is on the list.") if back else _("%(name)s is off the list.")) % {"name": row.name})
    where = redirect(f"{reverse('body', args=[found.fact])}#members")
    if not back:
        where["Location"] = f"{reverse('body', args=[found.fact])}?gone={row.pk}#members"
    return where


@require_POST
def body_undo(request: HttpRequest, identity: str) -> HttpResponse:
    """Take the last change of a body's rules or list back."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    history.take_back(request, found)
    return redirect(f"{reverse('body', args=[found.fact])}#history")


def session_add(request: HttpRequest, identity: str) -> HttpResponse:
    """Prepare a session of a body; with `event`, one that the record tells of."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = _body(access, identity)
    partnership = found.projection.partnership
    gathering.officer_of(request, partnership)
    told = request.POST.get("event") or request.GET.get("event") or ""
    event = access.facts_of([told]).get(told) if told else None
    sittings = gathered.sittings(access, [found])[found.fact]
    known = next((s for s in sittings if event is not None and event in s.events and s.row is not None), None)
    if known is not None and known.row is not None:
        return redirect("session", key=known.row.pk)
    form = SessionForm(access, partnership, request.POST if request.method == "POST" else None,
                       initial=_fresh(access, found, sittings, event))
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            try:
                row = actions.open_session(request.user, found, event=event, **form.given())  # type: ignore[arg-type]
                messages.success(request, _("The session has a file of its own."))
                return redirect("session", key=row.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "sessions/edit.html", {"body": found, "partnership": partnership, "form": form, "event": event},
                  status=status)


def _fresh(access: Access, found: Fact, sittings: list[gathered.Sitting], event: Fact | None) -> dict[str, Any]:
    """What is known of a session before anybody typed anything."""
    if event is not None:
        told = gathered.Sitting(event)
        return {"ordinal": told.ordinal, "status": told.status, "place": told.place, **gathering.days_told(told),
                "host": told.host if told.host in found.projection.partnership.codes else ""}
    rule = gathered.rules(access, [found]).get(found.fact)
    codes = found.projection.partnership.codes
    turn = gathered.cadence(sittings, rule, codes)
    return {"ordinal": turn.ordinal, "status": "planned", "host": turn.host, "start": turn.works if not turn.overdue else None,
            "zone": days.zone_of(turn.host) if turn.host else ""}


def one_session(access: Access, key: int, *, removed: bool = False) -> tuple[Session, Fact, Partnership]:
    """A session with its body. removed: also one that was taken out.

    Raises:
        Http404: there is none, or it may not be seen.
    """
    row: Session = one(gathered.sessions(access, removed=removed), key)
    return row, access.facts_of([row.body])[row.body], row.partnership


@require_safe
def session(request: HttpRequest, key: int) -> HttpResponse:
    """The file of a session."""
    access: Access = request.access  # type: ignore[attr-defined]
    return session_page(request, access, *one_session(access, key, removed=True))


def session_page(request: HttpRequest, access: Access, row: Session, found: Fact, partnership: Partnership, *,
                 delegate_form: DelegateForm | None = None, invitee_form: InviteeForm | None = None,
                 status: int = 200) -> HttpResponse:
    """The file of a session, with what was typed into its forms."""
    below = gathered.parts(access, found)
    sittings = gathered.sittings(access, [found, *below])
    here = next((s for s in sittings[found.fact] if s.row == row), gathered.Sitting(row=row))
    before = _before(sittings[found.fact], here)
    last = gathered.decided(access, found, before)
    points, paragraphs = gathered.agenda(access, row), gathered.minutes(access, row)
    named = access.facts_of({p.claim for p in paragraphs if p.claim})
    edits = access.may(Role.OFFICER, partnership)
    may = edits and row.removed is None
    about = [fact for _point, fact in points if fact is not None]
    taken = {fact.fact for fact in about}
    offered = gathered.candidates(access, found, before, taken, standing.closed(access, partnership),
                                  [point.title for point, _fact in points], row.marking) if may else None
    standing.attach(access, [*last, *named.values(), *about, *((*offered.decisions, *offered.undertakings) if offered else ())])
    return render(request, "sessions/session.html", {
        "session": row, "sitting": here, "body": found, "partnership": partnership, "before": before, "last": last,
        "agenda": points, "offered": offered, "may": may, "edits": edits,
        "clocks": gathering.clocks(row), "off": gathering.off_days(row), "delegations": gathering.delegations(row),
        "reports": [(b, next((s for s in sittings[b.fact] if s.status == "held"), None)) for b in below],
        "paragraphs": [(p, named.get(p.claim)) for p in paragraphs], "invitees": list(row.invitees.all()) if may else [],
        "history": history.of(access, row, may=edits),
        "people": naming.in_words(access, partnership, offers.for_session(
            access, row, found, sittings[found.fact], before)) if may else [],
        "delegate_form": delegate_form or DelegateForm(partnership), "invitee_form": invitee_form or InviteeForm(),
        "reply_form": ReplyForm()}, status=status)


def _before(listed: list[gathered.Sitting], here: gathered.Sitting) -> gathered.Sitting | None:
    """The last session held before one (listed: the newest first)."""
    for sitting in listed:
        if sitting is here or sitting.status != "held":
            continue
        if (here.start and sitting.start and sitting.start < here.start) or (
                here.ordinal and sitting.ordinal and sitting.ordinal < here.ordinal) or (not here.start and not here.ordinal):
            return sitting
    return None


def session_change(request: HttpRequest, key: int) -> HttpResponse:
    """Change a session's number, days, place, status."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    initial = {n: getattr(row, n) for n in (*gatherings.FIELDS, "ordinal", "marking", "version")}
    form = SessionForm(access, partnership, request.POST if request.method == "POST" else None, initial=initial)
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            try:
                actions.change_session(request.user, row, form.given(), expects=form.cleaned_data["version"])  # type: ignore[arg-type]
                messages.success(request, _("The session is changed."))
                return redirect("session", key=row.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "sessions/edit.html", {"body": found, "partnership": partnership, "form": form, "session": row},
                  status=status)


@require_POST
def agenda(request: HttpRequest, key: int) -> HttpResponse:
    """Put the agenda in order, as a person arranged it."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, _found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    points = _points(request, access, row)
    gathering.done(request, lambda: actions.arrange(request.user, row, points, expects=_version(request)),  # type: ignore[arg-type]
                   _("The agenda is kept."))
    return redirect(f"{reverse('session', args=[row.pk])}#agenda")


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


def _points(request: HttpRequest, access: Access, row: Session) -> list[actions.Point]:
    """The points that were sent: those there, with place, number and words; those ticked; one typed."""
    asked, points = request.POST, []
    for item in row.agenda.all():
        place = asked.get(f"order-{item.pk}", "")
        order = int(place) if place.isdigit() and len(place) < 6 else item.order
        points.append(actions.Point(
            item.pk, order, asked.get(f"number-{item.pk}", item.number), asked.get(f"title-{item.pk}", item.title),
            removed=f"remove-{item.pk}" in asked, other=asked.get(f"other-{item.pk}")))
    end = 100_000
    facts = access.facts_of(asked.getlist("fact")[:actions.MOST_ITEMS])
    for fact in dict.fromkeys(facts.values()):
        points.append(actions.Point(None, end := end + 1, "", fact.label, fact))
    keys = [int(k) for k in asked.getlist("written")[:actions.MOST_ITEMS] if k.isdecimal() and len(k) < 19]
    for paragraph in gathered.decisions_written(access, row, keys):
        points.append(actions.Point(None, end := end + 1, "", gathered.as_title(paragraph)))
    if asked.get("new_title", "").strip():
        points.append(actions.Point(None, end + 1, asked.get("new_number", ""), asked["new_title"],
                                    other=asked.get("new_other", "")))
    if "number" in asked:
        kept = sorted((p for p in points if not p.removed), key=lambda p: p.order)
        numbered = [actions.Point(p.key, n, str(n), p.title, p.fact, other=p.other) for n, p in enumerate(kept, 1)]
        points = [*numbered, *(p for p in points if p.removed)]
    return points


@require_POST
def delegate_add(request: HttpRequest, key: int) -> HttpResponse:
    """Add somebody to a delegation."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    form = DelegateForm(partnership, request.POST)
    if form.is_valid():
        try:
            gatherings.add_delegate(request.user, row, **form.cleaned_data)  # type: ignore[arg-type]
            return redirect(f"{reverse('session', args=[row.pk])}#delegations")
        except Impossible as error:
            gathering.refused(form, error)
    return session_page(request, access, row, found, partnership, delegate_form=form, status=gathering.REFUSED)


@require_POST
def delegates_take(request: HttpRequest, key: int) -> HttpResponse:
    """Add those ticked of whom the papers tell, or who sits in the body."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    sittings = gathered.sittings(access, [found])[found.fact]
    here = next((s for s in sittings if s.row == row), gathered.Sitting(row=row))
    people = offers.for_session(access, row, found, sittings, _before(sittings, here))
    gathering.done(request, lambda: naming.take(request, people, row))
    return redirect(f"{reverse('session', args=[row.pk])}#delegations")


@require_POST
def delegate_remove(request: HttpRequest, key: int, delegate: int) -> HttpResponse:
    """Take somebody out of a delegation."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, _found, _partnership = one_session(access, key)
    gatherings.remove_delegate(request.user, row, delegate)  # type: ignore[arg-type]
    return redirect(f"{reverse('session', args=[row.pk])}#delegations")


@require_POST
def session_undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take the last change of a session back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, _found, _partnership = one_session(access, key, removed=True)
    history.take_back(request, row)
    return redirect(f"{reverse('session', args=[row.pk])}#history")


@require_POST
def session_remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a session out that was added by mistake, or put it back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, _found, partnership = one_session(access, key, removed=True)
    gathering.officer_of(request, partnership)
    gathering.take_out(request, row)
    return redirect("session", key=row.pk)
