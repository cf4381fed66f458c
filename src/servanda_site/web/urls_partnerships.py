"""Addresses of the partnerships' pages and of the facts."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import facts, partnership, pictures, tellings, undertakings

urlpatterns = [
    path("partnerships/<str:states>/", partnership.dossier, name="partnership"),
    path("partnerships/<str:states>/our-side/", partnership.our_side, name="our_side"),
    path("partnerships/<str:states>/events/", partnership.listing, {"kind": "event"}, name="events"),
    path("partnerships/<str:states>/texts/", partnership.listing, {"kind": "instrument"}, name="instruments"),
    path("partnerships/<str:states>/bodies/", partnership.listing, {"kind": "mechanism"}, name="mechanisms"),
    path("partnerships/<str:states>/people/", partnership.listing, {"kind": "entity"}, name="people"),
    path("partnerships/<str:states>/undertakings/", undertakings.undertakings, name="undertakings"),
    path("partnerships/<str:states>/undertakings.<str:form>", undertakings.export, name="undertakings_export"),
    path("partnerships/<str:states>/undertakings/keep/", undertakings.keep, name="undertakings_keep"),
    path("partnerships/<str:states>/undertakings/<int:key>/drop/", undertakings.drop, name="undertakings_drop"),
    path("partnerships/<str:states>/tellings/", tellings.tellings, name="sides_told"),
    path("partnerships/<str:states>/pictures/", pictures.pictures, name="pictures"),
    path("partnerships/<str:states>/record.jsonld", partnership.linked, name="partnership_linked"),
    path("fact/<str:identity>/", facts.fact, name="fact"),
]
