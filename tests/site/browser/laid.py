"""Lays a desk in the register of SERVANDA_HOME and prints, as JSON, the address of every page for its administrator.

The pages come from the URL configuration: tests/site/test_permissions.py has a rule for every route, with what it needs. With
the word "hostile" the partnership also holds papers whose names and words are made to break out of a page. A program of its
own, because a browser's driver and the database's sessions do not share a process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from servanda_site.config import commands  # noqa: E402

PARTS = ("others", "paper_page")  # of pages: for HTMX alone, a picture
SCRIPT = "<script>window.broken=1</script><img src=x onerror=window.broken=2>"
BREAK = f"\"'--></title></textarea></script>{SCRIPT}{{{{7*7}}}}{{% now %}}"
TURNED = "\u202egnp.exe\u2066 =HYPERLINK(0) "
LONG = "Supercalifragilistic" * 12
HOSTILE = f"""{BREAK}

Baku, May 7, 2025 (VNA) - {TURNED}{SCRIPT} met javascript:window.broken=3 in {LONG}.

They signed the {BREAK} Statement. They agreed to raise {SCRIPT}{LONG} by 2030. The {SCRIPT} Committee will meet. Viet Nam \
invited {LONG} to come.
"""


def hostile_specs() -> tuple[Any, ...]:
    """Facts of every kind whose names are no names."""
    return (
        ("entity", f"{TURNED}{SCRIPT}", {"name": f"{TURNED}{SCRIPT}", "state": "VN",
                                         "offices": [{"office": "minister", "state": "VN"}]}),
        ("entity", "javascript:window.broken=3", {"name": "javascript:window.broken=3", "state": "AZ"}),
        ("event", f"met javascript:window.broken=3 in {LONG}",
         {"date": "2025-05-07", "place": LONG, "participants": [f"{TURNED}{SCRIPT}", "javascript:window.broken=3"]}),
        ("instrument", f"{BREAK} Statement", {"type": "declaration", "title": f"{BREAK} Statement", "date": "2025-05-07"}),
        ("mechanism", f"{SCRIPT} Committee", {"name": f"{SCRIPT} Committee"}),
        ("undertaking", f"raise {SCRIPT}{LONG} by 2030", {"due": "2030", "target": BREAK, "areas": ["trade"],
                                                          "instrument": f"{BREAK} Statement"}),
        ("undertaking", f"Viet Nam invited {LONG} to come", {"by": ["VN"], "act": "invitation", "force": "declare",
                                                                    "areas": [], "answer": "accepted"}),
    )


def lived_in(desk: Any) -> dict[str, str]:
    """What a desk that has been worked at holds, so that no page is empty; the addresses of what that adds."""
    from servanda_site.register import projecting
    from servanda_site.register.actions import account, judge, merge, publish, seal
    from servanda_site.register.models import Claim, Fact, Feed, Paper, SavedView

    told = {c.citations[0][3]: c for c in Claim.objects.filter(document=desk.baku.sha256)}
    for words, verdict in (("Ilham Aliyev", "confirm"), ("To Lam", "unsure"), ("invited To Lam to come again", "reject")):
        judge.judge(desk.officer, told[words], verdict, reason="As the treaty desk told us.")
    judge.judge(desk.officer, told["raise trade to one billion US dollars by 2030"], "correct", value={"due": "2031"},
                reason="A slip of the press")
    account.make_token(desk.administrator, "The ministry's archive", ["read"], 30)
    SavedView.objects.create(user=desk.administrator, partnership=desk.partnership, name="What is due", query="by=both")
    publish.publish(desk.head, desk.partnership, 0, "The record as the visit left it")
    failed = Paper.objects.create(sha256="0" * 64, name="minutes.pdf", size=12, state=Paper.State.FAILED, by=desk.officer,
                                  partnership=desk.partnership,
                                  problem={"code": "damaged", "params": {"kind": "PDF"}, "place": None})
    seal.seal(desk.administrator, failed, reason="Brought in by mistake")
    Feed.objects.create(url="https://news.example.org/" + "a" * 90, by=desk.head, partnership=desk.partnership)
    lost = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").order_by("pk").first()
    judge.judge(desk.officer, lost, "confirm")
    Claim.objects.filter(pk=lost.pk).update(current=False)
    projecting.bring_up(desk.partnership)
    facts = Fact.objects.filter(projection__partnership=desk.partnership, projection__marking=0)
    pair = facts.filter(kind="undertaking", label__startswith="raise trade").order_by("pk")
    if len(pair) == 2:
        merge.merge(desk.administrator, pair[0], pair[1], reason="The same promise")
    projecting.bring_up(desk.partnership)
    more = {f"fact: {fact.kind}": f"/fact/{fact.fact}/" for fact in facts.order_by("-told", "pk").iterator()}
    return {**more, "undertakings: narrowed": "/partnerships/AZ-VN/undertakings/?act=pledge&sort=-due",
            "undertakings: none": "/partnerships/AZ-VN/undertakings/?act=pledge&due=overdue",
            "people: organisations": "/partnerships/AZ-VN/people/?type=organisation", "log: narrowed": "/log/?action=judge",
            "papers: out of sight": "/papers/?state=sealed", "search: nothing": "/search/?q=xylophone",
            "search: empty": "/search/", "review: by kind": "/review/?kind=undertaking", "not found": "/fact/none/"}


def addresses(desk: Any) -> Iterator[tuple[str, str]]:
    """Every address that the administrator may ask for, from the URL configuration; what is no page is left by who looks."""
    import test_permissions as permissions
    from django.urls import reverse

    for name, rule in permissions.RULES.items():
        pages = rule.method == "get" and rule.who["administrator"] == "yes" and not name.startswith("api:")
        if pages and name not in PARTS:
            yield name, reverse(name, kwargs=rule.given(desk, False)) + rule.query


def lay(hostile: bool) -> dict[str, str]:
    """Lay the desk; the addresses by what they are of."""
    import desks
    import tied

    from servanda_site.accounts.models import User
    from servanda_site.register import projecting
    from servanda_site.register.models import Marking, Role

    desk = desks.make_desk()
    french = desks.person("administratrice", administrator=True)
    desks.member(french, None, Role.HEAD, Marking.RESTRICTED)
    User.objects.filter(pk=french.pk).update(language="fr")
    found = {**dict(addresses(desk)), **lived_in(desk)}
    tied.tell(desk)
    found |= tied.lay(desk, f"{BREAK}{LONG[:120]}" if hostile else "Hue and Ganja")
    if hostile:
        User.objects.filter(pk=desk.officer.pk).update(name=f"{SCRIPT}{TURNED}")
        paper = desks.paper(f"../../{TURNED}{BREAK}.txt", HOSTILE, hostile_specs(), partnership=desk.partnership, side="VN",
                            published="2025-05-07", by=desk.officer)
        projecting.bring_up(desk.partnership)
        found.update(paper=f"/papers/{paper.pk}/", **{"the hostile paper": f"/papers/{paper.pk}/"})
        found.update(told_by(paper))
    return found


def told_by(paper: Any) -> dict[str, str]:
    """The addresses of what a paper tells."""
    from django.urls import reverse

    from servanda_site.register.models import Claim, Fact

    claims = Claim.objects.filter(document=paper.sha256)
    facts = Fact.objects.filter(fact__in=claims.values("pk"))
    return {"review_paper": reverse("review_paper", args=[paper.pk]), "add_fact": reverse("add_fact", args=[paper.pk]),
            **{f"hostile {f.kind} {f.fact}": reverse("fact", args=[f.fact]) for f in facts},
            **{f"hostile tellings {f.fact}": reverse("tellings", args=[f.fact]) for f in facts},
            **{f"hostile correction {c.pk}": reverse("correct", args=[c.pk]) for c in claims}}


def main() -> None:
    """Lay it and print."""
    commands.set_up()
    commands.migrate()
    print(json.dumps(lay("hostile" in sys.argv[1:])))


if __name__ == "__main__":
    main()
