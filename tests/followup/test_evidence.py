"""From promise to deed: each construction once, across two languages; what must not count; what people decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import partnership
import pytest

import builders
from servanda.claims import Claim
from servanda.followup import Collection, Index, of_papers, suggest
from servanda.followup.home import homes
from servanda.publishing.words import Words, available
from servanda.reading.text import Dateline
from servanda.reconciliation import Judgement, Record, resolve
from servanda.reconciliation.judgement import Target
from servanda.reconciliation.source import Source


@pytest.fixture(scope="module")
def told() -> dict[str, Claim]:
    return partnership.claims()


@pytest.fixture(scope="module")
def made(told: dict[str, Claim]) -> Record:
    return partnership.record(told)


@pytest.mark.parametrize(("promise", "deed", "relation"), [
    ("session", "met", "fulfils"), ("accord", "signed", "fulfils"), ("visit", "paid", "fulfils"),
    ("train", "trained", "advances"),
])
def test_a_deed_bears_on_its_promise(made: Record, told: dict[str, Claim], promise: str, deed: str, relation: str) -> None:
    assert partnership.relations(made, told[promise]) == {told[deed].id: relation}


@pytest.mark.parametrize(("promise", "relation"), [("trade", "fulfils"), ("films", "contradicts")])
def test_a_plain_statement_is_a_deed_without_a_fact(made: Record, told: dict[str, Claim], promise: str, relation: str) -> None:
    (found,) = [e for e in made.evidence if e.promise == told[promise].id]
    place = found.citations[0]
    assert (found.deed, found.relation) == (None, relation) and found.statement
    assert partnership.DONE.content[place.start:place.end] == place.quote


def test_reasons_read_as_words(made: Record, told: dict[str, Claim]) -> None:
    (found,) = [e for e in made.evidence if e.promise == told["session"].id]
    assert ", ".join(map(Words("en").reason, found.why)) == (
        "same body, second session, held on 20 February 2024, in Lima, promised on 14 March 2023")
    assert "deuxième session" in ", ".join(map(Words("fr").reason, found.why))


def test_every_reason_has_words_in_every_language(made: Record) -> None:
    import re
    from pathlib import Path

    import servanda.followup
    source = "\n".join(p.read_text() for p in Path(servanda.followup.__file__).parent.rglob("*.py"))
    codes = {w.partition(":")[0] for e in made.evidence for w in e.why} | set(re.findall(r'why, "([a-z_]+)"', source))
    assert codes and not [(c, t) for t in available() for c in codes if f"reason_{c}" not in Words(t)]


def later(told: dict[str, Claim], name: str, **fields: Any) -> dict[str, str]:
    """How the deed of that name bears on the session's promise when its fields are others."""
    changed = {**told, name: Claim(**{**_fields(told[name]), "fields": {**told[name].fields, **fields}})}
    return partnership.relations(partnership.record(changed), told["session"])


def _fields(claim: Claim) -> dict[str, Any]:
    return {f: getattr(claim, f) for f in claim.__dataclass_fields__}


def test_an_earlier_deed_does_not_count(told: dict[str, Claim]) -> None:
    assert not later(told, "met", date="2018-07-02")


def test_another_pair_of_states_does_not_count(told: dict[str, Claim]) -> None:
    assert not later(told, "met", states=["PE", "TN"], mechanism=None)


def test_another_body_does_not_count(told: dict[str, Claim]) -> None:
    assert not later(told, "met", mechanism=None)


def test_only_planned_is_not_done(told: dict[str, Claim]) -> None:
    assert not later(told, "met", status="planned")


def test_only_the_first_session_after_the_promise_fulfils_it(told: dict[str, Claim]) -> None:
    paper = builders.text("The Joint Commission met once more.", path="more.txt", dateline=Dateline("Rabat", "2025-03-01"))
    body = builders.claim(paper, "mechanism", "The Joint Commission", **partnership.BOTH)
    again = builders.claim(paper, "event", "The Joint Commission met once more", type="session", date="2025-03-01", ordinal=3,
                           mechanism=body.id, **partnership.BOTH)
    made = partnership.record({**told, "x": body, "y": again}, texts=(*partnership.TEXTS, paper))
    assert partnership.relations(made, told["session"]) == {told["met"].id: "fulfils"}


def judgement(verdict: str, promise: Claim, deed: Claim, value: Any = None, **more: Any) -> Judgement:
    return Judgement(id=f"j-{verdict}", at="2024-03-01T09:00:00+00:00", who="desk", verdict=verdict,  # type: ignore[arg-type]
                     target=Target(evidence=(promise.id, deed.id)), value=value, **more)


def test_a_rejected_suggestion_never_returns(told: dict[str, Claim]) -> None:
    made = partnership.record(told, judgement("reject", told["session"], told["met"]))
    assert not partnership.relations(made, told["session"])


def test_a_rejection_taken_back_no_longer_counts(told: dict[str, Claim]) -> None:
    back = judgement("unsure", told["session"], told["met"], supersedes="j-reject")
    made = partnership.record(told, judgement("reject", told["session"], told["met"]), back)
    assert partnership.relations(made, told["session"]) == {told["met"].id: "fulfils"}


