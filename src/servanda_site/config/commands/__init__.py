"""The site's verbs of the `servanda` command. Each module has `run(arguments) -> exit code`.

Exit codes: 0 done; 1 done, but something is wrong (a paper not readable, a fault found); 2 not done, and the message says why.
"""

from __future__ import annotations

import fcntl
import functools
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from gettext import NullTranslations
from gettext import translation as catalogue
from pathlib import Path

from django.db.utils import DatabaseError
from django.utils.translation import gettext

import servanda_site
from servanda.errors import ServandaError
from servanda.publishing.words import preferred

DONE, FAULTS, FAILED = 0, 1, 2
Command = Callable[[Sequence[str]], int]


def command(run: Command) -> Command:
    """A verb whose refusals are told in one line, without a traceback."""

    @functools.wraps(run)
    def wrapped(arguments: Sequence[str]) -> int:
        os.umask(0o077)  # what a register keeps is its owner's to read
        try:
            return run(arguments)
        except ServandaError as error:
            say(f"servanda: {error}")
            return FAILED
        except KeyboardInterrupt:
            return 130
        except BrokenPipeError:
            sys.stderr.close()
            return DONE
        except (sqlite3.Error, DatabaseError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            told = _("the database could not do it (%(reason)s); nothing half done was kept; look at disk and database")
            say(f"servanda: {told % {'reason': reason}}")
            return FAILED
        except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
            told = _("%(path)s: there is something else of this name (a folder where a file is meant, or the reverse)")
            say(f"servanda: {told % {'path': error.filename}}")
            return FAILED
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            told = _("%(reason)s; free some space or mend the folder's rights, then try again")
            say(f"servanda: {told % {'reason': f'{where}{error.strerror or error}'}}")
            return FAILED

    return wrapped


def _(message: str) -> str:
    """A message in the language in force; as long as Django is not ready (help, usage), in that of the system's locale."""
    from django.apps import apps

    return gettext(message) if apps.ready else _catalogue().gettext(message)


@functools.cache
def _catalogue() -> NullTranslations:
    return catalogue("django", Path(servanda_site.__file__).with_name("locale"), [preferred()], fallback=True)


def say(line: str) -> None:
    """A line for the person at the terminal, on standard error."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201


def tell(line: str) -> None:
    """A line of the answer, on standard output."""
    print(line, flush=True)  # noqa: T201


def set_up(language: str = "") -> None:
    """Make Django ready; call before anything of the site is imported.

    language: of messages, where pages are offered in it; else they are in that of the system's locale.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda_site.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.utils import translation

    translation.activate(language if language in dict(settings.LANGUAGES) else preferred())


def reachable() -> None:
    """Refuse where the database does not answer.

    Raises:
        ServandaError: says which and what to do.
    """
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        name = connection.settings_dict["NAME"]
        told = str(error).strip().splitlines()[0]
        raise ServandaError(_("the database %(name)s does not answer (%(reason)s); start it, or mend SERVANDA_DATABASE_URL") % {
            "name": name, "reason": told}) from error


def migrate() -> None:
    """Bring the database up to this version, one process at a time; the cache table too.

    An SQLite database with something in it is copied beside itself first (before-upgrade.sqlite3).

    Raises:
        ServandaError: the database does not answer, or is newer than this program.
    """
    from django.core.management import call_command

    from servanda_site.config import migrating

    reachable()
    with migrating.alone():
        migrating.refuse_newer()
        if migrating.waiting():
            migrating.keep_copy()
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def gather() -> None:
    """Put the static files where the site serves them from, compressed, if they changed."""
    from django.conf import settings

    from servanda_site.config import static

    static.gather(settings.STATIC_ROOT)


@contextmanager
def held(name: str, *, alone: bool = False) -> Iterator[bool]:
    """Hold a lock of the register's folder: shared, or alone. Gives whether it was got.

    "in-use": by everything that works on the register; alone by a restore. "reading": by what reads papers.
    A process that dies lets go of its locks, so nothing is ever left locked.
    """
    from servanda_site.config import environment as env

    with (env.home() / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def working(*, reads: bool = False) -> Iterator[None]:
    """What a process that works on the register holds.

    Raises:
        ServandaError: a restore is under way.
    """
    from servanda_site.config import environment as env

    with held("in-use") as free:
        if not free:
            raise ServandaError(_("%(folder)s: a restore is under way here; wait until it is done") % {"folder": env.home()})
        if not reads:
            yield
            return
        with held("reading"):
            yield
