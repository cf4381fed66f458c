"""Names grow from their head noun to the end of their complements."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components.titles import TitleReader, alternatives
from servanda.extraction.mentions import Findings


def tagged(words: str, tags: str) -> Doc:
    """A one-sentence `Doc` with parts of speech; the parse hangs every word on the first."""
    pipeline.register()
    forms = words.split()
    deps = ["ROOT"] + ["dep"] * (len(forms) - 1)
    doc = Doc(spacy.blank("xx").vocab, words=forms, pos=tags.split(), heads=[0] * len(forms), deps=deps)
    doc._.findings = Findings()
    return doc


@pytest.mark.parametrize(("tag", "words", "tags", "head", "name"), [
    ("fr", "un accord sur la pêche lie", "DET NOUN ADP DET NOUN VERB", 1, "accord sur la pêche"),
    ("fr", "l' accord de pêche entre les Fidji et les Tonga lors", "DET NOUN ADP NOUN ADP DET PROPN CCONJ DET PROPN ADV", 1,
     "accord de pêche entre les Fidji et les Tonga"),
    ("fr", "un accord sur le transport de colis et de passagers , un protocole",
     "DET NOUN ADP DET NOUN ADP NOUN CCONJ ADP NOUN PUNCT DET NOUN",
     1, "accord sur le transport de colis et de passagers"),
    ("en", "the Joint Fisheries Committee meeting", "DET PROPN PROPN PROPN NOUN", 3, "Joint Fisheries Committee"),
    ("en", "an agreement on the newly opened port during talks", "DET NOUN ADP DET ADV VERB NOUN ADP NOUN", 1,
     "agreement on the newly opened port"),
    ("en", "Joint Fisheries Committee Held in Suva", "PROPN PROPN PROPN PROPN ADP PROPN", 2, "Joint Fisheries Committee"),
])
def test_name_ends_with_its_complements(tag: str, words: str, tags: str, head: int, name: str) -> None:
    doc = tagged(words, tags)
    others = frozenset(t.i for t in doc if t.lower_ in ("accord", "protocole"))
    assert TitleReader(languages.load(tag)).read(doc, head, head + 1, others=others).text(doc) == name


@pytest.mark.parametrize(("words", "tags", "head", "kind"), [
    ("un accord", "DET NOUN", 1, "indefinite"),
    ("la session des consultations", "DET NOUN ADP NOUN", 3, "definite"),
    ("prévoir des consultations", "VERB DET NOUN", 2, "indefinite"),
    ("accord", "NOUN", 0, "none"),
])
def test_determiner_of_a_name(words: str, tags: str, head: int, kind: str) -> None:
    assert TitleReader(languages.load("fr")).read(tagged(words, tags), head, head + 1).determiner == kind


def test_name_stops_before_a_coordinated_head() -> None:
    doc = tagged("the Treaty on Ports and the Convention on Ships", "DET PROPN ADP PROPN CCONJ DET PROPN ADP PROPN")
    title = TitleReader(languages.load("en")).read(doc, 1, 2, others=frozenset({1, 6}))
    assert title.text(doc) == "Treaty on Ports"


def test_name_in_quotes_goes_to_the_closing_quote() -> None:
    doc = tagged("the \u201c Accord when islands meet \u201d today", "DET PUNCT NOUN ADV NOUN VERB PUNCT NOUN")
    assert TitleReader(languages.load("en")).read(doc, 2, 3).text(doc) == "Accord when islands meet"


def test_purpose_belongs_only_to_names_that_take_one() -> None:
    doc = tagged("a memorandum to share maps", "DET NOUN PART VERB NOUN")
    reader = TitleReader(languages.load("en"))
    assert reader.read(doc, 1, 2).text(doc) == "memorandum"
    assert reader.read(doc, 1, 2, purposes=True).text(doc) == "memorandum to share maps"


def test_no_patterns_match_nothing() -> None:
    assert alternatives(()).search("anything") is None
