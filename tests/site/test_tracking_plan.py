"""The action plan: items, versions, frozen plans, workbooks that go out and come back, reminders; compliance scores."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import desks
import openpyxl
import pytest
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance, planning, reminding, sheets, visibility
from servanda_site.tracking.actions import plan, scores, sheet, states
from servanda_site.tracking.models import Item, Notice, Window
from servanda_site.web import mailing
from servanda_site.web.forms.tracking import ItemForm

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
PLAN = "/follow-up/partnerships/AZ-VN/plan"


def fact(desk: desks.Desk, words: str, marking: int = 0) -> Fact:
    """An undertaking by words of it."""
    return Fact.objects.get(projection__partnership=desk.partnership, projection__marking=marking, kind="undertaking",
                            label__contains=words)


def item(desk: desks.Desk, title: str = "Open the trade office", **values: Any) -> Item:
    """An item that the officer adds."""
    given = {"title": title, "lead": "Ministry of Industry and Trade", "due": "2026-06-30", "progress": 20,
             "steps": [["Rent the rooms", "2026-03-01", True], ["Sign | seal", "", False]], "assigned": ["reader@example.org"]}
    return plan.save(desk.officer, desk.partnership, given | {"serves": [fact(desk, "trade office").fact]} | values)


def exported(client: Client) -> openpyxl.Workbook:
    """The plan as a workbook."""
    return openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{PLAN}.xlsx").streaming_content)))


def column(book: openpyxl.Workbook, head: str) -> int:
    """The place of a column."""
    return [c.value for c in book["plan"][1]].index(head) + 1


def brought(client: Client, book: openpyxl.Workbook) -> Any:
    """A workbook brought back: the page that compares."""
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("plan.xlsx", out.getvalue())
    return client.post(f"{PLAN}/import/", {"file": file}, follow=True)


def test_an_item_serves_undertakings_and_they_show_it(desk: desks.Desk, client_of: Browser) -> None:
    made = item(desk)
    shown = client_of(desk.reader).get(f"/follow-up/plan/{made.pk}/").content.decode()
    assert "Rent the rooms" in shown and "trade office in Baku" in shown
    assert made.title in client_of(desk.reader).get(f"/fact/{fact(desk, 'trade office').fact}/").content.decode()


def test_what_serves_a_restricted_undertaking_is_restricted(desk: desks.Desk, client_of: Browser) -> None:
    secret = fact(desk, "patrol boats", 2)
    made = plan.save(desk.head, desk.partnership, {"title": "Boats", "serves": [secret.fact]})
    assert made.marking == 2
    assert client_of(desk.officer).get(f"/follow-up/plan/{made.pk}/").status_code == 404
    assert "Boats" not in client_of(desk.officer).get(f"{PLAN}/").content.decode()
    with pytest.raises(Impossible):
        plan.save(desk.head, desk.partnership, {"marking": 0}, item=made)
    with pytest.raises(Impossible):  # an officer cannot tell that it is there
        plan.save(desk.officer, desk.partnership, {"title": "x", "serves": [secret.fact]})


@pytest.mark.parametrize(("values", "field"), [
    ({"title": " "}, "title"), ({"progress": 120}, "progress"), ({"due": "2026-02-30"}, "due"), ({"serves": ["u-0"]}, "serves"),
    ({"assigned": ["gone@example.org"]}, "assigned"), ({"assigned": ["nobody@example.org"]}, "assigned"),
    ({"instrument": "in-0"}, "instrument"), ({"steps": [["x", "2026-13-01", False]]}, "steps")])
def test_items_that_cannot_be(desk: desks.Desk, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Impossible) as refused:
        item(desk, **values)
    assert refused.value.field == field
    assert not Item.objects.exists()


def test_who_leaves_is_marked_and_reminded_of_nothing(desk: desks.Desk, client_of: Browser) -> None:
    made = item(desk, due=(timezone.localdate() + timedelta(days=5)).isoformat(), assigned=["reader@example.org"])
    desk.reader.is_active = False
    desk.reader.save()
    browser = client_of(desk.officer)
    for page in (f"/follow-up/plan/{made.pk}/", f"{PLAN}/"):
        assert "has left" in browser.get(page).content.decode()
    cache.clear()
    reminding.run_due()
    assert not Notice.objects.filter(user=desk.reader, kind=Notice.Kind.SOON).exists()
    sent = {"version": "1", "title": made.title, "progress": "30", "marking": ""}
    assert browser.post(f"/follow-up/plan/{made.pk}/edit/", sent).status_code == 302
    assert not Item.objects.get(pk=made.pk).assigned.exists()


def test_nobody_who_left_is_assigned(desk: desks.Desk) -> None:
    desk.reader.is_active = False
    desk.reader.save()
    with pytest.raises(Impossible, match="reader@example.org has no account any more"):
        item(desk)


def test_a_form_of_an_older_version_is_refused_and_shows_what_stands(desk: desks.Desk, client_of: Browser) -> None:
    made = item(desk)
    plan.save(desk.head, desk.partnership, {"progress": 40}, item=made)
    sent = {"version": "1", "title": "Mine", "progress": "30", "marking": ""}
    answer = client_of(desk.officer).post(f"/follow-up/plan/{made.pk}/edit/", sent)
    assert answer.status_code == 409 and "40" in answer.content.decode()
    with pytest.raises(Conflict):
        plan.save(desk.officer, desk.partnership, {"progress": 50}, item=made, expects=1)


def test_a_page_adds_and_changes_an_item(desk: desks.Desk, client_of: Browser) -> None:
    browser = client_of(desk.officer)
    serves = fact(desk, "fifty scholarships").fact
    assert "fifty scholarships" in browser.get(f"{PLAN}/add/?serves={serves}").content.decode()
    sent = {"title": "Scholarships", "serves": [serves], "progress": "0", "step": ["Call", ""], "step-due": ["2026-01-15", ""],
            "step-done": ["0"], "marking": "", "assigned": ["officer@example.org"]}
    assert browser.post(f"{PLAN}/add/", sent).status_code == 302
    made = planning.whole(Item.objects.all()).get()
    assert planning.as_data(made)["steps"] == [["Call", "2026-01-15", True]]
    assert browser.post(f"{PLAN}/add/", sent | {"title": ""}).status_code == 422


def test_an_item_of_a_dated_undertaking_begins_with_its_day_and_words(desk: desks.Desk) -> None:
    dated = next(f for f in Access(desk.officer).facts(desk.partnership).filter(kind="undertaking") if f.end)
    form = ItemForm(Access(desk.officer), desk.partnership, serving=(dated.fact,))
    assert form.initial["due"] == dated.end.isoformat() and dated.date[:4] in form.initial["due_said"]


def test_the_last_change_is_taken_back_and_an_item_put_back(desk: desks.Desk) -> None:
    made = item(desk)
    changed = plan.save(desk.officer, desk.partnership, {"progress": 90, "steps": []}, item=made)
    back = planning.whole(Item.objects.filter(pk=plan.revert(desk.officer, changed).pk)).get()
    assert (back.progress, len(back.steps.all()), back.version) == (20, 2, 3)
    plan.remove(desk.officer, back)
    assert not visibility.items(Access(desk.reader)).exists()
    plan.remove(desk.officer, back, back=True)
    assert visibility.items(Access(desk.reader)).count() == 1


def test_many_at_once(desk: desks.Desk, client_of: Browser) -> None:
    first, second = item(desk), item(desk, "Another")
    client_of(desk.officer).post(f"{PLAN}/change/", {"item": [first.pk, second.pk], "progress": "70"})
    assert [i.progress for i in Item.objects.all()] == [70, 70]
    assert {i.lead for i in Item.objects.all()} == {"Ministry of Industry and Trade"}


def test_items_are_made_of_the_undertakings_ticked_each_once(desk: desks.Desk, client_of: Browser) -> None:
    browser, page = client_of(desk.officer), f"{PLAN}/draft/"
    dated, other = fact(desk, "trade office"), fact(desk, "fifty scholarships")
    shown = browser.get(page).content.decode()
    assert dated.fact in shown and other.fact in shown and fact(desk, "come again").fact not in shown  # an invitation
    assert browser.post(page, {"undertaking": []}).status_code == 422
    browser.post(page, {"undertaking": [dated.fact, other.fact, "u-none"]})
    made = {i.title: planning.as_data(i) for i in planning.whole(Item.objects.all())}
    assert made[dated.label]["serves"] == [dated.fact] and made[dated.label]["due"] == dated.end.isoformat()
    assert set(made) == {dated.label, other.label}
    assert dated.fact not in browser.get(page).content.decode()
    browser.post(page, {"undertaking": [dated.fact]})  # sent twice
    assert Item.objects.count() == 2
    keys = list(Item.objects.values_list("pk", flat=True))
    browser.post(f"{PLAN}/change/", {"item": keys, "do": "remove", "progress": "70"})
    assert not visibility.items(Access(desk.officer)).exists() and {i.progress for i in Item.objects.all()} == {0}
    assert dated.fact in browser.get(page).content.decode()  # free again


def test_what_is_assessed_as_done_makes_no_item(desk: desks.Desk) -> None:
    done = fact(desk, "trade office")
    states.change(desk.officer, done, track="assessed", state="done", day=date(2026, 1, 5),
                  grounds=states.Grounds(words="Opened."))
    assert done not in planning.unplanned(Access(desk.officer), desk.partnership)
    assert plan.draft(desk.officer, desk.partnership, [done.fact]) == []
    with pytest.raises(NotAllowed):
        plan.draft(desk.reader, desk.partnership, [done.fact])


def test_a_frozen_plan_tells_what_changed_since(desk: desks.Desk, client_of: Browser) -> None:
    kept, gone = item(desk), item(desk, "Dropped")
    frozen = plan.freeze(desk.head, desk.partnership, "March", 0)
    plan.save(desk.officer, desk.partnership, {"progress": 60}, item=kept)
    plan.remove(desk.officer, gone)
    item(desk, "New")
    plan.save(desk.head, desk.partnership, {"title": "Boats", "serves": [fact(desk, "patrol boats", 2).fact]})
    found = {(c.what, c.title) for c in planning.since(Access(desk.reader), frozen)}
    assert found == {("changed", kept.title), ("removed", "Dropped"), ("added", "New")}
    shown = client_of(desk.reader).get(f"/follow-up/plan/baselines/{frozen.pk}/").content.decode()
    assert "<del>20</del>" in shown and "Boats" not in shown
    with pytest.raises(NotAllowed):
        plan.freeze(desk.officer, desk.partnership, "Mine", 0)


def test_a_workbook_brought_back_as_it_was_changes_nothing(desk: desks.Desk, client_of: Browser) -> None:
    item(desk, difficulties="Rent\nand staff", due_said="by summer", instrument="")
    browser = client_of(desk.officer)
    assert "nothing would change" in brought(browser, exported(browser)).content.decode()


def test_a_workbooks_changes_are_taken_and_its_conflicts_shown(desk: desks.Desk, client_of: Browser) -> None:
    made, other = item(desk), item(desk, "Other")
    browser = client_of(desk.officer)
    book = exported(browser)
    rows = {book["plan"].cell(y, 1).value: y for y in (2, 3)}
    book["plan"].cell(rows[made.pk], column(book, "Progress (%)"), 55)
    book["plan"].cell(rows[made.pk], column(book, "Next step"), "Sign the lease")
    book["plan"].cell(rows[other.pk], column(book, "Steps"), "[x] Rent the rooms | 2026-03-01\nNew step")
    book["plan"].cell(4, column(book, "Title"), "Added there")
    plan.save(desk.head, desk.partnership, {"progress": 35}, item=made)
    answer = brought(browser, book)
    shown = answer.content.decode()
    assert "1 conflict" in shown and "changed here and there" in shown
    sent = {"seen": answer.context["seen"], "take": []}
    browser.post(answer.request["PATH_INFO"], sent)
    made, other = (planning.whole(Item.objects.filter(pk=i.pk)).get() for i in (made, other))
    assert (made.progress, made.next_step) == (35, "Sign the lease")  # the conflict is left as it stands here
    assert planning.as_data(other)["steps"] == [["Rent the rooms", "2026-03-01", True], ["New step", "", False]]
    assert Item.objects.filter(title="Added there").exists()


def test_a_workbooks_conflict_may_be_taken(desk: desks.Desk, client_of: Browser) -> None:
    made = item(desk)
    browser = client_of(desk.officer)
    book = exported(browser)
    book["plan"].cell(2, column(book, "Progress (%)"), 55)
    plan.save(desk.head, desk.partnership, {"progress": 35}, item=made)
    answer = brought(browser, book)
    plan.save(desk.head, desk.partnership, {"milestone": "Lease"}, item=Item.objects.get())
    late = browser.post(answer.request["PATH_INFO"], {"seen": answer.context["seen"], "take": ["2:progress"]})
    assert late.status_code == 409
    browser.post(answer.request["PATH_INFO"], {"seen": late.context["seen"], "take": ["2:progress"]})
    assert Item.objects.get().progress == 55


@pytest.mark.parametrize(("head", "cell", "said"), [
    ("Progress (%)", "=1+1", "a formula"), ("Due", "2026-02-31", "no such day"), ("Due", "31 of June", "no such day"),
    ("Progress (%)", "many", "not a whole number"), ("Assigned to (e-mail)", "left@example.org", "org has no account"),
    ("Item no.", 999, "no such item"), ("Title", None, "a title is needed"), ("Steps", "[ ] Go | 2026-31-12", "no such day")])
def test_rows_are_refused_with_their_reason(desk: desks.Desk, client_of: Browser, head: str, cell: Any, said: str) -> None:
    item(desk)
    browser = client_of(desk.officer)
    book = exported(browser)
    book["plan"].cell(2, column(book, head)).value = cell
    answer = brought(browser, book)
    assert said in answer.content.decode()
    browser.post(answer.request["PATH_INFO"], {"seen": answer.context["seen"]})
    assert Item.objects.get().version == 1


def test_columns_that_are_missing(desk: desks.Desk, client_of: Browser) -> None:
    item(desk)
    browser = client_of(desk.officer)
    book = exported(browser)
    book["plan"].delete_cols(column(book, "Funding"))
    assert "columns are missing: Funding" in brought(browser, book).content.decode().replace("Columns", "columns")
    book["plan"].delete_cols(column(book, "Version"))
    answer = brought(browser, book)
    assert answer.status_code == 422 and "olumns are missing: Version" in answer.content.decode()
    for data in (b"", b"PK\x03\x04nothing", b"id,title\n1,x"):
        with pytest.raises(sheets.NotRead):
            sheet.keep(desk.officer, desk.partnership, "x.xlsx", data)


def test_a_workbook_in_french_is_read(desk: desks.Desk, client_of: Browser) -> None:
    item(desk)
    browser = client_of(desk.officer)
    desk.officer.language = "fr"
    desk.officer.save()
    book = exported(browser)
    desk.officer.language = "en"
    desk.officer.save()
    assert "nothing would change" in brought(browser, book).content.decode()


def test_reminders_are_told_once_and_mailed(desk: desks.Desk, client_of: Browser) -> None:
    soon = (timezone.localdate() + timedelta(days=5)).isoformat()
    made = item(desk, due=soon)
    cache.clear()
    assert reminding.run_due() == 1
    cache.clear()
    assert reminding.run_due() == 0
    assert (mailing.send_reminders(), mailing.send_reminders()) == (1, 0)
    assert [m.to for m in mail.outbox] == [["reader@example.org"]]
    assert "Open the trade office" in mail.outbox[0].body and f"/follow-up/plan/{made.pk}/" in mail.outbox[0].body
    shown = client_of(desk.reader).get("/follow-up/notices/").content.decode()
    assert "assigned to you" in shown and "due soon" in shown
    client_of(desk.reader).post("/follow-up/notices/seen/")
    assert not Notice.objects.filter(seen=None).exists()


def test_mail_names_nothing_that_is_marked(desk: desks.Desk) -> None:
    soon = (timezone.localdate() + timedelta(days=5)).isoformat()
    item(desk, "Quiet talks", due=soon, marking=1, assigned=["head@example.org"])
    cache.clear()
    reminding.run_due()
    mailing.send_reminders()
    assert len(mail.outbox) == 1 and "Quiet talks" not in mail.outbox[0].body


def window(desk: desks.Desk) -> Window:
    """A window of assessment."""
    return scores.add_window(desk.officer, desk.partnership, "2025", date(2025, 1, 1), date(2025, 12, 31))


def test_compliance_is_computed_as_the_research_groups_do(desk: desks.Desk, client_of: Browser) -> None:
    assert [compliance.percentage(s) for s in ([1, 0, -1], [1, 1], [0], [])] == [50.0, 100.0, 50.0, None]
    made = window(desk)
    both, theirs = fact(desk, "one billion"), fact(desk, "fifty scholarships")
    scores.score(desk.officer, made, both, "VN", 1, reason="VNA")
    scores.score(desk.officer, made, both, "AZ", 0, reason="VNA")
    scores.score(desk.officer, made, theirs, "AZ", -1, reason="VNA")
    access = Access(desk.reader)
    found = {s.side: (s.assessed, s.owed, s.percent) for s in compliance.shares(access, made, compliance.scores(access, made))}
    assert found == {"AZ": (2, 2, 25.0), "VN": (1, 2, 100.0), "all": (3, 4, 50.0)}
    shown = client_of(desk.reader).get("/follow-up/partnerships/AZ-VN/compliance/").content.decode()
    assert "(m + 1)" in shown and "not assessed" in shown and "<form method=\"post\" action=\"/follow-up" not in shown


def test_scores_that_cannot_be(desk: desks.Desk) -> None:
    made = window(desk)
    for side, value in (("VN", 1), ("AZ", 2)):
        with pytest.raises(Impossible):
            scores.score(desk.officer, made, fact(desk, "fifty scholarships"), side, value, reason="VNA")
    with pytest.raises(NotAllowed):
        scores.score(desk.reader, made, fact(desk, "fifty scholarships"), "AZ", 1, reason="VNA")
    with pytest.raises(Impossible):
        scores.add_window(desk.officer, desk.partnership, "x", date(2025, 2, 1), date(2025, 1, 1))


def test_a_restricted_undertakings_score_counts_for_those_cleared_alone(desk: desks.Desk) -> None:
    made = window(desk)
    scores.score(desk.head, made, fact(desk, "patrol boats", 2), "AZ", -1, reason="VNA")
    of = {who: compliance.shares(Access(who), made, compliance.scores(Access(who), made))[0] for who in (desk.head, desk.officer)}
    assert (of[desk.head].assessed, of[desk.officer].assessed) == (1, 0)


def test_plan_pages_ask_few_queries(desk: desks.Desk, client_of: Browser) -> None:
    made = window(desk)
    for n in range(12):
        item(desk, f"Item {n}")
    scores.score(desk.officer, made, fact(desk, "one billion"), "VN", 1, reason="VNA")
    browser = client_of(desk.officer)
    for address, most in ((f"{PLAN}/", 14), ("/follow-up/partnerships/AZ-VN/compliance/", 20), ("/follow-up/notices/", 9)):
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= most, (address, len(asked))


def test_who_is_second_to_take_out_or_put_back_is_told(desk: desks.Desk, client_of: Browser) -> None:
    made, browser = item(desk), client_of(desk.officer)
    address = f"/follow-up/plan/{made.pk}/remove/"
    for back, first, second in (({}, "Taken out of the plan", "out of the plan."), ({"back": "1"}, "Put back", "in the plan.")):
        assert first in browser.post(address, back, follow=True).content.decode()
        entries = LogEntry.objects.count()
        again = browser.post(address, back, follow=True).content.decode()
        assert f"Somebody did so meanwhile: it is {second}" in again
        with pytest.raises(Conflict):
            plan.remove(desk.officer, made, back=bool(back))
        assert LogEntry.objects.count() == entries  # what did not happen is not told
    made.refresh_from_db()
    assert made.removed is None


def test_a_score_needs_a_reason_and_those_before_it_are_shown(desk: desks.Desk, client_of: Browser) -> None:
    made, theirs, browser = window(desk), fact(desk, "fifty scholarships"), client_of(desk.officer)
    address = "/follow-up/partnerships/AZ-VN/compliance/"
    sent = {"fact": theirs.fact, "side": "AZ", "value": "1", "reason": " "}
    told = browser.post(reverse("score", args=["AZ-VN", made.pk]), sent, follow=True).content.decode()
    assert "ay why, or name the source" in told and not made.scores.exists()
    for value, reason in (("0", "Thirty were given"), ("1", "AZERTAC, 3 May"), ("", "")):  # taking back needs none
        browser.post(reverse("score", args=["AZ-VN", made.pk]), sent | {"value": value, "reason": reason})
    shown = client_of(desk.reader).get(address).content.decode()
    assert "2 earlier scores" in shown and "Thirty were given" in shown and "AZERTAC, 3 May" in shown


def gone(desk: desks.Desk) -> None:
    """The reader's account is closed."""
    desk.reader.is_active = False
    desk.reader.save()


