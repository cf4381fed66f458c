"""Joining and parting, facts by hand, publications."""

from __future__ import annotations

import json

import desks
import pytest
from django.urls import reverse

from servanda_site.register import projecting
from servanda_site.register.actions import judge, merge
from servanda_site.register.actions.add_fact import find
from servanda_site.register.candidates import candidates
from servanda_site.register.models import Claim, Fact, Judgement, LogEntry, Paper, Publication
from servanda_site.register.visibility import Access


def fact(desk, words, user=None):
    return Access(user or desk.officer).facts().filter(label__contains=words).first()


@pytest.fixture
def two(desk):
    """Two undertakings of the two sides that the machine left two."""
    return fact(desk, "scholarships"), fact(desk, "open a trade office")


def test_merge_side_by_side_and_undo(desk, client_of, two):
    officer = client_of(desk.officer)
    one, other = two
    page = officer.get(reverse("compare", args=[one.fact, other.fact])).content.decode()
    assert one.label in page and other.label in page and "they differ" in page and "Azerbaijan and Vietnam deepen ties" in page
    officer.post(reverse("compare", args=[one.fact, other.fact]), {"reason": "the same promise"})
    joined = Access(desk.officer).fact(one.fact)
    assert joined.pk == Access(desk.officer).fact(other.fact).pk and joined.told == 2
    assert LogEntry.objects.filter(action="merge").get().payload["why"] == "the same promise"
    for old in (one.fact, other.fact):
        assert officer.get(reverse("fact", args=[old]), follow=True).status_code == 200
    officer.post(reverse("undo"))
    assert Access(desk.officer).fact(one.fact).pk != Access(desk.officer).fact(other.fact).pk


def test_any_other_fact_can_be_asked_for(desk, client_of, two):
    one, other = two
    page = client_of(desk.officer).get(reverse("tellings", args=[one.fact]), {"q": "OFFICE open"}).content.decode()
    assert reverse("compare", args=[one.fact, other.fact]) in page
    nothing = client_of(desk.officer).get(reverse("tellings", args=[one.fact]), {"q": "submarine"}).content.decode()
    assert "No fact of this kind" in nothing and "%" in client_of(desk.officer).get(
        reverse("tellings", args=[one.fact]), {"q": "%\x00'" * 90}).content.decode()


def test_part_and_join_again(desk, client_of):
    officer = client_of(desk.officer)
    trade = fact(desk, "raise trade")
    assert trade.told == 2
    page = officer.get(reverse("tellings", args=[trade.fact])).content.decode()
    assert page.count("This one is another") == 2 and "Joined because:" in page
    officer.post(reverse("part", args=[trade.fact]), {"claim": trade.data["claims"][1], "reason": "another sum"})
    access = Access(desk.officer)
    parted = access.fact(trade.data["claims"][1])
    assert access.fact(trade.fact).told == parted.told == 1
    assert [c.fact.fact for c in candidates(access, access.fact(trade.fact))][0] == parted.fact
    officer.post(reverse("compare", args=[trade.fact, parted.fact]))
    assert Access(desk.officer).fact(parted.fact).told == 2
    again = officer.post(reverse("part", args=[trade.fact]), {"claim": "u-0000000000000000"}, follow=True)
    assert b'class="error"' in again.content and Access(desk.officer).fact(trade.fact).told == 2


def test_undo_of_a_part(desk, client_of):
    officer = client_of(desk.officer)
    trade = fact(desk, "raise trade")
    officer.post(reverse("part", args=[trade.fact]), {"claim": trade.data["claims"][1]})
    officer.post(reverse("undo"))
    assert Access(desk.officer).fact(trade.fact).told == 2


def test_what_cannot_be_one(desk, client_of):
    officer = client_of(desk.officer)
    person, event = fact(desk, "Ilham Aliyev"), Access(desk.officer).facts().filter(kind="event").first()
    answer = officer.post(reverse("compare", args=[person.fact, event.fact]))
    assert answer.status_code == 200 and b'class="error"' in answer.content and not Judgement.objects.exists()


