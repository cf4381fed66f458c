"""Addresses of papers: list, bringing in, one paper and what may be done with it, feeds and watched folders."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import adding, papers

urlpatterns = [
    path("papers/", papers.papers, name="papers"),
    path("papers/add/", adding.add, name="add_papers"),
    path("papers/sources/", adding.sources, name="sources"),
    path("papers/feeds/add/", adding.add_feed, name="add_feed"),
    path("papers/feeds/<int:key>/fetch/", adding.fetch_feed, name="fetch_feed"),
    path("papers/feeds/<int:key>/remove/", adding.remove_feed, name="remove_feed"),
    path("papers/folders/add/", adding.add_watch, name="add_watch"),
    path("papers/folders/<int:key>/look/", adding.look_through, name="look_through"),
    path("papers/folders/<int:key>/remove/", adding.remove_watch, name="remove_watch"),
    path("papers/<int:key>/", papers.paper, name="paper"),
    path("papers/<int:key>/original/", papers.original, name="paper_original"),
    path("papers/<int:key>/pages/<int:page>/", papers.page, name="paper_page"),
    path("papers/<int:key>/cancel/", papers.cancel, name="paper_cancel"),
    path("papers/<int:key>/read-again/", papers.read_again, name="paper_read_again"),
    path("papers/<int:key>/mark/", papers.mark_paper, name="paper_mark"),
    path("papers/<int:key>/side/", papers.say_side, name="paper_side"),
    path("papers/<int:key>/move/", papers.move, name="paper_move"),
    path("papers/<int:key>/seal/", papers.seal_paper, name="paper_seal"),
    path("papers/<int:key>/unseal/", papers.unseal, name="paper_unseal"),
    path("papers/<int:key>/ask-erasure/", papers.ask_erasure, name="paper_ask_erasure"),
    path("papers/<int:key>/erase/", papers.erase, name="paper_erase"),
]
