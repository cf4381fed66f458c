"""English papers of our own whose telling only a parse makes out: lists, plans, and who promises."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings

OPENING = "Joint Statement of Fiji and Norway\n\nOslo, 14 March 2024\n\n"


def read(words: str) -> tuple[Findings, str]:
    """What a joint statement says, and its words as they were read."""
    paper = page(OPENING + words + "\n")
    return pipeline.extract(paper), paper.view.text


def promised(words: str) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    """The undertakings: act, force, whose, and the words."""
    found, view = read(words)
    return [(u.act, u.force, u.by, view[u.citations[0].start : u.citations[0].end]) for u in found.undertakings]


def happened(words: str) -> list[tuple[str, str, str | None]]:
    """The events: type, status and date."""
    return [(e.type, e.status, e.date) for e in read(words)[0].events]


@pytest.mark.parametrize("words", [
    "The ministers hailed new berths under the Fiji-Norway Maritime Safety Agreement, which will widen trade and help fishers.",
    "The sides applauded the Nordic Growth Framework, which will deliver benefits to workers.",
    "They spoke of the 2025 Ocean Forum in Suva, which will further establish the port as a centre.",
])
def test_what_a_text_or_an_occasion_will_bring_is_foretold(words: str) -> None:
    assert promised(words) == []


def test_a_body_named_after_its_states_promises() -> None:
    words = "The ministers founded the Fiji-Norway Ocean Commission, which will map the reefs."
    assert [row[3] for row in promised(words)] == ["will map the reefs"]


def test_announcement_opens_a_list_that_labels_part() -> None:
    words = (
        "The two leaders announced the following:\n\nPorts and roads\n\n- Launch of yearly talks on ferries.\n- Norway "
        "intends to sell two tugs.\n\nSchools\n\n- Providing NOK 30 million for school boats by 2027.\n"
        "- Exploring a pilot of floating classrooms."
    )
    both = ("FJ", "NO")
    assert promised(words) == [
        ("pledge", "commit", both, "Launch of yearly talks on ferries"),
        ("pledge", "intend", ("NO",), "sell two tugs"),
        ("pledge", "commit", both, "Providing NOK 30 million for school boats by 2027"),
        ("pledge", "explore", both, "Exploring a pilot of floating classrooms"),
    ]


def test_titles_of_parts_do_not_end_a_list() -> None:
    words = (
        "The ministers committed to go on working together in the following areas:\n\nShips and Ferries:\n\n- Conduct joint "
        "drills off Suva.\n- Seek to conclude a pact.\n\nWider Work:\n\n- Map the reefs."
    )
    assert [row[1:2] + row[3:] for row in promised(words)] == [
        ("commit", "Conduct joint drills off Suva"), ("commit", "Seek to conclude a pact"), ("commit", "Map the reefs"),
    ]


def test_the_number_of_a_conference_is_no_aim() -> None:
    found, _view = read("The leaders agreed to work toward an ambitious outcome at COP29.")
    assert [u.target for u in found.undertakings] == [None]


@pytest.mark.parametrize(("words", "title"), [
    ("They have agreed to an Agreement on Fair, Balanced, and Lasting Trade (Agreement).",
     "Agreement on Fair, Balanced, and Lasting Trade (Agreement)"),
    ("They signed an Agreement on Port Fees and Tugs (the Agreement).", "Agreement on Port Fees and Tugs (the Agreement)"),
    ("They hailed the Fiji-Norway Treaty of Mutual Help to widen trade.", "Fiji-Norway Treaty of Mutual Help"),
])
def test_how_far_a_text_s_name_goes(words: str, title: str) -> None:
    found, view = read(words)
    assert title in [view[i.title.start : i.title.end] for i in found.instruments]


def test_what_waits_for_the_end_of_a_text_has_not_been_signed() -> None:
    assert happened("Norway will cut its fees, subject to the successful conclusion of the Ferry Agreement.") == []


def test_a_law_cited_by_initials_ends_no_sentence() -> None:
    words = "Norway will waive its fees under the Ports Act, as amended (19 U.S.C. 1862), and widen the bay."
    assert [row[3] for row in promised(words)][-1] == "widen the bay"


def test_a_list_of_what_follows_may_close_an_action_of_its_own() -> None:
    words = "We declare our intention to share maps and to test boats that meet the following rules:"
    assert [row[3] for row in promised(words)] == ["share maps", "test boats that meet the following rules"]


def test_what_is_given_already_is_no_aim() -> None:
    found, _view = read("Norway agreed to train more pilots, building on the $2 million it gives each year.")
    assert [u.target for u in found.undertakings] == [None]


def test_a_text_called_after_a_weekday_has_no_date_by_it() -> None:
    found, view = read("The leaders reaffirmed their support for the Good Friday Agreement.")
    told = {view[i.title.start : i.title.end]: i.date for i in found.instruments}
    assert told["Good Friday Agreement"] is None


@pytest.mark.parametrize(("words", "found"), [
    ("Norway will dredge the bay while Fiji will clear the wrecks.", ["will dredge the bay", "will clear the wrecks"]),
    ("The talks closed with both sides vowing to clear the bay.", ["clear the bay"]),
    ("Norway will be buying more rum from Fiji.", ["will be buying more rum from Fiji"]),
    ("They pledged to clear the bay, while respecting old rights.", ["clear the bay, while respecting old rights"]),
    ("Fiji's wish to sell more rum was confirmed.", ["sell more rum"]),
    ("The two will raise quotas, open new routes, support fishers and train young pilots.",
     ["will raise quotas", "open new routes", "support fishers", "train young pilots"]),
    ("Both will champion the reefs and map the bay.", ["will champion the reefs", "map the bay"]),
    ("They instructed their teams to:\n\na. simplify the forms;\n\nb. map piers.", ["simplify the forms", "map piers"]),
    ("They proposed the two sides soon widen the bay.", ["the two sides soon widen the bay"]),
    ("Norway will:\n\n(a) build a pier; and\n\n(b) train divers.", ["build a pier", "train divers"]),
    ("Outcomes of the visit:\n\n- A visa waiver for divers\n\n- Signing of a memorandum on rum", ["A visa waiver for divers"]),
    ("Divers seeking to settle in Suva were praised.", []),
    ("New routes to the outer islands are being considered.", ["New routes to the outer islands"]),
    ("Fiji commits to lift its duties on all Norwegian herring and Norwegian timber goods shipped to Suva and has begun to.",
     ["lift its duties on all Norwegian herring and Norwegian timber goods shipped to Suva"]),
    ("They will ease the rules, including by cutting fees; recognizing permits; and training clerks.",
     ["will ease the rules, including by cutting fees; recognizing permits; and training clerks"]),
    ("Norway intends to ease the sale of pumps tested or approved by the port office, and of currently agreed spare parts.",
     ["ease the sale of pumps tested or approved by the port office, and of currently agreed spare parts"]),
    ("Both intend to back tools that allow quick checks, paperless trade, and digitalized port procedures.",
     ["back tools that allow quick checks, paperless trade, and digitalized port procedures"]),
    ("Norway intends to determine if Fiji and Tonga have cut these fees.", ["determine if Fiji and Tonga have cut these fees"]),
    ("They will ensure that the strait stays open and that fishers profit.",
     ["will ensure that the strait stays open and that fishers profit"]),
    ("They are committed to helping the atolls for as long as it takes.", ["helping the atolls for as long as it takes"]),
    ("Fiji agreed to refrain from requiring Norwegian shops and port service providers to pay into a fund.",
     ["refrain from requiring Norwegian shops and port service providers to pay into a fund"]),
    ("They will bring together their fleets through joint drills to deter piracy, and cooperate on customs.",
     ["will bring together their fleets through joint drills to deter piracy", "cooperate on customs"]),
    ("They will widen work in the fields told in talks led by the Norwegian Secretary and Fijian Minister of Planning.",
     ["will widen work in the fields told in talks led by the Norwegian Secretary and Fijian Minister of Planning"]),
    ("They agreed a plan which will widen ferry routes.", []),
    ("Fiji commits to keep its fees, as set forth in the Order of 2 April, as amended, on goods of Norway, and identifies wares "
     "in its annex.", ["keep its fees, as set forth in the Order of 2 April, as amended, on goods of Norway"]),
    ("They reaffirmed that the route \u2013 linking Fiji by ship to the isles \u2013 will bring growth and cut costs.", []),
    ("Both commit to ease Fiji's rules, including by Fiji: accepting test papers; and removing limits.",
     ["ease Fiji's rules, including by Fiji: accepting test papers; and removing limits"]),
    ("They agreed to drive sales for Fijian and Norwegian firms to make safe boats.",
     ["drive sales for Fijian and Norwegian firms to make safe boats"]),
    ("They agreed to break new ground to support and sustain the patrols of both fleets.",
     ["break new ground to support and sustain the patrols of both fleets"]),
    ("They decided to make rules on wrecks, that would ease fees.", ["make rules on wrecks, that would ease fees"]),
    ("This path will unlock plans to build large piers.", []),
    ("They agreed to train pilots.  To improve health at sea, we affirm our work on storms.", ["train pilots"]),
    ("They aim to more than double trade.", ["double trade"]),
    ("The treaty is new.  It shall reflect our ties.", []),
    ("Norway will cut fees on tugs and tug parts of Fiji imposed to guard its yards.",
     ["will cut fees on tugs and tug parts of Fiji imposed to guard its yards"]),
    ("Norway will lower duties on cod originating from Fiji subject to yearly quotas.",
     ["will lower duties on cod originating from Fiji subject to yearly quotas"]),
    ("They will widen the bay, subject to funding.", ["will widen the bay"]),
    ("Both agreed to build a port that serves all and eases trade.", ["build a port that serves all and eases trade"]),
    ("Fiji agrees to determine whether Norwegian rules, including those on tests, are fit for ferries.",
     ["determine whether Norwegian rules, including those on tests, are fit for ferries"]),
    ("They instructed their ministers to convene a Reef Committee (JRC: \"2+2\") meeting in Suva.",
     ["convene a Reef Committee (JRC: \"2+2\") meeting in Suva"]),
    ("Fiji and Norway will apply this framework and work towards signing the accord.",
     ["will apply this framework", "work towards signing the accord"]),
    ("They hailed the ferry negotiations, launched by the ministers, which will include fees.", []),
    ("They agree that either side may raise its fees.", []),
    ("They stressed that rights of passage and overflight must be respected.",
     ["rights of passage and overflight must be respected"]),
])
def test_how_much_is_promised(words: str, found: list[str]) -> None:
    assert [row[3] for row in promised(words)] == found


@pytest.mark.parametrize(("words", "states"), [
    ("Norway will stand by Fiji.", ("NO",)),
    ("Fiji will receive two tugs from Norway.", ("NO",)),
    ("Neither Fiji nor Norway intends to sell its tugs.", ("FJ", "NO")),
    ("\"We have agreed to share maps,\" the Norwegian minister said.", ("FJ", "NO")),
    ("Minister Ana Cruz of Fiji said she and Minister Ole Lund of Norway had agreed to share maps.", ("FJ", "NO")),
    ("The minister of Fiji, Mr Vula, was invited to attend the forum of fishers.", ("NO",)),
    ("Fiji will receive a quota for rum.", ("NO",)),
    ("Prime Minister Ana Cruz of Fiji met King Ole of Norway.  The Prime Minister and King agreed on the need to map the reefs.",
     ("FJ", "NO")),
    ("Minister Ole Lund of Norway reiterated his belief that a strong Fiji, rich in reefs, is vital to all and committed to "
     "mapping them.", ("NO",)),
    ("Fiji has lifted its duties, and with this pact has committed to widen the bay.", ("FJ",)),
    ("Minister Ana Cruz of Fiji met Minister Ole Lund of Norway.  Prime Minister Cruz and Foreign Minister Lund also "
     "highlighted the need to widen the bay.", ("FJ", "NO")),
    ("As leaders of ocean nations, Norway and Fiji, recognizing the worth of reefs, we resolve to widen the bay.", ("FJ", "NO")),
    ("Minister Ana Cruz of Fiji thanked the guests for Norway's help, and they affirmed that new piers must be built.",
     ("FJ", "NO")),
])
def test_whose_it_is(words: str, states: tuple[str, ...]) -> None:
    assert [row[2] for row in promised(words)] == [states]


@pytest.mark.parametrize(("words", "due"), [
    ("They agreed to sign the accord in QIII 2024.", "2024-09"),
    ("They agreed to sign the accord in early autumn.", "2024-23"),
    ("They agreed to share maps from 1 July.", "2024-07-01"),
    ("They agreed to carry out the 2024-2028 training plan.", None),
    ("Norway plans to put 12 million dollars into the agreement this year.", "2024"),
    ("Both plan to sign this year a new ten-year Framework for Ports.", "2024"),
])
def test_when_it_is_due(words: str, due: str | None) -> None:
    assert [u.due for u in read(words)[0].undertakings] == [due]


@pytest.mark.parametrize(("words", "found"), [
    ("Reaffirming its commitment to map the reefs, Fiji thanked the hosts.", [("pledge", "commit", ("FJ",), "map the reefs")]),
    ("Norway is also announcing the extension of its fund for ferries.",
     [("pledge", "commit", ("NO",), "the extension of its fund for ferries")]),
    ("Norway is announcing more than $4 million in new support to Fiji.",
     [("pledge", "commit", ("NO",), "$4 million in new support to Fiji")]),
    ("The need for widening the port, the firm commitment of both states to train pilots and their ties were stressed here.",
     [("proposal", None, ("FJ", "NO"), "widening the port"), ("pledge", "commit", ("FJ", "NO"), "train pilots")]),
    ("The envoy paid a courtesy call on Minister Ana Cruz of Fiji to mark the day.", []),
    ("Norway is committed to widening the port of Suva, highlighting its ferries.",
     [("pledge", "commit", ("NO",), "widening the port of Suva")]),
    ("Both sides came to terms on opening a school.", [("pledge", "agree", ("FJ", "NO"), "opening a school")]),
    ("They stressed the need to widen the port, for which Fiji has drawn a plan.",
     [("proposal", None, ("FJ", "NO"), "widen the port")]),
    ("Both ministers welcomed Fiji's leadership on reefs and its commitment to planting mangroves.",
     [("pledge", "commit", ("FJ",), "planting mangroves")]),
    ("Minister Ana Cruz of Fiji expressed her appreciation for Norway's help so far and willingness to widen the port.",
     [("pledge", "intend", ("FJ",), "widen the port")]),
    ("It was the wish of both countries to rotate the chair of the talks, the Fijian minister added.",
     [("pledge", "intend", ("FJ", "NO"), "rotate the chair of the talks")]),
    ("There is an urgent need to dredge the northern channel.",
     [("proposal", None, ("FJ", "NO"), "dredge the northern channel")]),
    ("The two sides are expected to dredge the northern channel.", []),
    ("We stress the need to map the reefs and highlight the need to dredge the channel.",
     [("proposal", None, ("FJ", "NO"), "map the reefs"), ("proposal", None, ("FJ", "NO"), "dredge the channel")]),
    ("Norway may positively consider the worth of the pact.",
     [("pledge", "explore", ("NO",), "positively consider the worth of the pact")]),
    ("These reforms are necessary.", []),
    ("They reiterated support for widening the fund to help the isles, raising the share of fishers.",
     [("pledge", "intend", ("FJ", "NO"), "widening the fund to help the isles, raising the share of fishers")]),
])
def test_whose_will_it_is(words: str, found: list[tuple[str, str | None, tuple[str, ...], str]]) -> None:
    assert promised(words) == found


@pytest.mark.parametrize(("words", "found"), [
    ("The Prime Minister of Fiji is planning to visit Norway in June 2024.", ("visit", "planned", "2024-06")),
    ("On 12 March, Minister Ana Cruz of Fiji held a telephone talk with Minister Ole Lund of Norway.",
     ("call", "held", "2024-03-12")),
    ("In a meeting with the Minister of Health of Fiji, Ana Cruz, Minister Ole Lund of Norway thanked her on 12 March.",
     ("meeting", "held", "2024-03-12")),
    ("The ministers attended the 4th Fiji-Norway Joint Commission meeting in Suva on 12 March.",
     ("session", "held", "2024-03-12")),
    ("During his official visit to Norway, the Fijian prime minister will meet the Norwegian king on 20 March.",
     ("visit", "planned", None)),
    ("The first trilateral summit was held on 12 March 2024.", ("meeting", "held", "2024-03-12")),
    ("The minister said the forum of Fiji and Norway is planned to be held in June 2024 in Suva.",
     ("forum", "planned", "2024-06")),
    ("Prime Minister Ana Cruz of Fiji and Prime Minister Ole Lund of Norway are going to meet in Suva on 20 March.",
     ("meeting", "planned", "2024-03-20")),
    ("Minister Ana Cruz of Fiji is also set to meet Minister Ole Lund of Norway on 20 March.",
     ("meeting", "planned", "2024-03-20")),
    ("Prime Minister Ana Cruz of Fiji received a ceremonial welcome at the palace on 12 March.",
     ("ceremony", "held", "2024-03-12")),
    ("Prime Minister Ana Cruz of Fiji and King Ole of Norway held their first official meeting on 12 March.",
     ("meeting", "held", "2024-03-12")),
    ("The agreement on ports between Fiji and Norway was inked on 12 March 2024.",
     ("signing", "held", "2024-03-12")),
])
def test_told_as_an_event(words: str, found: tuple[str, str, str | None]) -> None:
    assert found in happened(words)


@pytest.mark.parametrize("words", [
    "They will launch negotiations on an agreement on ferries.",
    "They discussed the progress made in the Pacific Ports Agreement negotiations.",
    "They stressed Norway's growing engagement in the region.",
    "The dates of the forum were unveiled.",
    "They agreed to stay united.",
    "The Fijian deputy minister spoke at an online press conference.",
])
def test_told_as_no_event(words: str) -> None:
    assert happened(words) == []


def test_the_year_of_a_text_is_not_the_day_of_a_meeting() -> None:
    assert happened("Guided by the 2006 Suva Treaty, the ministers of Fiji and Norway met in a spirit of friendship.") == [
        ("meeting", "held", "2024-03-14")
    ]


def test_text_whose_signing_will_be_witnessed_is_planned() -> None:
    words = "Both leaders will be witnessing the signing of a Memorandum of Understanding on Ferries."
    (found,) = [i for i in read(words)[0].instruments if i.type == "memorandum"]
    assert found.status == "planned"


def test_somebodys_first_meeting_with_another_is_no_session() -> None:
    words = "This was Minister Ana Cruz of Fiji's first meeting with Minister Ole Lund of Norway."
    assert [e.type for e in read(words)[0].events] == ["meeting"] and read(words)[0].events[0].ordinal is None


def test_excellency_in_a_sentence_opens_no_letter() -> None:
    words = (
        "The talks will be held on 20 March 2024 in Suva and will be led by the ministers, Her Excellency, Minister Ana Cruz, "
        "and Minister Ole Lund."
    )
    assert read(words)[1].endswith(words)


def test_side_goes_on_as_they() -> None:
    assert promised("The Fijian side said that they would like to widen the port.") == [
        ("pledge", "intend", ("FJ",), "widen the port")
    ]


def test_who_had_been_invited_has_not_come() -> None:
    words = "The President of Fiji, Mere Tolu, had invited Ole Lund for a state visit after her visit to Oslo in October 2019."
    assert happened(words) == [("visit", "held", "2019-10")]


def test_the_third_point_of_a_list_is_no_copyright() -> None:
    words = (
        "The two sides agreed as follows:\n(a) Norway shall train forty Fijian pilots in 2027;\n(b) Fiji will send its "
        "charts by 30 June 2026;\n(c) the two sides will establish a Working Group on Reefs;\n(d) Norway will lend Fiji two tugs."
    )
    assert [row[3] for row in promised(words)][2] == "will establish a Working Group on Reefs"
    assert [m.status for m in read(words)[0].mechanisms] == ["planned"]


def test_texts_whose_signing_a_point_told_of_are_of_the_day() -> None:
    words = (
        "5. Fiji will ratify the Agreement on Fisheries signed in Suva on 3 May 2019.\n\n"
        "6. The leaders witnessed the signing of:\na) a Memorandum of Understanding on Cooperation in the Field of Reef Care;\n"
        "b) an Agreement on Mutual Assistance in Customs Matters.\n\n7. Norway will send a vessel."
    )
    found = {i.type: (i.status, i.date) for i in read(words)[0].instruments if i.type != "declaration"}
    assert found["memorandum"] == ("concluded", "2024-03-14")


@pytest.mark.parametrize(("words", "found"), [
    ("The two ministers will open a school, the Norwegian envoy, Ms Ola Berg, told reporters in Suva.",
     [("commit", "will open a school")]),
    ("They need to embark on well-coordinated, joint actions, through bolder plans, Ana Vesi stressed.",
     [("proposal", "embark on well-coordinated, joint actions, through bolder plans")]),
    ("They agreed that the two governments will consult together and will enter into a second pact, and that Fiji will pay.",
     [("agree", "the two governments will consult together"), ("agree", "will enter into a second pact"),
      ("agree", "Fiji will pay")]),
    ("They agreed that the pact should be actively promoted, revised and strengthened on fair terms.",
     [("agree", "the pact should be actively promoted, revised and strengthened on fair terms")]),
    ("The Fijian minister signed a memorandum of understanding with her Norwegian counterpart Ola Berg to recruit nurses.",
     [("intend", "recruit nurses")]),
    ("The ministers directed that their officials undertake a joint visit to the ports.",
     [("commit", "their officials undertake a joint visit to the ports")]),
    ("Fiji reiterated its commitment to close fraternal relations with Norway.", []),
    ("In the event that Fiji should fail to pay, the ministers will consult.", [("commit", "will consult")]),
    ("The sides came to an understanding on the need to build up trade.", [("proposal", "build up trade")]),
    ("The Fijian speaker invited Ms Ola Berg to Suva on an official visit.",
     [("invitation", "invited Ms Ola Berg to Suva on an official visit")]),
    ("A joint committee should also be formed to follow up on the pact.",
     [("proposal", "A joint committee should also be formed to follow up on the pact")]),
])
def test_what_is_told_of_promises_or_hangs_on_them(words: str, found: list[tuple[str, str]]) -> None:
    assert [(force or act, quote) for act, force, _, quote in promised(words)] == found


def test_a_list_completes_the_verb_before_its_colon() -> None:
    words = ("The Parties shall encourage and promote:\n\n(a) The exchange of visits of curators.\n\n"
             "(b) Reciprocal exhibitions of cultural relics.\n\nThe Parties shall promote the study of languages.")
    assert [quote for *_, quote in promised(words)] == [
        "The exchange of visits of curators", "Reciprocal exhibitions of cultural relics",
        "shall promote the study of languages"]


@pytest.mark.parametrize(("words", "names"), [
    ("The joint economic, trade, and technical committee will meet in May.", ["joint economic, trade, and technical committee"]),
    ("The joint political, social and security committee met.", ["joint political, social and security committee"]),
    ("The joint Fijian – Norwegian Higher Committee Thursday ended its work.", ["joint Fijian – Norwegian Higher Committee"]),
    ("The joint committee between Fiji and Norway Ola Berg met yesterday. Ms Ola Berg thanked Fiji.",
     ["joint committee between Fiji and Norway"]),
    ("They tasked the sub-committee on ports to draft a plan.", ["sub-committee on ports"]),
])
def test_names_of_bodies_in_the_words_of_agencies(words: str, names: list[str]) -> None:
    found, view = read(words)
    assert [view[m.title.start : m.title.end] for m in found.mechanisms] == names


def test_the_short_form_of_a_state_is_no_short_form_of_a_body() -> None:
    found, view = read("The Cooperation Council between the European Union (EU) and Fiji met. The EU expressed its expectation "
                       "to see Fiji take part in the EU-Fiji Human Rights Dialogue.")
    [undertaking] = found.undertakings
    body = next(m for m in found.mechanisms if m.key == undertaking.mechanism)
    assert view[body.title.start : body.title.end] == "EU-Fiji Human Rights Dialogue"


@pytest.mark.parametrize(("words", "found"), [
    ("The two sides held talks in Suva, during which they agreed to open a port.", [("agree", "open a port")]),
    ("They listed the fields in which they agreed to work together.", []),
    ("A specialised joint working group for the study, mapping and use of shared stocks will be established.",
     [("commit", "A specialised joint working group for the study, mapping and use of shared stocks will be established")]),
    ("Fiji proposed that the long pending Foreign Office Consultations could be held soon.",
     [("proposal", "the long pending Foreign Office Consultations could be held soon")]),
    ("A third pact is required to bring the power to Suva.", []),
    ("Both sides emphasized widening and deepening their links in all fields.",
     [("proposal", "widening and deepening their links in all fields")]),
    ("The objective of the MoU between Fiji and Norway is to widen trade. The MoU also provides for the setting up of a board.",
     [("intend", "widen trade"), ("intend", "the setting up of a board")]),
])
def test_what_pacts_provide_for_and_what_is_to_be_done(words: str, found: list[tuple[str, str]]) -> None:
    assert [(force or act, quote) for act, force, _, quote in promised(words)] == found


@pytest.mark.parametrize(("words", "found"), [
    ("The two officials voiced commitment to cut fees. The two sides expressed readiness to open a port.",
     [("commit", "cut fees"), ("intend", "open a port")]),
    ("It was proposed in the very near future to organize a fair.", [("proposal", "organize a fair")]),
    ("Fiji will ensure that ships can enter and leave its ports freely.",
     [("commit", "will ensure that ships can enter and leave its ports freely")]),
])
def test_wills_without_their_owner_and_what_can_be_done(words: str, found: list[tuple[str, str]]) -> None:
    assert [(force or act, quote) for act, force, _, quote in promised(words)] == found


def test_an_office_behind_a_states_adjective_needs_no_article() -> None:
    words = ("Fijian minister Ana Vesi met her Norwegian counterpart Ola Berg in Suva.\n\nNorwegian foreign minister thanked the "
             "Fijian government for its help.\n\nHe also requested to open up a new berth.")
    assert [(by, quote) for _, _, by, quote in promised(words)] == [(("NO",), "open up a new berth")]


def test_what_is_asked_for_in_a_letter_and_granted_in_the_next_is_agreed() -> None:
    asked = ("I have the honour to propose that the Fijian authorities shall admit Norwegian trawlers to the port of Suva.\n\n"
             "If this proposal is acceptable to the Government of Fiji, I suggest that this note be published.\n\n")
    granted = "I have the honour to inform you that the Government of Fiji agrees to the above proposal.\n\n"
    assert [(act, force) for act, force, *_ in promised(asked)][0] == ("proposal", None)
    assert [(act, force, by) for act, force, by, _ in promised(asked + granted)][0] == ("pledge", "agree", ("FJ",))


@pytest.mark.parametrize(("words", "found"), [
    ("Both sides intend that their permits will be recognized.", [("intend", "their permits will be recognized")]),
    ("To promote Suva as a viable hub among students, Fiji expressed its willingness to waive fees.", [("intend", "waive fees")]),
    ("The minister added that the two ports should be linked, which would make it possible to cut fees.",
     [("proposal", "the two ports should be linked")]),
])
def test_what_is_intended_and_what_only_follows(words: str, found: list[tuple[str, str]]) -> None:
    assert [(force or act, quote) for act, force, _, quote in promised(words)] == found


def test_a_date_behind_a_comma_is_the_day_of_what_is_to_be_done() -> None:
    found, _ = read("They agreed that the next session will be held in Suva, later this year.")
    assert [u.due for u in found.undertakings] == ["2024"]


@pytest.mark.parametrize(("words", "found"), [
    ("Both governments agreed at a session of the fisheries board in Suva on 30 June to work to end smuggling.",
     [("agree", "work to end smuggling")]),
    ("They decided during talks held in Suva last week to open a port.", [("commit", "open a port")]),
    ("They agreed at the highest level.", []),
])
def test_where_and_when_it_was_said_parts_no_promise(words: str, found: list[tuple[str, str]]) -> None:
    assert [(force or act, quote) for act, force, _, quote in promised(words)] == found


@pytest.mark.parametrize(("words", "found"), [
    ("Norway proposed to open a ferry line. Fiji accepted.", ("pledge", "agree", ("FJ", "NO"))),
    ("Norway asked Fiji to open a ferry line. Fiji gladly agreed.", ("pledge", "agree", ("FJ",))),
    ("Norway said that it would look carefully at the plan.", ("pledge", "explore", ("NO",))),
    ("Fiji undertook to convey the comments of its harbour office.", ("pledge", "commit", ("FJ",))),
])
def test_who_undertakes_what_was_proposed_and_how_firmly(
        words: str, found: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert [row[:3] for row in promised(words)] == [found]


@pytest.mark.parametrize(("words", "due", "areas"), [
    ("They agreed to sign a customs protocol by mid-2025.", "2025-06", None),
    ("Norway promised to reply in the coming month.", "2024-04", None),
    ("They directed their health ministries to report every year on the progress made.", None, ("framework",)),
])
def test_when_it_is_due_and_what_a_report_is_about(words: str, due: str | None, areas: tuple[str, ...] | None) -> None:
    [told] = read(words)[0].undertakings
    assert told.due == due
    assert areas is None or told.areas == areas
