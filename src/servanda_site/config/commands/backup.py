"""`servanda backup FILE`: the whole state in one file, while the site runs."""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from servanda.errors import ServandaError
from servanda_site.config import environment as env
from servanda_site.config.commands import DONE, _, command, migrate, set_up, tell, working

ALIAS = "snapshot"


class _Moved(Exception):
    """Bytes were erased while the backup was being made."""


@command
def run(arguments: Sequence[str]) -> int:
    """Write the file, read it back, and only then give it its name."""
    parser = argparse.ArgumentParser(
        prog="servanda backup", description=_("Write papers, record, judgements, log, accounts and secret key into one file, as "
        "they were at one moment, while the site runs. The file is read back and verified. It opens the register to "
        "whoever has it: keep it as you keep the papers."))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the file to write (.zip); refused if it exists"))
    parser.add_argument("--force", action="store_true", help=_("replace FILE if it exists"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    target: Path = chosen.file.absolute()
    if target.exists() and (not chosen.force or target.is_dir()):
        raise ServandaError(_("%(file)s: exists already; choose another name, or give --force") % {"file": chosen.file})
    if not target.parent.is_dir():
        raise ServandaError(_("%(file)s: its folder does not exist; make it first") % {"file": chosen.file})
    migrate()
    with working():
        manifest = backup(target)
    tell(_("%(file)s: %(papers)s files of papers, %(rows)s rows, verified") % {
        "file": target, "papers": manifest.papers, "rows": sum(manifest.rows.values())})
    return DONE


def backup(target: Path):  # type: ignore[no-untyped-def]
    """Write a verified archive of everything; its manifest."""
    draft = target.with_name(f".{target.name}.writing")
    try:
        for last in (False, False, True):
            try:
                manifest = _write(draft)
                break
            except _Moved:
                if last:
                    raise ServandaError(_("papers are being erased while the backup is made; try again")) from None
        from servanda_site.config.archive import Reader

        reader = Reader(draft)
        reader.verify()
        reader.close()
        draft.chmod(0o600)
        with draft.open("rb") as file:
            _sync(file)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _sync(file) -> None:  # type: ignore[no-untyped-def]
    import os

    os.fsync(file.fileno())


def _write(draft: Path):  # type: ignore[no-untyped-def]
    from django.utils import timezone

    from servanda_site.config import archive
    from servanda_site.register.models import Paper, Publication, Reading
    from servanda_site.register.store import store

    writer = archive.Writer(draft)
    try:
        with snapshot() as using:
            writer.manifest.made = timezone.now().isoformat()
            writer.manifest.migrations = archive.applied()
            for model in archive.tables():
                writer.rows(model, using)
            needed = {*Paper.objects.using(using).exclude(state=Paper.State.ERASED).values_list("sha256", flat=True),
                      *Reading.objects.using(using).values_list("content", flat=True),
                      *Publication.objects.using(using).values_list("content", flat=True)}
        for sha256 in sorted(needed):
            try:
                writer.bytes(f"papers/{sha256}", store().get(sha256))
            except KeyError:
                if not _erased(sha256):
                    told = _("%(name)s: bytes of a paper are missing; run `servanda check`, restore them, then back up")
                    raise ServandaError(told % {"name": sha256}) from None
                raise _Moved from None
            writer.manifest.papers += 1
        key = env.home() / "secret-key"
        if key.is_file():
            writer.bytes(archive.KEY, key.read_bytes())
            writer.manifest.key = True
        return writer.close()
    except BaseException:
        writer.zip.close()
        raise


def _erased(sha256: str) -> bool:
    from servanda_site.register.models import Paper, Publication, Reading

    needed = Paper.objects.exclude(state=Paper.State.ERASED).filter(sha256=sha256).exists()
    return not (needed or Reading.objects.filter(content=sha256).exists() or Publication.objects.filter(content=sha256).exists())


@contextmanager
def snapshot() -> Iterator[str]:
    """The database as it is at this moment, under an alias: a copy of an SQLite file, a repeatable read of PostgreSQL."""
    from django.db import connection, connections, transaction

    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield "default"
        return
    with tempfile.TemporaryDirectory(dir=env.home(), prefix=".backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(copy)) as into:
            source.backup(into)
        connections.databases[ALIAS] = {**connection.settings_dict, "NAME": str(copy)}
        try:
            yield ALIAS
        finally:
            connections[ALIAS].close()
            del connections[ALIAS]
            del connections.databases[ALIAS]
