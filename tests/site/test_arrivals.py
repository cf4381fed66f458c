"""A record kept up paper by paper is the one made of all papers at once, in whatever order they came."""

from __future__ import annotations

import random

import desks
import pytest

from servanda_site.accounts.models import User
from servanda_site.register import projecting
from servanda_site.register.actions.judge import judge
from servanda_site.register.models import Claim, Entry, Fact, FactClaim, FactLink, Marking, Partnership, Projection, Role

LEADERS = ("President Lam Do", "President Lâm Do", "President Do")
MINISTERS = ("Minister Cavid Eldarov", "Minister Javid Eldarov", "Minister Eldarov")
THINGS = ("rail freight", "wind farms", "language courses", "customs posts", "seed banks")
TALK = "Reporters waited in the courtyard until the doors of the old palace were opened and the flags were brought in. " * 4


def told(chance: random.Random, number: int) -> tuple[str, list[desks.SPEC]]:
    """A paper about one of few occasions, told with one of several names: content and claims."""
    day = chance.randint(1, 4)
    leader, minister, thing = chance.choice(LEADERS), chance.choice(MINISTERS), chance.choice(THINGS)
    people = [("entity", leader, {"type": "person", "name": leader[10:], "state": "VN",
                                  "offices": [{"office": "president", "state": "VN"}]}),
              ("entity", minister, {"type": "person", "name": minister[9:], "state": "AZ",
                                    "offices": [{"office": "minister", "state": "AZ"}]})]
    meeting, text, promise = f"met in Hue on 2031-05-0{day}", f"memorandum on {thing}", f"widen {thing} by 2035"
    body, talks = "joint commission on trade", f"{day}th session of the joint commission"
    specs = [*people, ("mechanism", body, {"kind": "commission", "name": body, "states": ["AZ", "VN"], "status": "existing"}),
             ("event", meeting, {"type": "meeting", "date": f"2031-05-0{day}", "states": ["AZ", "VN"], "status": "held",
                                 "participants": [leader, minister][: chance.randint(1, 2)]}),
             ("event", talks, {"type": "session", "ordinal": day, "date": chance.choice((None, f"2031-06-0{day}")),
                               "states": ["AZ", "VN"], "status": chance.choice(("held", "planned")), "mechanism": body}),
             ("instrument", text, {"type": "memorandum", "title": text, "parties": ["AZ", "VN"], "status": "concluded",
                                   "date": chance.choice((None, f"2031-05-0{day}"))}),
             ("undertaking", promise, {"by": ["AZ", "VN"], "act": "pledge", "force": "agree", "due": "2035", "areas": ["trade"],
                                       "mechanism": body})]
    copied = TALK if chance.random() < 0.3 else f"{TALK[: chance.randint(0, 90)]} {number} of {chance.random()}."
    return (f"{leader} and {minister} {meeting}. They signed a {text} and agreed to {promise}, says the {body}; the {talks} "
            f"was named. {copied}", specs)


def rows(partnership: Partnership) -> dict[int, tuple[object, ...]]:
    """Everything that pages show of a partnership, by marking, but for the keys of rows."""
    found: dict[int, tuple[object, ...]] = {}
    for made in Projection.objects.filter(partnership=partnership):
        facts = Fact.objects.filter(projection=made)
        kept = [f.name for f in Fact._meta.concrete_fields if f.name not in ("id", "projection")]
        found[made.marking] = (
            made.documents, list(facts.order_by("fact").values(*kept)),
            sorted(FactClaim.objects.filter(projection=made).values_list("fact__fact", "claim")),
            sorted(FactLink.objects.filter(projection=made).values_list("fact__fact", "other", "role")),
            sorted(Entry.objects.filter(fact__projection=made).values_list("fact__fact", "kind", "text", "words", "plain")))
    return found


def decided(user: User, partnership: Partnership, chance: random.Random) -> None:
    """Decide on some claim of the partnership."""
    claim = chance.choice(list(Claim.objects.filter(document__in=partnership.papers.values("sha256")).order_by("pk")))
    judge(user, claim, chance.choice(("confirm", "reject", "unsure")))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_papers_one_by_one_give_the_record_of_all_at_once(seed, desk, monkeypatch):
    chance = random.Random(seed)
    monkeypatch.setattr(projecting, "_CLAIMS", projecting._Claims(40_000 if seed % 2 else 10))
    partnership = Partnership.objects.create(states="AZ VN XA", ours="VN")
    desks.member(desk.head, partnership, Role.HEAD, Marking.RESTRICTED)
    papers = [told(chance, number) for number in range(9)]
    chance.shuffle(papers)
    for number, (content, specs) in enumerate(papers):
        desks.paper(f"{number}.txt", content, specs, partnership=partnership,
                    marking=Marking.RESTRICTED if chance.random() < 0.2 else Marking.PUBLIC, published=f"2031-05-0{1 + number}")
        projecting.bring_up(partnership)
        if number % 2:
            decided(desk.head, partnership, chance)
            projecting.bring_up(partnership)
    kept = rows(partnership)
    monkeypatch.setattr(projecting, "_CLAIMS", projecting._Claims(40_000))
    projecting.bring_up_all(everything=True)
    assert rows(partnership) == kept
    public = kept[Marking.PUBLIC]
    assert max(len(fact["data"]["claims"]) for fact in public[1]) > 2  # several tellings were joined


@pytest.mark.django_db
def test_one_more_paper_reads_its_own_claims_alone(desk, monkeypatch):
    chance = random.Random(5)
    monkeypatch.setattr(projecting, "_CLAIMS", projecting._Claims(40_000))
    partnership = Partnership.objects.create(states="AZ VN XA", ours="VN")
    for number in range(4):
        desks.paper(f"{number}.txt", *told(chance, number), partnership=partnership)
    projecting.bring_up(partnership)
    more = desks.paper("more.txt", *told(chance, 9), partnership=partnership)
    asked: list[str] = []
    read = projecting._read_claims
    monkeypatch.setattr(projecting, "_read_claims", lambda ids: asked.extend(ids) or read(ids))
    projecting.bring_up(partnership)
    assert sorted(asked) == sorted(Claim.objects.filter(document=more.sha256).values_list("pk", flat=True))
