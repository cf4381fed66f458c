"""Review: the queue, decisions, conflicts, undo, what is remembered, what a head of desk confirms."""

from __future__ import annotations

from dataclasses import replace

import desks
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.reading import read
from servanda_site.register import intake, projecting, reviewing
from servanda_site.register.actions import judge
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Claim, Judgement, LogEntry, Paper, Run
from servanda_site.register.visibility import Access


def claim_of(paper, words):
    return next(c for c in Claim.objects.filter(document=paper.sha256) if c.citations and words in c.citations[0][3])


def decide(client, claim, verdict, expects="proposed", **more):
    headers = more.pop("headers", None)
    return client.post(reverse("decide", args=[claim.pk]), {"verdict": verdict, "expects": expects, **more}, headers=headers)


@pytest.fixture
def trade(desk):
    """The officers' example: an undertaking told in the Hanoi paper."""
    return claim_of(desk.hanoi, "raise trade")


def facts(desk, user=None):
    projecting.bring_up(desk.partnership)
    return {f.label: f for f in Access(user or desk.reader).facts(desk.partnership)}


def test_queue_is_oldest_first_with_counts(desk, client_of):
    page = client_of(desk.officer).get(reverse("review"))
    rows = page.context["rows"]
    assert [p.pk for p, _ in rows] == [desk.hanoi.pk, desk.baku.pk]
    assert dict(rows[0][1]) == {"entity": 2, "event": 2, "instrument": 1, "mechanism": 1, "undertaking": 2}
    assert [(p.states, n) for p, n in page.context["per_desk"]] == [("AZ VN", 2)]
    only = client_of(desk.officer).get(reverse("review"), {"kind": "instrument"}).context["rows"]
    assert [p.pk for p, _ in only] == [desk.hanoi.pk]
    assert b"secret" not in page.content and b"Kazakhstan" not in page.content


def test_queue_of_who_is_cleared_has_the_restricted_paper(desk, client_of):
    assert desk.secret.pk in [p.pk for p, _ in client_of(desk.head).get(reverse("review")).context["rows"]]
    assert client_of(desk.reader).get(reverse("review")).status_code == 403


def test_review_page_says_why_and_who_else_tells_it(desk, client_of, trade):
    page = client_of(desk.officer).get(reverse("review_paper", args=[desk.hanoi.pk])).content.decode()
    assert "Also told by:" in page and "Azerbaijan and Vietnam deepen ties" in page
    assert f'data-current="{Claim.objects.filter(document=desk.hanoi.sha256).first().pk}"' in page
    assert "one billion US dollars" in page and 'data-key="A"' in page and page.count("data-asks") == 8


def test_accept_and_undo(desk, client_of, trade):
    officer, before = client_of(desk.officer), facts(desk)[trade.citations[0][3]].review
    answer = decide(officer, trade, "confirm")
    assert answer.url == f"{reverse('review_paper', args=[desk.hanoi.pk])}#claim-{trade.pk}"
    trade.refresh_from_db()
    assert trade.decision == "confirmed" and facts(desk)[trade.citations[0][3]].review == "confirmed"
    officer.post(reverse("undo"))
    trade.refresh_from_db()
    assert trade.decision == "proposed" and facts(desk)[trade.citations[0][3]].review == before
    assert [j.verdict for j in Judgement.objects.filter(claim=trade.pk)] == ["confirm", "withdraw"]
    assert "nothing to undo" in officer.post(reverse("undo"), follow=True).content.decode()


def test_undo_on_a_paper_leaves_what_was_decided_elsewhere(desk, client_of, trade):
    officer = client_of(desk.officer)
    decide(officer, trade, "confirm")
    elsewhere = next(c for c in Claim.objects.filter(document=desk.baku.sha256) if c.citations)
    decide(officer, elsewhere, "reject")
    told = officer.post(reverse("undo"), {"paper": desk.hanoi.pk}, follow=True).content.decode()
    assert "1 decision taken back (accepted, " in told and "raise trade" in told
    trade.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (trade.decision, elsewhere.decision) == ("proposed", "rejected")
    assert 'data-key="z"' not in officer.get(reverse("review_paper", args=[desk.hanoi.pk])).content.decode()
    assert "Take the last decision back" in officer.get(reverse("review")).content.decode()
    officer.post(reverse("undo"))
    elsewhere.refresh_from_db()
    assert elsewhere.decision == "proposed"


def test_undo_brings_back_what_stood_before(desk, client_of, trade):
    officer = client_of(desk.officer)
    decide(officer, trade, "confirm")
    first = Judgement.objects.get()
    decide(officer, trade, "reject", first.pk)
    officer.post(reverse("undo"))
    trade.refresh_from_db()
    assert trade.decision == "confirmed"


