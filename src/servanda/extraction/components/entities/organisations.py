"""Organisations and places in the words of a page: known names, nouns that begin or end a name, venues, cities."""

from __future__ import annotations

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import Body, Page

PLACE, ORGANISATION = "place", "organisation"
_CITIES = ("capital", "city", "seat")


def find(lexicon: Lexicon, page: Page) -> None:
    """Mark organisations and places of a page, longest first."""
    i = 0
    while i < len(page.words):
        body = _known(lexicon, page, i) or _venue(lexicon, page, i) or _city(page, i)
        if body is None:
            i += 1
            continue
        page.take(body)
        i = body.end


def _known(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    match = lexicon.known.at(page.text, page.words, i)
    if match is None:
        return None
    return Body(i, i + match.length, ORGANISATION, match.value.kind, match.value.state)


def _city(page: Page, i: int) -> Body | None:
    state = page.states.get(i)
    if state is None or state[1].kind not in _CITIES or not page.words[i].capital:
        return None
    return Body(i, state[0], PLACE, "city", state[1].code)


def _venue(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    """A noun for a place with the name after it."""
    match = lexicon.places.at(page.text, page.words, i) or lexicon.venues.at(page.text, page.words, i)
    if match is None:
        return None
    j = i + match.length
    while j < len(page.words) and page.together(j) and (
        page.words[j].folded in lexicon.place_links or page.words[j].folded in lexicon.venue_links
    ):
        j += 1
    end = j
    while end < len(page.words) and page.together(end) and page.words[end].capital and end - j < 5:
        if lexicon.heads.at(page.text, page.words, end):
            break
        end += 1
    if end == j or j >= len(page.words) or page.words[j].folded in lexicon.openers:
        return None
    return Body(i, end, PLACE, "venue")
