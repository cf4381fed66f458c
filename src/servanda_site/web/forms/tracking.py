"""Forms of follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.accounts.models import User
from servanda_site.register.models import Fact, Marking, Membership, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, standing, visibility
from servanda_site.tracking.models import Item, State, Suggestion
from servanda_site.tracking.models.evidence import Relation
from servanda_site.web.forms.days import DayField
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import state as state_name

_PAPERS = 60
_FACTS, _TEXTS, _PEOPLE = 400, 200, 200


class StateForm(forms.Form):
    """A change of state of an undertaking: whose word it is, since when, what it rests on."""

    party = forms.ChoiceField(label=_("Whose word it is"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("undertaking", "State"), choices=State.choices)
    day = DayField(label=_("Since"))
    suggestion = forms.ChoiceField(label=_("Evidence"), required=False)
    paper = forms.ChoiceField(label=_("Paper"), required=False)
    words = forms.CharField(label=_("Evidence in words"), required=False, max_length=4000,
                            widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("Who said or wrote it, and where."))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=2000,
                             help_text=_("Needed where no evidence is given: neither chosen, nor a paper, nor in words."))
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)

    def __init__(self, access: Access, fact: Fact, *args: Any, **options: Any) -> None:
        super().__init__(*args, label_suffix="", **options)
        partnership = fact.projection.partnership
        found = visibility.suggestions(access).filter(promise__in=standing.members(fact)).exclude(decision="rejected")
        self.suggestions = {str(s.pk): s for s in found[:50]}
        deeds = access.facts_of({s.deed for s in self.suggestions.values()})
        told = [(k, f"{s.get_relation_display()}: {_deed(s, deeds)}") for k, s in self.suggestions.items()]
        papers = access.papers().filter(partnership=partnership, state="read").select_related("reading").order_by("-pk")[:_PAPERS]
        self.papers = {str(p.pk): p for p in papers}
        fields: dict[str, Any] = self.fields
        fields["party"].choices = [("", _("assessed from sources")), *(
            (code, _("declared by %(state)s") % {"state": state_name(code)}) for code in partnership.codes)]
        fields["suggestion"].choices = [("", "–"), *told]
        fields["paper"].choices = [("", "–"), *((k, p.title[:110]) for k, p in self.papers.items())]
        clearance = access.clearance(partnership)
        markings = [(m.value, m.label) for m in Marking if m.value <= clearance]
        fields["marking"].choices = [("", _("as what it rests on")), *markings]
        fields["day"].initial = timezone.localdate()


class NamedForm(forms.Form):
    """What a person points at as evidence: a fact (`deed`, picked in the page) or words of a paper."""

    deed = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    paper = forms.ChoiceField(label=_("Paper"), required=False)
    quote = forms.CharField(label=_("Words of the paper"), required=False, max_length=8000,
                            widget=forms.Textarea(attrs={"rows": 4}), help_text=_("As they stand in the paper's text."))
    relation = forms.ChoiceField(label=_("How it bears on it"), choices=Relation.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)

    def __init__(self, access: Access, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, label_suffix="", **options)
        papers = access.papers().filter(partnership=partnership, state="read").order_by("-pk")[:_PAPERS]
        self.papers = {str(p.pk): p for p in papers}
        fields: dict[str, Any] = self.fields
        fields["paper"].choices = [("", "–"), *((k, p.title[:110]) for k, p in self.papers.items())]
        markings = [(m.value, m.label) for m in Marking if m.value <= access.clearance(partnership)]
        fields["marking"].choices = [("", _("as what it rests on")), *markings]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed, and one only."""
        given = super().clean() or {}
        if bool(given.get("deed")) == bool(given.get("paper")):
            raise forms.ValidationError(_("Choose a fact, or a paper and its words: one of the two."))
        return given


def _deed(suggestion: Suggestion, deeds: dict[str, Fact]) -> str:
    deed = deeds.get(suggestion.deed)
    if deed is not None:
        return heading(deed)[:110]
    return (suggestion.citations[0]["quote"] if suggestion.citations else "")[:110]


class WindowForm(forms.Form):
    """A window of assessment."""

    title = forms.CharField(label=pgettext_lazy("plan", "Title"), max_length=200)
    start = DayField(label=pgettext_lazy("dates", "From"))
    end = DayField(label=pgettext_lazy("dates", "Until"))


