"""Forms of ties, candidatures, forums, projects and exchanges of information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Fact, Marking, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import ties
from servanda_site.tracking.models import Item, Support, Tie
from servanda_site.web.forms.days import TYPED, DateField, DayField
from servanda_site.web.forms.fields import DATE_HELP
from servanda_site.web.templatetags.facts import first_letter_up, heading
from servanda_site.web.templatetags.record import day as day_in_words
from servanda_site.web.templatetags.record import label, quoted
from servanda_site.web.templatetags.record import state as state_name

_PAPERS = 60


def _sides(partnership: Partnership) -> list[tuple[str, str]]:
    return [(code, state_name(code)) for code in partnership.codes]


class TieForm(forms.Form):
    """What is kept of a tie; the fields that make no sense for its group are left out.

    later: what tells that the support was given.
    others: the candidatures it may stand in exchange for. fact: what it is made of, whose ledger entry is asked for as well;
    beside: what else is proposed, and whether it is told in the same words.
    """

    kind = forms.ChoiceField(label=_("What it is"))
    title = forms.CharField(label=_("What it is called"), max_length=300)
    forum = forms.CharField(label=_("International body"), max_length=300, widget=forms.TextInput(attrs={"list": "bodies"}))
    candidate = forms.ChoiceField(label=_("Candidate"))
    post = forms.CharField(label=_("Seat and term"), required=False, max_length=300)
    status = forms.ChoiceField(label=_("Where it stands"))
    date = DateField(label=_("Since"), required=False, help_text=DATE_HELP)
    exchange = forms.TypedChoiceField(label=_("In exchange for"), required=False, coerce=int, empty_value=None, help_text=_(
        "The candidature of the other side that its support is given in return for."))
    note = forms.CharField(label=_("Note"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))
    step = forms.ChoiceField(label=_("What the paper tells of its support"), required=False)
    side = forms.ChoiceField(label=_("Whose support"), required=False)
    day = DateField(label=_("When"), required=False, help_text=TYPED)
    kept_word = forms.BooleanField(label=_("The support was given, too"), required=False)
    also = forms.MultipleChoiceField(label=_("The papers also tell, as part of it"), required=False,
                                     widget=forms.CheckboxSelectMultiple)
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, access: Access, partnership: Partnership, group: str, *args: Any, others: Sequence[Tie] = (),
                 fact: Fact | None = None, beside: Sequence[tuple[Fact, bool]] = (), later: ties.Given | None = None,
                 **options: Any) -> None:
        super().__init__(*args, **options)
        self.later = later
        fields: dict[str, Any] = self.fields
        race, kinds = group == "candidatures", ties.GROUPS[group]
        gone = [] if race else ["candidate", "post", "exchange"]
        gone += [] if race and fact is not None else ["step", "side", "day"]
        gone += [] if race and later is not None else ["kept_word"]
        gone += [] if beside else ["also"]
        gone += [] if group in ("candidatures", "forums") else ["forum"]
        gone += ["kind"] if len(kinds) == 1 else []
        for name in gone:
            del fields[name]
        if "kind" in fields:
            fields["kind"].choices = [(k, label(k, "ties")) for k in kinds]
        only = kinds[0] if len(kinds) == 1 else ""
        fields["status"].choices = [(s.value, first_letter_up(s.of(only))) for s in ties.statuses(kinds[0])]
        if race:
            fields["candidate"].choices = _sides(partnership)
            fields["exchange"].choices = [("", "–"), *((t.pk, t.title[:110]) for t in others)]
            fields["date"].label = _("Decided on")
        if "step" in fields:
            fields["step"].choices = [("", _("nothing")), *((s.value, s.label) for s in Support.Step)]
            fields["side"].choices = [("", "–"), *_sides(partnership)]
        if "kept_word" in fields and later is not None:
            self.initial.setdefault("kept_word", True)
            fields["kept_word"].help_text = ", ".join(filter(None, [quoted(later.words[:300]), day_in_words(later.day)]))
        if beside:
            fields["also"].choices = [(f.fact, first_letter_up(f.label)[:160]) for f, _same in beside]
            self.initial.setdefault("also", [f.fact for f, same in beside if same])
        if group == "forums":
            fields["note"].label, fields["title"].label = _("The position"), _("What it is about")
        top = access.clearance(partnership)
        levels = [(m.value, m.label) for m in Marking if m.value <= top]
        fields["marking"].choices = levels if group == "information" else [("", _("as what it rests on")), *levels]
        if group == "information":
            self.initial.setdefault("marking", Marking.RESTRICTED)

    def given(self) -> dict[str, Any]:
        """What the action takes (call once the form is valid)."""
        told = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "step", "side", "day", "kept_word", "also")}
        return {k: v for k, v in told.items() if v is not None or k == "exchange"}


class SupportForm(forms.Form):
    """An entry of a ledger. supporters: the sides that may support it; facts: those that may tell it."""

    step = forms.ChoiceField(label=pgettext_lazy("support", "What happened"), choices=Support.Step.choices)
    side = forms.ChoiceField(label=_("Whose support"))
    date_told = DateField(label=_("Date"), required=False, help_text=DATE_HELP)
    fact = forms.ChoiceField(label=_("The papers tell"), required=False)
    paper = forms.ChoiceField(label=_("Paper"), required=False)
    words = forms.CharField(label=_("What it rests on"), required=False, max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 2}))
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)

    def __init__(self, access: Access, tie: Tie, supporters: Sequence[str], facts: Sequence[Fact], *args: Any, **options: Any,
                 ) -> None:
        super().__init__(*args, auto_id="id_support_%s", **options)
        fields: dict[str, Any] = self.fields
        fields["side"].choices = [(c, state_name(c)) for c in supporters]
        self.facts = {f.fact: f for f in facts}
        fields["fact"].choices = [("", "–"), *((k, heading(f)[:110]) for k, f in self.facts.items())]
        read = access.papers().filter(partnership=tie.partnership_id, state="read").order_by("-pk")
        self.papers = {str(p.pk): p for p in read[:_PAPERS]}
        fields["paper"].choices = [("", "–"), *((k, p.title[:110]) for k, p in self.papers.items())]
        top = access.clearance(tie.partnership_id)
        fields["marking"].choices = [("", _("as what it rests on")), *(
            (m.value, m.label) for m in Marking if tie.marking <= m.value <= top)]

    def given(self) -> dict[str, Any]:
        """What the action takes (call once the form is valid)."""
        told = self.cleaned_data
        return told | {"fact": self.facts.get(told["fact"]), "paper": self.papers.get(told["paper"])}


class GatherForm(forms.Form):
    """A fact of the record that belongs to a tie: one that is proposed, or any by its identifier."""

    fact = forms.ChoiceField(label=_("The papers tell"), required=False)
    identity = forms.CharField(label=_("Or by its identifier"), required=False, max_length=200, help_text=_(
        "It stands at the foot of the fact's page and in its address."))

    def __init__(self, facts: Sequence[Fact], *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_gather_%s", **options)
        fields: dict[str, Any] = self.fields
        fields["fact"].choices = [("", "–"), *((f.fact, heading(f)[:110]) for f in facts)]
        if not facts:
            del fields["fact"]
            fields["identity"].label = _("By its identifier")

    @property
    def wanted(self) -> str:
        """The identifier of the fact chosen."""
        typed = self.cleaned_data["identity"].strip().rstrip("/").rpartition("/")[2]
        return typed or self.cleaned_data.get("fact", "")


class PlanForm(forms.Form):
    """A step of a tie: a new item of the plan, or one that is there."""

    item = forms.TypedChoiceField(label=_("An item of the plan"), required=False, coerce=int, empty_value=None)
    title = forms.CharField(label=_("Or a new one: what is to be done"), required=False, max_length=300)
    due = DayField(label=pgettext_lazy("plan", "Due"), required=False)
    lead = forms.CharField(label=pgettext_lazy("plan", "Lead"), required=False, max_length=300)

    def __init__(self, items: Sequence[Item], *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_plan_%s", **options)
        fields: dict[str, Any] = self.fields
        fields["item"].choices = [("", "–"), *((i.pk, i.title[:110]) for i in items)]
        if not items:
            del fields["item"]
            fields["title"].label = _("What is to be done")
