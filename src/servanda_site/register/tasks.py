"""Background work: read a paper, make a partnership's record again. The rows say what is to be done; tasks only wake a worker.

A worker that dies leaves a lease behind; when it runs out another takes the paper (`sweep`). Every task may run twice.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from servanda_site.register.models import Paper, Partnership

_log = logging.getLogger("servanda.tasks")
LEASE_SECONDS = 420
_TRIES = 3


@task()
def read_paper(key: int) -> str:
    """Read one paper, if nobody else does."""
    from servanda_site.register import intake

    return intake.read_paper(key)


@task()
def bring_up(key: int) -> None:
    """Make one partnership's record again, if it is stale."""
    from servanda_site.register import projecting

    partnership = Partnership.objects.filter(pk=key, stale=True).first()
    if partnership is not None:
        projecting.bring_up(partnership)


@task()
def fetch_feed(key: int) -> int:
    """Fetch one feed."""
    from servanda_site.register import schedule

    return schedule.fetch_feed(key)


@task()
def look_through(key: int) -> int:
    """Look through one watched folder."""
    from servanda_site.register import schedule

    return schedule.look_through(key)


def wake(paper: Paper) -> None:
    """Have a paper read once the transaction is kept."""
    read_paper.enqueue(paper.pk)


def wake_partnership(partnership: Partnership) -> None:
    """Have a partnership's record made again once the transaction is kept."""
    bring_up.enqueue(partnership.pk)


def sweep() -> int:
    """Wake what a dead worker, a lost task or a crash left lying. How much was woken."""
    now = timezone.now()
    left = Paper.objects.filter(
        Q(state=Paper.State.READING, lease__lt=now) | Q(state=Paper.State.WAITING, at__lt=now - timedelta(seconds=60)))
    count = 0
    for paper in left[:200]:
        if paper.tries >= _TRIES:
            Paper.objects.filter(pk=paper.pk, state=Paper.State.READING, lease__lt=now).update(
                state=Paper.State.FAILED, lease=None, problem={"code": "worker-lost", "params": {}, "place": None})
            continue
        with transaction.atomic():
            Paper.objects.filter(pk=paper.pk, state=Paper.State.READING, lease__lt=now).update(state=Paper.State.WAITING)
            wake(paper)
        count += 1
    for partnership in Partnership.objects.filter(stale=True)[:50]:
        wake_partnership(partnership)
        count += 1
    if count:
        _log.info("woke %s", count)
    return count
