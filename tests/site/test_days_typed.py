"""Dates as people type them, in each language of the pages; what cannot be a date is refused in clear words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import desks
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from servanda_site.tracking.models import Visit
from servanda_site.web.forms.days import DateField, DayField, typed

Browser = Callable[..., Client]


@pytest.mark.parametrize(("language", "told", "meant"), [
    ("fr", "7/3/2026", "2026-03-07"), ("fr", "07.03.2026", "2026-03-07"), ("fr", "7 mars 2026", "2026-03-07"),
    ("fr", "1er mars 2026", "2026-03-01"), ("fr", "mars 2026", "2026-03"), ("fr", "3/2026", "2026-03"),
    ("en", "7/3/2026", "2026-03-07"), ("en", "7 March 2026", "2026-03-07"), ("en", "March 7, 2026", "2026-03-07"),
    ("en", "March 2026", "2026-03"), ("en", "2026-03-07", "2026-03-07"), ("en", "2026?", "2026?"), ("en", "soon", "soon"),
    ("en", "../2026", "../2026"), ("fr", "2025-05-05/2025-05-07", "2025-05-05/2025-05-07"), ("en", "last spring", "last spring"),
])
def test_a_date_is_understood_as_it_is_typed(language: str, told: str, meant: str):
    with override(language):
        assert typed(told) == meant
        assert DateField().clean(told) == meant


@pytest.mark.parametrize(("language", "told", "said"), [
    ("fr", "3/25/2026", "le jour vient d’abord"), ("en", "3/25/2026", "the day comes first"), ("en", "31/2/2026", "no such day"),
    ("fr", "32/12/2026", "pas de tel jour"), ("en", "March 2026", "is no day"),
    ("fr", "demain matin peut-être", "n’est pas un jour"),
    ("en", "2026-02-30", "is no day"),
])
def test_what_is_no_day_is_refused_and_says_why(language: str, told: str, said: str):
    with override(language), pytest.raises(ValidationError) as refusal:
        DayField().clean(told)
    assert said in refusal.value.messages[0]


@pytest.mark.django_db
def test_a_visit_takes_days_as_people_type_them_and_tells_how(desk: desks.Desk, client_of: Browser):
    type(desk.officer).objects.filter(pk=desk.officer.pk).update(language="fr")
    browser, address = client_of(desk.officer), reverse("visit_add", args=["AZ-VN"])
    page = browser.get(address).content.decode()
    assert "Par exemple 7/3/2026 (jour/mois/année)" in page and 'type="date"' not in page
    sent = {"title": "Visite", "kind": "visit", "form": "person", "status": "planned", "start": "7/3/2026", "end": "9 mars 2026",
            "marking": "0"}
    assert browser.post(address, sent | {"start": "3/25/2026"}).status_code == 422
    browser.post(address, sent)
    row = Visit.objects.get()
    assert (row.start, row.end) == (date(2026, 3, 7), date(2026, 3, 9))