def test_who_left_makes_no_row_of_a_workbook_refused(desk: desks.Desk, client_of: Browser) -> None:
    made, browser = item(desk), client_of(desk.officer)
    gone(desk)
    book = exported(browser)
    assert "nothing would change" in brought(browser, book).content.decode()
    book["plan"].cell(2, column(book, "Progress (%)"), 55)
    answer = brought(browser, book)
    assert "0 refused" in answer.content.decode()
    browser.post(answer.request["PATH_INFO"], {"seen": answer.context["seen"]})
    now = planning.whole(Item.objects.filter(pk=made.pk)).get()
    assert (now.progress, planning.as_data(now)["assigned"]) == (55, ["reader@example.org"])
    book["plan"].cell(2, column(book, "Assigned to (e-mail)"), "reader@example.org\nleft@example.org")
    assert "left@example.org has no account any more" in brought(browser, book).content.decode()


def test_the_form_shows_who_left_and_keeps_them(desk: desks.Desk, client_of: Browser) -> None:
    made, browser = item(desk), client_of(desk.officer)
    gone(desk)
    shown = browser.get(f"/follow-up/plan/{made.pk}/edit/").content.decode()
    assert "Reader (has left)" in shown
    sent = {"version": "1", "title": made.title, "progress": "30", "marking": "", "assigned": ["reader@example.org"]}
    assert browser.post(f"/follow-up/plan/{made.pk}/edit/", sent).status_code == 302
    assert Item.objects.get(pk=made.pk).assigned.get() == desk.reader
    assert "Reader" not in browser.get(f"{PLAN}/add/").content.decode()


