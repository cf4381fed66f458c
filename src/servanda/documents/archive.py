"""Archives: papers packed in one ZIP file, in folders or not. Measured before any is unpacked, and unpacked in memory alone."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from servanda.documents.document import Document
from servanda.documents.limits import Limits
from servanda.documents.names import is_paper_name
from servanda.documents.problems import Parameter, Problem, shown

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_KIND = "application/zip"
_SUFFIX = ".zip"
_ENCRYPTED = 0x1
_SMALL = 10_000_000  # bytes unpacked below which, how many times smaller an archive is says nothing
# How the parts begin that a paper which is itself a package has: DOCX and its like, ODT and its like, e-books.
_PACKAGED = ("[Content_Types].xml", "word/document", "xl/workbook", "ppt/presentation", "mimetype", "META-INF/container.xml")
_DRIVE = re.compile(r"[A-Za-z]:")
_BESIDE = "__MACOSX"  # where one system packs what it knows of the files besides
_Fault = tuple[str, dict[str, Parameter]]  # the code of what is wrong, and the names its sentence is filled with
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_archive(document: Document, limits: Limits) -> bool:
    """Whether a document is a ZIP file of papers, sound or not (a DOCX is a ZIP file too, but one paper)."""
    if not document.data.startswith(_ZIP):
        return False
    if document.data.count(_ENTRY) > limits.package_parts:
        return document.media_type == _KIND
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            return not any(name.startswith(_PACKAGED) for name in archive.namelist())
    except _BROKEN:
        return document.media_type == _KIND and Path(document.path).suffix.lower() == _SUFFIX


def papers(document: Document, limits: Limits, on_problem: Callable[[Problem], None]) -> Iterator[Document]:
    """The papers in an archive, named after it and their place in it.

    Args:
        limits: `package_parts`, `expanded_bytes` and `expansion_ratio` bound the archive, `file_bytes` each paper.
        on_problem: told of the archive where it cannot be opened or would unpack to too much; of a part that is locked,
            damaged, a link, too large, another archive, or named as if it stood outside. The others are given.
    """

    def refused(fault: _Fault, name: str = "") -> None:
        on_problem(Problem(fault[0], f"{document.path}/{shown(name)}" if name else document.path, fault[1]))

    wrong = _whole_fault(document, limits)
    if wrong is not None:
        refused(wrong)
        return
    count = 0
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
        for item in archive.infolist():
            if item.is_dir():
                continue
            if (fault := _fault(item, limits)) is not None:
                count += 1
                refused(fault, item.filename)
            elif _wanted(item.filename):
                count += 1
                paper = _unpacked(archive, item, document, limits)
                if isinstance(paper, Document):
                    yield paper
                else:
                    refused(paper, item.filename)
    if not count:
        refused(("empty-archive", {}))


def _whole_fault(document: Document, limits: Limits) -> _Fault | None:
    """What is wrong with an archive as a whole, before anything in it is unpacked."""
    entries = document.data.count(_ENTRY)
    if entries > limits.package_parts:
        return "too-many-parts", {"parts": entries, "limit": limits.package_parts}
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            packed = [item for item in archive.infolist() if not item.is_dir()]
    except _BROKEN:
        return "damaged", {"kind": "ZIP"}
    total = sum(item.file_size for item in packed)
    if total > limits.expanded_bytes or (total > _SMALL and total > limits.expansion_ratio * len(document.data)):
        return "expands", {"size": total // 1_000_000}
    return ("encrypted", {}) if packed and all(item.flag_bits & _ENCRYPTED for item in packed) else None


def _fault(item: zipfile.ZipInfo, limits: Limits) -> _Fault | None:
    """What is wrong with a part before it is unpacked."""
    name = item.filename.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "outside-archive", {}
    kind = stat.S_IFMT(item.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return ("link" if kind == stat.S_IFLNK else "not-a-file"), {}
    if not _wanted(item.filename):
        return None
    if item.flag_bits & _ENCRYPTED:
        return "encrypted", {}
    if item.file_size > limits.file_bytes:
        return "too-large", {"size": round(item.file_size / 1_000_000, 1), "limit": limits.file_bytes / 1_000_000}
    return None


def _wanted(name: str) -> bool:
    *folders, last = name.replace("\\", "/").split("/")
    return is_paper_name(last) and not any(f.startswith(".") or f == _BESIDE for f in folders)


def _unpacked(archive: zipfile.ZipFile, item: zipfile.ZipInfo, document: Document, limits: Limits) -> Document | _Fault:
    """One paper, or what is wrong with it."""
    try:
        with archive.open(item) as part:
            data = part.read(item.file_size + 1)
    except _BROKEN:
        return "damaged", {"kind": "ZIP"}
    paper = Document.of(f"{document.path}/{shown(item.filename)}", data)
    return ("nested-archive", {}) if is_archive(paper, limits) else paper
