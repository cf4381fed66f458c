"""What is told of joint bodies: which verb has one as its subject or object, and whether one is founded."""

from __future__ import annotations

from servanda.extraction.components.events.candidate import Candidate, Hit
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Span

_BODY_OBJECT = 70  # characters after a verb in which the body it leads must be named
_ASIDE_HEAD = 12  # characters behind a body in which a relative clause about it begins (`, in which`)
ASIDE_REACH = 260  # characters before a verb in which the body that acts may be named
_ASIDE = 3  # commas of an aside in which somebody is named after an office
DAY = 30  # characters of a day, and of the comma behind it
_FOUNDED = 80  # characters between a word for founding and the body
OF = 3  # characters of the little words inside a name
ARTICLE = 5  # characters of an article between a verb and the state it goes to


class Bodies:
    """Answers for the candidates of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def of_others(self, made: Candidate) -> bool:
        """Whether a round or an edition is of something that is no body and no talks (`the next edition of the exercise`)."""
        page, end = self.page, made.cue.end
        match = self.words.family("by").match(page.text, self.page.past_blanks(end))
        if match is not None and self.words.family("relatives").match(page.text, self.page.past_blanks(match.end())):
            return False  # `a dialogue, the first round of which`
        if match is None or made.type != "session" or page.dates(match.start(), match.end() + OF):
            return False
        reach = min(made.sentence.hard_right(end), end + _BODY_OBJECT)
        told = ("bodies", "personal", "sittings", "theirs")
        return not page.bodies.inside(end, reach) and not any(self.words.family(f).search(page.text, end, reach) for f in told)

    def body_acts(self, made: Candidate) -> bool:
        """Whether a body is the subject right before a verb, a relative clause aside, or the pronoun that stands for it."""
        page, start = self.page, made.cue.start
        for body in page.bodies.inside(start - ASIDE_REACH, start):
            gap = page.text[body.end : start].strip()
            between = gap.startswith(",") and gap.endswith(",")
            aside = between and self.words.family("relatives").search(page.text, body.end, body.end + _ASIDE_HEAD)
            if len(gap) <= 2 and start - body.end <= 2 or aside or between and not page.verb_between(body.end, start):
                return True
        relative = self.words.family("relatives").finditer(page.text, max(0, start - ARTICLE - 1), max(start, made.cue.end))
        if any(b.end + 2 == m.start() for m in relative for b in page.bodies.inside(start - ASIDE_REACH, start)):
            sat = made.type == "session" and page.dated(Span(made.cue.end, page.stop(made.cue.end, made.clause.end)))
            return sat or made.type == "establishment"  # `the group, which dates from 1998`, `which had sat on Monday`
        stands = [m.end() for m in self.words.family("latter").finditer(page.text, max(0, start - 20), start)]
        return bool(stands and start - stands[-1] <= 1 and page.bodies.inside(start - ASIDE_REACH, start))

    def leads_body(self, made: Candidate) -> bool:
        """Whether the object of a verb is a body (`chaired, in Lima, the Joint Commission`), and nothing else stands between."""
        page, cue = self.page, made.cue
        reach = _BODY_OBJECT * (1 + page.text.startswith(",", cue.end))
        found = page.bodies.inside(cue.end, min(made.sentence.hard_right(cue.end), cue.end + reach))
        if not found:
            return False
        gap = page.text[cue.end : found[0].start]
        aside = 1 < gap.count(",") <= _ASIDE and gap.lstrip().startswith(",")
        return aside or "," not in gap and not page.people(cue.end, found[0].start)

    def founds(self, made: Candidate, hit: Hit) -> bool:
        """Whether what is founded is a body: the object of a noun, what a participle is said of, or near a verb."""
        page, clause, cue = self.page, made.clause, made.cue
        if not page.dated(clause) and (hit.form == "noun" or self._only_since(made)):
            return False
        if hit.form == "noun" and self._founds_own(made):
            return True
        near, own = Span(max(clause.start, self._told_of(cue)), min(clause.end, cue.end + _FOUNDED)), None
        if hit.form == "noun":
            near = Span(cue.end, min(clause.end, cue.end + _FOUNDED))
        elif hit.form == "participle":
            near = Span(clause.start, cue.start if clause.start < cue.start else clause.end + ARTICLE + 2)
        elif (own := self._acted_on(cue)) is not None:
            near = own  # `the framework launched at the dialogue established an approach` founds nothing
        named = page.bodies.inside(near.start, near.end)
        opens = hit.form == "participle" and clause.start == cue.start
        if opens and self.words.family("latter").match(page.text, clause.end + 2):
            return bool(page.bodies.inside(clause.start - ASIDE_REACH, clause.start))  # `Founded in 1998, it has`
        dated = page.dates(near.start, clause.end)
        unnamed = self.words.family("bodies").finditer(page.text, near.start, near.end) if dated else ()
        starts = [b.start for b in named] or [m.start() for m in unnamed if not page.is_organisation(*m.span())]
        if not starts and hit.form == "held" and own is None and page.dated(clause):
            return self.body_acts(made)  # `the commission, which sits in Lima, came into being in 1998`
        return bool(starts) and (hit.form != "noun" or page.only_words(cue.end, min(starts)))

    def _only_since(self, made: Candidate) -> bool:
        """Whether a founding of no day only says since when something else has been (`since the Council came into being`)."""
        start = max(made.sentence.start, made.cue.start - ASIDE_REACH)
        since = [m.end() for m in self.words.family("since").finditer(self.page.text, start, made.cue.start)]
        return bool(since) and not self.page.verb_between(since[-1], made.cue.start) and "," not in (
            self.page.text[since[-1] : made.cue.start])

    def _founds_own(self, made: Candidate) -> bool:
        """Whether a possessive makes a founding that of a body named around it (`since its creation in 1998, the council`)."""
        page, noun = self.page, made.noun
        words = (self.words.family(name) for name in ("own", "their"))
        if not any(w.search(page.text, noun.start, made.cue.start) for w in words):
            return False
        after = page.bodies.inside(made.clause.end, made.clause.end + ARTICLE + 2)
        before = page.bodies.inside(max(made.sentence.start, noun.start - ASIDE_REACH), noun.start)
        return bool(after or before) and not (before and page.people(before[-1].end, noun.start))

    def _told_of(self, cue: Span) -> int:
        """Where the words begin that tell what is founded before a verb: near it, or farther, if the parse takes them for its
        subject (`a committee, composed of members of both sides, was created`)."""
        span = self.page.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        subjects = [k.left_edge.idx for t in span or () for k in t.children if k.dep_ in self.words.acted and k.i < t.i]
        return min([cue.start - _FOUNDED, *subjects])

    def _acted_on(self, cue: Span) -> Span | None:
        """What a verb of founding founds, by the parse: its object, or, as a participle, what stands before it."""
        span = self.page.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        verb = next((t for t in reversed(span or ()) if t.pos_ == "VERB"), None)
        if verb is None:
            return None
        objects = (t for t in verb.children if t.dep_ in self.words.objects and t.pos_ in ("NOUN", "PROPN"))
        found = [t for t in objects if t.idx >= cue.end or t.idx < cue.start]  # not that of a phrase (`saw the light of day`)
        found = [t for t in found if not self._of_day(t.idx)]  # `was founded last year`
        bare = not any(t.pos_ == "AUX" for t in span or ())  # else its subject may stand behind it (`when was founded the`)
        hung = verb.dep_ in self.words.modifiers and verb.head.pos_ in ("NOUN", "PROPN") and verb.head.i < verb.i
        if bare and hung and not found:
            return Span(max(0, cue.start - _FOUNDED), verb.idx)
        ends = [(t.left_edge.idx, t.right_edge.idx + len(t.right_edge)) for t in found]
        return Span(min(s for s, _ in ends), max(e for _, e in ends)) if ends else None

    def _of_day(self, position: int) -> bool:
        """Whether a word is one of a day's."""
        return any(d.start <= position < d.end for d in self.page.dates_row.inside(position - DAY, position + 1))
