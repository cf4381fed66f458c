"""Schemathesis against the API's own description: no server error, nothing undescribed, whatever is sent."""

from __future__ import annotations

import desks
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from servanda_site.accounts.models import Token


@pytest.fixture
def described(desk: desks.Desk):
    """The API as its description says."""
    from servanda_site.config.wsgi import application

    for signal in (request_started, request_finished):  # the test's transaction outlives each request
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(desk: desks.Desk) -> str:
    """A token that may do what a head of desk may."""
    return Token.make(desk.head, "fuzz", ["read", "decide", "intake"])[1]


def check_of(operation, headers: dict[str, str]):
    """A check of one operation, whatever is sent to it."""
    # An empty file is no file to an HTML form: refused, though its description cannot say so.
    spared = [positive_data_acceptance] if operation.path.endswith("/papers") else []

    @seed(20261126)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=spared)

    return check


def test_whatever_is_sent(described, secret: str) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 18
    for operation in operations:
        check_of(operation, {"Authorization": f"Bearer {secret}", "Host": "testserver"})()
