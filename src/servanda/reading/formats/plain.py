"""Plain text and Markdown: the decoded bytes, nothing changed."""

from __future__ import annotations

from servanda.documents import Document, Limits, PaperProblem, Problem
from servanda.reading import frontmatter
from servanda.reading.formats.decoding import Decoded, decode
from servanda.reading.formats.extracted import Extracted


def read(document: Document, limits: Limits) -> Extracted:
    """The decoded text, whole: a byte order mark is left out, line ends and everything else are kept.

    PaperProblem: the text is blank or too long.
    """
    if len(document.data) > 4 * limits.characters:  # no encoding takes more than four bytes for a character
        raise PaperProblem(Problem("too-long", document.path, {"limit": limits.characters}))
    decoded = decode(document.data)
    if not decoded.text.strip():
        raise PaperProblem(Problem("no-text", document.path))
    head = frontmatter.find(decoded.text)
    metadata = {**(head.values if head else {}), "encoding": decoded.encoding}
    return Extracted(decoded.text, metadata, problems=problems_of(decoded, document.path))


def problems_of(decoded: Decoded, path: str) -> tuple[Problem, ...]:
    """What to say of bytes that were no valid text."""
    if not decoded.invalid:
        return ()
    return (Problem("bad-encoding", path, {"count": decoded.invalid, "encoding": decoded.encoding.upper()}),)
