"""A desk for tests: accounts of every role and a partnership's record, made from small texts and claims written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from servanda.claims import Citation, Claim, Why
from servanda.claims.claim import claim_id, claim_key
from servanda.reading import read
from servanda.reading.text import Text
from servanda_site.accounts.models import User
from servanda_site.register import intake, projecting
from servanda_site.register.journal import write
from servanda_site.register.models import Marking, Membership, Paper, Partnership, Role
from servanda_site.register.store import store

PASSWORD = "a quiet lamp by the window"  # noqa: S105

SPEC = tuple[str, str, dict[str, Any]]  # kind, quote, fields

EMPTY: dict[str, dict[str, Any]] = {
    "entity": {"type": "person", "name": "", "names": [], "state": None, "offices": []},
    "event": {"type": "meeting", "date": None, "place": None, "participants": [], "states": ["AZ", "VN"], "status": "held",
              "ordinal": None, "mechanism": None, "part_of": None},
    "instrument": {"type": "agreement", "title": "", "names": [], "parties": ["AZ", "VN"], "date": None, "status": "concluded"},
    "mechanism": {"kind": "committee", "name": "", "names": [], "states": ["AZ", "VN"], "status": "existing"},
    "undertaking": {"by": ["AZ", "VN"], "act": "pledge", "force": "agree", "text": "", "areas": [], "due": None, "target": None,
                    "mechanism": None, "answer": None, "speaker": None, "event": None, "instrument": None},
}

HANOI = """Visit to Baku opens a strategic partnership

Baku, May 7, 2025 (VNA) - General Secretary T\u00f4 L\u00e2m met President Ilham Aliyev in Baku on May 7, 2025.

The two leaders signed the Joint Statement on the Strategic Partnership. They agreed to raise trade to one billion US dollars by \
2030. Viet Nam will open a trade office in Baku in 2026. They welcomed the Intergovernmental Committee, whose third session will \
be held in Hanoi.
"""
HANOI_SPECS: tuple[SPEC, ...] = (
    ("entity", "T\u00f4 L\u00e2m", {"name": "T\u00f4 L\u00e2m", "state": "VN",
                                    "offices": [{"office": "party-leader", "state": "VN"}]}),
    ("entity", "Ilham Aliyev", {"name": "Ilham Aliyev", "state": "AZ", "offices": [{"office": "president", "state": "AZ"}]}),
    ("event", "General Secretary T\u00f4 L\u00e2m met President Ilham Aliyev in Baku on May 7, 2025",
     {"date": "2025-05-07", "place": "Baku", "participants": ["T\u00f4 L\u00e2m", "Ilham Aliyev"]}),
    ("instrument", "Joint Statement on the Strategic Partnership",
     {"type": "declaration", "title": "Joint Statement on the Strategic Partnership", "date": "2025-05-07"}),
    ("mechanism", "Intergovernmental Committee", {"name": "Intergovernmental Committee"}),
    ("event", "third session will be held in Hanoi", {"type": "session", "place": "Hanoi", "status": "planned", "ordinal": 3,
                                                      "mechanism": "Intergovernmental Committee"}),
    ("undertaking", "raise trade to one billion US dollars by 2030",
     {"areas": ["trade"], "due": "2030", "target": "one billion US dollars", "instrument":
      "Joint Statement on the Strategic Partnership"}),
    ("undertaking", "Viet Nam will open a trade office in Baku in 2026",
     {"by": ["VN"], "force": "declare", "areas": ["trade"], "due": "2026"}),
)
BAKU = """Azerbaijan and Vietnam deepen ties

Baku, May 8, 2025, AZERTAC

President Ilham Aliyev received To Lam in Baku on May 7, 2025. Azerbaijan pledged fifty scholarships for Vietnamese students \
each year. The sides agreed to raise trade to one billion US dollars by 2030. The Azerbaijani side invited To Lam to come again; \
the invitation was accepted.
"""
BAKU_SPECS: tuple[SPEC, ...] = (
    ("entity", "Ilham Aliyev", {"name": "Ilham Aliyev", "state": "AZ", "offices": [{"office": "president", "state": "AZ"}]}),
    ("entity", "To Lam", {"name": "To Lam", "state": "VN", "offices": []}),
    ("event", "President Ilham Aliyev received To Lam in Baku on May 7, 2025", {"date": "2025-05-07", "place": "Baku",
                                                                 "participants": ["Ilham Aliyev", "To Lam"]}),
    ("undertaking", "fifty scholarships for Vietnamese students each year",
     {"by": ["AZ"], "force": "declare", "areas": ["education"], "target": "fifty scholarships"}),
    ("undertaking", "raise trade to one billion US dollars by 2030",
     {"areas": ["trade"], "due": "2030", "target": "one billion US dollars"}),
    ("undertaking", "invited To Lam to come again",
     {"by": ["AZ"], "act": "invitation", "force": "declare", "answer": "accepted"}),
)
SECRET = """Note on the talks

Baku, May 9. Azerbaijan confided that it will buy patrol boats from Vietnam in 2027.
"""
SECRET_SPECS: tuple[SPEC, ...] = (
    ("undertaking", "Azerbaijan confided that it will buy patrol boats from Vietnam in 2027",
     {"by": ["AZ"], "force": "declare", "areas": ["defence"], "due": "2027"}),
)
ASTANA = """Kazakhstan and Vietnam

