"""Who issues a paper, and where and when it was done: letterheads, authors, the authority named, its last words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from servanda.languages.folding import fold
from servanda.reading import agencies, furniture, letters, pagedates, places, sheet
from servanda.reading.cues import cues
from servanda.reading.dateline import Opening
from servanda.reading.furniture import SENTENCE_END
from servanda.reading.headline import ISSUER
from servanda.reading.sheet import Page

_INITIALLED = re.compile(r"[.!?\u2026]\s\(([A-Z]{2,8})\)$")
_PERSON = re.compile(r"[^\W\d_a-z][\w.'-]+(?: [^\W\d_a-z][\w.'-]*){1,3}")
_SITE = re.compile(r"\s+(?:https?://|www\.)\S+$")
# Lines behind the story among which the name of an authority may stand.
_SIGNED = 2
_MAILED = 6  # the same below the regards of a mail
_CAPTION = 200


def date_place(page: Page) -> None:
    """A place that stands on a line of its own, without a day, is dated by the line that says when the page was published."""
    place = page.opening is not None and page.opening.place is not None and page.opening.date is None
    glued = any(p.role == "dateline" and not p.whole for p in page.parts)
    if page.opening is not None and place and not glued and page.line_date is not None and not page.changed:
        page.opening = replace(page.opening, date=page.line_date)


def tell_letterhead(page: Page) -> None:
    """The authorities named above the headline: they head their site where the way to the page is told, else their paper."""
    first = next((n for n, part in enumerate(page.parts) if part.role in ("headline", "paragraph", None)), 0)
    site = any(furniture.is_trail(part.text) for part in page.parts[:first])
    issuers = []
    for part in page.parts[:first]:
        if part.role not in ("note", "menu") or SENTENCE_END.search(part.text) or len(part.text.split()) > ISSUER:
            continue
        if agencies.is_authority(part.text):
            page.letterhead.append(part.text)
            page.agencies = [name for name in page.agencies if fold(name) != fold(part.text)]
        if cues().mission.match(part.text) or cues().government.match(part.text):
            issuers.append(part.text)
    if not (site or page.agencies):
        page.agencies += issuers[:1]


def tell_caption(page: Page) -> None:
    """A line between the headline and the dateline that ends with an acronym in brackets is a caption and its credit."""
    for above, below in pairwise(page.parts):
        if below.role != "dateline" or above.role is not None or len(above.text) > _CAPTION:
            continue
        if (match := _INITIALLED.search(above.text)) is not None:
            above.role = "caption"
            page.agencies.append(match[1])


def tell_authors(page: Page) -> None:
    """A name alone between the headline and the story, right beside the line with the day, is its author's."""
    first = next((n for n, part in enumerate(page.parts) if part.role is None and sheet.is_paragraph(part.text)), 0)
    for before, part, after in zip(page.parts, page.parts[1:first], page.parts[2:], strict=False):
        beside = [note for note, line in ((before, part.line), (after, after.line)) if note.role == "note" and line.gap == 0]
        dated = any(pagedates.read(note.text) for note in beside)
        name, _, office = part.text.partition(", ")
        named = _PERSON.fullmatch(name) and (not office or cues().nobody.fullmatch(office))
        if part.role is None and dated and named and not places.is_city(part.text):
            part.role = "note"


def credit_issuer(page: Page) -> None:
    """The authority that issues a paper no agency is credited with: named below the headline, or right behind the story."""
    told = [n for n, part in enumerate(page.parts) if part.role in ("paragraph", "item")]
    titles = [n for n, part in enumerate(page.parts) if part.role == "headline"]
    if not told or not titles:
        return
    below = page.parts[titles[-1] + 1 : told[0]]
    end = told[-1] + 1
    lines = _MAILED if any(cues().regards.match(part.text) for part in page.parts[end : end + 1]) else _SIGNED
    last = takewhile(lambda part: not cues().teaser.match(part.text), page.parts[end:][:lines])
    behind = [part for part in last if part.role != "caption"]
    for part in (*below, *behind):
        if part.role == "dateline" or not (names := _authority(part.text)):
            continue
        page.agencies += names
        if part.role == "heading":
            part.role = "note"
        return


def _authority(text: str) -> tuple[str, ...]:
    """The authority a line is the name of, with its state or seat or without."""
    text = _SITE.sub("", text)
    if SENTENCE_END.search(text) or len(text.split()) > ISSUER or set(text) & set("|>:"):
        return ()
    names = [name for name in agencies.split(text) if cues().authority.match(name) and (
        " " in name or text != name)]
    return tuple(names[:1])


def tell_done(page: Page) -> None:
    """A paper without a dateline, but a treaty, is of the place and day at its end."""
    for part in reversed([p for p in page.parts if p.is_story]):
        if (match := cues().closing.match(part.text)) is not None:
            dated = letters.done(part.text, match.end())
            if dated is not None and not cues().copies.search(part.text):  # the day of a treaty is that of its signature
                page.done_date = dated.date
                if dated.place is not None:
                    page.opening = Opening(0, dated.place, dated.date, letter=True)
            return
