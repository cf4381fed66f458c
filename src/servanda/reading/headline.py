"""The headline of a page: which of the lines above the story it is."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile

from servanda.languages.folding import fold
from servanda.reading import agencies, furniture, letters, pagedates, places
from servanda.reading.cues import cues
from servanda.reading.furniture import SENTENCE_END, UNFINISHED_END, Told
from servanda.reading.sheet import Page, Part

TITLE = 200
# A headline longer than others, where furniture or a missing stop tells it apart.
_LONGEST = 320
# Lines above a headline that may be names of the site and its sections.
_LEADS = 8
# The shortest headline that the page's own furniture tells.
_TOLD = 15
_KICKER = 3
_REST = 0.75  # of a headline's width, which its last line leaves unfilled
_FULL = 40  # letters of a line that left no room for the next one's first word
ISSUER = 12  # words of the longest name of an authority
_OPENING = "\"\u00ab\u201c("
_PARTED = re.compile(r"\s+[\u2013\u2014|/-]\s+")
# What a headline has: a word of three letters, or what may be an acronym, or letters of another alphabet.
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_a-z\u0100-\u024f]{2}|(?=[^\W\d_])[\u0370-\uffff]")
_SITED = re.compile(r"\s+[\u2013\u2014|-]\s+")


def is_title(text: str) -> bool:
    """Whether a line may be a headline: not too long, and no finished sentence."""
    finished = SENTENCE_END.search(text) and not text.rstrip(" \"')\u00bb").endswith(("?", "!", "\u2026"))
    return len(text) <= TITLE and not finished and not UNFINISHED_END.search(text)


def choose(page: Page, title: str | None) -> None:
    """Tell the headline and what stands above it.

    Args:
        page: its parts; those that no furniture accounts for have no role yet.
        title: the headline that its front matter gives.
    """
    story = [p for p in page.parts if p.role is None]
    while len(story) > 1 and _WORD.search(story[0].text) is None:
        story.pop(0).role = "menu"  # the buttons of a page (`+ - 16 px`)
    if len(story) < 2 or (page.opening is not None and page.opens(story[0])):
        return
    story = _below_names(page, story)
    if len(story) < 2:
        return
    if len(story) > 2 and furniture.is_pictured(story[0].text) and is_title(story[1].text) and not story[0].line.level:
        story[0].role = "caption"
        story = story[1:]
    first, second = story[0], story[1]
    if title is not None and not _same(first.text, title):
        return
    if not (is_title(first.text) or first.line.level or _is_told_apart(page, first)):
        return
    while len(story) > 2 and not first.line.level and is_title(second.text) and _is_above_headline(page, *story[:3]):
        page.agencies += agencies.inside(first.text) if furniture.is_author_line(first.text) else ()
        first.role = "menu"
        if (date := pagedates.read(first.text)) is not None and date.year and date.day:
            page.note(Told("menu", date=date))
        story = story[1:]
        first, second = story[0], story[1]
    if _is_one_word(first):
        first.role = "menu"
        return
    first.role = "headline"
    for above, part in pairwise(story[story.index(first) :]):
        apart = part.line.gap > 1 or not is_title(part.text)
        if apart or not (_runs_on(page, above, part) if part.line.gap == 0 else _goes_on(page, above, part)):
            break
        part.role = "headline"


def _runs_on(page: Page, above: Part, part: Part) -> bool:
    """Whether a headline runs on in the line right below it: both in capitals, or the first of full width and the next no wider.

    So a paper's title does, and the few last words of a headline in capitals; the others have a second line of their own.
    """
    if above.text.isupper() or part.text.isupper():
        return above.text.isupper() and part.text.isupper()
    at = page.parts.index(part)
    if any(p.line.gap == 0 and p.role is None and not is_title(p.text) for p in page.parts[at + 1 : at + 2]):
        return False
    titled = next(p.text for p in page.parts if p.role == "headline")
    full = len(above.text) >= _FULL and len(part.text) <= len(above.text) + 1 + len(part.text.split()[0])
    rest = len(part.text) <= _REST * len(above.text) and _capitals(above.text) and _capitals(part.text)
    return full and (rest or bool(cues().paper.match(titled))) and page.parts[at - 1] is above


def _goes_on(page: Page, above: Part, part: Part) -> bool:
    """Whether a headline set as two paragraphs, the first of full width, goes on in the second, which begins small."""
    at = page.parts.index(part)
    return len(above.text) >= _FULL and part.text[0].islower() and page.parts[at - 1] is above and above.text[-1].isalnum()


def _capitals(text: str) -> bool:
    """Whether all words but small ones have capitals."""
    return all(not word[0].islower() for word in text.split() if len(word) > _KICKER + 1)


def outlet(page: Page) -> tuple[str, ...]:
    """The outlet whose name ends a headline, behind a dash or bar."""
    titles = [p.text for p in page.parts if p.role == "headline"]
    _, *names = _SITED.split(titles[-1]) if titles else [""]
    return (names[-1],) if names and agencies.is_masthead(names[-1]) else ()


def _below_names(page: Page, story: list[Part]) -> list[Part]:
    """The story without the names of the site and of its sections above a headline that the page itself tells."""
    leads = [p for p in takewhile(lambda p: is_title(p.text), story) if not p.line.level][:_LEADS]
    if len(leads) == 2 and leads[1].line.gap == 0 and places.seat(leads[1].text) and _is_authority(leads[0].text):
        leads[0].role = leads[1].role = "menu"  # a letterhead, and no headline below it
        return story[2:]
    at = _told(page, leads) or _below_letterhead([p.text for p in leads])
    if not at or at + 1 >= len(story):
        return story
    for part in story[:at]:
        part.role = "menu"
    return story[at:]


def _is_authority(text: str) -> bool:
    """Whether a line is nothing but an authority's name: capitals and small words."""
    return bool(cues().authority.match(text)) and all(w[0].isupper() or len(w) <= _KICKER for w in text.split())


