"""The life of texts: where each stands, its dates by side, what it bears on, when it ends, what of it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from servanda.publishing.lives import said
from servanda.reconciliation.record import StepOf
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, Marking, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import lives, standing, told_lives
from servanda_site.tracking.actions import instruments as actions
from servanda_site.tracking.models import LifeStep, TextRelation
from servanda_site.tracking.standing import members
from servanda_site.tracking.visibility import one
from servanda_site.web import gathering, quotes
from servanda_site.web.forms.days import DateField, DayField
from servanda_site.web.forms.fields import DATE_HELP
from servanda_site.web.templatetags.facts import first_letter_up, heading
from servanda_site.web.templatetags.record import state as state_name
from servanda_site.web.templatetags.record import words

_PAGE = 50
_OFFERED = 300
_PAPERS = 60
_CITED = 3


class StepForm(forms.Form):
    """What happened to a text."""

    stage = forms.ChoiceField(label=pgettext_lazy("text", "What happened"), choices=LifeStep.Stage.choices)
    side = forms.ChoiceField(label=pgettext_lazy("text", "By which side"), required=False)
    date_told = DateField(label=gettext_lazy("Date"), help_text=DATE_HELP)
    told_by = forms.ChoiceField(label=gettext_lazy("By whose account"), required=False, help_text=gettext_lazy(
        "Where the two sides give different dates, add both: both are kept."))
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), required=False)
    words = forms.CharField(label=gettext_lazy("What it rests on"), required=False, max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 2}))
    marking = forms.TypedChoiceField(label=gettext_lazy("Who may see it"), coerce=int, empty_value=None, required=False)

    def __init__(self, access: Access, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_step_%s", **options)
        fields: dict[str, Any] = self.fields
        sides = [(c, state_name(c)) for c in partnership.codes]
        fields["side"].choices = [("", _("both together")), *sides]
        fields["told_by"].choices = [("", "–"), *sides]
        read = access.papers().filter(partnership=partnership, state="read").order_by("-pk")
        self.papers = {str(p.pk): p for p in read[:_PAPERS]}
        fields["paper"].choices = [("", "–"), *((k, p.title[:110]) for k, p in self.papers.items())]
        top = access.clearance(partnership)
        fields["marking"].choices = [("", _("as what it rests on")), *((m.value, m.label) for m in Marking if m.value <= top)]


class RelationForm(forms.Form):
    """How a text bears on another."""

    kind = forms.ChoiceField(label=gettext_lazy("This text"), choices=TextRelation.Kind.choices)
    other = forms.ChoiceField(label=gettext_lazy("the text"))

    def __init__(self, texts: Sequence[Fact], *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_relation_%s", **options)
        self.texts = {t.fact: t for t in texts}
        self.fields["other"].choices = [(k, heading(t)[:110]) for k, t in self.texts.items()]  # type: ignore[attr-defined]


class TermsForm(forms.Form):
    """Until when a text holds."""

    until = DayField(label=gettext_lazy("Holds until"), required=False,
                            help_text=gettext_lazy("The last day of its term; empty where it has no end."))
    renewal_months = forms.IntegerField(label=gettext_lazy("Goes on by itself for (months)"), required=False, min_value=0,
                                        max_value=1200)
    notice_months = forms.IntegerField(label=gettext_lazy("Notice to end it (months before)"), required=False, min_value=0,
                                       max_value=1200)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_terms_%s", **options)


@require_safe
def instrument_lives(request: HttpRequest, states: str) -> HttpResponse:
    """The texts of a partnership with where each stands; what must be thought of soon comes first."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    found = access.facts(partnership).filter(kind="instrument").defer("digest").order_by("-start", "order")
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = lives.lives(access, list(page.object_list))
    notices = [n for n in lives.due_notices(access, today) if n.terms.partnership_id == partnership.pk]
    proposed = told_lives.told(access, rows)
    return render(request, "texts/lives.html", {
        "partnership": partnership, "page": page, "notices": notices, "today": today,
        "rows": [(r, r.end(today), r.notice(today), len(proposed.get(r.text.fact, ()))) for r in rows]})


