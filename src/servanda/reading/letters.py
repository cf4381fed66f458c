"""Letters and signed papers: the head with number, place and date, the signatures and the address below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from servanda.reading import pagedates, places
from servanda.reading.cues import cues
from servanda.reading.pagedates import PageDate
from servanda.reading.structure import any_of, everywhere

_WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_HEAD = 260
_TAIL = 900
_BETWEEN = 220
_NUMERAL = re.compile(r"(?:\w{2}[.\u00b0:]?\s*)?[IVX]{1,5}\.?$")
_NUMBERED = re.compile(r"[^\W\d_][^\W\d_' -]{7,}\d[\d/.-]*(?=[^\W\d_a-z])")
_NUMBER_AFTER = re.compile(r"\s*(?:[^\W\d_]{1,3}[.\u00b0:]{0,2}\s*)?\d[\d/.-]{1,20}\s*(?=[^\W\d_a-z][^\W\d_A-Z]|[^\W\d_a-z]')")
_SENTENCE = re.compile(r"(?:[^\W\d_]{3,}|\d{4}|\))[.\u201d\"]+\s*")
_PLACE_BEFORE = re.compile(r"([^\W\d_][^\W\d_-]*(?:[ -][^\W\d_]+){0,3}),?\s+\w{0,3}\s*$")
_PLACE_ALONE = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[ '-][^\W\d_]+){0,3},?\s+(?:\w{1,3}\s+)?")
_PLACE_AT_END = re.compile(
    r"(?:^|(?<=[.;:)\]])\s*|\n)(?P<place>[^\W\d_a-z][^\W\d_]*(?:[ '-][^\W\d_a-z][^\W\d_]*){0,3}),?\s+(?:\w{1,3}\s+)?$"
)
_FOOT = 70
_CLAUSE = re.compile(r"[^.;:(]{0,60}")
# A name that is all that stands before a day, before its province or state or alone.
_NAMED = re.compile(r"[^\W\d_a-z][\w'-]*(?: [^\W\d_a-z][\w'-]*){0,3}(?=,|$)")
_FOR = 160
_ADDRESS = re.compile(r"\*(?=[^\s*])[^*\n]{2,160}(?:\*{1,2}\s*[^*\n]{1,160})*\*\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a letter at the beginning of some words: how far it reaches, the place and date it gives."""

    end: int
    place: str | None = None
    date: PageDate | None = None


@lru_cache(maxsize=1)
def _reference() -> re.Pattern[str]:
    return re.compile(rf"{any_of(everywhere().references)}(?!\w)[.:\u00b0]*\s*\d", re.I)


def is_reference(text: str) -> bool:
    """Whether a line is but a paper's number ("No. 45/2023")."""
    return len(text) <= 40 and bool(_reference().match(text)) and not re.search(r"\d\W+[^\W\d_]{3}", text)


@lru_cache(maxsize=1)
def _salutation() -> re.Pattern[str]:
    words = any_of(w.capitalize() for w in everywhere().salutations)
    return re.compile(rf"(?<![^\W\d_])(?<!['-] ){words}(?!\w)[^.;:,]{{0,60}},(?=\s*[^\W\d_a-z])")


@lru_cache(maxsize=1)
def _glued_date() -> re.Pattern[str]:
    months = any_of(m for forms in everywhere().months for m in forms)
    return re.compile(rf"(?P<day>(?:[12]?\d|3[01]))(?:[^\W\d_]{{1,3}})?\s+{months}\s+\d{{4}}(?!\d{{2}}\s)", re.I)


@lru_cache(maxsize=1)
def signed() -> re.Pattern[str]:
    """Marks of a signature before a name: in brackets anywhere but after a letter, others only to begin a line."""
    bracketed = any_of(cue for cue in everywhere().signed if cue.startswith("("))
    plain = any_of(cue for cue in everywhere().signed if not cue.startswith("("))
    return re.compile(rf"(?:(?<![^\W\d_])(?i:{bracketed})|^(?i:{plain}))(?=\s*[^\W\d_a-z])")


@lru_cache(maxsize=1)
def signatory() -> re.Pattern[str]:
    """What a signature block begins with."""
    return re.compile(rf"{any_of((*everywhere().signatories, *everywhere().signed))}", re.I)


def closes(text: str) -> bool:
    """Whether some words say where and when a paper was done: who signs it stands below."""
    return bool(cues().closing.match(text))


@lru_cache(maxsize=1)
def _letterhead() -> re.Pattern[str]:
    return re.compile(rf"{any_of(everywhere().letterheads)}(?!\w)[\s\w:.-]{{0,6}}$", re.I)


@lru_cache(maxsize=1)
def _addressee() -> re.Pattern[str]:
    return re.compile(rf"{any_of(everywhere().addressees)}(?!\w)", re.I)


