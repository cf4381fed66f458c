"""Lines of a page joined: compounds and periods broken at their own hyphen keep it."""

from __future__ import annotations

import pytest
from pages import page

from servanda.reading.lines import unwrapped

OPENING = "TUNIS, 4 mai 2026 (TAP) - Le ministre a reçu lundi à Tunis une mission d'experts, venue étudier "


@pytest.mark.parametrize(("broken", "whole"), [
    ("le projet tuniso-\nindonésien de port", "le projet tuniso-indonésien de port"),
    ("l'accord tchado-\ncamerounais de 2019", "l'accord tchado-camerounais de 2019"),
    ("le programme 2026-\n2029 de bourses", "le programme 2026-2029 de bourses"),
    ("la coopé-\nration en matière de bourses", "la coopération en matière de bourses"),
])
def test_words_broken_at_a_line_end_are_joined_as_they_were_written(broken: str, whole: str) -> None:
    assert whole in page(f"{OPENING}{broken} et d'eau.\n").view.text
    assert unwrapped(broken) == whole


def test_words_on_several_lines_are_shown_on_one() -> None:
    assert unwrapped("the two sides -\n  and\r\nothers") == "the two sides - and others"
