"""The whole way as a person goes it: from the printed link of a first start, through papers, review and record, to the door."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import browsing
import openpyxl
import pytest
from browsing import Site, Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "vietnam-azerbaijan"
SEEDS = os.environ.get("SERVANDA_SEEDS", "")
PASSWORD = "a kettle on the quiet stove"  # noqa: S105
READING_MS = 120_000
_WAIT = "() => document.querySelector('#state .tag') && !document.querySelector('#state[hx-trigger]')"

HOSTILE = b"""<!doctype html><html><head><title>Talks &lt;script&gt;window.broken=1&lt;/script&gt;</title></head>
<body onload="window.broken=2"><article><h1>Talks in Baku <img src=x onerror="window.broken=3"></h1>
<p>Baku, May 9, 2025 (VNA) - The ministers of Vietnam and Azerbaijan met in Baku. &lt;img src=x onerror=window.broken=4&gt; They
agreed to open a &lt;script&gt;window.broken=5&lt;/script&gt; trade office in 2026.</p>
<script>window.broken=6</script><img src="https://tracker.example.org/p.gif"><iframe src="https://example.org"></iframe>
<p><a href="javascript:window.broken=7">They agreed to meet again.</a></p></article></body></html>"""


@pytest.fixture(scope="module", params=[
    pytest.param((SAMPLES, "en"), id="samples"),
    pytest.param((Path(SEEDS), "fr"), id="seeds", marks=pytest.mark.skipif(not SEEDS, reason="SERVANDA_SEEDS names no folder")),
])
def walk(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """An empty register, served, and somebody who has its printed link."""
    folder, language = request.param
    with browsing.served(tmp_path_factory.mktemp("walk") / "register") as site:
        yield Walk(browser, site, sorted(p for p in folder.iterdir() if p.is_file()), language)


class Walk:
    """One person's way; what they remember of it."""

    def __init__(self, browser: Browser, site: Site, papers: list[Path], language: str) -> None:
        self.browser, self.site, self.papers, self.language = browser, site, papers, language
        self.watch = Watch(site.address, refusals=True)
        self.page = self.somebody(language).new_page()
        self.seen: list[str] = []
        self.slug = ""

    def somebody(self, language: str) -> BrowserContext:
        """A browser of its own."""
        context = self.browser.new_context(viewport=browsing.WIDE, locale=language, accept_downloads=True)
        context.set_default_timeout(20_000)
        self.watch.over(context)
        return context

    def go(self, path: str) -> Page:
        """Open an address and remember it."""
        self.page.goto(f"{self.site.address}{path}")
        self.remember()
        return self.page

    def remember(self) -> None:
        """Note where the page is."""
        self.seen.append(browsing.path_of(self.page))

    def follow(self, selector: str) -> Page:
        """Click on what leads to another page."""
        before = self.page.url
        self.page.locator(selector).first.click()
        self.page.wait_for_url(lambda url: url != before)
        self.remember()
        return self.page


def test_the_whole_way(walk: Walk, tmp_path: Path) -> None:
    first_start(walk)
    for number, paper in enumerate(walk.papers):
        bring_in(walk, paper, number)
    say_which_side(walk)
    gone = review_by_keyboard(walk)
    not_in_the_record(walk, gone)
    join_two(walk)
    find_to_lam(walk)
    open_an_undertaking(walk)
    see_both_tellings(walk)
    export(walk, tmp_path)
    hostile_paper(walk)
    switch_language(walk)
    as_a_reader(walk)
    out(walk)
    walk.watch.nothing()


def first_start(walk: Walk) -> None:
    """The printed link makes the administrator, works once, and leads to a page that says what to do."""
    link = walk.site.link("welcome")
    page = walk.page
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", walk.language)
    assert not browsing.axe(page)
    for name, words in {"name": "Lan Nguyen", "email": "lan@example.org", "password": PASSWORD, "again": PASSWORD}.items():
        page.fill(f"main [name={name}]", words)
    page.click("main button.primary")
    page.wait_for_url(f"{walk.site.address}/")
    expect(page.locator(".steps li")).to_have_count(3)
    assert page.goto(link).status == 410  # type: ignore[union-attr]


