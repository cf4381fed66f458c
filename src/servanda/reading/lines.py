"""Physical lines of a text joined into logical ones: paragraphs that were wrapped, words broken at line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise, takewhile

from servanda import languages
from servanda.reading import columns, dateline, pagedates, structure
from servanda.reading.columns import Physical
from servanda.reading.draft import Draft, Edit, tidy
from servanda.reading.structure import any_of
from servanda.reading.typography import everywhere

# Lines are taken for wrapped when at least this share of their words stands in lines that leave no room for the next one's first.
_FULL_SHARE = 0.5
# ... and at least this share of lines goes on with a small letter, or in capitals: a stack of titles and notes does not.
_SMALL_SHARE = 0.25
_MIN_PAIRS = 3
# ... or, where names begin most lines, if two or more break off, nearly all of them full, and paragraphs end as sentences do.
_FLOWING_PAIRS = 2
_FLOWING_SHARE = 0.9
_WORD = 20  # letters that a line may be wider than the widest that breaks off
_MIN_WIDTH = 36
_MAX_WIDTH = 200
# A line that is neither full nor finished goes on into the next when it fills at least this part of the width.
_ALMOST_FULL = 0.7
_SLACK = 0.93
_UNSEEN = "\u00ad\u200b"

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
# A number or letter before an item: in brackets, or with a stop that the item's first word follows at once.
NUMBERED = r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)\s*(?=\S)|(?:\d{1,2}|[a-h])\.(?=[^\W\d_]{2,}[\s'\u2019])"
_MARKER = re.compile(
    r"(?:[-\u2010-\u2015\u2022\u2023\u2043\u2219\u25a0-\u25ff\u00b7\uf0b7*+]+\s+"
    r"|[\u2022\u2023\u25a0-\u25ff\u2713\u2714\u27a2\uf0b7]+|[\u2013\u2014]\s*(?=[^\W\d])|-(?=[^\W\d_]{2})"
    rf"|{NUMBERED}|(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\.|[a-z]\.|[IVX]{{1,5}}[.\u2013-])\s+(?=\S)|\\?[*+-]\s+)"
)
_DASH = re.compile("[-\u2012-\u2015\u2212]\\s+(?=[^\\W\\d_])")
_OPENS = re.compile("\\s*(?:>|\u00bb|\u2192|\u279c|\u27a4|#|\\||https?:|\u00a9)")
# The way to a page, from its site's front on.
_TRAIL = re.compile("[^>\u00bb\u203a.]{1,40}(?:\\s[>\u00bb\u203a]\\s[^>\u00bb\u203a.]{1,60}){2,}")
_INITIALS = re.compile(r"\s(?:[A-Z]\.)+$")  # of a name that goes on in the next line
_TOLD = re.compile(r"[^\W\d_A-Z]{4}[.!?]\s+[^\W\d_a-z]")  # a sentence ended, another begun: no headline does that
_SENTENCE_END = re.compile("[.!?\u2026][\"'\u2019\u201d\u00bb)\\]*_\\s]*$")
_CLOSED = re.compile("(?:[:;]|^\\s*\\(.{0,60}\\))[*_\\s]*$")
_BROKEN = re.compile("(?<=[^\\W_])[-\u2010\u00ad\u00ac]\\s*$")
_PERIOD = re.compile(r"\d-$")  # a line that ends between two years
_BROKEN_LINE = re.compile("(?<=[^\\W_])[-\u2010\u00ad\u00ac][ \t]*[\r\n]")
_FIRST_WORD = re.compile(r"(?:\S|[\u00a0\u202f])+")  # a space that must not break holds two words together
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST_PART = re.compile("[-'\u2019]")
_DAY = re.compile(r"\s\d{1,2}$")
_DIGIT = re.compile(r"\d")
_TAB = re.compile(r"(?<=\S)[^\S\t]*\t\s*(?=\S)")
_CELL = 3  # letters of the shortest cell that is no mark
_EMPHASIS_ONLY = re.compile(r"[*_\s]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or item: its draft (tidied), how it was marked up and how far it stands from the last.

    start and end are offsets in the stored text. row: whether it is a row of a table, its cells parted by commas.
    """

    draft: Draft
    start: int
    end: int
    gap: int
    bold: bool = False
    level: int = 0
    row: bool = False

    @property
    def text(self) -> str:
        """The tidied words."""
        return self.draft.text


