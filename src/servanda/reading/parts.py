"""The parts of a page: each line or piece of a line with the role it plays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from servanda.languages.folding import fold
from servanda.reading import (
    agencies,
    dateline,
    furniture,
    headline,
    issuing,
    letters,
    lines,
    pagedates,
    places,
    sheet,
    signatures,
)
from servanda.reading.cues import cues
from servanda.reading.dateline import Opening
from servanda.reading.draft import Draft
from servanda.reading.furniture import SENTENCE_END, UNFINISHED_END, Told
from servanda.reading.headline import TITLE, is_title
from servanda.reading.lines import Line
from servanda.reading.pagedates import PageDate
from servanda.reading.sheet import Page, Part
from servanda.reading.text import Role

_TITLE_WORDS = 5  # words of the shortest headline told by a date before it
_HEADING = 100
_CAPTION = 200
_LINK_TITLE = 160
_CREDIT = 60
# A line of at least this length that stands this often is a running head.
_RUNNING = 15
_PAGES = 3
_STAMPED = 20
# A single line of more words than this at the end is a sentence that lost its stop.
_LONE_TITLE = 10
_BULLET = re.compile(r"[-\u2013\u2022*]\s")
# Short lines that may stand below a signature.
_BELOW = 8
# Paragraphs at the head of the story that may name the agency it is taken from.
_LEADS = 2
_NUMBER = re.compile(r"(\d{1,2})[.)]?[\s\u2013-]")
# A line of a chronicle: a year, or a month or a day of it in words, and a mark.
_CHRONICLE = re.compile(
    r"(?:[-\u2013\u2022*]\s)?(?:\d{1,2}\w{0,2}\s)?(?:[^\W\d]{3,12}\.?\s)?((?:1[5-9]|20)\d\d)\s?[-\u2013\u2014:]\s"
)
# Different years that the lines of a chronicle at the least tell of.
_ENTRIES = 2
_TWO = re.compile(r"(?:[^\W\d_A-Z]{4}|\d{4})[.!?]\s+[^\W\d_a-z]")  # the end of a sentence and the beginning of another
_ROMAN = re.compile(r"[IVX]{1,5}[.\u2013-]\s")


def divide(content: str, start: int, title: str | None = None) -> Page:
    """The page from an offset on, in its parts; title: the one its front matter gives."""
    page = Page()
    for number, line in enumerate(lines.logical(content, start)):
        if line.draft.text or number:
            _line(page, content, line, first=number == 0)
    _annexes(page)
    _running(page)
    _teasers(page)
    _captions(page)
    _endings(page)
    headline.choose(page, title)
    if not page.agencies:
        page.agencies += headline.outlet(page)
    issuing.tell_letterhead(page)
    issuing.tell_caption(page)
    issuing.tell_authors(page)
    _structure(page, content)
    issuing.date_place(page)
    if page.opening is None and page.crawl_date is None:
        issuing.tell_done(page)
    for part in [p for p in page.parts if p.role == "paragraph"][:_LEADS]:
        page.agencies += signatures.reported_by(part.text)
    if not page.agencies and not (page.opening and page.opening.letter):
        issuing.credit_issuer(page)
    return page


def _line(page: Page, content: str, line: Line, *, first: bool) -> None:
    draft, whole = line.draft, True
    if first and (match := cues().prefix.match(draft.text)):
        page.crawl_date = pagedates.crawled(match["date"])
        page.parts.append(Part(line, draft.part(0, match.end()), "prefix", whole=False))
        draft, whole = draft.part(match.end(), len(draft)), False
        draft = _stamped(page, line, draft)
    elif not any(p.role is None for p in page.parts) and _is_dated_title(draft.text):
        draft, whole = _stamped(page, line, draft), False
    if not draft.text:
        if whole:  # comments of the mark-up belong to the story's text, though they say nothing
            page.parts.append(Part(line, draft, "paragraph" if content.startswith("<!--", line.start) else "note"))
        return
    found = dateline.opening(draft.text) if page.opening is None or not page.paragraphs else None
    if found is not None and _opens(page, found) and (page.opening is None or _opens_after(page.opening, found)):
        page.opening = replace(_joined(page.opening, found), letter=letters.is_salutation(draft.text, found.end))
        if page.opening.letter:
            _letterheads(page)
        page.agencies += found.agencies
        rest = draft.part(found.end, len(draft))
        page.parts.append(Part(line, draft.part(0, found.end), "dateline", whole=whole and not rest.text))
        draft, whole = rest, False
        if not draft.text:
            return
    if page.opening is None and _below_day(page) and (seat := places.seat(draft.text)) is not None:
        page.opening = Opening(len(draft), seat, page.line_date)
        page.parts.append(Part(line, draft, "dateline", whole))
        return
    if page.opening is None and not page.paragraphs and pagedates.is_date_line(draft.text):
        _above_day(page, pagedates.read(draft.text))
    above = any(p.role != "prefix" for p in page.parts)
    told = furniture.tell(draft.text, head=not page.paragraphs, near=page.paragraphs <= 1, first=not above)
    if told is None:
        _words(page, content, line, draft, whole)
        return
    page.note(told)
    if told.cut:
        page.parts.append(Part(line, draft.part(0, told.cut), told.before, whole=False))
        draft, whole = draft.part(told.cut, len(draft)), False
    if told.role == "caption" and (end := furniture.credit_at_end(draft.text)) < len(draft):
        page.parts.append(Part(line, draft.part(0, end), "caption", whole=False))
        draft, told, whole = draft.part(end, len(draft)), Told("credit"), False
    page.parts.append(Part(line, draft, told.role, whole))


def _stamped(page: Page, line: Line, draft: Draft) -> Draft:
    """Cut off the date of publication before a headline."""
    end = pagedates.stamp(draft.text)
    if not end or len(draft) - end <= _STAMPED or not draft.text[end].isupper():
        return draft
    if pagedates.skip_day_words(draft.text, 0) and SENTENCE_END.search(draft.text):
        return draft  # the day is the sentence's own
    page.note(Told("note", date=pagedates.read(draft.text)))
    page.parts.append(Part(line, draft.part(0, end), "note", whole=False))
    return draft.part(end, len(draft))


def _is_dated_title(text: str) -> bool:
    """Whether a line is a headline after the day it was published on ("14/03/2023 - ...")."""
    end = pagedates.stamp(text)
    rest = text[end:]
    parted = text[:end].rstrip()[-1:] in ("-", "\u2013", "\u2014", "|")
    long = len(rest.split()) >= _TITLE_WORDS and len(rest) <= TITLE
    return parted and long and rest[0].isupper() and is_title(rest) and not any(c in rest for c in "|\u2014")


def _words(page: Page, content: str, line: Line, draft: Draft, whole: bool) -> None:
    """A line that is no furniture: a letter's head and foot are cut off."""
    head = letters.head(draft.text)
    if head is not None:
        if page.opening is None and head.date is not None:
            page.opening = Opening(head.end, head.place, head.date, letter=True)
        page.parts.append(Part(line, draft.part(0, head.end), "note", whole=False))
        draft, whole = draft.part(head.end, len(draft)), False
        _letterheads(page)
    foot: list[Part] = []
    raw = content[line.start:line.end]
    star = letters.address(raw) if raw.endswith("*") else None
    if star is not None:
        cut = bisect_left(draft.offsets, line.start + star)
        if 0 < cut < len(draft):
            foot.append(Part(line, draft.part(cut, len(draft)), "signature", whole=False))
            draft, whole = draft.part(0, cut), False
            draft = _dated_foot(page, line, draft, foot)
    cut_at = letters.tail(draft.text)
    if cut_at is not None:
        foot.append(Part(line, draft.part(cut_at, len(draft)), "signature", whole=whole and not cut_at))
        draft, whole = draft.part(0, cut_at), False
    if draft.text and line.row and page.paragraphs and not letters.signatory().match(draft.text):
        page.parts.append(Part(line, draft, "item", whole))
    elif draft.text:
        leads = len(draft.text) <= TITLE and not any(p.role is None for p in page.parts)
        page.parts.append(Part(line, draft, None, whole))
        page.paragraphs += sheet.is_paragraph(draft.text) and not leads
    page.parts += reversed(foot)