def bring_in(walk: Walk, paper: Path, number: int) -> None:
    """Upload one paper and watch until it is read; the page asks again by itself."""
    page = walk.go("/")
    if number == 0:
        walk.follow("main a.button.primary")
    else:
        walk.go("/papers/")
        walk.follow(".headed a.button.primary")
    page.set_input_files("[name=files]", paper)
    expect(page.locator(".drop .chosen li")).to_have_text(paper.name)
    page.click("main form button.primary")
    page.wait_for_url(re.compile(r"/papers/\d+/$"))
    walk.remember()
    page.wait_for_function(_WAIT, timeout=READING_MS)
    expect(page.locator("#state .tag.good")).to_be_visible()
    page.reload()
    expect(page.locator(".text .passage").first).to_be_visible()
    if number == 0:  # the same bytes again are not read again
        walk.go("/papers/add/")
        page.set_input_files("[name=files]", paper)
        page.click("main form button.primary")
        page.wait_for_url(re.compile(r"/papers/\d+/$"))
        expect(page.locator(".messages .info")).to_be_visible()
        page.goto(f"{walk.site.address}/papers/")
        expect(page.locator("table.papers tbody tr")).to_have_count(1)


def say_which_side(walk: Walk) -> None:
    """The partnership is there by itself; one side is ours."""
    page = walk.go("/")
    for _ in range(60):
        if page.locator("article.partnership").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    address = page.locator("article.partnership h2 a").first.get_attribute("href") or ""
    walk.slug = address.strip("/").split("/")[-1]
    assert "VN" in walk.slug
    page.locator(".choose-side button[value=VN]").first.click()
    page.wait_for_load_state()
    walk.go(address)
    expect(page.locator(".owed-side")).to_have_count(3)


def review_by_keyboard(walk: Walk) -> str:
    """Accept, not sure, undo, reject with a reason, help, all without the mouse; the address of the rejected fact."""
    page = walk.go("/review/")
    page.locator("ol.claims a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/\d+/"))
    walk.remember()
    asked = [c.get_attribute("data-claim") for c in page.locator("[data-asks]").all()]
    assert len(asked) >= 3, "too little was read to review"
    key = now(page)
    page.keyboard.press("a")
    expect(card(page, key)).to_have_class(re.compile("confirmed"))
    assert now(page) == asked[asked.index(key) + 1], "the next proposal is not the current one"
    key = now(page)
    page.keyboard.press("u")
    expect(card(page, key)).to_have_class(re.compile("unsure"))
    page.keyboard.press("z")
    page.wait_for_load_state()
    expect(card(page, key)).to_have_class(re.compile("proposed"))
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.keys")).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator("[data-correct]")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # from under the bar that stays in sight
    assert not browsing.axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("[data-correct]")).to_have_count(0)
    return reject(walk)


def reject(walk: Walk) -> str:
    """Reject the last undertaking that no other paper tells; its fact's address."""
    page = walk.page
    alone = page.locator("[data-asks]:has(h3)").filter(has_not=page.locator(".others"))
    key = alone.last.get_attribute("data-claim") or ""
    review = page.url
    page.goto(re.sub(r"/review/(\d+)/.*", r"/papers/\1/", review))
    fact = page.locator(f"#claim-{key} a[href^='/fact/']").get_attribute("href") or ""
    assert fact, "a proposal that is not in the record"
    page.goto(review)
    for _ in range(page.locator("[data-claim]").count()):
        if now(page) == key:
            break
        page.keyboard.press("j")
    assert now(page) == key
    page.keyboard.press("r")
    page.keyboard.type("The press has it wrong.")
    page.keyboard.press("Enter")
    expect(card(page, key)).to_have_class(re.compile("rejected"))
    expect(card(page, key)).to_contain_text("The press has it wrong.")
    return fact


def now(page: Page) -> str:
    """The proposal that keys act on."""
    return page.locator("[data-claim].now").get_attribute("data-claim") or ""


def card(page: Page, key: str):  # noqa: ANN201
    """A proposal's card."""
    return page.locator(f"[data-claim='{key}']")


def not_in_the_record(walk: Walk, fact: str) -> None:
    """What was rejected is gone from the record as soon as it is made again."""
    for _ in range(60):
        if walk.page.goto(f"{walk.site.address}{fact}").status == 404:  # type: ignore[union-attr]
            return
        walk.page.wait_for_timeout(500)
    raise AssertionError(f"{fact} is still in the record")


