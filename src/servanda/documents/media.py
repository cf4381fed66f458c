"""media_type: what the bytes of a paper are, whatever its name says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
XML: Final = "application/xml"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
RTF: Final = "application/rtf"
MAIL: Final = "message/rfc822"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TIFF: Final = "image/tiff"
GIF: Final = "image/gif"
BMP: Final = "image/bmp"
WEBP: Final = "image/webp"
EMPTY: Final = "application/x-empty"
BINARY: Final = "application/octet-stream"
IMAGES: Final = frozenset({PNG, JPEG, TIFF, GIF, BMP, WEBP})

# How files begin. Where a name is None the bytes are known to be no paper, but not worth a name of their own.
_MAGIC: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"{\\rtf", RTF),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"II*\x00", TIFF),
    (0, b"MM\x00*", TIFF),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (8, b"WEBP", WEBP),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"%!PS", "application/postscript"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
)
# What a package holds, by a part every such package has.
_PACKAGES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"word/document", DOCX),
    (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"META-INF/container.xml", "application/epub+zip"),
)
_UTF16 = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_PDF_WITHIN = 1024
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_HTML_START = re.compile(
    rb"(?:\s++|(?><!--.*?-->)|(?><\?xml[^>]*\?>))*+<(?:!doctype\s+html|html|head|body|title|(meta))\b", re.I | re.S
)
_HTML_TAG = re.compile(rb"</?(?:html|head|body|title|div|p|table|article|h[1-6]|br|span|a|ul|meta)\b[^<>]*>", re.I)
_XML_START = re.compile(rb"\s*<\?xml\b", re.I)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_HEADER_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):", re.M)
_MAIL_NAMES = frozenset({
    b"from", b"to", b"date", b"subject", b"message-id", b"received", b"mime-version", b"return-path", b"content-type",
    b"delivered-to", b"x-mailer",
})
_MAIL_PROOF = frozenset({b"message-id", b"received", b"mime-version", b"return-path"})
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FRONT_KEY = re.compile(rb"---[ \t]*\r?\n(?:\s*(?:#[^\r\n]*)?\r?\n)*[\w-]+[ \t]*:")
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1b\x08\x1a")
_MAX_CONTROL = 0.01


def media_type(data: bytes, path: str) -> str:
    """What these bytes are. The name only decides between kinds of text that the bytes cannot tell apart.

    Bytes that are no kind of text and nothing known are `application/octet-stream`.
    """
    if not data:
        return EMPTY
    suffix = PurePosixPath(path).suffix.lower()
    return _by_magic(data) or _by_package(data, suffix) or _by_text(data, suffix)


def utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 text without a mark ("utf-16-le", "utf-16-be"), told by where its zero bytes lie."""
    head = data[:_HEAD]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _by_magic(data: bytes) -> str | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    for offset, sign, kind in _MAGIC:
        if data.startswith(sign, offset):
            return kind
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return BMP
    if data.startswith(_OLE):  # an encrypted DOCX is an old-style package that holds the encrypted one
        return DOCX if _UTF16 in data else "application/msword"
    return None


def _by_package(data: bytes, suffix: str) -> str | None:
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    head = data[30:160]
    if head.startswith(b"mimetypeapplication/"):
        named = re.match(rb"mimetype(application/[\w.+-]+)", head)
        kind = named.group(1).split(b"PK")[0].decode() if named else ""
        if kind.startswith(ODT) or suffix == ".odt":
            return ODT
        return kind or "application/zip"
    # a package that was cut off has lost the list of its parts
    by_name = {".docx": DOCX, ".odt": ODT}.get(suffix, "application/zip")
    return next((kind for part, kind in _PACKAGES if part in data), by_name)


def _by_text(data: bytes, suffix: str) -> str:
    order = utf16(data)
    if order or data.startswith(_BOMS[1:]):
        sample = data[:_HEAD].decode(order or "utf-16", "replace").encode("utf-8", "replace")
    else:
        sample = data[:_HEAD].removeprefix(_BOMS[0])
        if _is_binary(data):
            return BINARY
    return _kind_of_text(sample, suffix)


def _is_binary(data: bytes) -> bool:
    """Whether bytes that are not UTF-16 hold more control signs than any text would."""
    for start in (0, len(data) // 2, len(data) - _HEAD):
        piece = data[max(0, start):max(0, start) + _HEAD]
        if len(piece) - len(piece.translate(None, _CONTROL)) > _MAX_CONTROL * len(piece):
            return True
    return False


def _kind_of_text(sample: bytes, suffix: str) -> str:
    if _is_page(sample) or (suffix in {".html", ".htm", ".xhtml"} and _HTML_TAG.search(sample)):
        return HTML
    if _XML_START.match(sample):
        return HTML if b"http://www.w3.org/1999/xhtml" in sample[:1024] else XML
    if _is_mail(sample, suffix):
        return MAIL
    if suffix == ".pdf" and b" obj" in sample:  # a PDF that has lost its head
        return PDF
    if suffix in {".md", ".markdown"} or (_FRONT_KEY.match(sample) and _FRONT_MATTER.match(sample)):
        return MARKDOWN
    return TEXT


def _is_page(sample: bytes) -> bool:
    """Whether a text opens as a page of the web does (a lone `meta` is also left over above texts taken out of one)."""
    start = _HTML_START.match(sample)
    if not start or not start[1]:
        return bool(start)
    return any(not tag.group().lower().startswith(b"<meta") for tag in _HTML_TAG.finditer(sample, start.end()))


def _is_mail(sample: bytes, suffix: str) -> bool:
    """Whether a text opens with the headers of a mail (a text may open with "Date:" and "From:" without being one)."""
    block = _HEADER.match(sample.lstrip(b"\r\n"))
    if not block:
        return False
    names = {n.lower() for n in _HEADER_NAME.findall(block.group())}
    return len(names & _MAIL_NAMES) >= 2 and (suffix in {".eml", ".mht", ".mhtml"} or bool(names & _MAIL_PROOF))
