"""Addresses of visits, consultations and invitations."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import visits

urlpatterns = [
    path("partnerships/<str:states>/visits/", visits.visits, name="visits"),
    path("partnerships/<str:states>/visits/add/", visits.visit_add, name="visit_add"),
    path("visit/<int:key>/", visits.visit, name="visit"),
    path("visit/<int:key>/change/", visits.visit_change, name="visit_change"),
    path("visit/<int:key>/undo/", visits.visit_undo, name="visit_undo"),
    path("visit/<int:key>/remove/", visits.visit_remove, name="visit_remove"),
    path("visit/<int:key>/delegations/add/", visits.delegate_add, name="visit_delegate_add"),
    path("visit/<int:key>/delegations/take/", visits.delegates_take, name="visit_delegates_take"),
    path("visit/<int:key>/delegations/<int:delegate>/remove/", visits.delegate_remove, name="visit_delegate_remove"),
    path("visit/<int:key>/programme/add/", visits.point_add, name="visit_point_add"),
    path("visit/<int:key>/programme/move/", visits.programme_move, name="visit_programme_move"),
    path("visit/<int:key>/programme/<int:point>/", visits.point_change, name="visit_point"),
    path("invitation/<str:identity>/", visits.invitation, name="invitation"),
]
