"""Compliance over a window of time: what each side owes, the scores people gave, what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Fact, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance as c
from servanda_site.tracking import standing, visibility
from servanda_site.tracking.actions import scores
from servanda_site.tracking.models import Score, Suggestion, Window
from servanda_site.web import tabled
from servanda_site.web.followed import Row, rows
from servanda_site.web.forms.tracking import WindowForm
from servanda_site.web.refused import said
from servanda_site.web.templatetags.facts import heading, on
from servanda_site.web.templatetags.record import colon, day, quoted, semicolon
from servanda_site.web.templatetags.record import state as state_name
from servanda_site.web.templatetags.tracking import signed
from servanda_site.web.views.papers import number, paged

_PAGE = 30
_QUOTED = 300  # characters of a passage in a table


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
        before = c.earlier(access, window, facts, given)
        listed = {fact.pk: [(side, given.get((fact.pk, side)), before.get((fact.pk, side), []))
                            for side in c.sides_of(fact, partnership)] for fact in facts}
        every = [s for sides in listed.values() for _side, now, old in sides for s in [*([now] if now else []), *old]]
        offered = c.offered(access, facts) if context["may"] else {}
        rests = _rests(access, every, [s for found in offered.values() for s in found])
        context |= {"page": found, "shares": c.shares(access, window, given), "rows": [
            (fact, [(side, now, _offered(rests, now, offered.get(fact.pk, [])),
                     [(s, rests[s.pk]) for s in old]) for side, now, old in listed[fact.pk]]) for fact in facts]}
    return render(request, "tracking/compliance.html", context, status=status)


def _rests(access: Access, given: Iterable[Score], more: Iterable[Suggestion] = ()) -> dict[int, list[Row]]:
    """What each of some scores rests on, as pages show it, by the score's key; under 0 some more evidence."""
    listed, more = list(given), list(more)
    grounds = c.grounds(access, listed)
    every = {s.pk: s for s in [*(s for found in grounds.values() for s in found), *more]}
    shown = {row.suggestion.pk: row for row in rows(access, list(every.values()))} if every else {}
    return {0: [shown[s.pk] for s in more]} | {s.pk: [shown[g.pk] for g in grounds.get(s.pk, [])] for s in listed}


def _offered(rests: dict[int, list[Row]], now: Score | None, offered: list[Suggestion]) -> list[tuple[Row, bool]]:
    """What a score rests on, and what it could rest on beside: each with whether it does."""
    held = rests[now.pk] if now else []
    keys, wanted = {row.suggestion.pk for row in held}, {s.pk for s in offered}
    return [*((row, True) for row in held),
            *((row, False) for row in rests[0] if row.suggestion.pk in wanted and row.suggestion.pk not in keys)]


@require_safe
def export(request: HttpRequest, states: str, key: int, form: str) -> StreamingHttpResponse | FileResponse:
    """The scores of a window with their remarks and what they rest on, as a file."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    window = visibility.one(visibility.windows(access).filter(partnership=partnership), key)
    if form not in ("csv", "xlsx"):
        raise Http404
    name = f"{partnership.states.replace(' ', '-')}-compliance-{window.pk}.{form}"
    heads = [_("Undertaking"), _("Side"), _("Score"), _("Remark"), _("What it rests on"), _("Scored by"), _("Scored on"),
             _("Identifier")]
    cells = list(_cells(access, window))  # now: a stream outlasts the language of the page
    if form == "csv":
        return tabled.csv(name, heads, cells)
    return tabled.xlsx(name, "compliance", heads, cells, [True, False, False, True, True, False, False, False])


def _cells(access: Access, window: Window) -> Iterator[list[str]]:
    """The lines of a file: one for each side of each undertaking, scored or not."""
    given = c.scores(access, window)
    rests = _rests(access, given.values())
    for fact in c.in_scope(access, window).iterator(chunk_size=500):
        for side in c.sides_of(fact, window.partnership):
            now = given.get((fact.pk, side))
            yield [fact.label, state_name(side), *_cell(now, rests[now.pk] if now else []), fact.fact]


def _cell(now: Score | None, held: list[Row]) -> list[str]:
    if now is None:
        return [_("not assessed"), "", "", "", ""]
    return [signed(now.value), now.reason, semicolon().join(_told(row) for row in held), str(now.who), on(now.at)]


def _told(row: Row) -> str:
    """A piece of evidence in words: how it bears on it, the words with their paper, else the deed."""
    said = [f"{quoted(Truncator(quote).chars(_QUOTED))} ({', '.join(filter(None, [paper.title, _day(paper)]))})"
            for paper, quote in row.quotes] or ([heading(row.deed)] if row.deed else [])
    relation = str(row.suggestion.get_relation_display())
    return f"{relation}{colon()}{', '.join(said)}" if said else relation


def _day(paper: Any) -> str:
    return day(paper.reading.published) if paper.reading else ""


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
                     reason=request.POST.get("reason", ""), evidence=_named(access, fact, request.POST.getlist("evidence")))
        messages.success(request, _("Noted."))
    except Impossible as error:
        messages.error(request, said(error))
    shown = number(request.POST.get("page")) or 1
    return redirect(f"{reverse('compliance', args=[states])}?window={window.pk}&page={shown}#{fact.fact}")


def _named(access: Access, fact: Fact, keys: list[str]) -> list[Suggestion]:
    """The evidence that was ticked."""
    wanted = [int(k) for k in keys[:100] if k.isdecimal() and len(k) < 19]
    return list(visibility.suggestions(access).filter(promise__in=standing.members(fact), pk__in=wanted))
