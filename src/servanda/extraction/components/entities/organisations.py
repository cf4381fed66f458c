"""Organisations in the words of a page: known names, nouns that begin or end a name, acronyms given in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.extraction.components.entities.lexicon import Known, Lexicon, OrganisationHead
from servanda.extraction.components.entities.page import Body, Page

ORGANISATION = "organisation"
_GOVERNMENT = "government"
_COMPANY, _UNIVERSITY = "company", "university"
_INITIALS = range(3, 9)
_NUMERALS = frozenset({"III", "VII", "VIII", "XII", "XIII", "XIV", "XVI", "XVII", "XVIII", "XIX", "XXI", "XXII"})
_PARTY, _OFFICIAL = "party", "party-official"
LONGEST = 16
_LOWER = 6
_PLAIN = frozenset({"ADJ", "NOUN", "PROPN", ""})
_ACRONYM = range(2, 12)
_CAPITALS = 2


@dataclass(slots=True)
class _Growth:
    """How far a name has grown to the right. capital: its noun has one; plain: no link stands in it yet; lower: how many
    words without a capital it has taken; named: it says which body of its kind it is.
    """

    head: OrganisationHead
    capital: bool
    state: str | None = None
    named: bool = False
    lower: int = 0
    plain: bool = True


class Organisations:
    """Finds the organisations of one page."""

    def __init__(self, lexicon: Lexicon, page: Page) -> None:
        self.lexicon, self.page = lexicon, page
        self.aliases: dict[str, Body] = {}

    def find(self) -> Iterator[Body]:
        """Every organisation, in order, none inside another."""
        i = done = 0
        while i < len(self.page.words):
            body = self._at(i, done)
            if body is None:
                i += 1
                continue
            if alias := self._acronym(body) or self._short_name(body):
                state = body.state or self._state_after(alias.end)[1]
                alias, body = replace(alias, state=alias.state or state), replace(body, name=alias.name, state=state)
                self.aliases[self.page.words[alias.start].text] = body
                yield alias
            yield body
            i = done = alias.end if alias else body.end

    def _at(self, i: int, done: int) -> Body | None:
        page = self.page
        known = self.lexicon.known.at(page.text, page.words, i)
        grown = self._grown(i, done)
        if known and i in page.state_words and i not in page.states:
            known = None
        if known and i in page.states and page.states[i][1].kind == "name" and page.states[i][0] >= i + known.length:
            known = None
        if known and known.length == 1 and self._is_surname(i, done):
            known = None
        if known and known.value.kind == _GOVERNMENT and self._seat(i, known.length) and self._sited(i):
            return None
        if known and (known.length > 1 or grown is None or grown.end <= i + 1):
            return self._national(known.value, i, i + known.length, done)
        if grown is not None:
            return grown
        if body := self._initials(i):
            return body
        if body := self.aliases.get(page.words[i].text):
            return Body(i, i + 1, ORGANISATION, body.kind, body.state, body.name)
        return None

    def _is_surname(self, i: int, done: int) -> bool:
        """Whether a company's name is here somebody's last name: behind a given name, no noun that names bodies."""
        page, lexicon = self.page, self.lexicon
        if i - 1 < done or page.gap(i) != " " or page.starts_sentence(i) or page.starts_sentence(i - 1):
            return False
        given = page.words[i - 1]
        named = given.capital and not given.text.isupper() and given.text.lower() not in lexicon.openers
        return named and given.folded not in lexicon.common and i - 1 not in page.state_words and not (
            lexicon.organisation_heads.before(page.text, page.words, i) or lexicon.heads.before(page.text, page.words, i)
            or lexicon.known.before(page.text, page.words, i))

    def _seat(self, i: int, length: int) -> bool:
        """Whether a known name is that of a house or street: no noun in it says what body it is."""
        heads, page = self.lexicon.organisation_heads, self.page
        return not any(heads.at(page.text, page.words, k) for k in range(i, i + length))

    def _sited(self, i: int) -> bool:
        """Whether a preposition of place stands before word i (an article between them or not)."""
        page, j = self.page, i
        while j > max(0, i - 2) and page.together(j) and page.words[j - 1].folded in self.lexicon.articles:
            j -= 1
        return j > 0 and page.together(j) and page.words[j - 1].folded in self.lexicon.sited

    def _national(self, known: Known, start: int, end: int, done: int) -> Body:
        """A known name with the state beside it, if the name has none of its own."""
        state = known.state
        if state is None and known.kind != "international":
            end, state = self._state_after(end)
            if state is None:
                start, state = self._state_before(start, done)
        name = known.names[0] if known.state or known.kind == "international" else ""
        return Body(start, end, ORGANISATION, known.kind, state, name)

    def _state_after(self, end: int) -> tuple[int, str | None]:
        page, links, k = self.page, self.lexicon.organisation_links, end
        closed = page.gap(end).strip() == ")"  # the short form's bracket
        while k < min(len(page.words), end + 3) and (page.together(k) or (closed and k == end)) and page.words[k].folded in links:
            k += 1
        found = page.states.get(k)
        if found and page.together(k) and (found[1].kind == "adjective" or (k > end and found[1].kind == "name")):
            return found[0], found[1].code
        return end, None

    def _state_before(self, start: int, done: int) -> tuple[int, str | None]:
        page = self.page
        for k in range(max(done, start - 5), start):
            found = page.states.get(k)
            if found is None or found[1].kind == "seat" or not page.together(start):
                continue
            if found[0] == start:
                return k, found[1].code
            if found[0] == start - 1 and len(page.words[start - 1].text) == 1 and page.together(start - 1):
                return start, found[1].code
        return start, None

    def _acronym(self, body: Body) -> Body | None:
        """The short form in brackets after a name."""
        page, j = self.page, body.end
        if j >= len(page.words) or not page.gap(j).strip().endswith("(") or not page.gap(j + 1).lstrip(".").startswith(")"):
            return None
        word, known = page.words[j], self.lexicon.known.at(page.text, page.words, j)
        if known is not None and known.length == 1 and not body.name:
            return Body(j, j + 1, ORGANISATION, body.kind, body.state or known.value.state, known.value.names[0])
        if len(word.text) not in _ACRONYM or sum(c.isupper() for c in word.text) < _CAPITALS:
            return None
        return Body(j, j + 1, ORGANISATION, body.kind, body.state, body.name or self.key(body))

    def _initials(self, i: int) -> Body | None:
        """A body named by its initials and its state (`the ABCD of Fiji`), with a definite article before it."""
        page, lexicon = self.page, self.lexicon
        word = page.words[i].text
        if not (word.isupper() and word.isalpha() and len(word) in _INITIALS) or i in page.shouted or i in page.state_words:
            return None
        if word in _NUMERALS or page.words[i].folded in lexicon.common or not page.together(i):
            return None
        if page.words[i - 1].folded not in lexicon.definite:
            return None
        end, state = self._state_after(i + 1)
        return None if state is None else Body(i, i + 1, ORGANISATION, "agency", state)

    def _short_name(self, body: Body) -> Body | None:
        """The name a body is known by, right after what it is (`the national airline Air Fiji`)."""
        page, j = self.page, body.end
        known = self.lexicon.known.at(page.text, page.words, j) if page.together(j) and not body.name else None
        if known is None or known.value.state is None or body.state not in (None, known.value.state):
            return None
        return Body(j, j + known.length, ORGANISATION, body.kind, known.value.state, known.value.names[0])

    # names that a noun begins or ends

    def _grown(self, i: int, done: int) -> Body | None:
        page = self.page
        match = self.lexicon.organisation_heads.at(page.text, page.words, i)
        if match is None or (match.value.capital and not page.words[i].capital) or i in page.shouted:
            return None
        head = match.value
        if head.kind == _PARTY and self._of_committee(i, match.length):
            return None
        if i in page.state_words and (i not in page.states or page.states[i][1].kind == "name"):
            return None
        if head.tail and self._runs_on(i + match.length):
            return None
        start, before, left = self._left(head, i, done)
        end, state, named = self._right(head, i, i + match.length)
        state = state or before
        if not (head.alone or named or left) or self._joint(start, end, i, match.length) or self._unnamed(start):
            return None
        return Body(start, end, ORGANISATION, head.kind, state)

    def _runs_on(self, k: int) -> bool:
        """Whether the name goes on to another noun that ends names (`X Engineering | Company`)."""
        page = self.page
        if k >= len(page.words) or not page.together(k) or not page.words[k].capital:
            return False
        match = self.lexicon.organisation_heads.at(page.text, page.words, k)
        return match is not None and match.value.tail

    def _of_committee(self, i: int, length: int) -> bool:
        """Whether a party is but that of a committee in an office (`secretary of the Party committee of ...`)."""
        page, lexicon = self.page, self.lexicon
        for k in range(max(i - LONGEST // 2, 0), i):
            office = lexicon.heads.at(page.text, page.words, k)
            if office is not None and k + office.length == i + length and office.value[0].office == _OFFICIAL:
                return i + length < len(page.words) and page.words[i + length].folded in lexicon.organisation_links
        return False

    def _joint(self, start: int, end: int, head: int, length: int) -> bool:
        """Whether the name is that of a joint body (a mechanism): a word says so, or two states stand in it."""
        if start - 1 in self.page.state_words and self.page.gap(start).strip(". ") == "-":
            return True
        words = [*self.page.words[start:head], *self.page.words[head + length:end]]
        if any(w.folded in self.lexicon.unnamed for w in words):
            return True
        return len({self.page.states[k][1].code for k in range(start, end) if k in self.page.states}) > 1

    def _unnamed(self, start: int) -> bool:
        """Whether an indefinite or a number before it says that any such body is meant."""
        return start > 0 and self.page.together(start) and self.page.words[start - 1].folded in self.lexicon.organisation_stops

    def _right(self, head: OrganisationHead, begin: int, j: int) -> tuple[int, str | None, bool]:
        page, growth = self.page, _Growth(head, self.page.words[begin].capital)
        end, stop = j, min(len(page.words), j + LONGEST)
        while j < stop and (page.together(j) or (head.portfolio and growth.named and self._enumerated(j))):
            k = self._over_links(head, j, stop)
            if k >= stop or (k > j and not page.together(k)) or not self._may_go_on(head, j, k):
                break
            step = self._over_state(growth, j, k) if k in page.states else self._over_word(growth, j, k)
            if step is None:
                break
            j = end = step
        return end, growth.state, growth.named

    def _over_links(self, head: OrganisationHead, j: int, stop: int) -> int:
        page, lexicon, k = self.page, self.lexicon, j
        links = lexicon.organisation_links | lexicon.posted if head.portfolio or head.lower else lexicon.organisation_links
        while k < stop and page.words[k].folded in links and (k == j or page.together(k)):
            k += 1
        return k

    def _aims(self, j: int, k: int) -> bool:
        """Whether a preposition of aim (or of place) leads from word j to word k (`Commissioner | for | energy`)."""
        return k > j and self.page.words[j].folded not in self.lexicon.organisation_links

    def _may_go_on(self, head: OrganisationHead, j: int, k: int) -> bool:
        """Whether what begins at word k, behind the links from word j on, may still belong to the name."""
        page, lexicon = self.page, self.lexicon
        if self._aims(j, k) and not lexicon.portfolios.at(page.text, page.words, k):
            return False
        if (head.portfolio and lexicon.known.at(page.text, page.words, k)) or self._new_name(k):
            return False
        return k == j or self._carries_on(head, j, k)

    def _over_state(self, growth: _Growth, j: int, k: int) -> int | None:
        """Past a state or city in a name, or None where it ends the name."""
        page, lexicon, head, linked = self.page, self.lexicon, growth.head, k > j
        end, mention = page.states[k]
        if mention.kind in ("adjective", "name") and (
            linked or mention.kind == "adjective" or growth.lower or head.kind == _COMPANY
        ):
            growth.state, growth.named = growth.state or mention.code, growth.named or growth.capital
            if head.tail and not lexicon.offices.portfolio_first:
                return None  # whose state a name in another language is of is no part of it
            abroad = lexicon.abroad.at(page.text, page.words, end) if linked and head.portfolio else None
            return end + (abroad.length if abroad else 0)
        if not (linked and mention.kind in ("city", "capital")):
            return None
        if head.portfolio or not page.words[k].capital:
            return self._over_word(growth, j, k)
        growth.state, growth.named, growth.plain = growth.state or mention.code, True, False
        return end

    def _over_word(self, growth: _Growth, j: int, k: int) -> int | None:
        """Past a portfolio, a word with a capital or one without, or None where it is no part of the name."""
        page, lexicon, head, linked = self.page, self.lexicon, growth.head, k > j
        portfolio = lexicon.portfolios.at(page.text, page.words, k) if head.portfolio or self._aims(j, k) else None
        if portfolio and (linked or growth.named):
            growth.named = True
            return k + portfolio.length
        honoured = growth.plain and head.kind == _UNIVERSITY  # `Université Président X`
        if page.words[k].capital and (honoured or not lexicon.heads.at(page.text, page.words, k)) and (
            linked or page.gap(k) == "-" or self._ends_name(head, k, growth.plain) or self._adjoins(growth, k)
        ):
            growth.named, growth.plain = True, growth.plain and not linked
            return k + 1
        if head.lower and growth.lower < _LOWER and page.pos[k] in _PLAIN and page.words[k].text.isalpha() \
                and (linked or page.pos[k] == "ADJ" or (not page.pos[k] and self._link_follows(k))):
            growth.lower, growth.plain, growth.named = growth.lower + 1, growth.plain and not linked, True
            return k + 1
        return None

    def _adjoins(self, growth: _Growth, k: int) -> bool:
        """Whether a capitalised word right after the others belongs to the name, and begins no person's."""
        head = growth.head
        if self._is_name(k) and not (growth.plain and head.kind == _UNIVERSITY):
            return False
        if growth.plain and not (head.tail or head.alone):
            return True
        return self.lexicon.offices.portfolio_first and not growth.plain and not head.portfolio

    def _ends_name(self, head: OrganisationHead, k: int, plain: bool) -> bool:
        """Whether a word is the second and last of a proper name behind a link (`Université de Can | Tho`)."""
        page = self.page
        if plain or head.portfolio or not page.words[k - 1].capital or self._is_name(k) or k - 1 in page.state_words:
            return False
        return not (k + 1 < len(page.words) and page.together(k + 1) and page.words[k + 1].capital)

    def _link_follows(self, k: int) -> bool:
        """Whether a word that no parser has read is followed by what a modifier is followed by in a name."""
        return k + 1 < len(self.page.words) and self.page.together(k + 1) and (
            self.page.words[k + 1].folded in self.lexicon.organisation_links)

    def _is_name(self, k: int) -> bool:
        """Whether a person's name seems to begin after the body's."""
        return self.lexicon.is_name(self.page.words[k].folded)

    def _new_name(self, k: int) -> bool:
        page = self.page
        if self.lexicon.organisation_heads.at(page.text, page.words, k) is not None and not page.words[k].capital:
            return True
        return self.lexicon.honorifics.at(page.text, page.words, k) is not None and page.gap(k + 1) != "-"

    def _enumerated(self, j: int) -> bool:
        """Whether a list of a ministry's portfolios goes on after a comma."""
        page = self.page
        if not page.together(j, comma=True):
            return False
        k = j
        while k < len(page.words) and page.words[k].folded in self.lexicon.organisation_links and k < j + 3:
            k += 1
        return (k > j) != self.lexicon.offices.portfolio_first and (
            self.lexicon.portfolios.at(page.text, page.words, k) is not None and page.words[k].capital)

    def _carries_on(self, head: OrganisationHead, j: int, k: int) -> bool:
        """Whether what a link introduces belongs to the name: after a conjunction only its like."""
        page, lexicon = self.page, self.lexicon
        if page.words[j].folded not in lexicon.both:
            return page.words[j].folded not in lexicon.articles
        if page.words[k].capital and page.gap(k + 1).strip() == "(" and k not in page.states:
            return True  # its short form follows
        if page.words[k].text.isupper() and len(page.words[k].text) > 1:
            return False  # the short name of another
        if k in page.states:
            return head.portfolio and lexicon.abroad.at(page.text, page.words, page.states[k][0]) is not None
        if lexicon.organisation_heads.at(page.text, page.words, k):
            return False
        if head.portfolio:
            return lexicon.portfolios.at(page.text, page.words, k) is not None
        if k - j > 1:
            return head.lower and page.words[j + 1].folded not in lexicon.articles
        pair = (j - 1, k)
        return head.lower and all(page.pos[n] == "NOUN" and not page.words[n].capital for n in pair)

    def _left(self, head: OrganisationHead, i: int, done: int) -> tuple[int, str | None, bool]:
        page, lexicon = self.page, self.lexicon
        start, state, named = i, None, False
        if not head.tail:
            start, state = self._state_before(i, done)
            return start, state, False
        while start > done and i - start < 6 and page.together(start):
            word = page.words[start - 1]
            before, code = self._state_before(start, done)
            if code is not None:
                start, state, named = before, code, named or head.tail
                break
            if word.folded in lexicon.both and self._pairs(start - 1, done):
                start, named = start - 2, True
                continue
            if not word.capital or word.text.lower() in lexicon.openers or start - 1 in page.state_words \
                    or lexicon.heads.before(page.text, page.words, start):
                break
            start, named = start - 1, True
        return start, state, named

    def context(self, body: Body) -> str | None:
        """The state named last before a body in its sentence."""
        page = self.page
        for k in range(body.start - 1, -1, -1):
            if page.sentence[k] != page.sentence[body.start]:
                return None
            if k in page.states and page.states[k][1].kind in ("name", "adjective"):
                return page.states[k][1].code
        return None

    def _pairs(self, j: int, done: int) -> bool:
        """Whether a conjunction stands inside a name ("the Food and Drug Administration")."""
        page = self.page
        if j - 2 < done or not page.together(j):
            return False
        if not page.together(j - 1) and not (j - 2 in page.state_words and page.gap(j - 1).strip() == "."):
            return False
        first = page.words[j - 1]
        return first.capital and not first.text.isupper() and j - 1 not in page.state_words and (
            page.words[j - 2].folded in self.lexicon.organisation_links | self.lexicon.organisation_stops
            or j - 2 in page.state_words)

    def key(self, body: Body) -> str:
        """What two mentions of one organisation share: its words without links and states, and its state."""
        page = self.page
        if body.name:
            return body.name
        if body.type != ORGANISATION:
            return " ".join(w.folded for w in page.words[body.start:body.end])
        kept = [w.folded for k, w in enumerate(page.words[body.start:body.end], body.start)
                if w.folded not in self.lexicon.organisation_links and k not in page.state_words and len(w.text) > 1]
        return f"{body.state or ''}:{' '.join(sorted(kept))}"
