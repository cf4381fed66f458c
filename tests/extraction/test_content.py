"""What is taken out of a doc once is what the doc says."""

from __future__ import annotations

import pytest
import spacy

from servanda.extraction.content import content, once, token_features, token_spaces, token_starts, token_words


@pytest.mark.parametrize("text", ["", "Ela veio.", "Sira\u0301  disse\u00a0: \U0001f1f2 \u00abn\u00e3o\u00bb.\n\n\tFim "])
def test_tokens_are_those_of_the_doc(text: str) -> None:
    doc = spacy.blank("pt").make_doc(text)
    for token in doc[:1]:
        token.set_morph("Mood=Ind|Tense=Past")
    assert content(doc) == text
    assert token_words(doc) == [t.text for t in doc]
    assert token_spaces(doc) == [bool(t.whitespace_) for t in doc]
    assert token_starts(doc) == [t.idx for t in doc]
    assert all(found == {"Mood=Ind", "Tense=Past"} for found in token_features(doc)[:1])


def test_what_is_made_of_a_doc_is_made_once() -> None:
    doc, made = spacy.blank("pt").make_doc("sim"), list[int]()
    for _ in range(2):
        once(doc, "test", lambda: made.append(1) or len(made))
    assert made == [1]
