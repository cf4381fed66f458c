"""Component `servanda_dates`: the date expressions of a paper."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.calendar import Calendar, Dates, in_full, mentions
from servanda.extraction.mentions import DateMention
from servanda.extraction.moments import Moment
from servanda.extraction.spoken import reference_of
from servanda.languages import Language
from servanda.reading.text import STORY_ROLES, Text

_PARAGRAPH = "paragraph"
_OPENING = 1500  # characters from the head within which a paper says when it happened


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.dates`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.calendar = Calendar(language.section("dates", Dates))

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one document."""
        text: Text = doc._.text
        shown = self._shown(text)
        reference = shown or reference_of(text)
        found = mentions(text.view.text, self.calendar, reference)
        known = shown or reference_of(text, found)
        found = found if known == reference else mentions(text.view.text, self.calendar, known)
        doc._.findings.dates = self._counted(text.view.text, found, known)
        return doc

    def _shown(self, text: Text) -> Moment | None:
        """The one day that the page shows in full above its story, where nothing else says when it was published."""
        if text.told is not None:
            return None
        first = next((p.start for p in text.passages if p.role == _PARAGRAPH), 0)
        above = [text.content[p.start : p.end] for p in text.passages if p.end <= first and p.role not in STORY_ROLES]
        days = {
            told for words in above for d in mentions(words, self.calendar, Moment(None))
            if (told := in_full(words, d)) is not None and d.role == "day"
        }
        return days.pop() if len(days) == 1 else None

    def _counted(self, view: str, found: list[DateMention], known: Moment) -> list[DateMention]:
        """The same dates, deadlines that nothing on the page dates counted from the day the paper first tells of its year."""
        told = (in_full(view, d) for d in found if d.span.start <= _OPENING)
        day = next((d for d in told if d is not None and d.year == known.year), None)
        uncounted = [d.role == "due" and (d.planned_value or d.value) is None for d in found]
        if known.month is not None or day is None or not any(uncounted):
            return found
        counted = mentions(view, self.calendar, day)
        return [b if again else a for a, b, again in zip(found, counted, uncounted, strict=True)]
