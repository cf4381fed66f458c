"""The search box: any spelling, any form, only what may be seen, the same on both databases."""

from __future__ import annotations

import desks
import pytest

from servanda_site.register.actions.mark import mark_paper
from servanda_site.register.actions.seal import seal, unseal
from servanda_site.register.folding import fold, forms, sound
from servanda_site.register.searching import Query, marked, search
from servanda_site.register.visibility import Access


def found(user, text: str, **more) -> list[str]:
    return ["".join(w for w, _ in hit.pieces) for s in search(Access(user), text, **more).sections for hit in s.hits]


@pytest.mark.parametrize(("typed", "written"), [
    ("to lam", "T\u00f4 L\u00e2m"), ("TO LAM", "T\u00f4 L\u00e2m"), ("etats", "\u00c9tats"), ("dinh", "\u0110\u1ecbnh"),
    ("eliyev", "\u018fliyev"), ("coeur", "c\u0153ur"), ("strasse", "Stra\u00dfe"),
])
def test_spellings_meet(typed: str, written: str) -> None:
    assert [fold(w) for w in typed.split()] == [fold(w) for w in written.split()]


@pytest.mark.parametrize(("one", "other"), [
    ("commercial", "commerciaux"), ("echange", "echanges"), ("agreement", "agreements"), ("party", "parties"),
    ("cooperation", "cooperations"), ("signed", "signing"), ("national", "nationale"),
])
def test_forms_meet(one: str, other: str) -> None:
    assert set(forms(one)) & set(forms(other))


def test_words_that_meet_in_one_language_do_not_in_another() -> None:
    assert not set(forms("visas")) & set(forms("visit", "en"))
    assert set(forms("visas")) & set(forms("visa", "en")) and set(forms("visas")) & set(forms("visas", "fr"))
    assert set(forms("hop")) & set(forms("hop", "vi")) and set(forms("giai")) & set(forms("giai", "vi"))


def test_finds_a_name_in_any_spelling_and_marks_it(desk: desks.Desk) -> None:
    results = search(Access(desk.reader), "to lam")
    people = next(s for s in results.sections if s.kind == "entity")
    assert [w for w, hit in people.hits[0].pieces if hit][:2] == ["T\u00f4", "L\u00e2m"]


@pytest.mark.parametrize("typed", ["Aliev", "Alieff", "\u00c2liy\u00eav"])
def test_finds_a_person_as_others_spell_the_name(desk: desks.Desk, typed: str) -> None:
    people = search(Access(desk.reader), typed, kinds=("entity",)).sections[0]
    assert ("Aliyev", True) in people.hits[0].pieces
    assert not found(desk.reader, "Alinev")


@pytest.mark.parametrize("spellings", [
    ("Kosherbayev", "Kosherbaev", "Kosherbaiev", "Kosherbayeff"), ("Tokayev", "Tokaev", "Toka\u00efev"),
    ("Tokayeva", "Tokaeva"), ("Yermek", "Ermek")])
def test_a_name_sounds_the_same_with_and_without_its_glide(spellings: tuple[str, ...]) -> None:
    assert len({sound(fold(word)) for word in spellings}) == 1
    assert len({sound(fold(word)) for word in ("Tokayev", "Takayev", "Tokarev", "Tokay")}) == 4


def test_quoted_words_stand_together(desk: desks.Desk) -> None:
    assert found(desk.reader, '"trade office"')
    assert found(desk.reader, "office trade")
    assert not found(desk.reader, '"office trade"')


def test_all_words_are_wanted(desk: desks.Desk) -> None:
    assert not found(desk.reader, "scholarships patrol")


def test_only_what_may_be_seen(desk: desks.Desk) -> None:
    assert found(desk.head, "patrol boats")
    assert not found(desk.officer, "patrol boats")
    assert not found(desk.reader, "patrol boats")
    assert not found(desk.stranger, "scholarships")
    assert not found(desk.nobody, "aliyev")


def test_a_marking_raised_hides_at_once(desk: desks.Desk) -> None:
    assert found(desk.reader, "scholarships")
    mark_paper(desk.head, desk.baku, 2)
    assert not found(desk.reader, "scholarships")
    assert found(desk.head, "scholarships")


def test_sealed_papers_are_not_found_until_unsealed(desk: desks.Desk) -> None:
    seal(desk.head, desk.baku)
    assert not found(desk.head, "scholarships")
    desk.baku.refresh_from_db()
    unseal(desk.head, desk.baku)
    assert found(desk.head, "scholarships")


def test_goes_on_where_it_stopped(desk: desks.Desk) -> None:
    first = search(Access(desk.reader), "trade", kinds=("undertaking",), each=1).sections[0]
    assert first.more
    after = search(Access(desk.reader), "trade", kinds=("undertaking",), each=1, after=first.hits[0].entry.pk).sections[0]
    assert after.hits[0].entry.pk < first.hits[0].entry.pk


@pytest.mark.parametrize("odd", [
    "", " ", '"', '""', "'", "*", "a* OR b", "NEAR(a b)", "words:x", "-", "((", "\x00", "\u202e", "%", "a" * 5000, '" ' * 400,
    "trade AND NOT office", "<script>", "\\", "{}", "😀", "a&b|c!d:*",
])
def test_nothing_typed_breaks_it(desk: desks.Desk, odd: str) -> None:
    search(Access(desk.reader), odd)


def test_long_odd_queries_take_no_time() -> None:
    assert len(Query.of("(a|a)*" * 50_000).words) <= 16


def test_marks_the_sentence_of_the_first_hit() -> None:
    text = "Nothing here. The ministers met in Hanoi. Nothing there."
    pieces = list(marked(text, Query.of("hanoi")))
    assert ("Hanoi", True) in pieces
    assert "".join(w for w, _ in pieces).strip("\u2026 ") == "The ministers met in Hanoi."


def test_the_page_shows_hits_and_an_empty_state(desk: desks.Desk, client_of) -> None:
    page = client_of(desk.reader).get("/search/", {"q": "to lam"})
    assert page.status_code == 200
    assert b"<mark>T\xc3\xb4</mark>" in page.content
    assert b"Nothing was found" in client_of(desk.reader).get("/search/", {"q": "zzzz"}).content


def test_what_is_typed_is_shown_as_text(desk: desks.Desk, client_of) -> None:
    page = client_of(desk.reader).get("/search/", {"q": "<script>alert(1)</script>"}).content
    assert b"<script>alert" not in page
