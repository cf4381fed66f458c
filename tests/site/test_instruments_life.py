"""The life of texts: stages by side, accounts that differ, relations, terms and notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import desks
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from test_api import program
from test_api_follow import Asked

from servanda.claims import Citation
from servanda.claims import Claim as CoreClaim
from servanda_site.register import intake, projecting
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Claim, Fact, LogEntry, Marking, Run
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars, lives, told_lives
from servanda_site.tracking.actions import instruments as actions
from servanda_site.tracking.models import LifeStep, StepAside

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]

AGREEMENT = """Agreement signed

Hanoi, June 3, 2025 (VNA) - The two sides signed the Agreement on Visa Exemption on June 3, 2025.
"""
AGREEMENT_SPECS: tuple[desks.SPEC, ...] = (
    ("instrument", "Agreement on Visa Exemption", {"title": "Agreement on Visa Exemption", "date": "2025-06-03"}),
)


@pytest.fixture
def told(desk: desks.Desk) -> desks.Desk:
    """The desk, with a second text."""
    desks.paper("agreement.txt", AGREEMENT, AGREEMENT_SPECS, partnership=desk.partnership, side="VN", published="2025-06-03")
    projecting.bring_up(desk.partnership)
    return desk


def text(desk: desks.Desk, title: str = "Agreement on Visa Exemption") -> Fact:
    return Access(desk.officer).facts(desk.partnership).get(kind="instrument", label=title)


def happened(desk: desks.Desk, stage: str, day: str, **given: str) -> LifeStep:
    return actions.add_step(desk.officer, text(desk), stage=stage, date_told=day, words="note verbale", **given)


def life(desk: desks.Desk) -> lives.Life:
    return lives.lives(Access(desk.officer), [text(desk)])[0]


def test_a_text_is_ratified_when_both_sides_have(told):
    assert life(told).stage == "signed"  # as the papers have it
    happened(told, "ratified", "2025-09-01", side="AZ")
    assert life(told).stage == "signed"
    assert life(told).waiting_for == ["VN"]
    happened(told, "ratified", "2025-10", side="VN")
    assert life(told).stage == "ratified"
    happened(told, "in-force", "2025-11-01")
    assert life(told).stage == "in-force"
    happened(told, "denounced", f"{timezone.localdate() + timedelta(days=400):%Y-%m-%d}")
    assert life(told).stage == "in-force"  # it is still to come


def test_two_accounts_of_one_day_are_both_kept_and_shown(told, client_of: Browser):
    happened(told, "ratified", "2025-09-01", side="AZ", told_by="AZ")
    happened(told, "ratified", "2025-09-10", side="AZ", told_by="VN")
    assert life(told).disputed == {("ratified", "AZ")}
    page = client_of(told.reader).get(reverse("instrument_life", args=[text(told).fact])).content.decode()
    assert page.count("they differ") == 2
    assert "1 September 2025" in page and "10 September 2025" in page
    with pytest.raises(Impossible):
        happened(told, "ratified", "2025-09-10", side="AZ", told_by="VN")


@pytest.mark.parametrize(("given", "field"), [
    ({"date_told": "2025-02-30"}, "date_told"), ({"date_told": "0025-01-01"}, "date_told"), ({"side": "KZ"}, "side"),
    ({"date_told": "2199-01-01"}, "date_told"), ({"words": " "}, "words"), ({"stage": "lost"}, "stage")])
def test_what_cannot_be_is_refused_with_the_field(told, given, field):
    with pytest.raises(Impossible) as refusal:
        actions.add_step(told.officer, text(told), **({"stage": "signed", "date_told": "2025-06-03", "words": "x"} | given))
    assert refusal.value.field == field


def test_a_refusal_stands_beside_the_form(told, client_of: Browser):
    answer = client_of(told.officer).post(reverse("instrument_life_change", args=[text(told).fact]), {
        "do": "step", "stage": "signed", "date_told": "2025-02-30", "words": "x"})
    assert answer.status_code == 422
    assert "2025-02-30 is no date" in answer.content.decode()


def test_what_was_said_can_be_taken_back(told, client_of: Browser):
    row = happened(told, "initialled", "2025-05-01")
    client_of(told.officer).post(reverse("instrument_life_change", args=[text(told).fact]), {"do": "undo-step", "key": row.pk})
    assert not life(told).steps
    with pytest.raises(Conflict):
        actions.undo_step(told.officer, row)
    with pytest.raises(NotAllowed):
        actions.undo_step(told.reader, row)
    assert LogEntry.objects.filter(action="undo life of text").count() == 1


def test_a_step_is_seen_by_whom_it_may_be_seen(told):
    actions.add_step(told.head, text(told), stage="initialled", date_told="2025-05-01", words="x", marking=Marking.RESTRICTED)
    assert not life(told).steps
    assert len(lives.lives(Access(told.head), [Access(told.head).fact(text(told).fact)])[0].steps) == 1
    happened(told, "initialled", "2025-05-01")  # no refusal tells that it is said
    assert len(life(told).steps) == 1
    with pytest.raises(Impossible, match="told already"):
        happened(told, "initialled", "2025-05-01")


def test_texts_hang_together_one_way(told, client_of: Browser):
    statement = text(told, "Joint Statement on the Strategic Partnership")
    tie = actions.relate(told.officer, text(told), "implements", statement)
    page = client_of(told.reader).get(reverse("instrument_life", args=[statement.fact])).content.decode()
    assert "Agreement on Visa Exemption" in page and "implements" in page
    for one, other in ((text(told), statement), (statement, text(told)), (statement, statement)):
        with pytest.raises(Impossible):
            actions.relate(told.officer, one, "implements", other)
    actions.undo_relation(told.officer, tie)
    assert not lives.relations(Access(told.officer)).exists()


def test_a_term_that_goes_on_by_itself_has_a_last_day_of_notice_in_each_term(told):
    actions.set_terms(told.officer, text(told), until=date(2026, 1, 31), renewal_months=12, notice_months=6)
    found = life(told)
    assert (found.end(date(2025, 12, 1)), found.notice(date(2025, 12, 1))) == (date(2026, 1, 31), date(2025, 7, 31))
    assert (found.end(date(2026, 3, 1)), found.notice(date(2026, 3, 1))) == (date(2027, 1, 31), date(2026, 7, 31))
    told_of = lives.due_notices(Access(told.officer), date(2026, 5, 1))
    assert [(n.kind, n.day) for n in told_of] == [("notice", date(2026, 7, 31))]
    entries = calendars.entries(Access(told.officer), [told.partnership], date(2026, 7, 1), date(2026, 7, 31))
    assert [e.of for e in entries] == ["notice"]
    with pytest.raises(Conflict):
        actions.set_terms(told.officer, text(told), until=None, expects=0)


def test_a_term_that_is_over_is_not_forgotten(told, client_of: Browser):
    actions.set_terms(told.officer, text(told), until=date(2025, 12, 31))
    assert [n.kind for n in lives.due_notices(Access(told.officer), date(2026, 6, 1))] == ["ends"]
    page = client_of(told.reader).get(reverse("instrument_lives", args=["AZ-VN"])).content.decode()
    assert "its term is over" in page
    happened(told, "expired", "2025-12-31")
    assert not lives.due_notices(Access(told.officer), date(2026, 6, 1))
    with pytest.raises(Impossible):
        actions.set_terms(told.officer, text(told), until=None, notice_months=6)


def test_what_of_it_was_undertaken_is_on_its_page(desk, client_of: Browser):
    statement = text(desk, "Joint Statement on the Strategic Partnership")
    page = client_of(desk.reader).get(reverse("instrument_life", args=[statement.fact])).content.decode()
    assert "raise trade to one billion US dollars by 2030" in page
    assert "1 undertaking, 0 closed" in page


def test_pages_ask_the_database_no_more_often_for_longer_lives(told, client_of: Browser):
    browser, counts = client_of(told.officer), []
    browser.get(reverse("home"))
    for year in (2020, 2021):
        for month in range(1, 5):
            happened(told, "amended", f"{year}-{month:02d}-01")
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("instrument_life", args=[text(told).fact])).status_code == 200
            assert browser.get(reverse("instrument_lives", args=["AZ-VN"])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_no_ratification_or_entry_into_force_before_the_signature(told):
    for stage in ("ratified", "in-force", "provisional"):
        with pytest.raises(Impossible) as refusal:
            happened(told, stage, "2025-06-02")
        assert refusal.value.field == "date_told" and "3 June 2025" in str(refusal.value)
    happened(told, "ratified", "2025-06", side="AZ")  # it may be the day itself
    happened(told, "negotiation", "2024-03-01")
    happened(told, "in-force", "2025-09-01")
    with pytest.raises(Impossible):
        happened(told, "signed", "2025-09-02")  # it is in force by then


def test_where_the_other_sides_account_has_it_before_the_signature_both_stay_and_are_marked(told, client_of: Browser):
    happened(told, "signed", "2025-06-03", told_by="VN")
    happened(told, "ratified", "2025-05-30", side="AZ", told_by="AZ")
    page = client_of(told.reader).get(reverse("instrument_life", args=[text(told).fact])).content.decode()
    assert page.count("they differ") == 2


LATER = """Ratification told

