"""Instruments and joint bodies whose names only a parse makes out, in English sentences of our own."""

from __future__ import annotations

import pytest

from builders import text
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.text import Dateline

OPENING = "Fiji and Tonga held talks in Suva. "
Row = tuple[str, str, str | None]


def found(words: str) -> tuple[Findings, str]:
    """What a dispatch from Suva gives, and its text."""
    paper = text(OPENING + words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    return pipeline.extract(paper), paper.content


def texts(words: str) -> list[Row]:
    """The instruments: name, status and date."""
    findings, content = found(words)
    return [(content[i.title.start : i.title.end], i.status, i.date) for i in findings.instruments]


@pytest.mark.parametrize(("words", "rows"), [
    ("They signed an agreement allowing their citizens to cross on 12 March.",
     [("agreement allowing their citizens to cross", "concluded", "2024-03-12")]),
    ("They signed a Declaration on protecting coral reefs and deepening maritime trust between Fiji and Tonga on 12 March.",
     [("Declaration on protecting coral reefs and deepening maritime trust between Fiji and Tonga", "concluded", "2024-03-12")]),
    ("They signed an agreement on fisheries on Tuesday, five months after the two countries adopted their Declaration on Reefs.",
     [("agreement on fisheries", "concluded", "2024-03-12"), ("Declaration on Reefs", "concluded", None)]),
    ("Several memoranda of understanding (MoUs) deal with issues of trade.", []),
    ("They signed a memorandum on cooperation in fisheries on 12 March.",
     [("memorandum on cooperation in fisheries", "concluded", "2024-03-12")]),
    ("Negotiations on a Reef Partnership Agreement were launched in 2008.", [("Reef Partnership Agreement", "planned", None)]),
    ("They have concluded the Agreement on Mutual Help (2007), the Air Services Agreement and the Treaty on Reefs (May 2010).",
     [("Agreement on Mutual Help", "concluded", "2007"), ("Air Services Agreement", "concluded", None),
      ("Treaty on Reefs", "concluded", "2010-05")]),
    ("They met under the General Agreement on Cooperation of 1987.",
     [("General Agreement on Cooperation of 1987", "concluded", "1987")]),
    ("They will speed up the drafting of a trade agreement that will open markets.", [("trade agreement", "planned", None)]),
    ("They have a 2019 agreement on farm training.", [("agreement on farm training", "concluded", "2019")]),
    ("They agreed to start consultations on a preferential trade deal.", [("preferential trade deal", "planned", None)]),
    ("They applauded the signature of the Reef Trade Agreement, which is due to take place in Suva in May.",
     [("Reef Trade Agreement", "planned", "2024-05")]),
    ("They discussed the convention on the avoidance of double taxation.",
     [("convention on the avoidance of double taxation", "concluded", None)]),
    ("The two negotiators initialled an agreement on reefs.", [("agreement on reefs", "planned", None)]),
    ("They issued a joint press statement.", [("joint press statement", "concluded", "2024-03-15")]),
    ("They will conclude the outstanding Agreement on Reefs.", [("Agreement on Reefs", "planned", None)]),
    ("They tasked their labour ministers with updating the standard employment contract.", []),
    ("They announced more places, and Tonga pledged to match the funding of Fiji for the program.", []),
    ("Other documents included a memorandum on reefs, a protocol amending the 1997 Agreement on Ports, and a letter of intent.",
     [("memorandum on reefs", "concluded", "2024-03-15"),
      ("protocol amending the 1997 Agreement on Ports", "concluded", "2024-03-15"),
      ("letter of intent", "concluded", "2024-03-15")]),
    ("The visit ended with the signing of agreed minutes providing for a study on a preferential trade agreement.",
     [("agreed minutes providing for a study on a preferential trade agreement", "concluded", "2024-03-15"),
      ("preferential trade agreement", "planned", None)]),
    ("They took the opportunity to sign a data-sharing agreement.", [("data-sharing agreement", "concluded", "2024-03-15")]),
    ("They reviewed the Trade Agreement signed in Suva in 1979. Fiji proposed to negotiate a Preferential Trade Agreement.",
     [("Trade Agreement", "concluded", "1979"), ("Preferential Trade Agreement", "planned", None)]),
    ("They signed an agreement between two universities and a programme of cooperation in tourism.",
     [("agreement between two universities", "concluded", "2024-03-15"),
      ("programme of cooperation in tourism", "concluded", "2024-03-15")]),
])
def test_instruments(words: str, rows: list[Row]) -> None:
    assert texts(words) == rows


@pytest.mark.parametrize(("words", "names"), [
    ("Fiji and Tonga Hold Strategic Dialogue", ["Strategic Dialogue"]),
    ("Fiji hosts Joint Commission", ["Joint Commission"]),
    ("They hold bilateral consultations between senior officials.", ["bilateral consultations between senior officials"]),
    ("They spoke of the Fiji Private Sector Association and of the High Commission of Tonga.", []),
    ("They spoke of the Fiji-Tonga Business Council.", ["Fiji-Tonga Business Council"]),
    ("They spoke at the Africa Business Forum and of the Asia-Pacific Economic Cooperation forum.", []),
])
def test_joint_bodies(words: str, names: list[str]) -> None:
    findings, content = found(words)
    assert [content[m.title.start : m.title.end] for m in findings.mechanisms] == names


def test_a_body_founded_on_a_day_that_has_passed_is_there() -> None:
    findings, _ = found("They set up a Joint Committee in 1996. They will set up a Joint Working Group in 2027.")
    assert [m.status for m in findings.mechanisms] == ["existing", "planned"]
