"""How long facts are looked for in one paper: what is no prose may keep a rule busy without end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 1.0  # seconds after which it is told again, where something took it for an error of its own


class Late(Exception):
    """The time for one paper is over."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Raise `Late` in what is done inside once it has kept the processor busy for so many seconds.

    Time that passes while others have the processor does not count. Only the main thread of a process can be interrupted (and
    not on every system); elsewhere nothing is bounded.
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(*_: object) -> None:
    raise Late
