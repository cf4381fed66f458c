"""Partnerships, and who may see and do what in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.IntegerChoices):
    """What a member may do: read; propose judgements; confirm them and publish."""

    READER = 1, _("reader")
    OFFICER = 2, _("officer")
    HEAD = 3, _("head of desk")


class Marking(models.IntegerChoices):
    """Who may see a paper or a fact."""

    PUBLIC = 0, _("public")
    OFFICIAL = 1, _("official use")
    RESTRICTED = 2, _("restricted")


class Partnership(models.Model):
    """A set of two or more states whose papers are read together: the block of the record.

    states: ISO codes, sorted, separated by spaces; empty for papers about no pair of states. ours: the state whose
    register this is, if it is one of them. stale: the claims or judgements changed since the record was last made.
    """

    states = models.CharField(_("states"), max_length=200, unique=True, blank=True)
    ours = models.CharField(_("our side"), max_length=8, blank=True)
    made = models.DateTimeField(default=timezone.now)
    stale = models.BooleanField(default=True)
    generation = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("states",)

    def __str__(self) -> str:
        return self.states or "-"

    @property
    def codes(self) -> list[str]:
        """The states' codes."""
        return self.states.split()


class Membership(models.Model):
    """A person's role and clearance in one partnership, or in all of them (partnership empty)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.PositiveSmallIntegerField(choices=Role.choices, default=Role.READER)
    clearance = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.PUBLIC)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "partnership"), name="one_membership_each"),
            models.UniqueConstraint(fields=("user",), condition=models.Q(partnership=None), name="one_membership_for_all"),
        )
