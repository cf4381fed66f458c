"""Minutes of a session: written, agreed, as a document for both sides to sign; decisions that become undertakings."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from servanda_site.register.actions.add_fact import NEEDED
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered
from servanda_site.tracking.actions import sessions as actions
from servanda_site.tracking.models import Paragraph, Session
from servanda_site.tracking.said import due_in
from servanda_site.web import gathering, proces_verbal
from servanda_site.web.forms.days import meant
from servanda_site.web.forms.fields import Fields
from servanda_site.web.forms.gatherings import LanguagesForm
from servanda_site.web.templatetags.record import words
from servanda_site.web.views.sessions import one_session

_BLANK = 3
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def minutes(request: HttpRequest, key: int) -> HttpResponse:
    """Write the minutes side by side; say that they are agreed."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    if row.agreed:
        return redirect(f"{reverse('session', args=[row.pk])}#minutes")
    languages = {"left": row.left or "fr", "right": row.right or "en", "version": row.version}
    form = LanguagesForm(request.POST if request.method == "POST" and "agree" not in request.POST else None, initial=languages)
    status = gathering.OK
    rows = list(_rows(access, row))
    if request.method == "POST" and "agree" in request.POST:
        return _agreed(request, access, row, found)
    if request.method == "POST":
        typed = list(_typed(request))
        status, rows = gathering.REFUSED, _numbered(typed)
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.write_minutes(request.user, row, given["left"], given["right"], typed,  # type: ignore[arg-type]
                                      expects=given["version"])
                messages.success(request, _("The minutes are kept."))
                return redirect("session_minutes" if "more" in request.POST else "session", key=row.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "sessions/minutes.html", {
        "session": row, "body": found, "form": form, "rows": rows, "alone": gathered.in_one_language(row.paragraphs.all())},
        status=status)


def _rows(access: Access, row: Session) -> Iterator[Any]:
    """What is written, or the agenda as its beginning; and some room."""
    written: list[Any] = list(row.paragraphs.all())
    if not written:
        written = [SimpleNamespace(left=" ".join(filter(None, [a.number, a.title])), decision=False,
                                   right=" ".join(filter(None, [a.number, a.other])) if a.other else "")
                   for a, _fact in gathered.agenda(access, row)]
    for n, paragraph in enumerate(written, 1):
        yield SimpleNamespace(order=n, left=paragraph.left, right=paragraph.right, decision=paragraph.decision)
    for n in range(len(written) + 1, len(written) + 1 + _BLANK):
        yield SimpleNamespace(order=n, left="", right="", decision=False)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str, bool]]:
    """The paragraphs that were sent, in the order asked for."""
    asked, found = request.POST, []
    for name in list(asked)[:10_000]:
        number = name.removeprefix("left-")
        if name.startswith("left-") and number.isdigit() and len(number) < 6:
            place = asked.get(f"order-{number}", "")
            order = int(place) if place.isdigit() and len(place) < 6 else int(number)
            found.append((order, int(number), asked[name], asked.get(f"right-{number}", ""), f"decision-{number}" in asked))
    for _order, _number, left, right, decision in sorted(found, key=lambda f: f[:2]):
        yield left.replace("\r\n", "\n"), right.replace("\r\n", "\n"), decision


def _numbered(typed: list[tuple[str, str, bool]]) -> list[Any]:
    return [SimpleNamespace(order=n, left=a, right=b, decision=d) for n, (a, b, d) in enumerate(typed, 1)]


def _agreed(request: HttpRequest, access: Access, row: Session, found: Fact) -> HttpResponse:
    day: date | None
    try:
        day = parse_date(meant(request.POST.get("agreed", "")))
    except ValueError:
        day = None
    if day is None:
        messages.error(request, _("This is no day: nothing was kept."))
        return redirect("session_minutes", key=row.pk)
    version = request.POST.get("version", "")
    heading = title(access, row, found, row.left)
    made = gathering.done(request, lambda: actions.agree(request.user, row, day, heading,  # type: ignore[arg-type]
                                                         one_language="one_language" in request.POST,
                                                         expects=int(version) if version.isdigit() else None),
                          _("The minutes are agreed, and a paper of the register."))
    return redirect("session" if made else "session_minutes", key=row.pk)


def title(access: Access, row: Session, found: Fact, language: str) -> str:
    """The session's name in a language, on one line."""
    named = copy(found)
    with override(language or "en"):
        named.label = gathered.name_in(access, found, words().tag)
        here = next((s for s in gathered.sittings(access, [found])[found.fact] if s.row == row), gathered.Sitting(row=row))
        told = render_to_string("sessions/heading.txt", {"sitting": here, "body": named, "session": row})
    return " ".join(told.split()).replace(" ,", ",")


def decision(request: HttpRequest, key: int, order: int) -> HttpResponse:
    """Make an undertaking of a decision."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    gathering.officer_of(request, partnership)
    paragraph = row.paragraphs.filter(order=order).first()
    if paragraph is None:
        raise Http404
    if paragraph.claim:
        return redirect("fact", identity=paragraph.claim)
    data = request.POST if request.method == "POST" else None
    form = Fields("undertaking", data, near=partnership.codes, needed=NEEDED["undertaking"],
                  value={"by": partnership.codes, "act": "pledge", "force": "agree", "due": _due(row, paragraph)})
    status = gathering.OK
    if data is not None:
        status = gathering.REFUSED
        if form.is_valid():
            try:
                value = {k: v for k, v in form.given().items() if v not in (None, "", [])}
                claim = actions.decide(request.user, row, paragraph, value)  # type: ignore[arg-type]
                messages.success(request, _("It is in the record, and cites the minutes."))
                return redirect("fact", identity=claim.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    return render(request, "sessions/decision.html", {"session": row, "body": found, "paragraph": paragraph, "form": form},
                  status=status)


def _due(row: Session, paragraph: Paragraph) -> str:
    """By when a decision is to be carried out, as its words say."""
    told = row.agreed or row.start or timezone.localdate()
    return next((due for text, tag in ((paragraph.left, row.left), (paragraph.right, row.right))
                 if (due := due_in(text, tag, told))), "")


@require_safe
def document(request: HttpRequest, key: int, side: str) -> HttpResponse:
    """The agreed minutes as a document: a side's original, which names itself first."""
    access: Access = request.access  # type: ignore[attr-defined]
    row, found, partnership = one_session(access, key)
    if side not in partnership.codes:
        raise Http404
    left, right = row.left or "fr", row.right or "en"
    paragraphs = gathered.minutes(access, row)
    if row.paper_id is not None and not paragraphs:
        raise Http404
    agenda = [point for point, _fact in gathered.agenda(access, row)]
    titles = [title(access, row, found, tag) for tag in (left, right)]
    data = proces_verbal.written(row, side, agenda, paragraphs, titles)
    response = HttpResponse(data, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="minutes-{row.pk}-{side}.docx"'
    return response
