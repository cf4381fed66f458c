"""The record is a pure function of claims and judgements."""

from __future__ import annotations

import json
import random
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import STORY, claim, person, text
from servanda.claims import Claim
from servanda.reconciliation import Judgement, Record, resolve
from servanda.reconciliation.judgement import Target
from servanda.reconciliation.source import Source

A = text("The two sides agreed to double trade. " + STORY, path="a.txt", published="2025-05-08")
COPY = text("The two sides agreed to double trade. " + STORY.replace("draft", "text"), path="b.txt", published="2025-05-08")
OTHER = text("In Hanoi they agreed to double trade.", path="c.txt", published="2025-05-08")
TRADE = claim(A, "undertaking", "double trade")
COPIED = claim(COPY, "undertaking", "double trade")
RETOLD = claim(OTHER, "undertaking", "double trade")
SOURCES = [Source(A), Source(COPY), Source(OTHER)]


def judged(target: Claim, verdict: str, number: int = 1, **more: object) -> Judgement:
    return Judgement.model_validate({
        "id": f"j{number}", "at": f"2025-06-0{number}T10:00:00+00:00", "who": "desk", "verdict": verdict,
        "target": {"claim": target.id}, "key": target.key, "document": target.document, **more})


def test_rejection_binds_near_copies_but_not_another_telling() -> None:
    record = resolve(SOURCES, [TRADE, COPIED, RETOLD], [judged(TRADE, "reject")])
    assert [u.claims for u in record.undertakings] == [[RETOLD.id]]


def test_correction_is_shown_and_the_claim_stays_as_read() -> None:
    record = resolve([Source(OTHER)], [RETOLD], [judged(RETOLD, "correct", value={"due": "2027"})])
    assert (record.undertakings[0].due, record.undertakings[0].review) == ("2027", "corrected")
    assert RETOLD.fields["due"] is None


def test_what_a_person_puts_right_is_not_told_as_said_by_a_source() -> None:
    told = [claim(paper, "undertaking", "double trade", by=["VN"], due=due) for paper, due in ((A, "2027"), (OTHER, "2028"))]
    same = Judgement(id="s", at="2024-01-01", who="x", target=Target(pair=(told[0].id, told[1].id)), verdict="same")
    (read,) = resolve([Source(A), Source(OTHER)], told, [same]).undertakings
    assert {t.property for t in read.tellings} == {"due"}
    (right,) = resolve([Source(A), Source(OTHER)], told, [same, judged(told[0], "correct", value={"by": ["AZ"]})]).undertakings
    assert (right.by, right.review) == (["AZ"], "corrected")
    assert {t.property for t in right.tellings} == {"due"}


def test_decision_taken_back_counts_no_more() -> None:
    taken_back = [judged(RETOLD, "reject"), judged(RETOLD, "unsure", 2, supersedes="j1")]
    record = resolve([Source(OTHER)], [RETOLD], taken_back)
    assert record.undertakings[0].review == "proposed"


def test_confirmed_claim_survives_the_rejection_of_its_copy() -> None:
    decisions = [judged(TRADE, "reject"), judged(COPIED, "confirm", 2)]
    record = resolve(SOURCES[:2], [TRADE, COPIED], decisions)
    assert [(u.claims, u.review) for u in record.undertakings] == [([COPIED.id], "confirmed")]


def test_merged_fact_keeps_the_oldest_id_and_what_each_source_said() -> None:
    first = person(A, "The two", "VN", names=["To Lam"])
    second = person(OTHER, "In Hanoi", "VN", "party-leader", names=["Tô Lâm"])
    record = resolve([Source(A), Source(OTHER)], [first, second])
    (entity,) = record.entities
    assert entity.id == first.id
    assert entity.names == ["To Lam", "Tô Lâm"]
    assert {t.property for t in entity.tellings} >= {"names", "offices"}
    assert entity.merged[0].reasons


def test_merges_are_written_with_with_and_read_as_they_were_written_before() -> None:
    first = person(A, "The two", "VN", names=["To Lam"])
    second = person(OTHER, "In Hanoi", "VN", "party-leader", names=["Tô Lâm"])
    record = resolve([Source(A), Source(OTHER)], [first, second])
    written = record.to_json()
    (merge,) = json.loads(written)["entities"][0]["merged"]
    assert list(merge) == ["with", "score", "reasons"]
    for told in (written, written.replace('"with":', '"other":'), "".join(record.json_parts())):
        assert Record.model_validate_json(told).entities == record.entities


@settings(max_examples=25)
@given(st.integers())
def test_order_of_judgements_on_different_things_does_not_matter(seed: int) -> None:
    decisions = [judged(TRADE, "confirm"), judged(RETOLD, "correct", 2, value={"areas": ["finance"]}),
                 Judgement(id="j3", at="2025-06-03T00:00:00+00:00", who="desk", verdict="different",
                           target=Target(pair=(TRADE.id, COPIED.id)))]
    shuffled = random.Random(seed).sample(decisions, len(decisions))
    claims = [TRADE, COPIED, RETOLD]
    assert resolve(SOURCES, claims, shuffled) == resolve(SOURCES, claims, decisions)


def test_adding_papers_never_changes_an_id() -> None:
    alone = resolve([Source(A)], [TRADE])
    together = resolve(SOURCES, [TRADE, COPIED, RETOLD])
    assert alone.undertakings[0].id in {u.id for u in together.undertakings}


def test_parts_of_a_record_share_what_they_have_in_common() -> None:
    first, second = (resolve([Source(t)], [c]).undertakings[0] for t, c in ((A, TRADE), (OTHER, RETOLD)))
    assert first.model_fields_set is second.model_fields_set
    assert first.model_fields_set == set(type(first).model_fields)
    assert sys.getsizeof(vars(first)) < sys.getsizeof(dict(vars(first)))


def test_event_whose_day_lies_after_every_paper_that_tells_it_was_not_held() -> None:
    told = [claim(OTHER, "event", "In Hanoi they agreed", type="meeting", states=["AZ", "VN"], date=day, status="held")
            for day in ("2025-06-01", "2025-05-08", "2025")]
    statuses = [resolve([Source(OTHER)], [event]).events[0].status for event in told]
    assert statuses == ["planned", "held", "held"]
    assert resolve([Source(OTHER)], told[:1], [judged(told[0], "confirm")]).events[0].status == "held"
