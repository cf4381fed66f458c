"""Texts that one sentence tells apart, each with a subject of its own."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline

PAPERS = {
    "en": "LIMA, 8 May 2025 - The foreign ministers of Peru and Namibia met on Thursday in Lima.\n\n{}\n",
    "fr": "Lima, 8 mai 2025 - Les ministres des Affaires étrangères du Pérou et de la Namibie se sont réunis jeudi.\n\n{}\n",
}


def titles(language: str, words: str) -> list[str]:
    """The names of the texts a paper tells of."""
    paper = page(PAPERS[language].format(words))
    found = pipeline.extract(paper)
    return [paper.view.text[i.title.start : i.title.end] for i in found.instruments]


@pytest.mark.parametrize(("language", "words", "rows"), [
    ("en", "The ministers signed two memoranda of understanding on ports and on youth, and another on squid.",
     ["memoranda of understanding on ports", "on youth", "another on squid"]),
    ("en", "Three agreements were signed: on visas, on air transport and on extradition.",
     ["on visas", "on air transport", "on extradition"]),
    ("en", "The ministers signed two protocols: one on plant health and the other on animal health.",
     ["one on plant health", "the other on animal health"]),
    ("en", "A memorandum of understanding in the domain of public works and a protocol in the sports domain were signed.",
     ["memorandum of understanding in the domain of public works", "protocol in the sports domain"]),
    ("en", "Declarations of intent on kelp research and on school exchanges were signed.",
     ["Declarations of intent on kelp research", "on school exchanges"]),
    ("fr", "Les ministres ont signé trois accords portant respectivement sur les visas, la pêche et la jeunesse.",
     ["accords portant respectivement sur les visas", "la pêche", "la jeunesse"]),
    ("fr", "Trois accords ont été signés dans le domaine des ports, dans celui de la pêche et dans celui de la santé.",
     ["dans le domaine des ports", "dans celui de la pêche", "dans celui de la santé"]),
    ("fr", "Les ministres ont signé un accord sur la pêche et un autre sur la jeunesse.",
     ["accord sur la pêche", "un autre sur la jeunesse"]),
])
def test_each_subject_is_a_text(language: str, words: str, rows: list[str]) -> None:
    assert titles(language, words) == rows


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The two countries signed several agreements on trade and investment."),
    ("en", "The two countries have existing agreements on trade and on squid."),
    ("en", "They signed agreements on trade and on Friday visited the port of Callao."),
    ("fr", "Les ministres ont évoqué les accords sur le commerce et sur la pêche."),
])
def test_a_plural_without_parts_is_none(language: str, words: str) -> None:
    assert titles(language, words) == []
