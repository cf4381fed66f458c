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
    `/dev/stdout`) cannot be replaced by one: it is written to as it is. Errors of the system name the file, not its draft.
    """
    as_it_is = path.exists() and not path.is_file()
    draft = path if as_it_is else path.with_name(path.name + _DRAFT)
    try:
        yield draft
        if as_it_is:
            return
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename in (None, str(draft), draft):
            error.filename = str(path)
        if not as_it_is:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        raise
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
