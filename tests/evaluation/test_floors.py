"""Our own gold is read at least as well as its floors say."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda import evaluation
from servanda.cli.evaluate import by_language, main_table

ROOT = Path(__file__).parents[2] / "evaluation"


@pytest.fixture(scope="module")
def tallies() -> dict[str, dict[str, evaluation.Tally]]:
    return by_language(evaluation.load(ROOT / "gold"))


def test_no_figure_is_under_its_floor(tallies: dict[str, dict[str, evaluation.Tally]]) -> None:
    floors = evaluation.load_floors(ROOT / "floors.yml")
    assert not evaluation.below(floors, tallies), main_table(tallies)


def test_floors_are_no_decoration(tallies: dict[str, dict[str, evaluation.Tally]]) -> None:
    """A floor far under its figure guards nothing: raise it."""
    slack = [f for f in evaluation.load_floors(ROOT / "floors.yml")
             if tallies[f.language][f.kind].figures()[f.figure] > f.at_least + 0.1]
    assert not slack
