"""Who may see a paper or a fact: change its marking, or the partnership it belongs to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda import ontology
from servanda_site.accounts.models import User
from servanda_site.register import tasks
from servanda_site.register.actions.judge import where
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Claim, Marking, Paper, Partnership, Role, SideChange
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
def say_side(user: User, paper: Paper, side: str, *, reason: str = "") -> None:
    """Say whose side a paper tells (empty: nobody's), whatever was read.

    Raises:
        NotAllowed; Impossible: no such state, or it is said already.
    """
    needs(user, Role.OFFICER, paper.partnership)
    if side and side not in ontology.load().states:
        raise Impossible(_("%(code)s is no state") % {"code": side[:20]}, "side")
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if side == paper.side:
        raise Impossible(_("this is its side already"), "side")
    SideChange.objects.create(paper=paper, side=side, before=paper.side_said, who=user, why=reason)
    _side(user, paper, side, reason)


@transaction.atomic
def undo_side(user: User, paper: Paper) -> None:
    """Take back what was said last of a paper's side. Somebody else's: heads of desk.

    Raises:
        NotAllowed; Conflict: there is nothing to take back.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    row = paper.sides.filter(undone=None).first()
    needs(user, Role.OFFICER if row is None or row.who_id == user.pk else Role.HEAD, paper.partnership)
    if row is None:
        raise Conflict(_("taken back already"))
    SideChange.objects.filter(pk=row.pk).update(undone=timezone.now())
    _side(user, paper, row.before, "")


def _side(user: User, paper: Paper, side: str | None, reason: str) -> None:
    before = paper.side
    Paper.objects.filter(pk=paper.pk).update(side_said=side)
    paper.refresh_from_db()
    write(user, "say side", f"paper:{paper.pk}", before={"side": before}, after={"side": paper.side}, why=reason,
          partnership=paper.partnership, document=paper.sha256, marking=paper.marking)
    _now(paper.partnership)


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
