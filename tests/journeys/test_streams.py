"""The command where it cannot write, where nobody reads, and where it is broken off: one line, no traceback, the right code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.publishing import whole

PAPER = "The Foreign Minister of Kenya met the Foreign Minister of Ghana in Nairobi on 3 May 2024."
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "import sys; from servanda.cli.main import main; sys.exit(main())", "read", *arguments]


@pytest.fixture
def paper(tmp_path: Path) -> str:
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    return str(tmp_path / "paper.txt")


@needs_full
@pytest.mark.parametrize(("tag", "named"), [("en", "servanda: standard output: "), ("fr", "servanda: sortie standard: ")])
def test_a_full_disk_behind_standard_output_is_told(paper: str, tag: str, named: str) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(command("--json", "--lang", tag, paper), stdout=full, stderr=subprocess.PIPE, text=True,
                              check=False)
    assert done.returncode == 2 and done.stderr.startswith(named) and done.stderr.count("\n") == 1


@needs_full
def test_a_full_disk_behind_a_file_is_told(paper: str) -> None:
    done = subprocess.run(command("--quiet", "--html", str(FULL), paper), capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.startswith(f"servanda: {FULL}: ") and done.stderr.count("\n") == 1


@needs_full
def test_problems_nobody_can_be_told_of_change_no_code(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(command("--quiet", str(tmp_path / "none.txt")), stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.returncode == 2 and not done.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(paper: str, tmp_path: Path, closed: str) -> None:
    missing = str(tmp_path / "none.txt")
    line = f'"$@" {closed}'
    done = subprocess.run(["sh", "-c", line, "sh", *command("--lang", "en", paper, missing)], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "no such file" not in done.stdout
    assert bool(done.stdout) is (closed in ("<&-", "2>&-"))
    assert ("none.txt: no such file" in done.stderr) is ("2>&-" not in closed)


def test_who_breaks_off_gets_no_traceback(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.html").write_text(f"<html><body><p>{PAPER} {number}</p></body></html>", encoding="utf-8")
    running = subprocess.Popen(
        command("--quiet", str(tmp_path)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # which whoever runs the tests may have set aside
    opened = Path(f"/proc/{running.pid}/task/{running.pid}/children")  # pages are opened by a process of their own
    while running.poll() is None and not opened.read_text(encoding="utf-8"):
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130 and not told


def test_an_error_of_the_system_names_the_file_and_leaves_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with pytest.raises(OSError, match="No space") as caught, whole.drafted(target) as draft:
        draft.write_text("half")
        raise OSError(28, os.strerror(28))
    assert caught.value.filename == str(target) and not list(tmp_path.iterdir())