def join_two(walk: Walk) -> None:
    """Open facts until one has another like it, compare them and join them; both addresses lead to one fact."""
    page = walk.page
    for kind in ("people", "bodies", "events", "texts", "undertakings"):
        walk.go(f"/partnerships/{walk.slug}/{kind}/")
        facts = [a.get_attribute("href") or "" for a in page.locator("main a[href^='/fact/']").all()]
        for fact in dict.fromkeys(facts[:12]):
            walk.go(fact)
            walk.follow("aside a[href$='/tellings/']")
            if page.locator("a[href*='/compare/']").count():
                walk.follow("a[href*='/compare/']")
                return join(walk)
    raise AssertionError("nothing to join")


def join(walk: Walk) -> None:
    """On the page that compares two."""
    page = walk.page
    facts = [a.get_attribute("href") or "" for a in page.locator(".pair h2 a").all()]
    assert len(facts) == 2
    expect(page.locator(".pair blockquote").first).to_be_visible()
    page.fill("main [name=reason]", "One and the same.")
    page.click("main form button.primary")
    page.wait_for_url(re.compile("/tellings/"))
    expect(page.locator(".messages .success")).to_be_visible()
    addresses = set()
    for fact in facts:
        page.goto(f"{walk.site.address}{fact}")
        addresses.add(page.url)
    assert len(addresses) == 1, addresses


def find_to_lam(walk: Walk) -> None:
    """A name without its tone marks finds it with them."""
    page = walk.go("/")
    page.fill("#search-box", "to lam")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search/"))
    walk.remember()
    marks = " ".join(page.locator("#results mark").all_inner_texts())
    assert "T\u00f4 L\u00e2m" in page.locator("#results").inner_text()
    assert "T\u00f4" in marks and "L\u00e2m" in marks
    page.fill("#q", "zzyzx")  # asks by itself while one types
    expect(page.locator("#results .empty")).to_be_visible()


def open_an_undertaking(walk: Walk) -> None:
    """From the table to the fact, from the fact to its sentence, marked in its paper."""
    walk.go(f"/partnerships/{walk.slug}/")
    walk.follow("#owed .more a[href$='/undertakings/']")
    page = walk.follow("table.undertakings tbody th a.said")
    words = page.locator(".source mark").first.inner_text()
    assert words.strip()
    walk.follow(".source a.cited")
    target = page.locator(":target")
    expect(target).to_be_attached()
    cited = page.locator(".text .cited").all_inner_texts()
    assert any(words.split()[0] in text for text in cited), (words, cited)
    claim = page.url.rsplit("#at-", 1)[-1]
    box = page.locator(f".cited[data-claims~='{claim}']").first.bounding_box() if "#at-" in page.url else None
    assert box is None or 0 <= box["y"] <= browsing.WIDE["height"], "the sentence is out of sight"


def see_both_tellings(walk: Walk) -> None:
    """What each side's press told and left out, in columns."""
    page = walk.go(f"/partnerships/{walk.slug}/")
    walk.follow("nav.contents a.door[href$='/tellings/']")
    if page.locator(".occasion > .scroll").count() == 0:  # every occasion is told by one side alone: open one
        page.locator(".occasion summary").first.click()
    expect(page.locator("table.sides").first.locator("thead th")).to_have_count(3)
    expect(page.locator("table.sides .left-out:visible").first).to_be_visible()
    expect(page.locator("table.sides .words a.cited:visible").first).to_be_visible()


def export(walk: Walk, folder: Path) -> None:
    """What the table shows, as CSV and as a workbook."""
    page = walk.go(f"/partnerships/{walk.slug}/undertakings/")
    page.select_option("#f-act", "pledge")
    page.wait_for_url(re.compile("act=pledge"))
    walk.remember()
    shown = page.locator("table.undertakings tbody tr").count()
    assert shown >= 3
    files = {}
    for form in ("csv", "xlsx"):
        link = page.locator(f".exports a[href*='.{form}']")
        walk.seen.append(link.get_attribute("href") or "")
        with page.expect_download() as download:
            link.click()
        files[form] = folder / f"table.{form}"
        download.value.save_as(files[form])
    rows = list(csv.reader(files["csv"].read_text("utf-8-sig").splitlines(True)))
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    assert len(rows) == sheet.max_row == shown + 1
    text = rows[0].index("text")
    assert [str(row[text]) for row in sheet.iter_rows(min_row=2, values_only=True)] == [row[text] for row in rows[1:]]


