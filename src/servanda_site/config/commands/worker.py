"""`servanda worker`: reads papers and makes records again, one task at a time; start as many as there are processors."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import translation

from servanda_site.config.commands import DONE, _, command, held, migrate, set_up, working

_log = logging.getLogger("servanda.worker")
_ROUND = 20  # tasks after which the clock is looked at
_SWEEP_SECONDS = 30
_BUSY_SWEEP_SECONDS = 300
_PRUNE_SECONDS = 3600
_KEPT = timedelta(days=2)
_LONGEST_WAIT = 30.0


@command
def run(arguments: Sequence[str]) -> int:
    """Work until told to stop."""
    parser = argparse.ArgumentParser(prog="servanda worker", description=_("Do the register's background work: read papers, make "
                                     "records again, fetch feeds that are due. Stop with Ctrl-C or SIGTERM."))
    parser.add_argument("--once", action="store_true", help=_("do what waits, then end"))
    parser.add_argument("--interval", type=float, default=0.5, metavar="SECONDS", help=_("pause when there is nothing to do"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    migrate()
    translation.deactivate()  # what tasks do is in no person's language
    with held("reading", alone=True) as alone:
        if alone:
            take_up()
    with working(reads=True):
        if not chosen.once:
            preload()
        Working(chosen.interval, once=chosen.once).run()
    return DONE


def take_up() -> None:
    """Nobody else works on this folder: what was being read when its reader died may be read at once.

    On PostgreSQL other machines may be reading; there a lease must run out first.
    """
    from django.db import connection
    from django.utils import timezone

    from servanda_site.register.models import Paper

    if connection.vendor == "sqlite":
        Paper.objects.filter(state=Paper.State.READING).update(lease=timezone.now() - timedelta(seconds=1))


def preload() -> None:
    """Load every parser before the first paper comes."""
    from servanda import languages
    from servanda.extraction import pipeline

    for tag in languages.installed():
        profile = languages.load(tag).profile
        if profile.reads and profile.parser:
            pipeline.pipeline(tag)


class Working:
    """The loop: tasks first, then what was left lying, what is due, and a pause."""

    def __init__(self, interval: float, *, once: bool = False) -> None:
        self.interval, self.once = interval, once
        self.parent = os.getppid()
        self.stopping = self.busy = False
        self.swept = self.pruned = float("-inf")
        self.trouble = 0

    def run(self) -> None:
        """Until SIGINT or SIGTERM: the task at hand is ended first; a second signal ends it at once."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        while not self.stopping:
            idle = bool(self._guarded(self._tasks, True))
            self._guarded(self._upkeep, None, idle)
            if self.once and idle:
                return
            if os.getppid() != self.parent and self.parent != 1:
                _log.warning("the process that started this worker is gone")
                return
            if idle or self.trouble:
                self._pause(min(_LONGEST_WAIT, self.interval * 2 ** min(self.trouble, 8)))

    def _guarded(self, do: Callable[..., Any], default: Any, *given: Any) -> Any:
        """What goes wrong with the database is told, and tried again after a while."""
        from django.db import DatabaseError, close_old_connections

        try:
            found = do(*given)
            self.trouble = 0
            return found
        except (DatabaseError, OSError) as error:
            self.trouble += 1
            told = str(error).strip().splitlines() or [type(error).__name__]
            _log.error("cannot work: %s; trying again", told[0])
            close_old_connections()
            return default

    def _tasks(self) -> bool:
        """Do some tasks; whether nothing is left."""
        from django_tasks_db.management.commands.db_worker import Worker

        worker = Worker(queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=_ROUND,
                        worker_id=f"{os.getpid()}-{secrets.token_hex(8)}", excluded_queue_names=[])
        self.worker = worker
        worker.running = not self.stopping
        self.busy = True
        try:
            worker.run()
        finally:
            self.busy = False
        return worker._run_tasks < _ROUND

    def _upkeep(self, idle: bool) -> None:
        from servanda_site.register import tasks

        now = time.monotonic()
        if now - self.swept >= (_SWEEP_SECONDS if idle else _BUSY_SWEEP_SECONDS):
            self.swept = now
            tasks.sweep()
            scheduled()
        if now - self.pruned >= _PRUNE_SECONDS:
            self.pruned = now
            prune()

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(min(0.1, seconds))

    def _stop(self, number: int, frame: object) -> None:
        if self.stopping:
            sys.exit(130)
        self.stopping = True
        if self.busy:
            self.worker.running = False


def scheduled() -> None:
    """Fetch the feeds and look into the folders that are due; tell people what is new and what is due."""
    try:
        from servanda_site.register import schedule
    except ImportError:
        return
    from servanda_site.tracking import reminding
    from servanda_site.web import mailing

    schedule.run_due()
    reminding.run_due()
    mailing.run_due()


def prune() -> None:
    """Forget tasks long done, or begun by a worker long dead: the rows they worked on say what is still to do."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    before = timezone.now() - _KEPT
    DBTaskResult.objects.filter(finished_at__lt=before).delete()
    DBTaskResult.objects.filter(finished_at=None, started_at__lt=before).delete()
