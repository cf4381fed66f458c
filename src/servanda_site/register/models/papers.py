"""Papers as they came, and what was read from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servanda_site.register.models.partnerships import Marking, Partnership


class Reading(models.Model):
    """The text read from bytes, once for all papers of these bytes and this reader; its text is frozen.

    content: where the text lies in the store (RECORD's Text as JSON, `register.texts`). home: the states the document is
    about, by its own claims alone. lead: the words its story begins with (papers without a headline are known by them).
    pages: of what was recognised from pictures, each page as [number, start, end, hash of its picture].
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    text_sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    media_type = models.CharField(max_length=120)
    language = models.CharField(max_length=8, blank=True)
    way = models.CharField(max_length=8)
    title = models.TextField(blank=True)
    lead = models.CharField(max_length=200, blank=True)
    agencies = models.JSONField(default=list)
    side = models.CharField(max_length=8, blank=True)
    published = models.CharField(max_length=64, blank=True)
    home = models.CharField(max_length=200, blank=True)
    pages = models.JSONField(default=list)
    run = models.ForeignKey("register.Run", on_delete=models.PROTECT)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sha256", "text_sha256", "run"), name="one_reading_each"),)


class Paper(models.Model):
    """A paper brought in under a marking. The same bytes under another marking are another paper, read once."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        READING = "reading", _("being read")
        READ = "read", _("read")
        FAILED = "failed", _("not readable")
        CANCELLED = "cancelled", _("cancelled")
        SEALED = "sealed", _("sealed")
        ERASED = "erased", _("erased")

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.TextField()
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120, blank=True)
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)
    chosen = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="papers")
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="attachments")
    source = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="papers")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    problem = models.JSONField(null=True)
    warnings = models.JSONField(default=list)
    reading = models.ForeignKey(Reading, null=True, on_delete=models.PROTECT, related_name="papers")
    lease = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reviewed = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    erase_asked = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    before_sealing = models.CharField(max_length=12, blank=True)
    side_said = models.CharField(max_length=8, null=True)  # noqa: DJ001 - "" says that it is nobody's

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("state", "lease")), models.Index(fields=("partnership", "marking")),
            # those to be reviewed, as the list of them is sorted
            models.Index(fields=("at", "id"), name="papers_to_review", condition=models.Q(state="read", reviewed=None)),
        )

    @property
    def title(self) -> str:
        """What people call it: its headline, the words it begins with, or its file's name."""
        return (self.reading.title or self.reading.lead if self.reading else "") or self.name

    @property
    def side(self) -> str:
        """The state whose side it tells: as somebody said, else as it was read; empty: nobody's."""
        return (self.reading.side if self.reading else "") if self.side_said is None else self.side_said


class SideChange(models.Model):
    """That somebody said whose side a paper tells. The last one not taken back holds; `side_said` of the paper follows it.

    side: empty: nobody's. before: what held until then (None: what was read).
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sides")
    side = models.CharField(max_length=8, blank=True)
    before = models.CharField(max_length=8, null=True)  # noqa: DJ001 - as `side_said`
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class Offer(models.Model):
    """What the bundle a paper came in says of it, until the paper is read: claims and the versions that found them."""

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="offer")
    claims = models.JSONField()
    run = models.JSONField()


class Feed(models.Model):
    """An address whose entries are brought in when somebody asks or a schedule says so."""

    url = models.URLField(_("address"), max_length=1000)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT)
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)
    every_hours = models.PositiveSmallIntegerField(_("every (hours)"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    fetched = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    seen = models.JSONField(default=list)


class Watch(models.Model):
    """A folder of the server whose papers are brought in when somebody asks or a schedule says so."""

    folder = models.CharField(_("folder"), max_length=1000)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT)
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)
    every_hours = models.PositiveSmallIntegerField(_("every (hours)"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    looked = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
