"""Compliance: scores name the evidence they rest on, on the page, in the file and in the yearly report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import desks
import pytest
from django.test import Client

from servanda_site.accounts.models import User
from servanda_site.publishing.documents import yearly
from servanda_site.publishing.material import Material
from servanda_site.publishing.phrases import Phrases
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance
from servanda_site.tracking.actions import evidence, scores
from servanda_site.tracking.models import Score, Suggestion, Window

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def fact(desk: desks.Desk, words: str) -> Fact:
    return Access(desk.head).facts(desk.partnership).get(kind="undertaking", label__contains=words)


def window_of(desk: desks.Desk) -> Window:
    return scores.add_window(desk.officer, desk.partnership, "From Baku on", date(2025, 5, 1), date(2026, 5, 1))


def named(desk: desks.Desk, promise: Fact, *, marking: int | None = None) -> Suggestion:
    """Words of a paper that a person pointed at as evidence."""
    words = evidence.words_of(desk.baku, "Azerbaijan pledged fifty scholarships")
    return evidence.name(desk.head, promise, words, "fulfils", reason="said there", marking=marking)


def test_a_score_names_the_evidence_it_rests_on(desk: desks.Desk, client_of: Browser):
    promise, window = fact(desk, "fifty scholarships"), window_of(desk)
    ground = named(desk, promise)
    with pytest.raises(Impossible):
        scores.score(desk.officer, window, promise, "AZ", 1)
    browser = client_of(desk.officer)
    page = browser.get(f"/follow-up/partnerships/AZ-VN/compliance/?window={window.pk}").content.decode()
    assert f'name="evidence" value="{ground.pk}"' in page
    browser.post(f"/follow-up/partnerships/AZ-VN/compliance/windows/{window.pk}/score/", {
        "fact": promise.fact, "side": "AZ", "value": "1", "reason": "All fifty came.", "evidence": [ground.pk]})
    given = Score.objects.get()
    assert (given.value, given.reason, [s.pk for s in given.evidence.all()]) == (1, "All fifty came.", [ground.pk])
    shown = client_of(desk.reader).get(f"/follow-up/partnerships/AZ-VN/compliance/?window={window.pk}").content.decode()
    assert "Azerbaijan pledged fifty scholarships" in shown.split('class="plain rests-on"')[1]
    told = b"".join(client_of(desk.reader).get(
        f"/follow-up/partnerships/AZ-VN/compliance/windows/{window.pk}/scores.csv").streaming_content).decode()
    line = next(row for row in told.splitlines() if "fifty scholarships" in row and "+1" in row)
    assert "All fifty came." in line and "fulfils it: “Azerbaijan pledged fifty scholarships”" in line and "8 May 2025" in line
    assert "not assessed" in told
    with pytest.raises(Impossible):  # the score would lose its ground
        evidence.decide(desk.head, ground, "reopen")


def seen(user: User, window: Window) -> list[int]:
    """The scores that somebody sees."""
    return [s.value for s in compliance.scores(Access(user), window).values()]


def test_a_score_that_rests_on_what_is_restricted_is_for_those_cleared_and_leaves_the_other_in_force(desk: desks.Desk):
    promise, window = fact(desk, "fifty scholarships"), window_of(desk)
    scores.score(desk.officer, window, promise, "AZ", 0, reason="Half of them.")
    scores.score(desk.head, window, promise, "AZ", -1, evidence=[named(desk, promise, marking=2)])
    assert [seen(user, window) for user in (desk.reader, desk.officer, desk.head)] == [[0], [0], [-1]]
    scores.score(desk.officer, window, promise, "AZ", 1, reason="Now all.")
    assert [seen(user, window) for user in (desk.reader, desk.head)] == [[1], [1]]


def test_a_score_cannot_rest_on_evidence_of_another_undertaking_or_on_what_was_rejected(desk: desks.Desk):
    promise, other, window = fact(desk, "fifty scholarships"), fact(desk, "trade office"), window_of(desk)
    foreign, ground = named(desk, other), named(desk, promise)
    with pytest.raises(Impossible):
        scores.score(desk.officer, window, promise, "AZ", 1, evidence=[foreign])
    Suggestion.objects.filter(pk=ground.pk).update(decision="rejected")
    with pytest.raises(Impossible):
        scores.score(desk.officer, window, promise, "AZ", 1, evidence=[ground])
    Suggestion.objects.filter(pk=ground.pk).update(decision="proposed")
    scores.score(desk.officer, window, promise, "AZ", 1, evidence=[ground])
    ground.refresh_from_db()
    assert ground.decision == "confirmed"


def test_the_yearly_report_tells_each_score_with_its_remark_and_what_it_rests_on(desk: desks.Desk):
    promise, window = fact(desk, "fifty scholarships"), window_of(desk)
    scores.score(desk.officer, window, promise, "AZ", -1, reason="None came.", evidence=[named(desk, promise)])
    material = Material(Access(desk.officer), desk.partnership, date(2026, 1, 1), Phrases("en"))
    section = next(s for s in yearly.context(material, 2025)["sections"] if "From Baku on" in s.title)
    line = section.groups[0].lines[0]
    assert (line.lead, line.told) == ("Azerbaijan, \u22121", ("None came.",))
    assert "the score rests on: " in line.note and "Azerbaijan pledged fifty scholarships" in line.note
