"""Follow-up over HTTP: states, evidence, scores, the plan, sessions, visits, invitations, the life of texts."""

from __future__ import annotations

from typing import Any

import desks
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from test_api import program
from test_tracking import LATER, LATER_SPECS, fact, told

from servanda_site.register import projecting
from servanda_site.register.models import Fact, LogEntry
from servanda_site.tracking.actions import plan, ties
from servanda_site.tracking.models import Bearing, Item, StateChange, Suggestion

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


class Asked:
    """A program with a token; bodies are JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, method: str, path: str, body: dict[str, Any] | None = None, *, status: int = 200) -> Any:
        """An answer's JSON; its status must be this."""
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = getattr(self.client, method)(ROOT + path, **given)
        assert answer.status_code == status, answer.content
        kind = "application/problem+json" if status >= 400 else "application/json"
        assert answer["content-type"].startswith(kind)
        return answer.json()


@pytest.fixture
def ask(desk: desks.Desk) -> Asked:
    """The desk's officer, by a program that reads and decides."""
    return Asked(program(desk.officer, "read", "decide"))


def body_of(desk: desks.Desk, kind: str = "mechanism") -> str:
    """The joint body (or text) that everybody of the desk sees."""
    return str(Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, kind=kind).fact)


def test_states_are_set_followed_and_taken_back(desk: desks.Desk, ask: Asked) -> None:
    promise = fact(desk, "trade office").fact
    given = {"track": "assessed", "state": "under-way", "day": "2025-10-03", "words": "seen by the embassy", "expects": 0}
    made = ask("post", f"/undertakings/{promise}/states", given, status=201)
    assert (made["state"], made["who"], made["current"]) == ("under-way", "Officer", True)
    stale = ask("post", f"/undertakings/{promise}/states", given | {"state": "done"}, status=409)
    assert stale["current"] == {"id": made["id"]}
    late = ask("post", f"/undertakings/{promise}/states", given | {"day": "2999-01-01", "expects": None}, status=409)
    assert "still to come" in late["detail"]
    shown = ask("get", f"/undertakings/{promise}")
    assert (shown["assessed"]["id"], shown["due"], shown["due_by"]) == (made["id"], "2026", "2026-12-31")
    assert {row["dimension"] for row in shown["legal"]} == {"obligation", "precision", "delegation"}
    listed = ask("get", "/partnerships/AZ-VN/undertakings?state=under-way")
    assert [u["id"] for u in listed["items"]] == [promise]
    assert ask("post", f"/states/{made['id']}/undo")["undone"]
    assert [s["id"] for s in ask("get", f"/undertakings/{promise}/states")] == [made["id"]]
    assert not StateChange.objects.filter(current=True).exists()


def test_what_is_due_is_asked_for(desk: desks.Desk, ask: Asked) -> None:
    late = {u["id"] for u in ask("get", "/partnerships/AZ-VN/undertakings?due=undated")["items"]}
    assert fact(desk, "fifty scholarships").fact in late and fact(desk, "trade office").fact not in late
    ask("post", "/partnerships/AZ-VN/plan", {"title": "Fly", "due": "2026-06-30"}, status=201)
    rows = ask("get", "/calendar?first=2026-06-01&last=2026-06-30&partnership=AZ-VN")
    assert [(r["of"], r["start"]) for r in rows] == [("item", "2026-06-30")]
    ask("get", "/calendar?first=2026-06-01&last=2036-06-30", status=409)
    ask("get", "/calendar?first=20260601&last=2026-06-30", status=422)


