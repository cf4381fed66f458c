"""Archives and bundles through the upload: papers come in; what a bundle found is taken over only where it would be found."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda import reader
from servanda.documents import Limits, collect
from servanda.publishing import bundle
from servanda_site.register.loading import load, offers_in
from servanda_site.register.models import Claim, LogEntry, Offer, Paper

SAMPLES = Path(__file__).parents[2] / "samples" / "vietnam-azerbaijan"
NOTES = {"one.txt": b"The ministers met in Baku and spoke of trade.\n", "visits/two.txt": b"The ministers met in Hanoi.\n"}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A bundle of one sample, as the reader wrote it, and the claims in it."""
    reading = reader.study([SAMPLES / "03-baku-azertac.txt"], jobs=1)
    return bundle.write(tmp_path_factory.mktemp("read") / "july.servanda", reading).read_bytes(), reading.claims


@pytest.fixture
def unread(monkeypatch):
    """The texts that had to be read here."""
    asked: list[str] = []
    monkeypatch.setattr(reader, "claims_of", lambda text: asked.append(text.path) or [])
    return asked


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def changed(held: bytes, change, *, manifest=lambda head: None) -> bytes:
    """A bundle with other claims, vouched for by its manifest all the same."""
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = [json.loads(line) for line in parts["claims.jsonl"].splitlines()]
    change(rows)
    parts["claims.jsonl"] = "\n".join(json.dumps(row) for row in rows).encode()
    head = json.loads(parts["manifest.json"])
    head["files"]["claims.jsonl"] = hashlib.sha256(parts["claims.jsonl"]).hexdigest()
    manifest(head)
    return packed(parts | {"manifest.json": json.dumps(head).encode()})


@pytest.fixture
def upload(desk, client_of):
    """Give a file to the page for bringing papers in, as the officer; what the page answers."""
    def given(name, data):
        return client_of(desk.officer).post(reverse("add_papers"), {
            "files": [SimpleUploadedFile(name, data)], "marking": 0, "partnership": desk.partnership.pk}, follow=True)
    return given


@pytest.mark.django_db
def test_papers_of_an_archive_come_in_each_by_itself(desk, upload, work, unread):
    answer = upload("july.zip", packed(NOTES | {"visits/data.csv": b"1"}))
    assert answer.status_code == 200
    fresh = Paper.objects.filter(by=desk.officer, state="waiting").order_by("pk")
    assert [(p.name, p.source) for p in fresh] == [("one.txt", "july.zip/one.txt"), ("two.txt", "july.zip/visits/two.txt")]
    work()
    assert set(fresh.model.objects.filter(name__in=["one.txt", "two.txt"]).values_list("state", flat=True)) == {"read"}
    again = upload("july.zip", packed(NOTES))
    assert "2" in again.content.decode() and Paper.objects.filter(name="one.txt").count() == 1


@pytest.mark.django_db
def test_what_is_wrong_in_an_archive_is_told_line_by_line(upload):
    hostile = packed({"../../<b>out</b>.txt": b"x", "inner.zip": packed(NOTES), "good.txt": NOTES["one.txt"]})
    answer = upload("july.zip", hostile)
    page = answer.content.decode()
    assert answer.status_code == 200 and Paper.objects.filter(name="good.txt").count() == 1
    assert page.count("<li><bdi>july.zip/") == 2 and "outside the archive" in page and "packed in another" in page
    assert "<b>out</b>" not in page
    bomb = upload("bomb.zip", zipped(bytes(60_000_000)))
    assert bomb.status_code == 422 and "unpacks to 60 MB" in bomb.content.decode()
    cut = upload("cut.servanda", packed(NOTES)[:50])
    assert cut.status_code == 422 and "damaged" in cut.content.decode()


