"""Papers of every format, made for the tests: sound ones and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from servanda.documents import Document, Limits, PaperProblem
from servanda.reading.formats import Extracted, extract

Line = tuple[int, int, str]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(path: str, data: bytes, **limits: float) -> Extracted:
    """What a paper of these bytes holds."""
    return extract(Document.of(path, data), Limits(**limits))  # type: ignore[arg-type]


def refusal(path: str, data: bytes, **limits: float) -> str:
    """The code of the problem for which a paper is refused, "" where it is read."""
    try:
        read(path, data, **limits)
    except PaperProblem as error:
        assert str(error).startswith(f"{path}: ") and "\n" not in str(error)
        return error.problem.code
    return ""


def pdf(pages: Sequence[Sequence[Line]], *, encrypted: bool = False, image: tuple[int, int, bytes] | None = None) -> bytes:
    """A PDF of lines (x, y, text), or of one grey picture on each page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = b"".join(b"BT /F1 12 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode("cp1252")) for x, y, text in lines)
        resources = b"<< /Font << /F1 3 0 R >> >>"
        if image:
            content, resources = b"q 595 0 0 842 0 0 cm /I Do Q", b"<< /XObject << /I %d 0 R >> >>" % (4 + 2 * count)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
                       % (resources, 5 + 2 * number))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    if image:
        width, height, grey = image
        packed = zlib.compress(grey)
        objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
                       b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(packed), packed))
    return _pdf_file(objects, encrypted)


def _pdf_file(objects: Sequence[bytes], encrypted: bool) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00><00>]" % (b"a" * 32, b"b" * 32)
    trailer = b"trailer << /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, lock if encrypted else b"")
    return out + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def picture(text_lines: Sequence[str]) -> tuple[int, int, bytes]:
    """A grey picture of lines of text, as a scanner would make it."""
    from pypdfium2 import PdfDocument

    page = PdfDocument(pdf([[(72, 760 - 20 * n, line) for n, line in enumerate(text_lines)]]))[0]
    bitmap = page.render(scale=200 / 72, grayscale=True)
    raw = bytes(bitmap.buffer)
    rows = [raw[y * bitmap.stride:y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]
    return bitmap.width, bitmap.height, b"".join(rows)


def tiff(width: int, height: int, grey: bytes, pages: int = 1) -> bytes:
    """An uncompressed TIFF that shows the same picture on each page."""
    entries = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
               (278, 4, height), (279, 4, width * height)]
    out = b"II*\0" + struct.pack("<I", 8 + len(grey)) + grey
    for number in range(pages):
        folder = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in entries)
        following = len(out) + len(folder) + 4 if number < pages - 1 else 0
        out += folder + struct.pack("<I", following)
    return out


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **others: str) -> bytes:
    """A DOCX with this body, and other parts by name (`numbering` is word/numbering.xml)."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    parts |= {f"word/{name}.xml": f'<w:x xmlns:w="{WORD}">{content}</w:x>' for name, content in others.items()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package(parts)


def odt(body: str, **others: str) -> bytes:
    """An ODT with this text."""
    names = ("office", "text", "table", "style", "draw")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = f"<office:document-content {spaces}>{others.get('styles', '')}<office:body><office:text>{body}" \
              "</office:text></office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", others.get("manifest", "<manifest/>"))
    return out.getvalue()
