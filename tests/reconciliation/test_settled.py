"""What stands where tellings differ."""

from __future__ import annotations

from servanda.reconciliation.settled import settled


def test_what_took_place_is_no_longer_planned_and_its_own_day_stands() -> None:
    told = [{"status": "planned", "date": "2025-41"}, {"status": "held", "date": "2025-11"},
            {"status": "held", "date": "2025-11-18"}]
    assert settled("event", told) == {"status": "held", "date": "2025-11-18"}
    assert settled("event", [*told[:1], {"status": "planned", "date": None}]) == {"date": "2025-41"}


def test_exact_date_told_most_stands() -> None:
    days = ["XXXX-06-12", "2024-06", "2026-06-10", "2024-06-12", "2024-06-12"]
    assert settled("event", [{"status": "held", "date": d} for d in days])["date"] == "2024-06-12"


def test_days_told_most_stand_before_fewer_days() -> None:
    days = ["2024-06-12", "2024-06-10/2024-06-12", "2024-06-10/2024-06-12", "2024-06"]
    assert settled("event", [{"status": "held", "date": d} for d in days])["date"] == "2024-06-10/2024-06-12"


def test_fuller_name_stands() -> None:
    titles = ["plan", "action plan on trade", "action plan"]
    told = [{"status": "planned", "date": None, "title": t} for t in titles]
    assert settled("instrument", told)["title"] == "action plan on trade"
    assert settled("entity", [{"name": "Aoun"}, {"name": "Ali Aoun"}])["name"] == "Ali Aoun"
    assert settled("entity", [{"name": "Aoun"}, {"name": "Aoun"}])["name"] == "Aoun"


def test_what_was_agreed_stands_before_what_was_asked_for() -> None:
    asked = {"act": "proposal", "force": None, "by": ["AZ"], "text": "direct flights"}
    agreed = {"act": "pledge", "force": "agree", "by": ["AZ", "VN"], "text": "direct flights"}
    assert settled("undertaking", [asked, agreed]) == {"act": "pledge", "force": "agree", "by": ["AZ", "VN"]}
    assert settled("undertaking", [asked, asked]) == {}


def test_state_told_most_stands() -> None:
    told = [{"name": "Grace Atieno", "state": state} for state in ("MG", "KE", "KE", None)]
    assert settled("entity", told)["state"] == "KE"


def test_where_it_took_place_stands_before_where_it_was_to_be() -> None:
    told = [{"status": "planned", "date": "2024-12", "place": "Lima"}, {"status": "held", "date": "2024-10-10", "place": "Rabat"}]
    assert settled("event", told)["place"] == "Rabat"
    assert settled("event", [told[0], {**told[1], "place": None}])["place"] == "Lima"


def test_an_invitation_accepted_in_one_paper_is_accepted() -> None:
    told = [{"act": "invitation", "answer": answer} for answer in (None, "welcomed", "accepted")]
    assert settled("undertaking", told)["answer"] == "accepted"
    assert "answer" not in settled("undertaking", told[:2])


def test_a_pledge_is_of_whom_most_papers_tell_it() -> None:
    told = [{"act": "pledge", "force": "commit", "by": by} for by in (["BW", "IS"], ["IS"], ["IS"])]
    assert settled("undertaking", told)["by"] == ["IS"] and settled("undertaking", told[:2])["by"] == ["BW", "IS"]
