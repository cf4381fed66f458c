"""Addresses of the life of texts."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import instrument_life

urlpatterns = [
    path("partnerships/<str:states>/texts/life/", instrument_life.instrument_lives, name="instrument_lives"),
    path("text/<str:identity>/life/", instrument_life.instrument_life, name="instrument_life"),
    path("text/<str:identity>/life/change/", instrument_life.change, name="instrument_life_change"),
]
