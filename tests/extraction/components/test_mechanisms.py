"""Joint bodies: the examples of every language, and status, states and identity."""

from __future__ import annotations

import pytest
from naming import unparsed

from servanda import languages
from servanda.extraction.components.mechanisms import Finder, Lexicon
from servanda.extraction.mentions import Mechanism

LEXICONS = {tag: languages.load(tag).section("mechanisms", Lexicon) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, words, kind == "match", id=f"{tag}: {words}")
    for tag, lexicon in LEXICONS.items() for kind, listed in lexicon.examples.items() for words in listed
]


@pytest.mark.parametrize(("tag", "words", "found"), EXAMPLES)
def test_examples_of_the_lexicon(tag: str, words: str, found: bool) -> None:
    assert bool(Finder(languages.load(tag)).occurrences(unparsed(words, tag))) == found


def read(words: str, tag: str = "en") -> list[Mechanism]:
    found: list[Mechanism] = Finder(languages.load(tag))(unparsed(words, tag))._.findings.mechanisms
    return found


@pytest.mark.parametrize(("tag", "words", "status"), [
    ("en", "The Joint Committee met in Suva.", "existing"),
    ("en", "They agreed to establish a joint committee.", "planned"),
    ("en", "They have established a joint committee.", "existing"),
    ("en", "They welcomed the creation of a joint committee.", "existing"),
    ("en", "A joint committee will be set up.", "planned"),
    ("fr", "La Commission mixte se réunira.", "existing"),
    ("fr", "Il propose la création d'une commission mixte.", "planned"),
    ("fr", "Il est institué une commission mixte.", "existing"),
    ("fr", "Une commission mixte examinera les cas.", "planned"),
])
def test_status_tells_what_is_there_from_what_is_to_come(tag: str, words: str, status: str) -> None:
    (found,) = read(words, tag)
    assert found.status == status


def test_longer_form_names_the_body_and_the_short_one_is_kept() -> None:
    (found,) = read("The Joint Committee met. The Joint Committee on Fisheries reports to them. The Committee is small.")
    assert found.title.end - found.title.start == len("Joint Committee on Fisheries")
    assert len(found.mentions) == 3
    assert len(found.forms) == 1


def test_states_are_those_of_the_name_else_those_of_the_paper() -> None:
    named, unnamed = read("The Kenya-Ghana Business Council met the Joint Committee.")
    assert (named.states, unnamed.states) == (("GH", "KE"), ("FJ", "TO"))


def test_between_whom_a_body_is_tells_no_two_bodies_of_the_pair_apart() -> None:
    (found,) = read("The Fiji-Tonga Joint Committee met. The Joint Committee on Reefs has two chairs.")
    assert len(found.forms) == 1
    ours, theirs = read("The Joint Committee on Reefs met. The Kenya-Ghana Joint Committee on Reefs is older.")
    assert (ours.states, theirs.states) == (("FJ", "TO"), ("GH", "KE"))


def test_what_the_parties_create_is_theirs_whatever_its_name() -> None:
    assert [m.status for m in read("They decided to create a committee for Whales.")] == ["planned"]
    assert not read("They met the committee for Whales.")


def test_the_first_of_two_states_parted_by_a_blank_dash_is_of_the_name() -> None:
    words = "Leaders of the Fiji - Tonga Parliamentary Friendship Group met."
    (found,) = read(words)
    assert words[found.title.start:found.title.end] == "Fiji - Tonga Parliamentary Friendship Group"


def test_what_only_says_of_a_body_what_it_is_names_none() -> None:
    (found,) = read("The Joint Commission met. It is the main coordinating mechanism for bilateral cooperation.")
    assert found.kind == "committee"


@pytest.mark.parametrize(("tag", "words", "name"), [
    ("en", "Fiji and Tonga will hold a meeting of the Joint Commission on Economic Cooperation in Lima in May.",
     "Joint Commission on Economic Cooperation"),
    ("en", "The Joint Committee on Health in Suva met last year.", "Joint Committee on Health"),
    ("en", "They convened the Joint Commission on Cooperation in Fisheries.", "Joint Commission on Cooperation in Fisheries"),
    ("fr", "Ils réuniront la Commission mixte de coopération à Lima en mai.", "Commission mixte de coopération"),
])
def test_the_city_where_a_body_meets_is_no_part_of_its_name(tag: str, words: str, name: str) -> None:
    assert [words[m.title.start : m.title.end] for m in read(words, tag)] == [name]
