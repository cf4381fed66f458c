"""Addresses of follow-up: evidence, states, compliance, the action plan, notices."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import followup, standing

urlpatterns = [
    path("follow-up/", followup.overview, name="follow_up"),
    path("follow-up/evidence/", followup.queue, name="evidence_queue"),
    path("follow-up/evidence/<int:key>/decide/", followup.decide, name="evidence_decide"),
    path("follow-up/rules/", standing.rules, name="legal_rules"),
    path("follow-up/undertakings/<str:identity>/state/", standing.change, name="state_change"),
    path("follow-up/states/<int:key>/undo/", standing.undo, name="state_undo"),
]
