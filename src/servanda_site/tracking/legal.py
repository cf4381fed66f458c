"""Obligation, precision and delegation of an undertaking, by a table of rules (data/legalization.yml) that pages show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from servanda.datafile import parse
from servanda_site.register.models import Fact

DIMENSIONS = ("obligation", "precision", "delegation")
_ANY, _NOTHING = "any", "none"
_EXACT = {4: "year", 7: "month", 10: "day"}


class Rule(BaseModel):
    """One rule: the level it gives where every condition is met."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: Literal["high", "moderate", "low", "none"]
    text: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    @property
    def conditions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Its conditions: what is asked about, and what is accepted."""
        return [(name, accepted) for name in ("text", "force", "target", "due", "body") if (accepted := getattr(self, name))]

    def fits(self, told: dict[str, str]) -> bool:
        """Whether an undertaking of which this is told meets it."""
        return all((_ANY in accepted and told[name]) or (_NOTHING in accepted and not told[name]) or told[name] in accepted
                   for name, accepted in self.conditions)


class Table(BaseModel):
    """The rules of each dimension, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    obligation: tuple[Rule, ...]
    precision: tuple[Rule, ...]
    delegation: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Legal:
    """What one dimension of an undertaking comes to, and by which rule."""

    dimension: str
    level: str
    rule: Rule


@cache
def table() -> Table:
    """The rules."""
    return Table.model_validate(parse((Path(__file__).parent / "data" / "legalization.yml").read_text("utf-8")))


def legal(fact: Fact, text: Fact | None, body: Fact | None) -> list[Legal]:
    """The three dimensions of an undertaking. text: the text it is written in; body: the joint body it goes through."""
    due = (fact.date or "").rstrip("?~%")
    told = {"text": text.type if text else "", "force": fact.force, "target": str(fact.data.get("target") or ""),
            "due": due if due == "soon" else _EXACT.get(len(due), "year" if due else ""), "body": body.type if body else ""}
    found = []
    for dimension in DIMENSIONS:
        rule = next((rule for rule in getattr(table(), dimension) if rule.fits(told)), None)
        if rule is not None:
            found.append(Legal(dimension, rule.level, rule))
    return found
