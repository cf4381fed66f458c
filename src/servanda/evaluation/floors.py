"""Floors: the figures that may not sink, each with the reason of its last change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from servanda import datafile
from servanda.errors import ServandaError
from servanda.evaluation.tally import Tally


class Floor(BaseModel):
    """One floor: `kind` and `figure` as `servanda evaluate` prints them, in one language; why it stands where it does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    kind: str
    figure: str
    at_least: float
    reason: str


def load_floors(path: Path) -> list[Floor]:
    """The floors of a YAML file.

    Raises:
        ServandaError: the file is absent or a row is no floor.
    """
    try:
        return [Floor(**row) for row in datafile.parse(path.read_text(encoding="utf-8"))]
    except (OSError, TypeError, ValueError) as error:
        raise ServandaError(f"{path}: cannot be used as floors ({error})") from error


def below(floors: Iterable[Floor], tallies: Mapping[str, Mapping[str, Tally]]) -> list[str]:
    """A line for each floor that the tallies (by language, then kind) do not reach."""
    lines = []
    for floor in floors:
        figure = tallies[floor.language][floor.kind].figures().get(floor.figure, 0.0)
        if figure < floor.at_least:
            lines.append(f"{floor.language} {floor.kind} {floor.figure}: {figure:.3f} is under its floor {floor.at_least}")
    return lines
