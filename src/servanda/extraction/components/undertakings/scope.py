"""The actions a cue governs: what is joined to the first, and where each ends.

The way is linear (markers, word classes): parsers lose their way in the long coordinations of communiques, markers do
not. The parse is only asked where markers are silent (nouns joined without a marker).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.clauses import Clauses
from servanda.extraction.components.undertakings.ends import DASHES, trim
from servanda.extraction.components.undertakings.lexicon import Frame
from servanda.extraction.components.undertakings.openings import REACH, SUBJECT, Opening, Openings

_TELLERS = ("future_agents", "future_persons", "pronouns", "future_texts")  # who or what tells
_NAMED = 6  # tokens of a subject that shares the verb of the one before


@dataclass(frozen=True, slots=True)
class Action:
    """Tokens `start` to `end` (excluded) of an action; `verb` is its verb or noun, `kind` as in frames.

    doer: the tokens of a subject of its own (`Oslo promised to build and Rome to pay`).
    """

    start: int
    end: int
    verb: int
    kind: str
    second: bool = False
    doer: tuple[int, int] | None = None


class Scope:
    """Finds complements in one sentence.

    heads: the tokens at which cues and futures begin; asserting: those by which a cue counts (`recognise` the need).
    """

    def __init__(self, sentence: Sentence, heads: frozenset[int], asserting: frozenset[int] = frozenset()) -> None:
        self.sentence, self.heads = sentence, heads
        self.openings = Openings(sentence, heads)
        self.clauses = Clauses(sentence, heads, asserting)

    # --- the first complement -------------------------------------------------------------------------------------

    def complements(
        self, after: int, frames: tuple[Frame, ...], addressee: bool | str = False, tight: bool = False
    ) -> list[Action]:
        """The actions that frames open behind a cue that ends before token `after` (tight: a comma ends them)."""
        behind = frames
        if isinstance(addressee, str):
            addressee = self.sentence.starts_with(after, (addressee,)) > after
            behind = tuple(f for f in frames if f.kind != "gerund") if addressee else frames  # `the need for a pact on fishing`
        opening = self.openings.near(after, frames) or self.openings.far(after, behind, addressee)
        if opening is None and addressee:
            opening = self.openings.behind_dative(after, frames)
        return list(self._gather(opening, frames, tight)) if opening else []

    def inherited(self, i: int, frames: tuple[Frame, ...], bare: bool, verbs: bool = False) -> list[Action]:
        """The actions of a list item or an elliptic sentence that begins at token `i`.

        bare: the marker may lack. verbs: only infinitives may follow, whatever the tagger takes them for.
        """
        if self.sentence.at(i, "reasons") > i and self.openings.is_clause(i):
            return []  # `recognizing their worth, Oslo will`
        verb = self.sentence.after_preverbs(i)
        if verbs and self.sentence.form(verb, "infinitive"):
            return self.gather(Opening(i, verb, "infinitive", Frame("", (), "infinitive")), frames)
        opening = self.openings.first(i, tuple(f for f in frames if f.words or f.kind == "infinitive"))
        if opening is None and bare:
            kinds: tuple[str, ...] = ("infinitive", "gerund") if self.openings.is_clause(i) else ("infinitive", "gerund", "noun")
            kinds += tuple(f.kind for f in frames if f.kind == "thing" and not f.words and "noun" in kinds)
            opening = self.openings.first(i, tuple(Frame("", (), kind) for kind in kinds))
        return self.gather(opening, frames) if opening else []

    def predicate(self, start: int, verb: int) -> list[Action]:
        """What is told from token `start` on by a verb that is its own cue."""
        return self.gather(Opening(start, verb, "self", Frame("", (), "self")), ())

    def clause(self, i: int) -> list[Action]:
        """The action of a list item that is a clause (`agreed that: - experts will meet`)."""
        frame = Frame("", ("",), "clause")
        opening = self.openings.clause(i, frame)
        return self.gather(opening, ()) if opening else []

    # --- what is joined to it -------------------------------------------------------------------------------------

    def gather(self, opening: Opening, frames: tuple[Frame, ...], whole: bool = False) -> list[Action]:
        """An action and those coordinated with it (whole: with the relative that tells when its occasion is held)."""
        return list(self._gather(opening, frames, whole=whole))

    def _gather(
        self, current: Opening, frames: tuple[Frame, ...], tight: bool = False, whole: bool = False
    ) -> Iterator[Action]:
        s = self.sentence
        i, cut = self._past_verb(current), 0
        embedded: frozenset[str] = frozenset()
        while i < s.end:
            if s.comma(i) and (after := max(self._over_aside(i), self._before_object(i, current.verb))) > i:
                i = after
                continue
            if i > current.verb + 1 and self._dashed(i):
                break
            if s.comma(i) and self._told(i):
                break
            if s.stop(i) and i + 2 < s.end and self._lists_means(i):
                i = s.end
                break
            if s.lower(i) == ":" and self._bracketed(i):
                i += 1
                continue
            if s.stop(i) or (i > current.verb + 1 and s.at(i, "adversatives") > i and not self._second(i)):
                break
            if (after := s.at(i, "purposes")) > i and not cut and i - current.start >= 5:
                cut, embedded, i = i, embedded | {"infinitive"}, after
                continue
            second = self._second(i)
            if second is None and (other := s.at(i, "seconds")) > i and (self.clauses.begins(other) or self._idle(other)):
                break  # `while Oslo will pay`, `while receiving the envoy`
            following = second or self._gapped(i, current) or self._sibling(i, current, frames, embedded)
            if following:
                yield self._closed(current, cut or i)
                current, embedded, cut = following, frozenset(), 0
                i = self._past_verb(current)
                continue
            if s.coordinator(i):
                after = s.after_coordinators(i)
                by = s.fits(after, "instrumental") and s.gerund(s.after_preverbs(after + 1))
                means = s.lower(i) == ";" and "gerund" in embedded and (s.gerund(after) or by)
                inside = means or self._goes_on(current, i, after)
                if not inside and (s.lower(i) == ";" or tight and s.comma(i) or self.clauses.begins(after)):
                    break
                i = after
                continue
            related = s.fits(i, "relatives") and self._leads_to_head(i) and not (whole and self._held(i + 1))
            if s.comma(i - 1) and (related or self._only_said(i)):
                break
            inside = s.fits(i - 1, "subject_relatives") or s.fits(i - 1, "relatives")
            if i > current.verb + 1 and s.at(i, "group_stressed") > i and not inside:
                break  # `that a bridge be built has been underlined`
            embedded |= self._embeds(i, current)
            i += 1
        yield self._closed(current, cut or i)

    def _dashed(self, i: int) -> bool:
        """Whether token `i` is a dash behind which a clause of its own is told (`a fund - Oslo will pay in ten million`)."""
        s = self.sentence
        dash = s.lower(i) in DASHES and s.doc[i - 1].whitespace_
        return bool(dash) and not self.heads.isdisjoint(range(i + 1, i + _NAMED)) and self.clauses.begins(i + 1)

    def _goes_on(self, current: Opening, i: int, after: int) -> bool:
        """Whether what a coordinator at token `i` joins belongs to a clause inside the action (`that A fails and that B`)."""
        s = self.sentence
        if s.lower(i) == ";" or after in self.heads:
            return False
        opened = [j for j in range(max(current.verb + 1, i - REACH), i) if s.fits(j, "relatives") and not s.participle(j + 1)]
        if not opened:
            return False
        if s.fits(after, "relatives"):
            return any(s.lower(j) == s.lower(after) and s.pos(j) == s.pos(after) == "SCONJ" for j in opened)
        told = next((j for j in range(opened[-1] + 1, i) if s.predicate(j) or s.morph(j, "VerbForm=Fin")), None)
        if not s.finite(after):
            return told is None and s.pos(opened[-1]) == "SCONJ"
        if told is None or not s.fits(i, "coordinators"):
            return told is None and after == i + 1 and s.pos(opened[-1]) == "SCONJ"  # `whether fees, also low ones, are fair`
        return s.fits(opened[-1], "subject_relatives") and told == opened[-1] + 1 and self._tells_alike(told, after)

    def _tells_alike(self, first: int, second: int) -> bool:
        """Whether two verbs have one tense and number, and the verb above the first another (`that lasts and serves all`)."""
        s = self.sentence
        above = next((j for j in range(first - 1, s.start, -1) if s.finite(j) or s.predicate(j)), None)
        if above is None or not s.tagged:
            return False
        forms = [tuple(tuple(s.doc[j].morph.get(name)) for name in ("Tense", "Number")) for j in (above, first, second)]
        return forms[1] == forms[2] != forms[0] and bool(forms[1][0])

    def _over_aside(self, comma: int) -> int:
        """Past what is inserted before the rest of a complement (`the treaty, which has been drafted, to be`; `, he said,`)."""
        s = self.sentence
        told = s.at(comma + 1, "asides")
        if comma + 1 < told < s.end and s.comma(told) and s.lower(comma) == s.lower(told) and not s.fits(told + 1, "relatives"):
            return told
        if not (s.fits(comma + 1, "relatives") or s.fits(comma + 1, "prepositions") and s.fits(comma + 2, "relatives")):
            return comma
        closing = next((j for j in range(comma + 2, min(comma + SUBJECT, s.end)) if s.comma(j) or s.stop(j)), comma)
        return closing + 1 if closing > comma and s.at(closing + 1, "resumptions") > closing + 1 else comma

    def _before_object(self, comma: int, verb: int) -> int:
        """Past a measure or the like inserted between a verb and its object (`double, to thirty, the number of`)."""
        s = self.sentence
        inserted = s.fits(comma + 1, "prepositions") or s.at(comma + 1, "insertions") > comma + 1
        after = verb + 1 + (s.pos(verb + 1) == "ADJ" if verb + 1 < comma else 0)
        if not inserted or after < comma and not s.fits(after, "prepositions"):
            return comma  # the verb has its object
        closing = next((j for j in range(comma + 2, min(comma + SUBJECT, s.end)) if s.comma(j) or s.stop(j)), s.end)
        if any(s.finite(j) or s.fits(j, "relatives") for j in range(comma + 1, closing)) or not s.comma(closing):
            return comma
        opens = s.fits(closing + 1, "determiners") and not s.fits(closing + 1, "genitives")
        told = comma > verb + 1 and not self.heads.isdisjoint(range(closing + 1, closing + _NAMED))
        return closing + 1 if opens and not told else comma

    def _bracketed(self, i: int) -> bool:
        """Whether token `i` stands inside brackets that are closed soon after (`the committee (JRC: "2+2")`)."""
        s = self.sentence
        for j in range(i - 1, max(s.start, i - _NAMED), -1):
            if s.lower(j) in (")", "("):
                return s.lower(j) == "(" and any(s.lower(k) == ")" for k in range(i, min(i + SUBJECT, s.end)))
        return False

    def _lists_means(self, i: int) -> bool:
        """Whether a colon only opens the means of the action (`including by: ...`)."""
        s = self.sentence
        opened = (s.at(j, "embedders") for j in range(max(s.start, i - _NAMED), i)) if s.lower(i) == ":" else ()
        return any(k == i or s.fits(k - 1, "instrumental") and k > i - _NAMED and all(
            s.pos(m) == "PROPN" for m in range(k, i)) for k in opened)  # `including by Oslo: ...`

    def _past_verb(self, opening: Opening) -> int:
        """Past the verb, the infinitive it only carries (`continue to develop`) and verbs that share its complement."""
        s, i = self.sentence, opening.verb + 1
        if opening.kind in {"noun", "thing"}:
            return self._past_shared(opening, i)
        if s.fits(opening.verb, "carriers"):
            for j in range(i, min(i + 4, s.end)):
                if s.infinitive(j) or s.gerund(j):
                    i = j + 1
                    break
        elif s.fits(opening.verb, "strivers"):
            while s.adverb(i):
                i += 1
            verb = s.after_preverbs(i + 1)
            i = verb + 1 if i + 1 < s.end and s.pos(i) == "PART" and s.infinitive(verb) else opening.verb + 1
        if opening.kind in {"self", "clause"} and s.fits(i, "coordinators") and s.finite(opening.verb):
            verb = s.after_preverbs(i + 1)
            return verb + 1 if s.finite(verb) and self.clauses.same_mood(opening.verb, verb) else i
        while i < s.end and s.coordinator(i) and opening.kind in {"infinitive", "gerund"}:
            after = s.after_coordinators(i)
            verb = s.after_preverbs(s.starts_with(after, opening.frame.words))
            if not (s.infinitive(verb) if opening.kind == "infinitive" else s.gerund(verb)):
                break
            if s.starts_with(after, opening.frame.words) > after and self._has_object(opening):
                break
            i = verb + 1
        return i

    def _has_object(self, opening: Opening) -> bool:
        """Whether an infinitive has its object before it (French: `de les agrandir`), so that it shares no other."""
        s, i = self.sentence, opening.verb - 1
        return i >= opening.start and s.pos(i) in {"PRON", "DET"} and not s.morph(i, "Reflex=Yes")

    def _past_shared(self, opening: Opening, i: int) -> int:
        """Past a second noun of action at token `i` that shares the complement of the first (`the pursuit and end of works`)."""
        s = self.sentence
        if not s.tagged or opening.kind != "noun" or not s.fits(i, "coordinators"):
            return i
        j = s.starts_with(i + 1, opening.frame.words)
        alike = s.morph(opening.start, "Definite=Def") == s.morph(j, "Definite=Def") and not s.morph(j, "Definite=Ind")
        j += s.fits(j, "determiners")
        return j + 1 if alike and s.action_noun(j) and s.fits(j + 1, "genitives") else i

    def _second(self, i: int) -> Opening | None:
        """A participle with an action of its own (`while speeding up`)."""
        s = self.sentence
        after = s.at(i, "seconds")
        if after == i:
            return None
        verb = s.after_preverbs(after)
        kind = "gerund" if s.gerund(verb) else "infinitive"
        if self._idle(after):
            return None
        fits = kind == "gerund" or s.fits(after - 1, "pronouns") and s.infinitive(verb)
        return Opening(after, verb, kind, Frame("", (), kind), True) if fits else None

    def _idle(self, i: int) -> bool:
        """Whether the participle from token `i` on does nothing that is still to be done."""
        s = self.sentence
        verb = s.after_preverbs(i)
        return s.gerund(verb) and (s.fits(verb, "future_idle_gerunds") or s.fits(verb, "speech_verbs"))

    def _embeds(self, i: int, current: Opening) -> frozenset[str]:
        """The kinds of verbs that token `i` governs inside the action, to which bare verbs would be joined."""
        s = self.sentence
        if i <= current.verb:
            return frozenset()
        if s.finite(i) and s.infinitive(s.after_preverbs(i + 1)):
            return frozenset({"infinitive"})  # `to see that ships can enter and leave`
        after = max(s.at(i, "embedders"), s.starts_with(i, current.frame.words) if current.frame.words else i)
        if after == i:
            return frozenset()
        verb = s.after_preverbs(after)
        shared = s.pos(i) == "PART" and s.fits(verb + 1, "coordinators") and s.infinitive(s.after_preverbs(verb + 2))
        if s.form(verb, "ambiguous") and not shared and (s.coordinator(verb + 1) or verb + 1 < s.end and s.stop(verb + 1)):
            return frozenset()  # a noun with nothing behind it (`barriers to trade, and`)
        if s.infinitive(verb) and not s.fits(i, "relatives"):
            return frozenset({"infinitive"})
        if s.gerund(verb):
            return frozenset({"gerund"})
        return frozenset({"infinitive"}) if s.fits(i, "relatives") else frozenset()

    def _sibling(
        self, i: int, current: Opening, frames: tuple[Frame, ...], embedded: frozenset[str]
    ) -> Opening | None:
        """An action joined to the current one by a coordinator at token `i`."""
        s = self.sentence
        if not s.coordinator(i) or (s.coordinator(i - 1) and i - 1 > current.verb):
            return None
        after = s.after_joint(i)
        if s.at(after, "adversatives") > after and not self._second(after):
            return None
        if "infinitive" in embedded and self._one_purpose(i, current):
            return None
        embedded = frozenset() if s.lower(i) == ";" else embedded
        denied = s.negated(current.start, current.verb)
        resumed = not embedded and s.comma(i) and s.fits(i + 1, "coordinators")  # `agreed that they will meet, and to sign`
        goes_on = denied and any(s.fits(j, "disjunctions") for j in range(i, after))
        for frame in self._siblings_of(current, frames, s.at(i + s.comma(i), "connectors") > i + s.comma(i), resumed):
            found = None if goes_on or denied and not frame.words else self.openings.open(after, frame)
            purpose = found is not None and frame.words and found.kind == "infinitive" and current.kind == "gerund"
            if purpose and "infinitive" in embedded and not s.comma(i):
                continue  # `to working with X to ease Y and to end Z`
            if found is not None and found.kind == current.kind == "noun" and (
                    self._inserted(current.verb, i) or not frame.words and s.fits(after, "genitives") and s.pos(after) == "ADP"):
                continue  # `a group for control and for study`: what the noun before is for
            if found is not None and found.kind == "gerund" and not frame.words and self._trails(i, after):
                continue
            if found is not None and frame.kind == "clause" and s.comma(i) and s.finite(s.starts_with(after, frame.words)):
                continue  # `agreed to make rules, that would help`
            if found is None or not frame.words and s.at(after, "embedders") > after or self._purposive(i, after, frame):
                continue
            if frame.kind == "noun":
                if self._joined(current.verb, found.verb) or self._followed(found.verb) and (frame.words or self._parallel(i)):
                    return found
            elif frame.words or self._is_verb(found, current, i) and (
                frame.kind not in embedded or self._resumes(i, current)
            ):
                return Opening(found.start, found.verb, found.kind, frame if frame.words else current.frame)
        if s.at(after, "asides") > after:
            return None
        verb = s.after_preverbs(after)
        shares = current.kind in {"clause", "self"} and not embedded and s.finite(verb)
        if shares and not {verb, after} & self.heads and self.clauses.same_mood(current.verb, verb):
            return Opening(after, verb, current.kind, current.frame)
        return None

    def _one_purpose(self, i: int, current: Opening) -> bool:
        """Whether two verbs joined by a bare conjunction are one purpose, sharing the object (`with a view to A and to B it`)."""
        s = self.sentence
        return i - 1 > current.verb and s.fits(i, "coordinators") and s.infinitive(i - 1) and any(
            s.at(j, "embedders") == i - 1 for j in range(max(current.verb + 1, i - 5), i - 1))

    def _trails(self, i: int, after: int) -> bool:
        """Whether only a comma joins a participle, no list being ended behind it: what follows (`, raising its share`)."""
        s = self.sentence
        if s.lower(i) != "," or any(s.fits(j, "coordinators") or s.at(j, "connectors") > j for j in range(i, after)):
            return False
        return not any(
            (s.fits(j, "coordinators") or s.at(j, "connectors") > j or s.lower(j) == ";")
            and (s.gerund(verb := s.after_preverbs(s.after_joint(j))) or s.infinitive(verb)) for j in range(after + 1, s.end))

    def _gapped(self, i: int, current: Opening) -> Opening | None:
        """An action of another side, which shares the verb that governs the first (`Oslo agrees to pay and Rome to build`)."""
        s, words = self.sentence, current.frame.words
        if current.kind != "infinitive" or not words or not s.coordinator(i):
            return None
        if any(s.fits(j, "causatives") for j in range(current.verb, i)) or self._describes(i):
            return None
        start = s.after_joint(i)
        for j in range(start + 1, min(start + _NAMED, s.end)):
            if s.coordinator(j) or s.stop(j) or s.finite(j) or s.infinitive(j):
                return None
            verb = s.after_preverbs(s.starts_with(j, words))
            if verb > j and s.starts_with(j, words) > j and s.infinitive(verb):
                acts = s.pos(j - 1) in {"PROPN", "NOUN", "ADJ"} and (s.pos(start) == "PROPN" or self.clauses.able(start + 1))
                return Opening(s.starts_with(j, words), verb, "infinitive", current.frame, doer=(start, j)) if acts else None
        return None

    def _describes(self, i: int) -> bool:
        """Whether a conjunction joins but the adjectives of one noun, behind a preposition (`for Fijian and Tongan firms to`)."""
        s, j = self.sentence, i - 1
        while j > s.start and s.pos(j) in {"PROPN", "ADJ"}:
            j -= 1
        return j < i - 1 and s.fits(j, "prepositions") and s.pos(i + 1) in {"PROPN", "ADJ"} and s.pos(i + 2) == "NOUN"

    def _only_said(self, i: int) -> bool:
        """Whether what follows a comma only tells who says it, and what else he says (`, said the minister, adding that`)."""
        s = self.sentence
        if s.at(i, "asides") == i:
            return False
        rest = next((j for j in range(i, s.end) if s.coordinator(j)), None)
        return rest is None or s.comma(rest) and (s.gerund(rest + 1) or s.fits(rest + 1, "subject_relatives"))

    def _told(self, comma: int) -> bool:
        """Whether a comma opens a clause that only tells who says it all (`, the envoy, Ms Roe, told reporters`)."""
        s = self.sentence
        for j in range(comma + 1, min(comma + REACH, s.end)):
            if s.at(j, "tellers") > j and s.pos(j) not in {"NOUN", "PROPN"} and self._tells(comma + 1, j):
                rest = next((k for k in range(j, s.end) if s.coordinator(k)), s.end)
                return not any(s.infinitive(k) or k in self.heads for k in range(rest, s.end))
            relative = s.fits(j, "relatives") and not s.fits(j, "determiners")
            if relative or s.infinitive(j) or s.finite(j) or s.fits(j, "coordinators") or s.stop(j):
                return False
        return False

    def _tells(self, start: int, verb: int) -> bool:
        """Whether the words from token `start` to a verb of saying name who or what says it, before any apposition."""
        s = self.sentence
        apart = next((k for k in range(start, verb) if s.comma(k)), verb)
        named = any(s.fits(k, name) for k in range(start, apart) for name in _TELLERS)
        return start == verb or named and not s.fits(start, "prepositions")

    def _inserted(self, noun: int, i: int) -> bool:
        """Whether the comma at token `i` closes an insertion that opens right behind a noun (`the opening, in May, of`)."""
        s = self.sentence
        return s.comma(noun + 1) and s.comma(i) and i > noun + 1 and not any(s.comma(j) for j in range(noun + 2, i))

    def _resumes(self, i: int, current: Opening) -> bool:
        """Whether a comma and a conjunction at token `i` go back over a purpose to the action (`buy A to help B, and sell C`)."""
        s = self.sentence
        if not s.comma(i) or not s.fits(i + 1, "coordinators") or s.comma(i + 1):
            return False
        inside = range(current.verb + 1, i)
        if any(s.fits(j, "relatives") or self._embeds_verb(j) for j in inside):
            return False
        return not any(s.coordinator(j) and s.infinitive(s.after_coordinators(j)) for j in inside)

    def _embeds_verb(self, i: int) -> bool:
        """Whether token `i`, which is no mere particle, governs a verb (`by easing`)."""
        s = self.sentence
        after = s.at(i, "embedders")
        if after == i or s.pos(i) == "PART":
            return False
        verb = s.after_preverbs(after)
        return s.infinitive(verb) or s.gerund(verb) or after > i + 1

    def _is_verb(self, found: Opening, current: Opening, i: int) -> bool:
        """Whether a bare form joined at token `i` is one more verb: no finite cue, no noun in -ing."""
        s = self.sentence
        if not s.tagged:
            return True
        if found.kind != "gerund":
            unlisted = not s.form(found.verb, "infinitive") and s.noun(found.verb + 1)  # `soya and pigeon peas`
            if self._adjectives(i, found.verb) or unlisted:
                return False
            return s.lower(i) == ";" or not (found.verb in self.heads and s.morph(found.verb, "VerbForm=Fin"))
        has_object = s.pos(min(found.verb + 1, s.end - 1)) in {"DET", "NOUN", "ADJ", "PROPN", "PRON"}
        noun = not s.comma(i) and i - 1 != current.verb and s.form(i - 1, "gerund")
        return not noun and (s.pos(found.verb) == "VERB" or has_object)

    def _adjectives(self, i: int, verb: int) -> bool:
        """Whether what may be a verb is one more adjective before a noun (`safe, orderly and secure passage`)."""
        s = self.sentence
        return s.form(verb, "adjective") and s.pos(i - 1) in {"ADJ", "ADV"}

    def _purposive(self, i: int, after: int, frame: Frame) -> bool:
        """Whether a comma opens a purpose (`, to ease X`) rather than one more action of an enumeration."""
        s = self.sentence
        if not set(frame.words) & set(s.words.lexicon.purpose_markers) or not s.comma(i) or s.lower(i) == ";":
            return False
        if any(s.fits(j, "coordinators") or s.at(j, "connectors") > j for j in range(i, after)):
            return False
        return not any(
            s.fits(j, "coordinators") and (
                s.starts_with(s.after_joint(j), frame.words) > s.after_joint(j)
                or s.comma(j - 1) and s.fits(s.after_joint(j), "relatives") and s.pos(s.after_joint(j)) == "SCONJ")
            for j in range(after, s.end))

    def _siblings_of(self, current: Opening, frames: tuple[Frame, ...], connected: bool, resumed: bool) -> tuple[Frame, ...]:
        marked = tuple(
            f for f in frames
            if f.words and f.kind != "thing" and (f.marker == current.frame.marker or f.kind == "clause" or resumed and f.kind
                                                  == "infinitive" and current.kind == "clause")
            and (f.kind != "noun" or current.kind == "noun")
        )
        bare = current.kind == "clause" and self.sentence.infinitive(current.verb)  # `suggested they meet and speak`
        if current.kind in {"infinitive", "gerund"} or bare:
            marked += (Frame("", (), "infinitive" if bare else current.kind),)
            if connected and current.kind == "infinitive":
                marked += (Frame("", (), "gerund"),)  # `as well as training`
        elif current.kind in {"noun", "thing"}:
            marked += (Frame("", (), "noun"),)
        return marked

    def _joined(self, first: int, second: int) -> bool:
        doc = self.sentence.doc
        if not self.sentence.tagged or not doc.has_annotation("DEP"):
            return False
        return doc[second].dep_ == "conj" and doc[second].head.i == first

    def _followed(self, noun: int) -> bool:
        """Whether a noun has a complement of its own just behind it, as actions do and mere fields do not."""
        s = self.sentence
        after = self.openings.past_insertion(noun + 1) if s.comma(noun + 1) else max(noun + 1, s.at(noun + 1, "insertions"))
        return s.fits(after, "genitives") or s.pos(after) == "ADJ" and s.fits(after + 1, "genitives")

    def _parallel(self, i: int) -> bool:
        """Whether a noun joined at token `i` goes back to the action noun, not to a noun of a phrase just before."""
        s, j = self.sentence, i - 1
        if s.tagged and s.doc[j].text[:1].isupper() and s.fits(j - 1, "prepositions"):
            return True  # no action goes with the name of a place
        while j > s.start and s.pos(j) == "ADJ":
            j -= 1
        j -= 1
        while j > s.start and s.fits(j, "determiners") and not s.fits(j, "genitives"):
            j -= 1
        return s.tagged and (s.fits(j, "genitives") or not s.fits(j, "prepositions"))

    def _held(self, i: int) -> bool:
        """Whether a relative goes on, at token `i`, with the holding of an occasion (`the forum, which will be held in May`)."""
        s = self.sentence
        return s.at(i, "future_held") > i or s.fits(i, "future_auxiliaries") and s.fits(s.after_preverbs(i + 1), "passive")

    def _leads_to_head(self, i: int) -> bool:
        return any(j in self.heads for j in range(i + 1, min(i + 5, self.sentence.end)))

    # --- where it ends --------------------------------------------------------------------------------------------

    def _closed(self, opening: Opening, end: int) -> Action:
        return Action(
            opening.start, trim(self.sentence, opening.start, end), opening.verb, opening.kind, opening.second, opening.doer)
