"""A deferred pattern does what the compiled one does, and is compiled no sooner."""

from __future__ import annotations

import re

import pytest

from servanda.extraction.deferred import deferred


def test_it_finds_what_the_pattern_finds() -> None:
    pattern, made = re.compile(r"(?<!\w)pacts?", re.IGNORECASE), deferred(r"(?<!\w)pacts?", re.IGNORECASE)
    text = "A Pact, two pacts, no impact."
    assert [m.span() for m in made.finditer(text)] == [m.span() for m in pattern.finditer(text)]
    assert (made.search(text, 4) is None, made.sub("x", text)) == (False, pattern.sub("x", text))
    assert (made.pattern, made.flags, made.groups) == (pattern.pattern, pattern.flags, 0)


def test_a_mistake_is_told_at_the_first_use() -> None:
    made = deferred("(")
    with pytest.raises(re.error):
        made.search("a")