def test_evidence_is_decided_on_and_named(desk: desks.Desk, ask: Asked) -> None:
    suggestion = told(desk)
    row = ask("get", "/evidence?decision=proposed&relation=fulfils")["items"][0]
    assert (row["id"], row["undertaking"], row["named"]) == (suggestion.pk, suggestion.promise, False)
    assert row["citations"] and row["why"]
    done = ask("post", f"/evidence/{row['id']}/decision", {"verdict": "confirm", "expects": "proposed"})
    assert (done["decision"], done["who"]) == ("confirmed", "Officer")
    assert ask("post", f"/evidence/{row['id']}/decision", {"verdict": "reject", "expects": "proposed"},
               status=409)["current"] == "confirmed"
    promise = fact(desk, "trade office").fact
    named = ask("post", f"/undertakings/{promise}/evidence",
                {"deed": row["deed"], "relation": "advances", "reason": "It was on the agenda."}, status=201)
    assert (named["decision"], named["named"], named["reason"]) == ("confirmed", True, "It was on the agenda.")
    words = {"paper": desk.baku.pk, "quote": "deepen ties", "relation": "repeats", "reason": "x"}
    quoted = ask("post", f"/undertakings/{promise}/evidence", words, status=201)
    assert quoted["citations"][0]["quote"] == "deepen ties"
    cited = quoted["citations"][0]
    again = words | {"quote": "", "start": cited["start"], "end": cited["end"]}
    assert ask("post", f"/undertakings/{promise}/evidence", again, status=409)["current"] == "confirmed"
    assert len(ask("get", f"/undertakings/{promise}/evidence")) == 2
    assert ask("post", f"/evidence/{quoted['id']}/decision", {"verdict": "reopen"})["id"] == quoted["id"]
    ask("get", f"/evidence/{quoted['id']}", status=404)
    for wrong in ({"deed": promise}, {"deed": row["deed"], "paper": desk.baku.pk}, {"paper": desk.baku.pk, "start": 5, "end": 2}):
        ask("post", f"/undertakings/{promise}/evidence", wrong | {"relation": "advances", "reason": "x"}, status=409)


def test_scores_come_to_shares(desk: desks.Desk, ask: Asked) -> None:
    made = ask("post", "/partnerships/AZ-VN/windows", {"title": "2025", "start": "2025-01-01", "end": "2025-12-31"}, status=201)
    both = fact(desk, "one billion").fact
    for side, value in (("VN", 1), ("AZ", 0)):
        ask("post", f"/windows/{made['id']}/scores", {"undertaking": both, "side": side, "value": value, "reason": "VNA"},
            status=201)
    shown = ask("get", f"/windows/{made['id']}")
    assert {s["side"]: s["percent"] for s in shown["shares"]} == {"AZ": 50.0, "VN": 100.0, "all": 75.0}
    assert [(s["undertaking"], s["side"], s["value"]) for s in shown["scores"]] == [(both, "AZ", 0), (both, "VN", 1)]
    ask("post", f"/windows/{made['id']}/scores", {"undertaking": both, "side": "VN", "value": 2}, status=422)
    assert ask("get", "/partnerships/AZ-VN/windows")["items"][0]["id"] == made["id"]


def test_the_plan_is_kept(desk: desks.Desk, ask: Asked) -> None:
    serves = fact(desk, "trade office").fact
    made = ask("post", "/partnerships/AZ-VN/plan", {
        "title": "Open it", "serves": [serves], "due": "2026-06-30", "assigned": ["reader@example.org"],
        "steps": [{"text": "Rent rooms", "due": "2026-03-01", "done": True}]}, status=201)
    assert made["steps"] == [{"text": "Rent rooms", "due": "2026-03-01", "done": True}]
    changed = ask("patch", f"/plan/{made['id']}", {"progress": 40, "due": None, "expects": 1})
    assert (changed["progress"], changed["due"], changed["version"], changed["serves"]) == (40, None, 2, [serves])
    assert ask("patch", f"/plan/{made['id']}", {"progress": 50, "expects": 1}, status=409)["current"] == {"id": made["id"],
                                                                                                         "version": 2}
    assert ask("post", f"/plan/{made['id']}/undo", {"expects": 2})["due"] == "2026-06-30"
    assert [v["number"] for v in ask("get", f"/plan/{made['id']}/versions")] == [1, 2, 3]
    assert ask("post", "/partnerships/AZ-VN/plan/changes", {"items": [made["id"]], "milestone": "Sign"}) == {"changed": 1}
    assert ask("post", f"/plan/{made['id']}/remove", {})["removed"]
    assert ask("get", "/partnerships/AZ-VN/plan")["items"] == []
    assert ask("post", f"/plan/{made['id']}/remove", {"back": True})["removed"] is None
    chief = Asked(program(desk.head, "read", "decide"))
    frozen = chief("post", "/partnerships/AZ-VN/baselines", {"title": "March", "marking": 0}, status=201)
    ask("patch", f"/plan/{made['id']}", {"progress": 90})
    assert ask("get", f"/baselines/{frozen['id']}")["changes"] == [
        {"what": "changed", "title": "Open it", "item": made["id"], "fields": [["progress", 0, 90]]}]
    reader = Asked(program(desk.reader, "read", "decide"))
    assert [n["kind"] for n in reader("get", "/notices")["items"]] == ["assigned"]
    assert reader("post", "/notices/seen") == {"seen": 1}
    ask("post", "/partnerships/AZ-VN/plan", {"title": "x", "assigned": ["nobody@example.org"]}, status=409)
    ask("post", "/partnerships/AZ-VN/plan", {"title": "x", "unknown": 1}, status=422)


