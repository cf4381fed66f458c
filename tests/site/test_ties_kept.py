"""Ties of a partnership: what the record proposes, what people keep of it, the ledger of candidatures, who may see what."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from desks import Desk, paper
from django.apps import apps
from django.utils import timezone
from tied import ASKED, CANDIDATURE, HIDDEN, PIPELINE, candidature, fact, told, twin

from servanda_site.register import projecting
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry, Marking, Paper
from servanda_site.register.visibility import Access
from servanda_site.tracking import bearings, suggesting, ties, visibility
from servanda_site.tracking.actions import evidence
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Bearing, Support
from servanda_site.web.templatetags.facts import due

__all__ = ["told"]


def labels(desk: Desk, who: str, group: str) -> list[str]:
    """What is proposed to somebody."""
    return sorted(f.label for f in ties.proposed(Access(desk.people[who]), desk.partnership, ties.GROUPS[group]))


def test_the_record_proposes_ties_by_rule_to_each_as_they_are_cleared(told):
    assert labels(told, "reader", "candidatures") == sorted([CANDIDATURE, ASKED])
    assert labels(told, "head", "candidatures") == sorted([CANDIDATURE, ASKED, HIDDEN])
    assert labels(told, "reader", "ties") == sorted(["twinning charter between Hue and Ganja", "Hue Alumni Club"])
    assert labels(told, "reader", "projects") == [PIPELINE]
    assert labels(told, "reader", "information") == []


def test_what_bears_on_ties_follows_the_record(told):
    before = set(Bearing.objects.values_list("marking", "kind", "fact"))
    assert bearings.bring_up(told.partnership) == len(before)
    assert set(Bearing.objects.values_list("marking", "kind", "fact")) == before
    Paper.objects.filter(name="ties.txt").update(state="sealed")
    projecting.bring_up(told.partnership)
    bearings.bring_up(told.partnership)
    assert {f for _, _, f in before} - set(Bearing.objects.values_list("fact", flat=True))
    assert labels(told, "reader", "ties") == []


def test_what_is_gathered_or_set_aside_is_not_proposed_again(told):
    twin(told, sources=[fact(told, "twinning charter").fact])
    rows = actions.set_aside(told.officer, fact(told, "Hue Alumni"), "ties")
    assert labels(told, "reader", "ties") == []
    with pytest.raises(Impossible):
        actions.set_aside(told.officer, fact(told, "Hue Alumni"), "ties")
    bearings.bring_up(told.partnership)
    assert labels(told, "officer", "ties") == []
    actions.undo_aside(told.officer, rows)
    assert labels(told, "officer", "ties") == ["Hue Alumni Club"]


def test_a_fact_tells_what_is_known_of_the_tie_made_of_it(told):
    access = Access(told.officer)
    given = ties.prefilled(access, fact(told, CANDIDATURE), "candidature")
    assert (given.values["candidate"], given.values["forum"], given.step, given.side) == ("VN", "Ocean Council", "promised", "AZ")
    given = ties.prefilled(access, fact(told, ASKED), "candidature")
    assert (given.values["candidate"], given.step, given.side) == ("VN", "asked", "AZ")
    given = ties.prefilled(access, fact(told, "twinning charter"), "twinning")
    assert (given.values["status"], given.values["date"], given.values["partners"]) == ("agreed", "2025-06-03", [["VN", "Hue"]])


def test_a_change_is_kept_with_what_was_before_and_taken_back(told):
    tie = twin(told, partners=[["VN", "Hue"], ["AZ", "Ganja"]])
    assert [p.fact != "" for p in tie.partners.all()] == [True, False]
    changed = actions.save(told.officer, told.partnership, {"status": "active", "date": "2025-06"}, tie=tie, expects=1)
    assert (changed.version, changed.start, changed.end) == (2, date(2025, 6, 1), date(2025, 6, 30))
    with pytest.raises(Conflict):
        actions.save(told.head, told.partnership, {"status": "ended"}, tie=tie, expects=1)
    assert actions.save(told.officer, told.partnership, {"status": "active"}, tie=changed).version == 2
    back = actions.revert(told.officer, changed, expects=2)
    assert (back.status, back.date, back.start, back.version) == ("agreed", "", None, 3)
    assert [p.name for p in back.partners.all()] == ["Hue", "Ganja"]
    assert LogEntry.objects.filter(target=f"tie:{tie.pk}").count() == 3


def test_a_tie_is_taken_out_and_put_back(told):
    tie = twin(told)
    actions.remove(told.officer, tie)
    assert not ties.ties(Access(told.head)).exists()
    with pytest.raises(Conflict):
        actions.remove(told.officer, tie)
    actions.remove(told.officer, tie, back=True)
    assert ties.ties(Access(told.reader)).get() == tie


@pytest.mark.parametrize(("values", "field"), [
    ({"title": " "}, "title"), ({"kind": "feud"}, "kind"), ({"status": "elected"}, "status"), ({"date": "yesterday"}, "date"),
    ({"date": "0025-01-01"}, "date"), ({"kind": "position"}, "forum"), ({"candidate": "VN"}, "candidate"),
    ({"partners": [["ZZ", "Nowhere"]]}, "partners"), ({"partners": [["VN", "x" * 301]]}, "partners"),
    ({"sources": ["u-0000000000000000"]}, "sources"), ({"items": [77]}, "items"), ({"note": "x" * 8001}, "note"),
    ({"marking": 9}, "marking"), ({"kind": "candidature", "status": "standing", "forum": "X", "candidate": "FR"}, "candidate"),
])
def test_what_cannot_be_is_refused_beside_its_field(told, values, field):
    with pytest.raises(Impossible) as refused:
        twin(told, **values)
    assert refused.value.field == field


def test_exchange_of_information_is_restricted_unless_said_otherwise(told):
    values = {"kind": "information", "title": "Customs desks", "status": "active"}
    with pytest.raises(NotAllowed):
        actions.save(told.officer, told.partnership, values)
    tie = actions.save(told.head, told.partnership, values)
    assert tie.marking == Marking.RESTRICTED
    assert not ties.ties(Access(told.officer)).exists() and not ties.ties(Access(told.reader)).exists()
    assert LogEntry.objects.get(action="add tie").marking == Marking.RESTRICTED
    with pytest.raises(NotAllowed):
        actions.save(told.officer, told.partnership, {"title": "x"}, tie=tie)
    assert actions.save(told.head, told.partnership, {"marking": 0}, tie=tie).marking == Marking.PUBLIC


def test_a_tie_is_marked_at_least_as_what_it_gathers(told):
    with pytest.raises(Impossible) as refused:
        actions.save(told.head, told.partnership, {"kind": "twinning", "title": "x", "status": "agreed", "marking": 0,
                                                   "sources": [fact(told, HIDDEN).fact]})
    assert refused.value.field == "marking"
    tie = twin(told)
    with pytest.raises(Impossible):
        actions.gather(told.officer, tie, fact(told, HIDDEN))
    assert actions.gather(told.head, tie, fact(told, HIDDEN)).marking == Marking.RESTRICTED
    assert not ties.ties(Access(told.officer)).exists()


def test_a_tie_goes_with_the_last_fact_it_gathers(told):
    tie = twin(told, sources=[fact(told, "twinning charter").fact])
    Paper.objects.filter(name="ties.txt").update(state="sealed")
    projecting.bring_up(told.partnership)
    assert not ties.ties(Access(told.head), removed=True).exists()
    Paper.objects.filter(name="ties.txt").update(state="read")
    projecting.bring_up(told.partnership)
    assert ties.ties(Access(told.reader)).get() == tie


def test_the_ledger_says_who_owes_what(told):
    tie = candidature(told)
    access = Access(told.reader)
    (ledger,) = ties.ledgers(access, [tie])
    assert (ledger.sides, ledger.stands("AZ"), ledger.owing) == (["AZ"], "", [])
    actions.enter(told.officer, tie, step="asked", side="AZ", words="a note of May")
    assert ties.ledgers(access, [tie])[0].owing == []
    actions.enter(told.officer, tie, step="promised", side="AZ", date_told="2025-06-03", fact=fact(told, CANDIDATURE))
    (ledger,) = ties.ledgers(access, [tie])
    assert (ledger.stands("AZ"), ledger.owing) == ("promised", ["AZ"])
    assert labels(told, "reader", "candidatures") == [ASKED]
    sides, (body,) = ties.totals(told.partnership, [ledger])
    assert (sides["AZ"], sides["VN"].promised, body.name, body.count) == (ties.Total(1, 1, 0, 0, 1), 0, "Ocean Council", 1)
    given = actions.enter(told.officer, tie, step="given", side="AZ", words="the count of votes")
    assert (ties.ledgers(access, [tie])[0].stands("AZ"), ties.ledgers(access, [tie])[0].owing) == ("given", [])
    with pytest.raises(NotAllowed):
        actions.undo_entry(told.reader, given)
    actions.undo_entry(told.officer, given)
    assert ties.ledgers(access, [tie])[0].owing == ["AZ"]
    with pytest.raises(Conflict):
        actions.undo_entry(told.officer, given)


def test_support_given_is_owed_in_exchange(told):
    theirs = candidature(told, "AZ", forum="Space Assembly")
    ours = candidature(told, exchange=theirs.pk)
    assert ties.ledgers(Access(told.reader), [ours])[0].owing == []
    actions.enter(told.officer, theirs, step="given", side="VN", words="the vote of March")
    mine, their = ties.ledgers(Access(told.reader), [ours, theirs])
    assert (mine.owing, their.owing, mine.rows[0][3][0].tie) == (["AZ"], [], theirs)
    actions.enter(told.officer, ours, step="refused", side="AZ", words="a letter")
    assert ties.ledgers(Access(told.reader), [ours])[0].owing == []
    with pytest.raises(Impossible):
        actions.save(told.officer, told.partnership, {"exchange": ours.pk}, tie=ours)


def test_a_decided_candidature_owes_nothing_and_says_what_is_untold(told):
    tie = candidature(told, date="2025-10-01")
    actions.enter(told.officer, tie, step="promised", side="AZ", words="x")
    (ledger,) = ties.ledgers(Access(told.reader), [tie])
    assert (ledger.overdue, ledger.untold) == (timezone.localdate() > date(2025, 10, 1), [])
    tie = actions.save(told.officer, told.partnership, {"status": "elected"}, tie=tie)
    (ledger,) = ties.ledgers(Access(told.reader), [tie])
    assert (ledger.owing, ledger.untold, ledger.overdue) == ([], ["AZ"], False)


@pytest.mark.parametrize(("given", "field"), [
    ({"step": "bought"}, "step"), ({"side": "FR"}, "side"), ({"side": "VN"}, "side"), ({"date_told": "soon"}, "date_told"),
    ({"date_told": (date.today() + timedelta(400)).isoformat()}, "date_told"), ({"words": " "}, "words"),
])
def test_an_entry_that_cannot_be_is_refused(told, given, field):
    tie = candidature(told)
    with pytest.raises(Impossible) as refused:
        actions.enter(told.officer, tie, **{"step": "asked", "side": "AZ", "words": "x", **given})
    assert refused.value.field == field


def test_an_entry_rests_on_nothing_of_another_partnership(told):
    tie = candidature(told)
    flight = Fact.objects.get(projection__partnership=told.other, kind="undertaking")
    for given, field in (({"fact": flight}, "fact"), ({"paper": told.astana}, "paper")):
        with pytest.raises(Impossible, match="another partnership") as refused:
            actions.enter(told.officer, tie, step="asked", side="AZ", **given)
        assert refused.value.field == field


def test_what_is_entered_under_a_marking_counts_for_those_cleared_alone(told):
    tie = candidature(told)
    actions.enter(told.head, tie, step="promised", side="AZ", fact=fact(told, HIDDEN))
    assert Support.objects.get().marking == Marking.RESTRICTED
    assert ties.ledgers(Access(told.officer), [tie])[0].stands("AZ") == ""
    assert ties.ledgers(Access(told.head), [tie])[0].stands("AZ") == "promised"
    with pytest.raises(NotAllowed):
        actions.undo_entry(told.officer, Support.objects.get())


def test_what_others_gathered_above_ones_clearance_stays(told):
    theirs = actions.save(told.head, told.partnership, {
        "kind": "candidature", "title": "Secret bid", "status": "standing", "forum": "Reef Board", "candidate": "AZ",
        "marking": 2})
    ours = candidature(told)
    actions.save(told.head, told.partnership, {"exchange": theirs.pk}, tie=ours)
    again = actions.save(told.officer, told.partnership, {"exchange": None, "post": "2027-2029"}, tie=ours)
    assert again.exchange_id == theirs.pk
    assert ties.ledgers(Access(told.officer), [again])[0].exchanged == []


def test_a_step_of_a_tie_is_an_item_of_the_plan(told):
    tie = actions.save(told.officer, told.partnership, {"kind": "project", "title": "Pipeline", "status": "active",
                                                        "sources": [fact(told, PIPELINE).fact], "marking": 1})
    item = actions.put_into_plan(told.officer, tie, title="Survey the coast", due=date(2026, 12, 1), lead="Ministry")
    assert [s.promise for s in item.serves.all()] == [fact(told, PIPELINE).fact] and item.marking == 1
    row = ties.whole(ties.ties(Access(told.officer)), Access(told.officer)).get(pk=tie.pk)
    assert row.planned == [item] == list(visibility.items(Access(told.officer)))
    assert ties.next_step(row.planned) == ("Survey the coast", date(2026, 12, 1), item)


def test_readers_and_strangers_change_nothing(told):
    tie = candidature(told)
    for who in (told.reader, told.stranger, told.nobody):
        for do in (lambda: actions.save(who, told.partnership, {"title": "x"}, tie=tie), lambda: actions.remove(who, tie),  # noqa: B023
                   lambda: actions.enter(who, tie, step="asked", side="AZ", words="x"),  # noqa: B023
                   lambda: actions.set_aside(who, fact(told, "Hue Alumni"), "ties")):  # noqa: B023
            with pytest.raises(NotAllowed):
                do()


def test_the_term_of_a_seat_is_not_due(desk):
    words = "Azerbaijan will support Viet Nam's candidature for the Ocean Council for 2020-2021"
    other = "open a school in Hue in 2020-2021"
    paper("term.txt", f"Support\n\nBaku, June 3, 2019. {words}. The sides agreed to {other}.\n",
          (("undertaking", words, {"by": ["AZ"], "due": "2020/2021", "areas": ["multilateral"]}),
           ("undertaking", other, {"due": "2020/2021"})), partnership=desk.partnership, published="2019-06-03")
    projecting.bring_up(desk.partnership)
    bearings.bring_up(desk.partnership)
    seat, school = fact(desk, words), fact(desk, other)
    assert seat.term and seat.end is None and seat.date == "2020/2021"
    assert not school.term and school.end == date(2021, 12, 31)
    assert (due(seat), due(school)) == ("", "overdue")
    Bearing.objects.filter(fact=school.fact).delete()
    Fact.objects.filter(fact=seat.fact).update(end=date(2021, 12, 31))
    import_module("servanda_site.tracking.migrations.0007_terms_are_not_due").forget_days(apps, None)
    assert (fact(desk, words).term, fact(desk, other).term) == (True, False)
    Fact.objects.filter(fact=school.fact).update(start=None, end=None)
    bearings.bring_up(desk.partnership)
    assert (fact(desk, words).term, fact(desk, other).end) == (True, date(2021, 12, 31))


def prefilled(desk: Desk, words: str, kind: str, *more: str) -> ties.Prefilled:
    """What is known of a tie made of the fact of some words, and of others told with it."""
    return ties.prefilled(Access(desk.officer), fact(desk, words), kind, [fact(desk, other) for other in more])


def test_a_twinning_is_agreed_once_it_is_signed_and_has_both_cities_and_not_the_place_of_signing(desk):
    signing, text = "The cities of Hue and Ganja signed a twinning charter in Hanoi on June 3, 2025", "twinning charter"
    paper("twins.txt", f"Twins\n\nBaku, June 4, 2025. {signing}.\n", (
        ("entity", "Hue", {"type": "place", "name": "Hue", "state": "VN"}),
        ("entity", "Ganja", {"type": "place", "name": "Ganja"}),
        ("entity", "Hanoi", {"type": "place", "name": "Hanoi", "state": "VN"}),
        ("event", signing, {"type": "signing", "date": "2025-06-03", "place": "Hanoi"}),
        ("instrument", text, {"title": text, "date": "2025-06-03"})), partnership=desk.partnership, published="2025-06-04")
    projecting.bring_up(desk.partnership)
    for found in (prefilled(desk, signing, "twinning"), prefilled(desk, text, "twinning", signing)):
        assert (found.values["status"], found.values["date"]) == ("agreed", "2025-06-03")
        assert sorted(found.values["partners"]) == [["AZ", "Ganja"], ["VN", "Hue"]]


def test_a_twinned_town_in_which_the_twinning_was_signed_is_a_partner(desk):
    signing = "The cities of Hue and Ganja signed a twinning charter in Ganja on June 3, 2025"
    bare = "Ganja and Hue were twinned on June 3, 2025"
    paper("twins.txt", f"Twins\n\nGanja, June 4, 2025. {signing}. {bare}.\n", (
        ("entity", "Hue", {"type": "place", "name": "Hue", "state": "VN"}),
        ("entity", "Ganja", {"type": "place", "name": "Ganja"}),
        ("event", signing, {"type": "signing", "date": "2025-06-03", "place": "Ganja"}),
        ("event", bare, {"type": "signing", "date": "2025-06-02", "place": "Ganja"})), partnership=desk.partnership)
    projecting.bring_up(desk.partnership)
    for words in (signing, bare):
        assert sorted(prefilled(desk, words, "twinning").values["partners"]) == [["AZ", "Ganja"], ["VN", "Hue"]]


def test_what_both_firmly_undertook_is_agreed_on_the_day_of_it_and_names_both(told, client_of):
    given = prefilled(told, PIPELINE, "project")
    assert (given.values["status"], given.values["date"]) == ("agreed", "2025-06-03")
    answer = client_of(told.officer).get("/partnerships/AZ-VN/with/projects/add/", {"fact": fact(told, PIPELINE).fact})
    assert answer.context["partners"][:2] == [["AZ", "Azerbaijan"], ["VN", "Vietnam"]]
    assert prefilled(told, CANDIDATURE, "project").values["status"] == "proposed"  # of one side alone


def test_a_candidature_is_filled_in_with_its_term_and_that_support_was_given(told, client_of):
    words = "support Viet Nam's candidature for the Ocean Council in 2027-2029"
    paper("terms.txt", f"Support\n\nBaku, July 1, 2025. Azerbaijan will {words}.\n", (("undertaking", words, {"by": ["AZ"]}),),
          partnership=told.partnership, published="2025-07-01")
    voted = "Azerbaijan voted for Viet Nam on 5 May 2026"
    later = paper("voted.txt", f"Vote\n\nBaku, May 6, 2026. {voted}.\n", partnership=told.partnership, published="2026-05-06")
    projecting.bring_up(told.partnership)
    bearings.bring_up(told.partnership)
    suggesting.bring_up(told.partnership)
    promise = fact(told, words)
    evidence.name(told.officer, promise, evidence.words_of(later, voted), "fulfils", reason="the vote")
    given = prefilled(told, words, "candidature")
    assert (given.values["post"], given.step, given.later.day, given.later.words) == (
        "2027 \u2013 2029", "promised", "2026-05-06", voted)
    browser = client_of(told.officer)
    address = "/partnerships/AZ-VN/with/candidatures/add/"
    form = browser.get(address, {"fact": promise.fact}).context["form"]
    assert form["kept_word"].value() is True and voted in str(form.fields["kept_word"].help_text)
    sent = {name: form[name].value() or "" for name in form.fields} | {"fact": promise.fact, "also": [], "kept_word": "on"}
    browser.post(address, sent)
    assert [(s.step, s.date, s.paper_id) for s in Support.objects.order_by("pk")] == [
        ("promised", "2025-07-01", None), ("given", "2026-05-06", later.pk)]


def test_another_telling_of_a_candidature_that_is_kept_is_offered_to_it(told, client_of):
    again, other = "vote for Viet Nam at the Ocean Council", "stand by Viet Nam at the Ocean Council in 2031-2033"
    paper("again.txt", f"Again\n\nBaku, July 1, 2025. Azerbaijan will {again}, as a candidate. It may {other}, a candidature.\n",
          (("undertaking", f"{again}, as a candidate", {"by": ["AZ"], "areas": ["multilateral"]}),
           ("undertaking", f"{other}, a candidature", {"by": ["AZ"], "areas": ["multilateral"]})),
          partnership=told.partnership, published="2025-07-01")
    projecting.bring_up(told.partnership)
    bearings.bring_up(told.partnership)
    address, browser = "/partnerships/AZ-VN/with/candidatures/", client_of(told.officer)
    assert "It seems to be kept already" not in browser.get(address).content.decode()
    row = candidature(told, post="2028-2030", sources=[fact(told, CANDIDATURE).fact])
    page = browser.get(address).content.decode()
    assert page.count("It seems to be kept already") == 1 and "Add it there" in page
    browser.post(f"/tie/{row.pk}/change/", {"do": "gather", "identity": fact(told, again).fact})
    assert again not in browser.get(address).content.decode() and other in browser.get(address).content.decode()
    assert row.sources.count() == 2
