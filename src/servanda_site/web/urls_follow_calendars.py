"""Addresses of calendars, of calendar files and of what calendar programs follow."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import calendars

urlpatterns = [
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/servanda.ics", calendars.calendar_file, name="calendar_file"),
    path("calendar/addresses/add/", calendars.address_add, name="calendar_address_add"),
    path("calendar/addresses/<int:key>/revoke/", calendars.address_revoke, name="calendar_address_revoke"),
    path("calendar/feed/<str:secret>.ics", calendars.feed, name="calendar_feed"),
    path("partnerships/<str:states>/calendar/", calendars.partnership_calendar, name="partnership_calendar"),
    path("partnerships/<str:states>/calendar.ics", calendars.partnership_calendar_file, name="partnership_calendar_file"),
    path("session/<int:key>/session.ics", calendars.session_file, name="session_calendar"),
    path("session/<int:key>/invitations/", calendars.session_invite, name="session_invite"),
    path("visit/<int:key>/visit.ics", calendars.visit_file, name="visit_calendar"),
    path("visit/<int:key>/invitations/", calendars.visit_invite, name="visit_invite"),
]
