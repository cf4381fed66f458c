"""Evidence and states of undertakings: what is suggested to whom, decided, set, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import desks
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from servanda.reconciliation import Record
from servanda_site.register import projecting
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry, Paper, Projection
from servanda_site.register.visibility import Access
from servanda_site.tracking import legal, standing, suggesting, visibility
from servanda_site.tracking.actions import evidence, plan, states
from servanda_site.tracking.models import Notice, StateChange, Suggestion
from servanda_site.tracking.said import in_words

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]

LATER = """Committee meets in Hanoi

Hanoi, October 3, 2025 (VNA) - The third session of the Intergovernmental Committee was held in Hanoi on October 2, 2025.
"""
LATER_SPECS: tuple[desks.SPEC, ...] = (
    ("mechanism", "Intergovernmental Committee", {"name": "Intergovernmental Committee"}),
    ("event", "third session of the Intergovernmental Committee was held in Hanoi on October 2, 2025",
     {"type": "session", "place": "Hanoi", "status": "held", "ordinal": 3, "date": "2025-10-02",
      "mechanism": "Intergovernmental Committee"}),
)
ASKED = """Leaders ask the committee to meet

Baku, May 8, 2025 (VNA) - The leaders asked the Intergovernmental Committee to hold its third session soon.
"""
ASKED_SPECS: tuple[desks.SPEC, ...] = (
    ("mechanism", "Intergovernmental Committee", {"name": "Intergovernmental Committee"}),
    ("undertaking", "hold its third session soon", {"act": "proposal", "due": "soon",
                                                    "mechanism": "Intergovernmental Committee"}),
)


def told(desk: desks.Desk, marking: int = 0) -> Suggestion:
    """The desk with a promise and the paper that tells of its deed; the suggestion of it."""
    desks.paper("asked.txt", ASKED, ASKED_SPECS, partnership=desk.partnership, side="VN", published="2025-05-08")
    desks.paper("later.txt", LATER, LATER_SPECS, partnership=desk.partnership, side="VN", published="2025-10-03", marking=marking)
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    return Suggestion.objects.get(relation="fulfils")


def page(client: Client, address: str) -> str:
    """A page's text."""
    return client.get(address).content.decode()


def fact(desk: desks.Desk, words: str, marking: int = 0) -> Fact:
    """An undertaking by words of it, as somebody of a clearance sees it."""
    return Fact.objects.get(projection__partnership=desk.partnership, projection__marking=marking, kind="undertaking",
                            label__contains=words)


def set_state(desk: desks.Desk, found: Fact, state: str = "done", **more: object) -> StateChange:
    """A state that the officer gives."""
    given = {"track": "assessed", "day": date(2025, 10, 3), "grounds": states.Grounds(words="seen by the embassy")} | more
    return states.change(desk.officer, found, state=state, **given)  # type: ignore[arg-type]


def test_a_deed_is_suggested_with_its_reasons(desk: desks.Desk, client_of: Browser) -> None:
    suggestion = told(desk)
    shown = page(client_of(desk.reader), f"/fact/{suggestion.promise}/")
    assert "third session" in shown and "fulfils it" in shown
    assert 'name="verdict"' not in shown  # a reader does not decide
    assert f"evidence-{suggestion.pk}" in page(client_of(desk.officer), "/follow-up/evidence/")


def test_what_rests_on_a_restricted_paper_is_suggested_to_those_cleared_for_it(desk: desks.Desk, client_of: Browser) -> None:
    suggestion = told(desk, marking=2)
    assert suggestion.marking == 2
    assert f"evidence-{suggestion.pk}" not in page(client_of(desk.officer), "/follow-up/evidence/")
    assert f"evidence-{suggestion.pk}" in page(client_of(desk.head), "/follow-up/evidence/")
    with pytest.raises(NotAllowed):
        evidence.decide(desk.officer, suggestion, "confirm")


