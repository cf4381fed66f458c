"""Addresses of joint bodies and their sessions."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import minutes, sessions

urlpatterns = [
    path("partnerships/<str:states>/sessions/", sessions.sessions, name="sessions"),
    path("body/<str:identity>/", sessions.body, name="body"),
    path("body/<str:identity>/rules/", sessions.rules, name="body_rules"),
    path("body/<str:identity>/members/add/", sessions.member_add, name="body_member_add"),
    path("body/<str:identity>/members/take/", sessions.members_take, name="body_members_take"),
    path("body/<str:identity>/members/<int:key>/remove/", sessions.member_remove, name="body_member_remove"),
    path("body/<str:identity>/undo/", sessions.body_undo, name="body_undo"),
    path("body/<str:identity>/sessions/add/", sessions.session_add, name="session_add"),
    path("session/<int:key>/", sessions.session, name="session"),
    path("session/<int:key>/change/", sessions.session_change, name="session_change"),
    path("session/<int:key>/undo/", sessions.session_undo, name="session_undo"),
    path("session/<int:key>/remove/", sessions.session_remove, name="session_remove"),
    path("session/<int:key>/agenda/", sessions.agenda, name="session_agenda"),
    path("session/<int:key>/delegations/add/", sessions.delegate_add, name="session_delegate_add"),
    path("session/<int:key>/delegations/take/", sessions.delegates_take, name="session_delegates_take"),
    path("session/<int:key>/delegations/<int:delegate>/remove/", sessions.delegate_remove, name="session_delegate_remove"),
    path("session/<int:key>/minutes/", minutes.minutes, name="session_minutes"),
    path("session/<int:key>/minutes/<int:order>/undertaking/", minutes.decision, name="session_decision"),
    path("session/<int:key>/minutes-<str:side>.docx", minutes.document, name="session_docx"),
]
