"""What is one becomes one, with reasons; what is in doubt stays apart."""

from __future__ import annotations

from builders import STORY, claim, person, text
from servanda.claims import Claim
from servanda.reading.text import Text
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import Clusters, cluster
from servanda.reconciliation.source import Source


def joined(papers: list[Text], claims: list[Claim], **judged: list[tuple[str, str]]) -> Clusters:
    return cluster({p.document: Source(p) for p in papers}, Claimed(claims), {}, **judged)


def groups(papers: list[Text], claims: list[Claim], **judged: list[tuple[str, str]]) -> list[int]:
    return [len(g) for g in joined(papers, claims, **judged).groups]


def two(first: str, second: str, *, language: str = "en") -> tuple[Text, Text]:
    return (text(first, path="a.txt", published="2025-05-08"),
            text(second, path="b.txt", published="2025-05-08", language=language))


def test_one_letter_joins_only_with_the_same_state_and_office() -> None:
    a, b = two("Ali Asadox spoke.", "Ali Asadov spoke.")
    assert groups([a, b], [person(a, "Ali Asadox", "AZ", "head-of-government"),
                           person(b, "Ali Asadov", "AZ", "head-of-government")]) == [2]
    assert groups([a, b], [person(a, "Ali Asadox", "AZ"), person(b, "Ali Asadov", "AZ", "head-of-government")]) == [1, 1]
    assert groups([a, b], [person(a, "Ali Asadox", "AZ", "speaker"), person(b, "Ali Asadov", "IR", "speaker")]) == [1, 1]


def test_other_vowels_join_only_holders_of_one_office_that_has_one() -> None:
    a, b = two("Salim Belkacem spoke.", "Soulem Belkacem spoke.")
    both = [person(a, "Salim Belkacem", "DZ", "minister/energy"), person(b, "Soulem Belkacem", "DZ", "minister/energy")]
    assert groups([a, b], both) == [2]
    for office in ("other", "ambassador", "minister/other"):
        assert groups([a, b], [person(a, "Salim Belkacem", "DZ", office), person(b, "Soulem Belkacem", "DZ", office)]) == [1, 1]
    c, d = two("Kamel Belkacem spoke.", "Soulem Belkacem spoke.")
    assert groups([c, d], [person(c, "Kamel Belkacem", "DZ", "minister/energy"),
                           person(d, "Soulem Belkacem", "DZ", "minister/energy")]) == [1, 1]


def test_father_and_son_stay_two() -> None:
    a, b = two("Heydar Aliyev came.", "Ilham Aliyev came.")
    assert groups([a, b], [person(a, "Heydar Aliyev", "AZ", "head-of-state"),
                           person(b, "Ilham Aliyev", "AZ", "head-of-state")]) == [1, 1]


def test_surname_alone_joins_where_only_one_fits() -> None:
    a, b = two("Aoun spoke.", "Ali Aoun spoke. Omar Aoun too.")
    one = person(a, "Aoun", "DZ", "minister/industry-trade")
    minister = person(b, "Ali Aoun", "DZ", "minister/industry-trade")
    assert groups([a, b], [one, minister]) == [2]
    assert groups([a, b], [one, minister, person(b, "Omar Aoun", "DZ", "minister/industry-trade")]) == [1, 1, 1]


def test_body_named_differently_in_two_languages_is_one() -> None:
    a, b = two("The Intergovernmental Commission on Trade and Energy met.",
               "Le Comité intergouvernemental pour le commerce et l'énergie s'est réuni.", language="fr")
    found = joined([a, b], [
        claim(a, "mechanism", "Intergovernmental Commission on Trade and Energy"),
        claim(b, "mechanism", "Comité intergouvernemental pour le commerce et l'énergie")])
    assert [len(g) for g in found.groups] == [2]
    assert found.joined[0].reasons


def test_bodies_on_different_objects_stay_two_and_a_bare_name_joins_neither() -> None:
    a, b = two("Committee on energy; committee on education.", "The Committee met.")
    claims = [claim(a, "mechanism", "Committee on energy"), claim(a, "mechanism", "committee on education"),
              claim(b, "mechanism", "Committee")]
    assert groups([a, b], claims) == [1, 1, 1]


