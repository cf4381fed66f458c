"""Dates as people type them: 7/3/2026 is the seventh of March in the languages of the pages, in words too; EDTF as ever."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from servanda.reconciliation.typed import typed_date
from servanda_site.tracking.said import whole_date

TYPED = _("For example 7/3/2026 (day/month/year), 7 March 2026, March 2026 or 2026.")
EXACT = _("For example 7/3/2026 (day/month/year) or 7 March 2026.")
_MONTHS = 12
_NUMBERS = re.compile(r"(?:(\d{1,2})\s*[./-]\s*)?(\d{1,2})\s*[./-]\s*(\d{4})")


class NotMeant(ValueError):
    """What was typed is no date; `month_first` where it would be one if the month came first."""

    def __init__(self, *, month_first: bool = False) -> None:
        super().__init__()
        self.month_first = month_first


def typed(told: str) -> str:
    """What somebody typed as EDTF: numbers with the day first, words of any language, words of the page's language without a
    year; anything else as it stands.

    Raises:
        NotMeant: numbers that are no day.
    """
    told = " ".join(told.split())
    numbers = _NUMBERS.fullmatch(told)
    found = typed_date("".join(told.split()) if numbers else told, due=True)
    if found is not None:
        return found
    if numbers is None:
        return whole_date(told, (get_language() or "en")[:2], timezone.localdate()) or told
    day, month = (int(n) if n else 0 for n in numbers.groups()[:2])
    raise NotMeant(month_first=month > _MONTHS and 0 < day <= _MONTHS)


def meant(told: str) -> str:
    """What somebody typed as EDTF; as it stands where it is no date, for whoever refuses it."""
    try:
        return typed(told)
    except NotMeant:
        return told


def refusal(told: str, error: NotMeant) -> forms.ValidationError:
    """Why what was typed is no date."""
    if error.month_first:
        return forms.ValidationError(_("%(told)s: the day comes first, then the month (7/3/2026 is 7 March 2026).") % {
            "told": told[:64]}, code="invalid")
    return forms.ValidationError(_("%(told)s: there is no such day.") % {"told": told[:64]}, code="invalid")


class Day(forms.DateInput):
    """A day, typed; the page's script adds a calendar to pick it from."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"data-day": "", "autocomplete": "off", "maxlength": "40"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the button of the calendar is called, in the language of the page."""
        found: dict[str, Any] = super().get_context(name, value, attrs)
        found["widget"]["attrs"]["data-day"] = str(_("Pick a day"))
        return found


class DateField(forms.CharField):
    """A date as exact as it is known, in EDTF, however it was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 64} | options)

    def clean(self, value: Any) -> str:
        """What was typed, as EDTF where it is another way to say a date."""
        told: str = super().clean(value)
        try:
            return typed(told) if told else told
        except NotMeant as error:
            raise refusal(told, error) from None


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = Day

    def __init__(self, **options: Any) -> None:
        told = options.pop("help_text", "")
        super().__init__(**options, help_text=format_lazy("{} {}", told, EXACT) if told else EXACT)

    def to_python(self, value: Any) -> date | None:
        """The day, however it was typed."""
        if value in self.empty_values or isinstance(value, date):
            found: date | None = super().to_python(value)
            return found
        told = str(value).strip()
        try:
            day = typed(told)
        except NotMeant as error:
            raise refusal(told, error) from None
        try:
            return date.fromisoformat(day)
        except ValueError:
            raise forms.ValidationError(_("%(told)s is no day: write it like 7/3/2026 (day/month/year), 7 March 2026 or "
                                          "2026-03-07.") % {"told": told[:64]}, code="invalid") from None
