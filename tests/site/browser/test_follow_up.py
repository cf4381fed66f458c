"""From promise to deed in a browser: a later paper tells of the session asked for; it is confirmed, and the state changes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import browsing
import pytest
from browsing import Watch
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PASSWORD = "a lantern at the long jetty"  # noqa: S105
ASKED = """Foreign ministers meet in Baku

Baku, May 8, 2025 (VNA) - The foreign ministers of Vietnam and Azerbaijan met in Baku on May 8, 2025.

They asked the Vietnam-Azerbaijan Intergovernmental Committee on Economic and Trade Cooperation to hold its third session soon.
"""
HELD = """Vietnam and Azerbaijan hold the third session of their committee

Hanoi, July 17, 2025 (VNA) - The third session of the Vietnam-Azerbaijan Intergovernmental Committee on Economic and Trade \
Cooperation was held in Hanoi on July 17, 2025.
"""
ACCOUNT = f"""
import django; django.setup()
from servanda_site.accounts.models import User
from servanda_site.register.models import Membership
user = User.objects.create_user("head@example.org", {PASSWORD!r}, name="Head", language="en")
Membership.objects.create(user=user, partnership=None, role=3, clearance=2)
"""


def run(home: Path, *words: str) -> None:
    """A command on a register."""
    environment = browsing.environment(home) | {"DJANGO_SETTINGS_MODULE": "servanda_site.config.settings"}
    subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)


def suggested(page: Page, address: str) -> None:
    """Wait until the worker has looked for evidence."""
    for _ in range(60):
        page.goto(f"{address}/follow-up/evidence/")
        if page.locator(".evidence").count():
            return
        time.sleep(1)
    raise AssertionError(page.locator("main").inner_text())


def test_a_session_asked_for_and_held(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "register"
    for name, words in (("asked", ASKED), ("held", HELD)):
        (tmp_path / f"{name}.txt").write_text(words, "utf-8")
    run(home, "-m", "servanda.cli", "load", str(tmp_path / "asked.txt"), str(tmp_path / "held.txt"))
    run(home, "-c", ACCOUNT)
    with browsing.served(home) as site:
        context = browser.new_context(viewport=browsing.WIDE, locale="en", accept_downloads=True)
        watch = Watch(site.address).over(context)
        page = context.new_page()
        browsing.sign_in(page, site, "head@example.org", PASSWORD)
        suggested(page, site.address)
        row = page.locator(".evidence", has_text="third session").first
        expect(row).to_contain_text("17 July 2025")
        assert not browsing.axe(page)
        row.get_by_role("button", name="Confirm").click()
        expect(page.locator(".proposal")).to_contain_text("Shall it stand as done?")
        assert not browsing.axe(page)
        page.get_by_role("link", name="Set the state").click()
        expect(page.locator("#id_day")).to_have_value("2025-07-17")
        assert not browsing.axe(page)
        page.get_by_role("button", name="Change the state").click()
        expect(page.locator("dl.tracks")).to_contain_text("done")
        page.get_by_role("link", name="Make it an item of the plan").click()
        page.fill("#id_lead", "Ministry of Industry and Trade")
        assert not browsing.axe(page)
        page.get_by_role("button", name="Keep").click()
        for path in ("/follow-up/", "/follow-up/partnerships/AZ-VN/plan/", "/follow-up/partnerships/AZ-VN/compliance/",
                     "/follow-up/partnerships/AZ-VN/plan/import/", "/follow-up/notices/", "/follow-up/rules/"):
            for viewport in (browsing.WIDE, {"width": 360, "height": 780}):
                page.set_viewport_size(viewport)
                page.goto(f"{site.address}{path}")
                assert not browsing.axe(page), path
                assert not browsing.too_wide(page), path
        watch.nothing()
        context.close()
