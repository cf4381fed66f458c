"""Addresses of review: proposals, decisions, what is compared, joined and parted, facts added by hand, publications."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import compare, entering, publications, review

urlpatterns = [
    path("review/", review.queue, name="review"),
    path("review/undo/", review.undo, name="undo"),
    path("review/confirm/", review.confirmations, name="confirmations"),
    path("review/confirm/<str:judgement>/overturn/", review.overturn, name="overturn"),
    path("review/lost/", review.lost, name="lost_claims"),
    path("review/claims/<str:claim>/decide/", review.decide, name="decide"),
    path("review/claims/<str:claim>/correct/", review.correct, name="correct"),
    path("review/claims/<str:claim>/mark/", review.mark_claim, name="claim_mark"),
    path("review/claims/<str:claim>/alike/", compare.alike, name="alike"),
    path("review/<int:key>/", review.paper, name="review_paper"),
    path("review/<int:key>/accept/", review.accept, name="accept_paper"),
    path("review/<int:key>/done/", review.done, name="paper_done"),
    path("review/<int:key>/others/", review.others, name="others"),
    path("review/<int:key>/facts/add/", entering.from_paper, name="add_fact"),
    path("review/facts/add/", entering.from_source, name="add_fact_from_source"),
    path("review/facts/<str:fact>/tellings/", compare.tellings, name="tellings"),
    path("review/facts/<str:fact>/part/", compare.part, name="part"),
    path("review/compare/<str:first>/<str:second>/", compare.pair, name="compare"),
    path("publications/", publications.publications, name="publications"),
    path("publications/add/", publications.publish, name="publish"),
    path("publications/<int:key>/download/", publications.download, name="publication_download"),
]
