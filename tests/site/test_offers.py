"""Whom a body's list, a session and a visit are offered: co-chairs that papers tell of, who sits in the body, who came before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import desks
import pytest
from django.test import Client
from django.urls import reverse

from servanda_site.register import projecting
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import told as words_told
from servanda_site.tracking.actions import gatherings, sessions, visits
from servanda_site.tracking.models import BodyMember, Session, Suggestion

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]

FOURTH = """Le comité à Bakou

Bakou, 2 mars 2026 - La quatrième session du Comité intergouvernemental s'est tenue à Bakou le 1er mars 2026, sous la \
coprésidence du ministre Anar Aliyev et du ministre Tran Van Minh. Le directeur Le Ba Son y a assisté.
"""
SESSION = "quatrième session du Comité intergouvernemental s'est tenue à Bakou le 1er mars 2026"
FOURTH_SPECS: tuple[desks.SPEC, ...] = (
    ("entity", "Anar Aliyev", {"name": "Anar Aliyev", "state": "AZ", "offices": [{"office": "minister/energy", "state": "AZ"}]}),
    ("entity", "Tran Van Minh", {"name": "Tran Van Minh", "state": "VN"}),
    ("entity", "Le Ba Son", {"name": "Le Ba Son", "state": "VN"}),
    ("mechanism", "Comité intergouvernemental", {"name": "Intergovernmental Committee"}),
    ("event", SESSION, {"type": "session", "place": "Baku", "ordinal": 4, "date": "2026-03-01",
                        "mechanism": "Comité intergouvernemental", "participants": [
                            "Anar Aliyev", "Tran Van Minh", "Le Ba Son"]}),
)


@pytest.fixture
def chaired(desk: desks.Desk) -> desks.Desk:
    """The desk with a paper on a session that two ministers chaired."""
    desks.paper("fourth.txt", FOURTH, FOURTH_SPECS, partnership=desk.partnership, side="AZ", published="2026-03-02")
    projecting.bring_up(desk.partnership)
    return desk


def committee(desk: desks.Desk) -> Fact:
    return Access(desk.officer).facts(desk.partnership).get(kind="mechanism")


def fifth(desk: desks.Desk) -> Session:
    return sessions.open_session(desk.officer, committee(desk), ordinal=5, start=date(2027, 3, 1), place="Hanoi", host="VN")


def test_co_chairs_that_papers_tell_of_are_offered_and_head_the_delegations(chaired: desks.Desk, client_of: Browser):
    row, browser = fifth(chaired), client_of(chaired.officer)
    address = reverse("session", args=[row.pk])
    page = browser.get(address).content.decode()
    offered = page[page.index('class="offered"'):page.index("Add those ticked")]
    assert offered.count("checked") == 2 and "Le Ba Son" in offered
    assert "Minister (Energy)" in offered and "Fourth session, Baku, 1 March 2026" in offered
    keys = [part.split('"')[0] for part in offered.split('name="offer" value="')[1:] if "checked" in part.split(">")[0]]
    browser.post(reverse("session_delegates_take", args=[row.pk]), {"offer": keys})
    assert sorted((d.state, d.name, d.head) for d in row.delegates.all()) == [
        ("AZ", "Anar Aliyev", True), ("VN", "Tran Van Minh", True)]
    page = browser.get(address).content.decode()
    assert page[page.index('class="offered"'):page.index("Add those ticked")].count('name="offer"') == 1  # Le Ba Son
    assert 'class="offered"' not in client_of(chaired.reader).get(address).content.decode()


def test_who_sits_in_the_body_and_who_came_before_are_offered(chaired: desks.Desk, client_of: Browser):
    sessions.add_member(chaired.officer, committee(chaired), state="VN", name="Tran Van Minh", office="Vice-Minister",
                        part="co-chair")
    before = sessions.open_session(chaired.officer, committee(chaired), ordinal=4, start=date(2026, 3, 1), status="held")
    gatherings.add_delegate(chaired.officer, before, state="AZ", name="Leyla Hasanova", office="Adviser")
    page = client_of(chaired.officer).get(reverse("session", args=[fifth(chaired).pk])).content.decode()
    offered = page[page.index('class="offered"'):page.index("Add those ticked")]
    assert "Vice-Minister" in offered and "sits in the body" in offered and "Leyla Hasanova" in offered
    assert offered.count("Tran Van Minh") == 1


def test_a_body_is_offered_its_co_chairs(chaired: desks.Desk, client_of: Browser):
    body, browser = committee(chaired), client_of(chaired.officer)
    page = browser.get(reverse("body", args=[body.fact])).content.decode()
    offered = page[page.index('class="offered"'):page.index("Add those ticked")]
    assert "Le Ba Son" not in offered
    anar = next(part.split('"')[0] for part in offered.split('name="offer" value="')[1:] if "Anar" in part)
    browser.post(reverse("body_members_take", args=[body.fact]), {"offer": [anar]})
    member = BodyMember.objects.get()
    assert (member.name, member.part, member.state, member.office) == ("Anar Aliyev", "co-chair", "AZ", "Minister (Energy)")
    assert member.person


@pytest.mark.parametrize(("words", "form", "forum"), [
    ("Des consultations politiques ont eu lieu en ligne le 5 mai 2026.", "online", ""),
    ("Political consultations were held by video conference on May 5, 2026.", "online", ""),
    ("Political consultations were held on the margins of the UN General Assembly, on May 5, 2026.", "margins",
     "the UN General Assembly"),
    ("Les consultations politiques sur le commerce en ligne se sont tenues à Bakou le 5 mai 2026.", "person", ""),
])
def test_how_people_met_is_filled_in_as_papers_tell_it(desk: desks.Desk, client_of: Browser, words: str, form: str, forum: str):
    quote = words[:28]
    desks.paper("held.txt", f"Consultations\n\nBaku, May 6, 2026. {words}\n", (
        ("event", quote, {"type": "consultation", "date": "2026-05-05"}),), partnership=desk.partnership, published="2026-05-06")
    projecting.bring_up(desk.partnership)
    event = Access(desk.officer).facts(desk.partnership).get(type="consultation")
    assert words_told.how(Access(desk.officer), event) == words_told.How(form, forum)
    answer = client_of(desk.officer).get(reverse("visit_add", args=["AZ-VN"]), {"event": event.fact})
    assert answer.context["form"]["form"].value() == form and answer.context["form"]["forum"].value() == forum


def test_a_visit_that_papers_tell_of_has_its_guest_and_its_invitation(desk: desks.Desk, client_of: Browser):
    told = "To Lam visited Baku from June 3 to 4, 2026"
    desks.paper("visit.txt", f"Visit\n\nBaku, June 5, 2026. {told}.\n", (
        ("entity", "To Lam", {"name": "To Lam", "state": "VN"}),
        ("event", told, {"type": "visit", "place": "Baku", "date": "2026-06-03/2026-06-04", "participants": ["To Lam"]})),
        partnership=desk.partnership, published="2026-06-05")
    projecting.bring_up(desk.partnership)
    event = Access(desk.officer).facts(desk.partnership).get(type="visit")
    form = client_of(desk.officer).get(reverse("visit_add", args=["AZ-VN"]), {"event": event.fact}).context["form"]
    assert (form["host"].value(), form["guest"].value()) == ("AZ", "VN")
    assert (form["start"].value(), form["end"].value()) == (date(2026, 6, 3), date(2026, 6, 4))
    asked = Access(desk.officer).facts(desk.partnership).get(type="invitation")
    Suggestion.objects.create(partnership=desk.partnership, marking=0, promise=asked.fact, deed=event.fact, relation="fulfils",
                              score=0.8, version="0")
    form = client_of(desk.officer).get(reverse("visit_add", args=["AZ-VN"]), {"event": event.fact}).context["form"]
    assert form["promise"].value() == asked.fact
    row = visits.add_visit(desk.officer, desk.partnership, {"title": "Visit", "kind": "visit", "form": "person"}, event=event)
    page = client_of(desk.officer).get(reverse("visit", args=[row.pk])).content.decode()
    assert "L\u00e2m" in page[page.index('class="offered"'):page.index("Add those ticked")]
