"""Bodies that only a text between them tells: its parties ("a memorandum between Kelm Grid and the Ordwell Centre")."""

from __future__ import annotations

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import Page

_FIRST = 2
_REACH = 16  # words from the noun for a text to what parts its parties


def parties(lexicon: Lexicon, page: Page, before: int) -> bool:
    """Whether a name whose articles begin at word `before` is a party's: `between` there, a noun for texts before it."""
    if before < _FIRST or not page.together(before) or page.words[before - 1].folded not in lexicon.treating:
        return False
    if page.words[before - 2].folded in lexicon.linking:
        return False  # `an agreement on the road between`
    k = before - 1
    while k > max(0, before - _REACH) and page.follows(k) and not set(page.gap(k)) & set(";:."):
        k -= 1
        if lexicon.texts.at(page.text, page.words, k) is not None:
            return True
    return False
