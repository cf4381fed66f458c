"""A register served as in use, with its web process and its worker, for tests that work on it over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from registers import Register

READY = 240.0  # seconds in which the site must be there again, on a machine at work on other things too
TOKEN = "k" * 32
# Signs the head of desk in: prints the session, the partnership's key and the claims of its public papers.
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from servanda_site.accounts.models import User
from servanda_site.register.models import Claim, Partnership
head = User.objects.get(email="head@example.org")
session = SessionStore()
session[SESSION_KEY] = str(head.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = head.get_session_auth_hash()
session.save()
ours = Partnership.objects.get(states="AZ VN")
told = Claim.objects.filter(document__in=ours.papers.filter(marking=0).values("sha256")).values_list("pk", flat=True)
import json
print(json.dumps([session.session_key, ours.pk, sorted(told)]))
"""


def form(fields: dict[str, str], slot: str, name: str, data: bytes) -> tuple[bytes, str]:
    """A form with one file as a browser sends it: its bytes and its type."""
    parts = [f'--{TOKEN}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
    file = f'--{TOKEN}\r\nContent-Disposition: form-data; name="{slot}"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    parts.append(file.encode() + data + f"\r\n--{TOKEN}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={TOKEN}"


class Site:
    """`servanda serve` on a port of this machine, and everything it started."""

    def __init__(self, found: Register, port: int, log: Path) -> None:
        self.found, self.port, self.log = found, port, log
        self.address = f"http://127.0.0.1:{port}"
        self.main: subprocess.Popen[bytes] | None = None

    def up(self) -> None:
        """Be there (started if need be)."""
        end = time.monotonic() + READY
        while time.monotonic() < end:
            if self.main is None or self.main.poll() is not None:
                with self.log.open("ab") as log:
                    self.main = subprocess.Popen([sys.executable, "-m", "servanda.cli", "serve", "--port", str(self.port)],
                                                 env=self.found.environment, stdout=log, stderr=log, start_new_session=True)
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
            time.sleep(0.3)
        raise AssertionError(self.log.read_text()[-3000:])

    def kill(self, whom: str) -> None:
        """Kill all of it, one web process, or the worker."""
        assert self.main is not None
        started = dict(_descendants(self.main.pid))
        web = [pid for pid, words in started.items() if "gunicorn" in words]
        chosen = {"worker": [pid for pid, words in started.items() if words.endswith("worker")], "web": web[-1:],
                  "all": [*reversed(started), self.main.pid]}[whom]
        for pid in chosen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if whom == "all":
            self.main.wait()

    def down(self) -> None:
        """Stop it in order, or kill what is left."""
        if self.main is not None and self.main.poll() is None:
            self.main.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.main.wait(60)
            if self.main.poll() is None:
                self.kill("all")


def _descendants(pid: int) -> Iterator[tuple[int, str]]:
    told = subprocess.run(["ps", "-eww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout  # noqa: S607
    rows = [line.split(None, 2) for line in told.splitlines()]
    waiting = [pid]
    while waiting:
        parent = waiting.pop(0)
        for child, of, words in rows:
            if int(of) == parent:
                yield int(child), words
                waiting.append(int(child))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
