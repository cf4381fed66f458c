"""Bytes kept under their hash."""

from pathlib import Path

import pytest

from servanda.documents import ByteStore, DamagedBytes


def test_store_gives_back_what_was_put_once(tmp_path: Path) -> None:
    store = ByteStore(tmp_path)
    address = store.put(b"paper")
    assert store.put(b"paper") == address
    assert store.get(address) == b"paper"
    assert list(store) == [address]


def test_store_notices_changed_bytes(tmp_path: Path) -> None:
    store = ByteStore(tmp_path)
    address = store.put(b"paper")
    path = next(tmp_path.glob("*/*/*"))
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(DamagedBytes):
        store.get(address)
    assert list(store.verify()) == [address]


def test_store_knows_what_it_does_not_hold(tmp_path: Path) -> None:
    store = ByteStore(tmp_path)
    assert "0" * 64 not in store
    with pytest.raises(KeyError):
        store.get("0" * 64)
    with pytest.raises(ValueError):
        store.get("../../etc/passwd")
