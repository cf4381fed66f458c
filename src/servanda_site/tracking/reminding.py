"""Reminders: what falls due, told in the site and by mail to those it is assigned to."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.models import Item, Notice

_log = logging.getLogger("servanda.tracking")
SOON = timedelta(days=14)
_AT_ONCE = 500
_LAST = "tracking-reminded"
_SECONDS = 600  # between two looks


def run_due() -> int:
    """Tell whoever an open item is assigned to that it is due soon, or overdue, each once per due date. How many were told.

    Nothing where it was looked for a few minutes ago.
    """
    if not cache.add(_LAST, True, _SECONDS):
        return 0
    today = timezone.localdate()
    late = Item.objects.filter(removed=None, progress__lt=100, due__lte=today + SOON, assigned__is_active=True)
    told = set(Notice.objects.filter(item__in=late, kind__in=("soon", "overdue")).values_list("user", "item", "kind", "day"))
    fresh = []
    for item in late.distinct().prefetch_related("assigned"):
        kind = Notice.Kind.OVERDUE if item.due < today else Notice.Kind.SOON  # type: ignore[operator]
        fresh += [Notice(user=u, item=item, kind=kind, day=item.due) for u in item.assigned.all()
                  if u.is_active and (u.pk, item.pk, kind, item.due) not in told]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    mail()
    return len(fresh)


def mail() -> int:
    """Send what was not mailed yet: one mail a person, in their language, of what they may still see. How many mails."""
    open_ones = Notice.objects.filter(mailed=None, user__is_active=True).select_related("user", "item__partnership")
    by_person: dict[int, list[Notice]] = {}
    for notice in open_ones[:_AT_ONCE]:
        by_person.setdefault(notice.user_id, []).append(notice)
    count = 0
    for listed in by_person.values():
        user = listed[0].user
        seen = set(visibility.notices(Access(user)).filter(pk__in=[n.pk for n in listed]).values_list("pk", flat=True))
        kept = [n for n in listed if n.pk in seen]
        keys = [n.pk for n in listed]
        if not Notice.objects.filter(pk__in=keys, mailed=None).update(mailed=timezone.now()) or not kept:
            continue
        with translation.override(user.language or settings.LANGUAGE_CODE):
            try:
                send_mail(_("Servanda: reminders of the action plan"), _body(kept), None, [user.email])
                count += 1
            except OSError as error:  # the mail server is away: it is told again next time
                _log.warning("mail not sent: %s", error)
                Notice.objects.filter(pk__in=keys).update(mailed=None)
    return count


def _body(notices: list[Notice]) -> str:
    """A mail's words. What is marked is not named: mail is read on its way."""
    lines = []
    for n in notices:
        title = n.item.title if n.item.marking == 0 else _("an item that is not public")
        day = "" if n.kind == Notice.Kind.ASSIGNED else f" ({n.day.isoformat()})"
        lines.append(f"- {title}: {n.get_kind_display()}{day}\n  /follow-up/plan/{n.item_id}/")
    return "\n".join([_("In the action plan:"), "", *lines, ""])

