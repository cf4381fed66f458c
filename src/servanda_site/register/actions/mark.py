"""Who may see a paper or a fact: change its marking, or the partnership it belongs to."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import tasks
from servanda_site.register.actions.judge import where
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Claim, Marking, Paper, Partnership, Role
from servanda_site.register.projecting import bring_up, touch
from servanda_site.register.visibility import Access


@transaction.atomic
def mark_paper(user: User, paper: Paper, marking: int, *, reason: str = "") -> None:
    """Put a paper under another marking. Raising it takes effect before this returns; lowering takes a head of desk."""
    _marking(user, paper.partnership, marking)
    needs(user, Role.HEAD if marking < paper.marking else Role.OFFICER, paper.partnership)
    before = paper.marking
    Paper.objects.filter(pk=paper.pk).update(marking=marking)
    write(user, "mark", f"paper:{paper.pk}", before={"marking": before}, after={"marking": marking}, why=reason,
          partnership=paper.partnership, document=paper.sha256, marking=max(before, marking))
    paper.refresh_from_db()
    _now(paper.partnership)


@transaction.atomic
def mark_claim(user: User, claim: Claim, marking: int | None, *, reason: str = "") -> None:
    """Raise one fact's telling above its paper (None: back to its paper's marking)."""
    partnership, seen = where(user, claim, Role.OFFICER)
    if marking is not None:
        _marking(user, partnership, marking)
    if (marking or 0) < (claim.marking or 0):
        needs(user, Role.HEAD, partnership)
    before = claim.marking
    Claim.objects.filter(pk=claim.pk).update(marking=marking)
    write(user, "mark", f"claim:{claim.pk}", before={"marking": before}, after={"marking": marking}, why=reason,
          partnership=partnership, document=claim.document, marking=max(seen, marking or 0))
    _now(partnership)


@transaction.atomic
def move_paper(user: User, paper: Paper, partnership: Partnership, *, reason: str = "") -> None:
    """Say to which partnership a paper belongs."""
    needs(user, Role.OFFICER, paper.partnership)
    needs(user, Role.OFFICER, partnership)
    before = paper.partnership
    Paper.objects.filter(pk=paper.pk).update(partnership=partnership, chosen=partnership)
    write(user, "move", f"paper:{paper.pk}", before={"states": before.states if before else None},
          after={"states": partnership.states}, why=reason, partnership=partnership, document=paper.sha256, marking=paper.marking)
    paper.refresh_from_db()
    for changed in (before, partnership):
        touch(changed)
        if changed is not None:
            tasks.wake_partnership(changed)


def _marking(user: User, partnership: Partnership | None, marking: int) -> None:
    if marking not in Marking.values:
        raise Impossible(_("no marking: %(marking)s") % {"marking": marking})
    if marking > Access(user).clearance(partnership):
        raise NotAllowed


def _now(partnership: Partnership | None) -> None:
    if partnership is not None:
        touch(partnership)
        bring_up(partnership)
