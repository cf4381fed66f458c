"""Names of bodies and instruments: a head noun from the lexicon, grown to the longest form the sentence gives.

Bodies and instruments are named alike: a head noun (a commission, an agreement), its modifiers, and complements that say
on what and between whom. How far a name goes is decided by a small grammar of closed-class words (data of the language)
and, where the sentence was parsed, by parts of speech; no list of names is needed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc, Token

from servanda.extraction.content import content, once, token_starts, token_words
from servanda.extraction.deferred import deferred
from servanda.extraction.mentions import Span
from servanda.languages import Language

LONGEST = 45
_CLAUSE = 25  # tokens of a clause that belongs to a name
_STATE = 50  # characters of a state's name
_HEAD = 4  # tokens behind a coordinator in which the head of another name stands
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})
_OPEN, _CLOSE = "([", ")]"
_ENDS = ("(", "[", ",")  # of what a conjunction joins to a name
_QUOTES = {"\u00ab": "\u00bb", "\u201c": "\u201d", '"': '"'}
GENITIVE = frozenset({"'s", "\u2019s"})
_HYPHENS = frozenset({"-", "\u2013", "\u2014", "/", "'", "\u2019"})


class Grammar(BaseModel):
    """`titles.yml`: the closed-class words that build a name (regular expressions in openers, stops and headlines)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    openers: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    pairing: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    left_nominal: bool = False
    ordinals: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    defining: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """A name in the text (token bounds, end excluded). determiner: `definite`, `indefinite` or `none`.

    named: the token at which it names another text, the one it changes or serves (`protocol amending | the treaty of 2031`).
    """

    start: int
    head_start: int
    head_end: int
    end: int
    determiner: str
    named: int | None = None

    def span(self, doc: Doc) -> Span:
        """Its characters in the view."""
        starts = token_starts(doc)
        return Span(starts[self.start], starts[self.end - 1] + len(token_words(doc)[self.end - 1]))

    def text(self, doc: Doc) -> str:
        """Its words."""
        return doc[self.start : self.end].text


class Places:
    """Spans that do not overlap, in order, each with the number of what it belongs to."""

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        self._rows = sorted(rows)
        self._starts = [row[0] for row in self._rows]

    def touches(self, start: int, end: int) -> bool:
        """Whether a span shares a character with one of them."""
        i = bisect_left(self._starts, end) - 1
        return i >= 0 and self._rows[i][1] > start

    def before(self, position: int) -> int | None:
        """What the last of them to begin up to a position belongs to."""
        i = bisect_right(self._starts, position) - 1
        return self._rows[i][2] if i >= 0 else None


