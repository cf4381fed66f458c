"""E-mail: body, headers, attachments."""

import io
import zipfile
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
    assert extracted.metadata == {"title": "Réunion", "date": "2025-05-08", "author": "Embassy",
                                  "from": "Embassy <a@b.example>"}


def test_mail_prefers_plain_text_and_reads_html_alone() -> None:
    both = mail()
    both.add_alternative("<p>As HTML</p>", subtype="html")
    assert read("a.eml", both.as_bytes()).text == "They met."
    alone = mail()
    alone.set_content("<body><p>Réunis</p><ul><li>un</li></ul></body>", subtype="html", charset="iso-8859-1")
    assert read("a.eml", alone.as_bytes()).text == "Réunis\n\n- un"


def test_mail_whose_plain_text_is_a_stub_is_read_from_its_html() -> None:
    told = "The ministers met in Suva and agreed to map the reefs together by the end of the year."
    both = mail("See the HTML version.\n")
    both.add_alternative(f"<body><p>{told}</p></body>", subtype="html")
    assert read("a.eml", both.as_bytes()).text == told
    fuller = mail(f"{told}\n")
    fuller.add_alternative(f"<body><p>{told}</p><p>Embassy of Fiji</p></body>", subtype="html")
    assert read("a.eml", fuller.as_bytes()).text == told


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


def archived(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def carrying(data: bytes, body: str = "They met.\n", name: str = "annexes.zip") -> Document:
    message = mail(body)
    message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return Document.of("a.eml", message.as_bytes())


def test_an_archive_that_a_mail_carries_stands_for_its_papers() -> None:
    document = carrying(archived({"one.txt": b"They met.", "visits/two.txt": b"They left.", "data.csv": b"1"}))
    extracted = extract(document, Limits())
    assert not extracted.problems
    assert [(a.path, a.media_type, a.part_of) for a in extracted.attachments] == [
        ("a.eml/annexes.zip/one.txt", "text/plain", document.sha256),
        ("a.eml/annexes.zip/visits/two.txt", "text/plain", document.sha256)]


def test_what_is_wrong_in_it_is_told_part_by_part() -> None:
    held = archived({"../out.txt": b"x", "inner.zip": archived({"a.txt": b"x"}), "good.txt": b"They met."})
    extracted = extract(carrying(held), Limits())
    assert [a.path for a in extracted.attachments] == ["a.eml/annexes.zip/good.txt"]
    assert [(p.code, p.path, p.place) for p in extracted.problems] == [
        ("outside-archive", "a.eml", "annexes.zip/../out.txt"), ("nested-archive", "a.eml", "annexes.zip/inner.zip")]
    assert str(extracted.problems[1]).startswith("a.eml (annexes.zip/inner.zip): ")


def test_a_mail_of_nothing_but_a_broken_archive_says_what_is_wrong() -> None:
    extracted = extract(carrying(b"PK\x03\x04 cut short", body=""), Limits())
    assert [(p.code, p.place) for p in extracted.problems] == [("damaged", "annexes.zip")]


def test_the_archives_of_one_mail_are_measured_together() -> None:
    message = mail()
    for number in range(3):
        held = archived({"a.txt": b"%d" % number * 400, "b.txt": b"b"})
        message.add_attachment(held, maintype="application", subtype="zip", filename=f"{number}.zip")
    wide = read("a.eml", message.as_bytes())
    assert len(wide.attachments) == 6
    assert [(p.code, p.place) for p in read("a.eml", message.as_bytes(), expanded_bytes=900).problems] == [("expands", "2.zip")]
    few = read("a.eml", message.as_bytes(), package_parts=5)
    assert (len(few.attachments), [p.code for p in few.problems]) == (4, ["too-many-parts"])


def test_mails_packed_in_archives_are_followed_no_further_than_others() -> None:
    document = carrying(archived({"note.txt": b"innermost"}))
    for _ in range(5):
        document = carrying(archived({"mail.eml": document.data}))
    waiting, problems, depths = [document], [], []
    while waiting:
        extracted = extract(waiting.pop(), Limits())
        problems += [p.code for p in extracted.problems]
        waiting += extracted.attachments
        depths += [a.depth for a in extracted.attachments]
    assert (depths, problems) == ([1, 2, 3], ["mail-depth"])