def test_a_session_from_its_agenda_to_its_minutes(desk: desks.Desk, ask: Asked) -> None:
    body = body_of(desk)
    ask("put", f"/bodies/{body}/rules", {"every_months": 12, "alternates": True, "expects": 0})
    ask("put", f"/bodies/{body}/rules", {"every_months": 6, "expects": 0}, status=409)
    member = ask("post", f"/bodies/{body}/members", {"state": "VN", "name": "Somebody", "part": "co-chair"}, status=201)
    made = ask("post", f"/bodies/{body}/sessions", {"ordinal": 4, "start": "2026-07-17", "starts": "09:30", "place": "Baku",
                                                    "host": "AZ", "link": "https://video.example.org/x"}, status=201)
    assert (made["ordinal"], made["starts"], made["version"]) == (4, "09:30", 1)
    ask("post", f"/bodies/{body}/sessions", {"ordinal": 5, "link": "javascript:alert(1)"}, status=422)
    key = made["id"]
    agenda = ask("put", f"/sessions/{key}/agenda", {"points": [
        {"number": "1", "title": "Trade", "fact": fact(desk, "trade office").fact}, {"title": "Any other business"}]})["agenda"]
    assert [(p["order"], p["title"], bool(p["fact"])) for p in agenda] == [(1, "Trade", True), (2, "Any other business", False)]
    kept = ask("put", f"/sessions/{key}/agenda", {"points": [{"id": agenda[1]["id"], "title": "Other"}]})["agenda"]
    assert [p["title"] for p in kept] == ["Other"]
    ask("post", f"/sessions/{key}/delegates", {"state": "AZ", "name": "Minister", "head": True}, status=201)
    ask("post", f"/sessions/{key}/invitees", {"email": "x@example.org"}, status=201)
    said = {"email": "x@example.org", "answer": "ACCEPTED"}
    ask("post", f"/sessions/{key}/answers", said | {"sequence": 5}, status=409)  # none such was sent
    assert ask("post", f"/sessions/{key}/answers", said | {"sequence": made["sequence"]})["answered"]
    paragraphs = [{"left": "Les parties ouvriront une ligne.", "right": "The sides will open a line.", "decision": True}]
    written = ask("put", f"/sessions/{key}/minutes", {"left": "fr", "right": "en", "paragraphs": paragraphs})
    assert written["minutes"][0]["decision"]
    moved = ask("patch", f"/sessions/{key}", {"start": "2025-07-17", "expects": written["version"]})
    assert (moved["start"], moved["place"], moved["starts"]) == ("2025-07-17", "Baku", "09:30")
    agreed = ask("post", f"/sessions/{key}/agreement", {"day": "2025-07-18", "heading": "Fourth session, Baku, 17 July 2025"})
    assert agreed["agreed"] == "2025-07-18" and agreed["paper"]
    value = {"by": ["AZ", "VN"], "act": "pledge", "force": "agree", "areas": ["transport"]}
    claim = ask("post", f"/sessions/{key}/minutes/1/undertaking", {"value": value}, status=201)["claim"]
    assert "ligne" in ask("get", f"/facts/{claim}")["data"]["text"]
    shown = ask("get", f"/bodies/{body}")
    assert shown["last"]["session"] == key and shown["due"] == "2026-07-17" and shown["members"][0]["id"] == member["id"]
    assert ask("post", f"/members/{member['id']}/remove", {})["removed"]
    assert ask("get", "/partnerships/AZ-VN/bodies")["items"][0]["overdue"]
    assert ask("get", "/partnerships/AZ-VN/sessions")["items"][0]["id"] == key
    assert Asked(program(desk.reader, "read"))("get", f"/sessions/{key}")["invitees"] == []
    left = ask("delete", f"/sessions/{key}/delegates/{ask('get', f'/sessions/{key}')['delegates'][0]['id']}")
    assert left == []


