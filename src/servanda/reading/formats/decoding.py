"""Decode bytes to text: which encoding they are in, told by the bytes themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.documents.media import utf16

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)
_WESTERN = "windows-1252"
# Bytes above 0x7f that a Western text in Windows-1252 is made of: the letters of French, Spanish, Portuguese, Italian
# and German, their quotation marks, dashes and signs. Other code pages put their letters elsewhere.
_WESTERN_BYTES = frozenset(
    b"\x80\x82\x84\x85\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9c\xa0\xa1\xa3\xa7\xa9\xaa\xab\xad\xb0\xb2\xb3\xb4\xb7\xb9\xba"
    b"\xbb\xbf\xc0\xc1\xc2\xc4\xc7\xc8\xc9\xca\xcb\xcd\xce\xcf\xd1\xd3\xd4\xd6\xd9\xda\xdb\xdc\xdf\xe0\xe1\xe2\xe3\xe4\xe7"
    b"\xe8\xe9\xea\xeb\xed\xee\xef\xf1\xf3\xf4\xf5\xf6\xf9\xfa\xfb\xfc"
)
_WESTERN_SHARE = 0.95
_ADJACENT_SHARE = 0.3
_OTHERS = ["mac_roman", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp1258", "koi8_r"]
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER_PAIRS = re.compile(rb"(?<=[\xc0-\xff])[\xc0-\xff]|[\xc0-\xff](?=[\xc0-\xff])")
_LATIN_9 = re.compile(rb"(?<![0-9])[\xbc\xbd](?=[a-z])")
_C1 = re.compile(rb"[\x80-\x9f]")
_LATIN_9_BYTES = frozenset(b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe")
_SAMPLE = 200_000
# Fewer odd bytes than this tell nothing about a code page: they are damage.
_ENOUGH = 8
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]{2,30})", re.I
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was in, and how many bytes were no valid part of it (each a replacement character)."""

    text: str
    encoding: str
    invalid: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes, a byte order mark left out and nothing else changed.

    declared: the encoding the format states, tried after the marks and UTF-8. What is mostly UTF-8 is read as UTF-8 with
    its bad bytes replaced; bytes in no known encoding too.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark):], encoding)
    if order := utf16(data):
        return _replaced(data, order)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (found := _as_declared(data, declared)):
        return found
    tried = _replaced(data, "utf-8")
    valid = sum(c > "\x7f" for c in tried.text) - tried.text.count("\ufffd")
    if valid >= 3 * tried.invalid:
        return tried
    page = _single_byte(data)
    return _replaced(data, page) if page else tried


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page states in its own head."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _as_declared(data: bytes, encoding: str) -> Decoded | None:
    name = encoding.lower()
    name = _WESTERN if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError):  # unknown, not a text encoding, or not what the bytes are in
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    invalid = 0
    if "\ufffd" in text:
        invalid = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    return Decoded(text, encoding, invalid)


def _single_byte(data: bytes) -> str | None:
    """The code page of a text, or None where its bytes make no sense in any."""
    first = _HIGH.search(data)
    start = max(0, first.start() - 1) if first else 0
    sample = data[start:start + _SAMPLE]
    high = _HIGH.findall(sample)
    latin_9 = bool(_LATIN_9.search(sample)) and not _C1.search(sample)
    expected = _WESTERN_BYTES | _LATIN_9_BYTES if latin_9 else _WESTERN_BYTES
    western = sum(b[0] in expected for b in high) >= _WESTERN_SHARE * len(high)
    adjacent = len(_LETTER_PAIRS.findall(sample)) <= max(2, _ADJACENT_SHARE * len(high))
    if western and adjacent:
        return "iso-8859-15" if latin_9 else _WESTERN
    if len(high) < _ENOUGH:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=[*_OTHERS, "cp1252"], threshold=0.15).best()
    return best.encoding if best is not None else None
