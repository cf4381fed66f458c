"""What the words around its name say of an instrument: whether it is made or to be made, and when it was signed.

Cues are data (`instruments.yml`): drafting, the act of making (which its surroundings place in the past or the future),
the act done, and use of an instrument that is there. The cue nearest before the name decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from servanda.extraction.components.titles import Title, alternatives, within
from servanda.extraction.content import content, is_finite
from servanda.extraction.mentions import DateMention, Span
from servanda.extraction.moments import DAY
from servanda.extraction.spoken import reference_of
from servanda.reading.text import Text, View

REACH = 220  # characters before a name in which the act that governs it may stand
NEAR = 70  # characters before an act in which a word may place it in time
AFTER = 60
BESIDE = 40  # characters from a name to the day told right after it
_MADE_ON = 30  # characters before a date in which stands what was done on it
_ON = 4
PARTNER = 12  # characters from a name to the state it is with
_LEAD = 600  # characters at the head of a text in which it says when its occasion was
# Categories that may precede a name.
_GOVERNING = ("refused", "draft", "coming", "idea", "act", "make", "done", "use", "force", "to_come", "concluded")
# Categories that may follow a name, and what they say of it.
_TOLD_AFTER = (("to_come", "planned"), ("undone", "planned"), ("concluded", "concluded"), ("made", "concluded"))
_ASIDE = re.compile(r"\s?,[^,;:.]+,\s")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class Cues(BaseModel):
    """The cues of `instruments.yml`, regular expressions; the last three follow the name.

    refused: an act that somebody did not or will not do; void: what denies the very name behind it (`neither`); undone: the
    same, told after the name; unheld: what says, after the name, that its making is put off, or is denied. draft: an
    instrument in the making; idea: the same, unless the name is definite. coming: its making, told of the future. act: its
    making, which `ahead` and `past` before it, `will` around them and `soon` after it place in time; make: the same as a verb,
    to come unless placed in the past. earlier: an act of another day than the one reported; before: the same, by its tense.
    done, use: an instrument that is there. force: its coming into force, whose day it has if no other is told. since: words
    that tell how long something has lasted; leaving: that somebody left; afterwards: words that open what was done before
    that of which a day is told; later: what befalls a text that was signed, on a day that is not that of its signature;
    ended: that it is changed or at its end; closing: that it ended the occasion reported. concluded: told after the name as
    an event; made: as a property (`signed in 2031`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    refused: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    idea: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    make: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    will: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()
    concluded: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    initialled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause says of an instrument. cue: the category that decided; span: the words of the cue, if any."""

    status: str
    cue: str = ""
    span: Span | None = None
    words: str = ""
    earlier: bool = False

    @property
    def signs(self) -> bool:
        """Whether the instrument is signed, adopted or handed over in this very clause."""
        return self.status == "concluded" and self.cue in ("done", "act", "concluded")


    @property
    def leads(self) -> bool:
        """Whether it is told before the name, so that more names may follow."""
        return self.cue not in ("to_come", "concluded", "made")


class Clauses:
    """Reads the setting of a name, by one language's cues."""

    def __init__(self, cues: Cues) -> None:
        self._cues = {name: alternatives(getattr(cues, name)) for name in Cues.model_fields}

    def drafted(self, text: str) -> frozenset[int]:
        """Where the words for a draft end, whose kind follows (`the draft of | an agreement`)."""
        return frozenset(m.end() for m in self._cues["draft"].finditer(text))

    def leaves(self, words: str) -> bool:
        """Whether words tell that somebody left."""
        return self._cues["leaving"].search(words) is not None

    def lasting(self, doc: Doc, date: Span) -> bool:
        """Whether a date only says since when something has lasted."""
        return self._cues["since"].match(content(doc), date.start, date.end) is not None

    def names(self, doc: Doc, date: Span) -> bool:
        """Whether a date is part of the name of a text (`the pact | of 4 May 2031`)."""
        made = self._cues["made"].finditer(content(doc), max(0, date.start - _ON), date.end)
        return any(m.start() <= date.start < m.end() for m in made)

    def of_another(self, doc: Doc, date: Span, act: Span) -> bool:
        """Whether a date is that of another text, made on it (`signed an annex to the pact concluded | on 4 May 2031`)."""
        first = max(0, date.start - _MADE_ON)
        made = [m for m in self._cues["made"].finditer(content(doc), first, date.start) if m.end() >= date.start - _ON]
        return bool(made) and made[-1].start() >= act.end

    def done_before(self, doc: Doc, date: Span, act: Span) -> bool:
        """Whether an act is told as done before what a date is told of (`on Friday, a year after they adopted`)."""
        return date.end < act.start and self._cues["afterwards"].search(content(doc), date.end, act.start) is not None

    def ends_today(self, words: str) -> bool:
        """Whether what was done is said to have ended the occasion that is reported (`issued | at the end of the talks`)."""
        return self._cues["closing"].match(words.lstrip()) is not None

    def later(self, words: str) -> bool:
        """Whether a text is told to be ratified, in force ...: its day is not that of its signature."""
        return self._cues["later"].search(words) is not None

    def ended(self, words: str) -> bool:
        """Whether a date after these words is that of a change or of the end of what is named before them."""
        return self._cues["ended"].search(words) is not None

    def setting(self, doc: Doc, title: Title, leads: Sequence[Span], named: Sequence[Span] = ()) -> Setting:
        """The setting of a name (`_told`), unless that is denied or put off; what was initialled is still to be signed."""
        told = self._told(doc, title, leads, named)
        if self._void(doc, title, told):
            return Setting("planned", "refused", told.span, told.words)
        if told.cue == "act" and told.status == "concluded" and self._unheld(doc, title):
            return Setting("planned", "act", told.span, told.words)
        only = told.status == "concluded" and self._cues["initialled"].fullmatch(told.words.strip()) is not None
        return Setting("planned", "draft", told.span, told.words) if only else told

    def _void(self, doc: Doc, title: Title, told: Setting) -> bool:
        """Whether what is told of a name is denied right before it (`signed neither the pact nor`, `no pact was signed`)."""
        start = title.span(doc).start
        void = self._cues["void"].search(content(doc), max(doc[title.head_start].sent.start_char, start - BESIDE), start)
        acts = told.cue in ("done", "act", "concluded", "made")
        named = doc[title.head_start].text[0].isupper() or year_before(doc, title) or _YEAR.search(title.text(doc))
        return void is not None and (acts or title.determiner != "definite" or not told.cue and not named)

    def _unheld(self, doc: Doc, title: Title) -> bool:
        """Whether the verb after a name says that its making is put off or did not come about (`the signing of it was`)."""
        end, text = doc[title.head_start].sent.end_char, content(doc)
        start = title.span(doc).end
        off = self._cues["unheld"].search(text, start, min(end, start + REACH))
        gap = doc.char_span(start, off.start(), alignment_mode="contract") if off is not None else None
        asides = {i for m in _ASIDE.finditer(text, start, off.start()) for i in range(*m.span())} if off is not None else set()
        return off is not None and not any(
            is_finite(t) and t.idx not in asides for t in gap or ())

    def _told(self, doc: Doc, title: Title, leads: Sequence[Span], named: Sequence[Span] = ()) -> Setting:
        """The setting of a name; `leads` are what may introduce it: the lead of its list, a sentence before, a heading.

        Parameters:
            named: the names before it, whose own words say nothing of it.
        """
        span, sentence = title.span(doc), doc[title.head_start].sent
        told = self._partner(doc, span.end, sentence.end_char)
        after = self._after(content(doc), span.end, min(sentence.end_char, span.end + AFTER))
        if after is None and told > span.end:
            after = self._after(content(doc), told, min(sentence.end_char, told + AFTER))
        if after is None and title.named is None:
            after = self._inside(content(doc), doc[title.head_end - 1].idx, span.end)
        if after is not None and after.cue not in ("to_come", "refused"):
            after = self._still_to_come(doc, after, sentence.end_char) or after
        start = max(sentence.start_char, span.start - REACH)
        before = self._governed(doc, title, leads, start, named) if title.named is not None else None
        if after is not None and after.cue == "made" and before is not None and before.signs:
            return before  # what is told after the name is told of the text it names
        if after is not None and not self._conditional(content(doc), sentence.start_char, span.start, after.cue):
            return after
        found = before or self._governed(doc, title, leads, start, named)
        opening = title.start <= doc[title.head_start].sent.start + 1
        new = title.determiner == "indefinite" and not opening and year_before(doc, title) is None
        return found or Setting("planned" if new else "concluded")

    def _partner(self, doc: Doc, start: int, limit: int) -> int:
        """Where the states end that follow a name and are said to be its parties (`the treaty | with A and B |, signed`)."""
        end = start
        for mention in within(doc._.findings.states, start, min(start + AFTER, limit)):
            if mention.span.start - end > PARTNER or set(content(doc)[end : mention.span.start]) & set(",;:.("):
                break
            end = mention.span.end
        return end

    def _governed(
        self, doc: Doc, title: Title, leads: Sequence[Span], start: int, named: Sequence[Span] = ()
    ) -> Setting | None:
        """What is said of a text before its name, else in what introduces it."""
        found = self._before(content(doc), start, title.span(doc).start, title.determiner, named)
        for lead in leads:
            found = found or self._before(content(doc), max(lead.start, lead.end - REACH), lead.end, title.determiner)
        return found

    def _still_to_come(self, doc: Doc, after: Setting, end: int) -> Setting | None:
        """The act still awaited of a text of which another is told (`initialled in May, will be signed in June`)."""
        if after.span is None:
            return None
        match = self._cues["to_come"].search(content(doc), after.span.end, min(end, after.span.end + AFTER))
        if match is None or set(content(doc)[after.span.end : match.start()]) & set(";:."):
            return None
        gap = doc.char_span(after.span.end, match.start(), alignment_mode="contract")
        if gap is not None and any(t.pos_ == "DET" for t in gap):
            return None  # another text is told of
        return Setting("planned", "to_come", Span(*match.span()), match.group())

    def _conditional(self, text: str, start: int, end: int, cue: str) -> bool:
        """Whether a cue of drafting stands right before the name (`once the text is signed`; `talks on it were launched`)."""
        if cue in ("to_come", "refused"):
            return False
        matches = self._cues["draft"].finditer(text, max(start, end - NEAR // 2), end)
        near = (m for m in matches if end - m.end() <= len(" the "))
        return any(cue == "made" or " " in m.group().strip() for m in near)

    def _after(self, text: str, start: int, end: int) -> Setting | None:
        gap = re.match(r"[\s\"\u00bb\u201d),]*(?:\([^)]{1,30}\)[\s,]*)?", text[start:end])
        at = start + (gap.end() if gap else 0)
        for name, status in _TOLD_AFTER:
            match = self._cues[name].match(text, at, end)
            if match is None and name != "made" and (later := self._cues[name].search(text, at, end)) is not None:
                match = later if _one_clause(text[start : later.start()]) else None
            if match is not None:
                return Setting(status, {"undone": "refused"}.get(name, name), Span(*match.span()), match.group())
        return None

    def _inside(self, text: str, start: int, end: int) -> Setting | None:
        """What a participle says that is part of the name itself (`an agreement signed`)."""
        for match in self._cues["made"].finditer(text, start, end):
            if match.start() > start:
                return Setting("concluded", "made", Span(*match.span()), match.group())
        return None

    def _before(self, text: str, start: int, end: int, determiner: str, named: Sequence[Span] = ()) -> Setting | None:
        found = [
            (match.end(), match.start(), name)
            for name in _GOVERNING for match in self._cues[name].finditer(text, start, end)
            if (name != "idea" or match.end() > end - NEAR // 2)  # an idea governs what stands beside it
            and not any(s.start <= match.start() and match.end() <= s.end for s in named)
        ]
        if not found:
            return None
        at, begin, name = max(found, key=lambda row: (row[0], -row[1]))
        if name in ("use", "act", "make"):
            drafts = [row for row in found if row[2] == "draft" and begin - NEAR // 2 <= row[0] <= at]  # draw up and adopt
            if drafts:
                at, begin, name = max(drafts)
        if name == "idea":  # the coming signature of the agreement
            acts = [row for row in found if row[2] in ("act", "make") and begin - NEAR // 2 <= row[0] <= at]
            at, begin, name = max(acts, default=(at, begin, name))
        span = Span(begin, at)
        if name in ("act", "make"):
            default = "planned" if name == "make" or determiner == "indefinite" else "concluded"
            if not re.search(r"[^\W_]", text[start:begin]):  # a headline, an item: it tells of what was done
                default = "concluded"
            status = self._act(text, start, end, span, default)
            name = "act"
        elif name == "idea":
            status = "concluded" if determiner == "definite" else "planned"
        else:
            status = "planned" if name in ("refused", "draft", "coming", "to_come") else "concluded"
            name = {"concluded": "done", "coming": "to_come"}.get(name, name)
        reach = {"act": NEAR, "done": NEAR // 4}.get(name, 0)
        words = "earlier" if name == "act" else "before"
        earlier = reach > 0 and self._cues[words].search(text, max(start, begin - reach), begin) is not None
        return Setting(status, name, span, text[begin:at], earlier)

    def _act(self, text: str, start: int, end: int, act: Span, default: str) -> str:
        if self._cues["soon"].search(text, act.end, end) is not None:
            return "planned"
        wills = [m.span() for m in self._cues["will"].finditer(text, start, act.start)]
        start = max(start, act.start - NEAR)
        coming = [m.end() for m in self._cues["ahead"].finditer(text, start, act.start)]
        done = [m.end() for m in self._cues["past"].finditer(text, start, act.start)
                if not any(first < m.start() and m.end() <= last for first, last in wills)]
        coming += [last for _, last in wills]
        ahead, past = max(coming, default=-1), max(done, default=-1)
        if ahead == past:
            return "concluded" if past >= 0 else default  # `they used the visit to sign`
        return "planned" if ahead > past else "concluded"


def _one_clause(gap: str) -> bool:
    """Whether the words between a name and a verb are still the name's own clause, or an aside of it."""
    if len(gap) <= NEAR and _ASIDE.fullmatch(gap):
        return True
    gap = gap.rstrip(", ")  # a relative clause may follow
    return len(gap) <= NEAR // 2 and not set(gap) & set(",;:.") and " " in gap


def occasion(text: Text | None, dates: list[DateMention], leaves: Callable[[str], bool] = lambda _: False) -> str | None:
    """The day of the occasion a text reports: its dateline's, else the first day it names, else its publication.

    leaves: whether words tell that somebody left: the day that a caption gives for it is not the occasion's.
    """
    if text is None:
        return None
    stated = text.dateline.date if text.dateline else None
    if stated and text.published is None and (known := reference_of(text, dates)).year is not None:
        stated = known.edtf()
    if stated and DAY.fullmatch(stated):
        return stated
    if text.published and DAY.fullmatch(text.published):
        return text.published
    month = text.published or stated
    lead = (d for d in dates if d.span.start < _LEAD and not leaves(_caption(text.view, d.span)))
    days = (d.value.split("/")[-1] for d in lead if d.role in ("day", "range") and d.value)  # of several the last
    first = next((day for day in days if DAY.fullmatch(day)), None)
    if first is not None and month is not None and first.startswith(month):
        return first
    return text.published or stated


def _caption(view: View, place: Span) -> str:
    """The caption in which something stands; nothing where it stands in the story."""
    block = view.blocks[view.block_at(place.start)] if view.blocks else None
    return view.text[block.start : block.end] if block is not None and not block.is_story else ""


def year_before(doc: Doc, title: Title) -> str | None:
    """The year that stands right before a name (`their 2031 treaty`)."""
    before = doc[title.start - 1].text if title.start > doc[title.head_start].sent.start else ""
    return before if _YEAR.fullmatch(before) else None


def date_of(
    doc: Doc, title: Title, setting: Setting, today: str | None, cues: Clauses, *, yearly: bool = False,
    others: Collection[int] = (),
) -> str | None:
    """When an instrument was signed, or is to be: a date beside its name, in the clause of the act, or today's.

    Parameters:
        yearly: whether a year before its name is that for which it is made, not that of its signature.
        others: where the days stand that the names of other instruments bear.
    """
    span, sentence = title.span(doc), doc[title.head_start].sent
    dates = [d for d in within(doc._.findings.dates, sentence.start_char, sentence.end_char) if d.value]
    act = setting.span
    if act is not None and act.end <= sentence.start_char:  # told in what leads to the name
        led = doc.char_span(act.start, act.end, alignment_mode="expand")
        lead = led.sent if led is not None else sentence
        dates += [d for d in within(doc._.findings.dates, lead.start_char, lead.end_char) if d.value]
    dates = [d for d in dates if d.span.start not in others]
    if title.named is not None:  # the day of another text it names
        dates = [d for d in dates if not doc[title.named].idx <= d.span.start < span.end + (AFTER if setting.signs else 0)]
    if setting.status == "planned":
        if setting.cue not in ("act", "to_come"):
            return None
        near = [s for s in (span, act) if s is not None]
        days = [d for d in dates if d.role == "day" and not cues.lasting(doc, d.span) and not cues.names(doc, d.span)]
        coming = [
            d.planned_value or d.value for d in days
            if any(abs(d.span.start - s.end) < NEAR or 0 <= s.start - d.span.end < AFTER // 2 for s in near)
        ]
        if setting.cue == "to_come" and today is not None:  # under discussion since another year
            coming = [v for v in coming if v is None or v[:4] >= today[:4] or DAY.fullmatch(v)]
        if setting.cue == "act":  # what is told today to be put off or wished is not signed today
            coming = [v for v in coming if v != today]
        return coming[0] if coming else None
    if not yearly and (year := year_before(doc, title)) is not None:
        return year
    if cues.later(setting.words):
        return None
    if today is not None:  # a year to come inside its name is what it is about (`a contract for deliveries in 2031`)
        dates = [d for d in dates if not (span.start <= d.span.start < span.end and (d.value or "")[:4] > today[:4])]
    beside = _beside(doc, dates, setting, span, cues)
    if beside and (setting.cue in ("concluded", "made") or beside[0].span.start < span.end + 6):
        return (min(beside, key=lambda d: _distance(d.span, act)) if act is not None else beside[0]).value
    if setting.cue == "made" and act is not None and not dates and cues.ends_today(content(doc)[act.end : sentence.end_char]):
        return today
    if setting.cue == "force" and act is not None:
        told = [d for d in dates if d.role == "day" and act.start <= d.span.start < act.end]
        return told[0].value if told and (today is None or (told[0].value or "") <= today) else None
    if not setting.signs or act is None:
        return None
    others = [d for d in dates if content(doc)[d.span.start - 1] == "(" and not 0 <= d.span.start - span.end <= len(" (")]
    days = [d for d in dates if d not in others and d.role in ("day", "range") and not _period(doc, d)
            and not _apart(doc, d, act, span)]
    days = [d for d in days if not cues.lasting(doc, d.span) and not cues.of_another(doc, d.span, act)]
    before = [d for d in days if cues.done_before(doc, d.span, act)]
    days = [d for d in days if d not in before]
    if not days:
        return None if setting.earlier or others or before else today
    return min(days, key=lambda d: _distance(d.span, act)).value


def _beside(doc: Doc, dates: Sequence[DateMention], setting: Setting, name: Span, cues: Clauses) -> list[DateMention]:
    """The days told right after a name or what is said of it there: none of a change or of its end."""
    told = setting.span.end if setting.span is not None and setting.cue in ("concluded", "made") else 0
    found = []
    for date in dates:
        at = date.span.start
        begin = told if name.end < told <= at else name.end
        gap = content(doc)[begin:at]
        near = at < begin + (BESIDE if "," in gap or begin != told else AFTER)
        if date.role == "day" and at >= name.start and near and not _period(doc, date) and not cues.ended(gap):
            found.append(date)
    return found


def _apart(doc: Doc, date: DateMention, act: Span, name: Span) -> bool:
    """Whether a date belongs to something else told later in the sentence."""
    if date.span.start <= name.end:
        return False
    return date.span.start > max(act.end, name.end) + AFTER or "," in content(doc)[name.end : date.span.start]


def _period(doc: Doc, date: DateMention) -> bool:
    """Whether a date is the span of years an instrument is for (`2030-2035`)."""
    return date.value is not None and "/" in date.value and len(date.value) == 9


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
