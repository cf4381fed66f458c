"""Addresses of follow-up: evidence, states, compliance, the action plan, notices."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import compliance, followup, plan, plan_sheet, standing

urlpatterns = [
    path("follow-up/", followup.overview, name="follow_up"),
    path("follow-up/evidence/", followup.queue, name="evidence_queue"),
    path("follow-up/evidence/<int:key>/decide/", followup.decide, name="evidence_decide"),
    path("follow-up/undertakings/<str:identity>/evidence/", followup.name, name="evidence_name"),
    path("follow-up/rules/", standing.rules, name="legal_rules"),
    path("follow-up/undertakings/<str:identity>/state/", standing.change, name="state_change"),
    path("follow-up/states/<int:key>/undo/", standing.undo, name="state_undo"),
    path("follow-up/notices/", plan.notices, name="notices"),
    path("follow-up/notices/seen/", plan.notices_seen, name="notices_seen"),
    path("follow-up/plan/<int:key>/", plan.item, name="plan_item"),
    path("follow-up/plan/<int:key>/edit/", plan.edit, name="plan_edit"),
    path("follow-up/plan/<int:key>/remove/", plan.remove, name="plan_remove"),
    path("follow-up/plan/<int:key>/undo/", plan.undo, name="plan_undo"),
    path("follow-up/plan/baselines/<int:key>/", plan.baseline, name="baseline"),
    path("follow-up/plan/imports/<int:key>/", plan_sheet.imported, name="plan_imported"),
    path("follow-up/partnerships/<str:states>/plan/", plan.plan, name="plan"),
    path("follow-up/partnerships/<str:states>/plan/add/", plan.add, name="plan_add"),
    path("follow-up/partnerships/<str:states>/plan/draft/", plan.draft, name="plan_draft"),
    path("follow-up/partnerships/<str:states>/plan/change/", plan.bulk, name="plan_bulk"),
    path("follow-up/partnerships/<str:states>/plan/baselines/", plan.baselines, name="baselines"),
    path("follow-up/partnerships/<str:states>/plan/baselines/add/", plan.freeze, name="baseline_add"),
    path("follow-up/partnerships/<str:states>/plan/import/", plan_sheet.bring, name="plan_import"),
    path("follow-up/partnerships/<str:states>/plan.xlsx", plan_sheet.export, name="plan_export"),
    path("follow-up/partnerships/<str:states>/compliance/", compliance.page, name="compliance"),
    path("follow-up/partnerships/<str:states>/compliance/windows/", compliance.window_add, name="window_add"),
    path("follow-up/partnerships/<str:states>/compliance/windows/<int:key>/scores.<str:form>", compliance.export,
         name="compliance_export"),
    path("follow-up/partnerships/<str:states>/compliance/windows/<int:key>/score/", compliance.score, name="score"),
]
