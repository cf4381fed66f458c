"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import search

urlpatterns = [path("search/", search.find, name="search")]
