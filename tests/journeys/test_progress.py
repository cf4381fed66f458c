"""The bar of `servanda read`: on a terminal only, and only where there is time to see it."""

from __future__ import annotations

import io
import sys
import time

import pytest

from servanda.cli import bar
from servanda.publishing.words import interface


class Terminal(io.StringIO):
    """Where somebody watches, or not."""

    def __init__(self, watched: bool) -> None:
        super().__init__()
        self.watched = watched

    def isatty(self) -> bool:
        return self.watched


@pytest.mark.parametrize(("watched", "quiet", "moment", "shown"), [
    (True, False, 0.0, True), (False, False, 0.0, False), (True, True, 0.0, False), (True, False, 60.0, False),
])
def test_bar_shows_what_lasts(monkeypatch: pytest.MonkeyPatch, watched: bool, quiet: bool, moment: float, shown: bool) -> None:
    terminal = Terminal(watched)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(bar, "MOMENT", moment)
    monkeypatch.setenv("TERM", "xterm")
    with bar.Bar(interface("en"), quiet) as progress:
        progress.step(0, 2, "papers/[bold] minutes.pdf")  # one paper, whose name looks like mark-up
        time.sleep(0.3)
        progress.step(0.5, 2, "papers/[bold] minutes.pdf")
    assert ("[bold] minutes.pdf" in terminal.getvalue()) is shown
    assert bool(terminal.getvalue()) is shown
