"""Texts told together and apart: a plural whose subjects follow one by one (`two pacts on ports and on mines`), or an ellipsis
behind a text already named (`a pact on ports and another on mines`).

Each subject is a text of its own, named by the words that tell it. A plural without such parts is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from servanda.extraction.components.titles import Title, TitleReader, alternatives, within
from servanda.extraction.content import content, tells

_NEAR = 70  # characters from the plural to its first subject
_LONGEST = 160  # characters of one subject


class Lexicon(BaseModel):
    """The part `series` of `instruments.yml`.

    plurals: by the body of the head noun, its plural; openers: what opens a subject, each a family that may be repeated;
    respective: what opens several at once, parted by commas alone; others: the words that stand for the noun again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    plurals: dict[str, str] = {}
    openers: tuple[str, ...] = ()
    respective: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The texts that one plural tells apart. body: of their head noun; told: the stretch of which one tells what befell it."""

    body: str
    told: Title
    titles: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One subject: where it begins, where the mark before it stands, and where its opener ends."""

    start: int
    mark: int
    opened: int


class SeriesReader:
    """Finds them, by one language's lexicon."""

    def __init__(self, lexicon: Lexicon, titles: TitleReader) -> None:
        self._titles = titles
        self._plurals = [(body, alternatives((pattern,))) for body, pattern in lexicon.plurals.items()]
        join = "|".join(lexicon.joins)
        part = rf"(?:\s?[,;]\s(?:(?:{join})\s)?|\s(?:{join})\s)"
        again = "|".join(lexicon.others)
        self._families = [
            (re.compile(rf"(?<!\w)(?:(?:{again})\s)?{opener}(?=\s|(?<=['\u2019]))", re.IGNORECASE),
             re.compile(rf"{part}(?P<item>(?:(?:{again})\s)?{opener}(?=\s|(?<=['\u2019])))", re.IGNORECASE))
            for opener in lexicon.openers
        ]
        self._respective = alternatives(lexicon.respective)
        self._part = re.compile(rf"{part}(?P<item>)(?=\w)", re.IGNORECASE)
        opening = "|".join(lexicon.openers)
        self._again = re.compile(rf"{part}(?P<item>(?:{again})\s(?:{opening})(?=\s|(?<=['\u2019])))", re.IGNORECASE)
        self._known = bool(lexicon.plurals)

    def find(self, doc: Doc, others: frozenset[int]) -> Iterator[Series]:
        """Each plural with its subjects; others: the tokens at which head nouns begin."""
        for body, pattern in self._plurals:
            for match in pattern.finditer(content(doc)):
                head = doc.char_span(*match.span(), alignment_mode="expand")
                if head is None:
                    continue
                stop = head.sent.end_char
                rows = [self._repeated(doc, match.end(), stop, *family) for family in self._families]
                rows.append(self._respectively(doc, match.end(), stop))
                best = max(rows, key=len)
                if len(best) > 1:
                    yield self._series(doc, body, (head.start, head.end), best, others)

    def continued(self, doc: Doc, titles: Sequence[Title], others: frozenset[int]) -> list[Title]:
        """Names, with those that an ellipsis behind the last of them tells."""
        every = [*titles]
        while (title := self._more(doc, every[-1], others)) is not None:
            every.append(title)
        return every

    def _more(self, doc: Doc, title: Title, others: frozenset[int]) -> Title | None:
        """The text that an ellipsis right behind a name tells (`and another on mines`)."""
        match = self._again.match(content(doc), title.span(doc).end, doc[title.head_start].sent.end_char)
        return self._last(doc, match.start("item"), match.end(), others) if match is not None and self._known else None

    def _repeated(self, doc: Doc, start: int, stop: int, opener: re.Pattern[str], further: re.Pattern[str]) -> list[_Part]:
        """Where each subject begins and the mark before it, an opener of one family before each of them."""
        first = next((m for m in opener.finditer(content(doc), start, min(stop, start + _NEAR))
                      if self._tells(doc, m.start(), m.end())), None)
        if first is None or set(content(doc)[start : first.start()]) & set(".;"):
            return []
        return self._parts(doc, first.start(), first.end(), stop, further)

    def _respectively(self, doc: Doc, start: int, stop: int) -> list[_Part]:
        """The same, where one opener says that each of the subjects has a text."""
        first = self._respective.search(content(doc), start, min(stop, start + _NEAR))
        return self._parts(doc, first.start(), first.end(), stop, self._part) if first is not None else []

    def _parts(self, doc: Doc, begin: int, end: int, stop: int, further: re.Pattern[str]) -> list[_Part]:
        found = [_Part(begin, begin, end)]
        for match in further.finditer(content(doc), end, stop):
            item = match.start("item")
            if match.start() - end > _LONGEST or tells(doc, end, match.start()):
                break
            if not self._tells(doc, item, match.end()):
                break
            found.append(_Part(item, match.start(), match.end()))
            end = match.end()
        return found

    def _tells(self, doc: Doc, start: int, end: int) -> bool:
        """Whether an opener leads to a subject, not to a day or a place."""
        if self._titles.halts(doc, start, end):
            return False
        return not any(d.role == "day" for d in within(doc._.findings.dates, start, end + 5))

    def _series(
        self, doc: Doc, body: str, head: tuple[int, int], rows: Sequence[_Part], others: frozenset[int]
    ) -> Series:
        begin = doc[head[0]].idx
        apart = tells(doc, begin, rows[0].start) or set(content(doc)[begin : rows[0].start]) & set(",:")
        starts = [rows[0].start if apart else begin, *(row.start for row in rows[1:])]
        titles = [_title(doc, start, row.mark) for start, row in zip(starts, rows[1:], strict=False)]
        titles.append(self._last(doc, starts[-1], rows[-1].opened, others))
        return Series(body, Title(head[0], *head, head[1] if apart else titles[-1].end, "indefinite"), tuple(titles))

    def _last(self, doc: Doc, start: int, opened: int, others: frozenset[int]) -> Title:
        """The subject that begins here and whose opener ends there, as far as a name would go on."""
        words = doc.char_span(start, max(opened, start + 1), alignment_mode="expand")
        first, end = (words.start, words.end) if words is not None else (0, 1)
        return Title(first, first, first + 1, self._titles.goes_on(doc, first, end, others), "indefinite")


def _title(doc: Doc, start: int, end: int) -> Title:
    span = doc.char_span(start, end, alignment_mode="expand")
    first, last = (span.start, span.end) if span is not None else (0, 1)
    return Title(first, first, first + 1, last, "indefinite")
