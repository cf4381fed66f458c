"""The words by which the furniture of a page is known, of every language, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from servanda.reading.structure import Structure, any_of, everywhere

_SIZES = r"(?<!\w)A\s?[+-](?!\w)"  # buttons for the size of letters
# A copyright in letters: before a year, or a name, with its year, and nothing more; else it marks the third point of a list.
_LETTER_C = r"\(c\)(?=\s*(?:(?:19|20)\d\d|copyright|(?-i:[A-Z])[\w.]*(?:[ -](?-i:[A-Z])[\w.]*){0,2}(?:,? (?:19|20)\d\d)?\W*$))"
TAKER = re.compile(r"[^\W\d_a-z][\w.'-]+(?:\s[^\W\d_a-z][\w.'-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Cues:
    """Every language's cues for the parts of a page, compiled."""

    credit: re.Pattern[str]
    trailing_credit: re.Pattern[str]
    caption: re.Pattern[str]
    position: re.Pattern[str]
    taken_by: re.Pattern[str]
    teaser: re.Pattern[str]
    inline_teaser: re.Pattern[str]
    share: re.Pattern[str]
    share_target: re.Pattern[str]
    share_bar: re.Pattern[str]
    tags: re.Pattern[str]
    copyright: re.Pattern[str]
    notice: re.Pattern[str]
    byline: re.Pattern[str]
    page_word: re.Pattern[str]
    source: re.Pattern[str]
    ending: re.Pattern[str]
    closing: re.Pattern[str]
    copies: re.Pattern[str]
    contact: re.Pattern[str]
    regards: re.Pattern[str]
    greeting: re.Pattern[str]
    promo: re.Pattern[str]
    authority: re.Pattern[str]
    prefix: re.Pattern[str]
    update: re.Pattern[str]
    release: re.Pattern[str]
    numbered: re.Pattern[str]
    government: re.Pattern[str]
    institution: re.Pattern[str]
    paper: re.Pattern[str]
    outcome: re.Pattern[str]
    issuer: re.Pattern[str]
    nobody: re.Pattern[str]
    mission: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues, compiled once."""
    s: Structure = everywhere()

    def starts(words: Iterable[str], tail: str) -> re.Pattern[str]:
        return re.compile(any_of(words) + tail, re.I)

    credit = any_of((*s.credits, *s.captions))
    return Cues(
        credit=re.compile(
            rf"[(\[]?(?:\u00a9\s*)?{credit}(?:\s+{credit})?"
            r"(?:\s*[:|\u00a9\u2013-]+\s*(?P<who>\S.*)|\.?\s+(?P<name>\S.*)|\s*$)", re.I),
        trailing_credit=re.compile(
            rf"(?:^|(?<=\.)|[\s(\[\u2013-])(?:{credit}\s*(?::|\u00a9|\s\u2013)+|\u00a9|(?<=[.!?]\s[(\[]){credit}\.?(?=\s(?-i:[^\W\d_a-z])))\s*"
            r"(?P<who>(?:[^.!?\n]|\.(?=\w)){2,90})[)\]. ]*$", re.I),
        caption=starts(s.captions, r"\s*[:.(\u2013-]"),
        taken_by=re.compile(
            rf"(?:[\u2013\u2014-]\s*|(?<=[.!?])\s+)(?P<who>[A-Z][\w.]*(?:/[A-Z][\w.]*)*)\s+(?i:{credit})\s+{TAKER.pattern}[\s.|]*$"),
        position=re.compile(rf"\({any_of(s.positions)}\)", re.I),
        teaser=starts(s.teasers, r"\s*(?:\(\d+\)|\d+)?\s*[:>\u00bb\u2026.\u2192]*\s*$"),
        inline_teaser=starts(s.inline_teasers, r"(?!\w)\s*(?P<mark>[:>|\u00bb\u2192\u2013-]*)\s*(?P<rest>.*)"),
        share=starts(s.share, r"(?!\w)\s*:?\s*(?P<rest>.*)"),
        share_target=re.compile(rf"(?<!\w){any_of((*s.share_targets, *s.share))}(?!\w)|{_SIZES}", re.I),
        share_bar=re.compile(rf"(?:{any_of((*s.share_targets, *s.share))}(?!\w)[\W_]*){{3,}}", re.I),
        tags=starts(s.tags, r"\s*(?::\s*(?P<rest>.*)|$)"),
        copyright=re.compile(rf"\u00a9|{_LETTER_C}|(?<!\w){any_of(s.copyright)}(?!\w)", re.I),
        notice=re.compile(rf"(?<!\w){any_of(s.notices)}(?!\w)", re.I),
        byline=starts(s.bylines, r"(?!\w)\s*(?P<mark>[:\u2013-]?)\s*(?P<rest>.*)"),
        page_word=re.compile(
            rf"(?:\d+\s*)?{any_of(s.page_words)}(?!\w)\s*(?:(?P<mark>[:>|/\u00bb])\s*(?P<rest>.*)|\d.*|$)", re.I),
        source=starts(s.sources, r"(?!\w)\s*(?P<mark>:?)\s*(?P<who>\S.*)"),
        ending=re.compile(rf"[\W_]*{any_of(s.endings)}[\W_]*$", re.I),
        closing=re.compile(rf"{any_of(s.closings)}(?!\w)", re.I),
        copies=re.compile(rf"(?<!\w){any_of(s.copies)}(?!\w)", re.I),
        contact=re.compile(rf"{any_of(s.contacts)}(?!\w)", re.I),
        regards=re.compile(rf"{any_of(s.regards)}[\W_]*$", re.I),
        greeting=re.compile(rf"{any_of(s.salutations)}(?!\w)[^.;:!?\d]{{0,50}}[,!]$", re.I),
        promo=re.compile(rf"{any_of(s.promos)}(?!\w)", re.I),
        authority=re.compile(rf"(?:[^\W\d_]{{1,3}}\W)?{any_of(s.authorities)}(?!\w)", re.I),
        update=re.compile(rf"(?<!\w){any_of(s.updates)}\s*:?\s*$", re.I),
        release=re.compile(rf"{any_of(s.releases)}(?!\w)", re.I),
        numbered=re.compile(rf"{any_of(s.releases)}(?:\W*{any_of(s.references)})?\W*\d[\w/.-]*(?:\s\w{{2,3}}\s\d{{4}})?", re.I),
        government=re.compile(rf"(?:[^\W\d_]{{1,3}}\W)?{any_of(s.governments)}(?!\w)", re.I),
        institution=re.compile(rf".*(?<!\w){any_of(s.institutions)}(?!\w)", re.I),
        paper=starts(s.papers, r"(?!\w)"),
        issuer=re.compile(rf"(?:{any_of(s.generic_authors)}\s(?:[^\W\d_]{{1,3}}[\s'])*)?(?:[^\W\d_]{{1,3}}\W)?"
                          rf"{any_of(s.authorities)}(?!\w)", re.I),
        nobody=re.compile(any_of(s.generic_authors), re.I),
        mission=re.compile(rf"(?:[^\W\d_]{{1,3}}\W)?{any_of(s.missions)}(?!\w)", re.I),
        outcome=re.compile(rf"(?<!\w){any_of(s.outcomes)}(?!\w)", re.I),
        prefix=re.compile(rf"\s*{any_of(s.crawl_keys)}\s*:?\s+(?P<date>\d{{4}}(?:-\d{{2}}){{0,2}})(?![\w-])", re.I),
    )
