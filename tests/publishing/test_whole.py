"""Files written whole: what is there is replaced at once, what is no file is left what it is."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from servanda.publishing import whole


def test_a_file_is_replaced_and_a_failure_leaves_it(tmp_path: Path) -> None:
    path = whole.write(tmp_path / "record.json", b"old")
    assert whole.write(path, b"new").read_bytes() == b"new"
    with pytest.raises(RuntimeError), whole.drafted(path) as draft:
        draft.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"new" and [p.name for p in tmp_path.iterdir()] == ["record.json"]


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    whole.write(path, b"the record")
    reader.join(10)
    assert read == [b"the record"] and stat.S_ISFIFO(path.stat().st_mode)
