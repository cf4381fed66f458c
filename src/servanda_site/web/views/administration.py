"""Accounts and rights, partnerships, papers out of sight: what administrators look after. To others it does not exist."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from servanda_site.accounts.models import Token, User
from servanda_site.register.actions import account as account_actions
from servanda_site.register.actions import members, seal
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.models import Marking, Membership, Paper, Partnership, Role
from servanda_site.web.refused import said
from servanda_site.web.templatetags.record import state, states

View = Callable[..., HttpResponse]
PAGE = 50


def administrators(view: View) -> View:
    """A view that exists for administrators only."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if not request.access.is_administrator:  # type: ignore[attr-defined]
            raise Http404
        return view(request, *given, **named)

    return guarded


class NewAccount(forms.Form):
    """An account to be made."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it; nothing is sent to it."))
    administrator = forms.BooleanField(label=_("Administers accounts and rights"), required=False)


class Grant(forms.Form):
    """A role and a clearance, in one partnership or in all."""

    partnership = forms.ChoiceField(label=_("Where"), required=False)
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=int)
    clearance = forms.TypedChoiceField(label=_("May see up to"), choices=Marking.choices, coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(p.pk), states(p.states)) for p in Partnership.objects.exclude(states="")]
        self.fields["partnership"].choices = [("", _("all partnerships")), *named]  # type: ignore[attr-defined]


@administrators
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account."""
    people = User.objects.prefetch_related("memberships__partnership").order_by("-is_active", "name", "pk")
    if sought := request.GET.get("q", "").strip():
        people = people.filter(name__icontains=sought) | people.filter(email__icontains=sought)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    return render(request, "administration/accounts.html", {"page": page, "q": sought, "part": "accounts"})


@administrators
def add(request: HttpRequest) -> HttpResponse:
    """Make an account; the link with which its owner sets a password is on the page that answers, and nowhere else."""
    form = NewAccount(request.POST or None)
    if form.is_valid():
        try:
            made, secret = members.add_account(request.user, form.cleaned_data["email"], form.cleaned_data["name"],
                                               administrator=form.cleaned_data["administrator"])
            return _account(request, made, link=_link(request, secret))
        except Impossible as error:
            form.add_error(None, said(error))
    return render(request, "administration/add.html", {"form": form, "part": "accounts"})


@administrators
def account(request: HttpRequest, key: int) -> HttpResponse:
    """One account: its rights and what an administrator may do with it."""
    person = get_object_or_404(User, pk=key)
    if request.method != "POST":
        return _account(request, person)
    try:
        return _changed(request, person)
    except Impossible as error:
        messages.error(request, said(error))
    return redirect("administration_account", person.pk)


def _changed(request: HttpRequest, person: User) -> HttpResponse:
    match request.POST.get("do"):
        case "grant":
            form = Grant(request.POST)
            if not form.is_valid():
                return _account(request, person, grant=form)
            given = form.cleaned_data
            partnership = Partnership.objects.get(pk=given["partnership"]) if given["partnership"] else None
            members.grant(request.user, person, partnership, given["role"], given["clearance"])
            messages.success(request, _("The role is given."))
        case "revoke":
            members.revoke(request.user, get_object_or_404(Membership, pk=_number(request, "membership"), user=person))
            messages.success(request, _("The role is taken away."))
        case "activate" | "deactivate" as wanted:
            members.switch(request.user, person, active=wanted == "activate")
            messages.success(request, _("Done."))
        case "promote" | "demote" as wanted:
            members.switch(request.user, person, administrator=wanted == "promote")
            messages.success(request, _("Done."))
        case "token":
            account_actions.revoke_token(request.user, get_object_or_404(Token, pk=_number(request, "token"), user=person))
            messages.success(request, _("The token no longer works."))
        case "link":
            return _account(request, person, link=_link(request, account_actions.new_link(request.user, person)))
        case _:
            raise Http404
    return redirect("administration_account", person.pk)


def _account(request: HttpRequest, person: User, *, link: str = "", grant: Grant | None = None) -> HttpResponse:
    return render(request, "administration/account.html", {
        "person": person, "link": link, "grant": grant or Grant(), "part": "accounts",
        "memberships": person.memberships.select_related("partnership").order_by("partnership__states"),
        "tokens": person.tokens.filter(revoked=None).order_by("-made"),
        "factors": person.authenticator_set.exclude(type="recovery_codes").count(),
    })


@administrators
def partnerships(request: HttpRequest) -> HttpResponse:
    """Which side is ours, and partnerships opened before their first paper."""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "open":
                made = account_actions.open_partnership(request.user, request.POST.get("states", "").replace("-", " ").split())
                messages.success(request, gettext("Open: %(states)s.") % {"states": states(made.states)})
            else:
                found = get_object_or_404(Partnership.objects.exclude(states=""), pk=_number(request, "partnership"))
                members.our_side(request.user, found, request.POST.get("ours", ""))
                messages.success(request, _("Our side is set."))
        except Impossible as error:
            messages.error(request, said(error))
        return redirect("administration_partnerships")
    listed = Partnership.objects.exclude(states="").prefetch_related("memberships__user")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    rows = [(p, [(code, state(code)) for code in p.codes]) for p in page]
    return render(request, "administration/partnerships.html", {"page": page, "rows": rows, "part": "partnerships"})


@administrators
def sealed(request: HttpRequest) -> HttpResponse:
    """Papers out of sight that this administrator may see: brought back, or erased by two."""
    found = request.access.papers(gone=True).filter(state=Paper.State.SEALED)  # type: ignore[attr-defined]
    page = Paginator(found.select_related("erase_asked").order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "administration/sealed.html", {"page": page, "part": "sealed"})


@administrators
@require_POST
def sealed_change(request: HttpRequest, key: int) -> HttpResponse:
    """Bring a sealed paper back, ask that it be erased, or agree."""
    paper = request.access.paper(key, gone=True)  # type: ignore[attr-defined]
    reason = request.POST.get("reason", "").strip()[:2000]
    try:
        match request.POST.get("do"):
            case "unseal":
                seal.unseal(request.user, paper, reason=reason)
                messages.success(request, _("The paper is back."))
            case "ask":
                if not reason:
                    raise Impossible(gettext("say why"))
                seal.ask_to_erase(request.user, paper, reason=reason)
                messages.success(request, _("Another administrator must agree."))
            case "erase":
                seal.erase(request.user, paper, reason=reason)
                messages.success(request, _("The paper is erased. Its hash stays, so that the log can be verified."))
            case _:
                raise Http404
    except Impossible as error:
        messages.error(request, said(error))
    except NotAllowed:
        messages.error(request, _("Who asked for it cannot agree to it: another administrator must."))
    return redirect("administration_sealed")


def _link(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("set_password", args=[secret]))


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    if not value.isdigit() or len(value) > 18:
        raise Http404
    return int(value)