def head(text: str) -> Head | None:
    """The number, place and date a letter begins with, up to its salutation or first sentence."""
    reference = _reference().match(text)
    salutation = _salutation().search(text, 0, _HEAD)
    if salutation and _in_sentence(text, salutation):
        salutation = None
    if salutation and salutation.start() > 0 and (reference or _glued_date().search(text, 0, salutation.start())):
        return _dated(text, salutation.start())
    date = _glued_date().search(text, 0, 120)
    if reference and date:
        end = re.compile(r"[.\s]*").match(text, date.end())
        return _dated(text, end.end() if end else date.end())
    if reference:
        number = re.compile(r"[^\d]{1,12}[\d][\w/.()-]*?(?=\s|[^\W\d_a-z][^\W\d_A-Z]|[^\W\d_a-z]')").match(text)
        return Head(number.end()) if number and len(text) > 2 * number.end() else None
    if date and (numbered := _NUMBER_AFTER.match(text, date.end())) and _is_placed(text, date.start()):
        return _dated(text, numbered.end())
    capitals = _NUMBERED.match(text)
    if capitals and capitals[0].isupper():
        return Head(capitals.end())
    return None


def _is_placed(text: str, start: int) -> bool:
    """Whether nothing but the name of a place stands before a date."""
    return bool(_PLACE_ALONE.fullmatch(text[:start]))


def day(text: str) -> str | None:
    """The full date that stands in the head of a letter, in EDTF, or None."""
    match = _glued_date().search(text)
    date = pagedates.read(match[0]) if match else None
    return date.edtf if date is not None and date.year and date.day else None


def foot(text: str) -> Head | None:
    """The place and date that end a letter's words (`end`: where they begin there), or None."""
    window = max(0, len(text) - _FOOT)
    found = [m for m in _glued_date().finditer(text, window) if not text[m.end():].strip(" .")]
    if not found:
        return None
    before = _PLACE_AT_END.search(text, window, found[0].start())
    if before is None:
        return None
    return Head(before.start("place"), before["place"], pagedates.read(found[0][0]))


def done(text: str, start: int) -> Head | None:
    """The place and date in the closing words of a paper, which begin behind those that open them, or None.

    A paper done in two places has none.
    """
    date = next((d for d in pagedates.each(text[:_HEAD]) if d.year and d.day), None) or pagedates.worded(text, start, _HEAD)
    if date is None or date.start < start:
        return None
    before = pagedates.without_day_words(text[start : date.start]).strip(" ,")
    behind = _CLAUSE.match(text, date.end)
    named = places.cities(before) or places.cities(behind[0] if behind else "")
    if not named and (name := _NAMED.match(before)) is not None:
        named = [name[0]]
    return Head(0, named[0] if len(named) == 1 else None, date)


def _in_sentence(text: str, salutation: re.Match[str]) -> bool:
    """Whether the words of a salutation only name somebody in a sentence (`the ministers and His Excellency, President ...`)."""
    before = _WORD_BEFORE.search(text, 0, salutation.start())
    if before is None:
        return False
    named = f"{before[1]} {salutation[0].rstrip(',')}".lower()
    return before[1].islower() or any(named.startswith(words.lower()) for words in everywhere().addressees)


def is_salutation(text: str, start: int) -> bool:
    """Whether a letter's salutation begins here."""
    return bool(_salutation().match(text, start))


def _dated(text: str, end: int) -> Head:
    match = _glued_date().search(text, 0, end)
    if match is None:
        return Head(end)
    date = pagedates.read(text[match.start():match.end()])
    before = _PLACE_BEFORE.search(text, max(0, match.start() - 60), match.start())
    place = None
    if before:
        words = re.split(r"(?<=\s)", before[1])
        for first in range(len(words)):
            name = "".join(words[first:]).strip()
            if places.is_city(name):
                place = name
                break
            cut = re.search(r"(?<=[^\W_A-Z])(?=[^\W\d_a-z])", name)
            if cut and places.is_city(name[cut.end():]):
                place = name[cut.end():]
                break
    return Head(end, place, date)


def tail(text: str) -> int | None:
    """Where the signatures that end some words begin, or None."""
    start = max(0, len(text) - _TAIL)
    mark = signed().search(text, start)
    if mark is None:
        return None
    if signatory().match(text) and mark.start() < _BETWEEN:
        return 0
    ends = [m.end() for m in _SENTENCE.finditer(text, start, mark.start())]
    begin = ends[-1] if ends else mark.start()
    return begin if mark.start() - begin <= _BETWEEN else mark.start()


def opens_signature(text: str) -> bool:
    """Whether a line says for whom a paper is signed, and the name stands below it."""
    return bool(signatory().match(text)) and not signed().search(text) and len(text) <= _FOR


def names_parties(text: str) -> bool:
    """Whether a signature is that of a paper's signers, or the address of a letter, and not a journalist's."""
    return bool(signed().search(text) or signatory().match(text) or _addressee().match(text.lstrip("* ")) or foot(text))


def address(raw: str) -> int | None:
    """Where the address in italics that ends a stored line begins, or None."""
    at = raw.rfind("*", 0, max(0, len(raw) - 2))
    if at < 0:
        return None
    window = max(0, len(raw) - _TAIL)
    for start in (m.start() for m in re.compile(r"(?<![\s*])\s*\*(?=[^\s*])|\s\*(?=[^\s*])").finditer(raw, window)):
        star = raw.index("*", start)
        match = _ADDRESS.match(raw, star)
        if match and star > 0 and (_addressee().match(raw, star + 1) or "**" in match[0]):
            return star
    return None


def is_numeral(text: str) -> bool:
    """Whether a heading is nothing but the number of a note."""
    return bool(_NUMERAL.match(text))


def is_letterhead(text: str) -> bool:
    """Whether a line is the head of an annex."""
    return bool(_letterhead().match(text))