def test_meeting_told_by_both_sides_is_one() -> None:
    a, b = two("Bui Thanh Son met Jeyhun Bayramov.", "Djeyhoun Baïramov a reçu Bùi Thanh Son.", language="fr")
    people = [person(a, "Bui Thanh Son", "VN"), person(a, "Jeyhun Bayramov", "AZ"),
              person(b, "Bùi Thanh Son", "VN"), person(b, "Djeyhoun Baïramov", "AZ")]
    events = [claim(a, "event", "met", date="2025-05-08", participants=[people[0].id, people[1].id]),
              claim(b, "event", "a reçu", date="2025-05-08", participants=[people[2].id, people[3].id])]
    found = joined([a, b], people + events)
    assert [len(g) for g in found.groups] == [2, 2, 2]
    assert len(set(found.stories.values())) == 1


def test_sessions_of_different_numbers_stay_two() -> None:
    a, b = two("The third session was held.", "The fourth session was held.")
    assert groups([a, b], [claim(a, "event", "third session", type="session", ordinal=3, date="2025-05"),
                           claim(b, "event", "fourth session", type="session", ordinal=4, date="2025-05")]) == [1, 1]


def test_same_words_on_another_occasion_are_another_promise() -> None:
    a, b = two("They agreed to double trade.", "They agreed to double trade.")
    assert groups([a, b], [claim(a, "undertaking", "double trade"), claim(b, "undertaking", "double trade")]) == [1, 1]


def test_people_part_and_join_what_the_machine_would_not() -> None:
    a, b = two("To Lam spoke.", "Tô Lâm spoke. Phan Van Giang spoke.")
    one, other, third = person(a, "To Lam", "VN"), person(b, "Tô Lâm", "VN"), person(b, "Phan Van Giang", "VN")
    assert groups([a, b], [one, other], different=[(one.id, other.id)]) == [1, 1]
    assert groups([a, b], [one, third], same=[(one.id, third.id)]) == [2]


def test_facts_of_one_document_are_never_joined() -> None:
    a = text("Energy agreement and energy agreement.")
    claims = [claim(a, "instrument", "Energy agreement"), claim(a, "instrument", "energy agreement")]
    assert groups([a], claims) == [1, 1]


def test_initial_joins_only_where_one_name_of_the_same_office_fits() -> None:
    a, b = two("A. Sherif spoke.", "Abid Sherif spoke. Ali Sherif spoke too.")
    one, minister = person(a, "A. Sherif", "DZ", "minister/energy"), person(b, "Abid Sherif", "DZ", "minister/energy")
    assert groups([a, b], [one, minister]) == [2]
    assert groups([a, b], [person(a, "A. Sherif", "DZ"), minister]) == [1, 1]
    assert groups([a, b], [one, minister, person(b, "Ali Sherif", "DZ", "minister/energy")]) == [1, 1, 1]


def surnames(*papers: str) -> list[int]:
    """Persons of one office: a paper for each name, those after a slash in the paper of the one before."""
    texts = [text(f"{names} spoke.", path=f"{n}.txt") for n, names in enumerate(papers)]
    return groups(texts, [person(t, name, "DZ", "minister/energy") for t, names in zip(texts, papers, strict=True)
                          for name in names.split(" / ")])


def test_several_that_fit_are_no_doubt_where_they_are_one() -> None:
    assert surnames("Sherif", "A. Sherif", "Abid Sherif") == [3]
    assert surnames("Sherif", "A. Sherif", "Abid Sherif / Ali Sherif") == [1, 1, 1, 1]


def test_same_words_of_near_copies_are_one_whatever_state_was_read() -> None:
    a, b = text(STORY + " Ana Mutua spoke.", path="a.txt"), text(STORY + " Ana Mutua spoke.", path="b.txt")
    claims = [person(a, "Ana Mutua", "KE"), person(b, "Ana Mutua", "RW")]
    assert groups([a, b], claims) == [1, 1]
    found = cluster({p.document: Source(p) for p in (a, b)}, Claimed(claims), {b.document: a.document})
    assert [len(g) for g in found.groups] == [2]
    parted = cluster({p.document: Source(p) for p in (a, b)}, Claimed(claims), {b.document: a.document},
                     different=[(claims[0].id, claims[1].id)])
    assert [len(g) for g in parted.groups] == [1, 1]


