"""Organisations nobody knows by name: what stands around a name tells that it is a body's."""

from __future__ import annotations

from dataclasses import replace

from servanda.extraction.components.entities import sites, treaties
from servanda.extraction.components.entities.lexicon import Lexicon, Match, Phrases, V
from servanda.extraction.components.entities.organisations import LONG_FORM, spelt
from servanda.extraction.components.entities.page import INTERNATIONAL, ORGANISATION, Body, Page
from servanda.reading import agencies

_LONGEST = 6
_INITIALS = range(3, 9)
_SMALL = 3
_SHORTEST = 2
_DESCRIBED = 7  # words of an apposition before the noun that says what a body is
_ROUNDS = 4  # how far a list is followed from what is known of it
_LEADER = "company-head"
_COMPANY, _BODY = "company", "body"
_TRADING = frozenset({_COMPANY, "bank"})
_SEATS = ("city", "capital")
_ASIDE = frozenset({"ADP", "SCONJ", "CCONJ"})  # what no apposition begins with
_PEERS = frozenset({"name", "adjective"})


class Told:
    """Finds the organisations of one page that its known bodies do not hold."""

    def __init__(self, lexicon: Lexicon, page: Page) -> None:
        self.lexicon, self.page = lexicon, page
        self.ends = {body.end: body for body in page.bodies.values() if body.type == ORGANISATION}
        self.bearers = self._bearers()
        self.defined = self._defined()

    def take(self) -> None:
        """Take every such organisation into the page; a known one whose name goes on takes all of it."""
        self._lengthen()
        self._spell()
        for found in sites.find(self.lexicon, self.page):
            self._keep(found)
        open_: dict[int, int] = {}
        i = 0
        while i < len(self.page.words):
            end = self._candidate(i) if self.page.words[i].capital else None
            if end is None:
                i += 1
                continue
            if (body := self._alone(i, end)) is not None:
                self._keep(self._with_initials(body))
            else:
                open_[i] = end
            i = end
        self._follow_lists(open_)
        self._repeat(open_)

    def _keep(self, body: Body) -> None:
        self.page.take(body)
        self.ends[body.end] = body

    def _with_initials(self, body: Body) -> Body:
        """A body under one name with the initials in brackets behind it, which are kept as well."""
        page, k = self.page, body.end
        if body.name or k in page.taken or not spelt(page, self.lexicon, body.start, k):
            return body
        name = self._key(body.start, k)
        self._keep(Body(k, k + 1, ORGANISATION, body.kind, body.state, name, rule="short", cue=(k, k + 1)))
        return replace(body, end=k, name=name)

    def _at(self, table: Phrases[V], i: int) -> Match[V] | None:
        return table.at(self.page.text, self.page.words, i)

    # what may be a name

    def _candidate(self, i: int) -> int | None:
        """Where the unknown name that begins at word i ends."""
        page, end = self.page, i + 1
        if i in page.state_words:
            end = page.leading(i) or i
            if end == i or not self._nameable(end) or self._personal(i, end + 1) or self._of_office(i):
                return None
        elif not self._nameable(i) or (page.starts_sentence(i) and self._opens(i)):
            return None
        foreign = page.words[i].folded in self.lexicon.abroad_heads
        while end < len(page.words) and end - i < _LONGEST and page.together(end):
            if self._place_in_name(end):
                end = page.states[end][0]
            elif self._nameable(end):
                end += 1
            elif self._linked(end, foreign):
                end += 2
            elif foreign and self._linked(end + 1, foreign) and page.words[end].text in self.lexicon.foreign:
                end += 3  # "Instituto do Mar e da Atmosfera"
            else:
                break
        return end if self._possible(i, end) else None

    def _of_office(self, i: int) -> bool:
        """Whether an office stands before the state's name at word i, over a small word, so that its holder may be named next."""
        page, k = self.page, i
        while k > max(i - _SHORTEST, 0) and page.together(k) and not page.words[k - 1].capital and (
                len(page.words[k - 1].text) <= _SMALL):
            k -= 1
        return any(self.lexicon.heads.before(page.text, page.words, n) is not None for n in range(k, i + 1))

    def _place_in_name(self, k: int) -> bool:
        """Whether a state or city stands as a word of a name."""
        page = self.page
        state = page.states.get(k)
        return state is not None and page.words[k].capital and len(page.words[k].text) > 1 and k not in page.taken \
            and state[1].kind != "adjective"

    def _linked(self, k: int, foreign: bool) -> bool:
        """Whether a small word of another language goes on to a further word of a name."""
        page = self.page
        word, small = page.words[k], len(page.words[k].text) <= _SMALL
        if not (word.text in self.lexicon.foreign or (foreign and not word.capital and small)) or not page.together(k + 1):
            return False
        return self._nameable(k + 1) or (foreign and page.words[k + 1].capital)

    def _nameable(self, k: int) -> bool:
        """Whether a word can stand in a name that no other table knows."""
        page, lexicon = self.page, self.lexicon
        if k >= len(page.words):
            return False
        word = page.words[k]
        if not word.capital or len(word.text) < _SHORTEST or k in page.taken or k in page.shouted or k in page.state_words:
            return False
        titled = self._at(lexicon.heads, k) is not None or self._at(lexicon.honorifics, k) is not None
        return not titled and self._at(lexicon.places, k) is None and self._at(lexicon.venues, k) is None

    def _opens(self, i: int) -> bool:
        text = self.page.words[i].text
        return text.lower() in self.lexicon.openers and not (text.isupper() and len(text) in _INITIALS)

    def _possible(self, start: int, end: int) -> bool:
        """Whether no word of a name says that it is that of something else."""
        page, lexicon = self.page, self.lexicon
        found = page.words[start:end]
        if any(w.folded in lexicon.things or (w.text.isupper() and w.text in lexicon.abbreviations) for w in found):
            return False
        if end - start == 1 and (lexicon.is_common(found[0].folded) or found[0].folded in lexicon.themes
                                 or found[0].text in self.defined or self._at(lexicon.organisation_heads, start) is not None):
            return False
        if all(w.folded in lexicon.themes or lexicon.is_common(w.folded) for w in found):
            return False
        if self._places(end) or self._names_thing(end):
            return False
        after = page.gap(end).strip() in ("-", "\u2013") and end < len(page.words) and page.words[end].text[0].isdigit()
        return not after and not agencies.known(page.text[found[0].start:found[-1].end])

    def _names_thing(self, end: int) -> bool:
        """Whether a name goes on, over words that cannot stand in it, to the noun of a thing ("Coral | Leaders Forum")."""
        return self.lexicon.offices.portfolio_first and self.page.leads_to(end, self.lexicon.things)

    def _places(self, end: int) -> bool:
        """Whether a name is one of several of places ("Tavua and Nadi provinces")."""
        page, k = self.page, end
        if not self.lexicon.shared_places:
            return False
        while k < min(len(page.words), end + _LONGEST) and page.together(k, comma=True):
            if page.words[k].folded in self.lexicon.shared_places:
                return True
            if not page.words[k].capital and page.words[k].folded not in self.lexicon.both:
                return False
            k += 1
        return False

    def _acronym(self, start: int, end: int) -> bool:
        """Whether a name is initials."""
        word = self.page.words[start]
        return end - start == 1 and word.text.isupper() and word.text.isalpha() and len(word.text) in _INITIALS

    def _marked(self, start: int, end: int) -> bool:
        """Whether a name is of a shape that few persons' and places' have: initials, several words, capitals inside."""
        text = self.page.words[start].text
        return end - start > 1 or self._acronym(start, end) or any(c.isupper() for c in text[1:])

    def _bearers(self) -> frozenset[str]:
        """Words that stand behind a given name or an honorific here: persons' names."""
        page, lexicon = self.page, self.lexicon
        near = (k for k, word in enumerate(page.words) if k and word.capital and page.gap(k).strip() in ("", ".", "-"))
        return frozenset(
            page.words[k].folded for k in near
            if (page.words[k - 1].capital and lexicon.is_name(page.words[k - 1].folded))
            or lexicon.honorifics.before(page.text, page.words, k))

    def _defined(self) -> frozenset[str]:
        """Initials that are no body's: in brackets behind the words for a tax, text or plan, or a joint body; counted, as
        meetings are ("the 12th ABC")."""
        page = self.page
        counted = frozenset(
            word.text for k, word in enumerate(page.words)
            if k and word.text.isupper() and page.gap(k) == " " and self.lexicon.ordinal(page.words[k - 1].text))
        return counted | frozenset(
            word.text for k, word in enumerate(page.words)
            if k and k not in page.taken and word.text.isupper() and page.gap(k).strip() == "("
            and page.gap(k + 1).lstrip().startswith(")") and k - 1 not in page.taken
            and (not page.words[k - 1].capital or page.words[k - 1].folded in self.lexicon.things or self._is_joint(k)))

    def _is_joint(self, k: int) -> bool:
        """Whether the words before a bracket that its initials spell are the name of a joint body."""
        page, start = self.page, k - 1
        while start > max(k - LONG_FORM, 0) and page.together(start) and not spelt(page, self.lexicon, start, k):
            start -= 1
        named = {w.folded for w in page.words[start:k]}
        return spelt(page, self.lexicon, start, k) and bool(named & self.lexicon.unnamed)

    def _personal(self, start: int, end: int) -> bool:
        """Whether a name may be a person's: a word of it is one, or an office stands beside it."""
        page, lexicon = self.page, self.lexicon
        for k in (start, end - 1):
            if lexicon.is_name(page.words[k].folded) or page.words[k].folded in self.bearers:
                return True
        state = next((k for k in range(max(start - 3, 0), start) if k in page.states and page.states[k][0] == start), None)
        if state is not None and self._of_office(state):
            return True
        if lexicon.heads.before(page.text, page.words, start) or lexicon.honorifics.before(page.text, page.words, start):
            return True
        k = end
        while k < len(page.words) and page.together(k, comma=k == end) and page.words[k].folded in lexicon.articles:
            k += 1
        return page.gap(end).strip() == "," and self._at(self.lexicon.heads, k) is not None

    # what tells by itself

    def _alone(self, start: int, end: int) -> Body | None:
        """A body that its own context tells."""
        state = self._inside(start, end)
        if (told := self._described(end)) is not None:
            return self._body(start, end, told or state, "described")
        if end - start > 1 and self.page.words[start].folded in self.lexicon.abroad_heads:
            spoken = self.lexicon.abroad_heads[self.page.words[start].folded]
            return self._body(start, end, state or self.page.only(spoken), "noun", (start, start + 1))
        if self._presided(end):
            return self._body(start, end, state, "presided")
        if self._personal(start, end):
            return self._body(start, end, state, "belongs") if self._belongs(start) else None
        if self._classed(start, end):
            return self._body(start, end, state, "classed")
        if (told := self._based(start)) is not None:
            return self._body(start, end, told, "based")
        rule = self._related(start, end)
        return self._body(start, end, state, rule) if rule else None

    def _related(self, start: int, end: int) -> str | None:
        """What somebody or something beside a name does to tell a body: leads it, is its, agrees or works with it."""
        if self._led(start, end):
            return "led"
        if self._belongs(start):
            return "belongs"
        if self._marked(start, end) and treaties.parties(self.lexicon, self.page, self._before(start)):
            return "party"
        if self._partners(start, end):
            return "partner"
        return "standing" if self._acronym(start, end) and self._stands(start) else None

    def _body(self, start: int, end: int, state: str | None, rule: str, cue: tuple[int, int] | None = None) -> Body:
        kind = _BODY if self._acronym(start, end) else _COMPANY
        if end - start > 1 and self.lexicon.offices.portfolio_first and (national := self._state_before(start)) is not None:
            start, state = national
        return Body(start, end, ORGANISATION, kind, state or None, rule=rule, cue=cue)

    def _state_before(self, start: int) -> tuple[int, str] | None:
        """Where the state's name begins that stands right before a body's ("Fiji Rugby Union"), and that state."""
        page = self.page
        if page.gap(start) != " " or not page.together(start):
            return None
        for k in range(max(start - 3, 0), start):
            end, mention = page.states.get(k, (0, None))
            if mention is not None and end == start and mention.kind == "name" and page.words[k].capital:
                return (k, mention.code) if page.free(k, start) else None
        return None

    def _before(self, start: int) -> int:
        return sites.before(self.lexicon, self.page, start)

    def _small(self, k: int) -> bool:
        return sites.small(self.lexicon, self.page, k)

    def _belongs(self, start: int) -> bool:
        """Whether a noun for what belongs to a body, or for those who act for it, stands before its name."""
        j = self._before(start)
        return j < start and self.lexicon.belonging.before(self.page.text, self.page.words, j) is not None

    def _led(self, start: int, end: int) -> bool:
        """Whether an office that only companies and agencies have stands before or after their name."""
        page, lexicon, j = self.page, self.lexicon, self._before(start)
        head = lexicon.heads.before(page.text, page.words, j) if j < start else None
        if head is None and lexicon.offices.portfolio_first:
            k = end + int(end < len(page.words) and page.words[end].text == "s" and page.gap(end).strip() in ("'", "\u2019"))
            head = self._at(self.lexicon.heads, k) if k < len(page.words) and page.together(k) else None
        if head is None:
            return False
        office, leads = head.value[0].office, _LEADER in (head.value[0].office, head.value[0].of.get(_COMPANY))
        inner = any(c.isupper() for c in page.words[start].text[1:])
        return (leads and office in (_LEADER, "other")) or (inner and not page.words[start].text.isupper() and j < start)

    def _described(self, end: int) -> str | None:
        """The state (or nothing) told with the noun that says in an apposition what a body is."""
        page = self.page
        if end >= len(page.words) or page.gap(end).strip() not in (",", "(") or not page.follows(end):
            return None
        state, k = "", end
        while k < min(len(page.words), end + _DESCRIBED) and (k == end or page.together(k)):
            noun = self._at(self.lexicon.describers, k)
            if noun is not None and (not page.words[k].capital or page.words[k].text.isupper()):
                return self._told_state(state, k + noun.length)
            found = page.states.get(k)
            if found is not None and (found[1].kind in _PEERS or found[1].kind in _SEATS):
                state = state or found[1].code
            elif page.words[k].capital or k in page.finite or self._at(self.lexicon.heads, k) is not None or (
                    page.pos[k] in _ASIDE and page.words[k - 1].folded not in self.lexicon.organisation_stops):
                return None  # a body's noun behind an office's is where that is held (`Ana Vesi, chief of cabinet`)
            k += 1
        return None

    def _presided(self, end: int) -> bool:
        """Whether a relative behind a name says who leads what it names ("Vesi, whose chairman ...")."""
        page, lexicon = self.page, self.lexicon
        if end + 1 >= len(page.words) or page.gap(end).strip() != "," or not page.follows(end) \
                or page.words[end].folded not in lexicon.possessives:
            return False
        k = end + 1
        while k < len(page.words) and page.together(k) and page.words[k].folded in lexicon.articles:
            k += 1
        head = self._at(lexicon.heads, k)
        return head is not None and page.together(k) and _LEADER in (head.value[0].office, head.value[0].of.get(_COMPANY))

    def _classed(self, start: int, end: int) -> bool:
        """Whether a common noun right behind a name says what body it is ("the Vesi group")."""
        page, lexicon = self.page, self.lexicon
        if not lexicon.offices.portfolio_first or not page.together(end) or not page.together(start):
            return False
        noun = self._at(lexicon.describers, end)
        if noun is None or page.words[end].capital or page.words[start - 1].folded not in lexicon.definite:
            return False
        after = end + noun.length
        return not (page.together(after) and page.pos[after] in ("NOUN", "PROPN"))

    def _told_state(self, state: str, after: int) -> str | None:
        """The state told before or behind such a noun; None where the noun is but the first half of another."""
        page = self.page
        if after < len(page.words) and page.gap(after).strip() in ("'", "\u2019"):
            return None
        if page.together(after) and self._at(self.lexicon.heads, after):
            return None
        k = after
        while k < min(len(page.words), after + 3) and page.together(k):
            found = page.states.get(k)
            if found is not None and found[1].kind in _PEERS:
                return state or found[1].code
            k += 1
        return state

    def _partners(self, start: int, end: int) -> bool:
        """Whether a name of several words stands with a company it does business with ("Eni will build it with Kelm Grid")."""
        page = self.page
        if end - start < _SHORTEST or not page.together(start) or page.words[start - 1].folded not in self.lexicon.partnered:
            return False
        for body in page.bodies.values():
            if body.kind in _TRADING and body.end <= start and page.sentence[body.start] == page.sentence[start]:
                return True
        return False

    def _based(self, start: int) -> str | None:
        """The state of the city a body is said to be based in, right before its name."""
        page, j = self.page, start
        while j > max(start - 3, 0) and page.together(j) and not page.words[j - 1].capital and page.pos[j - 1] in ("NOUN", "ADJ"):
            if page.words[j - 1].folded in self.lexicon.based:
                break
            j -= 1
        if j < _SHORTEST or page.words[j - 1].folded not in self.lexicon.based or not page.together(j):
            return None
        return next((page.states[k][1].code for k in range(max(j - 4, 0), j - 1)
                     if k in page.states and page.states[k][0] == j - 1), "")

    def _stands(self, i: int) -> bool:
        """Whether initials stand as a name does: behind an article, or as what acts, and before no noun they modify."""
        page, lexicon = self.page, self.lexicon
        beside = [page.words[k].text for k in (i - 1, i + 1) if 0 <= k < len(page.words)]
        if any(text.isupper() and len(text) > 1 for text in beside):
            return False
        if page.gap(i + 1).strip() == "(" and i + 1 < len(page.words) and not page.words[i + 1].capital:
            return False  # what they stand for is no name
        definite = page.together(i) and page.words[i - 1].folded in lexicon.definite
        if not lexicon.offices.portfolio_first:
            return definite or (page.together(i) and page.words[i - 1].text in lexicon.contracted)
        goes_on = page.together(i + 1) and i + 1 not in page.finite and page.pos[i + 1] in ("NOUN", "PROPN", "ADJ", "")
        return not goes_on and (i + 1 in page.finite or definite) and page.gap(i + 1).strip() not in ("-", "/")

    # what lists tell

    def _key(self, start: int, end: int) -> str:
        return " ".join(w.folded for w in self.page.words[start:end])

    def _follow_lists(self, candidates: dict[int, int]) -> None:
        """Take the names listed with known bodies."""
        for _ in range(_ROUNDS):
            found = [self._body(start, end, self._inside(start, end), "listed") for start, end in candidates.items()
                     if self.page.free(start, end) and (
                         not self._personal(start, end) or self._repeats(start)) and (
                             self._joined_left(start, end) or self._joined_right(start, end))]
            if not found:
                return
            for body in found:
                self._keep(body)

    def _repeats(self, start: int) -> bool:
        """Whether a name goes on with a list of bodies whose staff or property is told (`experts de A, de B et de C`)."""
        page, j = self.page, self._before(start)
        last = j - 1 if j > 0 and page.words[j - 1].folded in self.lexicon.both else j
        mate = self.ends.get(last)
        return j < start and mate is not None and (self._belongs(mate.start) or self._repeats(mate.start))

    def _inside(self, start: int, end: int) -> str | None:
        return next((self.page.states[k][1].code for k in range(start, end) if k in self.page.states), None)

    def _joined_left(self, start: int, end: int) -> bool:
        """Whether a body stands before a name in a list."""
        page, lexicon, j = self.page, self.lexicon, self._before(start)
        joined = j > 0 and page.words[j - 1].folded in lexicon.both and page.together(j)
        last = j - 1 if joined else j
        mate = self.ends.get(last)
        if mate is None or mate.kind == INTERNATIONAL and not self._acronym(start, end):
            return False
        if joined:
            together = page.sentence[mate.start] == page.sentence[start] and (mate.kind in _TRADING or self._marked(start, end))
            return together and page.gap(last).strip() in ("", ",", ")", "),")
        listed = page.follows(last) and page.gap(last).strip() in (",", "),")
        marked = self._marked(start, end) or self._leads_to_body(end)
        return listed and marked and self._goes_on(end) and not self._headed(mate.start)

    def _leads_to_body(self, end: int) -> bool:
        """Whether the last body of a list stands behind a conjunction after a name."""
        page, k = self.page, end
        if k >= len(page.words) or not page.follows(k) or page.words[k].folded not in self.lexicon.both:
            return False
        k += 1
        while page.together(k) and not page.words[k].capital and self._small(k):
            k += 1
        return k in page.bodies and page.bodies[k].type == ORGANISATION and page.bodies[k].kind != INTERNATIONAL

    def _joined_right(self, start: int, end: int) -> bool:
        """Whether a body stands after a name in a list."""
        page, lexicon, k = self.page, self.lexicon, end
        if k >= len(page.words) or not page.follows(k):
            return False
        joined = page.words[k].folded in lexicon.both and page.together(k, comma=True)
        if not joined and page.gap(k).strip() != ",":
            return False
        k += int(joined)
        while k < min(len(page.words), end + 5) and k not in page.bodies and not page.words[k].capital and self._small(k):
            k += 1
        mate = page.bodies.get(k)
        if mate is None or mate.type != ORGANISATION or mate.kind == INTERNATIONAL or not page.follows(k):
            return False
        acting = page.together(start) and start - 1 in page.finite  # `that Ana Vesi heads`, the verb before its subject
        if acting or self._headed(start) or self._may_hold(start):
            return False
        if not (self._marked(start, end) or (joined and mate.kind in _TRADING)):
            return False
        return joined or self._goes_on(mate.end)

    def _headed(self, start: int) -> bool:
        """Whether an office whose holder may be named next stands before a body."""
        if self.page.gap(start).strip() == "(" and start in self.ends:
            start = self.ends[start].start  # its long form
        j = self._before(start)
        return j < start and self.lexicon.heads.before(self.page.text, self.page.words, j) is not None

    def _may_hold(self, start: int) -> bool:
        """Whether a name stands behind a comma after a body in whose office somebody is."""
        page, last = self.page, self.ends.get(start)
        return last is not None and page.gap(start).strip() in (",", "),") and self._headed(last.start)

    def _goes_on(self, end: int) -> bool:
        """Whether a list goes on behind a name."""
        page, lexicon = self.page, self.lexicon
        if end >= len(page.words) or not page.together(end, comma=True):
            return False
        if page.words[end].folded in lexicon.both:
            return True
        return page.gap(end).strip() == "," and end not in page.finite and self._at(self.lexicon.heads, end) is None

    def _spell(self) -> None:
        """Take the names of a state's bodies whose initials stand in brackets behind them, and those initials.

        Programmes, fields and funds of money have their initials behind them as well: only a state's name tells a body's.
        """
        page, lexicon = self.page, self.lexicon
        barred = lexicon.unnamed | lexicon.shared | lexicon.things
        for end, word in enumerate(page.words):
            if not end or end in page.taken or not word.capital or page.gap(end).strip() != "(":
                continue
            start, first = end - 1, -1
            while start > max(end - LONG_FORM, -1) and start not in page.taken and page.words[start].folded not in barred:
                if page.words[start].capital and not self._at(lexicon.heads, start) and spelt(page, lexicon, start, end):
                    first = start
                if not page.together(start, comma=True):
                    break
                start -= 1
            state = self._inside(first, end) if first >= 0 and end - first > 1 and first not in page.shouted else None
            joined = first >= 0 and end - first > _SMALL and first not in page.shouted and self._joined_left(first, end)
            if (state is not None or joined) and not all(k in page.state_words for k in range(first, end)):
                self._keep(self._with_initials(Body(first, end, ORGANISATION, _BODY, state, rule="spelt", cue=(end, end + 1))))

    # names that go on, and that come again

    def _lengthen(self) -> None:
        """Lengthen companies known by the first words of a longer name ("Huawei Technologies Kenya")."""
        page = self.page
        for body in [b for b in page.bodies.values() if b.type == ORGANISATION and b.kind == _COMPANY]:
            end = body.end
            if page.gap(end) != " " or not page.follows(end):
                continue
            after = page.bodies.get(end)
            if after is not None:
                if after.type == ORGANISATION and after.state in (None, body.state) and not after.name:
                    del page.bodies[end]
                    self._keep(replace(body, end=after.end, name=""))
            elif self._place_in_name(end) and page.states[end][1].kind in ("name", "city"):
                self._keep(replace(body, end=page.states[end][0], state=page.states[end][1].code, name=""))
            elif (last := self._candidate(end)) is not None and not self._personal(end, last):
                last = self._with_form(last)
                self._keep(replace(body, end=last, state=self._inside(end, last) or body.state, name=""))

    def _with_form(self, end: int) -> int:
        """Where a company's name ends with the nouns and legal forms behind it."""
        page = self.page
        while page.gap(end) == " " and page.follows(end) and (noun := self._at(self.lexicon.organisation_heads, end)):
            if not (noun.value.kind == _COMPANY and noun.value.tail and page.words[end].capital):
                break
            end += noun.length
        return end

    def _repeat(self, candidates: dict[int, int]) -> None:
        """Take further mentions of the names found."""
        page = self.page
        names = {tuple(w.text for w in page.words[b.start:b.end]): b for b in page.bodies.values() if b.type == ORGANISATION}
        for start, end in candidates.items():
            body = names.get(tuple(w.text for w in page.words[start:end]))
            if body is not None and page.free(start, end):
                self._keep(Body(start, end, ORGANISATION, body.kind, body.state, body.name, rule="repeated", cue=(start, end)))
