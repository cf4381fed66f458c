"""What shows the parts of a page: the cues of every installed language's `structure.yml`, taken together.

The parts of a page are told before its language is known (the language is told by the story), and pages mix languages in their
menus; so all languages' cues are tried on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest

from pydantic import BaseModel, ConfigDict

from servanda import languages

# Lists whose entries count: the first of one language is the first of another.
_COUNTED = frozenset({"months", "day_numbers", "cardinals"})


class Structure(BaseModel):
    """One language's words for the parts of a page (matched without regard to case, accents kept).

    crawl_keys: what a crawler writes before the date it puts on the first line.
    day_numbers: the days of a month as treaties write them in words, from the first on; cardinals: numbers from one on, which
    stand behind the words of `millennia` in a year so written.
    other_months: months of another calendar that a date beside the first one is in; other_eras: what its years are followed by;
    agreeing: what stands between the two dates.
    months: the twelve months, each with all its forms; weekdays; day_words: words that may stand before or in a date.
    credits: what a photo credit begins with. captions: what a caption begins with.
    positions: where somebody stands in a picture, as captions say it in brackets.
    teasers: lines under which only other stories stand. inline_teasers: the same, when the title follows on the line.
    share: share buttons; share_targets: the names on them. tags: keyword lines.
    copyright: notices; notices: words that show one anywhere in a line, however long.
    bylines: what an author's or publisher's line begins with. page_words: other words of page furniture that begin a line.
    sources: what credits the source of the text at its end. generic_authors: authors that are nobody.
    reports: how the text itself credits its agency ({agency}).
    promos: what a line that asks readers to follow or subscribe begins with.
    contacts: what lines that name somebody to turn to, or things enclosed, begin with.
    authorities: what the name of an issuing authority begins with. governments: those of them that belong to a state, which
    is named beside them. institutions: nouns in the names of others that have a letterhead.
    copies: what the last words of a treaty say it is done in.
    closings: what the last words of a treaty begin with. endings: what marks the end of a text.
    outlets: words that the names of outlets hold. mastheads: those that alone, beside capitals, tell the name of one.
    missions: what the name of a mission abroad begins with.
    letterheads: lines at the head of letters and annexes. references: what a letter's number begins with.
    regards: what the words of a mail end with.
    salutations: what the words of a letter begin with. addressees: what the address under a letter begins with.
    signed: marks of a signature; signatories: what a signature begins with.
    leads: endings of a sentence that introduces a list, the colon apart. outcomes: what a heading or sentence calls the
    texts and results listed below it.
    updates: what leads to the date of a later change. releases: what an authority calls the paper it issues.
    papers: what the title of a paper that states agree on begins with, however short.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    crawl_keys: tuple[str, ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    day_numbers: tuple[str | tuple[str, ...], ...] = ()
    cardinals: tuple[str | tuple[str, ...], ...] = ()
    millennia: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()
    other_months: tuple[str, ...] = ()
    other_eras: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()
    inline_teasers: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    share_targets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    copyright: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    page_words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    generic_authors: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    mastheads: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    letterheads: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    regards: tuple[str, ...] = ()
    salutations: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def any_of(words: Iterable[str]) -> str:
    """A regular expression of words, the longest first; one that matches nothing where there are none."""
    each = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in each) + ")" if each else r"(?!)"


def forms_of(entry: str | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of an entry of a list, which may be but one."""
    return (entry,) if isinstance(entry, str) else entry


@lru_cache(maxsize=1)
def everywhere() -> Structure:
    """The structure cues of all installed languages together (months stay ordered, twelve of them)."""
    sections = [languages.load(tag).section("structure", Structure) for tag in languages.installed()]
    union: dict[str, object] = {}
    for name in Structure.model_fields:
        lists = [getattr(s, name) for s in sections]
        if name in _COUNTED:
            union[name] = tuple(tuple(sorted({form for entry in entries for form in forms_of(entry)}))
                                for entries in zip_longest(*lists, fillvalue=()))
        else:
            union[name] = tuple(sorted({v for values in lists for v in values}))
    return Structure.model_validate(union)