@require_safe
def instrument_life(request: HttpRequest, identity: str) -> HttpResponse:
    """The life of one text."""
    access: Access = request.access  # type: ignore[attr-defined]
    text = _text(access, identity)
    if text.fact != identity:
        return redirect("instrument_life", identity=text.fact)
    return _page(request, access, text)


def _text(access: Access, identity: str) -> Fact:
    """A text of the record.

    Raises:
        Http404: there is none, or it may not be seen.
    """
    found = access.fact(identity)
    if found.kind != "instrument":
        raise Http404
    return found


def _others(access: Access, text: Fact) -> list[Fact]:
    found = access.facts(text.projection.partnership).filter(kind="instrument").exclude(pk=text.pk).defer("digest")
    return list(found.order_by("label")[:_OFFERED])


def _page(request: HttpRequest, access: Access, text: Fact, *, step: StepForm | None = None, relation: RelationForm | None = None,
          terms: TermsForm | None = None, status: int = 200) -> HttpResponse:
    partnership, today = text.projection.partnership, timezone.localdate()
    life = lives.lives(access, [text])[0]
    own = set(members(text))
    related = lives.named(access, lives.relations(access).filter(one__in=own) | lives.relations(access).filter(other__in=own))
    undertaken = lives.undertaken(access, text)
    standing.attach(access, undertaken)
    may = access.may(Role.OFFICER, partnership)
    proposed = told_lives.of_text(access, life)
    asked = next((t for t in proposed if t.key == request.GET.get("told")), None)  # whose missing part a form asks for
    if may:
        step = step or StepForm(access, partnership, initial=_prefilled(asked))
        relation = relation or RelationForm(_others(access, text))
        held, term = life.terms, asked if asked is not None and asked.what == told_lives.TERM else None
        terms = terms or TermsForm(initial={
            "until": held.until if held else None, "renewal_months": term.renewal if term else held.renewal_months if held else 0,
            "notice_months": term.notice if term else held.notice_months if held else 0, "version": held.version if held else 0})
    papers = set(access.papers().filter(pk__in=[s.paper_id for s in life.steps if s.paper_id]).values_list("pk", flat=True))
    head = access.may(Role.HEAD, partnership)
    return render(request, "texts/life.html", {
        "instrument": text, "partnership": partnership, "life": life, "end": life.end(today),
        "notice": life.notice(today), "today": today,
        "rows": [(s, differs, s.paper if s.paper_id in papers else None, may and (head or s.who_id == request.user.pk))
                 for s, differs in life.rows],
        "related": [(r, a, b, a.fact == text.fact, may and (head or r.who_id == request.user.pk)) for r, a, b in related],
        "undertaken": undertaken, "done": sum(1 for f in undertaken if f.standing.closed), "may": may,  # type: ignore[attr-defined]
        "step": step, "relation": relation, "terms": terms, "proposed": [_shown(t) for t in proposed], "asked": asked,
        "aside": [(r, _words_of(r.told), may and (head or r.who_id == request.user.pk))
                  for r in told_lives.asides(access).filter(instrument__in=own)] if may else []}, status=status)


def _prefilled(told: told_lives.Told | None) -> dict[str, Any]:
    """What a form begins with of something papers tell, of which the day is still to be said."""
    if told is None or told.what not in LifeStep.Stage.values:
        return {}
    source = told.sources[0]
    return {"stage": told.what, "side": told.side, "date_told": "" if told.awaited else told.date, "told_by": told.told_by,
            "words": source.quote, "paper": str(source.paper.pk)}


def _shown(told: told_lives.Told) -> tuple[told_lives.Told, str, list[tuple[told_lives.Source, str]]]:
    """What is proposed, in words, with what leads to its places."""
    return told, _in_words(told), [(s, quotes.place(s.start, s.claim)) for s in told.sources[:_CITED]]


