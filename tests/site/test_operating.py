"""The register as its keepers run it: serve, back up, restore, verify; each in processes of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest
from registers import MAKE_DESK, Register, register

_TIMED = """
from datetime import date, time
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions import sessions, visits
from servanda_site.accounts.models import User
head = User.objects.get(email="head@example.org")
body = Access(head).facts().filter(kind="mechanism").first()
partnership = body.projection.partnership
sessions.open_session(head, body, ordinal=9, start=date(2027, 3, 2), starts=time(9, 30), ends=time(12))
visit = visits.add_visit(head, partnership, {"title": "A visit", "start": date(2027, 3, 2)})
visits.add_point(head, visit, title="Talks", day=date(2027, 3, 2), at=time(10, 15))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The backup of a register with a desk in it."""
    folder = tmp_path_factory.mktemp("kept")
    with register(folder) as made:
        backup = f"from servanda.cli import main; assert main(['backup', {str(folder / 'one.zip')!r}]) == 0"
        made.run(f"{MAKE_DESK}\n{_TIMED}\n{backup}")
    return folder / "one.zip"


def _files(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as opened:
        return json.loads(opened.read("manifest.json"))["files"]


def test_backup_restored_is_the_same_register(kept, tmp_path):
    with register(tmp_path) as other:
        told = other.verbs(["restore", kept], ["check"], ["backup", tmp_path / "two.zip"], ["backup", tmp_path / "two.zip"],
                           ["restore", kept], ["restore", kept, "--replace"], ["rebuild"], ["check"])
        assert [code for code, _ in told] == [0, 0, 0, 2, 2, 0, 0, 0], told
        assert "exists already" in told[3][1] and "--replace" in told[4][1]
    one, two = _files(kept), _files(tmp_path / "two.zip")
    assert one == two and any(n.startswith("papers/") for n in one) and one["rows/register.logentry.jsonl"]
    with zipfile.ZipFile(kept) as archive:  # the hours of a session and of a visit's programme are in it
        assert b'"09:30:00"' in archive.read("rows/tracking.session.jsonl")
        assert b'"10:15:00"' in archive.read("rows/tracking.programmeitem.jsonl")


@pytest.mark.skipif(not os.environ.get("SERVANDA_TEST_DATABASE_URL"), reason="for the run on PostgreSQL")
def test_backup_of_sqlite_goes_into_postgresql(tmp_path):
    embedded = Register(tmp_path / "embedded")
    embedded.run(MAKE_DESK)
    backed, verified = embedded.verbs(["backup", tmp_path / "embedded.zip"], ["verify"])
    with register(tmp_path, "served") as served:
        told = served.verbs(["restore", tmp_path / "embedded.zip"], ["verify"])
        assert [backed[0], told[0][0]] == [0, 0] and told[1] == verified
        added = "from servanda_site.accounts.models import User; print(User.objects.create_user('x@example.org', name='X').pk)"
        assert int(served.run(added)) == 8  # numbers go on where they were


def test_damaged_backups_are_refused_before_anything_is_touched(kept, tmp_path):
    data = kept.read_bytes()
    with zipfile.ZipFile(kept) as archive:  # a byte of what is kept, not one of the archive's own that says nothing
        largest = max(archive.infolist(), key=lambda i: i.compress_size)
    middle = largest.header_offset + 30 + len(largest.filename) + len(largest.extra) + largest.compress_size // 2
    bad = {"cut": data[: len(data) // 2], "changed": data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :],
           "other": b"no backup"}
    for name, content in bad.items():
        (tmp_path / f"{name}.zip").write_bytes(content)
    with register(tmp_path) as other:
        names = [*bad, "absent"]
        for name, (code, told) in zip(names, other.verbs(*(["restore", tmp_path / f"{name}.zip"] for name in names))):
            assert code == 2 and f"{name}.zip" in told and "Traceback" not in told
        assert not (other.home / "papers").exists()


def test_verify_finds_what_was_changed_or_cut_off(kept, tmp_path):
    with register(tmp_path) as other:
        told = other.verbs(["restore", kept], ["verify"])
        head = told[1][1].split("head ")[1].strip()
        other.run("from servanda_site.register.models import LogEntry as L; L.objects.latest('number').delete()")
        whole, cut = other.verbs(["verify"], ["verify", "--head", head])
        assert whole[0] == 0 and cut[0] == 1 and "cut off" in cut[1]
        other.run("from servanda_site.register.models import LogEntry as L; L.objects.filter(number=1).update(target='paper:9')")
        changed, checked = other.verbs(["verify"], ["check"])
        assert changed[0] == 1 and "entry 1 was changed" in changed[1] and checked[0] == 1


def test_newer_database_is_refused(kept, tmp_path):
    with register(tmp_path) as other:
        other.run(f"from servanda.cli import main; assert main(['restore', {str(kept)!r}]) == 0\n"
                  "from django.db import connection as c\nfrom django.db.migrations.recorder import MigrationRecorder as R\n"
                  "R(c).record_applied('register', '9999_from_the_future')")
        *refused, checked = other.verbs(["verify"], ["rebuild"], ["worker"], ["serve", "--port", _free_port()], ["check"])
        for code, told in refused:
            assert code == 2 and "newer Servanda" in told and "Nothing was changed" in told
        assert checked[0] == 1 and "9999_from_the_future" in checked[1]


def test_unreachable_database_is_told(tmp_path):
    gone = Register(tmp_path, f"postgresql://x@/x?host={tmp_path}")
    *refused, checked = gone.verbs(["verify"], ["worker"], ["serve", "--port", _free_port()], ["check"])
    for code, told in refused:
        assert code == 2 and "does not answer" in told and "Traceback" not in told
    assert checked[0] == 1


def test_verbs_explain_themselves(tmp_path):
    verbs = ["serve", "worker", "load", "rebuild", "verify", "check", "backup", "restore"]
    for verb, (code, told) in zip(verbs, Register(tmp_path).verbs(*([verb, "--help"] for verb in verbs))):
        assert code == 0 and f"servanda {verb}" in told
    assert not list(tmp_path.iterdir())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError:
        return 0, ""


def _until(seconds: float, probe):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := probe():
            return found
        time.sleep(0.2)
    raise AssertionError("not in time")


def _children(pid: int) -> dict[int, str]:
    listed = ["ps", "-ww", "--ppid", str(pid), "-o", "pid=,args="]
    told = subprocess.run(listed, capture_output=True, text=True, check=False).stdout
    return {int(line.split()[0]): line for line in told.splitlines()}


def test_web_process_is_warm_before_the_first_request_and_needs_no_parser(tmp_path):
    asked = """import json, sys