def test_a_rejected_suggestion_does_not_return(desk: desks.Desk) -> None:
    suggestion = told(desk)
    evidence.decide(desk.officer, suggestion, "reject", why="another body")
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    assert [s.decision for s in Suggestion.objects.filter(relation="fulfils")] == ["rejected"]
    assert LogEntry.objects.filter(action="decide evidence", partnership=desk.partnership).count() == 1


def test_two_decide_at_once(desk: desks.Desk, client_of: Browser) -> None:
    suggestion = told(desk)
    evidence.decide(desk.head, suggestion, "confirm", expects="proposed")
    with pytest.raises(Conflict):
        evidence.decide(desk.officer, suggestion, "reject", expects="proposed")
    with pytest.raises(NotAllowed):  # the head's decision is the head's to take back
        evidence.decide(desk.officer, suggestion, "reopen")


def test_suggestions_of_a_paper_out_of_sight_go_with_it(desk: desks.Desk) -> None:
    told(desk)
    Paper.objects.filter(name="later.txt").update(state="sealed")
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    assert not Suggestion.objects.filter(relation="fulfils").exists()


def test_confirming_proposes_a_state_and_setting_it_closes_the_undertaking(desk: desks.Desk, client_of: Browser) -> None:
    suggestion = told(desk)
    browser = client_of(desk.officer)
    sent = {"verdict": "confirm", "expects": "proposed"}
    answer = browser.post(f"/follow-up/evidence/{suggestion.pk}/decide/", sent, follow=True)
    assert "Shall it stand as done?" in answer.content.decode()
    address = f"/follow-up/undertakings/{suggestion.promise}/state/"
    form = browser.get(f"{address}?suggestion={suggestion.pk}").content.decode()
    assert 'value="2025-10-02"' in form
    sent = {"state": "done", "day": "2025-10-02", "suggestion": suggestion.pk, "stands-assessed": "0", "marking": ""}
    shown = browser.post(address, sent, follow=True).content.decode()
    assert "Shall it stand" not in shown
    assert StateChange.objects.get().suggestion == suggestion
    found = fact(desk, "hold its third")
    standing.attach(Access(desk.reader), [found])
    assert found.standing.closed


def test_the_tracks_are_apart(desk: desks.Desk) -> None:
    found = fact(desk, "fifty scholarships")
    set_state(desk, found, "under-way")
    set_state(desk, found, "done", track="declared", party="AZ")
    standing.attach(Access(desk.reader), [found])
    assert found.standing.assessed.state == "under-way" and found.standing.declared["AZ"].state == "done"
    assert not found.standing.closed


def test_a_restricted_change_leaves_what_others_see(desk: desks.Desk) -> None:
    found = fact(desk, "fifty scholarships")
    set_state(desk, found, "under-way")
    above = fact(desk, "fifty scholarships", 2)
    states.change(desk.head, above, track="assessed", state="lapsed", day=date(2025, 11, 1), marking=2,
                  grounds=states.Grounds(words="told in confidence"))
    standing.attach(Access(desk.reader), [found])
    standing.attach(Access(desk.head), [above])
    assert (found.standing.assessed.state, above.standing.assessed.state) == ("under-way", "lapsed")
    assert "in confidence" not in str([c.words for c in visibility.changes(Access(desk.officer))])


def test_taking_back_restores_what_stood(desk: desks.Desk) -> None:
    found = fact(desk, "fifty scholarships")
    first, second = set_state(desk, found, "under-way"), set_state(desk, found, "done")
    with pytest.raises(Conflict):
        states.undo(desk.officer, first)
    states.undo(desk.officer, second)
    assert StateChange.objects.get(current=True).pk == first.pk


@pytest.mark.parametrize(("given", "field"), [
    ({"day": timezone.localdate() + timedelta(days=2)}, "day"), ({"grounds": states.Grounds()}, "words"),
    ({"track": "declared"}, "party"), ({"track": "declared", "party": "FR"}, "party"), ({"state": "perhaps"}, "state")])
