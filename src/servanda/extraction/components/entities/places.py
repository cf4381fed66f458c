"""Places in the words of a page: cities of the gazetteer, and nouns for places and venues with the name after them."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import Body, Page

PLACE = "place"
_CITIES = ("capital", "city", "seat")
_LONGEST = 6


def find(lexicon: Lexicon, page: Page) -> Iterator[Body]:
    """Every place outside organisations, in order."""
    i = done = 0
    while i < len(page.words):
        body = None if i in page.taken else _venue(lexicon, page, i, done) or _city(lexicon, page, i)
        if body is None or not page.free(body.start, body.end):
            i += 1
            continue
        yield body
        i = done = body.end


def _city(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    state = page.states.get(i)
    if state is None or state[1].kind not in _CITIES or not page.words[i].capital:
        return None
    if lexicon.honorifics.before(page.text, page.words, i):
        return None
    if i > 0 and page.gap(i) in (" ", "\n") and page.words[i - 1].capital and lexicon.is_name(page.words[i - 1].folded) \
            and not page.starts_sentence(i):
        return None
    return Body(i, state[0], PLACE, "city", state[1].code)


def _venue(lexicon: Lexicon, page: Page, i: int, done: int) -> Body | None:
    match = lexicon.places.at(page.text, page.words, i) or lexicon.venues.at(page.text, page.words, i)
    if match is None:
        return None
    if lexicon.offices.portfolio_first and (named := _named_before(lexicon, page, i, match.length, done)):
        return named
    j = i + match.length
    while j < len(page.words) and page.together(j) and j - i < _LONGEST and (
        page.words[j].folded in lexicon.place_links or page.words[j].folded in lexicon.venue_links
    ):
        j += 1
    end = j
    while end < len(page.words) and page.together(end) and page.words[end].capital and end - j < _LONGEST:
        if end > j and lexicon.heads.at(page.text, page.words, end) or page.words[end].text.lower() in lexicon.openers:
            break
        end += 1
    if j == i + match.length and not lexicon.venues.at(page.text, page.words, i):
        return None
    if end == j or (lexicon.offices.portfolio_first and j == i + match.length and not page.words[i].capital):
        return None
    if j in page.states and page.states[j][1].kind in ("name", "adjective"):
        return None
    return Body(i, end, PLACE, "venue")


def _named_before(lexicon: Lexicon, page: Page, i: int, length: int, done: int) -> Body | None:
    """A venue whose name stands before its noun ("Dung Quat refinery", "Noi Bai International Airport")."""
    start = i
    while start > done and page.together(start) and i - start < _LONGEST:
        word = page.words[start - 1]
        if not word.capital or word.text.lower() in lexicon.openers or start - 1 in page.taken:
            break
        if lexicon.heads.before(page.text, page.words, start) or lexicon.honorifics.before(page.text, page.words, start):
            break
        start -= 1
    if start == i or (start in page.states and page.states[start][0] >= i):
        return None
    return Body(start, i + length, PLACE, "venue")
