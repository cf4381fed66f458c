"""Calendars that programs follow by a secret address."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from servanda_site.register.models import Partnership


class CalendarAddress(models.Model):
    """A secret address of a calendar: shows what its owner may see, of one partnership or of all. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendars")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    secret = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
