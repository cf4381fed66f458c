"""What ties two partners beside their bodies and texts: twinnings, ties of parties and parliaments, candidatures, projects.

What a tie is about is in the record; kept here is what people hold of it, and which facts it gathers.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Paper, Partnership
from servanda_site.tracking.models.plan import Item
from servanda_site.tracking.models.versions import Version, Versioned


class Tie(Versioned):
    """One tie.

    kind: a code of the ontology's `ties`. forum: the international body it is about, by name; `forum_fact` where the record
    knows it. candidate: whose candidature it is (a state's code); post: for which seat or term; exchange: the candidature of
    another side for which it is supported in return. date: EDTF, since when it is so; of a candidature, when it is decided;
    start, end: its first and last day. items: what the plan holds of it.
    """

    class Status(models.TextChoices):
        """Where it stands. A candidature stands, is won, lost or withdrawn; everything else is the first five."""

        PROPOSED = "proposed", pgettext_lazy("tie", "proposed")
        AGREED = "agreed", pgettext_lazy("tie", "agreed")
        ACTIVE = "active", pgettext_lazy("tie", "active")
        DORMANT = "dormant", pgettext_lazy("tie", "dormant")
        ENDED = "ended", pgettext_lazy("tie", "ended")
        STANDING = "standing", pgettext_lazy("candidature", "to be decided")
        ELECTED = "elected", pgettext_lazy("candidature", "elected")
        DEFEATED = "defeated", pgettext_lazy("candidature", "not elected")
        WITHDRAWN = "withdrawn", pgettext_lazy("candidature", "withdrawn")

        def of(self, kind: str) -> str:
            """The words for it, said of a tie of this kind: languages let them agree."""
            return str(_OF.get(kind, {}).get(self, self.label))

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="ties")
    marking = models.PositiveSmallIntegerField(_("Who may see it"), choices=Marking.choices)
    kind = models.CharField(_("What it is"), max_length=16)
    title = models.CharField(_("What it is called"), max_length=300)
    status = models.CharField(_("Where it stands"), max_length=12, choices=Status.choices)
    forum = models.CharField(_("International body"), max_length=300, blank=True)
    forum_fact = models.CharField(max_length=40, blank=True)
    candidate = models.CharField(_("Candidate"), max_length=8, blank=True)
    post = models.CharField(_("Seat and term"), max_length=300, blank=True)
    exchange = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="exchanged")
    date = models.CharField(_("Date"), max_length=64, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    note = models.TextField(_("Note"), blank=True)
    items = models.ManyToManyField(Item, blank=True, related_name="ties")

    class Meta:
        ordering = ("kind", "title", "pk")
        indexes = (models.Index(fields=("partnership", "kind", "removed"), name="ties_by_kind"),)

    def __str__(self) -> str:
        return self.title

    def get_status_display(self) -> str:
        """Where it stands, in words."""
        return self.Status(self.status).of(self.kind)

    @property
    def open(self) -> bool:
        """Whether it goes on; of a candidature: whether it is still to be decided."""
        return self.status not in (self.Status.ENDED, self.Status.ELECTED, self.Status.DEFEATED, self.Status.WITHDRAWN)


_OF = {
    "friendship": {
        Tie.Status.PROPOSED: pgettext_lazy("association", "proposed"), Tie.Status.AGREED: pgettext_lazy("association", "agreed"),
        Tie.Status.ACTIVE: pgettext_lazy("association", "active"), Tie.Status.DORMANT: pgettext_lazy("association", "dormant"),
        Tie.Status.ENDED: pgettext_lazy("association", "ended")},
    "position": {
        Tie.Status.PROPOSED: pgettext_lazy("position", "proposed"), Tie.Status.AGREED: pgettext_lazy("position", "agreed"),
        Tie.Status.ACTIVE: pgettext_lazy("position", "active"), Tie.Status.DORMANT: pgettext_lazy("position", "dormant"),
        Tie.Status.ENDED: pgettext_lazy("position", "ended")},
}


class TiePartner(models.Model):
    """Who is tied: a city, a party, a company, by name. state: its state; fact: the id in the record, where it knows it."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="partners")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=300)
    fact = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("order",)


class TieSource(models.Model):
    """A fact of the record that a tie gathers."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="sources")
    fact = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("tie", "fact"), name="one_source_each"),)


class TieVersion(Version):
    """A tie as it stood after a change (`ties.as_data`)."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="versions")

    class Meta(Version.Meta):
        constraints = (models.UniqueConstraint(fields=("tie", "number"), name="one_tie_version_each"),)


class Support(models.Model):
    """An entry of the ledger of a candidature: that a side was asked for its support, promised, gave or refused it.

    side: who is to support. date: EDTF; start: its first day. fact: the undertaking or event of the record that tells it.
    """

    class Step(models.TextChoices):
        """What happened."""

        ASKED = "asked", pgettext_lazy("support", "asked for")
        PROMISED = "promised", pgettext_lazy("support", "promised")
        GIVEN = "given", pgettext_lazy("support", "given")
        REFUSED = "refused", pgettext_lazy("support", "refused")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="supports")
    step = models.CharField(pgettext_lazy("support", "What happened"), max_length=12, choices=Step.choices)
    side = models.CharField(max_length=8)
    date = models.CharField(_("Date"), max_length=64, blank=True)
    start = models.DateField(null=True)
    fact = models.CharField(max_length=40, blank=True, db_index=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("What it rests on"), blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = (models.F("start").asc(nulls_last=True), "pk")


class Bearing(models.Model):
    """That a fact bears on a kind of tie, at a clearance, by the rules of the core. Made again with the record."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    kind = models.CharField(max_length=16)
    fact = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "marking", "kind", "fact"), name="one_bearing_each"),)


class SetAside(models.Model):
    """That somebody decided that a fact which bears on a kind of tie is none to be kept. It is not proposed again."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    kind = models.CharField(max_length=16)
    fact = models.CharField(max_length=40, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
