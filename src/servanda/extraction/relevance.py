"""Which texts can carry facts at all: a cheap look at the states they name, before anything is parsed."""

from __future__ import annotations

from servanda.extraction.gazetteer import gazetteer
from servanda.reading import places
from servanda.reading.text import Text

_PARTIES = 2
_REACH = 20_000  # characters looked at: a paper that names no two states in its first ten pages is not about them


def may_carry_facts(text: Text) -> bool:
    """Whether a text tells anything between states: it names at least two (its own side and the place it is told from count)."""
    place = text.dateline.place if text.dateline else None
    home = places.states_of(place) if place else frozenset()
    named = {m.code for words in (text.view.text[:_REACH], text.title) if words
             for m in gazetteer(text.language or "").find(words, home)}
    named |= home if len(home) == 1 else {m.code for m in gazetteer(text.language or "").find(place or "")}
    if text.side is not None:
        named.add(text.side)
    return len(named) >= _PARTIES