def _dated_foot(page: Page, line: Line, draft: Draft, foot: list[Part]) -> Draft:
    """Cut off the place and date that stand between a letter's last words and the address below them."""
    dated = letters.foot(draft.text)
    if dated is None:
        return draft
    if page.opening is None:
        page.opening = Opening(0, dated.place, dated.date, letter=True)
    foot.append(Part(line, draft.part(dated.end, len(draft)), "signature", whole=False))
    return draft.part(0, dated.end)


def _letterheads(page: Page) -> None:
    """The headings right above a letter are its letterhead."""
    for part in reversed(page.parts):
        if part.role in ("note", "dateline"):
            continue
        if part.role is not None or not part.line.level or part.line.level <= 2 or not part.text.isupper():
            return
        part.role = "note"


def _opens(page: Page, found: Opening) -> bool:
    """Whether a dateline may stand here: deep in the story only with its agency, an unknown place alone only at its head."""
    if found.agencies or page.paragraphs == 0:
        return True
    return page.paragraphs == 1 and (found.date is not None or places.is_city(found.place or ""))


def _above_day(page: Page, day: PageDate | None) -> None:
    """Make the line right above a day the dateline, if it is a city, alone or before its province."""
    last = page.parts[-1] if page.parts else None
    if last is None or last.role is not None or day is None or not day.day or (city := places.seat(last.text)) is None:
        return
    if any(part.role is None for part in page.parts[:-1]):  # else it is the headline
        last.role = "dateline"
        page.opening = Opening(0, city, day)


