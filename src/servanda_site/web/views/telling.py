"""What people are told: the digest as it would come now, what they want by mail, the news of a partnership and its feed."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda_site.accounts.middleware import open_to_all
from servanda_site.publishing import news, periods
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.visibility import Access
from servanda_site.tracking import days
from servanda_site.tracking.actions import addresses
from servanda_site.tracking.actions import mail as actions
from servanda_site.tracking.models import DigestOf, MailChoice, SecretAddress
from servanda_site.web import atom, gathering, mailing, secret_addresses
from servanda_site.web.templatetags.record import states as states_named


class MailForm(forms.Form):
    """What a person wants by mail. The zones of the capitals they deal with come first."""

    every = forms.ChoiceField(label=gettext_lazy("A digest"), choices=MailChoice.Every.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Weekly: on"), coerce=int, choices=list(WEEKDAYS.items()))
    hour = forms.TypedChoiceField(label=gettext_lazy("From which hour on"), coerce=int,
                                  choices=[(n, f"{n:02}:00") for n in range(24)])
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    reminders = forms.BooleanField(label=gettext_lazy("Reminders as they come"), required=False)

    def __init__(self, access: Access, *args: Any, **options: Any) -> None:
        super().__init__(*args, label_suffix="", **options)
        near = list(dict.fromkeys(days.zone_of(code) for p in access.partnerships for code in p.codes))
        zones: Any = self.fields["zone"]
        zones.choices = [("", _("of the register (%(zone)s)") % {"zone": timezone.get_default_timezone_name()}),
                         *((z, z) for z in (*near, *sorted(available_timezones() - set(near))))]


def mail_form(request: HttpRequest, data: Any = None) -> MailForm:
    """The form with what stands."""
    access: Access = request.access  # type: ignore[attr-defined]
    return MailForm(access, data, initial=actions.told(actions.choice(access.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """One's digest as it would come now, and, by POST, what one wants by mail."""
    form = mail_form(request, request.POST if request.method == "POST" else None)
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            try:
                actions.choose(request.user, **form.cleaned_data)  # type: ignore[arg-type]
                messages.success(request, _("It is noted what you want by mail."))
                return redirect("digest")
            except Impossible as error:
                status = gathering.refused(form, error)
    return _digest(request, form, status)


def _digest(request: HttpRequest, form: MailForm, status: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    user, choice = access.user, actions.choice(access.user)
    rows = list(DigestOf.objects.filter(user=user)[:20])
    asked = request.GET.get("of", "")
    again = next((r for r in rows if str(r.pk) == asked), None)
    period = periods.Period(again.day, again.since, again.until, False) if again else \
        periods.coming(choice, rows[0] if rows else None, timezone.now())
    with timezone.override(periods.zone(choice)):
        found = news.digest(access, period.since, period.until, periods.zone(choice), first=period.first)
        mailed = mailing.mailed_digest(user, period, choice)
        return render(request, "news/digest.html", {
            "digest": found, "mailed": mailed, "mail": mailing.written(user, "digest", {"digest": mailed}), "form": form,
            "choice": choice, "again": again, "last": next((r for r in rows if r.sent), None), "site": "",
            "lost": [r for r in rows if r.told and r.sent is None][:3]}, status=status)


@csrf_exempt  # mail programs stop mail by themselves (RFC 8058); the address is signed, and does nothing else
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Say, from within a mail and without signing in, that no more such mail is wanted."""
    found = mailing.stopped_by(token)
    if found is None:
        raise Http404
    user, what = found
    if request.method == "POST":
        actions.stop(user, what)
    response = render(request, "news/stop.html", {"what": what, "done": request.method == "POST"})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def partnership_news(request: HttpRequest, states: str) -> HttpResponse:
    """What is new in a partnership, and how a feed reader follows it."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    return render(request, "news/partnership.html", {
        "partnership": partnership, "news": news.newest(access, partnership),
        "addresses": SecretAddress.objects.filter(user=request.user, revoked=None, partnership=partnership,
                                                  kind=SecretAddress.Kind.NEWS)})


@open_to_all
@require_safe
def news_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a feed reader follows: shows what the owner of the address may see now."""
    row = addresses.of_secret(secret, SecretAddress.Kind.NEWS)
    if row is None or row.partnership is None:
        raise Http404
    access = Access(row.user)
    if row.partnership not in access.partnerships:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    with translation.override(row.language):
        page = site + reverse("partnership", args=[row.partnership.states.replace(" ", "-")])
        content = atom.written(news.newest(access, row.partnership), states_named(row.partnership.states), row.made, site, page,
                               request.build_absolute_uri(), row.language)
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["Last-Modified"] = http_date(addresses.given(row, content).timestamp())
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def address_add(request: HttpRequest, states: str) -> HttpResponse:
    """Make a secret address of a partnership's news; it is on the page that answers, and nowhere else."""
    access: Access = request.access  # type: ignore[attr-defined]
    return secret_addresses.made(
        request, access.partnership(states), SecretAddress.Kind.NEWS, feed="news_feed", template="news/address.html",
        back=reverse("partnership_news", args=[states]))


@require_POST
def address_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one of one's own addresses of news out of force."""
    row = secret_addresses.revoked(request, SecretAddress.Kind.NEWS, key)
    return redirect("partnership_news", states=row.partnership.states.replace(" ", "-"))  # type: ignore[union-attr]
