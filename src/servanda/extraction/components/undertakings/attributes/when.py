"""`due`: the day, month or year by which the action is to be done, or `soon`."""

from __future__ import annotations

import re

from spacy.tokens import Token

from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.content import is_finite
from servanda.extraction.mentions import DateMention, covered
from servanda.extraction.moments import DAY, Moment, last_of, moment

SOON = "soon"
_PART = re.compile(r"(\d{4})-(?:2[1-4]|3[3-6]|4[01])")  # a season, quarter or half of a year
_HEAD = 3  # characters of a sentence before a date that heads it
_LEAD = 20  # the same with words that say from when (`Starting on 1 July,`)
_INSERTED = 45  # characters between a cue and its action in which a word of haste may be inserted
_GAP = 4  # characters between a date inserted behind a subject and its verb
_TERM = 40  # characters between a term that someone is given and what it is given for
_CLAUSE = 90  # characters of the clause that tells when what an action ends with will be
_NEXT = 3  # characters between an action and a deadline right after it
_TO_COME = ("future", "reported")
_BREAK = re.compile(r"[.;:!?\n(]")


def due(scene: Scene, candidate: Candidate) -> str | None:
    """EDTF of the date the action is due, `soon`, or None. A date counts before a word of haste."""
    start, end = candidate.action.start_char, candidate.action.end_char
    dates = scene.dates_in(start, end)
    dates += _just_outside(scene, candidate)
    dates += _of_its_occasion(scene, candidate, dates) or _of_what_it_takes_up(scene, candidate, dates)
    ranked = sorted(dates, key=lambda d: (d.role != "due", d.span.start))
    for date in (*ranked, *_of_the_lead(scene, candidate)):
        if _is_due(scene, date, start):
            return last_of(date.planned_value or date.value or "")
    first = candidate.cue.end_char if 0 <= start - candidate.cue.end_char <= _INSERTED else start  # `proposed to soon meet`
    hurried = any(d.role == SOON for d in dates) or scene.words.soon.search(scene.low, first, end) is not None
    return SOON if hurried else None


def _just_outside(scene: Scene, candidate: Candidate) -> list[DateMention]:
    """Deadlines at the head of the action's sentence, and those right after the action (`, later this year`)."""
    start, end = candidate.action.start_char, candidate.action.end_char
    first = scene.sentences[scene.sentence(start)][0]
    last = scene.sentences[scene.sentence(start)][1]
    found = []
    for date in (*scene.dates_in(first, start), *scene.dates_in(end, min(end + _CLAUSE, last))):
        deadline = date.role in ("due", SOON)
        heads = date.span.start - first <= (_HEAD if deadline else _LEAD) and not _BREAK.search(scene.low, date.span.end, start)
        if not deadline:
            heads = heads and scene.low[date.span.end :].lstrip()[:1] == "," and _is_ahead(scene, date)
            heads = heads and not scene.verbal(first, date.span.start) and (
                candidate.rule in _TO_COME or not _is_told(candidate))  # `On Monday, the two decided to`
        told = candidate.cue.start_char <= date.span.start < candidate.cue.end_char
        given = date.role == "due" and date.span.end < start and scene.words.granted.fullmatch(
            scene.low, date.span.end, start) is not None and start - date.span.end <= _TERM
        beside = start - date.span.end <= _GAP and (
            "," not in scene.low[date.span.end : start] or scene.low[first : date.span.start].rstrip()[-1:] in ("", ",")
        )  # `open it by June, build`: it ends the action before
        inserted = deadline and (beside or told or given)
        gap = scene.low[end : date.span.start].strip()
        apart = gap == "," or any(p.fullmatch(gap) is not None for p in (scene.words.inserted, scene.words.aims))
        trails = date.span.start >= end and (
            deadline and date.span.start < end + _NEXT or apart and (deadline or _is_ahead(scene, date)))
        if date.span.end <= start and (heads or inserted) or trails:
            found.append(date)
    return found


def _is_told(candidate: Candidate) -> bool:
    """Whether the cue tells what was said or done."""
    return candidate.act == "invitation" or any("Past" in t.morph.get("Tense") for t in candidate.cue)


def _of_its_occasion(scene: Scene, candidate: Candidate, dates: list[DateMention]) -> list[DateMention]:
    """The date to come of the meeting that the action ends with, told by the clause after it (`, which Oslo hosts in May`)."""
    start, end = candidate.action.start_char, candidate.action.end_char
    occasion = scene.words.occasions.search(scene.low, start, end)
    if occasion is None or any(_is_due(scene, d, start) or d.role == SOON for d in dates):
        return []
    last = min(scene.sentences[scene.sentence(end - 1)][1], end + _CLAUSE)
    clause = scene.words.told_of.match(scene.low, end, last)
    if clause is None:
        return []
    told = [d for d in scene.dates_in(clause.end(), last) if not _BREAK.search(scene.low, end, d.span.start)]
    return [d for d in told[:1] if d.role != "duration" and _is_ahead(scene, d, any_form=True)]


def _of_what_it_takes_up(scene: Scene, candidate: Candidate, dates: list[DateMention]) -> list[DateMention]:
    """The date to come of the meeting told just before, which a pronoun of the action takes up (`will attend it`)."""
    start, end = candidate.action.start_char, candidate.action.end_char
    if scene.words.attended.search(scene.low, max(0, start - _GAP), end) is None:
        return []
    if any(_is_due(scene, d, start) or d.role == SOON for d in dates):
        return []
    index = scene.sentence(start)
    first = scene.sentences[max(0, index - 1)][0]
    told = [d for d in scene.dates_in(max(first, scene.block(start)[0]), start) if d.role != "duration"]
    return [d for d in told[-1:] if _is_ahead(scene, d, any_form=True)]


