"""Evidence that people name: a fact or words of a paper, undone, kept through new looks of the rules, never below its marking."""

from __future__ import annotations

from collections.abc import Callable

import desks
import pytest
from django.test import Client
from test_tracking import LATER, LATER_SPECS, fact, page, told

from servanda_site.register import projecting
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry, Marking, Paper
from servanda_site.register.visibility import Access
from servanda_site.tracking import suggesting, visibility
from servanda_site.tracking.actions import evidence, states
from servanda_site.tracking.models import Suggestion

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def session_of(desk: desks.Desk) -> Fact:
    """The event that a later paper tells of."""
    return Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind="event", date="2025-10-02")


def later(desk: desks.Desk) -> Paper:
    """A paper on a session held, which bears on no undertaking by the rules."""
    made = desks.paper("later.txt", LATER, LATER_SPECS, partnership=desk.partnership, side="VN", published="2025-10-03")
    projecting.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)
    return made


def named(desk: desks.Desk, relation: str = "advances") -> Suggestion:
    """The session, named by the officer as what was done about the trade office."""
    later(desk)
    return evidence.name(desk.officer, fact(desk, "trade office"), session_of(desk), relation,
                         reason="The office was on its agenda.")


def test_a_fact_named_stands_like_confirmed_evidence(desk: desks.Desk, client_of: Browser) -> None:
    made = named(desk)
    shown = page(client_of(desk.reader), f"/fact/{made.promise}/")
    assert "brings it closer" in shown and "named by a person" in shown and "The office was on its agenda." in shown
    assert "was held in Hanoi on October 2" in shown  # the words that tell of the deed
    assert made.promise in page(client_of(desk.reader), f"/fact/{made.deed}/")
    entry = LogEntry.objects.get(action="name evidence")
    assert (entry.who, entry.payload["why"]) == (desk.officer, "The office was on its agenda.")


def test_what_is_named_stays_when_the_rules_look_again(desk: desks.Desk) -> None:
    made = named(desk)
    suggesting.bring_up(desk.partnership)
    made.refresh_from_db()
    assert (made.decision, made.relation, made.named) == ("confirmed", "advances", True)


def test_words_of_a_paper_are_named_and_kept_until_it_is_erased(desk: desks.Desk, client_of: Browser) -> None:
    paper = later(desk)
    words = evidence.words_of(paper, "the third session was held".replace("the third", "third").replace("was held", "of  the"))
    made = evidence.name(desk.officer, fact(desk, "trade office"), words, "advances", reason="x")
    assert made.plain and made.citations[0]["quote"] == "third session of the"
    suggesting.bring_up(desk.partnership)
    assert "third session of the" in page(client_of(desk.reader), f"/fact/{made.promise}/")
    Paper.objects.filter(pk=paper.pk).update(state="sealed")
    assert not visibility.suggestions(Access(desk.reader)).exists()
    suggesting.bring_up(desk.partnership)
    made.refresh_from_db()
    assert made.citations
    Paper.objects.filter(pk=paper.pk).update(state="erased")
    suggesting.bring_up(desk.partnership)
    made.refresh_from_db()
    assert not made.citations


def test_taking_it_back_leaves_nothing_but_the_log(desk: desks.Desk, client_of: Browser) -> None:
    made = named(desk)
    client_of(desk.officer).post(f"/follow-up/evidence/{made.pk}/decide/", {"verdict": "reopen"})
    assert not Suggestion.objects.filter(pk=made.pk).exists()
    assert LogEntry.objects.filter(action="decide evidence", target=f"evidence:{made.pk}").exists()
    again = evidence.name(desk.officer, fact(desk, "trade office"), session_of(desk), "fulfils", reason="After all.")
    states.change(desk.officer, fact(desk, "trade office"), track="assessed", state="done", day=session_of(desk).end,
                  grounds=states.Grounds(suggestion=again))
    with pytest.raises(Impossible, match="a state rests on it"):
        evidence.decide(desk.officer, again, "reopen")
    with pytest.raises(NotAllowed):
        evidence.decide(desk.reader, again, "reopen")


