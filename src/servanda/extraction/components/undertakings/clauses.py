"""Whether a clause of its own begins at a place of a sentence, or an action goes on there."""

from __future__ import annotations

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.openings import SUBJECT


class Clauses:
    """Tells the beginnings of clauses in one sentence (heads, asserting: as in `scope.Scope`)."""

    def __init__(self, sentence: Sentence, heads: frozenset[int], asserting: frozenset[int]) -> None:
        self.sentence, self.heads, self.asserting = sentence, heads, asserting

    def begins(self, i: int) -> bool:
        """Whether a clause of its own (subject and finite verb, or a cue) begins at token `i`."""
        s = self.sentence
        joins = not s.fits(i, "subject_relatives") or s.pos(i) == "SCONJ"
        if joins and s.fits(i, "relatives") and s.fits(i - 1, "coordinators"):
            i += 1  # `and that they`
        if self._undergoes_too(i):
            return False
        described = self._attributive(i)
        if (i in self.heads or i in self.asserting) and not described or s.fits(i, "pronouns"):
            return True
        if s.tagged and s.fits(i + 1, "relatives") and s.pos(i) == "VERB" and s.participle(i) and s.pos(i + 1) == "SCONJ":
            return True  # `and assured that`
        saying = i + 1 if s.fits(i, "preverbs") else i
        if s.comma(i - 1) and s.gerund(saying) and s.fits(saying, "speech_verbs"):
            return True  # `, stressing that ...`
        for j in range(i, min(i + SUBJECT, s.end)):
            if j > i and s.fits(j - 1, "coordinators") and (s.finite(j) or j in self.heads):
                return False  # its subject is one before
            if j in self.heads and not (j > i and s.pos(j - 1) == "PART") and not self._attributive(j):
                return True
            if s.fits(j, "relatives") or (j > i and s.comma(j)) or s.stop(j) or s.gerund(j):
                return False
            if j > i and not s.finite(j) and s.predicate(j):
                return True
            if s.infinitive(j) and not s.noun(j):
                return False
            if s.finite(j):
                joined = s.fits(i - 1, "coordinators") or s.comma(i - 1)
                if j == i and s.tagged and s.participle(j) and joined and not self._past_before(i) and not self._governs(i):
                    return False  # `paperless trade and digitalized procedures`
                return not s.tagged or not (s.participle(j) or s.form(j, "ambiguous")) or j == i or self.able(j - 1)
            if j > i and s.pos(j) != "NOUN" and s.fits(j, "speech_verbs"):
                return True
        return False

    def _governs(self, i: int) -> bool:
        """Whether what might be a participle before a noun has an object of its own (`and thanked Oslo`, `and praised the`)."""
        s = self.sentence
        return i + 1 < s.end and s.pos(i + 1) in {"DET", "PRON", "PROPN", "NUM", "SCONJ"} and s.doc[i + 1].head.i >= i

    def _undergoes_too(self, i: int) -> bool:
        """Whether a participle is one more of a passive (`should be signed, sealed | and delivered in May`)."""
        s, j = self.sentence, i - 1
        while j > s.start and s.coordinator(j):
            j -= 1
        alike = j < i - 1 and s.participle(i) and s.morph(j, "VerbForm=Part") and s.fits(i - 1, "coordinators")
        after = s.pos(min(i + 1, s.end - 1))
        return alike and i not in self.heads and after not in {"DET", "PRON", "NOUN", "PROPN", "SCONJ", "PART"}

    def _attributive(self, i: int) -> bool:
        """Whether a participle or adjective only describes a thing (`agreed rules`, `made or approved by`, `open, safe`)."""
        s = self.sentence
        if not s.tagged or i + 1 >= s.end:
            return False
        if s.pos(i) == "ADJ":
            return s.coordinator(i + 1) or s.stop(i + 1)
        if s.pos(i) == "PROPN" and s.pos(i - 1) == "ADP":
            return True  # `the Minister of Planning`
        if not (s.morph(i, "VerbForm=Part") and s.participle(i)):
            return False
        j = i - 1
        while j > s.start and s.adverb(j):
            j -= 1
        before = s.fits(j, "prepositions") or s.fits(j, "determiners") or s.pos(j) == "ADJ"
        alike = s.fits(j, "coordinators") and s.participle(j - 1) and not s.fits(j - 2, "auxiliaries")
        return before and s.pos(i + 1) in {"NOUN", "ADJ"} or alike and s.fits(i + 1, "prepositions")

    def _past_before(self, i: int) -> bool:
        """Whether the sentence tells something of the past before token `i`."""
        s = self.sentence
        return any(
            s.morph(j, "Tense=Past") and (s.morph(j, "VerbForm=Fin") or any(
                s.fits(k, "auxiliaries") for k in range(max(s.start, j - 3), j)))
            for j in range(s.start, i))

    def able(self, i: int) -> bool:
        """Whether the word before what may be a verb or a participle can be its subject."""
        s = self.sentence
        while i > s.start and (s.clitic(i) or s.adverb(i)):
            i -= 1
        if s.pos(i) == "PROPN" and s.fits(i - 1, "genitives") and s.noun(i - 2):
            return s.fits(i - 2, "future_agents") or s.pos(i - 2) == "PROPN"  # `parts of Norway made to`
        return s.fits(i, "future_agents") or s.fits(i, "pronouns") or s.pos(i) == "PROPN"

    def same_mood(self, first: int, second: int) -> bool:
        s = self.sentence
        if not s.tagged:
            return s.future(first) == s.future(second)
        forms = [(s.doc[i].morph.get("Mood"), s.doc[i].morph.get("Tense")) for i in (first, second)]
        return forms[0] == forms[1] and bool(forms[0][0])
