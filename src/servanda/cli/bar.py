"""How far a reading has come: a bar on standard error, on a terminal, once the work lasts longer than a moment."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from servanda.publishing.words import Words

MOMENT = 1.0  # seconds of work without a bar


class Bar:
    """Shown from a moment after the first step on, whether or not that has ended; gone when the work is."""

    def __init__(self, words: Words, quiet: bool) -> None:
        self._words, self._wanted = words, not quiet and sys.stderr.isatty()
        self._bar: Progress | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Bar:
        return self

    def step(self, number: float, total: int, path: str) -> None:
        """So many steps are done; this paper is in hand."""
        if not self._wanted:
            return
        if self._bar is None:
            self._bar = _made()
            self._bar.add_task(self._words("reading"), total=total)
            self._timer = threading.Timer(MOMENT, self._bar.start)
            self._timer.daemon = True
            self._timer.start()
        self._bar.update(self._bar.task_ids[0], completed=number, total=total, description=Path(path).name)

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()


def _made() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    named = TextColumn("{task.description}", markup=False)  # a file may be called [anything]
    return Progress(named, BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
