"""The action plan: its items, one item, changing one or many, frozen versions and what changed since, notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Marking, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, reminding, standing, ties, visibility
from servanda_site.tracking.actions import plan as actions
from servanda_site.tracking.models import Item
from servanda_site.web.forms.days import meant
from servanda_site.web.forms.tracking import BulkForm, ItemForm
from servanda_site.web.refused import said
from servanda_site.web.templatetags.facts import SOON, heading
from servanda_site.web.templatetags.tracking import field_text, plan_field
from servanda_site.web.views.papers import number, paged

_PAGE = 50
_EMPTY = 3  # rows for further steps
_VERSIONS = 30
DUE = ("overdue", "soon", "undated", "done")


def officer(request: HttpRequest, partnership: Partnership) -> Access:
    """The rights of somebody who may change the plan.

    Raises:
        PermissionDenied: they may not.
    """
    access: Access = request.access  # type: ignore[attr-defined]
    if not access.may(Role.OFFICER, partnership):
        raise PermissionDenied
    return access


def narrowed(access: Access, partnership: Partnership, asked: Any) -> tuple[Any, dict[str, str]]:
    """The items asked for, and by which filters."""
    found = visibility.items(access).filter(partnership=partnership)
    chosen = {"lead": " ".join(asked.get("lead", "").split())[:100], "due": asked.get("due", ""), "whose": asked.get("whose", "")}
    today = timezone.localdate()
    if chosen["lead"]:
        found = found.filter(Q(lead__icontains=chosen["lead"]) | Q(counterpart__icontains=chosen["lead"])
                             | Q(title__icontains=chosen["lead"]))
    conditions = {"overdue": Q(due__lt=today, progress__lt=100),
                  "soon": Q(due__gte=today, due__lte=today + SOON, progress__lt=100), "undated": Q(due=None),
                  "done": Q(progress=100)}
    if chosen["due"] in conditions:
        found = found.filter(conditions[chosen["due"]])
    if chosen["whose"] == "mine":
        found = found.filter(assigned=access.user.pk)
    return found, {k: v for k, v in chosen.items() if v}


@require_safe
def plan(request: HttpRequest, states: str) -> HttpResponse:
    """The plan of a partnership."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return _plan(request, access, partnership, BulkForm(access, partnership))


def _plan(request: HttpRequest, access: Access, partnership: Partnership, form: BulkForm, status: int = 200) -> HttpResponse:
    found, chosen = narrowed(access, partnership, request.GET)
    page = paged(request, planning.whole(found), _PAGE)
    rows = list(page.object_list)
    served = planning.served(access, rows)
    return render(request, "tracking/plan.html", {
        "partnership": partnership, "page": page, "rows": [(item, served[item.pk]) for item in rows], "chosen": chosen,
        "bulk": form, "may": access.may(Role.OFFICER, partnership), "today": timezone.localdate(),
        "due_choices": [("overdue", _("overdue")), ("soon", _("within three months")), ("undated", _("undated")),
                        ("done", _("finished"))],
    }, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, states: str) -> HttpResponse:
    """Undertakings that no item serves yet, to make items of: those ticked, each its own."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    officer(request, partnership)
    if request.method == "POST":
        try:
            made = actions.draft(request.user, partnership, request.POST.getlist("undertaking"))  # type: ignore[arg-type]
            messages.success(request, ngettext("%(n)s item is in the plan now.", "%(n)s items are in the plan now.", len(made))
                             % {"n": len(made)})
            return redirect("plan", states=states)
        except Impossible as error:
            messages.error(request, said(error))
    page = paged(request, planning.unplanned(access, partnership), actions.DRAFTED)
    standing.attach(access, page.object_list)
    return render(request, "tracking/draft.html", {"partnership": partnership, "page": page},
                  status=422 if request.method == "POST" else 200)


@require_POST
def bulk(request: HttpRequest, states: str) -> HttpResponse:
    """Change several items at once."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    officer(request, partnership)
    form = BulkForm(access, partnership, request.POST)
    keys = [k for k in map(number, request.POST.getlist("item")) if k is not None]
    items = list(visibility.items(access).filter(partnership=partnership, pk__in=keys))
    if not items:
        messages.error(request, _("Tick the items to be changed."))
        return redirect("plan", states=states)
    if request.POST.get("do") == "remove":
        return _taken_out(request, states, items)
    if not form.is_valid():
        return _plan(request, access, partnership, form, status=422)
    try:
        count = actions.bulk(request.user, partnership, items, form.values)  # type: ignore[arg-type]
        messages.success(request, ngettext("%(n)s item changed.", "%(n)s items changed.", count) % {"n": count})
    except Impossible as error:
        messages.error(request, said(error))
    return redirect("plan", states=states)


