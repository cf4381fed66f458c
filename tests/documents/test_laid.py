"""Things laid aside are those that were added."""

from __future__ import annotations

import os
import pickle

import pytest

from servanda.documents import Laid, shelf

THINGS = [("a", 1), ("b", [2, "\ud800"]), ("c", None), ("d", {"e": "\u00e9"})]


@pytest.fixture(autouse=True)
def one_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "AT_HAND", 1)


def test_things_come_back_in_order_and_by_number() -> None:
    laid = Laid(THINGS)
    assert [*laid] == THINGS and len(laid) == 4
    assert [laid[n] for n in (3, 1, -4, -1)] == [THINGS[n] for n in (3, 1, -4, -1)]
    assert laid[1:3] == THINGS[1:3]
    with pytest.raises(IndexError):
        laid[4]


def test_only_the_first_are_the_same_things() -> None:
    laid = Laid(THINGS)
    assert laid[0] is THINGS[0] and laid[1] is not THINGS[1]


def test_things_are_compared_as_in_a_list() -> None:
    laid = Laid(THINGS)
    assert laid == THINGS == laid and laid == Laid(THINGS)
    assert laid != THINGS[:3] and laid != [*THINGS[:3], 0]


def test_few_are_a_plain_list_and_so_is_what_leaves_the_process() -> None:
    assert Laid(THINGS[:1]).plain() == THINGS[:1] and type(Laid(THINGS[:1]).plain()) is list
    assert type(Laid(THINGS).plain()) is Laid
    assert type(pickle.loads(pickle.dumps(Laid(THINGS)))) is list  # noqa: S301 - made here


def test_without_room_things_stay_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    laid, write, full = Laid(THINGS[:2]), os.pwrite, [False, True, False]

    def sometimes(file: int, data: bytes, at: int) -> int:
        if full.pop(0):
            raise OSError("no room")
        return write(file, data, at)

    monkeypatch.setattr(os, "pwrite", sometimes)
    laid.extend([*THINGS[2:], "e"])
    assert laid == [*THINGS, "e"]