def _opens_after(told: Opening, found: Opening) -> bool:
    """Whether a dateline may stand below the place and day that a line above it tells (`Lusaka, 7 May` over `(ABC) -`)."""
    whole = told.letter or (told.agencies and (told.date or not found.date))
    return not whole and bool(found.agencies or found.date or places.is_city(found.place or ""))


def _joined(told: Opening | None, found: Opening) -> Opening:
    """A dateline with the place and day it leaves to the line above it."""
    if told is None:
        return found
    same = found.place is None or told.place is None or fold(found.place) == fold(told.place)
    return replace(found, place=found.place or told.place, date=found.date or (told.date if same else None))


def _below_day(page: Page) -> bool:
    """Whether the line above, before any story, is nothing but a day."""
    last = page.parts[-1] if page.parts else None
    if page.paragraphs or last is None or last.role != "note" or page.line_date is None:
        return False
    found = pagedates.read(last.text, anywhere=False)
    return found is not None and not last.text[found.end :].strip(" .,")


def _annexes(page: Page) -> None:
    """Numbers of notes and heads of annexes."""
    for part in page.parts:
        if part.role is None and (letters.is_letterhead(part.text) or (part.line.level and letters.is_numeral(part.text))):
            part.role = "note"


def _running(page: Page) -> None:
    """Running heads and feet: the same line on every page, the story between them. What a line opens is no head's."""
    places_told: dict[str, list[int]] = {}
    for number, part in enumerate(page.parts):
        if part.role is None and _RUNNING <= len(part.text) <= _HEADING and not _goes_on(part.text):
            places_told.setdefault(part.text, []).append(number)
    paragraphs = [n for n, part in enumerate(page.parts) if sheet.is_paragraph(part.text)]
    for numbers in places_told.values():
        if len(numbers) >= _PAGES and bisect_left(paragraphs, numbers[0]) < bisect_left(paragraphs, numbers[-1]):
            for number in numbers:
                page.parts[number].role = "note"


def _goes_on(text: str) -> bool:
    return bool(SENTENCE_END.search(text) or UNFINISHED_END.search(text))


