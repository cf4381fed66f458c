"""Places that papers name: the state of a place, and what a language calls it."""

from __future__ import annotations

from functools import lru_cache

from servanda import languages
from servanda.publishing.words import alphabetical


@lru_cache(maxsize=4096)
def state_of(place: str) -> str:
    """The state of a place that papers name: a state or its capital, in any language installed."""
    return _places().get(alphabetical(" ".join(place.split())), ("", False))[0]


def place_label(place: str, tag: str) -> str:
    """A place that papers name, in a language: states and capitals as that language calls them, others as the paper does."""
    told = " ".join(place.split())
    code, capital = _places().get(alphabetical(told), ("", False))
    names = languages.load(tag).states.get(code) if code else None
    known = (names.capital if capital else names.names) if names else ()
    return known[0] if known else told


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, bool]]:
    """By folded name: the state, and whether it is its capital's name."""
    found: dict[str, tuple[str, bool]] = {}
    for tag in languages.installed():
        for code, names in languages.load(tag).states.items():
            for name in names.names:
                found.setdefault(alphabetical(name), (code, False))
            for name in names.capital:
                found.setdefault(alphabetical(name), (code, True))
    return found