def test_joining_needs_both_to_be_seen(desk, client_of, two):
    secret = Fact.objects.filter(label__contains="patrol boats").first()
    officer = client_of(desk.officer)
    for address in (reverse("compare", args=[two[0].fact, secret.fact]), reverse("tellings", args=[secret.fact])):
        assert officer.get(address).status_code == 404
    assert officer.post(reverse("part", args=[secret.fact]), {"claim": "x"}).status_code == 404
    assert client_of(desk.reader).get(reverse("tellings", args=[two[0].fact])).status_code == 403
    assert client_of(desk.reader).post(reverse("compare", args=[two[0].fact, two[1].fact])).status_code == 403


def test_candidates_are_like_it_and_of_its_record(desk):
    names = ("Ministry of Trade of Vietnam", "Ministry of Trade of Azerbaijan", "Baku Opera")
    specs = [("entity", name, {"type": "organisation", "name": name, "state": s}) for name, s in zip(names, ("VN", "AZ", "AZ"))]
    words = f"Baku, May 10.\n\nThe {names[0]} wrote to the {names[1]}, and the {names[2]} gave a concert.\n"
    desks.paper("third.txt", words, specs, partnership=desk.partnership, side="AZ")
    projecting.bring_up(desk.partnership)
    access = Access(desk.reader)
    assert [c.fact.label for c in candidates(access, access.facts().get(label=names[0]))] == [names[1]]
    trade = fact(desk, "raise trade")
    assert all(c.fact.kind == "undertaking" and c.fact.pk != trade.pk for c in candidates(access, trade))


def test_facts_like_a_claim(desk, client_of):
    claim = Claim.objects.filter(document=desk.baku.sha256, kind="undertaking").first()
    answer = client_of(desk.officer).get(reverse("alike", args=[claim.pk]))
    assert answer.url == reverse("tellings", args=[Access(desk.officer).fact(claim.pk).fact])


WORDS = "Viet Nam will open a trade office"
GIVEN = {"kind": "undertaking", "by": ["VN"], "act": "pledge", "force": "agree", "areas": ["trade"], "due": "2026"}


def test_add_a_fact_from_a_paper(desk, client_of):
    officer = client_of(desk.officer)
    assert officer.get(reverse("add_fact", args=[desk.hanoi.pk])).status_code == 200
    start = desks.HANOI.index(WORDS)
    answer = officer.post(reverse("add_fact", args=[desk.hanoi.pk]), {**GIVEN, "quote": WORDS, "start": start,
                                                                      "end": start + len(WORDS)})
    assert answer.status_code == 302, {**answer.context["form"].errors, **answer.context["picked"].errors}
    claim = Claim.objects.get(by=desk.officer)
    assert answer.url.endswith(f"#claim-{claim.pk}") and claim.decision == "manual"
    assert claim.citations == [[desk.hanoi.reading.text_sha256, start, start + len(WORDS), WORDS]]
    projecting.bring_up(desk.partnership)
    made = Access(desk.reader).fact(claim.pk)
    assert made.review == "manual" and made.date == "2026"
    assert LogEntry.objects.filter(action="add").get().target == f"claim:{claim.pk}"


def test_pasted_words_are_found_without_scripts(desk, client_of):
    pasted = "They welcomed  the\r\nIntergovernmental Committee"
    given = {"kind": "mechanism", "type": "", "name": "Intergovernmental Committee on Trade", "states": ["AZ", "VN"],
             "status": "existing", "quote": pasted}
    answer = client_of(desk.officer).post(reverse("add_fact", args=[desk.hanoi.pk]), {**given, "kind": "mechanism"})
    assert answer.status_code in (302, 422)
    from servanda_site.register import texts

    text = texts.kept(desk.hanoi.reading.content)
    start, end = find(text, pasted)
    assert text.content[start:end] == "They welcomed the Intergovernmental Committee"
    assert find(text, "Baku", 3, 7) == find(text, "Baku")  # wrong places are not trusted


@pytest.mark.parametrize(("change", "told"), [
    ({"quote": "words that are not there"}, "not in the paper"), ({"quote": "   "}, "required"), ({"by": []}, "By"),
    ({"due": "some day"}, "some day"), ({"act": "x"}, "not one of"), ({"quote": "x" * 5000}, "at most"),
])
def test_what_cannot_be_added_is_told(desk, client_of, change, told):
    answer = client_of(desk.officer).post(reverse("add_fact", args=[desk.hanoi.pk]), {**GIVEN, "quote": WORDS, **change})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'class="errorlist' in page and told in page
    assert not Claim.objects.exclude(by=None).exists()


