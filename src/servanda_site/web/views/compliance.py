"""Compliance over a window of time: what each side owes, the scores people gave, what they come to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance as c
from servanda_site.tracking import standing, visibility
from servanda_site.tracking.actions import scores
from servanda_site.tracking.models import Window
from servanda_site.web.forms.tracking import WindowForm
from servanda_site.web.refused import said
from servanda_site.web.views.papers import number, paged

_PAGE = 30


@require_safe
def page(request: HttpRequest, states: str) -> HttpResponse:
    """The chosen window's scores (the latest window without a choice)."""
    return _page(request, states, WindowForm(label_suffix=""))


def _page(request: HttpRequest, states: str, form: WindowForm, status: int = 200) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    windows = list(visibility.windows(access).filter(partnership=partnership)[:60])
    wanted = number(request.GET.get("window"))
    window: Window | None = next((w for w in windows if w.pk == wanted), windows[0] if windows else None)
    context = {"partnership": partnership, "windows": windows, "window": window, "form": form,
               "may": access.may(Role.OFFICER, partnership)}
    if window is not None:
        given = c.scores(access, window)
        found = paged(request, c.in_scope(access, window), _PAGE)
        facts = list(found.object_list)
        standing.attach(access, facts)
        before = c.earlier(access, window, facts)
        context |= {"page": found, "shares": c.shares(access, window, given), "rows": [
            (fact, [(side, given.get((fact.pk, side)), before.get((fact.pk, side))) for side in c.sides_of(fact, partnership)])
            for fact in facts]}
    return render(request, "tracking/compliance.html", context, status=status)


@require_POST
def window_add(request: HttpRequest, states: str) -> HttpResponse:
    """Open a window."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    form = WindowForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            made = scores.add_window(request.user, partnership, **form.cleaned_data)  # type: ignore[arg-type]
            return redirect(f"{reverse('compliance', args=[states])}?window={made.pk}")
        except Impossible as error:
            form.add_error(error.field, said(error))
    elif not access.may(Role.OFFICER, partnership):
        scores.needs(request.user, Role.OFFICER, partnership)  # type: ignore[arg-type]
    return _page(request, states, form, status=422)


@require_POST
def score(request: HttpRequest, states: str, key: int) -> HttpResponse:
    """Give a score."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    window = visibility.one(visibility.windows(access).filter(partnership=partnership), key)
    fact = access.fact(request.POST.get("fact", ""))
    value = {"-1": -1, "0": 0, "1": 1, "": None}.get(request.POST.get("value", ""), 9)
    if fact.projection.partnership_id != partnership.pk:
        raise Http404
    try:
        scores.score(request.user, window, fact, request.POST.get("side", ""), value,  # type: ignore[arg-type]
                     reason=request.POST.get("reason", ""))
        messages.success(request, _("Noted."))
    except Impossible as error:
        messages.error(request, said(error))
    shown = number(request.POST.get("page")) or 1
    return redirect(f"{reverse('compliance', args=[states])}?window={window.pk}&page={shown}#{fact.fact}")
