"""Events whose telling only a parse makes out, in English sentences of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import text
from dispatches import Row, page, read, rows
from servanda.extraction import pipeline
from servanda.reading.text import Dateline

WHO = "Fijian Foreign Minister Ana Vesi"


def told(words: str) -> list[Row]:
    """The events a dispatch from Suva tells: type, status, date, place and persons."""
    return rows(read(words, "en"))


@pytest.mark.parametrize(("words", "rows"), [
    (f"On 12 March {WHO} met Tongan Speaker Semi Tolu and later held talks with Trade Minister Sione Havea of Tonga.",
     [("held", "2024-03-12", ["Ana Vesi", "Semi Tolu"]), ("held", "2024-03-12", ["Ana Vesi", "Sione Havea"])]),
    (f"{WHO} held separate talks on 12 March with President Semi Tolu of Tonga and Prime Minister Luke Qio of Samoa.",
     [("held", "2024-03-12", ["Ana Vesi", "Semi Tolu"]), ("held", "2024-03-12", ["Ana Vesi", "Luke Qio"])]),
    (f"{WHO} and President Semi Tolu of Tonga held a one-on-one meeting on 12 March, followed by expanded talks.",
     [("held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])] * 2),
    (f"The meeting of {WHO} with Semi Tolu of Tonga, planned for 20 March, was called off.", []),
    (f"{WHO} on Tuesday discussed fisheries with her Tongan counterpart Luke Qio.",
     [("held", "2024-03-12", ["Ana Vesi", "Luke Qio"])]),
    (f"After talks on 12 March, {WHO} and President Semi Tolu of Tonga stated that by the end of last year trade had doubled.",
     [("held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])]),
    (f"{WHO} welcomed the decision of President Semi Tolu of Tonga to open its ports.", []),
    (f"{WHO} was met at the airport by Semi Tolu of Tonga.", []),
    (f"No meeting of {WHO} with President Semi Tolu of Tonga was held in March.", []),
    (f"{WHO} said that Fiji remained open to talks with President Semi Tolu of Tonga.", []),
    (f"President Semi Tolu of Tonga is here. {WHO} will receive him on 20 March.",
     [("planned", "2024-03-20", ["Ana Vesi", "Semi Tolu"])]),
])
def test_meetings(words: str, rows: list[tuple[str, str, list[str]]]) -> None:
    assert [(status, day, people) for kind, status, day, _, people in told(words) if kind == "meeting"] == rows


@pytest.mark.parametrize(("words", "row"), [
    (f"{WHO} co-chaired on 12 March in Nadi the proceedings of the Joint Commission of Fiji and Tonga with Minister Semi Tolu.",
     ("session", "held", "2024-03-12", "Nadi", ["Ana Vesi", "Semi Tolu"])),
    ("The 2nd session of the Fiji-Tonga Joint Commission met on 12 March. It will next be held in Nadi in May 2026.",
     ("session", "planned", "2026-05", "Nadi", [])),
    (f"{WHO} received a phone call from President Semi Tolu of Tonga on 12 March.",
     ("call", "held", "2024-03-12", None, ["Ana Vesi", "Semi Tolu"])),
    ("Fiji and Tonga established diplomatic relations on 12 March by signing a joint communique in Nadi.",
     ("signing", "held", "2024-03-12", "Nadi", [])),
    (f"{WHO} left for Nadi from Apia, where she met Minister Semi Tolu of Samoa on Tuesday.",
     ("meeting", "held", "2024-03-12", "Apia", ["Ana Vesi", "Semi Tolu"])),
    (f"The 2nd session of the Fiji-Tonga Joint Commission, co-chaired by {WHO} and Minister Semi Tolu of Tonga, was held in Nadi "
     "on 12 March.", ("session", "held", "2024-03-12", "Nadi", ["Ana Vesi", "Semi Tolu"])),
])
def test_one_event_among_others(words: str, row: Row) -> None:
    assert row in told(words)


def test_nothing_is_told_twice() -> None:
    words = (
        "Fijian Foreign Minister Ana Vesi and Minister Semi Tolu of Tonga signed a fisheries accord. The signing took place in "
        "Nadi on 12 March at a brief ceremony. The first Fiji-Tonga consular consultations were held in Nadi the same day. The "
        "consultations were chaired by Director Luke Qio."
    )
    assert [row[:4] for row in told(words)] == [
        ("signing", "held", "2024-03-12", "Nadi"), ("consultation", "held", "2024-03-12", "Nadi"),
    ]


def test_what_a_sentence_tells_by_two_subjects_is_parted_between_them() -> None:
    words = (
        "In the afternoon Fijian Foreign Minister Ana Vesi laid a wreath at the tomb of Jone Bale in Nadi, and in the evening "
        "President Semi Tolu of Tonga hosted a state banquet in Suva. The talks with Tonga took place before."
    )
    assert [row[4] for row in told(words) if row[0] == "ceremony"] == [["Ana Vesi"], ["Semi Tolu"]]


def test_a_speaker_tells_whom_he_met() -> None:
    words = (
        "Remarks by Foreign Minister Ana Vesi of Fiji\n\nThis morning I met Minister Semi Tolu of Tonga. Ms Vesi has gone home."
    )
    assert told(words)[0][4] == ["Ana Vesi", "Semi Tolu"]


def test_a_numbered_anniversary_tells_a_founding_once() -> None:
    words = (
        "Fiji and Tonga mark the 50th anniversary of the establishment of diplomatic relations. Fiji and Tonga established "
        "diplomatic relations in 1974. The anniversary of the founding of the firm was not marked."
    )
    assert [row[:3] for row in told(words)] == [("establishment", "held", "1974")]


@pytest.mark.parametrize(("words", "rows"), [
    ("Fiji and Tonga set up diplomatic relations in 1973.", [("establishment", "held", "1973", None)]),
    ("Fiji and Tonga, whose relations were formed in 1973, have maintained consular relations since 1971.",
     [("establishment", "held", "1973", None), ("establishment", "held", "1971", None)]),
    ("Tonga's embassy has been operating in Fiji since 2004.", [("establishment", "held", "2004", "Fiji")]),
    ("Tonga upgraded its consulate to an embassy in 2017.", [("establishment", "held", "2017", None)]),
    ("The embassies of Fiji and Tonga were opened in 1988 and 1990.",
     [("establishment", "held", "1988", None), ("establishment", "held", "1990", None)]),
    ("Tonga's mission in Suva was opened in 2008 and Fiji's embassy in Apia in 2011.",
     [("establishment", "held", "2008", "Suva"), ("establishment", "held", "2011", "Apia")]),
    ("Fiji and Tonga met. Diplomatic relations between them were severed in 1974 and renewed on 25 May 1991.",
     [("establishment", "held", "1991-05-25", None)]),
    ("Fiji and Tonga met. In 2022 both governments declared a Comprehensive Partnership.",
     [("establishment", "held", "2022", None)]),
    ("Fiji and Tonga, which became strategic partners in 2019, met.", [("establishment", "held", "2019", None)]),
    ("The Fiji-Tonga Joint Commission came into being in 2018.", [("establishment", "held", "2018", None)]),
    ("Fiji and Tonga met. Tonga asked that a consulate be opened in Nadi on 12 March.", []),
    ("Tonga's High Commission in Suva opened its doors in 2014. Fiji plans to open an embassy in Nuku'alofa in 2026.",
     [("establishment", "held", "2014", "Suva")]),
    ("Fiji and Tonga thanked the European Union, whose members, asked by the European Council in March 2022, set up a "
     "fund.", []),
    ("Fiji and Tonga discussed data through a technical working group to be formed by their two surveys.", []),
])
def test_foundings(words: str, rows: list[tuple[str, str, str, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    ("The Fiji-Tonga Joint Commission will next meet in Nadi in 2026.", [("session", "planned", "2026")]),
    ("Before that, the Fiji-Tonga Joint Commission meets in Nadi in July.", [("session", "planned", "2024-07")]),
    ("The last session of the Fiji-Tonga Joint Commission, which sat in Nadi in May 2019, was short.",
     [("session", "held", "2019-05")]),
    ("The Fiji-Tonga Joint Commission, created by the treaty on reefs, has met only once, in Nadi in 2013.",
     [("establishment", "held", None), ("session", "held", "2013")]),
    ("The next session of the Fiji-Tonga Joint Commission is slated for Nadi in May 2025.", [("session", "planned", "2025-05")]),
    ("Fiji and Tonga revived the Fiji-Tonga Joint Commission after a meeting of experts ended in Suva on 12 March.",
     [("meeting", "held", "2024-03-12")]),
    ("Tonga thanked Fiji for hosting the second Fiji-Tonga High-Level Dialogue in Suva on 12 March.",
     [("session", "held", "2024-03-12")]),
    ("Fiji and Tonga look forward to convening the next Fiji-Tonga Joint Commission in 2025.", [("session", "planned", "2025")]),
    ("Fiji and Tonga look forward to convening the Fiji-Tonga Joint Commission.", []),
    ("Fiji and Tonga vowed to convene the fourth round of the political consultations in Suva in May.",
     [("consultation", "planned", "2024-05")]),
    ("Fiji and Tonga encouraged the early holding of the political consultations, which had last taken place in January 2020.",
     [("consultation", "held", "2020-01")]),
    ("The Fiji-Tonga Joint Commission thanked the navies, which will join the next edition of the exercise in May.", []),
    ("They spoke of the next Fiji-Tonga Strategic Dialogue, which Suva will host in May, and the possibility of a visit to Fiji.",
     [("consultation", "planned", "2024-05")]),
])
def test_sessions(words: str, rows: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    (f"{WHO} travelled to Nuku'alofa on Monday to meet President Semi Tolu of Tonga.",
     [("visit", "held", "2024-03"), ("meeting", "held", "2024-03-11")]),
    (f"{WHO} will travel to Tonga on 20 March to meet with President Semi Tolu of Tonga.",
     [("visit", "planned", "2024-03"), ("meeting", "planned", "2024-03-20")]),
    (f"{WHO} said that it was good to meet President Semi Tolu of Tonga.", []),
    (f"{WHO} visited Tonga in 2010 and travelled there again in 2013.", [("visit", "held", "2010"), ("visit", "held", "2013")]),
    ("President Semi Tolu of Tonga received a written message from President Luke Qio of Fiji on 12 March.",
     [("call", "held", "2024-03-12")]),
    ("Fiji and Tonga discussed trade. A roadmap for transit through Nadi was approved on 12 March.",
     [("signing", "held", "2024-03-12")]),
    (f"{WHO} will deliver a keynote speech at the Fiji-Tonga Business Forum on 20 March.", [("forum", "planned", "2024-03-20")]),
    ("Tonga invited firms of Fiji to take part in the Tonga Trade Fair, to be held in May.", [("forum", "planned", "2024-05")]),
    (f"{WHO} undertook an official visit to Tonga on 12 March.", [("visit", "held", "2024-03")]),
    (f"{WHO} hoped that President Semi Tolu of Tonga would visit Fiji on 20 March.", []),
    (f"{WHO} looked forward to visiting Tonga.", []),
    (f"{WHO} was granted an audience by President Semi Tolu of Tonga on 12 March.", [("meeting", "held", "2024-03-12")]),
    (f"{WHO} and President Semi Tolu of Tonga agreed to start consultations on a trade deal.", []),
    (f"{WHO} and President Semi Tolu of Tonga met on the margins of the summit in Apia, Samoa, on 12 March.",
     [("meeting", "held", "2024-03-12")]),
    (f"{WHO} and President Semi Tolu of Tonga spoke of the Fiji-Tonga summit that President Semi Tolu will host in Tonga in May.",
     [("meeting", "planned", "2024-05")]),
    (f"{WHO} held talks with President Semi Tolu of Tonga on 12 March, who said that he was pleased to receive the first Fijian "
     "minister in many years.", [("meeting", "held", "2024-03-12")]),
    (f"{WHO} met President Semi Tolu of Tonga on 12 March and had spoken to him by telephone on 10 March.",
     [("meeting", "held", "2024-03-12"), ("call", "held", "2024-03-10")]),
    ("Negotiations for the trade agreement between Fiji and Tonga were opened in 2018.", []),
    ("Fiji and Tonga met. Reef Power of Fiji and Tonga Wind exchanged contracts for a wind farm on 12 March.",
     [("signing", "held", "2024-03-12")]),
    (f"{WHO} will be in Tonga from 20 to 23 March for the national day.", [("visit", "planned", "2024-03-20/2024-03-23")]),
    ("Fiji and Tonga discussed the possible signing of a tax treaty in 2025.", []),
    ("Fiji and Tonga urged that the agreement on fisheries be signed by June.", []),
    (f"{WHO} could not attend the summit in Nadi on 12 March.", []),
    (f"{WHO} is travelling to Tonga on 20 March.", [("visit", "planned", "2024-03")]),
    ("The agreement between Fiji and Tonga will be in force from 20 March.", []),
    (f"{WHO} departs for Tonga this evening.", [("visit", "planned", "2024-03")]),
    ("A Fiji-Tonga Business Council will be launched in May on the sidelines of the Pacific Business Forum in Apia.",
     [("establishment", "planned", "2024-05")]),
    ("A cutter of Fiji has completed a port call in Tonga, Ana Vesi said on 12 March.", []),
    ("Fiji thanked Tonga, which chairs the South Pacific Cooperation forum (SPCF) this year.", []),
    (f"{WHO} and Minister Semi Tolu of Tonga celebrated the peaceful transfer of power.", []),
    (f"{WHO} arrived in Tonga on 12 March. She was welcomed at Fua Airport by President Semi Tolu of Tonga.",
     [("visit", "held", "2024-03"), ("ceremony", "held", "2024-03-12")]),
    (f"{WHO} received President Semi Tolu of Tonga on 12 March, who presented her with the Order of Queen Salote.",
     [("meeting", "held", "2024-03-12"), ("ceremony", "held", "2024-03-12")]),
    (f"{WHO} visited Tonga from 5 to 7 May 2019 and met President Semi Tolu of Tonga.",
     [("visit", "held", "2019-05-05/2019-05-07"), ("meeting", "held", None)]),
    (f"Fiji would welcome investors from Tonga, {WHO} said.", []),
    ("A memorandum between Fiji and Tonga will be signed during President Semi Tolu's visit to Suva in May.",
     [("signing", "planned", None), ("visit", "planned", "2024-05")]),
    (f"{WHO} begins a tour of Tonga on Monday.", [("visit", "planned", "2024-03")]),
    (f"{WHO} arrives in Tonga on Sunday for a two-day visit.", [("visit", "planned", "2024-03-17/2024-03-18")]),
    (f"At the airport, {WHO} was greeted by President Semi Tolu of Tonga on 12 March.", [("ceremony", "held", "2024-03-12")]),
    (f"The Fiji-Tonga seminar on reefs, which brought together 80 firms, concluded on 12 March, {WHO} said.",
     [("forum", "held", "2024-03-12")]),
    (f"{WHO} laid the foundation stone of a school in Nadi with President Semi Tolu of Tonga on 12 March.",
     [("ceremony", "held", "2024-03-12")]),
    ("Fiji opened a consulate in Tonga in 2019 and plans to set up an embassy in Samoa.", [("establishment", "held", "2019")]),
    (f"{WHO} will be in Tonga on March 20 and 21. From there she goes to Samoa.",
     [("visit", "planned", "2024-03-20/2024-03-21"), ("visit", "planned", None)]),
    (f"{WHO} hopes that President Semi Tolu of Tonga will visit Fiji in May.", []),
    ("Fiji does not rule out the opening of a consulate in Tonga.", []),
    (f"The Fiji-Tonga Trade Fair opened on Monday and will run until Saturday, {WHO} said.",
     [("forum", "held", "2024-03-11/2024-03-16")]),
])
def test_other_events(words: str, rows: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in told(words)] == rows


def test_a_house_is_no_place_where_the_city_is_known() -> None:
    words = f"On 12 March {WHO} met President Semi Tolu of Tonga at Borron Hill. On 13 March she met Luke Qio of Samoa in Nadi."
    assert [row[3] for row in told(words)] == ["Suva", "Nadi"]


def test_a_meeting_is_numbered_in_roman_figures() -> None:
    words = f"{WHO} presided on 12 March over the VII Meeting of the Fiji-Tonga Joint Commission. Felipe VI Bay was not named."
    paper = text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    assert [(e.type, e.ordinal) for e in pipeline.extract(paper).events] == [("session", 7)]


OFFICE = "President Ana Vesi of Fiji"
GUEST = "Prime Minister Semi Tolu of Tonga"


@pytest.mark.parametrize(("words", "rows"), [
    ("Foreign Minister Ana Vesi of Fiji held a call on 12 March on Samoa with Foreign Minister Semi Tolu of Tonga.",
     [("call", "held", "2024-03-12", None)]),
    ("Fiji and Tonga met. A memorial plaque will accordingly be unveiled at the Nadi Burial Ground on 23 August 2024.",
     [("ceremony", "planned", "2024-08-23", "Nadi")]),
    ("Fiji and Tonga met. Fiji has been a member of the Pacific Islands Forum since 1989.", []),
    ("Fiji and Tonga met. Fiji undertakes to process work permits within thirty days of application.", []),
    ("Fiji and Tonga convened a virtual meeting on 3 March of the Fiji-Tonga Strategic Group.",
     [("session", "held", "2024-03-03", None)]),
    ("Fiji and Tonga held a virtual meeting of the Fiji-Tonga Joint Commission on 3 March.",
     [("session", "held", "2024-03-03", None)]),
    (f"{OFFICE} held a virtual meeting on 3 March with {GUEST} on the work of the Joint Commission.",
     [("call", "held", "2024-03-03", None)]),
    (f"The visit of {GUEST} and his delegation to Nadi in February was a success.", [("visit", "held", "2024-02", "Nadi")]),
    (f"Fiji thanked Tonga for the visit of {GUEST} and the members of his committee to Nadi on 4 March.",
     [("visit", "held", "2024-03", "Nadi")]),
    ("4 July 2024 will be the 30th anniversary of diplomatic relations between Fiji and Tonga.",
     [("establishment", "held", "1994-07-04", None)]),
    ("Fiji and Tonga met. March 12, 2023 marks the 60th anniversary of official diplomatic relations between Fiji and Tonga.",
     [("establishment", "held", "1963-03-12", None)]),
    (f"The talks were a continuation of the recent discussions held in Apia between {OFFICE} and {GUEST}.",
     [("meeting", "held", None, "Apia")]),
    (f"They built on the earlier talks held in Apia by {OFFICE} and {GUEST}.", [("meeting", "held", None, "Apia")]),
    (f"{OFFICE} met today with {GUEST}. He welcomed the recent trilateral summit in Apia between Fiji, Samoa and Tonga.",
     [("meeting", "held", "2024-03-15", "Suva"), ("meeting", "held", None, "Apia")]),
    ("The Fiji-Tonga Security Dialogue created new momentum for reefs on 12 March.", []),
    ("The Fiji-Tonga Joint Commission established a good basis for trade in 2019.", []),
    ("The Fiji-Tonga Joint Commission set up a working group on fisheries in 2019.", [("establishment", "held", "2019", None)]),
    ("The early warning mechanism against reef fires, created in 2019, is to be used by Fiji and Tonga.",
     [("establishment", "held", "2019", None)]),
    ("Fiji and Tonga will co-host the second Summit for Reefs on March 29-30, 2024. Building on the first Summit held in "
     "December 2021, this gathering will show progress.",
     [("meeting", "planned", "2024-03-29/2024-03-30", "Suva"), ("meeting", "held", "2021-12", None)]),
    ("During the 2022 Fiji-Tonga High-Level Security Dialogue, both governments decided to act.",
     [("session", "held", "2022", None)]),
])
def test_what_is_taken_up_from_elsewhere(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize("lead", ["Participants in the call included", "Those taking part included"])
def test_who_took_part_in_a_call_is_told_after_it(lead: str) -> None:
    words = f"{OFFICE} convened a call today with partners. {lead} Luke Qio, President of Samoa, and {GUEST}."
    assert told(words)[0][4] == ["Ana Vesi", "Luke Qio", "Semi Tolu"]


@pytest.mark.parametrize(("words", "rows"), [
    ("The two sides agreed that the second session of the Fiji-Tonga Joint Commission should be held in Nadi in May.",
     [("session", "planned", "2024-05", "Nadi")]),
    ("Fiji and Tonga agreed that a Joint Commission be set up and that its inaugural meeting be held in Nadi not later than "
     "March 2025.", [("session", "planned", "2025-03", "Nadi")]),
    ("Fiji and Tonga agreed that the political consultations between their ministries should resume in Nadi in July.",
     [("consultation", "planned", "2024-07", "Nadi")]),
    ("Fiji and Tonga proposed that the second session of the Joint Commission should be held in Nadi in May.", []),
    ("Fiji and Tonga agreed that the sessions of the Joint Commission should be held more often.", []),
    ("Fiji and Tonga agreed to reconvene the Joint Commission of Fiji and Tonga in May 2024.",
     [("session", "planned", "2024-05", None)]),
    ("King Semi Tolu of Tonga was last in Fiji in July 2021.", [("visit", "held", "2021-07", "Fiji")]),
    ("A team from the Fiji Water Department will travel to Tonga in June.", [("visit", "planned", "2024-06", "Tonga")]),
    ("Semi Tolu of Tonga became the first Tongan head of state to visit Fiji when he flew to Nadi in June 2014.",
     [("visit", "held", "2014-06", "Nadi")]),
    (f"Today {OFFICE}, {GUEST} and President Luke Qio of Samoa spoke about the drought.", [("call", "held", "2024-03-15", None)]),
    (f"{OFFICE} spoke about the drought in Tonga.", []),
    (f"On Wednesday {OFFICE} is due to call on {GUEST} and to tour the port.", [("meeting", "planned", "2024-03-20", "Suva")]),
    (f"{OFFICE} announced that Fiji would send goods to Tonga and would meet the cost of the lorries.", []),
])
def test_what_is_set_down_or_recalled(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "date"), [
    (f"{OFFICE}, who arrived on Monday for a three-day visit to Tonga, spoke of trade.", "2024-03-11/2024-03-13"),
    (f"{OFFICE} is on a four-day visit to Tonga that began on Monday.", "2024-03-11/2024-03-14"),
    (f"{OFFICE} will begin a three-day visit to Tonga on 20 March.", "2024-03-20/2024-03-22"),
    (f"{OFFICE} concluded on 12 March a three-day visit to Tonga.", "2024-03-10/2024-03-12"),
    (f"{OFFICE} will pay a three-day visit to Tonga from 20 March.", "2024-03-20/2024-03-22"),
    (f"{OFFICE} arrived in Tonga on 12 March.", "2024-03"),
])
def test_a_visit_lasts_as_long_as_it_is_said_to(words: str, date: str) -> None:
    assert [row[2] for row in told(words)] == [date]


@pytest.mark.parametrize(("words", "rows"), [
    ("Fiji and Tonga agreed to draft and sign a fisheries agreement.", []),
    ("Fiji and Tonga will finish the draft and sign a fisheries agreement.", []),
    ("Fiji and Tonga finished the draft and signed a fisheries agreement.", [("signing", "held", "2024-03-15", "Suva")]),
    (f"Meeting his Tongan counterpart Semi Tolu, {WHO} spoke of ports.", [("meeting", "held", "2024-03-15", "Suva")]),
    (f"{OFFICE} met {GUEST}. The talks culminated in the signing of a fisheries agreement.",
     [("meeting", "held", "2024-03-15", "Suva"), ("signing", "held", "2024-03-15", "Suva")]),
    ("The 4th session of the Joint Commission established for the trade of Fiji and Tonga was held in Nadi in January.",
     [("session", "held", "2024-01", "Nadi")]),
    ("The 4th session of the Joint Commission of Fiji and Tonga, set up in 1990, was held in Nadi in January.",
     [("session", "held", "2024-01", "Nadi"), ("establishment", "held", "1990", None)]),
    (f"Talking with Tongan Prime Minister Semi Tolu, {WHO} spoke of ports.", [("meeting", "held", "2024-03-15", "Suva")]),
])
def test_what_an_infinitive_or_a_first_participle_tells(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


def test_talks_that_others_only_speak_about_are_no_event() -> None:
    assert told("Fiji and Tonga discussed the drought and the talks in Nadi.") == []


def test_a_summit_is_of_the_states_it_is_said_to_be_between() -> None:
    words = f"{OFFICE} met today with {GUEST}. He welcomed the recent summit in Apia between Fiji, Samoa and Tonga."
    paper = text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    assert [e.states for e in pipeline.extract(paper).events] == [("FJ", "TO"), ("FJ", "TO", "WS")]


@pytest.mark.parametrize(("words", "rows"), [
    (f"{OFFICE} hosted a reception in Suva on Monday for the outgoing ambassador of Tonga, Semi Tolu.",
     [("meeting", "held", "2024-03-11", "Suva")]),
    (f"{OFFICE} noted that delegations of Tonga will be paying a visit to Fiji in May.",
     [("visit", "planned", "2024-05", "Fiji")]),
    (f"{OFFICE} will pay official visits to Tonga and Samoa in May.",
     [("visit", "planned", "2024-05", "Tonga"), ("visit", "planned", "2024-05", "Samoa")]),
    (f"{OFFICE} noted the relevance of the scheduled visit of {GUEST} to Fiji.", [("visit", "planned", None, "Fiji")]),
    (f"{OFFICE} recalled the signing of the Protocol on Fisheries during the visit of {GUEST} to Fiji in January 2023.",
     [("signing", "held", "2023-01", "Fiji"), ("visit", "held", "2023-01", "Fiji")]),
    ("Fiji and Tonga are looking towards the 50th anniversary of their diplomatic ties next year.",
     [("establishment", "held", "1975", None)]),
    (f"{OFFICE} said Fiji and Tonga had looked at how the embassy of Tonga was opened.", []),
    ("This is largely due to the regular political dialogue between Fiji and Tonga at the highest level.", []),
    (f"{OFFICE} later called on {GUEST} at his office and discussed matters related to mutual interests.",
     [("meeting", "held", "2024-03-15", "Suva")]),
    ("The Reef Group of Fiji and Tonga, set up under an Inter-Governmental Agreement signed in 1992, comprises six sections.",
     [("establishment", "held", "1992", None), ("signing", "held", "1992", None)]),
    (f"The fourth meeting of the Consultation Mechanism of Fiji and Tonga was held on 12 March. {OFFICE} led the "
     "Fijian delegation to the meeting and Mr Luke Qio, Director General, led the Tongan side.",
     [("consultation", "held", "2024-03-12", "Suva")]),
    (f"Trade and ports were discussed on Tuesday at a meeting between {OFFICE} and {GUEST}.",
     [("meeting", "held", "2024-03-12", "Suva")]),
    (f"{OFFICE} spoke of ports while receiving the credentials of {GUEST} on 12 March.",
     [("ceremony", "held", "2024-03-12", "Suva")]),
    (f"{OFFICE} received a courtesy call from {GUEST} on 12 March.", [("meeting", "held", "2024-03-12", "Suva")]),
    (f"{GUEST} presented his credentials to President Mere Kalo on 12 March. The call by {OFFICE} was short.",
     [("ceremony", "held", "2024-03-12", "Suva"), ("meeting", "held", "2024-03-15", "Suva")]),
    (f"{OFFICE} received a call from {GUEST} on 12 March.", [("call", "held", "2024-03-12", None)]),
    (f"{OFFICE} opened the Embassy of Tonga in Suva on 12 March. On 13 March she opened the Embassy of Samoa in Suva.",
     [("establishment", "held", "2024-03-12", "Suva"), ("establishment", "held", "2024-03-13", "Suva")]),
])
def test_dispatches(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "people"), [
    (f"{OFFICE} told {GUEST} at their meeting in Suva on 12 March that Fiji was open. She had held talks with Speaker Luke Qio.",
     ["Ana Vesi", "Semi Tolu"]),
    (f"Tongan President Semi Tolu wants peace. During the talks with the visiting Tongan President, {OFFICE} spoke of trade.",
     ["Ana Vesi", "Semi Tolu"]),
    (f"The port will grow, said Trade Minister Mere Kalo after talks between {OFFICE} and {GUEST} at Nadi Hall.",
     ["Ana Vesi", "Semi Tolu"]),
])
def test_who_talked_is_told_from_who_speaks(words: str, people: list[str]) -> None:
    assert [row[4] for row in told(words) if row[0] == "meeting"][0] == people


def test_whose_visit_a_possessive_tells() -> None:
    words = f"{OFFICE} praised the delegation's visit, saying it took place at the right time. It was led by {GUEST}."
    assert "Ana Vesi" not in [name for row in told(words) if row[0] == "visit" for name in row[4]]


def test_a_side_that_deals_with_two_others_is_a_party() -> None:
    title = "President Vesi receives Tongan, Samoan ambassadors"
    words = ("President Ana Vesi of Fiji received the ambassadors of Tonga and Samoa, Semi Tolu and Luke Qio, in Suva. At the "
             "meeting with Samoan ambassador Luke Qio, the President spoke of trade between Fiji and Samoa and of Fiji's ports.")
    paper = text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    paper = replace(paper, title=title, side="FJ")
    assert pipeline.extract(paper).parties == ("FJ", "TO", "WS")


@pytest.mark.parametrize("guest", ["Tongan President Semi Tolu", "Tonga President Semi Tolu"])
def test_a_visiting_president_is_not_in_his_own_country(guest: str) -> None:
    rows = told(f"Prime Minister Luke Qio of Fiji met the visiting {guest} on 12 March.")
    assert [(place, people) for kind, _, _, place, people in rows if kind == "visit"] == [(None, ["Semi Tolu"])]


def test_an_envoy_met_them_not_who_sent_him() -> None:
    words = f"{WHO} arrived in Apia on 12 March as special envoy of the President of Fiji, Mere Bose, and met Luke Qio of Samoa."
    assert {kind: people for kind, _, _, _, people in told(words)} == {"visit": ["Ana Vesi"], "meeting": ["Ana Vesi", "Luke Qio"]}


@pytest.mark.parametrize(("words", "rows"), [
    (f"According to the Fijian foreign ministry on Thursday, {OFFICE} held talks with {GUEST} on Wednesday.",
     [("meeting", "held", "2024-03-13", "Suva")]),
    (f"{OFFICE} arrived in Tonga on Monday for a visit, her second trip since being elected president in November.",
     [("visit", "held", "2024-03", "Tonga")]),
    (f"{OFFICE} is scheduled to have an audience with King Luke Qio of Tonga on Monday and hold a meeting with {GUEST} in Nadi.",
     [("meeting", "planned", "2024-03-18", "Suva"), ("meeting", "planned", "2024-03-18", "Nadi")]),
    (f"{OFFICE} will have an audience with King Luke Qio of Tonga on Monday, followed by a bilateral meeting.",
     [("meeting", "planned", "2024-03-18", "Suva")] * 2),
    ("Fiji and Tonga signed a memorandum of understanding on reefs. The signing ceremony, held at Reef House in Nadi, was "
     f"overseen by {OFFICE} and {GUEST}.", [("signing", "held", "2024-03-15", "Nadi")]),
    (f"{OFFICE} will also visit Tonga, Samoa, and the Far Reef in May.",
     [("visit", "planned", "2024-05", "Tonga"), ("visit", "planned", "2024-05", "Samoa")]),
    (f"{OFFICE} will be meeting {GUEST} in Nadi on Monday.", [("meeting", "planned", "2024-03-18", "Nadi")]),
    (f"{OFFICE} greeted {GUEST}. This came during their meeting at the Reef Palace in Nadi on Monday.",
     [("meeting", "held", "2024-03-11", "Nadi")]),
    (f"The foreign ministers of Fiji and Tonga met in Nadi on Monday. {WHO} had talks with Foreign Minister Semi Tolu of Tonga "
     "on reefs.", [("meeting", "held", "2024-03-11", "Nadi")]),
    (f"{OFFICE} took part in the sixth session of the Fiji-Tonga Joint Commission in Nadi on Monday during her visit to Nadi. "
     "Co-chaired by Semi Tolu of Tonga, the meeting's agenda included reefs.", [("session", "held", "2024-03-11", "Nadi")]),
])
def test_dispatches_of_several_clauses(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words) if row[0] != "visit" or "visit" in rows[0]] == rows


def test_who_only_says_it_did_not_meet() -> None:
    words = f"Tongan envoy Mele Fifita said {OFFICE} is due to meet {GUEST} in Nadi on Monday."
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Semi Tolu"]]


def test_what_a_paper_recalls_of_others_has_no_day_of_its_own() -> None:
    words = (f"{WHO} and Foreign Minister Luke Qio of Tonga held talks in Suva. They stressed the importance of the visit of "
             f"{GUEST} to Nadi and of his meeting with President Mere Kalo of Fiji.")
    assert [(row[0], row[2]) for row in told(words)] == [("meeting", "2024-03-15"), ("visit", None), ("meeting", None)]


def test_journeys_of_several_people_told_by_one_verb() -> None:
    words = "Tonga's Prime Minister Luke Qio visited Fiji in 2001, President Semi Tolu in May 2004, Speaker Mere Fonua in 2010."
    assert [(day, place, people) for kind, _, day, place, people in told(words) if kind == "visit"] == [
        ("2001", "Fiji", ["Luke Qio"]), ("2004-05", "Fiji", ["Semi Tolu"]), ("2010", "Fiji", ["Mere Fonua"])]


@pytest.mark.parametrize(("words", "rows"), [
    (f"{OFFICE}, who is here on a two-day visit, met {GUEST}.", [("visit", "held", "2024-03", None)]),
    ("Prime Minister Semi Tolu had visited Fiji in April while President Ana Vesi of Fiji came to Tonga in May 2023.",
     [("visit", "held", "2023-04", "Fiji"), ("visit", "held", "2023-05", "Tonga")]),
    (f"{OFFICE} will travel to Tonga on Monday. She is visiting Nuku'alofa at the invitation of {GUEST}.",
     [("visit", "planned", "2024-03", "Tonga")]),
    (f"{OFFICE} met {GUEST} on Monday to discuss efforts to end the crisis in Samoa.",
     [("meeting", "held", "2024-03-11", "Suva")]),
    (f"{OFFICE} made the call at her reception for Deputy Head Luke Qio of the Steering Committee for the Outer Isles of Tonga.",
     [("meeting", "held", "2024-03-15", "Suva")]),
    (f"{GUEST} and Prime Minister Luke Qio of Fiji spoke. The two PMs witnessed the signing of a treaty on reefs.",
     [("signing", "held", "2024-03-15", "Suva")]),
])
def test_dispatches_from_a_journey(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words) if row[0] in {kind for kind, *_ in rows}] == rows


@pytest.mark.parametrize(("words", "row"), [
    ("The minister recalled the visit of the King of Tonga, His Majesty Semi Tolu, to Nadi in March 2019.",
     ("visit", "2019-03", "Nadi", ["Semi Tolu"])),
    ("The sixth session of the Fiji-Tonga Joint Commission commenced in Nadi on Wednesday.",
     ("session", "2024-03-13", "Nadi", [])),
    ("Talks were led by Luke Qio, director at the Ministry of Trade of Fiji, and Tonga's Ambassador to Fiji, Brig. Gen. (Rtd) "
     "Semi Tolu, in Nadi on Wednesday.", ("meeting", "2024-03-13", "Nadi", ["Luke Qio", "Semi Tolu"])),
])
def test_ranks_and_honours_part_nothing(words: str, row: tuple[str, str, str, list[str]]) -> None:
    assert (row[0], "held", *row[1:]) in told(words)


def test_a_visitor_to_the_country_is_not_its_own() -> None:
    words = ("Minister Semi Tolu of Tonga paid courtesy calls on King Luke Qio of Fiji and Speaker Ana Vesi of Fiji, as part "
             "of his three-day working visit to the country.")
    assert [row[4] for row in told(words) if row[0] == "visit"] == [["Semi Tolu"]]


def test_a_visit_announced_and_then_only_spoken_of_is_one() -> None:
    words = ("President Semi Tolu of Tonga will travel to Nadi on March 20. It will be the first visit of a Tongan president "
             "to Nadi. The trip comes in a busy year.")
    assert [row[:4] for row in told(words)] == [("visit", "planned", "2024-03", "Nadi")]


def test_credentials_received_are_a_ceremony() -> None:
    words = ("President Luke Qio of Fiji received on Tuesday the credentials of two new ambassadors. They are Ana Vesi, "
             "Ambassador of Tonga, and Semi Tolu, Ambassador of Samoa.")
    assert told(words) == [("ceremony", "held", "2024-03-12", "Suva", ["Ana Vesi", "Luke Qio", "Semi Tolu"])]


JOINT = "Fiji-Peru Joint Commission"
PERUVIAN = "Peruvian Foreign Minister Luis Rivo"


@pytest.mark.parametrize(("words", "rows"), [
    ("Dr. Semi Tolu, the Tongan Foreign Minister, said this when he called on Luke Qio, Minister of Trade of Fiji, on Tuesday.",
     [("meeting", "held", "2024-03-12", "Suva", ["Luke Qio", "Semi Tolu"])]),
    (f"Political consultations with the participation of {WHO} and {PERUVIAN} took place in Nadi on 12 March.",
     [("consultation", "held", "2024-03-12", "Nadi", ["Ana Vesi", "Luis Rivo"])]),
    (f"{WHO} chaired the 5th session of the {JOINT} on 12 March. The meeting was attended by officials, including Luke Qio, "
     "Minister of Trade; Mere Fonua, Minister of State; and Semi Tolu, Minister of Health.",
     [("session", "held", "2024-03-12", "Suva", ["Ana Vesi", "Luke Qio", "Mere Fonua", "Semi Tolu"])]),
    (f"{WHO} and {PERUVIAN} co-chaired the 3rd session of the {JOINT} on 12 March. The 2nd joint commission meeting, held in "
     "Lima, was chaired by former minister Rosa Mendo.",
     [("session", "held", "2024-03-12", "Suva", ["Ana Vesi", "Luis Rivo"]), ("session", "held", None, "Lima", ["Rosa Mendo"])]),
    (f"{WHO} arrived in Lima on Monday to take part in the 4th {JOINT}. The Fifth {JOINT} will be held in Nadi in 2026.",
     [("visit", "held", "2024-03", "Lima", ["Ana Vesi"]), ("session", "held", "2024-03-15", "Lima", ["Ana Vesi"]),
      ("session", "planned", "2026", "Nadi", [])]),
    (f"{WHO} is to attend the 4th {JOINT} in Lima in May.", [("session", "planned", "2024-05", "Lima", ["Ana Vesi"])]),
    (f"{WHO} met {PERUVIAN} on Tuesday. This was the first high-level meeting between the two countries since the October "
     "visit of Peruvian President Rosa Mendo to Nadi.",
     [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Luis Rivo"]),
      ("visit", "held", "2023-10", "Nadi", ["Rosa Mendo"])]),
    (f"{WHO} announced it during President Rosa Mendo's August 10 visit from Peru to Nadi.",
     [("visit", "held", "2023-08", "Nadi", ["Rosa Mendo"])]),
    ("A Peruvian delegation will be here on an official visit from 14 to 17 March. The delegation will be led by Peruvian "
     "Trade Minister Luis Rivo.", [("visit", "planned", "2024-03-14/2024-03-17", None, ["Luis Rivo"])]),
    ("Fiji welcomed the new Ambassador of Peru, Luis Rivo, who presented his credentials on Tuesday.",
     [("ceremony", "held", "2024-03-12", "Suva", ["Luis Rivo"])]),
    (f"{WHO} sees the {JOINT} as a serious forum.", []),
])
def test_what_ministries_tell_of_commissions_and_calls(words: str, rows: list[Row]) -> None:
    kinds = {row[0] for row in rows} or {"forum"}
    assert [row for row in told(words) if row[0] in kinds] == rows


def test_a_headline_with_a_number_tells_the_session_of_the_story() -> None:
    words = f"{JOINT} holds fourth meeting\n\n{WHO} and {PERUVIAN} co-chaired a meeting of the {JOINT} in Nadi on 12 March.\n"
    found = pipeline.extract(page(words))
    assert [(e.type, e.ordinal, len(e.participants)) for e in found.events] == [("session", 4, 2)]


@pytest.mark.parametrize(("words", "rows"), [
    (f"The second session of the {JOINT} opens in Nadi today. The next consultation will be held in Lima in 2025.",
     [("session", "held", "2024-03-15", "Nadi", []), ("consultation", "planned", "2025", "Lima", [])]),
    (f"Both sides reaffirmed their ties at the ongoing review meeting of the 2nd {JOINT} being held in Nadi.",
     [("session", "held", "2024-03-15", "Nadi", [])]),
    ("The delegation will visit Fiji, Republic of the Marshall Islands (RMI), Nauru and Samoa.",
     [("visit", "planned", None, place, []) for place in ("Fiji", "Republic of the Marshall Islands", "Nauru", "Samoa")]),
    ("President Luis Rivo of Peru visited Fiji on Monday, five months after the two countries signed a fisheries treaty in Lima.",
     [("visit", "held", "2024-03", "Fiji", ["Luis Rivo"]), ("signing", "held", None, "Lima", [])]),
    (f"In her speech {WHO} welcomed the Peruvian delegation and praised the ties.", []),
    (f"{WHO} will hold bilateral consultations with {PERUVIAN} in Lima on 20 March.",
     [("consultation", "planned", "2024-03-20", "Lima", ["Ana Vesi", "Luis Rivo"])]),
    ("Bilateral consultations between Fiji and Peru were held on Monday in Peru's capital, Lima.",
     [("consultation", "held", "2024-03-11", "Lima", [])]),
    (f"{PERUVIAN} yesterday arrived in Nadi and was received by President Semi Tolu of Fiji.",
     [("visit", "held", "2024-03", "Nadi", ["Luis Rivo"]),
      ("meeting", "held", "2024-03-14", "Nadi", ["Luis Rivo", "Semi Tolu"])]),
    (f"The 3rd session of the {JOINT} was held in Nadi on Monday. During the meeting, {WHO} and her Peruvian counterpart, Luis "
     "Rivo, agreed to go on. They agreed to hold the 4th meeting of the Commission in the city of Lima.",
     [("session", "held", "2024-03-11", "Nadi", ["Ana Vesi", "Luis Rivo"]), ("session", "planned", None, "Lima", [])]),
    ("Fiji and Samoa signed an agreement on Monday for the teaching of Fijian in Samoa.",
     [("signing", "held", "2024-03-11", "Suva", [])]),
    (f"{WHO} praised the members of the Pacific Islands Forum during 2023 at the Ministers' Meeting.", []),
])
def test_what_dispatches_tell_of_journeys_and_sessions(words: str, rows: list[Row]) -> None:
    kinds = {row[0] for row in rows} or {"forum", "meeting", "visit"}
    assert [row for row in told(words) if row[0] in kinds] == rows


@pytest.mark.parametrize(("words", "rows"), [
    (f"{WHO} held talks with {PERUVIAN} in Nadi on 12 March. During the bilateral meeting with Samoan Foreign Minister Luke Qio, "
     "fish was discussed.", [("meeting", "held", "2024-03-12", "Nadi", ["Ana Vesi", "Luis Rivo"]),
                             ("meeting", "held", "2024-03-12", "Nadi", ["Ana Vesi", "Luke Qio"])]),
    (f"{WHO} will travel to Lima on 20 March. The ports of both states are new. Minister Vesi will be accompanied by Semi Tolu, "
     "Minister of Health of Fiji.", [("visit", "planned", "2024-03", "Lima", ["Ana Vesi", "Semi Tolu"])]),
    (f"{WHO} will tomorrow leave for Peru to attend a fair.", [("visit", "planned", "2024-03", "Peru", ["Ana Vesi"])]),
    ("The body was born of the Agreement signed during the visit of Peruvian President Luis Rivo to Nadi in January 2022.",
     [("visit", "held", "2022-01", "Nadi", ["Luis Rivo"]), ("signing", "held", "2022-01", "Nadi", [])]),
    ("The next joint session of the governments of Fiji and Peru will be held in Lima in May.",
     [("session", "planned", "2024-05", "Lima", [])]),
    (f"{WHO} led a trade delegation to Peru on 3 March. Minister Semi Qio of Fiji will lead a team and a seven-member delegation "
     "to Samoa in May.",
     [("visit", "held", "2024-03", "Peru", ["Ana Vesi"]), ("visit", "planned", "2024-05", "Samoa", ["Semi Qio"])]),
    (f"{WHO} praised the platform established to tie Fiji and Peru together.", []),
    (f"{WHO} chaired the weekly Cabinet meeting in Suva on Monday.", []),
])
def test_what_dispatches_tell_by_the_way(words: str, rows: list[Row]) -> None:
    kinds = {row[0] for row in rows} or {"meeting", "establishment"}
    assert sorted((row for row in told(words) if row[0] in kinds), key=lambda row: row[0] != "visit") == rows


def test_a_communique_without_a_day_of_its_own_reports_on_the_days_it_opens_with() -> None:
    words = (f"The 20th Session of the {JOINT} was held in Nadi from 20 to 24 September 2010. The delegation of Fiji was led by "
             "Ana Vesi, Minister of Defence, and that of Peru by Luis Rivo, Minister of Health.")
    found = pipeline.extract(text(words, language="en"))
    assert [(e.type, e.date, len(e.participants)) for e in found.events] == [("session", "2010-09-20/2010-09-24", 2)]


def test_sessions_told_by_reference() -> None:
    words = (
        "Experts met in Suva on 12 March to prepare the fifth session of the Fiji-Tonga Joint Commission. It will be held in "
        "Nadi in June. The fourth, hosted by Suva in May 2021, had dealt with fisheries."
    )
    rows = [row[:4] for row in told(words) if row[0] == "session"]
    assert rows == [("session", "planned", "2024-06", "Nadi"), ("session", "held", "2021-05", "Suva")]


def test_talks_somebody_is_to_travel_for() -> None:
    words = "Fijian President Luke Qio will travel to Lima on 20 March for talks with Peruvian President Semi Tolu."
    assert ("meeting", "planned", "2024-03-20", "Lima", ["Luke Qio", "Semi Tolu"]) in told(words)


def test_a_dialogue_only_launched_is_not_held_and_its_round_is() -> None:
    words = "Fiji and Tonga agreed to launch a strategic dialogue, the first round of which will be hosted by Suva in May."
    assert [row[:3] for row in told(words)] == [("consultation", "planned", "2024-05")]


def test_who_meets_on_the_sidelines_meets_on_the_day_of_what_was_told() -> None:
    words = (
        f"{WHO} and Tongan Foreign Minister Sione Havea co-chaired on Tuesday in Suva the third meeting of the Joint Commission "
        "of Fiji and Tonga. Fijian Trade Minister Luke Qio also met his Tongan counterpart, Semi Tolu, on the sidelines."
    )
    assert [row[2] for row in told(words)] == ["2024-03-12", "2024-03-12"]


@pytest.mark.parametrize(("words", "rows"), [
    ("The visit of Fijian Foreign Minister Ana Vesi to Apia was again put off.", []),
    ("Ana Vesi's visit to Apia has once more been postponed.", []),
    ("The visit of Fijian Foreign Minister Ana Vesi to Apia had to be cancelled.", []),
    ("Fijian Foreign Minister Ana Vesi has postponed her visit to Apia.", []),
    ("The visit of Fijian Foreign Minister Ana Vesi to Apia was due in June but was called off.", []),
    ("Fijian Foreign Minister Ana Vesi put off her visit to Apia until June 2024.", [("visit", "planned", "2024-06")]),
    ("The Joint Commission of Fiji and Tonga, which was to have met in Suva last December, is without a chair.", []),
    ("The Joint Commission of Fiji and Tonga, which was to meet in Nadi in May, has been put off until 4 June 2024.",
     [("session", "planned", "2024-06-04")]),
    ("The Joint Commission of Fiji and Tonga was to meet in Nadi in May but has not yet been convened.", []),
    ("The Joint Commission of Fiji and Tonga should have been convened in Nadi on 3 March.", []),
])
def test_what_is_put_off_was_not_held(words: str, rows: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in told(words)] == rows


def test_talks_with_whoever_is_on_a_visit_are_told_beside_the_visit() -> None:
    for words in ("who is on a two-day official visit", "currently on an official visit"):
        found = told(f"{WHO} held talks with Tongan Speaker Semi Tolu, {words}.")
        assert [(row[0], row[4]) for row in found] == [("meeting", ["Ana Vesi", "Semi Tolu"]), ("visit", ["Semi Tolu"])]


def test_a_body_to_be_revived_is_not_founded() -> None:
    assert told("Fiji and Tonga will revive their Joint Economic Committee, the minister announced on Monday.") == []


def test_who_asks_is_not_where_it_was() -> None:
    words = "The Joint Commission of Fiji and Tonga has been put off until June 2024 at Nuku'alofa's request."
    assert [row[:4] for row in told(words)] == [("session", "planned", "2024-06", None)]


@pytest.mark.parametrize(("words", "row"), [
    ("Fiji and Tonga agreed to build a cable by 2029 and signed a protocol on fisheries.", ("signing", "held", "2024-03-15")),
    ("Fiji and Tonga signed a protocol on fisheries and agreed to build a cable by 2029.", ("signing", "held", "2024-03-15")),
    ("The Joint Commission of Fiji and Tonga holds its first meeting by 30 June.", ("session", "planned", "2024-06-30")),
])
def test_what_is_promised_beside_an_act_does_not_date_it(words: str, row: tuple[str, str, str]) -> None:
    assert [found[:3] for found in told(words)] == [row]


@pytest.mark.parametrize(("words", "rows"), [
    (f"{PERUVIAN}, whom {WHO} received on Tuesday in Nadi, thanked Fiji for its support.",
     [("meeting", "held", "2024-03-12", "Nadi")]),
    (f"After holding talks with {PERUVIAN} in Nadi on Tuesday, {WHO} attended a state banquet.",
     [("meeting", "held", "2024-03-12", "Nadi")]),
    (f"{WHO} had an in-depth exchange with {PERUVIAN} in Nadi on Tuesday.",
     [("meeting", "held", "2024-03-12", "Nadi")]),
    (f"{WHO} met with Luis Rivo on Tuesday and Tongan Trade Minister Sione Havea on Wednesday.",
     [("meeting", "held", "2024-03-12"), ("meeting", "held", "2024-03-13")]),
    (f"In a letter dated 10 March, {WHO} assured {PERUVIAN} of her support.",
     [("call", "held", "2024-03-10")]),
    ("Fiji and Peru will start exploratory talks on visas for students.", []),
    ("Fiji and Peru welcomed the talks of the Sudanese parties in Jeddah.", []),
    (f"At a ceremony in Nadi on Tuesday, {WHO} and {PERUVIAN} signed a grant agreement.",
     [("signing", "held", "2024-03-12", "Nadi")]),
    (f"{WHO} and {PERUVIAN} initialled an agreement on cables, to be signed in Lima on 15 September.",
     [("signing", "held", "2024-03-15"), ("signing", "planned", "2024-09-15", "Lima")]),
    ("Fiji and Peru decided to drop the tariffs on fruit and fish, to ease the rules for their hauliers and seafarers, and to "
     "hold a Business Forum in Lima next year.", [("forum", "planned", "2025", "Lima")]),
    ("In 2027 Fiji and Peru will celebrate 50 years of diplomatic relations.", []),
])
def test_what_statements_tell(words: str, rows: list[tuple[str, ...]]) -> None:
    kinds = {"meeting", "call", "signing", "forum"} | {row[0] for row in rows}
    found = [row[:4] for row in told(words) if row[0] in kinds]
    assert [row[: len(want)] for row, want in zip(found, rows, strict=True)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    (f"They did not set a date for the visit of {PERUVIAN} to Suva.", []),
    (f"{WHO} said that the fourth session of the Fiji-Peru Joint Commission would be held in Lima in 2026.",
     [("session", "planned", "2026", "Lima", [])]),
    ("The fourth session of the Fiji-Peru Joint Commission has been put off to May 2025, ministry spokesman Jone Rabu told a "
     "briefing.", [("session", "planned", "2025-05", None, [])]),
    (f'"We will hold the first session of the Joint Commission in Lima in May 2025," {WHO} told reporters.',
     [("session", "planned", "2025-05", "Lima", [])]),
    (f"{WHO} and {PERUVIAN} agreed to hold a business forum in Lima in May 2025.",
     [("forum", "planned", "2025-05", "Lima", [])]),
    (f"{WHO} will open a business forum in Lima in May 2025.", [("forum", "planned", "2025-05", "Lima", ["Ana Vesi"])]),
    ("The two ministries will sign a customs agreement as soon as the lawyers have read it.", []),
    ("Peru opened a visa application centre in Nadi in January.", [("establishment", "held", "2024-01", "Nadi", [])]),
    ("Peru will end its domestic consultations by September.", []),
    ("Peruvians may use the electronic travel authorisation from 2 May.", []),
    ("Fiji and Peru recalled the Exchange of Letters of 16 March 1999 on trade.", [("signing", "held", "1999-03-16", None, [])]),
    ("The Leaders welcomed the 12th Annual Leaders' Consultation, held in Lima in May 2023.",
     [("session", "held", "2023-05", "Lima", [])]),
    (f"{PERUVIAN} had earlier been received by {WHO} in Nadi.",
     [("meeting", "held", "2024-03-15", "Nadi", ["Ana Vesi", "Luis Rivo"])]),
    ("The Embassy of Peru in Suva, inaugurated in 2013, marked its tenth year in 2023.",
     [("establishment", "held", "2013", "Suva", [])]),
])
def test_what_is_announced_agreed_or_not_fixed(words: str, rows: list[Row]) -> None:
    assert told(words) == rows


@pytest.mark.parametrize(("words", "row"), [
    ("They decided to hold the second session in Nadi in 2025, on dates to be settled later.",
     ("session", "planned", "2025", "Nadi", [])),
    ("The two ministers agreed that the Joint Committee should be convened in Nadi in May.",
     ("session", "planned", "2024-05", "Nadi", [])),
    ("The third session of the Joint Committee will be held in Nadi in May, the two ministers told reporters.",
     ("session", "planned", "2024-05", "Nadi", [])),
    ("On Thursday, a seminar organised by the Chamber of Commerce will bring together fifty firms in Nadi.",
     ("forum", "planned", "2024-03-21", "Nadi", [])),
    ("The ministers confirmed the holding of a business forum in Nadi in May.", ("forum", "planned", "2024-05", "Nadi", [])),
    ("The two ministers recalled the ties between Fiji and Tonga, which established diplomatic relations in 1974.",
     ("establishment", "held", "1974", None, [])),
])
def test_those_who_only_announce_or_recall_do_not_take_part(words: str, row: Row) -> None:
    before = f"{WHO} met Tongan Foreign Minister Semi Tolu in Suva on 14 March. They spoke of the Joint Committee on Trade. "
    assert told(before + words)[-1] == row


def test_what_is_said_of_who_chaired_a_session_does_not_date_it() -> None:
    words = (f"Fiji and Tonga on Friday held the 3rd session of their Joint Commission. The session was co-chaired by {WHO} and "
             "Minister Semi Tolu of Tonga, who had flown into Suva on Tuesday.")
    sessions = [row for row in told(words) if row[0] == "session"]
    assert sessions == [("session", "held", "2024-03-15", "Suva", ["Ana Vesi", "Semi Tolu"])]


@pytest.mark.parametrize(("words", "day", "texts"), [
    (f"The visit of {WHO} to Tonga in July 2021 broke the silence. A pact on ports was signed in Nadi on that occasion.",
     "2021-07", {"pact on ports": "2021-07"}),
    ("Fiji and Tonga signed a memorandum on ports and a protocol amending the road transport agreement of 2012.",
     "2024-03-15", {"memorandum on ports": "2024-03-15", "protocol amending the road transport agreement of 2012": "2024-03-15",
                    "road transport agreement of 2012": "2012"}),
])
def test_a_text_has_the_day_of_its_own_signature(words: str, day: str, texts: dict[str, str]) -> None:
    paper = text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    found = pipeline.extract(paper)
    assert [e.date for e in found.events if e.type == "signing"] == [day]
    assert {words[i.title.start : i.title.end]: i.date for i in found.instruments} == texts


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Thirty years after the establishment of diplomatic relations between Fiji and Tonga, trade remains modest.", "1994"),
        ("Forty years will have passed next year since Fiji and Tonga exchanged ambassadors, the ministers noted.", "1985"),
        ("The year 2026 will mark 35 years since Fiji and Tonga exchanged ambassadors.", "1991"),
    ],
)
def test_relations_so_many_years_old_have_their_year(words: str, year: str) -> None:
    assert [row[2] for row in told(words) if row[0] == "establishment"] == [year]


def test_what_something_ends_with_is_signed() -> None:
    words = ("The third session of the Joint Commission of Fiji and Tonga ended in Nadi on 12 March with the signing of a "
             "memorandum by its co-chairs.")
    assert ("signing", "held", "2024-03-12") in [row[:3] for row in told(words)]


@pytest.mark.parametrize(("words", "rows"), [
    ("The Fiji-Tonga Joint Commission last met in Suva in 2018. It was decided to convene the sixth in Apia in October 2024.",
     [("session", "held", "2018", "Suva"), ("session", "planned", "2024-10", "Apia")]),
    ("Also set for 20 May is the signing of an agreement between Fiji and Tonga on visas in Nadi.",
     [("signing", "planned", "2024-05-20", "Nadi")]),
    ("Established on 3 May 1994, diplomatic relations between Fiji and Tonga have grown.",
     [("establishment", "held", "1994-05-03", None)]),
    ("Opened in Apia in 2013, the Fijian embassy employs seven people.", [("establishment", "held", "2013", "Apia")]),
    (f"{WHO} is expected on Tuesday at the office of President Semi Tolu of Tonga.",
     [("meeting", "planned", "2024-03-19", "Suva")]),
])
def test_what_is_told_by_a_number_a_participle_or_a_verb_before_its_subject(words: str, rows: list[tuple[str, ...]]) -> None:
    assert [row[:4] for row in told(words)] == rows


def test_an_anniversary_kept_in_a_year_nobody_tells_has_no_year() -> None:
    words = f"{OFFICE} met {GUEST}. They spoke of the occasion of the 40th anniversary of diplomatic relations of Fiji and Tonga."
    found = pipeline.extract(text(words, language="en", dateline=Dateline("Suva", "XXXX-03-12")))
    assert [e.date for e in found.events if e.type == "establishment"] == [None]


def test_meetings_with_several_are_one_with_each() -> None:
    words = f"{WHO} held bilateral meetings with Samoan Foreign Minister Tuala Fonoti and Tongan Foreign Minister Mele Fonua."
    assert [row[4] for row in told(words) if row[0] == "meeting"] == [["Ana Vesi", "Tuala Fonoti"], ["Ana Vesi", "Mele Fonua"]]


def test_a_partnership_set_up_is_founded_and_a_new_one_only_named() -> None:
    words = "Fiji and Tonga want more trade. The strategic partnership was set up in October 2009."
    assert [(row[0], row[2]) for row in told(words)] == [("establishment", "2009-10")]
    words = "Fiji and Tonga want more trade. Both need a plan for the newly established strategic partnership."
    assert not told(words)
