"""Agencies and outlets: which names are credits, how they are split, and whose side they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from servanda import ontology
from servanda.languages.folding import fold
from servanda.ontology import Agency
from servanda.reading.structure import alternatives, everywhere

_SPLIT = re.compile(r"\s*(?:/|\s[-\u2013+&|]\s|\s-|;|,)\s*")
_EDGE = " \t.,:;-\u2013\u2014()[]<>|*_\"'\u00ab\u00bb\u00a9#/"
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:\.[a-z]{2,3})?$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|[a-z]{2})$", re.I)
_ARTICLE = re.compile(r"(?:l'|d'|le |la |les |the |by |par )", re.I)
_MAX_NAME = 60


@lru_cache(maxsize=1)
def _known() -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for agency in ontology.load().agencies:
        for name in (agency.name, *agency.aliases):
            found.setdefault(fold(name), agency)
    return found


def known(name: str) -> Agency | None:
    """The agency of the ontology that a name is a form of."""
    return _known().get(fold(name.strip(_EDGE)))


def split(credit: str) -> tuple[str, ...]:
    """The names of a credit ("VNA/CVN"), as written."""
    whole = credit.strip(_EDGE)
    if not whole:
        return ()
    if known(whole):
        return (whole,)
    return tuple(p for part in _SPLIT.split(whole) if (p := part.strip(_EDGE)))


def is_name(name: str) -> bool:
    """Whether a credited name is an agency's or outlet's: known, an acronym, or an address."""
    return bool(known(name) or _ACRONYM.match(name) or _DOMAIN.match(name))


def credited(credit: str) -> tuple[str, ...]:
    """The agencies of a credit line; people and departments that took a picture are none."""
    return tuple(name for name in split(credit) if is_name(name))


def is_credit(text: str) -> bool:
    """Whether some words are nothing but agencies."""
    names = split(text)
    return bool(names) and len(text) <= _MAX_NAME and all(is_name(name) for name in names)


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(everywhere().generic_authors)}(?!\w)", re.I)


def publisher(words: str) -> tuple[str, ...]:
    """The outlets of a "published by" line: its names, unless they are nobody's or a person's."""
    names = []
    for name in split(words):
        if _generic().match(name) or not name[0].isupper() or len(name) > _MAX_NAME:
            continue
        if is_name(name):
            names.append(name)
    return tuple(names)


def side_of(names: Iterable[str]) -> str | None:
    """The state of the first agency that belongs to one."""
    for name in names:
        agency = known(name)
        if agency is not None and agency.state:
            return agency.state
    return None


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetition, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return tuple(seen.values())
