"""Papers that tell one occasion: by their main event, by what they tell was promised; and those that tell two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from builders import claim, person, text
from servanda.claims import Claim
from servanda.reading.text import Text
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import Clusters, cluster
from servanda.reconciliation.source import Source

PAIR = ["GA", "KR"]
SAID = {"en": ("build a fishing port at Mayumba", "train Gabonese technicians in timber",
               "Officials held talks.", "They will {0} and {1}."),
        "fr": ("construire un port de pêche à Mayumba", "former des techniciens gabonais du bois",
               "Des responsables se sont entretenus.", "Ils vont {0} et {1}.")}


def joined(papers: list[Text], claims: list[Claim]) -> Clusters:
    return cluster({p.document: Source(p) for p in papers}, Claimed(claims), {})


def groups(papers: list[Text], claims: list[Claim], kind: str) -> list[int]:
    kinds = {c.id: c.kind for c in claims}
    return [len(g) for g in joined(papers, claims).groups if kinds[g[0]] == kind]


def paper(language: str, day: str, *names: str, **event: Any) -> tuple[Text, list[Claim]]:
    """A paper of talks of these people, which tells two promises in a language."""
    port, train, opening, promised = SAID[language]
    made = text(f"{opening} {promised.format(port, train)} {', '.join(names)}", path=f"{language}{day}.txt", language=language,
                published=day)
    people = [person(made, n, s) for n, s in zip(names, ("GA", "KR"), strict=False)]
    return made, [*people, claim(made, "event", opening, states=PAIR, participants=[p.id for p in people], **event),
                  *(claim(made, "undertaking", words, by=["KR"], areas=["industry"]) for words in (port, train))]


def stories(*told: tuple[Text, list[Claim]]) -> int:
    return len(set(joined([p for p, _ in told], [c for _, listed in told for c in listed]).stories.values()))


def test_papers_that_tell_the_same_promises_of_one_company_tell_one_story_whatever_they_open_with() -> None:
    signing = paper("en", "2024-06-03", "Anna Mba", "Han Jiwon", type="signing", date="2024-06-03")
    assert stories(signing, paper("fr", "2024-06-04", "Anna Mba", "Han Jiwon", date="2024-06-04")) == 1
    assert stories(signing, paper("fr", "2024-06-28", "Anna Mba", "Han Jiwon", date="2024-06-28")) == 0


def test_promises_made_again_in_other_company_or_on_another_day_are_another_story() -> None:
    met = paper("en", "2024-06-06", "Anna Mba", "Han Jiwon", date="2024-06-03")
    assert stories(met, paper("fr", "2024-06-04", "Jean Ndong", "Lee Minho", date="2024-06-04")) == 0
    assert stories(met, paper("fr", "2024-06-07", "Anna Mba", "Han Jiwon", type="signing", date="2024-06-06")) == 0


def session(day: str, told: str, number: int | None, *, body: bool = True, path: str = "a.txt") -> tuple[Text, list[Claim]]:
    made = text("Anna Mba and Han Jiwon chaired the Joint Commission.", path=path, published=told)
    people = [person(made, "Anna Mba", "GA"), person(made, "Han Jiwon", "KR")]
    named = [claim(made, "mechanism", "Joint Commission", states=PAIR)] if body else []
    return made, [*people, *named, claim(
        made, "event", "chaired the Joint Commission", type="session", states=PAIR, date=day, ordinal=number,
        participants=[p.id for p in people], mechanism=named[0].id if named else None)]


def sessions(*told: tuple[Text, list[Claim]]) -> list[int]:
    return groups([p for p, _ in told], [c for _, listed in told for c in listed], "event")


def test_session_dated_by_the_day_it_was_told_is_that_of_the_days_before() -> None:
    held = session("2024-06-03", "2024-06-05", 3)
    assert sessions(held, session("2024-06-08", "2024-06-08", 3, path="b.txt")) == [2]
    assert sessions(held, session("2024-06-08", "2024-06-08", 4, path="b.txt")) == [1, 1]
    unnumbered = session("2024-06-03", "2024-06-05", None)
    assert sessions(unnumbered, session("2024-06-05", "2024-06-05", None, path="b.txt")) == [2]
    assert sessions(unnumbered, session("2024-06-05", "2024-06-05", None, body=False, path="b.txt")) == [2]
    assert sessions(unnumbered, session("2024-06-05", "2024-06-07", None, path="b.txt")) == [1, 1]


def test_what_is_announced_without_a_day_for_a_visit_is_of_its_days() -> None:
    a = text("Anna Mba will visit Seoul. She is to meet Han Jiwon.", path="a.txt", published="2024-05-10")
    b = text("Anna Mba met Han Jiwon.", path="b.txt", published="2024-06-04")
    one, other = ([person(p, "Anna Mba", "GA"), person(p, "Han Jiwon", "KR")] for p in (a, b))
    claims = [*one, *other,
              claim(a, "event", "will visit Seoul", type="visit", states=PAIR, participants=[one[0].id], status="planned",
                    date="2024-06-03/2024-06-05"),
              claim(a, "event", "is to meet Han Jiwon", states=PAIR, participants=[p.id for p in one], status="planned"),
              claim(b, "event", "met Han Jiwon", states=PAIR, participants=[p.id for p in other], date="2024-06-04")]
    assert groups([a, b], claims, "event") == [1, 2]


def told_in_one_story(first: str, second: str, states: tuple[str, str], type_: str, language: str = "en") -> list[int]:
    papers = [text(f"The third session was held. {name}", path=f"{n}.txt", published="2024-06-03", language=tag)
              for n, (name, tag) in enumerate(((first, "en"), (second, language)))]
    sat = [claim(p, "event", "session was held", type="session", states=PAIR, date="2024-06-03", ordinal=3) for p in papers]
    named = [claim(p, "entity", name, type=type_, state=state, names=[name])
             for p, name, state in zip(papers, (first, second), states, strict=True)]
    return groups(papers, [*sat, *named], "entity")


def test_nearly_one_name_in_one_story_is_one_person_of_a_state() -> None:
    assert told_in_one_story("Arief Santoso", "Arif Santoso", ("KR", "KR"), "person") == [2]
    assert told_in_one_story("Arief Santoso", "Arif Santoso", ("KR", "GA"), "person") == [1, 1]
    assert told_in_one_story("Arief Santoso", "Budi Santoso", ("KR", "KR"), "person") == [1, 1]


def test_body_of_one_meaning_in_one_story_is_one_but_each_side_has_its_ministry() -> None:
    french = "Agence nationale de normalisation"
    assert told_in_one_story("National Standardization Agency", french, ("KR", "GA"), "organisation", "fr") == [2]
    ministries = "Ministry of Trade and Energy", "Ministère du Commerce et de l'Énergie"
    assert told_in_one_story(*ministries, ("KR", "GA"), "organisation", "fr") == [1, 1]


def test_ministry_is_known_by_portfolio_and_state_a_part_of_it_only_in_one_story() -> None:
    a = text("The Ministry of Foreign Affairs spoke.", path="a.txt", published="2024-01-03")
    b = text("Le ministère des Affaires étrangères a parlé.", path="b.txt", language="fr", published="2024-09-03")
    c = text("Le ministère des Affaires étrangères et de l'Intégration.", path="c.txt", language="fr", published="2024-12-03")
    named = [claim(p, "entity", name, type="organisation", state="KR") for p, name in (
        (a, "Ministry of Foreign Affairs"), (b, "ministère des Affaires étrangères"),
        (c, "ministère des Affaires étrangères et de l'Intégration"))]
    assert groups([a, b, c], named, "entity") == [2, 1]
    assert told_in_one_story("Foreign Ministry", "ministère des Affaires étrangères et de l'Intégration", ("KR", "KR"),
                             "organisation", "fr") == [2]
    assert told_in_one_story("Foreign Ministry", "ministère du Commerce extérieur et étranger", ("KR", "KR"), "organisation",
                             "fr") == [1, 1]


def test_what_one_paper_calls_a_session_and_another_a_meeting_is_one_where_both_open_with_it() -> None:
    one, other = paper("en", "2024-06-03", "Anna Mba", "Han Jiwon", date="2024-06-03", type="session"), paper(
        "fr", "2024-06-03", "Anna Mba", "Han Jiwon", date="2024-06-03")
    assert groups([one[0], other[0]], [*one[1], *other[1]], "event") == [2]
    elsewhere = paper("fr", "2024-06-03", "Jean Ndong", "Lee Minho", date="2024-06-03")
    assert groups([one[0], elsewhere[0]], [*one[1], *elsewhere[1]], "event") == [1, 1]


def told_texts(first: str, second: str, *, day: str | None = "2024-06-03", parties: list[str] = PAIR, type_: str = "memorandum"
               ) -> list[int]:
    papers = [text(f"The third session was held. {title}", path=f"{n}.txt", published="2024-06-03")
              for n, title in enumerate((first, second))]
    sat = [claim(p, "event", "session was held", type="session", states=PAIR, date="2024-06-03", ordinal=3) for p in papers]
    signed = [claim(papers[0], "instrument", first, type=type_, date="2024-06-03", parties=PAIR),
              claim(papers[1], "instrument", second, type=type_, date=day, parties=parties)]
    return groups(papers, [*sat, *signed], "instrument")


def test_texts_of_one_story_need_less_to_be_one() -> None:
    assert told_texts("memorandum of cooperation between the academies", "memorandum") == [2]
    assert told_texts("contract for turbines of the Charvak dam", "contract on turbines for Tcharvak", type_="contract") == [2]
    assert told_texts("memorandum on fisheries", "memorandum on fisheries", parties=["GA"]) == [2]
    assert told_texts("memorandum on fisheries", "memorandum on aviation") == [1, 1]


def test_high_committee_is_not_the_committee_of_one_field() -> None:
    def bodies(first: str, second: str) -> list[int]:
        papers = [text(f"The {name} met.", path=f"{n}.txt") for n, name in enumerate((first, second))]
        told = [claim(p, "mechanism", name, states=PAIR) for p, name in zip(papers, (first, second), strict=True)]
        return groups(papers, told, "mechanism")

    assert bodies("High Joint Committee", "Joint Committee on Tourism") == [1, 1]
    assert bodies("Joint Committee", "Joint Committee on Tourism") == [2]
    assert bodies("High Joint Committee", "High Joint Committee on Economic Cooperation") == [2]


def test_channel_is_set_up_by_being_held() -> None:
    papers = [text(f"The third session was held. They will {words}.", path=f"{n}.txt", published="2024-06-03", language=tag)
              for n, (tag, words) in enumerate((("en", "hold annual political consultations"),
                                                ("fr", "instituer des consultations politiques annuelles")))]
    claims = []
    for p, name, words in zip(papers, ("political consultations", "consultations politiques"),
                              ("hold annual political consultations", "instituer des consultations politiques annuelles"),
                              strict=True):
        body = claim(p, "mechanism", name, states=PAIR)
        body = replace(body, fields={**body.fields, "kind": "consultation"})
        claims += [claim(p, "event", "session was held", type="session", states=PAIR, date="2024-06-03", ordinal=3), body,
                   claim(p, "undertaking", words, by=PAIR, areas=["diplomacy"], mechanism=body.id)]
    assert groups(papers, claims, "undertaking") == [2]


def test_papers_that_tell_the_same_texts_as_concluded_in_their_days_tell_one_story() -> None:
    def signed(*titles: str, day: str = "2024-06-03", path: str) -> tuple[Text, list[Claim]]:
        paper = text(f"They signed: {'; '.join(titles)}.", path=path, published=day)
        return paper, [claim(paper, "instrument", t, type="memorandum", parties=PAIR, date=day) for t in titles]

    both, more = ("memorandum on fisheries", "memorandum on rail links"), "memorandum on museums"
    assert stories(signed(*both, path="a"), signed(*both, more, path="b")) == 1
    assert stories(signed(*both, path="a"), signed(both[0], more, path="b")) == 0


def test_papers_of_the_same_days_need_two_promises_and_two_people_whatever_else_they_tell() -> None:
    first, told = paper("en", "2024-06-03", "Anna Mba", "Han Jiwon", date="2024-06-01")
    told += [claim(first, "undertaking", words, by=["GA"], areas=["health"]) for words in ("Mayumba and", "in timber", "Anna")]
    for day, found in (("2024-06-04", 1), ("2024-06-09", 0)):
        other, again = paper("fr", day, "Anna Mba", "Han Jiwon", type="forum", date=None)
        more = [claim(other, "undertaking", words, by=["GA"], areas=["health"]) for words in ("Mayumba et", "gabonais du", "Han")]
        assert stories((first, told), (other, again + more)) == found
