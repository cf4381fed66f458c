"""Which words tell an event: triggers of the lexicon in their clause, with what makes them one and when they are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from servanda.extraction.components.events.lexicon import Trigger, Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Phrase, Sentence, phrase, trimmed
from servanda.extraction.mentions import Span

_LIGHT_REACH = 110  # characters between a verb and the noun it holds
_OCCURS_REACH = 220  # between a noun and the verb that says it took place
_UNREAL_REACH = 120
_AGREED_REACH = 90
_HABIT_REACH = 60
_OBJECT_REACH = 160
_ARTICLE = 5  # characters of an article between a verb and the state it goes to
_FULL = 14  # characters of a ceremony named more closely than by its noun
_REAL = frozenset({"visit", "meeting", "session", "call", "consultation"})


@dataclass(slots=True)
class Candidate:
    """One telling of an event.

    clause: what is read for its attributes. quote: what is cited. shape: `clause` (told by a verb), `phrase` (a noun with
    complements), `echo` (a noun that takes up an event told elsewhere). within: index of the candidate whose event it
    belongs to, by a linking preposition.
    """

    type: str
    trigger: Trigger
    cue: Span
    sentence: Sentence
    clause: Span
    quote: Span
    shape: str
    status: str
    noun: Span
    headline: bool = False
    order: int = 0
    within: int | None = None
    beside: bool = False
    closing: bool = False
    virtual: bool = False
    date: str | None = None
    when: str | None = None
    place: str | None = None
    place_state: str = ""
    people: list[str] = field(default_factory=list)
    ordinal: int | None = None
    body: str | None = None
    definite: bool = False
    verb: Span | None = None
    subject: list[str] = field(default_factory=list)
    bodied: bool = False
    last: bool = False
    article: bool = False

    @property
    def sentence_span(self) -> Span:
        """The part of the sentence it stands in."""
        return Span(self.sentence.start, self.sentence.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger's words in a sentence; form: `noun`, `held`, `planned` or `ellipsis`."""

    trigger: Trigger
    form: str
    start: int
    end: int


