"""What a person is told in the site and by mail."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Partnership
from servanda_site.tracking.models.bodies import Session
from servanda_site.tracking.models.plan import Item


class Notice(models.Model):
    """One thing told to one person: about an item of a plan, a session, or a fact (a text, a joint body).

    about: which one ("item:12", "session:3", "fact:in-..."); with kind and day it is told once. day: the day it is about.
    marking: of what is kept of a fact (its term, its rule).
    """

    class Kind(models.TextChoices):
        """What happened."""

        ASSIGNED = "assigned", _("assigned to you")
        SOON = "soon", _("due soon")
        OVERDUE = "overdue", _("overdue")
        NOTICE = "notice", _("last day to give notice")
        ENDS = "ends", _("its term ends")
        RENEWS = "renews", _("goes on for another term")
        OVER = "over", _("its term is over; nobody said what became of it")
        MEETS = "meets", _("meets soon")
        HELD = "held", _("its days are over; nobody said that it was held")
        LATE = "late", _("should have met by its own rule")
        GROUND = "ground", _("its state has lost its ground: the evidence does not stand any more")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    about = models.CharField(max_length=60)
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="notices")
    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="+")
    fact = models.CharField(max_length=40, blank=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("user", "about", "kind", "day"), name="one_notice_each"),)

    @classmethod
    def on(cls, what: Item | Session, user: models.Model, kind: str, day: date) -> Notice:
        """One about an item or a session, not kept yet."""
        made = cls(user=user, partnership_id=what.partnership_id, marking=what.marking, kind=kind, day=day)
        if isinstance(what, Item):
            made.about, made.item = f"item:{what.pk}", what
        else:
            made.about, made.session = f"session:{what.pk}", what
        return made


class MailChoice(models.Model):
    """What a person wants by mail: a digest (daily, weekly, none), and reminders as they come. Nobody has one unless they chose.

    weekday: 0 is Monday. hour: from which hour on, in the zone named (empty: the register's). changed: when they chose; no digest
    is sent for a moment before.
    """

    class Every(models.TextChoices):
        """How often."""

        OFF = "off", pgettext_lazy("digest", "never")
        DAILY = "daily", pgettext_lazy("digest", "every day")
        WEEKLY = "weekly", pgettext_lazy("digest", "every week")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    every = models.CharField(pgettext_lazy("digest", "How often"), max_length=8, choices=Every.choices, default=Every.OFF)
    weekday = models.PositiveSmallIntegerField(_("On which day"), default=0)
    hour = models.PositiveSmallIntegerField(_("From which hour on"), default=7)
    zone = models.CharField(_("Time zone"), max_length=64, blank=True)
    reminders = models.BooleanField(_("Reminders as they come"), default=True)
    changed = models.DateTimeField(default=timezone.now)


class DigestOf(models.Model):
    """That a person's digest of a period was made, once: the row is there before the mail goes, and stays.

    day: the day it was due on, where they are. since, until: what it tells of. sent: when the mail had gone; empty with `told`:
    the mail may not have reached them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    told = models.PositiveIntegerField(default=0)
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-until",)
        constraints = (models.UniqueConstraint(fields=("user", "day"), name="one_digest_each"),)
