"""The history of visits, sessions and joint bodies: who changed what, from what to what; the last change taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, time

import desks
import pytest
from django.test import Client
from django.urls import reverse

from servanda_site.register.actions import seal
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.journal import verify
from servanda_site.register.models import Fact, LogEntry
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions import gatherings, sessions, ties, visits
from servanda_site.tracking.actions.taking_out import take_out
from servanda_site.tracking.models import BodyRules, Session, Visit

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def visit(desk: desks.Desk, **given: object) -> Visit:
    fields = {"title": "Visit to Hanoi", "kind": "visit", "form": "person", "status": "planned", "start": date(2025, 7, 17),
              "end": date(2025, 7, 18), "host": "VN", "guest": "AZ"} | given
    return visits.add_visit(desk.officer, desk.partnership, fields)


def committee(desk: desks.Desk) -> Fact:
    return Access(desk.officer).facts(desk.partnership).get(kind="mechanism")


def session(desk: desks.Desk) -> Session:
    return sessions.open_session(desk.officer, committee(desk), ordinal=3, start=date(2025, 7, 17), place="Hanoi", host="VN")


def shown(browser: Client, address: str) -> str:
    """The history of a page, without its tags."""
    page = browser.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index('id="h-history"'):]))


def take_back(browser: Client, kind: str, key: object) -> None:
    """Press the button of a page's history."""
    page = browser.get(reverse(kind, args=[key])).content.decode()
    number = re.search(r'name="change" value="(\d+)"', page)
    assert number is not None
    assert browser.post(reverse(f"{kind}_undo", args=[key]), {"change": number[1]}).status_code == 302


def test_a_visit_tells_who_changed_its_days_from_what_to_what(desk: desks.Desk, client_of: Browser):
    row = visit(desk)
    visits.change_visit(desk.officer, row, {"start": date(2025, 7, 20), "end": date(2025, 7, 21), "starts": time(9, 30)})
    told = shown(client_of(desk.reader), reverse("visit", args=[row.pk]))
    assert "Changed a visit Officer" in told
    assert "First day: 17 July 2025 → 20 July 2025" in told
    assert "Begins at: – → 09:30" in told
    assert "Began a visit or consultations" in told
    assert "Take the last change back" not in told  # readers change nothing


def test_the_last_change_of_a_visit_is_taken_back_and_the_log_keeps_both(desk: desks.Desk, client_of: Browser):
    row = visit(desk, starts=time(9), zone="Asia/Ho_Chi_Minh")
    visits.change_visit(desk.officer, row, {"start": date(2025, 7, 20), "end": None, "starts": None, "zone": "",
                                            "title": "Other"})
    browser = client_of(desk.officer)
    take_back(browser, "visit", row.pk)
    row.refresh_from_db()
    assert (row.start, row.end, row.starts, row.zone, row.title) == (
        date(2025, 7, 17), date(2025, 7, 18), time(9), "Asia/Ho_Chi_Minh", "Visit to Hanoi")
    assert LogEntry.objects.filter(action="change visit").count() == 2
    take_back(browser, "visit", row.pk)
    row.refresh_from_db()
    assert row.title == "Other"


def test_what_was_changed_meanwhile_is_not_taken_back(desk: desks.Desk, client_of: Browser):
    row = visit(desk)
    visits.change_visit(desk.officer, row, {"title": "First"})
    seen = LogEntry.objects.order_by("number").last().number
    visits.change_visit(desk.head, row, {"title": "Second"})
    answer = client_of(desk.officer).post(reverse("visit_undo", args=[row.pk]), {"change": seen}, follow=True)
    assert "Somebody changed it meanwhile" in answer.content.decode()
    row.refresh_from_db()
    assert row.title == "Second"


