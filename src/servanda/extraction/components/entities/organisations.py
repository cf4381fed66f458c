"""Organisations in the words of a page: known names, nouns that begin or end a name, acronyms given in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.extraction.components.entities.grown import Grown
from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import INTERNATIONAL, ORGANISATION, Body, Page
from servanda.extraction.components.entities.shapes import Known

_UNIVERSITY = "university"
_GOVERNMENT, _MINISTRY, _PARTY = "government", "ministry", "party"
_INITIALS = range(3, 9)
_NUMERALS = frozenset({"III", "VII", "VIII", "XII", "XIII", "XIV", "XVI", "XVII", "XVIII", "XIX", "XXI", "XXII"})
_JOINING = ("-", "\u2010", "\u2013")
_SEATS = ("city", "capital")
_OF_STATES = ("name", "adjective", "prefix")
LONG_FORM = 14  # words of a name whose initials stand in brackets behind it
_ACRONYM = range(2, 12)
_CAPITALS = 2
_SHORTENED = 4  # letters of a short name made of the first ones of each word
_BETWEEN = 2


def spelt(page: Page, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a bracket behind some words holds letters that each of them but the links begins with, in order."""
    if end >= len(page.words) or page.gap(end).strip() != "(" or not page.gap(end + 1).lstrip().startswith(")"):
        return False
    letters = page.words[end].text
    short = sum(c.isupper() for c in letters) < _CAPITALS and len(letters) < _SHORTENED  # "(Alba)"
    if short or not page.words[end].capital or len(letters) not in _ACRONYM or end - start < _CAPITALS:
        return False
    rest = {letters.lower()}
    for word in page.words[start:end]:
        begun = {left[n:] for left in rest for n in range(1, len(left) + 1) if word.folded.startswith(left[:n])}
        small = word.folded in lexicon.organisation_links | lexicon.directed or word.text in lexicon.foreign
        rest = begun | rest if small else begun
    return "" in rest