def test_invitations_visits_and_consultations(desk: desks.Desk, ask: Asked) -> None:
    invitation = ask("get", "/partnerships/AZ-VN/invitations")["items"][0]
    assert invitation["open"] and invitation["answer"] == "accepted"
    made = ask("post", "/partnerships/AZ-VN/visits", {"title": "He comes", "start": "2025-11-01", "end": "2025-11-03",
                                                      "promise": invitation["id"], "guest": "VN", "host": "AZ"}, status=201)
    visited = ask("post", f"/visits/{made['id']}/programme", {"title": "Talks", "day": "2025-11-02", "at": "10:00"}, status=201)
    point = visited["programme"][0]["id"]
    assert ask("post", f"/visits/{made['id']}/programme/{point}", {"result": "Agreed."})["programme"][0]["result"] == "Agreed."
    changed = ask("patch", f"/visits/{made['id']}", {"status": "held", "expects": 3})
    assert (changed["status"], changed["promise"]) == ("held", invitation["id"])
    path = f"/invitations/{invitation['id']}"
    paid = ask("post", f"{path}/changes", {"state": "paid", "day": "2025-11-03", "visit": made["id"], "expects": 0}, status=201)
    assert not paid["open"] and paid["said"][0]["visit"] == made["id"]
    ask("post", f"{path}/changes", {"state": "lapsed", "day": "2025-11-03", "expects": 0}, status=409)
    assert ask("post", f"/invitation-changes/{paid['said'][0]['id']}/undo")["open"]
    assert ask("patch", f"/visits/{made['id']}", {"promise": ""})["promise"] is None
    ask("post", "/partnerships/AZ-VN/visits", {"title": "Talks", "kind": "consultations", "form": "margins"}, status=409)
    ask("post", "/partnerships/AZ-VN/visits", {"title": "Talks", "kind": "consultations", "form": "online"}, status=201)
    assert [v["title"] for v in ask("get", "/partnerships/AZ-VN/visits?kind=consultations")["items"]] == ["Talks"]


def test_the_life_of_a_text(desk: desks.Desk, ask: Asked) -> None:
    desks.paper("later.txt", LATER.replace("The third", "The Protocol on Trade was initialled. The third"), (
        ("instrument", "Protocol on Trade", {"title": "Protocol on Trade", "status": "planned"}), *LATER_SPECS),
        partnership=desk.partnership)
    text = body_of(desk, "instrument")
    projecting.bring_up(desk.partnership)
    other = Fact.objects.get(projection__partnership=desk.partnership, projection__marking=0, label="Protocol on Trade").fact
    told_by = {"stage": "ratified", "date": "2025-06-01", "side": "VN", "words": "a note"}
    ask("post", f"/texts/{text}/steps", told_by, status=201)
    both = ask("post", f"/texts/{text}/steps", told_by | {"date": "2025-06", "told_by": "AZ"}, status=201)
    assert [s["differs"] for s in both["steps"]] == [True, True] and both["waiting_for"] == ["AZ"]
    ask("post", f"/texts/{text}/steps", told_by, status=409)
    ask("post", f"/texts/{text}/steps", told_by | {"date": "2025-13"}, status=409)
    assert len(ask("post", f"/text-steps/{both['steps'][0]['id']}/undo")["steps"]) == 1
    related = ask("post", f"/texts/{other}/relations", {"kind": "amends", "other": text}, status=201)["relations"]
    assert [(r["one"], r["kind"], r["other"]) for r in related] == [(other, "amends", text)]
    assert ask("post", f"/text-relations/{related[0]['id']}/undo")["relations"] == []
    terms = ask("put", f"/texts/{text}/terms", {"until": "2030-01-01", "notice_months": 6, "expects": 0})["terms"]
    assert (terms["notice"], terms["version"]) == ("2029-07-01", 1)
    ask("put", f"/texts/{text}/terms", {"until": None, "expects": 0}, status=409)
    assert {t["id"] for t in ask("get", "/partnerships/AZ-VN/texts")["items"]} == {text, other}


