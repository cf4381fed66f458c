"""Claims: what readings found, immutable; runs that saw them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from servanda_site.register.models.partnerships import Marking


class Run(models.Model):
    """One version of everything that reads: code, ontology, language data, models."""

    versions = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)


class Claim(models.Model):
    """One proposed fact of one document. Only `current`, `decision` and `marking` ever change, and follow from other tables.

    id: the core's claim id. by: who entered it by hand; empty where a reading found it. current: seen by the document's
    newest reading. decision: the verdict in force (derived from the judgements). marking: raised above its paper's.
    """

    id = models.CharField(primary_key=True, max_length=32)
    key = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=16)
    document = models.CharField(max_length=64, db_index=True)
    fields = models.JSONField()
    citations = models.JSONField()
    why = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    order = models.PositiveIntegerField(default=0)
    current = models.BooleanField(default=True)
    decision = models.CharField(max_length=12, default="proposed", db_index=True)
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, null=True)

    class Meta:
        ordering = ("document", "order", "id")
        indexes = (models.Index(fields=("document", "decision", "current"), name="claims_waiting"),)


class Sighting(models.Model):
    """That a run saw a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="sightings")
    run = models.ForeignKey(Run, on_delete=models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("claim", "run"), name="one_sighting_each"),)
