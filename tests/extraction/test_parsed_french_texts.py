"""Instruments and joint bodies whose names only a parse makes out, in French sentences of our own."""

from __future__ import annotations

import pytest

from builders import text
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.text import Dateline

OPENING = "Les Fidji et les Tonga se sont entretenus à Suva. "


def found(words: str) -> tuple[Findings, str]:
    """What a dispatch from Suva gives, and its text."""
    paper = text(OPENING + words, language="fr", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    return pipeline.extract(paper), paper.content


@pytest.mark.parametrize(("words", "rows"), [
    ("Le projet d'accord sur les récifs et le projet de convention en matière de pêche seront finalisés en mai.",
     [("accord sur les récifs", "planned"), ("convention en matière de pêche", "planned")]),
    ("Ils ont profité de la rencontre pour parapher une lettre d'intention.", [("lettre d'intention", "concluded")]),
    ("Ils ont clos les travaux par la signature de deux textes, dont un programme de coopération.",
     [("programme de coopération", "concluded")]),
    ("Ils ont salué l'adhésion des deux pays à l'Accord de Suva et dit leur attachement à la Convention de Vienne.",
     [("Accord de Suva", "concluded"), ("Convention de Vienne", "concluded")]),
])
def test_instruments(words: str, rows: list[tuple[str, str]]) -> None:
    findings, content = found(words)
    assert [(content[i.title.start : i.title.end], i.status) for i in findings.instruments] == rows


def test_a_chamber_and_its_counterpart_are_no_joint_body() -> None:
    findings, _ = found("La Chambre de commerce des Fidji et son homologue tongienne ont paraphé un accord.")
    assert not findings.mechanisms