def _told(page: Page, leads: list[Part]) -> int:
    """Which line is told to be the headline: the way to the page ends with it or stands right above it, or it is repeated."""
    texts = [fold(p.text) for p in leads]
    told = Counter(fold(p.text) for p in page.parts)
    trails = [p for p in page.parts if p.role in ("menu", "teaser") and furniture.is_trail(p.text)]
    for number, text in enumerate(texts):
        ended = any(fold(t.text).endswith(text) for t in trails)
        named = any(_is_page_title(above, text) or above.endswith(text) for above in texts[:number])
        if len(text) >= _TOLD and (ended or named or told[text] > 1):
            return number
    dated = next((p.line.start for p in page.parts if p.role == "note" and pagedates.read(p.text)), None)
    for trail in trails:
        above = sum(p.line.start < trail.line.start for p in leads)
        if above < len(leads) and (dated is None or dated > trail.line.start):
            return above
    return 0


def _below_letterhead(texts: list[str]) -> int:
    """Which line stands below a letterhead: names of authorities, mottos and rubrics, and what an authority calls its paper."""
    names = list(takewhile(_is_letterhead, texts))
    if len(names) > 1 and len(names) == len(texts) and furniture.is_release(texts[-1]):
        names.pop()  # all that a paper is called
    elif len(names) in (0, len(texts)) or len(texts[len(names)].split()) <= _KICKER:
        return 0
    found = cues()
    issued = (found.authority.match(n) or found.institution.match(n) or agencies.is_name(n) for n in names)
    return len(names) if any(issued) else 0


