"""Addresses of the pages. Each part of the site has its own list."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import home

urlpatterns = [path("", home.home, name="home")]
