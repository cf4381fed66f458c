"""ByteStore: bytes kept in a folder under their own hash, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from servanda.errors import ServandaError

_HASH = re.compile(r"[0-9a-f]{64}")


class DamagedBytes(ServandaError):
    """Stored bytes that no longer match the hash they are kept under."""

    def __init__(self, sha256: str, path: str) -> None:
        super().__init__(sha256, path)
        self.sha256, self.path = sha256, path

    def __str__(self) -> str:
        return f"{self.path}: stored bytes have changed since they were kept; restore this file from a backup"


class ByteStore:
    """A content-addressed store: `put` returns the address, `get` gives the same bytes back or raises.

    root: the folder; made when the first bytes are put. Several processes may write to it at once.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256; on disk (synced) before it returns. Twice the same is kept once."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self._path(sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes kept under this hash. KeyError: none are. DamagedBytes: they changed."""
        path = self._path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedBytes(sha256, str(path))
        return data

    def remove(self, sha256: str) -> None:
        """Take bytes away for good (an erasure); nothing happens where none are."""
        self._path(sha256).unlink(missing_ok=True)

    def __contains__(self, sha256: str) -> bool:
        return self._path(sha256).exists()

    def __iter__(self) -> Iterator[str]:
        """Every address held, sorted."""
        for path in sorted(self.root.glob("??/??/*")):
            if _HASH.fullmatch(path.name):
                yield path.name

    def verify(self) -> Iterator[str]:
        """The addresses whose bytes have changed or cannot be read (none, in a sound store)."""
        for sha256 in self:
            try:
                self.get(sha256)
            except (DamagedBytes, KeyError, OSError):
                yield sha256

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256 in lower-case hexadecimal")
        return self.root / sha256[:2] / sha256[2:4] / sha256


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, sync, rename over it, sync the folder: a crash leaves the old state or the new one."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o444)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:  # some systems do not open folders; the rename itself was atomic
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
