"""Calendars read back by a real client library: what is published, invited, cancelled, answered; zones and days off."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import desks
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from servanda_site.publishing import ics, inviting
from servanda_site.register import projecting
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, LogEntry, Marking, Membership
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars, days, invited, suggesting
from servanda_site.tracking.actions import addresses, gatherings, plan, sessions, states, visits
from servanda_site.tracking.models import SecretAddress, Session, Visit
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.gathered import session_of

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
SOON = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' today is a day these tests know."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: date(2026, 11, 26))


def session(desk: desks.Desk, **given: object) -> Session:
    body = Access(desk.officer).facts(desk.partnership).get(kind="mechanism")
    fields = {"ordinal": 3, "start": SOON, "starts": time(9, 30), "ends": time(12), "zone": "Asia/Ho_Chi_Minh", "place": "Hanoi",
              "host": "VN"} | given
    return sessions.open_session(desk.officer, body, **fields)


def read(data: bytes) -> Calendar:
    return Calendar.from_ical(data)


def test_a_session_is_read_back_with_its_hour_and_zone(desk, client_of: Browser):
    row = session(desk)
    calendar = read(client_of(desk.reader).get(reverse("session_calendar", args=[row.pk])).content)
    assert calendar["method"] == "PUBLISH"
    event = calendar.events[0]
    assert event["uid"] == row.uid
    assert event["sequence"] == 0
    assert event.DTSTART.astimezone(UTC) == datetime(2026, 12, 15, 2, 30, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert "third session" in event["summary"]


@pytest.mark.parametrize(("tag", "number", "told"), [
    ("en", 1, ": first session"), ("en", 22, ": 22nd session"), ("en", None, ": session"),
    ("fr", 1, " : première session"), ("fr", 25, " : 25e session"), ("fr", None, " : session"),
])
def test_a_session_is_called_by_its_number_in_the_language_of_the_page(desk, tag, number, told):
    row = session(desk, ordinal=number)
    (entry,) = calendars.entries(Access(desk.reader), [desk.partnership], SOON, SOON)
    with translation.override(tag):
        name = heading(entry.body)
        assert ics.summary(entry).replace("\N{NO-BREAK SPACE}", " ") == f"{name}{told}" == (
            session_of(entry.body, row.ordinal).replace("\N{NO-BREAK SPACE}", " "))


ONCE = {"PUBLISH": ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER"),  # RFC 5546, 3.2.1, 3.2.2, 3.2.5
        "REQUEST": ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "SEQUENCE"),
        "CANCEL": ("UID", "DTSTAMP", "ORGANIZER", "SEQUENCE")}
DEEP = "Cấp cao, cérémonie; d\u2019ouverture \\ \U0001f54a " * 8 + "\nand a line more"


def proper(data: bytes) -> list[dict[str, list[str]]]:
    """The events of a calendar file by the letter of RFC 5545 and 5546: each property by name."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    whole = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
    calendar: dict[str, str] = {}
    events: list[dict[str, list[str]]] = []
    at: list[str] = []
    for line in filter(None, whole):
        name, value = re.split("[:;]", line, maxsplit=1)
        if name == "BEGIN":
            at.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert at.pop() == value
        elif at == ["VCALENDAR"]:
            assert name not in calendar
            calendar[name] = value
        elif at == ["VCALENDAR", "VEVENT"]:
            events[-1].setdefault(name, []).append(value)
    assert not at
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    for event in events:
        for name in ONCE[calendar["METHOD"]]:
            assert len(event.get(name, [])) == 1, (name, event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][0])
        assert re.search(r"mailto:[^\s<>]+@[^\s<>]+$", event["ORGANIZER"][0])
        assert ("ATTENDEE" in event) == (calendar["METHOD"] != "PUBLISH")
        assert calendar["METHOD"] != "CANCEL" or event.get("STATUS", ["CANCELLED"]) == ["CANCELLED"]
    return events


