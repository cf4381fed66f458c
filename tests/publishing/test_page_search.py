"""The page at work in a browser: what a search or a filter leaves, and what it puts away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from examples import FIRST, record
from playwright.sync_api import Page, expect, sync_playwright

import builders
from servanda.publishing import page as pages
from servanda.publishing.words import Words

pytestmark = pytest.mark.browser
WORDS = Words("en")
OTHER = builders.text("Azerbaijan and Vietnam will build a tunnel under the harbour. They will repair a bridge.",
                      path="other.txt")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if not browsing.CHROMIUM:
        pytest.skip("no Chromium")
    made = record(
        builders.claim(FIRST, "undertaking", "met Ravi Nair", by=["IN", "PT"], areas=["trade"], force="intend"),
        builders.claim(OTHER, "undertaking", "build a tunnel under the harbour", by=["AZ", "VN"], areas=["transport"]),
        builders.claim(OTHER, "undertaking", "repair a bridge", by=["AZ", "VN"], areas=["transport"], due="2031"),
        builders.claim(OTHER, "event", "Azerbaijan and Vietnam", date="2024-01-02"), texts=(FIRST, OTHER))
    path = Path(tmp_path_factory.mktemp("page")) / "dossier.html"
    path.write_text(pages.render(made, [FIRST, OTHER], WORDS), encoding="utf-8")
    with sync_playwright() as play:
        browser = browsing.launched(play)
        opened = browser.new_page()
        opened.goto(path.as_uri())
        yield opened
        browser.close()


@pytest.fixture(autouse=True)
def cleared(page: Page) -> None:
    page.locator("button[type=reset]").click()
    expect(page.locator("article.dossier:visible")).to_have_count(2)
    expect(page.locator(".paper:visible")).to_have_count(2)


def dossier(page: Page, words: str) -> str:
    """The anchor of the dossier that holds these words."""
    return str(page.locator("article.dossier", has=page.locator(".fact", has_text=words)).get_attribute("id"))


def test_search_puts_away_dossiers_papers_and_links_without_a_hit(page: Page) -> None:
    kept, gone = dossier(page, "tunnel"), dossier(page, "rice centre")
    page.locator("#find").fill("tunnel")
    expect(page.locator(f"#{gone}")).to_be_hidden()
    expect(page.locator(f"#{kept} h1")).to_be_visible()
    assert page.locator(".contents li:visible").count() == 1
    assert page.locator(".paper:visible h2").all_inner_texts() == ["[2] other.txt"]
    for link in page.locator(".jump a:visible").all():
        expect(page.locator(str(link.get_attribute("href")))).to_be_visible()
    expect(page.locator(".none:visible")).to_have_count(0)


def test_filter_leaves_the_dossiers_and_papers_of_what_is_shown(page: Page) -> None:
    gone = dossier(page, "rice centre")
    page.locator("#areas").select_option("transport")
    expect(page.locator(f"#{gone}")).to_be_hidden()
    expect(page.locator("article.dossier:visible")).to_have_count(1)
    expect(page.locator(".paper:visible")).to_have_count(1)
    jumps = page.locator("article.dossier:visible .jump a")
    assert 0 < page.locator("article.dossier:visible .jump a:visible").count() < jumps.count()


def test_search_without_a_hit_says_so_and_shows_nothing_else(page: Page) -> None:
    page.locator("#find").fill("zeppelin")
    expect(page.locator("#shown")).to_have_text(WORDS("filter_none"))
    expect(page.locator(".none:visible")).to_have_count(2)
    for away in ("article.dossier", ".contents", ".paper", "#sources h2", "#sources li"):
        expect(page.locator(f"{away}:visible")).to_have_count(0)


def test_words_of_a_paper_alone_leave_the_paper(page: Page) -> None:
    page.locator("#find").fill("they will repair")
    expect(page.locator(".paper:visible")).to_have_count(1)
    expect(page.locator("#shown")).to_have_text(WORDS("filter_nothing"))
    expect(page.locator("#sources li:visible")).to_have_count(1)
    expect(page.locator(".none:visible")).to_have_count(0)


def test_fact_found_by_a_label_keeps_the_paper_that_it_rests_on(page: Page) -> None:
    page.locator("#find").fill("2031 bridge")
    expect(page.locator(".fact:visible")).not_to_have_count(0)
    expect(page.locator(".paper:visible")).to_have_count(1)
