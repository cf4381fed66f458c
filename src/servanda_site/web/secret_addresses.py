"""Secret addresses of calendars and news: made and told once, and taken out of force by whose they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Partnership
from servanda_site.tracking.actions import addresses
from servanda_site.tracking.models import SecretAddress
from servanda_site.tracking.visibility import one
from servanda_site.web.refused import said
from servanda_site.web.templatetags.record import states as states_named


def made(
    request: HttpRequest, partnership: Partnership | None, kind: SecretAddress.Kind, *, feed: str, template: str, back: str
) -> HttpResponse:
    """Make an address and show it, on the page that answers and nowhere else.

    feed: the route the address leads to. back: where to go where none can be made.
    """
    name = request.POST.get("name", "").strip() or (states_named(partnership.states) if partnership else "Servanda")
    try:
        row, secret = addresses.make_address(request.user, partnership, name,  # type: ignore[arg-type]
                                             translation.get_language() or "en", kind)
    except Impossible as error:
        messages.error(request, said(error))
        return redirect(back)
    address = request.build_absolute_uri(reverse(feed, args=[secret]))
    response = render(request, template, {"row": row, "address": address, "partnership": partnership})
    response["Cache-Control"] = "private, no-store"
    return response


def revoked(request: HttpRequest, kind: SecretAddress.Kind, key: int) -> SecretAddress:
    """Take one of one's own addresses of a kind out of force.

    Raises:
        Http404: there is none of that number in force.
    """
    row: SecretAddress = one(
        SecretAddress.objects.filter(user=request.user, revoked=None, kind=kind).select_related("partnership"), key)
    addresses.revoke_address(request.user, row)  # type: ignore[arg-type]
    messages.success(request, _("The address no longer works."))
    return row