@pytest.mark.parametrize(("head", "cell", "said"), [
    ("Undertakings (ids)", "u-none", "no undertaking of this partnership: u-none"),
    ("Text (id)", "in-none", "no text of this partnership: in-none"),
    ("Assigned to (e-mail)", "nobody@example.org", "may not see"),
    ("Funding", "x" * 400, "at most")])
def test_what_cannot_be_taken_is_refused_at_comparison(desk: desks.Desk, client_of: Browser, head: str, cell: str, said: str,
                                                      ) -> None:
    item(desk)
    browser = client_of(desk.officer)
    book = exported(browser)
    book["plan"].cell(2, column(book, head)).value = cell
    shown = brought(browser, book).content.decode()
    assert said in shown and "0 would change" in shown and "1 refused" in shown


def test_assignment_counterpart_and_marking_of_many_at_once(desk: desks.Desk, client_of: Browser) -> None:
    keys, browser = [item(desk).pk, item(desk, "Another").pk], client_of(desk.officer)
    sent = {"item": keys, "counterpart": "Ministry of Energy", "assigned": ["officer@example.org", "head@example.org"],
            "marking": "1"}
    browser.post(f"{PLAN}/change/", sent)
    for row in planning.whole(Item.objects.all()):
        told = planning.as_data(row)
        assert (told["counterpart"], told["marking"]) == ("Ministry of Energy", 1)
        assert told["assigned"] == ["head@example.org", "officer@example.org"]
    assert browser.post(f"{PLAN}/change/", {"item": keys, "nobody": "on", "assigned": ["head@example.org"]}).status_code == 422
    browser.post(f"{PLAN}/change/", {"item": keys, "nobody": "on"})
    assert not Item.objects.filter(assigned__isnull=False).exists()
    assert browser.post(f"{PLAN}/change/", {"item": keys, "marking": "2"}).status_code == 422  # not cleared for it
    shown = browser.get(f"{PLAN}/").content.decode()
    assert shown.count('form="bulk"') >= 8


