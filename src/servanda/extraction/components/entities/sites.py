"""Ports and the like that an office makes bodies, and agencies named by what they are for and their state ("Invest Fiji")."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import ORGANISATION, Body, Page


def find(lexicon: Lexicon, page: Page) -> Iterator[Body]:
    """Every such body of a page, in order."""
    for i in range(len(page.words)):
        if i not in page.taken and i not in page.shouted and (body := _fronted(lexicon, page, i) or _site(lexicon, page, i)):
            yield body


def before(lexicon: Lexicon, page: Page, start: int) -> int:
    """Past the articles and prepositions before a name."""
    while start > 0 and page.together(start) and not page.words[start - 1].capital and small(lexicon, page, start - 1):
        start -= 1
    return start


def small(lexicon: Lexicon, page: Page, k: int) -> bool:
    """Whether a word is an article or a preposition that stands before names."""
    word = page.words[k].folded
    return word not in lexicon.both and (word in lexicon.organisation_links or word in lexicon.articles)


def _fronted(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    """The agency of a state before whose name a word says what it is for ("Invest Fiji")."""
    front = lexicon.fronted.at(page.text, page.words, i) if page.words[i].capital else None
    if front is None or (page.together(i) and page.words[i - 1].capital):
        return None
    end, mention = page.states.get(i + front.length, (i, None))
    if mention is None or mention.kind != "name" or page.gap(i + front.length) != " " or not page.free(i, end):
        return None
    if not page.words[i + front.length].capital or (page.together(end) and page.words[end].capital):
        return None
    return Body(i, end, ORGANISATION, "agency", mention.code, rule="agency", cue=(i, i + front.length))


def _site(lexicon: Lexicon, page: Page, i: int) -> Body | None:
    """The port or the like that an office behind which it stands makes a body ("head of the port of Suva")."""
    site = lexicon.sites.at(page.text, page.words, i)
    j = before(lexicon, page, i) if site is not None else i
    if site is None or j == i or not lexicon.heads.before(page.text, page.words, j):
        return None
    k = i + site.length
    while page.together(k) and not page.words[k].capital and small(lexicon, page, k):
        k += 1
    end = k
    while page.together(end) and page.words[end].capital and end not in page.taken and not lexicon.heads.at(
            page.text, page.words, end):
        end += 1
    state = next((page.states[n][1].code for n in range(k, end) if n in page.states), None)
    return Body(i, end, ORGANISATION, "company", state, rule="site", cue=(i, i + site.length)) if end > k else None
