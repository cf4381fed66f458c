"""What bytes are, whatever their name says."""

import time

import pytest

from servanda.documents import Document, media


@pytest.mark.parametrize(("data", "path", "kind"), [
    (b"", "a.txt", media.EMPTY),
    (b"The ministers met.", "a.txt", media.TEXT),
    (b"The ministers met.", "a.pdf", media.TEXT),
    (b"The ministers met.", "a.md", media.MARKDOWN),
    (b"---\ntitle: Talks\n---\nThe ministers met.", "a.txt", media.MARKDOWN),
    (b"%PDF-1.7\n", "a.txt", media.PDF),
    (b"\n\n<!DOCTYPE html><p>x", "-", media.HTML),
    (b"<!-- a --><!-- b --><html>", "a.txt", media.HTML),
    (b"<p>Talks</p>", "a.html", media.HTML),
    (b"<p>Talks</p>", "a.txt", media.TEXT),
    (b"<meta charset='utf-8'>\n<h1>Talks</h1>", "a.txt", media.HTML),
    (b"<meta charset='utf-8' />\n\n## Talks\n\nThey met.", "a.txt", media.TEXT),
    (b"<meta charset='utf-8' />\n\n## Talks\n\nThey met.", "a.md", media.MARKDOWN),
    (b"<?xml version='1.0'?><feed/>", "a.xml", media.XML),
    (b"{\\rtf1 Talks}", "a.doc", media.RTF),
    (b"From: a@b.example\nMessage-ID: <1>\nSubject: Talks\n\nHello", "-", media.MAIL),
    (b"From: a@b.example\nSubject: Talks\n\nHello", "a.eml", media.MAIL),
    (b"Date: 8 May 2025\nFrom: Sofia\n\nThe ministers met.", "a.txt", media.TEXT),
    (b"\x89PNG\r\n\x1a\n....", "a.txt", media.PNG),
    (b"\xff\xd8\xff\xe0", "a.jpg", media.JPEG),
    (b"PK\x03\x04 word/document.xml", "a.bin", media.DOCX),
    (b"PK\x03\x04 cut", "a.docx", media.DOCX),
    (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "a.zip", media.ODT),
    (b"PK\x03\x04 other", "a.zip", "application/zip"),
    (b"PK\x03\x04 other", "a.odt", media.ODT),
    (b"1 0 obj\n<< /Type /Catalog >>", "a.pdf", media.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", media.DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/msword"),
    (bytes(range(256)) * 20, "a.txt", media.BINARY),
    (b"text " * 2000 + bytes(4096) + b"text " * 2000, "a.txt", media.BINARY),
])
def test_media_type_goes_by_the_bytes(data: bytes, path: str, kind: str) -> None:
    assert media.media_type(data, path) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_media_type_knows_text_in_every_encoding(encoding: str) -> None:
    data = "Les deux délégations se sont réunies à Sofia. ".encode(encoding) * 3
    assert media.media_type(data, "a") == media.TEXT


def test_media_type_does_not_slow_down_on_many_comments() -> None:
    began = time.monotonic()
    media.media_type(b"<!-- -->" * 500 + b"x", "a.txt")
    assert time.monotonic() - began < 0.5


def test_document_is_known_by_its_bytes() -> None:
    one, other = Document.of("a.txt", b"same"), Document.of("b.txt", b"same")
    assert one.sha256 == other.sha256