@cache
def alternatives(patterns: tuple[str, ...], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern of whole words for a list of regular expressions (never matches for an empty list)."""
    if not patterns:
        return re.compile(r"(?!)")
    ordered = sorted(patterns, key=len, reverse=True)
    return deferred(r"(?<![\w])(?:" + "|".join(f"(?:{p})" for p in ordered) + r")(?:(?<=['\s])|(?!\w))", flags)


def unaccented(pattern: str) -> str:
    """A regular expression whose letters with accents also match those without (titles in capitals often lack them)."""
    made, inside, escaped = [], False, False
    for letter in pattern:
        plain = unicodedata.normalize("NFD", letter)[0]
        inside = not escaped and (letter == "[" or inside and letter != "]")
        escaped = letter == "\\" and not escaped
        made.append(letter if plain == letter or not letter.isalpha() else f"{letter}{plain}" if inside else f"[{letter}{plain}]")
    return "".join(made)


class TitleReader:
    """Grows head nouns to names, by one language's grammar."""

    def __init__(self, language: Language) -> None:
        self.grammar = language.section("titles", Grammar)
        self._openers = alternatives(self.grammar.openers, 0)
        self._verbal = alternatives(self.grammar.verbal, 0)
        self._stops = alternatives(self.grammar.stops, 0)
        self._headlines = alternatives(self.grammar.headlines, 0)
        self._binding = alternatives(self.grammar.binding, 0)
        self._defining = alternatives((*self.grammar.binding, *self.grammar.defining), 0)
        self._left = frozenset(self.grammar.left)
        self._acting = frozenset(self.grammar.acting)
        self._ordinals = frozenset(self.grammar.ordinals)
        self._adjectives = alternatives(self.grammar.adjectives)
        self._closed = self._ordinals | frozenset((
            *self.grammar.articles, *self.grammar.coordinators, *self.grammar.indefinite, *self.grammar.definite
        ))
        self._loose = frozenset(self.grammar.loose)
        self._articles = frozenset(self.grammar.articles)

    def opens(self, token: Token) -> bool:
        """Whether a word only leads to the complement of a noun, with no article."""
        word = token.lower_.replace("\u2019", "'")
        return self._openers.fullmatch(word) is not None and word not in self._closed

    def left(self, doc: Doc, start: int) -> int:
        """Where a name begins of which token `start` is a part."""
        return self._grow_left(doc, start, doc[start].sent.start)

    def halts(self, doc: Doc, start: int, end: int) -> bool:
        """Whether words that end any name begin where an opening phrase stands (`on the sidelines`)."""
        stop = self._stops.match(content(doc), start)
        return stop is not None and stop.end() >= end

    def goes_on(self, doc: Doc, start: int, end: int, others: frozenset[int]) -> int:
        """Up to where a name goes on that needs no head noun, its first words being these tokens."""
        growth = _Growth(doc, start, min(doc[start].sent.end, end + LONGEST), others, purposes=True, complement=True)
        return self._grow_right(growth, end)

    def read(
        self, doc: Doc, start: int, end: int, *, others: frozenset[int] = frozenset(), purposes: bool = False
    ) -> Title:
        """The name whose head noun lies at these tokens.

        Parameters:
            others: tokens at which other head nouns begin: a coordination with one of them is not inside the name.
            purposes: whether the name may go on with an action it serves (names of instruments do).
        """
        sentence = doc[start].sent
        left = self._grow_left(doc, start, sentence.start)
        growth = _Growth(doc, start, min(sentence.end, end + LONGEST), others, purposes)
        right = self._quoted(doc, left, sentence.end) or self._grow_right(growth, end)
        determiner = self._determiner(doc, left, sentence.start)
        clause = self._defining if determiner == "indefinite" else self._binding
        right = _defined(doc, right, min(sentence.end, right + _CLAUSE), clause)
        return Title(left, start, end, right, determiner, self._named(doc, end, right, others))

    def _named(self, doc: Doc, start: int, end: int, others: frozenset[int]) -> int | None:
        """Where inside these tokens another head noun stands under its own article."""
        for i in range(start + 1, end):
            if i not in others:
                continue
            for j in range(i - 1, max(i - 4, start) - 1, -1):
                word = doc[j].lower_.replace("\u2019", "'")
                if word in self.grammar.definite or word in self.grammar.indefinite:
                    return j
        return None

    def _quoted(self, doc: Doc, left: int, limit: int) -> int | None:
        """The end of a quotation that begins with the name."""
        if left == 0 or doc[left - 1].text not in _QUOTES:
            return None
        closing = _closing(doc, left - 1, limit, _QUOTES[doc[left - 1].text], LONGEST)
        return closing - 1 if closing is not None and doc[closing - 1].text in _QUOTES.values() else None

    def _determiner(self, doc: Doc, start: int, limit: int) -> str:
        i = start - 1
        while i >= limit and (doc[i].lower_ in self._ordinals | self._loose or doc[i].pos_ in ("ADJ", "NUM")):
            i -= 1
        if i < limit:
            return "none"
        word = doc[i].lower_.replace("\u2019", "'")
        if word in self.grammar.indefinite and word in self.grammar.definite:  # a partitive, or a genitive after a noun
            return "definite" if i > limit and doc[i - 1].pos_ in ("NOUN", "PROPN") else "indefinite"
        if word in self.grammar.indefinite:
            return "indefinite"
        return "definite" if word in self.grammar.definite else "none"

    def _grow_left(self, doc: Doc, start: int, limit: int) -> int:
        i = start
        while i > limit and self._belongs_left(doc, i - 1):
            i -= 1
        while i < start and not doc[i].text[0].isalnum():
            i += 1
            if doc[i - 2].like_num and not doc[i - 2].whitespace_ and doc[i - 1].text in _HYPHENS and i < start:
                i += 1  # `a ten-year | framework`
        return i

    def _belongs_left(self, doc: Doc, i: int) -> bool:
        token = doc[i]
        if token.lower_ in self._left:
            return True
        if not self.grammar.left_nominal or token.lower_ in self._ordinals or token.is_space or self._acts(token):
            return False
        if token.lower_ in self._loose and (not token.is_title or token.i == token.sent.start):
            return False
        if token.text in _HYPHENS:
            return not token.whitespace_ or token.text == "/"
        if token.lower_ in self.grammar.coordinators or token.text == ",":
            return self._capitals_around(doc, i) or self._adjectives_around(doc, i)
        if token.pos_ == "NUM" or token.like_num:
            return False
        if i > 1 and token.is_lower and token.is_alpha and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
            return True  # `a data-sharing | agreement`
        if token.pos_ == "":
            return token.is_title and token.i > token.sent.start or self._after_article(doc, i)
        return token.pos_ in _NOMINAL or (token.is_title and token.i > token.sent.start)

    def _acts(self, token: Token) -> bool:
        """Whether a word is the verb of a headline, with its subject before it (`Fiji, Tonga Hold Strategic Dialogue`)."""
        return token.text in self._acting and token.i > token.sent.start and token.nbor(-1).text[0].isupper()

    def _after_article(self, doc: Doc, i: int) -> bool:
        """Without parts of speech: whether only open words stand between this one and an article before it."""
        for j in range(i, max(i - 4, doc[i].sent.start) - 1, -1):
            if doc[j].lower_ in self.grammar.indefinite or doc[j].lower_ in self.grammar.definite:
                return j < i
            if not doc[j].is_alpha or doc[j].lower_ in self._closed or self._openers.fullmatch(doc[j].lower_):
                return False
        return False

    def _capitals_around(self, doc: Doc, i: int) -> bool:
        """Whether a coordination lies inside a capitalised name (`Trade and Investment Council`)."""
        if i == 0 or i + 1 >= len(doc):
            return False
        before, after = doc[i - 1], doc[i + 1]
        if after.lower_ in self.grammar.coordinators and i + 2 < len(doc):
            after = doc[i + 2]
        return before.is_title and after.is_title and before.lower_ not in self._ordinals and before.i > before.sent.start

    def _adjectives_around(self, doc: Doc, i: int) -> bool:
        """Whether a coordination joins the modifiers of one noun behind its article (`the joint trade and tax board`)."""
        before, after, first = i - 1, i + 1, doc[i].sent.start
        if before > first and doc[before].text == ",":
            before -= 1
        if after < len(doc) and doc[after].lower_ in self.grammar.coordinators:
            after += 1
        if before <= first or after >= len(doc) or not {doc[before].pos_, doc[after].pos_} <= {"ADJ", "NOUN"}:
            return False
        j = before
        while j > first and (doc[j].pos_ in ("ADJ", "NOUN") or doc[j].text == "," or doc[j].lower_ in self.grammar.coordinators):
            j -= 1
        opens = doc[j].lower_ in self.grammar.definite or doc[j].lower_ in self.grammar.indefinite
        return opens and j < before and (doc[before].pos_ == doc[after].pos_ or doc[j + 1].pos_ == "ADJ")

    def _grow_right(self, growth: _Growth, end: int) -> int:
        doc, last, j = growth.doc, end, end
        while j < growth.limit:
            step = None if j == end and not growth.complement and self._compounds(doc, j) else self._step(growth, j)
            if step is None:
                break
            word = doc[j].lower_
            if word in self.grammar.pairing:
                growth.paired = not self._counted(doc, step)
            elif word in self.grammar.coordinators:
                growth.paired = False
            growth.complement = growth.complement or step > j + 1 or self._opener(doc, j) is not None
            j = step
            if self._may_end(doc[j - 1]):
                last = j
        return last

    def _counted(self, doc: Doc, j: int) -> bool:
        """Whether a number tells both at once (`between two universities`)."""
        return any(t.pos_ == "NUM" or t.like_num for t in doc[j - 1 : j + 2])

    def _compounds(self, doc: Doc, j: int) -> bool:
        """Whether the head noun stands before another noun that is no part of the name (`Committee meeting`)."""
        return self.grammar.left_nominal and doc[j].is_lower and doc[j].pos_ in ("NOUN", "ADJ") and doc[j].is_alpha

    def _may_end(self, token: Token) -> bool:
        word = token.lower_.replace("\u2019", "'")
        if token.text[-1] in ")]\u00bb\u201d\"":
            return True
        if not token.text[-1].isalnum() or word in self._articles or word in self.grammar.coordinators:
            return False
        return token.pos_ not in ("ADP", "DET", "CCONJ", "ADV") and not self._openers.fullmatch(word)

    def _opener(self, doc: Doc, j: int) -> int | None:
        """Token after the complement's opening phrase, if one starts here."""
        return _after(doc, j, self._openers.match(content(doc), doc[j].idx))

    def _step(self, growth: _Growth, j: int) -> int | None:
        """Where to go on after token `j`, or None where the name ends before it."""
        doc, limit = growth.doc, growth.limit
        token = doc[j]
        if token.is_space:
            return None
        if token.text in _OPEN:
            inside = within(doc._.findings.dates, token.idx, token.idx + 3)
            if j + 1 < limit and any(d.span.start == doc[j + 1].idx for d in inside):
                return None  # the day of what is named
            return _closing(doc, j, limit, _CLOSE[_OPEN.index(token.text)], 10)
        if token.text in _QUOTES:
            return _closing(doc, j, limit, _QUOTES[token.text], 30)
        if token.text in _HYPHENS or (
            token.text in GENITIVE and growth.complement and j + 1 < limit and self._nominal(doc[j + 1])
        ):
            return j + 1
        verbal = _after(doc, j, self._verbal.match(content(doc), token.idx)) if growth.purposes else None
        if verbal is not None and verbal < limit and doc[verbal].pos_ == "VERB" and not self._aims(growth, verbal):
            growth.purposed = True
            return verbal + 1
        opener = self._opener(doc, j)
        if token.text[0].isupper() and self._headlines.match(content(doc), token.idx):
            return None
        stop = self._stops.match(content(doc), token.idx) if not token.text[0].isupper() else None
        if stop is not None and (opener is None or doc[opener - 1].idx < stop.end()) and not self._prenominal(doc, j, limit):
            return None
        if opener is not None:
            return opener if opener < limit else None
        if self._behind_state(doc, j):
            return None
        if token.text == ",":
            return j + 1 if doc[j - 1].text[-1] != ")" and self._enumerates(growth, j + 1) else None
        if token.lower_ in self.grammar.coordinators:
            other = any(i in growth.others for i in range(j + 1, min(j + _HEAD, limit)))  # `between them, and of a protocol`
            return j + 1 if growth.paired and not other or self._coordinates(growth, j + 1) else None
        if token.lower_.replace("\u2019", "'") in self._articles:
            listed = growth.listing and doc[j - 1].text == ","
            return j + 1 if j > growth.start and (listed or self._takes_article(doc, j - 1)) else None
        if growth.purposed and token.pos_ in ("ADP", "DET", "ADV"):
            return j + 1
        if token.pos_ == "ADV" and self._prenominal(doc, j, limit):
            return j + 1
        known = self._nominal(token) or self._prenominal(doc, j, limit) or self._unparsed(doc, j) or self._national(token)
        known = known or growth.complement and self._serves(doc, j, limit)
        return j + 1 if known else None

    def _serves(self, doc: Doc, j: int, limit: int) -> bool:
        """Whether an infinitive without an object tells what kind of thing the noun before it is (`permis de conduire`)."""
        if j < 2 or "Inf" not in doc[j].morph.get("VerbForm") or doc[j - 1].pos_ != "ADP" or doc[j - 2].pos_ != "NOUN":
            return False
        return j + 1 >= limit or not (doc[j + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADV", "VERB") or doc[j + 1].is_digit)

    def _aims(self, growth: _Growth, verb: int) -> bool:
        """Whether a verb tells what a text with a whole name in capitals is made for (`Agreement on Ports to ease trade`)."""
        doc = growth.doc
        named = self.grammar.left_nominal and doc[growth.start].is_title and growth.complement
        return named and doc[verb].is_lower and "Inf" in doc[verb].morph.get("VerbForm")

    def _behind_state(self, doc: Doc, j: int, comma: int = 0) -> bool:
        """Whether a capitalised word right behind a state's name (and a comma) is somebody's, not one more state's."""
        if j >= len(doc) or not doc[j].text[0].isupper() or doc[j - 1].whitespace_ == "" or (
                within(doc._.findings.states, doc[j].idx, doc[j].idx + 1)):
            return False
        if self.grammar.left_nominal and not _begins_person(doc, doc[j].idx):
            return False
        last = doc[(comma or j) - 1]
        end = last.idx + len(last.text)
        near = within(doc._.findings.states, max(0, end - _STATE), end)
        return any(m.span.end == end and m.kind == "name" for m in near)

    def _unparsed(self, doc: Doc, j: int) -> bool:
        """Without parts of speech, the word after an opening phrase or its article is taken for its noun; what looks like an
        adjective is one, be it that the parser took it for an adverb."""
        before = doc[j - 1].lower_.replace("\u2019", "'")
        if not doc[j].is_alpha or doc[j].pos_ not in ("", "ADV"):
            return False
        if self._adjectives.fullmatch(doc[j].text) is not None:
            return True
        return doc[j].pos_ == "" and (before in self._articles or self._openers.fullmatch(before) is not None)

    def _national(self, token: Token) -> bool:
        """Whether a word is the adjective of one state or of two, whatever the parser takes it for."""
        if self.grammar.left_nominal:
            return False
        near = within(token.doc._.findings.states, token.idx, token.idx + len(token.text))
        return any(m.kind in ("adjective", "prefix") for m in near)

    def _prenominal(self, doc: Doc, j: int, limit: int) -> bool:
        """Whether an adverb or participle stands inside a noun phrase (`the newly established partnership`)."""
        led = doc[j - 1].pos_ in ("DET", "ADV", "ADJ", "PRON", "ADP", "CCONJ") or _is_gerund(doc[j - 1])
        if doc[j].pos_ not in ("ADV", "VERB", "ADJ") or not led:
            return False
        following = [doc[i].pos_ for i in range(j + 1, min(j + 4, limit))]
        nouns = [i for i, pos in enumerate(following) if pos in ("NOUN", "PROPN")]
        return bool(nouns) and all(pos in ("ADJ", "VERB", "ADV") for pos in following[: nouns[0]])

    def _takes_article(self, doc: Doc, i: int) -> bool:
        return doc[i].pos_ in ("ADP", "CCONJ", "DET", "VERB") or doc[i].lower_ in self.grammar.coordinators or bool(
            self._openers.fullmatch(doc[i].lower_)
        )

    def _nominal(self, token: Token) -> bool:
        if token.pos_ == "":
            return token.is_title or token.like_num
        if token.pos_ in _NOMINAL or token.text[0].isupper():
            return True
        if self.grammar.left_nominal:  # modifiers stand before their noun: a participle after it begins a clause
            return False
        return token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm") and token.i > token.sent.start

    def _enumerates(self, growth: _Growth, j: int) -> bool:
        """Whether the words after a comma carry on a list of modifiers that ends in a coordination."""
        doc = growth.doc
        article = doc[j].lower_ if j < growth.limit else ""
        if article in self.grammar.indefinite and article not in self.grammar.definite or self._behind_state(doc, j, j - 1):
            return False  # `, a delegation of`, `Fiji, Ana Vesi`
        for i in range(j, min(growth.limit, j + 12)):
            if i in growth.others or doc[i].text in _OPEN or doc[i].lower_ in self.grammar.pairing:
                return False  # `, the third round between Fiji and Tonga`
            if doc[i].lower_ in self.grammar.coordinators:
                growth.listing = (i > j or growth.listing) and (growth.paired or self._coordinates(growth, i + 1, listed=True))
                return growth.listing
            if not (self._nominal(doc[i]) or doc[i].text in _HYPHENS or doc[i].text == "," or self._opener(doc, i)
                    or doc[i].lower_ in self._articles):
                return False
        return False

    def _coordinates(self, growth: _Growth, j: int, *, listed: bool = False) -> bool:
        """Whether what follows a coordinator is still inside the name: its head must hang on a word of the name."""
        doc, complement = growth.doc, growth.complement or listed
        ahead = takewhile(lambda i: doc[i].text not in _ENDS, range(j, min(growth.limit, j + 5)))
        if any(i in growth.others for i in ahead):
            return False
        if "Yes" in doc[j].morph.get("Poss"):
            return False  # `the Chamber of Fiji and its Tongan counterpart`
        if _is_gerund(doc[j]) and any(map(_is_gerund, doc[growth.start : j - 1])):
            return complement
        first = next((i for i in range(j, min(growth.limit, j + 5)) if doc[i].pos_ in _NOMINAL), None)
        if first is None:
            return False
        bare = first == j or (first == j + 1 and self._opener(doc, j) is not None)
        if first == j + 1 and bare and complement and any(_alike(doc[j].lower_, t.lower_) for t in doc[growth.start : j - 1]):
            return doc[first].is_lower or doc[growth.start].is_title
        if listed and first == j and doc[j].is_title and doc[growth.start].is_title:
            return True
        if not doc.has_annotation("DEP"):
            return bare
        head = doc[first]
        for _ in range(4):
            if growth.start < head.head.i < j - 1 and head.head.i != head.i:
                return complement or doc[first].pos_ == "ADJ"
            head = head.head
        return bare and complement and doc[first].pos_ == "ADJ"


def _is_gerund(token: Token) -> bool:
    """Whether a word is an action in the form of a noun (`on strengthening ties and deepening trust`)."""
    return "Ger" in token.morph.get("VerbForm") or token.tag_ == "VBG"


def _alike(word: str, other: str) -> bool:
    """Whether two words are one, be it that one of them has lost its vowel before another (`d'` and `de`)."""
    stems = sorted((w.rstrip("'\u2019") for w in (word, other)), key=len)
    return word == other or (len(stems[0]) + 1 == len(stems[1]) and stems[1].startswith(stems[0]) and word[-1:] != other[-1:]
                             and any(w[-1:] in "'\u2019" for w in (word, other)))


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_P = TypeVar("_P", bound=_Placed)


def within(mentions: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """The mentions, given in order, that begin inside a stretch of the text."""
    low = bisect_left(mentions, start, key=lambda m: m.span.start)
    return mentions[low : bisect_left(mentions, end, low, key=lambda m: m.span.start)]


@dataclass(slots=True)
class _Growth:
    """How far a name has grown: whether it has a complement, and whether that is a pair yet to be completed."""

    doc: Doc
    start: int
    limit: int
    others: frozenset[int] = frozenset()
    purposes: bool = False
    paired: bool = False
    complement: bool = False
    listing: bool = False
    purposed: bool = False


def _after(doc: Doc, j: int, match: re.Match[str] | None) -> int | None:
    """The token after a match that begins at token `j`."""
    if match is None:
        return None
    after = j
    while after < len(doc) and doc[after].idx < match.end():
        after += 1
    return max(after, j + 1)


def _defined(doc: Doc, right: int, limit: int, clause: re.Pattern[str]) -> int:
    """Where a name ends that a clause without a comma makes one (`a council | that would bring together the mayors`)."""
    if right >= limit or clause.match(content(doc), doc[right].idx) is None:
        return right
    end = next((i for i in range(right, limit) if doc[i].text[0] in ",;:.()" or doc[i].is_space), limit)
    return end if end < limit or limit == doc[right].sent.end else right


def _begins_person(doc: Doc, position: int) -> bool:
    """Whether somebody's name begins at a position."""
    persons = (e for e in doc._.findings.entities if e.type == "person")
    return position in once(doc, "persons", lambda: frozenset(m.start for e in persons for m in e.mentions))


def _closing(doc: Doc, j: int, limit: int, mark: str, within: int) -> int | None:
    for i in range(j + 1, min(limit, j + within)):
        if mark in doc[i].text:
            return i + 1
    return None


def words(doc: Doc, title: Title) -> frozenset[str]:
    """The words of a name that carry meaning, folded: what two forms of one name share."""
    return frozenset(
        t.lower_ for t in doc[title.start : title.end] if len(t.text) > 3 and t.text[0].isalnum() and t.pos_ not in ("ADP", "DET")
    )
