"""Where actions begin: the complement behind a cue, behind its addressee, or at a place of its own."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.lexicon import Frame

REACH = 30  # tokens between a cue and its marker: addressees can be long
SUBJECT = 14  # tokens of a subject before its verb
_NOUNS = 5  # tokens of a subject in which the noun stands that says what is done
_HAPPENING = ("future_meetings", "future_occasions", "future_texts")
BRACKETS = {"(": ")", "[": "]", "\u00ab": "\u00bb", "\u201c": "\u201d"}


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an action begins, before its end is known."""

    start: int
    verb: int
    kind: str
    frame: Frame
    second: bool = False
    doer: tuple[int, int] | None = None


class Openings:
    """Finds where complements begin in one sentence; `heads` are the tokens at which cues and futures begin."""

    def __init__(self, sentence: Sentence, heads: frozenset[int]) -> None:
        self.sentence, self.heads = sentence, heads

    def is_clause(self, i: int) -> bool:
        """Whether the sentence from token `i` on has a finite verb of its own."""
        s, relative = self.sentence, False
        for j in range(i, s.end):
            if s.fits(j, "relatives") and s.pos(j) != "ADP":
                relative = True
            elif s.finite(j) or s.predicate(j):
                if not relative:
                    return True
                relative = False
        return False

    def near(self, after: int, frames: tuple[Frame, ...]) -> Opening | None:
        i, seen = after, -1
        while i < self.sentence.end and i != seen:
            seen, inserted = i, self.sentence.at(i, "insertions")
            if found := (self.first(inserted, frames) if inserted > i else None) or self.first(i, frames):
                return found
            i = self.past_setting(i, frames) or self.past_insertion(i)
        return None

    def past_setting(self, i: int, frames: tuple[Frame, ...]) -> int:
        """Where an infinitive begins behind words that tell where or when it was said (`agreed at a session in May to`)."""
        s = self.sentence
        if not s.fits(i, "settings") or any(s.starts_with(i, f.words) > i for f in frames if f.words):
            return 0
        verbal = tuple(f for f in frames if f.kind == "infinitive" and f.words)
        parted = False
        for j in range(i + 2, min(i + REACH, s.end)):
            if s.stop(j) or s.finite(j) or s.fits(j, "relatives") or j in self.heads:
                return 0
            parted = parted or s.comma(j)  # `decided at a session, held in May, to`
            if (not parted or s.comma(j - 1)) and self.first(j, verbal) is not None:
                return j
        return 0

    def first(self, i: int, frames: tuple[Frame, ...]) -> Opening | None:
        return next((found for f in frames if (found := self.open(i, f))), None)

    def past_insertion(self, i: int) -> int:
        """Past an adverb, or an insertion between commas or brackets."""
        s = self.sentence
        if (after := max(s.at(i, "insertions"), s.after_number(i))) > i:
            return after
        if s.lower(i) == ":":
            return i + 1
        if s.adverb(i) or s.fits(i, "joiners"):
            return i + 1
        if s.comma(i) and (after := s.at(i + 1, "insertions")) > i + 1 and not s.comma(after):
            return after  # whose second comma was left out
        closing = "," if s.lower(i) == "," else BRACKETS.get(s.lower(i))
        if closing is None:
            return i
        for j in range(i + 1, min(i + SUBJECT, s.end)):
            if s.lower(j) == closing:
                return j + 1
            if s.lower(j) == ";" or (s.finite(j) and not s.at(i + 1, "asides") > i + 1):
                return i
        return i

    def far(self, after: int, frames: tuple[Frame, ...], addressee: bool) -> Opening | None:
        """A complement behind an addressee or joined to one that is no action: the nearest that no other verb takes."""
        bare = {"infinitive"} if addressee else set()
        wanted = tuple(f for f in frames if f.kind in {"infinitive", "gerund", "clause"} and (f.words or f.kind in bare))
        if not wanted:
            return None
        nouns = tuple(f for f in frames if f.kind == "noun" and f.words)
        s, relative = self.sentence, False
        for i in range(after, min(after + REACH, s.end)):
            if s.lower(i) == ";" or s.stop(i) or (i > after and i in self.heads and not relative):
                return None
            joined = i > after and s.coordinator(i - 1)
            if i > after and (addressee or joined) and (found := self.first(i, wanted)):
                return found
            if joined and (found := self.first(i, nouns)) and s.fits(found.verb + 1, "genitives"):
                return found  # `committed to peace and to the reform of the Council`
            if s.fits(i, "relatives"):
                relative = True
            elif i > after and s.finite(i):
                if not relative:
                    return None
                relative = False
        return None

    def behind_dative(self, after: int, frames: tuple[Frame, ...]) -> Opening | None:
        """A noun phrase behind the one who is asked or promised it (`promised to the miners a pension`)."""
        s = self.sentence
        nominal = tuple(f for f in frames if f.kind in {"noun", "thing"} and not f.words)
        to = tuple(w.strip() for w in s.words.lexicon.markers.get("to", ()))
        if not nominal or s.starts_with(after, to) == after:
            return None
        for i in range(after + 2, min(after + SUBJECT, s.end)):
            if s.comma(i) or s.stop(i) or s.finite(i) or s.fits(i, "relatives") or s.fits(i, "coordinators"):
                return None
            opens = s.fits(i, "determiners") and not s.fits(i, "genitives")
            joined = s.fits(i - 1, "prepositions") or s.fits(i - 1, "determiners") or s.fits(i - 1, "coordinators")
            if opens and not joined and (found := self.first(i, nominal)):
                return found
        return None

    def open(self, i: int, frame: Frame) -> Opening | None:
        s = self.sentence
        if frame.words and i + 1 < s.end and s.doc[i].is_quote:
            i += 1  # `vowed "to raise" the sum`
        k = s.starts_with(i, frame.words) if frame.words else i
        if frame.words and k == i:
            return None
        k = s.after_number(k + 1 if k < s.end and s.lower(k) == ":" else k)
        if k >= s.end or frame.words and s.fits(k, "coordinators"):
            return None
        if frame.kind in {"infinitive", "gerund"}:
            polite, k = k, s.at(k, "courtesies")
            if k + 1 < s.end and s.doc[k].is_quote:
                k += 1  # `vowed to "raise" the sum`
            verb = s.after_preverbs(k)
            bare = k > polite and verb == k and s.form(verb, "infinitive")  # `to more than double`
            fits = s.infinitive(verb) or bare if frame.kind == "infinitive" else s.gerund(verb)
            start = i if frame.words and s.negation(i) else k  # `not to raise`
            if s.comma(start):
                start = self._clitics(k, verb)  # `souhaite, pour sa part, ouvrir`
            return Opening(start, verb, frame.kind, frame) if fits else None
        if frame.kind == "clause":
            return self.clause(k, frame)
        if frame.kind in {"subject", "passive"}:
            return None
        if frame.kind == "self":
            return Opening(k, k, frame.kind, frame)
        return self._nominal(k, frame)

    def _nominal(self, k: int, frame: Frame) -> Opening | None:
        """A noun phrase; for `noun`, one whose first nouns name an action."""
        s = self.sentence
        i = s.at(k, "roundings")  # `pledged up to ten million`
        while i < s.end and (s.fits(i, "determiners") or s.lower(i) in BRACKETS or s.lower(i) == "-" and i > k):
            i += 1
        while i > k and i + 1 < s.end and s.pos(i) == "ADV" and s.adverb(i):
            i += 1  # `ten fully funded scholarships`
        bare = frame.kind == "thing" and i == k and not frame.words and not (
            s.fits(i, "explore_nouns") or s.pos(i) == "ADJ" or self._things(i))
        if i >= s.end or s.fits(i, "prepositions") or bare or s.infinitive(i) and not s.noun(i):
            return None
        for j in range(i, min(i + 6, s.end)):
            if s.fits(j, "empty_nouns") and not (s.tagged and j + 1 < s.end and s.pos(j + 1) == "NOUN"):
                return self._purpose(j)
            if s.action_noun(j) and not (s.tagged and s.pos(j + 1 if j + 1 < s.end else j) == "NOUN" and j + 1 < s.end):
                return Opening(k, j, frame.kind, frame)
            if s.comma(j) or s.stop(j) or s.finite(j) or s.fits(j, "prepositions") or s.fits(j, "relatives"):
                break
        verbal = s.pos(i) == "VERB" and (i > k or s.participle(i))
        if frame.kind != "thing" or not (s.noun(i) or s.pos(i) in {"ADJ", "NUM"} or verbal or not s.tagged):
            return None
        return Opening(k, i, frame.kind, frame)

    def _things(self, i: int) -> bool:
        """Whether a noun phrase without a determiner names several things, or a doing (`priority berths`, `data sharing`)."""
        s = self.sentence
        while s.tagged and i < s.end and s.pos(i) in {"NOUN", "ADJ", "VERB"} and s.fits(i, "future_agents") is False:
            if s.pos(i) == "NOUN" and (s.morph(i, "Number=Plur") or s.form(i, "gerund")):
                return not s.gerund(i + 1)
            i += 1
        return False

    def _purpose(self, noun: int) -> Opening | None:
        """The purpose of an empty noun (`measures to promote X`) is the action; without one there is none."""
        s = self.sentence
        for i in range(noun + 1, min(noun + SUBJECT, s.end)):
            after = s.at(i, "empty_purpose")
            verb = s.after_preverbs(after)
            if after > i and (s.infinitive(verb) or s.gerund(verb)):
                return Opening(after, verb, "infinitive", Frame("", (), "infinitive"))
        return None

    def clause(self, k: int, frame: Frame) -> Opening | None:
        """A subordinate clause: from its verb, or from the subject of a passive."""
        s, relative, past = self.sentence, False, k
        if not frame.words and not (s.fits(k, "determiners") or s.fits(k, "pronouns") or s.pos(k) == "PROPN"):
            return None
        for i in range(k, min(k + (REACH if frame.words else SUBJECT), s.end)):
            if s.lower(i) == ";" or s.stop(i) or not frame.words and s.comma(i):
                return None
            if i < past:
                continue
            if s.fits(i, "relatives"):
                relative = True
            elif s.finite(i) or i > k and s.tagged and self._mistaken(k, i):
                if relative:
                    relative = False
                    aux = s.fits(i, "future_auxiliaries") or s.fits(i, "future_reported")
                    past = s.after_preverbs(i + 1) + 1 if aux else i  # `a plan which will widen`
                    continue
                return self._verb(k, i, frame) if s.form(i, "clause_verb") else None
        return None

    def _mistaken(self, k: int, i: int) -> bool:
        """Whether token `i` is the verb of the clause from `k` on although the tagger knows no finite verb in it."""
        s = self.sentence
        undergone = any(s.fits(j, "passive") or s.fits(j, "auxiliaries") for j in range(s.verb_begins(i) - 1, i))
        return s.pos(i - 1) != "PART" and not undergone and s.mandated(i) or self._behind_name(k, i) or self._unlike(i)

    def _behind_name(self, k: int, i: int) -> bool:
        """Whether what the tagger takes for a noun is the verb of a one-word name (`that Oslo finance the bridge`)."""
        s = self.sentence
        after = i + 2 if i + 2 < s.end and s.pos(i + 1) in {"ADP", "ADV"} else i + 1
        opens = s.fits(after, "determiners") and not s.fits(after, "genitives")
        return i == k + 1 and s.pos(k) == "PROPN" and s.pos(i) == "NOUN" and opens and s.form(i, "subjunctive")

    def _unlike(self, i: int) -> bool:
        """Whether what the tagger takes for a past participle is spelt as none, and no auxiliary makes it one."""
        s = self.sentence
        taken = s.morph(i, "VerbForm=Part", "Tense=Past") and s.pos(i) == "VERB" and s.form(i, "subjunctive")
        return taken and not s.form(i, "participle") and not (s.fits(i - 1, "auxiliaries") or s.fits(i - 1, "passive"))

    def _verb(self, k: int, i: int, frame: Frame) -> Opening:
        s = self.sentence
        verb = s.after_preverbs(i + 1) if s.fits(i, "future_auxiliaries") or s.fits(i, "future_reported") else i
        return Opening(k, verb, frame.kind, frame)

    def _clitics(self, first: int, verb: int) -> int:
        """Where the words begin that belong before a verb, behind a first token."""
        while verb - 1 >= first and self.sentence.fits(verb - 1, "preverbs"):
            verb -= 1
        return verb

    def happens(self, k: int, i: int) -> bool:
        """Whether the verb from token `i` on only tells that what is done happens, its noun opening at token `k`."""
        s = self.sentence
        there = max(s.at(i, "future_occurring"), s.at(i - 1, "future_occurring") if i > k + 1 else i) > i
        return there and any(s.action_noun(j) or s.fits(j, _HAPPENING) for j in range(k, min(k + _NOUNS, i)))

    def is_passive(self, i: int) -> bool:
        """Whether a finite verb at token `i` is, or leads to, the auxiliary of a passive."""
        s = self.sentence
        after = s.after_preverbs(i + 1)
        if s.fits(i, "future_auxiliaries") or s.fits(i, "future_reported") or s.finite(i) and s.fits(after, "passive") and (
                s.infinitive(after) or s.tagged and s.morph(after, "VerbForm=Inf")):
            i = after
        return s.fits(i, "passive") and s.participle(s.after_preverbs(i + 1))