def test_body_named_with_less_is_one_where_neither_says_its_matter() -> None:
    a, b = two("The Joint Commission met.", "La Commission mixte de coopération s'est réunie.", language="fr")
    assert groups([a, b], [claim(a, "mechanism", "Joint Commission"), claim(b, "mechanism", "Commission mixte de coopération")]
                  ) == [2]


def declared(retold: str, *others: str) -> list[int]:
    """A declaration's point, and what another paper of its days tells as agreed."""
    a = text("Joint declaration. The sides agree to open a consulate in Lagos in 2026.", path="a.txt", published="2025-05-08")
    b = text(" ".join(("They adopted a joint declaration.", retold, *others)), path="b.txt", published="2025-05-09")
    texts = [claim(a, "instrument", "Joint declaration", date="2025-05-08"),
             claim(b, "instrument", "joint declaration", date="2025-05-08")]
    promises = [claim(a, "undertaking", "open a consulate in Lagos in 2026", areas=["diplomacy"], due="2026",
                      instrument=texts[0].id),
                *(claim(b, "undertaking", words, areas=["education" if "school" in words else "diplomacy"], due="2026")
                  for words in (retold, *others))]
    found = joined([a, b], [*texts, *promises]).groups
    return [len(g) for g in found if g[0].startswith("u-")]


def test_what_a_paper_tells_of_a_text_it_tells_as_adopted_stands_in_it() -> None:
    assert declared("opening of a consulate in Lagos in 2026") == [2]
    assert declared("opening of a school in Lagos in 2026") == [1, 1]
    assert declared("opening of a school in Lagos in 2026", "opening of a consulate in Lagos in 2026") == [2, 1]


def test_state_misread_parts_nobody_of_one_full_name_and_high_office() -> None:
    a, b = two("Grace Atieno spoke. They met.", "Atieno Grace spoke. They met.")
    one, other = person(a, "Grace Atieno", "KE", "head-of-state"), person(b, "Atieno Grace", "MN", "head-of-state")
    assert of_one_pair(one, other, a, b) == 1
    assert groups([a, b], [one, other]) == [1, 1]
    other = person(b, "Atieno Grace", "MG", "head-of-state")
    for office in ("ambassador", "minister/other", "other"):
        assert groups([a, b], [person(a, "Grace Atieno", "KE", office), person(b, "Atieno Grace", "MG", office)]) == [1, 1]
    assert groups([a, b], [person(a, "Grace Atieno", "KE", "speaker"), other]) == [1, 1]
    assert groups([a, b], [person(a, "Grace Atieno", "KE", "speaker"), person(b, "Grace", "MG", "speaker")]) == [1, 1]


def told_of(first: str, second: str, *offices: str) -> int:
    """How many people two papers tell of under these names."""
    a, b = text(f"{first} spoke.", path="a.txt"), text(f"{second} spoke.", path="b.txt")
    claims = [person(a, first, "MN", *offices), person(b, second, "MN", *offices)]
    return len(groups([a, b], claims))


def test_father_s_name_may_be_declined_where_an_office_has_one_holder() -> None:
    assert told_of("Sukhbat Altan", "Altan Sukhbatiin", "minister/health") == 1
    assert told_of("Sukhbat Altan", "Altan Sukhbatiin", "ambassador") == 2
    assert told_of("Sukhbat Altan", "Sukhbatiin Erdene", "minister/health") == 2


def test_body_of_one_paper_whose_words_stand_in_another_order_is_one() -> None:
    a = text("The Joint High Commission met. The Higher Joint Committee agreed. The Joint Commission on Fisheries met.")
    claims = [claim(a, "mechanism", name) for name in (
        "Joint High Commission", "Higher Joint Committee", "Joint Commission on Fisheries")]
    assert sorted(groups([a], claims)) == [1, 2]


def test_other_spellings_join_only_with_the_same_state_and_office() -> None:
    assert told_of("Jasur Kodirov", "Djassour Kadyrov", "minister/energy") == 1
    assert told_of("Jasur Kodirov", "Djassour Kadyrov") == 2
    assert told_of("Jasur Kodirov", "Jahongir Kadyrov", "minister/energy") == 2
    assert told_of("Hassan Tazi", "Hussein Tazi", "minister/energy") == 2


