"""Every page of the site, from its URL configuration: clean by axe (WCAG 2.2 A and AA), without errors of scripts or content
policy, without scrolling sideways on a telephone, usable without JavaScript, and inert to papers that would break out of it.

SERVANDA_SHOTS names a folder that pictures of every page are put into.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from browsing import NARROW, WIDE, Site, Watch
from desks import PASSWORD
from playwright.sync_api import Browser, Error, Page, expect

pytestmark = pytest.mark.browser
LAY = Path(__file__).with_name("laid.py")
WHO = {"en": "administrator@example.org", "fr": "administratrice@example.org"}
SHOTS = os.environ.get("SERVANDA_SHOTS", "")
_OPEN = "document.querySelectorAll('main details').forEach(d => { d.open = true; })"


class Laid:
    """A served desk and the addresses of its pages."""

    def __init__(self, site: Site, pages: dict[str, str]) -> None:
        self.site, self.pages = site, pages


@pytest.fixture(scope="module")
def laid(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    """A desk that has been worked at."""
    yield from lay(tmp_path_factory.mktemp("laid") / "register")


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    """The same with papers whose names and words would break out of a page."""
    yield from lay(tmp_path_factory.mktemp("hostile") / "register", "hostile")


def lay(home: Path, *words: str) -> Iterator[Laid]:
    """Lay a desk, then serve it (nothing waits for a worker)."""
    home.mkdir()
    done = subprocess.run([sys.executable, str(LAY), *words], env=browsing.environment(home), capture_output=True, text=True,
                          timeout=120)
    assert done.returncode == 0, done.stderr
    with browsing.served(home, "--no-worker") as site:
        yield Laid(site, json.loads(done.stdout.splitlines()[-1]))


def opened(browser: Browser, laid: Laid, language: str, size: dict[str, int], *, who: str = "") -> tuple[Page, Watch]:
    """A page of somebody who has signed in (of nobody: who = "-"), and what is watched there."""
    context = browser.new_context(viewport=size, locale=language, reduced_motion="reduce")
    watch = Watch(laid.site.address, refusals=True).over(context)
    page = context.new_page()
    if who != "-":
        browsing.sign_in(page, laid.site, who or WHO[language], PASSWORD)
    return page, watch


def shot(page: Page, name: str, language: str, size: dict[str, int]) -> None:
    """Take a picture, where a folder for them is named."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        words = re.sub(r"[^a-z0-9]+", "-", name.lower())[:60].strip("-")
        page.screenshot(path=f"{SHOTS}/{words}-{language}-{size['width']}.png", full_page=True)