def _of_the_lead(scene: Scene, candidate: Candidate) -> list[DateMention]:
    """Deadlines at the head of the sentence that leads the list in which the action stands."""
    blocks = scene.view.blocks if scene.view is not None else ()
    lead = blocks[candidate.block].lead if candidate.lead and candidate.block < len(blocks) else None
    if lead is None:
        return []
    end = blocks[lead].end
    first = scene.sentences[scene.sentence(end - 1)][0]
    return [d for d in scene.dates_in(first, end) if d.role in ("due", SOON) and d.span.start - first <= _HEAD]


def _is_due(scene: Scene, date: DateMention, start: int) -> bool:
    value = date.planned_value or date.value
    if value is None or date.role in (SOON, "duration"):
        return False
    if date.role != "due" and covered(date.span, scene.titles) or _told_apart(scene, date, start):
        return False
    if date.role == "range" and scene.low[: date.span.start].endswith("("):
        return False  # `30 years of their ties (1995-2025)`
    before = scene.low[max(start, date.span.start - 90):date.span.start]
    tail = re.split(r"[,;:.]\s", before)[-1]
    if date.relative and scene.words.unanchored.match(scene.low[date.span.end:date.span.end + 40].lstrip()):
        return False
    standing = date.role == "due" and scene.words.terms.match(scene.low, date.span.start) is not None
    if standing and scene.words.requests.search(scene.low, start, date.span.end + _TERM) is not None:
        return False  # `answer requests within a week`
    if scene.words.aside.search(before.rstrip()) or (date.role != "due" and _anothers(scene, date, tail.rstrip())):
        return False
    return date.role == "due" or not (_is_past(value, scene.reference) or value == scene.reference.edtf())


def _told_apart(scene: Scene, date: DateMention, start: int) -> bool:
    """Whether a date within an action is of a clause in it that tells of another thing.

    One that tells of what is past (`the boat that was seized in March`; in a paper without a day of its own, `the ruling given
    on 18 July 2011`), or of when a body will meet that is only founded or prepared (`set up a dialogue, whose first round Oslo
    will host in May`).
    """
    if date.role != "due" and scene.words.past.match(scene.low, date.span.start):
        return True
    words = scene.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
    verb = next((t for t in words.root.ancestors if t.pos_ in ("VERB", "AUX")), None) if words is not None else None
    undated = scene.reference.month is None and DAY.fullmatch(date.value or "") is not None
    if undated and verb is not None and verb.idx > start and date.role != "due" and _is_participle(scene, verb):
        return True
    if verb is None or verb.idx <= start or verb.dep_ not in scene.language.relation("relative"):
        return False
    opens = len(scene.low[: min(t.idx for t in verb.subtree)].rstrip(" ,"))
    if opens < start:
        return False  # the action stands in it (`a dialogue, which | will first meet in May`)
    first = scene.words.sessions.search(scene.low, opens, date.span.start) is not None
    if scene.words.occasions.search(scene.low, start, opens) is None and (first or scene.bodies_in(start, opens)):
        return True
    finite = [t for t in (verb, *verb.children) if is_finite(t)]
    return date.role != "due" and len(finite) > 0 and all("Past" in t.morph.get("Tense") for t in finite)


def _is_participle(scene: Scene, verb: Token) -> bool:
    """Whether a verb is the past participle of what was done to the thing before it (`the order given on 18 July 2011`)."""
    form = verb.morph
    told = "Part" in form.get("VerbForm") and "Past" in form.get("Tense")
    subjects = scene.language.relation("subject") | scene.language.relation("passive_subject")
    finite = subjects | scene.language.relation("auxiliary")
    return told and not any(t.dep_ in finite for t in verb.children)


def _anothers(scene: Scene, date: DateMention, tail: str) -> bool:
    """Whether what stands before a date makes it the date of another thing."""
    if date.role == "range" and scene.words.spans.match(scene.low, date.span.start):
        return True
    if not date.relative and scene.words.names.match(scene.low, date.span.end):
        return True
    first = scene.low[date.span.start:date.span.end].partition(" ")[0]
    if _is_ahead(scene, date) and not any(scene.words.belonging.search(words) for words in (tail, first)):
        return False
    tied = scene.words.on.match(scene.low, date.span.start)
    return scene.words.undated.search(tail) is not None or (not tied and scene.words.entitled.search(tail) is not None)


def _is_ahead(scene: Scene, date: DateMention, *, any_form: bool = False) -> bool:
    """Whether a date in words ("next month", not the bare year of a programme) is after the paper, as no text's own date is.

    any_form: also one in figures.
    """
    value = date.planned_value or date.value or ""
    if date.relative and value == str(scene.reference.year):
        return True  # `this year`
    if (part := _PART.fullmatch(value)) is not None:
        return scene.reference.year is not None and int(part[1]) >= scene.reference.year
    return (any_form or scene.low[date.span.start].isalpha()) and _is_past(scene.reference.edtf() or "", moment(value))


def _is_past(value: str, reference: Moment) -> bool:
    """Whether a date ends before the text was written."""
    end = moment(value)
    if end.year is None or reference.year is None:
        return False
    pairs = zip((end.year, end.month, end.day), (reference.year, reference.month, reference.day), strict=True)
    for mine, other in pairs:
        if mine is None or other is None:
            return False
        if mine != other:
            return mine < other
    return False
