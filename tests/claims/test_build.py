"""Findings become claims whose citations are exact spans of the stored text."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace

import pytest

from builders import claim, text
from servanda.claims import Why, build, joined
from servanda.claims.claim import claim_key, digest, fold
from servanda.errors import BrokenClaim
from servanda.extraction.mentions import Entity, Event, Findings, Mechanism, Span, Undertaking
from servanda.reading.text import View

PAPER = text("Rosa Pinto met the Joint  Committee and agreed to reopen the ferry line.")


def findings() -> Findings:
    return Findings(
        entities=[Entity("p1", "person", "Rosa Pinto", ("Rosa Pinto",), (Span(0, 10),), "CV")],
        mechanisms=[Mechanism("m1", "committee", Span(19, 35), ("CV", "SN"), "existing", ())],
        events=[Event("e1", "meeting", None, None, ("p1",), ("CV", "SN"), "held", (Span(11, 14),))],
        undertakings=[Undertaking("u1", ("CV",), "pledge", "agree", (Span(50, 71),), mechanism="m1", speaker="p1")],
    )


def test_claims_cite_exact_words_and_refer_to_each_other() -> None:
    made = {c.kind: c for c in build(PAPER, findings())}
    assert all(PAPER.content[c.start:c.end] == c.quote for claim in made.values() for c in claim.citations)
    assert made["event"].fields["participants"] == [made["entity"].id]
    assert made["undertaking"].fields["mechanism"] == made["mechanism"].id


def test_event_may_be_part_of_one_told_after_it() -> None:
    told = findings()
    visit = Event("e2", "visit", None, None, ("p1",), ("CV", "SN"), "held", (Span(0, 14),))
    told.events[:] = [replace(told.events[0], part_of="e2"), visit]
    meeting, whole = [c for c in build(PAPER, told) if c.kind == "event"]
    assert (meeting.fields["part_of"], whole.fields["part_of"]) == (whole.id, None)


def test_claims_are_the_same_from_run_to_run() -> None:
    assert build(PAPER, findings()) == build(PAPER, findings())


def test_citation_of_a_view_span_is_the_stored_text() -> None:
    content = "On the ferry\u00a0line"
    view = View("On the ferry line", tuple(range(len(content))), ())
    paper = replace(text(content), view=view)
    (made,) = build(paper, Findings(undertakings=[Undertaking("u", ("CV",), "pledge", "agree", (Span(7, 17),))]))
    assert made.quote == "ferry\u00a0line"


def test_span_outside_the_text_is_refused() -> None:
    outside = Findings(undertakings=[Undertaking("u", ("CV",), "pledge", "agree", (Span(60, 99),))])
    with pytest.raises(BrokenClaim, match=r"paper\.txt"):
        build(PAPER, outside)


def test_digest_keeps_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_key_forgets_case_accents_and_typography() -> None:
    assert fold("L\u2019\u00c9tat") == fold("l'etat")
    keys = {claim_key("undertaking", words, ["AZ"]) for words in ("Renforcer l\u2019amiti\u00e9", "renforcer l'amitie")}
    assert len(keys) == 1


def test_claims_share_what_they_have_in_common_and_come_the_same_from_another_process() -> None:
    one, other = (replace(claim(text(words), "undertaking", "open a school"), why=(Why("by will", "agree", "agreed"),))
                  for words in ("They open a school.", "Both open a school soon."))
    assert sys.getsizeof(one.fields) < sys.getsizeof(dict(one.fields))
    assert one.why is other.why
    back = pickle.loads(pickle.dumps(one))
    assert back == one
    assert back.why is one.why
    assert sys.getsizeof(back.fields) == sys.getsizeof(one.fields)


def test_a_name_over_two_lines_keeps_its_apostrophes() -> None:
    content = "the Accord de\nl\u2019Eau of 1999"
    paper = replace(text(content), view=View(content.replace("\n", " ").replace("\u2019", "'"), tuple(range(len(content))), ()))
    (made,) = build(paper, Findings(mechanisms=[Mechanism("m", "committee", Span(4, 19), ("CV",), "existing", (Span(4, 19),))]))
    assert made.fields["name"] == "Accord de l\u2019Eau"


def test_claims_of_two_parts_of_a_paper_are_joined() -> None:
    later = findings()
    later.entities[:] = [replace(later.entities[0], key="q1", name="Rosa  Pinto", names=("Rosa Pinto", "Mme Pinto"), state=None)]
    later.mechanisms.clear()
    later.events[:] = [replace(later.events[0], type="call", participants=("q1",))]
    later.undertakings.clear()
    made = joined([build(PAPER, findings()), build(PAPER, later)])
    people = [c for c in made if c.kind == "entity"]
    assert [p.fields["names"] for p in people] == [["Rosa Pinto", "Mme Pinto"]] and people[0].fields["state"] == "CV"
    assert len(people[0].citations) == 2
    assert [e.fields["participants"] for e in made if e.kind == "event"] == [[people[0].id]] * 2


def test_claims_of_one_part_stay_as_they_are() -> None:
    claims = build(PAPER, findings())
    assert joined([claims]) == claims
