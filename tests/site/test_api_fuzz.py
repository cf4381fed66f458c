"""Schemathesis against the API's own description: no server error, nothing undescribed, whatever is sent."""

from __future__ import annotations

from typing import Any

import desks
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from servanda_site.accounts.models import Token

_FILES = ("/papers", "/replies", "/workbooks")  # where a file is sent


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


def spared(operation) -> list[Any]:
    """What is not checked of an operation: that a file is one (not empty, a workbook, a reply) its description cannot say."""
    return [positive_data_acceptance] if operation.path.endswith(_FILES) else []


def check_of(operation, headers: dict[str, str]):
    """A check of one operation, whatever is sent to it."""
    @seed(20261126)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def check(case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=spared(operation))

    return check


def test_whatever_is_sent(described, secret: str) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 130
    for operation in operations:
        check_of(operation, {"Authorization": f"Bearer {secret}", "Host": "testserver"})()


def test_whatever_is_sent_to_what_is_there(desk: desks.Desk, described, secret: str) -> None:
    """Addresses that chance would not find: bodies as the description allows them, sent to facts and rows that are there."""
    there = _there(desk)
    operations = [found.ok() for found in described.get_all_operations()]
    reached = 0
    for operation in operations:
        given = next((parts for prefix, parts in there.items() if operation.path.startswith(f"/api/v1/{prefix}")), None)
        if given is None or "{" not in operation.path or operation.method.upper() == "GET":
            continue
        reached += 1
        _sent_to(operation, given, {"Authorization": f"Bearer {secret}", "Host": "testserver"})()
    assert reached >= 60


def _there(desk: desks.Desk) -> dict[str, dict[str, Any]]:
    """What is there, by the beginning of the paths that lead to it."""
    import test_permissions as rules

    undertaking, body, text = (rules.fact("identity", kind)(desk, False) for kind in ("undertaking", "mechanism", "instrument"))
    kept = {"evidence": rules.suggested, "states": rules.stated, "windows": rules.window, "plan": rules.planned,
            "members": rules.seat, "sessions": rules.sitting, "visits": rules.visiting, "invitation-changes": rules.settled,
            "text-steps": rules.stepped, "text-relations": rules.related, "ties": rules.tied, "supports": rules.supported,
            "asides": rules.put_aside, "told-asides": rules.told_aside,
            "workbooks": rules.brought, "feeds": rules.feed, "watched-folders": rules.watch}
    paper = {"key": rules.key(desk, False)["key"]}
    return {"papers": paper, "claims": rules.identity(desk, False), "undertakings": undertaking, "bodies": body,
            "texts": text, "invitations": rules.asked(desk, False), "partnerships": {"slug": "AZ-VN"},
            **{name: {"key": given(desk, False)["key"], **dict.fromkeys(("order", "point", "delegate", "person"), 1)}
               for name, given in kept.items()}}


def _sent_to(operation, parts: dict[str, Any], headers: dict[str, str]):
    """A check of one operation on something that is there."""

    @seed(20261126)
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def check(case) -> None:
        case.path_parameters |= {name: value for name, value in parts.items() if name in case.path_parameters}
        case.call_and_validate(headers=headers, excluded_checks=spared(operation))

    return check
