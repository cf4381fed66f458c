"""HTML: the story kept, the page's furniture left out."""

import time

import pytest
from makers import read, refusal

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Visite à Plovdiv | Agence du Nord</title>
<meta property="og:site_name" content="Agence du Nord"><link rel="canonical" href="https://nord.example/1">
<script type="application/ld+json">{"datePublished": "2025-05-08T23:30:00+02:00"}</script><style>p{}</style></head><body>
<header><ul><li><a href="/">Accueil</a></li><li><a href="/p">Politique</a></li></ul></header><h1>Visite à Plovdiv</h1>
<article><figure><img alt="x"><figcaption>La délégation. Photo : AN</figcaption></figure>
<p>Plovdiv, 8 mai <b>(AN)</b> – Les deux parties sont convenues&nbsp;:<br>ensemble</p>
<ul><li>de renforcer le commerce ;</li><li><p>d'ouvrir un consulat.</p></li></ul><ol><li>Un</li><li>Deux</li></ol>
<h2>Commerce</h2><p>La 3<sup>e</sup> réunion aura lieu en <a href="#">juin prochain</a>.</p>
<table><tr><td>Année</td><td>Échanges</td></tr><tr><td>2024</td><td>3</td></tr></table>
<p style="display:none">Caché</p><div class="related-posts"><p>À lire aussi : autre chose</p></div>
<p><a href="#">Un lien</a></p><p><a href="#">Un autre lien</a></p></article>
<aside><p>Météo</p></aside><footer>Tous droits réservés</footer></body></html>"""


def test_html_keeps_the_story_and_its_structure() -> None:
    assert read("a.html", PAGE.encode()).text == (
        "# Visite à Plovdiv\n\nLa délégation. Photo : AN\n\n"
        "Plovdiv, 8 mai (AN) – Les deux parties sont convenues\u00a0:\nensemble\n\n"
        "- de renforcer le commerce ;\n- d'ouvrir un consulat.\n1. Un\n2. Deux\n\n"
        "## Commerce\n\nLa 3e réunion aura lieu en juin prochain.\n\nAnnée\tÉchanges\n2024\t3"
    )


def test_html_tells_what_its_head_says() -> None:
    metadata = read("a.html", PAGE.encode()).metadata
    assert metadata == {"title": "Visite à Plovdiv", "date": "2025-05-08", "site": "Agence du Nord", "language": "fr",
                        "url": "https://nord.example/1", "encoding": "utf-8"}


def test_html_does_not_lose_a_story_to_misleading_names() -> None:
    page = "<body><div class='main-menu-widget'><p>Les ministres se sont réunis à Sofia et ont signé un accord.</p></div></body>"
    assert "signé un accord" in read("a.html", page.encode()).text


@pytest.mark.parametrize(("head", "encoding"), [
    ("<meta charset='iso-8859-2'>", "iso-8859-2"), ("", "windows-1252"), ("<meta charset='utf-8'>", "windows-1252"),
    ("<meta charset='nonsense'>", "utf-16"),
])
def test_html_is_decoded_by_its_bytes_first(head: str, encoding: str) -> None:
    page = f"<html>{head}<body><p>Les délégués ont dîné à Sofia.</p></body></html>".replace("à", "é")
    assert read("a.html", page.encode(encoding)).text == "Les délégués ont dîné é Sofia."


def test_deep_html_is_read_without_its_structure() -> None:
    began = time.monotonic()
    extracted = read("a.html", b"<html><body>" + b"<div>" * 10_000 + b"They met." + b"</div>" * 10_000 + b"<p>They signed.")
    assert extracted.text == "They met.\n\nThey signed."
    assert [p.code for p in extracted.problems] == ["deep"]
    assert time.monotonic() - began < 20


def test_html_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    began = time.monotonic()
    assert refusal("a.html", b"<html><body>" + b"<div>" * 2_000_000 + b"x", seconds=0.5) == "too-slow"
    assert time.monotonic() - began < 15
    assert read("b.html", b"<p>They met.</p>").text == "They met."


def test_html_that_takes_too_much_memory_is_stopped() -> None:
    assert refusal("a.html", b"<p>" + b"<b>x" * 3_000_000, memory_bytes=300_000_000) in ("too-much-memory", "crashed")
    assert read("b.html", b"<p>They met.</p>").text == "They met."


def test_html_without_words_is_refused() -> None:
    assert refusal("a.html", b"<html><body><script>alert('x')</script></body></html>") == "no-text"