def test_what_only_sounds_alike_is_two_people_where_each_holds_another_office() -> None:
    def told(first: str, office: str, second: str, of: str) -> int:
        a, b = text(f"{first} spoke.", path="a.txt"), text(f"{second} spoke.", path="b.txt")
        return len(groups([a, b], [person(a, first, "MN", office), person(b, second, "MN", of)]))

    assert told("Marat Bekov", "minister/health", "Marat Beckov", "minister/justice") == 2
    assert told("Marat Bekov", "head-of-state", "Marat Bekow", "deputy-minister/energy") == 2
    assert told("Marat Bekov", "minister/health", "Marat Bekow", "minister/health") == 1
    assert told("Marat Bekov", "minister/health", "Marat Bekov", "minister/justice") == 1
    assert told("Marat Békov", "minister/health", "Marat Bekov", "minister/justice") == 1


def test_office_told_in_another_paper_of_the_same_name_counts() -> None:
    a, b, c = (text(f"{name} spoke.", path=f"{n}.txt") for n, name in enumerate(
        ("Jasur Kodirov", "Jasur Kodirov", "Jasur Kadirov")))
    claims = [person(a, "Jasur Kodirov", "UZ"), person(b, "Jasur Kodirov", "UZ", "minister/energy"),
              person(c, "Jasur Kadirov", "UZ", "minister/energy")]
    assert groups([a, b, c], claims) == [3]


def of_one_pair(one: Claim, other: Claim, *papers: Text) -> int:
    """How many people two papers of one pair of states tell of under these names."""
    met = [claim(paper, "event", "They met", type="meeting", states=["MN", "KE"]) for paper in papers]
    return len(groups(list(papers), [one, other, *met])) - len(met)


def test_two_states_may_each_have_a_minister_of_nearly_one_name() -> None:
    a, b = (text(f"{name} spoke. They met.", path=f"{name}.txt", published=f"202{n}-05") for n, name in (
        (1, "Feriel Ouarghi"), (4, "Feryal Wargui")))
    one = person(a, "Feriel Ouarghi", "MN", "minister/health")
    assert of_one_pair(one, person(b, "Feryal Wargui", "KE", "minister/health"), a, b) == 2
    assert of_one_pair(one, person(b, "Feryal Wargui", "TN", "minister/health"), a, b) == 2
    assert of_one_pair(one, person(b, "Feryal Wargui", "KE", "minister/energy"), a, b) == 2
    assert of_one_pair(one, person(b, "Feryal Wargui", "KE"), a, b) == 2


def test_each_of_two_states_may_have_somebody_of_one_name() -> None:
    a, b = (text(f"{name} spoke in {n}. They met.", path=f"{n}.txt", published=f"202{n}-05") for n, name in (
        (1, "Nadia Wargui"), (4, "Nadia Wargui")))
    one = person(a, "Nadia Wargui", "MN", "minister/health")
    assert of_one_pair(one, person(b, "Nadia Wargui", "KE"), a, b) == 2
    c, d = (text(f"{name} spoke in {n}. They met.", path=f"{n}.txt", published=f"202{n}-05") for n, name in (
        (1, "Nadia Amal Wargui"), (4, "Nadia Amal Wargui")))
    long = person(c, "Nadia Amal Wargui", "MN", "minister/health")
    assert of_one_pair(long, person(d, "Nadia Amal Wargui", "KE"), c, d) == 1


def test_full_name_in_another_spelling_needs_no_office_among_two_states() -> None:
    a, b = (text(f"{name} spoke. They met.", path=f"{name}.txt") for name in ("Monsef Wargui", "Moncef Wargui"))
    one = person(a, "Monsef Wargui", "MN", "minister/health")
    assert of_one_pair(one, person(b, "Moncef Wargui", "MN"), a, b) == 1
    assert of_one_pair(person(a, "Monsef Wargui", "MN"), person(b, "Moncef Wargui", "MN"), a, b) == 2
    assert of_one_pair(one, person(b, "Moncef Wargui", "MN", "speaker"), a, b) == 2
    assert len(groups([a, b], [one, person(b, "Moncef Wargui", "MN")])) == 2
