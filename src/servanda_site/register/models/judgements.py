"""Judgements: what people decided. Appended, never changed, never deleted (register.actions alone writes here)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Judgement(models.Model):
    """One decision of one person (`servanda.reconciliation.Judgement`, whose id it shares).

    verdict: confirm, reject, correct, same, different, unsure, or withdraw (takes back the one it supersedes).
    """

    id = models.CharField(primary_key=True, max_length=32)
    order = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements")
    claim = models.CharField(max_length=32, blank=True, db_index=True)
    other = models.CharField(max_length=32, blank=True, db_index=True)
    field = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(max_length=12)
    value = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    supersedes = models.CharField(max_length=32, blank=True, db_index=True)
    key = models.CharField(max_length=32, blank=True, db_index=True)
    document = models.CharField(max_length=64, blank=True, db_index=True)
    quote = models.TextField(blank=True)
    group = models.CharField(max_length=32, db_index=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("order",)
