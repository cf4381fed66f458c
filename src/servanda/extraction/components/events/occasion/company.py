"""Who else took part in an event, as the sentences after its own say: its chairs, those with them, those listed."""

from __future__ import annotations

from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.occasion.story import Story
from servanda.extraction.components.events.types import COUNTED, TALKED
from servanda.extraction.moments import DAY

_LISTING = frozenset({"ceremony", "meeting", "signing"})
_ATTENDED = frozenset({"visit", "meeting", "call", "signing", "ceremony", "forum"})
_PLURALS = ("s", "x")
_LIST_REACH = 5  # sentences after an event in which those are named of whom it gives only the number
_CHAIR_REACH = 3  # sentences after a session in which its chairs may be named


class Company:
    """Reads the persons that the clauses of one document leave to the sentences after them."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def chairs(self, g: Group) -> None:
        """The persons who chair a session, or are to, are often named in the sentences after it."""
        held = g.status == "held"
        if g.type not in COUNTED or held and not (g is self.story.main or self.story.is_current(g)):
            return
        chairs = self.words.chairs if held else self.words.family("to_chair")
        if held and not g.people and self._chaired_by_the_way(g):
            return
        sentences = list(self.page.doc.sents)
        end = g.tellings[0].sentence.end
        at = next((i for i, s in enumerate(sentences) if s.start_char >= end), len(sentences))
        for sentence in sentences[at : at + _CHAIR_REACH]:
            if self._recalls(sentence.start_char, g):
                continue
            other = self.story.next_told(sentence.start_char, sentence.end_char, g)
            limit = sentence.end_char if other is None else other
            if not chairs.search(self.page.text, sentence.start_char, limit):
                if other is not None and chairs.search(self.page.text, other, sentence.end_char):
                    break
                continue
            said = [m.end() for m in self.words.family("that").finditer(self.page.text, sentence.start_char, limit)]
            cue = chairs.search(self.page.text, sentence.start_char, limit)
            told = [at for at in said if cue is not None and at <= cue.start()]
            start = sentence.start_char if held or not told else told[-1]  # who announces it need not be there
            found = self.page.people(start, limit)
            g.people += [p.value for p in found if p.value not in g.people and not self.story.absent(start, p.start)]
            if other is not None:
                break

    def _chaired_by_the_way(self, g: Group) -> bool:
        """Whether the sentence that only speaks of a session says who led its sides (`At the session X led the team`)."""
        for t in g.tellings:
            linked = self.words.linker_before.search(self.page.text, t.sentence.start, t.cue.start)
            if t.shape != "clause" and linked and self.words.chairs.search(self.page.text, t.noun.end, t.sentence.end):
                found = self.page.people(t.noun.end, t.sentence.end, stand_ins=False)
                g.people = list(dict.fromkeys(p.value for p in found if not self.story.absent(t.noun.end, p.start)))
        return bool(g.people)

    def _recalls(self, start: int, g: Group) -> bool:
        """Whether a sentence names another session of the same body by its number: who chaired is told of that."""
        told = (o for o in self.story.groups if o is not g and o.type == g.type and o.ordinal not in (None, g.ordinal))
        return any(t.sentence.start == start for o in told for t in o.tellings)

    def acted(self, g: Group) -> None:
        """Two of two states who are told to do something at a session of which nobody is named were there."""
        if g.type not in COUNTED or g.status != "held" or g.people:
            return
        for t in g.tellings:
            linked = self.words.linker_before.search(self.page.text, t.sentence.start, t.noun.end)
            found = self.page.people(t.noun.end, t.sentence.end, stand_ins=False) if t.shape == "echo" and linked else []
            found = [p for p in found if not self.page.verb_between(t.noun.end, p.start)]
            if self.story.states([p.value for p in found]) > 1:
                g.people = [p.value for p in found]
                return

    def attendants(self, g: Group) -> None:
        """Who else was there, or travelled too, as the sentences after the event's own say."""
        telling = g.tellings[0]
        cues = {
            "visit": (self.words.accompanied,), "signing": (self.words.signers, self.words.attends)
        }.get(g.type, (self.words.attends,))
        planned = g.status != "held" and g.type != "visit"
        if planned or telling.shape == "echo" or g.type not in _ATTENDED:
            return
        if telling.trigger.name == "signed-text":
            return
        joined = False
        for start, end in self.story.following(telling, _CHAIR_REACH):
            match = next((m for cue in cues if (m := cue.search(self.page.text, start, end))), None)
            if self.story.tells(start, end, g):
                return
            days = [d.value for d in self.page.dates(start, end) if d.role == "day" and d.value and DAY.fullmatch(d.value)]
            if days and DAY.fullmatch(day := g.date or self.story.day or "") and day not in days:
                return
            if match is None:
                if joined:
                    return
                continue
            first, joined = match.end() if g.type == "visit" else start, True
            known = set(g.people)
            found = [p.value for p in self.page.people(first, end, stand_ins=False) if not self.story.absent(start, p.start)]
            if g.type == "visit":
                found = [p for p in found if not g.place_state or self.page.state_of.get(p) != g.place_state]
            g.people += [p for p in found if p not in known]

    def listed(self, g: Group) -> None:
        """Those of whom the event's clause gives only the number, and whom the sentences after it name (`They are A and B`)."""
        telling, text, source = g.tellings[0], self.page.text, self.page.source
        if telling.shape != "clause" or g.type not in _LISTING or source is None:
            return
        many = [m for m in self.words.family("people").finditer(text, telling.clause.start, telling.clause.end)
                if m.group().rstrip(" ")[-1:] in _PLURALS]
        if not many:
            return
        for start, end in self.story.following(telling, _LIST_REACH):
            spans = [(start, end)] if self.words.family("naming").match(text, start) else []
            if text[start:end].rstrip().endswith(":") and self.words.family("people").search(text, start, end):
                own = source.view.block_at(start) if source.view.blocks else -1
                spans = [(b.start, b.end) for b in source.view.blocks if b.lead == own and own >= 0]
            found = [p.value for span in spans for p in self.page.people(*span, stand_ins=False)]
            if found:
                g.people += [p for p in dict.fromkeys(found) if p not in g.people]
                return
            if self.story.tells(start, end, g):
                return

    def hosted(self, g: Group) -> None:
        """Talks named only by whom they were with were held by whoever acts after them (`said X, after talks with Y`), else by
        the one whom the paper's main event is of."""
        telling, main = g.tellings[0], self.story.main
        named = telling.shape == "phrase" or telling.verb is None and g.status == "planned"  # `on the programme are talks with X`
        if g.type not in TALKED or not named or len(g.people) != 1 or not near(g.date, self.story.day):
            return
        linked = self.words.linker_before.search(self.page.text, telling.sentence.start, telling.cue.start)
        acting = self.page.people(telling.sentence.start, telling.noun.start)[:1] if linked else []
        leads = [*(p.value for p in acting), *(main.people[:1] if main is not None and main is not g else [])]
        lead = next((p for p in leads if self.story.states([p, *g.people]) > 1), None)
        end = max(telling.noun.end, telling.cue.end + 1)
        if lead and self.words.family("meeting").search(self.page.text, telling.cue.end, end):
            g.people.insert(0, lead)