def test_candidatures_and_other_ties(desk: desks.Desk, ask: Asked) -> None:
    given = {"kind": "candidature", "title": "Human Rights Council", "status": "standing", "forum": "Human Rights Council",
             "candidate": "VN", "partners": [{"state": "VN", "name": "Somebody"}]}
    made = ask("post", "/partnerships/AZ-VN/ties", given, status=201)
    ask("post", "/partnerships/AZ-VN/ties", given | {"candidate": ""}, status=409)
    promise = {"step": "promised", "side": "AZ", "date": "2025-05", "words": "a note"}
    promised = ask("post", f"/ties/{made['id']}/supports", promise, status=201)
    assert promised["sides"] == [{"side": "AZ", "stands": "promised", "owes": True}]
    ask("post", f"/ties/{made['id']}/supports", {"step": "promised", "side": "VN", "words": "x"}, status=409)
    assert not ask("post", f"/supports/{promised['entries'][0]['id']}/undo")["sides"][0]["owes"]
    changed = ask("patch", f"/ties/{made['id']}", {"status": "elected", "expects": 1})
    assert (changed["status"], changed["version"], changed["partners"][0]["name"]) == ("elected", 2, "Somebody")
    assert ask("patch", f"/ties/{made['id']}", {"note": "x", "expects": 1}, status=409)["current"]["version"] == 2
    assert ask("post", f"/ties/{made['id']}/undo", {})["status"] == "standing"
    assert ask("post", f"/ties/{made['id']}/remove", {})["removed"]
    assert ask("get", "/partnerships/AZ-VN/ties?kind=candidature")["items"] == []
    assert ask("post", f"/ties/{made['id']}/remove", {"back": True})["removed"] is None
    project = ask("post", "/partnerships/AZ-VN/ties", {"kind": "project", "title": "A line", "status": "agreed",
                                                       "sources": [fact(desk, "trade office").fact]}, status=201)
    assert project["sources"] == [fact(desk, "trade office").fact] and project["entries"] == []
    assert ask("get", "/partnerships/AZ-VN/proposed-ties?group=candidatures")["items"] == []


def test_a_fact_is_set_aside_and_proposed_again(desk: desks.Desk, ask: Asked) -> None:
    promise = fact(desk, "trade office")
    Bearing.objects.create(partnership=desk.partnership, marking=0, kind="twinning", fact=promise.fact)
    Bearing.objects.create(partnership=desk.partnership, marking=2, kind="twinning", fact=promise.fact)
    proposed = "/partnerships/AZ-VN/proposed-ties"
    assert ask("get", proposed)["items"] == [{"fact": promise.fact, "kinds": ["twinning"], "kept": None}]
    made = ask("post", f"/facts/{promise.fact}/asides", {"group": "ties"}, status=201)
    assert ask("get", proposed)["items"] == []
    ask("post", f"/asides/{made[0]['id']}/undo")
    assert len(ask("get", proposed)["items"]) == 1