def _is_letterhead(text: str) -> bool:
    words = text.split()
    listed = text.count(",") > 1  # the fields of a ministry
    issued = len(words) <= (2 if listed or text.isupper() else 1) * ISSUER and bool(cues().authority.match(text))
    paper = cues().paper.match(text) is not None
    few = len(words) <= _KICKER and not paper
    pieces = _PARTED.split(text)
    motto = not paper and all(len(piece.split()) <= (2 if len(pieces) > 2 else 1) for piece in pieces)
    enclosed = text.startswith("(") and text.endswith(")")
    named = agencies.is_name(text) and not paper
    return issued or few or motto or enclosed or named or _is_release(text) or letters.is_reference(text)


def _is_told_apart(page: Page, first: Part) -> bool:
    """Whether the first line, though long or ending like a sentence, stands above the line that says who published it when."""
    if len(first.text) > _LONGEST:
        return False
    following = page.parts[page.parts.index(first) + 1]
    note = following.role == "note" and (pagedates.read(following.text) is not None or cues().byline.match(following.text))
    return bool(note) or not (SENTENCE_END.search(first.text) or UNFINISHED_END.search(first.text))


def _is_above_headline(page: Page, first: Part, second: Part, third: Part) -> bool:
    """Whether a line above a headline is a rubric, the page's own title, or its author's line."""
    if _is_rubric(first.text, second.text) or _is_page_title(first.text, second.text):
        return True
    if page.parts[page.parts.index(first) + 1] is second and _is_kicker(first.text, second.text):
        return True
    if _is_one_word(first) and (len(second.text.split()) > 1 or is_title(third.text)):
        return True
    return furniture.is_author_line(first.text) and bool(agencies.inside(first.text))


def _is_one_word(part: Part) -> bool:
    """Whether a line is but one word, and not what a paper calls itself."""
    return len(part.text.split()) == 1 and not part.line.level and not cues().paper.match(part.text)


def _is_page_title(text: str, following: str) -> bool:
    """Whether a line is the headline below it with the name of the site."""
    before, found, rest = text.partition(following)
    site = before.rstrip(" :|-\u2013\u2014")
    named = not before or (site != before.rstrip() and bool(agencies.known(site)))
    return bool(found) and named and rest.lstrip()[:1] in ("|", "-", "\u2013", "\u00bb", "\u00b7", "\u2022")


def _is_rubric(text: str, following: str) -> bool:
    """Whether a line above a headline is but a rubric or the name of the authority that issues it."""
    words = len(text.split())
    if _is_release(text) or letters.is_reference(text):
        return True
    fields = text.split(" / ")
    if len(fields) > 1 and all(len(field.split()) < _KICKER for field in fields) and len(following.split()) > _KICKER:
        return True
    if len(following.split()) <= 4 or ":" in text:
        return False
    issued = words <= ISSUER and bool(cues().authority.match(text))
    return (words == 1 and not cues().paper.match(text)) or (issued and not (text.isupper() and following.isupper()))


def _is_release(text: str) -> bool:
    """Whether a line is but what an authority calls its paper, with its own name or without."""
    release, names = cues().release, _PARTED.split(text.strip())
    by = cues().source.match(text[kind.end() :].lstrip()) if (kind := release.match(text)) is not None else None
    if by is not None and cues().authority.match(by["who"]):
        return len(text.split()) <= ISSUER
    issuers = [n for n in names if not furniture.is_release(n)]
    told = len(issuers) < len(names) <= 2
    return told and all(cues().authority.match(n) or agencies.known(n) for n in issuers)


def _is_kicker(text: str, following: str) -> bool:
    """Whether a line above a headline is but the few words that say what it is about."""
    few = sum(word.isalnum() for word in text.split()) <= _KICKER and len(following.split()) >= 2 * _KICKER
    return few and following[0] in _OPENING + following[0].upper() and not cues().paper.match(text)


def _same(text: str, title: str) -> bool:
    """Whether a line is the title, whole or but for its end."""
    one, other = fold(text), fold(title)
    return one == other or (len(one) > 20 and (one.startswith(other) or other.startswith(one)))

