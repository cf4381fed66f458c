"""What people are told: digests by mail, reminders of texts and sessions, news and their feeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import desks
import feedparser
import pytest
from defusedxml import ElementTree
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from test_tracking import fact, set_state, told

from servanda_site.accounts.models import User
from servanda_site.publishing import news, periods
from servanda_site.register.actions import judge as judging
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Claim, Fact, LogEntry, Marking, Membership
from servanda_site.register.visibility import Access
from servanda_site.tracking import reminding
from servanda_site.tracking.actions import evidence, instruments, plan, sessions, states, ties
from servanda_site.tracking.actions import mail as choices
from servanda_site.tracking.models import DigestOf, MailChoice, Notice, SecretAddress
from servanda_site.web import atom, mailing
from servanda_site.web.templatetags.news import news_address, news_said

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


def wants(user: User, every: str = "daily", **more: Any) -> datetime:
    """Somebody wants a digest at the next full hour; a moment shortly after it."""
    until = (timezone.now() + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    choices.choose(user, **({"every": every, "hour": until.hour, "weekday": until.weekday(), "zone": "UTC"} | more))
    return until + timedelta(minutes=10)


def choice(**more: Any) -> MailChoice:
    """A choice that is not kept, made long ago."""
    return MailChoice(**({"every": "daily", "hour": 7, "zone": "UTC", "changed": datetime(2026, 1, 1, tzinfo=UTC)} | more))


def last(period: periods.Period) -> DigestOf:
    """A period that was told."""
    return DigestOf(day=period.day, since=period.since, until=period.until)


def at(text: str) -> datetime:
    """A moment of UTC."""
    return datetime.fromisoformat(f"{text}+00:00")


def test_periods_follow_each_other_without_gap() -> None:
    daily = choice()
    first = periods.due(daily, None, at("2026-03-10T07:05"))
    assert (first.day, first.since, first.until) == (date(2026, 3, 10), at("2026-03-09T07:00"), at("2026-03-10T07:00"))
    assert periods.due(daily, last(first), at("2026-03-10T23:59")) is None
    assert periods.due(daily, last(first), at("2026-03-11T07:01")) is None  # what was begun before the hour is waited for
    late = periods.due(daily, last(first), at("2026-03-14T09:00"))  # the worker was off for three days
    assert (late.since, late.until) == (first.until, at("2026-03-14T07:00"))
    assert periods.due(choice(every="off"), None, at("2026-03-10T08:00")) is None
    assert periods.due(choice(changed=at("2026-03-10T08:00")), None, at("2026-03-10T09:00")) is None


def test_a_week_ends_on_the_day_chosen() -> None:
    weekly = choice(every="weekly", weekday=4)
    found = periods.due(weekly, None, at("2026-03-10T12:00"))  # a Tuesday
    assert (found.day, found.since) == (date(2026, 3, 6), at("2026-02-27T07:00"))
    assert periods.due(weekly, last(found), at("2026-03-13T06:59")) is None
    assert periods.due(weekly, last(found), at("2026-03-13T07:02")).day == date(2026, 3, 13)


def test_the_hour_is_that_of_the_persons_zone_whatever_the_clocks_do() -> None:
    hanoi = choice(zone="Asia/Ho_Chi_Minh")
    assert periods.due(hanoi, None, at("2026-03-10T00:05")).until == at("2026-03-10T00:00")
    paris = choice(zone="Europe/Paris", hour=2)  # leapt over on 29 March, twice there on 25 October
    spring = [periods.due(paris, None, at(f"2026-03-{day}T05:00")) for day in (28, 29, 30)]
    assert [p.until for p in spring] == [at("2026-03-28T01:00"), at("2026-03-29T01:00"), at("2026-03-30T00:00")]
    autumn = periods.due(paris, None, at("2026-10-25T00:30"))
    assert autumn.until == at("2026-10-25T00:00")
    assert periods.due(paris, last(autumn), at("2026-10-25T01:30")) is None


def test_moving_the_hour_tells_no_day_twice() -> None:
    told_already = last(periods.due(choice(), None, at("2026-03-10T08:00")))
    assert periods.due(choice(hour=18), told_already, at("2026-03-10T19:00")) is None
    assert periods.due(choice(hour=18), told_already, at("2026-03-11T19:00")).since == told_already.until


def test_a_digest_tells_what_is_new_once(desk: desks.Desk) -> None:
    now = wants(desk.reader)
    suggestion = told(desk)
    set_state(desk, fact(desk, "trade office"), "under-way")
    assert (mailing.send_digests(now), mailing.send_digests(now)) == (1, 0)
    sent = mail.outbox[0]
    assert sent.to == ["reader@example.org"]
    for words in ("Visit to Baku opens a strategic partnership", "trade office in Baku", "Officer: under way",
                  f"/fact/{suggestion.promise}/"):
        assert words in sent.body, words
    html, kind = sent.alternatives[0]
    assert kind == "text/html" and '<html lang="en">' in html and "trade office in Baku" in html
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "patrol boats" not in sent.body + html and "not public" not in sent.body  # a reader knows of nothing more
    assert mailing.send_digests(now + timedelta(days=1)) == 0  # nothing happened since
    assert len(mail.outbox) == 1


def test_nobody_is_told_who_did_not_choose_it(desk: desks.Desk) -> None:
    now = wants(desk.officer)
    choices.choose(desk.officer, every="off")
    assert mailing.send_digests(now) == 0
    assert not mail.outbox


def test_a_worker_that_dies_while_it_sends_never_sends_twice(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Died(BaseException):
        pass

    def dies(*given: object) -> bool:
        raise Died

    now = wants(desk.reader)
    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(mailing, "_sent", dies)
        mailing.send_digests(now)
    assert mailing.send_digests(now) == 0
    assert DigestOf.objects.get().sent is None


def test_the_quicker_of_two_workers_sends(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now, real, count = wants(desk.reader), mailing.mailed_digest, []

    def other_first(*given: Any) -> news.Digest:
        if not count:
            count.append(1)
            assert mailing.send_digests(now) == 1
        return real(*given)

    monkeypatch.setattr(mailing, "mailed_digest", other_first)
    assert mailing.send_digests(now) == 0
    assert len(mail.outbox) == 1


def test_where_the_mail_server_is_away_it_is_tried_again(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = wants(desk.reader)
    plan.save(desk.officer, desk.partnership, {"title": "Fly", "assigned": ["reader@example.org"]})

    def away(*given: object) -> None:
        raise ConnectionRefusedError("no")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", away)
        assert (mailing.send_reminders(), mailing.send_digests(now)) == (0, 0)
    assert mailing.run_due() == 0  # not at once
    cache.clear()
    assert (mailing.send_reminders(), mailing.send_digests(now)) == (1, 1)


def test_mail_counts_what_is_not_public_and_names_none_of_it(desk: desks.Desk, client_of: Browser) -> None:
    now = wants(desk.head)
    secret = fact(desk, "patrol boats", 2)
    states.change(desk.administrator, secret, track="assessed", state="done", day=date(2025, 6, 1),
                  grounds=states.Grounds(words="seen in port"))
    assert mailing.send_digests(now) == 1
    sent = mail.outbox[0]
    assert "patrol boats" not in sent.body and "Note on the talks" not in sent.body and "secret" not in sent.body
    assert "2 more things are not public" in sent.body
    page = client_of(desk.head).get("/account/digest/").content.decode()
    assert "patrol boats" in page.split("As the mail says it")[0] and "patrol boats" not in page.split("As the mail says it")[1]


def test_what_became_due_is_told_once_and_ones_own_decisions_are_not(desk: desks.Desk) -> None:
    today = timezone.now().date()
    plan.save(desk.officer, desk.partnership, {"title": "Rent rooms", "due": (today + timedelta(days=10)).isoformat()})
    plan.save(desk.officer, desk.partnership, {"title": "Call Baku", "due": (today - timedelta(days=1)).isoformat()})
    plan.save(desk.officer, desk.partnership, {"title": "Much later", "due": (today + timedelta(days=60)).isoformat()})
    judging.judge(desk.head, Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first(), "confirm")
    since, until = timezone.now() - timedelta(days=1), timezone.now() + timedelta(minutes=1)
    part = news.digest(Access(desk.officer), since, until, first=True).parts[0]
    assert ([d.what.title for d in part.soon], [d.what.title for d in part.overdue]) == (["Rent rooms"], ["Call Baku"])
    assert [(n.of, n.who, n.counts) for n in part.decisions] == [("review", desk.head, {"confirm": 1})]
    kept = ties.save(desk.head, desk.partnership, {"kind": "candidature", "title": "A seat", "status": "standing",
                                                   "forum": "A council", "candidate": "VN"})
    ties.enter(desk.head, kept, step="promised", side="AZ", words="a note")
    more = news.digest(Access(desk.officer), since, timezone.now(), first=True).parts[0].decisions
    assert [(n.of, n.who) for n in more][:2] == [("support", desk.head), ("tie", desk.head)]
    assert "Azerbaijan: promised" in news_said(more[0]) and news_address(more[0]) == f"/tie/{kept.pk}/"
    theirs = news.digest(Access(desk.reader), since, until, first=True).parts[0]
    assert {n.what.title for n in theirs.decisions if n.of == "item"} == {"Rent rooms", "Call Baku", "Much later"}
    again = news.digest(Access(desk.officer), until, until + timedelta(days=1)).parts
    assert not any(p.soon or p.overdue for p in again)


def test_digests_of_a_stranger_and_of_nobody_tell_nothing_of_the_desk(desk: desks.Desk) -> None:
    now = max(wants(desk.stranger), wants(desk.nobody))
    assert mailing.send_digests(now) == 1
    assert mail.outbox[0].to == ["stranger@example.org"]
    assert "Baku" not in mail.outbox[0].body and "Kazakhstan and Vietnam" in mail.outbox[0].body


def test_it_is_in_the_persons_language(desk: desks.Desk) -> None:
    User.objects.filter(pk=desk.reader.pk).update(language="fr")
    desk.reader.refresh_from_db()
    assert mailing.send_digests(wants(desk.reader)) == 1
    assert "Azerbaïdjan" in mail.outbox[0].body and 'lang="fr"' in mail.outbox[0].alternatives[0][0]


def test_it_is_stopped_from_within_without_signing_in(desk: desks.Desk, client_of: Browser) -> None:
    mailing.send_digests(wants(desk.reader))
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = address.split("/", 3)[3]
    nobody = client_of(enforce_csrf_checks=True)
    assert "Stop the digest" in nobody.get(f"/{path}").content.decode()
    assert choices.choice(desk.reader).every == "daily"
    assert nobody.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choices.choice(desk.reader).every == "off"
    assert LogEntry.objects.filter(action="choose mail").last().payload["after"]["every"] == "off"
    assert nobody.post(f"/{path[:-3]}xx/").status_code == 404
    choices.choose(desk.reader, every="off", reminders=True)
    assert nobody.post("/" + mailing.stop_address(desk.reader, "reminders").split("/", 3)[3]).status_code == 200
    assert not choices.choice(desk.reader).reminders


def test_choosing_on_ones_own_page(desk: desks.Desk, client_of: Browser) -> None:
    browser = client_of(desk.reader)
    assert "A digest" in browser.get("/account/").content.decode()
    given = {"every": "weekly", "weekday": "3", "hour": "6", "zone": "Asia/Baku", "reminders": "on"}
    assert browser.post("/account/digest/", given).status_code == 302
    assert choices.told(choices.choice(desk.reader)) == {"every": "weekly", "weekday": 3, "hour": 6, "zone": "Asia/Baku",
                                                         "reminders": True}
    for wrong in ({"every": "hourly"}, {"weekday": "9"}, {"hour": "24"}, {"zone": "Mars/Olympus"}):
        assert browser.post("/account/digest/", given | wrong).status_code == 422
    for name, value in (("every", "hourly"), ("weekday", 9), ("hour", 24), ("zone", "Mars/Olympus")):
        with pytest.raises(Impossible) as refused:
            choices.choose(desk.reader, **({"every": "daily"} | {name: value}))
        assert refused.value.field == name


def test_officers_are_reminded_of_texts_and_sessions(desk: desks.Desk, client_of: Browser) -> None:
    today = timezone.localdate()
    text = Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind="instrument")
    body = Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind="mechanism")
    instruments.set_terms(desk.officer, text, until=today + timedelta(days=100), notice_months=1)
    soon = sessions.open_session(desk.officer, body, ordinal=4, start=today + timedelta(days=5))
    sessions.open_session(desk.officer, body, ordinal=3, start=today - timedelta(days=40))
    cache.clear()
    reminding.run_due()
    cache.clear()
    assert reminding.run_due() == 0
    mine = Notice.objects.filter(user=desk.officer)
    assert {n.kind for n in mine} == {"notice", "ends", "meets", "held"}
    assert not Notice.objects.filter(user__in=[desk.reader, desk.stranger, desk.nobody]).exists()
    mailing.send_reminders()
    sent = next(m for m in mail.outbox if m.to == ["officer@example.org"])
    assert "Joint Statement on the Strategic Partnership" in sent.body and "fourth session" in sent.body
    assert f"/session/{soon.pk}/" in sent.body and sent.alternatives
    shown = client_of(desk.officer).get("/follow-up/notices/").content.decode()
    assert "last day to give notice" in shown and "nobody said that it was held" in shown
    Membership.objects.filter(user=desk.officer).delete()
    assert "last day" not in client_of(desk.officer).get("/follow-up/notices/").content.decode()


def test_a_body_behind_its_own_rule_is_told(desk: desks.Desk) -> None:
    told(desk)  # its third session was held in October 2025
    body = Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind="mechanism")
    sessions.set_rules(desk.officer, body, every_months=12, alternates=False, parent=None, note="")
    cache.clear()
    reminding.run_due()
    notice = Notice.objects.get(user=desk.officer, kind="late")
    assert notice.day == date(2026, 10, 2)


def test_reminders_of_what_is_not_public_are_not_named_and_may_be_stopped(desk: desks.Desk) -> None:
    text = Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind="instrument")
    row = instruments.set_terms(desk.head, text, until=timezone.localdate() + timedelta(days=20))
    type(row).objects.filter(pk=row.pk).update(marking=Marking.RESTRICTED)
    choices.choose(desk.administrator, every="off", reminders=False)
    cache.clear()
    reminding.run_due()
    assert {n.user for n in Notice.objects.all()} == {desk.head, desk.administrator}
    assert mailing.send_reminders() == 1
    assert mail.outbox[0].to == ["head@example.org"]
    assert "1 more thing is not public" in mail.outbox[0].body and "Joint Statement" not in mail.outbox[0].body


# The feed.

def followed(desk: desks.Desk, user: User, client_of: Browser) -> tuple[str, Client]:
    """The secret address of a feed, and a reader that has not signed in."""
    page = client_of(user).post("/partnerships/AZ-VN/news/addresses/add/", {"name": "Reader"}).content.decode()
    return "/news/feed/" + page.split("/news/feed/")[1].split('"')[0], client_of()


def test_a_feed_is_sound_and_keeps_its_ids(desk: desks.Desk, client_of: Browser) -> None:
    set_state(desk, fact(desk, "trade office"), "under-way", reason="x")
    suggestion = told(desk)
    address, reader = followed(desk, desk.reader, client_of)
    first = reader.get(address)
    assert first["content-type"].startswith("application/atom+xml")
    parsed = feedparser.parse(first.content)
    assert not parsed.bozo and parsed.version == "atom10"
    SCHEMA.assertValid(etree.fromstring(first.content))
    root = ElementTree.fromstring(first.content)
    tags = [e.tag.removeprefix(ATOM) for e in root]
    assert [tags.count(name) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert {e.get("rel") for e in root.findall(f"{ATOM}link")} == {"alternate", "self"}
    entries = root.findall(f"{ATOM}entry")
    ids = [e.find(f"{ATOM}id").text for e in entries]
    assert len(entries) >= 5 and len(set(ids)) == len(ids) and all(i.startswith("urn:uuid:") for i in ids)
    for entry in entries:
        assert entry.find(f"{ATOM}title").text and entry.find(f"{ATOM}updated").text
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/")
    times = [e.find(f"{ATOM}updated").text for e in entries]
    assert times == sorted(times, reverse=True) and root.find(f"{ATOM}updated").text == times[0]
    evidence.decide(desk.officer, suggestion, "confirm")
    after = ElementTree.fromstring(reader.get(address).content)
    again = {e.find(f"{ATOM}id").text: e.find(f"{ATOM}updated").text for e in after.findall(f"{ATOM}entry")}
    assert set(again) == set(ids)
    assert sum(again[i] != t for i, t in zip(ids, times, strict=True)) == 1  # the evidence, decided on since


def test_a_feed_is_asked_again_only_for_what_changed(desk: desks.Desk, client_of: Browser) -> None:
    change = set_state(desk, fact(desk, "trade office"))
    address, reader = followed(desk, desk.reader, client_of)
    first = reader.get(address)
    for asked in ({"if-none-match": first["etag"]}, {"if-modified-since": first["last-modified"]}):
        assert reader.get(address, headers=asked).status_code == 304
    SecretAddress.objects.update(changed=timezone.now() - timedelta(hours=1))
    known = reader.get(address)["last-modified"]
    states.undo(desk.officer, change)  # what leaves it is a change, too
    for asked in ({"if-none-match": first["etag"]}, {"if-modified-since": known}):
        assert reader.get(address, headers=asked).status_code == 200


def test_a_feed_shows_what_its_owner_may_see_until_it_is_taken_out_of_force(desk: desks.Desk, client_of: Browser) -> None:
    address, reader = followed(desk, desk.reader, client_of)
    secret, other = followed(desk, desk.head, client_of)
    assert b"Note on the talks" in other.get(secret).content
    assert b"Note on the talks" not in reader.get(address).content
    assert reader.get(address.replace("/news/feed/", "/calendar/feed/").replace(".atom", ".ics")).status_code == 404
    held = Membership.objects.get(user=desk.reader)
    held.delete()
    assert reader.get(address).status_code == 404
    held.save(force_insert=True)
    row = SecretAddress.objects.get(user=desk.reader)
    assert client_of(desk.head).post(f"/news/addresses/{row.pk}/revoke/").status_code == 404
    client_of(desk.reader).post(f"/news/addresses/{row.pk}/revoke/")
    assert reader.get(address).status_code == 404
    assert row.secret not in address


def test_odd_names_break_no_feed(desk: desks.Desk, client_of: Browser) -> None:
    plan.save(desk.officer, desk.partnership, {"title": "a\x08b <script>&\u202e\ufffe"})
    User.objects.filter(pk=desk.officer.pk).update(name="O\x01fficer")
    address, reader = followed(desk, desk.reader, client_of)
    answer = reader.get(address)
    assert answer.status_code == 200 and not feedparser.parse(answer.content).bozo
    SCHEMA.assertValid(etree.fromstring(answer.content))


def test_a_feed_is_sound_in_either_language_and_without_news(desk: desks.Desk, client_of: Browser) -> None:
    User.objects.filter(pk=desk.reader.pk).update(language="fr")
    address, reader = followed(desk, desk.reader, client_of)
    told = etree.fromstring(reader.get(address).content)
    SCHEMA.assertValid(told)
    assert told.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr" and told.findall(f"{ATOM}entry")
    bare = etree.fromstring(atom.written([], "News", timezone.now(), "https://a.example", "https://a.example/n/",
                                         "https://a.example/n.atom", "en"))
    SCHEMA.assertValid(bare)
    for wrong in ("author", "id", "updated", "link"):
        broken = etree.fromstring(etree.tostring(bare))
        for found in broken.findall(f"{ATOM}{wrong}"):
            broken.remove(found)
        assert not SCHEMA.validate(broken)


def test_news_and_digests_ask_no_more_often_for_more(desk: desks.Desk, client_of: Browser) -> None:
    browser, counts = client_of(desk.officer), []
    browser.get("/account/digest/")
    for n in range(2):
        for k in range(5):
            plan.save(desk.head, desk.partnership, {"title": f"Item {n} {k}", "due": timezone.localdate().isoformat()})
            set_state(desk, fact(desk, "trade office"), "done" if k % 2 else "under-way")
        with CaptureQueriesContext(connection) as asked:
            for address in ("/account/digest/", "/partnerships/AZ-VN/news/"):
                assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