def test_what_may_not_be_seen_is_in_no_answer(desk: desks.Desk, ask: Asked) -> None:
    secret = fact(desk, "patrol boats", 2)
    plan.save(desk.head, desk.partnership, {"title": "Boats", "serves": [secret.fact]})
    public = plan.save(desk.head, desk.partnership, {"title": "Open", "serves": [fact(desk, "trade office").fact]})
    chief = Asked(program(desk.head, "read", "decide"))
    done = {"track": "assessed", "state": "done", "day": "2025-06-01", "words": "x"}
    chief("post", f"/undertakings/{secret.fact}/states", done, status=201)
    named = chief("post", f"/undertakings/{fact(desk, 'trade office').fact}/evidence",
                  {"deed": secret.fact, "relation": "advances", "reason": "x"}, status=201)
    assert named["marking"] == 2
    for path in ("/partnerships/AZ-VN/undertakings", "/partnerships/AZ-VN/plan", "/evidence", "/notices",
                 f"/undertakings/{fact(desk, 'trade office').fact}/evidence", f"/plan/{public.pk}/versions"):
        assert secret.fact not in str(ask("get", path)) and "Boats" not in str(ask("get", path)), path
    for path in (f"/undertakings/{secret.fact}", f"/evidence/{named['id']}", f"/plan/{Item.objects.get(title='Boats').pk}"):
        ask("get", path, status=404)
    ask("post", f"/undertakings/{secret.fact}/states", done, status=404)


def test_reading_scopes_decide_nothing(desk: desks.Desk) -> None:
    reading = Asked(program(desk.officer, "read"))
    reading("post", "/partnerships/AZ-VN/plan", {"title": "x"}, status=403)
    reading("put", f"/texts/{body_of(desk, 'instrument')}/terms", {"until": None}, status=403)
    assert not Item.objects.exists()
    assert not Suggestion.objects.filter(named=True).exists()
    assert not LogEntry.objects.filter(action__in=("add item", "terms of text")).exists()


def test_pages_follow_and_spare_what_did_not_change(desk: desks.Desk) -> None:
    client = program(desk.reader, "read")
    for n in range(5):
        plan.save(desk.officer, desk.partnership, {"title": f"Item {n}"})
    seen, after = [], ""
    while after is not None:
        found = client.get(f"{ROOT}/partnerships/AZ-VN/plan?limit=2{f'&after={after}' if after else ''}").json()
        seen += [i["title"] for i in found["items"]]
        after = found["next"]
    assert seen == [f"Item {n}" for n in range(5)]
    first = client.get(f"{ROOT}/partnerships/AZ-VN/plan")
    assert client.get(f"{ROOT}/partnerships/AZ-VN/plan", headers={"if-none-match": first["etag"]}).status_code == 304