def looked_at(page: Page, name: str, address: str, language: str, size: dict[str, int], seen: set[str]) -> list[str]:
    """What is wrong with one page; nothing with one that was seen before, nor with what is no page."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in str(error):
            return []
        raise
    if answer is not None and answer.status < 500 and not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    if "/reauthenticate/" in page.url and page.locator("main [name=password]").count():
        page.fill("main [name=password]", PASSWORD)
        page.click("main button.primary")
        answer = page.goto(address)
    if answer is None or answer.status >= 500:
        return [f"{name}: no answer"]
    if page.url in seen:
        return []
    seen.add(page.url)
    shot(page, name, language, size)
    wrong = [] if page.locator("h1").count() == 1 else ["not one heading of the first level"]
    if page.locator("html").get_attribute("lang") != language:
        wrong.append("in another language than asked for")
    wrong += browsing.too_wide(page)
    page.evaluate(_OPEN)
    wrong += browsing.axe(page) + browsing.too_wide(page)
    return [f"{name} ({browsing.path_of(page)}): {what}" for what in wrong]


@pytest.mark.parametrize(("language", "size"), [
    ("en", WIDE), ("fr", NARROW),
    pytest.param("en", NARROW, marks=pytest.mark.long), pytest.param("fr", WIDE, marks=pytest.mark.long),
], ids=["en-wide", "fr-narrow", "en-narrow", "fr-wide"])
def test_every_page_is_sound(browser, laid, language, size):
    page, watch = opened(browser, laid, language, size)
    wrong, seen = [], set()
    for name, path in laid.pages.items():
        wrong += looked_at(page, name, laid.site.address + path, language, size, seen)
    wrong += watch.troubles
    page.context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


@pytest.mark.parametrize(("language", "size"), [("en", NARROW), ("fr", WIDE)], ids=["en-narrow", "fr-wide"])
def test_the_way_in_is_sound(browser, laid, language, size):
    page, watch = opened(browser, laid, language, size, who="-")
    wrong, seen = [], set()
    for name in ("account_login", "set_password", "welcome", "home", "account_inactive", "socialaccount_login_cancelled"):
        wrong += looked_at(page, f"signed out, {name}", laid.site.address + laid.pages[name], language, size, seen)
    wrong += looked_at(page, "no account", f"{laid.site.address}/no-account/", language, size, seen) + watch.troubles
    page.context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_papers_cannot_break_out_of_a_page(browser, hostile):
    page, watch = opened(browser, hostile, "en", NARROW)
    wrong = []
    for name, path in hostile.pages.items():
        try:
            page.goto(hostile.site.address + path)
        except Error:  # a file, which is handed out and not shown
            continue
        page.evaluate(_OPEN)
        shot(page, f"hostile {name}", "en", NARROW)
        if page.evaluate("window.broken") is not None or page.locator("main img[src=x], main script:not([src])").count():
            wrong.append(f"{name} ({path}): what a paper says became part of the page")
        wrong += [f"{name} ({path}): {what}" for what in browsing.too_wide(page)]
    wrong += watch.troubles
    page.context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_without_scripts(browser, laid):
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    site, pages = laid.site.address, laid.pages
    browsing.sign_in(page, laid.site, "officer@example.org", PASSWORD)
    for name in ("papers", "partnership", "undertakings", "sides_told", "fact", "pictures", "search"):
        page.goto(site + pages[name])
        expect(page.locator("main a").first).to_be_visible()
    page.goto(f"{site}{pages['undertakings']}?act=pledge")
    expect(page.locator("table.undertakings tbody tr")).not_to_have_count(0)
    page.goto(site + pages["paper"])
    expect(page.locator(".text .cited").first).to_be_visible()

    page.goto(site + pages["review_paper"])
    claim = page.locator("[data-asks]").first.get_attribute("data-claim")
    card = page.locator(f"[data-claim='{claim}']")
    card.locator("button[value=confirm]").click()
    expect(card.locator(".decided .tag.good")).to_be_visible()
    claim = page.locator("[data-asks]").first.get_attribute("data-claim")
    card = page.locator(f"[data-claim='{claim}']")
    card.locator("details[data-key=r] summary").click()
    card.locator("details[data-key=r] input[name=reason]").fill("Not so.")
    card.locator("details[data-key=r] button").click()
    expect(card.locator(".decided .tag.bad")).to_be_visible()
    page.locator("#bar [data-key=z]").click()
    expect(card.locator(".decided")).to_have_count(0)
    card.locator("a[data-key=c]").click()
    page.locator("main form button.primary").click()
    expect(page.locator("main")).to_be_visible()
    context.close()


_REACHABLE = """() => {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const seen = [...all].filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
    seen.forEach((e, i) => { e.dataset.stop = i; });
    return seen.length;
}"""
_HERE = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const s = getComputedStyle(e), seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
    return [e.dataset.stop ?? "-", seen ? "" : e.outerHTML.slice(0, 120)];
}"""


def test_keyboard_reaches_everything(browser, laid):
    page, watch = opened(browser, laid, "en", WIDE)
    wrong = []
    for name in ("home", "partnership", "undertakings", "papers", "add_papers", "review_paper", "fact", "administration_account"):
        page.goto(laid.site.address + laid.pages[name])
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "skip":
            page.keyboard.press("Enter")
            if page.evaluate("document.activeElement.id") != "main":
                wrong.append(f"{name}: the link to the content does not lead there")
        else:
            wrong.append(f"{name}: the first stop is not the link to the content")
        page.goto(laid.site.address + laid.pages[name])
        count, reached = page.evaluate(_REACHABLE), set()
        for _ in range(count + 12):
            page.keyboard.press("Tab")
            if (here := page.evaluate(_HERE)) is None:
                break
            reached.add(here[0])
            wrong += [f"{name}: no focus to be seen: {here[1]}"] if here[1] else []
        if missed := count - len(reached - {"-"}):
            wrong.append(f"{name}: {missed} of {count} stops not reached")
    wrong += watch.troubles
    page.context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))
