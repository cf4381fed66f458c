"""How many years ago a founding is said to be (`sixty years after the establishment of`), and the year that makes it."""

from __future__ import annotations

from servanda.extraction.components.events.page import Page

_GAP = 80  # characters between the words for how long ago and the founding
_YEAR = 4  # characters of a year
_BEFORE = 2  # characters between a day and the words for how long before it


def _since(page: Page, start: int, position: int) -> tuple[int, int, int] | None:
    """How many years before something a founding at a position is said to be, and where the words for it begin and end."""
    found = list(page.words.family("elapsed").finditer(page.text, max(start, position - 2 * _GAP), position))
    if not found:
        return None
    match, gap = found[-1], page.text[found[-1].end() : position]
    before = page.text[start : match.start()].split()
    years = page.words.number(before[-1]) if before else None
    if years is None or len(gap) > _GAP or set(gap) & set(",;.:") or page.verb_between(match.end(), position):
        return None
    return years, match.start() - len(before[-1]) - 1, match.end()


def told(page: Page, start: int, position: int) -> bool:
    """Whether a founding at a position is said to be some years before what its sentence tells."""
    return _since(page, start, position) is not None


def year(page: Page, start: int, position: int, today: str | None) -> str | None:
    """The year of that founding: counted back from the year named with them, else from that of the text."""
    found = _since(page, start, position)
    if found is None:
        return None
    years, first, last = found
    near = page.dates(first, last) or [d for d in page.dates(start, first) if _leads(page, d.span.end, first)]
    values = [v for d in near if (v := d.planned_value or d.value) and v[:_YEAR].isdigit()]
    base = values[-1] if values else today
    return str(int(base[:_YEAR]) - years) if base and base[:_YEAR].isdigit() else None


def _leads(page: Page, end: int, first: int) -> bool:
    """Whether a day stands right before the words for how many years, or marks them (`2027 will mark 35 years since`)."""
    gap = page.text[end:first]
    return 0 <= first - end <= _BEFORE or "," not in gap and page.words.family("keeping").search(gap) is not None
