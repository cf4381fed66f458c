"""The record as rows: a projection of claims and judgements, one per partnership and clearance. Dropped and rebuilt at will."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from servanda_site.register.models.partnerships import Marking, Partnership


class Projection(models.Model):
    """The record of a partnership as somebody cleared for `marking` sees it.

    Only markings that some paper or fact of the partnership has get a projection: a higher clearance sees the highest of these.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="projections")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    documents = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "marking"), name="one_projection_each"),)


class Fact(models.Model):
    """One fact of a projection, with what pages filter and sort by; `data` is the fact as docs/reference/record.md has it.

    label: its name, title or words. type: of entity, event, instrument; kind of mechanism; act of undertaking.
    start, end: first and last day of its date or due date; none where the date of a pledge of support is the term of the seat
    (`term`), by which nothing is due. sides, states, areas: codes between spaces (" AZ VN ").
    told: how many papers tell it. tellers: the sides that tell it. told_first, told_last: when its first and last claims came.
    """

    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, related_name="facts")
    fact = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=16)
    type = models.CharField(max_length=40)
    label = models.TextField()
    states = models.CharField(max_length=200)
    areas = models.CharField(max_length=200, blank=True)
    force = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=24, blank=True)
    mechanism = models.CharField(max_length=32, blank=True)
    date = models.CharField(max_length=64, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    review = models.CharField(max_length=12)
    told = models.PositiveIntegerField(default=1)
    tellers = models.CharField(max_length=200, blank=True)
    told_first = models.DateTimeField()
    told_last = models.DateTimeField()
    order = models.PositiveIntegerField(default=0)
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("projection", "order")
        constraints = (models.UniqueConstraint(fields=("projection", "fact"), name="one_fact_each"),)
        indexes = (
            models.Index(fields=("projection", "kind", "start")), models.Index(fields=("projection", "kind", "order")),
            models.Index(fields=("projection", "told_last")), models.Index(fields=("projection", "mechanism")),
            # what tables of facts are filtered and sorted by, so that they need not look into the facts themselves
            models.Index(fields=("projection", "kind", "type", "states", "end"), name="facts_by_side"),
            models.Index(fields=("projection", "kind", "type", "end", "force", "review", "status", "states", "areas", "tellers",
                                 "mechanism", "order", "told", "told_last"), name="facts_as_filtered"),
        )

    @property
    def term(self) -> bool:
        """Whether its date is the term of a seat that a candidature is for, and no day by which something is due."""
        return self.kind == "undertaking" and "/" in self.date and self.end is None


class FactClaim(models.Model):
    """Which fact of a projection a claim belongs to: an id that once named a fact leads to it for ever."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="members")
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE)
    claim = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("projection", "claim"), name="one_fact_per_claim"),)


class FactLink(models.Model):
    """That a fact names another: who took part, the body it is a session of, where it was said (`ROLES`)."""

    ROLES = ("participants", "mechanism", "part_of", "speaker", "event", "instrument")

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="links")
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE)
    other = models.CharField(max_length=32)
    role = models.CharField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=("projection", "other", "role"), name="links_by_other"),)


class Publication(models.Model):
    """A record frozen by a head of desk: the record, and the claims and judgements it follows from."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="publications")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    title = models.CharField(max_length=300)
    content = models.CharField(max_length=64)
    claims = models.PositiveIntegerField()
    judgements = models.PositiveIntegerField()