def _teasers(page: Page) -> None:
    """Everything under a line that introduces other stories, their captions too; before the story only the titles under it."""
    parts = page.parts
    told = [p.role == "teaser" and bool(cues().teaser.match(p.text.lstrip("-\u2013\u2022* "))) for p in parts]
    seen = 0
    for number, part in enumerate(parts):
        if told[number]:
            end = _teaser_end(parts, number + 1, seen)
            for other in parts[number + 1:end]:
                if other.is_story or seen and other.role == "caption":
                    other.role = "teaser"
            if end == len(parts):
                return
        elif part.role is None and sheet.is_paragraph(part.text):
            seen += 1


def _teaser_end(parts: Sequence[Part], start: int, paragraphs: int) -> int:
    """Where the titles under a teaser line end: at the first paragraph if the story has yet to come or goes on."""
    first = next((i for i in range(start, len(parts)) if parts[i].role is None and sheet.is_paragraph(parts[i].text)), None)
    if first is None:
        return len(parts)
    if not paragraphs:
        return first
    rest = [p for p in parts[first:] if p.role is None]
    titles = sum(not sheet.is_paragraph(p.text) for p in rest)
    between = sum(1 for p in parts[start:first] if p.role is None)
    goes_on = between <= 3 and len(rest) >= 2 and titles * 4 <= len(rest)
    return first if goes_on else len(parts)


def _captions(page: Page) -> None:
    """A short line right above a credit is its caption; across a blank line only an unfinished one, or above the story."""
    untold = [p for p in page.parts if p.role is None]
    begun = False
    for part, following in zip(page.parts, page.parts[1:], strict=False):
        credited = following.role == "credit" and following.whole and part.line is not following.line
        tells = sheet.is_paragraph(part.text) and (page.opens(part) or not credited and part is not untold[0])
        begun = begun or (part.role is None and (tells or len(part.text) > _CAPTION))
        if part.role is not None or not credited or len(part.text) > _CAPTION:
            continue
        apart = part is not untold[0] and (not begun or not SENTENCE_END.search(part.text)) and not part.line.level
        if following.line.gap == 0 or (following.line.gap == 1 and apart):
            part.role = "caption"


def _endings(page: Page) -> None:
    """Signatures at the end of the story, alone on their lines or glued to its last words, and what stands below."""
    _regards(page)
    _glued_signature(page)
    _dated_end(page)
    story = [i for i, p in enumerate(page.parts) if p.role is None]
    last = next((n for n in range(len(story) - 1, -1, -1) if sheet.is_paragraph(page.parts[story[n]].text)), None)
    below = range(last + 1 if last is not None else 1, len(story))
    block = next((n for n in below if _signed_for(page.parts[story[n]], last)), _signers(page, story, below))
    for n in story[block:] if block is not None else ():
        page.parts[n].role = "signature"
    story = story[:block]
    if last is not None:
        story = _trailing(page, story, last)
    while len(story) > 1:
        part = page.parts[story[-1]]
        told = signatures.signature(part.text, bool(page.agencies))
        if told is None:
            break
        part.role = told.role
        page.note(told)
        story.pop()


def _signers(page: Page, story: Sequence[int], below: range) -> int | None:
    """Where the names of the signers begin that stand below a paper's closing words, up to its end; None if there are none."""
    ends = (n for n in (below.start - 1, *below) if 0 <= n < len(story))
    closing = next((n for n in ends if letters.closes(page.parts[story[n]].text)), None)
    names = [page.parts[n].text for n in story[closing + 1 :]] if closing is not None else []
    told = signatures.signature(names[0]) if names else None
    signs = told is not None and not told.agencies and told.date is None and len(names[0].split()) > 1
    return closing + 1 if closing is not None and signs and not any(agencies.known(name) for name in names) else None


def _signed_for(part: Part, last: int | None) -> bool:
    """Whether a line says for whom a paper is signed; in one that has no long paragraph (`last`), it must be no sentence."""
    return bool(letters.signatory().match(part.text)) and (last is not None or not SENTENCE_END.search(part.text))


