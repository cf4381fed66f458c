"""From extracted text to `Text`: the one way into this stage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from servanda.reading import agencies, authorities, compose, frontmatter, language, pagedates, parts, places
from servanda.reading.cues import cues
from servanda.reading.draft import Draft, tidy
from servanda.reading.frontmatter import FrontMatter
from servanda.reading.pagedates import PageDate
from servanda.reading.sheet import Page, Part
from servanda.reading.text import Dateline, Passage, Text

_MARKUP = re.compile(r"[\n\r*_#<>\[\]\\&\u00ad]")
_ESCAPED = re.compile(r"[\s\\_]+")
_LATE = 3  # days between a dispatch and the day a page brings it
_LONGEST_TITLE = 600
_FINAL_DATE = re.compile(r"(?:\((?P<in>[^()]{6,40})\)|\s[-\u2013\u2014|,]\s(?P<on>[^()|\u2013\u2014]{6,40}))$")
_EDGE = " \t|"
_SIGNED = 10  # lines at the end of a mail that its signature is looked for in
_TITLED = ("text/html", "application/xhtml", "message/")
_TITLES = ("title", "headline", "og:title")
_DATES = ("date", "published", "published_time", "publication_date", "article:published_time", "datepublished",
          "first_published", "created")
_SITES = ("source_url", "url", "link", "canonical", "site", "publisher", "source", "organisation", "organization", "author")


def read(content: str, *, document_sha: str, path: str, media_type: str, metadata: Mapping[str, Any] | None = None) -> Text:
    """Tell what a text says about itself and where its story is.

    Args:
        content: the text as stored (offsets count its code points).
        document_sha, path, media_type: of the document it comes from.
        metadata: what the format itself says (title, date, author of an HTML page, a PDF, an e-mail).
    """
    head = frontmatter.find(content)
    page = parts.divide(content, head.end if head else 0, head.first(*_TITLES) if head else None)
    headline = [p for p in page.parts if p.role == "headline"]
    title = _composed((head.first(*_TITLES) if head else None) or " ".join(_as_written(content, p) for p in headline)
                      or _said(metadata or {}, media_type))
    told = language.tell(" ".join(p.text for p in page.parts if p.role in ("paragraph", "item"))) \
        or language.tell(" ".join(p.text for p in page.parts if p.is_story))
    published = _published(page, head, metadata or {})
    credited = tuple(_as_stored(content, name) for name in agencies.whole(page.agencies)) or _site(metadata or {})
    passages = compose.passages(page.parts, content)
    if head:
        passages = (Passage(head.start, head.end, "frontmatter"), *passages)
    return Text(
        document=document_sha, path=path, media_type=media_type, content=content, language=told, title=title,
        agencies=credited, side=_side(credited, page, head, metadata or {}, media_type.startswith("message/")),
        published=published.edtf if published else None,
        dateline=_dateline(page, published, content), passages=passages,
        view=compose.view(page.parts, told, _titled(content, head)),
        title_span=(headline[0].span[0], headline[-1].span[1]) if headline else None,
    )


def _composed(title: str | None) -> str | None:
    """A title in composed letters, as the rules' view of the text has them: words are looked up in it."""
    return unicodedata.normalize("NFC", title) if title else None


def _titled(content: str, head: FrontMatter | None) -> Draft | None:
    """The title where a front matter gives it, however YAML wraps and escapes it there."""
    title = head.first(*_TITLES) if head else None
    if head is None or not title:
        return None
    written = _ESCAPED.pattern.join(re.escape(word).replace("'", "''?") for word in title[:_LONGEST_TITLE].split())
    match = re.compile(written).search(content, head.start, head.end)
    return tidy(Draft.of(content, *match.span()).replace(_ESCAPED, " ")) if match else None


def _said(metadata: Mapping[str, Any], media_type: str) -> str | None:
    """The title a file gives itself, where its format is one whose titles people write."""
    title = metadata.get("title") if media_type.startswith(_TITLED) else None
    return " ".join(str(title).split()) if title else None


