"""Codes of offices that settling a person compares, and which of several codes he is left with."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.extraction.components.entities.people import Person
from servanda.extraction.components.entities.sightings import ROLE, Sighting

MINISTER = "minister/"
STATE, GOVERNMENT = "head-of-state", "head-of-government"
ENVOY = "ambassador"
OTHER = "other"
LEADERS = frozenset({STATE, GOVERNMENT})
SINGLE = frozenset({STATE, GOVERNMENT, "speaker", "minister/foreign-affairs", "minister/defence"})
_MINISTERIAL = ("minister/", "deputy-minister/")
_SPEAKER = "speaker"


def said(sighting: Sighting, person: Person) -> list[str]:
    """The offices a sighting gives: a bare `president` is only short for the speaker that somebody is called elsewhere."""
    short = sighting.state is None and _SPEAKER not in sighting.codes and _SPEAKER in person.held
    return [code for code in sighting.codes if not (short and code == STATE)]


def chosen(codes: Iterable[str]) -> list[str]:
    """The codes of one person, each once; a role or an unnamed portfolio only where nothing better is said."""
    kept = list(dict.fromkeys(codes))
    for vague, better in (("minister/other", "minister/"), ("deputy-minister/other", "deputy-minister/")):
        if vague in kept and any(c.startswith(better) and c != vague for c in kept):
            kept.remove(vague)
    if ENVOY in kept and any(c.startswith(_MINISTERIAL) for c in kept):
        kept.remove(ENVOY)  # it is then a rank (`the Vice-Minister, Ambassador X`)
    if OTHER in kept and any(c.startswith(MINISTER) for c in kept):
        kept.remove(OTHER)  # so is a seat in parliament (`Senator`)
    if ROLE in kept:
        kept.remove(ROLE)
        kept = kept or [OTHER]
    return kept