def test_naming_what_was_suggested_or_rejected_decides_on_it(desk: desks.Desk) -> None:
    suggestion = told(desk)
    evidence.decide(desk.officer, suggestion, "reject")
    promise, deed = Access(desk.officer).fact(suggestion.promise), Access(desk.officer).fact(suggestion.deed)
    made = evidence.name(desk.officer, promise, deed, "advances", reason="Only half of it.")
    assert made.pk == suggestion.pk
    suggesting.bring_up(desk.partnership)
    made.refresh_from_db()
    assert (made.decision, made.relation, made.found) == ("confirmed", "advances", True)
    with pytest.raises(Conflict):
        evidence.name(desk.officer, promise, deed, "fulfils", reason="x")
    back = evidence.decide(desk.officer, made, "reopen")
    assert (back.decision, back.named) == ("proposed", False)


def test_what_it_rests_on_says_who_may_see_it(desk: desks.Desk, client_of: Browser) -> None:
    promise = Access(desk.head).fact(fact(desk, "trade office").fact)
    secret = fact(desk, "patrol boats", 2)
    made = evidence.name(desk.head, promise, secret, "contradicts", reason="x")
    assert made.marking == Marking.RESTRICTED
    assert "patrol boats" not in page(client_of(desk.officer), f"/fact/{promise.fact}/")
    with pytest.raises(Impossible, match="cannot be marked lower"):
        evidence.name(desk.head, promise, secret, "advances", reason="x", marking=0)


def test_what_is_hidden_from_them_refuses_nothing_and_shows_nothing(desk: desks.Desk) -> None:
    suggestion = told(desk)
    evidence.decide(desk.officer, suggestion, "confirm")
    Suggestion.objects.filter(pk=suggestion.pk).update(marking=Marking.RESTRICTED)
    promise, deed = Access(desk.officer).fact(suggestion.promise), Access(desk.officer).fact(suggestion.deed)
    made = evidence.name(desk.officer, promise, deed, "advances", reason="Only half of it.")
    assert (made.marking, made.who, made.reasons, made.citations) == (Marking.PUBLIC, desk.officer, [], [])
    assert LogEntry.objects.get(action="name evidence").payload["before"] == {"decision": None}


def test_what_cannot_be_named(desk: desks.Desk) -> None:
    later(desk)
    promise, deed = fact(desk, "trade office"), session_of(desk)
    flight = Fact.objects.get(projection__partnership=desk.other, kind="undertaking")
    wrong = ((promise, "fulfils", "x"), (flight, "fulfils", "x"), (deed, "helps", "x"), (deed, "fulfils", " "))
    for given, relation, reason in wrong:
        with pytest.raises(Impossible):
            evidence.name(desk.officer, promise, given, relation, reason=reason)
    with pytest.raises(Impossible, match="only undertakings"):
        evidence.name(desk.officer, deed, promise, "fulfils", reason="x")
    with pytest.raises(Impossible, match="no such words"):
        evidence.words_of(desk.hanoi, "words that are not there")
    with pytest.raises(Impossible, match="another partnership"):
        evidence.name(desk.officer, promise, evidence.words_of(desk.astana, "direct flight"), "fulfils", reason="x")
    with pytest.raises(NotAllowed):
        evidence.name(desk.reader, promise, deed, "fulfils", reason="x")


def test_the_page_finds_a_fact_or_takes_words(desk: desks.Desk, client_of: Browser) -> None:
    paper = later(desk)
    promise, browser = fact(desk, "trade office"), client_of(desk.officer)
    address = f"/follow-up/undertakings/{promise.fact}/evidence/"
    assert session_of(desk).fact in page(browser, f"{address}?q=session")
    assert "flight" not in page(browser, f"{address}?q=flight").split("<fieldset")[1]  # of another partnership
    both = {"deed": session_of(desk).fact, "paper": str(paper.pk), "quote": "third", "relation": "advances", "reason": "x"}
    assert browser.post(address, both).status_code == 422
    assert browser.post(address, both | {"deed": "", "quote": "not there"}).status_code == 422
    assert browser.post(address, both | {"deed": "e-0", "paper": ""}).status_code == 422
    assert browser.post(address, both | {"paper": ""}).status_code == 302
    assert browser.post(address, both | {"paper": ""}).status_code == 409
    assert Suggestion.objects.get().deed == session_of(desk).fact


def test_somebody_without_a_role_is_told_whom_to_ask(desk: desks.Desk, client_of: Browser) -> None:
    shown = page(client_of(desk.nobody), "/")
    assert "No partnership is open to you yet" in shown and "administrator@example.org" in shown
    assert "empty" not in shown
    projections = Fact.objects.all()
    projections.delete()
    assert page(client_of(desk.nobody), "/").split("<main")[1] == shown.split("<main")[1]  # whether or not there is anything
    assert "roles are given there" in page(client_of(desk.clerk), "/")