def test_lists_ask_the_database_no_more_often_for_more(desk: desks.Desk) -> None:
    client, counts = program(desk.reader, "read"), []
    client.get(f"{ROOT}/partnerships")
    for n in range(2):
        for k in range(4):
            plan.save(desk.officer, desk.partnership, {"title": f"Item {n}{k}", "serves": [fact(desk, "trade office").fact],
                                                       "assigned": ["reader@example.org"]})
            Asked(program(desk.officer, "decide"))("post", "/partnerships/AZ-VN/visits", {"title": "x"}, status=201)
            kept = {"kind": "project", "title": f"Tie {n}{k}", "status": "active", "sources": [fact(desk, "trade office").fact],
                    "partners": [["VN", "Port of Haiphong"]], "items": [Item.objects.latest("pk").pk]}
            ties.save(desk.officer, desk.partnership, kept)
            plan.save(desk.officer, desk.partnership, {"progress": 10 * n + k + 1}, item=Item.objects.earliest("pk"))
        with CaptureQueriesContext(connection) as asked:
            for path in ("plan", "visits", "undertakings", "bodies", "sessions", "texts", "invitations", "ties"):
                assert client.get(f"{ROOT}/partnerships/AZ-VN/{path}").status_code == 200
            for path in ("notices", "evidence", f"plan/{Item.objects.earliest('pk').pk}/versions"):
                assert client.get(f"{ROOT}/{path}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_history_of_a_visit_is_told_and_its_last_change_taken_back(desk: desks.Desk, ask: Asked) -> None:
    made = ask("post", "/partnerships/AZ-VN/visits", {"title": "Talks", "start": "2026-07-17"}, status=201)
    ask("patch", f"/visits/{made['id']}", {"title": "Talks in Hanoi"})
    told = ask("get", f"/visits/{made['id']}/history")
    assert [(row["action"], row["undoable"]) for row in told] == [("change visit", True), ("add visit", False)]
    assert (told[0]["before"]["title"], told[0]["after"]["title"], told[0]["who"]) == ("Talks", "Talks in Hanoi", "Officer")
    ask("post", f"/visits/{made['id']}/undo", {"change": told[1]["number"]}, status=409)
    after = ask("post", f"/visits/{made['id']}/undo", {"change": told[0]["number"]})
    assert [row["action"] for row in after] == ["change visit", "change visit", "add visit"]
    assert ask("get", f"/visits/{made['id']}")["title"] == "Talks"
    body = body_of(desk)
    ask("put", f"/bodies/{body}/rules", {"every_months": 12})
    rules = ask("get", f"/bodies/{body}/history")
    ask("post", f"/bodies/{body}/undo", {"change": rules[0]["number"]})
    assert ask("get", f"/bodies/{body}")["rules"]["every_months"] is None


def test_a_session_added_by_mistake_is_taken_out_and_put_back(desk: desks.Desk, ask: Asked) -> None:
    made = ask("post", f"/bodies/{body_of(desk)}/sessions", {"start": "2026-07-17", "ordinal": 4}, status=201)
    ask("post", f"/sessions/{made['id']}/remove", {"expects": made["version"] + 1}, status=409)
    assert ask("post", f"/sessions/{made['id']}/remove", {"expects": made["version"]})["removed"]
    ask("get", f"/sessions/{made['id']}", status=404)
    assert ask("get", "/partnerships/AZ-VN/sessions")["items"] == []
    told = ask("get", f"/sessions/{made['id']}/history")
    assert [row["action"] for row in told] == ["remove session", "open session"]
    ask("post", f"/sessions/{made['id']}/undo", {"change": told[0]["number"]})
    assert ask("get", f"/sessions/{made['id']}")["ordinal"] == 4


def test_the_side_of_a_paper_is_said_and_taken_back(desk: desks.Desk, ask: Asked) -> None:
    assert ask("post", f"/papers/{desk.baku.pk}/side", {"side": "VN", "reason": "from Hanoi"})["side"] == "VN"
    ask("post", f"/papers/{desk.baku.pk}/side", {"side": "VN"}, status=409)
    ask("post", f"/papers/{desk.baku.pk}/side", {"side": "vn"}, status=422)
    assert ask("post", f"/papers/{desk.baku.pk}/side/undo", {})["side"] == "AZ"
    said = ask("get", f"/papers/{desk.baku.pk}/sides")
    assert [(row["side"], row["who"], row["why"], bool(row["undone"])) for row in said] == [("VN", "Officer", "from Hanoi", True)]
    ask("post", f"/papers/{desk.baku.pk}/side/undo", {}, status=409)


def test_news_and_whole_calendars_are_told(desk: desks.Desk, ask: Asked) -> None:
    promise = fact(desk, "trade office").fact
    ask("post", f"/undertakings/{promise}/states", {"track": "assessed", "state": "done", "day": "2026-01-02", "words": "x"},
        status=201)
    today = timezone.localdate().isoformat()
    visit = ask("post", "/partnerships/AZ-VN/visits", {"title": "Talks in Hanoi", "start": today}, status=201)
    told = ask("get", "/partnerships/AZ-VN/news")
    kinds = {(n["of"], n["row"]): n for n in told}
    state = next(n for n in told if n["of"] == "state")
    assert (state["fact"], state["stands"], state["who"]) == (promise, "done", "Officer")
    assert kinds["visit", visit["id"]]["title"] == "Talks in Hanoi" and kinds["paper", desk.hanoi.pk]["stands"] == "read"
    assert ("paper", desk.secret.pk) not in kinds and ("paper", desk.astana.pk) not in kinds
    newer = ask("get", f"/partnerships/AZ-VN/news?since={state['at'].replace('+', '%2B')}&limit=5")
    assert [n["of"] for n in newer] == ["visit"]
    for address in ("/partnerships/AZ-VN/calendar.ics", "/calendar.ics"):
        answer = ask.client.get(ROOT + address)
        assert answer["content-type"].startswith("text/calendar") and b"SUMMARY:Talks in Hanoi" in answer.content
    assert b"Talks" not in ask.client.get(f"{ROOT}/calendar.ics?mine=yes").content
