"""From promise to deed in a browser: papers of July tell of the session asked for in May; it is confirmed, the state changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import browsing
import openpyxl
import pytest
from browsing import Site, Watch
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples" / "vietnam-azerbaijan").glob("*.txt"))
MAY, JULY = SAMPLES[:3], SAMPLES[3:]
SEEDS = os.environ.get("SERVANDA_SEEDS", "")
PASSWORD = "a lantern at the long jetty"  # noqa: S105
READING_MS = 120_000
EVIDENCE_ROUNDS = 120
ACCOUNT = f"""
import sys, django; django.setup()
from servanda_site.accounts.models import User
from servanda_site.register.models import Membership
user = User.objects.create_user("head@example.org", {PASSWORD!r}, name="Head", language=sys.argv[1])
Membership.objects.create(user=user, partnership=None, role=3, clearance=2)
"""


@dataclass(frozen=True)
class Words:
    """What the walk looks for, in the language of the pages."""

    reasons: tuple[str, ...]
    state: str
    held: tuple[str, ...]
    lead: str


WORDS = {
    "en": Words(("Same body", "third session", "17 July 2025", "Hanoi", "asked for on 8 May 2025"), "done",
                ("Third session", "17 July 2025", "Hanoi", "Held"), "Ministry of Industry and Trade"),
    "fr": Words(("Même mécanisme", "troisième session", "17 juillet 2025", "Hanoï", "demandé le 8 mai 2025"), "exécuté",
                ("Troisième session", "17 juillet 2025", "Hanoï", "Tenue"), "Ministère de l’Industrie et du Commerce"),
}


def run(home: Path, *words: str) -> None:
    """A command on a register."""
    environment = browsing.environment(home) | {"DJANGO_SETTINGS_MODULE": "servanda_site.config.settings"}
    subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)


@pytest.mark.parametrize(("papers", "language"), [
    pytest.param(MAY, "en", id="samples"),
    pytest.param([Path(SEEDS)], "fr", id="seeds", marks=pytest.mark.skipif(not SEEDS, reason="SERVANDA_SEEDS names no folder")),
])
def test_a_session_asked_for_in_may_and_held_in_july(browser: Browser, tmp_path: Path, papers: list[Path], language: str) -> None:
    home = tmp_path / "register"
    run(home, "-m", "servanda.cli", "load", *map(str, papers))
    run(home, "-c", ACCOUNT, language)
    with browsing.served(home) as site:
        context = browser.new_context(viewport=browsing.WIDE, locale=language, accept_downloads=True)
        watch = Watch(site.address).over(context)
        page, words = context.new_page(), WORDS[language]
        browsing.sign_in(page, site, "head@example.org", PASSWORD)
        before = open_invitations(page, site)
        assert before
        bring_in(page, site, JULY)
        undertaking = suggested(page, site)
        confirm(page, undertaking, words)
        plan(page, words)
        committee(page, site, words)
        assert open_invitations(page, site) == before
        exported(page, site, words, tmp_path / "matrix.xlsx")
        pages(page, site)
        watch.nothing()
        context.close()


def open_invitations(page: Page, site: Site) -> list[str]:
    """The invitations that still stand."""
    page.goto(f"{site.address}/partnerships/AZ-VN/visits/")
    return page.locator("section[aria-labelledby=h-open] .fact-line > a").all_inner_texts()


def bring_in(page: Page, site: Site, papers: Iterable[Path]) -> None:
    """Upload papers, and wait until each is read."""
    for paper in papers:
        page.goto(f"{site.address}/papers/add/")
        page.set_input_files("[name=files]", paper)
        page.click("main form button.primary")
        page.wait_for_url(re.compile(r"/papers/\d+/$"))
        page.wait_for_function("() => document.querySelector('#state .tag') && !document.querySelector('#state[hx-trigger]')",
                               timeout=READING_MS)
        expect(page.locator("#state .tag.good")).to_be_visible()


def asked(page: Page) -> Locator:
    """The suggestion that a body asked by name to hold its third meeting has held it."""
    named = page.locator(".evidence-of a", has_text=re.compile("3ᵉ|troisième"))
    return page.locator(".evidence:has(.relation.fulfils)", has=named)


def suggested(page: Page, site: Site) -> str:
    """Wait until the worker has looked for evidence; open the undertaking of 8 May it is suggested on."""
    for _ in range(EVIDENCE_ROUNDS):
        page.goto(f"{site.address}/follow-up/evidence/?relation=fulfils")
        if asked(page).count():
            break
        page.wait_for_timeout(1000)
    assert not browsing.axe(page)
    link = asked(page).first.locator(".evidence-of a").first
    address = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"{site.address}{address}")
    return address


def confirm(page: Page, undertaking: str, words: Words) -> None:
    """The suggestion stands on the undertaking with its reasons; it is confirmed, and the undertaking is done."""
    row = page.locator("#standing .evidence:has(.relation.fulfils)")
    expect(row).to_have_count(1)
    for reason in words.reasons:
        expect(row.locator(".because")).to_contain_text(reason)
    row.locator("button[value=confirm]").click()
    expect(page.locator(".proposal")).to_be_visible()
    assert browsing.path_of(page).startswith(undertaking)
    assert not browsing.axe(page)
    page.locator(".proposal a.primary").click()
    expect(page.locator("#id_day")).to_have_value("2025-07-17")
    assert not browsing.axe(page)
    page.click("main form button.primary")
    expect(page.locator("dl.tracks dd").first).to_contain_text(words.state)


def plan(page: Page, words: Words) -> None:
    """It becomes an item of the plan."""
    page.locator("#standing a[href*='plan/add']").click()
    page.fill("#id_lead", words.lead)
    assert not browsing.axe(page)
    page.click("main form button.primary")
    expect(page.locator("main")).to_contain_text(words.lead)


def committee(page: Page, site: Site, words: Words) -> None:
    """The committee's page shows the session as held."""
    page.goto(f"{site.address}/partnerships/AZ-VN/sessions/")
    page.locator("main a[href^='/body/']").first.click()
    page.wait_for_url(re.compile("/body/"))
    row = page.locator("section[aria-labelledby=h-sessions] tbody tr", has_text=words.held[1])
    for said in words.held:
        expect(row).to_contain_text(said)
    assert not browsing.axe(page)


def exported(page: Page, site: Site, words: Words, file: Path) -> None:
    """The matrix has the session asked for, as done, and its item of the plan."""
    page.goto(f"{site.address}/partnerships/AZ-VN/reports/")
    with page.expect_download() as download:
        page.click("section[aria-labelledby=r-matrix] button.primary")
    download.value.save_as(file)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    found = [row for row in rows if words.lead in row]
    assert len(found) == 1
    assert words.state in found[0]
    assert re.search("3ᵉ|troisième", found[0][1])


def pages(page: Page, site: Site) -> None:
    """The pages of follow-up, wide and narrow."""
    for path in ("/follow-up/", "/follow-up/partnerships/AZ-VN/plan/", "/follow-up/partnerships/AZ-VN/compliance/",
                 "/follow-up/partnerships/AZ-VN/plan/import/", "/follow-up/notices/", "/follow-up/rules/"):
        for viewport in (browsing.WIDE, {"width": 360, "height": 780}):
            page.set_viewport_size(viewport)
            page.goto(f"{site.address}{path}")
            assert not browsing.axe(page), path
            assert not browsing.too_wide(page), path
