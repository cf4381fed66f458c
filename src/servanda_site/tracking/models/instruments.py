"""The life of texts: what happened to each, on which side, when; how they hang together; until when they hold."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Paper, Partnership


class LifeStep(models.Model):
    """One thing that happened to a text; two accounts of one thing are two rows, and both stay.

    instrument: the id of the text in the record. side: the state that did it; empty: both together. date: EDTF. told_by: whose
    account it is (a state's code), where that matters.
    """

    class Stage(models.TextChoices):
        """What happened, in the order of a text's life."""

        PROPOSED = "proposed", pgettext_lazy("text", "proposed")
        NEGOTIATION = "negotiation", _("under negotiation")
        INITIALLED = "initialled", _("initialled")
        SIGNED = "signed", _("signed")
        RATIFIED = "ratified", _("ratified or approved")
        PROVISIONAL = "provisional", _("provisionally applied")
        IN_FORCE = "in-force", _("in force")
        AMENDED = "amended", _("amended")
        RENEWED = "renewed", _("renewed")
        EXPIRED = "expired", _("expired")
        DENOUNCED = "denounced", _("denounced")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    instrument = models.CharField(max_length=40, db_index=True)
    stage = models.CharField(pgettext_lazy("text", "What happened"), max_length=12, choices=Stage.choices)
    side = models.CharField(pgettext_lazy("text", "By which side"), max_length=8, blank=True)
    date = models.CharField(_("Date"), max_length=64)
    start = models.DateField()
    end = models.DateField()
    told_by = models.CharField(_("By whose account"), max_length=8, blank=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("What it rests on"), blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("start", "pk")
        indexes = (models.Index(fields=("partnership", "instrument"), name="steps_of_texts"),)


class TextRelation(models.Model):
    """How one text bears on another (ids in the record)."""

    class Kind(models.TextChoices):
        """How."""

        AMENDS = "amends", _("amends")
        IMPLEMENTS = "implements", _("implements")
        SUPERSEDES = "supersedes", _("supersedes")
        BASED_ON = "based-on", _("is based on")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    one = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    other = models.CharField(max_length=40, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)


class StepAside(models.Model):
    """That somebody decided that what papers tell of a text's life is not so. It is not proposed again.

    told: the step, as `life` of docs/reference/record.md has it, without its citations.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    instrument = models.CharField(max_length=40, db_index=True)
    told = models.JSONField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class TextTerms(models.Model):
    """Until when a text holds and how it ends.

    until: the last day of its term; empty: without end. renewal_months: it goes on by itself for so long unless somebody gives
    notice (0: it does not). notice_months: how long before the end notice must be given.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    instrument = models.CharField(max_length=40, db_index=True)
    until = models.DateField(_("Holds until"), null=True, blank=True)
    renewal_months = models.PositiveSmallIntegerField(_("Goes on by itself for (months)"), default=0)
    notice_months = models.PositiveSmallIntegerField(_("Notice to end it (months before)"), default=0)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
