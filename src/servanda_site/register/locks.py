"""One writer at a time for what must be in order. SQLite's write transactions are that already; PostgreSQL gets a lock."""

from __future__ import annotations

import zlib

from django.db import connection


def serialised(name: str) -> None:
    """Wait for the named lock and hold it to the end of the transaction. Call inside `transaction.atomic`."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name}: to be called inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
