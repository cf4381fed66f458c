"""What a signing says of the texts signed at it: their day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Instrument, Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def dated(page: Page, groups: Sequence[Group], today: str | None) -> list[Instrument]:
    """The instruments of a document, those without a day of their own on the day of the signing that names them.

    Args:
        page: the document. groups: its events, completed. today: the day it reports on, which an instrument has by default.
    """
    days = {
        item.value: group.date
        for group in groups
        if group.type == "signing" and group.status == "held" and group.date and _DAY.fullmatch(group.date)
        for telling in group.tellings
        if telling.shape == "clause"
        for span in _told(page, telling)
        for item in page.titles.inside(span.start, span.end)
    }
    return [
        replace(i, date=days[i.key]) if i.key in days and i.status == "concluded" and i.date in (None, today) else i
        for i in page.findings.instruments
    ]


def _told(page: Page, telling: Candidate) -> Iterator[Span]:
    """The words of a signing that name its texts: its clause, and the list it leads to."""
    yield telling.clause
    source = page.source
    if source is not None and page.text[telling.sentence.end - 1] == ":":
        for block in source.view.blocks:
            if block.lead == telling.sentence.block:
                yield Span(block.start, block.end)
