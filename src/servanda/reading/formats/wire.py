"""What is said between the reading process and the one that opens papers: JSON and raw bytes, never code.

A message is a JSON object and some byte strings. The process that opens papers may have been taken over by one, so its
answers are only data, and no longer than agreed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from servanda.documents import Document, Limits, Problem
from servanda.reading.formats.extracted import Extracted, Page

Message = tuple[dict[str, Any], list[bytes]]
_HEAD = struct.Struct(">QQ")
_SIZE = struct.Struct(">Q")


class Garbled(Exception):
    """A message that is cut off, too long or not in form."""


def pack(words: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """A message as bytes."""
    body = json.dumps(words).encode("ascii")
    sizes = b"".join(_SIZE.pack(len(b)) for b in blobs)
    return b"".join((_HEAD.pack(len(body), len(blobs)), sizes, body, *blobs))


def unpack(take: Callable[[int], bytes], most: int) -> Message:
    """The next message.

    Args:
        take: gives exactly so many bytes, or fails.
        most: how long a message may be. Garbled: it is longer or not in form.
    """
    length, count = _HEAD.unpack(take(_HEAD.size))
    if length > most or count > most // _SIZE.size:
        raise Garbled
    sizes = [_SIZE.unpack(take(_SIZE.size))[0] for _ in range(count)]
    if length + sum(sizes) > most:
        raise Garbled
    try:
        words = json.loads(take(length))
    except ValueError:
        raise Garbled from None
    if not isinstance(words, dict):
        raise Garbled
    return words, [take(size) for size in sizes]


def request(document: Document, limits: Limits) -> bytes:
    """Ask for the text of a document."""
    described = {"path": document.path, "sha256": document.sha256, "media_type": document.media_type,
                 "part_of": document.part_of, "depth": document.depth}
    return pack({"document": described, "limits": asdict(limits)}, [document.data])


def requested(message: Message) -> tuple[Document, Limits]:
    """What a request asks for."""
    words, blobs = message
    return Document(held=blobs[0], **words["document"]), Limits(**words["limits"])


def answer(extracted: Extracted) -> bytes:
    """The text of a document and what came with it."""
    blobs = [d.data for d in extracted.attachments] + [p.image for p in extracted.pages if p.image is not None]
    return pack({
        "text": extracted.text, "metadata": extracted.metadata, "problems": [_told(p) for p in extracted.problems],
        "attachments": [[d.path, d.part_of, d.depth] for d in extracted.attachments],
        "pages": [[p.number, p.start, p.end, p.image is not None] for p in extracted.pages],
    }, blobs)


def refusal(problem: Problem) -> bytes:
    """Why there is no text."""
    return pack({"refused": _told(problem)})


def pages(message: Message) -> tuple[int, int]:
    """How many pages are recognised, and how many are to be. Garbled: it is not in form."""
    match message[0].get("slowly"):
        case [int(done), int(pages)]:
            return done, pages
    raise Garbled


def answered(message: Message) -> Extracted:
    """The extracted text of an answer. Garbled: it is not in form."""
    words, blobs = message
    try:
        rest = iter(blobs)
        attachments = tuple(Document.of(path, next(rest), part_of=part_of, depth=depth)
                            for path, part_of, depth in words["attachments"])
        pages = tuple(Page(number, start, end, next(rest) if image else None)
                      for number, start, end, image in words["pages"])
        problems = tuple(problem(p) for p in words["problems"])
        return Extracted(str(words["text"]), words["metadata"], attachments, pages, problems)
    except (KeyError, TypeError, ValueError, StopIteration, RuntimeError) as error:
        raise Garbled from error


def problem(told: Sequence[Any]) -> Problem:
    """A problem out of a message."""
    code, path, params, place = told
    return Problem(code, path, params, place)


def _told(problem: Problem) -> list[Any]:
    return [problem.code, problem.path, dict(problem.params), problem.place]
