"""Component `servanda_instruments`: the texts that bind or bring together the parties (GUIDE section 4).

An instrument is seen by its head noun (`instruments.yml`), named by `titles`, kept if its name or its clause shows that it
is a text between states, and told once: other forms of its name and later short mentions are added to it. A paper that is
itself a joint declaration or a treaty is an instrument, named by its headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.papers import Head, Lexicon, Papers
from servanda.extraction.components.quoted import Quoted
from servanda.extraction.components.series import SeriesReader
from servanda.extraction.components.signing import Clauses, Setting, date_of, occasion, year_before
from servanda.extraction.components.titles import (
    GENITIVE,
    Grammar,
    Places,
    Title,
    TitleReader,
    alternatives,
    unaccented,
    within,
    words,
)
from servanda.extraction.content import content, is_finite, tells, token_starts
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.mentions import Instrument, Span, StateMention, Why
from servanda.extraction.moments import DAY
from servanda.extraction.together import Together
from servanda.languages import Language
from servanda.reading.text import View

REACH = 60
_NAMES = ("name", "adjective", "prefix")
_WORD = re.compile(r"\w{4,}")
NEXT = 250  # characters from one item of a list to the next
_MAKING = ("draft", "act", "to_come")  # the cues that tell of making a text
_TOLD = ("done", "act", "to_come", "concluded", "made")  # those that tell that texts, several of them, are there or will be
_STEM = 5  # letters by which two inflections of one word are told to be one
_NEAR = 4  # names before another one whose own words do not govern it
_LISTED = 8  # characters between two states of a list
_APPOSED = 2  # tokens of a comma and a determiner
BESIDE = 12  # characters between a name and the words of signing that make it one
_OF = 5  # characters in which a date follows what it dates (`treaty of 3 May`)


@dataclass(slots=True)
class _Text:
    """One instrument while its mentions are being gathered; `titles[0]` is the longest form."""

    head: Head
    titles: list[Title]
    content: frozenset[str]
    settings: list[Setting]
    dates: list[str | None]
    parties: tuple[str, ...]
    sentence: int
    short: list[Span] = field(default_factory=list)
    name: str | None = None
    treaty: bool = False
    day: str | None = None  # that its name bears
    sought: Setting | None = None  # what tells, after it was only named, that it is still to be made


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.instruments`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.lexicon = language.section("instruments", Lexicon)
        self.titles = TitleReader(language)
        self.clauses = Clauses(self.lexicon.cues)
        self._heads = [
            (head, alternatives((unaccented(head.pattern),), 0 if head.cased else re.IGNORECASE)) for head in self.lexicon.heads
        ]
        self._of_body = {head.body: head for head in reversed(self.lexicon.heads)}
        self._together = Together([pattern for _, pattern in self._heads])
        self.papers = Papers(self.lexicon, self._heads, gazetteer(language.tag))
        self._quoted = Quoted(self.lexicon.quoted, self._heads)
        self._series = SeriesReader(self.lexicon.series, self.titles)
        self._excluded = Together([alternatives(self.lexicon.excluded)])
        self._own_state = alternatives(self.lexicon.own_state)
        self._texts = alternatives(self.lexicon.texts)
        self._generic = alternatives(self.lexicon.generic)
        self._signed = alternatives(self.lexicon.signed)
        self._itself = alternatives(self.lexicon.own_names)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        findings = doc._.findings
        today = occasion(doc._.text, findings.dates, self.clauses.leaves)
        own = self._own(doc, today)
        found: list[_Text] = [own] if own is not None else []
        barred = _party_words(doc)
        rows = self.occurrences(doc)
        borne = {title.head_start: self._borne(doc, title) for _, title, _ in rows}
        bearers = Counter(at for days in borne.values() for at in days)
        days = frozenset(bearers)
        awaited: frozenset[int] = frozenset()  # days on which texts named before are to be signed
        for n, (head, title, setting) in enumerate(rows):
            span = title.span(doc)
            others = days - {at for at in borne[title.head_start] if bearers[at] == 1} - {*range(span.start, span.end)}
            if setting.cue != "to_come":
                others |= awaited
            elif setting.span is not None and setting.span.start >= span.end:
                stop = rows[n + 1][1].span(doc).start if n + 1 < len(rows) else span.end
                awaited |= {d.span.start for d in within(findings.dates, span.end, stop)}
            if own is not None and own.treaty and head.need == "act":
                continue
            distinct = self._content(doc, head, title, barred)
            if own is not None and own.treaty and title.determiner == "indefinite" and not distinct:
                continue  # of what kind something will be done
            day = None if own is not None and own.treaty else today
            self._place(doc, head, title, setting, found, day, distinct, others)
        found = _told_below(doc, found)
        self._take_up(doc, found)
        findings.instruments.extend(_finding(doc, f"i{n}", item) for n, item in enumerate(found, 1))
        return doc

    def _own(self, doc: Doc, today: str | None) -> _Text | None:
        """The paper itself, where it is an instrument."""
        paper = self.papers.itself(doc, today)
        if paper is None:
            return None
        content = frozenset(
            w for w in _WORD.findall(paper.words.lower()) if not self._generic.fullmatch(w) and w not in paper.head.body
        )
        setting = Setting("concluded", "done", paper.title.span(doc), paper.words)
        parties = paper.states or tuple(sorted(doc._.findings.parties))
        return _Text(
            paper.head, [paper.title], content, [setting], [paper.date], parties, -1, name=paper.name, treaty=paper.treaty
        )

    def occurrences(self, doc: Doc) -> list[tuple[Head, Title, Setting]]:
        """Every name of an instrument in the story, in order; the most telling head wins where several match."""
        found: list[tuple[Head, Title, Setting]] = []
        end, known = -1, set[str]()
        barred = Places((*m.span(), 0) for _, m in self._excluded.finditer(content(doc)))
        quoted = {title.span(doc).start: (head, title) for head, title in self._quoted.find(doc)}
        matches = [(m.start(), -m.end(), i, self._heads[i][0]) for i, m in self._together.finditer(content(doc))]
        matches += [(start, -title.span(doc).end, -1, head) for start, (head, title) in quoted.items()]
        nouns = frozenset(_tokens(doc, {m[0] for m in matches}))
        series = {row.told.span(doc).start: row for row in self._series.find(doc, nouns)}
        matches += [(start, -row.told.span(doc).end, -2, self._of_body[row.body]) for start, row in series.items()]
        drafted = self.clauses.drafted(content(doc))
        starts = frozenset(i for i in _tokens(doc, {m[0] for m in matches}) if i == 0 or not self.titles.opens(doc[i - 1])
                           or not drafted.isdisjoint((doc[i].idx, doc[i].idx - 1)))
        for start, stop, _, head in sorted(matches, key=lambda m: m[:3]):
            if start < end or barred.touches(start, -stop) or not _is_story(doc, start):
                continue
            span = doc.char_span(start, -stop, alignment_mode="expand")
            if span is None or span.end_char > -stop:
                continue
            if (row := series.pop(start, None)) is not None:
                setting = self.clauses.setting(doc, row.told, self._leads(doc, row.told, start), [])
                if setting.cue in _TOLD:
                    found += [(head, title, setting) for title in self._series.continued(doc, row.titles, nouns)]
                    end = found[-1][1].span(doc).end
                continue
            whole = quoted.get(start, (head, None))[1]
            title = whole or self._title(doc, span.start, span.end, starts, head.body in known)
            named = [s for _, t, told in found[-_NEAR:] for s in (t.span(doc), told.span if told.cue == "made" else None) if s]
            setting = self.clauses.setting(doc, title, self._leads(doc, title, start), named)
            if not setting.cue and title.determiner != "definite" and found and self._follows(doc, *found[-1][1:], title):
                setting = found[-1][2]  # an item of a list told on
            elif found and title.determiner == "indefinite" and title.start < found[-1][1].end and setting.leads:
                setting = Setting("planned", "idea")  # what the text before is about is not made with it
            if whole is not None or self._counts(doc, head, title, setting):
                found.append((head, title, setting))
                known.add(head.body)
                end = title.span(doc).end if whole is not None else _end(doc, title, starts, self.titles.grammar)
                further = self._series.continued(doc, (title,), nouns)[1:] if end == title.span(doc).end else []
                if further:
                    found += [(head, other, setting) for other in further]
                    end = further[-1].span(doc).end
        return found

    def _follows(self, doc: Doc, before: Title, told: Setting, title: Title) -> bool:
        """Whether a name is the next item of a list, with no other verb between, be it within a sentence or over several.

        What was told behind the name before holds for its own sentence only.
        """
        near = title.span(doc).start - before.span(doc).end <= NEXT
        same = doc[title.head_start].sent.start == doc[before.head_start].sent.start
        between = doc[doc[title.head_start].sent.start : title.start]
        verb = any(is_finite(t) for t in between)
        return near and (same or told.leads and not verb)

    def _leads(self, doc: Doc, title: Title, position: int) -> list[Span]:
        """What introduces a name: the lead of its list, else the sentence before if it announces texts, else the heading."""
        view: View | None = doc._.text.view if doc._.text is not None else None
        if view is None or not view.blocks:
            return []
        block = view.blocks[view.block_at(position)]
        sentence = doc[title.head_start].sent
        found = [view.blocks[i] for i in (block.lead, block.heading) if i is not None]
        leads = [Span(b.start, b.end) for b in found if b.is_story]
        if block.lead is None and sentence.start > 0:
            before = doc[sentence.start - 1].sent
            if before.end_char > block.start - 3 and self._texts.search(before.text):
                leads.insert(0, Span(before.start_char, before.end_char))
        return leads

    def _title(self, doc: Doc, start: int, end: int, others: frozenset[int], known: bool) -> Title:
        """The name; what it serves belongs to it only where the instrument is first told of."""
        title = self.titles.read(doc, start, end, others=others, purposes=True)
        if known and title.determiner == "definite":
            title = self.titles.read(doc, start, end, others=others)
        return title

    def _counts(self, doc: Doc, head: Head, title: Title, setting: Setting) -> bool:
        """Whether the words found are an instrument of the parties."""
        acted = setting.cue in (*_TOLD, "draft", "idea")
        content = any(
            (len(t.text) > 2 or t.text.isupper()) and t.text[0].isalnum() and t.pos_ not in ("ADP", "DET")
            and not self._generic.fullmatch(t.lower_)
            for t in (*doc[title.start : title.head_start], *doc[title.head_end : title.end])
        )
        content = content or year_before(doc, title) is not None
        if setting.cue == "refused" and not (head.type == "treaty" and doc[title.head_start].text[0].isupper()):
            return False  # neither made nor to be made; a treaty of many states is there all the same
        if self._of_one_state(doc, head, title) or self._modifies(doc, title):
            return False
        if head.need == "nothing":
            return True
        if head.need == "act":
            return setting.cue in _TOLD and not self._parted(doc, title, setting) and (title.determiner != "none" or head.plural)
        if head.need == "signed":
            return content and self._is_signed(doc, title, setting)
        capital = doc[title.head_start].text[0].isupper() and title.head_start > doc[title.head_start].sent.start
        made = setting.cue in _TOLD
        if head.need in ("name", "capital"):
            return capital and (content or made) or (head.need == "name" and setting.cue in ("done", "concluded", "made"))
        if title.determiner == "none" and not capital and title.start > doc[title.start].sent.start and not acted:
            return False
        return content or made

    def _is_signed(self, doc: Doc, title: Title, setting: Setting) -> bool:
        """Whether the words of signing that tell of a name stand next to it."""
        if setting.span is None or self._signed.search(setting.words) is None:
            return False
        span = title.span(doc)
        near = setting.span.start - span.end if setting.span.start >= span.end else span.start - setting.span.end
        return near <= BESIDE

    def _parted(self, doc: Doc, title: Title, setting: Setting) -> bool:
        """Whether a further verb stands between an act and the name after it, so that it governs another word."""
        begin, end = setting.span.end if setting.span else 0, doc[title.start].idx
        return doc[title.start].sent.start_char < begin and tells(doc, begin, end)

    def _modifies(self, doc: Doc, title: Title) -> bool:
        """Whether the head noun only qualifies another noun (`treaty obligations`)."""
        if not self.titles.grammar.left_nominal or title.head_end >= len(doc):
            return False
        following = doc[title.head_end]
        return following.pos_ == "NOUN" and following.is_lower and following.is_alpha

    def _of_one_state(self, doc: Doc, head: Head, title: Title) -> bool:
        if head.type != "plan":
            return False
        genitive = title.start - 1  # `Fiji's action plan`
        owned = genitive > 0 and doc[genitive].text in GENITIVE and any(
            m.span.end == doc[genitive].idx for m in within(doc._.findings.states, doc[genitive].idx - REACH, doc[genitive].idx)
        )
        end = title.head_end if self.titles.grammar.left_nominal else title.end
        return owned or self._own_state.search(doc[title.start : end].text) is not None

    def _content(self, doc: Doc, head: Head, title: Title, barred: frozenset[str]) -> frozenset[str]:
        """The folded words that tell this instrument from others of its kind."""
        return frozenset(
            w for w in words(doc, title) if not w.startswith(head.body) and not self._generic.fullmatch(w) and w not in barred
        )

    def _place(self, doc: Doc, head: Head, title: Title, setting: Setting, found: list[_Text], today: str | None,
               content: frozenset[str], others: frozenset[int]) -> None:
        """Add a name to the instrument it is a form of, or open a new one; others: where the days stand that others bear."""
        date = date_of(doc, title, setting, today, self.clauses, yearly=head.type == "plan", others=others)
        named_for = self._day(doc, title)
        if setting.status == "planned" and named_for and today and named_for < today[: len(named_for)]:
            setting, date = replace(setting, status="concluded"), named_for  # it bears a day that is past
        elif setting.status == "planned" and date and today and DAY.fullmatch(date) and date < today:
            setting = replace(setting, status="concluded")  # its day is past
        sentence, between = doc[title.head_start].sent.start, frozenset(self._between(doc, head, title))
        if found and title.determiner == "indefinite" and not found[-1].content and _apposed(doc, found[-1].titles[-1], title):
            bare = found.pop()  # `the first accord, a framework agreement on`
            found.append(_Text(head, [title, *bare.titles], content, [setting, *bare.settings], [date, *bare.dates], bare.parties,
                               bare.sentence, day=named_for))
            return
        for item in reversed(found):
            other_day = setting.cue == "made" and _apart(date, item.dates[0])
            if not other_day and between <= {*item.parties} and self._same(
                    head, title, content, sentence, item, named_for) and not _new(title, setting, content, item):
                item.titles.append(title)
                item.settings.append(setting)
                item.dates.append(date)
                if title.determiner == "indefinite" and setting.status == "planned" and setting.cue in _MAKING:
                    item.sought = item.sought or setting
                longer = title.end - title.start > item.titles[0].end - item.titles[0].start
                if longer and (content or not item.content):
                    item.titles.insert(0, item.titles.pop())
                    item.content = content or item.content
                    item.parties = self._inside(doc, title) or item.parties
                return
        parties = self._parties(doc, head, title)
        found.append(_Text(head, [title], content, [setting], [date], parties, sentence, day=named_for))

    def _day(self, doc: Doc, title: Title) -> str | None:
        """The day or year that its name bears (`the trade pact of 1998`, `the 1998 trade pact`)."""
        span = title.span(doc)
        if (year := year_before(doc, title)) is not None:
            return year
        for date in within(doc._.findings.dates, span.start, span.end + REACH // 2) if title.named is None else ():
            told = doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
            led = 0 <= date.span.start - span.end <= 1 and told is not None and self.titles.opens(told[0])
            if date.role == "day" and date.value and (led or date.span.end <= span.end):
                return date.value
        return None

    def _borne(self, doc: Doc, title: Title) -> frozenset[int]:
        """Where the date stands that is part of a name, or right before it (`the pact of 1998`, `the 1998 pact`), or of that of
        the text it names."""
        span, year = title.span(doc), year_before(doc, title)
        named = span.end if title.named is None else doc[title.named].idx
        near = (d for d in within(doc._.findings.dates, max(0, span.start - REACH // 2), span.end) if d.role == "day" and d.value)
        found = [d.span.start for d in near if d.span.start >= named or (named == span.end and (
            span.start <= d.span.start and d.span.end <= span.end or d.value == year and d.span.start < span.start))]
        return frozenset(found if named < span.end else found[:1])

    def _same(self, head: Head, title: Title, content: frozenset[str], sentence: int, item: _Text, day: str | None) -> bool:
        if head.body == item.head.body and any(t.start <= title.start and title.end <= t.end for t in item.titles):
            return True  # the paper's own headline
        if item.sentence < 0 and not item.treaty and head.need == "nothing" and head.body == item.head.body and not content:
            return True  # what the parties are said to have issued is the paper itself
        if item.treaty and (not content or (title.start == sentence and item.head.type == head.type)):
            return True
        if head.body != item.head.body and (
            head.type != item.head.type or not content or not item.content or sentence == item.sentence
        ):
            return False
        if title.determiner == "indefinite" and (sentence == item.sentence or (not content and item.content)):
            return False
        if day and item.day and not (day.startswith(item.day) or item.day.startswith(day)):
            return False  # each bears a day of its own
        if item.day and content and not item.content:
            return False  # told from others by its day
        small, large = sorted((content, item.content), key=len)
        if not small and large and item.content is small and title.determiner == "indefinite":
            return False
        stems = {_stem(w) for w in large}
        shared = sum(_stem(w) in stems for w in small)
        return shared == len(small) or (len(small) >= 4 and shared >= 0.8 * len(small))

    def _inside(self, doc: Doc, title: Title) -> tuple[str, ...] | None:
        """The states a name gives, if it gives several."""
        found = _states_in(doc._.findings.states, title.span(doc))
        return found if len(found) > 1 else None

    def _parties(self, doc: Doc, head: Head, title: Title) -> tuple[str, ...]:
        """The states said to be its own, else those the paper is between."""
        known = tuple(sorted(doc._.findings.parties))
        return self._between(doc, head, title) or known or _states_in(doc._.findings.states, title.span(doc))

    def _between(self, doc: Doc, head: Head, title: Title) -> tuple[str, ...]:
        """The states its name gives, else a pair named together before it."""
        span, known = title.span(doc), tuple(sorted(doc._.findings.parties))
        inside = _states_in(doc._.findings.states, span)
        if len(inside) > 1 or (inside and not set(inside) & set(known) and head.type != "treaty"):
            return inside
        start = doc[title.head_start].sent.start_char
        before = _named(doc._.findings.states, start, span.start)
        series = before[:1]
        for first, second in zip(before, before[1:], strict=False):
            gap = content(doc)[first.span.end : second.span.start]
            listed = first.code != second.code and len(gap) <= _LISTED and not set(gap) & set(".;:(")
            series = [*series, second] if listed else [second]
            if listed and "," not in gap:  # a list ends with a conjunction
                return tuple(sorted({m.code for m in series}))
        return ()

    def _take_up(self, doc: Doc, found: Sequence[_Text]) -> None:
        """Add later short mentions: the bare head noun with a definite, and the acronym."""
        if not found:
            return
        places: dict[str, list[tuple[int, int, int]]] = {}
        for n, item in enumerate(found):
            spans = [t.span(doc) for t in item.titles]
            places.setdefault(item.head.body.lower(), []).extend((s.start, s.end, n) for s in spans)
        every = Places(row for rows in places.values() for row in rows)
        of_body = {body: Places(rows) for body, rows in places.items()}
        bare = "|".join(re.escape(body) for body in sorted(places))
        articles = "|".join(self.lexicon.bare)
        short = re.compile(rf"(?<!\w)(?:(?:{articles})(?:\s|(?<=['\u2019])))(?:\w+\s)?({bare})(?!\w)", re.IGNORECASE)
        for match in short.finditer(content(doc)):
            owner = of_body[match.group(1).lower()].before(match.start(1))
            own = found[0].sentence < 0 and (found[0].treaty or found[0].head.body.lower() == match.group(1).lower())
            if own and self._itself.match(content(doc), match.start()) is not None:
                owner = 0  # `this agreement`, in the agreement
            if owner is not None and not every.touches(*match.span(1)):
                found[owner].short.append(Span(*match.span(1)))
        for item in found:
            first = min(t.span(doc).start for t in item.titles)
            for acronym in _acronyms(doc, item):
                pattern = re.compile(rf"(?<!\w){re.escape(acronym)}(?!\w)")
                item.short.extend(Span(*m.span()) for m in pattern.finditer(content(doc), first))


def _new(title: Title, setting: Setting, content: frozenset[str], item: _Text) -> bool:
    """Whether a name that says more than that of a text already made is of one still to be drawn up."""
    made = item.settings[0].status == "concluded" and item.settings[0].cue in ("made", "done", "use")
    return made and title.determiner == "indefinite" and setting.status == "planned" and bool(content - item.content)


def _apposed(doc: Doc, before: Title, title: Title) -> bool:
    """Whether a name stands right behind another and a comma, only its determiner between them."""
    return 0 < title.start - before.end <= _APPOSED and doc[before.end].text == ","


def _told_below(doc: Doc, found: list[_Text]) -> list[_Text]:
    """The instruments, those that only the headline names joined to what the story tells first of their kind."""
    view: View | None = doc._.text.view if doc._.text is not None else None
    top = next((b for b in view.blocks if b.role == "headline"), None) if view is not None else None
    if top is None:
        return found
    above = [item for item in found if item.sentence >= 0 and all(t.span(doc).end <= top.end for t in item.titles)]
    told = [item for item in found if item.sentence >= 0 and not any(item is other for other in above)]
    for item in above:
        other = next((o for o in told if o.head.body == item.head.body), None) or next(
            (o for o in told if o.head.type == item.head.type), None)
        if other is not None and {*item.parties} == {*other.parties}:
            other.titles += item.titles
            found = [i for i in found if i is not item]
    return found


def _apart(first: str | None, second: str | None) -> bool:
    """Whether two dates are days, and not the same."""
    return bool(first and second and DAY.fullmatch(first) and DAY.fullmatch(second) and first != second)


def _stem(word: str) -> str:
    return word[:_STEM] if word.isalpha() else word


def _acronyms(doc: Doc, item: _Text) -> list[str]:
    found = [m for t in item.titles for m in re.findall(r"[(\[]([A-Z][A-Za-z&/-]{1,9})[)\]]", t.text(doc))]
    return list(dict.fromkeys(a for a in found if sum(c.isupper() for c in a) >= 2))


def _is_story(doc: Doc, position: int) -> bool:
    view: View | None = doc._.text.view if doc._.text is not None else None
    return view is None or not view.blocks or view.blocks[view.block_at(position)].is_story


def _party_words(doc: Doc) -> frozenset[str]:
    """The words that name the states the paper is between: they tell none of its instruments from another."""
    found = doc._.findings
    mentions = [m for m in found.states if m.kind in _NAMES and m.code in found.parties]
    return frozenset(w for m in mentions for w in content(doc)[m.span.start : m.span.end].lower().split())


def _tokens(doc: Doc, places: set[int]) -> frozenset[int]:
    """The tokens that begin at these characters."""
    return frozenset(i for i, start in enumerate(token_starts(doc)) if start in places)


def _end(doc: Doc, title: Title, starts: frozenset[int], grammar: Grammar) -> int:
    """Up to where a name takes up its words: it may name another instrument, to come with an indefinite, or by its day."""
    for i in range(title.head_end + 1, title.end):
        if i not in starts:
            continue
        j = i - 1
        while grammar.left_nominal and j > title.head_end and doc[j].pos_ in ("ADJ", "NOUN", "PROPN"):
            j -= 1
        word = doc[j].lower_.replace("\u2019", "'")
        if word in grammar.indefinite or (word in grammar.definite and _dated(doc, doc[i].idx, title.span(doc).end)):
            return doc[i].idx
    return title.span(doc).end


def _dated(doc: Doc, start: int, end: int) -> bool:
    """Whether a name gives a day or a year."""
    return any(d.role == "day" and d.value for d in within(doc._.findings.dates, start, end + _OF))


def _named(mentions: Sequence[StateMention], start: int, end: int) -> list[StateMention]:
    """The mentions of states in a stretch that name a state, not a city that may stand for one."""
    return [m for m in within(mentions, start, end) if m.kind in _NAMES and m.span.end <= end]


def _states_in(mentions: Sequence[StateMention], span: Span) -> tuple[str, ...]:
    return tuple(sorted({m.code for m in _named(mentions, span.start, span.end)}))


def _finding(doc: Doc, key: str, item: _Text) -> Instrument:
    title = item.titles[0].span(doc)
    full = [t.span(doc) for t in item.titles]
    mentions = sorted({*full, *item.short}, key=lambda s: s.start)
    signing = next((n for n, s in enumerate(item.settings) if s.signs), None)
    first = item.settings[0]
    if item.sought is not None and not first.cue:  # `a contact for the plan`; below, `they wish to draw up a plan`
        first = item.sought
    status = "concluded" if signing is not None else first.status
    date = next((d for d in item.dates if d is not None), None)
    date = max((d for d in item.dates if d and date and d.startswith(date)), key=len, default=None)  # the fullest told
    setting = item.settings[signing] if signing is not None else first
    why = Why(rule=f"instrument:{setting.cue or 'name'}", cue=setting.words or item.head.body, words=item.titles[0].text(doc))
    forms = tuple(span for span in dict.fromkeys(full) if span != title)
    return Instrument(
        key, item.head.type, title, item.parties, date, status, (title,), tuple(mentions), (why,), item.name, forms
    )
