"""Agencies and outlets: which names are credits, how they are split, and whose side they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from servanda import datafile, ontology
from servanda.languages.folding import fold
from servanda.ontology import Agency
from servanda.reading import places
from servanda.reading.pagedates import ZONES
from servanda.reading.structure import any_of, everywhere

_SPLIT = re.compile(r"\s*(?:/|\s[-\u2013+&|]\s|\s-|;|,)\s*")
_EDGE = " \t.,:;-\u2013\u2014()[]<>|*_\"'\u00ab\u00bb\u00a9#/"
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:\.[a-z]{2,3})?$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|live|news|online|asia|africa|[a-z]{2})$", re.I)
_ZONE = re.compile(ZONES)
_MAX_NAME = 60
_AUTHORITY = "authority"
_ELIDED = re.compile(r"[^\W\d_]{1,2}'[^\W\d_a-z]")
_TOKEN = re.compile(r"[^\W_][\w.+']*(?:-[\w.+']+)*")
_LONGEST = 8
_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/?#]|$)", re.I)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for agency in ontology.load().agencies:
        for name in (agency.name, *agency.aliases):
            found[fold(name)] = (*found.get(fold(name), ()), agency)
    return found


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """How the names of known agencies begin, to any length."""
    return frozenset(name[:letters] for name in _known() for letters in range(1, len(name) + 1))


def known(name: str) -> tuple[Agency, ...]:
    """The agencies of the ontology that a name is a form of (several share an acronym)."""
    name = name.strip(_EDGE)
    found = _known().get(fold(name), ())
    # a short name without capitals may be a common word
    return found if len(name) > 4 or not name.islower() or any(name in (a.name, *a.aliases) for a in found) else ()


def is_authority(name: str) -> bool:
    """Whether a name is known as an authority's, and no agency's or outlet's."""
    found = known(name)
    return bool(found) and all(agency.kind == _AUTHORITY for agency in found)


def split(credit: str) -> tuple[str, ...]:
    """The names of a credit ("VNA/CVN"), as written."""
    whole = credit.strip(_EDGE)
    if not whole:
        return ()
    if known(whole):
        return (whole,)
    joined = _with().split(whole)
    if len(joined) > 1 and all(known(name) for part in joined for name in _SPLIT.split(part)):
        whole = " / ".join(joined)
    names = tuple(p for part in _SPLIT.split(whole) if (p := part.strip(_EDGE)))
    return tuple(n for n in names if not _ended().fullmatch(n)) if len(names) > 1 else names


@lru_cache(maxsize=1)
def _with() -> re.Pattern[str]:
    """Words between two credited names ("X with Y")."""
    return re.compile(rf"(?<=\S)\s+(?i:{any_of(everywhere().sources)})\s+(?=[^\W\d_a-z])")


def is_name(name: str) -> bool:
    """Whether a credited name is an agency's or outlet's: known, an acronym, or an address."""
    if _ZONE.fullmatch(name):
        return False
    if known(name) or _ACRONYM.match(name) or _DOMAIN.match(name):
        return True
    words = name.split()
    if len(words) == 1:
        return bool(_compound().fullmatch(name))
    capital = all(w[0].isupper() or len(w) <= 3 or _ELIDED.match(w) for w in words)
    return capital and (is_full_name(name) or is_masthead(name))


def is_full_name(text: str) -> bool:
    """Whether a few words say what an agency is, as the long form of its name does ("Tongan news agency")."""
    return len(text.split()) <= 6 and text[:1].isupper() and bool(_outlet().search(text))


def is_masthead(text: str) -> bool:
    """Whether some words are the name of an outlet as it stands alone above its pages ("The Lake Herald")."""
    text = text.strip(_EDGE)
    return len(text) <= _MAX_NAME and bool(known(text) or _masthead().fullmatch(text)) and not _generic().fullmatch(text)


@lru_cache(maxsize=1)
def _masthead() -> re.Pattern[str]:
    """Capitals before an outlet's word, or an article, such a word and capitals behind it ("Les Nouvelles du Lac")."""
    word, capital = rf"(?=[^\W\d_a-z])(?i:{any_of(everywhere().mastheads)})", r"[^\W\d_a-z\u00df-\u00ff][\w.'-]*"
    behind = rf"(?:\s(?:[^\W\d_A-Z]{{2,3}}\s){{0,2}}(?:[^\W\d_A-Z]')?{capital}){{1,4}}"
    others = rf"(?!(?i:{any_of((*everywhere().teasers, *everywhere().inline_teasers))})\s)"
    return re.compile(rf"{others}(?:{capital}\s){{1,4}}{word}|(?:[^\W\d_a-z][^\W\d_]{{0,2}}[\s']){word}(?:{behind})?")


@lru_cache(maxsize=1)
def _outlet() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(everywhere().outlets)}(?!\w)", re.I)


