"""Words for events: every example of every language's triggers and families."""

from __future__ import annotations

import pytest

from servanda import languages
from servanda.extraction.components.events.lexicon import Words

WORDS = {tag: Words(languages.load(tag)) for tag in languages.installed() if languages.load(tag).has("events")}
TRIGGERS = [
    pytest.param(tag, trigger.name, words, kind == "match", id=f"{tag} {trigger.name}: {words}")
    for tag, compiled in WORDS.items() for trigger in compiled.lexicon.triggers
    for kind, listed in trigger.examples.items() for words in listed
]
FAMILIES = [
    pytest.param(tag, family, words, kind == "match", id=f"{tag} {family}: {words}")
    for tag, compiled in WORDS.items() for family, examples in compiled.lexicon.examples.items()
    for kind, listed in examples.items() for words in listed
]
ORDINALS = [
    ("fr", "la 2e session", 2), ("fr", "la 15ème session", 15), ("fr", "la douzième session", 12),
    ("en", "the 11th session", 11), ("en", "the third round", 3), ("en", "the session", None),
]


@pytest.mark.parametrize(("tag", "name", "words", "found"), TRIGGERS)
def test_trigger_example(tag: str, name: str, words: str, found: bool) -> None:
    patterns = [pattern for trigger, _, pattern in WORDS[tag].triggers if trigger.name == name]
    assert any(pattern.search(words) for pattern in patterns) is found


@pytest.mark.parametrize(("tag", "family", "words", "found"), FAMILIES)
def test_family_example(tag: str, family: str, words: str, found: bool) -> None:
    assert bool(WORDS[tag].family(family).search(words)) is found


@pytest.mark.parametrize(("tag", "words", "number"), ORDINALS)
def test_ordinal_is_read_as_a_number(tag: str, words: str, number: int | None) -> None:
    assert WORDS[tag].ordinal(words) == number


def test_every_trigger_of_a_parsed_language_has_an_example() -> None:
    bare = [(tag, t.name) for tag, compiled in WORDS.items() for t in compiled.lexicon.triggers
            if not t.examples and languages.load(tag).profile.parser]
    assert not bare
