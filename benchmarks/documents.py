"""`python -m benchmarks.documents [--undertakings 500] [--home DIR] [--out DIR] [KIND ...]`: documents of a large partnership.

Makes a partnership of so many undertakings with long names, names in other scripts, bodies, texts, gatherings and a plan, and one of
which nothing is known; makes every document of both in every language, prints the time of each (by the clock, and of the
processor), and keeps the files in `--out`, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DAY = date(2026, 11, 26)
EACH = 25  # undertakings of a paper
WANTED = 10.0  # seconds a document may take
VERBS = ("expand", "review", "finance", "modernise", "open", "extend", "support", "launch", "study", "rebuild", "equip", "share")
THINGS = ("rail links", "port terminals", "wind farms", "language courses", "customs posts", "grain exports", "data centres",
          "flood defences", "scholarship schemes", "border crossings", "film archives", "seed banks", "clinics", "air routes")
WHERE = ("between the two capitals", "along the whole of the northern corridor", "in the provinces named in the annex", "by sea",
         "with the consent of the regional authorities concerned and under the supervision of the ministries competent in each state")
AREAS = ("trade", "energy", "transport", "education", "culture", "defence", "health", "agriculture")
BODIES = ("Intergovernmental Committee on Economic, Trade, Scientific and Technical Cooperation",
          "Joint Working Group on the " + "Simplification and Mutual Recognition of Sanitary and Phytosanitary " * 3 + "Certificates",
          "Political Consultations")
PEOPLE = (("Nguy\u1ec5n H\u1ed3ng Di\u00ean", "VN", "minister/trade"), ("Parviz Shahbazov", "AZ", "minister/energy"),
          ("T\u00f4 L\u00e2m", "VN", "party-leader"), ("Ilham Aliyev", "AZ", "head-of-state"),
          ("Maximilian-Alexander Ferdinand von und zu Hohenstein-Wittelsbach-Lichtenegg", "AZ", "ambassador"),
          ("\u0627\u0644\u0634\u064a\u062e \u0645\u062d\u0645\u062f \u0628\u0646 \u0631\u0627\u0634\u062f", "AZ", "minister/foreign-affairs"),
          ("\u738b\u6bc5", "VN", "deputy-minister/foreign-affairs"), ("<b>Tom & \"Jerry\"</b> {{ 7 }}", "VN", "other"))
TEXTS = ("Agreement on the Promotion and Reciprocal Protection of Investments", "Memorandum of Understanding on Rail Freight",
         "Convention for the Avoidance of Double Taxation and the Prevention of Fiscal Evasion with respect to Taxes on Income")


def make(undertakings: int) -> None:
    """The two partnerships, in an empty register."""
    from servanda_site.register.actions.members import first_administrator
    from servanda_site.register.models import Partnership
    from servanda_site.register.projecting import bring_up

    chance = random.Random(5)
    user = first_administrator("bench@example.org", "Bench", "a long quiet password")
    full, bare = (Partnership.objects.create(states=s, ours="VN") for s in ("AZ VN", "KZ VN"))
    for number in range(-(-undertakings // EACH)):
        add_paper(full, number, min(EACH, undertakings - number * EACH), chance)
    _kept(bare, "quiet.txt", "Nothing happened\n\nNothing was said.\n", [])
    for partnership in (full, bare):
        bring_up(partnership)
    _tracked(user, full, chance)


def add_paper(partnership: Any, number: int, count: int, chance: random.Random) -> None:
    """One paper: a meeting, a session, people, a text, and what was undertaken."""
    day = date(2024, 1, 10) + timedelta(days=31 * number)
    body, title = BODIES[number % len(BODIES)], f"{TEXTS[number % len(TEXTS)]} of {day.year}"
    session = f"session number {number + 1} of the {body} {'was' if day < DAY else 'is to be'} held in Baku on {day.isoformat()}"
    told = [f"{chance.choice(VERBS)} {chance.choice(THINGS)} and {chance.choice(THINGS)} {chance.choice(WHERE)} (point {number}.{n})"
            for n in range(count)]
    lines = [f"Ministers meet, {number}", "", f"The {session}.", f"They signed the {title}.", *(f"{name} spoke." for name, _, _ in PEOPLE),
             *(f"Both sides agreed to {t}." for t in told)]
    specs: list[tuple[str, str, dict[str, Any]]] = [
        ("mechanism", body, {"kind": "committee", "name": body, "names": [body], "states": ["AZ", "VN"], "status": "existing"}),
        ("event", session, {"type": "session", "date": day.isoformat(), "place": "Baku", "participants": [], "states": ["AZ", "VN"],
                            "status": "held" if day < DAY else "planned", "ordinal": number + 1, "mechanism": body, "part_of": None}),
        ("instrument", title, {"type": "agreement", "title": title, "names": [title], "parties": ["AZ", "VN"],
                               "date": day.isoformat() if number % 3 else None, "status": "concluded" if number % 3 else "planned"})]
    specs += [("entity", name, {"type": "person", "name": name, "names": [name], "state": state,
                                "offices": [{"office": office, "state": state}]}) for name, state, office in PEOPLE]
    for words in told:
        due = chance.choice((None, f"{chance.randint(2025, 2031)}", f"{chance.randint(2025, 2028)}-0{chance.randint(1, 9)}-15", "soon"))
        specs.append(("undertaking", words, {
            "by": chance.choice((["AZ", "VN"], ["AZ"], ["VN"], [])), "act": "pledge" if chance.random() < 0.8 else "proposal",
            "force": "agree", "text": words, "areas": chance.sample(AREAS, chance.randint(0, 2)), "due": due, "target": None,
            "mechanism": chance.choice((body, None)), "answer": None, "speaker": None, "event": session, "instrument": None}))
    _kept(partnership, f"paper-{number}.txt", "\n".join(lines) + "\n", specs, published=day.isoformat())


def _kept(partnership: Any, name: str, content: str, specs: Sequence[tuple[str, str, dict[str, Any]]], published: str | None = None) -> None:
    """A paper as a reading would leave it. A mechanism or event is named by its words."""
    from dataclasses import replace

    from django.db import transaction

    from servanda.claims import Citation, Claim, Why
    from servanda.claims.claim import claim_id, claim_key
    from servanda.reading import read
    from servanda_site.register import intake
    from servanda_site.register.models import Paper
    from servanda_site.register.store import store

    data = content.encode()
    sha = store().put(data)
    paper = Paper.objects.create(sha256=sha, name=name, size=len(data), partnership=partnership, chosen=partnership,
                                 state=Paper.State.READ)
    text = replace(read(content, document_sha=sha, path=name, media_type="text/plain"), published=published, side="VN")
    claims, known = [], {}
    for kind, words, given in specs:
        at = content.index(words)
        fields = {k: known[v] if k in ("mechanism", "event") and v else v for k, v in given.items()}
        identity = claim_id(kind, sha, text.sha256, words, 0)
        known[words] = identity
        claims.append(Claim(identity, claim_key(kind, words, ["AZ", "VN"]), kind, sha, fields,
                            (Citation(text.sha256, at, at + len(words), words),), (Why("generated", "", ""),)))
    with transaction.atomic():
        intake.keep_text(paper, text, claims)


def _tracked(user: Any, partnership: Any, chance: random.Random) -> None:
    """States, items of the plan, a visit and a session to come."""
    from servanda_site.register.visibility import Access
    from servanda_site.tracking.actions import gatherings, plan, sessions, visits
    from servanda_site.tracking.models import StateChange, Track

    facts = Access(user).facts(partnership)
    promises = list(facts.filter(kind="undertaking").order_by("order"))
    for fact in promises[::4]:
        for track, party in ((Track.ASSESSED, ""), (Track.DECLARED, "AZ")):
            StateChange.objects.create(partnership=partnership, marking=0, promise=fact.fact, track=track, party=party, day=DAY, who=user,
                                       state=chance.choice(("not-begun", "under-way", "done", "lapsed", "superseded")))
    for number, fact in enumerate(promises[::5]):
        plan.save(user, partnership, {
            "title": f"Item {number}: {fact.label}"[:290], "serves": [fact.fact], "progress": chance.randrange(0, 101, 5),
            "lead": "Ministry of Industry and Trade", "counterpart": "Ministry of Economy of the Republic of Azerbaijan",
            "focal_ours": "Lan Nguyen, Department of Markets", "focal_theirs": "Samir A.", "next_step": "Exchange drafts",
            "due": (DAY + timedelta(days=chance.randint(-200, 500))).isoformat(),
            "steps": [["Name the experts", "2026-02-01", True], ["Exchange the first drafts of the text by e-mail", "", False]]})
    visit = visits.add_visit(user, partnership, {"title": "Working visit of the Minister of Energy", "start": date(2027, 1, 12),
                                                 "end": date(2027, 1, 14), "place": "Hanoi", "host": "VN", "guest": "AZ"})
    visits.add_point(user, visit, title="Talks on refining", day=date(2027, 1, 13), people="Nguyen Hong Dien", place="Hanoi")
    session = sessions.open_session(user, facts.filter(kind="mechanism").order_by("order")[0], ordinal=90, start=date(2027, 2, 1),
                                    place="Hanoi")
    for name, state, _office in PEOPLE[:5]:
        gatherings.add_delegate(user, session, state=state, name=name, office="Minister", head=name == PEOPLE[1][0])


def measure(kinds: Sequence[str], out: Path | None) -> bool:
    """Make every document, print its times, keep it; whether each took less than wanted."""
    from servanda_site.publishing import making, pages
    from servanda_site.publishing.clearance import Command
    from servanda_site.publishing.phrases import tags

    pages.renderer()  # its coming up is no document's time
    within = True
    for states in ("AZ-VN", "KZ-VN"):
        for kind, (forms, _told) in making.KINDS.items():
            for form in forms:
                for language in tags():
                    if kinds and kind not in kinds:
                        continue
                    access = Command(2)
                    clock, processor = time.perf_counter(), time.process_time()
                    wanted = making.Wanted(kind, language, marking=2, day=DAY, form=form)
                    made = making.make(access, access.partnership(states), wanted)
                    took, worked = time.perf_counter() - clock, time.process_time() - processor
                    within &= worked < WANTED
                    sys.stdout.write(f"{made.name:48} {took:6.2f} s ({worked:6.2f} s of the processor), {len(made.data) // 1024} KB\n")
                    if out:
                        (out / made.name).write_bytes(made.data)
    return within


def main() -> int:
    """Make or take a register, make the documents; 1 if one took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--undertakings", type=int, default=500)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    os.environ["SERVANDA_HOME"] = str(chosen.home or tempfile.mkdtemp(prefix="servanda-bench-"))
    os.environ["SERVANDA_LOG_LEVEL"] = "ERROR"
    from servanda_site.config.commands import migrate, set_up

    set_up()
    migrate()
    from servanda_site.accounts.models import User

    if not User.objects.exists():
        make(chosen.undertakings)
    if chosen.out:
        chosen.out.mkdir(parents=True, exist_ok=True)
    return 0 if measure(chosen.kinds, chosen.out) else 1


if __name__ == "__main__":
    sys.exit(main())
