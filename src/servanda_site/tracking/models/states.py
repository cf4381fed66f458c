"""What stands of an undertaking, on two tracks that are never mixed: what a party declares, what is assessed from sources."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Marking, Paper, Partnership
from servanda_site.tracking.models.evidence import Suggestion


class Track(models.TextChoices):
    """Whose word it is."""

    DECLARED = "declared", _("declared by a party")
    ASSESSED = "assessed", _("assessed from sources")


class State(models.TextChoices):
    """What has become of an undertaking."""

    NOT_BEGUN = "not-begun", _("not begun")
    UNDER_WAY = "under-way", _("under way")
    DONE = "done", pgettext_lazy("undertaking", "done")
    LAPSED = "lapsed", _("lapsed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUPERSEDED = "superseded", _("superseded")


CLOSED = (State.DONE, State.LAPSED, State.WITHDRAWN, State.SUPERSEDED)


GROUNDLESS = models.Q(suggestion__isnull=False, fact="", paper=None, words="") & ~models.Q(
    suggestion__decision=Suggestion.Decision.CONFIRMED)  # as `StateChange.groundless`


class StateChange(models.Model):
    """One change of state; none is ever overwritten.

    party: who declares (a state's code); empty for what is assessed. day: since when it is so. Evidence is any of: a suggestion,
    a fact of the record, a paper, words. current: the last one of its track (and party) not taken back.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices)
    promise = models.CharField(max_length=40, db_index=True)
    track = models.CharField(max_length=12, choices=Track.choices)
    party = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=16, choices=State.choices)
    day = models.DateField()
    suggestion = models.ForeignKey(Suggestion, null=True, on_delete=models.SET_NULL, related_name="+")
    fact = models.CharField(max_length=40, blank=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    current = models.BooleanField(default=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("partnership", "track", "current", "state"), name="states_in_force"),)

    @property
    def groundless(self) -> bool:
        """Whether all it rests on is evidence that was rejected, or whose confirmation was taken back."""
        if self.suggestion is None or self.fact or self.paper_id or self.words:
            return False
        return self.suggestion.decision != Suggestion.Decision.CONFIRMED

    @property
    def closed(self) -> bool:
        """Whether nothing is due any more. What has lost its ground closes nothing."""
        return self.state in CLOSED and not self.groundless
