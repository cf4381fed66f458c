"""What documents take from the follow-up: states of undertakings, sessions people keep, lives of texts, scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking.standing import attach

if TYPE_CHECKING:
    from servanda_site.publishing.material import Material
    from servanda_site.publishing.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of an undertaking: the code of the assessed state, and of what each side declares."""

    state: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)


def standing(access: Access, facts: Sequence[Fact]) -> dict[int, Stands]:
    """What stands of some undertakings, by key."""
    attach(access, facts)
    found = {}
    for fact in facts:
        told = fact.standing  # type: ignore[attr-defined]
        found[fact.pk] = Stands(str(told.assessed.state) if told.assessed else "",
                                {party: str(change.state) for party, change in told.declared.items()})
    return found


def life(access: Access, fact: Fact, say: Phrases) -> list[str]:
    """The steps of a text's life, in words."""
    return []


def compliance(material: Material) -> list[tuple[str, str]]:
    """The compliance score of the newest window: its title, and each side's figures in words."""
    return []


@dataclass(frozen=True, slots=True)
class Met:
    """A session: its number, EDTF date, place, and the id of the event that tells it."""

    ordinal: int | None = None
    date: str = ""
    place: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """One of a delegation."""

    state: str
    name: str
    office: str = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """How a body meets: its last session and what it decided (ids), the one to come, what people prepared for it."""

    last: Met | None = None
    coming: Met | None = None
    ordinal: int | None = None
    decided: tuple[str, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    delegates: tuple[Sent, ...] = ()
    paragraphs: tuple[tuple[str, str], ...] = ()


def sat(access: Access, partnership: Partnership, body: Fact) -> Sat:
    """How a body meets."""
    return Sat()
