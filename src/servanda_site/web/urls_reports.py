"""Addresses of the documents made from the record."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import reports

urlpatterns = [
    path("partnerships/<str:states>/reports/", reports.reports, name="reports"),
    path("partnerships/<str:states>/reports/<str:kind>/", reports.report, name="report"),
]
