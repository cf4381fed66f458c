"""What bears on a promise by its words alone: a text that grants it, part of a statement, a flow, a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import builders
from servanda.followup import followed
from servanda.reading.text import Dateline
from servanda.reconciliation import resolve
from servanda.reconciliation.record import Evidence
from servanda.reconciliation.source import Source


def relation(
    promise: str, later: str, *deeds: tuple[str, str, dict[str, Any]], areas: tuple[str, ...], target: str | None = None,
    **fields: Any
) -> str | None:
    """How a later paper bears on a promise of an earlier one (deeds: facts it tells; fields: others of the promise)."""
    return next((e.relation for e in evidence(promise, later, *deeds, areas=areas, target=target, **fields)), None)


def evidence(
    promise: str, later: str, *deeds: tuple[str, str, dict[str, Any]], areas: tuple[str, ...], target: str | None = None,
    **fields: Any
) -> Sequence[Evidence]:
    """The same, as it is told."""
    first = builders.text(f"The two sides agreed to {promise}.{BODY}", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(later, path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    both = ["MA", "PE"]
    told = [builders.claim(first, "undertaking", promise, areas=list(areas), target=target, **{"by": both, **fields}),
            *(builders.claim(paper, "mechanism", "the Joint Commission.", states=both) for paper in (first, second))]
    told += [builders.claim(second, kind, words, **fields) for kind, words, fields in deeds]
    record = resolve([Source(first), Source(second)], told)
    return followed(record, (first, second)).evidence


BODY = " It was told to the Joint Commission."
BOTH = {"states": ["MA", "PE"]}


@pytest.mark.parametrize(("promise", "later", "areas", "target", "told"), [
    ("mend the seawall near the lighthouse, move the fish market and open poplar avenues",
     "In a long year of work they have opened poplar avenues, swept the yard of the school and painted nine sheds.",
     ("transport",), None, "advances"),
    ("raise exchanges to two billion dollars", "Trade has reached 2.1 billion dollars, a third more than in 2020.",
     ("trade",), "two billion dollars", "fulfils"),
    ("diversify exports of anchovies", "Trade between the two has grown by a third since then.", ("trade",), None, None),
    ("expand the terminal capacity for gas exports", "Gas exports have nearly tripled since then.", ("energy",), None, None),
    ("build three lighthouses at Paita, Ilo and Huacho", "Work on the lighthouse at Ilo had begun in May.", ("transport",), None,
     "advances"),
    ("build three lighthouses at Paita, Ilo and Huacho", "The lighthouse at Ilo was inaugurated in June.", ("transport",), None,
     "advances"),
    ("build a lighthouse at Ilo", "The lighthouse at Ilo was completed last month.", ("transport",), None, "fulfils"),
    ("supply ten ferry boats", "Morocco handed over ten ferry boats in February.", ("transport",), None, "fulfils"),
    ("supply 40 ferry boats", "Morocco handed over 12 ferry boats in February.", ("transport",), None, "advances"),
    ("modernise the lighthouse at Ilo", "Repairs of the lighthouse at Ilo have fallen behind.", ("transport",), None,
     "contradicts"),
    ("raise exchanges to 2 billion dollars", "Their exchanges climbed to 2.3 billion dollars.", ("trade",), "2 billion dollars",
     "fulfils"),
    ("begin negotiations on a preferential trade agreement", "Trade stood at 610 million dollars last year.", ("trade",), None,
     None),
    ("hold the second session of the Joint Commission", "The third session of the council has not yet been held.", ("framework",),
     None, None),
    ("sign a treaty on anchovies", "The treaty on anchovies has not yet been signed.", ("agriculture",), None, None),
    ("raise exchanges to 2 billion dollars", "Their exchanges dropped to 1.3 billion dollars.", ("trade",), "2 billion dollars",
     None),
    ("resume imports of anchovies", "Trade between the two exceeded 3 billion dollars last year.", ("trade",), None, None),
    ("rebuild the lighthouse at Ilo", "A tender for the lighthouse at Ilo was launched in January.", ("transport",), None,
     "advances"),
    ("raise wheat trade to two million tonnes", "Poultry trade has grown by a third since then.", ("agriculture",), None, None),
    ("ratify the treaty on anchovies", "The two presidents signed the treaty on anchovies.", ("agriculture",), None, None),
    ("ratify the treaty on anchovies", "Peru ratified the treaty on anchovies in May.", ("agriculture",), None, "fulfils"),
    ("a treaty on anchovies", "The treaty on anchovies between Peru and Chile was revised in May.", ("agriculture",), None, None),
    ("exempt anchovies from customs duties", "Anchovy exports have risen by a third since then.", ("trade",), None, None),
    ("supply lanterns to the lighthouse at Ilo", "The lanterns were handed over at Ilo in May.", ("transport",), None, "fulfils"),
    ("open a bakery in Ilo", "A tannery has been opened in Ilo.", ("industry",), None, None),
    ("train lighthouse keepers", "Chile trained lighthouse keepers in Valdivia last year.", ("education",), None, None),
    ("train lighthouse keepers every year", "Nine lighthouse keepers completed a course.", ("education",), None, "advances"),
    ("abolish the quotas on anchovies", "Peru has scrapped the quota on anchovies.", ("trade",), None, "fulfils"),
    ("remove the quotas on mangoes and bananas", "Peru has lifted the quota on mangoes.", ("trade",), None, "advances"),
    ("back the candidacy of Huacho for the regatta", "Morocco voted for Huacho in June.", ("multilateral",), None, "fulfils"),
    ("study a tunnel under the bay of Paita", "The tunnel under the bay of Paita was opened in May.", ("transport",), None,
     "advances"),
    ("open a lighthouse at Ilo", "The lighthouse at Ilo will only open next June.", ("transport",), None, "contradicts"),
    ("sign a treaty on anchovies", "Peru does not wish to sign the treaty on anchovies.", ("agriculture",), None, "contradicts"),
    ("start building a lighthouse at Ilo", "The foundation stone of the lighthouse at Ilo was laid in May.", ("transport",),
     None, "fulfils"),
    ("pay three million dollars for the lighthouse at Ilo", "Half of the three million dollars has been paid out to the masons.",
     ("finance",), None, "advances"),
    ("pay three million dollars for the lighthouse at Ilo", "Catches came to three million dollars last year.", ("finance",),
     None,
     None),
    ("supply, before the rains, four hundred tonnes of seed rice", "Four hundred tonnes of paddy seed were unloaded last week.",
     ("agriculture",), None, "fulfils"),
    ("double trade, which stands at 3 million dollars", "Trade came to 4 million dollars last year.", ("trade",), None,
     "advances"),
    ("double trade, which stands at 3 million dollars", "Trade came to 6.2 million dollars last year.", ("trade",), None,
     "fulfils"),
    ("finance a feasibility study of a tunnel at Paita", "Work on the tunnel at Paita started in April.", ("transport",), None,
     None),
    ("study a tunnel at Paita", "The feasibility study of the tunnel at Paita was submitted in May.", ("transport",), None,
     "fulfils"),
    ("send a ship to Ilo in May", "The ship sailed to Ilo in June, well before the season began.", ("transport",), None,
     "fulfils"),
    ("open a lighthouse at Ilo", "The lighthouse at Ilo was, by and large, completed in May.", ("transport",), None, "fulfils"),
    ("send divers to Ilo", "Four Moroccan divers spent all of May at Ilo.", ("transport",), None, "fulfils"),
    ("create a museum of kelp at Ilo, the port of the kelp trade", "Trade has reached 2.1 billion dollars.", ("culture",), None,
     None),
    ("double sales of anchovies", "Sales of anchovies rose from 3 to 7 million dollars.", ("trade",), None, "fulfils"),
    ("double sales of anchovies", "Sales of anchovies rose from 3 to 4 million dollars.", ("trade",), None, "advances"),
    ("begin talks on a treaty on kelp", "The first talks on kelp were opened in Lima.", ("agriculture",), None, "fulfils"),
    ("donate 20 lanterns to Ilo", "Twelve of the 20 lanterns were handed over at Ilo.", ("transport",), None, "advances"),
    ("donate 20 lanterns to Ilo", "All 20 lanterns were handed over at Ilo.", ("transport",), None, "fulfils"),
    ("diversify exports of anchovies", "Exports of anchovies to two new ports were begun in May.", ("trade",), None, "advances"),
    ("open a house of trade in Paita", "Trade between the two has grown by a third since then.", ("trade",), None, None),
    ("simplify visas for owners of firms", "A forum of firms was opened in Paita in May.", ("migration",), None, None),
    ("mend the quay at Puerto Chico", "A bakery was opened in Puerto Chico in May.", ("transport",), None, None),
    ("provide 40 million dollars for the lighthouse at Ilo", "Morocco paid the first 12 million dollars for Ilo in November.",
     ("finance",), None, "advances"),
    ("train lighthouse keepers", "Eight students of lighthouse keeping have enrolled in Rabat.", ("education",), None, "fulfils"),
    ("set up a council of fishermen", "A group of fishermen won the tender for the quay in May.", ("framework",), None, None),
    ("set up a council of fishermen", "The council of fishermen was finally set up in May, as both had wished.", ("framework",),
     None, "fulfils"),
    ("hold the next session of the Joint Commission", "After nine years the commission was held in Lima in May.", ("framework",),
     None, "fulfils"),
    ("raise exchanges to 2 billion dollars", "Exchanges amounted to 1.1 billion dollars last year, down 7 percent.", ("trade",),
     "2 billion dollars", None),
    ("raise exchanges to 2 billion dollars", "Exchanges, down 7 percent, still reached 2.2 billion dollars.", ("trade",),
     "2 billion dollars", "fulfils"),
    ("lift the restrictions on kelp for reasons of health", "Peru will not reopen the question of tariffs before next year.",
     ("trade",), None, None),
    ("lift the ban on kelp", "Peru will not lift the ban on kelp before next year.", ("trade",), None, "contradicts"),
    ("not raise the duties on kelp", "Peru raised the duties on kelp in May.", ("trade",), None, "contradicts"),
    ("lift the ban on the import of Moroccan anchovies once the inspection has been completed",
     "Peru lifted the ban on Moroccan anchovies on 1 May.", ("trade",), None, "fulfils"),
    ("exchange lists of protected reefs", "The list of thirty young divers was handed over in May.", ("environment",), None,
     None),
    ("take part in the kelp forum at Ilo", "The two ambassadors took part in the talks in May.", ("trade",), None, None),
    ("open a consulate in Ilo in the second half of 2023", "Rabat has shelved its plan for a consulate in Ilo, citing "
     "costs and a lack of staff.", ("diplomacy",), None, "contradicts"),
    ("grant twenty scholarships to divers", "Twenty-four divers have gone to study in Rabat on scholarships.", ("education",),
     None, "fulfils"),
    ("lift the visa requirement for nationals of Peru", "Peruvians no longer need a visa for Morocco.", ("migration",), None,
     "fulfils"),
    ("speed up the mending of the seawall at Huacho, whose masons went on strike", "The seawall at Huacho held in the "
     "storms, and has been in operation since September after a long and costly year of toil by divers.", ("transport",), None,
     "fulfils"),
    ("remove the remaining hurdles to mangoes and anchovies", "Peru has scrapped the hurdles to mangoes.", ("trade",), None,
     "advances"),
    ("coordinate with the ports", "Peru and Chile established a council to coordinate fire crews.", ("transport",), None, None),
    ("grant 20 scholarships under the Blue Sails programme", "Twenty students have begun their courses in Rabat.", ("education",),
     None, "advances"),
    ("support each other's candidacies", "Peru backed Morocco's bid for the regatta.", ("multilateral",), None, "advances"),
    ("abolish the anchovy quotas", "The abolition of the anchovy quotas was not accepted.", ("trade",), None, "contradicts"),
    ("build a lighthouse at Ilo", "A firm of masons bought land for the lighthouse at Ilo in May.", ("transport",), None,
     "advances"),
    ("conclude an agreement on kelp", "The talks on kelp were broken off in 2023.", ("agriculture",), None, "contradicts"),
    ("begin trips of the night ferry to Ilo", "The first night ferry docked at Ilo on Friday.", ("transport",), None,
     "fulfils"),
    ("build a lighthouse at Ilo", "The lighthouse at Ilo was completed by masons from Valencia.", ("transport",), None,
     "fulfils"),
    ("reopen the sea line to Huacho before summer", "The ferry to Huacho set sail again on 20 June.", ("transport",), None,
     "fulfils"),
    ("amend the treaty on anchovies", "The revised treaty on anchovies entered into force in May.", ("agriculture",), None,
     "fulfils"),
    ("start the mending of the seawall at Huacho", "The mending of the seawall at Huacho has begun with four dredgers.",
     ("transport",), None, "fulfils"),
    ("open a school of sailing in Paita", "Work on the school of sailing in Paita has begun.", ("education",), None, "advances"),
    ("build a lighthouse at Ilo", "The feasibility study for the lighthouse at Ilo has been completed.", ("transport",), None,
     "advances"),
    ("build a lighthouse at Ilo", "The sod was turned on Friday for the lighthouse at Ilo by the two ministers.", ("transport",),
     None, "advances"),
    ("build a lighthouse at Ilo", "The tower of the lighthouse at Ilo is 60 percent complete.", ("transport",), None, "advances"),
    ("build a lighthouse at Ilo", "The lighthouse at Ilo is now fully completed.", ("transport",), None, "fulfils"),
    ("build a lighthouse at Ilo", "They welcomed the opening of the lighthouse at Ilo, which will help the fishermen of both.",
     ("transport",), None, "fulfils"),
    ("finalise the pier at Ilo", "Peru has begun to ship kelp over the pier at Ilo, which was completed in the spring.",
     ("transport",), None, "fulfils"),
    ("send anchovies to the markets of Tangier", "Peruvian exports of anchovies to Tangier have tripled since then.", ("trade",),
     None, "fulfils"),
    ("the visa requirement for divers lifted", "Divers of both states have been travelling without a visa since May.",
     ("migration",), None, "fulfils"),
    ("send two vessels to the harbour guard of Ilo", "The two motorboats for the harbour guard of Ilo arrived in May.",
     ("security",), None, "fulfils"),
    ("would give Ilo four fast lifeboats", "The mayor came to the handing over ceremony of four fast lifeboats in Ilo.",
     ("security",), None, "fulfils"),
    ("supply equipment to the fire crews of Ilo", "The pumps and radios for the fire crews reached Ilo in May.", ("security",),
     None, "fulfils"),
    ("run a kelp train between Ilo and Tacna", "A kelp train with nine wagons left Ilo for Tacna on Friday.", ("transport",),
     None, "fulfils"),
    ("start night flights between Ilo and Tacna", "The first night flight from Ilo landed in Tacna in May.", ("transport",), None,
     "fulfils"),
    ("exempt anchovies from import duty", "Peru has scrapped the duty on anchovies.", ("trade",), None, "fulfils"),
    ("appoint an attaché for kelp in Lima", "The attaché for kelp in Lima took up her post in May.", ("diplomacy",), None,
     "fulfils"),
    ("connect Ilo and Tacna by a night ferry", "There will be no night ferry between Ilo and Tacna, the minister said.",
     ("transport",), None, "contradicts"),
    ("supply 10,000 barrels of kelp a month", "Peru imports 10,000 barrels of kelp a month since May.", ("trade",), None,
     "fulfils"),
    ("hold the second session of the kelp council", "The two ministers co-chaired the second session of the kelp council.",
     ("framework",), None, "fulfils"),
    ("release the nine kelp divers", "The nine kelp divers went home in June.", ("security",), None, "fulfils"),
    ("delimit the bay of Ilo", "Surveyors planted 40 border markers around the bay of Ilo.", ("security",), None, "advances"),
    ("build a power line to Ilo", "Ground was broken in May for the power line to Ilo.", ("energy",), None, "advances"),
    ("modernise the lighthouse at Ilo", "The lighthouse at Ilo is to be modernised only next year.", ("transport",), None,
     "contradicts"),
    ("open a school of sailing in Paita that will serve the fishermen, carpenters and masons of both coasts",
     "The school of sailing in Paita has been opened.", ("education",), None, "fulfils"),
])
def test_statement(promise: str, later: str, areas: tuple[str, ...], target: str | None, told: str | None) -> None:
    assert relation(promise, later + BODY, areas=areas, target=target) == told


def test_text_that_grants_what_was_promised() -> None:
    words = "signed an agreement letting fishermen cross the lake with identity cards"
    deed = ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})
    promise = "let fishermen cross the lake with identity cards"
    assert relation(promise, f"They {words}.{BODY}", deed, areas=("migration",)) == "advances"


def test_what_is_to_be_put_off_was_promised_in_vain() -> None:
    words = "postpone the electric cable under the lake"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": ["energy"]})
    promise = "lay an electric cable under the lake"
    assert relation(promise, f"They decided to {words}.{BODY}", deed, areas=("energy",)) == "contradicts"


@pytest.mark.parametrize(("promise", "words", "areas", "told"), [
    ("establish a lighthouse fund that is to be led by the two harbour masters", "launch the lighthouse fund in May", "finance",
     "repeats"),
    ("build a pier across the bay of Ilo", "proceed with the building of the pier", "transport", "repeats"),
    ("mend the pier at Ilo", "set up a committee on the mending of the pier at Ilo", "transport", None),
])
def test_promised_again_in_other_words(promise: str, words: str, areas: str, told: str | None) -> None:
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": [areas]})
    assert relation(promise, f"They will {words}.{BODY}", deed, areas=("environment",)) == told


def test_an_agreement_to_be_carried_out_is_not_so_by_another() -> None:
    words = "signed a protocol on fishing permits"
    deed = ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})
    promise = "speedy implementation of the protocol on fishing permits"
    assert relation(promise, f"They {words}.{BODY}", deed, areas=("framework",)) == "advances"


def test_a_text_told_at_length_is_the_text() -> None:
    words = "signed a strategic pact"
    deed = ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})
    promise = "draw up a strategic pact which will go far beyond the usual committees of harbour masters"
    assert relation(promise, f"They {words}.{BODY}", deed, areas=("framework",)) == "fulfils"


DRAFT = ("event", "handed over a draft agreement on fishing", {"type": "signing", "date": "2023-05-04", **BOTH})
SIGNED = ("event", "signed an agreement on fishing", {"type": "signing", "date": "2023-05-04", **BOTH})
TALKS = ("event", "opened negotiations on an agreement on fishing", {"type": "meeting", "date": "2023-05-04", **BOTH})


@pytest.mark.parametrize(("promise", "deed", "told"), [
    ("conclude an agreement on fishing", DRAFT, "advances"),
    ("conclude an agreement on fishing", TALKS, "advances"),
    ("begin negotiations on an agreement on fishing", TALKS, "fulfils"),
    ("conclude an agreement on fishing", SIGNED, "fulfils"),
    ("conclude an agreement on shipyards", TALKS, None),
    ("build a fishing harbour under an agreement on fishing", SIGNED, "fulfils"),
])
def test_stages_of_a_text(promise: str, deed: tuple[str, str, dict[str, Any]], told: str | None) -> None:
    assert relation(promise, f"They {deed[1]}.{BODY}", deed, areas=("agriculture",)) == told


@pytest.mark.parametrize(("by", "force", "told"), [
    (["PE"], "commit", "advances"), (["PE"], "explore", "advances"),
    (["MA"], "commit", "repeats"), (["MA"], "explore", "repeats"),
])
def test_what_one_side_asked_for_is_granted_by_the_other(by: list[str], force: str, told: str) -> None:
    words = "offer more courses for pilots of Moroccan ferries"
    deed = ("undertaking", words, {"by": by, "force": force, "areas": ["education"]})
    assert relation("courses for pilots of Moroccan ferries", f"Lima will {words}.{BODY}", deed, areas=("education",),
                    by=["MA"], act="proposal", force=None) == told


@pytest.mark.parametrize(("words", "told"), [
    ("bring trade to half a billion dollars", "repeats"), ("facilitate exports of anchovies", None),
])
def test_a_sum_aimed_at_again(words: str, told: str | None) -> None:
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": ["trade"]})
    assert relation("raise exchanges of trade to 500 million dollars", f"They will {words}.{BODY}", deed, areas=("trade",),
                    target="500 million dollars") == told


def test_what_all_of_a_sort_may_be_is_no_kind_of_it() -> None:
    words = "examine the use of solar and wind energy"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "force": "explore", "areas": ["energy"]})
    assert relation("examine the use of clean and renewable energy", f"They will {words}.{BODY}", deed, areas=("energy",),
                    force="explore") == "repeats"


def test_talks_on_a_text_promised_again() -> None:
    words = "open negotiations on the extradition of smugglers"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": ["justice"]})
    assert relation("negotiate a treaty on the extradition of smugglers", f"They will {words}.{BODY}", deed,
                    areas=("justice",)) == "repeats"


def test_what_was_to_be_studied_is_pledged_by_one_of_both() -> None:
    words = "finance the lighthouse at Ilo"
    deed = ("undertaking", words, {"by": ["MA"], "force": "commit", "areas": ["transport"]})
    assert relation("financing the lighthouse at Ilo", f"Morocco will {words}.{BODY}", deed, areas=("transport",),
                    force="explore") == "advances"


def test_what_is_not_yet_done_by_its_day_was_promised_in_vain() -> None:
    told = "The treaty on anchovies has not yet been signed."
    assert relation("sign a treaty on anchovies", told + BODY, areas=("agriculture",), due="2023") == "contradicts"


@pytest.mark.parametrize(("visitor", "told"), [("the Peruvian coast guard commissioner, Ana Ruiz", "fulfils"),
                                               ("the Peruvian minister of mines, Ana Ruiz", None)])
def test_office_invited_without_a_name(visitor: str, told: str | None) -> None:
    words = f"{visitor}, came to Rabat in May"
    deed = ("event", words, {"type": "visit", "date": "2023-05", **BOTH})
    assert relation("visit of the coast guard commissioner of Peru", f"So {words}.{BODY}", deed, areas=("security",), by=["MA"],
                    act="invitation", force=None) == told


@pytest.mark.parametrize(("visitor", "told"), [("Ana Ruiz", ["fulfils"]), ("Eva Soto", [])])
def test_an_invited_counterpart_is_whoever_has_the_same_office(visitor: str, told: list[str]) -> None:
    first = builders.text("Ana Ruiz, the Peruvian minister, met Omar Idrissi, the Moroccan minister. He invited his counterpart "
                          f"to visit Rabat.{BODY}", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    arrived = f"{visitor} arrived in Rabat on Monday"
    second = builders.text(f"{visitor} arrived in Rabat on Monday.{BODY}", path="b.txt", dateline=Dateline("Rabat", "2024-02-20"))
    guest = builders.person(second, visitor, "PE", "minister/foreign-affairs")
    asked = builders.claim(first, "undertaking", "invited his counterpart to visit Rabat", by=["MA"], act="invitation",
                           force=None, areas=["diplomacy"])
    claims = [builders.person(first, "Ana Ruiz", "PE", "minister/foreign-affairs"),
              builders.person(first, "Omar Idrissi", "MA", "minister/foreign-affairs"), guest, asked,
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second)),
              builders.claim(second, "event", arrived, type="visit", date="2024-02-20", place="Rabat", participants=[guest.id],
                             **BOTH)]
    made = followed(resolve([Source(first), Source(second)], claims), (first, second))
    assert [e.relation for e in made.evidence] == told


def test_mission_sent() -> None:
    words = "A Peruvian mission of dike builders came to Kenitra in October"
    deed = ("event", words, {"type": "visit", "date": "2023-10", **BOTH})
    assert relation("send a mission of dike builders to Kenitra", f"{words}.{BODY}", deed, areas=("environment",)) == "fulfils"


def met(promise: str, name: str, told: str, ordinal: int | None, *, named: bool = True) -> list[str]:
    """How a session of a body bears on a promise that names it, or does not."""
    papers = (builders.text(f"The two sides agreed to {promise}.", path="a.txt", dateline=Dateline("Lima", "2022-03-14")),
              builders.text(f"{told}.", path="b.txt", dateline=Dateline("Lima", "2024-02-20")))
    bodies = [builders.claim(p, "mechanism", name, **BOTH) for p in papers[0 if named else 1:]]
    promised = builders.claim(papers[0], "undertaking", promise, by=BOTH["states"], areas=["framework"],
                              mechanism=bodies[0].id if named else None)
    event = builders.claim(papers[1], "event", told, type="session", date="2024-02-20", ordinal=ordinal, mechanism=bodies[-1].id,
                           **BOTH)
    record = resolve([Source(p) for p in papers], [*bodies, promised, event])
    return [e.relation for e in followed(record, papers).evidence]


@pytest.mark.parametrize(("promise", "ordinal", "named", "told"), [
    ("set up a joint committee on lighthouses", 1, True, ["fulfils"]),
    ("set up a joint committee on lighthouses", None, True, ["fulfils"]),
    ("hold the second session of the joint committee on lighthouses", 3, True, []),
    ("hold the second session of the joint committee on lighthouses", 2, True, ["fulfils"]),
    ("set up a committee on the lighthouses of both coasts", 1, False, ["fulfils"]),
    ("strengthen cooperation on lighthouses", 1, False, ["advances"]),
    ("strengthen cooperation on lighthouses", 4, False, []),
])
def test_sessions(promise: str, ordinal: int | None, named: bool, told: list[str]) -> None:
    words = "The joint committee on lighthouses met in Lima"
    assert met(promise, "joint committee on lighthouses", words, ordinal, named=named) == told


@pytest.mark.parametrize(("promise", "told", "found"), [
    ("establish a harbour forum that will look after the mending of piers", "The harbour forum met in Ilo", ["fulfils"]),
    ("establish a harbour secretariat", "The harbour secretariat met in Ilo", ["fulfils"]),
    ("establish a harbour forum", "The fishing forum met in Ilo", []),
])
def test_whatever_was_founded_meets_for_the_first_time(promise: str, told: str, found: list[str]) -> None:
    words = f"{told} for the first time"
    deed = ("event", words, {"type": "meeting", "date": "2024-02-20", **BOTH})
    how = relation(promise, f"{words}.{BODY}", deed, areas=("framework",))
    assert [how] * (how is not None) == found


def test_a_meeting_that_only_prepares_a_session_is_none() -> None:
    words = "The two ministers met and spoke of how to prepare the next session of the council on kelp"
    deed = ("event", words, {"type": "meeting", "date": "2024-02-20", **BOTH})
    assert relation("hold the next session of the council on kelp", f"{words}.{BODY}", deed, areas=("framework",)) is None


@pytest.mark.parametrize(("promise", "told"), [
    ("the first meeting of the harbour masters will be held in Tacna", []), ("the first will be held in Tacna", ["fulfils"]),
])
def test_a_meeting_of_others_is_none_of_the_body_named_before(promise: str, told: list[str]) -> None:
    first = builders.text(f"They praised the kelp council, and {promise}.", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    words = "The kelp council met in Tacna"
    second = builders.text(f"{words}.", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    bodies = [builders.claim(first, "mechanism", "the kelp council", **BOTH),
              builders.claim(second, "mechanism", "The kelp council", **BOTH)]
    claims = [*bodies, builders.claim(first, "undertaking", promise, by=BOTH["states"], areas=["framework"]),
              builders.claim(second, "event", words, type="session", date="2024-02-20", ordinal=1, mechanism=bodies[1].id,
                             **BOTH)]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert [e.relation for e in found] == told


def test_a_foundation_stone_is_a_step() -> None:
    words = "The two ministers laid the foundation stone of the lighthouse at Ilo"
    deed = ("event", words, {"type": "ceremony", "date": "2023-10-02", **BOTH})
    assert relation("build a lighthouse at Ilo", f"{words}.{BODY}", deed, areas=("transport",)) == "advances"


def test_a_paper_that_only_states_something_is_of_the_pair_that_another_tells_of() -> None:
    first = builders.text("Morocco and Peru agreed to build a pier at Ilo.", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text("The pier at Ilo in Peru was completed in May by masons of Morocco.", path="b.txt",
                           dateline=Dateline("Lima", "2024-02-20"))
    claims = [builders.claim(first, "undertaking", "build a pier at Ilo", by=BOTH["states"], areas=["transport"])]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert [e.relation for e in found] == ["fulfils"]


@pytest.mark.parametrize(("name", "told"), [("Omar Idrissi", ["repeats"]), ("his guest", ["repeats"])])
def test_an_invitation_made_again(name: str, told: list[str]) -> None:
    first = builders.text(f"Peru invited Omar Idrissi to pay an official visit to Lima.{BODY}", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    again = f"invited {name} to pay an official visit to Lima"
    second = builders.text(f"Peru {again}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    fields = {"by": ["PE"], "act": "invitation", "force": None, "areas": ["politics"]}
    claims = [builders.person(first, "Omar Idrissi", "MA"), *([builders.person(second, name, "MA")] if name[0].isupper() else []),
              builders.claim(first, "undertaking", "invited Omar Idrissi to pay an official visit to Lima", **fields),
              builders.claim(second, "undertaking", again, **fields),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second))]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert [e.relation for e in found] == told


@pytest.mark.parametrize(("visitor", "told"), [("Omar Idrissi", ["fulfils"]), ("Said Alami", [])])
def test_a_journey_of_ones_own_is_made_by_oneself(visitor: str, told: list[str]) -> None:
    first = builders.text(f"King Omar Idrissi told the minister of Peru that he wished to visit Lima.{BODY}", path="a.txt",
                          dateline=Dateline("Rabat", "2022-03-14"))
    arrived = f"{visitor} paid a visit to Lima"
    second = builders.text(f"{arrived}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    king, guest = builders.person(first, "Omar Idrissi", "MA", "head-of-state"), builders.person(second, visitor, "MA")
    claims = [king, guest, builders.claim(first, "undertaking", "visit Lima", by=["MA"], areas=["politics"], force="intend",
                                          speaker=king.id),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second)),
              builders.claim(second, "event", arrived, type="visit", date="2024-02-20", place="Lima", participants=[guest.id],
                             **BOTH)]
    made = followed(resolve([Source(first), Source(second)], claims), (first, second))
    assert [e.relation for e in made.evidence] == told


def test_nothing_settled_is_promised_again() -> None:
    days = ("2021-05-04", "2022-05-04", "2023-05-04")
    said = ("agreed to sign a treaty on anchovies", "signed a treaty on anchovies", "will sign a treaty on anchovies")
    papers = [builders.text(f"They {words}.{BODY}", path=f"{day}.txt", dateline=Dateline("Lima", day))
              for words, day in zip(said, days, strict=True)]
    quote = "sign a treaty on anchovies"
    claims = [builders.claim(papers[0], "undertaking", quote, by=BOTH["states"], areas=["agriculture"]),
              builders.claim(papers[1], "event", "signed a treaty on anchovies", type="signing", date=days[1], **BOTH),
              builders.claim(papers[2], "undertaking", quote, by=BOTH["states"], areas=["agriculture"])]
    claims += [builders.claim(p, "mechanism", "the Joint Commission", **BOTH) for p in papers]
    found = followed(resolve([Source(p) for p in papers], claims), papers).evidence
    assert [(e.promise, e.relation) for e in found] == [(claims[0].id, "fulfils")]
    papers, claims = papers[::2], [c for c in claims if c.document != papers[1].document]
    apart = followed(resolve([Source(p) for p in papers], claims), papers).evidence
    assert [(e.promise, e.relation) for e in apart] == [(claims[0].id, "repeats")]


@pytest.mark.parametrize(("due", "told"), [("2023", "contradicts"), ("2022", "repeats"), (None, "repeats")])
def test_what_is_promised_for_a_later_day_is_put_off(due: str | None, told: str) -> None:
    deed = ("undertaking", "open a school of sailing in Tacna", {"by": ["MA", "PE"], "areas": ["education"], "due": due})
    again = f"They will open a school of sailing in Tacna.{BODY}"
    promise = "open a school of sailing in Tacna"
    assert relation(promise, again, deed, areas=("education",), due="2022") == told


@pytest.mark.parametrize(("place", "told"), [("Peru", "fulfils"), ("Morocco", None)])
def test_who_was_invited_travels_to_who_invites(place: str, told: str | None) -> None:
    words = f"The foreign minister Omar Idrissi paid a visit to {place}"
    asked = f"Peru invited Omar Idrissi to visit Lima.{BODY}"
    first = builders.text(asked, path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"{words}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    people = [builders.person(t, "Omar Idrissi", "MA", "minister/foreign-affairs") for t in (first, second)]
    claims = [*people, builders.claim(first, "undertaking", "invited Omar Idrissi to visit Lima", by=["PE"], act="invitation",
                                      force=None, areas=["diplomacy"]),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second)),
              builders.claim(second, "event", words, type="visit", date="2024-02-20", place=place, participants=[people[1].id],
                             **BOTH)]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert next((e.relation for e in found), None) == told


@pytest.mark.parametrize(("before", "promise", "told"), [
    ("The ferry for Huacho ", "will be delivered in May", "fulfils"),
    ("Morocco has built a ferry for Huacho. It ", "will be delivered in May", "fulfils"),
    ("The ferry for Huacho ", "will begin its trips in May", "fulfils"),
    ("The ferry for Huacho is old, and both sides ", "will step up cooperation", None),
])
def test_a_promise_that_names_no_thing_is_of_what_stands_before_it(before: str, promise: str, told: str | None) -> None:
    first = builders.text(f"{before}{promise}.{BODY}", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"The ferry arrived in Huacho last week.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    claims = [builders.claim(first, "undertaking", promise, by=["MA"], areas=["transport"]),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second))]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert next((e.relation for e in found), None) == told


@pytest.mark.parametrize(("force", "told"), [("agree", "fulfils"), ("explore", "advances")])
def test_a_text_on_what_was_only_to_be_studied_is_a_step(force: str, told: str) -> None:
    deed = ("event", "signed an agreement on fishing", {"type": "signing", "date": "2023-05-04", **BOTH})
    assert relation("conclude an agreement on fishing", f"They {deed[1]}.{BODY}", deed, areas=("agriculture",),
                    force=force) == told


@pytest.mark.parametrize(("place", "told"), [("Rabat", None), ("Lima", "fulfils")])
def test_the_days_of_one_state_are_not_those_of_the_other(place: str, told: str | None) -> None:
    words = f"Days of {'Peru' if place == 'Rabat' else 'Morocco'} in {place} with dances"
    deed = ("event", words, {"type": "forum", "date": "2023-05-04", "place": place, **BOTH})
    assert relation("hold Days of Morocco in Lima with dances", f"{words} were held.{BODY}", deed, areas=("culture",)) == told


def test_a_plan_of_which_neither_says_what_it_is_for_is_the_same() -> None:
    deed = ("instrument", "Action Plan for 2024-2027", {"type": "plan", "date": "2024-02-20", "parties": ["MA", "PE"]})
    later = f"They signed an {deed[1]}.{BODY}"
    assert relation("draw up a three-year action plan", later, deed, areas=("framework",)) == "fulfils"


def test_a_text_said_to_be_initialled_is_not_concluded() -> None:
    deed = ("instrument", "agreement on fishing", {"type": "agreement", "date": "2024-02-20", "parties": ["MA", "PE"]})
    later = f"The agreement on fishing was initialled on the margins.{BODY}"
    assert relation("conclude an agreement on fishing", later, deed, areas=("agriculture",)) == "advances"


@pytest.mark.parametrize(("office", "told"), [("minister/health", "advances"), ("party-official", None)])
def test_ministries_in_contact_are_those_of_both(office: str, told: str | None) -> None:
    words = "On health, Ana Ruiz received Omar Idrissi in Lima"
    first = builders.text(f"The two sides agreed to keep up contacts between their health ministries.{BODY}", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"{words}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    people = [builders.person(second, "Ana Ruiz", "PE", "minister/health"), builders.person(second, "Omar Idrissi", "MA", office)]
    claims = [*people, builders.claim(first, "undertaking", "keep up contacts between their health ministries", by=["MA", "PE"],
                                      areas=["health"]),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second)),
              builders.claim(second, "event", words, type="meeting", date="2024-02-20", participants=[p.id for p in people],
                             **BOTH)]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert next((e.relation for e in found), None) == told


def test_a_session_that_is_only_counted_is_of_the_body_named_before_it() -> None:
    first = builders.text("They asked that the Fishing Council be used more and the fourth be held in Lima, and thanked the "
                          "Lighthouse Committee.", path="a.txt", dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text("The Fishing Council met in Rabat. The Lighthouse Committee met in Lima.", path="b.txt",
                           dateline=Dateline("Lima", "2024-02-20"))
    names = ("Fishing Council", "Lighthouse Committee")
    bodies = [[builders.claim(t, "mechanism", f"the {n}" if t is first else f"The {n}", **BOTH) for n in names]
              for t in (first, second)]
    asked = builders.claim(first, "undertaking", "the fourth be held in Lima", by=["PE"], act="proposal", force=None,
                           areas=["framework"])
    met = [builders.claim(second, "event", f"The {n} met in", type="session", date="2024-02-20", ordinal=4, mechanism=b.id,
                           **BOTH)
           for n, b in zip(names, bodies[1], strict=True)]
    claims = [*bodies[0], *bodies[1], asked, *met]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert [(e.deed, e.relation) for e in found] == [(met[0].id, "fulfils")]


def test_of_two_texts_of_one_ceremony_only_the_one_that_was_signed_is_concluded() -> None:
    words = "initialled an agreement on fishing and signed an agreement on kelp"
    deeds = [("instrument", f"agreement on {what}", {"type": "agreement", "date": "2024-02-20", "parties": ["MA", "PE"]})
             for what in ("fishing", "kelp")]
    signing = ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})
    told = [relation(f"conclude an agreement on {what}", f"They {words}.{BODY}", deed, signing, areas=("agriculture",))
            for what, deed in zip(("fishing", "kelp"), deeds, strict=True)]
    assert told == ["advances", "fulfils"]


def test_a_text_named_by_its_kind_alone_is_about_what_its_signing_says_behind_it() -> None:
    words = "adopted a plan of action for lighthouses and bakeries"
    deeds = [("instrument", "plan of action", {"type": "plan", "date": "2024-02-20", "parties": ["MA", "PE"]}),
             ("event", words, {"type": "signing", "date": "2024-02-20", **BOTH})]
    assert relation("step up cooperation on lighthouses", f"They {words}.{BODY}", *deeds, areas=("transport",)) == "advances"
    assert relation("step up cooperation on vineyards", f"They {words}.{BODY}", *deeds, areas=("agriculture",)) is None


def test_what_was_only_to_be_talked_of_is_compared_by_its_matter() -> None:
    words = "create a fund for wreck divers and keep their boats and ropes dry in the bay of Paita until the storms of May"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "force": "commit", "areas": ["security"]})
    promise = "exchange views on a fund for wreck divers"
    assert relation(promise, f"They will {words}.{BODY}", deed, areas=("security",), force="explore") == "advances"
    assert relation(promise, f"They will {words}.{BODY}", deed, areas=("security",), force="commit") == "repeats"


def test_a_sum_aimed_at_is_told_beside_the_promise_made_again_without() -> None:
    again, summed = "increase trade and investment", "bring trade up to 900 million dollars"
    deeds = [("undertaking", words, {"by": ["MA", "PE"], "areas": ["trade"]}) for words in (again, summed)]
    first = builders.text(f"The two sides agreed to increase trade and investment.{BODY}", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"They will {again} and {summed}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    claims = [builders.claim(first, "undertaking", again, by=["MA", "PE"], areas=["trade"]),
              *(builders.claim(second, kind, words, **fields) for kind, words, fields in deeds),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second))]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert [e.relation for e in found] == ["repeats", "repeats"]


def test_the_names_of_people_say_nothing_of_the_matter() -> None:
    words = "The ambassador Fatima Zohra Bennani El Idrissi, resident in Paita, saw the mayor Juan Carlos Soto Paredes"
    first = builders.text(f"The two sides agreed to appoint a resident ambassador for Paita.{BODY}", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"{words}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    people = [builders.person(second, "Fatima Zohra Bennani El Idrissi", "MA"),
              builders.person(second, "Juan Carlos Soto Paredes", "PE")]
    claims = [builders.claim(first, "undertaking", "appoint a resident ambassador for Paita", by=["MA"], areas=["diplomacy"]),
              builders.claim(second, "event", words, type="ceremony", date="2024-02-20", **BOTH),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second))]
    found = [followed(resolve([Source(first), Source(second)], told), (first, second)).evidence
             for told in ([*people, *claims], claims)]
    assert [len(e) for e in found] == [1, 0]


@pytest.mark.parametrize(("year", "told"), [("2022", "fulfils"), ("2021", None)])
def test_a_deed_told_by_its_year_may_be_after_a_promise_of_that_year(year: str, told: str | None) -> None:
    deed = ("event", "signed a treaty on anchovies", {"type": "signing", "date": year, **BOTH})
    assert relation("sign a treaty on anchovies", f"They {deed[1]}.{BODY}", deed, areas=("agriculture",)) == told


def test_a_paper_whose_facts_name_one_state_is_between_it_and_whom_its_statements_name() -> None:
    days = ("2021-05-04", "2022-05-04", "2023-05-04")
    papers = [builders.text(words, path=f"{day}.txt", dateline=Dateline("Lima", day)) for words, day in zip((
        "Morocco agreed with Peru to mend the lighthouse at Ilo.", "Morocco and Peru spoke of fish.",
        "The lighthouse at Ilo was mended by Moroccan masons in April."), days, strict=True)]
    claims = [builders.claim(papers[0], "undertaking", "mend the lighthouse at Ilo", by=["MA"], areas=["transport"]),
              builders.claim(papers[0], "event", "Morocco agreed with Peru", type="meeting", date=days[0], **BOTH),
              builders.claim(papers[1], "event", "Morocco and Peru spoke of fish", type="meeting", date=days[1], **BOTH)]
    found = followed(resolve([Source(p) for p in papers], claims), papers).evidence
    assert [(e.deed, e.relation) for e in found] == [(None, "fulfils")]


@pytest.mark.parametrize(("place", "told"), [("Paita", "fulfils"), ("Huacho", None)])
def test_who_was_invited_somewhere_is_met_there(place: str, told: str | None) -> None:
    words = f"Omar Idrissi met the mayor in {place}"
    first = builders.text(f"Peru invited Omar Idrissi to the regatta of Paita.{BODY}", path="a.txt",
                          dateline=Dateline("Lima", "2022-03-14"))
    second = builders.text(f"{words}.{BODY}", path="b.txt", dateline=Dateline("Lima", "2024-02-20"))
    people = [builders.person(t, "Omar Idrissi", "MA") for t in (first, second)]
    claims = [*people, builders.claim(first, "undertaking", "invited Omar Idrissi to the regatta of Paita", by=["PE"],
                                      act="invitation", force=None, areas=["culture"]),
              *(builders.claim(p, "mechanism", "the Joint Commission.", states=["MA", "PE"]) for p in (first, second)),
              builders.claim(second, "event", words, type="meeting", date="2024-02-20", participants=[people[1].id], **BOTH)]
    found = followed(resolve([Source(first), Source(second)], claims), (first, second)).evidence
    assert next((e.relation for e in found), None) == told


def test_a_session_put_off_goes_against_its_promise_and_fulfils_it_when_held() -> None:
    days = ("2022-03-14", "2022-06-01", "2022-10-05")
    words = ("The two sides agreed to hold the second session of the Joint Commission in July 2022.",
             "The second session of the Joint Commission will only meet in October.",
             "The second session of the Joint Commission was held in Lima.")
    papers = [builders.text(said, path=f"{day}.txt", dateline=Dateline("Lima", day))
              for said, day in zip(words, days, strict=True)]
    body = {"mechanism": "the Joint Commission"}
    claims = [builders.claim(papers[0], "undertaking", "hold the second session of the Joint Commission in July 2022",
                             by=["MA", "PE"], areas=["framework"], due="2022-07", **body),
              *(builders.claim(p, "mechanism", "the Joint Commission", **BOTH) for p in papers),
              builders.claim(papers[1], "event", words[1], type="session", status="planned", date="2022-10", ordinal=2, **BOTH),
              builders.claim(papers[2], "event", words[2], type="session", status="held", date=days[2], ordinal=2, **BOTH)]
    found = followed(resolve([Source(p) for p in papers], claims), papers).evidence
    assert sorted(e.relation for e in found) == ["contradicts", "fulfils"]


@pytest.mark.parametrize(("later", "told"), [
    ("Peru was elected to the council of the lighthouse union with Moroccan votes.", "fulfils"),
    ("Peru thanked Morocco for its support in the election to the anchovy board.", None),
    ("Peru thanked Morocco for its vote in the election.", "fulfils"),
])
def test_a_seat_on_another_body_was_not_promised(later: str, told: str | None) -> None:
    assert relation("support the candidature of Peru for the council of the lighthouse union", later + BODY,
                    areas=("multilateral",),
                    by=["MA"]) == told


@pytest.mark.parametrize(("later", "told"), [
    ("The visit of the Moroccan minister of energy to Lima was postponed to next year.", None),
    ("The visit to Lima was postponed to next year.", "contradicts"),
])
def test_a_journey_put_off_is_that_of_whoever_was_to_travel(later: str, told: str | None) -> None:
    assert relation("pay an official visit to Lima in May", later + BODY, areas=("politics",), by=["MA"]) == told


@pytest.mark.parametrize(("promise", "later", "told"), [
    ("raise exchanges from 610 million to 2 billion dollars", "Exchanges came to 610 million dollars last year.", None),
    ("raise exchanges to 2 billion dollars", "The first meeting of the business council has been called off.", None),
    ("build a kiln in Ilo", "The kiln in Ilo will not open before the summer.", "contradicts"),
    ("supply forty ferry boats", "The first shipment of nine ferry boats left the port of Agadir in May.", "advances"),
    ("supply two ferry boats", "The first of the two ferry boats was handed over in Ilo in May.", "advances"),
    ("appoint a resident ambassador in Lima", "For want of money Rabat will not post an ambassador in Lima.", "contradicts"),
    ("raise trade to 300 million dollars", "They admitted that the mark of 300 million dollars was out of reach.", "contradicts"),
    ("sign an agreement on anchovies", "Talks on the agreement on anchovies were opened in May.", "advances"),
    ("open a lighthouse museum in Ilo", "The lighthouse museum in Ilo welcomed its first visitors in May.", "fulfils"),
    ("lift the ban on anchovies", "Anchovies enter freely since the ban was abolished in May.", "fulfils"),
])
def test_what_statements_say_of_a_promise(promise: str, later: str, told: str | None) -> None:
    assert relation(promise, later + BODY, areas=("culture",)) == told


@pytest.mark.parametrize(("promise", "later", "event", "areas", "told"), [
    ("launch a business council", "The business forum was held in Ilo.", {"type": "forum"}, ("trade",), None),
    ("organise a mission of boat builders to Ilo", "The forum of boat builders was held in Ilo.", {"type": "forum"}, ("trade",),
     None),
    ("organise a forum of boat builders in Ilo", "The forum of boat builders was held in Ilo.", {"type": "forum"}, ("trade",),
     "fulfils"),
    ("twin the towns of Sal\u00e9 and Tourkestane", "The mayors of Sale and Turkestan signed a twinning agreement.",
     {"type": "signing"}, ("local",), "fulfils"),
])
def test_an_occasion_of_the_kind_that_was_promised(promise: str, later: str, event: dict[str, Any], areas: tuple[str, ...],
                                                   told: str | None) -> None:
    deed = ("event", later.rstrip("."), {"date": "2024-02-18", **event, **BOTH})
    assert relation(promise, later + BODY, deed, areas=areas) == told


@pytest.mark.parametrize(("promise", "later", "areas", "first", "second", "told"), [
    ("open an honorary consulate in Agadir", "open a consulate general in Iquitos", ("diplomacy",), {}, {}, None),
    ("open a consulate in Agadir", "open a consulate in Agadir next year", ("diplomacy",), {}, {}, "repeats"),
    ("provide the draft treaty on kelp by May 2023", "sign the treaty on kelp by May 2025", ("trade",), {"due": "2023-05"},
     {"due": "2025-05"}, None),
    ("complete the talks on the treaty on kelp by May 2023", "sign the treaty on kelp by May 2025", ("trade",),
     {"due": "2023-05", "force": "commit"}, {"due": "2025-05"}, "repeats"),
    ("sign the treaty on kelp by May 2023", "sign the treaty on kelp by May 2025", ("trade",), {"due": "2023-05"},
     {"due": "2025-05"}, "contradicts"),
    ("study the opening of a ferry line between Ilo and Agadir", "open a ferry line between Ilo and Agadir", ("transport",),
     {"force": "explore"}, {"by": ["PE"], "act": "proposal", "force": None}, "advances"),
    ("lift the ban on kelp", "not lift the ban on kelp", ("trade",), {}, {}, "contradicts"),
    ("not lift the ban on kelp", "lift the ban on kelp", ("trade",), {}, {}, None),
    ("support Peru's candidature to the Kelp Council", "support Morocco's candidature to the Kelp Council", ("multilateral",),
     {"act": "proposal", "force": None, "by": ["MA"]}, {}, None),
    ("support Peru's candidature to the Kelp Council", "support Peru's candidature to the Kelp Council", ("multilateral",),
     {"by": ["MA"]}, {"by": ["MA"]}, "repeats"),
])
def test_a_later_promise_of_another_thing_or_step(promise: str, later: str, areas: tuple[str, ...], first: dict[str, Any],
                                                  second: dict[str, Any], told: str | None) -> None:
    fact = {"by": ["MA", "PE"], "areas": list(areas), **second}
    told_later = f"The two sides agreed to {later}.{BODY}"
    assert relation(promise, told_later, ("undertaking", later, fact), areas=areas, **first) == told


def test_a_body_for_another_matter_is_another() -> None:
    first, second = (builders.text(f"They agreed to set up a working group on {matter}.", path=f"{matter}.txt",
                                   dateline=Dateline("Lima", day)) for matter, day in (("ferries", "2022-03-14"),
                                                                                       ("kelp", "2024-02-20")))
    told = []
    for paper, name in ((first, "working group on ferries"), (second, "working group on kelp")):
        body = builders.claim(paper, "mechanism", name, states=["MA", "PE"], status="planned")
        told += [body, builders.claim(paper, "undertaking", f"set up a {name}", by=["MA", "PE"], mechanism=body.id)]
    record = resolve([Source(first), Source(second)], told)
    assert not followed(record, (first, second)).evidence


@pytest.mark.parametrize(("deed", "told"), [
    ("Peru opened its consulate in Ifrane on September 5", "fulfils"),
    ("Peru opened on 3 March an honorary consulate in Azrou", None),
])
def test_a_consulate_is_the_one_of_its_town(deed: str, told: str | None) -> None:
    opened = ("event", deed, {"type": "establishment", "date": "2024-02-19", "status": "held", **BOTH})
    assert relation("open a consulate in Ifrane in 2024", f"{deed}.{BODY}", opened, areas=("diplomacy",), by=["PE"]) == told


@pytest.mark.parametrize(("aim", "now", "why"), [
    ("200 million dollars", "250 million dollars", "other_figure: 200 million dollars \u2192 250 million dollars"),
    ("20 lanterns", "30 lanterns", "other_figure: 20 lanterns \u2192 30 lanterns"),
    ("20 lanterns", "20 lanterns", "same_words: 1.00"),
])
def test_what_is_promised_again_of_another_amount_is_told_so(aim: str, now: str, why: str) -> None:
    words = f"give {now} for the lighthouse at Ilo"
    deed = ("undertaking", words, {"by": ["MA", "PE"], "areas": ["transport"], "target": now})
    promise = f"give {aim} for the lighthouse at Ilo"
    (found,) = evidence(promise, f"They will {words}.{BODY}", deed, areas=("transport",), target=aim)
    assert found.relation == "repeats" and found.why[0] == why


@pytest.mark.parametrize(("first", "now", "area", "told"), [
    ("relaunch cooperation on oil", "examine possibilities of cooperation on wind energy", "energy", None),
    ("relaunch cooperation on oil", "deepen cooperation on oil", "energy", "repeats"),
])
def test_two_kinds_of_one_matter_are_not_the_same(first: str, now: str, area: str, told: str | None) -> None:
    deed = ("undertaking", now, {"by": ["MA", "PE"], "areas": [area]})
    assert relation(first, f"They will {now}.{BODY}", deed, areas=(area,)) == told
