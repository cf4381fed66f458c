"""Facts added by hand: with words picked in a paper, or with a stated source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servanda_site.register import reviewing, texts
from servanda_site.register.actions.add_fact import NEEDED, add_from_paper, add_from_source, find
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Marking, Partnership, Role
from servanda_site.register.projecting import bring_up
from servanda_site.web.forms.fields import Fields
from servanda_site.web.refused import said
from servanda_site.web.templatetags.claims import KINDS
from servanda_site.web.templatetags.record import states
from servanda_site.web.views.papers import text_part
from servanda_site.web.views.review import officer

_LONGEST = 4000


class Words(forms.Form):
    """The words that tell the fact."""

    quote = forms.CharField(label=gettext_lazy("The words that say so"), max_length=_LONGEST, strip=False, widget=forms.Textarea(
        attrs={"rows": 3}), help_text=gettext_lazy("Select them in the text with the mouse, or paste them exactly."))
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class Stated(forms.Form):
    """A source that is no paper of the register."""

    words = forms.CharField(label=gettext_lazy("What it says"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=gettext_lazy("Worded as it should be cited."))
    source = forms.CharField(label=gettext_lazy("Its source"), max_length=500,
                             help_text=gettext_lazy("Who said or wrote it, where and when: a call, a note, a meeting."))
    partnership = forms.ChoiceField(label=gettext_lazy("Partnership"))
    marking = forms.TypedChoiceField(label=gettext_lazy("Who may see it"), coerce=int)

    def __init__(self, access: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {str(p.pk): p for p in access.desks(Role.OFFICER)}
        self.fields["partnership"].choices = [(k, states(p.states)) for k, p in self.desks.items()]
        top = max((access.clearance(p) for p in self.desks.values()), default=-1)
        self.fields["marking"].choices = [(m.value, m.label) for m in Marking if m.value <= top]
        self.access = access

    def clean(self) -> dict[str, Any]:
        """A marking that is the person's to give there."""
        given = super().clean() or {}
        place = self.desks.get(given.get("partnership") or "")
        if place is not None and given.get("marking", 0) > self.access.clearance(place):
            self.add_error("marking", _("You are not cleared for this marking there."))
        return given

    @property
    def place(self) -> Partnership:
        """The partnership chosen."""
        return self.desks[self.cleaned_data["partnership"]]


def from_paper(request: HttpRequest, key: int) -> HttpResponse:
    """Add a fact that cites words of a paper."""
    access = officer(request)
    shown = access.paper(key)
    if not access.may(Role.OFFICER, shown.partnership_id):
        raise PermissionDenied
    kind = _kind(request)
    near = shown.partnership.codes if shown.partnership else []
    data = request.POST if request.method == "POST" else None
    picked, fields = Words(data), Fields(kind, data, near=near, needed=NEEDED[kind], value=_fresh(kind, near))
    if request.method == "POST" and picked.is_valid() and fields.is_valid():
        try:
            if shown.reading is None:
                raise Impossible(_("this paper has no text"))
            place = find(texts.kept(shown.reading.content, shown.name), **picked.cleaned_data)
            claim = add_from_paper(request.user, shown, kind, _told(fields), *place)  # type: ignore[arg-type]
        except Impossible as error:
            fields.add_error(error.field if error.field in fields.fields else None, said(error))
        else:
            messages.success(request, _("It is in the record, added by hand, with its words."))
            return redirect(f"{reverse('review_paper', args=[shown.pk])}#claim-{claim.pk}")
    claims = reviewing.claims_of(access, shown)
    return render(request, "review/add.html", {
        "paper": shown, "part": text_part(shown, claims, request), "picked": picked, "form": fields, "kind": kind,
        "kinds": KINDS.items()}, status=422 if data is not None else 200)


def from_source(request: HttpRequest) -> HttpResponse:
    """Add a fact that rests on a stated source; a note of it is kept as a paper."""
    access = officer(request)
    if not access.desks(Role.OFFICER):
        raise PermissionDenied
    kind = _kind(request)
    data = request.POST if request.method == "POST" else None
    stated = Stated(access, data, initial={"partnership": request.GET.get("partnership")})
    chosen = stated.desks.get((data or request.GET).get("partnership") or "") or next(iter(stated.desks.values()))
    fields = Fields(kind, data, near=chosen.codes, needed=NEEDED[kind], value=_fresh(kind, chosen.codes))
    if request.method == "POST" and stated.is_valid() and fields.is_valid():
        given = stated.cleaned_data
        try:
            claim = add_from_source(request.user, stated.place, kind, _told(fields), given["words"],  # type: ignore[arg-type]
                                    given["source"], given["marking"])
        except Impossible as error:
            fields.add_error(error.field if error.field in fields.fields else None, said(error))
        else:
            bring_up(stated.place)
            messages.success(request, _("It is in the record, added by hand, with its source."))
            return redirect("fact", identity=claim.pk)
    return render(request, "review/add_from_source.html", {
        "stated": stated, "form": fields, "kind": kind, "kinds": KINDS.items(), "chosen": chosen},
        status=422 if data is not None else 200)


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind") or request.GET.get("kind") or "undertaking"
    return kind if kind in KINDS else "undertaking"


def _fresh(kind: str, near: list[str]) -> dict[str, Any]:
    """What a new fact says before anything is typed: it is about the partnership's states."""
    several = {"event": "states", "mechanism": "states", "instrument": "parties", "undertaking": "by"}
    return {several[kind]: near} if kind in several else {}


def _told(fields: Fields) -> dict[str, Any]:
    return {k: v for k, v in fields.given().items() if v not in (None, "", [])}

