"""Accounts, rights, partnerships, papers out of sight and the log, as people use them."""

from __future__ import annotations

import pytest
from desks import PASSWORD

from servanda_site.accounts.models import Token, User
from servanda_site.register.actions import seal
from servanda_site.register.models import LogEntry, Marking, Membership, Paper, Role
from servanda_site.register.visibility import Access

PAGES = ("/administration/", "/administration/accounts/add/", "/administration/partnerships/", "/administration/sealed/")


@pytest.mark.parametrize("address", [*PAGES, "/log/", "/account/"])
def test_pages_open_for_an_administrator(desk, client_of, address):
    assert client_of(desk.administrator).get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_administrators_do_not_exist_for_others(desk, client_of, address):
    assert client_of(desk.head).get(address).status_code == 404


def test_new_account_is_opened_by_its_link_once(desk, client_of):
    page = client_of(desk.clerk).post("/administration/accounts/add/", {"name": "Ana", "email": "ana@example.org"})
    link = page.context["link"]
    made = User.objects.get(email="ana@example.org")
    assert not made.has_usable_password() and link in page.content.decode()
    visitor = client_of()
    where = link.removeprefix("http://testserver")
    assert visitor.post(where, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert visitor.get(where).status_code == 410
    entered = visitor.post("/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert entered.status_code == 302 and visitor.get("/account/").status_code == 200


def test_role_is_given_and_taken_away(desk, client_of):
    clerk, where = client_of(desk.clerk), f"/administration/accounts/{desk.nobody.pk}/"
    given = {"do": "grant", "partnership": desk.partnership.pk, "role": Role.READER, "clearance": Marking.PUBLIC}
    assert clerk.post(where, given).status_code == 302
    assert Access(desk.nobody).partnerships == [desk.partnership]
    held = Membership.objects.get(user=desk.nobody)
    clerk.post(where, {"do": "revoke", "membership": held.pk})
    assert Access(desk.nobody).partnerships == []
    assert [e.action for e in LogEntry.objects.filter(target=f"user:{desk.nobody.pk}")] == ["grant", "revoke"]


def test_last_administrator_stays_one(desk, client_of):
    clerk = client_of(desk.clerk)
    clerk.post(f"/administration/accounts/{desk.administrator.pk}/", {"do": "deactivate"})
    page = clerk.post(f"/administration/accounts/{desk.clerk.pk}/", {"do": "demote"}, follow=True)
    assert "The last administrator stays one." in page.content.decode()
    desk.administrator.refresh_from_db()
    assert not desk.administrator.is_active


def test_deactivated_account_is_signed_out(desk, client_of):
    reader = client_of(desk.reader)
    client_of(desk.clerk).post(f"/administration/accounts/{desk.reader.pk}/", {"do": "deactivate"})
    assert reader.get("/account/").status_code == 302


def test_token_is_shown_once_and_revoked(desk, client_of):
    reader = client_of(desk.reader)
    page = reader.post("/account/tokens/", {"name": "table", "scopes": ["read"], "days": 30})
    secret = page.context["secret"]
    token = Token.find(secret)
    assert token is not None and token.scopes == ["read"] and secret not in reader.get("/account/").content.decode()
    assert client_of(desk.officer).post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    reader.post(f"/account/tokens/{token.pk}/revoke/")
    assert Token.find(secret) is None


def test_partnership_has_our_side(desk, client_of):
    clerk = client_of(desk.clerk)
    clerk.post("/administration/partnerships/", {"do": "ours", "partnership": desk.partnership.pk, "ours": "AZ"})
    desk.partnership.refresh_from_db()
    assert desk.partnership.ours == "AZ"
    page = clerk.post("/administration/partnerships/", {"do": "open", "states": "fr qq"}, follow=True)
    assert "QQ is no state" in page.content.decode()
    clerk.post("/administration/partnerships/", {"do": "open", "states": "fr tg"})
    assert "FR TG" in {p.states for p in desk.partnership.__class__.objects.all()}


def test_erasing_takes_two_administrators(desk, client_of):
    seal.seal(desk.administrator, desk.secret, reason="by mistake")
    first, where = client_of(desk.administrator), f"/administration/sealed/{desk.secret.pk}/"
    assert "secret.txt" in first.get("/administration/sealed/").content.decode()
    assert "secret.txt" not in client_of(desk.clerk).get("/administration/sealed/").content.decode()  # not cleared
    first.post(where, {"do": "ask", "reason": "not ours"})
    first.post(where, {"do": "erase"})
    assert Paper.objects.get(pk=desk.secret.pk).state == Paper.State.SEALED
    second = User.objects.create_user("second@example.org", PASSWORD, name="Second", is_administrator=True)
    Membership.objects.create(user=second, partnership=None, role=Role.HEAD, clearance=Marking.RESTRICTED)
    client_of(second).post(where, {"do": "erase", "reason": "agreed"})
    assert Paper.objects.get(pk=desk.secret.pk).state == Paper.State.ERASED


def test_log_shows_what_may_be_seen(desk, client_of):
    Membership.objects.filter(user=desk.head).update(clearance=Marking.OFFICIAL)
    page = client_of(desk.head).get("/log/").content.decode()
    assert "hanoi.txt" in page and "secret.txt" not in page and "astana.txt" not in page
    assert client_of(desk.officer).get("/log/").status_code == 404
    Membership.objects.filter(user=desk.head).update(clearance=Marking.RESTRICTED)
    narrowed = client_of(desk.head).get("/log/", {"target": f"paper:{desk.secret.pk}"})
    assert [e.target for e in narrowed.context["page"]] == [f"paper:{desk.secret.pk}"]
    assert list(client_of(desk.head).get("/log/", {"since": "2999-01-01"}).context["page"]) == []


def test_log_page_tells_of_tampering(desk, client_of):
    clerk = client_of(desk.clerk)
    assert clerk.post("/log/").context["checked"] == []
    LogEntry.objects.filter(number=2).update(who_name="Somebody Else")
    assert [number for number, _ in clerk.post("/log/").context["checked"]] == [2]
    assert client_of(desk.head).post("/log/").status_code == 404


@pytest.mark.parametrize("address", ["/log/", "/administration/", "/administration/partnerships/"])
def test_queries_do_not_grow(desk, client_of, address, django_assert_max_num_queries):
    client = client_of(desk.administrator)
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)