def physical(content: str, start: int = 0) -> list[Physical]:
    """The non-blank lines of a text from an offset on."""
    found: list[Physical] = []
    last = start
    for m in _LINE.finditer(content, start):
        if m.group().isspace():
            continue
        begin = m.start() + len(m.group()) - len(m.group().lstrip())
        end = m.start() + len(m.group().rstrip())
        breaks = len(_BREAK.findall(content, last, begin))
        found.append(Physical(begin, end, max(0, breaks - 1), begin - m.start()))
        last = end
    return found


def logical(content: str, start: int = 0) -> list[Line]:
    """The lines of a text from an offset on, wrapped paragraphs joined, each tidied."""
    rows = columns.apart(content, physical(content, start))
    width = wrapped_width(content, rows)
    words = _Words(content)
    return [_line(content, group, words) for group in _groups(content, rows, width)]


class _Words:
    """The compounds and words a text holds (gathered when first asked for)."""

    def __init__(self, content: str) -> None:
        self._content = content

    @cached_property
    def _held(self) -> frozenset[str]:
        whole = set(_COMPOUND.findall(self._content.casefold()))
        return frozenset(whole | {f"{a}-{b}" for w in whole if "-" in w for a, b in pairwise(w.split("-"))})

    def prefer_compound(self, left: str, right: str) -> bool:
        """Whether the text elsewhere writes two parts with a hyphen and never as one word."""
        return f"{left}-{right}" in self._held and f"{left}{right}" not in self._held


