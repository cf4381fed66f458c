"""The process that opens papers: kept, replaced, never left behind."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from makers import read, refusal

from servanda.reading.formats import apart, wire

PAGE = b"<p>They met.</p>"


def running() -> int:
    process = apart._opener.process
    assert process is not None
    return process.pid


def test_process_is_kept_between_papers() -> None:
    read("a.html", PAGE)
    first = running()
    read("b.html", PAGE)
    assert running() == first


def test_process_that_was_ended_is_replaced() -> None:
    read("a.html", PAGE)
    first = running()
    os.kill(first, signal.SIGKILL)
    while _alive(first):
        time.sleep(0.01)
    assert read("b.html", PAGE).text == "They met."
    assert running() != first


def test_process_that_hangs_is_replaced() -> None:
    read("a.html", PAGE)
    os.kill(running(), signal.SIGSTOP)
    assert refusal("b.html", PAGE, seconds=0.5) == "too-slow"
    assert read("c.html", PAGE).text == "They met."


def test_threads_take_turns() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda n: read(f"{n}.html", b"<p>Paper %d</p>" % n).text, range(40)))
    assert texts == {f"Paper {n}" for n in range(40)}


def test_fork_starts_a_process_of_its_own() -> None:
    read("a.html", PAGE)
    first = running()
    copy = os.fork()
    if copy == 0:
        right = read("b.html", PAGE).text == "They met." and running() != first
        apart._opener.end()
        os._exit(0 if right else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    assert read("c.html", PAGE).text == "They met." and running() == first


def test_nothing_is_left_running_at_exit() -> None:
    code = "from servanda.documents import *; from servanda.reading.formats import extract, apart\n" \
           "extract(Document.of('a.html', b'<p>x'), Limits()); print(apart._opener.process.pid)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    for _ in range(50):
        if not _alive(int(out)):
            return
        time.sleep(0.1)
    pytest.fail("the process outlives the program")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("data", [b"", b"\xff" * 40, wire.pack({"text": 1}), wire.pack({"text": "x"}, [b"y" * 2000])])
def test_garbled_answers_are_refused(data: bytes) -> None:
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        if at > len(data):
            raise wire.Garbled
        return data[at - size:at]

    with pytest.raises(wire.Garbled):
        wire.answered(wire.unpack(take, 1000))
