"""The log: who did what, when, what before, what after, why; for administrators and heads of desk, as far as they may see."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda.publishing.words import alphabetical
from servanda_site.register.journal import verify
from servanda_site.register.models import LogEntry, Role
from servanda_site.web.forms.days import DayField

PAGE = 50
ACTIONS = {
    "first administrator": _("made the register theirs"), "add account": _("made an account"), "grant": _("gave a role"),
    "revoke": _("took a role away"), "switch account": _("changed what an account may do"),
    "change account": _("changed their account"), "new link": _("made a one-time link"), "make token": _("made a token"),
    "revoke token": _("revoked a token"), "change password": _("changed their password"),
    "add second factor": _("added a second factor"), "remove second factor": _("removed a second factor"),
    "change second factor": _("changed a second factor"), "tie login": _("tied a login to the account"),
    "untie login": _("untied a login from the account"), "our side": _("set our side"),
    "open partnership": _("opened a partnership"), "bring in": _("brought a paper in"), "read": _("read a paper"),
    "failed": _("could not read a paper"), "cancel": _("stopped a reading"), "read again": _("had a paper read again"),
    "seal": _("took a paper out of sight"), "unseal": _("brought a paper back"), "ask to erase": _("asked to erase a paper"),
    "erase": _("erased a paper"), "mark": _("changed a marking"), "say side": _("said whose side a paper tells"),
    "judge": _("decided"), "undo": _("took a decision back"),
    "confirm": _("confirmed a decision"), "merge": _("joined two facts"), "part": _("parted a fact"), "add": _("added a fact"),
    "publish": _("published the record"), "follow": _("followed a feed"), "watch": _("watched a folder"),
    "fetch": _("fetched a feed or folder"), "leave": _("left a feed or folder"), "move": _("moved a paper to a partnership"),
    "set password": _("set their password by a link"),
    "decide evidence": _("decided on evidence"), "name evidence": _("named evidence"),
    "state": _("changed the state of an undertaking"),
    "undo state": _("took a change of state back"), "add window": _("opened a window of assessment"),
    "score": _("scored compliance"), "add item": _("added an item to the plan"), "change item": _("changed an item of the plan"),
    "remove item": _("took an item out of the plan"), "restore item": _("put an item back into the plan"),
    "freeze plan": _("froze the plan"), "apply sheet": _("took a workbook's changes into the plan"),
    "body rules": _("set the rules of a joint body"), "add member": _("put somebody on the list of a joint body"),
    "remove member": _("took somebody off the list of a joint body"),
    "restore member": _("put somebody back on the list of a joint body"), "open session": _("began the file of a session"),
    "change session": _("changed a session"), "remove session": _("took a session out"),
    "restore session": _("put a session back"), "arrange agenda": _("arranged an agenda"), "write minutes": _("wrote minutes"),
    "agree minutes": _("had minutes agreed"), "decision of minutes": _("made an undertaking of a decision of the minutes"),
    "add delegate": _("added somebody to a delegation"), "remove delegate": _("took somebody off a delegation"),
    "ask to come": _("asked somebody to come"), "ask no longer": _("took somebody off those asked to come"),
    "send invitation": _("sent calendar invitations"),
    "answer to invitation": _("noted the answer to an invitation"), "add visit": _("began a visit or consultations"),
    "change visit": _("changed a visit"), "remove visit": _("took a visit out"), "restore visit": _("put a visit back"),
    "add to programme": _("added to a programme"),
    "take off programme": _("took something off a programme"), "move programme": _("moved a programme by some days"),
    "result of meeting": _("noted what came of a meeting"),
    "invitation": _("said what became of an invitation"), "undo invitation": _("took back what became of an invitation"),
    "life of text": _("said what happened to a text"), "undo life of text": _("took back what happened to a text"),
    "set told step aside": _("set aside what papers tell of a text's life"),
    "undo set told step aside": _("had what papers tell of a text's life proposed again"),
    "relate texts": _("related two texts"), "undo relation": _("took a relation of texts back"),
    "terms of text": _("set the term and notice of a text"), "make calendar address": _("made a secret calendar address"),
    "revoke calendar address": _("took a calendar address out of force"),
    "add tie": _("kept a tie"), "change tie": _("changed a tie"), "remove tie": _("took a tie out"),
    "restore tie": _("put a tie back"), "enter support": _("entered support for a candidature"),
    "undo support": _("took an entry on support back"), "set aside": _("set a proposed tie aside"),
    "undo set aside": _("had a tie proposed again"),
    "make news address": _("made a secret address of news"),
    "revoke news address": _("took an address of news out of force"), "choose mail": _("chose what to be told by mail"),
}
FAULTS = {
    "missing": _("is missing"), "changed": _("was changed after it was written"), "payload": _("lost or changed what it tells"),
    "unbound": _("does not follow the entry before it"),
}


class Filters(forms.Form):
    """What the log is narrowed to."""

    who = forms.CharField(label=_("Person"), required=False, max_length=200)
    action = forms.ChoiceField(label=_("What was done"), required=False)
    target = forms.CharField(label=_("On what"), required=False, max_length=120, help_text=_("for example paper:12"))
    since = DayField(label=pgettext_lazy("dates", "From"), required=False)
    until = DayField(label=pgettext_lazy("dates", "Until"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted(((code, str(label)) for code, label in ACTIONS.items()), key=lambda row: alphabetical(row[1]))
        self.fields["action"].choices = [("", _("everything")), *named]  # type: ignore[attr-defined]


def log(request: HttpRequest) -> HttpResponse:
    """The entries that may be seen, newest first. A POST by an administrator checks the chain."""
    access = request.access  # type: ignore[attr-defined]
    if not access.is_administrator and access.highest_role < Role.HEAD:
        raise Http404
    checked = None
    if request.method == "POST":
        if not access.is_administrator:
            raise Http404
        checked = [(number, FAULTS[fault]) for number, fault in verify()]
    filters = Filters(request.GET)
    entries = access.log().select_related("partnership")
    if filters.is_valid():
        entries = _narrowed(entries, filters.cleaned_data)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    for entry in page:
        entry.said = ACTIONS.get(entry.action, entry.action)
        told = entry.payload or {}
        entry.before, entry.after = (_plain(told.get(k)) for k in ("before", "after"))
    last = LogEntry.objects.order_by("-number").first() if access.is_administrator else None
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "administration/log.html", {
        "page": page, "filters": filters, "checked": checked, "last": last, "query": query.urlencode(), "part": "log"})


def _narrowed(entries: QuerySet[LogEntry], wanted: dict[str, Any]) -> QuerySet[LogEntry]:
    if wanted["who"]:
        entries = entries.filter(who_name__icontains=wanted["who"])
    if wanted["action"]:
        entries = entries.filter(action=wanted["action"])
    if wanted["target"]:
        entries = entries.filter(target=wanted["target"].strip())
    if wanted["since"]:
        entries = entries.filter(at__gte=_midnight(wanted["since"]))
    if wanted["until"]:
        entries = entries.filter(at__lt=_midnight(wanted["until"]) + timedelta(days=1))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _plain(value: Any) -> str:
    """A value of the log for people: fields one to a line."""
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, indent=1).strip("{}[]\n") if isinstance(value, dict | list) else str(value)
