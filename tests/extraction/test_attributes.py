"""What the attribute rules say, asked once for each kind of token, is what they say when run over every token."""

from __future__ import annotations

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from servanda.extraction.attributes import SETS, Attributes

RULES = [
    {"patterns": [[{"TAG": "N"}]], "attrs": {"POS": "NOUN", "MORPH": "Number=Sing"}},
    {"patterns": [[{"TAG": "V"}]], "attrs": {"POS": "VERB"}},
    {"patterns": [[{"TAG": "V", "LOWER": {"IN": ["may", "shall"]}}]], "attrs": {"POS": "AUX"}},
    {"patterns": [[{"LOWER": "there"}, {"TAG": "V"}]], "attrs": {"MORPH": "Mood=Ind"}, "index": 1},
    {"patterns": [[{"IS_SPACE": True}]], "attrs": {"POS": "SPACE"}},
]
WORDS = [("There", "N"), ("is", "V"), ("work", "N"), (" ", "N"), ("ministers", "N"), ("Shall", "V"), ("work", "V"), ("work", "N")]


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("en")


def tagged(nlp: Language, upto: int = len(WORDS)) -> Doc:
    return Doc(nlp.vocab, words=[w for w, _ in WORDS], tags=[t if i < upto else "" for i, (_, t) in enumerate(WORDS)])


def ruler(nlp: Language, more: list[dict[str, object]] | None = None) -> AttributeRuler:
    made = AttributeRuler(nlp.vocab)
    made.add_patterns([*RULES, *(more or [])])
    return made


def filled(nlp: Language, rules: AttributeRuler, doc: Doc) -> Doc:
    attributes, table = Attributes(nlp, rules), doc.to_array(list(SETS))
    attributes.fill(doc, table)
    doc.from_array(list(SETS), table)
    attributes.join(doc)
    return doc


@pytest.mark.parametrize("more", [[], [{"patterns": [[{"LOWER": {"REGEX": "^work"}}]], "attrs": {"MORPH": "Number=Plur"}}]])
def test_tokens_get_what_the_rules_give(nlp: Language, more: list[dict[str, object]]) -> None:
    rules = ruler(nlp, more)
    wanted = rules(tagged(nlp)).to_array(list(SETS))
    assert numpy.array_equal(filled(nlp, rules, tagged(nlp)).to_array(list(SETS)), wanted)


def test_tokens_that_were_not_tagged_stay_bare(nlp: Language) -> None:
    doc = filled(nlp, ruler(nlp), tagged(nlp, upto=3))
    assert [t.pos_ for t in doc] == ["NOUN", "VERB", "NOUN", "", "", "", "", ""]
