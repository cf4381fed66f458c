"""Addresses of ties: twinnings and the like, candidatures, forums, projects, exchanges of information."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import tie, ties

urlpatterns = [
    path("partnerships/<str:states>/with/<str:group>/", ties.listing, name="ties"),
    path("partnerships/<str:states>/with/<str:group>/add/", tie.add, name="tie_add"),
    path("partnerships/<str:states>/with/<str:group>/aside/", ties.aside, name="tie_aside"),
    path("partnerships/<str:states>/with/<str:group>.<str:form>", ties.export, name="ties_export"),
    path("tie/<int:key>/", tie.tie, name="tie"),
    path("tie/<int:key>/edit/", tie.edit, name="tie_edit"),
    path("tie/<int:key>/change/", tie.change, name="tie_change"),
]
