"""Views that a person keeps: what they had chosen to see, under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedView(models.Model):
    """A choice of undertakings, for the person who kept it alone. query: the address's part after the question mark."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    partnership = models.ForeignKey("register.Partnership", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=1000)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("user", "partnership", "name"), name="one_saved_view_each"),)
