"""Nouns that tell an event: held by a verb, said to take place; else read as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from servanda.extraction.components.events.about import (
    ABOUT_REACH,
    ARTICLES,
    HERALD_REACH,
    LIGHT_REACH,
    PURPOSE,
    UNREAL_REACH,
    About,
)
from servanda.extraction.components.events.bare import Bare
from servanda.extraction.components.events.candidate import Candidate, Hit, made_of
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Phrase, Sentence, phrase, trimmed
from servanda.extraction.components.events.types import ACTS, COUNTED, REAL
from servanda.extraction.mentions import Span

_ASIDE_REACH = 240  # the same where an aside parts them (`chaired, in Lima, with the minister, the session`)
_OCCURS_REACH = 220  # between a noun and the verb that says it took place
_AGREED_REACH = 90
_MANDATED_REACH = 60  # characters after a verb in which its day or place stands
_OFFICE = 60  # characters of an office before one of its words
_LIGHT_VERB = 12  # characters between a relative pronoun and its verb of happening
_MARKED = 2  # characters between a verb that marks and its noun
_YEAR = 4  # characters of a year
_FULL = 14  # characters of a ceremony named more closely than by its noun
_BETWEEN = 2  # words between a wish and what is wished
_NAMED = 4  # characters behind a noun that say of what it is
_BODY_HELD = "body-held"  # the trigger of a body's sitting
_LABEL = re.compile(r"\s*[\u2013\u2014]\s")


class Nouns:
    """Reads the event nouns of one sentence after the other.

    taken: the verbs of the sentence that already say of a noun that it took place. about: what is asked about a noun; unheld:
    the reader of those that no verb holds.
    """

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self.about = About(page, words)
        self.unheld = Bare(page, words, self.about)
        self.taken: list[Span] = []

    def nominal(self, sentence: Sentence, hits: Sequence[Hit], i: int) -> Candidate | None:
        hit = hits[i]
        bounds = [(h.start, h.end) for h in hits if h is not hit and not self._is_participle(h)]
        noun = phrase(self.page, sentence, hit.start, hit.end, bounds)
        others = [(h.start, h.end) for h in hits if h is not hit and h.form != "participle" and not (
            h.form == "noun" and self.about.prepared(sentence, h.trigger.type, h.start))]
        if self.words.family("void").match(self.page.text, noun.start, noun.head_end) or self._is_label(sentence, noun):
            return None
        after = hit.end + int(self.page.text.startswith(" ", hit.end))
        if hit.trigger.type == "visit" and self.words.family("sites").match(self.page.text, after):
            return None
        if not noun.definite and self.about.led(sentence, noun, self.words.family("likened")) or self._unset(sentence, hit, noun):
            return None
        if self._of_act(sentence, hits, hit, noun) or self._undone(sentence, hit, noun):
            return None
        if (again := self._identified(sentence, hit, noun)) is not None:
            return again
        if (marked := self._marked(sentence, hit, noun, others)) is not None:
            return marked
        if noun.pointing and not self.about.detail(noun) and not self.about.full(noun):
            return self.unheld.tell(sentence, hit, noun, others)
        if (attended := self._attended(sentence, hit, noun, hits)) is not None:
            return attended
        if (recalled := self._recalled(sentence, hit, noun)) is not None:
            return recalled
        if self.about.prepared(sentence, hit.trigger.type, noun.start):
            if self._occurs(sentence, hit, noun, hits) == "planned" and self._relative(noun):
                clause = Span(noun.start, sentence.segment([], (noun.start, self.taken[-1].end)).end)
                made = made_of(hit, sentence, clause, "clause", "planned", noun)
                made.verb = self.taken[-1]
                return made
            told = self.unheld.tell(sentence, hit, noun, others)  # what takes place is the meeting before it
            return told if told is not None and told.status == "planned" else None
        if self._launched(sentence, hit, noun):
            return None
        light = None if self.about.remembered(sentence, hit, noun) else self._light(sentence, noun, hits) or self._set_down(
            sentence, noun)
        occurs = self._occurs(sentence, hit, noun, hits) if light is None or light[0] == "unreal" else None
        if light is not None and light[0] == "unreal" and self._called_off(light[1]):
            if not self._till(sentence, noun):
                return None
            clause = sentence.segment(others, (light[1].start, noun.end))
            made = made_of(hit, sentence, clause, "clause", "planned", noun)  # `put off the session until May`
            made.verb = light[1]
            return made
        if light is not None and light[0] == "unreal" and (
            occurs in ("held", "planned") or self._arranged(noun) or self.about.sits_for(sentence, hit, noun) == "planned"
        ):
            light = None  # `to prepare the session, which is to be held in May`
        if light is not None and light[0] == "unreal":
            clause = sentence.segment(others, (light[1].start, noun.end))
            if not self._agreed(sentence, light[1].start) or not (self.about.is_set(clause) or self._seated(hit, noun, clause)):
                return None
            if hit.trigger.type in COUNTED:  # where it was agreed is not where a body will sit
                clause = Span(light[1].start, clause.end)
            made = made_of(hit, sentence, clause, "clause", "planned", noun)
            made.verb = light[1]
            return made
        if light is not None and light[0] == "planned" and self._goes_on(hit, noun):
            return None
        status = light[0] if light else occurs
        if status == "unreal" or status is not None and self._wished_that(sentence, light[1] if light else self.taken[-1]):
            return None
        if light and self._nominal_verb(light[1]):
            return self._held_by_noun(sentence, hit, noun, light[1])
        if light is not None and self.about.of_strangers(hit, noun) and not self.page.dated(noun.span):
            return None  # `thanked Qatar for hosting the talks of the Sudanese`
        if status is not None:
            own = (light[1].start if light else noun.start, noun.end)
            if light is None and not any(noun.end <= o[0] < self.taken[-1].start for o in others):
                own = (noun.start, max(noun.end, self.taken[-1].end))  # `the meeting was held on the margins of the summit in`
            between = [
                o
                for o in others
                if not own[0] <= o[0] < own[1] and not any(t.start < o[1] and o[0] < t.end for t in self.taken)
                and (light or not noun.end <= o[0] < self.taken[-1].start)  # `the last visit, that of X, was in May`
            ]
            clause = sentence.segment(between, own)
            if light is None and self._when_it(sentence, hit, noun):
                clause = Span(noun.start, clause.end)
            if light is not None and self.words.family("linkers").match(self.page.text, light[1].start):
                clause = Span(light[1].start, clause.end)  # `after holding talks`
            made = made_of(hit, sentence, clause, "clause", status, noun)
            made.definite, made.verb = True, light[1] if light else self.taken[-1]
            full = self.about.full(noun) or (hit.trigger.type == "ceremony" and hit.end - hit.start > _FULL)
            acts = "instrument" in hit.trigger.needs and self._crowns(made.verb)  # `the signing of a treaty closed the talks`
            if light is None and noun.definite and not full and not acts and not self._told(made):
                made.shape = "echo"
            return made
        return self.unheld.tell(sentence, hit, noun, others)

    def _crowns(self, verb: Span) -> bool:
        """Whether an act, as the subject of a verb, is said to end what was held."""
        return self.words.family("crowns").match(self.page.text, verb.start) is not None

    def _undone(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether an act on no day is denied, or an opening only talked about (`did not agree on the opening of`)."""
        if hit.trigger.type not in ("establishment", "signing") or self.page.dated(noun.span):
            return False
        return self.about.denied(sentence, noun) or self.about.topic(noun)

    def _of_act(self, sentence: Sentence, hits: Sequence[Hit], hit: Hit, noun: Phrase) -> bool:
        """Whether a ceremony only tells at what its own sentence tells an act was done (`At a ceremony, X signed a treaty`)."""
        bare = hit.trigger.type == "ceremony" and self.words.family("rites").fullmatch(self.page.text, hit.start, hit.end)
        acts = (h for h in hits if h.start > hit.end and h.form == "held" and h.trigger.type == "signing")
        return bool(bare) and self.about.linker_before(sentence, noun) and next(acts, None) is not None

    def _called_off(self, verb: Span) -> bool:
        """Whether a verb says that something does not take place, or not now (`cancelled`, `put off`)."""
        return self.words.family("called_off").search(self.page.text, verb.start, verb.end) is not None

    def _till(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a day behind a noun says till when it is put off."""
        text, till = self.page.text, self.words.family("reaching")
        days = self.page.dates(noun.head_end, sentence.hard_right(noun.end))
        before = (text[noun.head_end : d.span.start].split() for d in days)
        return any(till.match(text, d.span.start) for d in days) or any(w and till.fullmatch(w[-1]) for w in before)

    def _goes_on(self, hit: Hit, noun: Phrase) -> bool:
        """Whether people only mean to go on with talks of theirs, on no day (`will continue their consultations`)."""
        theirs = self.words.family("their").search(self.page.text, noun.start, noun.head_start)
        told = self.page.dated(noun.span) or self.about.full(noun)
        return hit.trigger.type == "meeting" and theirs is not None and not told

    def _only_begun(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether talks are only said to be begun, on no day (`will start talks on visas`)."""
        if hit.trigger.type != "meeting" or noun.definite or self.page.people(noun.head_end, noun.end):
            return False
        text, near = self.page.text, max(sentence.start, noun.start - HERALD_REACH)
        verbs = [m for m in self.words.family("begins").finditer(text, near, noun.start) if not self._past(m.start())]
        gap = text[verbs[-1].end() : noun.start] if verbs else ","
        return "," not in gap and len(gap.split()) <= _BETWEEN + 1 and not self.page.dated(noun.span)

    def _past(self, position: int) -> bool:
        """Whether the word there is a verb in the past."""
        word = self.page.token(position)
        return word is not None and "Past" in word.morph.get("Tense")

    def _launched(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether consultations are only set up, not held (`agreed to launch a strategic dialogue`)."""
        if self._only_begun(sentence, hit, noun):
            return True
        named = noun.definite or self.about.full(noun)
        first = hit.trigger.type == "consultation" and not named and noun.head_start > noun.start
        near = max(sentence.start, noun.start - HERALD_REACH)
        verbs = self.words.family("launches").finditer(self.page.text, near, noun.start) if first else ()
        return any(not self.page.text[m.end() : noun.start].strip() for m in verbs)

    def _attended(self, sentence: Sentence, hit: Hit, noun: Phrase, hits: Sequence[Hit]) -> Candidate | None:
        """What somebody goes to attend (`arrived in Suva to take part in the third session, in the inauguration of the king`)."""
        counted = hit.trigger.type in COUNTED and self.about.full(noun)
        named = hit.trigger.type in ("ceremony", "forum") and noun.definite and noun.end - hit.end > _NAMED
        if not counted and not named:
            return None
        text, start = self.page.text, max(sentence.start, noun.start - _ASIDE_REACH)
        verbs = list(self.words.family("attending").finditer(text, start, noun.head_start))
        verb = verbs[-1] if verbs else None
        if verb is None or not (
            self._parted(verb.end(), noun.start) or len(text[verb.end() : noun.head_start].split()) <= ARTICLES
        ):
            return None
        near, travels = max(sentence.start, verb.start() - PURPOSE), any(
            h.trigger.type == "visit" and h.end <= verb.start() for h in hits)
        if named and not travels:
            return None
        words = ("purpose", "towards") if travels else ("purpose",)
        leads = [m for name in words for m in self.words.family(name).finditer(text, near, verb.start())]
        if not any(not text[m.end() : verb.start()].strip() for m in leads):
            return None
        made = made_of(hit, sentence, Span(verb.start(), noun.end), "phrase", "planned", noun)
        made.purposed = True
        return made

    def _recalled(self, sentence: Sentence, hit: Hit, noun: Phrase) -> Candidate | None:
        """What is only spoken of, of which the clause right after it says when it is (`praised the forum that was held in May`,
        `since the 1st session which was held in 2019`)."""
        text = self.page.text
        relative = self.words.family("relatives").match(text, noun.end + 1 + text.startswith(", ", noun.end))
        if relative is None or " " in relative[0]:
            return None  # `the first round of which will be held`
        tense, verb = self._happening(relative.end() + 1)
        if verb is None:
            return None
        named = hit.trigger.type in COUNTED and tense == "held" and self.about.full(noun)
        objected = self.page.verb_between(sentence.hard_left(noun.start), noun.start)  # the verb of the sentence stands before it
        if not (named if self.about.linker_before(sentence, noun) else objected):
            return None
        span = trimmed(text, noun.start, sentence.hard_right(verb.end))
        self.taken.append(verb)
        return made_of(hit, sentence, span, "phrase", tense, noun) if self.page.dated(Span(verb.end, span.end)) else None

    def _happening(self, start: int) -> tuple[str, Span | None]:
        """The tense of the verb of happening that begins there, and where it stands."""
        for tense in ("held", "planned"):
            if (verb := self.words.occurs[tense].match(self.page.text, start)) is not None:
                return tense, Span(*verb.span())
        return "", None

    def _is_participle(self, hit: Hit) -> bool:
        """Whether a verb of happening only goes on with the noun before it (`the meeting of the Commission being held in`)."""
        told = self.words.participles["held"].match(self.page.text, hit.start) if hit.trigger.name == _BODY_HELD else None
        return told is not None and told.end() >= hit.end

    def _identified(self, sentence: Sentence, hit: Hit, noun: Phrase) -> Candidate | None:
        """An event that a pronoun only says again what it was (`this was their first meeting`)."""
        tenses = (tense for tense in ("held", "planned") if self.about.led(sentence, noun, self.words.identifying[tense]))
        tense = next(tenses, None)
        if tense is None or self.page.dated(noun.span) and not self._counts(noun):
            return None
        made = made_of(hit, sentence, noun.span, "echo", tense, noun)
        made.definite = self.about.detail(noun)
        return made

    def _counts(self, noun: Phrase) -> bool:
        """Whether a date only says over what time talks are counted (`their second meeting this year`)."""
        days = self.page.dates(noun.start, noun.end)
        counted = self.words.ordinal(self.page.text[noun.start : noun.head_end]) is not None
        return counted and all(len(d.value or "") <= _YEAR for d in days)

    def _unset(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether people only spoke of the day of an event, and none is told (`did not discuss a date for the visit`)."""
        spoken = hit.trigger.type in REAL and self.about.led(sentence, noun, self.words.family("its_date"))
        return spoken and not self.page.dates(sentence.start, sentence.end)

    def _is_label(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether a bare noun only heads a piece of news, a dash behind it (`Visit - The President ...`)."""
        text = self.page.text
        opens = noun.head_start == noun.start and not text[sentence.first : noun.start].strip()
        return opens and _LABEL.match(text, noun.head_end) is not None

    def _marked(
        self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]]
    ) -> Candidate | None:
        """A founding that a day or a year, as the subject of its verb, brings with it (`1998 saw the creation of`)."""
        if (brought := self._brought(sentence, hit, noun, others)) is not None:
            return brought
        if hit.trigger.type != "establishment" or self.page.dated(noun.span):
            return None
        marks = list(self.words.family("marks").finditer(self.page.text, sentence.hard_left(noun.start), noun.start))
        if not marks or noun.start - marks[-1].end() > _MARKED:
            return None
        clause = sentence.segment(others, (marks[-1].start(), noun.end))
        made = made_of(hit, sentence, clause, "clause", "held", noun)
        made.verb = Span(*marks[-1].span())
        return made if self.page.dated(clause) else None

    def _brought(
        self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]]
    ) -> Candidate | None:
        """An act by which, behind its day, the sentence says something came about (`in May 2004, with the signing of`)."""
        text = self.page.text
        before = self.page.dates(max(sentence.start, noun.start - LIGHT_REACH), noun.start)
        if (closing := self._closes_with(sentence, hit, noun, others)) is not None:
            return closing
        if hit.trigger.type not in ACTS or not before or before[-1].role != "day" or self.page.dated(noun.span):
            return None
        if not self.words.family("bringing").fullmatch(text[before[-1].span.end : noun.start].strip(" ,")):
            return None
        clause = sentence.segment(others, (before[-1].span.start, noun.end))
        return made_of(hit, sentence, Span(before[-1].span.start, clause.end), "clause", "held", noun)

    def _closes_with(
        self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]]
    ) -> Candidate | None:
        """A signing with which something is said to end (`the session ended in Lima with the signing of an accord`)."""
        text, left = self.page.text, sentence.hard_left(noun.start)
        ended = list(self.words.family("ending").finditer(text, left, noun.start)) if hit.trigger.type == "signing" else []
        verb = self.page.token(ended[-1].start()) if ended else None
        if verb is None or verb.pos_ != "VERB" or self.page.verb_between(ended[-1].end(), noun.start):
            return None
        if not self.words.family("bringing").fullmatch(text[max(left, noun.start - ABOUT_REACH) : noun.start].split()[-1]):
            return None
        clause = sentence.segment([o for o in others if o[1] <= noun.start], (noun.start, noun.end))
        ahead = self.about.is_future(sentence, noun)
        return made_of(hit, sentence, Span(ended[-1].start(), clause.end), "clause", "planned" if ahead else "held", noun)

    def _wished_that(self, sentence: Sentence, verb: Span) -> bool:
        """Whether a verb only says what somebody wishes or proposes (`proposed that Fiji host a summit in 2025`)."""
        text, start = self.page.text, max(sentence.start, verb.start - UNREAL_REACH)
        clauses = list(self.words.family("that").finditer(text, start, verb.start))
        that = clauses[-1] if clauses else None
        if that is None or self.page.verb_between(that.end(), verb.start) or set(text[that.end() : verb.start]) & set(";:."):
            return False
        near = list(self.words.family("unreal").finditer(text, start, that.start()))
        return bool(near) and len(text[near[-1].end() : that.start()].split()) <= _BETWEEN

    def _seated(self, hit: Hit, noun: Phrase, clause: Span) -> bool:
        """Whether it is arranged where a body is to sit next."""
        named = self.words.family("bodies").search(self.page.text, noun.head_end, noun.end) is not None
        sits = hit.trigger.type in COUNTED or hit.trigger.type == "meeting" and named  # `the 8th meeting of the Commission`
        full = self.about.full(noun) or hit.trigger.type == "consultation"
        counted = sits and (full or self.page.bodies.inside(clause.start, clause.end))
        return bool(counted and self.page.places(noun.head_end, clause.end))

    def _told(self, made: Candidate) -> bool:
        """Whether a clause gives a day, a place or a person."""
        clause = made.clause
        return bool(
            self.page.dates(clause.start, clause.end)
            or self.page.people(clause.start, clause.end)
            or self.page.places(clause.start, clause.end)
        )

    def _held_by_noun(self, sentence: Sentence, hit: Hit, noun: Phrase, holder: Span) -> Candidate | None:
        """An event whose taking place is itself a noun (`welcomed the holding of the forum`)."""
        if self.about.wished(sentence, noun):
            return None
        if (arranged := self._arranged_for(sentence, hit, noun, holder)) is not None:
            return arranged
        agenda = self.about.agenda(sentence, noun)
        span = Span(holder.start, noun.end)
        ahead = self.about.heralded(sentence, noun, holder) or agenda is not None and agenda.end() <= holder.start
        status = "planned" if ahead or self.about.by_then(span) else self.about.phrase_status(noun)
        made = made_of(hit, sentence, span, "phrase", status, noun)
        made.verb = holder
        if not self.page.dated(made.clause) and not self.page.places(made.clause.start, made.clause.end):
            made.shape = "echo"
        return made

    def _arranged_for(self, sentence: Sentence, hit: Hit, noun: Phrase, holder: Span) -> Candidate | None:
        """What people have arranged to come together for (French `se sont donné rendez-vous en mai pour la tenue de la`)."""
        text = self.page.text
        before = list(self.words.light["planned"].finditer(text, max(sentence.start, holder.start - LIGHT_REACH), holder.start))
        gap = text[before[-1].end() : holder.start].split() if before else []
        if not gap or self.page.verb_between(before[-1].end(), holder.start):
            return None
        if not self.words.family("purpose").fullmatch(gap[-1]):
            return None
        made = made_of(hit, sentence, sentence.segment([], (before[-1].start(), noun.end)), "clause", "planned", noun)
        made.verb = Span(*before[-1].span())
        return made

    def _nominal_verb(self, verb: Span) -> bool:
        """Whether the holding words are a noun (`the holding of`); without parts of speech they count as the verb."""
        span = self.page.doc.char_span(verb.start, verb.end, alignment_mode="expand")
        tags = {t.pos_ for t in span} if span is not None else set()
        return "NOUN" in tags and not tags & {"VERB", "AUX"}

    def _light(self, sentence: Sentence, noun: Phrase, hits: Sequence[Hit]) -> tuple[str, Span] | None:
        """What the verb that holds the noun says (`held`, `planned`, `unreal`), and its place."""
        start = max(sentence.hard_left(noun.start), noun.start - _ASIDE_REACH)
        last: tuple[int, str, Span] | None = None
        for status, pattern in self.words.light.items():
            for match in pattern.finditer(self.page.text, start, noun.start):
                if noun.start - match.end() > LIGHT_REACH and not self._parted(match.end(), noun.start):
                    continue
                followed = self.words.family("followed").fullmatch(match.group())
                taken = self._office(match.start()) or any(
                    t.start < match.end() and match.start() < t.end for t in self.taken)
                if (last is None or (match.end(), -match.start()) > (last[0], -last[2].start)) and (followed or not taken):
                    last = (match.end(), status, Span(*match.span()))
        relatives = self.words.family("relatives")
        led = noun.start + 1 < noun.head_start and relatives.match(self.page.text, noun.start) is not None  # `whose session`
        if last is None or led or relatives.search(self.page.text, last[0], noun.start):
            return None
        if self.page.verb_between(last[0], noun.start, finite=False):
            return None
        if last[1] != "unreal" and (self._only_thought_of(last[0], noun.start) or self.page.denied(last[2].start, last[0])):
            return None
        if not noun.definite and self.about.linker_before(sentence, noun) and "," in self.page.text[last[0] : noun.start]:
            return None  # `would open an office, after talks with Y`
        if any(self.words.family(name).search(self.page.text, last[0], noun.start) for name in ("beside", "since")):
            return None  # `to convene the commission, which has been idle since its session in May`
        acts = self.page.is_finite(self.page.past_blanks(noun.end))  # `will pay a visit, and a forum will gather`
        for hit in hits:
            if last[0] <= hit.start and hit.end <= noun.start and (acts or not self._coordinated(hit, noun)):
                return None
            if hit.start <= last[2].start and last[0] < hit.end <= noun.start and (
                hit.form in ("held", "planned") or hit.trigger.type == "visit"
            ):
                return None  # the verb has an object of its own (`held talks with X on the first day of his visit`)
        return last[1], last[2]

    def _set_down(self, sentence: Sentence, noun: Phrase) -> tuple[str, Span] | None:
        """The verb, no subject before it, that says of the noun behind it that it is set (`Also set for May is the signing`)."""
        page, left = self.page, sentence.hard_left(noun.start)
        verb = self.words.inverts.search(page.text, left, noun.start)
        if verb is None or page.verb_between(verb.end(), noun.start) or self.words.family("relatives").search(
                page.text, verb.end(), noun.start):
            return None
        before = page.doc.char_span(left, verb.start(), alignment_mode="contract") or ()
        told = (t for t in before if t.pos_ in ("NOUN", "PROPN", "PRON", "VERB"))
        days = page.dates(left, verb.start())
        subject = any(not any(d.span.start <= t.idx < d.span.end for d in days) for t in told)
        return None if subject else ("planned", Span(*verb.span()))

    def _office(self, position: int) -> bool:
        """Whether a word that may be a verb is somebody's office (`president`)."""
        rows = (self.page.entitled, self.page.stand_ins)
        return any(i.start <= position < i.end for row in rows for i in row.inside(position - _OFFICE, position + 1))

    def _arranged(self, noun: Phrase) -> bool:
        """Whether a noun says itself when it is to be, whoever wants it or is asked to it (`the summit, to be held in May`)."""
        planned = self.words.participles["planned"].search(self.page.text, noun.head_end, noun.end)
        return planned is not None and self.page.dated(noun.span) or self.about.of_a_day_ahead(noun)

    def _only_thought_of(self, start: int, end: int) -> bool:
        """Whether what a verb holds is only the thought of an event (`discussed a gift and the possibility of a visit`)."""
        wished = list(self.words.family("unreal").finditer(self.page.text, start, end))
        return bool(wished) and bool(self.words.family("by").match(self.page.text, wished[-1].end() + 1))

    def _parted(self, start: int, end: int) -> bool:
        """Whether asides between commas are all that parts a verb from its noun."""
        gap = self.page.text[start:end].strip()
        return gap.startswith(",") and gap.endswith(",")

    def _coordinated(self, hit: Hit, noun: Phrase) -> bool:
        """Whether a noun before is joined to this one by a bare conjunction, so that one verb holds both."""
        if hit.form != "noun":
            return False
        if self.words.linker_before.search(self.page.text, max(0, hit.start - 40), hit.start):
            return True
        gap = self.page.text[max(hit.end, noun.start - 12) : noun.start]
        return bool(self.words.family("coordinators").search(gap))

    def _occurs(self, sentence: Sentence, hit: Hit, noun: Phrase, hits: Sequence[Hit]) -> str | None:
        """What the verb after the noun says of it: `held`, `planned`, `unreal` or None."""
        apposed = noun.end + 2 if self.page.text.startswith(", ", noun.end) else None
        begin = self._past_relative(sentence, noun.end)
        nouns = (
            h.start for h in hits
            if h.start >= begin and (h.form == "noun" or (h.form == "ellipsis" and h.start != apposed))
            and not (h.form == "noun" and self.about.prepared(sentence, h.trigger.type, h.start))
        )
        right = sentence.hard_right(begin + 1 if begin > noun.end else noun.end)
        limit = min([right, noun.end + _OCCURS_REACH, *nouns])
        named = hit.trigger.type in COUNTED and (self.about.full(noun) or self.words.family("upcoming").search(
            self.page.text, noun.start, noun.head_end) is not None)
        own = named and self._relative(noun)
        if self.about.linker_before(sentence, noun) and not (own or self._when_it(sentence, hit, noun)):
            return None
        first: tuple[int, str, Span] | None = None
        for status in ("planned", "held", "unreal"):
            told = self.words.occurs[status]
            past = told.search(self.page.text, begin, limit) if begin > noun.end and self._told_of(noun.end, begin + 2) else None
            match = past or told.search(self.page.text, noun.head_end, limit)
            if match and (first is None or match.start() < first[0]):
                first = (match.start(), status, Span(*match.span()))
        theirs = self.words.family("that").match(self.page.text, noun.end + 1)  # `the talks that X and Y held in May`
        if theirs and first is None and (done := self.words.participles["held"].search(self.page.text, theirs.end(), limit)):
            first = (done.start(), "held", Span(*done.span()))
        beside = first is not None and (self._told_of(noun.end, first[0]) or self._parted(noun.end, first[0]))
        if first is None or (self.page.verb_between(noun.end, first[0]) and not beside):
            return None
        if first[1] == "planned":  # `was to take place in May but was called off`
            off = self.words.occurs["unreal"].search(self.page.text, first[2].end, sentence.end)
            if off is not None and not self.page.verb_between(first[2].end, off.start()):
                first = (first[0], "unreal", Span(*off.span()))
        reach = min(sentence.hard_right(first[2].end), first[2].end + _MANDATED_REACH)
        if self.words.family("mandated").match(self.page.text, first[0]) and not self.page.decided(
                sentence.start, noun.start, first[2].end, reach):
            return None
        if hit.trigger.type == "establishment" and self.words.family("relatives").search(self.page.text, noun.head_end, first[0]):
            return None  # `the creation of a commission, which will meet in May`
        attended = self.words.attends.match(self.page.text, noun.end + 1)  # `talks with the participation of X took place`
        if self.page.persons.inside(noun.end, first[0]) and not (attended or theirs or self._parted(noun.end, first[0])):
            return None
        office = list(self.words.family("people").finditer(self.page.text, noun.end, first[0]))[-1:]
        if office and self.page.text.startswith(", ", noun.end) and "," not in self.page.text[office[0].start() : first[0]]:
            return None  # `on the last day of the visit, the king is due to receive X`
        self.taken.append(first[2])
        return "planned" if self._opens_soon(first[2]) else first[1]

    def _when_it(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether a clause of time tells when a body sat, the verb right behind the noun (`when the fourth session met in`)."""
        text = self.page.text
        when = list(self.words.family("whenever").finditer(text, max(sentence.start, noun.start - ABOUT_REACH), noun.start))
        opened = bool(when) and not text[when[-1].end() : noun.start].strip()
        return opened and hit.trigger.type in COUNTED and self.words.occurs["held"].match(text, noun.end + 1) is not None

    def _opens_soon(self, verb: Span) -> bool:
        """Whether a verb in the present has a day after it that is to come (`opens on Monday`)."""
        near = self.page.dates(verb.end, verb.end + HERALD_REACH)
        return bool(self.words.family("ongoing").match(self.page.text, verb.start)) and any(d.planned_value for d in near)

    def _relative(self, noun: Phrase) -> bool:
        """Whether a relative clause says at once that it is to take place (`at the session, which will be held in May`)."""
        text, planned = self.page.text, self.words.occurs["planned"]
        relative = self.words.family("relatives").match(text, noun.end + 1 + text.startswith(", ", noun.end))
        verb = planned.search(text, relative.end(), relative.end() + _OCCURS_REACH) if relative else None
        return relative is not None and verb is not None and verb.start() - relative.end() <= _LIGHT_VERB

    def _past_relative(self, sentence: Sentence, end: int) -> int:
        """The end of the relative clause between commas that follows a noun (of the noun, if none does)."""
        text = self.page.text
        relative = text.startswith(", ", end) and self.words.family("relatives").match(text, end + 2)
        comma = text.find(",", end + 2, sentence.end) if relative else -1
        return comma if comma > 0 else end

    def _told_of(self, start: int, end: int) -> bool:
        """Whether a relative clause between commas is all that parts a noun from its verb."""
        text = self.page.text
        return self._parted(start, end) and self.words.family("relatives").match(text, start + 2) is not None

    def _agreed(self, sentence: Sentence, verb: int) -> bool:
        text, agreed = self.page.text, self.words.family("agreed")
        if agreed.search(text, max(sentence.start, verb - _AGREED_REACH), verb + 12):
            return True
        if any(not self.page.verb_between(m.end(), verb) for m in agreed.finditer(text, sentence.start, verb)):
            return True  # the last of a long list of what was decided
        return any(h.idx >= sentence.start and agreed.match(text, h.idx) for h in self._governing(verb))

    def _governing(self, position: int) -> Iterator[Token]:
        """The verb whose complement an infinitive is, be it the last of several (`decided to build X and to hold Y`)."""
        words = self.page.doc.char_span(position, position + 1, alignment_mode="expand")
        word = next((t for t in words[0].sent if t.idx >= position and t.pos_ == "VERB"), None) if words else None
        while word is not None and (word.dep_ in self.words.joined or self._listed(word)):
            word = word.head
        if word is not None and word.dep_ in self.words.complements:
            yield word.head

    def _listed(self, verb: Token) -> bool:
        """Whether an infinitive that the parse takes for a purpose is only the next of several, behind a comma."""
        first = next((t for t in verb.lefts if t.pos_ == "PART"), verb)
        return verb.dep_ in self.words.purposes and self.page.text.endswith(", ", 0, first.idx)
