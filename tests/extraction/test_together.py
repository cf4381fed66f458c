"""Patterns asked together find what each finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.extraction.together import Together, beginnings


@pytest.mark.parametrize(("pattern", "starts"), [
    (r"(?<!\w)agree(?:d|s)?", {"agre"}), (r"(?<![\w-])(?:visit|journey)s?", {"visi", "jour"}), (r"\b[ab]\w*", {"a", "b"}),
    (r"\b(?:the )?summit", {"the sum", "summ"}), (r"(?<!\w)(?=x)xy", {"xy"}),
    (r"\b(?P<day>(?-i:on|at) [12])", {"on 1", "on 2", "at 1", "at 2"}), (r"\bl['\u2019]ac+ord", {"l'ac", "l\u2019ac"}),
    (r"agree", None), (r"(?<!\w)\w+", None), (r"(?<!a)agree", None), (r"(?<!\w)", None),
    (r"\b(?:(?:go|no)\s)?to", {"go", "no", "to"}), (r"\b(?:a|has)\s+gone", {"a gon", "has gon"}),
    (r"\b(?:a|has)\s*gone", {"a", "has"}),
    (r"\b(?:in\s+)?the\s+(?:late|last)", {"in the", "the lat", "the las"}), (r"\bwill\s+(?:do|go)?", {"will "}),
])
def test_beginnings_are_read_from_the_pattern(pattern: str, starts: set[str] | None) -> None:
    assert beginnings(re.compile(pattern)) == starts


WRITTEN = (
    r"(?<!\w)agre+(?:d|es)? to", r"(?<![\w-])(?:go|come)\s+b(?:ack|y)", r"\b(?:ab|ba)c?\b", r"[ab]+c(?=o)",
    r"\b\d{1,2}(?:st)? go", r"(?<!\w)(?:(?:a|be)\s)?to", r"(?<!\w)(?:to|a)\s+(?:to|a)", r"(?<!\w)(?-i:A)g",
)
PATTERNS = [re.compile(p, re.IGNORECASE) for p in WRITTEN]


@given(st.text(alphabet="agredtocmbk ABst17٣İ-\n", max_size=60), st.integers(0, 9))
def test_nothing_is_lost(text: str, start: int) -> None:
    start = min(start, len(text))
    found = sorted((i, m.span()) for i, m in Together(PATTERNS).finditer(text, start, len(text)))
    assert found == sorted((i, m.span()) for i, p in enumerate(PATTERNS) for m in p.finditer(text, start))
