"""The way in: first start, one-time links, and the language of the pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from servanda_site.accounts.middleware import open_to_all
from servanda_site.accounts.models import OneTimeLink, User
from servanda_site.register.actions.account import set_by_link, spend
from servanda_site.register.actions.members import first_administrator
from servanda_site.register.actions.refusals import Impossible

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Password(forms.Form):
    """A password, twice."""

    password = forms.CharField(label=_("Password"), min_length=12, widget=forms.PasswordInput(
        attrs={"autocomplete": "new-password"}), help_text=_("At least 12 characters; a sentence is easiest to remember."))
    again = forms.CharField(label=_("Password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean(self) -> dict[str, object]:
        """Both alike, and not a common one."""
        given = super().clean() or {}
        first, second = given.get("password"), given.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passwords differ."))
        if first:
            try:
                password_validation.validate_password(first, User(email=given.get("email", ""), name=given.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return given


class FirstAdministrator(Password):
    """Who administers the register."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("You sign in with it; nothing is sent to it."))
    field_order = ("name", "email", "password", "again")


@open_to_all
@never_cache
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """The one-time link of a first start: makes the administrator."""
    link = OneTimeLink.find(OneTimeLink.Purpose.FIRST, secret)
    if link is None or User.objects.filter(is_administrator=True).exists():
        return render(request, "accounts/link_spent.html", status=410)
    form = FirstAdministrator(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                spend(link)
                user = first_administrator(form.cleaned_data["email"], form.cleaned_data["name"], form.cleaned_data["password"])
        except Impossible:
            return render(request, "accounts/link_spent.html", status=410)
        login(request, user, backend=_BACKEND)
        return redirect("home")
    return render(request, "accounts/welcome.html", {"form": form})


@open_to_all
@never_cache
def set_password(request: HttpRequest, secret: str) -> HttpResponse:
    """The one-time link an administrator hands out: its owner sets a password."""
    link = OneTimeLink.find(OneTimeLink.Purpose.PASSWORD, secret)
    if link is None or link.user is None or not link.user.is_active:
        return render(request, "accounts/link_spent.html", status=410)
    form = Password(request.POST or None)
    if form.is_valid():
        try:
            set_by_link(link, form.cleaned_data["password"])
        except Impossible:
            return render(request, "accounts/link_spent.html", status=410)
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "accounts/set_password.html", {"form": form, "owner": link.user})


@open_to_all
def no_account(request: HttpRequest) -> HttpResponse:
    """Somebody signed in at the ministry for whom no account was made."""
    return render(request, "accounts/no_account.html", status=403)


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The switch on every page: kept in a cookie, and in the account of who has signed in."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    response.set_cookie("servanda-language", chosen, max_age=31_536_000, samesite="Lax", secure=settings.HTTPS, httponly=True)
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return response