def test_states_that_cannot_be(desk: desks.Desk, given: dict[str, object], field: str) -> None:
    with pytest.raises(Impossible) as refused:
        set_state(desk, fact(desk, "fifty scholarships"), **given)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_state_set_meanwhile_is_shown(desk: desks.Desk, client_of: Browser) -> None:
    found = fact(desk, "fifty scholarships")
    set_state(desk, found, "under-way")
    sent = {"state": "done", "day": "2025-10-02", "words": "x", "stands-assessed": "0", "marking": ""}
    answer = client_of(desk.officer).post(f"/follow-up/undertakings/{found.fact}/state/", sent)
    assert answer.status_code == 409 and "meanwhile" in answer.content.decode()
    assert StateChange.objects.count() == 1


def test_the_table_finds_states_and_ages(desk: desks.Desk, client_of: Browser) -> None:
    suggesting.bring_up(desk.partnership)
    set_state(desk, fact(desk, "fifty scholarships"), "lapsed")
    browser, table = client_of(desk.reader), "/partnerships/AZ-VN/undertakings/"
    assert "fifty scholarships" in page(browser, f"{table}?state=lapsed")
    assert "fifty scholarships" not in page(browser, f"{table}?state=none")
    assert "one billion" in page(browser, f"{table}?state=none")
    assert "fifty scholarships" not in page(browser, f"{table}?due=aging")  # it lapsed


def test_an_undated_undertaking_tells_its_age(desk: desks.Desk, client_of: Browser) -> None:
    suggesting.bring_up(desk.partnership)
    assert "undated, told" in page(client_of(desk.reader), f"/fact/{fact(desk, 'fifty scholarships').fact}/")


def test_due_dates_in_the_papers_words() -> None:
    quotes = [("The body will convene at an early date.", "en", "2025-05-08"),
              ("Il se tiendra avant juin 2026.", "fr", "2025-05-08")]
    assert in_words("soon", quotes) == ["at an early date"]
    assert "juin 2026" in in_words("2026-06", quotes)[0]
    assert in_words(None, quotes) == []


def test_the_rules_of_legalization(desk: desks.Desk) -> None:
    found = {row.dimension: row.level for row in legal.legal(fact(desk, "one billion"), None, None)}
    assert found == {"obligation": "low", "precision": "high", "delegation": "none"}


def test_pages_ask_few_queries(desk: desks.Desk, client_of: Browser) -> None:
    told(desk)
    set_state(desk, fact(desk, "fifty scholarships"))
    browser = client_of(desk.officer)
    for address, most in (("/follow-up/", 26), ("/follow-up/evidence/", 14)):
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= most, (address, len(asked))


STATED = """Trade has doubled

Hanoi, October 10, 2025 (VNA) - The ministers welcomed that trade between the two countries has reached one billion US dollars.
"""
PLAIN = "trade between the two countries has reached one billion US dollars"


def stated(desk: desks.Desk) -> Suggestion:
    """Evidence in a plain statement of a paper, as the rules keep it."""
    paper = desks.paper("stated.txt", STATED, (), partnership=desk.partnership, side="VN", published="2025-10-10")
    projecting.bring_up(desk.partnership)
    start = STATED.index(PLAIN)
    return Suggestion.objects.create(
        partnership=desk.partnership, marking=0, promise=fact(desk, "one billion").fact, deed="s-1", plain=True,
        document=paper.sha256, relation="fulfils", score=0.8, version="0",
        citations=[{"document": f"d-{paper.sha256[:12]}", "start": start, "end": start + len(PLAIN), "quote": PLAIN}])