def test_files_keep_to_the_letter_of_the_standards(desk, client_of: Browser, settings):
    settings.DEFAULT_FROM_EMAIL = "Secrétariat du partenariat <register@mfa.example.org>"
    session(desk)
    row = visits.add_visit(desk.officer, desk.partnership, {
        "title": DEEP[:290], "start": SOON, "starts": time(9), "place": DEEP[:290], "zone": "Asia/Baku",
        "link": "https://video.example.org/" + "x" * 200})
    visits.add_point(desk.officer, row, title="Talks", day=SOON, at=time(10))
    gatherings.ask(desk.officer, row, name="Nguyễn, Thị; \"Lan\":", email="lan@example.org")
    browser = client_of(desk.officer)
    assert len(proper(browser.get(reverse("partnership_calendar_file", args=["AZ-VN"])).content)) >= 3
    address = reverse("visit_invite", args=[row.pk])
    browser.post(address, {"do": "send"})
    visits.change_visit(desk.officer, row, {"status": "postponed"})
    browser.post(address, {"do": "send"})
    for sent, method in zip(mail.outbox, ("REQUEST", "CANCEL"), strict=True):
        data = sent.alternatives[0][0].encode()
        event = proper(data)[0]
        assert "Secrétariat du partenariat" in event["ORGANIZER"][0]
        back = read(data)
        assert str(back["method"]) == method
        assert " ".join(str(back.events[0]["summary"]).split()) == " ".join(DEEP[:290].split())
        assert back.events[0]["attendee"].params["CN"] == 'Nguyễn, Thị; "Lan":'


def test_whole_days_end_on_the_day_after(desk):
    row = visits.add_visit(desk.officer, desk.partnership, {"title": "A visit", "start": SOON, "end": date(2026, 12, 17)})
    event = read(ics.published([calendars.of_visit(row)], "x", "https://register.example.org/")).events[0]
    assert (event.DTSTART, event["dtend"].dt) == (SOON, date(2026, 12, 18))
    assert str(event["url"]) == f"https://register.example.org/visit/{row.pk}/"


