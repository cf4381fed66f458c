"""The database goes while people work and comes back: named errors meanwhile, and afterwards nothing answered is missing."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request

import pytest
from clusters import cluster, programs
from registers import MAKE_DESK, Register
from served import READY, SIGN_IN, TOKEN, Site, form, free_port

pytestmark = [pytest.mark.long, pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")]
PAPER = b"Talks in Hanoi\n\nHanoi, May 8, 2025 - Azerbaijan will train ten engineers from Vietnam.\n"


def _asked(site: Site, session: str, path: str, data: bytes | None = None, kind: str = "") -> tuple[int, str, str]:
    """What the site answers a person who is signed in (or a balancer, without a session): status, kind of answer, the answer."""
    headers = {"Cookie": f"servanda-session={session}; servanda-csrf={TOKEN}", "X-CSRFToken": TOKEN} if session else {}
    asked = urllib.request.Request(site.address + path, data, headers | ({"Content-Type": kind} if kind else {}))  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


def test_named_errors_while_it_is_away_and_no_loss_when_it_is_back(tmp_path):
    with cluster() as database:
        found = Register(tmp_path / "home", database.url)
        found.run(MAKE_DESK)
        session, partnership, claims = json.loads(found.run(SIGN_IN))
        site = Site(found, free_port(), tmp_path / "serve.log")
        sent = form({"partnership": "AZ-VN", "marking": "0"}, "file", "talks.txt", PAPER)
        try:
            site.up()
            status, _, told = _asked(site, session, "/api/v1/papers", *sent)
            assert status in (201, 202), told
            kept = json.loads(told)["id"]
            assert _asked(site, session, "/")[0] == 200
            database.stop()
            status, _, told = _asked(site, session, "/")
            assert status == 503 and "database does not answer" in told
            status, kind, told = _asked(site, session, f"/api/v1/claims/{claims[0]}/judgements", b'{"verdict": "confirm"}',
                                        "application/json")
            assert (status, kind) == (503, "application/problem+json") and "database" in json.loads(told)["title"], told
            assert _asked(site, "", "/healthz")[0] == 200  # the process lives; only what it needs is away
            assert _asked(site, "", "/readyz")[0] == 503
            time.sleep(3)  # the worker asks for work meanwhile, in vain
            database.start()
            end = time.monotonic() + READY
            while (state := json.loads(_asked(site, session, f"/api/v1/papers/{kept}")[2] or "{}").get("state")) != "read":
                assert time.monotonic() < end, (state, site.log.read_text()[-2000:])
                time.sleep(1)
            assert _asked(site, session, f"/api/v1/claims/{claims[0]}/judgements", b'{"verdict": "confirm"}',
                          "application/json")[0] == 201
            assert site.main is not None and site.main.poll() is None
        finally:
            database.stop()
            database.start()
            site.down()
        checked = found.servanda("check")
        assert checked.returncode == 0, checked.stdout
