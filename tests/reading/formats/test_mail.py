"""E-mail: body, headers, attachments."""

from email.message import EmailMessage

import pytest
from makers import read, refusal

from servanda.documents import Document, Limits
from servanda.reading.formats import extract


def mail(body: str = "They met.\n", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in ({"From": "Embassy <a@b.example>", "Subject": "Réunion", "Date": "Thu, 08 May 2025 23:00:00 +0200"}
                        | headers).items():
        message[name] = value
    message.set_content(body)
    return message


def test_mail_gives_its_body_and_headers() -> None:
    extracted = read("a.eml", mail().as_bytes())
    assert extracted.text == "They met."
    assert extracted.metadata == {"title": "Réunion", "date": "2025-05-08", "author": "Embassy <a@b.example>",
                                  "from": "Embassy <a@b.example>"}


def test_mail_prefers_plain_text_and_reads_html_alone() -> None:
    both = mail()
    both.add_alternative("<p>As HTML</p>", subtype="html")
    assert read("a.eml", both.as_bytes()).text == "They met."
    alone = mail()
    alone.set_content("<body><p>Réunis</p><ul><li>un</li></ul></body>", subtype="html", charset="iso-8859-1")
    assert read("a.eml", alone.as_bytes()).text == "Réunis\n\n- un"


def test_mail_carries_documents() -> None:
    message = mail()
    message.add_attachment(b"Annex", maintype="text", subtype="plain", filename="../../annex.txt")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="octet-stream", filename="note.bin")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="a.ics")
    document = Document.of("a.eml", message.as_bytes())
    attached = extract(document, Limits()).attachments
    assert [(a.path, a.media_type, a.part_of) for a in attached] == [
        ("a.eml/annex.txt", "text/plain", document.sha256), ("a.eml/note.bin", "application/pdf", document.sha256)]


def test_mail_of_attachments_only_is_read() -> None:
    message = mail("")
    message.add_attachment(b"Annex", maintype="text", subtype="plain", filename="annex.txt")
    extracted = read("a.eml", message.as_bytes())
    assert not extracted.text and len(extracted.attachments) == 1


def test_mails_in_mails_are_followed_so_far() -> None:
    message = mail("innermost")
    for _ in range(5):
        outer = mail("around it")
        outer.add_attachment(message)
        message = outer
    waiting, problems, read_mails = [Document.of("a.eml", message.as_bytes())], [], 0
    while waiting:
        extracted = extract(waiting.pop(), Limits())
        problems += [p.code for p in extracted.problems]
        waiting += extracted.attachments
        read_mails += 1
    assert (read_mails, problems) == (4, ["mail-depth"])


def test_too_many_attachments_are_told() -> None:
    message = mail()
    for number in range(5):
        message.add_attachment(b"Annex %d" % number, maintype="text", subtype="plain", filename=f"{number}.txt")
    extracted = read("a.eml", message.as_bytes(), attachments=3)
    assert len(extracted.attachments) == 3
    assert [p.code for p in extracted.problems] == ["too-many-attachments"]


def test_sealed_mail_is_refused() -> None:
    data = b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nAAAA"
    assert refusal("a.eml", data) == "encrypted"


@pytest.mark.parametrize("levels", [50, 5000])
def test_nested_parts_do_no_harm(levels: int) -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    data = b"From: a@b\nSubject: x\nMIME-Version: 1.0\n" + parts + b"Content-Type: text/plain\n\nThey met."
    assert refusal("a.eml", data) in ("", "damaged", "crashed", "too-much-memory")


def test_broken_headers_do_no_harm() -> None:
    data = b"From: \xff\xfe<<<>>\nSubject: =?utf-8?b?////?= =?x?q?\nDate: yesterday\nMIME-Version: 1.0\n\nThey met."
    assert read("a.eml", data).text == "They met."
