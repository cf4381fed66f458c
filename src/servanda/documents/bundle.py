"""Bundle: what `servanda read -o` wrote, opened again: originals, record, and the manifest that vouches for both.

A bundle is a ZIP file (or the folder it was unpacked into). Every part is checked against the manifest's hashes when read.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from servanda.documents.document import Document
from servanda.documents.limits import Limits
from servanda.documents.problems import Problem, shown
from servanda.errors import ServandaError

FORMAT = "servanda-bundle"
VERSION = 1
SUFFIX = ".servanda"
MANIFEST = "manifest.json"
RECORD = "record.json"
CLAIMS = "claims.jsonl"
ORIGINALS = "originals/"
_ZIP = b"PK\x03\x04"
_HEAD = 64
_NAME_AT = 30  # where the name of the first part stands in a ZIP file
_FIRST = (ORIGINALS.encode(), CLAIMS.encode())
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 2_000_000_000  # bytes of a record or manifest
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class DamagedBundle(ServandaError):
    """A bundle that was cut off or changed since it was written. path: the bundle; part: what of it is wrong."""

    def __init__(self, path: str, part: str) -> None:
        super().__init__(path, part)
        self.path, self.part = path, part

    def __str__(self) -> str:
        return f"{self.path}: this bundle is damaged or was cut off ({self.part}); " \
               "get it again from its source, or write it anew with: servanda read PATH -o FILE"


class Bundle:
    """A bundle open for reading (a context manager).

    path: the file or folder. manifest: what the bundle says it holds.

    Args:
        path: the file or folder, or what bytes are called. data: the bytes of a bundle that is no file here.
        most: bytes of which no part may have more.

    Raises:
        DamagedBundle: the manifest cannot be read, or names parts that are not there.
    """

    def __init__(self, path: Path, data: bytes | None = None, most: int = _LONGEST) -> None:
        self.path, self._most = path, most
        try:
            if data is not None:
                self._archive: zipfile.ZipFile | None = zipfile.ZipFile(io.BytesIO(data))
            else:
                self._archive = None if path.is_dir() else zipfile.ZipFile(path)
        except _BROKEN:
            raise DamagedBundle(str(path), path.name) from None
        self.manifest: Mapping[str, Any] = self._manifest()
        self._files: Mapping[str, str] = self.manifest["files"]

    def __enter__(self) -> Bundle:
        return self

    def __exit__(self, *_: object) -> None:
        if self._archive is not None:
            self._archive.close()

    def part(self, name: str, most: int | None = None) -> bytes:
        """One part, checked. KeyError: the bundle has none of this name. DamagedBundle: it is not as it was written."""
        expected = self._files[name]
        data = self._read(name, self._most if most is None else most)
        if hashlib.sha256(data).hexdigest() != expected:
            raise DamagedBundle(str(self.path), name)
        return data

    def record(self) -> bytes:
        """The record, as JSON."""
        if RECORD not in self._files:
            raise DamagedBundle(str(self.path), RECORD)
        return self.part(RECORD)

    def documents(self, limits: Limits, on_problem: Callable[[Problem], None]) -> Iterator[Document]:
        """The papers it was read from, by their first names; what mails carried comes with the mails."""
        listed = self.manifest.get("documents") or [{"sha256": n.removeprefix(ORIGINALS), "path": n} for n in self._files
                                                    if n.startswith(ORIGINALS)]
        for row in listed:
            if row.get("part_of") or not _HASH.fullmatch(str(row["sha256"])):
                continue
            name = ORIGINALS + str(row["sha256"])
            try:
                data = self.part(name, limits.file_bytes)
            except (DamagedBundle, KeyError):
                on_problem(Problem("damaged", f"{shown(str(self.path))}/{name}", {"kind": "bundle"}))
                continue
            yield Document.of(str(row["path"]), data)

    def claims(self) -> dict[str, list[dict[str, Any]]]:
        """The claims that were read, as they were written, by the hash of their document."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        try:
            for line in self.part(CLAIMS).split(b"\n") if CLAIMS in self._files else ():
                if line.strip():
                    row = json.loads(line)
                    found[str(row["document"])].append(row)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise DamagedBundle(str(self.path), CLAIMS) from None
        return dict(found)

    def verify(self) -> None:
        """Check every part. DamagedBundle: one is not as it was written."""
        for name in self._files:
            self.part(name)

    def _manifest(self) -> Mapping[str, Any]:
        data = self._read(MANIFEST, self._most)
        try:
            manifest = json.loads(data)
            sound = manifest["format"] == FORMAT and all(isinstance(h, str) for h in manifest["files"].values())
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            sound = False
        if not sound:
            raise DamagedBundle(str(self.path), MANIFEST)
        return dict(manifest)

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._archive.open(name) if self._archive else _within(self.path, name).open("rb") as part:
                data = part.read(most + 1)
        except (*_BROKEN, KeyError):
            raise DamagedBundle(str(self.path), name) from None
        if len(data) > most:
            raise DamagedBundle(str(self.path), name)
        return data


def is_bundle(path: Path) -> bool:
    """Whether a file or folder is a bundle, sound or not: by its manifest, its suffix or its first part."""
    try:
        if path.is_dir():
            return (path / MANIFEST).is_file() and FORMAT in (path / MANIFEST).read_text(encoding="utf-8", errors="replace")
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    return begins_bundle(path.name, head)


def begins_bundle(name: str, data: bytes) -> bool:
    """Whether bytes of a name are a bundle, sound or not: by the suffix, or by the first part."""
    return name.endswith(SUFFIX) or (data.startswith(_ZIP) and data[_NAME_AT:_HEAD].startswith(_FIRST))


def _within(folder: Path, name: str) -> Path:
    """A part of an unpacked bundle. ValueError: the name leads out of it."""
    part = (folder / name).resolve()
    if not part.is_relative_to(folder.resolve()):
        raise ValueError(name)
    return part
