"""Joint bodies as their secretariats keep them: rules, members, sessions with agenda, delegations and minutes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Paper, Partnership


def new_uid() -> str:
    """A name for an event of calendars, the same for ever."""
    return str(uuid.uuid4())


class BodyRules(models.Model):
    """The rules a joint body meets by, as people know them.

    body: the id of the mechanism in the record. every_months: how often it meets; empty: no rule is known. parent: the id of
    the body it reports to.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    body = models.CharField(max_length=40, db_index=True)
    every_months = models.PositiveSmallIntegerField(_("Meets every (months)"), null=True, blank=True)
    alternates = models.BooleanField(_("Each side hosts in turn"), default=False)
    parent = models.CharField(max_length=40, blank=True, db_index=True)
    note = models.TextField(_("What else its rules say"), blank=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)


class BodyMember(models.Model):
    """Who sits in a joint body for which side, and since and until when. person: the id in the record, where it knows them."""

    class Part(models.TextChoices):
        """What they are in it."""

        CHAIR = "co-chair", _("co-chair")
        MEMBER = "member", pgettext_lazy("joint body", "member")
        SECRETARY = "secretary", _("secretary")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    body = models.CharField(max_length=40, db_index=True)
    state = models.CharField(pgettext_lazy("delegation", "Side"), max_length=8)
    name = models.CharField(_("Name"), max_length=300)
    office = models.CharField(_("Office"), max_length=300, blank=True)
    person = models.CharField(max_length=40, blank=True)
    part = models.CharField(_("Part"), max_length=12, choices=Part.choices, default=Part.MEMBER)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("part", "state", "pk")


class Gathering(models.Model):
    """What sessions and visits have in common: days, place, and what calendars need to know them again.

    start, end: first and last day. starts, ends: times of day there, in the zone named. event: the id of the event in the record
    that tells of it. sequence: rises whenever a calendar must be told of a change. removed: when it was taken out, as added by
    mistake; nothing of it is lost.
    """

    class Status(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposed")
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed, no date yet")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(_("Who may see it"), choices=Marking.choices, default=Marking.PUBLIC)
    event = models.CharField(max_length=40, blank=True, db_index=True)
    status = models.CharField(_("Where it stands"), max_length=12, choices=Status.choices, default=Status.PLANNED)
    start = models.DateField(_("First day"), null=True, blank=True)
    end = models.DateField(_("Last day"), null=True, blank=True)
    starts = models.TimeField(_("Begins at"), null=True, blank=True)
    ends = models.TimeField(_("Ends at"), null=True, blank=True)
    zone = models.CharField(_("Time zone"), max_length=64, blank=True)
    place = models.CharField(_("Place"), max_length=300, blank=True)
    host = models.CharField(_("Host"), max_length=8, blank=True)
    link = models.URLField(_("Video link"), max_length=500, blank=True)
    uid = models.CharField(max_length=64, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def late(self) -> bool:
        """Whether its days are over, and nobody said that it was held."""
        last = self.end or self.start
        return self.status == self.Status.PLANNED and self.removed is None and last is not None and last < timezone.localdate()


class Session(Gathering):
    """A session of a joint body, prepared or kept by people. body: the id of the mechanism in the record.

    left, right: the languages of the minutes. agreed: when the minutes were agreed; they are not changed after that. paper: the
    minutes as a paper of the register.
    """

    body = models.CharField(max_length=40, db_index=True)
    ordinal = models.PositiveSmallIntegerField(_("Number of the session"), null=True, blank=True)
    left = models.CharField(max_length=8, blank=True)
    right = models.CharField(max_length=8, blank=True)
    agreed = models.DateField(null=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-start", "-ordinal", "-pk")
        indexes = (models.Index(fields=("partnership", "start"), name="sessions_by_day"),)


class AgendaItem(models.Model):
    """One point of a session's agenda. number: as it is written ("3", "3.a"). fact: the undertaking or text it is about.

    title, other: its words in the languages of the minutes; without the other, it is told in the first in both columns.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=500)
    other = models.CharField(max_length=500, blank=True)
    fact = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        ordering = ("order", "pk")


class Paragraph(models.Model):
    """A paragraph of a session's minutes, in two languages side by side.

    decision: whether it decides something. claim: the undertaking made of it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    left = models.TextField(blank=True)
    right = models.TextField(blank=True)
    decision = models.BooleanField(default=False)
    claim = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("order", "pk")
