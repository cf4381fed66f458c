"""A harmless mutation leaves the story as it was, and its citations exact."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

import pytest
from pages import FIRST, NAMED, PLAIN, SECOND, STORY, THIRD, TITLE, page, story

from servanda.languages.folding import fold
from servanda.reading.lines import logical, physical, wrapped_width
from servanda.reading.text import Text

WRAPPED_AT = 72


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def wrapped(text: str, width: int = WRAPPED_AT) -> str:
    return "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in text.strip().split("\n\n")) + "\n"


def hyphenated(text: str) -> str:
    """Wrapped, and every third line broken inside its last long word."""
    broken = []
    for number, line in enumerate(wrapped(text).split("\n")):
        match = re.search(r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4,}$)", line)
        if number % 3 == 0 and match:
            line = f"{line[: match.start()]}-\n{line[match.start() :]}"
        broken.append(line)
    return "\n".join(broken)


def straight(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u2013", "-")


def curly(text: str) -> str:
    return text.replace("'", "\u2019").replace(" e ", "\u00a0e ").replace(" commission", "\u00a0commission")


def soft_hyphens(text: str) -> str:
    return text.replace("commission", "com\u00admis\u00adsion").replace("maritime", "mari\u200btime")


def decomposed(text: str) -> str:
    return text.replace("é", "e\u0301").replace("è", "e\u0300")


def indented(text: str) -> str:
    return "".join(f"   {line}" for line in text.splitlines(keepends=True))


def crawled(text: str) -> str:
    return f" date 2025-05 {text}"


def with_share_bar(text: str) -> str:
    return text + "\nPartager\nFacebook Telegram WhatsApp\n"


def with_teasers(text: str) -> str:
    return text + "\nÀ lire aussi\n\nLe port de Tema s’agrandit\nUn quai de plus accueillera les navires dès l’an prochain.\n"


def with_menu(text: str) -> str:
    return "Accueil > Actualités > Diplomatie\n\n" + text


def with_credit(text: str) -> str:
    return text.replace(FIRST, f"Photo : AIP\n\n{FIRST}")


def with_links(text: str) -> str:
    return text.replace(FIRST, f">> Le Ghana accueille un forum minier\n\n>> Abidjan prépare la rentrée\n\n{FIRST}")


def with_dateline(text: str) -> str:
    return text.replace(FIRST, f"Abidjan, 7 mai (AIP) - {FIRST}")


def with_signature(text: str) -> str:
    return text + "\nAIP\n"


def with_front_matter(text: str) -> str:
    return "---\ndate: '2025-05-07'\ntags: diplomatie\n---\n\n" + text


def with_byline(text: str) -> str:
    return text.replace(FIRST, f"Publié par : La Rédaction le 7 mai 2025 à 10h30\n\n{FIRST}")


def with_keywords(text: str) -> str:
    return text + "\n© Tous droits réservés\nTags : Ghana, commission mixte\n"


MUTATIONS: tuple[Callable[[str], str], ...] = (
    crlf,
    wrapped,
    hyphenated,
    straight,
    curly,
    soft_hyphens,
    decomposed,
    indented,
    crawled,
    with_share_bar,
    with_teasers,
    with_menu,
    with_credit,
    with_links,
    with_dateline,
    with_signature,
    with_front_matter,
    with_byline,
    with_keywords,
)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda m: m.__name__)
def test_story_stays(mutate: Callable[[str], str]) -> None:
    assert _plain(story(page(mutate(PLAIN)))) == _plain(story(page(PLAIN)))


@pytest.mark.parametrize("second", MUTATIONS, ids=lambda m: m.__name__)
@pytest.mark.parametrize("first", (crlf, hyphenated, with_dateline, with_teasers, crawled), ids=lambda m: m.__name__)
def test_two_mutations_leave_the_story(first: Callable[[str], str], second: Callable[[str], str]) -> None:
    content = first(second(PLAIN)) if first is not hyphenated else second(first(PLAIN))
    text = page(content)
    told = _plain(story(text))
    for words in _plain([SECOND, THIRD]):
        assert any(words in block for block in told), told
    _check_offsets(text)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda m: m.__name__)
def test_citations_are_exact(mutate: Callable[[str], str]) -> None:
    text = page(mutate(PLAIN))
    _check_offsets(text)
    view = text.view
    for match in re.finditer(r"\w+", view.text):
        start, end = view.source(*match.span())
        cited = re.sub(r"[-\u2010]\r?\n\s*|\u00ad|\u200b", "", text.content[start:end])
        assert fold(cited).replace(" ", "") == fold(match.group()), (match.group(), cited)


def test_title_survives() -> None:
    assert {fold(page(m(PLAIN)).title or "") for m in MUTATIONS} == {fold(TITLE)}


def test_width_counts_letters_not_their_accents() -> None:
    composed = wrapped(" ".join([SECOND, "Été préféré, créé, répété, élevé, égaré, dédié, pénétré, décédé, hérité."] * 3))
    apart = unicodedata.normalize("NFD", composed)
    assert wrapped_width(apart, physical(apart)) == wrapped_width(composed, physical(composed)) == WRAPPED_AT


def test_title_is_in_composed_letters() -> None:
    content = "Traité d’amitié : Abidjan et Accra relancent leur commission\n\n" + PLAIN
    assert page(unicodedata.normalize("NFD", content)).title == page(content).title


def test_the_plain_page() -> None:
    assert len(story(page(PLAIN))) == len(STORY)


def _plain(blocks: list[str]) -> list[str]:
    """Blocks without what a reader of the view need not tell apart: a plain or a typographic dash, the ordinal's gap."""
    return [fold(b).replace("\u2013", "-").replace("4 e ", "4e ") for b in blocks]