def test_places_outside_the_text_are_not_trusted(desk, client_of):
    given = {**GIVEN, "quote": WORDS, "start": 0, "end": 10_000_000}
    client_of(desk.officer).post(reverse("add_fact", args=[desk.hanoi.pk]), given)
    assert Claim.objects.get(by=desk.officer).citations[0][3] == WORDS


def test_add_a_fact_from_a_stated_source(desk, client_of):
    officer = client_of(desk.officer)
    assert officer.get(reverse("add_fact_from_source")).status_code == 200
    given = {**GIVEN, "words": "Viet Nam will send a mission in spring.", "source": "Call with the embassy, 3 June 2025",
             "partnership": desk.partnership.pk, "marking": 1}
    answer = officer.post(reverse("add_fact_from_source"), given)
    claim = Claim.objects.get(by=desk.officer)
    assert answer.url == reverse("fact", args=[claim.pk])
    note = Paper.objects.get(sha256=claim.document)
    assert (note.marking, note.source, note.state) == (1, "Call with the embassy, 3 June 2025", "read")
    assert claim.citations[0][3] == "Viet Nam will send a mission in spring."
    assert client_of(desk.reader).get(reverse("fact", args=[claim.pk])).status_code == 404
    assert officer.post(reverse("add_fact_from_source"), {**given, "marking": 2}).status_code == 422
    assert officer.post(reverse("add_fact_from_source"), {**given, "partnership": desk.other.pk}).status_code == 422
    assert officer.post(reverse("add_fact_from_source"), {**given, "words": ""}).status_code == 422


def test_a_fact_by_hand_may_be_rejected_and_comes_back(desk, client_of):
    client_of(desk.officer).post(reverse("add_fact", args=[desk.hanoi.pk]), {**GIVEN, "quote": WORDS})
    claim = Claim.objects.get(by=desk.officer)
    made = judge.judge(desk.officer, claim, "reject")
    projecting.bring_up(desk.partnership)
    assert not Access(desk.reader).facts_of([claim.pk])
    judge.undo(desk.officer, made.group)
    claim.refresh_from_db()
    assert claim.decision == "manual"


def test_publish_and_download(desk, client_of):
    head = client_of(desk.head)
    assert head.get(reverse("publications")).status_code == 200
    for marking, title in ((0, "Spring record"), (2, "Full record")):
        head.post(reverse("publish"), {"partnership": desk.partnership.pk, "marking": marking, "title": title})
    public, full = Publication.objects.order_by("pk")
    reader = client_of(desk.reader)
    page = reader.get(reverse("publications")).content.decode()
    assert "Spring record" in page and "Full record" not in page and "Freeze and publish" not in page
    frozen = json.loads(reader.get(reverse("publication_download", args=[public.pk])).content)
    assert frozen["title"] == "Spring record" and len(frozen["claims"]) == public.claims
    assert "patrol boats" not in json.dumps(frozen)
    assert reader.get(reverse("publication_download", args=[full.pk])).status_code == 404
    assert "patrol boats" in head.get(reverse("publication_download", args=[full.pk])).content.decode()
    judge.judge(desk.head, Claim.objects.filter(document=desk.hanoi.sha256).first(), "reject")
    projecting.bring_up(desk.partnership)
    assert json.loads(reader.get(reverse("publication_download", args=[public.pk])).content) == frozen


def test_only_heads_publish(desk, client_of):
    given = {"partnership": desk.partnership.pk, "marking": 0, "title": "x"}
    for who in (desk.officer, desk.reader, desk.stranger):
        assert client_of(who).post(reverse("publish"), given).status_code == 404
    assert client_of(desk.head).post(reverse("publish"), {**given, "title": " "}, follow=True).status_code == 200
    assert not Publication.objects.exists()


def test_merging_is_one_decision_in_the_history(desk, two):
    group = merge.merge(desk.officer, *two)
    assert Judgement.objects.filter(group=group).count() == 1
    assert judge.undo(desk.officer, group) == 1
