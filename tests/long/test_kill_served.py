"""The site killed at random moments while people work on it over HTTP: what an answer said was kept is there afterwards, once.

SERVANDA_KILLS says how often (50). Everything is as in use: `servanda serve` with its web process and its worker, papers given to
the page and to the programs' interface, decisions on what was read. Each time either all of it is killed, or the web process, or
the worker, which are then started again by themselves.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from registers import MAKE_DESK, Register, register
from served import READY, SIGN_IN, TOKEN, Site, form, free_port

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")]
KILLS = int(os.environ.get("SERVANDA_KILLS", "50"))
SOUND = """
import json, sys
from collections import Counter
from servanda_site.register.models import Judgement, LogEntry, Paper
from servanda_site.register.store import store
missing = []
for kind, value in json.load(open(sys.argv[1])):
    if kind == "paper":
        paper = Paper.objects.filter(pk=value[0], name=value[1]).first()
        if paper is None or paper.sha256 not in store():
            missing.append(value)
    elif not Judgement.objects.filter(pk=value[0], reason=value[1]).exists():
        missing.append(value)
def twice(values):
    return [value for value, times in Counter(values).items() if times > 1]
doubled = twice(Paper.objects.values_list("sha256", "marking", "partnership"))
doubled += twice(LogEntry.objects.filter(action="bring in").values_list("target", flat=True))
doubled += twice(LogEntry.objects.filter(action="read").values_list("target", flat=True))
doubled += twice(Judgement.objects.exclude(reason="").values_list("reason", flat=True))
print(json.dumps([missing, [str(d) for d in doubled]]))
"""
UNREAD = "from servanda_site.register.models import Paper\nprint(Paper.objects.filter(state__in=('waiting', 'reading')).count())"


class Person:
    """Somebody at work until told to stop: gives papers and decides, and keeps what the site answered."""

    def __init__(self, address: str, session: str, partnership: int, claims: list[str], rng: random.Random) -> None:
        self.address, self.partnership, self.claims, self.rng = address, partnership, claims, rng
        self.headers = {"Cookie": f"servanda-session={session}; servanda-csrf={TOKEN}", "X-CSRFToken": TOKEN}
        self.said: list[list[object]] = []
        self.number = self.tries = 0
        self.stopping = threading.Event()

    def work(self) -> None:
        """What gets no answer is given again, as a person would; until it is answered nothing is sure."""
        while not self.stopping.is_set():
            self.number += 1
            self.stopping.wait(self.rng.uniform(0.0, 0.6))
            step = self.rng.choice((self.upload, self.send, self.judge))
            for _ in range(5):
                with suppress(OSError, ValueError):
                    step(f"paper {self.number}")
                    break
                time.sleep(0.3)

    def upload(self, name: str) -> None:
        """A paper through the page."""
        fields = {"partnership": str(self.partnership), "marking": "0"}
        answer = self._post("/papers/add/", *form(fields, "files", f"{name}.txt", _paper(name)))
        if "/papers/" in answer.url and answer.url.rstrip("/").rpartition("/")[2].isdigit():
            self.said.append(["paper", [int(answer.url.rstrip("/").rpartition("/")[2]), f"{name}.txt"]])

    def send(self, name: str) -> None:
        """A paper as a program sends it."""
        fields = {"partnership": "AZ-VN", "marking": "0"}
        answer = self._post("/api/v1/papers", *form(fields, "file", f"{name}.txt", _paper(name)))
        self.said.append(["paper", [json.loads(answer.read())["id"], f"{name}.txt"]])

    def judge(self, reason: str) -> None:
        """A decision; asked again it is another one."""
        self.tries += 1
        given = {"verdict": self.rng.choice(("confirm", "reject", "unsure")), "reason": f"{reason}, {self.tries}"}
        claim = self.rng.choice(self.claims)
        answer = self._post(f"/api/v1/claims/{claim}/judgements", json.dumps(given).encode(), "application/json")
        self.said.append(["judgement", [json.loads(answer.read())["id"], given["reason"]]])

    def _post(self, path: str, data: bytes, kind: str):  # type: ignore[no-untyped-def]
        asked = urllib.request.Request(self.address + path, data, {**self.headers, "Content-Type": kind})  # noqa: S310
        return urllib.request.urlopen(asked, timeout=60)  # noqa: S310


def _paper(name: str) -> bytes:
    return f"Talks in Hanoi\n\nHanoi, May 8, 2025 - Azerbaijan will train ten engineers from Vietnam, says {name}.\n".encode()


def _sound(found: Register, folder: Path, said: list[list[object]]) -> None:
    (folder / "said.json").write_text(json.dumps(said))
    done = found.python("-c", f"import django; django.setup()\n{SOUND}", folder / "said.json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], []]
    checked = found.servanda("check")
    assert checked.returncode == 0, checked.stdout


def _read_to_the_end(found: Register) -> None:
    """Wait until nothing is left to read, for as long as it goes on."""
    left, since = int(found.run(UNREAD)), time.monotonic()
    while left:
        assert time.monotonic() - since < READY, f"{left} papers are read no further"
        time.sleep(2)
        before, left = left, int(found.run(UNREAD))
        since = since if left == before else time.monotonic()


def test_nothing_answered_is_lost_or_doubled(tmp_path):
    rng = random.Random(int(os.environ.get("SERVANDA_SEED", "1")))
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        session, partnership, claims = json.loads(found.run(SIGN_IN))
        site = Site(found, free_port(), tmp_path / "serve.log")
        person = Person(site.address, session, partnership, claims, rng)
        at_work = threading.Thread(target=person.work)
        try:
            site.up()
            at_work.start()
            for number in range(KILLS):
                site.up()
                time.sleep(rng.uniform(0.0, 3.0))
                site.kill(rng.choice(("all", "web", "worker")))
                if number % 10 == 9:
                    site.up()
                    _sound(found, tmp_path, list(person.said))
            site.up()
            person.stopping.set()
            at_work.join(READY)
            _read_to_the_end(found)
        finally:
            person.stopping.set()
            site.down()
        _sound(found, tmp_path, person.said)
        kinds = {kind for kind, _ in person.said}
        assert kinds == {"paper", "judgement"} and len(person.said) > KILLS / 2
    print(f"{KILLS} kills, {len(person.said)} things answered, none missing, none doubled")
