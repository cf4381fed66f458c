"""A promise of support in a browser: told by a paper, taken up, owed, given; a step put into the plan; the table taken out."""

from __future__ import annotations

import time
from pathlib import Path

import browsing
import pytest
from browsing import Watch
from playwright.sync_api import Browser, Page, expect
from test_follow_up import ACCOUNT, PASSWORD, run

pytestmark = pytest.mark.browser
PROMISED = """Vietnam and Azerbaijan speak of the United Nations

Baku, May 8, 2025 (VNA) - The foreign ministers of Vietnam and Azerbaijan met in Baku on May 8, 2025.

Azerbaijan will support the candidature of Vietnam for the Executive Board of UNESCO.
"""


def proposed(page: Page, address: str) -> None:
    """Wait until the worker has sorted the facts."""
    for _ in range(60):
        page.goto(address)
        if page.locator(".proposals li").count():
            return
        time.sleep(1)
    raise AssertionError(page.locator("main").inner_text())


def test_support_promised_is_owed_until_it_is_given(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "register"
    (tmp_path / "promised.txt").write_text(PROMISED, "utf-8")
    run(home, "-m", "servanda.cli", "load", str(tmp_path / "promised.txt"))
    run(home, "-c", ACCOUNT, "en")
    with browsing.served(home) as site:
        context = browser.new_context(viewport=browsing.WIDE, locale="en", accept_downloads=True)
        watch = Watch(site.address).over(context)
        page = context.new_page()
        browsing.sign_in(page, site, "head@example.org", PASSWORD)
        page.goto(f"{site.address}/partnerships/AZ-VN/")
        page.locator("a.door", has_text="Candidatures").click()
        proposed(page, page.url)
        page.get_by_role("link", name="Take it up").click()
        expect(page.locator("#id_title")).to_have_value("Vietnam \u2013 UNESCO")
        assert not browsing.axe(page)
        page.fill("#id_date", "2027-11-15")
        page.get_by_role("button", name="Keep").click()
        expect(page.locator(".states-of")).to_contain_text("support owed by Azerbaijan")
        page.locator("#plan summary").click()
        page.fill("#id_plan_title", "Sound out the others")
        page.get_by_role("button", name="Put it into the plan").click()
        expect(page.locator("#plan .fact-line")).to_contain_text("Sound out the others")
        page.goto(f"{site.address}/partnerships/AZ-VN/with/candidatures/?owes=AZ")
        expect(page.locator("table.ties tbody tr")).to_have_count(1)
        with page.expect_download() as file:
            page.get_by_role("link", name="CSV").click()
        assert "Sound out the others" in Path(file.value.path()).read_text("utf-8-sig")
        page.locator("table.ties a.said").click()
        page.locator("#ledger summary").click()
        page.select_option("#id_support_step", "given")
        page.fill("#id_support_words", "The count of the votes")
        assert not browsing.axe(page)
        page.locator("#ledger form", has_text="What it rests on").get_by_role("button", name="Keep").click()
        expect(page.locator("#ledger .supports")).to_contain_text("given")
        expect(page.locator(".states-of")).not_to_contain_text("owed")
        page.goto(f"{site.address}/partnerships/AZ-VN/calendar/?month=2027-11")
        expect(page.locator("main")).to_contain_text("To be decided at UNESCO: Vietnam \u2013 UNESCO")
        watch.nothing()
        context.close()
