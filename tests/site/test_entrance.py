"""The way in: first start, one-time links, sign-in with its limits, second factors; what the site says of itself."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from desks import PASSWORD
from django.core.cache import cache
from django.db import OperationalError
from django.urls import reverse

from servanda_site.accounts.models import OneTimeLink, User
from servanda_site.config.environment import table
from servanda_site.register.models import LogEntry

FIRST = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def _no_limits_left(db):
    cache.clear()


def test_first_start_makes_the_administrator_once(db, client_of):
    address = reverse("welcome", args=[OneTimeLink.make("first")])
    visitor = client_of()
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, FIRST).status_code == 302
    assert User.objects.get().is_administrator and visitor.get("/").status_code == 200
    assert client_of().post(address, {**FIRST, "email": "eve@example.org"}).status_code == 410
    assert User.objects.count() == 1


def test_first_link_is_void_once_there_is_an_administrator(desk, client_of):
    assert client_of().get(reverse("welcome", args=[OneTimeLink.make("first")])).status_code == 410


@pytest.mark.parametrize(("given", "said"), [({"again": "another lamp by the door"}, "differ"), (
    {"password": "password1234", "again": "password1234"}, "common"), ({"password": "short", "again": "short"}, "12")])
def test_weak_passwords_are_refused(db, client_of, given, said):
    page = client_of().post(reverse("welcome", args=[OneTimeLink.make("first")]), {**FIRST, **given})
    assert said in page.content.decode() and not User.objects.exists()


def test_newer_link_voids_the_one_before(desk, client_of):
    one, other = (reverse("set_password", args=[OneTimeLink.make("password", desk.nobody)]) for _ in range(2))
    assert client_of().get(one).status_code == 410 and client_of().get(other).status_code == 200


def test_password_by_link_is_logged(desk, client_of):
    client_of().post(reverse("set_password", args=[OneTimeLink.make("password", desk.nobody)]),
                     {"password": PASSWORD, "again": PASSWORD})
    assert LogEntry.objects.latest("number").action == "set password"


def test_sign_in_and_out(desk, client_of):
    visitor = client_of()
    given = {"login": desk.reader.email.upper(), "password": PASSWORD}
    assert visitor.post("/account/login/?next=/account/", given).headers["Location"] == "/account/"
    assert visitor.get("/account/").status_code == 200
    visitor.post("/account/logout/")
    assert visitor.get("/account/").status_code == 302


@pytest.mark.parametrize("host", ["//evil.example/", "https://evil.example/"])
def test_sign_in_leads_nowhere_else(desk, client_of, host):
    given = {"login": desk.reader.email, "password": PASSWORD, "next": host}
    assert client_of().post("/account/login/", given).headers["Location"] == "/"


def test_guessing_passwords_is_slowed_down(desk, client_of):
    visitor = client_of()
    for _ in range(6):
        page = visitor.post("/account/login/", {"login": desk.reader.email, "password": "guess"})
    page = visitor.post("/account/login/", {"login": desk.reader.email, "password": PASSWORD})
    assert page.status_code != 302


def test_unknown_and_known_addresses_answer_alike(desk, client_of):
    pages = [client_of().post("/account/login/", {"login": address, "password": "guess"}).content.decode()
             for address in (desk.reader.email, "nobody-known@example.org")]
    plain = [re.sub(r'value="[^"]*"|{[^}]*}', "", p.replace(desk.reader.email, "").replace("nobody-known@example.org", ""))
             for p in pages]
    assert plain[0] == plain[1]


def _sure(person, user):
    """Signed in, and the password given again a moment ago."""
    person.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert person.get(reverse("mfa_activate_totp")).status_code == 302
    person.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_second_factor_is_set_up_and_asked_for(desk, client_of, django_capture_on_commit_callbacks):
    person = _sure(client_of(), desk.reader)
    page = person.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert page.status_code == 200 and secret in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert person.post(reverse("mfa_activate_totp"), {"code": _code(secret)}).status_code == 302
    assert Authenticator.objects.filter(user=desk.reader, type="totp").exists()
    assert {e.action for e in LogEntry.objects.all()} >= {"add second factor"}
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert person.get(reverse(name)).status_code == 200, name
    visitor = client_of()
    entered = visitor.post("/account/login/", {"login": desk.reader.email, "password": PASSWORD})
    assert entered.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert visitor.get(reverse("mfa_authenticate")).status_code == 200 and visitor.get("/account/").status_code == 302
    assert visitor.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    cache.clear()
    visitor.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    assert visitor.get("/account/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "account_change_password",
                                  "account_reauthenticate", "account_logout"])
def test_sign_in_pages_are_ours(desk, client_of, name):
    page = _sure(client_of(), desk.reader).get(reverse(name))
    told = page.content.decode()
    assert page.status_code == 200 and "web/site.css" in told
    assert told.count("<h1") == 1 and " style=" not in told and "onclick" not in told


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "socialaccount_signup",
                                  "socialaccount_connections", "account_email_verification_sent"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_register_does_not_offer_is_closed(desk, client_of, name, method):
    assert getattr(client_of(), method)(reverse(name)).status_code == 404
    assert getattr(client_of(desk.reader), method)(reverse(name)).status_code == 404


def test_headers_close_the_page(desk, client_of):
    found = client_of(desk.reader).get("/account/").headers
    policy = found["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert found["X-Content-Type-Options"] == "nosniff" and found["X-Frame-Options"] == "DENY"
    assert found["Referrer-Policy"] == "same-origin" and "camera=()" in found["Permissions-Policy"]
    assert found["Cache-Control"] == "private, no-store"


def test_cookies_are_closed(desk, client_of):
    visitor = client_of()
    visitor.post("/account/login/", {"login": desk.reader.email, "password": PASSWORD})
    cookie = visitor.cookies["servanda-session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_forms_without_their_token_are_refused(desk, client_of):
    strict = client_of(desk.reader, enforce_csrf_checks=True)
    assert strict.post("/account/", {"name": "Other"}).status_code == 403


def test_health_is_open(db, client_of):
    visitor = client_of()
    assert visitor.get("/healthz").json()["status"] == "ok"
    assert visitor.get("/readyz").json() == {"status": "ok", "faults": []}


def test_metrics_are_for_this_machine_or_a_token(desk, client_of, monkeypatch):
    visitor = client_of()
    visitor.get("/account/login/")
    told = visitor.get("/metrics").content.decode()
    assert "servanda_requests_total" in told and 'servanda_papers{state="read"} 4.0' in told
    assert visitor.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    assert visitor.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    monkeypatch.setenv("SERVANDA_METRICS_TOKEN", "open sesame")
    assert visitor.get("/metrics").status_code == 404
    assert visitor.get("/metrics", headers={"Authorization": "Bearer open sesame"}).status_code == 200


def test_table_of_settings_is_current(request):
    page = request.config.rootpath / "docs/guide/settings.md"
    assert page.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(("error", "status", "said"), [
    (OperationalError("connection refused"), 503, "database does not answer"),
    (OperationalError("database or disk is full"), 503, "disk is full"),
    (OSError(28, "No space left on device"), 503, "disk is full"), (ValueError("x"), 500, "went wrong")])
def test_what_is_broken_is_named(desk, client_of, monkeypatch, error, status, said):
    def fails(self, **given):
        raise error

    monkeypatch.setattr("servanda_site.register.visibility.Access.papers", fails)
    page = client_of(desk.reader, raise_request_exception=False).get("/papers/")
    assert page.status_code == status and said in page.content.decode()


def test_database_gone_is_not_ready(db, client_of, monkeypatch):
    def gone(*given):
        raise OperationalError("gone")

    visitor = client_of()
    with monkeypatch.context() as patched:
        patched.setattr("servanda_site.config.health.connection.cursor", gone)
        answer = visitor.get("/readyz")
    assert answer.status_code == 503 and answer.json()["faults"] == ["database"]
