"""A paper as the entity rules walk it: words with their place, sentence, part of speech and the state they name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import KW_ONLY, dataclass, field
from itertools import accumulate

from spacy.attrs import SENT_START
from spacy.tokens import Doc

from servanda.extraction.content import content, token_classes, token_features, token_starts
from servanda.extraction.mentions import Span, StateMention
from servanda.languages.folding import Word, words
from servanda.reading import letters

ORGANISATION = "organisation"
INTERNATIONAL = "international"
_REACH = 6  # capitalised words over which a name may lead to a noun
_MOSTLY = 0.8
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or place in the words of a page (indices, end excluded).

    rule: what tells that it is one. cue: the words of the lexicon it was told by; none where what stands around it tells.
    """

    start: int
    end: int
    type: str
    kind: str
    state: str | None = None
    name: str = ""
    _: KW_ONLY
    rule: str
    cue: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Foot:
    """The words of a block of signatures or of an address (indices, end excluded).

    named: the first word behind what says for whom it is signed, where no mark stands before the name; else -1.
    bare: nothing says for whom it is signed: every name in it is a signer's, its office below.
    """

    start: int
    end: int
    named: int = -1
    bare: bool = False


@dataclass(slots=True)
class Page:
    """Words of the view. `taken` maps word indices to the type of the body they belong to (never a person);
    `bodies` has those bodies by their first word; `finite`: finite verbs; `shouted`: words of blocks set in capitals, or of
    signatures; `feet`: those blocks; `suffixes`: what may end a name, with its stop; `signed`: the words right after a
    mark of signature, each with the first word of its mark; `namesakes`: words that are persons' names, though cities' elsewhere;
    `parties`: the states the paper is about.
    """

    text: str
    words: list[Word]
    pos: list[str]
    sentence: list[int]
    states: dict[int, tuple[int, StateMention]] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    bodies: dict[int, Body] = field(default_factory=dict)
    state_words: set[int] = field(default_factory=set)
    shouted: set[int] = field(default_factory=set)
    finite: set[int] = field(default_factory=set)
    suffixes: frozenset[str] = frozenset()
    signed: dict[int, int] = field(default_factory=dict)
    feet: list[Foot] = field(default_factory=list)
    namesakes: set[int] = field(default_factory=set)
    parties: tuple[str, ...] = ()

    def only(self, states: Collection[str]) -> str | None:
        """The one state among some that the paper is about, if there is one alone."""
        found = [code for code in self.parties if code in states]
        return found[0] if len(found) == 1 else None

    def take(self, body: Body) -> None:
        """Keep a body and its words."""
        self.bodies[body.start] = body
        self.taken.update(dict.fromkeys(range(body.start, body.end), body.type))

    def gap(self, i: int) -> str:
        """What stands between word i - 1 and word i."""
        start = self.words[i - 1].end if i else 0
        end = self.words[i].start if i < len(self.words) else len(self.text)
        return self.text[start:end]

    def together(self, i: int, *, comma: bool = False) -> bool:
        """Whether word i goes on from the word before it: same block, no stop between (a comma only if allowed)."""
        if not 0 < i < len(self.words) or self.sentence[i] != self.sentence[i - 1]:
            return False
        gap = self.gap(i).strip()
        if gap == "." and self.words[i - 1].text + "." in self.suffixes:
            return True
        return gap in ("", "'", "\u2019", "-", "\u2010", "\u2011", "\u00ab", '"', "\u201c", "&") or (comma and gap == ",")

    def follows(self, i: int) -> bool:
        """Whether word i stands in the sentence of the word before it."""
        return 0 < i < len(self.words) and self.sentence[i] == self.sentence[i - 1]

    def starts_sentence(self, i: int) -> bool:
        """Whether word i is the first of its sentence."""
        return i == 0 or self.sentence[i] != self.sentence[i - 1]

    def leading(self, k: int) -> int | None:
        """Where a state's or city's name ends that may begin a longer one: a further capitalised word follows at once."""
        end, mention = self.states.get(k, (k, None))
        named = mention is not None and mention.kind in ("name", "city", "capital") and self.words[k].capital
        if not named or end in self.state_words:
            return None
        return end if self.gap(end) == " " and self.follows(end) and self.words[end].capital else None

    def span(self, start: int, end: int) -> Span:
        """The span of some words."""
        last, word = self.words[end - 1].end, self.words[end - 1].text
        spelt = len(word) == 1 and self.gap(end - 1) == "."  # "Ganja Agro S.A."
        stopped = end - start > 1 and (spelt or word + "." in self.suffixes) and self.text[last:last + 1] == "."
        return Span(self.words[start].start, last + int(stopped))

    def word_at(self, position: int) -> int:
        """Index of the first word that begins at or after a character position."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def leads_to(self, end: int, nouns: Collection[str]) -> bool:
        """Whether capitalised words that belong to no body lead on from word `end`, itself one of them, to one of some nouns."""
        k = end
        while k < min(len(self.words), end + _REACH) and self.gap(k) == " " and self.follows(k) and self.words[k].capital:
            if k in self.taken or self.words[k].folded in nouns:
                return k not in self.taken
            k += 1
        return False

    def free(self, start: int, end: int) -> bool:
        """Whether none of the words belongs to an organisation or place yet."""
        return not any(i in self.taken for i in range(start, end))


def read(doc: Doc) -> Page:
    """The page of a document: story and caption words, with what the parser and `states` said of them."""
    text: str = content(doc)
    found = list(words(text))
    tokens, classes = _tokens(doc, found), token_classes(doc)
    page = Page(text, found, [classes[i] for i in tokens], _sentences(doc, tokens), parties=tuple(doc._.findings.parties))
    forms = token_features(doc)
    page.finite.update(k for k, i in enumerate(tokens) if page.pos[k] in _VERBS and "VerbForm=Fin" in forms[i])
    for mention in doc._.findings.states:
        first, last = page.word_at(mention.span.start), page.word_at(mention.span.end)
        page.states[first] = (max(last, first + 1), mention)
        page.state_words.update(range(first, max(last, first + 1)))
    view = doc._.text.view if doc._.text is not None else None
    done = False
    for block in view.blocks if view else ():
        page.shouted.update(_shouted(page, block.start, block.end))
        if block.role == "signature":
            marks = letters.signed().finditer(text, block.start, block.end)
            page.signed.update((page.word_at(mark.end()), page.word_at(mark.start())) for mark in marks)
            _add_foot(page, page.word_at(block.start), page.word_at(block.end), text[block.start : block.end], done)
            page.shouted.update(range(page.word_at(block.start), page.word_at(block.end)))
        else:
            done = letters.closes(text[block.start : block.end])
    return page


def _add_foot(page: Page, start: int, end: int, words: str, done: bool) -> None:
    """Take in a block of signatures; the lines below one that says for whom it is signed belong to it.

    done: it stands below the closing words of a paper, where names alone sign it.
    """
    last = page.feet[-1] if page.feet else None
    if letters.opens_signature(words):
        colon = words.find(":")
        named = page.word_at(page.words[start].start + colon) if colon >= 0 else start
        page.feet.append(Foot(start, end, named))
    elif last is not None and last.named > 0 and last.end == start and not letters.names_parties(words):
        page.feet[-1] = Foot(last.start, end, last.named, last.bare)
    else:
        page.feet.append(Foot(start, end, start, True) if done else Foot(start, end))


def _shouted(page: Page, start: int, end: int) -> range:
    """The words of a block if it is a headline with capitals throughout."""
    first, last = page.word_at(start), page.word_at(end)
    long = [w for w in page.words[first:last] if len(w.text) > 3]
    capitals = sum(w.capital for w in long)
    if page.text[start:end].rstrip().endswith((".", ";", ",")):
        return range(0)
    return range(first, last) if len(long) > 2 and capitals > _MOSTLY * len(long) else range(0)


def _tokens(doc: Doc, found: list[Word]) -> list[int]:
    """The token each word lies in."""
    starts = token_starts(doc)
    return [max(bisect_left(starts, word.start + 1) - 1, 0) for word in found]


def _sentences(doc: Doc, tokens: list[int]) -> list[int]:
    begun = [1, *(doc.to_array(SENT_START) == 1).tolist()[1:]]
    numbers = list(accumulate(begun))
    return [numbers[i] - 1 for i in tokens]
