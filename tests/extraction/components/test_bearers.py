"""Names of states and cities that a paper gives to a person."""

from __future__ import annotations

import pytest

from servanda.extraction.components.bearers import Bearers
from servanda.extraction.gazetteer import gazetteer


def left(tag: str, words: str) -> list[str]:
    """The mentions of states that remain."""
    kept = Bearers(tag).without(words, gazetteer(tag).find(words))
    return [words[m.span.start:m.span.end] for m in kept]


@pytest.mark.parametrize(("tag", "words", "states"), [
    ("en", "Prime Minister Luis Montenegro met the envoy of Fiji. Montenegro thanked him.", ["Fiji"]),
    ("en", "Ms. Jordan, the envoy of Canada, met Mr. Paris. Jordan thanked him.", ["Canada"]),
    ("en", "Jordanian envoys met Ms. Jordan of Canada and said Jordan would help.", ["Jordanian", "Canada", "Jordan"]),
    ("en", "Ms. Jordan spoke in Jordan.", ["Jordan"]),
    ("en", "Jordan and Georgia signed a pact.", ["Jordan", "Georgia"]),
    ("en", "Jordan Reyes-Lindt spoke for Canada. Mr. Reyes-Lindt left.", ["Canada"]),
    ("en", "Ana Chad of Georgia spoke. Chad left.", ["Georgia"]),
    ("fr", "M. Montenegro s'est engagé devant le Togo.", ["Togo"]),
    ("fr", "Mme Paris et M. Milan ont salué le Togo.", ["Togo"]),
    ("fr", "Luís Montenegro a parlé du Monténégro.", ["Monténégro"]),
])
def test_a_persons_name_is_no_state(tag: str, words: str, states: list[str]) -> None:
    assert left(tag, words) == states
