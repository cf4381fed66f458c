"""The components in somebody's own pipeline: alone, in several processes, written down and read again."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc, DocBin

from servanda.extraction.factories import COMPONENTS, NEEDS, PIPES, PREFIX, REFINED, Missing

SENTENCE = "Rosa Pinto, Minister of Transport of Cabo Verde, agreed with Senegal to reopen the ferry line by 2027."
PAPER = (f"{SENTENCE} The second session of the Joint Commission of Cabo Verde and Senegal was held in Dakar on 5 May 2024. The "
         "two sides signed a Memorandum of Understanding on ferries, which entered into force on 1 June 2024.")


def piped(*names: str) -> SpacyLanguage:
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def whole() -> SpacyLanguage:
    return piped(*PIPES)


@pytest.fixture(scope="module")
def doc(whole: SpacyLanguage) -> Doc:
    return whole(SENTENCE)


def test_a_component_that_rests_on_none_works_alone() -> None:
    doc = piped("servanda_dates")("They met in Dakar on 5 May 2024.\n\nTwo days later they left.")
    assert [d.value for d in doc._.servanda_dates][:1] == ["2024-05-05"]
    assert [block.end for block in doc._.text.view.blocks] == [32, 59]
    assert {m.code for m in piped("servanda_states")(SENTENCE)._.servanda_states} == {"CV", "SN"}


def test_what_is_missing_before_a_component_is_named() -> None:
    with pytest.raises(Missing, match="servanda_undertakings: .* servanda_states, .* before it"):
        piped("servanda_dates", "servanda_undertakings")(SENTENCE)
    problems = piped("servanda_undertakings").analyze_pipes()["problems"]
    assert problems["servanda_undertakings"] == [f"doc._.servanda_{name}" for name in NEEDS["undertakings"]]


def test_the_whole_pipeline_has_no_problems(whole: SpacyLanguage) -> None:
    told = whole.analyze_pipes()
    assert not any(told["problems"].values())
    assert all(told["summary"][PREFIX + name]["assigns"] for name in COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_needs_no_more_than_it_says_to_find_what_it_finds_among_all(name: str, whole: SpacyLanguage) -> None:
    """Later components only complete it: the day of a text, what an event is part of."""
    needed = {name}
    while (more := needed | {n for one in needed for n in NEEDS[one]}) != needed:
        needed = more
    alone = piped(*(PREFIX + n for n in COMPONENTS if n in needed))(PAPER)._.findings
    kind = REFINED.get(name, name)
    found, among_all = ([getattr(m, "key", m) for m in getattr(of, kind)] for of in (alone, whole(PAPER)._.findings))
    assert alone.done[-1] == name and found and found == among_all


def test_what_was_found_is_kept_where_a_doc_is_written(whole: SpacyLanguage, doc: Doc) -> None:
    assert doc._.servanda_undertakings
    kept = [Doc(whole.vocab).from_bytes(doc.to_bytes())]
    kept += DocBin(store_user_data=True).from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(whole.vocab)
    for again in kept:
        assert again._.findings == doc._.findings
        assert (again._.text.content, again._.text.view.blocks) == (doc._.text.content, doc._.text.view.blocks)
        assert list(again._.text.view.offsets) == list(doc._.text.view.offsets)


def test_several_processes_find_what_one_finds(whole: SpacyLanguage, doc: Doc) -> None:
    assert [found._.findings for found in whole.pipe([SENTENCE] * 4, n_process=2, batch_size=2)] == [doc._.findings] * 4
