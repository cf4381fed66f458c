"""Mail: reminders and digests, in the person's language, as plain text and as HTML; nothing that is not public is named in it.

Each is claimed in the database before it goes out, so that two workers, or one that dies, never send it twice. Where the mail
server is away, the claim is given back and it is tried again later.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.publishing import news, periods
from servanda_site.publishing.clearance import UpTo
from servanda_site.register.models import Marking
from servanda_site.register.visibility import Access
from servanda_site.tracking import reminding
from servanda_site.tracking.models import DigestOf, MailChoice, Notice
from servanda_site.web.templatetags.news import span_of

_log = logging.getLogger("servanda.mail")
_AT_ONCE = 500
_AWAY, _SECONDS = "mail-server-away", 300
_KEPT = 400  # rows of digests of one person
WHAT = ("digest", "reminders")


def run_due() -> int:
    """Send what is to be sent. How many mails. Nothing where the mail server was away a few minutes ago."""
    if cache.get(_AWAY):
        return 0
    return send_reminders() + send_digests()


def send_reminders() -> int:
    """Send notices that were not mailed yet: one mail a person, of what they may still see. How many mails."""
    open_ones = Notice.objects.filter(mailed=None, user__is_active=True).order_by("pk").values_list("user", "pk")
    by_person: dict[int, list[int]] = {}
    for person, key in open_ones[:_AT_ONCE]:
        by_person.setdefault(person, []).append(key)
    people = User.objects.in_bulk(by_person)
    off = set(MailChoice.objects.filter(user__in=people, reminders=False).values_list("user", flat=True))
    count = 0
    for person, keys in by_person.items():
        stamp = timezone.now()
        Notice.objects.filter(pk__in=keys, mailed=None).update(mailed=stamp)
        claimed = list(Notice.objects.filter(pk__in=keys, mailed=stamp).values_list("pk", flat=True))
        user = people[person]
        if person in off or not claimed or not (found := _notices(user, claimed)).count:
            continue
        with translation.override(user.language or settings.LANGUAGE_CODE):
            mail = written(user, "reminders", {"notices": found})
        if not _sent(user, mail):
            Notice.objects.filter(pk__in=claimed, mailed=stamp).update(mailed=None)
            break
        count += 1
    return count


class _Told:
    """Notices as a mail tells them: those it names, and how many more there are."""

    def __init__(self, named: list[Notice], hidden: int) -> None:
        self.named, self.hidden = named, hidden
        self.count = len(named) + hidden


def _notices(user: User, keys: list[int]) -> _Told:
    everything = reminding.notices(Access(user)).filter(pk__in=keys).count()
    public = UpTo(user, Marking.PUBLIC)
    named = reminding.attach(public, reminding.notices(public).filter(pk__in=keys).order_by("day", "pk"))
    return _Told(named, everything - len(named))


def send_digests(now: datetime | None = None) -> int:
    """Send the digests that are due. How many mails."""
    count, now = 0, now or timezone.now()
    chosen = MailChoice.objects.exclude(every=MailChoice.Every.OFF).filter(user__is_active=True).select_related("user")
    last: dict[int, DigestOf] = {}
    for row in DigestOf.objects.filter(user__in=chosen.values("user")).order_by("until"):
        last[row.user_id] = row
    for choice in chosen.order_by("pk"):
        period = periods.due(choice, last.get(choice.user_id), now)
        if period is None:
            continue
        sent = _send_digest(choice, period)
        if sent is None:
            break
        count += sent
    return count


def _send_digest(choice: MailChoice, period: periods.Period) -> bool | None:
    """Send one digest: whether a mail went out; None where the mail server is away."""
    user = choice.user
    with translation.override(user.language or settings.LANGUAGE_CODE), timezone.override(periods.zone(choice)):
        found = mailed_digest(user, period, choice)
        mail = written(user, "digest", {"digest": found})
        try:
            with transaction.atomic():
                row = DigestOf.objects.create(user=user, day=period.day, since=period.since, until=period.until,
                                              told=found.count + found.hidden)
        except IntegrityError:  # another worker was quicker
            return False
        old = DigestOf.objects.filter(user=user).order_by("-until").values("pk")[_KEPT:]
        DigestOf.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
        if found.empty:
            return False
        if not _sent(user, mail, f"{row.pk}:{period.day}"):
            row.delete()
            return None
        DigestOf.objects.filter(pk=row.pk).update(sent=timezone.now())
        return True


def mailed_digest(user: User, period: periods.Period, choice: MailChoice) -> news.Digest:
    """A digest as its mail tells it: what is public by name, of the rest how much there is."""
    def made(access: Access) -> news.Digest:
        return news.digest(access, period.since, period.until, periods.zone(choice), first=period.first)

    found = made(UpTo(user, Marking.PUBLIC))
    found.hidden = max(0, made(Access(user)).count - found.count)
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """A mail's words: subject, plain text, HTML; where who has it says that no more are wanted."""

    subject: str
    text: str
    html: str
    stop: str


def written(user: User, what: str, told: dict[str, Any]) -> Written:
    """A mail in the language in force."""
    stop = stop_address(user, what)
    context = told | {"site": settings.ADDRESS, "person": user, "stop": stop, "language": translation.get_language() or "en"}
    lines = [line.rstrip() for line in render_to_string(f"mail/{what}.txt", context).splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    if what == "digest":
        subject = _("Servanda: what is new, %(days)s") % {"days": span_of(told["digest"])}
    else:
        subject = _("Servanda: reminders")
    return Written(subject, "\n".join(kept).strip() + "\n", render_to_string(f"mail/{what}.html", context), stop)


def _sent(user: User, mail: Written, key: str = "") -> bool:
    """Send a mail; whether it went."""
    headers = {"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{mail.stop}>",
               "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if key:
        headers["Message-ID"] = f"<{uuid5(NAMESPACE_URL, f'{settings.ADDRESS}:{key}')}@servanda>"
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[user.email], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except OSError as error:  # the mail server is away
        _log.warning("mail not sent: %s", error)
        cache.set(_AWAY, True, _SECONDS)
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="servanda.mail.stop")


def stop_address(user: User, what: str) -> str:
    """Where whoever has the mail says that no more such mail is wanted, without signing in."""
    return settings.ADDRESS + reverse("mail_stop", args=[_signer().sign(f"{what}.{user.pk}")])


def stopped_by(token: str) -> tuple[User, str] | None:
    """Whose mail, and which, such an address stops; None where it is none."""
    try:
        what, _dot, key = _signer().unsign(token).partition(".")
    except BadSignature:
        return None
    user = User.objects.filter(pk=int(key), is_active=True).first() if key.isdecimal() else None
    return (user, what) if user is not None and what in WHAT else None