def wrapped_width(content: str, rows: Sequence[Physical]) -> int:
    """The width a text was wrapped at, 0 where it was not: its lines are short and mostly full."""
    pairs = [(a, b) for a, b in zip(rows, rows[1:], strict=False) if b.gap == 0 and not starts_item(content, b)]
    if len(pairs) < _FLOWING_PAIRS:
        return 0
    small = sum(content[b.start].islower() or content[b.start:b.end].isupper() for _, b in pairs)
    stacked = len(pairs) < _MIN_PAIRS or small < _SMALL_SHARE * len(pairs)
    if stacked and not _flows(content, rows, pairs):
        return 0
    lengths = sorted(_length(content, a) for a, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    # lines weigh by their length: a list of names among wrapped paragraphs says little
    full = sum(_length(content, a) for a, b in pairs if not _fits(content, a, b, int(width * _SLACK)))
    share = _FLOWING_SHARE if stacked else _FULL_SHARE
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and full >= share * sum(lengths) else 0


def _flows(content: str, rows: Sequence[Physical], pairs: Sequence[tuple[Physical, Physical]]) -> bool:
    """Whether lines break off and paragraphs end as sentences do: so prose is wrapped, however many names begin its lines.

    The line after none had more room: titles stand above a paragraph that was not wrapped.
    """
    if max(_length(content, b) for _, b in pairs) > max(_length(content, a) for a, _ in pairs) + _WORD:
        return False
    broken = sum(not _ends(content, a) for a, _ in pairs)
    last = [a for a, b in zip(rows, [*rows[1:], None], strict=True) if b is None or b.gap]
    inner = {a for a, _ in pairs}
    closed = [_ends(content, b) for a, b in zip(rows, rows[1:], strict=False) if a in inner and b in last]
    return broken * 2 > len(pairs) and bool(closed) and all(closed)


def _ends(content: str, row: Physical) -> bool:
    return _is_ended(content[row.start:row.end])


def _is_ended(text: str) -> bool:
    """Whether a sentence ends with these words, and not an initial or a title before a name."""
    return bool(_SENTENCE_END.search(text)) and not (_INITIALS.search(text) or _unfinished(text))


def _length(content: str, row: Physical) -> int:
    """How wide a line is set: its signs that can be seen."""
    return row.indent + _seen(content[row.start:row.end])


def _seen(text: str) -> int:
    """How many signs of some words can be seen: a letter and the accents written after it are one."""
    if text.isascii():
        return len(text)
    return len(unicodedata.normalize("NFC", text)) - sum(text.count(sign) for sign in _UNSEEN)


def starts_item(content: str, row: Physical) -> bool:
    """Whether a line begins with the mark of a list item, a link, a heading or a table row."""
    return bool(_MARKER.match(content, row.start) or _OPENS.match(content, row.start))


def item_mark(content: str, start: int) -> int | None:
    """Where the mark of a list item or numbered point that begins here ends, or None."""
    match = _MARKER.match(content, start)
    return match.end() if match else None


def _fits(content: str, row: Physical, following: Physical, width: int) -> bool:
    word = _FIRST_WORD.match(content, following.start)
    return _length(content, row) + 1 + _seen(word.group() if word else "") <= width


def _groups(content: str, rows: Sequence[Physical], width: int) -> Iterator[list[Physical]]:
    group: list[Physical] = []
    for n, row in enumerate(rows):
        if group and not _goes_on(content, group[-1], row, width) and not _carried_over(content, group, rows, n, width):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _goes_on(content: str, row: Physical, following: Physical, width: int) -> bool:
    """Whether the next line is the same paragraph."""
    text, after = content[row.start:row.end], content[following.start:following.end]
    if following.gap:
        return False
    if _EMPHASIS_ONLY.match(after):
        return True
    if starts_item(content, following) or _TRAIL.match(text) or after.startswith(text) or text.startswith(after):
        return False
    if _BROKEN.search(text) and (after[0].islower() or _PERIOD.search(text) and after[0].isdigit()):
        return True
    if text.startswith(("#", "|")):
        return False
    if _CLOSED.search(text):
        return bool(width) and not _fits(content, row, following, width)
    if not width and (_author().match(after) or _is_dated(content, row, following)):
        return False
    if not width:
        return not _is_ended(text) and (after[0].islower() or _unfinished(text) or _broke_off(content, row, following))
    if not _fits(content, row, following, width):
        return True
    if _is_ended(text):
        return False
    return after[0].islower() or _INITIALS.search(text) is not None or _unfinished(text) or _seen(text) > _ALMOST_FULL * width


def _is_dated(content: str, row: Physical, following: Physical) -> bool:
    """Whether the next line is but a date, and not the end of a sentence that broke off before its day, or behind it."""
    after = content[following.start:following.end]
    if not _DIGIT.search(after) or _unfinished(content[row.start:row.end]) or not pagedates.is_date_line(after):
        return False
    return not (after[0].islower() and _broke_off(content, row, following))


def _broke_off(content: str, row: Physical, following: Physical) -> bool:
    """Whether a line is the first of a story, or tells one already, and had no more room than the line after it."""
    text, here, there = content[row.start:row.end], _length(content, row), _length(content, following)
    word = _FIRST_WORD.match(content, following.start)
    if not _MIN_WIDTH <= here <= _MAX_WIDTH or there > here + 1 + _seen(word.group() if word else ""):
        return False
    opening = dateline.opening(text)
    return bool(_TOLD.search(text)) or (opening is not None and opening.date is not None and opening.end < len(text))


@lru_cache(maxsize=1)
def _author() -> re.Pattern[str]:
    """A line that names but the author of what stands above it ("by X")."""
    return re.compile(rf"(?i:{any_of(structure.everywhere().sources)})\s*:?(?:\s[A-Z][\w.-]*|\s\d\d){{1,4}}$")


def _carried_over(content: str, group: Sequence[Physical], rows: Sequence[Physical], at: int, width: int) -> bool:
    """Whether the line after a group begins with a dash only because the one before it had no room for that.

    So it is in a wrapped paragraph that is no item itself, breaks off, and has one such line: a list has several.
    """
    row, dashed = group[-1], rows[at]
    if not width or dashed.gap or not _DASH.match(content, dashed.start) or _fits(content, row, dashed, width):
        return False
    if starts_item(content, group[0]) or content[row.end - 1] in ".:;,!?\u2026":
        return False
    rest = takewhile(lambda after: after.gap == 0, islice(rows, at + 1, None))
    return not any(starts_item(content, after) for after in rest)


def _unfinished(text: str) -> bool:
    """Whether words call for more: a comma, a word that leads to another, or that and the number of a day."""
    words = _DAY.sub("", text).split()
    return text.endswith(",") or (len(words) > 1 and words[-1].casefold() in _unfinished_words())


@lru_cache(maxsize=1)
def _unfinished_words() -> frozenset[str]:
    return frozenset(everywhere().unfinished)


def _line(content: str, group: Sequence[Physical], words: _Words) -> Line:
    start, end = group[0].start, group[-1].end
    raw = content[start:end]
    hashes = len(raw) - len(raw.lstrip("#"))
    bold = raw.startswith(("**", "__")) and raw.endswith(("**", "__")) and len(raw.strip("*_ ")) > 1
    draft = Draft.of(content, start, end).edit(_joints(content, group, words))
    cells = _cells(draft)
    row, draft = cells is not draft, cells
    draft = tidy(draft.part(hashes, len(draft))) if hashes else tidy(draft)
    draft = draft.part(0, len(draft))
    return Line(draft, start, end, group[0].gap, bold, hashes, row)


def _cells(draft: Draft) -> Draft:
    """The cells of a row of a table, between tabs, parted by commas; the draft itself where it is no row."""
    if "\t" not in draft.text:
        return draft
    return draft.replace(_TAB, lambda m: " " if _is_mark(draft.text[: m.start()]) else ", ")


def _is_mark(text: str) -> bool:
    """Whether some words before a tab are but the mark of an item, or lead to what stands behind it."""
    return len(text.strip()) < _CELL or text.rstrip()[-1] in ".:;,!?\u2026" or item_mark(f"{text} ", 0) == len(text) + 1


def _joints(content: str, group: Sequence[Physical], words: _Words) -> Iterator[Edit]:
    """Line ends inside a paragraph: a space, or nothing where a word was broken."""
    origin = group[0].start
    for row, following in zip(group, group[1:], strict=False):
        text = content[row.start:row.end]
        broken = _BROKEN.search(text)
        if not broken or not content[following.start].islower():
            # a compound broken at its own hyphen keeps it and takes no space
            space = "" if broken else " "
            yield row.end - origin, following.start - origin, space
            continue
        hyphen = "-" if _keeps_hyphen(content, row, following, words) else ""
        yield row.end - 1 - origin, following.start - origin, hyphen


def _keeps_hyphen(content: str, row: Physical, following: Physical, words: _Words) -> bool:
    """Whether the hyphen at a line end belongs to the word: known compounds, or the compound stands elsewhere."""
    pieces = content[max(row.start, row.end - 60):row.end - 1].split()
    left = pieces[-1].casefold() if pieces else ""
    word = _FIRST_WORD.match(content, following.start)
    right = re.split(r"\W", word.group().casefold(), maxsplit=1)[0] if word else ""
    left = _LAST_PART.split(left)[-1]
    before, after = _hyphen_parts()
    return left in before or right in after or _joins_states(left, right) or words.prefer_compound(left, right)


@lru_cache(maxsize=1)
def _hyphen_parts() -> tuple[frozenset[str], frozenset[str]]:
    both = everywhere()
    return frozenset(both.kept_hyphens_before), frozenset(both.kept_hyphens_after)


def _joins_states(left: str, right: str) -> bool:
    """Whether two parts say between which two states something is."""
    return left in _halves()[0] and right in _halves()[1]


@lru_cache(maxsize=1)
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    """The first halves of such adjectives, and the second ones."""
    known = [names for tag in languages.installed() if languages.load(tag).profile.reads
             for names in languages.load(tag).states.values()]
    return (frozenset(p.casefold() for names in known for p in names.prefixes),
            frozenset(a.casefold() for names in known for a in names.adjectives))


def unwrapped(words: str) -> str:
    """Words of a stored text on one line, those whole that a line end broke."""
    if _BROKEN_LINE.search(words):
        draft = Draft.of(words, 0, len(words))
        words = draft.edit(_joints(words, physical(words), _Words(words))).text
    return " ".join(words.split())
