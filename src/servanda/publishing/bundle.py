"""A bundle: one ZIP file with the originals, their texts, the claims, the record, and a manifest of hashes."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reader import Reading

FORMAT = "servanda-bundle"
VERSION = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same input gives the same bytes


def write(path: Path, reading: Reading) -> Path:
    """Write a bundle beside its name and move it in place: a crash leaves no half bundle."""
    draft = path.with_name(path.name + ".part")
    manifest: dict[str, str] = {}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, data: bytes) -> None:
            manifest[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)

        for document in reading.documents:
            add(f"originals/{document.sha256}", document.data)
        for text in reading.texts:
            add(f"texts/{text.sha256}.txt", text.content.encode("utf-8", "surrogatepass"))
        lines = [json.dumps(asdict(c), ensure_ascii=False, sort_keys=True) for c in reading.claims]
        add("claims.jsonl", "\n".join(lines).encode())
        add("record.json", reading.record.to_json().encode())
        head = {"format": FORMAT, "version": VERSION, "run": reading.record.run and reading.record.run.model_dump(),
                "files": dict(manifest)}
        add("manifest.json", json.dumps(head, indent=1, sort_keys=True).encode())
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(path)
    return path
