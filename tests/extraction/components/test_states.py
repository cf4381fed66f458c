"""Names of states, and the states a paper is between."""

from __future__ import annotations

import pytest

from servanda.extraction.components import parties
from servanda.extraction.gazetteer import codes, gazetteer


@pytest.mark.parametrize(("tag", "words", "found"), [
    ("fr", "les relations algéro-tunisiennes", ("DZ", "TN")),
    ("fr", "la République socialiste du Vietnam", ("VN",)),
    ("fr", "l'UE et la Suisse", ("CH", "EU")),
    ("en", "U.S.-Jordan ties", ("JO", "US")),
    ("en", "give us a turkey", ()),
    ("en", "the Republic of Korea", ("KR",)),
])
def test_states_are_found_in_all_their_names(tag: str, words: str, found: tuple[str, ...]) -> None:
    assert codes(gazetteer(tag).find(words)) == found


def test_abbreviation_is_cited_with_its_last_stop() -> None:
    (mention,) = gazetteer("en").find("the U.S. side")
    assert (mention.span.start, mention.span.end) == (4, 8)


def test_parties_are_the_two_named_most() -> None:
    words = "Le Kenya et le Togo ont signé un accord. Le Togo et le Kenya remercient la France."
    assert parties.between(words, None, gazetteer("fr").find(words)) == ("KE", "TG")


@pytest.mark.parametrize(("title", "found"), [
    ("Joint statement of Ghana, the Republic of Korea, and the United States on ports", ("GH", "KR", "US")),
    ("Malta-Chile-Kenya Framework on Ferries", ("CL", "KE", "MT")),
    ("Statement of Malta and Chile on the ferry to Kenya", ()),
])
def test_parties_are_those_a_title_lists(title: str, found: tuple[str, ...]) -> None:
    assert parties.listed(title, gazetteer("en").find(title)) == found
