"""The whole state of a register in one file: rows of every table, bytes of every paper, the secret key, hashes of all of it.

Rows are written one by one as JSON, the same for SQLite and PostgreSQL: what was kept in one can be restored into the other.
A restore makes the tables as they were at the time of the backup, fills them, then migrates them to this program's version.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_iso_string

from servanda.errors import ServandaError
from servanda_site import __version__

FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret-key"
LEFT_OUT = frozenset({"sessions.session", "django_tasks_database.dbtaskresult", "contenttypes.contenttype", "auth.permission"})
_BATCH = 500
_CHUNK = 1 << 20


@dataclass(slots=True)
class Manifest:
    """What an archive says of itself. files: SHA-256 of each member; rows: how many of each table."""

    format: int = FORMAT
    version: str = __version__
    made: str = ""
    migrations: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    papers: int = 0
    key: bool = False

    def dump(self) -> bytes:
        """As the archive holds it."""
        return json.dumps(asdict(self), sort_keys=True, indent=1).encode()


class BrokenArchive(ServandaError):
    """An archive that is damaged, or none of Servanda's."""


def tables(registry: Any = apps) -> list[type[models.Model]]:
    """The models whose rows are kept: all but sessions, running tasks and what Django makes again by itself."""
    found = registry.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in LEFT_OUT]


def applied() -> list[tuple[str, str]]:
    """The migrations the database has, of apps this program knows."""
    labels = {config.label for config in apps.get_app_configs()}
    return sorted(key for key in MigrationRecorder(connection).applied_migrations() if key[0] in labels)


class Writer:
    """An archive being written."""

    def __init__(self, target: Path) -> None:
        self.zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=5)
        self.manifest = Manifest()

    def rows(self, model: type[models.Model], using: str) -> None:
        """Every row of a table."""
        fields = model._meta.concrete_fields
        count = 0
        with self._member(f"rows/{model._meta.label_lower}.jsonl") as (write, _):
            write((json.dumps([f.attname for f in fields]) + "\n").encode())
            for row in model._base_manager.using(using).order_by("pk").values_list(*(f.attname for f in fields)).iterator(2000):
                write((json.dumps([plain(v) for v in row], ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))
                count += 1
        self.manifest.rows[model._meta.label_lower] = count

    def bytes(self, name: str, data: bytes) -> None:
        """A member of given bytes."""
        with self._member(name) as (write, _):
            write(data)

    def close(self) -> Manifest:
        """Write the manifest and end."""
        self.zip.writestr(MANIFEST, self.manifest.dump())
        self.zip.close()
        return self.manifest

    def _member(self, name: str) -> _Member:
        return _Member(self, name)


class _Member:
    def __init__(self, writer: Writer, name: str) -> None:
        self.writer, self.name, self.digest = writer, name, hashlib.sha256()

    def __enter__(self) -> tuple[Any, _Member]:
        self.file: IO[bytes] = self.writer.zip.open(self.name, "w", force_zip64=True)
        return self._write, self

    def _write(self, data: bytes) -> None:
        self.digest.update(data)
        self.file.write(data)

    def __exit__(self, *error: object) -> None:
        self.file.close()
        self.writer.manifest.files[self.name] = self.digest.hexdigest()


class Reader:
    """An archive being read. Nothing of it is believed before `verify`."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            raw = json.loads(self.zip.read(MANIFEST))
            if raw.get("format") != FORMAT:
                raise BrokenArchive(f"{path}: a backup of another format ({raw.get('format')}); restore it with the program that "
                                    "made it")
            self.manifest = Manifest(**raw)
        except FileNotFoundError:
            raise BrokenArchive(f"{path}: no such file; check the name") from None
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError) as error:
            raise BrokenArchive(f"{path}: is no Servanda backup, or damaged; take another") from error
        self.path = path

    def verify(self) -> None:
        """Hold every member against its hash.

        Raises:
            BrokenArchive: one is missing, was changed, or is not in the manifest.
        """
        names = set(self.zip.namelist()) - {MANIFEST}
        for name in sorted(names ^ set(self.manifest.files)):
            raise BrokenArchive(f"{self.path}: {name} is missing or does not belong here; take another backup")
        for name, wanted in self.manifest.files.items():
            digest = hashlib.sha256()
            try:
                with self.zip.open(name) as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
                raise BrokenArchive(f"{self.path}: {name} is damaged; take another backup") from error
            if digest.hexdigest() != wanted:
                raise BrokenArchive(f"{self.path}: {name} is not what was backed up; take another backup")

    def papers(self) -> Iterator[tuple[str, bytes]]:
        """Every kept file: hash and bytes."""
        for name in self.manifest.files:
            if name.startswith("papers/"):
                yield name.removeprefix("papers/"), self.zip.read(name)

    def key(self) -> bytes | None:
        """The secret key, if the register kept one."""
        return self.zip.read(KEY) if self.manifest.key else None

    def fill(self, registry: Any) -> None:
        """Put every row into the (empty) tables of these models."""
        for model in tables(registry):
            label = model._meta.label_lower
            if self.manifest.rows.get(label):
                with self.zip.open(f"rows/{label}.jsonl") as file:
                    _insert(model, file)

    def close(self) -> None:
        """Let go of the file."""
        self.zip.close()


def _insert(model: type[models.Model], lines: Iterable[bytes]) -> None:
    source = iter(lines)
    names = json.loads(next(iter(source)))
    fields: Mapping[str, Any] = {f.attname: f for f in model._meta.concrete_fields}
    given = [fields[name] for name in names]
    batch: list[models.Model] = []
    for line in source:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
        batch.append(model(**{f.attname: unplain(f, v) for f, v in zip(given, row, strict=True)}))
        if len(batch) >= _BATCH:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)


def unkept() -> Iterator[tuple[str, str]]:
    """Rows that would not come back from a backup as they are: the table, and why. One fault a column is told."""
    for model in tables():
        fields, faulty = model._meta.concrete_fields, set()
        for row in model._base_manager.order_by("pk").values_list(*(f.attname for f in fields)).iterator(2000):
            for column, value in zip(fields, row, strict=True):
                if column.attname not in faulty and (why := _lost(column, value)):
                    faulty.add(column.attname)
                    yield model._meta.label_lower, f"{column.attname}: {why}"


def _lost(column: Any, value: Any) -> str:
    """Why a value would not come back; empty where it would."""
    if value is None or isinstance(value, str | int | float) or isinstance(column, models.JSONField):
        return ""
    try:
        back = unplain(column, json.loads(json.dumps(plain(value), ensure_ascii=False)))
    except (TypeError, ValueError, ValidationError) as error:
        return str(error)
    return "" if back == (bytes(value) if isinstance(value, memoryview) else value) else f"{value!r} comes back as {back!r}"


def plain(value: Any) -> Any:
    """A column's value as JSON: times to the microsecond, bytes as base 64, numbers with their digits."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def unplain(column: Any, value: Any) -> Any:
    """A value of JSON as the column holds it."""
    if value is None or isinstance(column, models.JSONField):
        return value
    if isinstance(column, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(column, models.ForeignKey):
        return unplain(column.target_field, value)
    return column.to_python(value)
