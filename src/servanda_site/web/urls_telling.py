"""Addresses of what people are told: digests, news of partnerships and their feeds."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import telling

# No name here may begin with "account_": those are allauth's, and open to people who have not signed in.
urlpatterns = [
    path("account/digest/", telling.digest, name="digest"),
    path("mail/stop/<str:token>/", telling.stop, name="mail_stop"),
    path("partnerships/<str:states>/news/", telling.partnership_news, name="partnership_news"),
    path("partnerships/<str:states>/news/addresses/add/", telling.address_add, name="news_address_add"),
    path("news/addresses/<int:key>/revoke/", telling.address_revoke, name="news_address_revoke"),
    path("news/feed/<str:secret>.atom", telling.news_feed, name="news_feed"),
]
