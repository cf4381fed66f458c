"""What people decide on the pages, over HTTP: papers, review, publications, invitations by mail, the plan's workbook."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import desks
import icalendar
import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from test_api import program
from test_api_follow import ROOT, Asked, body_of
from test_calendar import reply

from servanda_site.accounts.models import User
from servanda_site.register.models import Claim, Fact, Feed, Judgement
from servanda_site.register.projecting import bring_up, touch
from servanda_site.tracking.actions import plan
from servanda_site.tracking.models import Session

pytestmark = pytest.mark.django_db
WHY = {"reason": "loaded by mistake"}


def asked(user: User, *scopes: str) -> Asked:
    return Asked(program(user, *(scopes or ("read", "decide", "intake"))))


@pytest.fixture
def officer(desk: desks.Desk) -> Asked:
    return asked(desk.officer)


@pytest.fixture
def head(desk: desks.Desk) -> Asked:
    return asked(desk.head)


def filed(ask: Asked, path: str, name: str, data: bytes, status: int = 201) -> Any:
    """Send a file; what is answered."""
    answer = ask.client.post(ROOT + path, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == status, answer.content
    return answer.json()


# Papers.

def test_reading_is_stopped_and_begun_again(desk: desks.Desk, officer: Asked) -> None:
    sent = officer.client.post(f"{ROOT}/papers", {"file": SimpleUploadedFile("x.txt", b"They met."), "partnership": "AZ-VN"})
    made = sent.json()
    assert officer("post", f"/papers/{made['id']}/cancel")["state"] == "cancelled"
    officer("post", f"/papers/{made['id']}/cancel", status=409)
    assert officer("post", f"/papers/{made['id']}/read-again")["state"] == "waiting"


def test_a_paper_is_marked_and_moved(desk: desks.Desk, officer: Asked, head: Asked) -> None:
    path = f"/papers/{desk.hanoi.pk}"
    assert officer("post", f"{path}/marking", {"marking": 1, "reason": "as agreed"})["marking"] == 1
    officer("post", f"{path}/marking", {"marking": 0}, status=403)
    officer("post", f"{path}/marking", {"marking": 2}, status=403)
    assert head("post", f"{path}/marking", {"marking": 0})["marking"] == 0
    officer("post", f"{path}/partnership", {"partnership": "KZ-VN"}, status=404)
    boss = asked(desk.administrator)
    assert boss("post", f"{path}/partnership", {"partnership": "KZ-VN"})["partnership"] == "KZ-VN"


def test_a_paper_is_sealed_brought_back_and_erased_by_two(desk: desks.Desk, officer: Asked, head: Asked) -> None:
    path = f"/papers/{desk.baku.pk}"
    head("post", f"{path}/seal", {"reason": ""}, status=422)
    officer("post", f"{path}/seal", WHY, status=403)
    assert head("post", f"{path}/seal", WHY)["state"] == "sealed"
    officer("get", path, status=404)
    officer("post", f"{path}/unseal", WHY, status=404)
    assert [p["id"] for p in head("get", "/papers?sealed=true")["items"]] == [desk.baku.pk]
    assert officer("get", "/papers?sealed=true")["items"] == []
    assert head("post", f"{path}/unseal", WHY)["state"] == "read"
    head("post", f"{path}/seal", WHY)
    one, other = asked(desk.administrator), asked(second_administrator())
    one("post", f"{path}/erasure", WHY, status=409)
    one("post", f"{path}/erasure-request", WHY)
    one("post", f"{path}/erasure", WHY, status=403)
    erased = other("post", f"{path}/erasure", WHY)
    assert (erased["state"], erased["name"]) == ("erased", "") and other("get", "/papers?sealed=true")["items"] == [erased]
    assert not Claim.objects.filter(document=desk.baku.sha256).exists()


def second_administrator() -> User:
    made = desks.person("second", administrator=True)
    desks.member(made, None, 3, 2)
    return made


def test_feeds_and_folders_are_followed_and_left(desk: desks.Desk, officer: Asked) -> None:
    made = officer("post", "/feeds", {"address": "https://feed.invalid/", "partnership": "AZ-VN", "every_hours": 6}, status=201)
    assert (made["address"], made["every_hours"], made["looked"]) == ("https://feed.invalid/", 6, None)
    officer("post", "/feeds", {"address": "file:///etc/passwd", "partnership": "AZ-VN"}, status=409)
    officer("post", "/watched-folders", {"address": "/etc", "partnership": "AZ-VN"}, status=409)
    officer("post", f"/feeds/{made['id']}/fetch", status=202)
    assert asked(desk.stranger)("get", "/feeds") == [] and officer("get", "/feeds") == [made]
    officer("delete", f"/feeds/{made['id']}")
    assert not Feed.objects.exists()


# Review.

def test_a_paper_is_gone_through(desk: desks.Desk, officer: Asked) -> None:
    waiting = officer("get", "/review")["items"]
    assert [p["id"] for p in waiting] == [desk.hanoi.pk, desk.baku.pk]
    done = officer("post", f"/papers/{desk.hanoi.pk}/accept")
    assert done["accepted"] == Claim.objects.filter(document=desk.hanoi.sha256, decision="confirmed").count() > 5
    officer("post", f"/papers/{desk.baku.pk}/reviewed")
    assert officer("get", "/review")["items"] == []
    assert officer("post", f"/judgements/{done['group']}/undo") == {"undone": done["accepted"]}
    asked(desk.reader)("get", "/review", status=403)


def test_heads_confirm_and_overturn(desk: desks.Desk, officer: Asked, head: Asked) -> None:
    first, second = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking")[:2]
    for claim in (first, second):
        officer("post", f"/claims/{claim.pk}/judgements", {"verdict": "reject"}, status=201)
    officer("get", "/judgements/unconfirmed", status=403)
    waiting = head("get", "/judgements/unconfirmed?limit=1")
    assert [j["claim"] for j in waiting["items"]] == [first.pk] and waiting["next"]
    rest = head("get", f"/judgements/unconfirmed?after={waiting['next']}")["items"]
    assert [j["claim"] for j in rest] == [second.pk]
    named = [waiting["items"][0]["id"], "j-0000000000000000"]
    assert head("post", "/judgements/confirm", {"judgements": named}) == {"confirmed": 1}
    assert head("post", f"/judgements/{rest[0]['id']}/overturn", {"reason": "read too fast"}) == {"undone": 1}
    assert Claim.objects.get(pk=second.pk).decision == "proposed"
    head("post", f"/judgements/{rest[0]['id']}/overturn", {}, status=404)
    assert Judgement.objects.filter(verdict="withdraw", reason="read too fast").exists()


def test_what_the_newest_reading_lost_is_told(desk: desks.Desk, officer: Asked) -> None:
    claim = Claim.objects.filter(document=desk.hanoi.sha256, kind="event").first()
    Claim.objects.filter(pk=claim.pk).update(current=False, decision="confirmed")
    (told,) = officer("get", "/lost-claims")
    assert (told["claim"]["id"], told["paper"]) == (claim.pk, desk.hanoi.pk)


def test_facts_are_added_by_hand_and_marked(desk: desks.Desk, officer: Asked) -> None:
    given = {"kind": "undertaking", "value": {"by": ["VN"], "act": "pledge", "areas": ["trade"]}, "quote": "open a trade  office"}
    made = officer("post", f"/papers/{desk.hanoi.pk}/facts", given, status=201)
    assert (made["decision"], made["citations"][0][3]) == ("manual", "open a trade office")
    officer("post", f"/papers/{desk.hanoi.pk}/facts", given | {"quote": "not there"}, status=409)
    wrong = officer("post", f"/papers/{desk.hanoi.pk}/facts", given | {"value": {"by": [["VN"]], "act": "pledge"}}, status=409)
    assert "VN" in wrong["detail"]
    stated = officer("post", "/partnerships/AZ-VN/facts", {
        "kind": "undertaking", "value": {"by": ["AZ"], "act": "pledge"}, "words": "Baku will send an expert.",
        "source": "A call of 3 June", "marking": 1}, status=201)
    assert officer("get", f"/facts/{stated['id']}")["data"]["text"] == "Baku will send an expert."
    asked(desk.reader)("get", f"/facts/{stated['id']}", status=404)
    officer("post", f"/claims/{made['id']}/marking", {"marking": 1})
    asked(desk.reader)("get", f"/claims/{made['id']}", status=404)
    officer("post", f"/claims/{made['id']}/marking", {"marking": None}, status=403)


# Publications, documents, our side.

def test_a_record_is_frozen_and_read_again(desk: desks.Desk, officer: Asked, head: Asked) -> None:
    officer("post", "/partnerships/AZ-VN/publications", {"title": "June", "marking": 0}, status=403)
    made = head("post", "/partnerships/AZ-VN/publications", {"title": "June", "marking": 2}, status=201)
    frozen = head("get", f"/publications/{made['id']}")
    assert frozen["title"] == "June" and len(frozen["claims"]) == made["claims"]
    assert any("patrol boats" in u["text"] for u in frozen["record"]["undertakings"])
    officer("get", f"/publications/{made['id']}", status=404)
    assert officer("get", "/publications")["items"] == [] and head("get", "/publications")["items"] == [made]


def test_documents_tell_what_their_marking_allows(desk: desks.Desk, head: Asked) -> None:
    answer = head.client.get(f"{ROOT}/partnerships/AZ-VN/documents/matrix", {"form": "xlsx", "day": "2026-01-31"})
    assert answer.status_code == 200 and "AZ-VN-matrix-2026-01-31-en.xlsx" in answer["content-disposition"]

    def words(data: bytes) -> str:
        book = openpyxl.load_workbook(io.BytesIO(data))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)

    assert "trade office" in words(answer.content) and "patrol boats" not in words(answer.content)
    whole = head.client.get(f"{ROOT}/partnerships/AZ-VN/documents/matrix", {"form": "xlsx", "marking": 2})
    assert "patrol boats" in words(whole.content)
    head("get", "/partnerships/AZ-VN/documents/matrix?form=pdf", status=422)
    head("get", "/partnerships/AZ-VN/documents/briefing?about=e-0000000000000000", status=422)


def test_administrators_say_which_side_is_ours(desk: desks.Desk, head: Asked) -> None:
    head("put", "/partnerships/AZ-VN/our-side", {"state": "AZ"}, status=403)
    boss = asked(desk.administrator)
    assert boss("put", "/partnerships/AZ-VN/our-side", {"state": "AZ"})["ours"] == "AZ"
    boss("put", "/partnerships/AZ-VN/our-side", {"state": "KZ"}, status=409)
    assert boss("put", "/partnerships/AZ-VN/our-side", {"state": ""})["ours"] is None


# Invitations by mail.

def test_an_invitation_is_sent_answered_changed_and_cancelled(desk: desks.Desk, officer: Asked) -> None:
    made = officer("post", f"/bodies/{body_of(desk)}/sessions", {"ordinal": 4, "place": "Baku", "host": "AZ"}, status=201)
    path = f"/sessions/{made['id']}"
    officer("post", f"{path}/invitation", status=409)  # no day yet
    officer("patch", path, {"start": "2027-03-09"})
    officer("post", f"{path}/invitation", status=409)  # nobody is asked
    people = [officer("post", f"{path}/invitees", {"email": f"{name}@example.org"}, status=201) for name in ("an", "tu")]
    assert [p["sent"] for p in people] == [None, None]
    sequence = Session.objects.get().sequence
    assert [p["sent"] for p in officer("post", f"{path}/invitation")] == [sequence] * 2
    assert [m.to for m in mail.outbox] == [["an@example.org"], ["tu@example.org"]]
    said = reply(Session.objects.get(), "an@example.org", sequence=sequence).read()
    assert filed(officer, f"{path}/replies", "reply.ics", said, 200)["answer"] == "ACCEPTED"
    filed(officer, f"{path}/replies", "reply.ics", b"nothing", 409)
    filed(officer, f"{path}/replies", "reply.ics", b" " * 300_000, 413)
    moved = officer("patch", path, {"start": "2027-03-10"})
    assert moved["sequence"] > sequence == moved["invitees"][0]["sent"]  # they do not know it yet
    officer("post", f"{path}/invitation")
    assert [p["email"] for p in officer("delete", f"{path}/invitees/{people[1]['id']}")] == ["an@example.org"]
    officer("patch", path, {"status": "cancelled"})
    officer("post", f"{path}/invitation")
    calendars = [icalendar.Calendar.from_ical(m.alternatives[0][0]) for m in mail.outbox]
    assert [str(c["method"]) for c in calendars] == ["REQUEST"] * 4 + ["CANCEL"] * 2
    assert {str(c.events[0]["uid"]) for c in calendars} == {made["uid"]}
    assert asked(desk.reader)("get", path)["invitees"] == []


def test_a_visit_is_had_as_a_calendar_file(desk: desks.Desk, officer: Asked) -> None:
    made = officer("post", "/partnerships/AZ-VN/visits", {"title": "He comes"}, status=201)
    officer("get", f"/visits/{made['id']}/visit.ics", status=409)
    officer("patch", f"/visits/{made['id']}", {"start": "2027-03-09", "end": "2027-03-10"})
    answer = asked(desk.reader).client.get(f"{ROOT}/visits/{made['id']}/visit.ics")
    assert answer["content-type"].startswith("text/calendar")
    event = icalendar.Calendar.from_ical(answer.content).events[0]
    assert (str(event["summary"]), event["dtstart"].dt, str(event["uid"])) == ("He comes", date(2027, 3, 9), made["uid"])


def test_where_the_mail_server_is_away_it_is_said(desk: desks.Desk, officer: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    made = officer("post", "/partnerships/AZ-VN/visits", {"title": "He comes", "start": "2027-03-09"}, status=201)
    person = officer("post", f"/visits/{made['id']}/invitees", {"email": "an@example.org"}, status=201)
    officer("post", f"/visits/{made['id']}/invitation")

    def away(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    assert "nobody there" in officer("post", f"/visits/{made['id']}/invitation", status=409)["detail"]
    officer("delete", f"/visits/{made['id']}/invitees/{person['id']}", status=409)
    assert [p["id"] for p in officer("get", f"/visits/{made['id']}")["invitees"]] == [person["id"]]


def test_whom_the_mail_did_not_reach_is_not_told_as_told(desk: desks.Desk, officer: Asked,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    made = officer("post", "/partnerships/AZ-VN/visits", {"title": "He comes", "start": "2027-03-09"}, status=201)
    path = f"/visits/{made['id']}"
    for name in ("an", "tu"):
        officer("post", f"{path}/invitees", {"email": f"{name}@example.org"}, status=201)

    def away(self: Any, *_: Any, **__: Any) -> int:
        if "tu@example.org" in self.to:
            raise ConnectionRefusedError("nobody there")
        return 1

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    officer("post", f"{path}/invitation", status=409)
    sent = {p["email"]: p["sent"] for p in officer("get", path)["invitees"]}
    assert sent == {"an@example.org": made["sequence"], "tu@example.org": None}


# The plan's workbook.

def workbook(ask: Asked) -> openpyxl.Workbook:
    answer = ask.client.get(f"{ROOT}/partnerships/AZ-VN/plan.xlsx")
    assert answer.status_code == 200 and 'filename="AZ-VN-plan.xlsx"' in answer["content-disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def written(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_plan_goes_out_as_a_workbook_and_comes_back_compared(desk: desks.Desk, officer: Asked) -> None:
    fly = officer("post", "/partnerships/AZ-VN/plan", {"title": "Fly", "milestone": "Slots", "due": "2026-06-30"}, status=201)
    sail = officer("post", "/partnerships/AZ-VN/plan", {"title": "Sail"}, status=201)
    book = workbook(officer)
    sheet = book["plan"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    row = {sheet.cell(y, heads["Item no."]).value: y for y in (2, 3)}
    sheet.cell(row[fly["id"]], heads["Next milestone"]).value = "First flight"
    sheet.cell(row[fly["id"]], heads["Due"]).value = date(2026, 9, 1)
    sheet.cell(row[sail["id"]], heads["Progress (%)"]).value = "=1+1"
    sheet.cell(4, heads["Title"]).value = "Ride"
    officer("patch", f"/plan/{fly['id']}", {"milestone": "Crews"})
    told = filed(officer, "/partnerships/AZ-VN/plan/workbooks", "plan.xlsx", written(book))
    changes = {c["title"]: c for c in told["changes"]}
    assert {d["name"]: (d["base"], d["here"], d["sheet"], d["conflict"]) for d in changes["Fly"]["differences"]} == {
        "milestone": ("Slots", "Crews", "First flight", True), "due": ("2026-06-30", "2026-06-30", "2026-09-01", False)}
    assert "formula" in changes["Sail"]["refused"][0] and changes["Ride"]["item"] is None
    assert officer("get", f"/workbooks/{told['id']}")["changes"] == told["changes"]
    asked(desk.head)("get", f"/workbooks/{told['id']}", status=404)
    path = f"/workbooks/{told['id']}/changes"
    officer("post", path, {"seen": "1.1", "take": []}, status=409)
    taken = officer("post", path, {"seen": told["seen"], "take": [f"{row[fly['id']]}:milestone"]})
    assert taken == {"changed": 2, "refused": []}
    now = {i["title"]: (i["milestone"], i["due"]) for i in officer("get", "/partnerships/AZ-VN/plan")["items"]}
    assert now == {"Fly": ("First flight", "2026-09-01"), "Sail": ("", None), "Ride": ("", None)}
    officer("post", path, {"seen": told["seen"]}, status=409)


def test_what_is_no_workbook_is_refused(desk: desks.Desk, officer: Asked) -> None:
    told = filed(officer, "/partnerships/AZ-VN/plan/workbooks", "plan.xlsx", b"PK nothing", 422)
    assert told["errors"] == [{"where": ["file"], "what": "it is no XLSX workbook"}]
    filed(officer, "/partnerships/AZ-VN/plan/workbooks", "plan.xlsx", b" " * 5_000_001, 413)


def test_a_workbook_tells_nothing_of_what_is_hidden_and_leaves_it_as_it_is(desk: desks.Desk, officer: Asked) -> None:
    """An item may come to serve what was marked higher since."""
    promise = Fact.objects.filter(kind="undertaking", label__contains="fifty scholarships", projection__marking=0).get().fact
    text = body_of(desk, "instrument")
    item = plan.save(desk.head, desk.partnership, {"title": "Study", "serves": [promise], "instrument": text})
    Claim.objects.filter(pk__in=(promise, text)).update(marking=2)
    touch(desk.partnership)
    bring_up(desk.partnership)
    book = workbook(officer)
    values = [str(cell) for row in book["plan"].iter_rows(values_only=True) for cell in row if cell]
    assert not {promise, text} & set(values)
    book["plan"].cell(2, 3).value = "Study abroad"
    told = filed(officer, "/partnerships/AZ-VN/plan/workbooks", "plan.xlsx", written(book))
    assert [d["name"] for c in told["changes"] for d in c["differences"]] == ["title"]
    assert officer("post", f"/workbooks/{told['id']}/changes", {"seen": told["seen"]})["changed"] == 1
    item.refresh_from_db()
    assert (item.title, item.instrument, [s.promise for s in item.serves.all()]) == ("Study abroad", text, [promise])


def test_a_text_that_is_hidden_is_not_named_nor_taken_away(desk: desks.Desk, officer: Asked, client_of: Any) -> None:
    text = body_of(desk, "instrument")
    item = plan.save(desk.head, desk.partnership, {"title": "Study", "instrument": text})
    Claim.objects.filter(pk=text).update(marking=2)
    touch(desk.partnership)
    bring_up(desk.partnership)
    assert officer("patch", f"/plan/{item.pk}", {"instrument": None, "progress": 5})["instrument"] is None
    page = client_of(desk.officer).get(f"/follow-up/plan/{item.pk}/edit/").content.decode()
    assert text not in page
    sent = {"title": "Study well", "progress": "6", "version": "2", "instrument": "", "marking": "0"}
    client_of(desk.officer).post(f"/follow-up/plan/{item.pk}/edit/", sent)
    item.refresh_from_db()
    assert (item.title, item.progress, item.instrument) == ("Study well", 6, text)
