"""Secret addresses: calendars and news that programs follow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from servanda_site.register.models import Partnership


class SecretAddress(models.Model):
    """A secret address: shows what its owner may see, of one partnership or of all. Only the hash of the secret is kept.

    given: the hash of what was last given there; changed: since when it is that.
    """

    class Kind(models.TextChoices):
        """What is followed there."""

        CALENDAR = "calendar"
        NEWS = "news"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CALENDAR)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    secret = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)
    given = models.CharField(max_length=64, blank=True)
    changed = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