Astana, May 6. Kazakhstan and Vietnam agreed to open a direct flight between Almaty and Nha Trang in 2026.
"""
ASTANA_SPECS: tuple[SPEC, ...] = (
    ("undertaking", "open a direct flight between Almaty and Nha Trang in 2026",
     {"by": ["KZ", "VN"], "areas": ["transport"], "due": "2026"}),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a test finds: people, partnerships, papers.

    administrator: administers, and is head of desk everywhere, cleared for everything. clerk: administers, holds no role.
    head: head of desk in AZ-VN, cleared for restricted. officer: officer there, cleared for official use. reader: reads there
    what is public. stranger: head of desk of KZ-VN alone. nobody: an account without any role.
    hanoi, baku: public papers of either side. secret: a restricted paper of AZ-VN. astana: a public paper of KZ-VN.
    """

    administrator: User
    clerk: User
    head: User
    officer: User
    reader: User
    stranger: User
    nobody: User
    partnership: Partnership
    other: Partnership
    hanoi: Paper
    baku: Paper
    secret: Paper
    astana: Paper

    @property
    def people(self) -> dict[str, User]:
        """Everybody by role."""
        names = ("administrator", "clerk", "head", "officer", "reader", "stranger", "nobody")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def make_desk() -> Desk:
    """A desk in an empty register."""
    ours, other = (Partnership.objects.create(states=s, ours="VN") for s in ("AZ VN", "KZ VN"))
    administrator = person("administrator", administrator=True)
    member(administrator, None, Role.HEAD, Marking.RESTRICTED)
    clerk, head, officer = person("clerk", administrator=True), person("head"), person("officer")
    reader, stranger, nobody = person("reader"), person("stranger"), person("nobody")
    member(head, ours, Role.HEAD, Marking.RESTRICTED)
    member(officer, ours, Role.OFFICER, Marking.OFFICIAL)
    member(reader, ours, Role.READER, Marking.PUBLIC)
    member(stranger, other, Role.HEAD, Marking.RESTRICTED)
    papers = (
        paper("hanoi.txt", HANOI, HANOI_SPECS, partnership=ours, side="VN", published="2025-05-07", by=officer),
        paper("baku.txt", BAKU, BAKU_SPECS, partnership=ours, side="AZ", published="2025-05-08", by=officer),
        paper("secret.txt", SECRET, SECRET_SPECS, partnership=ours, marking=Marking.RESTRICTED, by=head),
        paper("astana.txt", ASTANA, ASTANA_SPECS, partnership=other, by=stranger),
    )
    for partnership in (ours, other):
        projecting.bring_up(partnership)
    return Desk(administrator, clerk, head, officer, reader, stranger, nobody, ours, other, *papers)


def person(name: str, *, administrator: bool = False, password: str = PASSWORD) -> User:
    """An account NAME@example.org."""
    return User.objects.create_user(f"{name}@example.org", password, name=name.title(), language="en",
                                    is_administrator=administrator)


def member(user: User, partnership: Partnership | None, role: int, clearance: int) -> Membership:
    """A role, given without asking anybody."""
    return Membership.objects.create(user=user, partnership=partnership, role=role, clearance=clearance)


@transaction.atomic
def paper(name: str, content: str, specs: Iterable[SPEC] = (), *, partnership: Partnership | None = None, side: str | None = None,
          published: str | None = None, marking: int = Marking.PUBLIC, by: User | None = None) -> Paper:
    """A paper kept and read, with the claims told; nothing of the parser is needed. Bring the partnership up afterwards."""
    data = content.encode()
    kept = Paper.objects.create(sha256=store().put(data), name=name, size=len(data), media_type="text/plain", marking=marking,
                                by=by, chosen=partnership, partnership=partnership, state=Paper.State.READ)
    text = read(content, document_sha=kept.sha256, path=name, media_type="text/plain")
    text = replace(text, side=side or text.side, published=published or text.published)
    intake.keep_text(kept, text, claims(text, specs))
    write(by, "bring in", f"paper:{kept.pk}", after={"name": name}, partnership=kept.partnership, document=kept.sha256,
          marking=marking)
    kept.refresh_from_db()
    return kept


def claims(text: Text, specs: Iterable[SPEC]) -> list[Claim]:
    """Claims on the words of a text. A participant, mechanism, instrument or event is named by its quote in an earlier claim."""
    made: list[Claim] = []
    known: dict[str, str] = {}
    for kind, quote, given in specs:
        start = text.content.index(quote)
        fields = {**EMPTY[kind], **given}
        name = fields.get("name") or fields.get("title")
        if "names" in fields and not fields["names"]:
            fields["names"] = [name]
        if kind == "undertaking":
            fields["text"] = quote
        for reference in ("mechanism", "instrument", "event", "speaker"):
            if fields.get(reference):
                fields[reference] = known[fields[reference]]
        if kind == "event":
            fields["participants"] = [known[p] for p in fields["participants"]]
        identity = claim_id(kind, text.document, text.sha256, quote, 0)
        states = fields.get("states") or fields.get("parties") or fields.get("by") or [fields.get("state") or ""]
        made.append(Claim(identity, claim_key(kind, quote, states), kind, text.document, fields,
                          (Citation(text.sha256, start, start + len(quote), quote),), (Why("by hand", "", quote),)))
        known[quote] = identity
    return made
