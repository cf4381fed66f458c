"""A guarded pattern finds what the pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.extraction.guard import Guarded, needed


@pytest.mark.parametrize(("pattern", "strings"), [
    (r"agree(?:d|s)?\s+to", ("agree",)), (r"(?:visit|journey)s?", ("visit", "journey")), (r"\d+", ()), (r"(?:a|\d)b", ("b",)),
    (r"(?<!\w)(?:Treaty|Pact)(?!\w)", ("treaty", "pact")), (r"(?:sign)?ing", ("ing",)), (r"(?:x|)", ()), (r"(?:ab){2,}", ("ab",)),
])
def test_needed_strings_are_read_from_the_pattern(pattern: str, strings: tuple[str, ...]) -> None:
    assert needed(re.compile(pattern)) == strings


WRITTEN = (r"agre+(?:d|es)? to", r"(?:go|come)\s+b(?:ack|y)", r"\b(?:ab|ba)c?\b", r"[ab]+c(?=o)")
PATTERNS = [re.compile(p, re.IGNORECASE) for p in WRITTEN]


@given(st.text(alphabet="agredtocmbk AB\n", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    for pattern in PATTERNS:
        found = [m.span() for m in Guarded(pattern).finditer(text, text.lower())]
        assert found == [m.span() for m in pattern.finditer(text)]
