"""Papers that can hold anything are opened in a process of their own, with bounded memory and time.

The process is started with the first such paper, kept for the next ones, ended with the program, and replaced when a
paper has broken it. A forked copy of the program starts its own.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import signal
import subprocess
import sys
import threading
import time

from servanda.documents import Document, Limits, PaperProblem, Problem
from servanda.reading.formats import wire
from servanda.reading.formats.extracted import Extracted, Pages
from servanda.reading.formats.table import FORMATS

_START = "import sys; sys.path[:] = sys.argv[1:]; from servanda.reading.formats.child import main; main()"
# Libraries leak; a fresh process now and then keeps memory flat over thousands of papers.
_PAPERS = 300
# A machine under load may take this long to start it.
_STARTING = 10.0


def extract(document: Document, limits: Limits, on_page: Pages | None = None) -> Extracted:
    """The text of a document, opened apart. PaperProblem: it could not be had within the limits, and why."""
    with _lock:
        return _opener.extract(document, limits, on_page)


class _Broken(Exception):
    """The process has ended or answers no more; `late`: it took too long."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__(late)
        self.late = late


class _Opener:
    """One process that opens papers, started when needed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.opened = 0

    def extract(self, document: Document, limits: Limits, on_page: Pages | None) -> Extracted:
        if self.opened >= _PAPERS:
            self.end()
        for attempt in (1, 2):
            process = self._running()
            try:
                _send(process, wire.request(document, limits))
            except OSError:  # it ended between two papers; this one is not to blame
                self.end()
                if attempt == 2:
                    break
                continue
            return self._received(process, document, limits, on_page)
        raise PaperProblem(_crash(document))

    def _received(self, process: subprocess.Popen[bytes], document: Document, limits: Limits,
                  on_page: Pages | None) -> Extracted:
        seconds, option = limits.seconds + _STARTING * (self.opened == 0), "seconds"
        self.opened += 1
        most = 2 * limits.file_bytes + limits.expanded_bytes + 16 * limits.characters + limits.ocr_pages * limits.image_pixels
        try:
            deadline = time.monotonic() + seconds
            message = _receive(process, deadline, most)
            while "slowly" in message[0]:
                if option == "seconds":
                    deadline, option = time.monotonic() + limits.ocr_seconds, "ocr-seconds"
                if on_page is not None:
                    on_page(*wire.pages(message))
                message = _receive(process, deadline, most)
            if "refused" in message[0]:
                refused = wire.problem(message[0]["refused"])
                if refused.code == "too-much-memory":
                    self.end()
                raise PaperProblem(refused)
            return wire.answered(message)
        except (_Broken, wire.Garbled) as error:
            self.end()
            late = isinstance(error, _Broken) and error.late
            limit = limits.ocr_seconds if option == "ocr-seconds" else limits.seconds
            slow = Problem("too-slow", document.path, {"limit": limit, "option": option})
            raise PaperProblem(slow if late else _crash(document)) from None
        except BaseException as error:
            if not isinstance(error, PaperProblem):  # interrupted: whatever the process would still say is lost
                self.end()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.end()
            self.process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-I", "-c", _START, *(p for p in sys.path if p)], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True,
            )
        return self.process

    def end(self) -> None:
        """End the process and everything it started."""
        process, self.process, self.opened = self.process, None, 0
        if process is None:
            return
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def forget(self) -> None:
        """In a forked copy: let go of the pipes of a process that belongs to the original."""
        process, self.process, self.opened = self.process, None, 0
        if process is not None:
            process.returncode = 0  # it is not ours to wait for
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _crash(document: Document) -> Problem:
    return Problem("crashed", document.path, {"kind": FORMATS[document.media_type].name})


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    pipe = process.stdin
    view = memoryview(data)
    while pipe is not None and view:
        view = view[pipe.write(view):]


def _receive(process: subprocess.Popen[bytes], deadline: float, most: int) -> wire.Message:
    pipe = process.stdout
    if pipe is None:
        raise _Broken
    if time.monotonic() > deadline:
        raise _Broken(late=True)
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)

        def take(size: int) -> bytes:
            taken = bytearray()
            while len(taken) < size:
                if not waiting.select(max(0.0, deadline - time.monotonic())):
                    raise _Broken(late=True)
                piece = os.read(pipe.fileno(), min(size - len(taken), 1 << 20))
                if not piece:
                    raise _Broken
                taken += piece
            return bytes(taken)

        return wire.unpack(take, most)


_lock = threading.Lock()
_opener = _Opener()
atexit.register(_opener.end)


def _after_fork() -> None:
    global _lock  # noqa: PLW0603 - another thread may have held it when the copy was made
    _lock = threading.Lock()
    _opener.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
