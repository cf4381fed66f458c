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
    """The words of a signing that name its texts: its clause, the sentence that names them, the list it leads to."""
    yield telling.clause
    end = telling.sentence.end
    span = page.doc.char_span(end - 1, end, alignment_mode="expand")
    if span is not None and span.end < len(page.doc):
        after = page.doc[span.end].sent
        if page.words.family("naming").match(page.text, after.start_char):
            yield Span(after.start_char, after.end_char)
    source = page.source
    if source is None:
        return
    led = page.text[end - 1] == ":"
    for number, block in enumerate(source.view.blocks):
        if led and block.lead == telling.sentence.block:
            yield Span(block.start, block.end)
        elif number > telling.sentence.block >= 0 and not led:
            if block.role == "paragraph":
                return
            if block.role == "item":
                yield Span(block.start, block.end)
