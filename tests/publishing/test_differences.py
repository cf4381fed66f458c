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
    assert "      force\u00a0: Convient \u2192 S’engage" in shown
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
