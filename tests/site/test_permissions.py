"""Every address by every role and marking, from the URL configuration: a route without a rule fails.

A rule says who gets through ("yes"), who is told that it is not theirs to do ("may not", 403), for whom it does not exist
("no", 404) and who is asked to sign in ("sign in"). What is marked above a person's clearance does not exist for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from desks import Desk
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from servanda_site.accounts.models import OneTimeLink
from servanda_site.register.models import Claim, Fact, Feed, Judgement, Paper, Publication, Watch
from servanda_site.register.store import store
from servanda_site.tracking.actions.addresses import make_address
from servanda_site.tracking.models import (
    Baseline,
    BodyMember,
    InvitationChange,
    Item,
    LifeStep,
    Session,
    SetAside,
    SheetImport,
    StateChange,
    StepAside,
    Suggestion,
    Support,
    TextRelation,
    Tie,
    Visit,
    Window,
)
from servanda_site.tracking.ties import as_data
from servanda_site.web.mailing import stop_address

ROLES = ("anonymous", "nobody", "reader", "officer", "head", "stranger", "clerk", "administrator")
Profile = dict[str, str]


def profile(default: str, **roles: str) -> Profile:
    """What each role gets; who has not signed in is asked to."""
    return {role: roles.get(role, "sign in" if role == "anonymous" else default) for role in ROLES}


EVERYBODY = dict.fromkeys(ROLES, "yes")
NOBODY = dict.fromkeys(ROLES, "no")
SIGNED_IN = profile("yes")
SEEN = profile("no", reader="yes", officer="yes", head="yes", administrator="yes")
DESK = {**SEEN, "reader": "may not"}  # officers of the desk
CHIEF = {**DESK, "officer": "may not"}  # its head
REVIEW = {**DESK, "nobody": "may not", "clerk": "may not"}  # officers of the desk, in pages that are for officers alone
KEPT = {**SEEN, "reader": "no"}  # what only officers know of
HIDDEN = {**KEPT, "officer": "no"}  # what only heads know of
OFFICERS = profile("may not", officer="yes", head="yes", stranger="yes", administrator="yes")  # of any desk
HEADS = {**OFFICERS, "officer": "may not"}
CHIEFS = profile("no", head="yes", stranger="yes", clerk="yes", administrator="yes")  # heads of any desk, administrators
ADMINISTRATORS = profile("no", clerk="yes", administrator="yes")


@dataclass(frozen=True)
class Rule:
    """How an address is asked for (`given` makes its parts from the desk and an object's marking), and who gets what."""

    who: Profile
    given: Callable[[Desk, bool], dict[str, Any]] = lambda desk, secret: {}
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    marked: bool = False  # asked for once more with something restricted
    query: str = ""
    json: bool = False


def _paper(desk: Desk, secret: bool) -> Paper:
    return desk.secret if secret else desk.hanoi


def key(desk: Desk, secret: bool) -> dict[str, Any]:
    """A paper."""
    return {"key": _paper(desk, secret).pk}


def scan(desk: Desk, secret: bool) -> dict[str, Any]:
    """A page of a scanned paper."""
    paper = _paper(desk, secret)
    paper.reading.pages = [[1, 0, 10, store().put(b"\x89PNG\r\n\x1a\n")]]
    paper.reading.save()
    return {"key": paper.pk, "page": 1}


def sealed(desk: Desk, secret: bool) -> dict[str, Any]:
    """A paper out of sight."""
    Paper.objects.filter(pk=_paper(desk, secret).pk).update(state="sealed", before_sealing="read")
    return key(desk, secret)


def claim(desk: Desk, secret: bool) -> dict[str, Any]:
    """A claim of a paper."""
    return {"claim": Claim.objects.filter(document=_paper(desk, secret).sha256).first().pk}


def fact(name: str = "fact", kind: str = "undertaking") -> Callable[[Desk, bool], dict[str, Any]]:
    """A fact that a paper tells."""

    def given(desk: Desk, secret: bool) -> dict[str, Any]:
        document = _paper(desk, secret).sha256
        told = Claim.objects.filter(document=document, kind=kind).values("pk")
        return {name: Fact.objects.filter(fact__in=told, kind=kind).first().fact}

    return given


def pair(desk: Desk, secret: bool) -> dict[str, Any]:
    """Two facts of one kind."""
    first, second = Fact.objects.filter(kind="undertaking", projection__partnership=desk.partnership, projection__marking=0)[:2]
    one = fact()(desk, True)["fact"] if secret else first.fact
    return {"first": one, "second": second.fact}


def states(desk: Desk, secret: bool) -> dict[str, Any]:
    """A partnership's address."""
    return {"states": "AZ-VN"}


def slug(desk: Desk, secret: bool) -> dict[str, Any]:
    """A partnership's address, for programs."""
    return {"slug": "AZ-VN"}


def identity(desk: Desk, secret: bool) -> dict[str, Any]:
    """A claim, for programs."""
    return {"identity": claim(desk, secret)["claim"]}


def judgement(desk: Desk, secret: bool) -> Judgement:
    """A decision of the desk's officer (of its head, on what is restricted)."""
    from servanda_site.register.actions.judge import judge

    found = Claim.objects.get(pk=claim(desk, secret)["claim"])
    return judge(desk.head if secret else desk.officer, found, "confirm")


def placed(desk: Desk, secret: bool) -> dict[str, Any]:
    """Where something belongs."""
    return {"partnership": desk.partnership, "marking": 2 if secret else 0}


def publication(desk: Desk, secret: bool) -> dict[str, Any]:
    """A frozen record."""
    made = Publication.objects.create(by=desk.head, title="One", content=store().put(b"{}"), claims=0, judgements=0,
                                      **placed(desk, secret))
    return {"key": made.pk}


def feed(desk: Desk, secret: bool) -> dict[str, Any]:
    """A feed that is followed."""
    made = Feed.objects.create(url="https://feed.invalid/", by=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def watch(desk: Desk, secret: bool) -> dict[str, Any]:
    """A folder that is watched."""
    made = Watch.objects.create(folder="/nowhere", by=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def suggested(desk: Desk, secret: bool) -> dict[str, Any]:
    """A suggestion of evidence on an undertaking."""
    promise = fact()(desk, secret)["fact"]
    deed = Fact.objects.filter(kind="event", projection__partnership=desk.partnership, projection__marking=0).first().fact
    made = Suggestion.objects.create(promise=promise, deed=deed, relation="fulfils", score=0.9, version="1",
                                     **placed(desk, secret))
    return {"key": made.pk}


def stated(desk: Desk, secret: bool) -> dict[str, Any]:
    """A state that the head of desk gave an undertaking."""
    made = StateChange.objects.create(promise=fact()(desk, secret)["fact"], track="assessed", state="done", words="x",
                                      day=date(2025, 6, 1), who=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def planned(desk: Desk, secret: bool) -> dict[str, Any]:
    """An item of the action plan, changed once."""
    made = Item.objects.create(title="Fly", by=desk.head, version=2, **placed(desk, secret))
    for number in (1, 2):
        made.versions.create(number=number, who=desk.head, data={"title": f"Fly {number}", "marking": made.marking})
    return {"key": made.pk}


def frozen(desk: Desk, secret: bool) -> dict[str, Any]:
    """A frozen plan."""
    return {"key": Baseline.objects.create(title="March", by=desk.head, **placed(desk, secret)).pk}


def brought(desk: Desk, secret: bool) -> dict[str, Any]:
    """A workbook of the plan that the head of desk brought back."""
    return {"key": SheetImport.objects.create(partnership=desk.partnership, by=desk.head, name="plan.xlsx").pk}


def window(desk: Desk, secret: bool) -> dict[str, Any]:
    """A window of assessment."""
    made = Window.objects.create(title="2025", start=date(2025, 1, 1), end=date(2025, 12, 31), by=desk.head,
                                 **placed(desk, secret))
    return {"states": "AZ-VN", "key": made.pk}


def pledge(desk: Desk) -> str:
    """An undertaking everybody of the desk sees."""
    return str(fact()(desk, False)["fact"])


def body(name: str = "identity") -> Callable[[Desk, bool], dict[str, Any]]:
    """A joint body."""
    return lambda desk, secret: fact(name, "mechanism")(desk, False)


def seat(desk: Desk, secret: bool) -> dict[str, Any]:
    """Somebody who sits in a joint body."""
    given = body()(desk, False)
    made = BodyMember.objects.create(body=given["identity"], state="AZ", name="Somebody", by=desk.head, **placed(desk, secret))
    return given | {"key": made.pk}


def sitting(desk: Desk, secret: bool) -> dict[str, Any]:
    """A session that people prepare."""
    made = Session.objects.create(body=body()(desk, False)["identity"], start=date(2025, 7, 17), by=desk.head,
                                  **placed(desk, secret))
    made.paragraphs.create(order=1, left="Decided.", right="Decided.", decision=True)
    return {"key": made.pk}


def visiting(desk: Desk, secret: bool) -> dict[str, Any]:
    """A visit."""
    made = Visit.objects.create(title="A visit", start=date(2025, 7, 17), by=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def tied(desk: Desk, secret: bool) -> dict[str, Any]:
    """A tie that people keep."""
    made = Tie.objects.create(kind="twinning", title="Hue, Ganja", status="agreed", version=2, by=desk.head,
                              **placed(desk, secret))
    for number in (1, 2):
        made.versions.create(number=number, who=desk.head, data=as_data(made))
    return {"key": made.pk}


def tied_by(group: str, **parts: Any) -> Callable[[Desk, bool], dict[str, Any]]:
    """A page of ties."""
    return lambda desk, secret: {"states": "AZ-VN", "group": group, **parts}


def more(given: Callable[[Desk, bool], dict[str, Any]], **parts: Any) -> Callable[[Desk, bool], dict[str, Any]]:
    """The same with more parts of the address."""
    return lambda desk, secret: given(desk, secret) | parts


_MEETINGS = (("session", sitting), ("visit", visiting))


def only(given: Callable[[Desk, bool], dict[str, Any]]) -> Callable[[Desk, bool], dict[str, Any]]:
    """Its key alone, for programs."""
    return lambda desk, secret: {"key": given(desk, secret)["key"]}


def happening(desk: Desk) -> str:
    """An event everybody of the desk sees."""
    return str(fact("fact", "event")(desk, False)["fact"])


def text_of(desk: Desk) -> str:
    """A text everybody of the desk sees."""
    return str(fact("fact", "instrument")(desk, False)["fact"])


def settled(desk: Desk, secret: bool) -> dict[str, Any]:
    """What the head of desk said of an invitation."""
    made = InvitationChange.objects.create(promise=asked(desk, False)["identity"], state="lapsed", day=date(2025, 6, 1),
                                           who=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def stepped(desk: Desk, secret: bool) -> dict[str, Any]:
    """What the head of desk said to have happened to a text."""
    made = LifeStep.objects.create(instrument=text_of(desk), stage="signed", date="2025", start=date(2025, 1, 1),
                                   end=date(2025, 12, 31), who=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def told_aside(desk: Desk, secret: bool) -> dict[str, Any]:
    """What the head of desk set aside of what papers tell of a text's life."""
    told = {"kind": "signed", "date": "2025-05-07", "by": [], "planned": False, "until": None, "months": None, "renewal": None,
            "notice": None, "other": None, "named": None}
    made = StepAside.objects.create(instrument=text_of(desk), told=told, who=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def related(desk: Desk, secret: bool) -> dict[str, Any]:
    """A relation of texts that the head of desk gave."""
    made = TextRelation.objects.create(one=text_of(desk), kind="amends", other=text_of(desk), who=desk.head,
                                       **placed(desk, secret))
    return {"key": made.pk}


def supported(desk: Desk, secret: bool) -> dict[str, Any]:
    """What the head of desk entered in the ledger of a candidature."""
    made = Support.objects.create(tie_id=tied(desk, secret)["key"], step="asked", side="VN", words="x", who=desk.head,
                                  **placed(desk, secret))
    return {"key": made.pk}


def put_aside(desk: Desk, secret: bool) -> dict[str, Any]:
    """What the head of desk set aside."""
    made = SetAside.objects.create(kind="twinning", fact=fact()(desk, secret)["fact"], who=desk.head, **placed(desk, secret))
    return {"key": made.pk}


def asked(desk: Desk, secret: bool) -> dict[str, Any]:
    """An invitation."""
    return {"identity": Fact.objects.filter(type="invitation", projection__partnership=desk.partnership).first().fact}


def ours(desk: Desk) -> int:
    """The desk's partnership."""
    return desk.partnership.pk


def upload(desk: Desk) -> SimpleUploadedFile:
    """A paper to be brought in."""
    return SimpleUploadedFile("x.txt", b"Something.")


def another(desk: Desk) -> str:
    """A second undertaking."""
    return str(pair(desk, False)["second"])


def telling(desk: Desk) -> str:
    """A telling of the undertaking that both sides tell."""
    return str(Fact.objects.filter(kind="undertaking", told=2, projection__marking=0).first().data["claims"][1])


def secret_of(purpose: str) -> Callable[[Desk, bool], dict[str, Any]]:
    """A one-time link."""
    return lambda desk, secret: {"secret": OneTimeLink.make(purpose, desk.nobody)}


def post(who: Profile, given: Callable[[Desk, bool], dict[str, Any]] = lambda desk, secret: {}, *, marked: bool = True,
         **data: Any) -> Rule:
    """A rule of an address that changes something."""
    return Rule(who, given, "post", data, marked)


def see(who: Profile, given: Callable[[Desk, bool], dict[str, Any]], query: str = "") -> Rule:
    """A rule of a page about something that may be restricted."""
    return Rule(who, given, marked=True, query=query)


def program(who: Profile, given: Callable[[Desk, bool], dict[str, Any]], *, method: str = "post", marked: bool = True,
            **data: Any) -> Rule:
    """A rule of an operation for programs that changes something."""
    return Rule(who, given, method, data, marked=marked, json=True)


RULES: dict[str, Rule] = {
    "healthz": Rule(EVERYBODY), "readyz": Rule(EVERYBODY), "metrics": Rule(EVERYBODY), "no_account": Rule(profile("may not",
                                                                                                         anonymous="may not")),
    "language": Rule(EVERYBODY, method="post", data={"language": "fr", "next": "/"}),
    "welcome": Rule(EVERYBODY, secret_of("first")), "set_password": Rule(EVERYBODY, secret_of("password")),
    "account_login": Rule(EVERYBODY), "account_logout": Rule(EVERYBODY), "account_inactive": Rule(EVERYBODY),
    **{name: Rule(NOBODY) for name in (
        "account_signup", "account_email", "account_email_verification_sent", "account_confirm_login_code",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done", "socialaccount_signup",
        "socialaccount_connections")},
    "account_confirm_email": Rule(NOBODY, lambda desk, secret: {"key": "x"}),
    "account_reset_password_from_key": Rule(NOBODY, lambda desk, secret: {"uidb36": "1", "key": "x"}),
    **{name: Rule(SIGNED_IN) for name in (
        "account_reauthenticate", "account_change_password", "account_set_password", "mfa_index", "mfa_reauthenticate",
        "mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn")},
    **{name: Rule(profile("no")) for name in ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes")},
    "mfa_authenticate": Rule(SIGNED_IN), "mfa_login_webauthn": Rule(SIGNED_IN),
    "mfa_remove_webauthn": Rule(SIGNED_IN, lambda desk, secret: {"pk": 1}),
    "mfa_edit_webauthn": Rule(SIGNED_IN, lambda desk, secret: {"pk": 1}),
    "socialaccount_login_cancelled": Rule(EVERYBODY), "socialaccount_login_error": Rule(dict.fromkeys(ROLES, "sign in")),
    "openid_connect_login": Rule(NOBODY, lambda desk, secret: {"provider_id": "ministry"}),
    "openid_connect_callback": Rule(NOBODY, lambda desk, secret: {"provider_id": "ministry"}),
    "home": Rule(SIGNED_IN), "search": Rule(SIGNED_IN, query="?q=trade"), "account": Rule(SIGNED_IN),
    "token_add": post(SIGNED_IN, marked=False, name="x", scopes=["read"], days=1),
    "token_revoke": post(profile("no"), lambda desk, secret: {"key": 1}, marked=False),
    "administration": Rule(ADMINISTRATORS), "administration_add": Rule(ADMINISTRATORS),
    "administration_account": Rule(ADMINISTRATORS, lambda desk, secret: {"key": desk.reader.pk}),
    "administration_partnerships": Rule(ADMINISTRATORS), "administration_sealed": Rule(ADMINISTRATORS),
    "administration_sealed_change": post(profile("no", administrator="yes"), sealed, do="unseal"),
    "log": Rule(CHIEFS),
    # Partnerships and facts.
    **{name: Rule(SEEN, states) for name in (
        "partnership", "events", "instruments", "mechanisms", "people", "undertakings", "sides_told", "pictures",
        "partnership_linked")},
    "reports": Rule(SEEN, states),
    "report": Rule(SEEN, lambda desk, secret: {"states": "AZ-VN", "kind": "matrix"},
                   query="?language=en&marking=0&date=2026-11-26&form=xlsx"),
    "undertakings_export": Rule(SEEN, lambda desk, secret: {"states": "AZ-VN", "form": "csv"}),
    "undertakings_keep": post(SEEN, states, marked=False, name="Mine"),
    "undertakings_drop": post(profile("no"), lambda desk, secret: {"states": "AZ-VN", "key": 1}, marked=False),
    "our_side": post({**CHIEF, "head": "may not"}, states, marked=False, ours="VN"),
    "fact": see(SEEN, fact("identity")),
    # Sessions, visits, calendars, the life of texts.
    **{name: Rule(SEEN, states) for name in (
        "sessions", "visits", "partnership_calendar", "partnership_calendar_file", "instrument_lives")},
    "body": Rule(SEEN, body()), "body_rules": post(DESK, body(), marked=False, every_months=12),
    "body_member_add": post(DESK, body(), marked=False, name="x", state="AZ", part="member"),
    "body_member_remove": post(DESK, seat), "session_add": Rule(DESK, body()),
    "session": see(SEEN, sitting), "session_calendar": see(SEEN, sitting), "session_change": see(DESK, sitting),
    "session_docx": see(SEEN, more(sitting, side="AZ")), "session_minutes": see(DESK, sitting),
    "session_decision": see(DESK, more(sitting, order=1)), "session_agenda": post(DESK, sitting, new_title="x"),
    "body_members_take": post(DESK, body(), marked=False), "session_delegates_take": post(DESK, sitting),
    "visit_programme_move": post(DESK, visiting), "visit_delegates_take": post(DESK, visiting),
    "body_undo": post(DESK, body(), marked=False), "session_undo": post(DESK, sitting), "visit_undo": post(DESK, visiting),
    "session_remove": post(DESK, sitting), "visit_remove": post(DESK, visiting),
    "session_delegate_add": post(DESK, sitting, name="x", state="AZ"),
    "session_delegate_remove": post(DESK, more(sitting, delegate=1)),
    "session_invite": post(DESK, sitting, do="ask", name="x", email="x@example.org"),
    "visit": see(SEEN, visiting), "visit_calendar": see(SEEN, visiting), "visit_add": Rule(DESK, states),
    "visit_change": see(DESK, visiting), "visit_delegate_add": post(DESK, visiting, name="x", state="AZ"),
    "visit_delegate_remove": post(DESK, more(visiting, delegate=1)), "visit_point_add": post(DESK, visiting, title="x"),
    "visit_point": post(DESK, more(visiting, point=1), result="x"),
    "visit_invite": post(DESK, visiting, do="ask", name="x", email="x@example.org"),
    "invitation": Rule(SEEN, asked),
    "calendar": Rule(SIGNED_IN), "calendar_file": Rule(SIGNED_IN),
    "calendar_address_add": post(SIGNED_IN, marked=False, name="x"),
    "calendar_address_revoke": post(profile("no"), lambda desk, secret: {"key": 1}, marked=False),
    "calendar_feed": Rule(EVERYBODY, lambda desk, secret: {"secret": make_address(desk.reader, None, "x", "en")[1]}),
    "digest": Rule(SIGNED_IN), "partnership_news": Rule(SEEN, states),
    "news_address_add": post(SEEN, states, marked=False, name="x"),
    "news_address_revoke": post(profile("no"), lambda desk, secret: {"key": 1}, marked=False),
    "news_feed": Rule(EVERYBODY, lambda desk, secret: {
        "secret": make_address(desk.reader, desk.partnership, "x", "en", "news")[1]}),
    "mail_stop": Rule(EVERYBODY, lambda desk, secret: {"token": stop_address(desk.reader, "digest").split("/")[-2]}),
    "instrument_life": Rule(SEEN, fact("identity", "instrument")),
    "instrument_life_change": post(DESK, fact("identity", "instrument"), marked=False, do="terms"),
    "ties": Rule(SEEN, tied_by("candidatures")), "ties_export": Rule(SEEN, tied_by("ties", form="xlsx")),
    "tie_add": Rule(DESK, tied_by("projects")), "tie_aside": post(DESK, tied_by("ties"), marked=False, fact=pledge),
    "tie": see(SEEN, tied), "tie_edit": see(DESK, tied), "tie_change": post(DESK, tied, do="remove"),
    # Papers.
    "papers": Rule(SIGNED_IN), "add_papers": Rule(OFFICERS), "sources": Rule(OFFICERS),
    "add_feed": post(OFFICERS, marked=False), "add_watch": post(OFFICERS, marked=False),
    "fetch_feed": post(KEPT, feed), "remove_feed": post(KEPT, feed), "look_through": post(KEPT, watch),
    "remove_watch": post(KEPT, watch),
    "paper": see(SEEN, key), "paper_original": see(SEEN, key), "paper_page": see(SEEN, scan),
    "paper_cancel": post(DESK, key), "paper_read_again": post(DESK, key), "paper_mark": post(DESK, key, marking=1),
    "paper_side": post(DESK, key, side="VN"),
    "paper_move": post(KEPT, key, partnership=ours), "paper_seal": post(CHIEF, key, reason="x"),
    "paper_unseal": post(HIDDEN, sealed),
    "paper_ask_erasure": post({**HIDDEN, "head": "may not"}, sealed, reason="x"),
    "paper_erase": post({**HIDDEN, "head": "may not"}, sealed, reason="x"),
    # Review.
    "review": Rule(OFFICERS), "confirmations": Rule(HEADS), "lost_claims": Rule(OFFICERS),
    "undo": post(OFFICERS, marked=False),
    "overturn": post(HIDDEN, lambda desk, secret: {"judgement": judgement(desk, secret).pk}, marked=False),
    "decide": post(REVIEW, claim, verdict="confirm"), "correct": see(REVIEW, claim), "claim_mark": post(REVIEW, claim, marking=1),
    "alike": see(REVIEW, claim), "review_paper": see(REVIEW, key), "accept_paper": post(REVIEW, key),
    "paper_done": post(REVIEW, key), "others": see(REVIEW, key), "add_fact": see(REVIEW, key),
    "add_fact_from_source": Rule(OFFICERS), "tellings": see(REVIEW, fact()), "part": post(REVIEW, fact()),
    "compare": see(REVIEW, pair),
    "publications": Rule(SIGNED_IN), "publish": post(HIDDEN, marked=False, partnership=ours, marking=0, title="x"),
    "publication_download": see(SEEN, publication),
    # Follow-up: evidence, states.
    **{name: Rule(SIGNED_IN) for name in ("follow_up", "evidence_queue", "legal_rules")},
    "evidence_name": see(DESK, fact("identity")),
    "evidence_decide": post(DESK, suggested, verdict="confirm"), "state_change": see(DESK, fact("identity")),
    "state_undo": post(CHIEF, stated),
    # The action plan, compliance.
    "notices": Rule(SIGNED_IN), "notices_seen": post(SIGNED_IN, marked=False),
    **{name: Rule(SEEN, states) for name in ("plan", "baselines", "plan_export", "compliance")},
    **{name: Rule(DESK, states) for name in ("plan_add", "plan_import")},
    "plan_draft": Rule(DESK, states),
    "plan_bulk": post(DESK, states, marked=False, milestone="x"), "plan_item": see(SEEN, planned),
    "plan_edit": see(DESK, planned),
    "plan_remove": post(DESK, planned), "plan_undo": post(DESK, planned), "baseline": see(SEEN, frozen),
    "baseline_add": post(CHIEF, states, marked=False, title="March", marking=0),
    "plan_imported": Rule({**HIDDEN, "administrator": "no"}, brought),
    "window_add": post(DESK, states, marked=False, title="2025", start="2025-01-01", end="2025-12-31"),
    "compliance_export": Rule(SEEN, more(window, form="csv")),
    "score": post(DESK, window, fact=pledge, side="VN", value="1", reason="VNA"),
    # The same for programs.
    "api:openapi-json": Rule(EVERYBODY), "api:api-root": Rule(NOBODY), "api:log": Rule(CHIEFS),
    **{name: Rule(SIGNED_IN) for name in ("api:partnerships", "api:facts", "api:papers")},
    "api:find": Rule(SIGNED_IN, query="?q=trade"),
    "api:record": Rule(SEEN, slug), "api:linked": Rule(SEEN, slug),
    "api:fact": see(SEEN, fact("identity")), "api:decisions": see(SEEN, fact("identity")),
    "api:same": program(DESK, fact("identity"), other=another), "api:part": program(DESK, fact("identity"), other=telling),
    "api:add_paper": Rule(DESK, method="post", data={"file": upload, "partnership": "AZ-VN"}),
    **{name: see(SEEN, key) for name in ("api:paper", "api:text", "api:original", "api:claims")},
    "api:claim": see(SEEN, identity), "api:judge": program(DESK, identity, verdict="confirm"),
    "api:undo": program(SIGNED_IN, lambda desk, secret: {"group": "g-0"}),
    **{f"api:{name}": program(DESK, key) for name in ("cancel_paper", "read_paper_again", "accept_paper", "paper_reviewed")},
    "api:mark_paper": program(DESK, key, marking=1), "api:move_paper": program(DESK, key, partnership="AZ-VN"),
    "api:seal_paper": program(CHIEF, key, reason="x"), "api:unseal_paper": program(HIDDEN, sealed, reason="x"),
    **{f"api:{name}": program({**HIDDEN, "head": "may not"}, sealed, reason="x") for name in ("ask_erasure", "erase_paper")},
    **{f"api:{name}": Rule(SIGNED_IN) for name in ("feeds", "watched_folders", "publications")},
    **{f"api:{name}": program(DESK, lambda desk, secret: {}, marked=False, address="https://feed.invalid/", partnership="AZ-VN")
       for name in ("follow_feed", "watch_folder")},
    "api:fetch_feed": program(KEPT, feed), "api:leave_feed": program(KEPT, feed, method="delete"),
    "api:look_through_folder": program(KEPT, watch), "api:leave_folder": program(KEPT, watch, method="delete"),
    "api:review": Rule(OFFICERS), "api:lost_claims": Rule(OFFICERS), "api:unconfirmed": Rule(HEADS),
    "api:confirm": program(HEADS, lambda desk, secret: {}, marked=False, judgements=[]),
    "api:overturn": program(HIDDEN, lambda desk, secret: {"judgement": judgement(desk, secret).pk}, marked=False),
    "api:mark_claim": program(DESK, identity, marking=1),
    "api:add_fact_of": program(DESK, key, kind="undertaking", value={}, quote="x"),
    "api:add_sourced_fact": program(DESK, slug, marked=False, kind="undertaking", value={}, words="x", source="x"),
    "api:publish": program(CHIEF, slug, marked=False, title="x", marking=0), "api:publication": see(SEEN, publication),
    "api:document": Rule(SEEN, more(slug, kind="matrix"), query="?form=xlsx"),
    "api:set_our_side": program({**CHIEF, "head": "may not"}, slug, method="put", marked=False, state="VN"),
    "api:plan_workbook": Rule(SEEN, slug), "api:bring_workbook": Rule(DESK, slug, "post", {"file": upload}),
    "api:workbook": Rule({**HIDDEN, "administrator": "no"}, brought),
    "api:take_workbook": program({**HIDDEN, "administrator": "no"}, brought, marked=False, seen=""),
    # Ties for programs.
    "api:tie_list": Rule(SEEN, slug), "api:proposed_ties": Rule(SEEN, slug), "api:tie": see(SEEN, tied),
    "api:add_tie": program(DESK, slug, marked=False, kind="project", title="x", status="agreed"),
    "api:change_tie": program(DESK, tied, method="patch", title="x"), "api:remove_tie": program(DESK, tied, back=False),
    "api:undo_tie": program(DESK, tied, expects=2), "api:enter_support": program(DESK, tied, step="asked", side="VN", words="x"),
    "api:undo_support": program(CHIEF, supported), "api:undo_aside": program(CHIEF, put_aside),
    "api:set_aside": program(DESK, fact("identity"), group="ties"),
    # Follow-up for programs.
    **{f"api:{name}": Rule(SEEN, slug) for name in (
        "undertakings", "windows", "plan_items", "baselines", "bodies", "session_list", "visit_list", "invitations",
        "text_lives")},
    **{f"api:{name}": Rule(SIGNED_IN) for name in ("evidence_list", "notices")},
    "api:calendar": Rule(SIGNED_IN, query="?first=2026-01-01&last=2026-12-31"),
    **{f"api:{name}": see(SEEN, fact("identity")) for name in ("undertaking", "states_of", "evidence_of")},
    "api:set_state": program(DESK, fact("identity"), track="assessed", state="done", day="2025-06-01", words="x"),
    "api:undo_state": program(CHIEF, stated), "api:evidence_one": see(SEEN, suggested),
    "api:decide_evidence": program(DESK, suggested, verdict="confirm"),
    "api:name_evidence": program(DESK, fact("identity"), deed=happening, relation="advances", reason="x"),
    "api:add_window": program(DESK, slug, marked=False, title="x", start="2025-01-01", end="2025-12-31"),
    "api:window": see(SEEN, only(window)),
    "api:give_score": program(DESK, only(window), undertaking=pledge, side="VN", value=1, reason="VNA"),
    "api:plan_item": see(SEEN, planned), "api:item_versions": see(SEEN, planned),
    "api:add_item": program(DESK, slug, marked=False, title="x"),
    "api:change_items": program(DESK, slug, marked=False, items=[], milestone="x"),
    "api:change_item": program(DESK, planned, method="patch", title="x"), "api:remove_item": program(DESK, planned, back=False),
    "api:undo_item": program(DESK, planned, expects=2),
    "api:freeze_plan": program(CHIEF, slug, marked=False, title="x", marking=0), "api:baseline": see(SEEN, frozen),
    "api:notices_seen": program(SIGNED_IN, lambda desk, secret: {}, marked=False),
    "api:body": Rule(SEEN, body()), "api:set_rules": program(DESK, body(), method="put", marked=False, every_months=12),
    "api:add_member": program(DESK, body(), marked=False, state="AZ", name="x"),
    "api:remove_member": program(DESK, only(seat), back=False),
    "api:open_session": program(DESK, body(), marked=False, start="2026-07-17"), "api:session": see(SEEN, sitting),
    "api:change_session": program(DESK, sitting, method="patch", place="x"),
    "api:set_agenda": program(DESK, sitting, method="put", points=[]),
    "api:write_minutes": program(DESK, sitting, method="put", left="fr", right="en", paragraphs=[]),
    "api:agree_minutes": program(DESK, sitting, day="2025-07-18", heading="x"),
    "api:decide_minutes": program(DESK, more(sitting, order=1), value={}),
    "api:visit": see(SEEN, visiting), "api:add_visit": program(DESK, slug, marked=False, title="x"),
    "api:change_visit": program(DESK, visiting, method="patch", title="x"), "api:add_point": program(DESK, visiting, title="x"),
    "api:point_result": program(DESK, more(visiting, point=1), result="x"),
    **{f"api:{name}_delegate": program(DESK, given, state="AZ", name="x") for name, given in _MEETINGS},
    **{f"api:{name}_delegate_off": program(DESK, more(given, delegate=1), method="delete") for name, given in _MEETINGS},
    **{f"api:{name}_invitee": program(DESK, given, name="x", email="x@example.org") for name, given in _MEETINGS},
    "api:session_calendar": see(SEEN, sitting), "api:visit_calendar": see(SEEN, visiting),
    **{f"api:{name}_invitee_off": program(DESK, more(given, person=1), method="delete") for name, given in _MEETINGS},
    **{f"api:{name}_invitation": program(DESK, given) for name, given in _MEETINGS},
    **{f"api:{name}_reply": Rule(DESK, given, "post", {"file": upload}, marked=True) for name, given in _MEETINGS},
    **{f"api:{name}_answer": program(DESK, given, email="x@example.org", answer="ACCEPTED", sequence=0)
       for name, given in _MEETINGS},
    "api:invitation": Rule(SEEN, asked),
    "api:settle_invitation": program(DESK, asked, marked=False, state="lapsed", day="2025-06-01"),
    "api:undo_settle": program(CHIEF, settled), "api:text_life": Rule(SEEN, fact("identity", "instrument")),
    "api:add_step": program(DESK, fact("identity", "instrument"), marked=False, stage="signed", date="2025-05-07", words="x"),
    "api:undo_step": program(CHIEF, stepped),
    "api:relate_texts": program(DESK, fact("identity", "instrument"), marked=False, kind="amends", other=text_of),
    "api:undo_relation": program(CHIEF, related),
    "api:told_steps": Rule(SEEN, fact("identity", "instrument")),
    "api:steps_set_aside": Rule(SEEN, fact("identity", "instrument")),
    **{f"api:{name}": program(DESK, more(fact("identity", "instrument"), proposed="0" * 16), marked=False)
       for name in ("take_told_step", "set_told_step_aside")},
    "api:undo_told_aside": program(CHIEF, told_aside),
    "api:body_history": Rule(SEEN, body()), "api:undo_body": program(DESK, body(), marked=False, change=1),
    **{f"api:{name}_history": see(SEEN, given) for name, given in _MEETINGS},
    **{f"api:undo_{name}": program(DESK, given, change=1) for name, given in _MEETINGS},
    **{f"api:remove_{name}": program(DESK, given, back=False) for name, given in _MEETINGS},
    "api:partnership_news": Rule(SEEN, slug), "api:partnership_calendar_whole": Rule(SEEN, slug),
    "api:calendar_whole": Rule(SIGNED_IN),
    "api:paper_sides": see(SEEN, key), "api:say_paper_side": program(DESK, key, side="VN"),
    "api:undo_paper_side": program(DESK, key),
    "api:set_terms": program(DESK, fact("identity", "instrument"), method="put", marked=False, until="2030-01-01"),
}


def names() -> Iterator[tuple[str, str]]:
    """Every route's name and pattern."""

    def walk(patterns: list[Any], space: str, before: str) -> Iterator[tuple[str, str]]:
        for found in patterns:
            here = before + str(found.pattern)
            if isinstance(found, URLPattern):
                yield f"{space}{found.name}", here
            else:
                inner = f"{space}{found.namespace}:" if found.namespace else space
                yield from walk(found.url_patterns, inner, here)

    yield from walk(get_resolver().url_patterns, "", "")


def outcome(client: Client, rule: Rule, address: str, desk: Desk) -> str:
    """What a person gets."""
    data = {name: value(desk) if callable(value) else value for name, value in rule.data.items()}
    options: dict[str, Any] = {"content_type": "application/json"} if rule.json else {}
    answer = getattr(client, rule.method)(address + rule.query, data or None, **options)
    if answer.status_code == 401 or (answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/")):
        return "sign in"
    told = {403: "may not", 404: "no"}.get(answer.status_code)
    if told is None and answer.status_code >= 500:
        return f"{answer.status_code}!"
    return told or "yes"


def test_every_route_has_a_rule():
    assert sorted({name for name, _ in names()} - set(RULES)) == []


def test_no_route_is_nameless():
    assert [pattern for name, pattern in names() if name.endswith("None")] == []


@pytest.mark.parametrize("part", ["account", "administration", "api", "pages"])
def test_routes_are_for_whom_they_are(desk, client_of, part):
    wrong = {name: found for name in RULES if part_of(name) == part if (found := differences(name, desk, client_of))}
    assert not wrong, "\n".join(f"{name}: {'; '.join(found)}" for name, found in wrong.items())


def part_of(name: str) -> str:
    """The part of the site a route is of."""
    for part, starts in (("api", ("api:",)), ("account", ("account", "mfa", "social", "openid")), ("administration", ("admin",))):
        if name.startswith(starts):
            return part
    return "pages"


def differences(name: str, desk: Desk, client_of: Callable[..., Client]) -> list[str]:
    """Where a route answers otherwise than its rule."""
    wrong, rule = [], RULES[name]
    for secret in (False, True) if rule.marked else (False,):
        for role in ROLES:
            with transaction.atomic():
                cache.clear()
                given = rule.given(desk, secret)
                got = outcome(client_of(desk.people.get(role)), rule, reverse(name, kwargs=given), desk)
                wanted = rule.who[role]
                if secret and role in ("reader", "officer") and rule.who["nobody"] != wanted:
                    wanted = "no"
                if got != wanted:
                    wrong.append(f"{role}{' (restricted)' if secret else ''}: {got}, not {wanted}")
                transaction.set_rollback(True)
    return wrong