def test_programme_and_delegations_are_put_back_as_they_were(desk: desks.Desk, client_of: Browser):
    row, browser = visit(desk), client_of(desk.officer)
    point = visits.add_point(desk.officer, row, title="Talks", day=date(2025, 7, 17), at=time(10), people="The minister")
    visits.point_result(desk.officer, row, point.pk, "They agreed.")
    take_back(browser, "visit", row.pk)
    point.refresh_from_db()
    assert point.result == ""
    visits.point_result(desk.officer, row, point.pk, "", remove=True)
    assert "Talks, 17 July 2025, 10:00, The minister" in shown(browser, reverse("visit", args=[row.pk]))
    take_back(browser, "visit", row.pk)
    assert [(p.title, p.at, p.people) for p in row.programme.all()] == [("Talks", time(10), "The minister")]

    first = gatherings.add_delegate(desk.officer, row, state="AZ", name="Anar", office="Minister", head=True)
    gatherings.add_delegate(desk.officer, row, state="AZ", name="Leyla", head=True)
    take_back(browser, "visit", row.pk)
    assert [(d.name, d.head) for d in row.delegates.all()] == [("Anar", True)]
    gatherings.remove_delegate(desk.officer, row, first.pk)
    take_back(browser, "visit", row.pk)
    assert [(d.name, d.office, d.head) for d in row.delegates.all()] == [("Anar", "Minister", True)]