@lru_cache(maxsize=1)
def _compound() -> re.Pattern[str]:
    """Names of one word that hold an outlet's word or end with the hours of the day ("Lome24", "Actudiplo")."""
    word = f"(?i:{any_of(w for w in everywhere().outlets if len(w) >= 4)})"
    return re.compile(rf"[A-Z][^\W\d_]{{2,}}24|(?=[A-Z])(?:[^\W\d_]{{2,}}-?{word}|{word}-?[^\W\d_]{{2,}})(?:\.[a-z]{{2,4}})?")


def credited(credit: str) -> tuple[str, ...]:
    """The agencies of a credit line; people and departments that took a picture are none."""
    return tuple(name for name in split(credit) if is_name(name) and not _generic().match(name))


def is_credit(text: str) -> bool:
    """Whether some words are nothing but agencies."""
    names = split(text)
    return bool(names) and len(text) <= _MAX_NAME and all(is_name(name) for name in names)


@lru_cache(maxsize=1)
def _ended() -> re.Pattern[str]:
    """What only marks the end of a text."""
    return re.compile(any_of(everywhere().endings), re.I)


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    return re.compile(rf"{any_of(everywhere().generic_authors)}(?!\w)", re.I)


def is_nobody(name: str) -> bool:
    """Whether a credited name is nobody's (`Staff reporter`)."""
    return _generic().match(name.strip(_EDGE)) is not None and not known(name)


def inside(text: str) -> tuple[str, ...]:
    """The agencies of the ontology that a line names, the longest names first."""
    words = list(_TOKEN.finditer(text))
    found: list[str] = []
    at = 0
    while at < len(words):
        taken = 0
        for start in _starts(words[at]):
            if fold(text[start:words[at].end()].rstrip(_EDGE)) not in _beginnings():
                continue
            taken = taken or next((n for n in range(min(_LONGEST, len(words) - at), 0, -1)
                                   if _named(text[start:words[at + n - 1].end()])), 0)
            if taken:
                name = text[start:words[at + taken - 1].end()]
                found.append(bare if known(bare := name.rstrip(".")) else name)  # without the full stop behind it
                break
        at += taken or 1
    return unique(name for name in found if not _ZONE.fullmatch(name))


def _named(name: str) -> bool:
    """Whether a name in running words is an agency's: capitalised, or written small as the agency writes itself."""
    return any(name[0].isupper() or name in (a.name, *a.aliases) for a in known(name))


def _starts(word: re.Match[str]) -> tuple[int, ...]:
    """Where a name may begin in a word: at its first letter, or after an elided article."""
    elided = word[0].find("'")
    return (word.start(), word.start() + elided + 1) if 0 < elided <= 2 and elided + 1 < len(word[0]) else (word.start(),)


def publisher(words: str) -> tuple[str, ...]:
    """The outlets of a "published by" line: its names, unless they are nobody's or a person's."""
    names = []
    for name in split(words):
        if _generic().match(name) or not (name[0].isupper() or known(name)) or len(name) > _MAX_NAME:
            continue
        if is_name(name):
            names.append(name)
    return tuple(names)


def side_of(names: Iterable[str], place: str | None = None) -> str | None:
    """The state of the first agency that belongs to one.

    Where agencies of several states share an acronym, that of the other agencies or of the place the text comes from.
    """
    candidates = [{a.state for a in known(name) if a.state} for name in names]
    sure = [next(iter(states)) for states in candidates if len(states) == 1]
    if sure:
        return sure[0]
    home = places.states_of(place) if place else frozenset()
    return next((state for states in candidates for state in sorted(states & home)), None)


def side_of_site(address: str) -> str | None:
    """The state of an authority's or agency's site."""
    host = _HOST.match(address.strip())
    if host is None:
        states = {a.state for name in (address, *split(address), *inside(address)) for a in known(name) if a.state}
        return states.pop() if len(states) == 1 else None
    labels = host[1].casefold().split(".")
    for first in range(len(labels) - 1):
        found = known(".".join(labels[first:]))
        if found:
            return found[0].state
    hosts = _hosts()
    if labels[-1] in hosts.ends:
        return hosts.ends[labels[-1]]
    code = hosts.codes.get(labels[-1], labels[-1].upper())
    return code if code in ontology.load().states and not hosts.official.isdisjoint(labels[:-1]) else None


class _Hosts(BaseModel):
    """`hosts.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ends: dict[str, str]
    codes: dict[str, str]
    official: frozenset[str]


@lru_cache(maxsize=1)
def _hosts() -> _Hosts:
    path = files("servanda.ontology") / "data" / "hosts.yml"
    return _Hosts.model_validate(datafile.parse(path.read_text(encoding="utf-8")))


def whole(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetition, nor a known agency's that is but the beginning of another's whole name."""
    told = unique(names)
    longer = [name for name in told if not known(name)]
    return tuple(name for name in told if not any(fold(other).startswith(f"{fold(name)} ") for other in longer))


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetition, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return tuple(seen.values())
