"""Registers of their own, in folders and databases of their own, worked on by the `servanda` command as a person would."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its folder and the address of its database (empty: SQLite in the folder)."""

    home: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What its processes run with."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
        return {**kept, "SERVANDA_HOME": str(self.home), "SERVANDA_DATABASE_URL": self.database, "SERVANDA_LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": "servanda_site.config.settings",
                "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])}

    def servanda(self, *words: object, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a verb to its end."""
        return self.python("-m", "servanda.cli", *words, timeout=timeout)

    def verbs(self, *calls: Sequence[object], timeout: float = 300) -> list[tuple[int, str]]:
        """Run several verbs one after the other in one process: exit code and everything printed, of each."""
        done = self.python("-c", _VERBS, json.dumps([[str(word) for word in call] for call in calls]), timeout=timeout)
        assert done.returncode == 0, done.stderr
        return [(code, told) for code, told in json.loads(done.stdout)]

    def python(self, *words: object, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Run Python with this register's settings."""
        return subprocess.run([sys.executable, *map(str, words)], env=self.environment, capture_output=True, text=True,
                              timeout=timeout, check=False)

    def start(self, *words: object, **more: object) -> subprocess.Popen[str]:
        """Start a verb."""
        return subprocess.Popen([sys.executable, "-m", "servanda.cli", *map(str, words)], env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)  # type: ignore[call-overload,no-any-return]

    def run(self, code: str) -> str:
        """Run lines of Python in it, Django being set up; what they print."""
        done = self.python("-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def register(folder: Path, name: str = "home") -> Iterator[Register]:
    """An empty register beside that of the tests; on PostgreSQL with a database of its own."""
    server = os.environ.get("SERVANDA_TEST_DATABASE_URL", "")
    if not server:
        yield Register(folder / name)
        return
    import psycopg

    database = f"own_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")
    parts = urlsplit(server)
    try:
        yield Register(folder / name, urlunsplit(parts._replace(path=f"/{database}")))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")


_VERBS = """
import contextlib, io, json, sys
from servanda.cli import main
told = []
for words in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = main(words)
        except SystemExit as end:
            code = end.code
    told.append((code, out.getvalue()))
print(json.dumps(told))
"""
MAKE_DESK = """
from servanda_site.config.commands import migrate
migrate()
import desks
desks.make_desk()
"""
