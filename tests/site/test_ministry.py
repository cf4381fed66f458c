"""A ministry's own login, walked from the sign-in page to the register and back, with a server that speaks OpenID Connect."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import ministry as ministries
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from servanda_site.accounts.models import User

AN, TU = ({"sub": sub, "email": mail, "email_verified": True, "name": name} for sub, mail, name in (
    ("0001", "officer@example.org", "An"), ("0002", "tu@example.org", "Tu")))
LOGIN = "/account/ministry/oidc/ministry/login/"
CALLBACK = f"http://testserver{LOGIN}callback/"


@pytest.fixture
def ministry(settings, db):
    """The server, An being signed in there, and a register that knows of it."""
    cache.clear()
    with ministries.serving(CALLBACK) as server:
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {
            **settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": [{
                "provider_id": "ministry", "name": "The ministry", "client_id": ministries.CLIENT, "secret": ministries.SECRET,
                "settings": {"server_url": server.address}}]}}
        server.person = AN
        yield server


def away(client) -> str:
    """Press the button on the sign-in page; the address the browser is sent to."""
    page = client.get(reverse("account_login")).content.decode()
    assert f'action="{LOGIN}"' in page and "The ministry" in page
    answer = client.post(LOGIN)
    assert answer.status_code == 302, answer.content.decode()[:500]
    return answer.url


def back(client, address: str):
    """Follow the browser through the ministry's server and back; what the register answers in the end."""
    sent = requests.get(address, allow_redirects=False, timeout=5)
    assert sent.status_code == 302
    return client.get(sent.headers["Location"].removeprefix("http://testserver"), follow=True)


def signed_in(client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_whole_way_in_and_again(desk, client_of, ministry):
    browser = client_of()
    address = away(browser)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{ministry.address}/authorize?") and asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) > 10
    answer = back(browser, address)
    assert answer.redirect_chain[-1][0] == "/" and answer.status_code == 200 and signed_in(browser)
    tie = SocialAccount.objects.get()
    assert (tie.user, tie.uid) == (desk.officer, "0001")
    assert browser.get(reverse("partnership", args=["AZ-VN"])).status_code == 200
    ministry.person = {**AN, "email": "renamed@example.org"}  # who it is, is told by `sub`
    again = client_of()
    assert back(again, away(again)).status_code == 200 and signed_in(again)
    assert SocialAccount.objects.count() == 1 and not User.objects.filter(email="renamed@example.org").exists()


def test_a_server_that_does_not_say_how_clients_identify_themselves_means_the_common_way(desk, client_of, ministry):
    ministry.unsaid = ("token_endpoint_auth_methods_supported", "code_challenge_methods_supported")
    browser = client_of()
    assert back(browser, away(browser)).status_code == 200 and signed_in(browser)


def test_account_without_rights_comes_in_and_sees_nothing(desk, client_of, ministry):
    made = User.objects.create(email="tu@example.org", name="Tu")
    ministry.person = TU
    browser = client_of()
    assert back(browser, away(browser)).status_code == 200 and signed_in(browser)
    assert SocialAccount.objects.get().user == made
    assert "AZ-VN" not in browser.get("/").content.decode()
    assert browser.get(reverse("partnership", args=["AZ-VN"])).status_code == 404


@pytest.mark.parametrize("person", [TU, {**AN, "email_verified": False}, {"sub": "0001"}, {**AN, "email_verified": None}])
def test_who_has_no_account_here_is_told_so_and_none_is_made(person, desk, client_of, ministry):
    ministry.person, count = person, User.objects.count()
    browser = client_of()
    answer = back(browser, away(browser))
    assert answer.status_code == 403 and "no account of this register" in answer.content.decode()
    assert not signed_in(browser) and User.objects.count() == count and not SocialAccount.objects.exists()


def test_closed_account_stays_closed(desk, client_of, ministry):
    browser = client_of()
    back(browser, away(browser))
    User.objects.filter(pk=desk.officer.pk).update(is_active=False)
    for visitor in (browser, client_of()):
        back(visitor, away(visitor))
        assert not signed_in(visitor)
    SocialAccount.objects.all().delete()
    assert back(browser, away(browser)).status_code == 403 and not signed_in(browser)


@pytest.mark.parametrize("wrong", [
    {"claims": {"aud": "another"}}, {"claims": {"iss": "http://127.0.0.1:1"}}, {"claims": {"exp": 1}},
    {"claims": {"sub": "0009"}}, {"userinfo": {"sub": "0009"}}, {"secret": "another"},
    {"denies": "access_denied"}, {"denies": "server_error"},
    {"claims": {"nonce": "another"}}, {"claims": {"nonce": None}}, {"unsaid": ("id_token",)},
])
def test_what_the_server_gets_wrong_opens_nothing(wrong, desk, client_of, ministry):
    for name, value in wrong.items():
        setattr(ministry, name, value)
    browser = client_of()
    answer = back(browser, away(browser))
    assert answer.status_code == 403 and "You are not signed in" in answer.content.decode()
    assert not signed_in(browser) and not SocialAccount.objects.exists()


def test_answers_of_others_and_old_ones_are_refused(desk, client_of, ministry):
    one, other = client_of(), client_of()
    sent = requests.get(away(one), allow_redirects=False, timeout=5).headers["Location"].removeprefix("http://testserver")
    away(other)
    assert not signed_in(other) and other.get(sent, follow=True).status_code < 500 and not signed_in(other)  # not whom it was for
    assert one.get(sent, follow=True).status_code == 200 and signed_in(one)
    one.post(reverse("account_logout"))
    assert one.get(sent, follow=True).status_code < 500 and not signed_in(one)  # a code serves once


def test_an_identity_made_out_for_another_request_opens_nothing(desk, client_of, ministry):
    one, other = client_of(), client_of()
    first, second = away(one), away(other)
    nonces = [parse_qs(urlsplit(address).query)["nonce"][0] for address in (first, second, away(one))]
    assert len(set(nonces)) == 3 and all(len(nonce) > 20 for nonce in nonces)
    ministry.claims = {"nonce": nonces[0]}
    assert back(other, second).status_code == 403 and not signed_in(other)
    assert back(one, first).status_code == 200 and signed_in(one)


def test_a_nonce_cannot_be_chosen_from_outside(desk, client_of, ministry):
    sent = client_of().post(f"{LOGIN}?auth_params=nonce%3Dchosen").url
    assert parse_qs(urlsplit(sent).query)["nonce"][0] != "chosen"


def test_a_code_needs_the_verifier_of_whoever_asked(desk, client_of, ministry):
    browser = client_of()
    sent = requests.get(away(browser), allow_redirects=False, timeout=5).headers["Location"]
    stolen = parse_qs(urlsplit(sent).query)["code"][0]
    given = {"code": stolen, "grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": "guessed"}
    answer = requests.post(f"{ministry.address}/token", given, auth=(ministries.CLIENT, ministries.SECRET), timeout=5)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


def test_a_server_that_is_away_is_told(desk, client_of, ministry, settings):
    browser = client_of()
    address = away(browser)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:1"
    for answer in (browser.post(LOGIN), back(browser, address)):
        assert answer.status_code == 503 and "does not answer" in answer.content.decode()
    assert not signed_in(browser)
