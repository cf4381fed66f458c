"""What is kept in versions: rows that people change, take out and put back, and what each said after every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Versioned(models.Model):
    """A row that people change. `version` rises with every change; `versions` are what it said after each."""

    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    removed = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Version(models.Model):
    """What a row said after a change, as plain values; for undo, and for telling what changed."""

    number = models.PositiveIntegerField()
    data = models.JSONField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ("number",)
