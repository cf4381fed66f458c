"""Whether what a trigger needs stands around it, so that its words tell an event."""

from __future__ import annotations

from servanda.extraction.components.events import elapsed
from servanda.extraction.components.events.bodies import ARTICLE, ASIDE_REACH, DAY, OF, Bodies
from servanda.extraction.components.events.candidate import Candidate, Hit
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import JUBILEE, Page, Row
from servanda.extraction.components.events.phrase import Sentence, trimmed
from servanda.extraction.mentions import Span

_HABIT_REACH = 60
_OBJECT_REACH = 160
_LIST_REACH = 120  # characters between a verb of signing and the colon before the texts signed
_DRAFT = 20  # characters before a verb in which its subject may be said to be a draft
_KEPT = 25  # characters before a signing in which a comma parts it from an anniversary
_TENURE = 30  # characters before a stay in which it is said to end
_LANDED = 200  # characters before a sentence in which who is welcomed may be said to arrive
_ARRIVAL = 40  # characters after a clause in which it is said with what honours
_GOES = 40  # characters before a summit in which it may be said that somebody is to go there
_PHONED, _TRAVEL, _ON_VISIT = "phoned", "travel", "on-visit"
_PRONOUN = 20  # characters before a verb in which the pronoun that is its subject stands
_INITIALLED = "initialled"  # what may be done to a draft
_YEAR = 4  # characters of a year
_OPENING = 120  # characters of a participle's own words at the head of a sentence
_CLITIC = 3  # characters before a verb in which a short word for where it leads may stand


