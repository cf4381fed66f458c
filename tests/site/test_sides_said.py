"""Whose side a paper tells: said by an officer, kept with who said it, taken back, seen wherever sides are told apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from servanda_site.register import projecting
from servanda_site.register.actions import mark
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry, Paper, Projection

pytestmark = pytest.mark.django_db


def tellers(desk):
    """The sides that tell of the trade both papers tell of, as a reader sees it."""
    seen = Fact.objects.filter(projection__partnership=desk.partnership, projection__marking=0)
    return seen.get(label__contains="raise trade").tellers


def test_a_side_said_counts_wherever_sides_are_told_apart(desk, client_of):
    assert tellers(desk) == " AZ VN "
    browser = client_of(desk.officer)
    assert browser.post(reverse("paper_side", args=[desk.baku.pk]), {"side": "VN", "reason": "from Hanoi"}).status_code == 302
    assert tellers(desk) == " VN "
    documents = Projection.objects.get(partnership=desk.partnership, marking=0).documents
    assert {d["side"] for d in documents} == {"VN"}
    page = browser.get(reverse("paper", args=[desk.baku.pk])).content.decode()
    assert "from Hanoi" in page and "Take the last change back" in page
    assert f'/papers/{desk.baku.pk}/"' not in browser.get(reverse("papers"), {"side": "AZ"}).content.decode()
    assert f'/papers/{desk.baku.pk}/"' in browser.get(reverse("papers"), {"side": "VN"}).content.decode()
    entry = LogEntry.objects.get(action="say side")
    assert (entry.who, entry.payload["after"], entry.payload["why"]) == (desk.officer, {"side": "VN"}, "from Hanoi")
    projecting.bring_up_all(everything=True)
    assert tellers(desk) == " VN "


def test_what_was_said_is_taken_back_step_by_step(desk, client_of):
    mark.say_side(desk.officer, desk.baku, "")
    assert tellers(desk) == " VN "
    mark.say_side(desk.officer, desk.baku, "VN")
    client_of(desk.officer).post(reverse("paper_side", args=[desk.baku.pk]), {"undo": "1"})
    assert Paper.objects.get(pk=desk.baku.pk).side == ""
    mark.undo_side(desk.officer, desk.baku)
    assert tellers(desk) == " AZ VN " and Paper.objects.get(pk=desk.baku.pk).side_said is None
    with pytest.raises(Conflict):
        mark.undo_side(desk.officer, desk.baku)


def test_who_may_not_and_what_cannot_be(desk, client_of):
    with pytest.raises(NotAllowed):
        mark.say_side(desk.reader, desk.baku, "VN")
    for side in ("QQ", "AZ"):  # no state; what it is already
        with pytest.raises(Impossible):
            mark.say_side(desk.officer, desk.baku, side)
    mark.say_side(desk.head, desk.baku, "VN")
    with pytest.raises(NotAllowed):  # the head's word is the head's to take back
        mark.undo_side(desk.officer, desk.baku)
    assert "Say whose side it tells" not in client_of(desk.reader).get(reverse("paper", args=[desk.baku.pk])).content.decode()
