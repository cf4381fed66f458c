"""Visits, consultations and invitations; who goes, who is asked, what is on the programme."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Partnership
from servanda_site.tracking.models.bodies import Gathering, Session


class Visit(Gathering):
    """A visit of one side to the other, or consultations between them.

    guest: the state whose people come. promise: the invitation it follows from (id of an undertaking). forum: on whose margins
    consultations are held.
    """

    class Kind(models.TextChoices):
        """What it is."""

        VISIT = "visit", _("visit")
        CONSULTATIONS = "consultations", _("political consultations")

    class Form(models.TextChoices):
        """How they meet."""

        PERSON = "person", _("in person")
        MARGINS = "margins", _("on the margins of a multilateral meeting")
        ONLINE = "online", _("online")

    kind = models.CharField(_("What it is"), max_length=16, choices=Kind.choices, default=Kind.VISIT)
    form = models.CharField(_("How they meet"), max_length=12, choices=Form.choices, default=Form.PERSON)
    title = models.CharField(_("What it is called"), max_length=300)
    guest = models.CharField(_("Guest"), max_length=8, blank=True)
    forum = models.CharField(_("On the margins of"), max_length=300, blank=True)
    promise = models.CharField(max_length=40, blank=True, db_index=True)
    outcome = models.TextField(_("What came of it"), blank=True)

    class Meta:
        ordering = ("-start", "-pk")
        indexes = (models.Index(fields=("partnership", "start"), name="visits_by_day"),)


class ProgrammeItem(models.Model):
    """One meeting or point of a visit's programme. result: what came of it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(null=True)
    at = models.TimeField(null=True)
    title = models.CharField(max_length=300)
    people = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=300, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = (models.F("day").asc(nulls_last=True), models.F("at").asc(nulls_first=True), "pk")


class Delegate(models.Model):
    """One of a delegation to a session or on a visit."""

    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="delegates")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.CASCADE, related_name="delegates")
    state = models.CharField(pgettext_lazy("delegation", "Side"), max_length=8)
    order = models.PositiveSmallIntegerField(default=0)
    head = models.BooleanField(_("Head of delegation"), default=False)
    name = models.CharField(_("Name"), max_length=300)
    office = models.CharField(_("Office"), max_length=300, blank=True)

    class Meta:
        ordering = ("-head", "order", "pk")


class Invitee(models.Model):
    """Who is asked to a session or visit by a calendar invitation, and what they answered."""

    class Answer(models.TextChoices):
        """What they answered (PARTSTAT)."""

        NONE = "NEEDS-ACTION", _("no answer yet")
        ACCEPTED = "ACCEPTED", _("accepted")
        DECLINED = "DECLINED", _("declined")
        TENTATIVE = "TENTATIVE", _("perhaps")

    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="invitees")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.CASCADE, related_name="invitees")
    name = models.CharField(_("Name"), max_length=300)
    email = models.EmailField(_("E-mail address"))
    answer = models.CharField(max_length=16, choices=Answer.choices, default=Answer.NONE)
    answered = models.DateTimeField(null=True)
    told = models.IntegerField(default=-1)  # the sequence last sent; -1: nothing was sent

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("session", "visit", "email"), name="one_invitation_each",
                                               nulls_distinct=False),)


class InvitationChange(models.Model):
    """What became of an invitation of the record; none is ever overwritten. promise: the id of the undertaking."""

    class State(models.TextChoices):
        """Where it stands."""

        ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
        DECLINED = "declined", pgettext_lazy("invitation", "declined")
        POSTPONED = "postponed", pgettext_lazy("invitation", "put off")
        PAID = "paid", pgettext_lazy("invitation", "paid")
        LAPSED = "lapsed", pgettext_lazy("invitation", "lapsed")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")

    ENDING = (State.PAID, State.LAPSED, State.WITHDRAWN, State.DECLINED)  # after these it stands no more

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    promise = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, choices=State.choices)
    day = models.DateField()
    event = models.CharField(max_length=40, blank=True)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    @property
    def ends(self) -> bool:
        """Whether the invitation stands no more by it."""
        return self.state in self.ENDING