class Organisations:
    """Finds the organisations of one page."""

    def __init__(self, lexicon: Lexicon, page: Page) -> None:
        self.lexicon, self.page, self.grown = lexicon, page, Grown(lexicon, page)
        self.aliases: dict[str, Body] = {}

    def find(self) -> Iterator[Body]:
        """Every organisation, in order, none inside another."""
        i = done = 0
        while i < len(self.page.words):
            body = self._at(i, done)
            if body is None:
                i += 1
                continue
            body = self._to_initials(body)
            if alias := self._acronym(body) or self._short_name(body):
                state = body.state or (None if body.kind == INTERNATIONAL else self._state_after(alias.end)[1])
                body, alias = replace(body, name=alias.name, state=state), replace(alias, state=state or alias.state)
                self.aliases[self.page.words[alias.start].text] = body
                yield alias
            yield body
            i = done = alias.end if alias else body.end

    def _at(self, i: int, done: int) -> Body | None:
        page = self.page
        known = self.lexicon.known.at(page.text, page.words, i)
        grown = self.grown.at(i, done)
        if known and i in page.state_words and i not in page.states:
            known = None
        if known and i in page.states and page.states[i][1].kind == "name" and page.states[i][0] >= i + known.length:
            known = None
        if known and i and page.gap(i) == "-" and self.lexicon.is_name(page.words[i - 1].folded):
            known = None  # the second half of a given name
        if known and known.length == 1 and (self._is_surname(i, done) or self._is_given_name(i) or self._is_part(i)):
            known = None
        if known and known.value.kind == INTERNATIONAL and self._of_text(i, i + known.length):
            return None
        if known and known.value.kind == _MINISTRY and self._gives_name(i + known.length):
            return None
        if known and known.value.kind == _GOVERNMENT and self._seat(i, known.length) and self.grown.sited(i):
            return None
        if known and (known.length > 1 or grown is None or grown.end <= i + 1):
            return self._further(self._national(known.value, i, i + known.length, done))
        if grown is not None and not self._is_side(grown):
            return grown
        if body := self._initials(i):
            return body
        if body := self.aliases.get(page.words[i].text):
            return Body(i, i + 1, ORGANISATION, body.kind, body.state, body.name, rule="repeated", cue=(i, i + 1))
        return self._announced(i, done)

    def _is_side(self, body: Body) -> bool:
        """Whether what might be a political party is but a side of the talks, called by its state ("the Turkish Party")."""
        state = self.page.states.get(body.start)
        return body.kind == _PARTY and state is not None and state[1].kind == "adjective" and state[0] == body.end - 1

    def _of_text(self, start: int, end: int) -> bool:
        """Whether a name is but part of that of a treaty (`UN Charter`, `Charte des Nations unies`)."""
        page, founding = self.page, self.lexicon.founding
        if self.lexicon.offices.portfolio_first:
            return page.together(end) and page.words[end].capital and page.words[end].folded in founding
        k = start
        while k > 0 and page.together(k) and page.words[k - 1].folded in self.lexicon.organisation_links:
            k -= 1
        return 0 < k < start and page.together(k) and page.words[k - 1].folded in founding

    def _gives_name(self, end: int) -> bool:
        """Whether a body's name goes on as that of what it holds ("Foreign Office Consultations")."""
        page = self.page
        return page.together(end) and page.words[end].capital and page.words[end].folded in self.lexicon.things

    def _further(self, body: Body) -> Body:
        """A known body with the noun and the state its name goes on with ("the ASEAN Secretariat")."""
        page, end = self.page, body.end
        for k in range(end, end + 1 + {INTERNATIONAL: _BETWEEN, _UNIVERSITY: 1}.get(body.kind, 0)):
            if not page.together(k) or not page.words[k].capital or k in page.state_words:
                break
            match = self.lexicon.organisation_heads.at(page.text, page.words, k)
            if match is None:
                continue
            if body.kind == INTERNATIONAL and (match.value.tail or (match.value.organ and k == end)):
                further = self.grown.at(k, end)
                body = replace(body, end=further.end if further else k + match.length, name="")
            elif match.value.tail and (match.value.kind == body.kind or (match.value.last and k == end)):
                body = replace(body, end=self.grown.chained(match.value, k + match.length)[1])
            break
        if body.state is not None and not self._seat(body.start, body.end - body.start):
            end, state = self._state_after(body.end, cities=True)
            if state is not None and not any(w.folded in self.lexicon.both for w in page.words[body.end:end]):
                body = replace(body, end=end, state=state, name=body.name if state == body.state else "")
        return body

    def _announced(self, i: int, done: int) -> Body | None:
        """The company a common noun announces ("the Italian group Eni"): its name, with the state told beside the noun."""
        page, lexicon = self.page, self.lexicon
        noun = lexicon.announcers.at(page.text, page.words, i)
        written = page.words[i].text
        if noun is None or (page.words[i].capital and not (written.isupper() and written in lexicon.organisations.announcers)):
            return None
        k, state = i + noun.length, self.grown.state_before(i, done)[1]
        while page.together(k) and not page.words[k].capital and (page.pos[k] == "ADJ" or k in page.states):
            k, state = (page.states[k][0], page.states[k][1].code) if k in page.states else (k + 1, state)
        start = k
        k = page.leading(k) or k if page.together(k) else k
        while page.together(k) and page.words[k].capital and k not in page.state_words \
                and not lexicon.heads.at(page.text, page.words, k) and (k > start or page.words[k].folded not in lexicon.common):
            k += 1
        if k == start:
            return None
        known = lexicon.known.at(page.text, page.words, start)
        if known is not None or all(page.words[n].folded in lexicon.things for n in range(start, k)):
            return None
        return Body(start, k, ORGANISATION, "company", state, rule="announced", cue=(i, i + noun.length))

    def _is_surname(self, i: int, done: int) -> bool:
        """Whether a company's name is here somebody's last name: behind a given name, no noun that names bodies."""
        page, lexicon = self.page, self.lexicon
        if i - 1 < done or page.gap(i) != " " or page.starts_sentence(i) or page.starts_sentence(i - 1):
            return False
        given = page.words[i - 1]
        named = given.capital and not given.text.isupper() and given.text.lower() not in lexicon.openers
        return named and not lexicon.is_common(given.folded) and i - 1 not in page.state_words and not (
            lexicon.organisation_heads.before(page.text, page.words, i) or lexicon.heads.before(page.text, page.words, i)
            or lexicon.known.before(page.text, page.words, i))

    def _initials(self, i: int) -> Body | None:
        """A body named by its initials and its state (`the ABCD of Fiji`), with a definite article before it."""
        page, lexicon = self.page, self.lexicon
        word = page.words[i].text
        if not (word.isupper() and word.isalpha() and len(word) in _INITIALS) or i in page.shouted or i in page.state_words:
            return None
        if word in _NUMERALS or lexicon.is_common(page.words[i].folded) or not page.together(i):
            return None
        if page.words[i - 1].folded not in lexicon.definite:
            return None
        end, state = self._state_after(i + 1)
        return None if state is None else Body(i, i + 1, ORGANISATION, "agency", state, rule="initials", cue=(i - 1, end))

    def _short_name(self, body: Body) -> Body | None:
        """The name a body is known by, right after what it is (`the national airline Air Fiji`)."""
        page, j = self.page, body.end
        known = self.lexicon.known.at(page.text, page.words, j) if page.together(j) and not body.name else None
        if known is None or known.value.state is None or body.state not in (None, known.value.state):
            return None
        end = j + known.length
        return Body(j, end, ORGANISATION, body.kind, known.value.state, known.value.names[0], rule="known", cue=(j, end))

    def _is_part(self, i: int) -> bool:
        """Whether a known name is but part of a word ("non-NATO") or of the name of a place ("Camp Duma")."""
        page, lexicon = self.page, self.lexicon
        prefixed = i > 0 and page.gap(i) == "-" and page.words[i - 1].folded in lexicon.hyphened
        before = i > 0 and page.gap(i) == " " and page.words[i - 1].capital and lexicon.venues.before(page.text, page.words, i)
        behind = page.gap(i + 1) == " " and i + 1 < len(page.words) and page.words[i + 1].capital and (
            lexicon.venues.at(page.text, page.words, i + 1))
        return prefixed or bool(before and not lexicon.organisation_heads.before(page.text, page.words, i)) or bool(
            behind and not lexicon.organisation_heads.at(page.text, page.words, i + 1))

    def _is_given_name(self, i: int) -> bool:
        """Whether a body's name is here somebody's first name: behind an office, a surname after it (`President Duma Tolu`), or
        with the surname alone between commas."""
        page, words, lexicon = self.page, self.page.words, self.lexicon
        if i + 1 >= len(words) or words[i].text.isupper():
            return False
        alone = page.gap(i).strip() == "," and i + 2 < len(words) and page.gap(i + 2).strip() == ","
        if not alone and not lexicon.heads.before(page.text, words, i):
            return False
        named = page.gap(i + 1) == " " and words[i + 1].capital and i + 1 not in page.state_words
        return named and not lexicon.organisation_heads.at(page.text, words, i + 1)

    def _seat(self, i: int, length: int) -> bool:
        """Whether a known name is that of a house or street: no noun in it says what body it is."""
        heads, page = self.lexicon.organisation_heads, self.page
        return not any(heads.at(page.text, page.words, k) for k in range(i, i + length))

    def _national(self, known: Known, start: int, end: int, done: int) -> Body:
        """A known name with the state beside it, if the name has none of its own."""
        state, cue = known.state, (start, end)
        if state is not None and not self._seat(start, end - start):
            before, other = self.grown.state_before(start, done)
            if other not in (None, state):
                return Body(before, end, ORGANISATION, known.kind, other, rule="known", cue=cue)  # another state's, of that name
        if state is None and known.kind != INTERNATIONAL:
            end, state = self._state_after(end)
            if state is None:
                start, state = self.grown.state_before(start, done)
        name = known.names[0] if known.state or known.kind == INTERNATIONAL else ""
        return Body(start, end, ORGANISATION, known.kind, state, name, rule="known", cue=cue)

    def _state_after(self, end: int, *, cities: bool = False) -> tuple[int, str | None]:
        """Where a name ends with the state told behind it (also behind its short form in brackets), and that state."""
        page, k = self.page, end

        def together(k: int) -> bool:
            return page.together(k) or (k == end < len(page.words) and page.gap(k).strip(". ") == ")")

        while k < min(len(page.words), end + 3) and together(k) and page.words[k].folded in self.lexicon.organisation_links:
            k += 1
        found = page.states.get(k)
        kinds = ("name", *_SEATS) if cities else ("name",)
        if found and together(k) and (found[1].kind == "adjective" or (k > end and found[1].kind in kinds)):
            return found[0], found[1].code
        return end, None

    def _acronym(self, body: Body) -> Body | None:
        """The short form in brackets after a name."""
        page, j = self.page, body.end
        if j >= len(page.words) or not page.gap(j).strip().endswith("(") or not page.gap(j + 1).lstrip(".").startswith(")"):
            return None
        word, known = page.words[j], self.lexicon.known.at(page.text, page.words, j)
        if known is not None and known.length == 1 and not body.name:
            state = body.state or known.value.state
            return Body(j, j + 1, ORGANISATION, body.kind, state, known.value.names[0], rule="known", cue=(j, j + 1))
        initials = len(word.text) in _ACRONYM and sum(c.isupper() for c in word.text) >= _CAPITALS
        if not initials and not spelt(page, self.lexicon, body.start, j):
            return None
        name = body.name or self.key(body)
        return Body(j, j + 1, ORGANISATION, body.kind, body.state, name, rule="short", cue=(j, j + 1))

    def _to_initials(self, body: Body) -> Body:
        """A body up to the bracket behind it whose initials are those of all the words from its first to there."""
        page, k = self.page, body.end
        while k < min(len(page.words), body.start + LONG_FORM) and page.together(k, comma=True):
            k += 1
        if k == body.end or k >= len(page.words) or not spelt(page, self.lexicon, body.start, k) or any(
                self.lexicon.texts.at(page.text, page.words, n) is not None for n in range(body.end, k)):
            return body
        return replace(body, end=k, state=body.state or self._state_within(body.end, k), name="")

    def _state_within(self, start: int, end: int) -> str | None:
        return next((s[1].code for k in range(start, end) if (s := self.page.states.get(k)) and s[1].kind in _OF_STATES), None)

    def joined(self, body: Body) -> str | None:
        """The state with which the name of the next body ends, joined to this one by a conjunction."""
        page, k = self.page, body.end + 1
        if not (page.together(k - 1) and page.together(k) and page.words[k - 1].folded in self.lexicon.both):
            return None
        while page.together(k) and page.words[k].folded in self.lexicon.articles:
            k += 1
        other = page.bodies.get(k)
        shared = other is not None and other.kind == body.kind and any(
            page.states[n][0] == other.end for n in range(other.start, other.end) if n in page.states)
        return other.state if other is not None and shared else None

    def context(self, body: Body) -> str | None:
        """The state named last before a body in its sentence, or the only one named in the sentence before."""
        page, sentence, earlier = self.page, self.page.sentence[body.start], set()
        for k in range(body.start - 1, -1, -1):
            if page.sentence[k] < sentence - 1:
                break
            if k not in page.states or page.states[k][1].kind not in ("name", "adjective"):
                continue
            if page.gap(k).strip() in _JOINING or page.gap(page.states[k][0]).strip() in _JOINING:
                continue  # one of a pair (`the Fijian-Tongan group`)
            if page.sentence[k] == sentence:
                return page.states[k][1].code
            earlier.add(page.states[k][1].code)
        return earlier.pop() if len(earlier) == 1 else None

    def reports(self, body: Body) -> bool:
        """Whether a body tells what is told before it (`..., the Ministry of Trade said`, `..., a dit le ministère`)."""
        page, k = self.page, body.start
        while k > 0 and page.together(k) and page.words[k - 1].folded in self.lexicon.articles:
            k -= 1
        if k < 1 or not page.follows(k):
            return False
        if body.end in page.finite and page.together(body.end):
            return page.gap(k).strip() == ","
        first = k
        while first > 0 and page.together(first) and page.pos[first - 1] in ("VERB", "AUX"):
            first -= 1
        return first < k and page.follows(first) and page.gap(first).strip() in (",", "\u00bb,", '",', "\u201d,")

    def key(self, body: Body) -> str:
        """What two mentions of one organisation share: its words without links and states, and its state."""
        page = self.page
        if body.name:
            return body.name
        if body.type != ORGANISATION:
            return " ".join(w.folded for w in page.words[body.start:body.end])
        return f"{body.state or ''}:{' '.join(sorted(self.own_words(body)))}"

    def own_words(self, body: Body) -> list[str]:
        """The words of a name, without links and states."""
        page = self.page
        told = ((k, *page.states[k]) for k in range(body.start, body.end) if k in page.states)
        states = {n for k, end, mention in told if mention.kind in _OF_STATES for n in range(k, end)}
        return [w.folded for k, w in enumerate(page.words[body.start:body.end], body.start)
                if w.folded not in self.lexicon.organisation_links and k not in states and len(w.text) > 1]