class Detector:
    """Finds the tellings of events of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self._headline = False
        self._talks = False  # whether a session or consultation was told before
        self._taken: list[Span] = []  # verbs of this sentence that already say of a noun that it took place

    def candidates(self, sentences: Sequence[tuple[Sentence, bool]]) -> list[Candidate]:
        """Every telling, in reading order; the second of each pair says whether the sentence is a headline."""
        out: list[Candidate] = []
        for sentence, headline in sentences:
            hits = self.hits(sentence)
            self._headline = headline
            made = self._sentence(sentence, hits)
            made = [m for m in made if not any(_holds(other, m) for other in made)]
            if made:
                made[-1].last = True
            for candidate in made:
                self._talks = self._talks or candidate.type in ("session", "consultation")
                candidate.headline, candidate.order = headline, len(out)
                out.append(candidate)
            self._link(sentence, made)
        return out

    def hits(self, sentence: Sentence) -> list[Hit]:
        """The triggers of a sentence, none overlapping: the earliest, then the longest, wins."""
        start, end = sentence.start, sentence.end
        found = [
            Hit(trigger, form, m.start(), m.end())
            for trigger, form, pattern in self.words.triggers for m in pattern.finditer(self.page.text, start, end)
        ]
        kept: list[Hit] = []
        for hit in sorted(found, key=lambda h: (h.start, -h.end)):
            if (not kept or hit.start >= kept[-1].end) and not self._masked(hit):
                kept.append(hit)
        return self._with_ellipses(sentence, kept)

    def _with_ellipses(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        """Add pronouns that repeat an event noun (`that of`), read as the noun before them."""
        extra = []
        for match in self.words.list("ellipses").finditer(self.page.text, sentence.start, sentence.end):
            before = [h for h in hits if h.form == "noun" and h.end <= match.start()]
            if before and self.page.people(match.end(), min(sentence.end, match.end() + 120), stand_ins=False):
                extra.append(Hit(before[-1].trigger, "ellipsis", match.start(), match.end()))
        return sorted([*hits, *extra], key=lambda h: h.start)

    def _masked(self, hit: Hit) -> bool:
        """Whether a noun stands inside the name of an instrument, which tells no event of its own."""
        if hit.form != "noun":
            return False
        if any(item.start < hit.start < item.end for item in self.page.texts.inside(hit.start - 400, hit.start)):
            return True
        near = self.page.text[max(0, hit.start - 80):hit.start]
        about = [m for m in self.words.list("about").finditer(near)]
        return bool(about) and len(near) - about[-1].end() <= 8 and bool(self.words.list("instruments").search(near, 0, about[-1].start()))

    def _sentence(self, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
        """The tellings of a sentence: nouns first, since those with a verb of their own part the clauses of the verbs."""
        made: dict[int, Candidate] = {}
        self._taken = []
        others = [(h.start, h.end) for h in hits]
        for i, hit in enumerate(hits):
            if hit.form in ("held", "planned"):
                continue
            if hit.form == "ellipsis":
                around = [o for o in others if o != (hit.start, hit.end)]
                found = self._bare(sentence, hit, phrase(self.page, sentence, hit.start, hit.end, around), around)
            else:
                found = self._nominal(sentence, hits, i)
            if found is not None and self._is_event(found, hit):
                made[i] = found
        bounds = [(m.noun.start, m.noun.end) for m in made.values() if m.shape == "clause"]
        for i, hit in enumerate(hits):
            taken = hit.trigger.type in ("visit", "meeting") and any(t.start < hit.end and hit.start < t.end for t in self._taken)
            if hit.form in ("held", "planned") and not taken:
                verbs = [(h.start, h.end) for h in hits if h.form in ("held", "planned") and not self._aside(sentence, h, hit)]
                made |= dict(self._verbal(sentence, hit, i, [*verbs, *bounds]))
        return [made[i] for i in sorted(made)]

    def _aside(self, sentence: Sentence, hit: Hit, own: Hit) -> bool:
        """Whether words in apposition (`on a visit to`) stand inside the clause of another verb and do not part it."""
        front = self.page.text[sentence.start:hit.start].strip(" ,")
        return hit is not own and (hit.trigger.name == "stop" or (hit.trigger.name == "on-visit" and bool(front)))

    def _verbal(
        self, sentence: Sentence, hit: Hit, i: int, bounds: Sequence[tuple[int, int]],
    ) -> Iterator[tuple[float, Candidate]]:
        """The telling of a verb, and further ones where it has several objects (`met the minister, then the speaker`)."""
        if hit.trigger.name == "founded" and self.words.list("relatives").search(
            self.page.text, max(sentence.start, hit.start - 8), hit.start
        ):
            return
        clause = sentence.segment(bounds, (hit.start, hit.end))
        if hit.trigger.name == "on-visit" and clause.start < hit.start:
            noun = phrase(self.page, sentence, hit.start, hit.end, [b for b in bounds if b != (hit.start, hit.end)])
            clause = Span(hit.start, noun.end)
        if hit.trigger.name == "signed-text" or (hit.trigger.name == "signed" and self._participial(hit)):
            clause = self._text_signed(sentence, hit, clause)
        parts = self._objects(sentence, hit, clause) if hit.trigger.type == "meeting" else [clause]
        made = _made(hit, sentence, parts[0], "clause", hit.form)
        if not self._is_event(made, hit):
            return
        yield i, made
        for n, part in enumerate(parts[1:], 1):
            more = _made(hit, sentence, part, "clause", hit.form)
            more.cue = more.noun = Span(part.start, part.start + 1)
            yield i + n / 100, more

    def _text_signed(self, sentence: Sentence, hit: Hit, clause: Span) -> Span:
        """The clause of a participle: the text it stands by, and its own complements."""
        start = max(clause.start, hit.start - _OBJECT_REACH)
        starts = [t.start for t in self.page.texts.inside(start, hit.start)] + [
            m.start() for m in self.words.list("instruments").finditer(self.page.text, start, hit.start)]
        return Span(min(starts, default=clause.start), max(phrase(self.page, sentence, hit.start, hit.end, []).end, hit.end))

    def _objects(self, sentence: Sentence, hit: Hit, clause: Span) -> list[Span]:
        """The clause, parted where a further person met is told without a verb of its own."""
        text, parts, start = self.page.text, [], clause.start
        for match in self.words.list("then").finditer(text, hit.end, clause.end):
            if self.page.persons.inside(match.end(), clause.end) and not self._verb_between(match.end(), clause.end):
                parts.append(trimmed(text, start, match.start()))
                start = match.start()
        parts.append(trimmed(text, start, clause.end))
        end = sentence.hard_right(clause.end)
        while end < sentence.end and text[end] == ";":
            after = sentence.hard_right(end + 1)
            if self._verb_between(end + 1, after) or not self.page.persons.inside(end + 1, after):
                break
            parts.append(trimmed(text, end + 1, after))
            end = after
        return parts

    def _nominal(self, sentence: Sentence, hits: Sequence[Hit], i: int) -> Candidate | None:
        hit = hits[i]
        others = [(h.start, h.end) for h in hits if h is not hit]
        noun = phrase(self.page, sentence, hit.start, hit.end, others)
        if noun.pointing and not self._detail(noun) and not self._full(noun):
            return self._bare(sentence, hit, noun, others)
        light = self._light(sentence, noun, hits)
        if light is not None and light[0] == "unreal":
            clause = sentence.segment(others, (light[1].start, noun.end))
            if not self._agreed(sentence, light[1].start) or not self._days(clause):
                return None
            made = _made(hit, sentence, clause, "clause", "planned", noun)
            made.verb = light[1]
            return made
        occurs = self._occurs(sentence, noun, hits) if light is None else None
        status = light[0] if light else occurs
        if light and self._nominal_verb(light[1]):
            return self._held_by_noun(sentence, hit, noun, light[1])
        if status is not None:
            own = (light[1].start if light else noun.start, noun.end)
            between = [o for o in others if not own[0] <= o[0] < own[1] and not any(
                t.start < o[1] and o[0] < t.end for t in self._taken)]
            made = _made(hit, sentence, sentence.segment(between, own), "clause", status, noun)
            made.definite, made.verb = True, light[1] if light else self._taken[-1]
            if light is None and noun.definite and not self._full(noun) and not self._told(made):
                made.shape = "echo"
            return made
        return self._bare(sentence, hit, noun, others)

    def _told(self, made: Candidate) -> bool:
        """Whether a clause gives a day, a place or a person."""
        clause = made.clause
        return bool(self.page.dates(clause.start, clause.end) or self.page.people(clause.start, clause.end)
                    or self.page.places(clause.start, clause.end))

    def _held_by_noun(self, sentence: Sentence, hit: Hit, noun: Phrase, holder: Span) -> Candidate | None:
        """An event whose taking place is itself a noun (`welcomed the holding of the forum`)."""
        if self._wished(sentence, noun):
            return None
        status = self._phrase_status(noun)
        made = _made(hit, sentence, Span(holder.start, noun.end), "phrase", status, noun)
        made.verb = holder
        if not self._days(made.clause) and not self.page.places(made.clause.start, made.clause.end):
            made.shape = "echo"
        return made

    def _nominal_verb(self, verb: Span) -> bool:
        """Whether the holding words are a noun (`the holding of`)."""
        span = self.page.doc.char_span(verb.start, verb.end, alignment_mode="expand")
        return span is not None and not any(t.pos_ in ("VERB", "AUX") for t in span)

    def _days(self, clause: Span) -> bool:
        return any(d.role in ("day", "range") and d.value for d in self.page.dates(clause.start, clause.end))

    def _light(self, sentence: Sentence, noun: Phrase, hits: Sequence[Hit]) -> tuple[str, Span] | None:
        """What the verb that holds the noun says (`held`, `planned`, `unreal`), and its place."""
        start = max(sentence.hard_left(noun.start), noun.start - _LIGHT_REACH)
        last: tuple[int, str, Span] | None = None
        for status, pattern in self.words.light.items():
            for match in pattern.finditer(self.page.text, start, noun.start):
                if (last is None or (match.end(), -match.start()) > (last[0], -last[2].start)) and not any(
                    t.start < match.end() and match.start() < t.end for t in self._taken
                ):
                    last = (match.end(), status, Span(*match.span()))
        if last is None or self.words.list("relatives").search(self.page.text, last[0], noun.start):
            return None
        if self._verb_between(last[0], noun.start, finite=False):
            return None
        for hit in hits:
            if last[0] <= hit.start and hit.end <= noun.start and not self._coordinated(hit, noun):
                return None
        return last[1], last[2]

    def _coordinated(self, hit: Hit, noun: Phrase) -> bool:
        """Whether a noun before is joined to this one by a bare conjunction, so that one verb holds both."""
        if hit.form != "noun":
            return False
        if self.words.linker_before.search(self.page.text, max(0, hit.start - 40), hit.start):
            return True
        gap = self.page.text[max(hit.end, noun.start - 12):noun.start]
        return bool(self.words.list("coordinators").search(gap))

    def _occurs(self, sentence: Sentence, noun: Phrase, hits: Sequence[Hit]) -> str | None:
        """What the verb after the noun says of it: `held`, `planned` or None."""
        nouns = (h.start for h in hits if h.start >= noun.end and h.form in ("noun", "ellipsis"))
        limit = min([sentence.hard_right(noun.end), noun.end + _OCCURS_REACH, *nouns])
        if self._linker_before(sentence, noun):
            return None
        first: tuple[int, str, Span] | None = None
        for status in ("planned", "held"):
            match = self.words.occurs[status].search(self.page.text, noun.head_end, limit)
            if match and (first is None or match.start() < first[0]):
                first = (match.start(), status, Span(*match.span()))
        if first is None or self._verb_between(noun.end, first[0]) or self.page.persons.inside(noun.end, first[0]):
            return None
        self._taken.append(first[2])
        return first[1]

    def _verb_between(self, start: int, end: int, *, finite: bool = True) -> bool:
        """Whether a finite verb (or any verb but a participle) stands in a span."""
        forms = ("Fin",) if finite else ("Fin", "Inf")
        span = self.page.doc.char_span(start, end, alignment_mode="contract") if end > start else None
        return any(t.pos_ in ("VERB", "AUX") and any(f in t.morph.get("VerbForm") for f in forms) for t in span or ())

    def _agreed(self, sentence: Sentence, verb: int) -> bool:
        return bool(self.words.list("agreed").search(self.page.text, max(sentence.start, verb - _AGREED_REACH), verb + 12))

    def _purpose(self, sentence: Sentence, hit: Hit, noun: Phrase) -> bool:
        """Whether somebody has come for a visit (`arrived for a visit to`)."""
        before = self.page.text[max(sentence.start, noun.start - 6):noun.start].strip()
        return hit.trigger.type == "visit" and bool(self.words.list("purpose").fullmatch(before)) and not self._wished(sentence, noun)

    def _asserted(self, sentence: Sentence, noun: Phrase) -> bool:
        """Whether the verb that governs an indefinite noun states a fact: finite, no wish, no condition."""
        if self._wished(sentence, noun) or self._headline or not self.page.text[noun.start:noun.head_start].strip():
            return False
        left = sentence.hard_left(noun.start)
        span = self.page.doc.char_span(left, noun.start, alignment_mode="contract") if noun.start > left else None
        verbs = [t for t in span or () if t.pos_ in ("VERB", "AUX")]
        if not verbs:
            after = self.page.doc.char_span(noun.end, sentence.hard_right(noun.end), alignment_mode="contract")
            verbs = [t for t in after or () if t.pos_ in ("VERB", "AUX")][:1]
        return bool(verbs) and "Inf" not in verbs[-1].morph.get("VerbForm") and "Cnd" not in verbs[-1].morph.get("Mood")

    def _detail(self, noun: Phrase) -> bool:
        return bool(
            self.page.dates(noun.start, noun.end) or self.page.people(noun.start, noun.end)
            or self.page.places(noun.head_end, noun.end)
        )

    def _bare(
        self, sentence: Sentence, hit: Hit, noun: Phrase, others: Sequence[tuple[int, int]],
    ) -> Candidate | None:
        """A noun that no verb of happening holds: an event if definite and told in detail, else an echo or nothing."""
        text = self.page.text
        linked = self._linker_before(sentence, noun)
        if self._headline and not noun.definite and self.page.people(sentence.start, sentence.end):
            return _made(hit, sentence, Span(sentence.start, sentence.end), "clause", self._phrase_status(noun), noun)
        if linked and not noun.definite:
            clause = sentence.segment([], (noun.start, noun.end))
            return _made(hit, sentence, clause, "clause", "held", noun) if self._narrow(hit) else None
        ahead = bool(self.words.list("ahead").search(text, sentence.start, noun.start)) and self.words.ordinal(
            text[noun.start:noun.head_end]) is not None
        status = "planned" if ahead else self._phrase_status(noun)
        if ahead:
            return _made(hit, sentence, Span(sentence.start, sentence.end), "clause", "planned", noun)
        if not noun.definite and hit.form == "noun" and self._asserted(sentence, noun):
            clause = sentence.segment(others, (noun.start, noun.end))
            told = (self._days(clause), bool(self.page.people(clause.start, clause.end)), bool(self.page.places(clause.start, clause.end)))
            if self._days(noun.span) or sum(told) > 1:
                return _made(hit, sentence, clause, "clause", status, noun)
        if self.words.list("agenda").search(text, sentence.start, sentence.end):
            clause = sentence.segment(others, (noun.start, noun.end))
            return _made(hit, sentence, clause, "clause", "planned", noun)
        named = noun.definite or hit.form == "ellipsis" or self._purpose(sentence, hit, noun)
        if not named and (status != "planned" or not self._days(noun.span)):
            return None
        if self.words.list("upcoming").search(text, noun.start, noun.end) or status == "planned":
            if not self._days(noun.span):
                return None
            return _made(hit, sentence, noun.span, "phrase", "planned", noun)
        if self._wished(sentence, noun) and (hit.trigger.type not in _REAL or not self._detail(noun)):
            return None
        if self._general(hit, noun) and not linked:
            return None
        made = _made(hit, sentence, noun.span, self._shape(sentence, hit, noun, linked), status, noun)
        made.definite = noun.pointing or linked or bool(self.words.list("their").search(text, noun.start, noun.head_start))
        return made

    def _general(self, hit: Hit, noun: Phrase) -> bool:
        """Whether an act is only named in general, its object being some text not yet there."""
        return "instrument" in hit.trigger.needs and not self._days(noun.span) and bool(
            self.words.list("indefinite").search(self.page.text, hit.end, min(noun.end, hit.end + 18)))

    def _shape(self, sentence: Sentence, hit: Hit, noun: Phrase, linked: bool) -> str:
        if hit.form == "ellipsis" or self._detail(noun):
            return "phrase"
        if hit.trigger.type == "ceremony" and hit.end - hit.start > _FULL:
            return "phrase"
        if hit.trigger.type == "establishment" and self.words.list("anniversary").search(
            self.page.text, max(sentence.start, noun.start - 24), noun.start
        ) and not self._days(noun.span):
            return "echo"
        if hit.trigger.type == "establishment" or "instrument" in hit.trigger.needs:
            return "phrase"
        return "phrase" if linked and self._full(noun) else "echo"

    def _full(self, noun: Phrase) -> bool:
        """Whether a noun tells which session it is."""
        return self.words.ordinal(self.page.text[noun.start:noun.head_end]) is not None or bool(
            self.page.bodies.inside(noun.start, noun.end))

    def _narrow(self, hit: Hit) -> bool:
        return hit.trigger.type in ("meeting", "call", "session", "consultation", "ceremony")

    def _linker_before(self, sentence: Sentence, noun: Phrase) -> bool:
        return bool(self.words.linker_before.search(self.page.text, max(sentence.start, noun.start - 40), noun.head_start))

    def _wished(self, sentence: Sentence, noun: Phrase) -> bool:
        start = max(sentence.hard_left(noun.start), noun.start - _UNREAL_REACH)
        return bool(self.words.list("unreal").search(self.page.text, start, noun.start))

    def _phrase_status(self, noun: Phrase) -> str:
        if self.words.list("scheduled").search(self.page.text, noun.head_end, noun.end):
            return "planned"
        return "held"

    def _is_event(self, made: Candidate, hit: Hit) -> bool:
        """Whether what the trigger needs stands around it, and nothing says that it is a habit."""
        habit = self.words.list("habitual").search(
            self.page.text, made.cue.start - _HABIT_REACH if made.cue.start > _HABIT_REACH else 0,
            min(made.clause.end, made.cue.end + _HABIT_REACH),
        )
        if habit and made.clause.start <= habit.start():
            gap = self.page.text[made.cue.end:habit.start()] or self.page.text[habit.end():made.cue.start]
            if "," not in gap:
                return False
        if made.shape == "echo":
            return True
        if hit.trigger.name == "signed" and hit.form == "held" and self._participial(hit):
            return all(self._has(need, made, hit) for need in ("instrument-before", "date"))
        return all(self._has(need, made, hit) for need in made.trigger.needs)

    def _participial(self, cue: Hit) -> bool:
        """Whether a verb follows the name of a text at once (`the treaty signed in`), as its participle."""
        text = self.page.text
        if " " in text[cue.start:cue.end].strip():
            return False
        near = [m.end() for m in self.words.list("instruments").finditer(text, max(0, cue.start - 30), cue.start)]
        ends = near + [t.end for t in self.page.texts.inside(cue.start - 300, cue.start)]
        return any(0 <= cue.start - end <= 2 for end in ends)

    def _has(self, need: str, made: Candidate, hit: Hit) -> bool:
        page, clause, cue = self.page, made.clause, made.cue
        if need == "dated-clause":
            return self._days(clause)
        if need == "dated":
            return hit.form != "noun" or self._days(clause)
        if need == "named":
            return bool(page.people(clause.start, clause.end))
        if need == "person" and hit.trigger.type == "visit":
            return bool(page.people(made.sentence.start, made.sentence.end)) or self._office(clause.start, clause.end)
        if need == "person":
            return bool(page.people(clause.start, clause.end)) or self._office(clause.start, clause.end)
        if need == "destination":
            end = min(clause.end, cue.end + 80)
            return bool(page.places(cue.start, end)) or any(
                m.start - cue.end <= _ARTICLE for m in page.states.inside(cue.end, end))
        if need == "detail":
            return bool(
                page.dates(clause.start, clause.end) or page.people(clause.start, clause.end)
                or page.places(clause.start, clause.end) or page.bodies.inside(clause.start, clause.end)
                or self.words.list("pairs").search(page.text, clause.start, clause.end)
            )
        if need == "host":
            met = page.persons.inside(cue.end, clause.end)
            if met and page.text[met[0].end:met[0].end + 2] in ("'s", "' "):
                return False
            if self.words.clitic_before.search(page.text, max(0, cue.start - 8), cue.start):
                return True
            return bool(page.people(cue.end, clause.end)) or self._office(cue.end, min(clause.end, cue.end + 40))
        if need == "body":
            return bool(page.body_of) or self._talks or self._ordinal_body(clause)
        if need == "party":
            named = {m.value for m in page.states.inside(made.noun.start, made.noun.end)}
            hosted = self.words.participles["held"].search(page.text, made.noun.start, made.noun.end)
            return len(named) > 1 or bool(hosted and named & set(page.findings.parties)) or bool(
                page.people(clause.start, clause.end))
        if need == "date":
            return bool(page.dates(cue.end, min(clause.end, cue.end + 60)))
        return self._has_text(need, made, hit)

    def _has_text(self, need: str, made: Candidate, hit: Hit) -> bool:
        page, clause, cue = self.page, made.clause, made.cue
        instruments, plural = self.words.list("instruments"), self.words.list("instruments_plural")
        if need == "instrument":
            if page.text[made.sentence.end - 1] == ":" and made.sentence.end - cue.end < 8:
                return True
            end = min(made.sentence.hard_right(cue.end), cue.end + _OBJECT_REACH)
            if page.texts.inside(cue.end, end) or instruments.search(page.text, cue.end, end):
                return True
            return bool(instruments.search(page.text, max(clause.start, cue.start - _OBJECT_REACH), cue.start))
        if need == "instrument-before":
            start = max(made.sentence.start, cue.start - _OBJECT_REACH)
            if not (page.texts.inside(start, cue.start) or instruments.search(page.text, start, cue.start)):
                return False
            many = [m.end() for m in plural.finditer(page.text, start, cue.start)]
            return not many or max(many) < cue.start - 40
        if need == "founded":
            if hit.form == "noun" and not self._days(clause):
                return False
            near = Span(max(clause.start, cue.start - 80), min(clause.end, cue.end + 80))
            return bool(page.bodies.inside(near.start, near.end)) or bool(
                self.words.list("bodies").search(page.text, near.start, near.end) and page.dates(near.start, near.end)
            )
        return True

    def _office(self, start: int, end: int) -> bool:
        return bool(self.words.list("people").search(self.page.text, start, end))

    def _ordinal_body(self, clause: Span) -> bool:
        text = self.page.text[clause.start:clause.end]
        return self.words.ordinal(text) is not None or bool(self.words.list("bodies").search(text))

    def _link(self, sentence: Sentence, made: Sequence[Candidate]) -> None:
        """Join nouns that a preposition hangs on another event of the sentence (`signed at the session`)."""
        text = self.page.text
        for outer in made:
            outer.beside = bool(self.words.list("beside").search(text, outer.clause.start, outer.cue.start))
            outer.closing = bool(self.words.list("closing").search(text, outer.clause.start, outer.clause.end))
        for inner in made:
            if inner.shape == "clause" or not self.words.linker_before.search(
                text, max(sentence.start, inner.noun.start - 40), inner.cue.start
            ):
                continue
            others = [o for o in made if o is not inner and o.within is None and o.shape != "echo"]
            if others:
                nearest = min(others, key=lambda o: (o.shape != "clause", abs(o.cue.start - inner.cue.start)))
                nearest.within = inner.order


def _holds(noun: Candidate, verb: Candidate) -> bool:
    """Whether a candidate is only the verb that holds another's noun (`hosted ... for a meeting`)."""
    return noun.verb is not None and noun is not verb and verb.trigger.type in ("visit", "meeting") and noun.verb.start < verb.cue.end and verb.cue.start < noun.verb.end


def _made(hit: Hit, sentence: Sentence, clause: Span, shape: str, status: str, noun: Phrase | None = None) -> Candidate:
    cue = Span(hit.start, hit.end)
    return Candidate(
        hit.trigger.type, hit.trigger, cue, sentence, clause, clause, shape, status, noun.span if noun else cue,
        article=noun is not None and noun.definite,
    )
