"""Bundles opened again: sound ones give what went in, damaged ones are refused by name."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from servanda.documents import Bundle, DamagedBundle, Document, Limits, Problem, collect, is_bundle

PAPERS = {"papers/a.txt": b"They met in Sofia.", "papers/b.txt": b"They signed a protocol."}


def parts(**changes: bytes) -> dict[str, bytes]:
    """The parts of a small bundle."""
    held = {f"originals/{hashlib.sha256(data).hexdigest()}": data for data in PAPERS.values()} | {"record.json": b"{}"}
    documents = [{"sha256": hashlib.sha256(d).hexdigest(), "path": p, "part_of": None} for p, d in PAPERS.items()]
    files = {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    manifest = {"format": "servanda-bundle", "version": 1, "documents": documents, "files": files}
    return held | {"manifest.json": json.dumps(manifest).encode()} | changes


def packed(path: Path, held: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return path


def gather(path: Path) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(collect([path], Limits(), problems.append)), problems


def test_bundle_gives_its_originals_by_their_first_names(tmp_path: Path) -> None:
    documents, problems = gather(packed(tmp_path / "july.servanda", parts()))
    assert {d.path: d.data for d in documents} == PAPERS and not problems


def test_unpacked_bundle_is_one_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(tmp_path / "july.servanda", parts())) as archive:
        archive.extractall(tmp_path / "july")
    documents, problems = gather(tmp_path / "july")
    assert {d.path: d.data for d in documents} == PAPERS and not problems


def test_bundle_beside_papers_is_passed_over(tmp_path: Path) -> None:
    packed(tmp_path / "july.servanda", parts())
    (tmp_path / "a.txt").write_text("They met.")
    assert [Path(d.path).name for d in gather(tmp_path)[0]] == ["a.txt"]


@pytest.mark.parametrize("length", [0, 3, 40, 200, -1])
def test_bundle_that_was_cut_off_is_refused_by_name(tmp_path: Path, length: int) -> None:
    path = packed(tmp_path / "july.servanda", parts())
    path.write_bytes(path.read_bytes()[:length])
    assert is_bundle(path)
    documents, problems = gather(path)
    assert not documents and [(p.code, p.path) for p in problems] == [("damaged", str(path))]
    with pytest.raises(DamagedBundle, match=r"july\.servanda.*write it anew"):
        Bundle(path)


def test_changed_parts_are_told_and_the_others_read(tmp_path: Path) -> None:
    first = f"originals/{hashlib.sha256(PAPERS['papers/a.txt']).hexdigest()}"
    path = packed(tmp_path / "july.servanda", parts(**{first: b"They met in Rome.", "record.json": b"[]"}))
    documents, problems = gather(path)
    assert [d.path for d in documents] == ["papers/b.txt"] and [p.code for p in problems] == ["damaged"]
    with Bundle(path) as bundle, pytest.raises(DamagedBundle, match="record.json"):
        bundle.record()


def test_parts_outside_an_unpacked_bundle_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"not yours")
    (tmp_path / "july").mkdir()
    files = {"../secret.txt": hashlib.sha256(b"not yours").hexdigest()}
    (tmp_path / "july" / "manifest.json").write_text(json.dumps({"format": "servanda-bundle", "files": files}))
    with Bundle(tmp_path / "july") as bundle, pytest.raises(DamagedBundle):
        bundle.part("../secret.txt")


@pytest.mark.parametrize("manifest", [b"{}", b"[]", b"null", b"{\"format\": \"servanda-bundle\"}", b"\xff", b"[" * 100_000])
def test_odd_manifests_are_damage(tmp_path: Path, manifest: bytes) -> None:
    with pytest.raises(DamagedBundle):
        Bundle(packed(tmp_path / "july.servanda", parts(**{"manifest.json": manifest})))