def test_an_invitation_is_sent_changed_and_cancelled_under_one_name(desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    browser.post(address, {"do": "ask", "name": "Minister", "email": "minister@example.org"})
    browser.post(address, {"do": "send"})
    sessions.change_session(desk.officer, row, {"start": date(2026, 12, 16)})
    browser.post(address, {"do": "send"})
    sessions.change_session(desk.officer, row, {"status": "cancelled"})
    browser.post(address, {"do": "send"})
    told = [read(m.alternatives[0][0].encode()) for m in mail.outbox]
    assert [(str(c["method"]), c.events[0]["sequence"]) for c in told] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert {str(c.events[0]["uid"]) for c in told} == {row.uid}
    assert str(told[2].events[0]["status"]) == "CANCELLED"
    assert str(told[0].events[0]["attendee"]) == "mailto:minister@example.org"
    assert 'text/calendar; method="REQUEST"' in mail.outbox[0].message().as_string().replace("method=REQUEST", 'method="REQUEST"')


def test_the_mail_of_an_invitation_says_in_words_what_its_file_says(desk, client_of: Browser):
    row, browser = session(desk, link="https://video.example.org/x"), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")
    browser.post(address, {"do": "send"})
    text = mail.outbox[0].body
    for told in ("Days: 15 December 2026", "Hours: 09:30–12:00", "(Asia/Ho_Chi_Minh)", "Place: Hanoi", "https://video.example.org/x",
                 f"http://testserver/session/{row.pk}/"):
        assert told in text
    sessions.change_session(desk.officer, row, {"start": date(2026, 12, 16)})
    browser.post(address, {"do": "send"})
    browser.post(address, {"do": "send"})  # the same once more
    sessions.change_session(desk.officer, row, {"status": "cancelled"})
    browser.post(address, {"do": "send"})
    assert [m.subject.partition(":")[0] for m in mail.outbox] == ["Invitation", "Updated invitation", "Invitation", "Cancelled"]
    assert "16 December 2026" in mail.outbox[1].body


@pytest.mark.parametrize(("tag", "told"), [("en", ("Updated invitation: ", "Days: ", "Hours: ")),
                                           ("fr", ("Invitation modifiée : ", "Dates : ", "Horaires : ", "Lieu : Hanoï"))])
def test_the_mail_of_an_update_is_in_the_language_of_who_sends_it(desk, tag: str, told: tuple[str, ...]):
    row = session(desk)
    gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")
    with translation.override(tag):
        inviting.send(desk.officer, row, "https://register.example.org/")
        sessions.change_session(desk.officer, row, {"start": date(2026, 12, 16)})
        row.refresh_from_db()
        inviting.send(desk.officer, row, "https://register.example.org/")
    sent = (mail.outbox[1].subject + mail.outbox[1].body).replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")
    for words in told:
        assert words in sent


def test_who_is_taken_off_the_list_is_told_if_they_were_asked(desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    asked = [gatherings.ask(desk.officer, row, name=n, email=f"{n}@example.org") for n in ("one", "two")]
    browser.post(address, {"do": "unask", "person": asked[0].pk})
    assert not mail.outbox  # nothing was sent before
    browser.post(address, {"do": "send"})
    browser.post(address, {"do": "unask", "person": asked[1].pk})
    event = proper(mail.outbox[-1].alternatives[0][0].encode())[0]
    assert [str(read(m.alternatives[0][0].encode())["method"]) for m in mail.outbox] == ["REQUEST", "CANCEL"]
    assert "STATUS" not in event  # for them alone
    assert "mailto:two@example.org" in event["ATTENDEE"][0]
    assert not row.invitees.exists()
    for person in (asked[1].pk, "x", ""):
        assert "not on the list" in browser.post(address, {"do": "unask", "person": person}, follow=True).content.decode()
    assert LogEntry.objects.filter(action="ask no longer").count() == 2


def test_who_cannot_be_told_stays_on_the_list(desk, client_of: Browser, monkeypatch: pytest.MonkeyPatch):
    def away(mail: object) -> int:
        raise ConnectionRefusedError("no mail server")

    row, browser = session(desk), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    person = gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")
    browser.post(address, {"do": "send"})
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    refused = browser.post(address, {"do": "unask", "person": person.pk}, follow=True).content.decode()
    assert "could not be sent" in refused
    assert row.invitees.get() == person
    assert not LogEntry.objects.filter(action="ask no longer").exists()


def test_what_calendars_need_not_know_leaves_the_sequence(desk):
    row = session(desk)
    sessions.arrange(desk.officer, row, [sessions.Point(None, 1, "1", "Opening")])
    sessions.change_session(desk.officer, row, {"ordinal": 4})
    row.refresh_from_db()
    assert (row.sequence, row.version) == (0, 3)


def reply(row: Session, who: str, answer: str = "ACCEPTED", sequence: int = 0, method: str = "REPLY") -> SimpleUploadedFile:
    lines = ["BEGIN:VCALENDAR", "PRODID:-//x//EN", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{row.uid}",
             "DTSTAMP:20261126T100000Z", f"SEQUENCE:{sequence}", f"ATTENDEE;PARTSTAT={answer}:mailto:{who}", "END:VEVENT",
             "END:VCALENDAR", ""]
    return SimpleUploadedFile("reply.ics", "\r\n".join(lines).encode())


def test_replies_are_noted_and_those_of_strangers_told_apart(desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    other = session(desk, ordinal=5)
    address = reverse("session_invite", args=[row.pk])
    gatherings.ask(desk.officer, row, name="Minister", email="Minister@Example.org")

    def said(given: SimpleUploadedFile) -> str:
        return browser.post(address, {"do": "reply", "reply": given}, follow=True).content.decode()

    assert "who was not asked" in said(reply(row, "stranger@example.org"))
    assert "to another invitation" in said(reply(other, "minister@example.org"))
    assert "no reply to an invitation" in said(reply(row, "minister@example.org", method="REQUEST"))
    assert "neither yes nor no" in said(reply(row, "minister@example.org", answer="DELEGATED"))
    assert "no calendar file" in said(SimpleUploadedFile("x.ics", b"\x00\xffnothing"))
    assert row.invitees.get().answer == "NEEDS-ACTION"
    assert "Minister answered: accepted." in said(reply(row, "MINISTER@example.org"))
    sessions.change_session(desk.officer, row, {"start": date(2026, 12, 16)})
    assert "changed since" in said(reply(row, "minister@example.org", answer="DECLINED"))
    assert row.invitees.get().answer == "NEEDS-ACTION"  # they accepted the former day


def test_who_answered_for_former_days_is_asked_again(desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")

    def again() -> tuple[str, str]:
        row.refresh_from_db()
        browser.post(address, {"do": "send"})
        event = read(mail.outbox[-1].alternatives[0][0].encode()).events[0]
        return row.invitees.get().answer, str(event["attendee"].params["PARTSTAT"])

    def accepted() -> None:
        browser.post(address, {"do": "reply", "reply": reply(row, "minister@example.org", sequence=row.sequence)})
        assert row.invitees.get().answer == "ACCEPTED"

    again()
    accepted()
    sessions.change_session(desk.officer, row, {"place": "Hue"})
    assert again() == ("ACCEPTED", "ACCEPTED")  # the days stand
    sessions.change_session(desk.officer, row, {"start": date(2026, 12, 16)})
    assert again() == ("NEEDS-ACTION", "NEEDS-ACTION")
    assert "no answer yet" in browser.get(reverse("session", args=[row.pk])).content.decode()
    accepted()
    sessions.change_session(desk.officer, row, {"status": "cancelled"})
    again()
    sessions.change_session(desk.officer, row, {"status": "planned"})
    assert again() == ("NEEDS-ACTION", "NEEDS-ACTION")


def test_a_reply_to_what_was_never_sent_is_not_noted(desk, client_of: Browser):
    row, browser = session(desk), client_of(desk.officer)
    address = reverse("session_invite", args=[row.pk])
    gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")
    for sequence in (1, 99):
        given = {"do": "reply", "reply": reply(row, "minister@example.org", sequence=sequence)}
        assert "newer than any that was sent" in browser.post(address, given, follow=True).content.decode()
        browser.post(address, {"do": "send"})
    assert row.invitees.get().answer == "NEEDS-ACTION"


def test_what_is_restricted_is_not_mailed(desk, client_of: Browser):
    row = visits.add_visit(desk.head, desk.partnership, {"title": "Quietly", "start": SOON}, marking=Marking.RESTRICTED)
    gatherings.ask(desk.head, row, name="x", email="x@example.org")
    answer = client_of(desk.head).post(reverse("visit_invite", args=[row.pk]), {"do": "send"}, follow=True)
    assert "not sent by e-mail" in answer.content.decode()
    assert not mail.outbox


def test_a_secret_address_shows_what_its_owner_may_see_until_it_is_taken_out_of_force(desk, client_of: Browser):
    session(desk)
    visits.add_visit(desk.head, desk.partnership, {"title": "Quietly", "start": SOON}, marking=Marking.RESTRICTED)
    page = client_of(desk.reader).post(reverse("calendar_address_add"), {"name": "Telephone", "partnership": "AZ-VN"})
    row = SecretAddress.objects.get()
    secret = page.content.decode().split("/calendar/feed/")[1].split(".ics")[0]
    assert secret not in row.secret
    address, nobody = reverse("calendar_feed", args=[secret]), client_of()
    names = [str(e["summary"]) for e in read(nobody.get(address).content).events]
    assert any("third session" in n for n in names)
    assert "Quietly" not in names
    assert nobody.get(address).content == nobody.get(address).content
    assert nobody.get(reverse("calendar_feed", args=["guess"])).status_code == 404
    held = Membership.objects.get(user=desk.reader)
    held.delete()
    assert nobody.get(address).status_code == 404
    held.save(force_insert=True)
    client_of(desk.head).post(reverse("calendar_address_revoke", args=[row.pk]))
    assert nobody.get(address).status_code == 200  # not theirs to revoke
    client_of(desk.reader).post(reverse("calendar_address_revoke", args=[row.pk]))
    assert nobody.get(address).status_code == 404


def test_the_month_shows_weekends_and_holidays_of_both_capitals(desk, client_of: Browser):
    session(desk, start=date(2027, 1, 1), ordinal=3)
    page = client_of(desk.reader).get(reverse("partnership_calendar", args=["AZ-VN"]), {"month": "2027-01"}).content.decode()
    assert "Friday" in page and "Azerbaijan: New Year" in page and "Vietnam: New Year" in page
    assert client_of(desk.reader).get(reverse("calendar"), {"month": "9999-99"}).status_code == 200


def test_what_falls_due_on_a_day_off_names_the_next_day_both_capitals_work(desk, client_of: Browser):
    told = "Viet Nam will send the draft by Friday, January 1, 2027"
    desks.paper("draft.txt", f"Hanoi, March 3, 2026 (VNA)\n\n{told}.\n",
                [("undertaking", told, {"by": ["VN"], "due": "2027-01-01"})],
                partnership=desk.partnership, side="VN", published="2026-03-03")
    projecting.bring_up(desk.partnership)
    fact, browser = Access(desk.officer).facts(desk.partnership).get(label=told), client_of(desk.officer)
    item = plan.save(desk.officer, desk.partnership, {"title": "The draft", "due": "2027-01-01", "serves": [fact.fact]})
    works = days.working_day(date(2027, 1, 1), ["AZ", "VN"])
    next_day = f"next day both capitals work: {works.day} January 2027"
    month = browser.get(reverse("partnership_calendar", args=["AZ-VN"]), {"month": "2027-01"}).content.decode()
    assert month.count(next_day) == 2
    assert next_day in browser.get(reverse("plan_item", args=[item.pk])).content.decode()
    assert browser.get(reverse("fact", args=[fact.fact])).content.decode().count(next_day) == 2  # its own, and its item's
    plan.save(desk.officer, desk.partnership, {"title": "The draft", "due": "2026-12-15"}, item=item)
    assert "next day both" not in browser.get(reverse("plan_item", args=[item.pk])).content.decode()


def test_holidays_are_named_in_the_language_of_the_page():
    told = {}
    for tag in ("en", "fr"):
        with translation.override(tag):
            for state in ("AZ", "VN", "CH"):
                told[tag, state] = [o.name for o in days.days_off([state], date(2027, 1, 1), date(2027, 12, 31))]
    assert "Lunar New Year" in told["en", "VN"]
    assert {"Nouvel An lunaire", "Commémoration des rois Hùng", "Fête nationale"} <= set(told["fr", "VN"])
    assert {"Aïd el-Fitr (date estimée)", "Novrouz"} <= set(told["fr", "AZ"])
    assert not {n for n in told["fr", "AZ"] + told["fr", "VN"] if re.search(r"\b(Day|Holiday|New Year|observed|estimated)\b", n)}
    assert "Fête nationale" in told["fr", "CH"]  # by the library itself


def test_due_days_heed_both_capitals():
    assert days.working_day(date(2027, 1, 1), ["AZ", "VN"]) == date(2027, 1, 5)  # Azerbaijan makes up for 2 January, a Saturday
    assert days.off(date(2026, 11, 28), "VN").name == ""
    assert days.off(date(2026, 11, 27), "SA").name == ""  # a Friday
    assert days.off(date(2026, 11, 27), "AZ") is None
    assert days.working_day(SOON, ["EU", "XK"]) == SOON


def test_what_falls_due_without_a_day_stands_below_the_month_it_ends_in(desk, client_of: Browser):
    address = reverse("partnership_calendar", args=["AZ-VN"])
    page = client_of(desk.reader).get(address, {"month": "2030-12"}).content.decode()
    below = page.partition('id="h-without"')[2].partition("</section>")[0]
    assert "raise trade to one billion" in below and "2030" in below
    assert 'id="h-without"' not in client_of(desk.reader).get(address, {"month": "2030-11"}).content.decode()


def test_an_hour_the_clocks_leap_over_is_refused(desk):
    with pytest.raises(Impossible) as refusal:
        visits.add_visit(desk.officer, desk.partnership, {"title": "x", "start": date(2027, 3, 28), "starts": time(2, 30),
                                                          "zone": "Europe/Paris"})
    assert refusal.value.field == "starts"


def test_invitations_stand_until_they_are_paid_or_lapse(desk, client_of: Browser):
    fact = Fact.objects.get(type="invitation", projection__partnership=desk.partnership, projection__marking=0)
    browser, address = client_of(desk.officer), reverse("invitation", args=[fact.fact])

    def stands() -> invited.Invitation:
        return invited.invitations(Access(desk.officer), [fact])[0]

    def shown(address: str) -> bool:
        return fact.label.encode() in browser.get(address).content.split(b'id="invit')[-1].split(b"</ul>")[0]

    assert stands().open and stands().answer == "accepted"
    assert shown("/") and shown("/partnerships/AZ-VN/")  # an answer does not end it
    assert browser.post(address, {"state": "paid", "day": "2026-11-01", "expects": "0"}).status_code == 422  # by which visit?
    row = visits.add_visit(desk.officer, desk.partnership, {"title": "He came", "start": date(2026, 11, 1), "status": "held"},
                           promise=fact)
    browser.post(address, {"state": "paid", "day": "2026-11-01", "visit": f"visit:{row.pk}", "expects": "0"})
    assert not stands().open and not shown("/")
    assert stands().now.visit == row
    assert browser.post(address, {"state": "lapsed", "day": "2026-11-02", "expects": "0"}).status_code == 409
    browser.post(address, {"undo": "1"})
    assert stands().open
    assert browser.post(address, {"state": "lapsed", "day": "2026-13-45", "expects": "0"}).status_code == 422


ASKED = "The Vietnamese side invited President Ilham Aliyev to visit Hanoi in October 2025"


def asked_for_october(desk: desks.Desk) -> Fact:
    """An invitation with a month that is over, that nobody answered."""
    desks.paper("asked.txt", f"Baku, May 7, 2025 (VNA)\n\n{ASKED}.\n",
                [("undertaking", ASKED, {"by": ["VN"], "act": "invitation", "force": "declare", "due": "2025-10"})],
                partnership=desk.partnership, side="VN", published="2025-05-07")
    projecting.bring_up(desk.partnership)
    return Access(desk.officer).facts(desk.partnership).get(label=ASKED)


@pytest.mark.parametrize("state", ["declined", "withdrawn", "lapsed", "accepted"])
def test_what_is_noted_of_an_invitation_reaches_its_undertaking(desk, client_of: Browser, state: str):
    fact = asked_for_october(desk)
    browser, listed = client_of(desk.officer), reverse("undertakings", args=["AZ-VN"])
    page = reverse("fact", args=[fact.fact])
    assert "overdue for 12 months" in browser.get(page).content.decode()
    assert ASKED in browser.get(listed, {"due": "overdue"}).content.decode()
    said = visits.settle(desk.officer, fact, state, date(2026, 11, 1))
    for address in (page, listed):
        shown = browser.get(address).content.decode()
        assert "overdue for" not in shown
        assert f">{state}</span>" in shown
    assert ASKED not in browser.get(listed, {"due": "overdue"}).content.decode()
    visits.undo_settle(desk.officer, said)
    assert "overdue for 12 months" in browser.get(page).content.decode()


@pytest.mark.parametrize(("given", "told"), [
    ({"start": SOON}, "still to come, on 15 December 2026"), ({}, "no day yet"),
    ({"start": date(2026, 11, 1), "status": "cancelled"}, "did not take place")])
def test_a_visit_to_come_pays_no_invitation(desk, client_of: Browser, given: dict[str, object], told: str):
    fact = Fact.objects.get(type="invitation", projection__partnership=desk.partnership, projection__marking=0)
    row = visits.add_visit(desk.officer, desk.partnership, {"title": "He comes", **given}, promise=fact)
    page = client_of(desk.officer).post(reverse("invitation", args=[fact.fact]), {
        "state": "paid", "day": "2026-11-20", "visit": f"visit:{row.pk}", "expects": "0"})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert invited.invitations(Access(desk.officer), [fact])[0].open


def test_an_invitation_assessed_as_done_stands_no_more(desk):
    fact = Fact.objects.get(type="invitation", projection__partnership=desk.partnership, projection__marking=0)
    states.change(desk.officer, fact, track="assessed", state="done", day=date(2026, 11, 1),
                  grounds=states.Grounds(words="He came."))
    assert not invited.invitations(Access(desk.officer), [fact])[0].open


def test_consultations_the_papers_tell_of_are_listed_and_begin_a_file_of_consultations(desk, client_of: Browser):
    told = "The fourth political consultations were held in Hanoi on March 3, 2026"
    desks.paper("talks.txt", f"Hanoi, March 3, 2026 (VNA)\n\n{told}.\n",
                [("event", told,
                  {"type": "consultation", "date": "2026-03-03", "place": "Hanoi", "ordinal": 4})],
                partnership=desk.partnership, side="VN", published="2026-03-03")
    projecting.bring_up(desk.partnership)
    browser, event = client_of(desk.officer), Fact.objects.filter(type="consultation").first()
    assert f"?event={event.fact}" in browser.get("/partnerships/AZ-VN/visits/").content.decode()
    form = browser.get(f"/partnerships/AZ-VN/visits/add/?event={event.fact}").context["form"]
    assert form.initial["kind"] == "consultations"


def test_visits_and_consultations_the_papers_tell_were_held_stand_in_their_month(desk, client_of: Browser):
    first = "The fourth political consultations were held in Hanoi on March 3, 2026"
    other = "President Ilham Aliyev visited Hanoi in March 2026"
    desks.paper("talks.txt", f"Hanoi, March 9, 2026 (VNA)\n\n{first}. {other}.\n",
                [("event", first, {"type": "consultation", "date": "2026-03-03", "place": "Hanoi", "ordinal": 4}),
                 ("event", other, {"type": "visit", "date": "2026-03", "place": "Hanoi"})],
                partnership=desk.partnership, side="VN", published="2026-03-09")
    projecting.bring_up(desk.partnership)
    browser, address = client_of(desk.officer), reverse("partnership_calendar", args=["AZ-VN"])
    events = Access(desk.officer).facts(desk.partnership).filter(kind="event")
    talks, visit = events.get(type="consultation"), events.get(type="visit")

    def shown(month: str = "2026-03") -> str:
        return browser.get(address, {"month": month}).content.decode()

    assert talks.fact in shown() and "told by the papers" in shown()
    assert visit.fact in shown().split('id="h-held"')[1]
    assert talks.fact not in shown("2026-04") and visit.fact not in shown("2026-02")
    row = visits.add_visit(desk.officer, desk.partnership, {"title": "Talks", "kind": "consultations", "status": "held",
                                                            "start": date(2026, 3, 3)}, event=talks)
    assert talks.fact not in shown() and reverse("visit", args=[row.pk]) in shown()  # once: by its file


def test_what_was_said_above_ones_clearance_refuses_nothing(desk):
    fact = Fact.objects.get(type="invitation", projection__partnership=desk.partnership, projection__marking=0)
    said = visits.settle(desk.officer, fact, "lapsed", date(2026, 11, 1), expects=0)
    type(said).objects.filter(pk=said.pk).update(marking=Marking.RESTRICTED)
    visits.settle(desk.officer, fact, "lapsed", date(2026, 11, 2), expects=0)
    assert LogEntry.objects.filter(action="invitation").last().payload["before"] == {"state": None}
    with pytest.raises(Conflict):
        visits.settle(desk.officer, fact, "lapsed", date(2026, 11, 3), expects=0)


def test_consultations_on_the_margins_name_the_meeting(desk):
    with pytest.raises(Impossible) as refusal:
        visits.add_visit(desk.officer, desk.partnership, {"title": "Consultations", "kind": "consultations", "form": "margins"})
    assert refusal.value.field == "forum"


def test_a_point_of_the_programme_is_on_a_day_of_the_visit_and_tells_its_result(desk, client_of: Browser):
    row: Visit = visits.add_visit(desk.officer, desk.partnership, {"title": "A visit", "start": SOON, "host": "VN"})
    browser = client_of(desk.officer)
    wrong = browser.post(reverse("visit_point_add", args=[row.pk]), {"title": "Talks", "day": "2026-12-20"})
    assert wrong.status_code == 422
    browser.post(reverse("visit_point_add", args=[row.pk]), {"title": "Talks", "day": "2026-12-15", "at": "10:00"})
    point = row.programme.get()
    browser.post(reverse("visit_point", args=[row.pk, point.pk]), {"result": "A road map was agreed."})
    assert "A road map was agreed." in browser.get(reverse("visit", args=[row.pk])).content.decode()
    found = calendars.entries(Access(desk.officer), [desk.partnership], SOON, SOON)
    talks = next(e for e in found if e.of == "meeting")
    assert talks.begins.astimezone(UTC).hour == 3  # of Hanoi


def test_a_calendar_asks_the_database_no_more_often_for_more_entries(desk, client_of: Browser):
    browser, counts = client_of(desk.officer), []
    browser.get(reverse("home"))
    for _ in range(2):
        for n in range(4):
            row = visits.add_visit(desk.officer, desk.partnership, {"title": f"Visit {n}", "start": SOON})
            visits.add_point(desk.officer, row, title="Talks", day=SOON)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("partnership_calendar", args=["AZ-VN"]), {"month": "2026-12"}).status_code == 200
            assert browser.get(reverse("visits", args=["AZ-VN"])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_addresses_are_few_and_named(desk):
    with pytest.raises(Impossible):
        addresses.make_address(desk.reader, None, "  ", "en")


def test_nothing_became_of_an_invitation_before_it_was_made(desk: desks.Desk) -> None:
    suggesting.bring_up(desk.partnership)
    fact = Access(desk.officer).facts(desk.partnership).get(kind="undertaking", type="invitation")  # told on May 8, 2025
    with pytest.raises(Impossible) as refused:
        visits.settle(desk.officer, fact, "declined", date(2025, 5, 7))
    assert refused.value.field == "day"
    before = visits.add_visit(desk.officer, desk.partnership, {
        "title": "Visit", "kind": "visit", "guest": "VN", "start": date(2025, 5, 1), "end": date(2025, 5, 2)})
    with pytest.raises(Impossible) as refused:
        visits.settle(desk.officer, fact, "paid", date(2025, 5, 9), visit=before)
    assert refused.value.field == "visit"
    visits.settle(desk.officer, fact, "accepted", date(2025, 5, 8))


def test_without_a_mail_server_nothing_is_told_to_be_sent(desk, client_of, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    row = session(desk)
    gatherings.ask(desk.officer, row, name="Minister", email="minister@example.org")
    page = client_of(desk.officer).post(reverse("session_invite", args=[row.pk]), {"do": "send"}, follow=True).content.decode()
    assert "ail is not set up in this register" in page and "Sent." not in page and "nothing sent yet" in page
    assert row.invitees.get().told == -1


def test_a_session_the_papers_tell_was_held_stands_on_its_days(desk, client_of: Browser):
    told = "The second session of the Intergovernmental Committee was held in Baku on 10 and 11 February 2026"
    due = "sign the plan there"
    desks.paper("held.txt", f"Baku, February 11, 2026 (VNA)\n\n{told}. The sides will {due}.\n",
                [("mechanism", "Intergovernmental Committee", {"name": "Intergovernmental Committee"}),
                 ("event", told, {"type": "session", "date": "2026-02-10/2026-02-11", "place": "Baku", "ordinal": 2,
                                  "mechanism": "Intergovernmental Committee"}),
                 ("undertaking", due, {"due": "2026-02-10/2026-02-11"})], partnership=desk.partnership, published="2026-02-11")
    projecting.bring_up(desk.partnership)
    access = Access(desk.officer)
    facts = access.facts(desk.partnership)
    event, promise = facts.get(type="session", date__startswith="2026-02"), facts.get(label=due)

    def days(fact: Fact) -> list[tuple[date, date]]:
        found = calendars.entries(access, [desk.partnership], date(2026, 2, 1), date(2026, 2, 28))
        return [(e.start, e.end) for e in found if isinstance(e.what, Fact) and e.what.fact == fact.fact]

    both = (date(2026, 2, 10), date(2026, 2, 11))
    assert days(event) == [both] and days(promise) == [both]
    page = client_of(desk.officer).get(reverse("partnership_calendar", args=["AZ-VN"]), {"month": "2026-02"}).content.decode()
    assert event.fact in page and "told by the papers" in page
    body = access.facts_of([event.mechanism])[event.mechanism]
    sessions.open_session(desk.officer, body, ordinal=2, start=date(2026, 2, 10), end=date(2026, 2, 11))
    assert days(event) == []  # once: by its file
