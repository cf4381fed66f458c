"""The one call from papers to the record."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda


@pytest.mark.parametrize("take", [str, Path, lambda p: [p], lambda p: (str(p),)])
def test_one_path_or_several_are_read(take: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("u.txt", "x.txt"):
        (tmp_path / name).write_text(f"Paper {name} of a desk.")
    record = servanda.read(take(Path("u.txt")))  # type: ignore[operator]
    assert [d.path for d in record.documents] == ["u.txt"]
