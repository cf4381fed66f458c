"""Addresses of the API."""

from __future__ import annotations

from django.urls import path

from servanda_site.api.api import api

urlpatterns = [path("v1/", api.urls)]