def _taken_out(request: HttpRequest, states: str, items: list[Item]) -> HttpResponse:
    try:
        count = actions.remove_many(request.user, items)  # type: ignore[arg-type]
        messages.success(request, ngettext("%(n)s item taken out of the plan. Its page, in the log, puts it back.",
                                           "%(n)s items taken out of the plan. Their pages, in the log, put them back.", count)
                         % {"n": count})
    except Conflict:
        messages.error(request, _("Somebody changed it meanwhile. Nothing was taken out."))
    return redirect("plan", states=states)


@require_safe
def item(request: HttpRequest, key: int) -> HttpResponse:
    """One item: what it says, what it serves, what was changed in it."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(planning.whole(visibility.items(access, removed=True)), key)
    served = planning.served(access, [row])[row.pk]
    standing.attach(access, served)
    known = access.facts_of({row.lead_fact, row.counterpart_fact, row.instrument} - {""})
    clearance = access.clearance(row.partnership)
    kept = list(row.versions.select_related("who").order_by("-number")[: _VERSIONS + 1])
    versions = [v for v in kept if v.data["marking"] <= clearance]
    every = len(versions) == len(kept)
    history = [{"version": now, "first": before is None and every and len(kept) <= _VERSIONS, "fields": [
        (plan_field(n), field_text(before.data.get(n), n), field_text(now.data.get(n), n))
        for n in planning.differences(before.data, now.data) if n != "serves"] if before else []}
        for now, before in zip(versions, [*versions[1:], None])][:_VERSIONS]
    return render(request, "tracking/item.html", {
        "item": row, "partnership": row.partnership, "served": served, "history": history,
        "lead": known.get(row.lead_fact), "counterpart": known.get(row.counterpart_fact), "text": known.get(row.instrument),
        "may": access.may(Role.OFFICER, row.partnership), "today": timezone.localdate(), "may_undo": len(versions) > 1 and every,
        "ties": list(ties.ties(access).filter(items=row)),
    })


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, states: str) -> HttpResponse:
    """Add an item (serves=: the undertaking it is made of)."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return _edit(request, partnership, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change an item."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(planning.whole(visibility.items(access)), key)
    return _edit(request, row.partnership, row)


def _edit(request: HttpRequest, partnership: Partnership, row: Item | None) -> HttpResponse:
    access = officer(request, partnership)
    given = request.POST if request.method == "POST" else None
    serving = tuple(request.GET.getlist("serves"))[:20]
    form = ItemForm(access, partnership, given, instance=row, serving=serving)
    steps = _steps(request) if given is not None else planning.as_data(row)["steps"] if row else []
    if given is None or not form.is_valid():
        return _form(request, partnership, row, form, steps, 422 if given is not None else 200)
    try:
        made = actions.save(request.user, partnership, form.values | {"steps": steps}, item=row,  # type: ignore[arg-type]
                            expects=number(given.get("version")) if row else None)
    except Conflict as conflict:
        form.add_error(None, _("Somebody changed it meanwhile. What stands now is shown beside the form; send it again to "
                               "follow them."))
        return _form(request, partnership, conflict.current, form, steps, 409, stands=True)  # type: ignore[arg-type]
    except Impossible as error:
        form.add_error(error.field if error.field in form.fields else None, said(error))
        return _form(request, partnership, row, form, steps, 422)
    messages.success(request, _("Kept."))
    return redirect("plan_item", key=made.pk)


