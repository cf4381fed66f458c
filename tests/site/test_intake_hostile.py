"""Hostile papers through the upload: each is kept, read or refused with a reason, and shown as inert words."""

from __future__ import annotations

import html as pages
import re

import makers
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda import reader
from servanda_site.register.actions.bring_in import shown_name
from servanda_site.register.models import Paper

SCRIPT = b"""<!doctype html><html><head><title>Note &lt;script&gt;alert(1)&lt;/script&gt;</title></head><body onload="alert(2)">
<article><h1>Talks <img src=x onerror=alert(3)></h1>
<p>The ministers met in Baku. &lt;script&gt;alert(4)&lt;/script&gt; They spoke of trade.</p>
<script>alert(5)</script><img src="https://tracker.example.org/p.gif"><iframe src="https://example.org"></iframe>
<p><a href="javascript:alert(6)">They agreed to meet again.</a></p></article></body></html>"""


@pytest.fixture(autouse=True)
def no_parser(monkeypatch):
    """Nothing is looked for in the texts: these tests are about what comes in."""
    monkeypatch.setattr(reader, "claims_of", lambda text: [])


@pytest.fixture
def bring(desk, client_of, work):
    """bring(name, data): upload it as an officer and read it; the paper and its page."""

    def brought(name, data):
        client = client_of(desk.officer)
        before = set(Paper.objects.values_list("pk", flat=True))
        client.post(reverse("add_papers"), {"partnership": desk.partnership.pk, "marking": 0,
                                            "files": SimpleUploadedFile(name, data)})
        work()
        paper = Paper.objects.exclude(pk__in=before).filter(part_of=None).get()
        return paper, client.get(reverse("paper", args=[paper.pk])).content.decode()

    return brought


@pytest.mark.parametrize(("name", "data", "code"), [
    ("lie.txt", bytes(range(256)) * 20, "binary"),
    ("cut.pdf", makers.pdf([[(72, 700, "Signed in Hanoi")]])[:200], "damaged"),
    ("locked.pdf", makers.pdf([[(72, 700, "Signed in Hanoi")]], encrypted=True), "encrypted"),
    ("bomb.docx", makers.docx("x" * 60_000_000), "expands"),
    ("entities.docx", makers.package({"[Content_Types].xml": "<Types/>", "word/document.xml":
                                      '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'}), "entities"),
    ("sheet.xlsx", makers.package({"xl/workbook.xml": "<workbook/>"}), "unsupported"),
    ("blank.txt", b" \n\t\n ", "no-text"),
    ("film.mp4", b"\0\0\0\x20ftypisom" + b"\0" * 64, "unsupported"),
])
def test_bad_paper_is_kept_and_says_what_to_do(bring, name, data, code):
    paper, page = bring(name, data)
    assert (paper.state, paper.problem["code"]) == ("failed", code)
    told = re.search(r'<p class="trouble">(.*?)</p>', page, re.S)
    assert told and "; " in told.group(1) and "Read it again" in page


@pytest.mark.parametrize(("name", "data"), [
    ("deep.html", b"<html><body>" + b"<div>" * 10_000 + b"They met in Baku." + b"</div>" * 10_000),
    ("bytes.txt", b"They met in Hanoi \xff\xfe\xc3 and spoke of trade at length, as friends do.\n" * 3),
    ("tongue.txt", "Wuxo dëkk bi nekk na ci kaw dex gi.\n".encode() * 4),
    ("plain.txt", b"A recipe for soup: boil water, add salt, wait.\n"),
    ("marks.txt", "They met \u202egnp.exe\u202c in Baku and \u2066agreed\u2069.\n".encode()),
    ("null.txt", "They met in Baku.\ud800".encode("utf-8", "surrogatepass") + b"\n"),
])
def test_odd_paper_is_read(bring, name, data):
    paper, page = bring(name, data)
    assert paper.state == "read" and "Its words" in page


def test_a_million_lines_are_refused_and_many_are_shown_part_by_part(bring):
    paper, page = bring("million.txt", b"They met.\n" * 1_000_000)
    assert paper.problem["code"] == "too-long" and "split it" in page
    paper, page = bring("many.txt", b"They met again.\n\n" * 8_000)
    assert paper.state == "read" and "part 1 of 3" in page and page.count("They met again.") < 4_000


