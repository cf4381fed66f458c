"""Which words tell an event: the triggers of the lexicon in each sentence, and how those of one sentence belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from servanda.extraction.components.events.candidate import BESIDE, Candidate, Hit, made_of
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.needs import Needs
from servanda.extraction.components.events.nouns import Nouns
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.parts import Parts
from servanda.extraction.components.events.phrase import Phrase, Sentence, phrase, trimmed
from servanda.extraction.components.events.types import COUNTED, SOLEMN, TALKED
from servanda.extraction.components.events.verbs import Verbs
from servanda.extraction.mentions import Span, covered

_RECALLED = frozenset({"visit", "session", "consultation", "meeting", "forum"})
_INSIDE = 60  # characters of a body's name before a noun inside it
_NEAR = 200  # characters before a sentence in which the body stands that its pronoun takes up
_NAMED = 30  # characters after a pronoun in which the day of another event of the kind may stand
_PRONOUN = 8  # characters of a relative pronoun before its verb
_RESUMED = 25  # characters between a pronoun and the verb by which it takes up an event

_DURING = "on-visit"
_SPOKEN = "by-phone"
_TO_MEET = "come-to-meet"
_PURPOSES = frozenset({"visit", "meeting", "session", "consultation", "forum", "ceremony"})
_BODY_HELD = "body-held"  # the trigger of a body's sitting
_CONVENED = "body-convened"  # that of a body that is said to be gathered
_VERBAL = frozenset({"held", "planned", "participle"})


class Detector:
    """Finds the tellings of events of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self.needs = Needs(page, words)
        self.nouns = Nouns(page, words)
        self.verbs = Verbs(page, words, self.needs)
        self.parts = Parts(page, words)
        self.noun = Span(0, 0)  # of the event noun named last

    def candidates(self, sentences: Sequence[tuple[Sentence, bool]]) -> list[Candidate]:
        """Every telling, in reading order; the second of each pair says whether the sentence is a headline."""
        out: list[Candidate] = []
        recent: tuple[Hit, int] | None = None
        for sentence, headline in sentences:
            hits = self.hits(sentence)
            self.nouns.about.headline = headline
            made = self._sentence(sentence, hits)
            made = [part for m in made for part in self.parts.of(m, hits)]
            made = [m for m in made if not any(_holds(other, m) or self._for_visit(other, m) for other in made)]
            made = self._with_resumed(sentence, hits, made, recent)
            self._take_up(made, recent)
            if made:
                made[-1].last = True
            made = self._purposes(made)
            for earlier, later in zip(made, made[1:], strict=False):
                verb = later.verb or later.cue
                if self.words.family("sooner").match(self.page.text, verb.start):
                    later.status = earlier.status
                elif earlier.status == "planned" and later.status == "held" and self._goes_on(verb):
                    later.status = "planned"
            made = [c for c in made if c.status != "held" or not self._wished(c.verb or c.cue)]
            self._ahead(made, out)
            for candidate in made:
                self.needs.signed = self.needs.signed or candidate.type == "signing"
                self.needs.talks = self.needs.talks or candidate.type in COUNTED
                candidate.headline, candidate.order = headline, len(out)
                out.append(candidate)
            self._link(sentence, made)
            self._yielded(sentence, made, recent)
            recent = self._recent(sentence, hits, made, headline) or recent
        return out

    def _goes_on(self, verb: Span) -> bool:
        """Whether a verb goes on with what is to come: an infinitive (`is to meet X and hold`), or one that only follows."""
        word = self.page.token(verb.start)
        bare = word is not None and "Inf" in word.morph.get("VerbForm")
        return bare or self.words.family("followed").match(self.page.text, verb.start) is not None

    def _wished(self, verb: Span) -> bool:
        """Whether a verb is the infinitive that follows on another (`agreed to draft and sign`): nothing says it was done."""
        word = self.page.token(verb.start)
        if word is None or word.dep_ not in self.words.joined:
            return False
        return all(w.pos_ == "VERB" and "Inf" in w.morph.get("VerbForm") for w in (word, word.head))

    def _ahead(self, made: Sequence[Candidate], told: Sequence[Candidate]) -> None:
        """A visit during which something is only to happen is to come itself, unless it has been told as begun."""
        if any(c.type == "visit" and c.status == "held" for c in told) or not any(c.status == "planned" for c in made):
            return
        for candidate in made:
            linked = self.words.family("linkers").match(self.page.text, candidate.cue.start)
            if candidate.trigger.name == _DURING and linked:
                candidate.status = "planned"

    def _sentence(self, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
        """The tellings of a sentence: nouns first, since those with a verb of their own part the clauses of the verbs."""
        made: dict[float, Candidate] = {}
        self.nouns.taken = []
        others = [(h.start, h.end) for h in hits]
        for i, hit in enumerate(hits):
            if hit.form in _VERBAL:
                continue
            if hit.form == "ellipsis":
                if covered(Span(hit.start, hit.end), [m.clause for m in made.values() if m.shape == "clause" and m.verb]):
                    continue  # `the last visit, that of X, was in May`: said of the noun before the verb
                around = [o for o in others if o != (hit.start, hit.end)]
                found = self.nouns.unheld.tell(sentence, hit, phrase(self.page, sentence, hit.start, hit.end, around), around)
            else:
                found = self.nouns.nominal(sentence, hits, i)
            if found is not None and self.needs.is_event(found, hit):
                made[i] = found
        if travels := self._travels(sentence, hits):
            parts = [c.clause for c in travels.values()]
            made = {i: c for i, c in made.items() if not covered(c.cue, parts)} | travels
        bounds = [(m.noun.start, m.noun.end) for m in made.values() if m.shape == "clause"]
        for i, hit in enumerate(hits):
            if hit.form == "participle":
                made |= dict(self.verbs.by_the_way(sentence, hit, i, others))
                continue
            taken = hit.trigger.type in ("visit", "meeting", "session", "establishment") and any(
                t.start < hit.end and hit.start < t.end for t in self.nouns.taken
            )
            told = any(h.form == "noun" and n in made for n, h in enumerate(hits[:i]))
            if (noun := self._held_there(hit, made.values())) is not None:
                held = hit.form == "held"
                end = phrase(self.page, sentence, hit.start, hit.end, []).end if held else sentence.hard_right(hit.end)
                noun.shape = "phrase"
                noun.clause = noun.quote = trimmed(self.page.text, noun.noun.start, end)
                continue
            aside = self._in_aside(hit.start)  # `the commission, whose session was in May, will sit in`
            taken = taken or (hit.trigger.name == "body-held" and told and not aside)
            taken = taken or (hit.trigger.name == "body-led" and any(h.form == "noun" for h in hits))
            if hit.form in ("held", "planned") and not taken:
                verbs = [
                    (h.start, h.end)
                    for h in hits
                    if h.form in ("held", "planned") and not self.verbs.aside(sentence, h, hit)
                ]
                made |= dict(self.verbs.verbal(sentence, hit, i, [*verbs, *bounds]))
        return [made[i] for i in sorted(made)]

    def _travels(self, sentence: Sentence, hits: Sequence[Hit]) -> dict[float, Candidate]:
        """Visits told by one plural, each with its traveller and day (`the visits of X to Suva in 2014 and of Y in 2019`)."""
        made: dict[float, Candidate] = {}
        text, words, visit = self.page.text, self.words, self.words.visit
        if visit is None:
            return made
        for match in words.family("travels").finditer(text, sentence.start, sentence.end):
            end = sentence.hard_right(match.end())
            joins = words.family("coordinators").finditer(text, match.end(), end)
            leads = [(m.start(), lead) for m in joins if (lead := words.family("by").match(text, m.end() + 1)) is not None]
            starts = [match.start(), *(lead.start() for _, lead in leads)]
            ends = [*(at for at, _ in leads), end]
            parts = [p for a, b in zip(starts, ends, strict=True) if (p := self._up_to_day(Span(a, b))) is not None]
            if not leads or len(parts) < len(starts) or self.page.verb_between(parts[0].start, parts[-1].end):
                continue
            for n, part in enumerate(parts):
                hit = Hit(visit, "noun", part.start, part.start + 1 if n else match.end())
                noun = Phrase(part.start, part.start, hit.end, part.end, definite=True, pointing=False)
                before = sum(h.start < part.start for h in hits)
                told = made_of(hit, sentence, part, "phrase", "held", noun)
                told.further = n > 0
                made[before - 0.5 + n / 100] = told
        return made

    def _up_to_day(self, part: Span) -> Span | None:
        """A part of a sentence up to its first day, if it names somebody before that."""
        days = [d.span.end for d in self.page.dates(part.start, part.end) if d.role in ("day", "range") and d.value]
        named = days and self.page.people(part.start, days[0])
        return Span(part.start, days[0]) if named else None

    def _held_there(self, hit: Hit, made: Iterable[Candidate]) -> Candidate | None:
        """The sitting named right before the words that say when and where it is (`the third round, to be held in Suva`, `the
        first session of the Commission, convened in Suva`)."""
        gathered = hit.trigger.name == _CONVENED
        if not gathered and (hit.trigger.name != _BODY_HELD or hit.form != "planned" or self.page.is_finite(hit.start)):
            return None
        sittings = (m for m in made if m.trigger.noun and m.type in COUNTED and self.page.text[m.noun.end : hit.start] == ", ")
        return next((m for m in sittings if (not m.verb or m.verb == m.cue if gathered else m.shape == "clause")), None)

    def _in_aside(self, position: int) -> bool:
        """Whether a comma stands right before a verb, or before its relative pronoun (`the commission, which had sat on`)."""
        text = self.page.text
        near = self.words.family("relatives").finditer(text, max(0, position - _PRONOUN), position)
        return any(text.endswith(", ", 0, at) for at in (position, *(m.start() for m in near if m.end() + 1 >= position)))

    def _recent(
        self, sentence: Sentence, hits: Sequence[Hit], made: Sequence[Candidate], headline: bool
    ) -> tuple[Hit, int] | None:
        """The event noun a sentence names last, with the order of its telling (-1 if it tells none)."""
        nouns = [h for h in hits if h.form == "noun"]
        if headline or not nouns:
            return None
        last = nouns[-1]
        bounds = [(h.start, h.end) for h in hits if h is not last]
        self.noun = phrase(self.page, sentence, last.start, last.end, bounds).span
        return last, next((m.order for m in made if m.cue.start == last.start), -1)

    def _take_up(self, made: Sequence[Candidate], recent: tuple[Hit, int] | None) -> None:
        """`The session` that is to come is the one of which the text has only said that it was prepared."""
        for c in made if recent is not None and recent[1] < 0 else ():
            text, named = self.page.text, c.article and c.trigger.noun or c.trigger.name == _BODY_HELD
            bare = named and c.again is None and c.status == "planned"
            if recent is None or not bare or c.type != recent[0].trigger.type or c.type not in COUNTED:
                continue
            own = self.words.ordinal(text[c.noun.start : c.cue.end]) or self.page.bodies.inside(c.noun.start, c.noun.end)
            if not own:
                c.again = recent[1]
                self._name(c)

    def _name(self, c: Candidate) -> None:
        """Give a telling the number and the body of the session that a noun told of before it."""
        bodies = self.page.bodies.inside(self.noun.start, self.noun.end)
        c.ordinal = self.words.ordinal(self.page.text[self.noun.start : self.noun.end])
        c.body = bodies[0].value if bodies else None

    def _with_resumed(
        self, sentence: Sentence, hits: Sequence[Hit], made: list[Candidate], recent: tuple[Hit, int] | None
    ) -> list[Candidate]:
        """Add what a pronoun and a verb of happening tell of the event named last (`It will be held in May`)."""
        text, starts = self.page.text, [sentence.start, *sentence.parts]
        if recent is None or recent[0].trigger.needs == ("instrument",):
            return made if made else self._held_again(sentence, hits, None)
        for start in starts:
            while start < sentence.end and not text[start].isalnum():
                start += 1
            pronoun = self.words.family("pronouns").match(text, start, sentence.end)
            found = pronoun and self._resumption(pronoun.end(), sentence.hard_right(start))
            if not pronoun or not found or any(m.cue.start <= found[1].end and found[1].start <= m.cue.end for m in made):
                continue
            hit = Hit(recent[0].trigger, found[0], pronoun.start(), found[1].end)
            clause = sentence.segment([(h.start, h.end) for h in hits if h.start > hit.end], (hit.start, hit.end))
            telling = made_of(hit, sentence, clause, "clause", hit.form)
            telling.again, telling.noun = recent[1], Span(*pronoun.span())
            if recent[1] < 0 and hit.trigger.type in COUNTED:
                self._name(telling)
            if self.page.dates(clause.start, clause.end) or self.page.places(clause.start, clause.end):
                made = sorted([*made, telling], key=lambda m: m.cue.start)
        return made if made else self._held_again(sentence, hits, recent)

    def _held_again(self, sentence: Sentence, hits: Sequence[Hit], recent: tuple[Hit, int] | None) -> list[Candidate]:
        """What a verb tells of the event named last, its object a pronoun (`They intend to convene it in Suva in June`)."""
        text, tenses = self.page.text, self.words.taken_up
        found = ((form, m) for form in ("held", "planned") for m in tenses[form].finditer(text, sentence.start, sentence.end))
        form, verb = next(found, (None, None))
        if form is None or verb is None or self.page.denied(*verb.span()):
            return []
        bodies = self.page.bodies.inside(sentence.start - _NEAR, sentence.start)
        body = bodies[-1] if bodies and (recent is None or bodies[-1].start > recent[0].end) else None
        if recent is None or body is not None:
            recent = (next(Hit(t, form, *verb.span()) for t, _, _ in self.words.triggers if t.type == "session"), -1)
            if body is None:
                return []
            self.noun = Span(body.start, body.end)
        if recent[0].trigger.type not in COUNTED:
            return []
        if form == "planned" and self.words.family("hoped").search(text, sentence.start, verb.start()):
            return []
        hit = Hit(recent[0].trigger, form, *verb.span())
        telling = made_of(hit, sentence, sentence.segment([], verb.span()), "clause", form)
        if not self.page.dated(Span(verb.end(), telling.clause.end)):
            return []
        telling.clause = telling.quote = Span(verb.start(), telling.clause.end)
        telling.again, telling.noun = recent[1], Span(*verb.span())
        if recent[1] < 0:
            self._name(telling)
        return [telling]

    def _resumption(self, start: int, end: int) -> tuple[str, Span] | None:
        """The verb of happening right after a pronoun, and its status."""
        for status in ("held", "planned"):
            match = self.words.resumes[status].search(self.page.text, start, min(end, start + 4 * _RESUMED))
            if match and match.start() - start <= _RESUMED and not self.page.verb_between(start, match.start()):
                return status, Span(*match.span())
        return None

    def hits(self, sentence: Sentence) -> list[Hit]:
        """The triggers of a sentence, none overlapping: the earliest, then the longest, wins."""
        start, end = sentence.start, sentence.end
        found = [
            (i, Hit(*self.words.triggers[i][:2], m.start(), m.end()))
            for i, m in self.words.together.finditer(self.page.text, start, end)
        ]
        kept: list[Hit] = []
        for _, hit in sorted(found, key=lambda row: (row[1].start, -row[1].end, row[0])):
            if (not kept or hit.start >= kept[-1].end) and not self._masked(hit) and self.needs.possible(sentence, hit):
                kept.append(hit)
        pairs = zip([None, *kept], kept, strict=False)
        told = [h for before, h in pairs if not self._founded(before, h) and not self._in_name(before, h)]
        if any(h.trigger.type in TALKED and h.trigger.name != _SPOKEN for h in told):
            told = [h for h in told if h.trigger.name != _SPOKEN]
        return self._with_ellipses(sentence, told)

    def _founded(self, before: Hit | None, hit: Hit) -> bool:
        """Whether a noun only tells what is founded (`the creation of a political dialogue`)."""
        if before is None or before.trigger.type != "establishment" or "noun" not in (before.form, hit.form):
            return False
        gap = self.page.text[before.end : hit.start]
        return before.form == hit.form and len(gap) <= _NAMED and bool(self.words.family("by").match(gap.lstrip()))

    def _in_name(self, before: Hit | None, hit: Hit) -> bool:
        """Whether a noun only ends the name of the body whose sitting is told (`the session of the Joint Commission Meeting`)."""
        if before is None or before.trigger.type not in COUNTED or "noun" not in (before.form, hit.form):
            return False
        named = [b for b in self.page.bodies.inside(before.end, hit.start) if b.start < hit.start and hit.end <= b.end]
        gap = self.page.text[before.end : named[0].start].lstrip() if named else ""
        return before.form == hit.form and 0 < len(gap) <= _NAMED and bool(self.words.family("by").match(gap))

    def _with_ellipses(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        """Add pronouns that repeat an event noun (`that of`), read as the noun before them."""
        extra = []
        for match in self.words.family("ellipses").finditer(self.page.text, sentence.start, sentence.end):
            if self.page.joins(match.start()):
                continue
            before = [h for h in hits if h.form == "noun" and h.end <= match.start()]
            before += self._at_large(sentence, match.start())
            if before and not self.page.text[before[-1].end : match.start()].strip() and self.page.auxiliary(match.end()):
                continue  # `the meeting that had been set for May`
            end = min(sentence.end, match.end() + 120)
            done = self.words.participles["held"].match(self.page.text, match.end() + 1) is not None
            told = done and bool(self.page.dates(match.end(), end))
            told = told or (bool(before) and self._recalls(before[-1], match.start(), match.end()))
            named = self.page.text[match.end() : match.end() + 2].strip()[:1].isupper()  # `that President Rao will host`
            if before and not named and (told or self.page.people(match.end(), end, stand_ins=False)):
                extra.append(Hit(before[-1].trigger, "ellipsis", match.start(), match.end()))
        return sorted([*hits, *extra], key=lambda h: h.start)

    def _at_large(self, sentence: Sentence, end: int) -> list[Hit]:
        """Visits at large before a pronoun that singles one out (`the high-level visits, notably that of President Rao`)."""
        found = list(self.words.family("travels").finditer(self.page.text, sentence.start, end))
        if not found or self.page.verb_between(found[-1].end(), end) or self.words.visit is None:
            return []
        return [Hit(self.words.visit, "noun", *found[-1].span())]

    def _recalls(self, noun: Hit, start: int, end: int) -> bool:
        """Whether a pronoun with a day right after it repeats an event noun, not the name of a text after that."""
        page = self.page
        texts = page.texts.inside(noun.end, start) or self.words.family("instruments").search(page.text, noun.end, start)
        return noun.trigger.type in _RECALLED and not texts and bool(page.dates(end, end + _NAMED))

    def _masked(self, hit: Hit) -> bool:
        """Whether a noun stands inside the name of an instrument or a body, which tells no event of its own."""
        if hit.form != "noun":
            return False
        if self.page.text[hit.end : hit.end + 2].strip()[:1].isupper() and any(  # `the Consultations Mechanism`
            body.start < hit.start and hit.end < body.end for body in self.page.bodies.inside(hit.start - _INSIDE, hit.start)
        ):
            return True
        if hit.trigger.type == "forum" and self.page.is_organisation(hit.start, hit.end):
            after = hit.end + len(self.page.text[hit.end : hit.end + 2]) - len(self.page.text[hit.end : hit.end + 2].lstrip(", "))
            told = (self.words.participles[tense].match(self.page.text, after) for tense in ("held", "planned"))
            return not any(told)  # `the Pacific Islands Forum`, but `the Reef Assembly, to be held in`
        texts = self.page.texts.inside(hit.start - 400, hit.start + (hit.trigger.type == "call"))  # the letters of 1950
        if any(item.start <= hit.start < item.end for item in texts):
            return True
        near = self.page.text[max(0, hit.start - 80) : hit.start]
        about = list(self.words.family("about").finditer(near))
        return (
            bool(about)
            and len(near) - about[-1].end() <= 8
            and bool(self.words.family("instruments").search(near, 0, about[-1].start()))
        )

    def _for_visit(self, noun: Candidate, verb: Candidate) -> bool:
        """Whether somebody is only said to be received for a visit (`welcomed the King for a state visit`)."""
        if noun.type != "visit" or verb.trigger.name != "received" or noun.noun.start < verb.cue.end:
            return False
        before = self.page.text[max(0, noun.noun.start - 6) : noun.noun.start].split()
        if self.page.places(verb.cue.end, noun.noun.start) or self.words.family("came").search(
            self.page.text, verb.cue.end, noun.noun.start
        ) or self.page.verb_between(verb.cue.end, noun.noun.start):  # `held talks with X, who is on a visit`
            return False
        return bool(before) and bool(self.words.family("purpose").fullmatch(before[-1]))

    def _purposes(self, made: Sequence[Candidate]) -> list[Candidate]:
        """What is the purpose of a journey in the same sentence is as certain as that; whom nobody travels to meet is not met."""
        kept: list[Candidate] = []
        for candidate in made:
            verb = kept[-1] if kept else None
            if candidate.trigger.name == _TO_MEET or candidate.purposed:
                journey = next((c for c in reversed(kept) if c.type == "visit"), None)
                if journey is not None:
                    candidate.status, candidate.journey = journey.status, journey
                elif candidate.trigger.name == _TO_MEET or candidate.status == "planned":
                    continue  # `went to the palace for talks with X` is no journey, and yet they met
            elif verb is not None and verb.type == "visit" and not verb.trigger.noun and candidate.type in _PURPOSES:
                before = self.page.text[max(0, candidate.noun.start - 10) : candidate.noun.start].split()
                before = before[:-1] if before and self.words.family("definite").fullmatch(before[-1]) else before
                if candidate.trigger.noun and before and self.words.family("purpose").fullmatch(before[-1]):
                    candidate.status = verb.status
            kept.append(candidate)
        return kept

    def _link(self, sentence: Sentence, made: Sequence[Candidate]) -> None:
        """Join nouns that a preposition hangs on another event of the sentence (`signed at the session`)."""
        text = self.page.text
        for outer in made:
            outer.beside = bool(self.words.family("beside").search(text, outer.clause.start, outer.cue.start))
            outer.closing = bool(self.words.family("closing").search(text, outer.clause.start, outer.clause.end))
        for earlier, later in zip(made, made[1:], strict=False):
            if self._during_which(sentence, earlier, later):
                later.within = earlier.order
        for inner in made:
            first = max(sentence.start, inner.noun.start - 40)
            if inner.shape == "clause" or not self.page.linked(first, inner.noun.start, inner.cue.start):
                continue
            others = [
                o for o in made
                if o is not inner and o.within is None and o.shape != "echo" and not self._past_by(o, inner)
                and not self._told_at(inner, o) and not (o.trigger.name == _DURING and inner.status == "planned")
            ]
            if others:
                nearest = min(others, key=lambda o: (o.shape != "clause", abs(o.cue.start - inner.cue.start)))
                nearest.within = inner.order
                ends = [m.end() for m in self.words.family("beside").finditer(text, sentence.start, inner.cue.start)]
                nearest.beside = nearest.beside or any(inner.cue.start - end <= 2 * BESIDE for end in ends)
                done = self.words.participles["held"].search(text, inner.cue.end, max(inner.noun.end, inner.clause.end))
                told = inner.shape == "phrase" or inner.type == "visit" or self._theirs_to_come(inner, nearest)
                if nearest.status == "planned" and not done and told:
                    inner.status = "planned"


    def _yielded(self, sentence: Sentence, made: Sequence[Candidate], recent: tuple[Hit, int] | None) -> None:
        """What an event ends in that only a pronoun stands for is part of that event (`It was crowned by the signing of`)."""
        text = self.page.text
        pronoun = self.words.family("pronouns").match(text, sentence.start, sentence.end)
        if recent is None or recent[1] < 0 or pronoun is None:
            return
        for c in made:
            ends = c.verb is not None and self.words.family("yields").search(text, c.verb.start, c.verb.end)
            if c.type in SOLEMN and ends and c.verb is not None and c.verb.start - pronoun.end() <= 1 and c.within is None:
                c.within = recent[1]

    def _during_which(self, sentence: Sentence, outer: Candidate, inner: Candidate) -> bool:
        """Whether a relative clause tells what happened at the event before it (`the visit of May, during which he met X`)."""
        text, start = self.page.text, inner.clause.start
        led = inner.shape == "clause" and self.words.family("relatives").match(text, start) is not None
        linked = self.words.linked.search(text, max(sentence.start, start - 40), start)
        return led and outer.noun.end <= start and linked is not None

    def _theirs_to_come(self, inner: Candidate, outer: Candidate) -> bool:
        """Whether talks are those of people who are only to meet (`besides their talks, the two will hold a session`)."""
        text = self.page.text
        theirs = self.words.family("their").search(text, inner.noun.start, inner.cue.start)
        said = self.words.family("that").search(text, inner.noun.end, max(inner.noun.end, outer.cue.start))
        return inner.shape == "echo" and theirs is not None and said is None

    def _told_at(self, inner: Candidate, outer: Candidate) -> bool:
        """Whether an event is only spoken of at one told before it (`at the talks they noted the planned visit`)."""
        spoken = outer.shape == "phrase" and outer.status == "planned" and inner.noun.end < outer.noun.start
        return spoken and self.page.verb_between(inner.noun.end, outer.noun.start)

    def _past_by(self, outer: Candidate, inner: Candidate) -> bool:
        """Whether a verb stands between a text's participle and another event, so that this belongs to the verb."""
        return outer.trigger.name == "signed-text" and self.page.verb_between(outer.clause.end, inner.noun.start)


def _holds(noun: Candidate, verb: Candidate) -> bool:
    """Whether a candidate is only the verb that holds another's noun (`hosted ... for a meeting`)."""
    return (
        noun.verb is not None
        and noun is not verb
        and verb.trigger.type in ("visit", "meeting", "ceremony")
        and noun.verb.start < verb.cue.end
        and verb.cue.start < noun.verb.end
    )