def _regards(page: Page) -> None:
    """The lines with which a mail ends and its sender signs, up to the next paragraph."""
    at = next((n for n, p in enumerate(page.parts) if p.role is None and cues().regards.match(p.text)), None)
    if at is not None and any(sheet.is_paragraph(p.text) for p in page.parts[:at]):
        for part in takewhile(lambda p: not sheet.is_paragraph(p.text), page.parts[at:]):
            part.role = "signature"


def _dated_end(page: Page) -> None:
    """The place and the day, in either order, that stand below the story on two lines."""
    last = max((n for n, p in enumerate(page.parts) if p.role is None and sheet.is_paragraph(p.text)), default=len(page.parts))
    for place, day in (pair for both in pairwise(page.parts[last + 1 :]) for pair in (both, both[::-1])):
        date = pagedates.read(day.text) if day.role in (None, "note") and pagedates.is_date_line(day.text) else None
        if place.role is None and date is not None and date.year and date.day and (city := places.seat(place.text)):
            place.role = day.role = "signature"
            page.note(Told("signature", (), date, place=city))
            return


def _glued_signature(page: Page) -> None:
    """The signature glued to the last words of the story; a few short lines, or the start of another story, may follow."""
    story = [i for i, p in enumerate(page.parts) if p.role is None]
    below: list[Part] = []
    for number in reversed(story[-_BELOW:]):
        part = page.parts[number]
        told = signatures.glued_signature(part.text)
        other = any(sheet.is_paragraph(p.text) or len(p.text) > _CAPTION for p in below)
        ended = any(sheet.is_paragraph(page.parts[n].text) for n in story if n <= number)
        if told is not None and (not other or ended and told.agencies and not _goes_on(below[-1].text)):
            page.note(told)
            for another in below if other else ():
                another.role = "teaser"
            words = part.draft.part(0, told.cut)
            tail = Part(part.line, part.draft.part(told.cut, len(part.draft)), "signature", whole=False)
            page.parts[number:number + 1] = [Part(part.line, words, None, whole=False), tail]
            return
        below.append(part)


def _trailing(page: Page, story: list[int], last: int) -> list[int]:
    """Short unfinished lines after the last paragraph tell other things, unless they are a list the story introduces."""
    run = [page.parts[n] for n in story[last + 1:]]
    if any(p.line.bold or p.line.level for p in run) or page.parts[story[last]].text.endswith(":"):
        return story
    lead = next((n for n in range(len(run) - 1, -1, -1) if run[n].text.endswith(":")), None)
    if lead is None:
        lead = _outcomes(page.parts[story[last]], run)
    if lead is not None and all(_BULLET.match(p.text) for p in run[lead + 1:]):
        return story
    asked = _asked(page)
    signed = next((n for n, p in enumerate(run) if _is_signed(p.text)), None)
    if signed is not None:
        for below in run[signed:]:
            below.role = "signature"
            page.note(_signs(below, asked, signatures.signature(below.text, bool(page.agencies))))
        return story[:last + 1 + signed]
    unfinished = sum(not SENTENCE_END.search(p.text) for p in run)
    chronicled = _chronicles(run)
    while len(story) > last + 1:
        part, above = page.parts[story[-1]], page.parts[story[-2]]
        told = signatures.signature(part.text, bool(page.agencies))
        if not told and (_tells(part.text, unfinished) or _continues(above, part) or chronicled and _CHRONICLE.match(part.text)):
            break
        part.role = told.role if told else "teaser"
        page.note(_signs(part, asked, told))
        story.pop()
    return story


def _signs(part: Part, asked: frozenset[int], told: Told | None) -> Told:
    """Whom a line below the story names as its source: what it signs, if it is a signature, else any agency in it.

    asked: the lines below the words that say whom to turn to, of which none is a source.
    """
    if id(part) in asked:
        return Told("signature")
    return told or Told("signature", furniture.credited_in(part.text) if len(part.text) <= _CREDIT else ())


