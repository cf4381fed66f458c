"""Cues in one sentence: where the lexicon's words stand, and whether they count there."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.lexicon import Pattern
from servanda.extraction.components.undertakings.scope import Action
from servanda.extraction.components.undertakings.subject import Agents, Subjects

WINDOW = 900  # characters of a sentence in which what a cue needs must stand
_DECIDED = frozenset({"commit", "agree", None})  # by which a meeting acts; an aim of it is only what it is told to be for
_NOBODY = 3  # tokens of a subject that is nobody
_DENIED = 3  # tokens before a cue in which its negation stands
_EXPLORED = 16  # tokens of an action in which a phrase of examining counts


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at tokens `start` to `end`; its complement is looked for from `after` on."""

    start: int
    end: int
    pattern: Pattern

    @property
    def after(self) -> int:
        """Where its complement may begin (a cue that is its own action begins at itself)."""
        return self.start if any(f.kind == "self" for f in self.pattern.frames) else self.end


class Hits:
    """Finds the cues that count."""

    def __init__(self, sentence: Sentence, subjects: Subjects, agents: Agents) -> None:
        self.sentence, self.subjects, self.agents = sentence, subjects, agents

    def find(self) -> list[list[Hit]]:
        """The cues of the sentence: groups that overlap, in each the longest and the first in the file before others."""
        s = self.sentence
        found: list[tuple[int, int, Hit]] = []
        for order, match in s.words.together.finditer(s.low):
            hit = Hit(s.token(match.start()), s.token(match.end() - 1) + 1, s.words.patterns[order])
            if self._counts(hit):
                found.append((hit.start - hit.end, order, hit))
        groups: list[list[tuple[int, int, Hit]]] = []
        end = -1
        for item in sorted(found, key=lambda f: (f[2].start, f[0], f[1])):
            if item[2].start >= end:
                groups.append([])
            groups[-1].append(item)
            end = max(end, item[2].end)
        return [[hit for *_, hit in sorted(group, key=lambda f: f[:2])] for group in groups]

    def _counts(self, hit: Hit) -> bool:
        s, cue = self.sentence, hit.pattern.cue
        if cue.verbal and self._nominal(hit.start):
            return False
        if s.restricts(hit.start) and not s.fits(hit.start, "pronouns"):
            return False
        if cue.act == "proposal" and not cue.impersonal and s.future(hit.start):
            return False  # who will ask pledges to ask
        if cue.act == "proposal" and self.agents.told_by_outsider(s.position(hit.start)):
            return False  # `economists said the two governments should`
        around = range(max(s.start, hit.start - _DENIED), hit.end)
        if any(s.fits(i, "pluperfect") and s.pos(i) != "VERB" for i in around) and not self._reported(hit):
            return False
        if s.rumoured(hit.start, hit.end) or s.denied(hit.start, hit.end) or not cue.negated and self._denied(hit):
            return False
        start, end = s.position(hit.start), s.position(hit.end)
        before, after = self._before(hit), s.low[end : end + WINDOW]
        just_before = s.low[max(0, start - WINDOW) : start].rstrip()
        needed = max((_last(s, n, before) for n in cue.needs), default=-1)
        there = False  # the word by which the cue counts stands behind it (`the wish to sell was underlined`)
        if (cue.needs or cue.after) and needed < 0:
            there = any(s.words.phrase(f"group_{n}").search(after) for n in cue.after)
            if not there and not any(s.words.phrase(f"group_{n}").search(just_before) for n in cue.needs):
                return False
        if any(_last(s, n, self._before(hit, whole=False)) >= max(needed, 0) for n in cue.unless):
            return False
        clause = s.low[max(0, start - WINDOW) : start]
        if s.words.phrase("future_conditions").search(clause[max(clause.rfind(","), clause.rfind(";")) + 1 :]):
            return False
        if cue.impersonal or cue.free and not cue.verbal:
            return True
        subject = self.subject(hit)
        if cue.free:  # a text has an aim; that of a visit is only what it is told to be for
            return subject is None or not self.agents.occasion(subject, "future_journeys")
        if subject is not None and not cue.negated and s.fits(subject.start, "negatives") and len(subject) <= _NOBODY:
            return False  # `neither side is ready to`
        assembly = subject is not None and cue.force in _DECIDED and self.agents.assembly(subject)
        if cue.agent and not (there or assembly or self._texts(hit, subject) or self.agents.acts(subject)):
            return False
        if subject is not None and s.fits(subject.start - 1, "relatives") and s.fits(subject.start - 2, "prepositions") and (
                not s.fits(subject.start - 2, "instrumental")) and not self._meanwhile(subject.start):
            return False  # `fields in which they intend to work together`
        if subject is None or assembly or self._texts(hit, subject):
            return True
        return not (self.agents.occasion(subject) and not self._given(hit) or self.agents.outsider(subject))

    def _given(self, hit: Hit) -> bool:
        """Whether an occasion only let the parties say it (`the visit was an occasion to reaffirm their wish to`)."""
        verb = self.asserted(hit)
        return verb is not None and self.sentence.infinitive(verb)

    def _texts(self, hit: Hit, subject: Span | None) -> bool:
        """Whether a text of the parties tells whose will the cue names (`the declaration records their wish to`)."""
        verb = self.asserted(hit)
        return verb is not None and subject is not None and self.agents.occasion(subject, "future_texts") and (
            self.sentence.at(verb, "group_texts_say") > verb)

    def _meanwhile(self, i: int) -> bool:
        """Whether the relative before token `i` only tells when (`the talks, during which they agreed to meet again`)."""
        s = self.sentence
        before = s.low[: s.position(i)].rstrip()
        return any(m.end() == len(before) for m in s.words.phrase("meanwhile").finditer(before))

    def _denied(self, hit: Hit) -> bool:
        """Whether a negation stands just before or in a cue, or before the auxiliaries and adverbs that belong to it."""
        s = self.sentence
        around = range(max(s.start, min(s.verb_begins(hit.start), hit.start - _DENIED)), hit.end)
        return any(s.negation(i) for i in around if not self._cut(i, hit.start))

    def _nominal(self, i: int) -> bool:
        """Whether what might be a verb is a noun or adjective: tagged so, and behind what goes before nouns."""
        s = self.sentence
        if not s.tagged or s.pos(i) not in {"NOUN", "ADJ"} or i == s.start:
            return False
        if s.fits(i - 1, "future_agents") and s.morph(i - 1, "Number=Plur") or self.agents.named(i - 1) or s.infinitive(i + 1):
            return False  # `the co-chairs plan to`, `Oslo hopes to`, `l'agence compte ouvrir`
        genitive = s.pos(i - 1) == "PART" and s.lower(i - 1).startswith("'")
        return genitive or s.fits(i - 1, "determiners") or s.fits(i - 1, "prepositions") or s.pos(i - 1) in {"ADJ", "NOUN"} or (
            s.pos(i) == "NOUN" and s.infinitive(i - 1))

    def _reported(self, hit: Hit) -> bool:
        """Whether the past of the past is only that of reported speech (`announced that they had charged`)."""
        s = self.sentence
        before = s.low[max(0, s.position(hit.start) - WINDOW) : s.position(hit.start)]
        told = s.words.phrase("future_reports").search(before) or s.words.phrase("asides").search(s.low, s.position(hit.end))
        return told is not None and not s.words.phrase("recalls").search(before)

    def _cut(self, i: int, start: int) -> bool:
        """Whether a comma parts token `i` from the cue."""
        return any(self.sentence.comma(j) for j in range(i, start))

    def _before(self, hit: Hit, whole: bool = True) -> str:
        """The text of the cue's clause up to it, with the cue's own words (whole) or without."""
        s = self.sentence
        end = s.position(hit.end if whole else hit.start)
        before = s.low[max(0, end - WINDOW) : end].rstrip()
        return before[before.rfind(";") + 1 :]

    def asserted(self, hit: Hit) -> int | None:
        """The token of the word before a cue by which it counts (`recognise` the need)."""
        s = self.sentence
        skipped = max(0, s.position(hit.start) - WINDOW)
        before = s.low[skipped : s.position(hit.start)].rstrip()
        place = max((_last(s, n, before) for n in hit.pattern.cue.needs), default=-1)
        return s.token(skipped + place) if place >= 0 else None

    def subject(self, hit: Hit) -> Span | None:
        """The grammatical subject of the cue's clause."""
        if hit.pattern.cue.impersonal:
            return None
        s = self.sentence
        verbs = [i for i in range(hit.start, hit.end) if s.pos(i) in {"VERB", "AUX"}]
        verb = self.asserted(hit)
        if verb is not None:  # a noun: who asserts it
            found = (self.subjects.main(verb) if s.gerund(verb) else None) or self.subjects.of(verb, verb)
            return found or (self.subjects.opened(hit.end) if s.gerund(verb) else None)
        behind = range(max(s.start, hit.start - 3), hit.start)
        if verbs and s.gerund(verbs[0]) and any(s.at(i, "seconds") == hit.start for i in behind):
            return self.subjects.main(verbs[0])  # `, while urging Oslo to`
        found = self.subjects.of(verbs[0] if verbs else hit.start, hit.start)
        if found is not None and verbs and s.comma(hit.start - 1) and not self.agents.acts(found):
            return self._shared(verbs[0]) or found
        return found

    def _shared(self, verb: int) -> Span | None:
        """The subject of the sentence's first verb, for one that only a comma joins to it."""
        s = self.sentence
        main = self.subjects.main(verb)
        plural = s.morph(verb, "Number=Plur")
        first = next((i for i in range(main.end, verb) if s.finite(i)), verb) if main is not None else verb
        same = s.morph(first, "Number=Plur") == plural and first < verb
        return main if main is not None and same and self.agents.acts(main) else None


def _last(sentence: Sentence, group: str, text: str) -> int:
    """Where the last phrase of a group begins in a text, -1 if there is none."""
    return max((m.start() for m in sentence.words.phrase(f"group_{group}").finditer(text)), default=-1)


def explores(sentence: Sentence, action: Action) -> bool:
    """Whether the action itself is to examine, study or consider."""
    s = sentence
    verb = action.verb
    if action.kind in {"noun", "thing"}:
        if s.fits(verb, "explore_nouns"):
            return True
    elif s.fits(verb, "explore_verbs"):
        return True
    if s.fits(verb, "carriers"):
        following = next((i for i in range(verb + 1, min(verb + 4, action.end)) if s.infinitive(i) or s.gerund(i)), None)
        if following is not None and s.fits(following, "explore_verbs"):
            return True
    end = min(verb + _EXPLORED, action.end)
    match = s.words.phrase("explore_phrases").search(s.low, s.position(action.start), s.position(end))
    return match is not None and match.start() <= s.position(verb)