def _site(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """The agency whose site or pen the page says it is from."""
    names = (str(metadata[key]) for key in ("site", "author") if metadata.get(key))
    return agencies.unique(n for name in names for n in _publisher(name))[:1]


def _publisher(name: str) -> Sequence[str]:
    if cues().government.match(name):
        return [name]
    return [n for n in agencies.split(name) if agencies.known(n)]


def _as_stored(content: str, name: str) -> str:
    """A credited name with the apostrophes it has in the stored text."""
    if "'" not in name or name in content:
        return name
    match = re.search("['\u2019\u02bc]".join(re.escape(piece) for piece in name.split("'")), content)
    return match[0] if match else name


def _as_written(content: str, headline: Part) -> str:
    """The headline as stored, without the mark of a heading, if it stands on one line; else its tidied words."""
    raw = content[slice(*headline.span)]
    raw = raw.strip("# \t") if headline.line.level else raw
    plain = not _MARKUP.search(raw)
    return (raw if plain else headline.text).strip(_EDGE)


def _published(page: Page, head: FrontMatter | None, metadata: Mapping[str, Any]) -> PageDate | None:
    opening = page.opening.date if page.opening and not page.opening.letter else None
    told = opening if page.changed and opening is not None and opening.year else page.line_date
    found = _stated(head.values if head else {}) or page.crawl_date or told or _title_date(page) or _stated(metadata)
    if found is None:
        return opening if opening is not None and opening.year else page.done_date
    if found is page.line_date and opening is not None and _turned(found, opening):
        found = replace(found, month=found.day, day=found.month)
    if not found.year and opening is not None and opening.year:
        return opening
    for date in (page.line_date, _title_date(page), opening):
        if date is not None and date != found and date.near(found).within(found):
            return date.near(found)
    return found


def _turned(date: PageDate, opening: PageDate) -> bool:
    """Whether a day in figures is to be read month first, as the dateline's month shows ("2/5/2024" above "SUVA, Feb 4")."""
    if not (date.month and date.day and opening.month and opening.day) or date.month == opening.month:
        return False
    return date.day == opening.month and abs(date.month - opening.day) <= _LATE


def _title_date(page: Page) -> PageDate | None:
    """The date that ends a headline: in brackets, after a dash, or as that of the paper it names."""
    for part in page.parts:
        if part.role != "headline":
            continue
        if (match := _FINAL_DATE.search(part.text)) is not None:
            words = match["in"] or match["on"]
            date = pagedates.read(words)
            place = words[: date.start] if date else ""
            told = pagedates.is_date_line(words) or places.is_city(pagedates.without_day_words(place).strip(" ,"))
            return date if date and date.year and told else None
        if cues().paper.match(part.text):
            last = next((d for d in pagedates.each(part.text) if d.end == len(part.text)), None)
            return last if last and last.year and last.day else None
    return None


def _title_place(page: Page) -> str | None:
    """The city that ends a headline with its day, in brackets."""
    for part in page.parts:
        match = _FINAL_DATE.search(part.text) if part.role == "headline" else None
        date = pagedates.read(match["in"]) if match is not None and match["in"] else None
        if match is not None and date is not None:
            city = pagedates.without_day_words(match["in"][: date.start]).strip(" ,")
            return city if places.is_city(city) and not pagedates.rest(match["in"][date.end :]) else None
    return None


def _stated(values: Mapping[str, Any]) -> PageDate | None:
    for key in _DATES:
        value = values.get(key)
        if value and (date := pagedates.read(str(value))) and date.year:
            return date
    return None


def _dateline(page: Page, published: PageDate | None, content: str) -> Dateline | None:
    opening = page.opening
    if (opening is None or opening.place is None) and (place := _title_place(page)) is not None:
        date = opening.date if opening is not None and opening.date is not None else _title_date(page)
        return Dateline(place, date.near(published).edtf if date else None)
    if opening is None or (opening.place is None and opening.date is None):
        return None
    place = _as_stored(content, opening.place) if opening.place else None
    return Dateline(place, opening.date.near(published).edtf if opening.date else None)


def _side(credited: Sequence[str], page: Page, head: FrontMatter | None, metadata: Mapping[str, Any], mail: bool) -> str | None:
    """The state whose agency, or whose authority or its site, tells it."""
    place = page.opening.place if page.opening else None
    stated = [str(values[key]) for values in (head.values if head else {}, metadata) for key in _SITES if values.get(key)]
    side = agencies.side_of((*credited, *page.letterhead), place)
    side = side or next((found for value in stated if (found := agencies.side_of_site(value))), None)
    if side is None:
        longer = (authorities.within(name, agencies.inside(name)) for name in (*credited, *stated))
        side = agencies.side_of([name for name in longer if name], place)
    if side is None:
        above = authorities.above((part.role, part.text) for part in page.parts)
        signed = authorities.signed(part.text for part in page.parts[-_SIGNED:]) if mail else []
        side = authorities.side_of((*credited, *page.letterhead, *above)) or authorities.side_of(stated) \
            or authorities.side_of(signed)
    return side
