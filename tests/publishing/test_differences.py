"""What a later record adds, changes and drops, in lines to read."""

from __future__ import annotations

from examples import merged, record

from servanda.publishing.differences import differences, lines
from servanda.publishing.words import Words


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
