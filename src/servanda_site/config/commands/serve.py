"""`servanda serve`: the site, with a worker of its own."""

from __future__ import annotations

import argparse
import errno
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from servanda.errors import ServandaError
from servanda_site.config import environment as env
from servanda_site.config.commands import DONE, FAILED, _, command, gather, migrate, say, set_up, tell, working

_GRACE = 25  # seconds in which requests and the paper being read may end
_THREADS = 8
_SETTLED = 60  # seconds after which a worker that died is no longer held to die at once


@command
def run(arguments: Sequence[str]) -> int:
    """Prepare the register and serve it until told to stop."""
    parser = argparse.ArgumentParser(prog="servanda serve", description=_("Serve the register, with a worker of its own. "
                                     "Stop with Ctrl-C or SIGTERM. Settings: docs/guide/settings.md."))
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default 127.0.0.1: this machine only)"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on (default 8000)"))
    parser.add_argument("--workers", type=int, default=1, help=_("web processes, of 8 threads each (default 1)"))
    parser.add_argument("--no-worker", action="store_true", help=_("start no worker: `servanda worker` runs elsewhere"))
    chosen = parser.parse_args(list(arguments))
    os.environ.setdefault("SERVANDA_ADDRESS", address(chosen.host, chosen.port))
    set_up()
    free(chosen.host, chosen.port)
    migrate()
    gather()
    with working():
        greet(chosen.host, chosen.port)
        return Site(chosen.host, chosen.port, max(1, chosen.workers), worker=not chosen.no_worker).run()


def free(host: str, port: int) -> None:
    """Refuse an address that cannot be had.

    Raises:
        ServandaError: says why and what to do.
    """
    for last in (False, False, True):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except (OSError, OverflowError) as error:
                why = getattr(error, "strerror", None) or str(error)
                if last or getattr(error, "errno", None) != errno.EADDRINUSE:
                    told = _("%(address)s cannot be listened on (%(reason)s); choose another with --port or --host")
                    raise ServandaError(told % {"address": f"{host}:{port}", "reason": why}) from error
        time.sleep(1)  # one that was just stopped may be letting go of it


def address(host: str, port: int) -> str:
    """The address under which a person reaches the site."""
    if env.flag("SERVANDA_HTTPS"):
        named = [h for h in env.listed("SERVANDA_HOSTS") if h not in ("localhost", "127.0.0.1", "[::1]")]
        return f"https://{(named or ['localhost'])[0].removeprefix('.')}"
    name = "localhost" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{name}:{port}"


def greet(host: str, port: int) -> None:
    """Say where the site is, and how a first administrator is made."""
    from django.urls import reverse

    from servanda_site.accounts.models import OneTimeLink, User

    site = address(host, port)
    tell(f"Servanda: {site}/")
    if not User.objects.filter(is_administrator=True, is_active=True).exists():
        secret = OneTimeLink.make(OneTimeLink.Purpose.FIRST)
        tell(_("First start. Open this link, once, within three days, to become the administrator:"))
        tell(f"  {site}{reverse('welcome', args=[secret])}")


class Site:
    """The web server and a worker as child processes: a worker that dies is started again, both stop together."""

    def __init__(self, host: str, port: int, workers: int, *, worker: bool) -> None:
        self.bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.workers, self.worker = workers, worker
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.began: dict[str, float] = {}
        self.deaths = 0
        self.stopping = False

    def run(self) -> int:
        """Keep both alive until told to stop; the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        metrics = metrics_folder()
        web = [sys.executable, "-m", "gunicorn", *self._options(), "servanda_site.config.wsgi:application"]
        self._start("web", web, {"PROMETHEUS_MULTIPROC_DIR": str(metrics)}, signal.SIGQUIT)
        code = DONE
        wait = 0.0
        while not self.stopping:
            if (ended := self.children["web"].poll()) is not None:
                say("servanda: " + _("the web server ended by itself (exit code %(code)s)") % {"code": ended})
                code = FAILED
                break
            if self.worker and self._worker_gone() and time.monotonic() >= wait:
                wait = time.monotonic() + min(60, 2 ** min(self.deaths, 6))
                self._start("worker", [sys.executable, "-m", "servanda.cli", "worker"], {}, signal.SIGTERM)
            time.sleep(0.2)
        self._end()
        return code

    def _worker_gone(self) -> bool:
        child = self.children.get("worker")
        if child is None:
            return True
        if child.poll() is None:
            if time.monotonic() - self.began["worker"] > _SETTLED:
                self.deaths = 0
            return False
        del self.children["worker"]
        self.deaths += 1
        say("servanda: " + _("the worker ended (exit code %(code)s); starting another") % {"code": child.returncode})
        return True

    def _options(self) -> list[str]:
        return ["--bind", self.bind, "--workers", str(self.workers), "--threads", str(_THREADS), "--worker-class", "gthread",
                "--graceful-timeout", str(_GRACE - 5), "--timeout", "120", "--log-level", "warning", "--no-control-socket",
                "--config", "python:servanda_site.config.gunicorn"]

    def _start(self, name: str, words: list[str], more: dict[str, str], orphaned: signal.Signals) -> None:
        self.began[name] = time.monotonic()
        self.children[name] = subprocess.Popen(  # noqa: S603 - our own program
            words, env={**os.environ, **more}, preexec_fn=functools.partial(_die_with_parent, orphaned), start_new_session=True)

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True

    def _end(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + _GRACE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def metrics_folder() -> Path:
    """Where the web processes add up what they count; empty at each start."""
    folder = env.home() / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _die_with_parent(orphaned: signal.Signals) -> None:
    """Have the system send a child this signal when its parent is killed (Linux; elsewhere the child is left to itself)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(1, int(orphaned))  # PR_SET_PDEATHSIG
