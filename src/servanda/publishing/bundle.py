"""A bundle: one ZIP file with the originals, their texts, the claims, the record, and a manifest of hashes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.documents.bundle import CLAIMS, FORMAT, MANIFEST, ORIGINALS, RECORD, VERSION
from servanda.publishing import whole

if TYPE_CHECKING:
    from servanda.reader import Reading

_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same input gives the same bytes


def write(path: Path, reading: Reading) -> Path:
    """Write a bundle beside its name and move it in place: a crash leaves no half bundle."""
    with whole.drafted(path) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        _fill(archive, reading)
    return path


def _fill(archive: zipfile.ZipFile, reading: Reading) -> None:
    manifest: dict[str, str] = {}

    def add(name: str, data: bytes) -> None:
        if name in manifest:  # papers in several formats may have one text
            return
        manifest[name] = hashlib.sha256(data).hexdigest()
        archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)

    for document in reading.documents:
        add(ORIGINALS + document.sha256, document.data)
    for text in reading.texts:
        add(f"texts/{text.sha256}.txt", text.content.encode("utf-8", "surrogatepass"))
    lines = [json.dumps(asdict(c), ensure_ascii=False, sort_keys=True) for c in reading.claims]
    add(CLAIMS, "\n".join(lines).encode())
    add(RECORD, reading.record.to_json().encode())
    papers = [{"sha256": d.sha256, "path": d.path, "part_of": d.part_of} for d in reading.documents]
    head = {"format": FORMAT, "version": VERSION, "run": reading.record.run and reading.record.run.model_dump(),
            "documents": papers, "files": dict(manifest)}
    archive.writestr(zipfile.ZipInfo(MANIFEST, _EPOCH), json.dumps(head, indent=1, sort_keys=True).encode(),
                     zipfile.ZIP_DEFLATED)
