"""Bodies that only a text between them tells: its parties ("a memorandum between Kelm Grid and the Ordwell Centre")."""

from __future__ import annotations

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import Body, Page
from servanda.extraction.components.entities.sites import before

_FIRST = 2
_NEAR = 4  # words from one party's name to the other's
_REACH = 16  # words from the noun for a text to what parts its parties


def parties(lexicon: Lexicon, page: Page, start: int) -> bool:
    """Whether a name whose articles begin at word `start` is a party's: `between` there, a noun for texts before it."""
    if start < _FIRST or not page.together(start) or page.words[start - 1].folded not in lexicon.treating:
        return False
    if page.words[start - 2].folded in lexicon.linking:
        return False  # `an agreement on the road between`
    k = start - 1
    while k > max(0, start - _REACH) and page.follows(k) and not set(page.gap(k)) & set(";:."):
        k -= 1
        if lexicon.texts.at(page.text, page.words, k) is not None:
            return True
    return False


def opposite(lexicon: Lexicon, page: Page, body: Body) -> str | None:
    """The state of a party whose name gives none, told by the other party's: the other of the two the paper is about."""
    first = parties(lexicon, page, before(lexicon, page, body.start))
    other = _second(lexicon, page, body) if first else _first(lexicon, page, body)
    if other is None or other.state is None or len(page.parties) != _FIRST or other.state not in page.parties:
        return None
    return next(code for code in page.parties if code != other.state)


def _second(lexicon: Lexicon, page: Page, body: Body) -> Body | None:
    """The body joined behind one (and its initials) by a conjunction."""
    k = body.end
    if k in page.bodies and page.gap(k).strip() == "(":
        k = page.bodies[k].end
    if k >= len(page.words) or not page.follows(k) or page.words[k].folded not in lexicon.both:
        return None
    k += 1
    while k < len(page.words) and page.together(k) and page.words[k].folded in lexicon.articles:
        k += 1
    return page.bodies.get(k)


def _first(lexicon: Lexicon, page: Page, body: Body) -> Body | None:
    """The party before a body that is the second."""
    for mate in page.bodies.values():
        near = mate.end <= body.start <= mate.end + _NEAR
        if near and _second(lexicon, page, mate) is body and parties(lexicon, page, before(lexicon, page, mate.start)):
            return mate
    return None