def hostile_paper(walk: Walk) -> None:
    """A paper full of scripts, under a name that is a path: read as words, shown as words, handed out as it came."""
    page = walk.go("/papers/add/")
    page.set_input_files("[name=files]", {"name": "../../\u202etxt.<img src=x onerror=window.broken=8>.html",
                                          "mimeType": "text/html", "buffer": HOSTILE})
    page.click("main form button.primary")
    page.wait_for_url(re.compile(r"/papers/\d+/$"))
    walk.remember()
    here = browsing.path_of(page)
    page.wait_for_function(_WAIT, timeout=READING_MS)
    facts = []
    for path in (here, here.replace("/papers/", "/review/"), "/papers/", "/", "/search/?q=broken", "/log/",
                 f"/partnerships/{walk.slug}/undertakings/", f"/partnerships/{walk.slug}/tellings/"):
        page.goto(f"{walk.site.address}{path}")
        assert page.evaluate("window.broken") is None, path
        facts += [a.get_attribute("href") or "" for a in page.locator("a[href^='/fact/']", has_text="<").all()]
    for fact in dict.fromkeys(facts):
        page.goto(f"{walk.site.address}{fact}")
        assert page.evaluate("window.broken") is None, fact
    answer = page.request.get(f"{walk.site.address}{here}original/")
    assert answer.body() == HOSTILE
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    walk.seen.append(f"{here}original/")


def switch_language(walk: Walk) -> None:
    """The switch on every page, for this visit and those to come."""
    page = walk.go("/papers/")
    other = "fr" if walk.language == "en" else "en"
    before = page.locator("h1").inner_text()
    for code in (other, walk.language):
        page.click(f".languages button[value={code}]")
        page.wait_for_load_state()
        expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("h1")).to_have_text(before)


def as_a_reader(walk: Walk) -> None:
    """Make an account; its owner sets a password by the link, reads, and sees less."""
    page = walk.go("/papers/")
    hidden = page.locator("table.papers tbody th a").last.get_attribute("href") or ""
    walk.go(hidden)
    page.locator("details.about > summary").click()
    page.locator("form[action$='/mark/']:not(.claims *)").first.evaluate("form => form.closest('details').open = true")
    page.select_option("#marking", "2")
    page.fill("#why-mark", "Not for everybody.")
    page.locator("form[action$='/mark/'] button").first.click()
    page.wait_for_load_state()
    walk.go("/administration/")
    walk.follow("main a.button.primary")
    page.fill("main [name=name]", "Minh Tran")
    page.fill("main [name=email]", "minh@example.org")
    page.click("main form button.primary")
    link = page.locator("code.secret").inner_text()
    page.select_option("main [name=role]", "1")
    page.click("main button[value=grant]")
    page.wait_for_url(re.compile(r"/administration/accounts/\d+/$"))
    expect(page.locator("main table tbody tr")).to_have_count(1)

    there = walk.somebody("fr" if walk.language == "en" else "en").new_page()
    there.goto(link)
    there.fill("[name=password]", PASSWORD)
    there.fill("[name=again]", PASSWORD)
    there.click("main button.primary")
    there.wait_for_url(re.compile("/login/"))
    browsing.sign_in(there, walk.site, "minh@example.org", PASSWORD)
    assert there.goto(f"{walk.site.address}/partnerships/{walk.slug}/").status == 200  # type: ignore[union-attr]
    expect(there.locator(".places a[href='/review/']")).to_have_count(0)
    expect(there.locator(".places a[href='/administration/']")).to_have_count(0)
    told = {path: there.goto(f"{walk.site.address}{path}").status for path in ("/review/", "/administration/", hidden)}  # type: ignore[union-attr]
    assert told == {"/review/": 403, "/administration/": 404, hidden: 404}
    there.goto(f"{walk.site.address}/papers/")
    assert hidden not in [a.get_attribute("href") for a in there.locator("table.papers th a").all()]
    assert len(there.locator("table.papers tbody tr").all()) >= 1
    there.context.close()


def out(walk: Walk) -> None:
    """Sign out: every address that was seen answers with the sign-in page, and so does going back."""
    page = walk.go(f"/partnerships/{walk.slug}/")
    page.click(".person form button.quiet")
    page.wait_for_load_state()
    if "/logout/" in page.url:
        page.click("main button")
        page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()
    assert "/account/login/" in page.url, page.url
    assert len(walk.seen) > 20
    for path in dict.fromkeys(walk.seen):
        answer = page.request.get(f"{walk.site.address}{path}")
        assert "/account/login/" in answer.url, path
        assert "Lan Nguyen" not in answer.text()
