"""The page: hostile words stay words, every link leads somewhere, sources and their differences are shown."""

from __future__ import annotations

import re
from html import unescape

import pytest
from examples import FIRST, HOSTILE, SECOND, merged, record

from servanda.publishing import page
from servanda.publishing.papers import papers
from servanda.publishing.words import Words
from servanda.reading.formats import Page
from servanda.reconciliation import Record


@pytest.fixture(scope="module", params=["fr", "en"])
def html(request: pytest.FixtureRequest) -> str:
    return page.render(merged(), [FIRST, SECOND], Words(request.param))


def test_words_of_a_paper_are_never_markup(html: str) -> None:
    assert HOSTILE not in html
    assert html.count("<script>") == 1 and "&lt;script&gt;" in html


def test_every_link_leads_somewhere_and_every_id_is_one(html: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]*)"', html))
    assert targets and not targets - set(ids)


def test_page_calls_nobody(html: str) -> None:
    assert "default-src 'none'" in unescape(html) and "unsafe-inline" not in html
    assert not re.findall(r"https?://", html) and " src=" not in html and " on" + "click" not in html


def test_both_sources_of_a_fact_are_cited_and_their_difference_is_said() -> None:
    words = Words("en")
    html = page.render(merged(), [FIRST, SECOND], words)
    assert words("differs", fields="due date") in html or words("differs", fields=words("field_due")) in html
    assert "<td>2027</td><td>2028</td>" in html and "[2.1]" in html


def test_overlapping_passages_are_cut_not_nested() -> None:
    made = record()
    (first, _) = papers(made, [FIRST, SECOND], {})
    segments = [s for b in first.blocks for s in b.segments]
    assert "".join(s.text for s in segments) == FIRST.content
    inside = next(s for s in segments if s.text == "Ana Lopes")
    assert len(inside.facts) == 2 and not inside.named


def test_pages_recognised_from_pictures_show_the_picture() -> None:
    pages = {FIRST.document: (Page(1, 0, len(FIRST.content), b"\x89PNG"),)}
    html = page.render(record(), [FIRST, SECOND], Words("en"), pages)
    assert "img-src data:" in html and 'src="data:image/png;base64,iVBORw=="' in html


def test_empty_record_gives_a_page() -> None:
    assert "<main>" in page.render(Record(), [], Words("en"))
