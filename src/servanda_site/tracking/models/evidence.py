"""What later papers have that bears on an undertaking: suggested by rules, decided by people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servanda_site.register.models import Marking, Partnership


class Relation(models.TextChoices):
    """How a deed bears on a promise."""

    FULFILS = "fulfils", _("fulfils it")
    ADVANCES = "advances", _("brings it closer")
    REPEATS = "repeats", _("promised again")
    CONTRADICTS = "contradicts", _("goes against it")


class Suggestion(models.Model):
    """A deed that may bear on an undertaking.

    promise, deed: ids of facts as they were called when it was made (`FactClaim` leads to what they are part of now); of a
    plain statement (`plain`) the deed is its own id and `document` the SHA-256 of the paper that states it. marking: the lowest
    clearance at which the rules found it. reasons: codes, put into words by the page. found: whether the rules still find it.
    A rejected one is kept so that it never returns. named: a person pointed at the deed, whether or not the rules find it too;
    of words in a paper (`plain`), `citations` says which.
    """

    class Decision(models.TextChoices):
        """What people made of it."""

        PROPOSED = "proposed", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="suggestions")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    promise = models.CharField(max_length=40, db_index=True)
    deed = models.CharField(max_length=40)
    plain = models.BooleanField(default=False)
    document = models.CharField(max_length=64, blank=True)
    relation = models.CharField(max_length=16, choices=Relation.choices)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    version = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    found = models.BooleanField(default=True)
    named = models.BooleanField(default=False)
    decision = models.CharField(max_length=12, choices=Decision.choices, default=Decision.PROPOSED)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-score", "pk")
        constraints = (models.UniqueConstraint(fields=("partnership", "promise", "deed"), name="one_suggestion_each"),)
        indexes = (models.Index(fields=("partnership", "decision", "marking", "-score"), name="suggestions_waiting"),)


class MadeOn(models.Model):
    """The day an undertaking was first told of, at a clearance: what its age is counted from. Made again with the record.

    said: the date as the paper has it, which may be a month or a year (`day` is its first).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    promise = models.CharField(max_length=40)
    day = models.DateField()
    said = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "marking", "promise"), name="one_day_each"),)
        indexes = (models.Index(fields=("partnership", "marking", "day"), name="promises_by_age"),)