Baku, October 3, 2025 (AZERTAC) - Azerbaijan ratified the Agreement on Visa Exemption on 1 September 2025.

The Agreement on Visa Exemption entered into force on 1 October 2025. It is valid for five years and is tacitly renewed.
"""
OTHER = """Ratification told otherwise

Hanoi, October 4, 2025 (VNA) - Azerbaijan ratified the Agreement on Visa Exemption on 10 September 2025.
"""
NOTHING = {"date": None, "by": [], "planned": False, "until": None, "months": None, "renewal": None, "notice": None,
           "other": None, "named": None}


def step(paper: str, words: str, **told: object) -> dict[str, object]:
    """A step as a claim has it, cited from a paper."""
    start = paper.index(words)
    return {**NOTHING, **told, "citations": [{"document": "", "start": start, "end": start + len(words), "quote": words}]}


def lived(desk: desks.Desk, name: str, content: str, steps: list[dict[str, object]], *, side: str, marking: int = 0) -> None:
    """Have a paper tell of the life of the agreement."""
    specs = (("instrument", "Agreement on Visa Exemption", {
        "title": "Agreement on Visa Exemption", "date": None, "life": steps}),)
    desks.paper(name, content, specs, partnership=desk.partnership, side=side, published="2025-10-04", marking=marking)
    projecting.bring_up(desk.partnership)


RATIFIED = "Azerbaijan ratified the Agreement on Visa Exemption on 1 September 2025."
OTHERWISE = "Azerbaijan ratified the Agreement on Visa Exemption on 10 September 2025."
FORCE = "The Agreement on Visa Exemption entered into force on 1 October 2025."
TERM = "It is valid for five years and is tacitly renewed."


@pytest.fixture
def papers(told: desks.Desk) -> desks.Desk:
    """The desk, with two papers that tell of the life of the agreement, one otherwise."""
    lived(told, "later.txt", LATER, [
        step(LATER, RATIFIED, kind="ratified", date="2025-09-01", by=["AZ"]),
        step(LATER, FORCE, kind="in-force", date="2025-10-01"),
        step(LATER, TERM, kind="term", months=60, renewal=0, notice=6)], side="AZ")
    lived(told, "other.txt", OTHER, [step(OTHER, OTHERWISE, kind="ratified", date="2025-09-10", by=["AZ"])], side="VN")
    return told


def proposed(desk: desks.Desk) -> dict[tuple[str, str], told_lives.Told]:
    found = told_lives.of_text(Access(desk.officer), life(desk))
    return {(t.what, t.date): t for t in found}


def test_what_papers_tell_is_proposed_with_its_source_and_both_of_two_dates(papers, client_of: Browser):
    assert set(proposed(papers)) == {("ratified", "2025-09-01"), ("ratified", "2025-09-10"), ("in-force", "2025-10-01"),
                                     ("term", "")}
    assert not life(papers).steps  # nothing is so until somebody says it
    page = client_of(papers.reader).get(reverse("instrument_life", args=[text(papers).fact])).content.decode()
    assert RATIFIED in page and OTHERWISE in page and "Take it" not in page
    listed = client_of(papers.reader).get(reverse("instrument_lives", args=["AZ-VN"])).content.decode()
    assert "4 things told by papers to decide" in listed


def decide(client: Client, desk: desks.Desk, what: str, key: str) -> str:
    address = reverse("instrument_life_change", args=[text(desk).fact])
    return client.post(address, {"do": what, "key": key}, follow=True).content.decode()


def test_what_papers_tell_is_taken_in_one_click_and_taken_back(papers, client_of: Browser):
    officer = client_of(papers.officer)
    for day, account in (("2025-09-01", "AZ"), ("2025-09-10", "VN")):
        decide(officer, papers, "take", proposed(papers)["ratified", day].key)
        row = LifeStep.objects.latest("pk")
        assert (row.stage, row.side, row.date, row.told_by) == ("ratified", "AZ", day, account)
        assert row.paper is not None and row.words in (RATIFIED, OTHERWISE)
    assert life(papers).disputed == {("ratified", "AZ")}
    assert ("ratified", "2025-09-01") not in proposed(papers)
    decide(officer, papers, "undo-step", str(row.pk))
    assert ("ratified", "2025-09-10") in proposed(papers)


def test_a_term_that_papers_tell_is_counted_from_the_entry_into_force(papers, client_of: Browser):
    officer = client_of(papers.officer)
    decide(officer, papers, "take", proposed(papers)["term", ""].key)
    kept = life(papers).terms
    assert (kept.until, kept.renewal_months, kept.notice_months) == (date(2030, 9, 30), 60, 6)
    notices = lives.text_notices(Access(papers.officer), date(2030, 1, 1), date(2030, 12, 31))
    assert [(n.kind, n.day) for n in notices] == [("notice", date(2030, 3, 30)), ("renews", date(2030, 9, 30))]
    decide(officer, papers, "undo-terms", str(kept.version))
    assert life(papers).terms.until is None and ("term", "") in proposed(papers)


def test_what_is_set_aside_never_comes_back_unless_somebody_has_it_proposed_again(papers, client_of: Browser):
    officer = client_of(papers.officer)
    assert "will not be proposed again" in decide(officer, papers, "aside", proposed(papers)["ratified", "2025-09-10"].key)
    again = OTHER.replace("Ratification told otherwise", "Told once more")
    lived(papers, "again.txt", again, [step(again, OTHERWISE, kind="ratified", date="2025-09-10", by=["AZ"])], side="VN")
    assert ("ratified", "2025-09-10") not in proposed(papers) and ("ratified", "2025-09-01") in proposed(papers)
    row = StepAside.objects.get()
    with pytest.raises(NotAllowed):
        actions.undo_told_aside(papers.reader, row)
    decide(officer, papers, "undo-aside", str(row.pk))
    assert ("ratified", "2025-09-10") in proposed(papers)
    assert {"set told step aside", "undo set told step aside"} <= set(LogEntry.objects.values_list("action", flat=True))


def test_what_is_no_more_proposed_cannot_be_taken(papers, client_of: Browser):
    key = proposed(papers)["in-force", "2025-10-01"].key
    actions.take_told(papers.officer, text(papers), key)
    with pytest.raises(Conflict):
        actions.take_told(papers.officer, text(papers), key)
    with pytest.raises(NotAllowed):
        actions.set_told_aside(papers.reader, text(papers), key)
    assert "Somebody changed it meanwhile" in decide(client_of(papers.officer), papers, "take", key)


def test_of_a_restricted_paper_nothing_is_proposed_to_whom_it_is_hidden(told, client_of: Browser):
    lived(told, "secret.txt", LATER, [step(LATER, FORCE, kind="in-force", date="2025-10-01")], side="AZ",
          marking=Marking.RESTRICTED)
    assert not proposed(told)
    head = Access(told.head)
    row = told_lives.of_text(head, lives.lives(head, [head.fact(text(told).fact)])[0])[0]
    made = actions.take_told(told.head, head.fact(text(told).fact), row.key)
    assert isinstance(made, LifeStep) and made.marking == Marking.RESTRICTED
    assert not life(told).steps


def test_what_is_told_without_a_day_is_said_in_the_form(told, client_of: Browser):
    lived(told, "undated.txt", LATER, [step(LATER, RATIFIED, kind="ratified", by=["AZ"])], side="AZ")
    row = proposed(told)["ratified", ""]
    with pytest.raises(Impossible):
        actions.take_told(told.officer, text(told), row.key)
    address = reverse("instrument_life", args=[text(told).fact])
    page = client_of(told.officer).get(address).content.decode()
    assert f"?told={row.key}" in page and "Say its day" in page
    form = client_of(told.officer).get(address, {"told": row.key}).content.decode()
    assert 'value="ratified" selected' in form and RATIFIED in form


def test_a_relation_told_by_papers_is_taken_where_the_record_knows_the_other_text(told, client_of: Browser):
    words = "The Agreement on Visa Exemption implements the Joint Statement on the Strategic Partnership."
    paper = f"On texts\n\nBaku, October 3, 2025 (AZERTAC) - {words}\n"
    lived(told, "relation.txt", paper, [
        step(paper, words, kind="implements", named="the Joint Statement on the Strategic Partnership")], side="AZ")
    row = proposed(told)["implements", ""]
    assert row.other is not None and row.other.label == "Joint Statement on the Strategic Partnership"
    decide(client_of(told.officer), told, "take", row.key)
    assert lives.relations(Access(told.officer)).get().kind == "implements"
    assert not proposed(told)


def test_a_paper_read_again_tells_of_lives_what_it_did_not_before(told):
    held = Claim.objects.get(kind="instrument", fields__title="Agreement on Visa Exemption")
    read = CoreClaim(held.pk, held.key, held.kind, held.document, {**held.fields, "life": [
        step(AGREEMENT, "The two sides signed", kind="in-force", date="2025-07-01")]},
        tuple(Citation(*c) for c in held.citations))
    intake.keep(held.document, [read], Run.objects.first())
    projecting.touch(told.partnership)
    projecting.bring_up(told.partnership)
    assert ("in-force", "2025-07-01") in proposed(told)


def test_what_papers_tell_is_decided_on_over_http(papers):
    ask = Asked(program(papers.officer, "read", "decide"))
    address = f"/texts/{text(papers).fact}"
    told = {(t["what"], t["date"]): t for t in ask("get", f"{address}/told")}
    assert set(told) == {("ratified", "2025-09-01"), ("ratified", "2025-09-10"), ("in-force", "2025-10-01"), ("term", "")}
    ratified = told["ratified", "2025-09-10"]
    assert (ratified["side"], ratified["told_by"], ratified["whole"]) == ("AZ", "VN", True)
    assert ratified["sources"][0]["quote"] == OTHERWISE
    assert told["term", ""]["until"] == "2030-09-30" and told["term", ""]["notice_months"] == 6
    whole = ask("post", f"{address}/told/{told['in-force', '2025-10-01']['key']}/take")
    assert [(s["stage"], s["date"]) for s in whole["steps"]] == [("in-force", "2025-10-01")]
    ask("post", f"{address}/told/{told['in-force', '2025-10-01']['key']}/take", status=409)
    aside = ask("post", f"{address}/told/{ratified['key']}/set-aside", status=201)
    assert aside["told"]["date"] == "2025-09-10" and ask("get", f"{address}/set-aside")[0]["id"] == aside["id"]
    assert ratified["key"] not in {t["key"] for t in ask("get", f"{address}/told")}
    assert ratified["key"] in {t["key"] for t in ask("post", f"/told-asides/{aside['id']}/undo")}


def test_a_ratification_by_an_unnamed_side_is_not_taken_as_that_of_both(told, client_of: Browser):
    words = "The Agreement on Visa Exemption was ratified on 1 September 2025."
    paper = f"Ratified\n\nBaku, October 3, 2025 (AZERTAC) - {words}\n"
    lived(told, "sideless.txt", paper, [step(paper, words, kind="ratified", date="2025-09-01")], side="AZ")
    row = proposed(told)["ratified", "2025-09-01"]
    with pytest.raises(Impossible):
        actions.take_told(told.officer, text(told), row.key)
    address = reverse("instrument_life", args=[text(told).fact])
    assert "Say which side" in client_of(told.officer).get(address).content.decode()
    form = client_of(told.officer).get(address, {"told": row.key}).content.decode()
    assert 'value="ratified" selected' in form and 'value="2025-09-01"' in form


@pytest.mark.parametrize(("kind", "day", "whole"), [
    ("ratified", "2026", False), ("ratified", "2999", False), ("in-force", "2999-01-01", True), ("in-force", "2026", False)])
def test_what_is_only_announced_is_not_taken_as_done(told, kind, day, whole):
    words = f"Azerbaijan will have the Agreement on Visa Exemption {kind} in {day}."
    paper = f"To come\n\nBaku, October 3, 2025 (AZERTAC) - {words}\n"
    lived(told, "announced.txt", paper, [step(paper, words, kind=kind, date=day, by=["AZ"], planned=True)], side="AZ")
    row = proposed(told)[kind, day]
    assert row.whole == whole
    if not whole:
        with pytest.raises(Impossible):
            actions.take_told(told.officer, text(told), row.key)