def _check_offsets(text: Text) -> None:
    view = text.view
    assert len(view.text) == len(view.offsets)
    assert all(a <= b for a, b in zip(view.offsets, view.offsets[1:], strict=False))
    assert all(0 <= o < len(text.content) for o in view.offsets)
    spans = [(p.start, p.end) for p in text.passages]
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_a_dash_that_had_no_room_on_its_line_begins_no_item() -> None:
    paragraph = wrapped(
        "La commission mixte du commerce et des transports des trois pays voisins – Sénégal compris – s’est réunie la semaine "
        "dernière afin de faire le point et de préparer la session d’automne.")
    assert "\n– Sénégal" in paragraph
    told = page(f"{wrapped(FIRST)}\n{wrapped(SECOND)}\n{paragraph}\n{wrapped(THIRD)}")
    assert "pays voisins – Sénégal compris – s'est réunie" in told.view.text
    assert not any(b.role == "item" for b in told.view.blocks)


def test_dashes_of_a_list_begin_items_though_the_line_before_is_full() -> None:
    line = "La commission mixte du commerce et des transports a retenu deux points"
    told = page(f"{wrapped(FIRST)}\n{wrapped(SECOND)}\n{line}\n- Des droits abaissés\n- Des règles communes\n\n{wrapped(THIRD)}")
    items = [told.view.text[b.start:b.end] for b in told.view.blocks if b.role == "item"]
    assert items == ["Des droits abaissés", "Des règles communes"]


def test_words_that_must_not_be_parted_are_one_where_lines_are_wrapped() -> None:
    name = "Minister Ana Cruz to the capital of Norway on Friday,".replace(" ", "\u00a0")
    held = f"The minister welcomed Prime\n{name}\n"
    words = held + textwrap.fill("and they agreed to widen the bay, to train pilots and to map the reefs together. " * 6, 72)
    assert [line.text[:44] for line in logical(words)] == ["The minister welcomed Prime Minister Ana Cru"]


@pytest.mark.parametrize("width", range(40, 151))
@pytest.mark.parametrize("paper", NAMED, ids=lambda p: p.split(",")[0])
def test_names_hold_together_where_their_paper_is_wrapped(paper: str, width: int) -> None:
    assert page(wrapped(paper, width)).view.text == page(paper).view.text


@pytest.mark.parametrize("width", range(40, 151))
def test_a_paper_is_the_same_wrapped_at_any_width(width: int) -> None:
    assert _plain(story(page(wrapped(PLAIN, width)))) == _plain(story(page(PLAIN)))


def test_titles_and_credits_above_a_story_are_no_lines_of_it() -> None:
    titles = "Mauritius And Seychelles Agree To Search The Sea Together\nMinister Ramful Opens The Consulate General Himself\n"
    told = page(f"{titles}{NAMED[0]}")
    assert [told.view.text[b.start:b.end].split(" ")[0] for b in told.view.blocks][:3] == ["Mauritius", "Minister", "The"]
