"""The view of a page that the rules read, and its passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from servanda import languages
from servanda.reading import letters
from servanda.reading.draft import Draft
from servanda.reading.lines import NUMBERED
from servanda.reading.sheet import Part
from servanda.reading.structure import any_of, everywhere
from servanda.reading.text import Block, Offsets, Passage, Role, View
from servanda.reading.typography import habits

_SEPARATOR = "\n\n"
# Sentences that stuck together: a stop after a word, year or bracket, or after a dotted acronym, and a capital.
_GLUED = (  # from their signs on, which are rarer than what stands before them
    re.compile(r"[.!?](?:(?<=[^\W\d_A-Z]{2}.)|(?<=\d{2}.)|(?<=[^\W\d_]\).)|(?<=[\u00bb\"].))"
               r"(?P<gap>)(?=[^\W\d_a-z](?:[^\W\d_A-Z.]|'\w|\s))"),
    re.compile(r"(?:[A-Z]\.){2,}(?P<gap>)(?=[A-Z][^\W\d_A-Z]{2})"),
    re.compile(r"[,;:](?:(?<=[^\W\d_]{2}.)|(?<=[^\W\d_]{2}\).))(?P<gap>)(?=[^\W\d_a-z](?:[^\W\d_A-Z.]|'\w|\s))"),
    # A name set in capitals and the office below it.
    re.compile(r"(?<![^\W\d_])[A-Z\u00c0-\u00de]{4,}(?P<gap>)(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2})"),
    re.compile(r"[;:](?<=[^\W\d_]{4}.)(?P<gap>)(?=[^\W\d_]{2}[^\W\d_]*\s)"),
)
_ENTIRE = 60
_BELOW = 4  # lines of a signature: whom it is for, the name, two of the office
_SMALL = 3  # letters of the words that titles leave small
_LABEL = 8  # words of a line that parts a list
_WORD = re.compile(r"\w")
_MARK = re.compile(
    r"(?:[-\u2012-\u2015*+\u00b7]+\s+|[-\u2012-\u2015](?=[^\W\d])|[\u2022\u2023\u25a0-\u25ff\u2713\u2714\u27a2\uf0b7]+\s*"
    rf"|{NUMBERED}|\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\.\s+)+"
)
_ROLES: frozenset[Role] = frozenset({"headline", "heading", "paragraph", "item", "caption"})


def passages(parts: Sequence[Part], content: str) -> tuple[Passage, ...]:
    """Every part with its place in the stored text; signs that were one to the reader (`--`) stay together."""
    spans = [(p.span, p.role or "paragraph") for p in parts]
    starts = [*(start for (start, _), _ in spans[1:]), len(content)]
    return tuple(Passage(start, _whole(content, end, until), role)
                 for ((start, end), role), until in zip(spans, starts, strict=False) if start < end)


def _whole(content: str, end: int, until: int) -> int:
    """The end of a part, moved past the signs of which the last is but the first."""
    while 0 < end < until and content[end] == content[end - 1] and not (content[end].isalnum() or content[end].isspace()):
        end += 1
    return end


def view(parts: Sequence[Part], language: str | None, title: Draft | None = None) -> View:
    """The story, the captions and the signatures of papers, each part one block, typography made plain.

    title: the title that a front matter gives, read like a caption: whom it names counts, what it tells is not cited.
    A paragraph that was parted (by a page's end, a picture) goes on in the same block.
    """
    text: list[str] = []
    offsets: list[int] = []
    spans: list[tuple[int, int, Role]] = []
    marks: dict[int, str] = {}
    at = below = 0
    done = False
    last = ""
    if title is not None and _WORD.search(title.text):
        text, offsets, at = [title.text], list(title.offsets), len(title)
        spans.append((0, at, "frontmatter"))
    for part in parts:
        role: Role = part.role or "paragraph"
        below = _BELOW if role == "signature" and letters.opens_signature(part.text) else below - 1 if role == "signature" else 0
        done = done and role == "signature" or letters.closes(part.text)
        if role not in _ROLES and not (role == "signature" and (below > 0 or done or letters.names_parties(part.text))):
            continue
        smoothed = smooth(part.draft, language)
        draft = _unmarked(smoothed, role)
        if not _WORD.search(draft.text):
            continue
        same = bool(spans) and spans[-1][2] == role
        goes_on = same and (role == "headline" or role == "paragraph" and _parted(last, draft.text))
        joint = " " if goes_on else _SEPARATOR if text else ""
        text += [joint, draft.text]
        offsets += [offsets[-1]] * len(joint) if offsets else []
        offsets.extend(draft.offsets)
        start = spans.pop()[0] if goes_on else at + len(joint)
        at += len(joint) + len(draft)
        marks[start] = _kind(smoothed.text) if len(draft) < len(smoothed) else ""
        spans.append((start, at, role))
        last = draft.text
    whole = "".join(text)
    return View(whole, Offsets(offsets), _blocks(whole, spans, marks))


def _parted(before: str, after: str) -> bool:
    """Whether one paragraph was parted in two: the first has no end, the second no beginning."""
    return len(before) > _ENTIRE and not before[0].islower() and before[-1].isalnum() and after[0].islower()


def smooth(draft: Draft, language: str | None) -> Draft:
    """Words that were run together set apart, ordinals that were split joined."""
    for glued in _GLUED:
        draft = draft.edit((*m.span("gap"), " ") for m in glued.finditer(draft.text))
    if language is None or language not in languages.installed():
        return draft
    own = habits(language)
    if own.split_ordinal is not None:
        draft = draft.replace(own.split_ordinal, "", 1)
    for pattern in (own.glued_opener, *own.glued):
        if pattern is not None:
            draft = draft.edit((*m.span("gap"), " ") for m in pattern.finditer(draft.text))
    return draft


def _unmarked(draft: Draft, role: Role) -> Draft:
    """Without the mark of a list item."""
    match = _MARK.match(draft.text) if role in ("item", "heading") else None
    return draft.part(match.end(), len(draft)) if match and match.end() < len(draft) else draft


def _kind(text: str) -> str:
    """What marks an item: a number, a letter or a sign of its own."""
    first = next((c for c in text if c not in "([ "), "")
    return "number" if first.isdigit() else "letter" if first.isalpha() else first


def _blocks(text: str, spans: Sequence[tuple[int, int, Role]], marks: Mapping[int, str]) -> tuple[Block, ...]:
    """The blocks; a point that nothing introduces may itself introduce a list of other marks (`6. They signed: a) ...`)."""
    found: list[Block] = []
    heading: int | None = None
    lead: int | None = None
    point: int | None = None
    for number, (start, end, role) in enumerate(spans):
        if role != "item" or (point is not None and marks.get(start) == marks.get(spans[point][0])):
            point = None
        if role == "item":
            found.append(Block(start, end, role, heading, lead if point is None else point))
            if lead is None and point is None and text[start:end].rstrip().endswith(":"):
                point = number
            continue
        if role == "heading":
            heading = number
        found.append(Block(start, end, role, None if role in ("heading", "headline", "caption", "signature") else heading))
        heads = role == "heading" or number + 1 < len(spans) and spans[number + 1][2] == "item" and _is_label(text[start:end])
        if role in ("caption", "signature") or (heads and lead is not None):
            continue  # a list goes on under the headings it is parted by
        lead = number if introduces(text[start:end]) else None
    return tuple(found)


def _is_label(text: str) -> bool:
    """Whether a line is so short and bare that it only parts a list."""
    words = text.split()
    titled = text.rstrip().endswith(":") and all(w[0].isupper() for w in words if len(w) > _SMALL) and words[-1][0].isupper()
    return len(words) <= _LABEL and (titled or text.rstrip()[-1:].isalnum() and not introduces(text))


def introduces(text: str) -> bool:
    """Whether some words introduce a list."""
    return text.rstrip().endswith(":") or bool(_leads().search(text))


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(everywhere().leads)}\s*[.;\u2013-]?\s*$", re.I)

