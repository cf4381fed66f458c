"""A sentence as detection reads it: its tokens' forms, by the tagger where there is one, by their endings elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc

from servanda.extraction.components.undertakings.lexicon import Words
from servanda.extraction.content import content, token_classes, token_features, token_starts, token_words

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " "})
_RUMOURED = 2  # tokens before a verb in which it may be said to be a rumour
_DENIES = 300  # characters behind a denial in which what it denies may stand
_COMMAS = frozenset({",", ";"})
_STOPS = frozenset({".", "?", "!", ":"})
_PRESENT = frozenset({"VerbForm=Fin", "Tense=Pres", "Mood=Ind"})


class Sentence:
    """Tokens `start` to `end` (excluded) of a doc, with the lower-cased text the patterns run over (treaty: it is of one)."""

    def __init__(self, doc: Doc, start: int, end: int, words: Words, treaty: bool = False) -> None:
        self.doc, self.start, self.end, self.words, self.treaty = doc, start, end, words, treaty
        self.offset = token_starts(doc)[start]
        last = doc[end - 1]
        text = content(doc)[self.offset : last.idx + len(last)].translate(_APOSTROPHES)
        low = text.lower()
        self.low = low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self._classes = token_classes(doc)
        self.tagged = any(self._classes[start:end])
        self._starts = [at - self.offset for at in token_starts(doc)[start:end]]
        self._ends = [at + len(word) for at, word in zip(self._starts, token_words(doc)[start:end], strict=True)]
        self._lower = [self.low[a:b] for a, b in zip(self._starts, self._ends, strict=True)]
        self._answers = [words.answers(lowered) for lowered in self._lower]
        self._finite: dict[int, bool] = {}
        self._coordinators: dict[int, bool] = {}

    def lower(self, i: int) -> str:
        """Token `i`, lower-cased."""
        return self._lower[i - self.start]

    def token(self, position: int) -> int:
        """Index of the first token that ends after a position of `low`."""
        return self.start + bisect_right(self._ends, position)

    def position(self, i: int) -> int:
        """Where token `i` starts in `low` (its length for the end)."""
        return self._starts[i - self.start] if i < self.end else len(self.low)

    def text(self, start: int, end: int) -> str:
        """The lower-cased text of tokens `start` to `end` (excluded)."""
        return self.low[self.position(start) : self._ends[end - 1 - self.start]] if end > start else ""

    def fits(self, i: int, name: str | tuple[str, ...]) -> bool:
        """Whether token `i` belongs to a word class of the lexicon, or to one of several."""
        return self.start <= i < self.end and self._answers[i - self.start][name]

    def at(self, i: int, name: str) -> int:
        """The token after a phrase of the lexicon that begins at token `i`; `i` itself if none does."""
        if i >= self.end:
            return i
        match = self.words.phrase(name).match(self.low, self.position(i))
        return self.token(match.end() - 1) + 1 if match and match.end() > match.start() else i

    form = fits  # whether token `i` has a form that the lexicon describes by its spelling

    def morph(self, i: int, *features: str) -> bool:
        """Whether the tagger gives token `i` all these features."""
        return (_PRESENT if i in self._presents else self._features[i]).issuperset(features)

    @cached_property
    def _features(self) -> list[frozenset[str]]:
        return token_features(self.doc)

    def pos(self, i: int) -> str:
        """The tagger's word class of token `i` (empty where there is no tagger)."""
        return "VERB" if i in self._presents else self._classes[i]

    @cached_property
    def _presents(self) -> frozenset[int]:
        """Verbs behind a party to a treaty that the tagger takes for nouns or infinitives (`the Parties exchange notes`)."""
        found: set[int] = set()
        if not self.treaty or not self.tagged:
            return frozenset()
        for first, i in self._parties:
            while i < self.end and (self.doc[i].pos_ == "ADJ" or self.clitic(i)):
                i += 1
            if not self._opens_clause(first):
                continue
            if self._obliges(i):
                found.add(i)
            if i in found or i < self.end and self.doc[i].pos_ == "VERB" and "VerbForm=Fin" in self._features[i]:
                found.update(j for j in range(i + 1, self.end) if self.fits(j - 1, "coordinators") and self._goes_on(j))
        return frozenset(found)

    @cached_property
    def _parties(self) -> list[tuple[int, int]]:
        """The words for a party to a treaty, and the names of states: the tokens where they begin and end."""
        found = [m.span() for m in self.words.phrase("future_treaty_parties").finditer(self.low)]
        found += [(m.span.start - self.offset, m.span.end - self.offset) for m in self.doc._.findings.states
                  if m.kind == "name" and self.offset <= m.span.start and m.span.end - self.offset <= len(self.low)]
        return [(self.token(start), self.token(end - 1) + 1) for start, end in sorted(found)]

    def _goes_on(self, j: int) -> bool:
        """Whether token `j`, behind a conjunction, is one more verb of a party, whatever the tagger takes it for."""
        verb = self.doc[j].pos_ == "VERB" and self.form(j, "infinitive")
        after = j + 1 < self.end and self.doc[j + 1].pos_ in {"DET", "PRON"} and self.fits(j + 1, "determiners")
        parted = self.comma(j + 1) and self.at(j + 2, "insertions") > j + 2  # `and designates, not later than May, an agency`
        return verb or self.form(j, "obliging") and self.doc[j].pos_ == "NOUN" and (after or parted or self.at(j, "verbal") > j)

    def _opens_clause(self, i: int) -> bool:
        """Whether nothing but determiners and adjectives stands between token `i` and where its clause begins."""
        while i > self.start and (self.fits(i - 1, "determiners") or self.doc[i - 1].pos_ in {"DET", "ADJ", "PROPN"}):
            i -= 1
        return i == self.start or self.comma(i - 1) or not self.lower(i - 1)[:1].isalpha()

    def _obliges(self, i: int) -> bool:
        """Whether token `i` is spelt like the verb that its clause lacks, with what goes with a verb behind it."""
        if i + 1 >= self.end or not self.form(i, "obliging") or self.doc[i].pos_ in {"VERB", "AUX", "ADP", "PROPN"}:
            return False
        for j in range(i + 1, self.end):
            if self.comma(j) or self.stop(j) or self.fits(j, "coordinators"):
                break
            if "VerbForm=Fin" in self._features[j] and not self.fits(j - 1, "relatives"):
                return False
        return self.doc[i + 1].pos_ in {"DET", "NUM", "ADP", "ADV", "PRON", "NOUN"}

    def infinitive(self, i: int) -> bool:
        """Whether token `i` is an infinitive."""
        if not self.start <= i < self.end or self.form(i, "not_infinitive") or self.at(i, "adjectival") > i:
            return False
        if i + 2 < self.end and self.lower(i + 1) == "-" and self.words.fits("infinitive", self.text(i, i + 3)):
            return True  # `co-host`, in three tokens
        if not self.tagged:
            return self.form(i, "infinitive")
        if not self.form(i, "infinitive") and i > self.start and self.doc[i].text[:1].isupper():
            return False  # a name that the tagger takes for a verb
        if self.morph(i, "VerbForm=Inf") or self.pos(i) in {"VERB", "AUX"} and self.form(i, "infinitive"):
            return True
        if not self.form(i, "infinitive") or self.pos(i) in {"DET", "PRON"}:
            return False
        after = i > self.start and (self.pos(i - 1) == "PART" or self.fits(i - 1, "future_auxiliaries"))
        if after or not self.form(i, "ambiguous"):
            return True
        joined = self.coordinator(i - 1) or self.lower(i - 1) in self.words.lexicon.purpose_markers
        joined = joined or any(self.at(i - n, "connectors") == i for n in (2, 3) if i - n >= self.start)
        return joined and self.at(i, "verbal") > i

    def gerund(self, i: int) -> bool:
        """Whether token `i` is a present participle or gerund."""
        if not self.form(i, "gerund"):
            return False
        if self.tagged and self.pos(i) == "VERB":
            return True
        return not self.form(i, "not_gerund") and (not self.tagged or self.pos(i) not in {"PROPN", "ADP", "ADV"})

    def future(self, i: int) -> bool:
        """Whether token `i` is a simple future."""
        if not self.form(i, "future") or self.form(i, "not_future"):
            return False
        return not (self.doc[i].text[:1].isupper() and i > self.start)

    def conditional(self, i: int) -> bool:
        """Whether token `i` is a conditional."""
        if not self.start <= i < self.end:
            return False
        return self.form(i, "conditional") and not self.form(i, "not_conditional")

    def finite(self, i: int) -> bool:
        """Whether token `i` is a finite verb."""
        if i not in self._finite:
            self._finite[i] = self.start <= i < self.end and self._is_finite(i)
        return self._finite[i]

    def _is_finite(self, i: int) -> bool:
        if self.future(i) or self.conditional(i) or self.fits(i, "future_auxiliaries") or self.fits(i, "future_reported"):
            return True
        if i in self._presents:
            return True
        if not self.tagged:
            return self.form(i, "present") or self.fits(i, "passive")
        if not self.morph(i, "VerbForm=Fin") or self.pos(i) not in {"VERB", "AUX"} or self.form(i, "infinitive"):
            return False
        return not (self.fits(i - 1, "determiners") and not self.clitic(i - 1) or self._after_article(i))

    def predicate(self, i: int) -> bool:
        """Whether token `i` is a finite verb, also a plural present spelt as an infinitive, behind who does it."""
        if self.finite(i):
            return True
        if not self.tagged or not self.start < i < self.end or not self.morph(i, "VerbForm=Fin"):
            return False
        j = i - 1
        while j > self.start and (self.clitic(j) or self.adverb(j)):
            j -= 1
        return self.fits(j, "future_agents") or self.fits(j, "pronouns") or self.pos(j) == "PROPN"

    def mandated(self, i: int) -> bool:
        """Whether token `i` is a bare verb that may stand in a clause of what shall be (`that he pay`)."""
        if not self.form(i, "mandated") or self.pos(i) not in {"VERB", "AUX"}:
            return False
        return self.infinitive(i) or self.fits(i, "passive") and self.morph(i, "VerbForm=Inf")

    def _after_article(self, i: int) -> bool:
        """Whether a clitic before token `i` is an article after all: one that opens a phrase (`, la liste des`)."""
        return self.fits(i - 1, "determiners") and (self.coordinator(i - 2) or self.fits(i - 2, "prepositions"))

    def clitic(self, i: int) -> bool:
        """Whether token `i` is a clitic, negation or the like before a verb, and no subject pronoun."""
        if not self.fits(i, "preverbs"):
            return False
        return not self.fits(i, "pronouns") or self.fits(i - 1, "pronouns")

    def before_verb(self, i: int) -> bool:
        """Whether token `i` may stand between a subject and its verb: a clitic, an auxiliary, an adverb."""
        return self.clitic(i) or self.fits(i, "auxiliaries") or self.adverb(i) and not (self.tagged and self.noun(i))

    def verb_begins(self, i: int) -> int:
        """Where the verb at token `i` begins, with the clitics, auxiliaries and adverbs before it."""
        while i > self.start and self.before_verb(i - 1):
            i -= 1
        return i

    def participle(self, i: int) -> bool:
        """Whether token `i` is a past participle."""
        if not self.start <= i < self.end:
            return False
        return self.form(i, "participle") or (self.tagged and self.morph(i, "VerbForm=Part", "Tense=Past"))

    def noun(self, i: int) -> bool:
        """Whether token `i` is a noun (any word, where there is no tagger)."""
        if not self.start <= i < self.end:
            return False
        return self.pos(i) in {"NOUN", "PROPN"} if self.tagged else self.lower(i)[:1].isalpha()

    def action_noun(self, i: int) -> bool:
        """Whether token `i` names an action."""
        if not self.form(i, "action_noun") or self.form(i, "not_action_noun"):
            return False
        return not self.tagged or self.pos(i) in {"NOUN", "VERB", "ADJ", "X", "PROPN"}

    def adverb(self, i: int) -> bool:
        """Whether token `i` is an adverb."""
        if not self.start <= i < self.end:
            return False
        return self.form(i, "adverb") or (self.tagged and self.pos(i) == "ADV" and not self.fits(i, "relatives"))

    def restricts(self, i: int) -> bool:
        """Whether token `i` only tells which one is meant: in a relative clause or a participle without a comma before."""
        if i > self.start and self.tagged and self.gerund(i) and self.pos(i - 1) == "NOUN":
            return not self._absolute(i - 1)  # `people seeking to settle`
        j = i - 1
        while j > self.start and (self.before_verb(j) or self.fits(j, "coordinators") and self.fits(j - 1, "auxiliaries")):
            j -= 1
        relative = j > self.start and self.fits(j, "subject_relatives")
        return relative and not self.comma(j - 1) and not self.fits(j - 1, "coordinators")

    def _absolute(self, noun: int) -> bool:
        """Whether a noun is the subject of a participle of its own (`with both sides vowing`)."""
        i = noun - 1
        while i > self.start and (self.pos(i) in {"ADJ", "NUM", "PROPN"} or self.fits(i, "determiners")):
            i -= 1
        return self.fits(i, "absolutes")

    def negation(self, i: int) -> bool:
        """Whether token `i` is a negation that denies."""
        return self.fits(i, "negations") and self.at(i, "affirmed") == i

    def negated(self, start: int, end: int) -> bool:
        """Whether a negation stands among tokens `start` to `end` (excluded)."""
        return any(self.negation(i) for i in range(start, end))

    @cached_property
    def _denials(self) -> list[tuple[int, int]]:
        return [m.span() for m in self.words.phrase("denials").finditer(self.low)]

    def rumoured(self, start: int, stop: int) -> bool:
        """Whether the words of a verb, or those right before it, make it a mere rumour (`has reportedly promised`)."""
        first = self.position(max(self.start, self.verb_begins(start) - _RUMOURED))
        found = self.words.phrase("hearsay").finditer(self.low)
        return self._gossip(start) or any(first <= m.end() and m.start() < self.position(stop) for m in found)

    @cached_property
    def _rumours(self) -> list[int]:
        return [m.end() for m in self.words.phrase("rumours").finditer(self.low)]

    def _gossip(self, i: int) -> bool:
        """Whether the sentence tells what stands at token `i` only as what a newspaper or others say."""
        told = [end for end in self._rumours if end <= self.position(i)]
        return bool(told) and not any(self.lower(j) == ";" or self.at(j, "adversatives") > j
                                      for j in range(self.token(told[-1]), i))

    def denied(self, start: int, stop: int) -> bool:
        """Whether the verb at tokens `start` to `stop` tells only what the clause above denies (`denied that it would`)."""
        place = self.position(start)
        end = max((end for begin, end in self._denials if begin < place), default=-1)
        if end < 0 or place - end > _DENIES or set(self.low[end:place]) & set(",;:"):
            return False
        first = self.verb_begins(start)
        own = any(self.fits(i, "auxiliaries") for i in range(first, stop)) or any(self.finite(i) for i in range(start, stop))
        return not (own and self.fits(first - 1, "coordinators"))

    def comma(self, i: int) -> bool:
        """Whether token `i` is a comma or semicolon."""
        return self.start <= i < self.end and self._lower[i - self.start] in _COMMAS

    def stop(self, i: int) -> bool:
        """Whether token `i` ends a sentence, also one that was not split (that of `No. 13` does not), or opens a list."""
        sign = self.lower(i)
        return sign in _STOPS and not (sign == "." and i + 1 < self.end and self.lower(i + 1)[:1].isdigit())

    def coordinator(self, i: int) -> bool:
        """Whether token `i` joins actions: a comma, a semicolon or a conjunction."""
        if i not in self._coordinators:
            self._coordinators[i] = self.comma(i) or self.fits(i, "coordinators") or self.at(i, "connectors") > i
        return self._coordinators[i]

    def after_coordinators(self, i: int) -> int:
        """The first token from `i` on that neither joins nor merely counts (`firstly`, `also`)."""
        while i < self.end and (self.coordinator(i) or self.fits(i, "joiners")):
            i = self.after_number(max(i + 1, self.at(i, "connectors")))
        return i

    def after_joint(self, i: int) -> int:
        """The first token from `i` on that neither joins nor is inserted (`and, where feasible, to`)."""
        i = self.after_coordinators(i)
        while i < self.end and (after := self.at(i, "insertions")) > i:
            i = self.after_coordinators(after)
        return i

    def after_number(self, i: int) -> int:
        """The token after a number or letter that counts an item inside a sentence: `(1)`, `ii)`, `(a)`."""
        j = i + 1 if i < self.end and self.lower(i) == "(" else i
        if j + 1 < self.end and len(self.lower(j)) <= 3 and self.lower(j).isalnum() and self.lower(j + 1) == ")":
            return j + 2
        return i

    def after_preverbs(self, i: int) -> int:
        """The first token from `i` on that is no clitic, negation, adverb, courtesy or insertion between commas."""
        while i < self.end:
            if (polite := self.at(i, "courtesies")) > i:
                i = polite
                continue
            if self.doc[i].is_quote and self.fits(i + 1, "preverbs"):
                i += 3 if i + 2 < self.end and self.doc[i + 2].is_quote else 1  # `would "never" sell`
                continue
            if self.fits(i, "preverbs") or (self.adverb(i) and (not self.infinitive(i) or self.infinitive(i + 1))):
                i += 1
                continue
            after = max(self.at(i + 1, "insertions"), self.at(i + 1, "asides")) if self.comma(i) else i
            if after <= i + 1 or not self.comma(after):
                break
            i = after + 1
        return i

    def starts_with(self, i: int, markers: tuple[str, ...]) -> int:
        """The token after a marker that stands at `i` (a marker may be several words); `i` itself if none does."""
        if i >= self.end:
            return i
        place = self.position(i)
        for marker in sorted(markers, key=len, reverse=True):
            after = place + len(marker)
            if self.low.startswith(marker, place) and (marker.endswith("'") or not self.low[after : after + 1].isalpha()):
                return self.token(after - 1) + 1
        return i
