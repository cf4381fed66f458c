"""The desk that the other tests stand on."""

from __future__ import annotations

from servanda_site.register.visibility import Access


def test_desk_facts_are_seen_by_role(desk):
    seen = {name: Access(user).facts().filter(kind="undertaking").count() for name, user in desk.people.items()}
    assert seen["head"] == seen["officer"] + 1 == seen["reader"] + 1
    assert seen["nobody"] == seen["clerk"] == 0 and seen["stranger"] == 1
    assert seen["administrator"] == seen["head"] + seen["stranger"]


def test_desk_papers_of_two_sides_are_one_fact(desk):
    told = Access(desk.reader).facts().filter(kind="undertaking", told=2)
    assert [f.tellers for f in told] == [" AZ VN "]


def test_desk_pages_open(desk, client_of):
    assert client_of(desk.reader).get("/").status_code == 200
    assert client_of().get("/").status_code == 302
