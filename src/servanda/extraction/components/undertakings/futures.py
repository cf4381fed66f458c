"""Plain futures in the parties' voice, futures told in reported speech, and the binding present of treaties."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.cues import WINDOW
from servanda.extraction.components.undertakings.lexicon import Frame
from servanda.extraction.components.undertakings.openings import Opening
from servanda.extraction.components.undertakings.scope import Action, Scope
from servanda.extraction.components.undertakings.subject import Agents, Subjects

_NEAR_VERB = 8  # words behind a denied verb in which it may be said when it is to be after all
_DENIED = 8  # tokens before a subject in which what denies it may stand
_NAMED = 8  # tokens back to the comma before the subject of a participle
_NEAR = 70  # characters behind a verb in which a vain phrase is one with it
_TENSES = ("future_auxiliaries", "future", "future_reported", "conditional", "gerund")  # but for those of treaties


@dataclass(frozen=True, slots=True)
class Future:
    """A binding verb: token of its finite form, of the verb that says what is done, its subject, and the rule."""

    start: int
    finite: int
    verb: int
    subject: Span | None
    passive: bool
    rule: str


class Futures:
    """Reads the futures of one sentence.

    journey: whether the one before is about a journey, for which its pronoun stands. told: whether the one before told what
    somebody said, with which this one may go on (`He was brief. Oslo would pay`). agency: a news agency tells it, whose own
    announcements of what is on a programme bind nobody.
    """

    def __init__(self, sentence: Sentence, subjects: Subjects, agents: Agents, treaty: bool, journey: bool = False,
                 told: bool = False, party: bool = False, agency: bool = False) -> None:
        self.sentence, self.subjects, self.agents, self.treaty, self.journey = sentence, subjects, agents, treaty, journey
        self.told, self.party, self.agency = told, party, agency

    @cached_property
    def _programme(self) -> bool:
        return self.sentence.words.phrase("future_programme").search(self.sentence.low) is not None

    @cached_property
    def _reported(self) -> list[int]:
        return self._places("future_reports")

    @cached_property
    def _asides(self) -> list[int]:
        return self._places("asides")

    @cached_property
    def _beliefs(self) -> list[int]:
        return self._places("future_beliefs")

    def _places(self, name: str) -> list[int]:
        """Where phrases of that name begin."""
        return [m.start() for m in self.sentence.words.phrase(name).finditer(self.sentence.low)]

    def find(self, taken: frozenset[int]) -> list[Future]:
        """Every binding future outside the tokens taken by cues."""
        s = self.sentence
        free = (i for i in range(s.start, s.end) if i not in taken and (self.treaty or s.fits(i, _TENSES)))
        return [f for i in free if (f := self._at(i)) is not None]

    @property
    def reports(self) -> bool:
        """Whether the sentence tells what somebody says."""
        return bool(self._reported or self._asides) or self.sentence.words.phrase("future_manners").search(
            self.sentence.low) is not None

    @property
    def hypothetical(self) -> bool:
        """Whether its verbs stand in the future of the past."""
        s = self.sentence
        return any(s.fits(i, "future_reported") or s.conditional(i) for i in range(s.start, s.end))

    def _at(self, i: int) -> Future | None:
        rule = self._tense(i)
        if rule is None:
            return None
        s = self.sentence
        verb, start = self._verb(i), i
        while start > s.start and s.clitic(start - 1) and not self._stands_alone(start - 1):
            start -= 1
        undergone = any(s.at(j, "future_undergone") > j for j in (start, i))
        held = undergone or s.at(start, "future_held") > start
        if verb is None or s.fits(verb, "speech_verbs"):
            return None
        passive = s.fits(verb, "passive") and not undergone and s.at(verb, "future_undergone") == verb
        if not held and not passive and s.fits(verb, "future_vain_verbs"):
            return None
        if passive:
            participle = s.after_preverbs(verb + 1)
            if not s.participle(participle) or s.fits(participle, "future_vain_participles") or s.restricts(start):
                return None
        if s.words.phrase("future_vain_phrases").search(s.low, s.position(start), s.position(verb) + _NEAR):
            return None
        if self._believed(s.position(i)) or self._conditional(start) or s.denied(i, i + 1) or s.rumoured(i, verb + 1):
            return None
        subject = self.subjects.of(verb, start) or (self.subjects.of(i, start) if verb != i else None)
        if rule == "absolute":
            subject = self._absolute(i)
        elif s.coordinator(start - 1) and (not s.comma(start - 1) or rule == "treaty" and not passive) and (
                subject is None or not self.agents.acts(subject)):
            subject = self.subjects.main(start) or subject
        subject = self._whole(subject)
        return Future(start, i, verb, subject, passive, rule) if self._binds(start, verb, subject, passive, rule) else None

    def _stands_alone(self, i: int) -> bool:
        """Whether a word that may stand between a subject and its verb is the subject itself (`both will pay`)."""
        return self.sentence.fits(i, "future_anaphors") and self.sentence.pos(i) == "PRON"

    def _tense(self, i: int) -> str | None:
        s = self.sentence
        if s.fits(i, "future_auxiliaries") or s.future(i):
            return "future"
        if (s.fits(i, "future_reported") or s.conditional(i)) and (self.told or self._said_before(i) or self._said_after(i)):
            return "reported"
        if self._absolute(i) is not None:
            return "absolute"
        if not self.treaty or not s.tagged:
            return None
        if s.at(i, "future_undergone") > i:
            return "treaty"
        if s.morph(i, "VerbForm=Fin", "Tense=Pres") or s.form(i, "timeless") and not s.morph(i, "VerbForm=Part", "Tense=Past"):
            indicative = s.doc[i].morph.get("Mood") in ([], ["Ind"])
            binds = self._directed(i) if s.fits(i, "passive") else s.pos(i) == "VERB" or s.at(i, "future_held") > i
            return "treaty" if indicative and binds else None
        return None

    def _absolute(self, i: int) -> Span | None:
        """Who acts by the participle at token `i`, which has a subject of its own behind a comma (`, Oslo paying the fees`)."""
        s = self.sentence
        if not s.gerund(i) or not s.words.lexicon.futures.idle_gerunds or not s.tagged or s.pos(i) != "VERB":
            return None
        end = i
        while end > s.start and s.clitic(end - 1):
            end -= 1
        start = next((j + 1 for j in range(end - 1, max(s.start, end - _NAMED), -1) if s.comma(j)), end)
        opens = start < end and (s.fits(start, "determiners") or s.pos(start) == "PROPN")
        idle = s.fits(i, "future_idle_gerunds") or s.fits(i, "speech_verbs")
        return s.doc[start:end] if opens and not idle and self.agents.acts(s.doc[start:end]) else None

    def _directed(self, i: int) -> bool:
        """Whether the passive at token `i` tells what is to be done, not what stands in the text (`is set out in the annex`)."""
        s = self.sentence
        participle = s.after_preverbs(i + 1)
        return s.participle(participle) and s.at(participle, "future_treaty_facts") == participle

    def _said_before(self, i: int) -> bool:
        return bool(self._reported) and self._reported[0] < self.sentence.position(i)

    def _said_after(self, i: int) -> bool:
        """Whether an inserted clause of saying follows (`Oslo would pay, he added`)."""
        place, low = self.sentence.position(i), self.sentence.low
        return any(at > place and low[:at].rstrip().endswith(",") for at in self._asides)

    def _verb(self, i: int) -> int | None:
        """The verb that says what is done: behind an auxiliary, its infinitive."""
        s = self.sentence
        if not (s.fits(i, "future_auxiliaries") or s.fits(i, "future_reported")):
            return i
        verb = s.after_preverbs(i + 1)
        if s.fits(verb, "passive") and s.tagged and s.pos(doing := s.after_preverbs(verb + 1)) == "VERB" and s.gerund(doing):
            return doing  # `will be buying`
        done = s.after_preverbs(verb + 1)
        if s.fits(verb, "auxiliaries") and s.participle(done):
            return done  # `will have paid`, `will have been paid`
        return verb if s.infinitive(verb) or s.fits(verb, "passive") else None

    def _believed(self, verb: int) -> bool:
        """Whether a word of believing stands before a verb in its own clause or the one above."""
        last = bisect_left(self._beliefs, verb) - 1
        return last >= 0 and not any(stop in self.sentence.low[self._beliefs[last] : verb] for stop in (",", ";"))

    def _conditional(self, i: int) -> bool:
        """Whether the clause of token `i` only sets a condition or gives a reason."""
        s = self.sentence
        place = s.position(i)
        skipped = max(0, place - WINDOW)
        before = s.low[skipped:place]
        clause = max(before.rfind(","), before.rfind(";")) + 1
        found = list(s.words.phrase("future_conditions").finditer(before, clause))
        if not found:
            return False
        verbs = [k for k in range(s.token(skipped + found[-1].end()), i) if s.finite(k)]
        return not verbs or any(s.fits(k, "coordinators") and s.fits(k + 1, "relatives") for k in range(verbs[-1], i))

    def _binds(self, start: int, verb: int, subject: Span | None, passive: bool, rule: str) -> bool:
        s = self.sentence
        if subject is None:
            return passive and rule == "future"
        if self.agents.outsider(subject) or self._refused(start, verb):
            return False
        if self.journey and subject.start == s.start and subject.end == s.start + 1 and s.fits(s.start, "pronouns"):
            return False
        if self.treaty and passive and s.words.phrase("future_treaty").match(s.text(subject.start, subject.end)):
            return False  # final clauses
        if rule == "treaty" and (passive or s.at(verb, "future_undergone") > verb):
            return True
        if rule == "treaty":
            if subject.start > s.start and s.fits(subject.start - 1, "relatives"):
                return False
            text = subject.text.lower()  # it may stand before the list
            party = s.words.phrase("future_treaty_parties").search(text) is not None and self.agents.acts(subject)
            named = self.party and subject.start == s.start and s.morph(s.start, "PronType=Prs", "Person=3")
            return party or named or self.agents.state(subject)
        if self.foretold(start, verb, subject):
            return False
        meets = self._meets(subject)
        if passive:
            return not self._programme and (meets or not self.agents.occasion(subject))
        if s.at(start, "future_undergone") > start and rule in ("future", "reported"):
            return not self._programme and not self.agents.occasion(subject)
        if s.at(start, "future_held") > start and rule == "future":
            return (meets or self.agents.acts(subject)) and not self._programme
        return self.agents.acts(subject)

    def _refused(self, start: int, verb: int) -> bool:
        """Whether a future only tells why something is not to be (`the office will not open owing to budget cuts`)."""
        s = self.sentence
        if not s.negated(start, verb + 1):
            return False
        if any(s.at(i, "only") > i for i in range(verb + 1, min(verb + _NEAR_VERB, s.end))):
            return False
        return any(s.at(i, "causes") > i for i in range(verb + 1, s.end))

    def foretold(self, start: int, verb: int, subject: Span | None) -> bool:
        """Whether a verb only tells what stands on a programme, or what one person does on a journey."""
        s = self.sentence
        agenda = s.fits(verb, "future_agenda_verbs") or any(
            s.at(i, "future_agenda_phrases") > i for i in {start, max(start, verb - 1), verb})
        if not agenda or subject is None:
            return agenda and self._programme
        several = self.agency and not (self._reported or self._asides) and self.agents.people(subject)
        return self._programme or several or self.agents.person(subject)

    def _whole(self, subject: Span | None) -> Span | None:
        """A subject with what denies it before (`neither Oslo nor Rome`)."""
        s = self.sentence
        first = subject.start if subject is not None else s.start
        for i in range(first - 1, max(s.start, first - _DENIED) - 1, -1):
            if s.comma(i) or s.stop(i) or s.finite(i):
                break
            paired = any(s.fits(j, "disjunctions") for j in range(i + 1, first + 1))
            if s.fits(i, "negatives") and (paired or s.fits(i + 1, "prepositions")):
                return s.doc[i : subject.end] if subject is not None else None
        return subject

    def _meets(self, subject: Span) -> bool:
        """Whether the subject is a meeting, or a body that meets."""
        s = self.sentence
        return any(s.fits(i, "future_meetings") for i in range(subject.start, min(subject.start + 5, subject.end)))

    def _reaches(self, subject: Span, verb: int) -> bool:
        """Whether a subject that was cut at a comma goes on up to its verb (`a group for the study, mapping and sale of`)."""
        closed = self.sentence.comma(verb - 1) and subject.end == verb - 1  # `the talks, to be led by Oslo, will`
        return self.subjects.whole(subject, verb, closed=closed)

    def actions(self, future: Future, scope: Scope) -> list[Action]:
        """Its action, with the bare infinitives joined to it where an auxiliary makes the future."""
        s, start = self.sentence, future.start
        subject = future.subject
        if subject is not None and s.fits(subject.start, "negatives") and not s.negated(start, future.verb):
            start = subject.start
        elif subject is not None and (subject.end == future.start or self._reaches(subject, future.start)):
            undergone = future.passive or s.at(future.verb, "future_undergone") > future.verb or (
                s.at(future.start, "future_undergone") > future.start)
            if undergone or s.at(start, "future_held") > start and self._meets(subject):
                start = subject.start
        kind = "infinitive" if future.verb != future.finite and not future.passive else "self"
        frame = Frame("", (), kind)
        return scope.gather(Opening(start, future.verb, kind, frame), ())
