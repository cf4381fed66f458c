"""Offices in a paper: a noun from the lexicon with its portfolio, body and state, read to the right and to the left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.extraction.components.entities.lexicon import Lexicon, Match
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.shapes import Head

LONGEST = 30
_NATIONAL = ("name", "adjective")
_UNKNOWN_WORDS = 3
_PAIR = 2  # states of a paper between which an office may choose
_FILLER = 7
_LINKS = 3  # words between a counterpart and the state he is of
_CONSORT = 9  # words back in which the holder stands whose spouse is named
_BESIDE = 25  # the same where the spouse is said to be with him
_STOP = -1
_SERVANTS = frozenset({"other", "deputy-minister/other"})
_MINISTRY = "ministry"
_VAGUE = "other"  # the portfolio of departments that have none of their own
_WHOLE = frozenset({"foreign-affairs"})  # a portfolio that others are only joined to
_ENVOY = "ambassador"
_GOVERNMENT = "head-of-government"
_ORGANISATION = "organisation"
_INTERNATIONAL = "international"
_AREAS = ("region", "city")
_COUNTRIES = ("state", "country")
_MODIFIERS = 3  # words between a nationality and the noun for what somebody does


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the paper words it (word indices, end excluded).

    kind: `office`, `counterpart` (the office of whoever was named before) or `spouse`. head: its noun. open: whether a
    portfolio may still follow. stateless: it is an office of an international body. likely: the one of the paper's states that
    has such officers.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    states: tuple[str, ...] = ()
    plural: bool = False
    kind: str = "office"
    portfolio: str | None = None
    open: bool = False
    head: Head | None = None
    stateless: bool = False
    likely: str | None = None


@dataclass(slots=True)
class _Reading:
    """What the words around an office's noun have given so far."""

    head: Head
    portfolio: str | None = None
    further: tuple[str, ...] = ()
    complement: str | None = None
    states: tuple[str, ...] = ()
    deputy: bool = False
    plural: bool = False

    def take(self, portfolio: str) -> None:
        """Take in a portfolio: a department named later tells more than `cooperation`."""
        if self.portfolio in (None, _VAGUE):
            self.portfolio = portfolio
        elif portfolio not in (_VAGUE, self.portfolio) and self.portfolio not in _WHOLE:
            self.further = (*self.further, portfolio)

    def codes(self, with_party: bool, parties: tuple[str, ...]) -> tuple[str, ...]:
        """The code of the office, and those of the same office with its further portfolios."""
        code = self.code(with_party, parties)
        rank, parted, _ = code.partition("/")
        return (code, *dict.fromkeys(f"{rank}/{portfolio}" for portfolio in self.further if parted))

    def code(self, with_party: bool, parties: tuple[str, ...]) -> str:
        head = self.head
        told = {head.by_state[s] for s in self.states or parties if s in head.by_state}
        own = next((head.by_state[s] for s in self.states if s in head.by_state), None) or (
            told.pop() if head.portfolio is None and not self.states and len(told) == 1 else None)
        if self.portfolio and (head.portfolio or own):
            prefix = own[1] if own else (head.deputy if self.deputy and head.deputy else head.portfolio)
            return f"{prefix}/{self.portfolio}"
        if self.complement:
            return head.of.get(self.complement, head.of.get("unknown", head.office))
        if own:
            return own[0]
        if head.party and with_party and not self.plural:
            return head.party
        if self.deputy and head.deputy:
            return f"{head.deputy}/other"
        return head.bare or head.office


