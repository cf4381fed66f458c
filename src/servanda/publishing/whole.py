"""Files written whole or not at all: whoever finds one under its name finds all of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DRAFT = ".part"


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A draft beside a file, to be written inside the context; then synced and moved into the file's place.

    A crash leaves the old file, or none; the draft it leaves is written over by the next run. What is there and no file (a pipe,
    `/dev/stdout`) cannot be replaced by one: it is written to as it is.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    draft = path.with_name(path.name + _DRAFT)
    try:
        yield draft
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(path)
    with contextlib.suppress(OSError):  # some systems do not open folders; the move itself was atomic
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write(path: Path, data: bytes) -> Path:
    """Write a file whole."""
    with drafted(path) as draft:
        draft.write_bytes(data)
    return path
