"""Which migrations the database has, and whether this program knows them all."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from servanda.errors import ServandaError

_LOCK = 7_305_814


def waiting() -> list[tuple[str, str]]:
    """The migrations this program has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(m.app_label, m.name) for m, _ in plan]


def newer() -> list[tuple[str, str]]:
    """The migrations the database has and this program does not know."""
    loader = MigrationLoader(connection)
    installed = {config.label for config in apps.get_app_configs()}
    known = set(loader.disk_migrations) | {
        replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces}
    return sorted(key for key in loader.applied_migrations if key[0] in installed and key not in known)


def refuse_newer() -> None:
    """Refuse a database that a newer program has changed.

    Raises:
        ServandaError: it has migrations this program does not know.
    """
    if unknown := newer():
        from servanda_site import __version__

        first = ".".join(unknown[0])
        told = _("this database was made by a newer Servanda than this one (%(version)s does not know %(name)s); install the "
                 "newer program, or restore a backup made with this one. Nothing was changed")
        raise ServandaError(told % {"version": __version__, "name": first})


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: a lock in PostgreSQL, a locked file beside an SQLite database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (Path(settings.HOME) / "upgrade.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep_copy() -> None:
    """Copy an SQLite database that holds something, before it is changed."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not name.is_file() or not connection.introspection.table_names():
        return
    target = name.with_name("before-upgrade.sqlite3")
    draft = target.with_name(f".{target.name}")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy)
    draft.replace(target)