def test_a_state_on_a_plain_statement_shows_its_words_and_proposes_its_day(desk: desks.Desk, client_of: Browser) -> None:
    suggestion, browser = stated(desk), client_of(desk.officer)
    address = f"/follow-up/undertakings/{suggestion.promise}/state/"
    assert 'value="2025-10-10"' in page(browser, f"{address}?suggestion={suggestion.pk}")
    assert f'"suggestion-{suggestion.pk}": "2025-10-10"' in unescape(page(browser, address))  # for whoever chooses it there
    sent = {"state": "done", "day": "2025-10-10", "suggestion": suggestion.pk, "stands-assessed": "0", "marking": ""}
    assert browser.post(address, sent).status_code == 302
    suggestion.refresh_from_db()
    assert suggestion.decision == "confirmed"  # whoever sets a state on evidence confirms it
    shown = page(client_of(desk.reader), f"/fact/{suggestion.promise}/")
    history = shown[shown.index("History"):]
    assert PLAIN in history and "Trade has doubled" in history


def test_a_state_whose_evidence_is_rejected_has_no_ground(desk: desks.Desk, client_of: Browser) -> None:
    suggestion = told(desk)
    found = fact(desk, "hold its third")
    item = plan.save(desk.officer, desk.partnership, {"title": "Session", "serves": [found.fact], "assigned": [desk.head.email]})
    evidence.decide(desk.officer, suggestion, "confirm")
    change = set_state(desk, found, grounds=states.Grounds(suggestion=suggestion))
    standing.attach(Access(desk.reader), [found])
    assert found.standing.closed and not change.groundless
    evidence.decide(desk.officer, suggestion, "reopen")
    assert "its evidence is not confirmed any more" in page(client_of(desk.reader), f"/fact/{found.fact}/")
    evidence.decide(desk.officer, suggestion, "reject", why="another session")
    standing.attach(Access(desk.reader), [found])
    assert found.standing.assessed.groundless and not found.standing.closed
    access = Access(desk.reader)
    assert found not in access.facts(desk.partnership).filter(standing.closed(access, desk.partnership))
    assert "without ground: its evidence was rejected" in page(client_of(desk.reader), f"/fact/{found.fact}/")
    for person in (desk.officer, desk.head):  # who set it, and to whom an item that serves it is assigned
        notices = page(client_of(person), "/follow-up/notices/")
        assert "its state has lost its ground" in notices and f"/fact/{found.fact}/#standing" in notices
    assert item.pk and not Notice.objects.filter(user=desk.reader).exists()
    suggesting.bring_up(desk.partnership)
    assert StateChange.objects.get().suggestion == suggestion  # it stays, to be told why


def test_a_state_with_words_of_its_own_keeps_its_ground_and_none_rests_on_what_was_rejected(desk: desks.Desk) -> None:
    suggestion = told(desk)
    found = fact(desk, "hold its third")
    change = set_state(desk, found, grounds=states.Grounds(suggestion=suggestion, words="seen by the embassy"))
    evidence.decide(desk.officer, suggestion, "reject")
    change.refresh_from_db()
    assert not change.groundless
    with pytest.raises(Impossible) as refused:
        set_state(desk, found, "under-way", grounds=states.Grounds(suggestion=Suggestion.objects.get(pk=suggestion.pk)))
    assert refused.value.field == "suggestion"


def test_evidence_nobody_decided_on_stays_while_a_state_rests_on_it(desk: desks.Desk) -> None:
    suggestion = stated(desk)
    found = fact(desk, "one billion")
    set_state(desk, found, day=date(2025, 10, 10), grounds=states.Grounds(suggestion=suggestion))
    evidence.decide(desk.officer, suggestion, "reopen")
    suggesting.bring_up(desk.partnership)  # the rules do not find it
    assert StateChange.objects.get().groundless


