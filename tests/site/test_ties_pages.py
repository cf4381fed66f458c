"""The pages of ties: lists with filters and proposals, one tie and what is done on it, files, the number of queries."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pypdfium2
import pytest
from desks import paper
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from icalendar import Calendar
from tied import ASKED, CANDIDATURE, CHARTER, HIDDEN, PIPELINE, TOLD, candidature, fact, lay, told, twin

from servanda_site.publishing.clearance import Command
from servanda_site.publishing.making import Wanted, make
from servanda_site.publishing.phrases import Phrases
from servanda_site.register import projecting
from servanda_site.register.models import Marking, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import bearings, ties
from servanda_site.tracking.actions import plan
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Item, SetAside, Support, Tie

GROUPS = tuple(ties.GROUPS)
__all__ = ["told"]


def words(data: bytes) -> str:
    """What a PDF says."""
    return " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in pypdfium2.PdfDocument(data))


def page(client: Any, group: str, query: str = "") -> str:
    """A list as somebody sees it."""
    answer = client.get(reverse("ties", args=["AZ-VN", group]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("group", GROUPS)
def test_an_empty_page_says_what_to_do(desk, client_of, group):
    assert "Nothing is kept here yet" in page(client_of(desk.reader), group)
    assert "Add what you know" in page(client_of(desk.head), group)


def test_no_such_group_or_file(told, client_of):
    client = client_of(told.head)
    assert client.get("/partnerships/AZ-VN/with/feuds/").status_code == 404
    assert client.get("/partnerships/AZ-VN/with/ties.doc").status_code == 404


def test_a_file_is_in_the_language_of_the_page_to_its_last_row(told, client_of):
    twin(told)
    type(told.reader).objects.filter(pk=told.reader.pk).update(language="fr")
    file = b"".join(client_of(told.reader).get("/partnerships/AZ-VN/with/ties.csv").streaming_content).decode("utf-8-sig")
    heading, row = file.splitlines()
    assert "Partenaires" in heading and "Jumelage" in row and "convenu" in row


def test_what_the_papers_tell_is_taken_up_with_its_ledger(told, client_of):
    client = client_of(told.officer)
    listed = page(client, "candidatures")
    assert CANDIDATURE.replace("'", "&#x27;") in listed and ASKED in listed and HIDDEN not in listed
    address = reverse("tie_add", args=["AZ-VN", "candidatures"])
    identity = fact(told, CANDIDATURE).fact
    form = client.get(f"{address}?fact={identity}").context["form"]
    assert (form["candidate"].value(), form["forum"].value(), form["step"].value(), form["side"].value()) == (
        "VN", "Ocean Council", "promised", "AZ")
    assert form["day"].value() == "2025-06-03" and [f for f, _ in form.fields["also"].choices] == [fact(told, ASKED).fact]
    sent = {name: form[name].value() or "" for name in form.fields} | {"fact": identity, "date": "2026-10", "also": []}
    answer = client.post(address, sent)
    tie = Tie.objects.get()
    assert answer.headers["Location"] == reverse("tie", args=[tie.pk])
    assert [s.fact for s in tie.sources.all()] == [identity]
    assert (tie.supports.get().step, tie.supports.get().date) == ("promised", "2025-06-03")
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "support owed by Azerbaijan" in shown and reverse("fact", args=[identity]) in shown
    listed = page(client, "candidatures")
    assert "October 2026" in listed and ASKED in listed
    assert reverse("tie", args=[tie.pk]) in client.get(reverse("fact", args=[identity])).content.decode()


def test_what_is_told_in_the_same_words_is_taken_up_together(told, client_of):
    signing = "The sides signed a twinning charter between Hue and Ganja"
    specs = (("event", signing, {"type": "signing", "date": "2025-06-03"}),
             ("instrument", CHARTER, {"title": CHARTER, "date": "2025-06-03"}))
    paper("signed.txt", f"Told again. {TOLD}", specs, partnership=told.partnership, side="AZ", by=told.officer)
    projecting.bring_up(told.partnership)
    bearings.bring_up(told.partnership)
    address = f"{reverse('tie_add', args=['AZ-VN', 'ties'])}?fact={fact(told, CHARTER).fact}"
    form = client_of(told.officer).get(address).context["form"]
    assert form["also"].value() == [fact(told, signing).fact]


def test_a_refused_form_shows_why_beside_the_field_and_keeps_nothing(told, client_of):
    client = client_of(told.officer)
    answer = client.post(reverse("tie_add", args=["AZ-VN", "ties"]), {
        "kind": "twinning", "title": "Hue and Ganja", "status": "agreed", "date": "last spring", "partner-name": ["Hue", ""],
        "partner-state": ["VN", ""]})
    assert answer.status_code == 422 and answer.context["form"].errors["date"] and answer.context["partners"][0] == ["VN", "Hue"]
    assert not Tie.objects.exists()


def test_two_who_change_at_once(told, client_of):
    tie = twin(told, partners=[["VN", "Hue"]])
    client = client_of(told.officer)
    form = client.get(reverse("tie_edit", args=[tie.pk])).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"partner-name": ["Hue", "Ganja", "Batumi"], "partner-state": ["VN", "AZ", "GE"]}
    actions.save(told.head, told.partnership, {"note": "x"}, tie=tie)
    assert client.post(reverse("tie_edit", args=[tie.pk]), sent).status_code == 409
    answer = client.post(reverse("tie_edit", args=[tie.pk]), sent | {"version": 2})
    assert answer.status_code == 302
    assert [(p.name, p.state) for p in tie.partners.all()] == [("Hue", "VN"), ("Ganja", "AZ"), ("Batumi", "GE")]
    assert "Batumi <span class=\"soft\">(Georgia)</span>" in page(client, "ties")


def test_everything_a_tie_s_page_does(told, client_of):
    tie = candidature(told)
    client, address = client_of(told.officer), reverse("tie_change", args=[tie.pk])

    def do(**data: object) -> int:
        return client.post(address, data).status_code

    assert do(do="support", step="asked", side="AZ", words="a note", date_told="2025-05") == 302
    assert do(do="support", step="asked", side="AZ", words="") == 422
    assert do(do="gather", identity=f"https://x.test/fact/{fact(told, CANDIDATURE).fact}/") == 302
    assert do(do="gather", identity="u-0") == 422
    assert do(do="gather", identity=fact(told, HIDDEN).fact) == 422
    assert do(do="plan", title="Sound out the others", due="2026-12-01") == 302
    item = Item.objects.get()
    assert [s.promise for s in item.serves.all()] == [fact(told, CANDIDATURE).fact]
    assert do(do="plan", title="") == 422
    shown = client.get(reverse("tie", args=[tie.pk])).content.decode()
    assert all(words in shown for words in ("Sound out the others", "May 2025", "a note"))
    assert do(do="unlink", key=item.pk) == 302 and not tie.items.exists()
    assert do(do="plan", item=item.pk) == 302 and tie.items.get() == item
    assert do(do="let-go", fact=fact(told, CANDIDATURE).fact) == 302 and not tie.sources.exists()
    assert do(do="undo") == 302 and tie.sources.exists()
    assert do(do="undo-entry", key=Support.objects.get().pk) == 302 and Support.objects.get().undone
    assert do(do="remove") == 302 and do(do="back") == 302
    assert do(do="nothing") == 302
    tie.refresh_from_db()
    assert tie.removed is None


def test_set_aside_and_back(told, client_of):
    client, address = client_of(told.officer), reverse("tie_aside", args=["AZ-VN", "projects"])
    identity = fact(told, PIPELINE).fact
    client.post(address, {"fact": identity})
    assert SetAside.objects.filter(undone=None).count() == 1
    assert "1 set aside" in page(client, "projects")
    client.post(address, {"fact": identity, "back": "1"})
    assert not SetAside.objects.filter(undone=None).exists()
    client.post(address, {"fact": fact(told, HIDDEN).fact})
    assert not SetAside.objects.filter(undone=None).exists()


def test_filters(told, client_of):
    theirs = candidature(told, "AZ", title="Space seat", forum="Space Assembly", status="elected")
    ours = candidature(told, title="Ocean seat")
    actions.enter(told.officer, ours, step="promised", side="AZ", words="x")
    twin(told, partners=[["VN", "Hue"]])
    actions.save(told.officer, told.partnership, {"kind": "party", "title": "Party schools", "status": "dormant"})
    client = client_of(told.reader)
    for group, query, wanted in (
            ("candidatures", "", ["Ocean seat", "Space seat"]), ("candidatures", "?status=decided", ["Space seat"]),
            ("candidatures", "?status=open", ["Ocean seat"]), ("candidatures", "?owes=AZ", ["Ocean seat"]),
            ("candidatures", "?side=AZ", ["Space seat"]), ("candidatures", "?forum=Ocean+Council", ["Ocean seat"]),
            ("candidatures", "?words=space", ["Space seat"]), ("ties", "?kind=party", ["Party schools"]),
            ("ties", "?side=VN", ["Hue and Ganja"]), ("ties", "?status=dormant&kind=nothing", ["Party schools"])):
        answer = client.get(reverse("ties", args=["AZ-VN", group]) + query)
        assert [row.tie.title for row in answer.context["page"]] == wanted, query
    assert "Nothing fits" in page(client, "ties", "?words=zzz")
    assert theirs.pk != ours.pk


def test_a_restricted_tie_leaves_no_trace(told, client_of):
    actions.save(told.head, told.partnership, {"kind": "information", "title": "Customs desks", "status": "active",
                                               "partners": [["AZ", "Harbour watch"]]})
    secret = actions.save(told.head, told.partnership, {"kind": "candidature", "title": "Quiet bid", "status": "standing",
                                                        "forum": "Reef Board", "candidate": "AZ", "marking": 2})
    actions.enter(told.head, secret, step="promised", side="VN", words="in confidence")
    for who in (told.reader, told.officer):
        client = client_of(who)
        assert "Customs desks" not in page(client, "information") and "Nothing is kept here yet" in page(client, "information")
        shown = page(client, "candidatures")
        assert "Quiet bid" not in shown and "Reef Board" not in shown and "Who supported whom" not in shown
        assert b"Quiet" not in b"".join(client.get("/partnerships/AZ-VN/with/candidatures.csv").streaming_content)
        assert client.get(reverse("tie", args=[secret.pk])).status_code == 404
    assert client_of(told.officer).get("/partnerships/AZ-VN/with/information/add/").status_code == 403
    client = client_of(told.head)
    assert "Customs desks" in page(client, "information") and "Quiet bid" in page(client, "candidatures")


@pytest.mark.parametrize("group", GROUPS)
def test_files_hold_what_is_shown(told, client_of, group):
    kind = ties.GROUPS[group][0]
    race = {"candidate": "VN", "forum": "Ocean Council"} if kind == "candidature" else {}
    forum = {"forum": "Ocean Council"} if kind == "position" else {}
    made = actions.save(told.head, told.partnership, {
        "kind": kind, "title": "=1+1", "status": ties.statuses(kind)[0], "marking": 0, "note": "Some words",
        "sources": [fact(told, CHARTER).fact], **race, **forum})
    if race:
        actions.enter(told.officer, made, step="promised", side="AZ", words="x")
    client = client_of(told.reader)
    told_csv = b"".join(client.get(f"/partnerships/AZ-VN/with/{group}.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in told_csv and CHARTER in told_csv and "Some words" in told_csv
    answer = client.get(f"/partnerships/AZ-VN/with/{group}.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert len(rows) == 2 and "=1+1" in rows[1] and (not race or "promised" in rows[1])


def test_queries_do_not_grow_with_what_is_listed(told, client_of):
    def fill(n: int) -> None:
        other = None
        for i in range(n):
            made = candidature(told, "AZ" if other else "VN", title=f"Seat {i}", exchange=other,
                               sources=[fact(told, CHARTER).fact])
            actions.enter(told.officer, made, step="promised", side="VN" if other else "AZ", words="x")
            actions.put_into_plan(told.officer, made, title=f"Step {i}")
            other = None if other else made.pk

    def count(address: str) -> int:
        client = client_of(told.officer)
        client.get(address)
        with CaptureQueriesContext(connection, ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    fill(2)
    addresses = [reverse("ties", args=["AZ-VN", "candidatures"]), "/partnerships/AZ-VN/with/candidatures.csv",
                 reverse("tie", args=[Tie.objects.first().pk])]
    before = [count(a) for a in addresses]
    fill(8)
    assert [count(a) for a in addresses] == before


def test_a_version_above_ones_clearance_is_not_shown_nor_undone(told, client_of):
    tie = actions.save(told.head, told.partnership, {"kind": "twinning", "title": "Quiet name", "status": "agreed", "marking": 2})
    actions.save(told.head, told.partnership, {"title": "Open name", "marking": Marking.PUBLIC}, tie=tie)
    answer = client_of(told.officer).get(reverse("tie", args=[tie.pk]))
    assert "Quiet" not in answer.content.decode() and not answer.context["may_undo"]
    assert client_of(told.officer).post(reverse("tie_change", args=[tie.pk]), {"do": "undo"}).status_code in (302, 403)
    assert Access(told.officer) and Tie.objects.get(pk=tie.pk).title == "Open name"


def test_the_day_of_an_election_stands_in_calendars(told, client_of):
    tie = candidature(told, date="2026-12-09", title="Ocean seat")
    candidature(told, date="2026-12", title="Some day")
    candidature(told, date="2026-12-10", title="Given up", status="withdrawn")
    actions.save(told.head, told.partnership, {"marking": 2}, tie=candidature(told, date="2026-12-09", title="Quiet seat"))
    feed = Calendar.from_ical(client_of(told.officer).get("/partnerships/AZ-VN/calendar.ics").content)
    found = {str(e["summary"]): e for e in feed.events if "tie" in str(e.get("url", ""))}
    assert list(found) == ["To be decided at Ocean Council: Ocean seat"]
    (event,) = found.values()
    assert (event.DTSTART, str(event["url"]).endswith(reverse("tie", args=[tie.pk]))) == (date(2026, 12, 9), True)
    shown = client_of(told.officer).get("/partnerships/AZ-VN/calendar/?month=2026-12").content.decode()
    assert "Ocean seat" in shown and "Quiet seat" not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_dossier_holds_ties_and_candidatures(told, language):
    def said(marking: int) -> str:
        access = Command(marking)
        wanted = Wanted("dossier", marking=marking, day=date(2026, 11, 26), language=language)
        return words(make(access, access.partnership("AZ-VN"), wanted).data)

    say = Phrases(language)
    assert say("candidatures") not in said(2)
    lay(told)
    text = said(0)
    wanted = (say("candidatures"), say("support_owed"), "Sound out the island states", "Charter a vessel",
              say.words.label("ties", "twinning"), "VN for the Ocean Council")
    assert [w for w in wanted if w not in text] == []
    assert say.words.label("ties", "information") not in text
    assert say.words.label("ties", "information") in said(2)


def test_what_is_linked_above_ones_clearance_leaves_no_trace_in_the_history(told, client_of):
    tie = candidature(told)
    theirs = actions.save(told.head, told.partnership, {"kind": "candidature", "title": "Quiet bid", "status": "standing",
                                                        "forum": "Reef Board", "candidate": "AZ", "marking": 2})
    item = plan.save(told.head, told.partnership, {"title": "Whisper", "marking": 2})
    actions.save(told.head, told.partnership, {"exchange": theirs.pk, "items": [item.pk]}, tie=tie)
    actions.enter(told.head, tie, step="asked", side="AZ", words="x", marking=2)
    before = client_of(told.officer).get(reverse("tie", args=[tie.pk]))
    assert [row["first"] for row in before.context["history"]] == [True]
    assert "Head" not in before.content.decode() and "Whisper" not in before.content.decode()
    assert [row["first"] for row in client_of(told.head).get(reverse("tie", args=[tie.pk])).context["history"]] == [False, True]
    actions.enter(told.officer, tie, step="asked", side="AZ", words="x")
    sent = {"title": "Named anew", "status": "standing", "forum": "Ocean Council", "candidate": "VN", "version": 2}
    assert client_of(told.officer).post(reverse("tie_edit", args=[tie.pk]), sent).status_code == 302
    tie.refresh_from_db()
    assert (tie.title, tie.exchange_id, list(tie.items.all())) == ("Named anew", theirs.pk, [item])
    shown = client_of(told.head).get(reverse("plan_item", args=[item.pk])).content.decode()
    assert reverse("tie", args=[tie.pk]) in shown


@pytest.mark.parametrize(("ours", "key"), [("VN", "ask_support"), ("AZ", "owed_support")])
def test_a_briefing_note_says_which_support_is_owed(told, ours, key):
    Partnership.objects.filter(pk=told.partnership.pk).update(ours=ours)
    lay(told)
    access = Command(0)
    data = make(access, access.partnership("AZ-VN"), Wanted("briefing", day=date(2026, 11, 26), language="en")).data
    text = " ".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    say, other = Phrases("en"), "owed_support" if key == "ask_support" else "ask_support"
    assert say(key) in text and say(other) not in text and "VN for the Ocean Council" in text
