"""Pictures: how large one is before it is opened, and grey ones written as PNG or PGM."""

from __future__ import annotations

import struct
import zlib

from servanda.documents import media

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_TIFF_WIDTH, _TIFF_HEIGHT, _TIFF_SHORT = 256, 257, 3
_TIFF_PAGES = 1000


def points(data: bytes, kind: str) -> int | None:
    """How many points a picture says it has (the largest page of a TIFF), None where it does not say."""
    try:
        return _POINTS[kind](data)
    except (struct.error, IndexError, KeyError):
        return None


def pages(data: bytes, kind: str) -> int:
    """How many pages a picture has."""
    if kind != media.TIFF:
        return 1
    try:
        return max(1, len(_tiff_pages(data)))
    except struct.error:
        return 1


def png(width: int, height: int, stride: int, grey: bytes) -> bytes:
    """Grey points as a PNG; stride: bytes from one row to the next."""
    rows = b"".join(b"\0" + grey[at:at + width] for at in range(0, height * stride, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def pgm(width: int, height: int, stride: int, grey: bytes) -> bytes:
    """Grey points as a PGM."""
    rows = grey if stride == width else b"".join(grey[at:at + width] for at in range(0, height * stride, stride))
    return f"P5\n{width} {height}\n255\n".encode("ascii") + rows[:width * height]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png_points(data: bytes) -> int:
    width, height = struct.unpack_from(">II", data, 16)
    return int(width * height)


def _gif_points(data: bytes) -> int:
    width, height = struct.unpack_from("<HH", data, 6)
    return int(width * height)


def _bmp_points(data: bytes) -> int:
    width, height = struct.unpack_from("<ii", data, 18)
    return int(abs(width * height))


def _jpeg_points(data: bytes) -> int | None:
    at = 2
    while at < len(data):
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width * height)
        at += 1 if marker == 0xFF else 2 + max(2, length)
    return None


def _webp_points(data: bytes) -> int:
    kind = data[12:16]
    if kind == b"VP8X":
        return (int.from_bytes(data[24:27], "little") + 1) * (int.from_bytes(data[27:30], "little") + 1)
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ((bits & 0x3FFF) + 1) * (((bits >> 14) & 0x3FFF) + 1)
    width, height = struct.unpack_from("<HH", data, 26)
    return int((width & 0x3FFF) * (height & 0x3FFF))


def _tiff_points(data: bytes) -> int | None:
    return max(_tiff_pages(data), default=None)


def _tiff_pages(data: bytes) -> list[int]:
    """The points of each page of a TIFF."""
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    found: list[int] = []
    seen: set[int] = set()
    while at and at not in seen and len(found) < _TIFF_PAGES:
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        sizes = {_TIFF_WIDTH: 0, _TIFF_HEIGHT: 0}
        for entry in range(count):
            tag, kind = struct.unpack_from(order + "HH", data, at + 2 + 12 * entry)
            if tag in sizes:
                form = "H" if kind == _TIFF_SHORT else "I"
                (sizes[tag],) = struct.unpack_from(order + form, data, at + 10 + 12 * entry)
        found.append(sizes[_TIFF_WIDTH] * sizes[_TIFF_HEIGHT])
        (at,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return found


_POINTS = {media.PNG: _png_points, media.JPEG: _jpeg_points, media.GIF: _gif_points, media.BMP: _bmp_points,
           media.WEBP: _webp_points, media.TIFF: _tiff_points}
