"""Limits: how much one paper may cost. Each is an option; docs/guide/limits.md explains them."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may weigh, hold and take; a paper over a limit is refused with a problem, never cut.

    file_bytes: size of a file, attachment or standard input.
    characters: length of the extracted text (two million are about 700 pages).
    pages: pages of a PDF.
    expanded_bytes, expansion_ratio: size of a DOCX or ODT once unpacked, and how many times its packed size that is.
    package_parts: files packed in a DOCX or ODT.
    nesting: depth to which HTML or XML elements are followed; text below is still read, without its structure.
    mail_depth: mails attached to mails. attachments: parts taken from one mail.
    seconds: time to extract the text of one paper. ocr_seconds: the same when pages must be recognised.
    ocr_pages: scanned pages recognised in one paper. image_pixels: points of an image, or of a page drawn as one.
    memory_bytes: address space of the process that opens papers (plain text is read without it).
    facts_seconds: time of the processor in which facts are looked for in one paper.
    """

    file_bytes: int = 50 * _MEGABYTE
    characters: int = 2_000_000
    pages: int = 500
    expanded_bytes: int = 200 * _MEGABYTE
    expansion_ratio: int = 200
    package_parts: int = 5_000
    nesting: int = 500
    mail_depth: int = 3
    attachments: int = 100
    seconds: float = 60.0
    ocr_seconds: float = 300.0
    ocr_pages: int = 20
    image_pixels: int = 60_000_000
    memory_bytes: int = 2_000 * _MEGABYTE
    facts_seconds: float = 300.0