def test_an_agenda_and_minutes_are_put_back(desk: desks.Desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    trade = Access(desk.officer).facts(desk.partnership).get(label__startswith="Viet Nam will open")
    sessions.arrange(desk.officer, row, [sessions.Point(None, 1, "1", "Opening"), sessions.Point(None, 2, "2", "Office", trade)])
    one, two = row.agenda.all()
    sessions.arrange(desk.officer, row, [sessions.Point(one.pk, 1, "1", "Opening"),
                                         sessions.Point(two.pk, 2, "2", "Office", removed=True)])
    assert "Arranged an agenda Officer" in shown(browser, reverse("session", args=[row.pk]))
    take_back(browser, "session", row.pk)
    assert [(a.number, a.title, a.fact) for a in row.agenda.all()] == [("1", "Opening", ""), ("2", "Office", trade.fact)]

    sessions.write_minutes(desk.officer, row, "fr", "en", [("Ouverture", "Opening", False), ("Un vol.", "A flight.", True)])
    sessions.write_minutes(desk.officer, row, "fr", "en", [("Ouverture", "Opening", False)])
    assert "Un vol. / A flight. / decision" in shown(browser, reverse("session", args=[row.pk]))
    take_back(browser, "session", row.pk)
    assert [(p.left, p.decision) for p in row.paragraphs.all()] == [("Ouverture", False), ("Un vol.", True)]


def test_a_body_tells_its_rules_and_its_list_and_takes_a_change_back(desk: desks.Desk, client_of: Browser):
    body, browser = committee(desk), client_of(desk.officer)
    for months in (12, 24):
        sessions.set_rules(desk.officer, body, every_months=months, alternates=months == 24, parent=None, note="")
    told = shown(browser, reverse("body", args=[body.fact]))
    assert "Meets every (months): 12 → 24" in told
    assert "Each side hosts in turn: no → yes" in told
    take_back(browser, "body", body.fact)
    assert BodyRules.objects.get().every_months == 12
    sessions.add_member(desk.officer, body, state="VN", name="Minh", office="Minister", part="co-chair")
    assert "Minh, Minister, Vietnam, co-chair" in shown(browser, reverse("body", args=[body.fact]))
    take_back(browser, "body", body.fact)
    assert "Nobody is on the list yet" in browser.get(reverse("body", args=[body.fact])).content.decode()


def test_who_is_asked_is_told_to_officers_alone_and_what_is_restricted_to_those_cleared(desk: desks.Desk, client_of: Browser):
    row = visit(desk)
    gatherings.ask(desk.officer, row, name="Guest", email="guest@example.org")
    visits.change_visit(desk.head, row, {"outcome": "What nobody may know."}, marking=2)
    visits.change_visit(desk.head, row, {"outcome": ""}, marking=0)
    address = reverse("visit", args=[row.pk])
    assert "guest@example.org" in shown(client_of(desk.officer), address)
    assert "guest@example.org" not in shown(client_of(desk.reader), address)
    assert "What nobody may know" not in shown(client_of(desk.officer), address)
    assert "Take the last change back" not in shown(client_of(desk.officer), address)
    assert "What nobody may know" in shown(client_of(desk.head), address)


def test_meetings_outside_the_days_of_a_visit_that_was_moved_are_told_and_move_with_it(desk: desks.Desk, client_of: Browser):
    row, browser = visit(desk), client_of(desk.officer)
    for day in (17, 18):
        visits.add_point(desk.officer, row, title=f"Talks of {day}", day=date(2025, 7, day))
    address = reverse("visit", args=[row.pk])
    assert "outside the days of the visit" not in browser.get(address).content.decode()
    visits.change_visit(desk.officer, row, {"start": date(2025, 7, 18), "end": date(2025, 7, 19)})
    page = browser.get(address).content.decode()
    assert "1 meeting stands outside the days of the visit." in page and "Move all meetings 1 day later" in page
    assert "Move all meetings" not in client_of(desk.reader).get(address).content.decode()
    row.refresh_from_db()
    browser.post(reverse("visit_programme_move", args=[row.pk]), {"version": row.version})
    assert [p.day.day for p in row.programme.all()] == [18, 19]
    assert "outside the days of the visit" not in browser.get(address).content.decode()
    visits.change_visit(desk.officer, row, {"start": date(2025, 7, 10), "end": date(2025, 7, 11)})
    page = browser.get(address).content.decode()
    assert "2 meetings stand outside" in page and "Move all meetings 8 days earlier" in page
    visits.change_visit(desk.officer, row, {"start": date(2025, 8, 1), "end": None})
    assert "cannot all be moved by the same number of days" in browser.get(address).content.decode()


def test_a_moved_programme_is_moved_back(desk: desks.Desk, client_of: Browser):
    row, browser = visit(desk), client_of(desk.officer)
    visits.add_point(desk.officer, row, title="Talks", day=date(2025, 7, 17))
    visits.move_programme(desk.officer, row, 1)
    assert "Moved a programme by some days" in shown(browser, reverse("visit", args=[row.pk]))
    take_back(browser, "visit", row.pk)
    assert row.programme.get().day == date(2025, 7, 17)
    with pytest.raises(Impossible):
        visits.move_programme(desk.officer, row, 5)


def test_a_visit_added_by_mistake_is_taken_out_and_put_back(desk: desks.Desk, client_of: Browser):
    row, browser = visit(desk), client_of(desk.officer)
    visits.add_point(desk.officer, row, title="Talks", day=date(2025, 7, 17))
    listed, address = reverse("visits", args=["AZ-VN"]), reverse("visit", args=[row.pk])
    assert "Take it out" in browser.get(address).content.decode()
    assert "Take it out" not in client_of(desk.reader).get(address).content.decode()
    answer = browser.post(reverse("visit_remove", args=[row.pk]), {"version": row.version}, follow=True).content.decode()
    assert "Somebody changed it meanwhile" in answer  # the meeting was added since
    row.refresh_from_db()
    answer = browser.post(reverse("visit_remove", args=[row.pk]), {"version": row.version}, follow=True).content.decode()
    assert "Nothing of it is lost" in answer and "Put it back" in answer and "Add a meeting" not in answer
    assert "Visit to Hanoi" not in client_of(desk.reader).get(listed).content.decode()
    assert "Taken out" in browser.get(listed).content.decode()
    month = browser.get(reverse("partnership_calendar", args=["AZ-VN"]), {"month": "2025-07"})
    assert "Visit to Hanoi" not in month.content.decode()
    assert browser.post(reverse("visit_point_add", args=[row.pk]), {"title": "x"}).status_code == 404
    assert "Took a visit out Officer" in shown(browser, address)
    browser.post(reverse("visit_remove", args=[row.pk]), {"back": "1"})
    assert [p.title for p in row.programme.all()] == ["Talks"]
    assert "Visit to Hanoi" in client_of(desk.reader).get(listed).content.decode()
    assert set(LogEntry.objects.values_list("action", flat=True)) >= {"add visit", "remove visit", "restore visit"}


def test_the_adding_itself_is_taken_back_from_the_history(desk: desks.Desk, client_of: Browser):
    made, browser = session(desk), client_of(desk.officer)
    take_back(browser, "session", made.pk)
    made.refresh_from_db()
    assert made.removed is not None
    body = browser.get(reverse("body", args=[made.body])).content.decode()
    assert "Taken out" in body and f"/session/{made.pk}/" in body
    session(desk)  # the number is free again
    answer = browser.post(reverse("session_remove", args=[made.pk]), {"back": "1"}, follow=True).content.decode()
    assert "there is a session of this number already" in answer.lower()
    other = visit(desk)
    take_back(browser, "visit", other.pk)
    take_back(browser, "visit", other.pk)
    other.refresh_from_db()
    assert other.removed is None


def test_what_something_rests_on_is_not_taken_out(desk: desks.Desk):
    row = visit(desk)
    gatherings.ask(desk.officer, row, name="Guest", email="guest@example.org")
    gatherings.sent(desk.officer, row, list(row.invitees.all()))
    with pytest.raises(Impossible, match="calendar invitation"):
        take_out(desk.officer, row)
    row = visits.change_visit(desk.officer, row, {"status": "cancelled"})
    with pytest.raises(Impossible, match="calendar invitation"):
        take_out(desk.officer, row)
    gatherings.sent(desk.officer, row, list(row.invitees.all()))
    take_out(desk.officer, row)
    invitation = Access(desk.officer).facts(desk.partnership).get(type="invitation")
    paid = visits.add_visit(desk.officer, desk.partnership, {"title": "Paid", "start": date(2025, 9, 1)}, promise=invitation)
    visits.settle(desk.officer, invitation, "paid", date(2025, 9, 2), visit=paid)
    with pytest.raises(Impossible, match="an invitation is said"):
        take_out(desk.officer, paid)
    with pytest.raises(NotAllowed):
        take_out(desk.reader, visit(desk))


def test_the_words_of_minutes_go_with_the_paper_they_became_and_the_log_stays_sound(desk: desks.Desk, client_of: Browser):
    row, word = session(desk), "Zanzibar"
    kept = session_of_another(desk)
    for held in (row, kept):
        sessions.write_minutes(desk.officer, held, "fr", "en", [(f"Un vol vers {word}.", f"A flight to {word}.", True)])
    sessions.agree(desk.officer, row, date(2025, 7, 18), "Minutes of the third session")
    row.refresh_from_db()
    tie = ties.save(desk.officer, desk.partnership, {
        "kind": "candidature", "title": "Seat", "status": "standing", "forum": "UNESCO", "candidate": "VN"})
    ties.enter(desk.officer, tie, step="promised", side="AZ", words=f"{word} was named", paper=row.paper)
    seal.seal(desk.head, row.paper, reason="by mistake")
    seal.ask_to_erase(desk.administrator, row.paper, reason="not ours")
    row.paper.refresh_from_db()
    seal.erase(desk.clerk, row.paper)
    assert list(verify()) == []
    told = [e.target for e in LogEntry.objects.all() if word in json.dumps(e.payload)]
    assert told == [f"session:{kept.pk}"]  # what became no such paper stays
    assert not row.paragraphs.exists() and kept.paragraphs.exists() and tie.supports.get().words == ""
    assert client_of(desk.officer).get(reverse("session", args=[row.pk])).status_code == 200
    LogEntry.objects.filter(target=f"session:{kept.pk}", action="write minutes").update(payload=None)
    assert [fault for _number, fault in verify()] == ["payload"]  # only what the erasure names may be empty


def session_of_another(desk: desks.Desk) -> Session:
    """A session whose minutes are not agreed."""
    return sessions.open_session(desk.officer, committee(desk), ordinal=4, start=date(2025, 9, 17), place="Baku", host="AZ")