def _form(request: HttpRequest, partnership: Partnership, row: Item | None, form: ItemForm, steps: list[Any], status: int, *,
          stands: bool = False) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    now = planning.as_data(row) if row and stands else {}
    return render(request, "tracking/item_form.html", {
        "partnership": partnership, "item": row, "form": form, "steps": [*steps, *[["", "", False]] * _EMPTY],
        "names": [name for _key, name in planning.known_names(access, partnership)],
        "stands": [(plan_field(n), field_text(v, n)) for n, v in now.items() if v not in ("", [], 0) and n != "serves"],
    }, status=status)


def _steps(request: HttpRequest) -> list[list[Any]]:
    """The rows of steps of a form."""
    texts, days = request.POST.getlist("step"), request.POST.getlist("step-due")
    done = set(request.POST.getlist("step-done"))
    return [[text, meant(days[n]) if n < len(days) else "", str(n) in done] for n, text in enumerate(texts) if text.strip()]


@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take an item out of the plan, or put it back (back=1)."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(visibility.items(access, removed=True), key)
    back = request.POST.get("back") == "1"
    try:
        actions.remove(request.user, row, back=back)  # type: ignore[arg-type]
    except Conflict:
        messages.error(request, _("Somebody did so meanwhile: it is in the plan.") if back
                       else _("Somebody did so meanwhile: it is out of the plan."))
    else:
        messages.success(request, _("Put back into the plan.") if back else _("Taken out of the plan. Its page puts it back."))
    return redirect("plan_item", key=row.pk)


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take the last change of an item back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(visibility.items(access, removed=True), key)
    try:
        actions.revert(request.user, row, expects=number(request.POST.get("version")))  # type: ignore[arg-type]
        messages.success(request, _("The last change is taken back."))
    except Conflict:
        messages.error(request, _("Somebody changed it meanwhile. Nothing was taken back."))
    except Impossible as error:
        messages.error(request, said(error))
    return redirect("plan_item", key=row.pk)


@require_safe
def baselines(request: HttpRequest, states: str) -> HttpResponse:
    """The frozen versions of a plan."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    clearance = access.clearance(partnership)
    return render(request, "tracking/baselines.html", {
        "partnership": partnership, "page": paged(request, visibility.baselines(access).filter(partnership=partnership), _PAGE),
        "may": access.may(Role.HEAD, partnership), "markings": [(m.value, m.label) for m in Marking if m.value <= clearance],
    })


@require_POST
def freeze(request: HttpRequest, states: str) -> HttpResponse:
    """Freeze the plan."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    marking = number(request.POST.get("marking"))
    try:
        made = actions.freeze(request.user, partnership, request.POST.get("title", ""),  # type: ignore[arg-type]
                              0 if marking is None else marking)
    except Impossible as error:
        messages.error(request, said(error))
        return redirect("baselines", states=states)
    messages.success(request, _("Frozen."))
    return redirect("baseline", key=made.pk)


@require_safe
def baseline(request: HttpRequest, key: int) -> HttpResponse:
    """What changed since the plan was frozen."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(visibility.baselines(access), key)
    changes = planning.since(access, row)
    page = paged(request, changes, _PAGE)
    promises = {p for c in page.object_list for n, a, b in c.fields if n == "serves" for p in (*(a or ()), *(b or ()))}
    names = {key: heading(f) for key, f in access.facts_of(promises).items()}
    shown = [(c, [told for n, a, b in c.fields if (told := (plan_field(n), field_text(a, n, names), field_text(b, n, names)))[1]
                  != told[2]]) for c in page.object_list]
    return render(request, "tracking/baseline.html", {
        "baseline": row, "partnership": row.partnership, "page": page, "changes": shown, "items": len(row.rows)})


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What a person is told."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = reminding.notices(access).order_by(F("seen").desc(nulls_first=True), "-pk")
    page = paged(request, found, _PAGE)
    return render(request, "tracking/notices.html", {
        "page": page, "notices": reminding.attach(access, page.object_list), "unseen": found.filter(seen=None).count()})


@require_POST
def notices_seen(request: HttpRequest) -> HttpResponse:
    """Say that one has seen everything."""
    access: Access = request.access  # type: ignore[attr-defined]
    reminding.seen(access)
    return redirect("notices")
