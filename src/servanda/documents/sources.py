"""Where papers come from: files, folders (walked) and standard input, each paper once."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from servanda.documents import archive, media
from servanda.documents.bundle import Bundle, DamagedBundle, is_bundle
from servanda.documents.document import Document
from servanda.documents.limits import Limits
from servanda.documents.names import NOT_PAPERS, is_paper_name
from servanda.documents.problems import Parameter, Problem, shown

STANDARD_INPUT = "-"
OnProblem = Callable[[Problem], None]

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_PAGE_PARTS = frozenset({".css", ".js", ".download"})
_PIPES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def collect(paths: Iterable[str | Path], limits: Limits, on_problem: OnProblem, *, any_name: bool = False) -> Iterator[Document]:
    """The papers found at these paths, in a stable order; the same bytes met twice are one paper.

    Args:
        paths: files, folders (walked in the order of names; hidden files are passed over), bundles (their originals) or
            "-" (standard input). ZIP files, met anywhere, stand for the papers in them.
        limits: papers over `file_bytes` are refused before they are read.
        on_problem: told of everything that could not be read; the others are read all the same.
        any_name: also take text from files that are data or code by their names, where these are named themselves.
    """
    seen: set[str] = set()
    for path in paths:
        for document in _at(str(path), limits, on_problem, any_name):
            if document.sha256 not in seen:
                seen.add(document.sha256)
                yield document


def _at(path: str, limits: Limits, on_problem: OnProblem, any_name: bool) -> Iterator[Document]:
    if path == STANDARD_INPUT:
        yield from _taken(path, _standard_input, limits, on_problem)
    elif is_bundle(Path(path)):
        yield from _bundled(path, limits, on_problem)
    elif _is_folder(path):
        yield from _folder(path, limits, on_problem)
    else:
        for document in _taken(path, partial(_file, path), limits, on_problem):
            suffix = Path(path).suffix.lower()
            if document.media_type == media.TEXT and suffix in NOT_PAPERS and not any_name:
                on_problem(_problem("not-a-paper", shown(path), suffix=suffix))
            else:
                yield document


def _is_folder(path: str) -> bool:
    """Whether a path is a folder; one that may not be looked at is taken for a file, which then tells why it cannot be read."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _bundled(path: str, limits: Limits, on_problem: OnProblem) -> Iterator[Document]:
    """The papers a bundle holds."""
    try:
        with Bundle(Path(path)) as bundle:
            yield from bundle.documents(limits, on_problem)
    except DamagedBundle:
        on_problem(_problem("damaged", shown(path), kind="bundle"))


def _folder(path: str, limits: Limits, on_problem: OnProblem) -> Iterator[Document]:
    """Walk a folder with a list of what is still to do, so that depth costs nothing. Links to folders are passed over."""
    empty, waiting = True, [path]
    while waiting:
        current = waiting.pop()
        if not _is_folder(current):
            empty = False
            yield from _taken(current, partial(_file, current), limits, on_problem)
            continue
        try:
            waiting += reversed(_entries(current))
        except OSError as error:
            empty = False
            on_problem(_refusal(current, error, "closed-folder"))
    if empty:
        on_problem(Problem("empty-folder", shown(path)))


def _entries(folder: str) -> list[str]:
    """What a folder holds, by name: its sub-folders and the files that may be papers."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda e: e.name)
    pages = {Path(e.name).stem for e in listed if Path(e.name).suffix.lower() in _PAGES}
    return [e.path for e in listed if _is_candidate(e) and not _belongs_to_page(e, pages)]


def _belongs_to_page(entry: os.DirEntry[str], pages: set[str]) -> bool:
    """Whether this is the folder a browser saved with a page: named after it, with the page's styles or scripts in it."""
    if entry.name.rpartition("_")[0] not in pages:
        return False
    try:
        return entry.is_dir() and any(part.suffix.lower() in _PAGE_PARTS for part in Path(entry.path).iterdir())
    except OSError:
        return False


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    """Whether to look at what stands in a folder; links to folders may lead in circles and are passed over."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return not entry.name.startswith(".")
        return is_paper_name(entry.name) and not entry.is_dir()
    except OSError:
        return True


def _taken(path: str, load: Callable[[int], bytes], limits: Limits, on_problem: OnProblem) -> Iterator[Document]:
    """One document, or one problem."""
    name = shown(path)
    try:
        data = load(limits.file_bytes)
    except _TooLarge as error:
        on_problem(_problem("too-large", name, size=_megabytes(error.size), limit=_megabytes(limits.file_bytes)))
    except _NoFile:
        on_problem(Problem("not-a-file", name))
    except OSError as error:
        on_problem(_refusal(path, error, "closed-file"))
    else:
        yield from opened(Document.of(name, data), limits, on_problem)


def opened(document: Document, limits: Limits, on_problem: OnProblem) -> Iterator[Document]:
    """A document itself, or the papers in it where it is an archive."""
    if archive.is_archive(document, limits):
        yield from archive.papers(document, limits, on_problem)
    else:
        yield document


class _TooLarge(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class _NoFile(Exception):
    pass


def _file(path: str, limit: int) -> bytes:
    """The bytes of a file. Devices, sockets and named pipes are refused: reading them may never end."""
    if "\0" in path:
        raise FileNotFoundError(path)
    piped = stat.S_ISFIFO(Path(path).stat().st_mode) and path.startswith(_PIPES)
    if not piped and not Path(path).is_file():
        raise _NoFile
    with open(path, "rb", opener=None if piped else _at_once) as file:  # noqa: PTH123 - a path's own `open` takes no opener
        told = os.fstat(file.fileno())
        if not piped and not stat.S_ISREG(told.st_mode):  # put there meanwhile
            raise _NoFile
        if told.st_size > limit:
            raise _TooLarge(told.st_size)
        return _whole(file.read(limit + 1) or b"", limit)


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for anything it may wait for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _standard_input(limit: int) -> bytes:
    return _whole(sys.stdin.buffer.read(limit + 1), limit)


def _whole(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise _TooLarge(len(data))
    return data


def _refusal(path: str, error: OSError, closed: str) -> Problem:
    name = shown(path)
    if isinstance(error, PermissionError):
        return Problem(closed, name)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem("missing", name)
    return _problem("system-refused", name, error=error.strerror or type(error).__name__)


def _problem(code: str, path: str, **params: Parameter) -> Problem:
    return Problem(code, path, params)


def _megabytes(size: int) -> float:
    return round(size / 1_000_000, 1)
