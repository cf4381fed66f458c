"""What `servanda check` finds; what a worker takes up after a crash."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import models
from django.utils import timezone

from servanda_site.config import archive
from servanda_site.config.checking import check_all
from servanda_site.config.commands.worker import Working, take_up
from servanda_site.register import tasks
from servanda_site.register.actions import seal
from servanda_site.register.actions.bring_in import bring_in, lease
from servanda_site.register.journal import verify
from servanda_site.register.models import Claim, Entry, FactClaim, LogEntry, Paper
from servanda_site.register.store import store


@pytest.fixture
def faults(papers_home, desk):
    def found() -> dict[str, tuple[str, ...]]:
        return {o.name: o.faults for o in check_all() if o.faults}

    return found


def _path(sha256):
    return store().root / sha256[:2] / sha256[2:4] / sha256


def test_sound_register_has_no_faults(faults):
    assert faults() == {}


def test_damaged_bytes_are_found(faults, desk):
    where = _path(desk.baku.sha256)
    where.chmod(0o600)
    where.write_bytes(b"something else")
    assert f"paper {desk.baku.pk}" in faults()["stored bytes"][0] and "changed" in faults()["stored bytes"][0]


@pytest.mark.parametrize(("column", "value"), [
    (models.TimeField(), time(9, 30)), (models.TimeField(), time(9, 30, 1, 2)),
    (models.DurationField(), timedelta(days=-2, seconds=3.5)),
    (models.DecimalField(max_digits=9, decimal_places=3), Decimal("10.500")), (models.UUIDField(), uuid.UUID(int=7)),
    (models.BinaryField(), b"\x00\xff"), (models.DateField(), date(2025, 2, 28)),
    (models.DateTimeField(), datetime(2025, 2, 28, 1, 2, 3, 4, tzinfo=UTC)), (models.JSONField(), {"a": [1, None, 2.5]}),
    (models.CharField(), "\ud800é"), (models.BooleanField(), True), (models.FloatField(), 0.1),
    (models.BigIntegerField(), 2**62)])
def test_every_kind_of_value_comes_back_from_a_backup_as_it_was(column, value):
    column.set_attributes_from_name("column")
    kept = json.loads(json.dumps(archive.plain(value), ensure_ascii=False))
    assert archive.unplain(column, kept) == value


def test_rows_a_backup_cannot_hold_are_found(faults, monkeypatch):
    held = archive.plain
    monkeypatch.setattr(archive, "plain", lambda value: value if isinstance(value, date) else held(value))
    assert any("accounts.user: a backup cannot hold it (joined: " in line for line in faults()["backup"]), faults()
    monkeypatch.setattr(archive, "plain", lambda value: held(value)[:10] if isinstance(value, datetime) else held(value))
    assert any("comes back as" in line for line in faults()["backup"])


@pytest.mark.parametrize("what", ["paper", "text"])
def test_missing_bytes_are_found(faults, desk, what):
    _path(desk.baku.sha256 if what == "paper" else desk.baku.reading.content).unlink()
    assert "not kept" in faults()["stored bytes"][0]


def test_lost_and_leaking_search_entries_are_found(faults, desk):
    Entry.objects.filter(paper=desk.baku).delete()
    assert any(f"paper {desk.baku.pk}" in line for line in faults()["search index"])
    Paper.objects.filter(pk=desk.hanoi.pk).update(state=Paper.State.SEALED)
    assert any("out of sight" in line for line in faults()["search index"])


def test_record_without_its_claim_is_found(faults):
    claim = FactClaim.objects.first().claim
    Claim.objects.filter(pk=claim).delete()
    assert any(claim in line for line in faults()["record"])


@pytest.mark.parametrize(("change", "fault"), [
    ({"who_name": "Other"}, "changed"), ({"payload": {"before": None, "after": "x", "why": ""}}, "payload"),
    ({"payload": None}, "payload"), ({"previous": "f" * 64}, "unbound"), ({"action": "read"}, "changed")])
def test_tampering_with_the_log_shows(desk, change, fault):
    LogEntry.objects.filter(number=2).update(**change)
    assert (2, fault) in list(verify())


def test_entry_taken_out_of_the_log_shows(desk):
    LogEntry.objects.filter(number=2).delete()
    assert (2, "missing") in list(verify())


def test_erasure_leaves_the_log_sound(faults, desk):
    clerk = desk.clerk
    seal.seal(desk.head, desk.secret, reason="by mistake")
    seal.ask_to_erase(desk.administrator, desk.secret, reason="not ours")
    seal.erase(clerk, desk.secret)
    assert list(verify()) == [] and LogEntry.objects.filter(document=desk.secret.sha256, payload__isnull=True).exists()
    assert faults() == {}


def test_paper_of_a_dead_reader_is_read_again(desk, work):
    paper = bring_in(desk.officer, "new.txt", b"Nothing of note.", partnership=desk.partnership).paper
    assert lease(paper, 420) and not lease(paper, 420)  # one of two workers
    assert work() >= 1 and Paper.objects.get(pk=paper.pk).state == Paper.State.READING
    take_up()
    Paper.objects.filter(pk=paper.pk).update(lease=timezone.now() - timedelta(seconds=1))
    tasks.sweep()
    assert Paper.objects.get(pk=paper.pk).state == Paper.State.WAITING


@pytest.mark.django_db(transaction=True)
def test_worker_does_what_waits_and_ends(client_of):
    import desks

    desk = desks.make_desk()
    paper = bring_in(desk.officer, "new.txt", b"  \n ", partnership=desk.partnership).paper
    Working(0.01, once=True).run()
    assert Paper.objects.get(pk=paper.pk).state == Paper.State.FAILED


def test_worker_outlives_a_database_that_is_gone(db, monkeypatch):
    from django.db import OperationalError

    working = Working(0.01)
    monkeypatch.setattr(working, "_tasks", lambda: (_ for _ in ()).throw(OperationalError("gone")))
    assert working._guarded(working._tasks, True) is True and working.trouble == 1
    assert working._guarded(lambda: False, True) is False and working.trouble == 0
