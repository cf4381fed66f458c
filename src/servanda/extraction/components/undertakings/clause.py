"""A sentence as detection reads it: its tokens' forms, by the tagger where there is one, by their endings elsewhere."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from servanda.extraction.components.undertakings.lexicon import Words

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " "})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})
_STOPS = frozenset({",", ";"})
_DASHES = frozenset({"-", "\u2013", "\u2014", "--"})


class Sentence:
    """Tokens `start` to `end` (excluded) of a doc, with the lower-cased text the patterns run over."""

    def __init__(self, doc: Doc, start: int, end: int, words: Words) -> None:
        self.doc, self.start, self.end, self.words = doc, start, end, words
        self.offset = doc[start].idx
        last = doc[end - 1]
        text = doc.text[self.offset : last.idx + len(last)].translate(_APOSTROPHES)
        self.low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self.tagged = doc.has_annotation("POS")
        self._lower = [self.low[t.idx - self.offset : t.idx - self.offset + len(t)] for t in doc[start:end]]
        forms = words.lexicon.forms
        self._forms = {name: re.compile(f"(?:{getattr(forms, name)})\\Z") for name in type(forms).model_fields}

    def lower(self, i: int) -> str:
        """Token `i`, lower-cased."""
        return self._lower[i - self.start]

    def token(self, position: int) -> int:
        """Index of the first token that ends after a position of `low`."""
        place = position + self.offset
        for i in range(self.start, self.end):
            if self.doc[i].idx + len(self.doc[i]) > place:
                return i
        return self.end

    def position(self, i: int) -> int:
        """Where token `i` starts in `low` (its length for the end)."""
        return self.doc[i].idx - self.offset if i < self.end else len(self.low)

    def fits(self, i: int, name: str) -> bool:
        """Whether token `i` belongs to a word class of the lexicon."""
        return self.start <= i < self.end and bool(self.words.word(name).match(self.lower(i)))

    def _ends(self, i: int, name: str) -> bool:
        return bool(self._forms[name].match(self.lower(i)))

    def _morph(self, i: int, *features: str) -> bool:
        found = str(self.doc[i].morph).split("|")
        return all(f in found for f in features)

    def _pos(self, i: int) -> str:
        return self.doc[i].pos_

    def infinitive(self, i: int) -> bool:
        """Whether token `i` is an infinitive."""
        if not self.start <= i < self.end or self._ends(i, "not_infinitive"):
            return False
        if not self.tagged:
            return self._ends(i, "infinitive")
        return self._morph(i, "VerbForm=Inf") or (self._pos(i) not in {"DET", "PROPN", "PRON"} and self._ends(i, "infinitive"))

    def gerund(self, i: int) -> bool:
        """Whether token `i` is a present participle or gerund."""
        if not self.start <= i < self.end or self._ends(i, "not_gerund"):
            return False
        if not self.tagged:
            return self._ends(i, "gerund")
        return self._morph(i, "VerbForm=Part", "Tense=Pres") or (self._pos(i) == "VERB" and self._ends(i, "gerund"))

    def future(self, i: int) -> bool:
        """Whether token `i` is a simple future."""
        if self._ends(i, "not_future") or self.doc[i].text[:1].isupper() and i > self.start:
            return False
        return self._ends(i, "future") and (not self.tagged or self._pos(i) not in {"PROPN"})

    def conditional(self, i: int) -> bool:
        """Whether token `i` is a conditional."""
        return self._ends(i, "conditional") and not self._ends(i, "not_future")

    def finite(self, i: int) -> bool:
        """Whether token `i` is a finite verb."""
        if self.tagged:
            return self._morph(i, "VerbForm=Fin") and self._pos(i) in {"VERB", "AUX"}
        return self.future(i) or self.conditional(i) or self.fits(i, "future_auxiliaries")

    def participle(self, i: int) -> bool:
        """Whether token `i` is a past participle."""
        return self.tagged and self._morph(i, "VerbForm=Part", "Tense=Past") and self._pos(i) == "VERB"

    def noun(self, i: int) -> bool:
        """Whether token `i` is a noun (any word, where there is no tagger)."""
        return self._pos(i) in {"NOUN", "PROPN"} if self.tagged else self.lower(i)[:1].isalpha()

    def nominal(self, i: int) -> bool:
        """Whether token `i` may belong to a noun phrase before its noun."""
        return not self.tagged or self._pos(i) in _NOMINAL

    def action_noun(self, i: int) -> bool:
        """Whether token `i` names an action."""
        if not self.start <= i < self.end or self._ends(i, "not_action_noun"):
            return False
        return self._ends(i, "action_noun") and (not self.tagged or self._pos(i) in {"NOUN", "VERB", "ADJ", "X"})

    def adverb(self, i: int) -> bool:
        """Whether token `i` is an adverb."""
        return (self.tagged and self._pos(i) == "ADV") or self._ends(i, "adverb")

    def punctuation(self, i: int) -> bool:
        """Whether token `i` is a comma or semicolon."""
        return self.lower(i) in _STOPS

    def coordinator(self, i: int) -> bool:
        """Whether token `i` joins actions: a comma, a semicolon or a conjunction."""
        return self.punctuation(i) or self.fits(i, "coordinators")

    def dash(self, i: int) -> bool:
        """Whether token `i` is a dash that stands by itself."""
        return self.lower(i) in _DASHES

    def after_preverbs(self, i: int) -> int:
        """The first token from `i` on that is no clitic, negation or adverb."""
        while i < self.end and (self.fits(i, "preverbs") or (self.adverb(i) and not self.infinitive(i))):
            i += 1
        return i

    def starts_with(self, i: int, markers: tuple[str, ...]) -> int:
        """The token after a marker that stands at `i` (a marker may be several words); `i` itself if none does."""
        if i >= self.end:
            return i
        rest = self.low[self.position(i) :]
        for marker in sorted(markers, key=len, reverse=True):
            if rest.startswith(marker) and (marker.endswith("'") or not rest[len(marker) : len(marker) + 1].isalpha()):
                return self.token(self.position(i) + len(marker))
        return i

    def head(self, i: int) -> Token:
        """The token itself, as spaCy has it."""
        return self.doc[i]
