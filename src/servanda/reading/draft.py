"""A piece of the stored text while it is being tidied: every character remembers the code point it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Text under repair. `offsets[i]` is the code point of the stored text that `text[i]` stands for."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, content: str, start: int, end: int) -> Draft:
        """The untouched text between two offsets."""
        return cls(content[start:end], tuple(range(start, end)))

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int) -> Draft:
        """A piece of the draft, without the white space around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return Draft(self.text[start:end], self.offsets[start:end])

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """Replace spans (in order, apart from each other); what is put in stands for what it replaces or follows."""
        text: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end, new in edits:
            text.append(self.text[at:start])
            offsets.extend(self.offsets[at:start])
            last = max(start, end - 1)
            text.append(new)
            offsets.extend(self._offset(min(start + i, last) if end > start else start - 1) for i in range(len(new)))
            at = end
        if not text:
            return self
        text.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        return Draft("".join(text), tuple(offsets))

    def replace(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], group: int = 0) -> Draft:
        """Replace one group of every match of a pattern."""
        made = new if callable(new) else (lambda _: new)
        return self.edit((*m.span(group), made(m)) for m in pattern.finditer(self.text) if m.span(group)[0] >= 0)

    def _offset(self, index: int) -> int:
        return self.offsets[max(0, min(index, len(self.offsets) - 1))]


_SPACES = re.compile(r"\s+")
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f\x00-\x08\x0e-\x1f\x7f-\x9f]+")
_NARROW = re.compile(r"[^\S ]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07]")
_DOUBLE_QUOTES = re.compile("[\u201c\u201d\u201e\u201f\u2033]")
_HYPHENS = re.compile("[\u2010\u2011\u2043\u00ac]")
_SPACED_DASH = re.compile("(?<=\\s)[-\u2012-\u2015\u2212]+(?=\\s)")
_LONG_DASH = re.compile("(?<=\\S)[\u2014\u2015](?=\\S)")
_SHORT_DASH = re.compile("(?<=\\S)[\u2012\u2013\u2212](?=\\S)")
_COMBINED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_MARK_UP = re.compile(r"[&<\[\\*_]")  # none without one of these signs
_COMMENTS = re.compile(r"<!--[^<>]{0,500}-->")
_TAGS = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|br|font|small|a|p|div|center)\b[^<>]{0,300}>", re.I)
_LINKS = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{1,500}\)")
_BROKEN_EMPHASIS = re.compile(r"(?<=[^\W\d_A-Z])\*{2}(?=[^\W\d_a-z])")  # what is left of a line's end between two words
_EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_ESCAPES = re.compile(r"\\(?=[^\w\s])")
_ENTITIES = re.compile(r"&(?:nbsp|#160|#xa0);", re.I)


def tidy(draft: Draft) -> Draft:
    """Typography made plain: spaces, apostrophes, hyphens and dashes unified, mark-up and invisible signs dropped.

    A dash between spaces becomes an en dash between spaces, a long dash without spaces gets them, a short one without
    spaces becomes a hyphen. Letters written with combining marks or as compatibility forms become plain letters.
    """
    if not draft.text.isascii():
        draft = _plain(draft)
    if _MARK_UP.search(draft.text):
        draft = _unmarked(draft)
    draft = draft.replace(_SPACED_DASH, "\u2013")
    return draft.edit((*m.span(), " ") for m in _SPACES.finditer(draft.text) if m.group() != " ")


def _unmarked(draft: Draft) -> Draft:
    draft = draft.replace(_ENTITIES, " ")
    draft = draft.replace(_COMMENTS, "")
    draft = draft.replace(_TAGS, "")
    draft = _links(draft)
    draft = draft.replace(_ESCAPES, "")
    draft = draft.replace(_BROKEN_EMPHASIS, " ")
    return draft.replace(_EMPHASIS, "")


def _plain(draft: Draft) -> Draft:
    draft = draft.replace(_DROPPED, lambda m: " " if m.group()[0] in "\u2028\u2029\x85" else "")
    draft = draft.replace(_COMBINED, lambda m: unicodedata.normalize("NFC", m.group()))
    draft = draft.edit(_compatible(draft.text))
    draft = draft.replace(_APOSTROPHES, "'")
    draft = draft.replace(_DOUBLE_QUOTES, '"')
    draft = draft.replace(_HYPHENS, "-")
    draft = draft.replace(_NARROW, " ")
    draft = draft.replace(_LONG_DASH, " \u2013 ")
    return draft.replace(_SHORT_DASH, "-")


def _compatible(text: str) -> Iterable[Edit]:
    """Superscript letters and ligatures as the letters they stand for (superscript digits stay: they are notes)."""
    for index, sign in enumerate(text):
        if ord(sign) < 0x250 and ord(sign) not in (0xAA, 0xBA):
            continue
        kind = unicodedata.decomposition(sign)
        if kind.startswith(("<super>", "<compat>")) and (plain := unicodedata.normalize("NFKC", sign)).isalpha():
            yield index, index + 1, plain


def _links(draft: Draft) -> Draft:
    """Links of Markdown as their words."""
    edits: list[Edit] = []
    for m in _LINKS.finditer(draft.text):
        edits += [(m.start(), m.start(1), ""), (m.end(1), m.end(), "")]
    return draft.edit(edits)
