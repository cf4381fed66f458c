"""The first page: what a newcomer should do, else what we owe, what they owe, what is new."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.publishing.words import alphabetical
from servanda_site.accounts.models import User
from servanda_site.register import dossiers
from servanda_site.register.models import Marking, Paper, Role
from servanda_site.tracking import invited, standing
from servanda_site.web.owed import owed
from servanda_site.web.templatetags.record import words

_EACH_PAGE = 8
_FEW = 3  # partnerships that need no list of their own
_INVITED = 5  # invitations shown of a partnership
_COUNTED = 1000  # papers looked at where there is no partnership yet


def administrators() -> QuerySet[User]:
    """Whom to ask for a role: those who may give one, who were here last first."""
    return User.objects.filter(is_active=True, is_administrator=True).order_by(F("last_seen").desc(nulls_last=True), "pk")


def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    access = request.access  # type: ignore[attr-defined]
    since = request.user.previous_visit  # type: ignore[union-attr]
    everything = sorted(access.partnerships, key=lambda p: alphabetical(words().states(p.codes)))
    page = Paginator(everything, _EACH_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    leading = dossiers.leading(access, shown)
    standing.attach(access, (fact for facts in leading.values() for fact in facts))
    counts = dossiers.counts(access, shown, kind="undertaking", type="pledge")
    news, new = dossiers.newest(access, shown, since)
    invitations = invited.open_ones(access, dossiers.invitations(access, shown))
    overview = [{"partnership": p, "owed": owed(p, leading, counts), "news": news.get(p.pk, []), "new": new.get(p.pk, 0),
                 "invitations": invitations.get(p.pk, [])[:_INVITED], "may_choose": access.is_administrator and not p.ours}
                for p in shown]
    held = Counter(access.papers().values_list("state", flat=True)[:_COUNTED]) if not shown else Counter()
    outside = not access.highest_role
    return render(request, "web/home.html", {
        "outside": outside, "sees_all": access.clearance() == Marking.RESTRICTED,
        "administrators": administrators()[:_FEW] if outside else [],
        "page": page, "all": everything if len(everything) > _FEW else [], "overview": overview, "since": since,
        "waiting": held[Paper.State.WAITING] + held[Paper.State.READING], "read": held[Paper.State.READ],
        "may_bring": access.highest_role >= Role.OFFICER,
    })
