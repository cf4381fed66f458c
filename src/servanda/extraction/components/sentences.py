"""Sentence bounds over the view, and which sentences are worth parsing."""

from __future__ import annotations

import re

import numpy
from pydantic import BaseModel, ConfigDict
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from servanda.extraction.content import token_spaces, token_starts, token_words
from servanda.languages import Language
from servanda.reading.text import View


class Sentences(BaseModel):
    """`sentences.yml`: abbreviations whose full stop does not end a sentence (folded to lower case, with the stop).

    named: letters that are the name of something behind a word (`on x.`). holders: words behind which initials begin
    somebody's name (`Minister A.B. Roe`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    abbreviations: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


_ENDS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"\u00bb\u201d)]'\u2019")
_QUOTES = frozenset('"')  # which open and close alike
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_OFFICE = 5  # words between an office and the initials of its holder
_SMALL = 3
_GOES_ON = frozenset(";)")
_BEFORE = _ENDS | _CLOSERS
_PAUSES = frozenset(",;:")
_MOST = 250  # words of one sentence: the parser's memory grows with it (the longest of the papers we know has some eighty)


def mark(doc: Doc, view: View, language: Language) -> None:
    """Set `is_sent_start` on every token: at block starts, and after a final stop followed by a sentence-like start."""
    section = language.section("sentences", Sentences)
    abbreviations, leading = frozenset(section.abbreviations), frozenset((*section.abbreviations, *section.holders))
    letters = frozenset(section.named)
    starts = {block.start for block in view.blocks}
    signed = [(block.start, block.end) for block in view.blocks if block.role == "signature"]
    words, spaces = token_words(doc), token_spaces(doc)
    marks = []
    for i, at in enumerate(token_starts(doc)):
        stopped = at in starts or _after_stop(words, spaces, i, abbreviations, letters)
        named = stopped and at not in starts and _after_initials(words, i, leading, any(s < at < e for s, e in signed))
        marks.append(1 if i == 0 or stopped and not named else -1)
    _cut(marks, words)
    if marks:
        doc.from_array([SENT_START], numpy.array([marks], dtype="int64").T.astype("uint64"))


def _cut(marks: list[int], words: list[str]) -> None:
    """Part what runs on for more words than a sentence has, behind its last pause within that room."""
    begun, pause = 0, 0
    for i, mark_ in enumerate(marks):
        if mark_ == 1:
            begun = pause = i
        elif i - begun >= _MOST:
            begun = pause = pause if pause > begun else i
            marks[begun] = 1
        if words[i] in _PAUSES:
            pause = i + 1


def _after_stop(
    words: list[str], spaces: list[bool], i: int, abbreviations: frozenset[str], letters: frozenset[str]
) -> bool:
    word, before = words[i], i - 1
    if words[before][-1] not in _BEFORE and not words[before].isspace():
        return False
    if word in _CLOSERS or word.isspace():
        opens = word in _QUOTES and spaces[before] and not spaces[i] and i + 1 < len(words)
        if not (opens and words[before][-1] in _ENDS):
            return False
        word = words[i + 1]
    while before > 0 and (words[before] in _CLOSERS or words[before].isspace()):
        before -= 1
    last = words[before]
    if last[-1] not in _ENDS or not (spaces[i - 1] or words[i - 1].isspace()):
        return False
    if last == "." and before > 0:
        stopped, before = words[before - 1].lower() + ".", before - 1
    else:
        stopped = last.lower()
    if before > 0 and f"{words[before - 1].lower()} {stopped}" in letters:
        return not word[0].islower()
    if stopped in abbreviations or (last.endswith(".") and len(stopped) == 2 and stopped[0].isalpha()):
        return False
    return not word[0].islower()


def _after_initials(words: list[str], i: int, leading: frozenset[str], signed: bool) -> bool:
    """Whether the stop before a token is that of somebody's initials written together (`Mr J.B. Roe`), not an acronym's.

    What would be a sentence of one word is none: a name is told (`the A.B. Roe University`, `Université A.B. Roe.`).
    """
    before = i - 1
    while before > 0 and words[before].isspace():
        before -= 1
    if not _INITIALS.fullmatch(words[before]):
        return False
    alone = len(words[i]) > 1 and words[i].isalpha() and (
        i + 1 == len(words) or words[i + 1].isspace() or words[i + 1][0] in _ENDS or words[i + 1] in _GOES_ON
    )
    if signed or alone or (before > 0 and words[before - 1].lower() in leading):
        return True
    k = before - 1  # `Prime Minister of Fiji A.B. Roe`
    while k > max(before - _OFFICE, 0) and (words[k][0].isupper() or len(words[k]) <= _SMALL):
        k -= 1
        if words[k].lower() in leading:
            return True
    return False


def can_carry_facts(doc: Doc, start: int, end: int, language: Language) -> bool:
    """Whether a sentence may hold a fact at all: a cheap pass over its tokens."""
    return end - start >= 3