def test_scripts_are_inert_words(bring, desk, client_of):
    paper, page = bring("note.html", SCRIPT)
    assert paper.state == "read"
    for text in (page, client_of(desk.officer).get(reverse("papers")).content.decode(),
                 client_of(desk.officer).get(reverse("review_paper", args=[paper.pk])).content.decode()):
        scripts = re.findall(r"<script\b[^>]*>", text)
        assert scripts and all(' src="/static/' in s for s in scripts)
        assert not re.search(r"<[^>]+\son\w+=", text) and "javascript:" not in text and "<iframe" not in text
        assert "tracker.example.org" not in text
    assert "&lt;script&gt;alert(4)" in page


def test_script_in_the_policy_is_forbidden(desk, client_of):
    policy = client_of(desk.reader).get(reverse("paper", args=[desk.hanoi.pk]))["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "default-src 'none'" in policy


@pytest.mark.parametrize(("given", "shown"), [
    ("../../etc/passwd.txt", "passwd.txt"), ("C:\\desk\\note.txt", "note.txt"), ("a\u202etxt.exe", "atxt.exe"),
    ("\u2067x\u200f.txt", "x.txt"), ("line\nbreak\r.txt", "linebreak.txt"), ("\0.txt", ".txt"), ("///", "paper"),
    ("n" * 500 + ".txt", ("n" * 500 + ".txt")[-300:]),
])
def test_names_lose_paths_and_marks(given, shown):
    assert shown_name(given) == shown


def test_a_hostile_name_is_words_everywhere(desk, client_of, bring):
    name = "\"><img src=x onerror=alert(1)>';--.txt"
    from servanda_site.register.actions.bring_in import bring_in

    paper = bring_in(desk.officer, name, b"They met in Baku again.\n", partnership=desk.partnership).paper
    client = client_of(desk.officer)
    for address in (reverse("papers"), reverse("paper", args=[paper.pk])):
        text = client.get(address).content.decode()
        assert "<img src=x" not in text and pages.escape("<img src=x") in text
    header = client.get(reverse("paper_original", args=[paper.pk]))["Content-Disposition"]
    assert "\n" not in header and header.count('"') == 2 and "<" not in header


def test_mail_brings_its_papers_under_its_own_marking(desk, client_of, work):
    mail = (b"From: a@example.org\nTo: b@example.org\nSubject: Note\nMIME-Version: 1.0\nDate: Mon, 2 Jun 2025 10:00:00 +0000\n"
            b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nSee the annex.\n--x\n'
            b'Content-Type: text/plain; name="../annex.txt"\nContent-Disposition: attachment; filename="../annex.txt"\n\n'
            b"The ministers met in Baku.\n--x--\n")
    client_of(desk.officer).post(reverse("add_papers"), {"partnership": desk.partnership.pk, "marking": 1,
                                                         "files": SimpleUploadedFile("mail.eml", mail)})
    work()
    annex = Paper.objects.get(part_of__name="mail.eml")
    assert (annex.name, annex.marking, annex.state) == ("annex.txt", 1, "read")
    assert client_of(desk.reader).get(reverse("paper", args=[annex.pk])).status_code == 404


PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
       b"\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82")


def test_a_recognised_page_is_shown_as_it_was_scanned(desk, client_of, bring, monkeypatch):
    from servanda.reading.formats import Extracted, Page

    told = "The ministers met in Baku and spoke of trade.\n"
    pages = (Page(1, 0, 20, PNG), Page(2, 20, len(told), b"<svg onload=alert(1)>"), Page(3, 20, len(told), None))
    monkeypatch.setattr(reader, "extracted_of", lambda document, limits, tell: Extracted(told, pages=pages))
    paper, page = bring("scan.png", PNG + b"1")
    assert "Page 1 as it was scanned" in page and paper.reading.pages[0][:3] == [1, 0, 20]
    client = client_of(desk.reader)
    shown = client.get(reverse("paper_page", args=[paper.pk, 1]))
    assert shown.content == PNG and shown["Content-Type"] == "image/png" and "sandbox" in shown["Content-Security-Policy"]
    for number in (2, 3, 4):
        assert client.get(reverse("paper_page", args=[paper.pk, number])).status_code == 404
    assert client_of(desk.stranger).get(reverse("paper_page", args=[paper.pk, 1])).status_code == 404
