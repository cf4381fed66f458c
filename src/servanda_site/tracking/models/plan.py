"""The action plan of a partnership: its items, what they were at any time, what was frozen of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Partnership
from servanda_site.tracking.models.versions import Version, Versioned


class Item(Versioned):
    """What is to be done, by whom, by when.

    lead, counterpart: any body, ministry, province, company or person, by name; `lead_fact`, `counterpart_fact` where the
    record knows it. due: a day; due_said: as it was said. instrument: the id of a text of the record.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="items")
    marking = models.PositiveSmallIntegerField(_("Who may see it"), choices=Marking.choices, default=Marking.PUBLIC)
    title = models.CharField(pgettext_lazy("plan", "Title"), max_length=300)
    lead = models.CharField(pgettext_lazy("plan", "Lead"), max_length=300, blank=True)
    lead_fact = models.CharField(max_length=40, blank=True)
    counterpart = models.CharField(_("Counterpart"), max_length=300, blank=True)
    counterpart_fact = models.CharField(max_length=40, blank=True)
    focal_ours = models.CharField(_("Focal point, lead"), max_length=300, blank=True)
    focal_theirs = models.CharField(_("Focal point, counterpart"), max_length=300, blank=True)
    due = models.DateField(pgettext_lazy("plan", "Due"), null=True, blank=True)
    due_said = models.CharField(_("Due, as it was said"), max_length=120, blank=True)
    milestone = models.CharField(_("Next milestone"), max_length=300, blank=True)
    progress = models.PositiveSmallIntegerField(_("Progress (%)"), default=0)
    difficulties = models.TextField(_("Difficulties"), blank=True)
    next_step = models.TextField(_("Next step"), blank=True)
    funding = models.CharField(_("Funding"), max_length=300, blank=True)
    instrument = models.CharField(max_length=40, blank=True)
    assigned = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="items")

    class Meta:
        ordering = (models.F("due").asc(nulls_last=True), "pk")
        indexes = (models.Index(fields=("partnership", "removed", "due"), name="items_by_due"),)

    def __str__(self) -> str:
        return self.title


class Serves(models.Model):
    """That an item serves an undertaking: an item may serve several, an undertaking be served by several."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="serves")
    promise = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("item", "promise"), name="one_service_each"),)


class Step(models.Model):
    """One step of an item."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    due = models.DateField(null=True)
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ("order",)


class ItemVersion(Version):
    """An item as it stood after a change (`planning.as_data`)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")

    class Meta(Version.Meta):
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="one_version_each"),)


class Baseline(models.Model):
    """The plan frozen at a time, as somebody cleared for `marking` saw it. rows: item key (as text) to its data."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="baselines")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    title = models.CharField(max_length=200)
    rows = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)


class SheetImport(models.Model):
    """A workbook somebody brought back, read but not applied yet; only that person sees it. rows: see `sheets.read`."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    applied = models.DateTimeField(null=True)
