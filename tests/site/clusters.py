"""A PostgreSQL cluster for a run of tests: made in a temporary folder from Debian's packages, reached by a unix socket.

    python tests/site/clusters.py COMMAND...

starts one, runs the command with SERVANDA_TEST_DATABASE_URL set, stops it, and returns the command's exit code.
Exit code 77: PostgreSQL is not installed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ABSENT = 77
USER = "servanda"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, newest version first; None where it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]), reverse=True)
    if debian:
        return debian[0].parent
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


class Cluster:
    """A cluster in a folder: `url` is its address (postgresql:///...) while it runs."""

    def __init__(self, folder: Path, here: Path) -> None:
        self.folder, self.here, self.as_user = folder, here, _as_postgres(folder)
        self.url = f"postgresql://{USER}@/postgres?host={folder}"
        _run(self.as_user, here / "initdb", "-D", self._data, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust",
             "--no-sync")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Have it answer."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        _run(self.as_user, self.here / "pg_ctl", "-D", self._data, "-l", self.folder / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        """Have it go at once, whoever is at work; nothing where it is gone already."""
        if (self._data / "postmaster.pid").exists():
            _run(self.as_user, self.here / "pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A fresh, empty cluster that runs; stopped and removed afterwards.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    here = programs()
    if here is None:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="servanda-pg-"))
    try:
        made = Cluster(folder, here)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(folder: Path) -> list[str]:
    """What a command is started with so that it does not run as root, which PostgreSQL refuses; the folder is given away."""
    if os.getuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o755)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _run(before: list[str], *command: object) -> None:
    done = subprocess.run([*before, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")


def main(command: list[str]) -> int:
    """Run a command beside a cluster."""
    try:
        with cluster() as found:
            return subprocess.run(command, env={**os.environ, "SERVANDA_TEST_DATABASE_URL": found.url}, check=False).returncode
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return ABSENT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
