"""A register of its own for each test process: a temporary folder, an SQLite file in it, or the PostgreSQL named by
SERVANDA_TEST_DATABASE_URL (tests/site/clusters.py starts one)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

_KEPT = ("SERVANDA_SEEDS", "SERVANDA_TEST_DATABASE_URL", "SERVANDA_CHROMIUM", "SERVANDA_SHOTS")
HOME = Path(tempfile.mkdtemp(prefix="servanda-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
for _name in [n for n in os.environ if n.startswith("SERVANDA_") and n not in _KEPT]:
    del os.environ[_name]  # a person's own register is never touched
(HOME / "static").mkdir()
os.environ["SERVANDA_HOME"] = str(HOME)
os.environ["SERVANDA_DATABASE_URL"] = os.environ.get("SERVANDA_TEST_DATABASE_URL", "")
os.environ["SERVANDA_LOG_LEVEL"] = "WARNING"
os.environ["DJANGO_SETTINGS_MODULE"] = "servanda_site.config.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = {**settings.STORAGES,
                     "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
django.setup()

import desks  # noqa: E402
import pytest  # noqa: E402
from django.test import Client  # noqa: E402

from servanda_site.accounts.models import User  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(db: None) -> desks.Desk:
    """Accounts of every role and a partnership AZ-VN with its record (see desks.Desk)."""
    return desks.make_desk()


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """A browser of somebody who has signed in: client_of(desk.officer). Without somebody: one who has not."""

    def made(user: User | None = None, **options: object) -> Client:
        client = Client(**options)  # type: ignore[arg-type]
        if user is not None:
            client.force_login(user, backend=BACKEND)
        return client

    return made


@pytest.fixture
def work() -> Callable[[], int]:
    """Do what waits for a worker, here and now: work() returns how many tasks were run."""

    def run() -> int:
        from django_tasks_db.models import DBTaskResult

        count = 0
        while (waiting := DBTaskResult.objects.ready().first()) is not None:
            result = waiting.task_result
            DBTaskResult.objects.filter(pk=waiting.pk).delete()
            waiting.task.call(*result.args, **result.kwargs)
            count += 1
        return count

    return run


@pytest.fixture
def papers_home(settings: object, tmp_path: Path) -> Iterator[Path]:
    """A byte store of the test's own (for tests that damage or count what is kept)."""
    settings.PAPERS = tmp_path / "papers"  # type: ignore[attr-defined]
    yield tmp_path / "papers"
