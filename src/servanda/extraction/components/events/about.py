"""What stands around an event noun: wishes, days ahead, whose it is, which session it names."""

from __future__ import annotations

import re

from servanda.extraction.components.events.candidate import Hit
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Phrase, Sentence
from servanda.extraction.components.events.types import COUNTED, REAL, SITS
from servanda.extraction.mentions import Span

LIGHT_REACH = 110  # characters between a verb and the noun it holds
UNREAL_REACH = 120
ABOUT_REACH = 24  # characters before a noun in which it may be said what it is
HERALD_REACH = 40  # characters before a noun in which it may be announced
ARTICLES = 3  # words that may stand between the word for going to something and the noun for it
PURPOSE = 12  # characters before that word in which it is said to be what for
_OF_DAY = 6  # characters between a noun and the month by which it is named (`the session of June`)


class About:
    """Answers about the event nouns of one document. headline: whether the sentence read is a headline."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words, self.headline = page, words, False

    def prepared(self, sentence: Sentence, kind: str, start: int) -> bool:
        """Whether a body's session only tells what another meeting prepares (`the preparatory meeting of the 9th session`)."""
        if kind not in COUNTED:
            return False
        text = self.page.text
        found = list(self.words.family("preparatory").finditer(text, max(sentence.start, start - LIGHT_REACH), start))
        return bool(found) and len(text[found[-1].end() : start].split()) <= ARTICLES

    def led(self, sentence: Sentence, noun: Phrase, words: re.Pattern[str]) -> bool:
        """Whether some words stand right before a noun."""
        found = words.finditer(self.page.text, max(sentence.start, noun.start - ABOUT_REACH), noun.start)
        return any(not self.page.text[m.end() : noun.start].strip() for m in found)

    def agenda(self, sentence: Sentence, noun: Phrase) -> re.Match[str] | None:
        """The words for a programme that name an event as one of its items."""
        agenda = self.words.family("agenda").search(self.page.text, sentence.start, sentence.end)
        if agenda is None or self.words.family("by").fullmatch(self.page.text[agenda.end() : noun.start].strip()):
            return None
        return agenda

    def denied(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether the verb before a noun is denied, or says that nothing was agreed on it (`no day was set for the opening`)."""
        left = sentence.hard_left(noun.start)
        ends = [m.end() for m in self.words.family("denials").finditer(self.page.text, left, noun.start)]
        return bool(ends) and not self.page.verb_between(ends[-1], noun.start)

    def topic(self, noun: Phrase) -> bool:
        """Whether something is only what others speak about (`they discussed the situation and the talks in Suva`)."""
        text, start = self.page.text, max(0, noun.start - LIGHT_REACH)
        verbs = [m.end() for m in self.words.family("discussed").finditer(text, start, noun.start)]
        return bool(verbs) and not self.page.verb_between(verbs[-1], noun.start, finite=False)

    def is_set(self, clause: Span) -> bool:
        """Whether a day, or one by which it must be, is set."""
        return self.page.dated(clause) or any(d.role == "due" and d.value for d in self.page.dates(clause.start, clause.end))

    def by_then(self, clause: Span) -> bool:
        """Whether only a deadline, or the wish that it be soon, dates it (`the opening of an embassy by the end of`)."""
        roles = [d.role for d in self.page.dates(clause.start, clause.end)]
        return bool(roles) and all(role in ("due", "soon") for role in roles)

    def of_a_day_ahead(self, noun: Phrase) -> bool:
        """Whether a noun is named by when it is to be (`next month's session`, `the June session`, `the session of June`)."""
        days = self.page.dates(noun.start, min(noun.end, noun.head_end + _OF_DAY))
        upcoming = self.words.family("upcoming")
        ahead = (d for d in days if d.planned_value or upcoming.search(self.page.text, d.span.start, d.span.end))
        return any(d.span.end <= noun.head_start or d.span.start >= noun.head_end for d in ahead)

    def is_future(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether the verb before a noun speaks of things to come."""
        left = sentence.hard_left(noun.start)
        span = self.page.doc.char_span(left, noun.start, alignment_mode="contract") if noun.start > left else None
        if any("Fut" in t.morph.get("Tense") or "Cnd" in t.morph.get("Mood") for t in span or ()):
            return True
        ahead = [m.end() for m in self.words.family("futures").finditer(self.page.text, left, noun.start)][-1:]
        after = self.page.doc.char_span(ahead[0], noun.start, alignment_mode="contract") if ahead else None
        return after is not None and sum(t.pos_ == "VERB" for t in after) == 1  # `will be signed during the visit`

    def journeys(self, sentence: Sentence, noun: Phrase, *forms: str) -> bool:
        """Whether somebody is said to travel, before a noun that may be what for."""
        verbs = (pattern for t, form, pattern in self.words.triggers if t.type == "visit" and form in forms)
        return any(pattern.search(self.page.text, sentence.start, noun.start) for pattern in verbs)

    def detail(self, noun: Phrase) -> bool:
        return bool(
            self.page.dates(noun.start, noun.end)
            or self.page.people(noun.start, noun.end)
            or self.page.places(noun.head_end, noun.end)
        )

    def sits_for(self, sentence: Sentence, hit: Hit, noun: Phrase) -> str | None:
        """Whether somebody travels for the session of a body (`will visit Suva for the first meeting of the Committee`), or is
        asked to, and it is dated: it takes place in any case."""
        before = self.page.text[max(0, noun.start - PURPOSE) : noun.start].split()
        led = bool(before) and self.words.family("purpose").fullmatch(before[-1]) is not None
        counted = self.words.ordinal(self.page.text[noun.start : noun.head_end]) is not None
        named = bool(self.page.bodies.inside(noun.start, noun.end)) or counted and hit.trigger.type in COUNTED
        if not led or hit.trigger.type not in SITS or not named:
            return None
        told = ("held", "planned", "noun") if counted and not self.wished(sentence, noun) else ("held", "planned")
        if self.journeys(sentence, noun, *told):
            return "held"
        return "planned" if counted and self.wished(sentence, noun) and self.is_set(noun.span) else None

    def of_strangers(self, hit: Hit, noun: Phrase) -> bool:
        """Whether talks are only those of states that are no parties, of whom nobody is named (`the talks of the Sudanese`)."""
        page = self.page
        named = {m.value for m in page.states.inside(noun.start, noun.end) if m.kind in ("name", "adjective")}
        met = hit.trigger.type in REAL and not page.people(noun.start, noun.end) and not page.bodies.inside(noun.start, noun.end)
        return met and len(page.findings.parties) > 1 and bool(named) and named.isdisjoint(page.findings.parties)

    def remembered(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether a founding is only what an anniversary is of."""
        start = max(sentence.start, noun.start - 24)
        return hit.trigger.type == "establishment" and bool(
            self.words.family("anniversary").search(self.page.text, start, noun.start)
        )

    def full(self, noun: Phrase) -> bool:
        """Whether a noun tells which session it is."""
        return self.words.ordinal(self.page.text[noun.start : noun.head_end]) is not None or bool(
            self.page.bodies.inside(noun.start, noun.end)
        )

    def linker_before(self, sentence: Sentence, noun: Phrase) -> bool:
        return self.page.linked(max(sentence.start, noun.start - 40), noun.start, noun.head_start)

    def wished(self, sentence: Sentence, noun: Phrase) -> bool:
        start = max(sentence.hard_left(noun.start), noun.start - UNREAL_REACH)
        return bool(self.words.family("unreal").search(self.page.text, start, noun.start))

    def heralded(self, sentence: Sentence, noun: Phrase, holder: Span | None = None) -> bool:
        """Whether an event, or the holding of one, is announced for a day that may be to come."""
        near = max(sentence.start, noun.start - HERALD_REACH)
        told = [m.end() for m in self.words.family("heralds").finditer(self.page.text, near, noun.head_start)]
        linked = self.words.family("linkers").search(self.page.text, told[-1], noun.start) if told else None
        begin = holder.start if holder is not None else noun.start
        ahead = any(d.planned_value for d in self.page.dates(begin, noun.end))
        return ahead and bool(told) and linked is None  # `announced it during the visit of 3 May`

    def phrase_status(self, noun: Phrase) -> str:
        if self.words.family("scheduled").search(self.page.text, noun.head_end, noun.end):
            return "planned"
        return "held"
