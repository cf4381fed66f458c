"""A person's own account: name, language, password, second factor, tokens, rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from servanda_site.accounts.models import Token
from servanda_site.register.actions import account as actions
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Membership
from servanda_site.web.refused import said
from servanda_site.web.views.telling import mail_form


class Own(forms.Form):
    """What a person may change about themselves."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language of the pages"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [("", _("as the browser asks")), *settings.LANGUAGES]  # type: ignore[attr-defined]


class NewToken(forms.Form):
    """A token to be made."""

    name = forms.CharField(label=_("What it is for"), max_length=120)
    scopes = forms.MultipleChoiceField(label=_("What it may do"), choices=Token.Scope.choices,
                                       widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=actions.MOST_DAYS, initial=365)


def account(request: HttpRequest) -> HttpResponse:
    """The account of who asks."""
    own = Own(request.POST or None, initial={"name": request.user.name, "language": request.user.language})
    if own.is_valid():
        try:
            actions.change_own(request.user, **own.cleaned_data)
            messages.success(request, _("Your account is changed."))
            return redirect("account")
        except Impossible as error:
            own.add_error(None, said(error))
    return _page(request, own, NewToken())


@require_POST
def token_add(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is on the page that answers, and nowhere else."""
    form = NewToken(request.POST)
    secret = ""
    if form.is_valid():
        try:
            _token, secret = actions.make_token(request.user, **form.cleaned_data)
            form = NewToken()
        except Impossible as error:
            form.add_error(None, said(error))
    own = Own(initial={"name": request.user.name, "language": request.user.language})
    return _page(request, own, form, secret)


@require_POST
def token_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one of one's own tokens out of force."""
    actions.revoke_token(request.user, get_object_or_404(Token, pk=key, user=request.user))
    messages.success(request, _("The token no longer works."))
    return redirect("account")


def _page(request: HttpRequest, own: Own, token: NewToken, secret: str = "") -> HttpResponse:
    return render(request, "account/own.html", {
        "own": own, "token": token, "secret": secret, "form": mail_form(request),
        "tokens": request.user.tokens.filter(revoked=None).order_by("-made"),
        "memberships": Membership.objects.filter(user=request.user).select_related("partnership").order_by("partnership__states"),
        "factors": request.user.authenticator_set.exclude(type="recovery_codes").count(),
    })
