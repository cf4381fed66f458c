"""What is asked of a document: language, marking, day, sources, and what its kind needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from servanda.publishing.dates import order
from servanda_site.publishing.lines import clean, short
from servanda_site.publishing.making import KINDS, Wanted
from servanda_site.publishing.phrases import Phrases, tags
from servanda_site.publishing.tracked import Prepared
from servanda_site.register.models import Fact, Marking, Partnership
from servanda_site.register.places import place_label
from servanda_site.register.visibility import Access
from servanda_site.web.forms.days import DayField
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import day, words

_CHOICES = 60  # gatherings and bodies offered
_LONGEST = 130
_BETWEEN = " \u00b7 "
_FORMS = {"pdf": "PDF", "docx": "Word (DOCX)", "xlsx": "Excel (XLSX)"}


class ReportForm(forms.Form):
    """The options of one kind of document.

    gatherings, bodies: the facts it may be about; named: those that they name (people, bodies). prepared: the files people keep
    of what is to come. about, marking: what is chosen at first.
    """

    language = forms.ChoiceField(label=_("Language of the document"))
    marking = forms.TypedChoiceField(label=_("Made for the marking"), coerce=int)
    date = DayField(label=_("As of"))
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    about = forms.ChoiceField(label=_("For"), required=False)
    original = forms.ChoiceField(label=_("Whose original"))
    form = forms.ChoiceField(label=_("Form"))
    sources = forms.BooleanField(label=_("Each sentence with its source"), required=False)
    full = forms.BooleanField(label=_("Everything, not only what is needed in the room"), required=False)

    def __init__(self, kind: str, access: Access, partnership: Partnership, gatherings: list[Fact], bodies: list[Fact],
                 named: Mapping[str, Fact], prepared: list[Prepared], *, about: str = "", marking: int = Marking.PUBLIC,
                 data: Any = None) -> None:
        super().__init__(data, auto_id=f"{kind}-%s", initial={
            "language": (get_language() or "en")[:2], "marking": marking, "date": timezone.localdate(),
            "year": timezone.localdate().year, "sources": True, "original": partnership.ours, "about": about})
        self.kind, said = kind, words()
        self._choose("language", [(t, said.language(t)) for t in tags()])
        self._choose("marking", [(m.value, m.label) for m in Marking if m.value <= access.clearance(partnership)])
        self._choose("original", [(c, said.state(c)) for c in partnership.codes] if kind == "session" else [])
        self._choose("form", [(f, _FORMS[f]) for f in KINDS[kind][0]] if len(KINDS[kind][0]) > 1 else [])
        offered = {"briefing": gatherings + bodies, "session": bodies}.get(kind, [])
        files = [(p.name, _file(p, bodies)) for p in prepared[:_CHOICES]] if kind == "briefing" else []
        blank = [("", _("the partnership as a whole") if kind == "briefing" else _("the body most told of"))]
        self._choose("about", [*blank, *files, *((f.fact, _named(f, named)) for f in offered)] if offered or files else [])
        if kind != "briefing":
            del self.fields["full"]
        if kind != "yearly":
            del self.fields["year"]

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """Offer choices, or leave the question out."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        told: dict[str, Any] = self.cleaned_data
        asked: date = told["date"]
        return Wanted(self.kind, told["language"], told["marking"], asked, told["sources"], told.get("about", ""),
                      told.get("original", ""), told.get("year"), told.get("form", ""), told.get("full", False))


def offered(facts: list[Fact]) -> list[Fact]:
    """The gatherings a document may be about: what is to come first, the next one leading, then the newest; the undated last."""
    today = timezone.localdate()
    ahead = [f for f in facts if f.status == "planned" and (f.end is None or f.end >= today)]
    ahead.sort(key=lambda f: (f.start is None, f.start or today))
    rest = [f for f in facts if f not in ahead]
    dated = sorted((f for f in rest if f.date), key=lambda f: order(f.date), reverse=True)
    return [*ahead, *dated, *(f for f in rest if not f.date)][:_CHOICES]


def _named(fact: Fact, named: Mapping[str, Fact]) -> str:
    """A gathering by what it was, when, where and who took part; a body by its name."""
    if fact.kind != "event":
        return short(heading(fact), _LONGEST)
    body = named.get(fact.mechanism)
    place = place_label(fact.data.get("place") or "", words().tag) if fact.data.get("place") else ""
    people = [named[i].label for i in fact.data.get("participants") or [] if i in named]
    what = words().occasion(fact.type, fact.data.get("ordinal"))
    parts = (what, day(fact.date) if fact.date else "", place, ", ".join(people), heading(body) if body else "",
             "" if people or body else clean(fact.label))
    return short(_BETWEEN.join(p for p in parts if p), _LONGEST)


def _file(prepared: Prepared, bodies: list[Fact]) -> str:
    name = Phrases(words().tag).visit(prepared.title, prepared.guest, prepared.host)
    name = name or next((heading(b) for b in bodies if b.fact == prepared.body), "")
    place = place_label(prepared.place, words().tag) if prepared.place else ""
    what = words().occasion(prepared.kind, prepared.ordinal) if name == prepared.title or not prepared.title else ""
    parts = (what, day(prepared.date) if prepared.date else "", place, name)
    return short(_BETWEEN.join(p for p in parts if p), _LONGEST)
