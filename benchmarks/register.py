"""A register of many papers: time of every page, of the search, of one more paper, as ratios to a bare Django view.

`python -m benchmarks.register [--papers 20000] [--home DIR]` makes the register (or takes the one in DIR), serves its pages in this
process by Django's test client, and prints medians, ratios and numbers of queries. On PostgreSQL with SERVANDA_DATABASE_URL.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

EACH = 15  # undertakings of a paper
STATES = ("VN", "AZ", "FR", "KZ", "UZ", "DZ", "MA", "SN", "CI", "CA", "BE", "CH", "IT", "ES", "PT", "PL", "RO", "BG", "GR", "TR", "GE",
          "AM", "KG", "TJ", "TM", "MN", "KR", "JP", "TH", "LA", "KH", "MM", "MY", "SG", "ID", "PH", "AU", "NZ", "IN", "BD", "LK", "NP")
VERBS = ("expand", "review", "finance", "modernise", "open", "extend", "support", "launch", "study", "rebuild", "equip", "share")
THINGS = ("rail links", "port terminals", "wind farms", "language courses", "customs posts", "grain exports", "data centres",
          "flood defences", "scholarship schemes", "border crossings", "film archives", "seed banks", "clinics", "satellite stations",
          "archive exchanges", "air routes", "steel contracts", "rice trade", "fishing grounds", "vaccine plants")
PLACES = ("the north", "the south", "the capital", "the coast", "the highlands", "the delta", "three provinces", "five cities",
          "the free zone", "the border districts", "the islands", "the old town")
AREAS = ("trade", "energy", "transport", "education", "culture", "defence", "health", "agriculture")


def fill(papers: int, say: Callable[[str], None]) -> None:
    """Make a register of so many papers, 200 to a partnership, EACH undertakings to a paper."""
    from servanda_site.register.actions.members import first_administrator
    from servanda_site.register.models import Partnership
    from servanda_site.register.projecting import bring_up

    chance = random.Random(7)
    first_administrator("bench@example.org", "Bench", "a long quiet password")
    pairs = [(a, b) for i, a in enumerate(STATES) for b in STATES[i + 1 :]]
    chance.shuffle(pairs)
    start = time.perf_counter()
    for number in range(max(1, papers // 200)):
        partnership = Partnership.objects.create(states=" ".join(sorted(pairs[number])), ours=sorted(pairs[number])[0])
        _papers(partnership, min(200, papers), chance, number)
        bring_up(partnership)
        if number % 10 == 9:
            say(f"{(number + 1) * 200} papers, {time.perf_counter() - start:.0f} s")


def _papers(partnership, count: int, chance: random.Random, number: int) -> None:  # type: ignore[no-untyped-def]
    from django.db import transaction

    with transaction.atomic():
        for index in range(count):
            one_paper(partnership, chance, f"{number}-{index}")


def one_paper(partnership, chance: random.Random, mark: str):  # type: ignore[no-untyped-def]
    """One paper with its text, claims and index, as a reading would leave it."""
    from servanda.claims import Citation, Claim, Why
    from servanda.claims.claim import claim_id, claim_key
    from servanda.reading import read
    from servanda_site.register import intake
    from servanda_site.register.models import Paper
    from servanda_site.register.store import store

    states = partnership.codes
    day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    told = []
    for _ in range(EACH):
        what = f"{chance.choice(VERBS)} {chance.choice(THINGS)} and {chance.choice(THINGS)} in {chance.choice(PLACES)}"
        told.append(f"{what} by 20{chance.randint(26, 40)}")
    meeting = f"The foreign ministers met on {day}"
    content = f"Talks {mark}\n\n{meeting}. " + " ".join(f"Both sides agreed to {t}." for t in told) + "\n"
    data = content.encode()
    sha = store().put(data)
    paper = Paper.objects.create(sha256=sha, name=f"talks-{mark}.txt", size=len(data), partnership=partnership, chosen=partnership,
                                 state=Paper.State.READ)
    text = read(content, document_sha=sha, path=paper.name, media_type="text/plain")
    claims = []

    def claim(kind: str, quote: str, fields: dict) -> None:
        at = content.index(quote)
        claims.append(Claim(claim_id(kind, sha, text.sha256, quote, len(claims)), claim_key(kind, quote, states), kind, sha, fields,
                            (Citation(text.sha256, at, at + len(quote), quote),), (Why("generated", "", ""),)))

    claim("event", meeting, {"type": "meeting", "date": day, "place": None, "participants": [], "states": states, "status": "held",
                             "ordinal": None, "mechanism": None, "part_of": None})
    for words in told:
        claim("undertaking", words, {
            "by": states if chance.random() < 0.6 else [chance.choice(states)], "act": "pledge", "force": "agree", "text": words,
            "areas": [chance.choice(AREAS)], "due": words[-4:], "target": None, "mechanism": None, "answer": None, "speaker": None,
            "event": None, "instrument": None})
    intake.keep_text(paper, text, claims)
    return paper


def measure(say: Callable[[str], None]) -> None:
    """Time every page of the site for somebody cleared for everything."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from servanda_site.accounts.models import User
    from servanda_site.config import urls
    from servanda_site.register.models import Fact, Paper, Partnership

    urls.urlpatterns.append(path("bare/", lambda request: HttpResponse("ok"), name="bare"))
    user = User.objects.get(email="bench@example.org")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    partnership = Partnership.objects.exclude(states="").order_by("pk")[0]
    fact = Fact.objects.filter(projection__partnership=partnership, kind="undertaking").first()
    event = Fact.objects.filter(projection__partnership=partnership, kind="event").first()
    paper = Paper.objects.filter(partnership=partnership).first()
    slug = partnership.states.replace(" ", "-")
    bare = _median(client, "/bare/")
    say(f"{'bare view':44} {bare * 1000:7.1f} ms")
    for address in _addresses(slug, fact.fact, event.fact, paper.pk):
        if client.get(address).status_code != 200:
            say(f"{address:44} {client.get(address).status_code}")
            continue
        took = _median(client, address)
        with CaptureQueriesContext(connection, ) as queries:
            client.get(address)
        say(f"{address[:44]:44} {took * 1000:7.1f} ms {took / bare:7.1f} x bare, {len(queries)} queries")


