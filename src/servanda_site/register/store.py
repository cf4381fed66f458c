"""Where the register keeps bytes: papers as they came and texts as they were read, each under its own hash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from servanda.documents.store import ByteStore


def store() -> ByteStore:
    """The register's byte store."""
    return _store(str(settings.PAPERS))


@lru_cache(maxsize=4)
def _store(folder: str) -> ByteStore:
    return ByteStore(Path(folder))