class Titles:
    """Finds the offices of one page."""

    def __init__(self, lexicon: Lexicon, page: Page, with_party: bool, parties: tuple[str, ...] = ()) -> None:
        self.lexicon, self.page, self.with_party, self.parties = lexicon, page, with_party, parties
        self.ministerial: Head | None = None  # the noun of the minister named last

    def find(self) -> list[Title]:
        """Every title, in order, none inside another; an office in another's complement is part of it."""
        return self._nested(list(self._all()))

    def _all(self) -> Iterator[Title]:
        i = done = 0
        while i < len(self.page.words):
            title = self._at(i, done)
            if title is None:
                i += 1
                continue
            yield title
            i = done = title.end

    def _at(self, i: int, done: int) -> Title | None:
        text, found, lexicon = self.page.text, self.page.words, self.lexicon
        if found[i].folded not in lexicon.title_openers:
            return None
        for phrases, kind in ((lexicon.counterparts, "counterpart"), (lexicon.spouses, "spouse")):
            if match := phrases.at(text, found, i):
                return self._relation(i, match.length, kind, match.value, done)
        if found[i].folded in lexicon.pronouns and not found[i].capital:
            return self._taken_up(i)
        head = lexicon.heads.at(text, found, i)
        if head is None or i in self.page.taken or self._is_given_name(i, head.length) or self._is_surname(i, head.length):
            return None
        if self._is_consort(i):
            return self._relation(i, head.length, "spouse", False, done)
        if self._is_qualified(i, head.length):
            return None
        head = self._before_body(head, i)
        reading = _Reading(head.value[0], plural=head.value[1])
        if lexicon.offices.portfolio_first and self.page.together(i) and (state := self._state_before(i, done)):
            reading.states = (state[1],)  # what follows is where, or for what, the envoy of this state is
        end = self._right(reading, self._over_overlap(reading, i, i + head.length))
        start = self._left(reading, i, done)
        if reading.head.portfolio:
            self.ministerial = reading.head
        reading.states = reading.states or ((reading.head.state,) if reading.head.state else ())
        if not (reading.states or reading.complement) and self._possessed(start, done):
            self._of_body(reading, i)
        codes = reading.codes(self.with_party, self.parties)
        return Title(start, end, codes, reading.states, head.value[1], portfolio=reading.portfolio,
                     open=bool(reading.head.portfolio) and not reading.portfolio, head=reading.head,
                     stateless=reading.complement == _INTERNATIONAL and not reading.states,
                     likely=None if reading.states or reading.complement or reading.plural else self._peculiar(i, head.length))

    def _is_qualified(self, i: int, length: int) -> bool:
        """Whether an office's first word only qualifies a longer one behind it (`Acting | Director General`)."""
        longer = self.lexicon.heads.at(self.page.text, self.page.words, i + 1)
        return length > 1 and longer is not None and longer.length >= length \
            and self.page.words[i].folded in self.lexicon.qualifiers

    def _peculiar(self, i: int, length: int) -> str | None:
        """The one of the paper's states that can have such an officer."""
        match = self.lexicon.peculiar.at(self.page.text, self.page.words, i)
        if match is None or match.length != length or len(self.parties) < _PAIR:
            return None
        return self.page.only(match.value.possible(self.parties))

    def _before_body(self, head: Match[tuple[Head, bool]], i: int) -> Match[tuple[Head, bool]]:
        """The shorter noun of an office whose longer form runs into the name of a body that goes on."""
        page = self.page
        for k in range(i + 1, i + head.length):
            body = page.bodies.get(k)
            rest = page.words[i + head.length:body.end] if body is not None else []
            known = self.lexicon.qualifiers | self.lexicon.links
            last = i + head.length + len(rest)
            if any(w.folded not in known and n not in page.states for n, w in enumerate(rest, last - len(rest))):
                shorter = self.lexicon.heads.at(page.text, page.words, i, k - i)
                return shorter if shorter is not None and shorter.value[0].of else head
        return head

    def _taken_up(self, i: int) -> Title | None:
        """An office that a pronoun takes up, of another state or department (`and that of Fiji, X`)."""
        same = self._relation(i, 1, "counterpart", False, i)
        if same.states:
            return same if self._name_follows(same.end, comma=True) else None
        if self.ministerial is None:
            return None
        reading = _Reading(self.ministerial)
        end = self._right(reading, i + 1)
        if reading.portfolio is None or not self._name_follows(end, comma=True):
            return None
        code = reading.code(self.with_party, self.parties)
        return Title(i, end, (code,), reading.states, portfolio=reading.portfolio, head=reading.head)

    def _is_given_name(self, i: int, length: int) -> bool:
        """Whether an office's noun is a given name here ("Dr. Sultan ...", "Sultan bin ...")."""
        page, lexicon = self.page, self.lexicon
        if length != 1 or page.words[i].folded not in lexicon.given:
            return False
        following = page.words[i + 1].folded if i + 1 < len(page.words) else ""
        goes_on = page.words[i].capital and following in lexicon.particles and following not in lexicon.links
        return goes_on or lexicon.honorifics.before(page.text, page.words, i) is not None

    def _is_surname(self, i: int, length: int) -> bool:
        """Whether an office's noun ends a name here, after an article with a capital ("... Le Maire")."""
        page = self.page
        if length != 1 or i < 2 or page.sentence[i - 2] != page.sentence[i] or i in page.shouted:
            return False
        given, article, noun = page.words[i - 2:i + 1]
        capital = given.capital and article.capital and noun.capital
        return capital and article.folded in self.lexicon.articles and page.together(i) and page.together(i - 1) \
            and not self.lexicon.is_common(given.folded)

    def _is_consort(self, i: int) -> bool:
        """Whether an office's noun is the spouse of a holder named right before ("King X and Queen Y")."""
        page, lexicon = self.page, self.lexicon
        holders = lexicon.consorts.get(page.words[i].folded)
        if not holders:
            return False
        alongside = i > 0 and page.words[i - 1].folded in lexicon.alongside
        joined = led = alongside
        for j in range(i - 1, max(i - (_BESIDE if alongside else _CONSORT), -1), -1):
            if page.sentence[j] != page.sentence[i] or (j + 1 < i and page.gap(j + 1).strip(" ,\n" if led else " \n")):
                return False
            if page.words[j].folded in holders:
                return joined
            led = led or lexicon.led.at(page.text, page.words, j) is not None
            joined = joined or led or page.words[j].folded in lexicon.both
        return False

    def _relation(self, i: int, length: int, kind: str, plural: bool, done: int) -> Title:
        page, start, end = self.page, i, i + length
        states: tuple[str, ...] = ()
        k = self._over_links(end, min(len(page.words), end + _LINKS))
        state = page.states.get(k)
        named = k == end and state is not None and state[1].kind == "name" and self._name_follows(state[0])
        if state and not named and page.together(k) and state[1].kind in (_NATIONAL if k == end else _NATIONAL[:1]):
            end, states = state[0], (state[1].code,)
        for j in range(max(done, i - 4), i):
            state = page.states.get(j)
            if state and self._leads_to(state[0], i) and state[1].kind in _NATIONAL:
                start, states = j, (state[1].code,)
                break
        if kind == "counterpart" and not plural and (field := self._own_field(end)) is not None:
            return Title(start, field[0], (field[1],), states, kind=kind)
        return Title(start, end, (), states, plural, kind)

    def _own_field(self, end: int) -> tuple[int, str] | None:
        """The department of a minister's colleague, where it is told to be another (`his Tongan counterpart for labour, X`)."""
        if self.ministerial is None or self._over_links(end, min(len(self.page.words), end + _LINKS)) == end:
            return None
        reading = _Reading(self.ministerial)
        after = self._right(reading, end)
        if reading.portfolio is None or not self._name_follows(after, comma=True):
            return None
        return after, reading.code(self.with_party, self.parties)

    def _possessed(self, start: int, done: int) -> bool:
        """Whether a possessive stands before an office, an article between them or not (`whose head`, `dont le président`)."""
        page, lexicon, j = self.page, self.lexicon, start
        while j > done and page.together(j) and page.words[j - 1].folded not in lexicon.possessives \
                and page.words[j - 1].folded in lexicon.articles:
            j -= 1
        return j > done and page.together(j) and page.words[j - 1].folded in lexicon.possessives

    def _of_body(self, reading: _Reading, i: int) -> None:
        """The body whose officer a possessive says him to be, named before him (`the bank and its president, X`)."""
        page = self.page
        told = next((k for k in range(i - 1, -1, -1) if page.sentence[k] != page.sentence[i] or page.gap(k).strip()), -1)
        said = any(k in page.finite for k in range(max(told, 0), i))  # `, said its president`: that of whom the sentence is about
        first = i
        while first > 0 and page.sentence[first - 1] == page.sentence[i]:
            first -= 1
        for k in range(first, i) if said else range(i - 1, first - 1, -1):
            if (body := page.bodies.get(k)) and body.type == _ORGANISATION:
                reading.complement, reading.states = body.kind, (body.state,) if body.state else ()
                return
            if k in page.states and page.states[k][1].kind in _NATIONAL and k not in page.taken:
                return

    def _leads_to(self, j: int, i: int) -> bool:
        """Whether only an apostrophe's letter stands between word j and word i."""
        return j == i or (j == i - 1 and len(self.page.words[j].text) == 1)

    # to the right

    def _over_overlap(self, reading: _Reading, start: int, end: int) -> int:
        """Past the name of a state or body that the office's own words run into ("president of the Republic of ...")."""
        for k in range(start + 1, end):
            if (state := self.page.states.get(k)) and state[0] >= end:
                reading.states = (state[1].code,)
                return state[0]
            if (body := self.page.bodies.get(k)) and body.end > end and not (reading.head.portfolio and body.kind == _MINISTRY):
                reading.states = (body.state,) if body.state else ()
                return body.end
        return end

    def _right(self, reading: _Reading, j: int) -> int:
        lexicon, page = self.lexicon, self.page
        end, stop = j, min(len(page.words), j + LONGEST)
        unknown, posted, charged = 0, False, False
        while j < stop and page.sentence[j] == page.sentence[j - 1]:
            if (past := self._over_brackets(j)) > j:
                j = end = past
                continue
            paused = page.gap(j).strip() == ","
            abbreviated = page.gap(j).strip() == "." and len(page.words[j - 1].text) == 1  # `a.i. of`
            if not page.together(j, comma=True) and page.gap(j).strip() != ")" and not abbreviated:
                break
            k = self._over_links(j, stop)
            linked = k > j
            if k >= stop or (paused and not self._goes_on(reading, j, k)) or (linked and not page.together(k)):
                break
            sent = bool(reading.states) or reading.head.office == _ENVOY
            away = sent if reading.complement is None else reading.complement == _INTERNATIONAL
            posted = posted or (linked and away
                                and any(page.words[m].folded in lexicon.posted for m in range(j, k)))
            step = self._piece(reading, j, k, linked, posted)
            if step == _STOP:
                break
            if step is None:
                if not linked or unknown >= _UNKNOWN_WORDS or not self._may_be_unknown(reading, j, k):
                    break
                unknown, step = unknown + 1, k + 1
                charged = charged or (bool(reading.states) and any(page.words[m].folded in lexicon.charged for m in range(j, k)))
                while step < stop and page.gap(step) == "-":  # the rest of a compound name
                    step += 1
                reading.complement = reading.complement or (None if charged else self._classed(k, stop))
                step = self._over_adjectives(step, stop, wide=True)
            j = end = step
        if reading.portfolio or reading.complement == "unknown" or charged and reading.head.portfolio:
            end = self._over_filler(end)
        return self._over_brackets(end)

    def _over_filler(self, end: int) -> int:
        """Past the unlisted rest of a long portfolio or complement, up to the comma before the holder's name."""
        page, lexicon = self.page, self.lexicon
        for j in range(end, min(len(page.words), end + _FILLER)):
            if not page.together(j):
                named = page.together(j, comma=True) and j > end and (page.words[j].capital or (
                    lexicon.honorifics.at(page.text, page.words, j) is not None))
                return j if named else end
            others = (lexicon.heads, lexicon.honorifics, lexicon.counterparts, lexicon.spouses)
            if page.words[j].capital and j == end or j in page.finite or any(o.at(page.text, page.words, j) for o in others):
                return end
        return end

    def _over_brackets(self, end: int) -> int:
        """Past what stands in brackets behind a body in an office's complement: its acronym, what it is ("(upper house),"), its
        other name."""
        page = self.page
        if end < len(page.words) and page.gap(end).strip() == "(":
            other = page.bodies.get(end)
            if other is not None and other.end < len(page.words) and page.gap(other.end).lstrip().startswith(")"):
                return other.end
            if page.gap(end + 1).lstrip().startswith(")"):
                short = page.words[end].text.isupper() or end in page.taken
                return end + 1 if short or self._names_after(end) else end
            if page.together(end + 1) and page.gap(end + 2).lstrip().startswith("),") and not (
                    page.words[end].capital or page.words[end + 1].capital):
                return end + 2
        return end

    def _names_after(self, short: int) -> bool:
        """Whether a name stands behind the one word in brackets behind an office (`the minister of trade (Mintrade), X`)."""
        page, k = self.page, short + 1
        closed = k < len(page.words) and page.gap(k).strip() in (")", "),") and page.sentence[k] == page.sentence[short]
        return closed and page.words[short].capital and page.words[k].capital and not self.lexicon.is_common(page.words[k].folded)

    def _over_links(self, j: int, stop: int) -> int:
        links, both, words, text = self.lexicon.links, self.lexicon.both, self.page.words, self.page.text
        k = j
        while k < stop and (words[k].folded in links or words[k].folded in both) and (
            not words[k].capital or k in self.page.shouted or self.lexicon.portfolios.at(text, words, k + 1) is not None
        ):  # in headlines small words are written large ("Minister For Foreign Affairs")
            if k > j and not self.page.together(k):
                break
            k += 1
        return k

    def _goes_on(self, reading: _Reading, j: int, k: int) -> bool:
        """Whether an enumeration of portfolios goes on after a comma."""
        portfolio = self.lexicon.portfolios.at(self.page.text, self.page.words, k)
        begun = bool(reading.portfolio) or reading.complement == "unknown"
        if self.page.words[j].folded in self.lexicon.both and k > j:
            return begun and portfolio is not None
        if self.page.words[j].folded in self.lexicon.pauses:
            return bool(reading.portfolio) and bool(portfolio or self.page.words[k].capital)
        return begun and portfolio is not None and k == j and self.lexicon.offices.portfolio_first

    def _piece(self, reading: _Reading, j: int, k: int, linked: bool, posted: bool) -> int | None:
        """Where a known piece of the complement that begins at word k ends."""
        lexicon, page = self.lexicon, self.page
        text, words = page.text, page.words
        first = lexicon.offices.portfolio_first
        if k == j and not first and words[k].folded in lexicon.qualifiers and not words[k].capital:
            reading.deputy = reading.deputy or words[k].folded in lexicon.deputies
            return k + 1  # though it is an office's noun elsewhere (`le ministre coordinateur`)
        if lexicon.heads.at(text, words, k):
            return _STOP
        portfolio = lexicon.portfolios.at(text, words, k)
        ministerial = bool(reading.head.portfolio or reading.head.by_state) and (linked or bool(reading.portfolio))
        if portfolio and ministerial and self._stands(k + portfolio.length):
            reading.take(portfolio.value)
            return self._over_adjectives(k + portfolio.length, k + portfolio.length + 3, wide=True)
        seat = page.states.get(k)
        if seat is not None and seat[1].kind == "capital" and reading.head.office == _GOVERNMENT and linked:
            reading.states = reading.states or (seat[1].code,)
            return seat[0]  # `head of the government of Suva`
        if body := page.bodies.get(k):
            stationed = body.type == "place" and not posted and any(words[m].folded in lexicon.posted for m in range(j, k))
            if not linked or stationed or not self._stands(body.end):
                return _STOP
            vague = reading.complement in (None, "unknown")
            reading.complement = body.kind if vague and body.kind == _INTERNATIONAL else reading.complement or body.kind
            if body.kind == _MINISTRY and not reading.portfolio and not {_MINISTRY, "unknown"} & set(reading.head.of):
                reading.portfolio = self._portfolio_of(k, body.end) if reading.head.portfolio else None
            if body.state and not reading.states:
                reading.states = (body.state,)
            return self._over_place(body.end)
        if state := page.states.get(k):
            kind = state[1].kind
            if (kind == "adjective" or linked) and self._stands(state[0]) and not (first and not linked):
                if not posted and (not reading.states or (reading.states and self._coordinated(j, k))):
                    reading.states = (*reading.states, state[1].code)
                return self._over_place(state[0])
            return _STOP
        if complement := lexicon.complements.at(text, words, k):
            if not linked or not self._stands(k + complement.length):
                return _STOP
            if complement.value not in _COUNTRIES:
                reading.complement = reading.complement or complement.value
            return self._over_apposed(k + complement.length) if complement.value in _AREAS else k + complement.length
        plain = not words[k].capital or not (first or lexicon.is_name(words[k].folded))
        if words[k].folded in lexicon.qualifiers and plain and (k == j or not first):
            return k + 1
        return None

    def _portfolio_of(self, start: int, end: int) -> str | None:
        """The first portfolio in a ministry's name."""
        found = (self.lexicon.portfolios.at(self.page.text, self.page.words, k) for k in range(start, end))
        return next((match.value for match in found if match), None)

    def _over_place(self, end: int) -> int:
        """Past the noun after a place's name ("of Gyeonggi Province")."""
        page = self.page
        noun = self.lexicon.places.at(page.text, page.words, end) if self.lexicon.offices.portfolio_first else None
        return end + noun.length if noun and page.together(end) else end

    def _over_apposed(self, end: int) -> int:
        """Past the one word right behind the noun for a region that is its name, before a comma (`of the region | Ashanti,`)."""
        page = self.page
        named = end + 1 < len(page.words) and page.together(end) and page.words[end].capital and end not in page.states
        return end + 1 if named and not page.together(end + 1) and page.together(end + 1, comma=True) else end

    def _coordinated(self, j: int, k: int) -> bool:
        return any(self.page.words[m].folded in self.lexicon.both for m in range(j, k))

    def _stands(self, end: int) -> bool:
        """Whether what ends here is a complement by itself, not the first half of another office."""
        if not self.lexicon.offices.portfolio_first or end >= len(self.page.words):
            return True
        head = self.lexicon.heads.at(self.page.text, self.page.words, end)
        return head is None or not self.page.together(end) or self._is_given_name(end, head.length)

    def _may_be_unknown(self, reading: _Reading, j: int, k: int) -> bool:
        """Whether an unlisted word after a link may still belong to the office."""
        words, lexicon = self.page.words, self.lexicon
        if lexicon.heads.at(self.page.text, words, k) or lexicon.honorifics.at(self.page.text, words, k):
            return False
        if self._coordinated(j, k) and not (k - j > 1 or (lexicon.offices.portfolio_first and not words[k].capital)) \
                and not (reading.portfolio and self._is_field(k)):
            return False
        if not words[k].text[0].isalpha() or self.page.pos[k] in ("VERB", "AUX"):
            return False
        return bool(reading.head.portfolio or reading.head.of)

    def _is_field(self, k: int) -> bool:
        """Whether an unlisted word with a capital begins a portfolio's last field (`for Trade and | Reef Development |`)."""
        page, lexicon = self.page, self.lexicon
        goes_on = page.together(k + 1) and page.words[k + 1].capital and lexicon.is_common(page.words[k + 1].folded)
        return lexicon.offices.portfolio_first and goes_on and not lexicon.is_name(page.words[k].folded)

    def _classed(self, k: int, stop: int) -> str:
        """The kind of what the unlisted name at word k is of, by the noun behind it (`of the Tavua | Regional State`)."""
        page, lexicon = self.page, self.lexicon
        for m in range(k + 1, min(stop, k + _UNKNOWN_WORDS + 1)) if lexicon.offices.portfolio_first else ():
            if not page.together(m) or not page.words[m - 1].capital:
                break
            noun = lexicon.complements.at(page.text, page.words, m)
            if noun is not None and page.words[m].capital and noun.value not in _COUNTRIES:
                return noun.value
        return "unknown"

    def _over_adjectives(self, j: int, stop: int, wide: bool = False) -> int:
        """Past the modifiers of a complement (wide: also capitalised common words, where modifiers stand first)."""
        page, lexicon = self.page, self.lexicon
        while j < min(stop, len(page.words)) and page.together(j) and not lexicon.heads.at(page.text, page.words, j):
            word = page.words[j]
            lower = not word.capital and page.pos[j] in ("ADJ", "NOUN") and word.folded not in lexicon.links
            common = wide and lexicon.offices.portfolio_first and word.capital and (
                lexicon.is_common(word.folded) or lexicon.portfolios.at(page.text, page.words, j) is not None)
            if not lower and not common or j in page.states:
                break
            j += 1
        return j

    # to the left

    def _left(self, reading: _Reading, i: int, done: int) -> int:
        page, lexicon = self.page, self.lexicon
        start = j = self._before_brackets(reading, i, done)
        while j > done and page.together(j) and i - j < LONGEST:
            word = page.words[j - 1]
            state = self._state_before(j, done)
            if state is not None and not self._in_body(state[0], j):
                start = j = state[0]
                reading.states = reading.states or (state[1],)
                break
            if not lexicon.offices.portfolio_first:
                break
            if word.folded in lexicon.deputies:
                reading.deputy = True
                start = j = j - 1
            elif word.folded in lexicon.qualifiers:
                start = j = j - 1
            else:
                joined = word.folded in lexicon.both and reading.portfolio is not None and page.together(j - 1)
                step = self._piece_before(reading, j - 1 if joined else j, done)
                if step is None:
                    break
                start = j = step
        if not (reading.states or reading.complement) and (state := self._over_modifiers(start, done)):
            start, reading.states = state[0], (state[1],)
        return start

    def _in_body(self, start: int, end: int) -> bool:
        """Whether a state's name only ends that of a body (`Bank | Fiji | governor`)."""
        return any(body.end == end for k in range(max(start - LONGEST, 0), start) if (body := self.page.bodies.get(k)))

    def _over_modifiers(self, j: int, done: int) -> tuple[int, str] | None:
        """The nationality before an office's noun with unlisted words between them (`the Tongan long-distance runner X`)."""
        page = self.page
        for k in range(j - 1, max(done, j - 1 - _MODIFIERS), -1) if self.lexicon.offices.portfolio_first else ():
            if not page.together(k + 1) or page.pos[k] not in ("ADJ", "NOUN", "PROPN") or k in page.taken:
                return None
            if (state := self._state_before(k, done)) is not None and page.states[state[0]][1].kind == "adjective":
                return state
        return None

    def _before_brackets(self, reading: _Reading, i: int, done: int) -> int:
        """Where the body before an office's noun begins, its short form in brackets between them ("Union (NU) chief")."""
        page = self.page
        short = page.bodies.get(i - 1)
        if short is None or short.end != i or page.gap(i).strip() != ")" or page.gap(i - 1).strip() != "(":
            return i
        for k in range(max(done, i - LONGEST), i - 1):
            if (body := page.bodies.get(k)) is not None and body.end == i - 1 and reading.head.of:
                reading.complement, reading.states = body.kind, (body.state,) if body.state else reading.states
                return k
        return i

    def _state_before(self, j: int, done: int) -> tuple[int, str] | None:
        """Where the state mention right before word j begins, and its code (its possessive mark stepped over)."""
        for k in range(max(done, j - 6), j):
            state = self.page.states.get(k)
            if state and state[1].kind in (*_NATIONAL, "prefix") and self._leads_to(state[0], j):
                first = self.lexicon.offices.portfolio_first
                if state[1].kind == "adjective" or first:
                    return k, state[1].code
        return None

    def _piece_before(self, reading: _Reading, j: int, done: int) -> int | None:
        text, words = self.page.text, self.page.words
        portfolio = self.lexicon.portfolios.before(text, words, j) if reading.head.portfolio or reading.head.by_state else None
        if portfolio and j - portfolio.length >= done:
            reading.portfolio = portfolio.value
            return j - portfolio.length
        for k in range(max(done, j - 12), j):
            body = self.page.bodies.get(k)
            if body and self._leads_to(body.end, j):
                reading.complement = reading.complement or body.kind
                if body.state and not reading.states:
                    reading.states = (body.state,)
                return k
        complement = self.lexicon.complements.before(text, words, j) if reading.head.of else None
        if complement and j - complement.length >= done and j - 1 not in self.page.state_words:
            if complement.value not in _COUNTRIES:
                reading.complement = reading.complement or complement.value
            return j - complement.length
        return None

    # together

    def _nested(self, titles: list[Title]) -> list[Title]:
        """Titles without those that are the complement of the one before ("assistant to the president")."""
        kept: list[Title] = []
        for title in titles:
            last = kept[-1] if kept else None
            if last and last.kind == "spouse" and title.kind == "office" and self._is_complement(last, title):
                kept[-1] = replace(last, end=title.end, states=last.states or title.states)
            elif last and self._is_role(last, title):
                kept[-1] = title
            elif last and last.kind == title.kind == "office" and self._is_complement(last, title) \
                    and (self._serves(last, title) or not self._name_follows(title.end)):
                codes = last.codes
                if last.open and title.portfolio:
                    codes = tuple(c.replace("/other", f"/{title.portfolio}") for c in codes)
                abroad = last.head is not None and last.head.office == _ENVOY
                kept[-1] = replace(last, end=title.end, codes=codes, states=last.states or (() if abroad else title.states))
            else:
                if last and self._is_complement(last, title) and last.head is not None and last.head.office in _SERVANTS:
                    kept[-1] = replace(last, states=last.states or title.states)  # `adviser to the President of Fiji Ana Vesi`
                kept.append(title)
        return kept

    def _is_complement(self, outer: Title, inner: Title) -> bool:
        between = range(outer.end, inner.start)
        words, lexicon = self.page.words, self.lexicon
        if not between or len(between) > 3 or not all(self.page.together(j) for j in (*between, inner.start)):
            return False
        return words[outer.end].folded in lexicon.links and words[outer.end].folded not in lexicon.both and all(
            words[j].folded in lexicon.links or words[j].folded in lexicon.articles for j in between)

    def _is_role(self, outer: Title, inner: Title) -> bool:
        """Whether somebody named elsewhere acts for the second office's holder, whose name follows."""
        acts = self.lexicon.roles.before(self.page.text, self.page.words, outer.start)
        return bool(acts) and outer.kind == inner.kind == "office" and self._is_complement(outer, inner) and (
            self._name_follows(inner.end, comma=True))

    def _serves(self, outer: Title, inner: Title) -> bool:
        """Whether the name after two offices is that of the first's holder (`adviser to the President Ana Vesi`)."""
        between = self.page.words[outer.end:inner.start]
        served = outer.head is not None and outer.head.office in _SERVANTS
        return self.lexicon.offices.portfolio_first and served and any(w.folded in self.lexicon.articles for w in between)

    def _name_follows(self, j: int, *, comma: bool = False) -> bool:
        page = self.page
        return j < len(page.words) and page.together(j, comma=comma) and page.words[j].capital and j not in page.states \
            and not self.lexicon.is_common(page.words[j].folded)
