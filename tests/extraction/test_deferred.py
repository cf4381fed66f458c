"""A deferred pattern does what the compiled one does, and is compiled no sooner."""

from __future__ import annotations

import gc
import re

import pytest

from builders import text
from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.deferred import _Deferred, deferred


def test_it_finds_what_the_pattern_finds() -> None:
    pattern, made = re.compile(r"(?<!\w)pacts?", re.IGNORECASE), deferred(r"(?<!\w)pacts?", re.IGNORECASE)
    words = "A Pact, two pacts, no impact."
    assert [m.span() for m in made.finditer(words)] == [m.span() for m in pattern.finditer(words)]
    assert (made.search(words, 4) is None, made.sub("x", words)) == (False, pattern.sub("x", words))
    assert (made.pattern, made.flags, made.groups) == (pattern.pattern, pattern.flags, 0)


def test_a_mistake_is_told_at_the_first_use() -> None:
    made = deferred("(")
    with pytest.raises(re.error):
        made.search("a")


@pytest.mark.parametrize("tag", [tag for tag in languages.installed() if languages.load(tag).profile.reads])
def test_every_pattern_of_a_language_compiles(tag: str) -> None:
    """A pattern that cannot be compiled would only be told by a paper that breaks down on it."""
    pipeline.extract(text("Fiji and Tonga.", language=tag))
    waiting = [kept for kept in gc.get_objects() if type(kept) is _Deferred]  # asking an object for its class may wake it
    assert len(waiting) > 100
    broken = {kept.pattern for kept in waiting if not compiles(kept)}
    assert broken == set()


def compiles(kept: _Deferred) -> bool:
    """Whether a pattern is one."""
    try:
        re.compile(kept.pattern, kept.flags)
    except re.error:
        return False
    return True