def _addresses(slug: str, fact: str, event: str, paper: int) -> list[str]:
    from django.urls import NoReverseMatch, reverse

    wanted: list[tuple[object, ...]] = [("home",), ("papers",), ("review",), ("paper", paper),
                                      ("review_paper", paper), ("fact", fact), ("fact", event)]
    wanted += [(name, slug) for name in ("partnership", "undertakings", "events", "instruments", "people", "mechanisms", "sides_told",
                                         "pictures", "sessions", "visits", "partnership_calendar", "plan", "compliance")]
    found = []
    for name, *arguments in wanted:
        try:
            found.append(reverse(name, args=arguments))
        except NoReverseMatch:
            continue
    return [*found, "/search/?q=rail+links", "/search/?q=%22wind+farms%22+delta", "/search/?q=talks+7-7", "/api/v1/facts",
            "/api/v1/partnerships"]


def _median(client, address: str, times: int = 7) -> float:  # type: ignore[no-untyped-def]
    client.get(address)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def one_more(say: Callable[[str], None]) -> None:
    """The cost of one more paper, read by the reader as in the site, here and in a partnership of its own (an empty register's)."""
    from django.db import transaction

    from servanda_site.register import intake
    from servanda_site.register.models import Paper, Partnership
    from servanda_site.register.projecting import bring_up
    from servanda_site.register.store import store

    chance = random.Random(11)

    def add(partnership) -> float:  # type: ignore[no-untyped-def]
        told = " ".join(f"Both sides agreed to {chance.choice(VERBS)} {chance.choice(THINGS)} in {chance.choice(PLACES)} by 20{n + 26}."
                        for n in range(EACH))
        data = (f"Ministers meet, {time.time_ns()}\n\nHanoi, May 8, 2025 (VNA) - Vietnam and Azerbaijan held talks on Thursday. {told}\n"
                ).encode()
        with transaction.atomic():
            paper = Paper.objects.create(sha256=store().put(data), name="more.txt", size=len(data), partnership=partnership,
                                         chosen=partnership)
        start = time.process_time()
        intake.read_paper(paper.pk)
        bring_up(partnership)
        return time.process_time() - start

    full = Partnership.objects.exclude(states="").order_by("pk")[0]
    fresh = Partnership.objects.get_or_create(states="TO WS")[0]
    add(fresh)  # the models are loaded
    first = add(full)  # this process comes to the partnership for the first time
    pairs = [(add(fresh), add(full)) for _ in range(7)]
    alone, here = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    say(f"one more paper: {here * 1000:.0f} ms in a partnership of {full.papers.count()} papers ({first * 1000:.0f} ms the first time), "
        f"{alone * 1000:.0f} ms in an empty one ({here / alone:.1f} x)")


def main() -> None:
    """Make or take a register, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    home = chosen.home or Path(tempfile.mkdtemp(prefix="servanda-bench-"))
    os.environ["SERVANDA_HOME"] = str(home)
    os.environ["SERVANDA_HOSTS"] = "testserver"
    os.environ["SERVANDA_LOG_LEVEL"] = "ERROR"
    from servanda_site.config.commands import migrate, set_up

    set_up()
    migrate()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    from servanda_site.accounts.models import User

    def say(line: str) -> None:
        print(line, flush=True)

    if not User.objects.exists():
        fill(chosen.papers, say)
    measure(say)
    one_more(say)


if __name__ == "__main__":
    main()
