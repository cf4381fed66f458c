"""The log: every change, append-only, chained by hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class LogEntry(models.Model):
    """Who did what, when, what before, what after, why.

    number: 1, 2, 3 ... without gaps. payload: {"before", "after", "why"}; erased (None) with the paper it told of.
    payload_sha256: its hash, which the chain binds instead of the payload. hash: over number, time, person, action, target,
    payload hash and the hash before it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    who_name = models.CharField(max_length=300)
    action = models.CharField(max_length=40, db_index=True)
    target = models.CharField(max_length=120, db_index=True)
    partnership = models.ForeignKey("register.Partnership", null=True, on_delete=models.PROTECT)
    document = models.CharField(max_length=64, blank=True, db_index=True)
    marking = models.PositiveSmallIntegerField(default=0)
    payload = models.JSONField(null=True)
    payload_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