def test_the_form_tells_who_owes_each_undertaking_and_by_when(desk: desks.Desk, client_of: Browser) -> None:
    shown = client_of(desk.officer).get(f"{PLAN}/add/").content.decode()
    row = shown[shown.index("trade office in Baku"):]
    assert "Vietnam" in row[:200] and "2026" in row[:200]
    assert 'data-narrows="serves" hidden' in shown and 'data-by=" VN "' in shown


def test_nothing_to_be_pressed_or_ticked_is_printed(desk: desks.Desk, client_of: Browser) -> None:
    item(desk)
    shown = client_of(desk.officer).get(f"{PLAN}/").content.decode()
    head, row = shown[shown.index("<thead>"):shown.index("</thead>")], shown[shown.index("<tbody>"):shown.index("</tbody>")]
    assert head.index("<input") > head.index('class="choose"') and '<td class="choose"><input' in row
    assert "20&nbsp;%" in row
    sheet = (Path(finders.find("web/site.css"))).read_text("utf-8")
    printed = sheet[sheet.index("@media print"):]
    assert all(word in printed for word in ("form", "button", ".button", ".choose", "input[type=checkbox]", ".search"))
    assert "@media screen and (max-width: 48rem) {\n  .stacking" in Path(finders.find("web/dossier.css")).read_text("utf-8")
