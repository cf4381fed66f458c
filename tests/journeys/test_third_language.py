"""A language by data alone: two papers read by lexicon, without a parser, alone and beside a paper of another language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from servanda import languages
from servanda.cli.main import main
from servanda.extraction import pipeline
from servanda.reader import Reading, study
from servanda.reconciliation import Record

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "spanish"
LIMA, MADRID = sorted(SAMPLES.glob("*.txt"))

# The meeting of the first sample as an agency of another language might tell it.
ELSEWHERE = """Lima, 14 mai 2025 (AFP) – La ministre colombienne des Relations extérieures, Lucía Restrepo Vélez, a rencontré
mercredi à Lima son homologue péruvien Javier Quispe Salazar.

Les deux ministres ont signé un mémorandum d'entente sur la protection des forêts amazoniennes. La Colombie et le Pérou
sont convenus de moderniser les postes frontières du Putumayo. Ils se sont engagés à porter le commerce bilatéral à
3 milliards de dollars d'ici 2028.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return study([LIMA, MADRID])


@pytest.fixture(scope="module")
def record(reading: Reading) -> Record:
    return reading.record


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Record:
    other = tmp_path_factory.mktemp("papers") / "lima.txt"
    other.write_text(ELSEWHERE, encoding="utf-8")
    return study([LIMA, other]).record


def test_language_has_no_parser_and_says_so(record: Record) -> None:
    assert languages.load(record.documents[0].language or "").profile.parser is None
    assert [d.read for d in record.documents] == ["lexicon", "lexicon"]


def test_dossier_says_which_way_a_paper_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(LIMA), "--lang", "en"]) == 0
    assert "read by lexicon alone" in " ".join(capsys.readouterr().out.split())


def test_persons_have_their_states_and_offices(record: Record) -> None:
    people = {e.name: (e.state, [o.office for o in e.offices]) for e in record.entities if e.type == "person"}
    assert people == {
        "Lucía Restrepo Vélez": ("CO", ["minister/foreign-affairs"]),
        "Javier Quispe Salazar": ("PE", ["minister/foreign-affairs"]),
        "Tomás Errázuriz Montt": ("CL", ["head-of-state"]),
        "Álvaro Ferrer Luna": ("ES", ["head-of-government"]),
        "Andrés Lagos Pinto": ("CL", ["minister/economy"]),
    }


def test_occasions_texts_and_bodies_are_found(record: Record) -> None:
    met = [(e.date, len(e.participants), e.status) for e in record.events if e.type == "meeting"]
    assert sorted(met) == [("2024-06-10", 2, "held"), ("2025-05-14", 2, "held")]
    assert {(i.type, tuple(i.parties), i.status) for i in record.instruments} >= {
        ("memorandum", ("CO", "PE"), "concluded"), ("declaration", ("CL", "ES"), "concluded"),
    }
    assert {(m.kind, tuple(m.states)) for m in record.mechanisms} >= {("committee", ("CO", "PE")), ("council", ("CL", "ES"))}


@pytest.mark.parametrize(("by", "act", "force", "due"), [
    (["CO", "PE"], "pledge", "agree", "2025"),
    (["CO", "PE"], "pledge", "commit", "2028"),
    (["CO", "PE"], "pledge", "explore", None),
    (["CO"], "pledge", "commit", None),
    (["PE"], "proposal", None, None),
    (["CO"], "invitation", None, "2025-09"),
    (["CL"], "pledge", "intend", "2025-12"),
    (["ES"], "pledge", "commit", None),
    (["ES"], "proposal", None, None),
    (["CL", "ES"], "pledge", "commit", "2025-03"),
])
def test_what_each_side_owes(record: Record, by: list[str], act: str, force: str | None, due: str | None) -> None:
    assert any((u.by, u.act, u.force, u.due) == (by, act, force, due) for u in record.undertakings)


def test_every_citation_is_exact(reading: Reading) -> None:
    contents = dict(zip((d.id for d in reading.record.documents), (t.content for t in reading.texts), strict=True))
    facts: list[Any] = [*reading.record.events, *reading.record.instruments, *reading.record.undertakings]
    places = [p for fact in facts for p in fact.citations]
    assert places
    assert all(contents[p.document][p.start:p.end] == p.quote for p in places)


def test_papers_of_two_languages_make_one_record(together: Record) -> None:
    assert sorted(d.read for d in together.documents) == ["lexicon", "parsed"]
    assert len({d.story for d in together.documents}) == 1
    people = [e for e in together.entities if e.type == "person"]
    assert len(people) == 2 and all(len({m.document for m in e.mentions}) == 2 for e in people)
    for facts in (
        [e for e in together.events if e.type == "meeting"],
        [i for i in together.instruments if i.type == "memorandum"],
        [u for u in together.undertakings if u.due == "2028"],
    ):
        assert len(facts) == 1
        assert len({c.document for c in facts[0].citations}) == 2


def test_each_entity_of_a_text_has_its_own_key(reading: Reading) -> None:
    for text in reading.texts:
        keys = [entity.key for entity in pipeline.extract(text).entities]
        assert len(keys) == len(set(keys)) > 2
