"""What a person is told in the site and by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servanda_site.tracking.models.plan import Item


class Notice(models.Model):
    """One thing told to one person about an item of a plan. day: what it is about, so that nothing is told twice."""

    class Kind(models.TextChoices):
        """What happened."""

        ASSIGNED = "assigned", _("assigned to you")
        SOON = "soon", _("due soon")
        OVERDUE = "overdue", _("overdue")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("user", "item", "kind", "day"), name="one_notice_each"),)