class Needs:
    """Checks candidates of one document.

    talks: whether a session or consultation was told before; signed: a signing; summits: a summit that a party hosts.
    """

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words, self.talks, self.signed, self.summits = page, words, False, False, False
        self.bodies = Bodies(page, words)

    def possible(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether the text or the body that a trigger needs is named in its sentence at all, so that it may part clauses."""
        text, start, end = self.page.text, sentence.start, sentence.end
        row, family = None, ""
        if "instrument" in hit.trigger.needs:
            if self.signed and hit.form == "noun":
                return True
            row, family = self.page.texts, "instruments"
        elif any(need in hit.trigger.needs for need in ("founded", "body-object")):
            row, family = self.page.bodies, "bodies"
        if "body-beside" in hit.trigger.needs:
            return self._beside_body(sentence, hit)
        if hit.form == "participle" and row is self.page.bodies and self.words.family("latter").search(text, hit.end, end):
            return True
        named = row is None or row.inside(start, end) or self.words.family(family).search(text, start, end)
        return bool(named) or text[end - 1] == ":" or self._taken_up(hit)

    def _beside_body(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a participle is said of a body: right before it, or named first behind a participle that opens its sentence."""
        before = self.page.bodies.inside(max(sentence.start, hit.start - ASIDE_REACH), hit.start)
        if before:
            return hit.start - before[-1].end <= len(", ")
        after = self.page.bodies.inside(hit.end, sentence.end)
        return bool(after) and not self.page.verb_between(hit.end, after[0].start) and not self.page.people(
            sentence.start, after[0].start)

    def _taken_up(self, hit: Hit) -> bool:
        """Whether a pronoun stands for a text named just before (`they signed it on Monday`)."""
        text, start = self.page.text, max(0, hit.start - _OBJECT_REACH)
        clitic = self.words.clitic_before.search(text, max(0, hit.start - 8), hit.start)
        if hit.trigger.name not in ("signed", _INITIALLED) or not (clitic or self._stands_for(hit)):
            return False
        return bool(self.page.texts.inside(start, hit.start) or self.words.family("instruments").search(text, start, hit.start))

    def _stands_for(self, hit: Hit) -> bool:
        """Whether a pronoun at the head of a sentence is the subject of a verb (`It was signed in 1998`)."""
        text, page = self.page.text, self.page
        head = next((m for m in self.words.family("pronouns").finditer(text, max(0, hit.start - _PRONOUN), hit.start)
                     if m.end() + 1 >= hit.start), None)
        return head is not None and not page.verb_between(head.end(), hit.start) and text[: head.start()].rstrip()[-1:] in ".!?"

    def is_event(self, made: Candidate, hit: Hit) -> bool:
        """Whether what the trigger needs stands around it, and nothing says that it is a habit."""
        habit = self.words.family("habitual").search(
            self.page.text,
            made.cue.start - _HABIT_REACH if made.cue.start > _HABIT_REACH else 0,
            min(made.clause.end, made.cue.end + _HABIT_REACH),
        )
        listed = self.page.text.startswith(":", self.page.past_blanks(made.clause.end))  # `came twice: in May and in June`
        last = made.sentence.end if listed else made.clause.end
        days = [d for d in self.page.dates(made.cue.start, last) if d.role == "day" and d.value] if habit else []
        if habit and made.clause.start <= habit.start() and len(days) < 2:
            gap = self.page.text[made.cue.end : habit.start()] or self.page.text[habit.end() : made.cue.start]
            if "," not in gap:
                return False
        if hit.form in ("held", "planned") and (self._denied(hit) or self._asked(hit) or self._wondered(made, hit)):
            return False
        if hit.form == "planned" and (
            self._hoped(made, hit) or self._fell_through(made, hit) or self._only_due(made, hit)
        ):
            return False
        if hit.trigger.name == "received" and (arrived := self._on_arrival(made)) is not None:
            if not arrived:
                return False
            made.type = "ceremony"  # `at the airport, X was received by Y`
        elif hit.trigger.name == "received" and hit.form == "held" and self._just_landed(made):
            made.type = "ceremony"  # `X arrived in Lima. He was welcomed by Y`
        if hit.trigger.type == "visit" and hit.form == "noun" and (self._at_large(made) or self._is_tenure(made)):
            return False
        if hit.trigger.type == "signing" and hit.form == "noun" and self._only_remembered(made):
            return False
        if hit.trigger.name == _ON_VISIT and self._asked_there(made):
            return False
        if made.shape == "echo":
            return True
        if hit.trigger.name == "signed" and hit.form == "held" and self.participial(hit):
            return all(self._has(need, made, hit) for need in ("instrument-before", "date"))
        return all(self._has(need, made, hit) for need in made.trigger.needs)

    def _on_arrival(self, made: Candidate) -> bool | None:
        """Whether who is received on his arrival is welcomed, at an airport or with honours (None: it is not on his arrival)."""
        text, words, clause = self.page.text, self.words, made.clause
        first = made.sentence.hard_left(made.cue.start)
        found = words.family("arrivals").search(text, first, min(clause.end + _ARRIVAL, made.sentence.end))
        if found is None or found.end() <= clause.start and self.page.verb_between(found.end(), clause.start):
            return None
        landed = words.family("airports").search(text, found.start(), min(found.end() + DAY, made.sentence.end))
        saluted = words.family("saluted").match(text, found.start()) or words.family("honours").search(
            text, made.cue.end, clause.end) or words.family("welcomes").search(text, made.cue.start, made.cue.end)
        return bool(landed or saluted)

    def _just_landed(self, made: Candidate) -> bool:
        """Whether somebody is said to be welcomed right after he was said to arrive."""
        text, words, cue = self.page.text, self.words, made.cue
        if not words.family("passives").search(text, cue.start, cue.end):
            return False
        landed = words.family("landings").search(text, max(0, made.sentence.start - _LANDED), made.sentence.start)
        return landed is not None and words.family("welcomes").search(text, cue.start, cue.end) is not None

    def _at_large(self, made: Candidate) -> bool:
        """Whether a stay is that of people at large, of whom only a rule is told (`nationals on their stay obey the law`)."""
        page, start, end = self.page, made.sentence.start, made.sentence.end
        if not self.words.family("nationals").search(page.text, start, made.cue.start):
            return False
        return not page.dated(made.clause) and not page.people(start, end)

    def _is_tenure(self, made: Candidate) -> bool:
        """Whether a stay is an envoy's years at his post (`at the end of her tour in Chad, the ambassador took leave`)."""
        led = self.words.family("tenures").search(self.page.text, made.noun.start - _TENURE, made.cue.start)
        close = led is not None and not self.page.text[led.end() : made.cue.start].strip()
        envoys = self.page.people(made.sentence.start, made.sentence.end) if close else ()
        return any(self.page.holds(p.value, ("ambassador",)) for p in envoys)

    def _asked_there(self, made: Candidate) -> bool:
        """Whether words for being on a visit hang on an infinitive that is only what somebody is asked (`to go on a visit`)."""
        before = self.page.token(made.cue.start - 2) if made.cue.start > made.sentence.start + 1 else None
        bare = before is not None and before.pos_ == "VERB" and "Inf" in before.morph.get("VerbForm")
        return bare and self.words.family("unreal").search(self.page.text, made.sentence.start, made.cue.start) is not None

    def _denied(self, cue: Hit) -> bool:
        """Whether a negation, a refusal or a failure stands right before a verb, or reaches into its words."""
        restrictive, void = self.words.family("restrictive"), self.words.family("void")
        if void.match(self.page.text, self.page.past_blanks(cue.end)):
            return True  # `signed neither the one nor the other`
        if restrictive.match(self.page.text, self.page.past_blanks(cue.end)):
            return False
        days = self.page.dates(cue.end, cue.end + _OBJECT_REACH)[:1]
        if days and restrictive.search(self.page.text, max(cue.end, days[0].span.start - ARTICLE), days[0].span.start + 1):
            return False
        return self.page.denied(cue.start, cue.end)

    def _fell_through(self, made: Candidate, cue: Hit) -> bool:
        """Whether the next verb says that what was to be was not, or is put off (`was to sit in May but was called off`)."""
        later = (self.words.occurs["unreal"], self.words.family("moved"))
        found = (off for pattern in later if (off := pattern.search(self.page.text, cue.end, made.sentence.end)))
        return any(not self.page.verb_between(cue.end, self.page.verb_group(off.start())) for off in found)

    def _only_due(self, made: Candidate, cue: Hit) -> bool:
        """Whether a verb only says what ought to be, and nobody set it for a day or a place (`said it should meet in May`)."""
        mandated = self.words.family("mandated").match(self.page.text, cue.start)
        return mandated is not None and not self.page.decided(made.sentence.start, cue.start, cue.end, made.clause.end)

    def _hoped(self, made: Candidate, cue: Hit) -> bool:
        """Whether somebody only wishes that it would be (`he hoped that she would visit`)."""
        text, start = self.page.text, max(made.sentence.start, cue.start - _OBJECT_REACH)
        wished = [m.end() for m in self.words.family("hoped").finditer(text, start, cue.start)]
        return bool(wished) and not self.page.verb_between(wished[-1], cue.start)

    def _asked(self, cue: Hit) -> bool:
        """Whether a pronoun after the verb makes it a question."""
        text = self.page.text
        return text.startswith("-", cue.end) and bool(self.words.family("inverted").match(text, cue.end + 1))

    def _wondered(self, made: Candidate, cue: Hit) -> bool:
        """Whether a verb stands in an indirect question (`they looked at how the office was opened`)."""
        text = self.page.text
        opened = [m.end() for m in self.words.family("questions").finditer(text, made.sentence.start, cue.start)]
        return bool(opened) and not self.page.verb_between(opened[-1], cue.start) and "," not in text[opened[-1] : cue.start]

    def participial(self, cue: Hit) -> bool:
        """Whether a verb follows the name of a text at once (`the treaty signed in`), as its participle."""
        text = self.page.text
        if " " in text[cue.start : cue.end].strip():
            return False
        near = [m.end() for m in self.words.family("instruments").finditer(text, max(0, cue.start - 30), cue.start)]
        ends = near + [t.end for t in self.page.texts.inside(cue.start - 300, cue.start)]
        return any(0 <= cue.start - end <= 2 for end in ends)

    def _has(self, need: str, made: Candidate, hit: Hit) -> bool:
        page, clause = self.page, made.clause
        if need in ("dated", "dated-clause"):
            verbal = need == "dated" and hit.form in ("held", "planned")
            due = hit.form == "planned" and any(d.role == "due" and d.value for d in page.dates(clause.start, clause.end))
            return verbal or due or page.dated(clause) or self._counted(made)
        if need in ("named", "person"):
            around = made.sentence_span if hit.trigger.type == "visit" or hit.trigger.name == _PHONED else clause
            if hit.trigger.name == _TRAVEL and self._sent(made):
                return True
            if hit.trigger.name == _PHONED and page.bodies.inside(made.cue.end, clause.end):
                return True  # `held a virtual meeting of the commission`
            if need == "named" and self._of_speaker(made):
                return True
            they = hit.trigger.name == _PHONED and self.words.family("pairs").search(page.text, clause.start, clause.end)
            return bool(they or page.people(around.start, around.end)) or (
                need == "person" and self._office(clause.start, clause.end)
            )
        if need == "pair":
            sides = {page.state_of.get(p.value) for p in page.people(clause.start, made.cue.start)} - {None}
            return page.dated(clause) and len(sides) > 1
        if need == "both":
            return self._between(made)
        if need == "chronicle":
            return made.sentence.dated
        if need == "agreed":
            return self._agreed(made)
        if need == "at-once":
            return self._is_there(made)
        if need == "destination":
            return self._goes_somewhere(made)
        if need == "detail":
            return self._detailed(clause) and not self._only_kept(made)
        if need == "host":
            return self._hosts(made)
        if need == "named-body":
            return bool(page.bodies.inside(made.noun.start, made.noun.end))
        if need == "body":
            named = bool(page.body_of) or self.talks or self._ordinal_body(clause)
            return not self.bodies.of_others(made) and (
                named or self.words.consulted(page.text, made.sentence.start, made.cue.start))
        if need == "body-subject":
            return self.bodies.body_acts(made)
        if need == "body-beside":
            return self._opens_on(page.bodies, "bodies", made) or self.bodies.body_acts(made)
        if need == "body-object":
            return self.bodies.leads_body(made)
        if need == "party":
            return self._of_parties(made)
        if need == "date":
            after = page.text[made.cue.end : made.cue.end + 20].lstrip()
            linked = self.words.family("linkers").match(after)
            before = page.dates(made.cue.start - DAY, made.cue.start)  # `the treaty of 3 May 1994, signed in Suva`
            named = bool(before) and made.cue.start - before[-1].span.end <= 2
            return bool(linked or named or page.dates(made.cue.end, min(clause.end, made.cue.end + 60)))
        return self._has_text(need, made, hit)

    def _of_speaker(self, made: Candidate) -> bool:
        """Whether who was received says so himself, and is named in the sentence (`"I was received by the King", X said`)."""
        start = max(made.sentence.start, made.cue.start - _PRONOUN)
        told = self.words.family("first").search(self.page.text, start, made.cue.end)
        return told is not None and bool(self.page.people(made.sentence.start, made.sentence.end))

    def _agreed(self, made: Candidate) -> bool:
        """Whether something is said to be agreed, by its own sentence or by the words that lead to the list it stands in."""
        text, source, agreed = self.page.text, self.page.source, self.words.family("agreed")
        if agreed.search(text, made.sentence.start, made.cue.start):
            return self.words.family("hoped").search(text, made.sentence.start, made.cue.start) is None
        blocks = source.view.blocks if source is not None and made.sentence.block >= 0 else ()
        lead = blocks[made.sentence.block].lead if blocks else None
        return lead is not None and agreed.search(text, blocks[lead].start, blocks[lead].end) is not None

    def _sent(self, made: Candidate) -> bool:
        """Whether who travels is a delegation without a name."""
        found = self.words.family("entourage").finditer(self.page.text, made.clause.start, made.cue.start)
        return any(not self.page.verb_between(m.end(), made.cue.start) for m in found)

    def _between(self, made: Candidate) -> bool:
        """Whether two persons of two states are named before anything that one of them says."""
        page, start, clause = self.page, made.cue.end, made.clause
        said = (m.start() for m in self.words.family("that").finditer(page.text, start, clause.end))
        people = page.people(clause.start, next(said, clause.end))
        return len({page.state_of.get(p.value) for p in people} - {None}) > 1

    def _is_there(self, made: Candidate) -> bool:
        """Whether who is named before a verb of being is said to be in a place, which stands right after it or its day."""
        page, cue = self.page, made.cue
        start = next((d.span.end for d in page.dates(cue.end, cue.end + ARTICLE)), cue.end)
        near = start + DAY
        seats = [m.start() for m in self.words.capital.finditer(page.text, start, near)]
        first = min([*(p[0].start for p in page.places(start, near)), *seats], default=near)
        gap = page.text[start:first].split()
        named = page.people(made.clause.start, cue.start)
        return first < near and len(gap) <= 2 and page.dated(made.clause) and bool(named) and not page.verb_between(
            named[-1].end, cue.start
        )

    def _counted(self, made: Candidate) -> bool:
        """Whether a founding is what a numbered anniversary is of."""
        first = max(made.sentence.start, made.noun.start - JUBILEE)
        told = self.words.family("anniversary").search(self.page.text[first : made.noun.start])
        if elapsed.told(self.page, made.sentence.start, min(made.noun.start, made.cue.start)):
            return True
        return told is not None and self.page.jubilee(made.noun.start, first) is not None

    def _only_remembered(self, made: Candidate) -> bool:
        """Whether a signing without a day is only what an anniversary is of (`the 30th anniversary of the signing of`)."""
        page, end = self.page, made.clause.end
        if not self._counted(made) or "," in page.text[max(made.sentence.start, made.noun.start - _KEPT) : made.noun.start]:
            return False
        return not any(d for d in page.dates(made.cue.end, end) if not page.texts.inside(d.span.start, d.span.end))

    def _opens_on(self, row: Row, family: str, made: Candidate) -> bool:
        """Whether a participle opens its sentence, and what it is said of comes behind a comma (`Signed in 1998, the treaty`)."""
        text, start, end = self.page.text, made.cue.end, min(made.clause.end + 1, made.cue.end + _OPENING)
        if text[made.sentence.start : made.cue.start].strip(" -\u2013\u2022"):
            return False
        for at in (i + 2 for i in range(start, end) if text.startswith(", ", i)):
            first = self.page.token(at)
            article = first.idx + len(first) if first is not None and first.pos_ == "DET" else at
            noun = article + text.startswith(" ", article)
            if row.inside(at, noun + 1) or self.words.family(family).match(text, noun):
                return not self.page.verb_between(start, at)
        return False

    def _goes_somewhere(self, made: Candidate) -> bool:
        cue, end = made.cue, min(made.clause.end, made.cue.end + 80)
        start = self.page.past_blanks(cue.end)
        for date in self.page.dates(start, start + 1):
            start = self.page.past_blanks(date.span.end)
        if self.words.family("sites").match(self.page.text, start):
            return False
        lands = self.words.family("lands").fullmatch(self.page.text[cue.start : cue.end].strip())
        if lands and self.page.dates(cue.end, cue.end + _ARRIVAL):
            return True  # `the minister, who arrived on Sunday`: here
        return (
            bool(self.page.places(cue.end, end))
            or any(m.start - at <= ARTICLE for at in (cue.end, start) for m in self.page.states.inside(at, end))
            or bool(self.page.places(cue.start, end))
            or bool(self.words.capital.search(self.page.text, cue.end, end))
            or any(self.words.family("here").match(self.page.text, at) for at in (cue.end, start, self._past_locative(start)))
            or bool(self.words.family("there").match(self.page.text, start))
            or bool(self.words.family("there").search(self.page.text, max(0, cue.start - _CLITIC), cue.end))
        )

    def _past_locative(self, position: int) -> int:
        """The position after a preposition of place that stands there."""
        end = self.page.text.find(" ", position)
        return end + 1 if self.page.text[position:end] in self.words.lexicon.locatives else position

    def _only_kept(self, made: Candidate) -> bool:
        """Whether a jubilee is only said to be kept in a year, nobody and no place being named (`will celebrate 50 years of`)."""
        page, clause, cue = self.page, made.clause, made.cue
        if self.words.family("keeping").search(page.text, cue.start, cue.end) is None:
            return False
        days = (d for d in page.dates(clause.start, clause.end) if len(d.planned_value or d.value or "") > _YEAR)
        return not any(days) and not page.people(clause.start, clause.end) and not page.places(cue.end, clause.end)

    def _detailed(self, clause: Span) -> bool:
        page = self.page
        if self.words.family("relatives").match(page.text, clause.start) and page.antecedent(clause.start) is not None:
            return True  # `the minister, X, who presented him with the order`
        found = (page.dates, page.people, page.places, page.bodies.inside)
        return any(find(clause.start, clause.end) for find in found) or bool(
            self.words.family("pairs").search(page.text, clause.start, clause.end)
        )

    def _hosts(self, made: Candidate) -> bool:
        """Whether who is received is a person, not what he says or does (`welcomed his plan`)."""
        page, cue, clause = self.page, made.cue, made.clause
        met = page.persons.inside(cue.end, clause.end)
        if met and self.words.owned(page.text, met[0].end):
            return False
        if self.words.clitic_before.search(page.text, max(0, cue.start - 8), cue.start) or self._is_whom(clause, cue):
            return True
        if self.words.family("objects").match(page.text, self.page.past_blanks(cue.end)):
            return True
        greets = not page.dated(clause) and self.words.family("greets").search(page.text, cue.start, cue.end)
        guests = self.words.family("entourage").match(page.text, self.page.past_blanks(cue.end)) if greets else None
        if guests is not None and (not met or page.text.startswith(",", guests.end())):
            return False  # `welcomed the delegation and said`, `Welcoming the delegation, X said`
        met = [p for p in page.people(cue.end, clause.end) if not self._speaks(cue.end, p.start, clause.end)]
        if met or self._office(cue.end, min(clause.end, cue.end + 40)):
            return True
        received = self.words.family("passives").search(page.text, cue.start, cue.end)
        told = page.dated(clause) or page.places(cue.end, clause.end)
        return bool(received and told and page.people(clause.start, cue.start))

    def _is_whom(self, clause: Span, cue: Span) -> bool:
        """Whether who is received stands before the relative clause, and who receives in it (`X, whom Y received`)."""
        page = self.page
        opened = (m for m in self.words.family("relatives").finditer(page.text, clause.start, cue.start)
                  if page.antecedent(m.start()) is not None)
        return any(page.people(m.end(), cue.start) and not page.verb_between(m.end(), cue.start) for m in opened)

    def _speaks(self, start: int, person: int, end: int) -> bool:
        """Whether a person behind a comma only says what stands before it (`would welcome investors, X said`)."""
        text = self.page.text
        named = [p.end for p in self.page.persons.inside(person, end)][:1]
        comma = text.rfind(",", start, person)
        said = self.words.family("saying").match(text, named[0] + 1) if named else None
        return comma > 0 and said is not None and not self.page.verb_between(comma, person)

    def _of_parties(self, made: Candidate) -> bool:
        """Whether a summit is one of the parties: two states in its name, hosted by one, or persons with it."""
        page, noun = self.page, made.noun
        self._with_attendance(made)
        told = page.text.startswith(", ", noun.end) and self.words.family("relatives").match(page.text, noun.end + 2)
        end = max(noun.end, made.clause.end) if made.shape == "phrase" or told else noun.end
        named = {m.value for m in page.states.inside(noun.start, end)}
        tenses = (self.words.participles[tense] for tense in ("held", "planned"))
        hosted: object = any(tense.search(page.text, noun.start, noun.end) for tense in tenses) or (
            end > noun.end and self.words.hosting.search(page.text, noun.end, end))
        around = made.clause if made.verb or made.clause.end > noun.end else noun
        attended = page.people(around.start, around.end)
        paired = made.verb and self.words.family("pairs").search(page.text, around.start, around.end)
        theirs = self.words.family("their").search(page.text, noun.start, made.cue.end)
        if made.verb and self.words.hosting.search(page.text, made.verb.start, made.verb.end):
            named |= {m.value for m in page.states.inside(around.start, made.verb.start)}
            hosted = True
        seated = page.dated(noun) and any(
            city and state in page.findings.parties for _, state, city in page.places(made.cue.end, noun.end))
        theirs_to_host = seated or bool(hosted and named & set(page.findings.parties))
        self.summits = self.summits or theirs_to_host
        again = self.summits and page.dated(noun) and self.words.ordinal(page.text[noun.start : made.cue.end]) is not None
        near = list(self.words.family("attending").finditer(page.text, max(made.sentence.start, noun.start - _GOES), noun.start))
        gap = page.text[near[-1].end() : noun.start].split() if near else []
        goes = near and all(len(w) <= OF or w[:1].isupper() for w in gap) and page.dated(noun)
        return len(named) > 1 or bool(theirs_to_host or again or attended or paired or theirs or goes)

    def _with_attendance(self, made: Candidate) -> None:
        """Add to a summit's clause the relative clause right after it that says who went there (`in Lima, which X attended`)."""
        noun, sentence = made.noun, made.sentence
        start = self.page.past_blanks(noun.end + self.page.text.startswith(",", noun.end))
        went = self.words.family("went_there").match(self.page.text, start, sentence.end)
        if went is not None and made.shape == "phrase":
            made.clause = made.quote = trimmed(self.page.text, noun.start, sentence.hard_right(went.end()))

    def _has_text(self, need: str, made: Candidate, hit: Hit) -> bool:
        page, clause, cue = self.page, made.clause, made.cue
        instruments, plural = self.words.family("instruments"), self.words.family("instruments_plural")
        before = [m.end() for m in self.words.family("drafts").finditer(page.text, max(0, cue.start - _DRAFT), cue.start)]
        if before and cue.start - before[-1] <= 1:
            return False
        drafted = self.words.family("drafts").search(page.text, cue.end, cue.end + 2 * _DRAFT)
        if drafted and hit.trigger.name != _INITIALLED and not page.dated(gap := Span(cue.end, drafted.start())) and not (
                page.texts.inside(gap.start, gap.end) or "," in page.text[gap.start : gap.end]):
            return False
        if need == "instrument" and hit.form == "planned" and not page.dated(clause) and self._of_which(made):
            return False
        if need == "instrument":
            if self._taken_up(hit):
                return True
            listed = page.text[made.sentence.end - 1] == ":" and made.sentence.end - cue.end < _LIST_REACH
            if listed and not page.verb_between(cue.end, made.sentence.end):
                return True
            end = min(made.sentence.hard_right(cue.end), cue.end + _OBJECT_REACH)
            if page.texts.inside(cue.end, end) or instruments.search(page.text, cue.start, end):
                return True
            aside = self.words.participles["held"].match(page.text, cue.end + 2) and page.text.startswith(", ", cue.end)
            if self.signed and made.article and made.shape == "clause" and (made.noun.end <= cue.end + 1 or aside):
                return True  # `the signing took place`
            relative = self.words.family("relatives").match(page.text, clause.start)
            closed = page.text[: cue.start].rstrip().endswith(",")  # `the text, which was initialled in May, was signed`
            first = made.sentence.start if relative or closed else clause.start
            return bool(instruments.search(page.text, max(first, cue.start - _OBJECT_REACH), cue.start))
        if need == "instrument-before" and self._opens_on(page.texts, "instruments", made):
            return True
        if need == "instrument-before":
            start = max(made.sentence.start, cue.start - _OBJECT_REACH)
            if not (page.texts.inside(start, cue.start) or instruments.search(page.text, start, cue.start)):
                return False
            many = [m.end() for m in plural.finditer(page.text, start, cue.start)]
            return not many or max(many) < cue.start - 40
        if need == "founded":
            return self.bodies.founds(made, hit)
        return True

    def _of_which(self, made: Candidate) -> bool:
        """Whether a signing to come only tells which texts are meant (`the accords that they are to sign`)."""
        text, cue = self.page.text, made.cue
        for match in self.words.family("that").finditer(text, max(made.sentence.start, cue.start - _OBJECT_REACH), cue.start):
            near = [m.end() for m in self.words.family("instruments").finditer(text, match.start() - 30, match.start())]
            if any(match.start() - end <= 1 for end in near) and not self.page.verb_between(match.end(), cue.start):
                return True
        return False

    def _office(self, start: int, end: int) -> bool:
        return bool(self.words.family("people").search(self.page.text, start, end))

    def _ordinal_body(self, clause: Span) -> bool:
        text = self.page.text[clause.start : clause.end]
        return self.words.ordinal(text) is not None or bool(self.words.family("bodies").search(text))
