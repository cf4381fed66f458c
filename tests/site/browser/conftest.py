"""A browser for each module; nothing here where Chromium is not installed."""

from __future__ import annotations

from collections.abc import Iterator

import browsing
import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    if not browsing.CHROMIUM:
        pytest.skip("no Chromium (apt-get install --no-install-recommends chromium, or name one in SERVANDA_CHROMIUM)")
    with sync_playwright() as play:
        found = browsing.launched(play)
        yield found
        found.close()
