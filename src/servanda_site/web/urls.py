"""Addresses of the pages. Each part of the site has its own list."""

from __future__ import annotations

from django.urls import include, path

from servanda_site.web.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("servanda_site.web.urls_partnerships")),
    path("", include("servanda_site.web.urls_papers")),
    path("", include("servanda_site.web.urls_review")),
    path("", include("servanda_site.web.urls_tracking")),
    path("", include("servanda_site.web.urls_follow_sessions")),
    path("", include("servanda_site.web.urls_follow_calendars")),
    path("", include("servanda_site.web.urls_follow_visits")),
    path("", include("servanda_site.web.urls_follow_instruments")),
    path("", include("servanda_site.web.urls_follow_ties")),
    path("", include("servanda_site.web.urls_reports")),
    path("", include("servanda_site.web.urls_telling")),
    path("", include("servanda_site.web.urls_entrance")),
    path("", include("servanda_site.web.urls_search")),
    path("", include("servanda_site.web.urls_account")),
]
