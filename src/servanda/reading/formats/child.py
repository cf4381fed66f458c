"""The process that opens papers: one at a time, with bounded memory and time, able to answer nothing but data."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module
from typing import BinaryIO

from servanda.documents import Document, Limits, PaperProblem, Problem
from servanda.reading.formats import wire
from servanda.reading.formats.table import FORMATS

# The process ends itself this long after the reading process should have ended it.
_GRACE = 5.0
# A process that has used this share of its memory may have failed for lack of it: one large request is enough.
_SHORT = 0.4


def main() -> None:
    """Answer requests on standard input until it closes."""
    requests, answers = _private_pipes()
    while True:
        try:
            document, limits = wire.requested(wire.unpack(lambda size: _take(requests, size), sys.maxsize))
        except EOFError:
            return
        _bound(limits)
        answers.write(_answer(document, limits, answers))
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, moved away from where a library might read or print."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _take(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _bound(limits: Limits) -> None:
    """Memory, no files written, no core dumps; and an end even if nobody is left to end it."""
    with contextlib.suppress(ImportError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)


def _answer(document: Document, limits: Limits, answers: BinaryIO) -> bytes:
    def slowly(done: int, pages: int) -> None:
        answers.write(wire.pack({"slowly": [done, pages]}))
        answers.flush()
        if not done:
            signal.signal(signal.SIGALRM, _end_all)
            signal.setitimer(signal.ITIMER_REAL, limits.ocr_seconds + _GRACE)

    form = FORMATS[document.media_type]
    reader = import_module(f"servanda.reading.formats.{form.module}")
    try:
        return wire.answer(reader.read(document, limits, slowly) if form.slow else reader.read(document, limits))
    except PaperProblem as error:
        return wire.refusal(error.problem)
    except Exception as error:  # noqa: BLE001 - the libraries that open damaged papers raise anything
        if isinstance(error, MemoryError) or _memory_is_short(limits):
            return wire.refusal(Problem("too-much-memory", document.path, {"limit": limits.memory_bytes // 1_000_000}))
        return wire.refusal(Problem("damaged", document.path, {"kind": form.name}))


def _memory_is_short(limits: Limits) -> bool:
    """Whether memory may be what failed: libraries tell of it in words of their own."""
    with contextlib.suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > _SHORT * limits.memory_bytes
    return False


def _end_all(*_: object) -> None:
    os.killpg(0, signal.SIGKILL)
