"""Archives: the papers in them by their places, and every hostile one told in a line."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.documents import Document, Limits, Problem, collect, opened

TALKS = b"The two ministers met in Sofia and spoke of rail freight."
LIMITS = Limits(file_bytes=3_000, expanded_bytes=20_000_000, package_parts=20)


def packed(*parts: tuple[str | zipfile.ZipInfo, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return held.getvalue()


def link(name: str, target: str, kind: int = stat.S_IFLNK) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    return info, target.encode()


def locked(data: bytes) -> bytes:
    """The same archive, its parts said to be encrypted."""
    held = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = held.find(sign)
        while start >= 0:
            held[start + at] |= 1
            start = held.find(sign, start + 1)
    return bytes(held)


def understated(data: bytes, size: int) -> bytes:
    """The same archive, said to unpack to `size` bytes."""
    held = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", held, held.find(sign) + at, size)
    return bytes(held)


def read(data: bytes, name: str = "july.zip", limits: Limits = LIMITS) -> tuple[dict[str, bytes], dict[str, str]]:
    problems: list[Problem] = []
    found = {d.path: d.data for d in opened(Document.of(name, data), limits, problems.append)}
    assert all("\n" not in p.line("en") and len(p.line("fr")) > len(p.path) for p in problems)
    return found, {p.path: p.code for p in problems}


def test_papers_come_by_their_places_and_what_is_none_is_passed_over() -> None:
    data = packed(("a.txt", TALKS), ("visits/", b""), ("visits/2031/b.txt", TALKS + b"!"), ("visits/data.csv", b"1"),
                  ("__MACOSX/a.txt", b"x"), (".hidden/c.txt", b"x"), ("Thumbs/.DS_Store", b"x"))
    assert read(data) == ({"july.zip/a.txt": TALKS, "july.zip/visits/2031/b.txt": TALKS + b"!"}, {})


def test_archives_met_in_a_folder_are_opened(tmp_path: Path) -> None:
    (tmp_path / "july.zip").write_bytes(packed(("a.txt", TALKS)))
    problems: list[Problem] = []
    assert [d.path for d in collect([tmp_path], LIMITS, problems.append)] == [f"{tmp_path}/july.zip/a.txt"] and not problems


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype", "META-INF/container.xml"])
def test_a_paper_that_is_a_package_stays_one(part: str) -> None:
    data = packed((part, b"x"), ("a.txt", TALKS))
    assert read(data) == ({"july.zip": data}, {})


def test_packages_stored_in_an_archive_are_papers_of_it() -> None:
    letter = packed(("[Content_Types].xml", b"x"), ("word/document.xml", b"x"))
    assert list(read(packed(("letter.docx", letter), kind=zipfile.ZIP_STORED))[0]) == ["july.zip/letter.docx"]


@pytest.mark.parametrize(("name", "told"), [
    ("/etc/papers.txt", "outside-archive"), ("../../papers.txt", "outside-archive"), ("a/../../b.txt", "outside-archive"),
    ("C:\\papers.txt", "outside-archive"), ("..\\papers.txt", "outside-archive"), ("\\\\server\\papers.txt", "outside-archive"),
])
def test_a_name_that_leads_outside_is_refused_and_the_others_read(name: str, told: str) -> None:
    found, problems = read(packed((name, b"x"), ("a.txt", TALKS)))
    assert list(found) == ["july.zip/a.txt"] and list(problems.values()) == [told]


@pytest.mark.parametrize(("part", "told"), [
    (link("b.txt", "/etc/passwd"), "link"), (link("b.txt", "a.txt"), "link"), (link("b.txt", "", stat.S_IFIFO), "not-a-file"),
    (("b.txt", b"x" * 3_001), "too-large"), (("b.zip", packed(("c.txt", TALKS))), "nested-archive"),
])
def test_a_part_that_is_no_paper_is_told(part: tuple[str | zipfile.ZipInfo, bytes], told: str) -> None:
    found, problems = read(packed(part, ("a.txt", TALKS)))
    assert list(found) == ["july.zip/a.txt"] and list(problems.values()) == [told]
    assert next(iter(problems)).startswith("july.zip/b.")


def broken(data: bytes) -> bytes:
    at = data.find(b"PK\x01\x02")
    return data[:at - 8] + b"\xff" * 8 + data[at:]


@pytest.mark.parametrize(("make", "told"), [
    (lambda: packed(*((f"{n}.txt", bytes(2_000_000)) for n in range(12))), "expands"),  # together too much
    (lambda: packed(*((f"{n}.txt", bytes(2_000)) for n in range(21))), "too-many-parts"),
    (lambda: packed(("a.txt", bytes(11_000_000))), "expands"),  # a thousand times its size
    (lambda: locked(packed(("a.txt", TALKS), ("b.txt", TALKS))), "encrypted"),
    (lambda: packed(("a.txt", TALKS))[:60], "damaged"),
    (lambda: packed(), "empty-archive"),
    (lambda: packed(("data.csv", b"1")), "empty-archive"),
])
def test_a_hostile_archive_is_one_line(make: Callable[[], bytes], told: str) -> None:
    found, problems = read(make())
    assert not found and problems == {"july.zip": told}


def test_a_part_that_unpacks_to_more_than_it_says_is_damaged() -> None:
    found, problems = read(understated(packed(("a.txt", bytes(2_000_000))), 100))
    assert not found and problems == {"july.zip/a.txt": "damaged"}


def test_a_damaged_part_is_told_and_the_others_read() -> None:
    found, problems = read(broken(packed(("a.txt", TALKS), ("b.txt", TALKS * 9), kind=zipfile.ZIP_STORED)))
    assert list(found) == ["july.zip/a.txt"] and problems == {"july.zip/b.txt": "damaged"}
