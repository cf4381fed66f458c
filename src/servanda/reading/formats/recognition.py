"""Recognition of text on pictures of pages, by Debian's tesseract where it is installed.

Which of its language packs are ours stands in the language data (`recognition.yml`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.documents import Document, Limits, PaperProblem, Problem
from servanda.reading.formats.extracted import Pages

_PROGRAM = "tesseract"
_PACKAGE = "tesseract-ocr-"


class Recognition(BaseModel):
    """`recognition.yml` of a language: the pack of the recognition program that reads it.

    rank: the program tries packs in this order; one whose letters include those of another stands before it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pack: str = ""
    rank: int = 99


class Recogniser:
    """Reads pictures of one document's pages, within its time.

    slowly: told before each picture how many are done and how many there are, since it takes long. PaperProblem: the program or
    its packs are missing.
    """

    def __init__(self, document: Document, limits: Limits, slowly: Pages, pictures: int = 1) -> None:
        self.path, self.limits = document.path, limits
        self._slowly, self._deadline = slowly, 0.0
        self._pictures, self._done = pictures, 0
        program = shutil.which(_PROGRAM)
        if program is None:
            raise PaperProblem(Problem("scan-unread", document.path, {"packages": packages()}))
        self._program = program
        there = _installed(program)
        self._packs = [pack for pack in packs() if pack in there]
        if not self._packs:
            raise PaperProblem(Problem("scan-packs", document.path, {"packages": packages()}))

    def text(self, picture: bytes, dots: int | None = None) -> str:
        """The text on a picture (any format the program reads), "" where there is none.

        dots: its dots per inch where the picture does not say so. PaperProblem: no sound picture, or no time left.
        """
        return self._run(picture, *(["--dpi", str(dots)] if dots else [])).decode("utf-8", "replace").strip()

    def as_pdf(self, picture: bytes) -> bytes:
        """A picture as a PDF with a page for each of its own."""
        return self._run(picture, "pdf")

    def _run(self, picture: bytes, *options: str) -> bytes:
        if self._done < self._pictures:
            self._slowly(self._done, self._pictures)
            self._done += 1
        if not self._deadline:
            self._deadline = time.monotonic() + self.limits.ocr_seconds
        try:
            done = subprocess.run(  # noqa: S603 - found on the path, its arguments are ours
                [self._program, "stdin", "stdout", "-l", "+".join(self._packs), *options], input=picture,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"}, timeout=max(0.1, self._deadline - time.monotonic()),
            )
        except subprocess.TimeoutExpired:
            slow = Problem("too-slow", self.path, {"limit": self.limits.ocr_seconds, "option": "ocr-seconds"})
            raise PaperProblem(slow) from None
        if done.returncode:
            raise PaperProblem(Problem("damaged", self.path, {"kind": "image"}))
        return done.stdout


def packs() -> tuple[str, ...]:
    """The packs of the languages installed here, in the order to try them."""
    known = [languages.load(tag).section("recognition", Recognition) for tag in languages.installed()]
    return tuple(r.pack for r in sorted(known, key=lambda r: (r.rank, r.pack)) if r.pack)


def packages() -> str:
    """The system's packages that hold our packs."""
    return " ".join(_PACKAGE + pack for pack in packs())


def lacking(tag: str | None) -> str:
    """The system's packages, not installed here, that recognise a language; those of all of ours where it is not known."""
    program = shutil.which(_PROGRAM)
    there = _installed(program) if program is not None else frozenset()
    own = languages.load(tag).section("recognition", Recognition).pack if tag in languages.installed() and tag else None
    return " ".join(_PACKAGE + pack for pack in packs() if pack not in there and own in (pack, None))


def _installed(program: str) -> frozenset[str]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, check=False, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode("ascii", "replace").split())
