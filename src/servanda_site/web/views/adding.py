"""Bringing papers in: files, a folder, pasted text; feeds and watched folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from servanda.documents.names import is_paper_name
from servanda_site.register.actions import follow
from servanda_site.register.actions.bring_in import Brought, shown_name
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.actions.take_in import take_in, too_large
from servanda_site.register.models import Feed, Role, Watch
from servanda_site.web.forms.intake import FeedForm, Placed, Upload, WatchForm
from servanda_site.web.refused import said


def _officer(request: HttpRequest) -> Any:
    access = request.access  # type: ignore[attr-defined]
    if not access.desks(Role.OFFICER) and not access.may(Role.OFFICER):
        raise PermissionDenied
    return access


def add(request: HttpRequest) -> HttpResponse:
    """The page for bringing papers in; each file is taken or refused by itself."""
    access = _officer(request)
    if request.method != "POST":
        return render(request, "papers/add.html", {"form": Upload(access), **_limits()})
    form = Upload(access, request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "papers/add.html", {"form": form, **_limits()}, status=422)
    taken, refused = _take(request, form, list(_given(form)))
    fresh = [b for b in taken if not b.known]
    if fresh:
        messages.success(request, ngettext("%(n)s paper came in and is being read.", "%(n)s papers came in and are being read.",
                                           len(fresh)) % {"n": len(fresh)})
    if len(taken) > len(fresh):
        known = len(taken) - len(fresh)
        messages.info(request, ngettext("%(n)s was here already.", "%(n)s were here already.", known) % {"n": known})
    if refused:  # whoever corrects what was refused meant it for the same place and the same eyes
        kept = {name: request.POST.get(name) for name in ("partnership", "marking", "source")}
        return render(request, "papers/add.html", {"form": Upload(access, initial=kept), "refused": refused, **_limits()},
                      status=422 if not taken else 200)
    return redirect("paper", key=taken[0].paper.pk) if len(taken) == 1 else redirect("papers")


def _limits() -> dict[str, Any]:
    return {"limit": settings.UPLOAD_LIMIT // 1_000_000, "many": settings.DATA_UPLOAD_MAX_NUMBER_FILES}


def _given(form: Upload) -> Iterable[tuple[str, Any]]:
    """Everything given, as (name, file or bytes). Of a folder, what is no paper by its name is passed over."""
    for file in form.cleaned_data.get("files") or []:
        yield file.name, file
    for file in form.cleaned_data.get("folder") or []:
        if is_paper_name(shown_name(file.name)):  # a bundle beside papers is passed over too
            yield file.name, file
    text = form.cleaned_data.get("text") or ""
    if text.strip():
        name = shown_name(form.cleaned_data.get("title") or _first_line(text))
        yield (name if name.lower().endswith(".txt") else f"{name}.txt"), text.replace("\r\n", "\n").encode("utf-8", "replace")


def _first_line(text: str) -> str:
    return next((line.strip()[:80] for line in text.splitlines() if line.strip()), "text").replace("/", "-")


def _take(request: HttpRequest, form: Upload, given: list[tuple[str, Any]]) -> tuple[list[Brought], list[tuple[str, str]]]:
    taken: list[Brought] = []
    refused: list[tuple[str, str]] = []
    for name, held in given:
        try:
            if not isinstance(held, bytes) and held.size > settings.UPLOAD_LIMIT:
                raise too_large(held.size)
            found = take_in(request.user, name, held if isinstance(held, bytes) else held.read(),  # type: ignore[arg-type]
                            marking=form.cleaned_data["marking"], partnership=form.place,
                            source=form.cleaned_data.get("source") or "")
        except Impossible as error:
            refused.append((shown_name(name), str(error)))
        else:
            taken += found.papers
            refused += found.refused
    return taken, refused


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Feeds and watched folders."""
    return _sources(request, _officer(request))


def _sources(request: HttpRequest, access: Any, *, feed: FeedForm | None = None, watch: WatchForm | None = None,
             status: int = 200) -> HttpResponse:
    return render(request, "papers/sources.html", {
        "feeds": follow.followed(access, Feed),
        "watches": follow.followed(access, Watch),
        "feed_form": feed or FeedForm(access, prefix="feed"), "watch_form": watch or WatchForm(access, prefix="watch"),
        "watchable": settings.WATCH,
    }, status=status)


@require_POST
def add_feed(request: HttpRequest) -> HttpResponse:
    """Follow a feed."""
    access = _officer(request)
    form = FeedForm(access, request.POST, prefix="feed")
    return _follow(request, access, form, lambda: follow.add_feed(request.user, form.save()),  # type: ignore[arg-type]
                   feed=form)


@require_POST
def add_watch(request: HttpRequest) -> HttpResponse:
    """Watch a folder."""
    access = _officer(request)
    form = WatchForm(access, request.POST, prefix="watch")
    return _follow(request, access, form, lambda: follow.add_watch(request.user, form.save()),  # type: ignore[arg-type]
                   watch=form)


def _follow(request: HttpRequest, access: Any, form: Placed, keep: Callable[[], object], **shown: Any) -> HttpResponse:
    if form.is_valid():
        try:
            keep()
        except Impossible as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("It is followed. Nothing is fetched before somebody asks or its hour comes."))
            return redirect("sources")
    return _sources(request, access, status=422, **shown)


def _followed(request: HttpRequest, kind: type[Feed] | type[Watch], key: int) -> Any:
    found = next((f for f in follow.followed(request.access, kind) if f.pk == key), None)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@require_POST
def fetch_feed(request: HttpRequest, key: int) -> HttpResponse:
    """Fetch a feed now."""
    follow.fetch(request.user, _followed(request, Feed, key))  # type: ignore[arg-type]
    messages.success(request, _("It is being fetched; what is new shows among the papers."))
    return redirect("sources")


@require_POST
def look_through(request: HttpRequest, key: int) -> HttpResponse:
    """Look through a watched folder now."""
    follow.fetch(request.user, _followed(request, Watch, key))  # type: ignore[arg-type]
    messages.success(request, _("It is being looked through; what is new shows among the papers."))
    return redirect("sources")


@require_POST
def remove_feed(request: HttpRequest, key: int) -> HttpResponse:
    """Follow a feed no longer."""
    follow.leave(request.user, _followed(request, Feed, key))  # type: ignore[arg-type]
    messages.success(request, _("It is followed no longer; what came from it stays."))
    return redirect("sources")


@require_POST
def remove_watch(request: HttpRequest, key: int) -> HttpResponse:
    """Watch a folder no longer."""
    follow.leave(request.user, _followed(request, Watch, key))  # type: ignore[arg-type]
    messages.success(request, _("It is watched no longer; what came from it stays."))
    return redirect("sources")
