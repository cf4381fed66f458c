"""Nouns that no verb of happening holds: told in detail, announced, on a programme; else an echo, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.extraction.components.events.about import (
    ABOUT_REACH,
    HERALD_REACH,
    PURPOSE,
    About,
)
from servanda.extraction.components.events.candidate import BESIDE, Candidate, Hit, made_of
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Phrase, Sentence, trimmed
from servanda.extraction.components.events.types import ACTS, COUNTED, REAL, SITS
from servanda.extraction.content import is_finite
from servanda.extraction.mentions import Span

_FULL = 14  # characters of a ceremony named more closely than by its noun
_SUMMIT = "summit"  # the trigger of what many attend
_ASIDE = re.compile(r"(?: \w+ [\w'-]+(?: [\w'-]+)?)?, ")  # from a noun, over the second of a pair, to an aside


class Bare:
    """Reads event nouns that no verb of happening holds."""

    def __init__(self, page: Page, words: Words, about: About) -> None:
        self.page, self.words, self.about = page, words, about

    def _purpose(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether somebody has come for a visit (`arrived for a visit to`)."""
        before = self.page.text[max(sentence.start, noun.start - 6) : noun.start].strip()
        return (
            hit.trigger.type == "visit"
            and bool(self.words.family("purpose").fullmatch(before))
            and not self.about.wished(sentence, noun)
        )

    def _asserted(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether the verb that governs an indefinite noun states a fact: finite, no wish, no condition."""
        unreal = self.words.family("unreal").search(self.page.text, noun.start, noun.head_start)
        if unreal or self.about.wished(sentence, noun) or self.about.headline or self._named_bare(noun):
            return False
        left = sentence.hard_left(noun.start)
        span = self.page.doc.char_span(left, noun.start, alignment_mode="contract") if noun.start > left else None
        verbs = [t for t in span or () if t.pos_ in ("VERB", "AUX")]
        if not verbs:
            after = self.page.doc.char_span(noun.end, sentence.hard_right(noun.end), alignment_mode="contract")
            verbs = [t for t in after or () if t.pos_ in ("VERB", "AUX")][:1]
        return bool(verbs) and "Inf" not in verbs[-1].morph.get("VerbForm") and "Cnd" not in verbs[-1].morph.get("Mood")

    def _named_bare(self, noun: Phrase) -> bool:
        """Whether a noun has no determiner, though it is of the kind that needs one (a plural may stand alone)."""
        head = self.page.doc.char_span(noun.head_start, noun.head_end, alignment_mode="expand")
        plural = head is not None and "Plur" in head[-1].morph.get("Number")
        return not plural and not self.page.text[noun.start : noun.head_start].strip()

    def tell(self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]]) -> Candidate | None:
        """A noun that no verb of happening holds: an event if definite and told in detail, else an echo or nothing."""
        if (scheduled := self._scheduled(sentence, hit, noun)) is not None:
            return scheduled
        if hit.form == "noun" and self._verbless(sentence, noun):
            clause = sentence.segment(others, (noun.start, noun.end))
            return made_of(hit, sentence, clause, "clause", self.about.phrase_status(noun), noun)
        if (hosted := self._hosted(sentence, hit, noun)) is not None:
            return hosted
        linked = self.about.linker_before(sentence, noun)
        if self.about.headline and not noun.definite and self.page.people(sentence.start, sentence.end):
            part = Span(sentence.hard_left(noun.start), sentence.hard_right(noun.end))
            part = part if self.page.people(part.start, part.end) else Span(sentence.start, sentence.end)
            return made_of(hit, sentence, part, "clause", self.about.phrase_status(noun), noun)
        if (sits := self.about.sits_for(sentence, hit, noun)) is not None:
            made = made_of(hit, sentence, noun.span, "phrase", sits, noun)
            made.purposed = sits == "held"
            return made
        if self._met_for(sentence, hit, noun):
            ahead = self.about.is_future(sentence, noun) or self.about.journeys(sentence, noun, "planned")
            made = made_of(hit, sentence, noun.span, "phrase", "planned" if ahead else "held", noun)
            made.purposed = ahead or self.about.journeys(sentence, noun, "held")
            return made
        if linked and not noun.definite:
            if self._narrow(hit) and self._said_then(sentence, noun):
                own = Span(noun.start, sentence.segment([], (noun.start, noun.end)).end)
                return made_of(hit, sentence, own, "phrase", "held", noun)
            travels = self._travels(hit, sentence, noun)
            clause = self._unsaid(sentence.segment(others if travels else [], (noun.start, noun.end)), noun)
            told = (self._narrow(hit) or travels) and not self.about.is_future(sentence, noun)
            return made_of(hit, sentence, clause, "clause", "held", noun) if told else None
        if self._is_next(sentence, noun):
            return made_of(hit, sentence, Span(sentence.start, sentence.end), "clause", "planned", noun)
        return self._indefinite(sentence, hit, noun, others) or self._definite(sentence, hit, noun, linked, others)

    def _verbless(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a noun without an article opens a sentence that has a day and no verb (`Signing on Monday of a treaty`, `Second
        meeting of the committee (3 May 2024)`)."""
        counted = self.words.ordinal(self.page.text[noun.start : noun.head_start]) is not None and not noun.definite
        opens = (sentence.dated or counted or noun.head_start == noun.start) and self._opens(sentence, noun)
        bare = opens and not self.about.headline and not self.page.verb_between(sentence.start, sentence.end)
        return bare and (self.page.dated(Span(sentence.start, sentence.end)) or self.page.day_above(sentence.block) is not None)

    def _opens(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a noun opens its sentence, or goes on with the list of those that a dated line tells of."""
        before = self.page.text[sentence.first : noun.start].strip()
        last = before.split()[-1] if before else ""
        listed = last.endswith(",") or self.words.family("coordinators").fullmatch(last) is not None
        return not before or sentence.dated and listed and noun.head_start == noun.start

    def _said_then(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a comma parts it from what somebody has said on its occasion is to be (`said he would go, after talks`)."""
        text = self.page.text
        said = self.words.family("saying").search(text, sentence.start, noun.start)
        comma = text.rfind(",", said.end(), noun.head_start) if said is not None else -1
        return comma >= 0 and not self.page.verb_between(comma, noun.head_start)

    def _unsaid(self, clause: Span, noun: Phrase) -> Span:
        """A clause without what somebody says in it (`After talks with X, Y announced that`)."""
        said = (m.start() for m in self.words.family("that").finditer(self.page.text, noun.end, clause.end)
                if self.page.verb_between(noun.end, m.start()))
        return trimmed(self.page.text, clause.start, next(said, clause.end))

    def _scheduled(self, sentence: Sentence, hit: Hit, noun: Phrase) -> Candidate | None:
        """An event for which an aside sets a day (`the summit, scheduled for June 11 in Suva, will ...`)."""
        text = self.page.text
        gap = _ASIDE.match(text, noun.end, sentence.end)
        if not noun.definite or gap is None:
            return None
        start = gap.end()
        match = self.words.participles["planned"].match(text, start, sentence.end)
        comma = text.find(",", match.end(), sentence.end) if match else -1
        aside = Span(noun.start, comma if comma > 0 else sentence.hard_right(start))
        return made_of(hit, sentence, aside, "phrase", "planned", noun) if match and self.page.dated(aside) else None

    def _met_for(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether somebody came for talks with somebody named (`went to the palace for talks with the President`)."""
        before = self.page.text[max(0, noun.start - PURPOSE) : noun.start].split()
        return (
            hit.trigger.type == "meeting"
            and bool(before and self.words.family("purpose").fullmatch(before[-1]))
            and bool(self.page.people(noun.head_end, noun.end, stand_ins=False))
            and (self._asserted(sentence, noun) or self.about.is_future(sentence, noun)
                 or self.about.journeys(sentence, noun, "planned"))
        )

    def _is_next(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a verbless sentence announces a session (`Next stop: Geneva, for the third session`)."""
        text = self.page.text
        named = self.words.ordinal(text[noun.start : noun.head_end]) is not None
        return named and bool(self.words.family("ahead").search(text, sentence.start, noun.start))

    def _indefinite(
        self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]]
    ) -> Candidate | None:
        """An event first named: stated as a fact with some detail, or an item of a programme."""
        clause = sentence.segment(others, (noun.start, noun.end))
        if (listed := self._on_programme(sentence, hit, noun, clause)) is not None:
            return listed
        if not noun.definite and hit.form == "noun" and self._asserted(sentence, noun):
            found = (self.page.people(clause.start, clause.end), self.page.places(clause.start, clause.end))
            told = self.page.dated(clause) + sum(bool(f) for f in found)
            if self.page.dated(noun.span) or told > 1:
                ahead = self.about.is_future(sentence, noun) and (self._ahead(noun) or not self.page.dated(noun.span))
                ahead = ahead or self.about.heralded(sentence, noun)
                status = "planned" if ahead else self.about.phrase_status(noun)
                return made_of(hit, sentence, clause, "clause", status, noun)
        if self._asked_to(sentence, hit, noun):
            return made_of(hit, sentence, noun.span, "phrase", "planned", noun)
        return None

    def _on_programme(self, sentence: Sentence, hit: Hit, noun: Phrase, clause: Span) -> Candidate | None:
        """An item of a programme (`On the programme: a visit to`)."""
        agenda = self.about.agenda(sentence, noun)
        if agenda is None:
            return None
        first = noun.start if agenda.start() < clause.start < noun.start else clause.start  # not what is said of the item before
        return made_of(hit, sentence, Span(first, clause.end), "clause", "planned", noun)

    def _asked_to(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether somebody is to attend what will be in any case (`was invited to address a gathering in Suva on 3 June`)."""
        start = max(sentence.start, noun.start - ABOUT_REACH)
        verbs = [m.end() for m in self.words.family("attending").finditer(self.page.text, start, noun.start)]
        sits = hit.trigger.type == "meeting" and not noun.definite and bool(self.page.places(noun.head_end, noun.end))
        return sits and bool(verbs) and not self.page.text[verbs[-1] : noun.start].strip() and self._ahead(noun)

    def _definite(
        self, sentence: Sentence, hit: Hit, noun: Phrase, linked: bool, others: Sequence[tuple[int, int]]
    ) -> Candidate | None:
        """An event taken as known."""
        text, status = self.page.text, self.about.phrase_status(noun)
        dated = self.page.dated(noun.span)
        if hit.trigger.type in ACTS | SITS and self.about.by_then(noun.span):
            status = "planned"
        if self.about.heralded(sentence, noun) or (self.about.is_future(sentence, noun) and self._ahead(noun)):
            status = "planned"
        if hit.trigger.type in SITS and self.about.prepared(sentence, "session", noun.start) and self.about.of_a_day_ahead(noun):
            status = "planned"
        counted = self.about.remembered(sentence, hit, noun) and self.page.jubilee(noun.start) is not None
        named = noun.definite or hit.form == "ellipsis" or counted or self._purpose(sentence, hit, noun)
        named = named or hit.trigger.type == "meeting" and self._known_many(noun)
        if not named and (status != "planned" or not dated):
            return None
        if self.words.family("unreal").search(text, noun.start, noun.head_start):
            return None  # `the possible signing of a treaty in May`
        if self.words.family("upcoming").search(text, noun.start, noun.end) or status == "planned":
            arranged = status == "planned" or self.words.family("arranged").search(text, noun.start, noun.head_end)
            placed = arranged and self.page.places(noun.head_end, noun.end)
            return made_of(hit, sentence, noun.span, "phrase", "planned", noun) if dated or placed else None
        gathers = hit.trigger.type in ("forum", "ceremony") or hit.trigger.name == _SUMMIT
        asked = gathers and dated  # to come to what takes place in any case
        if asked and self.about.wished(sentence, noun) and self._ahead(noun):
            status = "planned"
        if self.about.wished(sentence, noun) and not asked and (hit.trigger.type not in REAL or not self.about.detail(noun)):
            return None
        if hit.trigger.type == "meeting" and not dated and not self.page.people(noun.start, noun.end) and self.about.topic(noun):
            return None
        if linked and self._of_rule(sentence, hit, noun):
            return None
        if self._general(hit, noun) and not linked or self._elsewhere(sentence, hit, noun) or self.about.of_strangers(hit, noun):
            return None
        if hit.trigger.type == "signing" and self.about.led(sentence, noun, self.words.family("terms")):
            return None  # `within three months of the signature`
        if self._narrow(hit) and (chaired := self._chaired(sentence, noun)) is not None:
            return made_of(hit, sentence, chaired, "phrase", status, noun)
        span = self._with_attendants(sentence, noun, others) if self._narrow(hit) else noun.span
        made = made_of(hit, sentence, span, self._shape(sentence, hit, noun, linked), status, noun)
        theirs = self.words.family("their").search(text, noun.start, noun.head_start)
        made.definite = noun.pointing or linked or bool(theirs)
        return made

    def _of_rule(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether a body is only said, by a rule in the present, to do something at a session of its own."""
        own = self.words.family("own").search(self.page.text, noun.start, noun.head_end)
        if hit.trigger.type not in COUNTED or own is None or self.page.dated(noun.span):
            return False
        span = self.page.doc.char_span(sentence.hard_left(noun.start), noun.start, alignment_mode="contract")
        verbs = [t for t in span or () if is_finite(t)]
        return bool(verbs) and all("Pres" in t.morph.get("Tense") and t.pos_ == "VERB" for t in verbs) and not any(
            t.pos_ == "AUX" for t in span or ())

    def _known_many(self, noun: Phrase) -> bool:
        """Whether several talks are told of as known, with somebody named (`the meetings with X and Y`)."""
        plural = self.words.family("plural").match(self.page.text, noun.start)
        return plural is not None and bool(self.page.people(noun.head_end, noun.end, stand_ins=False))

    def _hosted(self, sentence: Sentence, hit: Hit, noun: Phrase) -> Candidate | None:
        """What a relative clause says a state hosts, and when (`the summit, which Kenya is hosting until Friday`)."""
        whose = self._of_whose(sentence, noun)
        span = whose or (self._of_relative(sentence, noun) if noun.definite else None)
        if span is None:
            return None
        match = self.words.hosting.search(self.page.text, noun.head_end, span.end)
        opened = self.words.light["held"].search(self.page.text, noun.end, span.end) if hit.trigger.type == "forum" else None
        if match is None and opened is not None and self.page.persons.inside(noun.end, opened.start()):
            return made_of(hit, sentence, span, "phrase", "held", noun)  # `the fair, which X opened on Monday`
        before = self.page.states.inside(noun.head_end, match.start()) if match else []
        named = match is not None and self.page.persons.inside(noun.end, match.start())
        if match is None or not (named or any(m.kind in ("name", "capital") for m in before)):
            return None
        ahead = self.words.family("hosts_ahead").match(self.page.text, match.start()) is not None
        return made_of(hit, sentence, span, "phrase", "planned" if ahead else "held", noun)

    def _of_whose(self, sentence: Sentence, noun: Phrase) -> Span | None:
        """The dated relative clause that a noun opens (`the Commission, whose next session Suva is to host in May`)."""
        text, first = self.page.text, max(sentence.start, noun.start - ABOUT_REACH)
        opened = list(self.words.family("relatives").finditer(text, first, noun.head_start))
        comma = text.find(", ", noun.end, sentence.end)
        end = comma if comma > 0 else sentence.hard_right(noun.end)
        led = opened and not text[opened[-1].end() : noun.head_start].strip() or bool(opened) and opened[-1].start() >= noun.start
        return Span(opened[-1].start(), end) if led and self.page.dated(Span(noun.end, end)) else None

    def _of_relative(self, sentence: Sentence, noun: Phrase) -> Span | None:
        """The noun's phrase with the dated relative clause right after it."""
        text = self.page.text
        relative = self.words.family("relatives").match(text, noun.end + (2 if text.startswith(", ", noun.end) else 1))
        end = sentence.hard_right(relative.end()) if relative else noun.end
        return Span(noun.start, end) if relative and self.page.dated(Span(relative.end(), end)) else None

    def _chaired(self, sentence: Sentence, noun: Phrase) -> Span | None:
        """The noun's phrase with the relative clause that says who chaired it and when (`the first session, which X chaired`)."""
        span = self._of_relative(sentence, noun)
        return span if span is not None and self.words.chairs.search(self.page.text, noun.end, span.end) else None

    def _with_attendants(self, sentence: Sentence, noun: Phrase, others: Sequence[tuple[int, int]]) -> Span:
        """The noun's phrase, and who is said right after it to have been there."""
        text, at = self.page.text, noun.end + 1
        match = self.words.attends.match(text, at)
        end = min([sentence.hard_right(noun.end), *(s for s, _ in others if s >= noun.end)])
        if match is None or self.page.verb_between(match.end(), end):
            return noun.span
        return trimmed(text, noun.start, end)

    def _ahead(self, noun: Phrase) -> bool:
        """Whether a noun is dated by a day that may be to come."""
        return any(d.planned_value for d in self.page.dates(noun.start, noun.end))

    def _elsewhere(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether it is what others hold, beside which the parties met: no body and no two states stand in its name."""
        page = self.page
        if hit.trigger.type not in ("session", "forum") or page.bodies.inside(noun.start, noun.end):
            return False
        ends = [m.end() for m in self.words.family("beside").finditer(page.text, sentence.start, noun.start)]
        named = {m.value for m in page.states.inside(noun.start, noun.end) if m.kind in ("name", "adjective")}
        return bool(ends) and noun.start - ends[-1] <= BESIDE and len(named) <= 1

    def _general(self, hit: Hit, noun: Phrase) -> bool:
        """Whether an act is only named in general, its object being some text not yet there, or many of which none is named."""
        text, end = self.page.text, min(noun.end, hit.end + 18)
        if "instrument" not in hit.trigger.needs or self.page.dated(noun.span):
            return False
        by = self.words.family("by").match(text, hit.end + 1)
        many = by and self.words.family("instruments_plural").search(text, by.end(), min(noun.end, by.end() + HERALD_REACH))
        words = self.page.doc.char_span(by.end(), many.end(), alignment_mode="expand") if by and many else None
        bare = words and not any(t.pos_ == "NUM" for t in words) and not self.page.texts.inside(hit.end, noun.end)
        return bool(bare or self.words.family("indefinite").search(text, hit.end, end))

    def _shape(self, sentence: Sentence, hit: Hit, noun: Phrase, linked: bool) -> str:
        if hit.form == "ellipsis" or self.about.detail(noun):
            return "phrase"
        if hit.trigger.type == "ceremony" and hit.end - hit.start > _FULL:
            return "phrase"
        counted = self.page.dated(noun.span) or self.page.jubilee(noun.start) is not None
        if self.about.remembered(sentence, hit, noun) and not counted:
            return "echo"
        if hit.trigger.type == "establishment" or "instrument" in hit.trigger.needs:
            return "phrase"
        return "phrase" if linked and self.about.full(noun) else "echo"

    def _narrow(self, hit: Hit) -> bool:
        return hit.trigger.type in ("meeting", "call", "session", "consultation", "ceremony")

    def _travels(self, hit: Hit, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a visit says where it goes, and somebody is there who pays it, or how long it lasts."""
        return (
            hit.trigger.type == "visit"
            and bool(self.page.places(noun.head_end, noun.end))
            and bool(self.page.people(sentence.start, sentence.end)
                     or self.words.lengths.search(self.page.text, noun.start, noun.end))
            and not self.about.wished(sentence, noun)
        )