def _in_words(told: told_lives.Told) -> str:
    return first_letter_up(_words_of({**told.values, "date": told.date or None}))


def _words_of(values: Mapping[str, Any]) -> str:
    """A step that papers tell, in the words of the dossier; the name of the text it bears on stands beside."""
    return said(words(), StepOf(**{**values, "other": None, "named": None}, citations=[]), {})


@require_POST
def change(request: HttpRequest, identity: str) -> HttpResponse:
    """Add a step, a relation or the terms; take a step or relation back."""
    access: Access = request.access  # type: ignore[attr-defined]
    text = _text(access, identity)
    partnership = text.projection.partnership
    gathering.officer_of(request, partnership)
    what = request.POST.get("do", "")
    if what in ("undo-step", "undo-relation", "undo-aside", "undo-terms"):
        return _undo(request, access, text, what)
    if what in ("take", "aside"):
        return _decided(request, text, what)
    made: dict[str, forms.Form] = {
        "step": StepForm(access, partnership, request.POST), "relation": RelationForm(_others(access, text), request.POST),
        "terms": TermsForm(request.POST)}
    form = made.get(what)
    if form is None:
        messages.error(request, _("Nothing was asked for: nothing was done."))
        return redirect("instrument_life", identity=text.fact)
    status = gathering.REFUSED
    if form.is_valid():
        try:
            _kept(request, text, form)
            messages.success(request, _("It is noted."))
            return redirect("instrument_life", identity=text.fact)
        except (Impossible, Conflict) as error:
            status = gathering.refused(form, error)
    return _page(request, access, text, **{what: form}, status=status)  # type: ignore[arg-type]


def _kept(request: HttpRequest, text: Fact, form: forms.Form) -> None:
    given, user = form.cleaned_data, request.user
    if isinstance(form, StepForm):
        actions.add_step(user, text, **(given | {"paper": form.papers.get(given["paper"])}))  # type: ignore[arg-type]
    elif isinstance(form, RelationForm):
        actions.relate(user, text, given["kind"], form.texts[given["other"]])  # type: ignore[arg-type]
    else:
        actions.set_terms(user, text, until=given["until"], renewal_months=given["renewal_months"] or 0,  # type: ignore[arg-type]
                          notice_months=given["notice_months"] or 0, expects=given["version"])


def _decided(request: HttpRequest, text: Fact, what: str) -> HttpResponse:
    """Take what papers tell, or set it aside."""
    user, key = request.user, request.POST.get("key", "")
    if what == "take":
        gathering.done(request, lambda: actions.take_told(user, text, key), _("It is noted."))  # type: ignore[arg-type]
    else:
        gathering.done(request, lambda: actions.set_told_aside(user, text, key),  # type: ignore[arg-type]
                       _("It is set aside, and will not be proposed again."))
    return redirect("instrument_life", identity=text.fact)


def _undo(request: HttpRequest, access: Access, text: Fact, what: str) -> HttpResponse:
    key = request.POST.get("key", "")
    number = int(key) if key.isdigit() and len(key) < 12 else 0
    own = members(text)
    if what == "undo-step":
        row = one(lives.steps(access).filter(instrument__in=own), number)
        gathering.done(request, lambda: actions.undo_step(request.user, row), _("It is taken back."))  # type: ignore[arg-type]
    elif what == "undo-aside":
        aside = one(told_lives.asides(access).filter(instrument__in=own), number)
        gathering.done(request, lambda: actions.undo_told_aside(request.user, aside),  # type: ignore[arg-type]
                       _("It is proposed again."))
    elif what == "undo-terms":
        gathering.done(request, lambda: actions.set_terms(request.user, text, until=None, expects=number),  # type: ignore[arg-type]
                       _("It is taken back."))
    else:
        found = lives.relations(access)
        tie = one(found.filter(one__in=own) | found.filter(other__in=own), number)
        gathering.done(request, lambda: actions.undo_relation(request.user, tie), _("It is taken back."))  # type: ignore[arg-type]
    return redirect("instrument_life", identity=text.fact)
