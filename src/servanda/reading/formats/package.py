"""Packages: papers that are archives of XML parts (DOCX, ODT), opened only when they unpack to no more than agreed."""

from __future__ import annotations

import io
import zipfile
import zlib

from servanda.documents import Document, Limits, PaperProblem, Problem

_OLE = b"\xd0\xcf\x11\xe0"
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# Below this size unpacked, how many times smaller a package is says nothing.
_SMALL = 10_000_000


class Package:
    """An archive whose parts have been counted and measured before any is unpacked.

    PaperProblem: it is encrypted, damaged, has too many parts or would unpack to too much.
    """

    def __init__(self, document: Document, limits: Limits, kind: str) -> None:
        self.path, self.kind = document.path, kind
        if document.data.startswith(_OLE):
            raise self.problem("encrypted")
        entries = document.data.count(_ENTRY)
        if entries > limits.package_parts:
            raise self.problem("too-many-parts", parts=entries, limit=limits.package_parts)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(document.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            raise self.problem("damaged", kind=kind) from None
        self._sizes = {item.filename: item.file_size for item in self._archive.infolist()}
        total = sum(item.file_size for item in self._archive.infolist())
        ratio = total / max(1, len(document.data))
        if total > limits.expanded_bytes or (total > _SMALL and ratio > limits.expansion_ratio):
            raise self.problem("expands", size=total // 1_000_000)
        if any(item.flag_bits & _ENCRYPTED for item in self._archive.infolist()):
            raise self.problem("encrypted")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of this name."""
        if name not in self._sizes:
            return None
        try:
            with self._archive.open(name) as part:
                return part.read(self._sizes[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise self.problem("damaged", kind=self.kind) from None

    def problem(self, code: str, **params: str | int) -> PaperProblem:
        """What is wrong with this package."""
        return PaperProblem(Problem(code, self.path, params))
