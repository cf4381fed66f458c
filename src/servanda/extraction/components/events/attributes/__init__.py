"""What a telling says of its event: date, place, persons, ordinal, body; what it says of its type."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.extraction.components.events import elapsed
from servanda.extraction.components.events.attributes.asides import Asides
from servanda.extraction.components.events.attributes.body import Body
from servanda.extraction.components.events.attributes.kind import Kind
from servanda.extraction.components.events.attributes.when import When
from servanda.extraction.components.events.attributes.where import PLACELESS, SEATS, Where
from servanda.extraction.components.events.attributes.who import Who
from servanda.extraction.components.events.candidate import Candidate, inside
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Span


class Reader:
    """Fills the attributes of the tellings of one document."""

    def __init__(self, page: Page, words: Words, made: Sequence[Candidate], today: str | None = None) -> None:
        self.page, self.made = page, made
        self.asides = Asides(page, words, made)
        self.when, self.where, self.who = When(page, words, today), Where(page, words), Who(page, words, self.asides)
        self.body = Body(page, words, self.asides)
        self.kind = Kind(page, words, self.body, made)

    def fill(self) -> None:
        """Fill each from its own clause, less what belongs to phrases inside it."""
        before: Candidate | None = None
        for earlier, c in zip([None, *self.made], self.made, strict=False):
            c.hangs = self.when.hung(earlier, c) if earlier is not None else None
            lapsed = self.page.lapsed(c.sentence.start, c.begins)
            if before is not None and (before.sentence is not c.sentence or lapsed):
                before = None
            inner = self._inner(c)
            outside = [*inner, *self.asides.of(c)]
            self._place(c, earlier, outside)
            c.people = self.who.of(c, [*inner, *self.asides.sayings(c)], before)
            ago = c.type == "establishment" and elapsed.told(self.page, c.sentence.start, c.begins)
            if not lapsed or ago or self.page.dated(c.clause):
                c.date = self.when.of(c, outside, before)
            if c.date is None and earlier is not None and (then := self.when.borrowed(earlier, c, self.made)):
                c.date = c.when = then
            if c.again is None:
                self.body.fill(c)
            self.kind.settle(c, before)
            if c.shape == "clause":
                before = c

    def _inner(self, c: Candidate) -> list[Span]:
        """The phrases inside a clause that tell other events."""
        others = (o for o in self.made if o is not c and o.sentence is c.sentence and o.shape != "clause")
        return [o.quote for o in others if inside(o.quote, c.clause)]

    def _place(self, c: Candidate, earlier: Candidate | None, outside: Sequence[Span]) -> None:
        """Fill where an event was: as its clause says, else as a word in it that takes up a place told before."""
        c.place, c.place_state = self.where.of(c, outside)
        if c.place is None and (c.type not in PLACELESS or c.trigger.name in SEATS):
            c.place, c.place_state = self.where.there(c, earlier)
        if c.place is None and earlier is not None and self.where.shares(earlier, c):
            c.place, c.place_state = earlier.place, earlier.place_state
