"""`servanda restore FILE`: a register as it was when the backup was made."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from servanda.errors import ServandaError
from servanda_site.config import environment as env
from servanda_site.config.commands import DONE, FAULTS, _, command, held, reachable, say, set_up, tell


@command
def run(arguments: Sequence[str]) -> int:
    """Verify the file, make everything beside what is there, then put it in place."""
    parser = argparse.ArgumentParser(
        prog="servanda restore", description=_("Make the register what it was when FILE was written. Stop the site first. The "
        "file is verified before anything is touched; a register that holds something is refused unless --replace is given."))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a file written by `servanda backup`"))
    parser.add_argument("--replace", action="store_true",
                        help=_("replace the register that is there (an SQLite one is set aside)"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    from servanda_site.config.archive import Reader

    reader = Reader(chosen.file)
    try:
        say(_("verifying ..."))
        reader.verify()
        known(reader.manifest.migrations)
        with held("in-use", alone=True) as alone:
            if not alone:
                raise ServandaError(_("%(folder)s: the register is in use; stop `servanda serve` and its workers first") % {
                    "folder": env.home()})
            reachable()
            full = occupied()
            if full and not chosen.replace:
                raise ServandaError(_("this register holds something; give --replace to put the backup in its place"))
            say(_("restoring ..."))
            aside = restore(reader)
            if aside is not None and not full:
                aside.unlink()
                aside = None
    finally:
        reader.close()
    return _report(reader.manifest, aside)


def _report(manifest, aside: Path | None) -> int:  # type: ignore[no-untyped-def]
    from servanda_site.config.checking import check_all

    faults = [f"{outcome.name}: {line}" for outcome in check_all() for line in outcome.faults]
    for line in faults:
        say(f"! {line}")
    tell(_("restored: %(papers)s files of papers, %(rows)s rows, as of %(moment)s") % {
        "papers": manifest.papers, "rows": sum(manifest.rows.values()), "moment": manifest.made})
    if aside is not None:
        tell(_("what was there before is kept as %(file)s; remove it when you no longer need it") % {"file": aside})
    return FAULTS if faults else DONE


def known(migrations: Sequence[Sequence[str]]) -> None:
    """Refuse a backup of a newer program.

    Raises:
        ServandaError: it has migrations this program does not know.
    """
    from django.db.migrations.loader import MigrationLoader

    disk = set(MigrationLoader(None).disk_migrations)
    if unknown := [tuple(m) for m in migrations if tuple(m) not in disk]:
        raise ServandaError(_("this backup was made by a newer Servanda (%(name)s is unknown here); install that first") % {
            "name": ".".join(unknown[0])})


def occupied() -> bool:
    """Whether the register holds accounts, papers or a log."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    for table in ("accounts_user", "register_paper", "register_logentry"):
        if table in tables:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - one of three names above
                if cursor.fetchone():
                    return True
    return False


def restore(reader) -> Path | None:  # type: ignore[no-untyped-def]
    """Put papers, rows and key in place; where what was there before is kept now (SQLite)."""
    from django.db import connection

    from servanda_site.register.store import store

    for sha256, data in reader.papers():
        if store().put(data) != sha256:
            raise ServandaError(_("%(name)s: is not what its name says; take another backup") % {"name": sha256})
    aside = _into_postgresql(reader) if connection.vendor == "postgresql" else _into_sqlite(reader)
    key = reader.key()
    if key is not None:
        place = env.home() / "secret-key"
        draft = place.with_name(".secret-key-restored")
        draft.touch(mode=0o600)
        draft.write_bytes(key)
        draft.replace(place)
    return aside


def _into_postgresql(reader) -> None:  # type: ignore[no-untyped-def]
    """Everything in one transaction: the old tables go and the new ones come together, or nothing happens."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        _build(reader)


def _into_sqlite(reader) -> Path | None:  # type: ignore[no-untyped-def]
    """A new file beside the old one; then the old one is set aside and the new one takes its name."""
    from django.db import connection

    place = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    folder = Path(tempfile.mkdtemp(dir=env.home(), prefix=".restoring-"))
    try:
        fresh = folder / "register.sqlite3"
        connection.settings_dict["NAME"] = str(fresh)
        _build(reader)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        aside = None
        if place.exists():
            aside = place.with_name(f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3")
            for ending in ("-wal", "-shm"):
                _rename(place.with_name(place.name + ending), aside.with_name(aside.name + ending))
            os.link(place, aside)
        fresh.replace(place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        shutil.rmtree(folder, ignore_errors=True)
    return aside


def _rename(old: Path, new: Path) -> None:
    if old.exists():
        old.replace(new)


def _build(reader) -> None:  # type: ignore[no-untyped-def]
    """The tables as they were then, their rows, then this version's tables."""
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from servanda_site.config import archive

    executor = MigrationExecutor(connection)
    then = _leaves(executor, {tuple(m) for m in reader.manifest.migrations})
    executor.migrate(then)
    state = executor.loader.project_state(then)
    with transaction.atomic():
        if connection.vendor == "postgresql":  # what a migration made immediate stays so to the end of the transaction
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        reader.fill(state.apps)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for statement in connection.ops.sequence_reset_sql(no_style(), archive.tables(state.apps)):
                    cursor.execute(statement)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _leaves(executor, migrations: set[tuple[str, ...]]) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    """The last of these migrations in each app."""
    graph = executor.loader.graph
    mine = [key for key in graph.nodes if key in migrations]
    return [key for key in mine if not any(child.key in migrations and child.key[0] == key[0]
                                           for child in graph.node_map[key].children)]