def test_fragment_for_scripts(desk, client_of, trade):
    answer = decide(client_of(desk.officer), trade, "unsure", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "<html" not in page and f'id="claim-{trade.pk}"' in page
    assert "7 proposals left" in page and 'hx-swap-oob="true"' in page and "not sure" in page


def test_reject_takes_the_fact_away_and_keeps_the_reason(desk, client_of):
    claim = claim_of(desk.hanoi, "trade office")
    decide(client_of(desk.officer), claim, "reject", reason="only an idea <script>")
    assert not any("trade office" in label for label in facts(desk))
    assert LogEntry.objects.filter(action="judge").get().payload["why"] == "only an idea <script>"
    page = client_of(desk.officer).get(reverse("review_paper", args=[desk.hanoi.pk])).content.decode()
    assert "only an idea &lt;script&gt;" in page and "idea <script>" not in page


def test_correct_keeps_the_claim_as_read(desk, client_of, trade):
    officer = client_of(desk.officer)
    form = officer.get(reverse("correct", args=[trade.pk]))
    assert form.status_code == 200 and b"Joint" not in form.content
    given = {"expects": "proposed", "by": ["VN"], "act": "pledge", "force": "agree", "areas": ["trade", "energy"],
             "due": "2031", "target": "two billion", "reason": "seen in the annex"}
    assert officer.post(reverse("correct", args=[trade.pk]), given).status_code == 302
    trade.refresh_from_db()
    assert trade.decision == "corrected" and trade.fields["due"] == "2030"
    made = Judgement.objects.get()
    assert made.value == {"by": ["VN"], "areas": ["trade", "energy"], "due": "2031", "target": "two billion"}
    fact = Access(desk.reader).fact(trade.pk)
    projecting.bring_up(desk.partnership)
    fact = Access(desk.reader).fact(trade.pk)
    assert (fact.data["due"], fact.review) == ("2031", "corrected")


@pytest.mark.parametrize(("change", "field"), [
    ({"due": "next year"}, "due"), ({"due": "2030"}, "__all__"), ({"by_more": "ZZ"}, "by_more"),
    ({"act": "wish"}, "act"), ({"areas": ["cookery"]}, "areas"), ({"due": "2031-02-30"}, "due"),
])
def test_impossible_corrections_are_told_beside_the_form(desk, client_of, trade, change, field):
    given = {"expects": "proposed", "by": ["AZ", "VN"], "act": "pledge", "force": "agree", "areas": ["trade"], "due": "2030",
             "target": "one billion US dollars", **change}
    answer = client_of(desk.officer).post(reverse("correct", args=[trade.pk]), given)
    assert answer.status_code == 422 and answer.context["form"].errors[field] and not Judgement.objects.exists()


def test_offices_are_corrected_by_ticking_and_choosing(desk, client_of):
    claim = claim_of(desk.hanoi, "T\u00f4 L\u00e2m")
    given = {"expects": "proposed", "type": "person", "name": "T\u00f4 L\u00e2m", "state": "VN", "office": "minister",
             "portfolio": "foreign-affairs"}
    assert client_of(desk.officer).post(reverse("correct", args=[claim.pk]), given).status_code == 302
    assert Judgement.objects.get().value == {"offices": [{"office": "minister/foreign-affairs", "state": "VN"}]}


@pytest.mark.parametrize("office", [
    {"office": "wizard"}, {"office": "minister/magic"}, {"office": "minister", "state": "ZZ"}, "x", None])
def test_offices_are_of_the_vocabulary(desk, office):
    claim = claim_of(desk.hanoi, "T\u00f4 L\u00e2m")
    with pytest.raises(Impossible):
        judge.judge(desk.officer, claim, "correct", value={"offices": [office]})


def test_what_was_read_may_stay_beside_a_correction(desk):
    """A value of the reader's that nobody would type is left alone."""
    claim = claim_of(desk.hanoi, "met President")
    Claim.objects.filter(pk=claim.pk).update(fields={**claim.fields, "date": "XXXX-05-07"})
    claim.refresh_from_db()
    made = judge.judge(desk.officer, claim, "correct", value={"date": "XXXX-05-07", "place": "Gence"})
    assert made.value == {"place": "Gence"}


def test_conflict_shows_both_and_overwrites_nothing(desk, client_of, trade):
    officer, head = client_of(desk.officer), client_of(desk.head)
    decide(head, trade, "confirm", reason="read in the annex")
    answer = decide(officer, trade, "reject", reason="no")
    page = answer.content.decode()
    assert answer.status_code == 409 and "What stands" in page and "accepted" in page and "read in the annex" in page
    assert "What you wanted" in page and "rejected: no" in page
    trade.refresh_from_db()
    assert trade.decision == "confirmed" and Judgement.objects.count() == 1
    fragment = decide(officer, trade, "reject", headers={"HX-Request": "true"})
    assert fragment.status_code == 409 and b"<html" not in fragment.content
    standing = Judgement.objects.get().pk
    assert decide(officer, trade, "reject", standing).status_code == 302  # having seen theirs
    trade.refresh_from_db()
    assert trade.decision == "rejected" and Judgement.objects.count() == 2


def test_conflict_of_two_corrections(desk, client_of, trade):
    """Both saw the same correction; whoever comes second is told, though the decision has the same name."""
    first = judge.judge(desk.officer, trade, "correct", value={"due": "2031"})
    judge.judge(desk.head, trade, "correct", value={"due": "2032"}, expects=first.pk)
    with pytest.raises(Conflict):
        judge.judge(desk.officer, trade, "correct", value={"due": "2033"}, expects=first.pk)


def test_undo_of_what_somebody_decided_again(desk, client_of, trade):
    officer = client_of(desk.officer)
    decide(officer, trade, "confirm")
    decide(client_of(desk.head), trade, "reject", Judgement.objects.get().pk)
    assert "Somebody decided again" in officer.post(reverse("undo"), follow=True).content.decode()
    trade.refresh_from_db()
    assert trade.decision == "rejected"


def test_undo_is_ones_own(desk, trade):
    made = judge.judge(desk.head, trade, "confirm")
    with pytest.raises(NotAllowed):
        judge.undo(desk.officer, made.group)
    assert judge.undo(desk.head, made.group) == 1
    with pytest.raises(Impossible):
        judge.undo(desk.head, made.group)


def test_accept_all_that_is_left_and_undo_it(desk, client_of):
    officer = client_of(desk.officer)
    decide(officer, claim_of(desk.hanoi, "trade office"), "reject")
    officer.post(reverse("accept_paper", args=[desk.hanoi.pk]))
    decisions = sorted(Claim.objects.filter(document=desk.hanoi.sha256).values_list("decision", flat=True))
    assert decisions == ["confirmed"] * 7 + ["rejected"]
    desk.hanoi.refresh_from_db()
    assert desk.hanoi.reviewed and desk.hanoi.reviewer == desk.officer
    assert [p.pk for p, _ in officer.get(reverse("review")).context["rows"]] == [desk.baku.pk]
    officer.post(reverse("undo"))
    desk.hanoi.refresh_from_db()
    assert Claim.objects.filter(document=desk.hanoi.sha256, decision="proposed").count() == 7 and desk.hanoi.reviewed is None


def test_the_last_decision_ends_the_review(desk, client_of):
    officer = client_of(desk.officer)
    for claim in Claim.objects.filter(document=desk.baku.sha256):
        decide(officer, claim, "confirm")
    desk.baku.refresh_from_db()
    assert desk.baku.reviewed
    page = officer.get(reverse("review_paper", args=[desk.baku.pk])).content.decode()
    assert "All is decided." in page and reverse("review_paper", args=[desk.hanoi.pk]) in page


def test_leave_the_rest(desk, client_of):
    answer = client_of(desk.officer).post(reverse("paper_done", args=[desk.hanoi.pk]))
    assert answer.url == reverse("review_paper", args=[desk.baku.pk])
    assert client_of(desk.officer).get(reverse("review")).context["rows"][0][0].pk == desk.baku.pk


def test_not_sure_is_found_again(desk, client_of, trade):
    officer = client_of(desk.officer)
    decide(officer, trade, "unsure")
    assert [p.pk for p, _ in officer.get(reverse("review"), {"open": "1"}).context["rows"]] == [desk.hanoi.pk]


def test_a_rejection_is_remembered_in_copies(desk, client_of):
    """A near copy comes in later: what was rejected is not asked again, nor in the record."""
    office = claim_of(desk.hanoi, "trade office")
    decide(client_of(desk.officer), office, "reject")
    copy = desks.paper("copy.txt", desks.HANOI + "\nRead more on our site.\n", desks.HANOI_SPECS, partnership=desk.partnership,
                       side="VN", by=desk.officer)
    projecting.bring_up(desk.partnership)
    again = claim_of(copy, "trade office")
    assert again.decision == "proposed" and again.key == office.key
    access = Access(desk.officer)
    assert reviewing.families(access, [copy])[copy.sha256] == {copy.sha256, desk.hanoi.sha256}
    assert sum(reviewing.counts(access, [copy])[copy.sha256].values()) == 7
    page = client_of(desk.officer).get(reverse("review_paper", args=[copy.pk])).content.decode()
    assert f'id="claim-{again.pk}"' not in page and "1 proposal rejected before" in page
    client_of(desk.officer).post(reverse("accept_paper", args=[copy.pk]))
    again.refresh_from_db()
    assert again.decision == "proposed" and not any("trade office" in label for label in facts(desk))


def test_copies_are_told_in_as_many_queries_however_many_the_partnerships(desk):
    both = [desk.hanoi, desk.astana]
    for number, paper in enumerate(both):  # a claim of the same key, rejected
        told = Claim.objects.filter(document=paper.sha256, kind="undertaking").first()
        told.pk, told.decision = f"u-{number}", "rejected"
        told.save(force_insert=True)
    asked = []
    for papers in (both[:1], both):
        access = Access(desk.administrator)
        assert len(access.partnerships) == 2
        with CaptureQueriesContext(connection) as queries:
            counted = reviewing.counts(access, papers)
        assert counted[desk.hanoi.sha256]["undertaking"] == 1 and desk.astana.sha256 not in counted
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_rejection_does_not_bind_other_tellings(desk, client_of):
    """The other side's paper says the same in its own words: that is another claim, and asked."""
    decide(client_of(desk.officer), claim_of(desk.hanoi, "raise trade"), "reject")
    rows = client_of(desk.officer).get(reverse("review_paper", args=[desk.baku.pk])).context["rows"]
    assert sum(r["asks"] for r in rows) == 6


def newer_reading(desk, monkeypatch, content, specs):
    """The Hanoi paper read again by a better reader, which takes the text so and finds these."""
    newer = Run.objects.create(versions={"servanda": "next"}, digest="n" * 64)
    monkeypatch.setattr(intake, "_run", lambda text: newer)
    text = read(content, document_sha=desk.hanoi.sha256, path="hanoi.txt", media_type="text/plain")
    desk.hanoi.refresh_from_db()
    intake.keep_text(desk.hanoi, replace(text, side="VN"), desks.claims(text, specs))
    projecting.bring_up(desk.partnership)
    desk.hanoi.refresh_from_db()


def test_a_rejection_is_remembered_in_later_readings(desk, client_of, monkeypatch):
    decide(client_of(desk.officer), claim_of(desk.hanoi, "trade office"), "reject")
    newer_reading(desk, monkeypatch, desks.HANOI.replace("Baku, May 7", "Baku, 7 May"), desks.HANOI_SPECS)
    fresh = Claim.objects.filter(document=desk.hanoi.sha256, current=True)
    again = next(c for c in fresh if "trade office" in c.citations[0][3])
    assert again.decision == "proposed"
    rows = client_of(desk.officer).get(reverse("review_paper", args=[desk.hanoi.pk])).context["rows"]
    assert not next(r for r in rows if r["claim"].pk == again.pk)["asks"]
    assert not any("trade office" in label for label in facts(desk))


def test_decided_but_no_longer_seen_is_shown_with_its_successor(desk, client_of, monkeypatch, trade):
    officer = client_of(desk.officer)
    decide(officer, trade, "confirm")
    words = "raise trade to one billion US dollars"
    specs = [s if "raise trade" not in s[1] else ("undertaking", words, {"areas": ["trade"], "due": "2030"})
             for s in desks.HANOI_SPECS]
    newer_reading(desk, monkeypatch, desks.HANOI, specs)
    trade.refresh_from_db()
    assert not trade.current and trade.decision == "confirmed"
    page = officer.get(reverse("lost_claims"))
    [row] = page.context["rows"]
    assert row["claim"] == trade and row["successor"].citations[0][3] == words
    assert facts(desk)[trade.citations[0][3]].review == "confirmed"  # it stands until somebody says otherwise
    decide(officer, trade, "reject", expects="", to="lost")
    assert officer.get(reverse("lost_claims")).context["rows"] == []


def test_presence(desk, client_of):
    officer, head = client_of(desk.officer), client_of(desk.head)
    address = reverse("others", args=[desk.hanoi.pk])
    assert b"too" not in officer.get(address).content
    assert b"Officer is at this paper too" in head.get(address).content
    assert b"Head is at this paper too" in officer.get(reverse("review_paper", args=[desk.hanoi.pk])).content
    assert officer.get(reverse("others", args=[desk.secret.pk])).status_code == 404


def test_head_confirms_and_takes_back(desk, client_of, trade):
    officer, head = client_of(desk.officer), client_of(desk.head)
    decide(officer, trade, "confirm")
    decide(officer, claim_of(desk.baku, "scholarships"), "reject", reason="not said")
    rows = head.get(reverse("confirmations")).context["rows"]
    assert [r["judgement"].verdict for r in rows] == ["confirm", "reject"]
    head.post(reverse("confirmations"), {"judgement": rows[0]["judgement"].pk})
    assert Judgement.objects.get(pk=rows[0]["judgement"].pk).confirmed_by == desk.head
    head.post(reverse("overturn", args=[rows[1]["judgement"].pk]), {"reason": "it is said"})
    assert claim_of(desk.baku, "scholarships").decision == "proposed"
    assert head.get(reverse("confirmations")).context["rows"] == []
    assert LogEntry.objects.filter(action="undo").get().payload["why"] == "it is said"
    for who in (desk.officer, desk.reader, desk.clerk):
        assert client_of(who).get(reverse("confirmations")).status_code == 403


def test_a_heads_own_decision_needs_no_confirmation(desk, client_of, trade):
    decide(client_of(desk.head), trade, "confirm")
    assert client_of(desk.head).get(reverse("confirmations")).context["rows"] == []


def test_confirmations_of_other_desks_stay_theirs(desk, client_of, trade):
    decide(client_of(desk.officer), trade, "confirm")
    made = Judgement.objects.get()
    stranger = client_of(desk.stranger)
    assert stranger.get(reverse("confirmations")).context["rows"] == []
    assert stranger.post(reverse("overturn", args=[made.pk])).status_code == 404
    stranger.post(reverse("confirmations"), {"judgement": made.pk})
    assert Judgement.objects.get().confirmed_at is None


@pytest.mark.parametrize("name", ["decide", "correct", "claim_mark", "alike"])
def test_restricted_claims_do_not_exist_for_others(desk, client_of, name):
    secret = Claim.objects.get(document=desk.secret.sha256)
    address = reverse(name, args=[secret.pk])
    for who in (desk.officer, desk.stranger):
        client = client_of(who)
        answer = client.get(address) if name == "alike" else client.post(address, {"verdict": "confirm"})
        assert answer.status_code == 404 == client.post(address.replace(secret.pk, "u-0000000000000000"),
                                                        {"verdict": "confirm"}).status_code or name == "alike"


@pytest.mark.parametrize("name", ["review_paper", "add_fact"])
def test_readers_do_not_review(desk, client_of, name):
    assert client_of(desk.reader).get(reverse(name, args=[desk.hanoi.pk])).status_code == 403
    assert client_of(desk.officer).get(reverse(name, args=[desk.secret.pk])).status_code == 404


def test_decisions_need_their_token(desk, client_of, trade):
    client = client_of(desk.officer, enforce_csrf_checks=True)
    assert decide(client, trade, "confirm").status_code == 403
    assert client.post(reverse("accept_paper", args=[desk.hanoi.pk])).status_code == 403
    assert client.post(reverse("undo")).status_code == 403 and not Judgement.objects.exists()


def test_hostile_quotes_names_and_reasons_are_words(desk, client_of):
    evil = "<script>alert('x')</script>"
    paper = desks.paper("evil.txt", f"Baku, May 8.\n\nThe minister {evil} met his guest in Baku and agreed to talk.\n", [
        ("entity", evil, {"name": evil, "state": "AZ"})], partnership=desk.partnership, by=desk.officer)
    projecting.bring_up(desk.partnership)
    claim = Claim.objects.get(document=paper.sha256)
    officer = client_of(desk.officer)
    for address in (*(reverse(name, args=[paper.pk]) for name in ("review_paper", "paper", "add_fact")), reverse("review"),
                    *(reverse(name, args=[claim.pk]) for name in ("correct", "tellings"))):
        page = officer.get(address).content.decode()
        assert "<script>alert" not in page, address


def test_pages_cost_the_same_however_much_waits(desk, client_of, django_assert_max_num_queries):
    officer = client_of(desk.officer)
    for n in range(12):
        desks.paper(f"more{n}.txt", desks.BAKU.replace("fifty", f"{n + 10}"), [
            (k, q.replace("fifty", f"{n + 10}"), v) for k, q, v in desks.BAKU_SPECS], partnership=desk.partnership, side="AZ")
    projecting.bring_up(desk.partnership)
    with django_assert_max_num_queries(25):
        assert len(officer.get(reverse("review")).context["rows"]) == 14
    with django_assert_max_num_queries(40):
        officer.get(reverse("review_paper", args=[desk.hanoi.pk]))
    assert Paper.objects.count() == 16
