"""Documents laid aside are those that were at hand."""

from __future__ import annotations

import os

import pytest

from servanda.documents import Document, Shelf
from servanda.reading.formats import Page


def test_what_is_laid_aside_comes_back() -> None:
    shelf = Shelf()
    papers = [Document.of(f"{n}.txt", data) for n, data in enumerate((b"one", b"", b"three" * 300_000))]
    aside = [p.aside(shelf) for p in papers]
    assert aside == papers
    assert [p.data for p in reversed(aside)] == [p.data for p in reversed(papers)]
    assert not any(isinstance(p.held, bytes) for p in aside)
    assert [p.at_hand().held for p in aside] == [p.held for p in papers]


def test_the_picture_of_a_page_comes_back() -> None:
    shelf = Shelf()
    assert Page(1, 0, 3, b"drawn").aside(shelf).image == b"drawn"
    assert Page(2, 3, 5).aside(shelf).image is None


def test_a_shelf_goes_with_its_last_document() -> None:
    shelf = Shelf()
    paper = Document.of("a.txt", b"one").aside(shelf)
    file = shelf._file
    del shelf
    assert paper.data == b"one"
    del paper
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(file)


def test_without_room_a_document_stays_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError("no room")

    shelf, paper = Shelf(), Document.of("a.txt", b"one")
    monkeypatch.setattr(os, "pwrite", full)
    assert paper.aside(shelf).held == b"one"