from servanda_site.config import wsgi
loaded = set(sys.modules)
from django.test import RequestFactory
from servanda_site.web.templatetags.record import label
assert label("energy", "areas") != "energy"
wsgi.application.get_response(RequestFactory(headers={"host": "localhost"}).get("/healthz"))
late = [m for m in set(sys.modules) - loaded if m.startswith("servanda")]
print(json.dumps([late, sorted(m for m in sys.modules if m in ("spacy", "thinc"))]))"""
    done = Register(tmp_path / "home").python("-c", asked)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [[], []]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
def test_serve_starts_keeps_a_worker_and_stops(tmp_path):
    with register(tmp_path) as fresh:
        port = _free_port()
        site = fresh.start("serve", "--port", port, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            _until(90, lambda: _get(f"{address}/readyz")[0] == 200)
            link = next(word for _ in range(4) for word in site.stdout.readline().split() if "/welcome/" in word)
            status, page = _get(link)
            assert status == 200 and link.startswith(address)
            sheet = re.search(r'href="(/static/web/site\.[0-9a-f]+\.css)"', page)
            assert sheet and _get(address + sheet[1])[0] == 200
            assert "servanda_requests_total" in _get(f"{address}/metrics")[1]
            worker = next(p for p, line in _children(site.pid).items() if line.endswith("worker"))
            subprocess.run(["kill", "-9", str(worker)], check=True)
            _until(30, lambda: [p for p, line in _children(site.pid).items() if line.endswith("worker") and p != worker])
            assert fresh.servanda("serve", "--port", port).returncode == 2  # the port is taken
            refused = fresh.servanda("restore", Path(__file__))
            assert refused.returncode == 2
            site.send_signal(signal.SIGTERM)
            assert site.wait(40) == 0
            assert _get(f"{address}/healthz")[0] == 0
        finally:
            site.kill()
