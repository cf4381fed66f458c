"""Names of organisations that a noun begins or ends: how far they reach before and after it, and the state told in them."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.extraction.components.entities.lexicon import Lexicon, Match
from servanda.extraction.components.entities.names import is_initial
from servanda.extraction.components.entities.page import INTERNATIONAL, ORGANISATION, Body, Page
from servanda.extraction.components.entities.shapes import OrganisationHead

LONGEST = 16
_BEFORE = 6
_LOWER = 8
_ITEM = 6
_PLAIN = frozenset({"ADJ", "NOUN", "PROPN", ""})
_SEATS = ("city", "capital")
_TRADING = ("company", "bank")
_BINATIONAL = (*_TRADING, "university")
_PLURAL_OWNS = ("' ", "\u2019 ")
_OWNS = ("'s", "\u2019s")
_UNIVERSITY = "university"
_GOVERN = ("head-of-government", "deputy-head-of-government")
_BODY, _COMPANY, _PARTY, _OFFICIAL, _EMBASSY = "body", "company", "party", "party-official", "embassy"


@dataclass(slots=True)
class _Growth:
    """How far a name has grown to the right. capital: its noun has one; named: it says which body of its kind it is;
    lower: how many words without a capital it has taken; plain: no link stands in it yet; inside: a state's adjective
    behind a link came last, or the comma of a list; listed: it has such a comma.
    """

    head: OrganisationHead
    capital: bool
    end: int
    state: str | None = None
    named: bool = False
    lower: int = 0
    plain: bool = True
    inside: bool = False
    listed: bool = False


_RANK = 5  # words of a rank in which a body may be named


class Grown:
    """Grows names from the nouns of one page."""

    def __init__(self, lexicon: Lexicon, page: Page) -> None:
        self.lexicon, self.page = lexicon, page
        self.places: set[int] = set()  # where the names end that are but places here

    def at(self, i: int, done: int) -> Body | None:
        """The organisation whose noun begins at word i (none of its words before `done`)."""
        page, lexicon = self.page, self.lexicon
        match = self._noun(i)
        if match is None or (match.value.capital and not page.words[i].capital) or i in page.shouted:
            return None
        ranks = ((k, lexicon.honorifics.at(page.text, page.words, k)) for k in range(max(0, i - _RANK), i))
        if any(rank is not None and k + rank.length > i for k, rank in ranks):
            return None  # the last word of a rank (`Général d'Armée`)
        if match.value.kind == _PARTY and self._of_committee(i, match.length):
            return None
        if i in page.state_words and (i not in page.states or page.states[i][1].kind == "name"):
            return None
        head, after = self.chained(match.value, i + match.length)
        while page.words[after - 1].folded in lexicon.organisation_links:
            after -= 1
        start, before, left = self._left(head, i, done)
        growth = self._right(head, i, after, named=left)
        end = growth.end
        first = self._noun(start)
        if first is not None and first.value.kind == _EMBASSY:
            return None
        if head.venue and (self.sited(start) or self._sited_too(start)):
            self.places.add(end)
            return None
        if self._of_office(i, end) or self._unnamed(start) or self._runs_on(end) or self._joint(head, start, end, i, after):
            return None
        if (whole := self._international(head, end)) is not None:
            begins = whole[0] if head.kind == _BODY else start  # whose council meets is the organisation
            return Body(begins, whole[1], ORGANISATION, INTERNATIONAL, rule="noun", cue=(i, after))
        if not (head.alone or growth.named):
            return None
        state = growth.state or before or self._seat(start, end) or head.state or page.only(head.states)
        general = head.tail and head.kind in _TRADING and not head.own and self._vague(start, i)
        if state is None and (general or (head.stated and not self._short_form(start, i, end))):
            return None
        world = state is None and any(w.folded in lexicon.worldly for w in page.words[start:end])
        return Body(start, end, ORGANISATION, INTERNATIONAL if world else head.kind, state, rule="noun", cue=(i, after))

    def state_before(self, start: int, done: int) -> tuple[int, str | None]:
        """Where a name begins with the state told before it, and that state."""
        page = self.page
        if start > done and page.gap(start) in _PLURAL_OWNS:
            owner = next((s for k in range(max(done, start - 5), start) if (s := page.states.get(k)) and s[0] == start), None)
            return start, owner[1].code if owner is not None else None  # "Belarus' Audit Office"
        stopped = start - 1 in page.state_words and page.gap(start).strip() == "." and page.follows(start)
        together = page.together(start) or stopped
        for k in range(max(done, start - 5), start):
            found = page.states.get(k)
            if found is None or found[1].kind == "seat" or not together:
                continue
            if found[0] == start:
                return k, found[1].code
            if found[0] == start - 1 and len(page.words[start - 1].text) == 1 and page.together(start - 1):
                return start, found[1].code
        return start, None

    def chained(self, head: OrganisationHead, j: int) -> tuple[OrganisationHead, int]:
        """The last of several nouns that end a name together ("Airports Company Limited"), and where it ends."""
        page = self.page
        while head.tail and page.together(j) and page.words[j].capital:
            match = self._noun(j)
            if match is None and head.kind == _UNIVERSITY and page.together(j + 1) and page.words[j + 1].capital:
                match = self._noun(j + 1)  # "Reef University International College"
                j += int(match is not None and match.value.kind == _UNIVERSITY)
                match = match if match is not None and match.value.kind == _UNIVERSITY else None
            if match is None or not match.value.tail:
                break
            head, j = match.value, j + match.length
        return head, j

    def _of_committee(self, i: int, length: int) -> bool:
        """Whether a party is but that of a committee in an office (`secretary of the Party committee of ...`)."""
        page, lexicon = self.page, self.lexicon
        for k in range(max(i - LONGEST // 2, 0), i):
            office = lexicon.heads.at(page.text, page.words, k)
            if office is not None and k + office.length == i + length and office.value[0].office == _OFFICIAL:
                return i + length < len(page.words) and page.words[i + length].folded in lexicon.organisation_links
        return False

    def _of_office(self, i: int, end: int) -> bool:
        """Whether the noun at word i is an office of government's, and but a state follows (`président du Conseil italien`)."""
        page, lexicon = self.page, self.lexicon
        for k in range(max(i - LONGEST // 4, 0), i):
            office = lexicon.heads.at(page.text, page.words, k)
            if office is not None and k + office.length > i and office.value[0].office in _GOVERN:
                behind = range(k + office.length, end)
                told = any(j in page.state_words for j in behind) or not behind
                return told and all(j in page.state_words or page.words[j].folded in lexicon.organisation_links for j in behind)
        return False

    def _runs_on(self, end: int) -> bool:
        """Whether a name that seems to be over goes on as that of a place, text or occasion, or of another body."""
        page, lexicon = self.page, self.lexicon
        if not lexicon.offices.portfolio_first or not page.together(end) or not page.words[end].capital:
            return False
        last = page.states.get(end - 1)
        if last is not None and last[1].kind == "adjective" and lexicon.heads.at(page.text, page.words, end):
            return True  # the office of somebody's
        portfolio = self._theme(end - 1) and lexicon.portfolios.at(page.text, page.words, end - 1)
        if portfolio and lexicon.heads.at(page.text, page.words, end):
            return True  # it is what the office named next is for
        return page.words[end].folded in lexicon.unnamed | lexicon.shared | lexicon.followers or any(
            table.at(page.text, page.words, end) for table in (lexicon.venues, lexicon.organisation_heads))

    def _international(self, head: OrganisationHead, end: int) -> tuple[int, int] | None:
        """Where the name of the international organisation begins and ends of which a body is an organ."""
        page = self.page
        if not head.organ:
            return None
        if end >= len(page.words) or page.words[end].folded in self.lexicon.both | self.lexicon.articles:
            return None
        k = end
        while k < end + 3 and page.together(k) and page.words[k].folded in self.lexicon.organisation_links:
            k += 1
        known = self.lexicon.known.at(page.text, page.words, k) if k > end else None
        return (k, k + known.length) if known and known.value.kind == INTERNATIONAL else None

    def _short_form(self, start: int, noun: int, end: int) -> bool:
        """Whether a name is said of one body only: its short form follows in brackets."""
        page = self.page
        return noun - start > 1 and end < len(page.words) and page.gap(end).strip() == "(" and page.words[end].text.isupper() \
            and page.gap(end + 1).lstrip().startswith(")")

    def _vague(self, start: int, noun: int) -> bool:
        """Whether nothing but words for what bodies are for stands before a noun ("Development Assistance Fund")."""
        return all(self._theme(k) or self.page.words[k].folded in self.lexicon.ranks for k in range(start, noun))

    def _seat(self, start: int, end: int) -> str | None:
        """The state of the city in a name."""
        return next((s[1].code for k in range(start, end) if (s := self.page.states.get(k)) and s[1].kind in _SEATS), None)

    def _joint(self, head: OrganisationHead, start: int, end: int, noun: int, after: int) -> bool:
        """Whether the name is that of a joint body (a mechanism): a word says so, or two states stand in it."""
        page = self.page
        if start - 1 in page.state_words and page.gap(start).strip(". ") == "-":
            return True
        if end in page.states and page.states[end][1].kind == "prefix" and page.together(end):
            return True
        words = {w.folded for w in [*page.words[start:noun], *page.words[after:end]]}
        states = {page.states[k][1].code for k in range(start, end) if k in page.states}
        first = start
        while first and page.together(first) and page.words[first - 1].capital and start - first < _BEFORE:
            first -= 1
            if page.words[first].folded in self.lexicon.unnamed:
                return True
        if words & self.lexicon.unnamed or (not head.own and words & self.lexicon.shared and not (
                len(states) == 1 and self._short_form(start, noun, end))):
            return True
        traded = head.tail and head.kind in _BINATIONAL  # two states' names may stand in a bank's
        return not traded and len(states) > 1

    def sited(self, i: int) -> bool:
        """Whether what stands before word i (an article between them or not) makes what begins there a mere place."""
        page, j = self.page, i
        passed = self.lexicon.articles if self.lexicon.offices.portfolio_first else self.lexicon.organisation_links
        while j > max(0, i - 2) and page.together(j) and page.words[j - 1].folded in passed:
            j -= 1
        return j > 0 and page.together(j) and page.words[j - 1].folded in self.lexicon.sited

    def _sited_too(self, i: int) -> bool:
        """Whether a conjunction joins what begins at word i to a body that is but a place here."""
        page, j = self.page, i
        while page.together(j) and page.words[j - 1].folded in self.lexicon.articles:
            j -= 1
        return page.together(j) and page.words[j - 1].folded in self.lexicon.both and j - 1 in self.places

    def _unnamed(self, start: int) -> bool:
        """Whether an indefinite or a number before it says that any such body, or one of its meetings, is meant."""
        before = self.page.words[start - 1] if start > 0 and self.page.together(start) else None
        return before is not None and (before.folded in self.lexicon.organisation_stops or before.text[0].isdigit())

    # what stands after the noun

    def _right(self, head: OrganisationHead, i: int, j: int, *, named: bool) -> _Growth:
        page, growth = self.page, _Growth(head, self.page.words[i].capital, j, named=named)
        stop = min(len(page.words), j + LONGEST)
        for k in range(i + 1, j):
            if k in page.states and page.states[k][0] > j:  # "Congress of the Republic" of a republic
                growth.end, growth.state, growth.named = page.states[k][0], page.states[k][1].code, True
        while growth.end < stop:
            j = growth.end
            if not page.together(j):
                growth.inside = growth.listed = growth.named and self._enumerated(head, j)
                if not growth.inside:
                    break
            k = self._past_links(head, j, stop)
            if k >= stop or (k > j and not page.together(k)) or not self._may_go_on(growth, j, k):
                break
            portfolio = self.lexicon.portfolios.at(page.text, page.words, k) if head.portfolio or self._directed(j, k) else None
            if portfolio and k in page.states and k + portfolio.length <= page.states[k][0]:
                portfolio = None
            step = self._over_state(growth, j, k) if k in page.states and not portfolio else self._over_word(
                growth, j, k, portfolio.length if portfolio else 0)
            if step is None:
                break
            growth.end = self._past_hyphen(step)
            growth.inside = growth.inside and page.words[j].folded not in self.lexicon.both  # the last of a list
        return growth

    def _noun(self, i: int) -> Match[OrganisationHead] | None:
        """The noun of bodies at word i, unless it is but the prefix of a word with a hyphen (`Co-operation` is no company)."""
        match = self.lexicon.organisation_heads.at(self.page.text, self.page.words, i)
        return None if match is not None and self._past_hyphen(i + match.length) > i + match.length else match

    def _past_hyphen(self, end: int) -> int:
        """Where a word ends that a hyphen parts from the prefix before it (`Co-operation`)."""
        page = self.page
        while end < len(page.words) and page.gap(end) == "-" and not page.words[end].capital and (
                page.words[end - 1].folded in self.lexicon.hyphened):
            end += 1
        return end

    def _past_links(self, head: OrganisationHead, j: int, stop: int) -> int:
        """The first word from j on that is no link; one of direction is a link after some words, or before a portfolio."""
        page, lexicon = self.page, self.lexicon
        links, k = lexicon.organisation_links, j
        while k < min(stop, len(page.words)) and (k == j or page.together(k)) and (
            page.words[k].folded in links or (k == j and self._directed(j, k + 1) and self._directs(head, j))
        ):
            k += 1
        return k

    def _directed(self, j: int, k: int) -> bool:
        """Whether a link of direction leads from word j to word k."""
        return k > j and self.page.words[j].text.lower() in self.lexicon.directed  # with its accent ("à", not "a")

    def _directs(self, head: OrganisationHead, j: int) -> bool:
        """Whether a link of direction may stand at word j: the word before takes one, or a portfolio follows."""
        page, lexicon = self.page, self.lexicon
        before = j - 2 if j - 1 in page.state_words else j - 1
        if page.words[before].folded in lexicon.directing:
            return True
        if j - 1 in page.state_words and head.portfolio and lexicon.offices.portfolio_first:
            return False  # what a text between ministries is about (`the Ministry of Health of Fiji | on cooperation`)
        after = j + 1
        while after < len(page.words) and page.together(after) and page.words[after].folded in lexicon.organisation_links:
            after += 1
        return (head.portfolio or head.lower) and lexicon.portfolios.at(page.text, page.words, after) is not None

    def _may_go_on(self, growth: _Growth, j: int, k: int) -> bool:
        """Whether what begins at word k, behind the links from word j on, may still belong to the name."""
        page, lexicon, head = self.page, self.lexicon, growth.head
        known = lexicon.known.at(page.text, page.words, k)
        if known and (head.portfolio or (head.organ and k > j and known.value.kind == INTERNATIONAL)):
            return False
        return not self._new_name(head, k) and (k == j or self._carries_on(growth, j, k))

    def _over_state(self, growth: _Growth, j: int, k: int) -> int | None:
        """Past a state or city in a name, or None where it ends the name."""
        page, lexicon, head, linked = self.page, self.lexicon, growth.head, k > j
        end, mention = page.states[k]
        if mention.kind == "name" and linked and self.page.text[page.words[end - 1].end :][:2] in _OWNS:
            return None  # the state of what it has (`the Board of Fiji's Port Company`)
        if mention.kind in ("adjective", "name") and (
            linked or mention.kind == "adjective" or growth.lower or head.kind == _COMPANY or (head.tail and growth.named)
        ):
            growth.inside = linked and mention.kind == "adjective"
            growth.state, growth.named = growth.state or mention.code, growth.named or growth.capital
            if head.tail and not lexicon.offices.portfolio_first:
                return None  # whose state a name in another language is of is no part of it
            abroad = lexicon.abroad.at(page.text, page.words, end) if linked and head.portfolio else None
            return end + (abroad.length if abroad else 0)
        if mention.kind not in _SEATS or not (linked or head.eponym):
            return None
        if head.portfolio or not page.words[k].capital:
            return self._over_word(growth, j, k, 0)
        growth.named, growth.plain = True, False
        return end

    def _over_word(self, growth: _Growth, j: int, k: int, portfolio: int) -> int | None:
        """Past a portfolio of so many words, a word with a capital or one without; None where it is no part of the name."""
        page, lexicon, head, linked = self.page, self.lexicon, growth.head, k > j
        if head.last and not linked:
            return None
        if portfolio and (linked or growth.named):
            growth.named, growth.plain = True, growth.plain and not linked
            return k + portfolio
        written = page.words[k].capital and len(page.words[k].text) > 1 and not (
            page.gap(k + 1).strip() == "." and page.follows(k + 1) and is_initial(page.words[k].text))
        if written and (head.eponym or not lexicon.heads.at(page.text, page.words, k)) and (
            linked or growth.inside or page.gap(k) == "-" or self._follows(growth, k) or self._ends_name(growth, k)
        ):
            growth.named, growth.plain = True, growth.plain and not linked
            return k + 1
        if head.lower and growth.lower < _LOWER and (linked or not page.words[k].capital) \
                and page.pos[k] in _PLAIN and page.words[k].text.isalpha() \
                and page.words[k].folded not in lexicon.organisation_stops \
                and (linked or page.pos[k] == "ADJ" or self._qualifies(k) or (not page.pos[k] and self._link_follows(k))):
            growth.lower, growth.plain, growth.named = growth.lower + 1, growth.plain and not linked, True
            return k + 1
        return None

    def _follows(self, growth: _Growth, k: int) -> bool:
        """Whether a capitalised word goes on with a name without a link."""
        head = growth.head
        if self.lexicon.offices.portfolio_first and growth.named and self._noun(k) and k - 1 in self.page.state_words:
            return True  # "Federation of Fiji Chambers of Commerce"
        if self._is_name(k) and not (head.eponym and (growth.plain or (growth.lower and not self.page.words[k - 1].capital))):
            return False
        if growth.plain and not head.alone and not (head.tail and self.lexicon.offices.portfolio_first):
            return True
        return self.lexicon.offices.portfolio_first and not growth.plain and (not head.portfolio or self._theme(k))

    def _ends_name(self, growth: _Growth, k: int) -> bool:
        """Whether a word is the second and last of a proper name behind a link (`Université de Can | Tho`)."""
        page = self.page
        if growth.plain or growth.head.portfolio or not page.words[k - 1].capital or self._is_name(k):
            return False
        return k - 1 not in page.state_words and not (
            k + 1 < len(page.words) and page.together(k + 1) and page.words[k + 1].capital)

    def _qualifies(self, k: int) -> bool:
        """Whether a noun follows its adjective."""
        page = self.page
        return page.pos[k] == "NOUN" and page.pos[k - 1] == "ADJ" and page.words[k - 2].folded in self.lexicon.organisation_links

    def _link_follows(self, k: int) -> bool:
        """Whether a word that no parser has read is followed by what a modifier is followed by in a name."""
        return k + 1 < len(self.page.words) and self.page.together(k + 1) and (
            self.page.words[k + 1].folded in self.lexicon.organisation_links)

    def _is_name(self, k: int) -> bool:
        """Whether a person's name seems to begin after the body's."""
        return self.lexicon.is_name(self.page.words[k].folded)

    def _new_name(self, head: OrganisationHead, k: int) -> bool:
        page, lexicon = self.page, self.lexicon
        if self._noun(k) is not None and not page.words[k].capital:
            return True
        if head.eponym or page.gap(k + 1) == "-":
            return False
        return lexicon.honorifics.at(page.text, page.words, k) is not None

    def _enumerated(self, head: OrganisationHead, j: int) -> bool:
        """Whether the list of what a body is for goes on after a comma."""
        page, lexicon = self.page, self.lexicon
        if not page.together(j, comma=True):
            return False
        k = self._past_links(head, j, j + 3)
        if k >= len(page.words) or page.gap(j).strip() != ",":
            return False
        if lexicon.offices.portfolio_first:
            return k == j and self._themes(k)
        if k == j or page.words[j].folded in lexicon.articles or page.words[j].folded in lexicon.both:
            return False
        if head.portfolio and lexicon.portfolios.at(page.text, page.words, k) and page.words[k].capital:
            return True
        return (head.portfolio or head.lower) and self._listed(head, j)

    def _listed(self, head: OrganisationHead, j: int) -> bool:
        """Whether a list of like items begins here, the last of them after a conjunction."""
        page, lexicon = self.page, self.lexicon
        while True:
            k = self._past_links(head, j, j + 3)
            if k == j or k >= len(page.words) or page.words[j].folded in lexicon.articles or not self._item(k):
                return False
            n = k + 1
            while n < min(len(page.words), k + _ITEM) and page.together(n) and page.words[n].folded not in lexicon.both:
                n += 1
            if n >= len(page.words) or page.sentence[n] != page.sentence[j]:
                return False
            if page.words[n].folded in lexicon.both:
                return self._past_links(head, n + 1, n + 4) > n + 1 and self._item(self._past_links(head, n + 1, n + 4))
            if page.gap(n).strip() != ",":
                return False
            j = n

    def _themes(self, k: int) -> bool:
        """Whether a list of themes goes on at word k, the last of them after a conjunction."""
        page, lexicon = self.page, self.lexicon
        while self._theme(k):
            k += 1
            while page.together(k) and page.words[k].capital:
                k += 1
            if page.together(k, comma=True) and page.gap(k).strip() == "," and page.words[k].folded not in lexicon.both:
                continue
            if not page.together(k, comma=True) or page.words[k].folded not in lexicon.both:
                return False
            last = k + 1 + int(k + 1 < len(page.words) and page.words[k + 1].folded in lexicon.articles)
            return self._theme(last) or self._new_theme(last) or (
                last > k + 1 and page.words[last].capital and self._theme(last + 1))
        return False

    def _item(self, k: int) -> bool:
        """Whether a word can be one of the things a body is for: no other body, office or person, no state's name."""
        page, lexicon = self.page, self.lexicon
        if k >= len(page.words) or (k in page.states and page.states[k][1].kind != "adjective"):
            return False
        return not any(table.at(page.text, page.words, k)
                       for table in (lexicon.known, lexicon.heads, lexicon.honorifics, lexicon.organisation_heads)
                       ) and not self._is_name(k)

    def _new_theme(self, k: int) -> bool:
        """Whether a word may end a list of themes though it is not known for one: it has a capital, and no more behind it."""
        page = self.page
        return k < len(page.words) and page.words[k].capital and self._item(k) and k not in page.states and not (
            page.together(k + 1) and page.words[k + 1].capital)

    def _theme(self, k: int) -> bool:
        """Whether a word is of those that say what ministries and agencies are for."""
        page, lexicon = self.page, self.lexicon
        if k in page.states and page.states[k][1].kind == "adjective":
            k = page.states[k][0]  # "Egyptian Expatriates"
        if k >= len(page.words) or not page.words[k].capital or self._noun(k):
            return False
        return page.words[k].folded in lexicon.themes or page.words[k].folded.endswith(lexicon.theme_endings)

    def _carries_on(self, growth: _Growth, j: int, k: int) -> bool:
        """Whether what a link introduces belongs to the name: after a conjunction only its like."""
        page, lexicon, head = self.page, self.lexicon, growth.head
        if page.words[j].folded not in lexicon.both:
            return page.words[j].folded not in lexicon.articles
        if growth.plain and not growth.named and not growth.lower and growth.end == j and head.kind == _PARTY:
            return False  # `the Party and the State`
        if (page.words[k].capital or head.lower) and page.gap(k + 1).strip() == "(" and k not in page.states:
            return True  # its short form follows
        if page.words[k].text.isupper() and len(page.words[k].text) > 1:
            return False  # the short name of another
        if k in page.states:
            return head.portfolio and (lexicon.abroad.at(page.text, page.words, page.states[k][0]) is not None or self._theme(k))
        if head.portfolio and lexicon.portfolios.at(page.text, page.words, k) is not None:
            return True
        if self._noun(k):
            return False
        if lexicon.offices.portfolio_first:
            if page.words[k - 1].folded in lexicon.articles:  # the last of a list ("Trade, Industry and the Digital Economy")
                return growth.listed and head.portfolio and (self._theme(k) or (page.words[k].capital and self._theme(k + 1)))
            return not growth.plain and (self._theme(k) or (growth.listed and head.portfolio and self._new_theme(k)))
        if k - j > 1:
            of = page.words[j + 1].folded not in lexicon.articles
            of = of and head.lower and not (head.alone and growth.plain)
            return of and self._item(k) and (not head.portfolio or page.words[k].capital)
        if not head.lower or page.words[k].capital or page.words[k].folded in lexicon.organisation_stops:
            return False
        if page.pos[k] == "ADJ" and page.pos[j - 1] == "ADJ":
            return True
        return page.pos[k] == "NOUN" and page.pos[j - 1] == "NOUN" and not page.words[j - 1].capital and self._item(k)

    # what stands before the noun

    def _left(self, head: OrganisationHead, i: int, done: int) -> tuple[int, str | None, bool]:
        page, lexicon = self.page, self.lexicon
        if not head.tail:
            start, state = self.state_before(self._qualified(i, done), done)
            return self._qualified(start, done), state, False
        start, state, named = i, None, False
        while start > done and i - start < _BEFORE:
            before, code = self.state_before(start, done)
            if code is not None:
                start, state, named = self._whole(before, done), code, True
                break
            word = page.words[start - 1]
            if head.numbered and word.text[0].isdigit() and page.gap(start) == " ":
                start, named = start - 1, True  # "7th Brigade"
                break
            if not page.together(start):
                break
            if word.folded in lexicon.both and self._pairs(start - 1, done):
                start, named = start - 2, True
                continue
            if not word.capital or word.text.lower() in lexicon.openers or start - 1 in page.state_words \
                    or (lexicon.heads.before(page.text, page.words, start) and not head.eponym):
                break
            start, named = start - 1, True
        if start > done and page.gap(start) == "-" and len(page.words[start - 1].text) == 1:
            start -= 1  # "e-Health Centre"
        return start, state, named

    def _qualified(self, start: int, done: int) -> int:
        """Where a name begins with the words of rank before it ("Royal", "Federal")."""
        page = self.page
        while start > done and page.together(start) and page.words[start - 1].capital and (
                page.words[start - 1].folded in self.lexicon.ranks):
            start -= 1
        return start

    def _whole(self, start: int, done: int) -> int:
        """Where a name with a state in it begins: words of rank, or capitalised words up to an article, stand before it."""
        page, lexicon = self.page, self.lexicon
        first = start
        while first > done and start - first < _BEFORE and page.together(first) and page.words[first - 1].capital \
                and page.words[first - 1].text.lower() not in lexicon.openers and (
                    first - 1 not in page.state_words or page.states.get(first - 1, (0,))[0] == first) \
                and not lexicon.heads.before(page.text, page.words, first):
            first -= 1
        led = first > done and page.together(first) and page.words[first - 1].folded in lexicon.articles
        if first < start and (led or page.gap(first).endswith("(")):
            return first
        return self._qualified(start, done)

    def _pairs(self, j: int, done: int) -> bool:
        """Whether a conjunction stands inside a name ("the Food and Drug Administration")."""
        page = self.page
        if j - 2 < done or not page.together(j):
            return False
        if not page.together(j - 1) and not (j - 2 in page.state_words and page.gap(j - 1).strip() == "."):
            return False
        first, k = page.words[j - 1], j - 2
        while k > done and page.words[k].capital and k not in page.state_words and page.together(k) and self._theme(k):
            k -= 1
        return first.capital and not first.text.isupper() and j - 1 not in page.state_words and (
            page.words[k].folded in self.lexicon.organisation_links | self.lexicon.organisation_stops or k in page.state_words)
