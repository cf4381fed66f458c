"""The form of a fact's fields, by its kind: vocabularies as lists, states by name, dates as EDTF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda import ontology
from servanda.publishing.values import Values
from servanda.publishing.words import alphabetical
from servanda.reconciliation.corrections import CODES, STATUSES
from servanda_site.register.validating import DATES, FIELDS, STATES
from servanda_site.web.forms.days import DateField
from servanda_site.web.templatetags.record import words

DATE_HELP = _("A day, a month or a year: 30/05/2025, 30 May 2025, 05/2025, 2025. Several days: 5-7 May 2025. A quarter: first "
              "quarter of 2025. Where it is not sure, put a question mark behind it: 2025?")
DUE_HELP = _("By when: 30/05/2025, 30 May 2025, 05/2025, 2025, first quarter of 2025, or: soon.")
_MANY = ("areas", "states", "parties", "by")


class Fields(forms.Form):
    """What a fact of one kind says.

    Args:
        kind: the kind. value: what it says now. near: states to offer first. needed: fields that must be given.
    """

    def __init__(self, kind: str, *args: Any, value: Mapping[str, Any] | None = None, near: Iterable[str] = (),
                 needed: Iterable[str] = (), **kwargs: Any) -> None:
        self.kind, self.value, self.near = kind, dict(value or {}), list(near)
        super().__init__(*args, initial={**self._initial(), **(kwargs.pop("initial", None) or {})}, **kwargs)
        values = Values(words())
        for name in FIELDS[kind]:
            if name == "offices":
                self._offices(values)
                continue
            field = self._field(name)
            field.label = values.field(name)
            field.label = field.label[:1].upper() + field.label[1:]
            field.required = name in needed and not isinstance(field, forms.MultipleChoiceField)
            self.fields[name] = field
            if name in STATES and name in _MANY:
                self.fields[f"{name}_more"] = forms.ChoiceField(
                    label=_("Another state"), required=False, choices=[("", "–"), *states_by_name()])

    def _initial(self) -> dict[str, Any]:
        return {name: self.value[name] for name in FIELDS[self.kind] if name != "offices" and self.value.get(name) is not None}

    def _field(self, name: str) -> forms.Field:
        if name in STATES:
            return self._state_field(name)
        if name in DATES:
            return DateField(help_text=DUE_HELP if name == "due" else DATE_HELP)
        if name == "ordinal":
            return forms.IntegerField(min_value=1, max_value=9999)
        if name == "status":
            return forms.ChoiceField(choices=[(c, words().label("statuses", c)) for c in STATUSES[self.kind]])
        vocabulary = CODES[self.kind].get(name)
        if vocabulary is None:
            return forms.CharField(max_length=2000)
        choices = [(c, words().label(vocabulary, c)) for c in ontology.load().codes(vocabulary)]
        if name in _MANY:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        optional = name in ("force", "answer")
        return forms.ChoiceField(choices=[("", "–"), *choices] if optional else choices)

    def _state_field(self, name: str) -> forms.Field:
        if name == "state":
            return forms.ChoiceField(choices=[("", "–"), *states_by_name()])
        offered = list(dict.fromkeys([*self.near, *(self.value.get(name) or [])]))
        return forms.MultipleChoiceField(choices=[(c, words().state(c)) for c in offered], widget=forms.CheckboxSelectMultiple)

    def _offices(self, values: Values) -> None:
        held = [o for o in self.value.get("offices") or [] if isinstance(o, dict) and o.get("office")]
        self.held = held
        if held:
            choices = [(str(n), ", ".join(filter(None, [words().office(o["office"]), words().state(o["state"]) if o.get("state")
                                                         else ""]))) for n, o in enumerate(held)]
            self.fields["offices"] = forms.MultipleChoiceField(
                label=values.field("offices").capitalize(), choices=choices, required=False, initial=[c for c, _ in choices],
                widget=forms.CheckboxSelectMultiple)
        self.fields["office"] = forms.ChoiceField(label=_("Another office"), required=False, choices=[
            ("", "–"), *((c, words().label("offices", c)) for c in ontology.load().codes("offices"))])
        self.fields["portfolio"] = forms.ChoiceField(label=_("Its portfolio"), required=False, choices=[
            ("", "–"), *((c, words().label("portfolios", c)) for c in ontology.load().codes("portfolios"))])

    def given(self) -> dict[str, Any]:
        """What was typed, as the fields of a fact (call once the form is valid)."""
        out: dict[str, Any] = {}
        for name in FIELDS[self.kind]:
            if name == "offices":
                out[name] = self._given_offices()
                continue
            told = self.cleaned_data.get(name)
            more = self.cleaned_data.get(f"{name}_more")
            out[name] = [*(told or []), *([more] if more else [])] if name in _MANY else told
        return out

    def _given_offices(self) -> list[dict[str, Any]]:
        kept = [self.held[int(n)] for n in self.cleaned_data.get("offices") or []]
        office, portfolio = self.cleaned_data.get("office"), self.cleaned_data.get("portfolio")
        if office:
            kept.append({"office": f"{office}/{portfolio}" if portfolio else office,
                         "state": self.cleaned_data.get("state") or None})
        return kept


def states_by_name() -> list[tuple[str, str]]:
    """Every state, by its name in the language of the page."""
    named = [(code, words().state(code)) for code in ontology.load().states]
    return sorted((n for n in named if n[1] != n[0]), key=lambda n: alphabetical(n[1]))
