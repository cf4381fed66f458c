"""Runs of words that may be a personal name: capitals, particles inside, initials, suffixes; and the words before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.places import begins_name

LONGEST = 8
_WHOLE = 2  # words of a name that may end in a shortened one
_ABBREVIATED = 3
_SHORT = 2  # letters of the shortest surname (`Li`), of which the first alone tells no acronym
_VOWELS = frozenset("aeiouy")
_NUMERALS = frozenset("IVX")  # of monarchs, and of headings
_HEADING = 8  # words of a numbered heading


@dataclass(frozen=True, slots=True)
class Run:
    """A run of name-like words (indices, end excluded); `begin` also holds the honorific before it."""

    begin: int
    start: int
    end: int
    honorific: bool = False
    plural: bool = False


class Names:
    """Finds the runs of one page."""

    def __init__(self, lexicon: Lexicon, page: Page, titled: frozenset[int]) -> None:
        self.lexicon, self.page, self.titled = lexicon, page, titled
        self.families: frozenset[str] | None = None  # surnames that are common words too, once they are asked for

    def find(self) -> list[Run]:
        """Every run, in order."""
        return list(self._all())

    def _all(self) -> Iterator[Run]:
        i, words = 0, self.page.words
        while i < len(words):
            run = self.at(i)
            if run is None:
                i += 1
                continue
            end = run.end
            if end - run.start > _WHOLE and self._shortened(end - 1):
                run = replace(run, end=end - 1)
            if self._plausible(run):
                yield run
            i = end

    def _shortened(self, i: int) -> bool:
        """Whether word i is a letter with a stop: what a second surname is shortened to ("Juan Carlos Vega R.")."""
        word = self.page.words[i]
        return len(word.text) == 1 and self.page.text[word.end:word.end + 1] == "."

    def _plausible(self, run: Run) -> bool:
        """Whether a run is no acronym and no heap of initials."""
        words = self.page.words[run.start:run.end]
        if not run.honorific and len(words) > 1 and all(i in self.page.state_words for i in range(run.start, run.end)):
            return False  # a pair of states
        if not run.honorific and len(words[0].text) == 1 and run.start - 1 in self.page.taken and self.page.gap(run.start) == " ":
            return False  # whose name the body before it bears
        numbered = len(words) > 1 and words[-1].text in _NUMERALS and self._after_title(run.start)
        if (len(words[-1].text) == 1 and not numbered) or not words[-1].text[0].isalpha():
            return False
        after = run.end
        if after < len(self.page.words) and self.page.words[after].folded in self.lexicon.followers \
                and self.page.gap(after).strip() == "" and not run.honorific:
            return False
        if not run.honorific and self.lexicon.offices.portfolio_first and after in self.titled and (
                self.page.leads_to(after, self.lexicon.followers)):
            return False  # of a thing that is of some officers (`the Coral Reef Leaders Forum`)
        if not run.honorific and after in self.titled and self.page.gap(after) == " " and (
                self.lexicon.counterparts.at(self.page.text, self.page.words, after)):
            return False  # of where somebody's counterpart is
        if after < len(self.page.words) and self.page.words[after].folded in self.lexicon.shared_places \
                and self.page.gap(after) == " ":
            return False
        if run.honorific or len(words) > 1 or run.start in self.page.signed:
            return True
        if words[0].text in self.lexicon.letters:
            return False
        counted = after < len(self.page.words) and self.page.words[after].text[0].isdigit() and self.page.gap(after) == " "
        return not counted and not words[0].text[:max(len(words[0].text) - 1, _SHORT)].isupper()

    def at(self, i: int) -> Run | None:
        """The run that begins at word i, honorific included."""
        start, plural = self._over_honorifics(i)
        if not self._begins(start, after=start > i or self._after_title(start)):
            return None
        end = self._end(start)
        if start > i and self.page.words[start - 1].folded in self.lexicon.peers:
            end = self._with_seat(end)
        if start == i and (self._heads_phrase(start, end) or self._only_shouted(start, end)):
            return None
        return Run(i, start, end, start > i, plural)

    def _with_seat(self, end: int) -> int:
        """Where a peer's name ends with the place of the title."""
        page, words = self.page, self.page.words
        if not page.together(end + 1) or words[end].folded not in self.lexicon.peer_links or not words[end + 1].capital:
            return end
        return self._end(end + 1) if end + 1 not in page.state_words else page.states.get(end + 1, (end + 2,))[0]

    def _heads_phrase(self, start: int, end: int) -> bool:
        """Whether a run only begins with the noun that opens a sentence, somebody's name behind it ("Retour de Ana Vesi")."""
        words, lexicon = self.page.words, self.lexicon
        if end - start <= _ABBREVIATED or not self.page.starts_sentence(start) or words[start + 1].capital:
            return False
        linked = words[start + 1].folded in lexicon.links and self.page.gap(start + 1) == " "
        return linked and words[start + 2].capital and not lexicon.is_name(words[start].folded)

    def _only_shouted(self, start: int, end: int) -> bool:
        """Whether a run is one word of a headline in capitals that nothing below writes with a capital."""
        page, word = self.page, self.page.words[start]
        if end - start > 1 or start not in page.shouted or self.lexicon.is_name(word.folded) or start in page.signed:
            return False
        return word.folded not in self._capitals

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """What is written with a capital where not all is."""
        return frozenset(w.folded for i, w in enumerate(self.page.words) if w.capital and i not in self.page.shouted)

    def _over_honorifics(self, i: int) -> tuple[int, bool]:
        text, words, j, plural = self.page.text, self.page.words, i, False
        while j not in self.page.taken and j not in self.titled and (match := self.lexicon.honorifics.at(text, words, j)):
            single = match.length == 1 and len(words[j].text) == 1
            if single and (text[words[j].end:words[j].end + 1] != "." or j in self.page.signed and words[j].capital):
                break  # nobody signs with an honorific: it is an initial
            if j + match.length >= len(words) or not self._near(j + match.length):
                break
            plural = plural or match.value
            j += match.length
        return j, plural

    def _near(self, j: int) -> bool:
        """Whether word j follows the word before it directly or after an abbreviation's stop."""
        page = self.page
        if not 0 < j < len(page.words) or "\n\n" in page.gap(j):
            return False
        gap = page.gap(j).strip()
        if gap in ("", "'", "\u2019", "-", "\u2010", "\u2011", "\u00ab", '"', "\u201c"):
            return True
        if gap in ("(", ". ("):
            return self.lexicon.honorifics.at(page.text, page.words, j) is not None  # `Gen. (Rtd) X`
        if gap in (")", ".)"):
            return page.text[: page.words[j - 1].start].endswith("(")
        return gap == "." and len(page.words[j - 1].text) <= 4

    def _after_title(self, i: int) -> bool:
        return i - 1 in self.titled

    def _begins(self, i: int, after: bool) -> bool:
        page, lexicon = self.page, self.lexicon
        if i >= len(page.words) or i in page.taken or i in self.titled:
            return False
        word = page.words[i]
        if not word.capital:
            small = word.folded in lexicon.particles and word.folded not in lexicon.articles | lexicon.contracted
            return after and small and self._particle(i)
        if i in page.namesakes:
            return True
        if self._ends_compound(i):
            return False
        if i in page.state_words:
            return i in page.states and (after and self._state_is_name(i) or begins_name(lexicon, page, i))
        if i in page.signed:
            return word.text[0].isalpha()
        followed = page.together(i + 1) and self._is_opener(i + 1)  # `M. Son, who`: a name, for all its look
        if self._opens(i) and (page.starts_sentence(i) or i in page.shouted or followed):
            return False
        if len(word.text) == 1:
            return self._is_initial(i, after)
        return word.text[0].isalpha() and (not self._is_breaking(i) or self._is_family(i, after) or self._is_month(i, after))

    def _ends_compound(self, i: int) -> bool:
        """Whether a word is the last of a compound with an elided article in it (`Cap-d'|Or`)."""
        page = self.page
        return i > 1 and page.gap(i) in ("'", "\u2019") and page.gap(i - 1) == "-" and len(page.words[i - 1].text) == 1

    def _is_family(self, i: int, after: bool) -> bool:
        """Whether a common word is a surname here: it stands so behind an office in this paper, and no other name beside it."""
        page = self.page
        if page.words[i].folded not in self.lexicon.surnames:
            return False
        if after:
            return self._leads_name(i)
        if self.families is None:
            behind = (k for k in range(1, len(page.words)) if k - 1 in self.titled and k not in self.titled)
            self.families = frozenset(page.words[k].folded for k in behind if page.words[k].capital and self._leads_name(k))
        beside = page.together(i) and page.words[i - 1].capital or page.together(i + 1) and page.words[i + 1].capital
        return page.words[i].folded in self.families and not beside

    def _is_month(self, i: int, after: bool) -> bool:
        """Whether a month is a given name here: behind an office, a surname after it ("Foreign Minister April Owen")."""
        return after and self.page.words[i].folded in self.lexicon.months and self._leads_name(i)

    def _leads_name(self, i: int) -> bool:
        """Whether a given name that is no common word follows a word."""
        page, j = self.page, i + 1
        named = page.together(j) and page.gap(j) == " " and page.words[j].capital
        return named and j not in page.taken and j not in page.state_words and not self._is_common(j)

    def _state_is_name(self, i: int) -> bool:
        """Whether a state's name begins a person's ("Minister Jordan Smith"), not a complement."""
        end = self.page.states[i][0]
        if self.page.states[i][1].kind == "adjective" or end in self.page.states and self.page.gap(end) == "-":
            return False
        return end < len(self.page.words) and self.page.together(end) and self.page.words[end].capital \
            and not self._is_common(end) and end not in self.titled and end not in self.page.taken

    def _is_common(self, i: int) -> bool:
        return self.lexicon.is_common(self.page.words[i].folded) or self._opens(i)

    def _opens(self, i: int) -> bool:
        """Whether a word only opens a sentence (a letter with a stop is an initial, not what elision leaves of one)."""
        word = self.page.words[i]
        initial = len(word.text) == 1 and self.page.text[word.end:word.end + 1] == "."
        return not initial and word.text.lower() in self.lexicon.openers

    def _is_breaking(self, i: int) -> bool:
        """Whether a capitalised word ends a name; in a headline in capitals small words do too."""
        folded = self.page.words[i].folded
        common = self.lexicon.is_common(folded) or folded in self.lexicon.qualifiers
        return common or (self._opens(i) and i in self.page.shouted)

    def _is_opener(self, i: int) -> bool:
        page = self.page
        if i >= len(page.words) or page.sentence[i] != page.sentence[i - 1]:
            return False
        return page.words[i].text.lower() in self.lexicon.openers

    def _is_namesake(self, j: int) -> bool:
        """Whether a city's name is the last part of a person's."""
        state = self.page.states.get(j)
        return state is not None and state[1].kind in ("city", "capital") and j not in self.page.taken and state[0] == j + 1

    def _is_surname(self, j: int) -> bool:
        """Whether a state's name ends that of somebody with an office (`Finance Minister Ana Mali,`)."""
        page = self.page
        state = page.states.get(j)
        alone = state is not None and state[0] == j + 1 and state[1].kind == "name" and page.gap(j) == " "
        return alone and self._after_title(j - 1) and page.gap(j + 1).strip()[:1] in (",", ".", ";")

    def _ends_in_state(self, start: int, j: int) -> bool:
        """Whether a state's name ends one of three words behind an office (`Deputy Minister Do Hung Viet also came`)."""
        page, state = self.page, self.page.states.get(j)
        if state is None or state[0] != j + 1 or j - start < _WHOLE or page.gap(j) != " " or not self._after_title(start):
            return False
        if any(i in page.state_words for i in range(start, j)) or not page.together(j + 1):
            return False
        return not page.words[j + 1].capital and page.pos[j + 1] in ("ADV", "AUX", "VERB", "ADP", "CCONJ")

    def _is_initial(self, i: int, after: bool) -> bool:
        """Whether a letter stands for a given name: with a stop, or bare behind a title or a comma (`, K Shanmugam`)."""
        page = self.page
        if i + 1 >= len(page.words) or page.sentence[i + 1] != page.sentence[i]:
            return False
        following = page.words[i + 1]
        if page.words[i].text in _NUMERALS and self._heads(i):
            return False
        if i > 0 and page.taken.get(i - 1) == "place" and page.gap(i).strip() == ",":
            return False
        if not following.capital or i + 1 in page.taken or self._is_common(i + 1):
            return False
        further = page.words[i + 2] if len(following.text) == 1 and page.together(i + 2) else following
        bare = page.gap(i + 1) == " " and len(further.text) > 2 and further.capital and i + 1 not in page.state_words
        return page.gap(i + 1).strip(" \n") in (".", ".-") or bare and (after or i > 0 and page.gap(i) == ", ")

    def _heads(self, i: int) -> bool:
        """Whether word i opens a short line without a stop at its end: the number of a heading."""
        page, j = self.page, i
        while j < len(page.words) and page.sentence[j] == page.sentence[i]:
            j += 1
        short = j - i <= _HEADING and "." not in page.gap(j)
        return page.starts_sentence(i) and short and not page.words[j - 1].capital

    def _particle(self, i: int) -> bool:
        """Whether word i is a particle with a name after it."""
        page, lexicon, j = self.page, self.lexicon, i
        if lexicon.offices.portfolio_first and page.words[i].text in lexicon.openers and page.gap(i + 1) == " ":
            return False  # `met Toba at Suva`, not `Toba at-Tariq`
        while j < min(len(page.words), i + 3) and not page.words[j].capital and page.words[j].folded in lexicon.particles:
            j += 1
            if j < len(page.words) and not self._near(j):
                return False
        if j < len(page.words) and lexicon.honorifics.at(page.text, page.words, j) and len(page.words[j].text) == 1:
            return False  # `the chair of Mr X`: the name begins behind its honorific
        if self._is_particled(j):
            return True
        return j < len(page.words) and page.words[j].capital and j not in page.taken and j not in page.state_words \
            and j not in self.titled and (not self._is_common(j) or self.page.gap(j) == "-")

    def _is_particled(self, j: int) -> bool:
        """Whether a city's name is a surname behind a particle that stands before no place (`Ana dos | Santos`)."""
        page, lexicon = self.page, self.lexicon
        state, particle = page.states.get(j), page.words[j - 1].folded
        city = state is not None and state[1].kind in ("city", "capital") and state[0] == j + 1
        return city and page.gap(j) == " " and particle in lexicon.particles - lexicon.links - lexicon.located - lexicon.articles

    def _end(self, start: int) -> int:
        page, lexicon = self.page, self.lexicon
        j = start + 1 if start not in page.states else page.states[start][0]
        while j < len(page.words) and j - start < LONGEST:
            word, gap = page.words[j], page.gap(j)
            if gap.strip() in (",", "") and word.text in lexicon.suffixes and j not in page.taken:
                j += 1
                if word.text[-1] in _NUMERALS and j < len(page.words) and page.words[j].folded not in lexicon.links \
                        and not page.words[j].capital and page.gap(j) == " " and self._particle(j):
                    continue  # `Faisal II ibn Ghazi`
                break
            if self._is_particled(j):
                j += 1
                continue
            if page.sentence[j] != page.sentence[j - 1] or not self._goes_on(j) or j in page.taken or j in self.titled:
                break
            hyphen = gap in ("-", "\u2010", "\u2011", "'", "\u2019")
            if word.text in lexicon.letters and not hyphen:
                break
            if not word.capital:
                if gap in ("'", "\u2019") and self._clicked(start, j):
                    j += 1
                    continue
                if hyphen and gap not in ("'", "\u2019") and word.text.isalpha():
                    j += 1
                    continue
                if not self._particle(j) or (gap in ("'", "\u2019")):
                    break
            elif self._stops(j, hyphen) and not self._ends_in_state(start, j):
                break
            j += 1
        return j

    def _clicked(self, start: int, j: int) -> bool:
        """Whether a small word after an apostrophe ends the name before it (`Tom Nyong'ara`), as no elision does; a vowel
        alone, where a name goes on behind it (`Ali Baka'a Noor`)."""
        page, before, word = self.page, self.page.words[j - 1], self.page.words[j]
        inside = j - 1 > start or self._after_title(start) or not page.starts_sentence(start)
        sounded = word.text in _VOWELS and j + 1 < len(page.words) and page.words[j + 1].capital and page.gap(j + 1) == " "
        spelt = len(before.text) >= _ABBREVIATED or len(before.text) >= _SHORT and j - 1 == start and self._after_title(start)
        long = spelt and (len(word.text) >= _ABBREVIATED or sounded)
        return inside and before.capital and long and word.text.isalpha()

    def _stops(self, j: int, hyphen: bool) -> bool:
        """Whether a capitalised word ends the name before it."""
        word, page = self.page.words[j], self.page
        if page.gap(j).strip() == "." and self._is_common(j):
            return not (word.folded in self.lexicon.particles and self._particle_capital(j))
        if hyphen or word.text in self.lexicon.suffixes:
            return False
        if j in page.state_words and not (self._is_namesake(j) or self._is_surname(j)):
            return True
        if word.folded in self.lexicon.months and page.words[j - 1].folded in self.lexicon.given and self._after_title(j - 1) \
                and page.gap(j) == " " and not page.words[min(j + 1, len(page.words) - 1)].text[0].isdigit():
            return False  # `Prime Minister Theresa May`
        return self._is_breaking(j) and not (word.folded in self.lexicon.particles and self._particle_capital(j))

    def _particle_capital(self, j: int) -> bool:
        """Whether a capitalised particle goes on to a name ("El Midaoui")."""
        return j + 1 < len(self.page.words) and self._near(j + 1) and self.page.words[j + 1].capital \
            and j + 1 not in self.page.states and not self._is_common(j + 1)

    def _goes_on(self, j: int) -> bool:
        gap = self.page.gap(j)
        if "\n\n" in gap:
            return False
        bare = gap.strip()
        if bare == ".":
            before = self.page.words[j - 1]
            return before.folded in self.lexicon.shortened or is_initial(before.text)
        return bare in ("", "-", "'", "\u2019", "\u2010", "\u2011")


def is_initial(word: str) -> bool:
    """Whether a word before a stop stands for a given name: a letter, or consonants (`Th.`)."""
    return len(word) == 1 or (len(word) <= _ABBREVIATED and word[0].isupper() and not _VOWELS & set(word.lower()))
