"""One person in several partnerships: told to whoever may see both, with the reasons, and never joined."""

from __future__ import annotations

import desks
import pytest
from django.urls import reverse

from servanda_site.register.models import Fact, Marking, Partnership, Role
from servanda_site.register.projecting import bring_up

MINISTER = {"type": "person", "state": "AZ", "offices": [{"office": "minister/foreign-affairs", "state": "AZ"}]}


def told(name, states, *, marking=Marking.PUBLIC, **fields):
    """A partnership in which a paper names somebody; the fact."""
    partnership, _ = Partnership.objects.get_or_create(states=states)
    named = ("entity", name, {**MINISTER, "name": name, **fields})
    words = f"Minister {name} spoke in Tbilisi of {states}."
    desks.paper(f"{states}.txt", words, [named], partnership=partnership, marking=marking)
    bring_up(partnership)
    return Fact.objects.get(projection__partnership=partnership, label=name)


@pytest.fixture
def page(desk, client_of):
    """The page of a fact as the officer sees it, cleared for everything in all partnerships but what a test takes away."""
    desks.member(desk.officer, None, Role.READER, Marking.OFFICIAL)

    def shown(fact):
        answer = client_of(desk.officer).get(reverse("fact", args=[fact.fact]))
        assert answer.status_code == 200
        return answer.content.decode()
    return shown


def test_the_same_person_elsewhere_is_a_link_with_reasons_and_stays_two(page):
    here = told("Cavid Eldarov", "AZ GE")
    there = told("Cavid Eldarox", "AZ TR")  # one letter, same state and office
    shown = page(here)
    assert reverse("fact", args=[there.fact]) in shown and "In other partnerships" in shown and "letter" in shown
    assert "same office (Minister (Foreign affairs))" in shown
    assert reverse("fact", args=[here.fact]) in page(there)
    assert sorted(Fact.objects.filter(label__startswith="Cavid Eldaro").values_list("label", "data__claims__1")) == [
        ("Cavid Eldarov", None), ("Cavid Eldarox", None)]


@pytest.mark.parametrize("fields", [
    {"state": "TR"}, {"offices": [{"office": "president", "state": "AZ"}], "name": "Javid Eldarov"}, {"name": "Cavid Aslanov"},
    {"name": "Eldarov"}, {"type": "organisation"},
])
def test_another_or_a_doubtful_one_is_not(fields, page):
    here, name = told("Cavid Eldarov", "AZ GE"), fields.get("name", "Cavid Eldarov")
    told(name, "AZ TR", **{k: v for k, v in fields.items() if k != "name"})
    assert "In other partnerships" not in page(here)


def test_what_may_not_be_seen_is_not_told(page, desk):
    here = told("Cavid Eldarov", "AZ GE")
    told("Cavid Eldarov", "AZ TR", marking=Marking.RESTRICTED)
    assert "In other partnerships" not in page(here)


def test_it_costs_the_same_however_many(page, django_assert_max_num_queries, client_of, desk):
    here = told("Cavid Eldarov", "AZ GE")
    for state in ("FR", "TR", "KZ"):
        told("Cavid Eldarov", " ".join(sorted(("AZ", state))))
    page(here)
    with django_assert_max_num_queries(40) as few:
        page(here)
    for state in ("UZ", "IT", "PL", "RO"):
        told("Cavid Eldarov", " ".join(sorted(("AZ", state))))
    with django_assert_max_num_queries(len(few.captured_queries)):
        page(here)
