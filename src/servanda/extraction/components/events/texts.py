"""What a signing says of the texts signed at it: their day; and the exchange of letters that is a signing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Event, Instrument, Span, Why
from servanda.extraction.moments import DAY
from servanda.reading import letters


def dated(page: Page, groups: Sequence[Group], today: str | None) -> list[Instrument]:
    """The instruments of a document, those without a day of their own on the day of the signing that names them.

    Args:
        page: the document. groups: its events, completed. today: the day it reports on, which an instrument has by default.
    """
    days = {
        item.value: group.date
        for group in groups
        if group.type == "signing" and group.status == "held" and group.date and _known(group.date, today)
        for telling in group.tellings
        if telling.shape == "clause"
        for span in _told(page, telling)
        for item in page.titles.inside(span.start, span.end)
    }
    return [
        replace(i, date=day)
        if (day := days.get(i.key)) and i.status == "concluded" and (i.date == today or i.date is None and DAY.fullmatch(day))
        else i
        for i in page.findings.instruments
    ]


def _known(value: str, today: str | None) -> bool:
    """Whether a date is a day, or a month or year that is not the one in which the text reports."""
    bygone = "/" not in value and today is not None and value < today[: len(value)]
    return bool(DAY.fullmatch(value)) or bygone


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
    own = source.view.blocks[telling.sentence.block] if 0 <= telling.sentence.block < len(source.view.blocks) else None
    last, point = own is not None and end >= own.end, own is not None and own.role == "item"  # points stand side by side
    for number, block in enumerate(source.view.blocks):
        if led and block.lead == telling.sentence.block:
            yield Span(block.start, block.end)
        elif last and number > telling.sentence.block and not led and not point:
            if block.role == "paragraph":
                return
            if block.role == "item":
                yield Span(block.start, block.end)


def exchanged(page: Page, events: Sequence[Event]) -> Event | None:
    """The exchange of letters or notes that the paper itself is, cited where it is accepted; None if a signing tells it."""
    source = page.source
    if source is None or source.dateline is None:
        return None
    blocks = source.view.blocks
    head = next((b for b in blocks if b.role == "headline"), None)
    own = next((i for i in page.findings.instruments if head and i.date and head.start <= i.title.start < head.end), None)
    if own is None or own.date is None or any(e.type == "signing" and e.date and own.date.startswith(e.date) for e in events):
        return None
    feet = [b for b in blocks if b.role == "signature"]
    accepted = [m for b in blocks if b.is_story and b.start > (feet[0].end if feet else len(page.text))
                for m in page.words.family("accepting").finditer(page.text, b.start, b.end)]
    cue = page.doc.char_span(*accepted[-1].span(), alignment_mode="expand") if accepted else None
    if cue is None:
        return None
    marks = {m.end() for b in feet for m in letters.signed().finditer(page.text, b.start, b.end)}
    signers = tuple(e.key for e in page.findings.entities if e.type == "person" and any(
        0 <= s.start - mark <= 1 for s in e.mentions for mark in marks))
    told = (Span(cue.sent.start_char, cue.sent.end_char),)
    why = (Why("event:exchange", "exchange", accepted[-1].group()),)
    key, place = f"e{len(events) + 1}", source.dateline.place
    return Event(key, "signing", own.date, place, signers, own.parties, "held", told, why=why)
