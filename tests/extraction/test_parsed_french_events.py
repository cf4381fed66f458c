"""Occasions that French dispatches and communiqués tell in passing: who was there, when, and which of them are one."""

from __future__ import annotations

from builders import text
from servanda.extraction import pipeline
from servanda.reading.text import Dateline

TALKS = "La ministre fidjienne des Affaires étrangères, Ana Vesi, a reçu jeudi à Suva son homologue tongien, Semi Tolu. "
Told = tuple[str, str, str | None, str | None, list[str]]


def told(words: str, before: str = TALKS) -> list[Told]:
    """The events that the words behind an opening tell: type, status, date, place and persons."""
    paper = text(before + words, language="fr", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    found = pipeline.extract(paper)
    names = {e.key: e.name for e in found.entities}
    return [
        (e.type, e.status, e.date, e.place, sorted(names[p] for p in e.participants))
        for e in found.events
        if any(c.start >= len(before) for c in e.citations)
    ]


def test_experts_who_prepare_a_session_hold_a_meeting_of_their_own() -> None:
    assert told("La rencontre d'Ana Vesi et de Semi Tolu avait été précédée d'une réunion des experts, les 11 et 12 mars.")[-1] == (
        "meeting", "held", "2024-03-11/2024-03-12", "Suva", [])
    words = "Les experts ont entamé mardi à Nadi les travaux préparatoires de la 8e Commission mixte, sous la présidence de Tom Rua."
    assert told(words) == [("meeting", "held", "2024-03-12", "Nadi", ["Tom Rua"])]


def test_closing_ceremony_of_another_day_ends_the_session() -> None:
    words = "Les deux ministres ont ouvert mercredi la 8e session de la Commission mixte. La cérémonie de clôture s'est tenue jeudi."
    assert told(words) == [("session", "held", "2024-03-13/2024-03-14", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_what_a_forum_gathers_is_not_held_by_the_verb_before_it() -> None:
    words = "Ana Vesi effectuera une visite aux Tonga en octobre, et un forum réunira à Neiafu, le 20 novembre, cent entreprises."
    assert told(words)[1] == ("forum", "planned", "2024-11-20", "Neiafu", [])


def test_founding_by_a_treaty_is_of_the_day_of_its_signature() -> None:
    words = "Le traité d'amitié entre les deux pays, signé le 29 juillet 2008, a donné naissance à une commission mixte."
    assert ("establishment", "held", "2008-07-29", None, []) in told(words)


def test_pair_does_what_the_verb_joined_to_theirs_tells() -> None:
    words = "Les deux ministres s'étaient auparavant recueillis devant le Mémorial et avaient planté un arbre dans le parc."
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Semi Tolu"]] * 2


def test_relative_pronoun_and_speaker_are_who_met() -> None:
    words = "Il a rappelé la visite aux Fidji, en avril dernier, du ministre tongien de la Défense, Luke Fifita, qui y avait rencontré "
    assert told(words + "le président Josefa Naulu.")[-1][4] == ["Josefa Naulu", "Luke Fifita"]
    words = "« Nous avons été reçus par le Premier ministre et nous avons eu avec notre sœur Ana Vesi des discussions franches »"
    assert [row[4] for row in told(words + ", a confié M. Tolu.")] == [["Ana Vesi", "Semi Tolu"], ["Semi Tolu"]]


def test_sender_of_a_message_was_not_there() -> None:
    words = "M. Tolu a transmis les vœux du roi Tupou Lavaka. Il a été reçu par le président, Josefa Naulu, à qui il a remis un "
    assert told(words + "message du souverain tongien.")[0][4] == ["Josefa Naulu", "Semi Tolu"]
