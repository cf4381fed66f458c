"""Compliance scores, as the research groups of the G7 and the G20 give them: by people, over a window of time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from servanda_site.register.models import Marking, Partnership
from servanda_site.tracking.models.evidence import Suggestion


class Window(models.Model):
    """A span of time over which compliance is assessed: from one summit to the next."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="windows")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)
    title = models.CharField(max_length=200)
    start = models.DateField()
    end = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-end", "-pk")


class Score(models.Model):
    """What one side did about one undertaking in a window: -1 not complied, 0 in part or under way, +1 complied.

    current: the last one given for those cleared for it, not taken back; value empty: "not assessed" again. evidence: what it
    rests on; reason: the remark of who gave it.
    """

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="scores")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    promise = models.CharField(max_length=40, db_index=True)
    side = models.CharField(max_length=8)
    value = models.SmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    evidence = models.ManyToManyField(Suggestion, blank=True, related_name="scores")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("window", "current"), name="scores_in_force"),)
