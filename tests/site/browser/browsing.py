"""A served register and a browser at it: what the walks and the checks of every page have in common."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

CHROMIUM = os.environ.get("SERVANDA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LANGUAGES = ("en", "fr")
_AXE = AXE_FILE_PATH.read_text("utf-8")
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
          "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
_START_SECONDS, _END_SECONDS = 90, 30


@dataclass
class Site:
    """A register that is being served: where, from which folder, and what the program said."""

    address: str
    home: Path
    said: Path

    def link(self, part: str) -> str:
        """The last address with this part that the program printed."""
        found = re.findall(rf"http\S+/{part}/\S+", self.said.read_text("utf-8"))
        assert found, self.said.read_text("utf-8")
        return str(found[-1])


def environment(home: Path) -> dict[str, str]:
    """The environment of a register in this folder and of no other; on PostgreSQL it has a database of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SERVANDA_", "DJANGO_"))}
    return {**kept, "SERVANDA_HOME": str(home), "SERVANDA_DATABASE_URL": _database(home), "SERVANDA_LOG_LEVEL": "WARNING",
            "PYTHONUNBUFFERED": "1"}


@cache
def _database(home: Path) -> str:
    """The address of a folder's database: empty for SQLite; made on the server that SERVANDA_TEST_DATABASE_URL names."""
    server = os.environ.get("SERVANDA_TEST_DATABASE_URL", "")
    if not server:
        return ""
    import psycopg

    name = f"browser_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(home: Path, *words: str) -> Iterator[Site]:
    """`servanda serve` on a port of its own, from when it is ready until the block is left."""
    port, said = free_port(), home.with_name(f"{home.name}.log")
    command = [sys.executable, "-m", "servanda.cli", "serve", "--port", str(port), *words]
    with said.open("wb") as out:
        program = subprocess.Popen(command, env=environment(home), stdout=out, stderr=out, start_new_session=True)
    try:
        site = Site(f"http://127.0.0.1:{port}", home, said)
        _wait(site, program)
        yield site
    finally:
        program.terminate()
        try:
            program.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _wait(site: Site, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{site.address}/readyz", timeout=5):
            return
        assert program.poll() is None, site.said.read_text("utf-8")[-2000:]
        time.sleep(0.2)
    raise AssertionError(f"not ready: {site.said.read_text('utf-8')[-2000:]}")


def launched(play: Playwright) -> Browser:
    """Debian's Chromium."""
    return play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@dataclass
class Watch:
    """What went wrong in the pages of one browser context: errors of scripts, what the content policy stopped, dialogs that
    opened, what was asked of another server, what the site could not answer."""

    origin: str
    refusals: bool = False  # whether answers like 403 and 404 are meant
    troubles: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Watch:
        """Watch everything that the context opens."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("dialog", lambda dialog: (self.troubles.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        return self

    def _console(self, message: ConsoleMessage) -> None:
        refused = self.refusals and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not refused:
            where = message.page.url if message.page else ""
            self.troubles.append(f"{where}: {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.troubles.append(f"asked of another server: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} {response.url}")

    def nothing(self) -> None:
        """Fail if anything went wrong."""
        assert not self.troubles, "\n".join(dict.fromkeys(self.troubles))


def sign_in(page: Page, site: Site, email: str, password: str) -> None:
    """Sign in by the form."""
    page.goto(f"{site.address}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main form button.primary")
    page.wait_for_url(lambda url: "/login/" not in url)


def axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {_AXE} }} }}")
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", _RULES)
    return [f"{v['id']}: {node['html'][:180]} – {' '.join(node['failureSummary'].split())[:220]}"
            for v in found for node in v["nodes"][:4]]


def too_wide(page: Page) -> list[str]:
    """What stands out to the right of a page that scrolls sideways."""
    return page.evaluate("""() => {
        const most = document.documentElement.clientWidth;
        if (document.scrollingElement.scrollWidth <= most) return [];
        const out = [...document.querySelectorAll("body *")].filter(e => {
            for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                if (getComputedStyle(p).overflowX !== "visible") return false;
            return e.getBoundingClientRect().right > most + 0.5;
        });
        const told = out.slice(-3).map(e => e.outerHTML.slice(0, 160));
        return [`scrolls sideways: ${document.scrollingElement.scrollWidth} px`, ...told];
    }""")


def path_of(page: Page) -> str:
    """Where the page is, without the server."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
