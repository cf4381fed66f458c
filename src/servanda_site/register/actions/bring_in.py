"""Bring a paper in: bytes kept first, then the row, then the task that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import tasks
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Marking, Offer, Paper, Partnership, Role
from servanda_site.register.packed import Offered
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE, Access

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Brought:
    """The paper of these bytes, and whether the person already had it in the register."""

    paper: Paper
    known: bool


def bring_in(user: User, name: str, data: bytes, *, marking: int = Marking.PUBLIC, partnership: Partnership | None = None,
             source: str = "", part_of: Paper | None = None, offered: Offered | None = None) -> Brought:
    """Keep a paper and have it read in the background.

    Args:
        name: as shown to people; paths and direction marks are taken out. data: the bytes.
        marking: who may see it. partnership: where it belongs; None lets the reading tell.
        source: where it came from (a feed, a folder). part_of: the mail that carried it. offered: what its bundle says of it.

    What the person can already see is not taken twice; what they cannot see stays unknown to them.

    Raises:
        NotAllowed: the person is no officer there, or not cleared for the marking.
        Impossible: there is nothing in it.
    """
    needs(user, Role.OFFICER, partnership)
    access = Access(user)
    if marking > access.clearance(partnership):
        raise NotAllowed
    if not data:
        raise Impossible(_("empty"))
    sha256 = store().put(data)
    with transaction.atomic():
        serialised(f"paper {sha256}")
        known = access.papers().filter(sha256=sha256).first()
        if known is None and partnership is None:
            known = Paper.objects.filter(sha256=sha256, by=user).exclude(state__in=GONE).first()
        if known is not None:
            if known.state == Paper.State.CANCELLED:
                read_again(user, known)
            return Brought(known, True)
        paper = Paper.objects.create(
            sha256=sha256, name=shown_name(name), size=len(data), marking=marking, chosen=partnership, partnership=partnership,
            source=source, by=user, part_of=part_of,
        )
        write(user, "bring in", f"paper:{paper.pk}", after={"name": paper.name, "marking": marking, "source": source},
              partnership=partnership, document=sha256, marking=marking)
        offer(paper, offered)
        tasks.wake(paper)
    return Brought(paper, False)


def offer(paper: Paper, offered: Offered | None) -> None:
    """Keep what a bundle says of a paper until the paper is read."""
    if offered is not None:
        Offer.objects.create(paper=paper, claims=offered.claims, run=dict(offered.run))


def shown_name(name: str) -> str:
    """A file's name without folders, control and direction marks, at most 300 letters."""
    plain = "".join(c for c in name if c.isprintable()).replace("\\", "/").rstrip("/")
    return (plain.rsplit("/", 1)[-1].strip() or "paper")[-_LONGEST_NAME:]



@transaction.atomic
def cancel(user: User, paper: Paper) -> None:
    """Stop reading a paper that waits or is being read; its bytes are kept and it can be read later."""
    needs(user, Role.OFFICER, paper.partnership)
    waiting = (Paper.State.WAITING, Paper.State.READING)
    if not Paper.objects.filter(pk=paper.pk, state__in=waiting).update(state=Paper.State.CANCELLED, lease=None):
        raise Impossible(_("not being read"))
    write(user, "cancel", f"paper:{paper.pk}", partnership=paper.partnership, document=paper.sha256, marking=paper.marking)


@transaction.atomic
def read_again(user: User, paper: Paper) -> None:
    """Read a paper again: one that failed or was cancelled, or one whose reader has grown better."""
    needs(user, Role.OFFICER, paper.partnership)
    again = (Paper.State.CANCELLED, Paper.State.FAILED, Paper.State.READ)
    fresh = {"state": Paper.State.WAITING, "problem": None, "tries": 0, "lease": None}
    if not Paper.objects.filter(pk=paper.pk, state__in=again).update(**fresh):
        raise Impossible(_("being read"))
    write(user, "read again", f"paper:{paper.pk}", partnership=paper.partnership, document=paper.sha256, marking=paper.marking)
    paper.refresh_from_db()
    tasks.wake(paper)


def lease(paper: Paper, seconds: int) -> bool:
    """Take a paper for reading; False where another worker has it, or nobody wants it read any more."""
    now = timezone.now()
    free = Paper.objects.filter(pk=paper.pk, state=Paper.State.WAITING) | Paper.objects.filter(
        pk=paper.pk, state=Paper.State.READING, lease__lt=now)
    return bool(free.update(state=Paper.State.READING, lease=now + timedelta(seconds=seconds), tries=F("tries") + 1))
