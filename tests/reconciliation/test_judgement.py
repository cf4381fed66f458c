"""Decisions are kept as they were made, and a file that holds anything else is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import ServandaError
from servanda.reconciliation import judgement
from servanda.reconciliation.judgement import Judgement, Target


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c", "\n", "\r\n"])
def test_words_with_line_ends_of_any_kind_come_back(tmp_path: Path, sign: str) -> None:
    made = Judgement(id="j-1", at="2024-06-04T10:00:00Z", who="desk", target=Target(claim="c-1"), verdict="reject",
                     quote=f"open{sign}a line", reason=f"not{sign}said")
    for _ in range(2):
        judgement.append(tmp_path / "desk.jsonl", made)
    assert judgement.load(tmp_path / "desk.jsonl") == [made, made]


@pytest.mark.parametrize("line", [b"\xb2", b"{", b"[]", b"{}"])
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "desk.jsonl").write_bytes(b"\n" + line + b"\n")
    with pytest.raises(ServandaError, match=r"desk\.jsonl, line 2"):
        judgement.load(tmp_path / "desk.jsonl")