class ItemForm(forms.ModelForm):
    """An item of the action plan. Steps are rows of their own in the page (`steps`)."""

    serves = forms.MultipleChoiceField(label=_("Undertakings it serves"), required=False, widget=forms.CheckboxSelectMultiple)
    instrument = forms.ChoiceField(label=_("Linked text"), required=False)
    assigned = forms.MultipleChoiceField(label=_("Assigned to"), required=False, widget=forms.CheckboxSelectMultiple)
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)
    due = DayField(label=pgettext_lazy("plan", "Due"), required=False)
    progress = forms.IntegerField(label=_("Progress (%)"), min_value=0, max_value=100, initial=0)

    class Meta:
        model = Item
        fields = ("title", "serves", "lead", "counterpart", "focal_ours", "focal_theirs", "due", "due_said", "milestone",
                  "progress", "next_step", "difficulties", "funding", "instrument", "assigned", "marking")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "difficulties": forms.Textarea(attrs={"rows": 3}), "next_step": forms.Textarea(attrs={"rows": 3}),
            "lead": forms.TextInput(attrs={"list": "names"}), "counterpart": forms.TextInput(attrs={"list": "names"})}

    def __init__(self, access: Access, partnership: Partnership, *args: Any, serving: tuple[str, ...] = (),
                 **options: Any) -> None:
        super().__init__(*args, label_suffix="", **options)
        item = self.instance if self.instance.pk else None
        held = [s.promise for s in item.serves.all()] if item else list(serving)
        known = access.facts_of(held)
        facts = list(access.facts(partnership).filter(kind="undertaking").order_by("order")[:_FACTS])
        self.known = {f.fact: f for f in [*known.values(), *facts]}
        texts = access.facts(partnership).filter(kind="instrument").order_by("-told", "order")[:_TEXTS]
        fields: dict[str, Any] = self.fields
        fields["serves"].choices = [(key, f.label[:200]) for key, f in self.known.items()]
        fields["instrument"].choices = [("", "–"), *((t.fact, heading(t)[:110]) for t in texts)]
        text = access.facts_of([item.instrument]).get(item.instrument) if item and item.instrument else None
        if text is not None and text.fact not in dict(fields["instrument"].choices):
            fields["instrument"].choices.append((text.fact, heading(text)[:110]))
        fields["assigned"].choices = _people(partnership, item.assigned.all() if item else ())
        clearance = access.clearance(partnership)
        fields["marking"].choices = [("", _("as what it serves")), *((m.value, m.label) for m in Marking if m.value <= clearance)]
        self.initial |= {"serves": [known[k].fact for k in held if k in known]}
        if item:
            self.initial |= {"assigned": [u.email for u in item.assigned.all()], "instrument": text.fact if text else ""}
        else:
            self.initial |= {"marking": ""}
            if serving and known:
                first = next(iter(known.values()))
                self.initial = planning.of_undertaking(access, first) | self.initial

    def _post_clean(self) -> None:
        """Nothing is put into the item here: actions do that."""

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {k: v for k, v in self.cleaned_data.items() if v is not None or k == "due"}
        return given | {"due": given["due"].isoformat() if given["due"] else ""}


def _people(partnership: Partnership, held: Iterable[User] = ()) -> list[tuple[str, str]]:
    """Who may be assigned something, and who is: also those who left since, marked so."""
    found = User.objects.filter(memberships__in=Membership.objects.filter(
        Q(partnership=partnership) | Q(partnership=None)), is_active=True).distinct().order_by("name")
    listed = {u.email: str(u) for u in found[:_PEOPLE]}
    return [*listed.items(), *((u.email, str(u) if u.is_active else _("%(who)s (has left)") % {"who": u})
                               for u in held if u.email not in listed)]


class BulkForm(forms.Form):
    """What is changed in several items at once: only the fields that are filled in."""

    lead = forms.CharField(label=pgettext_lazy("plan", "Lead"), required=False, max_length=300)
    counterpart = forms.CharField(label=_("Counterpart"), required=False, max_length=300)
    due = DayField(label=pgettext_lazy("plan", "Due"), required=False)
    due = DayField(label=pgettext_lazy("plan", "Due"), required=False)
    progress = forms.IntegerField(label=_("Progress (%)"), required=False, min_value=0, max_value=100)
    milestone = forms.CharField(label=_("Next milestone"), required=False, max_length=300)
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)
    assigned = forms.MultipleChoiceField(label=_("Assigned to (in place of those who are)"), required=False,
                                         widget=forms.CheckboxSelectMultiple)
    nobody = forms.BooleanField(label=_("Assigned to nobody any more"), required=False)

    def __init__(self, access: Access, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="id_bulk_%s", **options)
        fields: dict[str, Any] = self.fields
        markings = [(m.value, m.label) for m in Marking if m.value <= access.clearance(partnership)]
        fields["marking"].choices = [("", _("as it is")), *markings]
        fields["assigned"].choices = _people(partnership)
        for field in fields.values():  # the form stands beside the table
            field.widget.attrs["form"] = "bulk"

    def clean(self) -> dict[str, Any]:
        """Somebody or nobody, not both."""
        given = super().clean() or {}
        if given.get("nobody") and given.get("assigned"):
            raise forms.ValidationError(_("Choose people, or nobody: one of the two."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {k: v for k, v in self.cleaned_data.items() if v not in (None, "", []) and k != "nobody"}
        given |= {"assigned": []} if self.cleaned_data["nobody"] else {}
        return given | ({"due": given["due"].isoformat()} if "due" in given else {})
