"""What a later record adds, changes and drops, in lines to read."""

from __future__ import annotations

import pytest
from examples import merged, record

from servanda.publishing.differences import differences, lines
from servanda.publishing.words import Words, available
from servanda.reconciliation import Record


def test_change_is_told_in_words_and_nothing_else_is() -> None:
    before = record()
    told = [u.model_copy(update={"due": "2028-06", "force": "commit"}) if u.due == "2027" else u for u in before.undertakings]
    after = before.model_copy(update={"undertakings": told[:-1]})
    shown = list(lines(differences(before, after), before, after, Words("fr")))
    assert "      \u00e9ch\u00e9ance\u00a0: 2027 \u2192 juin 2028" in shown
    assert "      force\u00a0: Convenu \u2192 Engagement" in shown
    assert sum(row.startswith("  - ") for row in shown) == 1


def test_another_source_is_a_change_and_the_same_record_is_none() -> None:
    (change,) = differences(record(), merged())
    assert "citations" in change.fields
    assert not differences(merged(), merged())


def test_the_same_paper_from_another_folder_is_no_change() -> None:
    before = merged()
    elsewhere = [d.model_copy(update={"path": f"/another/folder/{d.path}"}) for d in before.documents]
    assert not differences(before, before.model_copy(update={"documents": elsewhere}))


@pytest.mark.parametrize("tag", available())
def test_ids_are_not_shown(tag: str) -> None:
    before, words = merged(), Words(tag)
    told = [d.model_copy(update={"story": "s-331a"}) for d in before.documents]
    after = before.model_copy(update={"documents": told})
    shown = list(lines(differences(before, after), before, after, words))
    assert not [row for row in shown if "s-331a" in row]
    papers = words("between").join(d.title or d.path for d in told)
    assert f"      {words('pair', name=words('field_story'), value=words('not_said'))} \u2192 {papers}" in shown
    assert not any(d.id in row for row in lines(differences(Record(), merged()), Record(), merged(), words) for d in told)


def test_another_order_of_papers_people_and_spellings_is_no_difference() -> None:
    before = merged()
    facts = {kind: list(reversed(getattr(before, kind))) for kind in ("entities", "events", "undertakings")}
    facts["entities"] = [e.model_copy(update={"names": e.names[::-1], "name": e.names[-1], "mentions": e.mentions[::-1],
                                              "tellings": e.tellings[::-1]}) for e in facts["entities"]]
    facts["events"] = [e.model_copy(update={"participants": e.participants[::-1]}) for e in facts["events"]]
    after = before.model_copy(update={**facts, "documents": before.documents[::-1]})
    assert not differences(before, after)


def test_a_fact_known_by_another_of_its_claims_is_no_change_of_what_names_it() -> None:
    before = merged()
    person = before.entities[0]
    before = before.model_copy(update={"events": [e.model_copy(update={"participants": [person.id]}) for e in before.events]})
    again = person.model_copy(update={"id": "en-first", "claims": ["en-first", *person.claims, person.id], "name": "Anna Other",
                                      "names": ["Anna Other", *person.names]})
    events = [e.model_copy(update={"participants": [again.id if p == person.id else p for p in e.participants]})
              for e in before.events]
    told = [u.model_copy(update={"speaker": again.id if u.speaker == person.id else u.speaker}) for u in before.undertakings]
    entities = [again if e.id == person.id else e for e in before.entities]
    after = before.model_copy(update={"entities": entities, "events": events, "undertakings": told})
    (change,) = differences(before, after)
    assert change.kind == "entities" and set(change.fields) == {"name", "names"}


def test_what_names_a_fact_still_names_its_parts_once_it_is_parted() -> None:
    before = merged()
    person = before.entities[0]
    whole = person.model_copy(update={"claims": [person.id, "en-second"]})
    parts = [person.model_copy(update={"id": key, "claims": [key]}) for key in (person.id, "en-second")]
    told, retold = ([u.model_copy(update={"speaker": key}) for u in before.undertakings] for key in (whole.id, "en-second"))
    joined = before.model_copy(update={"entities": [whole, *before.entities[1:]], "undertakings": told})
    parted = before.model_copy(update={"entities": [*parts, *before.entities[1:]], "undertakings": retold})
    assert not differences(joined, parted)
    assert [(d.kind, d.change) for d in differences(parted, joined)] == [("entities", "removed")]


def test_another_of_the_same_name_is_told_as_such() -> None:
    before = merged()
    person = before.entities[0]
    twin = person.model_copy(update={"id": "en-twin", "claims": ["en-twin"]})
    told, retold = ([u.model_copy(update={"speaker": key}) for u in before.undertakings[:1]] for key in (person.id, twin.id))
    held = before.model_copy(update={"entities": [*before.entities, twin], "undertakings": told})
    after = held.model_copy(update={"undertakings": retold})
    shown = list(lines(differences(held, after), held, after, Words("en")))
    assert f"      speaker: {person.name} (another of that name)" in shown


def test_every_change_says_what_changed() -> None:
    before = record()
    after = before.model_copy(update={"documents": [d.model_copy(update={"text_sha256": "0"}) for d in before.documents]})
    shown = list(lines(differences(before, after), before, after, Words("en")))
    assert sum(row.startswith("      ") for row in shown) == len(before.documents)
