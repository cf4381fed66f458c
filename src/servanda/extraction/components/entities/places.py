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
    page.namesakes.update(_namesakes(lexicon, page))
    i = done = 0
    while i < len(page.words):
        body = None if i in page.taken else _venue(lexicon, page, i, done) or _city(lexicon, page, i)
        if body is None or not page.free(body.start, body.end):
            i += 1
            continue
        yield body
        i = done = body.end


def _namesakes(lexicon: Lexicon, page: Page) -> Iterator[int]:
    """The words that name cities elsewhere, and here whoever is first named with an office and a given name before them."""
    cities = [i for i, (end, m) in page.states.items() if m.kind in _CITIES and end == i + 1 and page.words[i].capital]
    borne = {page.words[i].folded for i in cities if _is_surname(lexicon, page, i)}
    for i in cities if borne else ():
        if page.words[i].folded in borne and not (i > 0 and page.words[i - 1].folded in lexicon.located) \
                and page.gap(i + 1).strip() not in ("-", "\u2013"):
            yield i


def _is_surname(lexicon: Lexicon, page: Page, i: int) -> bool:
    """Whether a city's name ends a name of several words right behind an office or an honorific."""
    for start in range(i, max(i - _LONGEST, 0), -1):
        led = lexicon.heads.before(page.text, page.words, start) or lexicon.honorifics.before(page.text, page.words, start)
        if led is not None:
            return start < i
        word = page.words[start - 1]
        if page.gap(start) != " " or not word.capital or {start - 1} & (page.state_words | page.taken.keys()) \
                or lexicon.is_common(word.folded):
            return False
    return False


def _city(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    state = page.states.get(i)
    if state is None or state[1].kind not in _CITIES or not page.words[i].capital or i in page.namesakes:
        return None
    if lexicon.honorifics.before(page.text, page.words, i):
        return None
    if i > 0 and page.gap(i) in (" ", "\n") and page.words[i - 1].capital and lexicon.is_name(page.words[i - 1].folded) \
            and not page.starts_sentence(i):
        return None
    if begins_name(lexicon, page, i):
        return None
    return Body(i, state[0], PLACE, "city", state[1].code, rule="city", cue=(i, state[0]))


def begins_name(lexicon: Lexicon, page: Page, i: int) -> bool:
    """Whether a city's name is somebody's given name here: known as one or behind an office, it goes on, and is no place."""
    end, mention = page.states.get(i, (i, None))
    if mention is None or mention.kind not in _CITIES:
        return False
    if page.words[i].folded not in lexicon.given and not lexicon.heads.before(page.text, page.words, i):
        return False
    if not (end < len(page.words) and page.together(end) and page.gap(end) == " "):
        return False
    following = page.words[end]
    named = following.capital and end not in page.states and end not in page.taken and not lexicon.is_common(following.folded)
    return named and not (i > 0 and page.words[i - 1].folded in lexicon.located)


def _venue(lexicon: Lexicon, page: Page, i: int, done: int) -> Body | None:
    if page.words[i].folded not in lexicon.venue_openers or i > 1 and page.words[i].folded == page.words[i - 2].folded:
        return None  # or one of two that are the same, as in an idiom (`one by one`)
    match = lexicon.places.at(page.text, page.words, i) or lexicon.venues.at(page.text, page.words, i)
    if match is None or page.words[i].folded in lexicon.surnames and lexicon.heads.before(page.text, page.words, i):
        return None  # a surname behind an office
    if lexicon.offices.portfolio_first and (named := _named_before(lexicon, page, i, match.length, done)):
        return named
    j = i + match.length
    while j < len(page.words) and page.together(j) and j - i < _LONGEST and (
        page.words[j].folded in lexicon.place_links or page.words[j].folded in lexicon.venue_links
    ) and not _is_initial(page, j):
        j += 1
    end = j
    while end < len(page.words) and _goes_on(page, end, j) and page.words[end].capital and end - j < _LONGEST:
        opens = page.words[end].text.lower() in lexicon.openers and not _is_initial(page, end)
        if opens or (end > j and lexicon.heads.at(page.text, page.words, end)):
            break
        end += 1
    if j == i + match.length and not lexicon.venues.at(page.text, page.words, i):
        return None
    if end == j or (lexicon.offices.portfolio_first and j == i + match.length and not page.words[i].capital):
        return None
    if j in page.states and page.states[j][1].kind in ("name", "adjective"):
        return None
    if lexicon.offices.portfolio_first and j == i + 1 and page.words[i].folded in lexicon.surnames:
        return None  # whose family name stands first
    start = j if page.words[i].folded in lexicon.plural_places else i
    return Body(start, end, PLACE, "venue", rule="venue", cue=(i, i + match.length))


def _is_initial(page: Page, i: int) -> bool:
    """Whether a word is one letter with a stop, which no elision leaves."""
    word = page.words[i]
    return len(word.text) == 1 and word.capital and page.text[word.end:word.end + 1] == "."


def _goes_on(page: Page, end: int, start: int) -> bool:
    """Whether a name goes on at a word, behind the stop of an initial too (`Université A.B. Roe`)."""
    initial = end > start and len(page.words[end - 1].text) == 1 and page.gap(end).strip() == "."
    return page.together(end) or (initial and page.sentence[end] == page.sentence[end - 1])


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
    return Body(start, i + length, PLACE, "venue", rule="venue", cue=(i, i + length))
