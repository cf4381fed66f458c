"""The register over HTTP: tokens and scopes, problems, ETags, paging, decisions; the description is a snapshot."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import desks
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from servanda_site.accounts.models import Token, User
from servanda_site.config.describe import description
from servanda_site.register.models import Claim, Judgement

SNAPSHOT = Path(__file__).parent / "openapi.json"


def program(user: User, *scopes: str) -> Client:
    _, secret = Token.make(user, "test", list(scopes))
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_the_description_is_as_it_was() -> None:
    """Changed on purpose? `python -m servanda_site.config.describe > tests/site/openapi.json`."""
    assert description() == SNAPSHOT.read_text(encoding="utf-8")
    assert json.loads(description())["openapi"].startswith("3.1")


def test_without_a_token_nothing_is_told(desk: desks.Desk) -> None:
    answer = Client().get("/api/v1/partnerships")
    assert (answer.status_code, answer["content-type"]) == (401, "application/problem+json")
    assert answer["www-authenticate"] == "Bearer"


def test_a_token_does_only_what_its_scopes_say(desk: desks.Desk) -> None:
    claim = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first()
    answer = program(desk.officer, "read").post(f"/api/v1/claims/{claim.pk}/judgements", {"verdict": "confirm"},
                                                content_type="application/json")
    assert answer.status_code == 403
    assert not Judgement.objects.exists()


def test_a_spent_token_opens_nothing(desk: desks.Desk) -> None:
    token, secret = Token.make(desk.reader, "old", ["read"], days=-1)
    assert Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/papers").status_code == 401


def test_the_record_is_what_its_reader_may_see(desk: desks.Desk) -> None:
    mine = program(desk.head, "read").get("/api/v1/partnerships/AZ-VN/record").json()
    theirs = program(desk.reader, "read").get("/api/v1/partnerships/AZ-VN/record").json()
    assert any("patrol boats" in u["text"] for u in mine["undertakings"])
    assert not any("patrol boats" in u["text"] for u in theirs["undertakings"])
    assert len(theirs["documents"]) == 2
    assert program(desk.stranger, "read").get("/api/v1/partnerships/AZ-VN/record").status_code == 404


def test_linked_data(desk: desks.Desk) -> None:
    answer = program(desk.reader, "read").get("/api/v1/partnerships/AZ-VN/record.jsonld")
    assert answer["content-type"].startswith("application/ld+json")
    assert "@context" in answer.json()


def test_unchanged_answers_304(desk: desks.Desk) -> None:
    client = program(desk.reader, "read")
    first = client.get("/api/v1/facts")
    again = client.get("/api/v1/facts", headers={"if-none-match": first["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_pages_follow_one_another(desk: desks.Desk) -> None:
    client, seen, after = program(desk.reader, "read"), [], None
    while True:
        page = client.get("/api/v1/facts", {"limit": 3, **({"after": after} if after else {})}).json()
        seen += [f["id"] for f in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == len(client.get("/api/v1/facts", {"limit": 200}).json()["items"])


@pytest.mark.parametrize(("wanted", "words"), [
    ({"kind": "undertaking", "by": "AZ", "area": "education"}, "scholarships"), ({"type": "invitation"}, "invited"),
])
def test_filters(desk: desks.Desk, wanted: dict[str, str], words: str) -> None:
    items = program(desk.reader, "read").get("/api/v1/facts", wanted).json()["items"]
    assert items
    assert all(words in i["data"]["text"] for i in items)


def test_decisions_over_http(desk: desks.Desk) -> None:
    client = program(desk.officer, "read", "decide")
    claim = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first()
    where = f"/api/v1/claims/{claim.pk}/judgements"
    made = client.post(where, {"verdict": "reject", "reason": "no"}, content_type="application/json")
    assert made.status_code == 201
    stale = client.post(where, {"verdict": "confirm", "expects": "proposed"}, content_type="application/json")
    assert (stale.status_code, stale.json()["current"]) == (409, "rejected")
    back = client.post(f"/api/v1/judgements/{made.json()['group']}/undo")
    assert back.json() == {"undone": 1}
    claim.refresh_from_db()
    assert claim.decision == "proposed"


def test_merging_and_parting(desk: desks.Desk) -> None:
    client = program(desk.officer, "read", "decide")
    two = [f["id"] for f in client.get("/api/v1/facts", {"kind": "undertaking"}).json()["items"]][:2]
    done = client.post(f"/api/v1/facts/{two[0]}/same", {"other": two[1]}, content_type="application/json")
    assert done.status_code == 200, done.content
    one = client.get(f"/api/v1/facts/{two[1]}").json()
    assert one["id"] in two
    assert client.post(f"/api/v1/facts/{one['id']}/same", {"other": one["id"]},
                       content_type="application/json").status_code == 409
    client.post(f"/api/v1/judgements/{done.json()['group']}/undo")


def test_a_paper_comes_in_once(desk: desks.Desk) -> None:
    client = program(desk.officer, "intake", "read")

    def send() -> object:
        file = SimpleUploadedFile("../../note.txt", b"Hanoi and Baku will consult in June.")
        return client.post("/api/v1/papers", {"file": file, "partnership": "AZ-VN"})

    first, again = send(), send()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["name"] == "note.txt"
    assert first.json()["id"] == again.json()["id"]


def test_originals_are_never_pages(desk: desks.Desk) -> None:
    answer = program(desk.reader, "read").get(f"/api/v1/papers/{desk.hanoi.pk}/original")
    assert answer["content-type"] == "application/octet-stream"
    assert answer["content-disposition"].startswith("attachment")


def test_what_may_not_be_seen_is_not_there(desk: desks.Desk) -> None:
    client = program(desk.reader, "read")
    assert client.get(f"/api/v1/papers/{desk.secret.pk}").status_code == 404
    assert client.get(f"/api/v1/papers/{desk.secret.pk}/text").status_code == 404
    hidden = Claim.objects.filter(document=desk.secret.sha256).first()
    assert client.get(f"/api/v1/claims/{hidden.pk}").status_code == 404
    assert client.get(f"/api/v1/facts/{hidden.pk}").status_code == 404


def test_the_log_is_for_heads_and_administrators(desk: desks.Desk) -> None:
    assert program(desk.reader, "read").get("/api/v1/log").status_code == 404
    assert program(desk.head, "read").get("/api/v1/log").json()["items"]


def test_errors_are_problems(desk: desks.Desk) -> None:
    client = program(desk.reader, "read")
    for path, status in (("nothing", 404), ("facts/zz", 422), ("facts?limit=0", 422), ("papers/999999", 404)):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer["content-type"].split(";")[0]) == (status, "application/problem+json"), path
        assert answer.json()["status"] == status


def test_a_session_needs_the_csrf_token_to_write(desk: desks.Desk, client_of) -> None:
    claim = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first()
    browser = client_of(desk.officer, enforce_csrf_checks=True)
    assert browser.get("/api/v1/papers").status_code == 200
    answer = browser.post(f"/api/v1/claims/{claim.pk}/judgements", {"verdict": "confirm"}, content_type="application/json")
    assert answer.status_code == 403


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def sent(client: Client, name: str, data: bytes) -> Any:
    return client.post("/api/v1/papers", {"file": SimpleUploadedFile(name, data), "partnership": "AZ-VN"})


def test_an_archive_brings_in_the_papers_in_it_and_tells_what_of_it_was_not_taken(desk: desks.Desk) -> None:
    client = program(desk.officer, "intake", "read")
    held = packed({"one.txt": b"They met in Ganja.", "deep/two.txt": b"They met in Sheki.", "../out.txt": b"x",
                   "inner.zip": packed({"a.txt": b"x"})})
    first, again = sent(client, "july.zip", held), sent(client, "july.zip", held)
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert [p["name"] for p in told["papers"]] == ["one.txt", "two.txt"]
    assert [r["name"] for r in told["refused"]] == ["july.zip/../out.txt", "july.zip/inner.zip"]
    assert "outside the archive" in told["refused"][0]["why"]
    assert [p["id"] for p in again.json()["papers"]] == [p["id"] for p in told["papers"]]


def test_an_archive_of_which_nothing_can_be_taken_is_refused_with_the_reasons(desk: desks.Desk) -> None:
    answer = sent(program(desk.officer, "intake"), "cut.zip", packed({"one.txt": b"They met."})[:40])
    assert (answer.status_code, answer["content-type"]) == (422, "application/problem+json")
    assert [e["where"] for e in answer.json()["errors"]] == [["file", "cut.zip"]]
    assert "damaged" in answer.json()["errors"][0]["what"]


def test_what_is_no_paper_by_its_name_is_refused(desk: desks.Desk) -> None:
    answer = sent(program(desk.officer, "intake"), "table.csv", b"1,2")
    assert answer.status_code == 409
    assert "data or code" in answer.json()["detail"]
