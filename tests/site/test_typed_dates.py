"""Dates as people type them: one reader for corrections, facts added by hand, the life of texts, ties and workbooks."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from servanda_site.config.checking import check_all
from servanda_site.register import projecting
from servanda_site.register.actions.add_fact import add_from_paper
from servanda_site.register.actions.judge import judge
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Claim, Fact, Judgement
from servanda_site.register.validating import date_told, fields
from servanda_site.tracking.actions import instruments, ties
from servanda_site.tracking.sheets import _day

pytestmark = pytest.mark.django_db
TYPED = [("30/05/2025", "2025-05-30"), ("30.05.2025", "2025-05-30"), ("30 mai 2025", "2025-05-30"), ("30 May 2025", "2025-05-30")]


@pytest.mark.parametrize(("typed", "held"), TYPED)
def test_a_typed_day_is_held_as_the_day_it_is(desk, typed, held):
    assert fields("event", {"date": typed}) == {"date": held} and fields("undertaking", {"due": typed}) == {"due": held}
    text = Fact.objects.filter(kind="instrument").first()
    row = instruments.add_step(desk.officer, text, stage="signed", date_told=typed, words="x")
    assert (row.date, row.start.isoformat()) == (held, held)
    tie = ties.save(desk.officer, desk.partnership, {"kind": "twinning", "title": "Baku and Hanoi", "status": "agreed",
                                                    "date": typed})
    assert tie.date == held and _day(typed) == held


@pytest.mark.parametrize("typed", ["31/02/2025", "31.02.2025", "31 février 2025", "February 31, 2025", "2025-02-31",
                                   "05/13/2025"])
@pytest.mark.parametrize(("tag", "told"), [("en", "there is no such day"), ("fr", "ce jour n’existe pas")])
def test_a_day_that_does_not_exist_is_refused_as_that(desk, typed, tag, told):
    text = Fact.objects.filter(kind="instrument").first()
    with translation.override(tag):
        for doing in (lambda: fields("event", {"date": typed}), lambda: date_told(typed),
                      lambda: instruments.add_step(desk.officer, text, stage="signed", date_told=typed, words="x")):
            with pytest.raises(Impossible, match=told) as refusal:
                doing()
            assert typed in str(refusal.value)


@pytest.mark.parametrize("typed", ["5/2025/7", "30/05/25", "next year", "hier", "30 mai", "x" * 99])
def test_what_is_no_date_is_refused_with_how_to_write_one(typed):
    with translation.override("en"), pytest.raises(Impossible, match="is no date; write 30/05/2025"):
        date_told(typed)


def test_the_form_of_a_text_takes_a_day_with_strokes(desk, client_of):
    text = Fact.objects.filter(kind="instrument").first()
    given = {"do": "step", "stage": "in-force", "date_told": "05/10/2027", "words": "x"}
    assert client_of(desk.officer).post(reverse("instrument_life_change", args=[text.fact]), given).status_code == 302
    page = client_of(desk.officer).get(reverse("instrument_life", args=[text.fact])).content.decode()
    assert "5 October 2027" in page and "2025-33" not in page


def test_days_that_do_not_exist_and_were_kept_are_set_aside_and_listed(desk, papers_home):
    """As earlier versions kept them: in a correction, and in a fact added by hand."""
    office = Claim.objects.get(fields__text__startswith="Viet Nam will open")
    made = judge(desk.officer, office, "correct", value={"due": "2027", "target": "an office"})
    Judgement.objects.filter(pk=made.pk).update(value={"due": "31/02/2027", "target": "an office"})
    trade = Claim.objects.filter(fields__text__startswith="raise trade").first()
    read = judge(desk.officer, trade, "correct", value={"due": "2031"})
    Judgement.objects.filter(pk=read.pk).update(value={"due": "30/05/2031"})
    by_hand = add_from_paper(desk.officer, desk.baku, "undertaking", {"by": ["AZ"], "act": "pledge", "due": "2026"}, 0, 20)
    Claim.objects.filter(pk=by_hand.pk).update(fields=by_hand.fields | {"due": "31.11.2026"})
    projecting.bring_up_all(everything=True)
    held = {f.fact: f for f in Fact.objects.filter(projection__partnership=desk.partnership, projection__marking=0)}
    assert (held[office.pk].date, held[office.pk].data["target"]) == ("2026", "an office")  # the rest of the correction holds
    assert next(f for f in held.values() if trade.pk in f.data["claims"]).date == "2031-05-30"
    assert held[by_hand.pk].date == ""
    told = next(o for o in check_all() if o.name == "record").notices
    assert any("31/02/2027" in line and office.pk in line for line in told)
    assert any("31.11.2026" in line and by_hand.pk in line for line in told)
    assert not any("30/05/2031" in line for line in told)
    judge(desk.officer, by_hand, "correct", value={"due": "2026-11-30"})
    assert not any("31.11.2026" in line for o in check_all() for line in o.notices)