def _asked(page: Page) -> frozenset[int]:
    """The lines between words that say whom to turn to and the next paragraph."""
    below, asked = [], False
    for part in page.parts:
        if asked:
            below.append(id(part))
        asked = not sheet.is_paragraph(part.text) and (asked or cues().contact.match(part.text) is not None)
    return frozenset(below)


def _is_signed(text: str) -> bool:
    """Whether a line is the names of known agencies and nothing more."""
    return bool(signatures.initialled(text)) or agencies.is_credit(text) and all(agencies.known(n) for n in agencies.split(text))


def _outcomes(paragraph: Part, run: Sequence[Part]) -> int | None:
    """Where a list of what was signed or decided begins: at the line that calls it so, -1 after such a paragraph."""
    outcome = cues().outcome
    heading = next((n for n, p in enumerate(run) if not _BULLET.match(p.text) and outcome.search(p.text)), None)
    if heading is not None and heading < len(run) - 1:
        return heading
    told = run and outcome.search(paragraph.text.rsplit(". ", 1)[-1])
    return -1 if told else None


def _tells(text: str, unfinished: int) -> bool:
    """Whether a line at the end is still the story's, by its words (unfinished: how many lines there are no sentences)."""
    if _goes_on(text) or letters.closes(text):
        return True
    return len(text) > _LINK_TITLE or (unfinished == 1 and len(text.split()) > _LONE_TITLE)


def _continues(above: Part, part: Part) -> bool:
    """Whether a line goes on with the list above it."""
    if above.text.endswith((":", ";", ",")):
        return True
    return bool(_BULLET.match(above.text) and _BULLET.match(part.text)) and part.line.gap == 0 and bool(
        SENTENCE_END.search(above.text))


def _chronicles(run: Sequence[Part]) -> bool:
    """Whether lines at the end are those of a chronicle: a day or year, a mark, and what happened then; no two of one year."""
    years = {match[1] for p in run if (match := _CHRONICLE.match(p.text))}
    return len(years) >= _ENTRIES


def _structure(page: Page, content: str) -> None:
    story = [p for p in page.parts if p.role is None]
    listed = False
    for number, part in enumerate(story):
        following = story[number + 1] if number + 1 < len(story) else None
        above = story[number - 1] if number else None
        part.role = _role(part, following, content, listed or _numbered_on(above, part) or _numbered_on(part, following))
        listed = part.text.endswith(":") or (listed and part.text.endswith((";", ",")))


def _numbered_on(above: Part | None, below: Part | None) -> bool:
    """Whether two lines, one right under the other, bear one number and the next."""
    if above is None or below is None or below.line.gap > above.line.gap and below.line.gap > 0:
        return False
    first, second = _NUMBER.match(above.text), _NUMBER.match(below.text)
    return bool(first and second and int(second[1]) == int(first[1]) + 1)


def _role(part: Part, following: Part | None, content: str, listed: bool) -> Role:
    text = part.text
    mark = lines.item_mark(content, part.line.start) if part.draft.offsets[0] == part.line.start else None
    short = len(text) <= _HEADING and is_title(text) and not _TWO.search(text) and not text.endswith(("?", "!", "\u2026"))
    begins = text[0].isupper() or text[0].isdigit() or text[0] in "\"\u00ab("
    if part.line.level or (part.line.bold and len(text) <= TITLE):
        return "heading"
    if mark is not None:
        roman = _ROMAN.match(text)
        over = following is not None and _BULLET.match(following.text)  # a list parted by numbered headings
        if short and following is not None and (over or not listed) and (roman or text[0].isdigit()) and (
                len(following.text) > len(text)):
            return "heading"
        return "paragraph" if roman else "item"
    if listed and part.line.gap == 0 and text.endswith((";", ",")):
        return "item"
    above = following is not None and sheet.is_paragraph(following.text)
    parted = not listed or (part.line.gap > 0 and (text.isupper() or above))
    if short and begins and following is not None and parted and (len(following.text) > len(text) or is_title(following.text)):
        return "heading"
    return "paragraph"
