"""Where persons are named: runs of name words with the evidence around them (offices, honorifics, known names)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.names import Run
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.titles import Title

ROLE = "role"  # an office of which nothing but that somebody holds it is known
_APPOSED = 6  # words in which the next name may stand behind a title set off by commas
_STATE_WORDS = 6  # words of a state's name
_LINKED = 3  # words between a name and the state its bearer is of
_NAMELY = 4  # words between an office in the plural and the first of its holders
_ENVOY = "ambassador"
_DASHES = (" - ", " \u2013 ", " \u2014 ")
# Offices that nobody holds together, so that "the president and speaker X" are two people.
_RANKS = ("head-of-state", "deputy-head-of-state", "speaker")


@dataclass(slots=True)
class Sighting:
    """One place where a person is named. certain: whether it is a person by what stands around it."""

    run: Run
    words: tuple[str, ...]
    codes: list[str] = field(default_factory=list)
    state: str | None = None
    certain: bool = False
    rule: str = ""
    relation: str = ""
    cue: tuple[int, int] | None = None
    titled: bool = False
    shared: int | None = None
    stateless: bool = False
    likely: str | None = None


@dataclass(slots=True)
class Group:
    """Titles of one holder (or, plural, of several) in a row."""

    titles: list[Title]
    used: bool = False

    @property
    def start(self) -> int:
        """First word."""
        return self.titles[0].start

    @property
    def end(self) -> int:
        """Word after the last."""
        return self.titles[-1].end

    @property
    def plural(self) -> bool:
        """Whether it is of several people."""
        return any(t.plural for t in self.titles)

    @property
    def states(self) -> list[str]:
        """The states they name."""
        return [s for t in self.titles for s in t.states]


class Reader:
    """Joins runs with the titles beside them."""

    def __init__(self, lexicon: Lexicon, page: Page, titles: list[Title], runs: list[Run]) -> None:
        self.lexicon, self.page, self.runs = lexicon, page, runs
        self.sightings = [Sighting(r, tuple(w.folded for w in page.words[r.start:r.end])) for r in runs]
        self.by_run = {s.run.begin: s for s in self.sightings}
        self.by_run_end = {s.run.end: s for s in self.sightings}
        self.groups = self._grouped(titles)
        self.by_start = {g.start: g for g in self.groups}
        self.by_end = {g.end: g for g in self.groups}

    def read(self) -> list[Sighting]:
        """Every run with its evidence; those that remain uncertain may still be named elsewhere."""
        for group in self.groups:
            if group.plural:
                self._share(group)
        for sighting in self.sightings:
            if sighting.run.plural:
                self._fellows(sighting)
            self._before(sighting)
            self._after(sighting)
            self._alone(sighting)
            self._from(sighting)
            self._again(sighting)
        return self.sightings

    def unnamed(self) -> Iterator[tuple[str, str | None, int]]:
        """The offices the paper states without a name beside them, each with its state if given, and where."""
        for group in self.groups:
            for title in group.titles:
                if not group.used and title.kind == "office":
                    yield from ((code, state, title.start) for code in title.codes for state in title.states or (None,))

    # groups

    def _grouped(self, titles: list[Title]) -> list[Group]:
        groups: list[Group] = []
        ends = {title.start: title.end for title in titles}
        for title in titles:
            last = groups[-1].titles[-1] if groups else None
            if last and self._same_holder(last, title, ends):
                groups[-1].titles.append(title)
            else:
                groups.append(Group([title]))
        return groups

    def _same_holder(self, first: Title, second: Title, ends: dict[int, int]) -> bool:
        page, both = self.page, self.lexicon.both
        if first.plural != second.plural or first.kind == "spouse" or second.kind == "spouse":
            return False
        if any(a != b and a in _RANKS and b in _RANKS for a in first.codes for b in second.codes):
            return False
        if second.start == first.end:
            return self._adjoins(second.start)
        if second.start == first.end + 1 and page.words[first.end].folded in both:
            last = second.end
            while last + 1 in ends and page.words[last].folded in both:
                last = ends[last + 1]
            if self._said_before(first) and page.gap(first.end).strip() == "," and last in self.by_run:
                return False  # `Ana Cruz, president of Fiji, and King Ole`
            return self._adjoins(first.end) and page.together(second.start) and not self._elsewhere(first, second)
        return False

    def _said_before(self, title: Title) -> bool:
        """Whether a title stands behind a comma after a name."""
        at = title.start
        while at > 0 and self.page.words[at - 1].folded in self.lexicon.articles:
            at -= 1
        return self.page.gap(at).strip() == "," and at in self.by_run_end

    @staticmethod
    def _elsewhere(first: Title, second: Title) -> bool:
        """Whether two offices are of different states, so of two holders (`X, director in Fiji, and Tonga's envoy, Y`)."""
        return bool(first.states and second.states) and set(first.states).isdisjoint(second.states)

    def _adjoins(self, i: int) -> bool:
        """Whether word i goes on from the word before it, a comma, a dash or the end of a bracket between them at most."""
        page = self.page
        gap = page.gap(i)
        closed = page.sentence[i] == page.sentence[i - 1] and (gap.strip() in (")", "),") or gap in _DASHES)
        return closed or page.together(i, comma=True)

    # one title, one name

    def _before(self, sighting: Sighting) -> None:
        run = sighting.run
        if sighting.certain and sighting.codes:
            return
        group = self._introducing(run) or self._serving(run)
        if group is None or group.plural or group.used or not self._apart(group, run.begin):
            return
        gap = self.page.gap(run.begin).strip().lstrip(")").strip()
        if gap not in ("", ",", "\u00ab", "(", ":"):
            return
        if gap and not self._strong(run) and not self._closed(run.end):
            return
        if gap == "," and self._complements(group.start) and self._has_own_title(run.begin):
            return
        self._give(sighting, group, "office before")
        self._complement(sighting, group)

    def _complements(self, start: int) -> bool:
        """Whether a title belongs to what stands before it (`advisers to | the King |, X, the speaker`)."""
        page, words, at = self.page, self.page.words, start - 1
        while at > 0 and words[at].folded in self.lexicon.articles:
            at -= 1
        if (rank := self.lexicon.honorifics.before(page.text, words, at + 1)) is not None:
            at -= rank.length
        return at > 0 and words[at].folded in self.lexicon.links

    def _introducing(self, run: Run) -> Group | None:
        """The titles before a name; those before its rank or degree, where that stands apart ("the mayor, | the colonel | X")."""
        group, page = self.by_end.get(run.begin), self.page
        begin = run.begin
        if group is not None:
            if group.titles[-1].codes == (_ENVOY,) and (outer := self._ranked(group)) is not None:
                return outer
            if len(group.titles) > 1 or not self.lexicon.honorifics.at(page.text, page.words, group.start):
                return group
            begin = group.start
        elif not run.honorific:
            return None
        if 0 < begin < len(page.words) and page.words[begin - 1].folded in self.lexicon.articles \
                and page.gap(begin - 1).strip() == ",":
            outer = self.by_end.get(begin - 1)
            if outer is not None and not outer.used and not outer.plural:
                return outer
        return group

    def _ranked(self, group: Group) -> Group | None:
        """The office before an ambassador's rank with its article (`the minister, | the ambassador | X`), which it uses up."""
        start = group.start
        while start > 0 and self.page.words[start - 1].folded in self.lexicon.articles:
            start -= 1
        outer = self.by_end.get(start) if start < group.start and self.page.gap(start).strip() == "," else None
        if outer is None or outer.used or outer.plural or self._said_before(outer.titles[0]):
            return None
        group.used = True
        return outer

    def _serving(self, run: Run) -> Group | None:
        """The office of somebody named behind a comma, another's name in its complement (`the adviser to the King, X, | Y,`)."""
        ends = range(run.begin, max(run.begin - _STATE_WORDS, 0), -1)
        before = next((s for k in ends if (s := self.by_run_end.get(k)) and self._over_complement(k) == run.begin), None)
        if before is None or not before.titled or before.cue is None or self.page.gap(run.begin).strip() != ",":
            return None
        start, words = before.cue[0], self.page.words
        while start > 0 and words[start - 1].folded in self.lexicon.articles and self.page.together(start):
            start -= 1
        linked = start > 0 and words[start - 1].folded in self.lexicon.links - self.lexicon.both and self.page.together(start)
        return self.by_end.get(start - 1) if linked and self._closed(run.end) else None

    def _apart(self, group: Group, begin: int) -> bool:
        """Whether a title may belong to the name behind it: it stands in the same sentence, or in a line above the name without
        one of its own."""
        page = self.page
        if begin >= len(page.words):
            return False
        same = page.sentence[begin] == page.sentence[group.end - 1]
        return same or page.gap(begin).strip() == "" and not self._said_before(group.titles[0])

    def _strong(self, run: Run) -> bool:
        return run.honorific or run.end - run.start >= 2

    def _closed(self, end: int) -> bool:
        """Whether a comma, a bracket or a full stop closes an apposition here."""
        return self.page.gap(end).strip()[:1] in (",", ")", ".", ";")

    def _after(self, sighting: Sighting) -> None:
        run, page = sighting.run, self.page
        at = self._over_complement(run.end)
        if at >= len(page.words) or page.sentence[at] != page.sentence[run.end - 1]:
            return
        if page.gap(at).strip() not in (",", "(", "),", "\u2013", "\u2014") and not self._lettered(at):
            return
        start = at
        while start < min(len(page.words), at + 3) and start not in self.by_start and (
            page.words[start].folded in self.lexicon.articles
        ):
            start += 1
        group = self.by_start.get(start)
        if group is None or group.plural or group.used or self._his_spouse(group):
            return
        if at in page.shouted and page.together(group.end):  # what goes on behind it in a headline is of its holder
            return
        taken = self._next_name(group.end) and not self._has_own_title(group.end) and not self._listed(sighting, at, group)
        if taken and start > at and not self.lexicon.offices.portfolio_first and self._strong(self.by_run[group.end].run):
            return  # with its article it stands before the next of a list (`Ana Vesi, le maire de Suva, Jone Tolu`)
        if start > at and self._enumerated(sighting, group):
            return
        if taken and (sighting.titled or not self._strong(run) or self._joined_name(group.end)):
            return
        if start > at and self._is_subject(group.end):
            return
        self._give(sighting, group, "office after")

    def _enumerated(self, sighting: Sighting, group: Group) -> bool:
        """Whether an office with its article stands in a list of offices before their holders (`the speaker, X, | the minister, |
        Y, | the mayor of Lom |, and`)."""
        cue, run, page = sighting.cue, sighting.run, self.page
        if not sighting.titled or cue is None or cue[0] > run.begin or page.gap(run.begin).strip() != ",":
            return False
        named = self._next_name(group.end) and page.gap(group.end).strip() == "," and self._strong(self.by_run[group.end].run)
        start = cue[0]
        while start > 0 and page.words[start - 1].folded in self.lexicon.articles and page.together(start):
            start -= 1
        before = self.by_run_end.get(start)
        return named or before is not None and before.titled and before.cue is not None and before.cue[0] < before.run.begin

    def _his_spouse(self, group: Group) -> bool:
        """Whether a title after a name is that of the bearer's own spouse (`X, his wife and a delegation`)."""
        words, possessives = self.page.words, self.lexicon.possessives
        owned = words[group.start].folded in possessives or group.start > 0 and words[group.start - 1].folded in possessives
        return group.titles[0].kind == "spouse" and owned

    def _is_subject(self, end: int) -> bool:
        """Whether a title after a comma is not said of the name before it, but begins the clause ("at X's invitation, the
        minister went")."""
        return any(k in self.page.finite and self.page.together(k) for k in range(end, min(end + 2, len(self.page.words))))

    def _next_name(self, end: int) -> bool:
        """Whether the title runs on to another name, in its own line where it stands behind one (`X, minister of ports`)."""
        near = end in self.by_run and self.page.gap(end).strip() in ("", ",")
        if not near or self.page.sentence[end] == self.page.sentence[end - 1]:
            return near
        group = self.by_end.get(end)
        return group is None or not self._said_before(group.titles[0])

    def _has_own_title(self, begin: int) -> bool:
        """Whether the name there has a title of its own behind it ("X, President of A, Y, President of B, met")."""
        page, at = self.page, self.by_run[begin].run.end
        if at >= len(page.words) or page.gap(begin).strip() != "," or page.gap(at).strip() != ",":
            return False
        while at < len(page.words) and at not in self.by_start and page.words[at].folded in self.lexicon.articles:
            at += 1
        group = self.by_start.get(at)
        return group is not None and not group.plural and not self._next_name(group.end)

    def _listed(self, sighting: Sighting, at: int, group: Group) -> bool:
        """Whether a title without an article stands between two of a list, each with his honorific (`Mr X, director, Ms Y`)."""
        here, there = sighting.run.honorific and not sighting.titled, self.by_run[group.end].run.honorific
        return here and there and group.start == at and self.page.gap(group.end).strip() == ","

    def _joined_name(self, end: int) -> bool:
        return self.page.gap(end).strip() == "" or end in self.by_run and self.by_run[end].run.honorific

    def _over_complement(self, end: int) -> int:
        """Past "of Barbados", or the letters of an honour, between a name and what is said of its bearer."""
        page = self.page
        while self._lettered(end) and end not in self.by_start and (page.together(end, comma=True) or self._bracketed(end)):
            end += 1
        if end + 1 < len(page.words) and page.together(end) and page.words[end].folded in self.lexicon.links:
            for k in (end + 1, end + 2):
                if k in page.states and page.states[k][1].kind == "name" and k < len(page.words):
                    return page.states[k][0]
        return end

    def _lettered(self, i: int) -> bool:
        """Whether a word is the letters of an honour or a seat (`Ann Roe MP`)."""
        return i < len(self.page.words) and self.page.words[i].text in self.lexicon.letters

    def _bracketed(self, i: int) -> bool:
        """Whether a word stands alone in brackets in the sentence of the word before it (`Ann Roe (PhD), mayor`)."""
        page = self.page
        closed = page.gap(i).strip() == "(" and page.gap(i + 1).lstrip().startswith(")")
        return closed and page.sentence[i] == page.sentence[i - 1]

    def _complement(self, sighting: Sighting, group: Group) -> None:
        """The state or portfolio that follows the name ("Prime Minister X of Y", "le ministre X de la Défense")."""
        page, lexicon, end = self.page, self.lexicon, sighting.run.end
        k = end
        charged = end < len(page.words) and page.gap(end).strip() == "," and page.words[end].folded in lexicon.pauses \
            and page.words[end].folded not in lexicon.posted and group.titles[-1].open
        while k < min(len(page.words), end + 3) and page.together(k, comma=charged and k == end) \
                and page.words[k].folded in lexicon.links:
            k += 1
        if k == end or k >= len(page.words) or not page.together(k):
            return
        if charged and not lexicon.portfolios.at(page.text, page.words, k):
            return
        apart = lexicon.posted | lexicon.both
        if (state := page.states.get(k)) and state[1].kind == "name" and page.words[end].folded not in apart:
            sighting.state = sighting.state or state[1].code
        elif (body := page.bodies.get(k)) and body.type == "organisation" and group.titles[-1].head is not None:
            last = group.titles[-1]
            code = last.head.of.get(body.kind) if last.head else None
            sighting.codes = [code if code and c in last.codes else c for c in sighting.codes]
            sighting.state = sighting.state or body.state
        elif group.titles[-1].open and page.words[end].folded not in lexicon.both and (
                portfolio := lexicon.portfolios.at(page.text, page.words, k)):
            sighting.codes = [c.replace("/other", f"/{portfolio.value}") for c in sighting.codes]

    def _give(self, sighting: Sighting, group: Group, rule: str) -> None:
        group.used = True
        sighting.certain = sighting.titled = True
        sighting.rule = sighting.rule or rule
        sighting.cue = sighting.cue or (group.start, group.end)
        for title in group.titles:
            sighting.codes += [c for c in title.codes if c not in sighting.codes]
            if title.kind != "office":
                sighting.relation = title.kind
            sighting.stateless = sighting.stateless or title.stateless
            sighting.likely = sighting.likely or title.likely
            if title.states and sighting.state is None:
                sighting.state = title.states[0]

    def _alone(self, sighting: Sighting) -> None:
        if sighting.certain:
            return
        run = sighting.run
        if run.honorific:
            sighting.certain, sighting.rule = True, "honorific"
        elif run.end - run.start >= 2 and self._origin(run) is not None and not self._located(run):
            sighting.certain, sighting.rule = True, "state behind the name"
        elif run.end - run.start >= 2 and self._received(run):
            sighting.certain, sighting.rule = True, "object of a verb of receiving"
        elif run.end - run.start >= 2 and self._known(sighting) and not (self._located(run) and not self._owns(sighting)):
            sighting.certain, sighting.rule = True, "known name"
        if run.end - run.start >= 2 and (national := self._national(run)) is not None:
            sighting.certain, sighting.rule = True, sighting.rule or "nationality before the name"
            sighting.state = sighting.state or national

    def _fellows(self, sighting: Sighting) -> None:
        """Those listed behind a name whose honorific is of several (`MM. A, B et C`)."""
        page, at = self.page, sighting.run.end
        while at < len(page.words) and page.together(at, comma=True):
            at += page.words[at].folded in self.lexicon.joiners | self.lexicon.both
            other = self.by_run.get(at)
            if other is None or not page.together(at) and page.gap(at).strip() != ",":
                return
            other.certain, other.rule = True, other.rule or "honorific of several"
            at = other.run.end

    def _again(self, sighting: Sighting) -> None:
        """The office of the one named before, for who is named behind a state joined to that (`envoy of Chad X, of Peru Y`)."""
        page, begin = self.page, sighting.run.begin
        state = next((k for k in range(max(1, begin - _STATE_WORDS), begin)
                      if k in page.states and page.states[k][0] == begin and page.states[k][1].kind == "name"), None)
        if sighting.codes or state is None or not page.together(begin, comma=True):
            return
        i = state
        while i > 1 and page.words[i - 1].folded in self.lexicon.links and page.together(i):
            i -= 1
        joined = page.words[i - 1].folded in self.lexicon.both and page.together(i)
        before = self.by_run_end.get(i - 1 if joined else i)
        if i < state and (joined or page.gap(i).strip() == ",") and before is not None and before.titled and before.state:
            sighting.certain = sighting.titled = True
            sighting.rule, sighting.cue = sighting.rule or "office of the one before", before.cue
            sighting.codes, sighting.state = list(before.codes), page.states[state][1].code

    def _national(self, run: Run) -> str | None:
        """The state of somebody who is called by his nationality (`le Tongien X`)."""
        page, at = self.page, run.begin - 1
        if self.lexicon.offices.portfolio_first or at < 1 or not page.words[at].capital or not page.together(run.begin):
            return None
        state = page.states.get(at)
        article = page.words[at - 1].folded in self.lexicon.articles and page.together(at)
        return state[1].code if state and state[1].kind == "adjective" and state[0] == run.begin and article else None

    def _from(self, sighting: Sighting) -> None:
        """The state said of somebody in an apposition (`X, of Tonga,`)."""
        if sighting.certain and not sighting.state:
            sighting.state = self._origin(sighting.run)

    def _origin(self, run: Run) -> str | None:
        """The state in an apposition right behind a name."""
        page, end = self.page, run.end
        if end >= len(page.words) or page.gap(end).strip() != ",":
            return None
        if page.words[end].folded not in self.lexicon.links - self.lexicon.posted:
            return None
        k = end + 1
        while k < end + _LINKED and k < len(page.words) and page.words[k].folded in self.lexicon.links:
            k += 1
        state = page.states.get(k)
        told = state and state[1].kind == "name" and page.sentence[k] == page.sentence[end] and self._closed(state[0])
        return state[1].code if state and told else None

    def _known(self, sighting: Sighting) -> bool:
        """Whether a name begins with a given name or an initial, or has a known surname in its place."""
        lexicon, words = self.lexicon, sighting.words
        first = self.page.words[sighting.run.start]
        surnamed = words[-1] in lexicon.surnames or " ".join(words) in lexicon.surnames
        if len(first.text) == 1 or words[0] in lexicon.given or surnamed:
            return True
        return words[0] not in lexicon.particles and bool(lexicon.surnames.get(words[0], frozenset()) & lexicon.may_come_first)

    def _received(self, run: Run) -> bool:
        """Whether a name stands right behind a verb of receiving, and a relative clause behind it (`received X, who`)."""
        page, end = self.page, run.end
        if run.begin < 1 or end >= len(page.words) or page.gap(run.begin) != " " or page.gap(end).strip() not in ("", ","):
            return False
        return page.words[run.begin - 1].folded in self.lexicon.receiving and page.words[end].folded in self.lexicon.who

    def _owns(self, sighting: Sighting) -> bool:
        """Whether something is said to be of somebody with a known given name (`the start of Ivan Roe's visit`)."""
        page, end = self.page, sighting.run.end
        return sighting.words[0] in self.lexicon.given and end < len(page.words) and page.words[end].text == "s" and (
            page.gap(end).strip() in ("'", "\u2019"))

    def _located(self, run: Run) -> bool:
        return run.begin > 0 and self.page.together(run.begin) and (
            self.page.words[run.begin - 1].folded in self.lexicon.located)

    # one title, several names

    def _share(self, group: Group) -> None:
        """The names before or after a title in the plural."""
        found = self._apposed(group) or self._following(group) or self._preceding(group)
        states = group.states
        for n, (sighting, state, portfolio) in enumerate(found):
            sighting.certain = sighting.titled = True
            sighting.rule, sighting.cue, sighting.shared = "shared office", (group.start, group.end), group.start
            for title in group.titles:
                for code in title.codes:
                    code = f"{code.split('/')[0]}/{portfolio}" if portfolio and "/" in code else code
                    if code not in sighting.codes:
                        sighting.codes.append(code)
                if title.kind != "office":
                    sighting.relation = title.kind
            if state is None and len(states) == len(found):
                state = states[n]
            elif state is None and len(states) == 1 and n == 0:
                state = states[0]
            sighting.state = sighting.state or state
        group.used = bool(found)

    def _apposed(self, group: Group) -> list[tuple[Sighting, str | None, str | None]]:
        """The names before a title in the plural that commas part from both sides (`A and B, advisers to the King, C`)."""
        page, words = self.page, self.page.words
        following = next((j for j in range(group.end, min(len(words), group.end + _APPOSED)) if j in self.by_run), None)
        if following is None or page.gap(group.start).strip() != ",":
            return []
        named = self._preceding(group) if "," in page.text[words[group.end - 1].end : words[following].start] else []
        return named if len(named) > 1 else []

    def _following(self, group: Group) -> list[tuple[Sighting, str | None, str | None]]:
        found: list[tuple[Sighting, str | None, str | None]] = []
        page, j, pending, field = self.page, self._namely(group.end), None, None
        skipped = 0
        while j < len(page.words) and page.sentence[j] == page.sentence[group.end - 1] and skipped <= 2:
            if sighting := self.by_run.get(j):
                if skipped and not found and page.gap(j).strip() not in ("", ","):
                    break
                state, portfolio, j = self._own(sighting.run.end)
                led = pending or (not found and len(group.states) == 1)
                if led and page.gap(sighting.run.end).strip() == ",":
                    state, portfolio, j = None, None, sighting.run.end  # what follows is the next one's
                found.append((sighting, pending or state, field or portfolio))
                pending, field, skipped = None, None, 0
            elif page.words[j].folded in self.lexicon.joiners | self.lexicon.both:
                j += 1
            elif (given := self._own_state(j)) is not None and (found or self._by_nationality(given[1])):
                pending, j = given
            elif found and (own := self._own_field(j)) is not None:
                field, j = own
            elif j in self.by_start:
                break
            else:
                break
        return found

    def _namely(self, j: int) -> int:
        """Past the words by which the holders of an office are introduced (`six ministers, | namely, | X`)."""
        page = self.page
        for k in range(j + 1, min(j + _NAMELY, len(page.words))):
            if page.sentence[k] != page.sentence[j - 1] or page.words[k - 1].capital or k - 1 in page.finite:
                break
            if k in self.by_run and page.gap(k).strip() in (",", ":"):
                return k
        return j

    def _by_nationality(self, j: int) -> bool:
        """Whether a name stands at word j behind the nationality of its bearer (`the ministers, le Tongien X`)."""
        page = self.page
        return j in self.by_run and page.together(j) and page.words[j - 1].capital and not self.lexicon.offices.portfolio_first

    def _own_state(self, j: int) -> tuple[str, int] | None:
        """The state between two of several names ("of Russia, X, and of Vietnam, Y"), and where it ends."""
        page, k = self.page, j
        while k < min(len(page.words), j + 3) and page.words[k].folded in self.lexicon.links and page.together(k, comma=True):
            k += 1
        state = page.states.get(k)
        if state and page.together(k) and (k > j or state[1].kind == "adjective"):
            return state[1].code, state[0]
        return None

    def _own_field(self, j: int) -> tuple[str, int] | None:
        """The portfolio before the next of several names ("the ministers of health, X, and of labour, Y"), and where it ends."""
        page, links, k = self.page, self.lexicon.links, j
        while k < min(len(page.words), j + _LINKED) and page.words[k].folded in links and page.together(k, comma=True):
            k += 1
        portfolio = self.lexicon.portfolios.at(page.text, page.words, k) if page.together(k, comma=True) else None
        end = k + portfolio.length if portfolio else k
        named = portfolio is not None and end in self.by_run and page.together(end, comma=True)
        return (portfolio.value, end) if portfolio is not None and named else None

    def _own(self, end: int) -> tuple[str | None, str | None, int]:
        """State or portfolio given right after one name of several, and where it ends."""
        page, k = self.page, end
        text = page.text
        while k < min(len(page.words), end + 3) and page.sentence[k] == page.sentence[end - 1] and (
            page.words[k].folded in self.lexicon.links
        ):
            k += 1
        if k >= len(page.words) or page.sentence[k] != page.sentence[end - 1]:
            return None, None, end
        if k in page.states and (k > end or page.gap(k).strip() == "("):
            return page.states[k][1].code, None, page.states[k][0]
        if page.gap(k).strip() == "(" and (portfolio := self.lexicon.portfolios.at(text, page.words, k)):
            j = k + portfolio.length
            while j < len(page.words) and ")" not in page.gap(j) and j < k + 12:
                j += 1
            return None, portfolio.value, j
        return None, None, end

    def _preceding(self, group: Group) -> list[tuple[Sighting, str | None, str | None]]:
        found: list[Sighting] = []
        page, start = self.page, group.start
        while start > 0 and page.words[start - 1].folded in self.lexicon.articles | self.lexicon.quantifiers:
            start -= 1
        if page.gap(start).strip() not in (",", "("):
            return []
        j = start
        while sighting := self.by_run_end.get(j):
            found.append(sighting)
            j = sighting.run.begin
            if j > 0 and page.words[j - 1].folded in self.lexicon.joiners | self.lexicon.both:
                j -= 1
            elif page.gap(j).strip() != ",":
                break
            if page.sentence[max(j - 1, 0)] != page.sentence[start - 1]:
                break
        return [(s, None, None) for s in reversed(found) if not s.titled]
