"""Forms of follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Fact, Marking
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing, visibility
from servanda_site.tracking.models import State, Suggestion
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import state as state_name

_PAPERS = 60


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StateForm(forms.Form):
    """A change of state of an undertaking: whose word it is, since when, what it rests on."""

    party = forms.ChoiceField(label=_("Whose word it is"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("undertaking", "State"), choices=State.choices)
    day = forms.DateField(label=_("Since"), widget=Day())
    suggestion = forms.ChoiceField(label=_("Evidence"), required=False)
    paper = forms.ChoiceField(label=_("Paper"), required=False)
    words = forms.CharField(label=_("Evidence in words"), required=False, max_length=4000,
                            widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("Who said or wrote it, where; needed where neither evidence nor a paper is chosen."))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=2000)
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, empty_value=None, required=False)

    def __init__(self, access: Access, fact: Fact, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        partnership = fact.projection.partnership
        found = visibility.suggestions(access).filter(promise__in=standing.members(fact)).exclude(decision="rejected")
        self.suggestions = {str(s.pk): s for s in found[:50]}
        deeds = access.facts_of({s.deed for s in self.suggestions.values()})
        told = [(k, f"{s.get_relation_display()}: {_deed(s, deeds)}") for k, s in self.suggestions.items()]
        papers = access.papers().filter(partnership=partnership, state="read").order_by("-pk")[:_PAPERS]
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


def _deed(suggestion: Suggestion, deeds: dict[str, Fact]) -> str:
    deed = deeds.get(suggestion.deed)
    if deed is not None:
        return heading(deed)[:110]
    return (suggestion.citations[0]["quote"] if suggestion.citations else "")[:110]
