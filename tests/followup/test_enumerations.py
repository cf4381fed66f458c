"""What a clause enumerates, in every language that has the words for it."""

from __future__ import annotations

import pytest

from servanda.followup.enumerations import denies, itself, parts, refers, without_occasion


@pytest.mark.parametrize(("tag", "words", "told"), [
    ("en", "dredge the port, widen the quay and repair the cranes", ("dredge the port", "widen the quay", "repair the cranes")),
    ("fr", "draguer le port en élargissant le quai et les môles", ("draguer le port", "élargissant le quai", "les môles")),
    ("fr", "trois travaux: draguer le port ; élargir le quai", ("trois travaux", "draguer le port ", "élargir le quai")),
    ("es", "dragar el puerto y ampliar el muelle", ("dragar el puerto", "ampliar el muelle")),
    ("fr", "draguer, avant la fin de l'année, le port et le quai", ("draguer", "le port", "le quai")),
    ("en", "dredge the port, before the rains, the quay and the bay", ("dredge the port", "the quay", "the bay")),
    ("en", "run a ferry between Ilo and Tacna", ()), ("fr", "relier par un bac entre Ilo et Tacna les deux rives", ()),
    ("en", "dredge the port", ()), ("vi", "một, hai", ()), (None, "one, two", ()),
])
def test_parts_of_an_enumeration(tag: str | None, words: str, told: tuple[str, ...]) -> None:
    assert parts(words, tag) == told


@pytest.mark.parametrize(("tag", "words", "told"), [
    ("en", "will be delivered in May", True), ("en", "it will open next year", True), ("en", "see it mended", True),
    ("en", "will open its doors in May", True), ("fr", "ouvrira ses portes en mai", True),
    ("en", "should take place in Ilo", True), ("en", "lend two dredgers for it", True), ("en", "do likewise in Tacna", True),
    ("en", "the building is to be roofed", True), ("fr", "en faire autant à Salé", True),
    ("fr", "veiller à ce qu'elle siège", True),
    ("fr", "sera inaugurée en mai", True), ("fr", "en hâter la pose", True), ("fr", "l'achever avant l'été", True),
    ("en", "deliver two ferries", False), ("fr", "élargir le quai", False), ("fr", "en élargissant le quai", False),
    ("es", "abrir el puerto", False), (None, "it will open", False),
])
def test_words_that_refer_to_a_thing_named_before(tag: str | None, words: str, told: bool) -> None:
    assert refers(words, tag) is told


@pytest.mark.parametrize(("tag", "words", "told"), [
    ("en", "dredge the port of Ilo, which will serve both coasts", "dredge the port of Ilo"),
    ("fr", "draguer le port de Salé afin de servir les deux côtes", "draguer le port de Salé"),
    ("en", "dredge the port of Ilo", "dredge the port of Ilo"),
    (None, "dredge the port, which will serve both", "dredge the port, which will serve both"),
])
def test_a_thing_without_what_it_is_for(tag: str | None, words: str, told: str) -> None:
    assert itself(words, tag) == told


@pytest.mark.parametrize(("tag", "words", "told"), [
    ("en", "sign the pact on kelp at the next session of the council", "sign the pact on kelp"),
    ("fr", "signer le pacte à l'occasion de la visite du maire de Salé", "signer le pacte"),
    ("en", "sign the pact on kelp by May", "sign the pact on kelp by May"),
    (None, "sign it at that session", "sign it at that session"),
])
def test_a_thing_without_the_occasion_on_which_it_is_done(tag: str | None, words: str, told: str) -> None:
    assert without_occasion(words, tag) == told


@pytest.mark.parametrize(("tag", "words", "told"), [
    ("en", "no harbour master would be posted to Ilo", True), ("en", "no later than May the port is dredged", False),
    ("fr", "aucun bac ne sera acheté", True),
    ("en", "will not dredge the port", True), ("en", "refrain from dredging the port", True),
    ("en", "will dredge the port not later than May", False), ("en", "does not rule out dredging the port", False),
    ("fr", "ne pas draguer le port", True), ("fr", "n'\u00e9largira plus le quai", True),
    ("fr", "n'exclut pas de draguer le port", False),
    ("fr", "draguera le port", False), ("es", "no dragar el puerto", False), (None, "will not dredge", False),
])
def test_words_that_deny_a_thing(tag: str | None, words: str, told: bool) -> None:
    assert denies(words, tag) is told