def test_a_confirmed_one_says_so_and_may_be_corrected(told: dict[str, Claim]) -> None:
    made = partnership.record(told, judgement("confirm", told["session"], told["met"]))
    assert [e.review for e in made.evidence if e.promise == told["session"].id] == ["confirmed"]
    made = partnership.record(told, judgement("correct", told["session"], told["met"], {"relation": "advances"}))
    assert [(e.relation, e.review) for e in made.evidence if e.promise == told["session"].id] == [("advances", "corrected")]


def test_evidence_by_hand_stands_where_no_rule_finds_it(told: dict[str, Claim]) -> None:
    made = partnership.record(told, judgement("confirm", told["films"], told["met"], "advances"))
    assert partnership.relations(made, told["films"])[told["met"].id] == "advances"
    assert [e.review for e in made.evidence if (e.promise, e.deed) == (told["films"].id, told["met"].id)] == ["manual"]


def test_a_judgement_without_evidence_is_written_as_before() -> None:
    plain = Judgement(id="j", at="2024-03-01T09:00:00+00:00", who="desk", target=Target(claim="c"), verdict="confirm")
    assert "evidence" not in plain.model_dump_json(exclude_none=True)


def test_new_papers_bring_the_same_evidence_as_the_whole(told: dict[str, Claim]) -> None:
    whole = resolve([Source(t) for t in partnership.TEXTS], told.values())
    (new,) = [d.id for d in whole.documents if d.path == "done.txt"]
    assert suggest(whole, papers=[new]) == suggest(whole) != []
    collection = Collection(whole)
    assert of_papers(Index(collection.promises(), collection.deeds()), [new]) == suggest(whole)


def test_an_undated_paper_promises_nothing_that_can_be_followed(told: dict[str, Claim]) -> None:
    assert not suggest(resolve([Source(builders.text("x"))], []))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-13", "XXXX-05-08", "soon", "2024-02-31"])
def test_days_that_cannot_be_break_nothing(told: dict[str, Claim], day: str) -> None:
    changed = {n: Claim(**{**_fields(c), "fields": {**c.fields, **({"date": day} if "date" in c.fields else {})}})
               for n, c in told.items()}
    texts = tuple(replace(t, published=day, dateline=None) for t in partnership.TEXTS)
    assert partnership.record(changed, texts=texts).undertakings


def test_a_promise_whose_other_side_is_unknown_is_not_followed() -> None:
    first = builders.text("Peru will train fishermen.", path="one.txt", published="2023-01-10")
    then = builders.text("Peru will train fishermen.", path="two.txt", published="2024-01-10")
    told = [builders.claim(t, "undertaking", "will train fishermen", by=["PE"], areas=["education"]) for t in (first, then)]
    assert not suggest(resolve([Source(first), Source(then)], told))


@pytest.mark.parametrize(("title", "home"), [("Morocco and Peru: a review", {"MA", "PE"}), ("A review", {"MA", "CL"})])
def test_a_headline_tells_whom_a_paper_is_about(title: str, home: set[str]) -> None:
    paper = replace(builders.text("Chile and Morocco signed a treaty on kelp.", published="2023-01-10"), title=title)
    told = [builders.claim(paper, "instrument", "treaty on kelp", type="treaty", date=None, parties=["CL", "MA"])]
    record = resolve([Source(paper)], told)
    assert homes(record) == {record.documents[0].id: home}


def test_people_and_a_dateline_tell_whom_a_paper_of_one_side_is_about() -> None:
    papers = [builders.text(words, path=f"{n}.txt", dateline=Dateline(place, "2023-01-10")) for n, (words, place) in enumerate((
        ("Peru and Morocco signed a treaty on kelp.", "Lima"), ("Peru and Morocco met in Lima.", "Lima"),
        ("Omar Idrissi spoke in Lima. Chile and Morocco signed a treaty on salt. Peru mends a pier.", "Lima")))]
    told = [builders.claim(papers[0], "instrument", "treaty on kelp", type="treaty", date=None, parties=["MA", "PE"]),
            builders.claim(papers[1], "event", "Peru and Morocco met", type="meeting", date="2023-01-10", states=["MA", "PE"]),
            builders.claim(papers[2], "instrument", "treaty on salt", type="treaty", date=None, parties=["CL", "MA"]),
            builders.claim(papers[2], "undertaking", "mends a pier", by=["PE"], areas=["transport"]),
            builders.person(papers[2], "Omar Idrissi", "MA", "minister/foreign-affairs")]
    record = resolve([Source(p) for p in papers], told)
    assert set(homes(record).values()) == {frozenset({"MA", "PE"})}


def test_a_paper_known_by_its_month_was_told_after_the_last_occasion_it_tells_of() -> None:
    paper = builders.text("Morocco met Peru on 8 May. They will mend the lighthouse at Ilo.", path="a.txt", published="2024-05")
    met = builders.claim(paper, "event", "Morocco met Peru on 8 May", type="meeting", date="2024-05-08", states=["MA", "PE"])
    record = resolve([Source(paper)], [met])
    assert [str(day) for day in Collection(record).told[record.documents[0].id] or ()] == ["2024-05-08", "2024-05-31"]
