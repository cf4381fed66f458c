"""Verbs that tell an event, their clauses, and the further persons one verb meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.extraction.components.events.candidate import Candidate, Hit, made_of
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.needs import Needs
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Sentence, phrase, trimmed
from servanda.extraction.components.events.types import TALKED
from servanda.extraction.mentions import Span

_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM"})
_OBJECT_REACH = 160
_WHEN = 60  # characters before a verb in which it may be said at what day it was
_DATED_REACH = 30  # characters after a founding told by the way in which its date must stand


class Verbs:
    """Reads the event verbs of a sentence."""

    def __init__(self, page: Page, words: Words, needs: Needs) -> None:
        self.page, self.words, self.needs = page, words, needs

    def aside(self, sentence: Sentence, hit: Hit, own: Hit) -> bool:
        """Whether words in apposition (`on a visit to`) stand inside the clause of another verb and do not part it."""
        front = self.page.text[sentence.start : hit.start].strip(" ,")
        if hit is own:
            return False
        if hit.trigger.name == "signed-text" and hit.end < own.start:
            return self.page.text.endswith(", ", 0, hit.start) and "," in self.page.text[hit.end : own.start]
        return hit.trigger.name == "stop" or (hit.trigger.name == "on-visit" and bool(front))

    def verbal(
        self,
        sentence: Sentence,
        hit: Hit,
        i: int,
        bounds: Sequence[tuple[int, int]],
    ) -> Iterator[tuple[float, Candidate]]:
        """The telling of a verb, and further ones where it has several objects (`met the minister, then the speaker`)."""
        if (
            hit.trigger.name == "founded"
            and self.words.family("relatives").search(self.page.text, max(sentence.start, hit.start - 8), hit.start)
            and not self.page.dates(hit.end, min(sentence.end, hit.end + _DATED_REACH))
            and self._since(sentence, hit) == hit.start
        ):
            return
        clause = sentence.segment(bounds, (hit.start, hit.end))
        clause = Span(min(clause.start, self._since(sentence, hit)), self._of_relative(clause, hit))
        clause = self._only_relative(clause, hit)
        if hit.trigger.name == "body-convened" and self.page.text.endswith(", ", 0, hit.start) and self.page.verb_between(
                clause.start, hit.start):
            clause = Span(self._said_of(sentence, hit.start), clause.end)  # `praised the Joint Commission, convened in May`
        if hit.trigger.name == "on-visit" and clause.start < hit.start:
            noun = phrase(self.page, sentence, hit.start, hit.end, [b for b in bounds if b != (hit.start, hit.end)])
            clause = Span(hit.start, noun.end)
        if hit.trigger.name == "signed-text" or (hit.trigger.name == "signed" and self.needs.participial(hit)):
            clause = self._text_signed(sentence, hit, clause)
        parts = self._objects(sentence, hit, clause) if hit.trigger.type == "meeting" else [clause]
        made = made_of(hit, sentence, parts[0], "clause", hit.form)
        if not self.needs.is_event(made, hit):
            return
        yield i, made
        for n, part in enumerate(parts[1:], 1):
            more = made_of(hit, sentence, part, "clause", hit.form)
            more.cue = more.noun = Span(part.start, part.start + 1)
            yield i + n / 100, more

    def _of_relative(self, clause: Span, hit: Hit) -> int:
        """Where a verb's clause ends: at the comma that closes its relative clause, if the main verb stands behind that."""
        text, page = self.page.text, self.page
        heads = [m.end() for m in self.words.family("relatives").finditer(text, clause.start, hit.start)
                 if text.endswith(", ", 0, m.start())]
        comma = text.find(", ", hit.end, clause.end)
        if not heads or comma < 0 or page.verb_between(heads[-1], hit.start) or not page.verb_between(comma, clause.end):
            return clause.end
        return comma

    def _only_relative(self, clause: Span, hit: Hit) -> Span:
        """The relative clause about somebody in which alone a verb of meeting stands (`wrote to X, whom Y is to meet`)."""
        if hit.trigger.type not in TALKED or hit.form == "noun":
            return clause
        text, page = self.page.text, self.page
        heads = [m for m in self.words.family("relatives").finditer(text, clause.start, hit.start)
                 if text.endswith(", ", 0, m.start())]
        if not heads or page.antecedent(heads[-1].start()) is None:
            return clause
        alone = not page.verb_between(heads[-1].end(), hit.start) and page.verb_between(clause.start, heads[-1].start())
        return Span(heads[-1].start(), clause.end) if alone else clause

    def _since(self, sentence: Sentence, hit: Hit) -> int:
        """Where the day begins that stands before the word for when a verb tells what was (`in 1998, when`)."""
        text, first = self.page.text, max(sentence.start, hit.start - _WHEN)
        for match in self.words.family("whenever").finditer(text, first, hit.start):
            days = self.page.dates(first - _WHEN, match.start())
            if days and not text[days[-1].span.end : match.start()].strip(" ,") and not self.page.verb_between(
                match.end(), hit.start
            ):
                return days[-1].span.start
        return hit.start

    def by_the_way(
        self, sentence: Sentence, hit: Hit, i: int, others: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[float, Candidate]]:
        """The telling of a participle that has a day of its own, with what it is said of right before it."""
        end = phrase(self.page, sentence, hit.start, hit.end, [o for o in others if o != (hit.start, hit.end)]).end
        if not self.page.dates(hit.start, end):
            return
        made = made_of(hit, sentence, trimmed(self.page.text, self._said_of(sentence, hit.start), end), "phrase", "held")
        if self.needs.is_event(made, hit):
            yield i, made

    def _said_of(self, sentence: Sentence, position: int) -> int:
        """Where the noun phrase begins that ends, with a comma or without, right before a participle."""
        span = self.page.doc.char_span(position, position + 1, alignment_mode="expand")
        if span is None:
            return position
        i = span.start - (self.page.text[sentence.start : position].rstrip().endswith((",", "(")))
        while i > 0 and self.page.doc[i - 1].idx >= sentence.start and self.page.doc[i - 1].pos_ in _NOMINAL:
            i -= 1
        while self.page.doc[i].idx < position and self.page.doc[i].pos_ in ("ADP", "PUNCT"):
            i += 1
        return min(self.page.doc[i].idx, position)

    def _text_signed(self, sentence: Sentence, hit: Hit, clause: Span) -> Span:
        """The clause of a participle: the text it stands by, and its own complements."""
        start = max(clause.start, hit.start - _OBJECT_REACH)
        starts = [t.start for t in self.page.texts.inside(start, hit.start)] + [
            m.start() for m in self.words.family("instruments").finditer(self.page.text, start, hit.start)
        ]
        return Span(
            min(starts, default=clause.start), max(phrase(self.page, sentence, hit.start, hit.end, []).end, hit.end)
        )

    def _objects(self, sentence: Sentence, hit: Hit, clause: Span) -> list[Span]:
        """The clause, parted where a further person met is told without a verb of its own."""
        text, parts, start = self.page.text, [], clause.start
        for match in self.words.family("then").finditer(text, hit.end, clause.end):
            if self.page.persons.inside(match.end(), clause.end) and not self.page.verb_between(
                match.end(), clause.end
            ):
                parts.append(trimmed(text, start, match.start()))
                start = match.start()
        parts.append(trimmed(text, start, clause.end))
        end = sentence.hard_right(clause.end)
        while end < sentence.end and text[end] == ";":
            after = sentence.hard_right(end + 1)
            if self.page.verb_between(end + 1, after) or not self.page.persons.inside(end + 1, after):
                break
            parts.append(trimmed(text, end + 1, after))
            end = after
        return parts