def zipped(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
    return held.getvalue()


@pytest.mark.django_db
def test_what_a_bundle_found_is_taken_over(upload, work, read, unread):
    held, claims = read
    upload("july.servanda", held)
    paper = Paper.objects.get(name="03-baku-azertac.txt")
    assert Offer.objects.filter(paper=paper).count() == 1
    work()
    paper.refresh_from_db()
    assert paper.state == "read" and not unread and not Offer.objects.exists()
    kept = {c.pk: (c.key, c.kind, c.fields) for c in Claim.objects.filter(document=paper.sha256)}
    assert kept == {c.id: (c.key, c.kind, dict(c.fields)) for c in claims}
    entry = LogEntry.objects.get(action="read", document=paper.sha256)
    assert entry.payload["after"] == {"claims": len(claims), "from": "bundle"}


def other_words(rows):
    rows[0]["citations"][0]["quote"] = "other words"


def other_place(rows):
    rows[0]["citations"][0]["start"] += 1


def other_name(rows):
    rows[0]["id"] = rows[0]["id"][:-4] + "0000"


def other_shape(rows):
    rows[-1]["fields"]["areas"] = {"trade": 1}


def other_text(rows):
    rows[0]["citations"][0]["text"] = "0" * 64


def other_paper(rows):
    rows[0]["key"] = "0" * 16


def no_shape(rows):
    rows[0] = {"document": rows[0]["document"]}


@pytest.mark.django_db
@pytest.mark.parametrize("change", [other_words, other_place, other_name, other_shape, other_text, other_paper, no_shape])
def test_claims_that_do_not_stand_are_read_anew(change, upload, work, read, unread):
    upload("july.servanda", changed(read[0], change))
    work()
    assert len(unread) == 1 and Paper.objects.get(name="03-baku-azertac.txt").state == "read" and not Offer.objects.exists()


@pytest.mark.django_db
def test_a_bundle_of_another_reader_is_read_anew(upload, work, read, unread):
    older = changed(read[0], lambda rows: None, manifest=lambda head: head["run"].update(servanda="0.0.1"))
    upload("july.servanda", older)
    work()
    assert len(unread) == 1


@pytest.mark.django_db
def test_loading_a_bundle_takes_over_too(tmp_path, read, unread):
    path = tmp_path / "july.servanda"
    path.write_bytes(read[0])
    told = load(collect([path], Limits(), lambda problem: None), "public", lambda line: None, offers_in([str(path)]))
    assert (told.given, told.failed) == (1, 0) and not unread
    assert Claim.objects.filter(document=Paper.objects.get().sha256).count() == len(read[1])


def mailed(attached: dict[str, bytes], body: str = "Please find the notes.\n") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "desk@mfa.example", "Notes", "<1@mfa.example>"
    message.set_content(body)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return message.as_bytes()


@pytest.mark.django_db
def test_an_archive_in_a_mail_brings_its_papers_and_tells_what_of_it_was_not_read(desk, upload, client_of, work, unread):
    upload("notes.eml", mailed({"notes.zip": packed(NOTES | {"../out.txt": b"x"})}))
    work()
    mail = Paper.objects.get(name="notes.eml")
    assert {p.name: p.state for p in Paper.objects.filter(part_of=mail)} == {"one.txt": "read", "two.txt": "read"}
    assert [(w["code"], w["place"]) for w in mail.warnings] == [("outside-archive", "notes.zip/../out.txt")]
    page = client_of(desk.officer).get(reverse("paper", args=[mail.pk])).content.decode()
    assert "notes.zip/../out.txt: by its name this part would stand outside" in page


@pytest.mark.django_db
def test_a_mail_of_nothing_but_a_broken_archive_fails_with_the_reason(desk, upload, work):
    upload("notes.eml", mailed({"notes.zip": b"PK\x03\x04 cut short"}, body=""))
    work()
    mail = Paper.objects.get(name="notes.eml")
    assert mail.state == "failed" and (mail.problem["code"], mail.problem["place"]) == ("damaged", "notes.zip")


@pytest.mark.django_db
def test_mails_in_mails_are_followed_no_further_here_than_elsewhere(upload, work, unread):
    held = mailed({})
    for number in range(6):
        held = mailed({f"{number}.zip": packed({f"mail-{number}.eml": held})}, body=f"Mail {number}\n")
    upload("outer.eml", held)
    for _ in range(8):
        work()
    assert set(Paper.objects.filter(name__endswith=".eml").values_list("name", flat=True)) == {
        "outer.eml", "mail-5.eml", "mail-4.eml", "mail-3.eml"}


@pytest.mark.django_db
def test_what_is_refused_is_given_again_for_the_same_eyes(desk, client_of):
    answer = client_of(desk.officer).post(reverse("add_papers"), {
        "files": [SimpleUploadedFile("x.csv", b"1")], "marking": 1, "partnership": desk.partnership.pk, "source": "by hand"})
    page = answer.content.decode()
    assert answer.status_code == 422 and '<option value="1" selected>' in page and 'value="by hand"' in page
    assert f'<option value="{desk.partnership.pk}" selected>' in page
