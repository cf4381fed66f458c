"""References: the examples of every language, and who sides, offices and pronouns are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from servanda import languages
from servanda.extraction.components.references import Finder
from servanda.extraction.components.references.lexicon import Lexicon, plain, words
from servanda.extraction.mentions import Office, Reference, Span
from speaking import read

LEXICONS = {tag: languages.load(tag).section("references", Lexicon) for tag in languages.installed()}
FOUND = [
    pytest.param(tag, sentence, joint, id=f"{tag}: {joint}")
    for tag, lexicon in LEXICONS.items() for sentence, joint in lexicon.examples.match.items()
]
NOT_FOUND = [
    pytest.param(tag, sentence, id=f"{tag}: {sentence}")
    for tag, lexicon in LEXICONS.items() for sentence in lexicon.examples.no_match
]


def joint_references(sentence: str, tag: str) -> Iterator[str]:
    return (match[0] for form, _, match in words(languages.load(tag)).standing(plain(sentence)) if form == "joint")


@pytest.mark.parametrize(("tag", "sentence", "joint"), FOUND)
def test_example_holds_the_joint_reference(tag: str, sentence: str, joint: str) -> None:
    assert next(joint_references(sentence, tag), None) == joint


@pytest.mark.parametrize(("tag", "sentence"), NOT_FOUND)
def test_example_holds_no_joint_reference(tag: str, sentence: str) -> None:
    assert next(joint_references(sentence, tag), None) is None


def named(sentence: str, tag: str, parties: tuple[str, ...], *people: tuple[str, ...], **text: str) -> dict[str, Reference]:
    doc = read(sentence, tag, parties, *people, **text)  # type: ignore[arg-type]
    Finder(languages.load(tag))(doc)
    return {doc.text[r.span.start:r.span.end]: r for r in doc._.findings.references}


@pytest.mark.parametrize(("tag", "sentence", "reference", "states"), [
    ("fr", "La partie estonienne se dit prête.", "partie estonienne", ("EE",)),
    ("fr", "Le gouvernement du Chili y veillera.", "gouvernement du Chili", ("CL",)),
    ("fr", "Les ministres chiliens se sont vus.", "Les ministres chiliens", ("CL",)),
    ("fr", "Les ministres chilien et estonien se sont vus.", "Les ministres", ("CL", "EE")),
    ("en", "The Estonian side is ready.", "Estonian side", ("EE",)),
    ("en", "The two sides agreed.", "The two sides", ("CL", "EE")),
    ("en", "They agreed.", "They", ("CL", "EE")),
])
def test_reference_speaks_for_states(tag: str, sentence: str, reference: str, states: tuple[str, ...]) -> None:
    assert named(sentence, tag, ("CL", "EE"))[reference].states == states


@pytest.mark.parametrize(("tag", "sentence", "reference", "states"), [
    ("fr", "Le visiteur a demandé des vols.", "Le visiteur", ("CL",)),
    ("fr", "La délégation visiteuse a remercié le pays hôte.", "le pays hôte", ("EE",)),
    ("en", "The visiting Chilean minister asked for flights.", "The visiting Chilean minister", ("CL",)),
    ("en", "The host replied.", "The host", ("EE",)),
])
def test_guest_and_host_are_told_by_where_the_paper_speaks(
    tag: str, sentence: str, reference: str, states: tuple[str, ...]
) -> None:
    assert named(sentence, tag, ("CL", "EE"), side="EE")[reference].states == states


def test_office_takes_no_state_behind_its_verb() -> None:
    assert named("The Chilean minister also asked Estonia to wait.", "en", ("CL", "EE"))["The Chilean minister"].states == ("CL",)


def test_pronoun_takes_up_the_first_subject_of_the_sentence_before() -> None:
    found = named("Rojas met Tamm in Lima. He praised the talks.", "en", ("CL", "EE"), ("Rojas", "CL"), ("Tamm", "EE"))
    assert found["He"].entity == "p-Rojas"


def test_impersonal_pronoun_is_nobody() -> None:
    found = named("Rojas est venu. Il a été convenu de coopérer. Il a promis de revenir.", "fr", ("CL", "EE"), ("Rojas", "CL"))
    assert found["Il"].states == ("CL",)
    assert len([name for name in found if name == "Il"]) == 1


def test_bare_office_is_its_last_holder() -> None:
    people = (("Rojas", "CL", "head-of-state"), ("Tamm", "EE", "minister/defence"))
    found = named("Rojas received Tamm. The minister gave thanks.", "en", ("CL", "EE"), *people)
    assert found["The minister"].entity == "p-Tamm"


def test_counterpart_is_of_the_other_side() -> None:
    found = named("Rojas met his counterpart.", "en", ("CL", "EE"), ("Rojas", "CL"))
    assert found["his counterpart"].states == ("EE",)


def test_first_person_of_a_joint_text_is_all_parties() -> None:
    assert named("We will meet.", "en", ("CL", "EE"), title="Joint Statement")["We"].states == ("CL", "EE")


def test_long_text_is_read_in_time() -> None:
    assert named("The two sides met. He spoke. " * 3000, "en", ("CL", "EE"))


def test_an_office_said_of_a_name_is_no_actor_of_its_own() -> None:
    sentence = "La ministre chilienne Rojas a gagné Tallinn. Elle y a vu Tamm. La ministre a remercié ses hôtes."
    doc = read(sentence, "fr", ("CL", "EE"), ("Rojas", "CL"), ("Tamm", "EE"))
    for number, entity in enumerate(doc._.findings.entities):
        if entity.name == "Rojas":
            office = Office("minister/foreign-affairs", "CL")
            doc._.findings.entities[number] = replace(entity, titles=(Span(3, 21),), offices=(office,))
    Finder(languages.load("fr"))(doc)
    found = {doc.text[r.span.start:r.span.end]: r.entity for r in doc._.findings.references}
    assert found["Elle"] == "p-Rojas" and found["La ministre"] == "p-Rojas"
    assert not any(r.span.start == 0 for r in doc._.findings.references)