def test_a_reason_alone_will_do_and_no_state_is_older_than_its_undertaking(desk: desks.Desk) -> None:
    suggesting.bring_up(desk.partnership)
    found = fact(desk, "fifty scholarships")  # first told of on May 8, 2025
    set_state(desk, found, "lapsed", grounds=states.Grounds(), reason="the programme was closed")
    with pytest.raises(Impossible) as refused:
        set_state(desk, found, "done", day=date(2025, 5, 7))
    assert refused.value.field == "day"
    set_state(desk, found, "done", day=date(2025, 5, 8))


def test_a_record_made_again_while_it_is_looked_into_is_read_anew(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read, calls = suggesting.record_of, []

    def slow(projection: Projection) -> Record:
        """Papers come between the reading of the papers and of the facts."""
        calls.append(projection.marking)
        if len(calls) == 1:
            desks.paper("asked.txt", ASKED, ASKED_SPECS, partnership=desk.partnership, side="VN", published="2025-05-08")
            desks.paper("later.txt", LATER, LATER_SPECS, partnership=desk.partnership, side="VN", published="2025-10-03")
            projecting.bring_up(desk.partnership)
        return read(projection)

    monkeypatch.setattr(suggesting, "record_of", slow)
    suggesting.bring_up(desk.partnership)
    assert len(calls) > 2  # the first record was read again
    assert not Suggestion.objects.exists()  # whoever looks into the record made meanwhile writes what is found
    suggesting.bring_up(desk.partnership)
    assert Suggestion.objects.filter(relation="fulfils").exists()


def test_what_two_papers_tell_stays_with_those_who_may_read_one_of_them(desk: desks.Desk, client_of: Browser) -> None:
    twice = LATER.replace("VNA", "AZERTAC").replace("Committee meets", "Committee has met")
    suggestion = told(desk)
    desks.paper("twice.txt", twice, LATER_SPECS, partnership=desk.partnership, side="AZ", published="2025-10-03")
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    trade = fact(desk, "raise trade")
    assert trade.told == 2
    set_state(desk, trade, "under-way")
    named = evidence.name(desk.officer, trade, Fact.objects.get(projection=trade.projection, kind="event", date="2025-05-07"),
                          "advances", reason="It was agreed there.")
    first = ("later.txt", "hanoi.txt")
    Paper.objects.filter(name__in=first).update(marking=2)  # what the ids of all these are from
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    seen = Access(desk.reader)
    assert {s.pk for s in visibility.suggestions(seen)} >= {suggestion.pk, named.pk}
    shown = page(client_of(desk.reader), f"/fact/{fact(desk, 'hold its third session').fact}/")
    assert f"evidence-{suggestion.pk}" in shown or "fulfils it" in shown
    trade = fact(desk, "raise trade")
    assert trade.told == 1
    standing.attach(seen, [trade])
    assert trade.standing.assessed is not None and trade.standing.assessed.state == "under-way"  # type: ignore[attr-defined]
    assert {s.pk for s in visibility.suggestions(Access(desk.head))} >= {suggestion.pk, named.pk}


def test_what_only_a_restricted_paper_tells_stays_out_of_sight(desk: desks.Desk) -> None:
    suggestion = told(desk)
    Paper.objects.filter(name="later.txt").update(marking=2)
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    assert suggestion.pk not in {s.pk for s in visibility.suggestions(Access(desk.reader))}
    assert suggestion.pk in {s.pk for s in visibility.suggestions(Access(desk.head))}


def test_a_report_made_before_any_worker_ran_knows_the_evidence(desk: desks.Desk, tmp_path) -> None:
    from servanda_site.config.commands.report import run
    from servanda_site.tracking import tasks

    told(desk)
    Suggestion.objects.all().delete()
    desk.partnership.refresh_from_db()
    tasks.on_record_made(None, partnership=desk.partnership.pk)
    assert run(["matrix", "AZ-VN", "-o", str(tmp_path / "matrix.docx")]) == 0
    assert Suggestion.objects.filter(relation="fulfils").count() == 1
    assert tasks.catch_up() == 0  # nothing is left for the worker to do again
