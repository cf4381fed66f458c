"""What undertakings say beyond their words: whose, in which fields, by when, how much, through whom, with what answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda import languages, ontology
from servanda.extraction.components.undertakings.attributes import complete
from servanda.extraction.components.undertakings.attributes.fields import BY_KIND, Fields
from servanda.extraction.components.undertakings.attributes.scene import bare
from servanda.extraction.components.undertakings.attributes.terms import FRAMEWORK, Found, Lexicon, chosen, words
from servanda.extraction.components.undertakings.attributes.visits import BY_OFFICE
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.mentions import Undertaking
from servanda.reading.text import Block
from speaking import read

PAIR = ("CL", "EE")
LEXICONS = {tag: languages.load(tag).section("areas", Lexicon) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, example.words, set(example.areas), id=f"{tag}: {example.words}")
    for tag, lexicon in LEXICONS.items() for example in lexicon.examples.match
]


@pytest.mark.parametrize(("tag", "phrase", "areas"), EXAMPLES)
def test_example_speaks_of_its_fields(tag: str, phrase: str, areas: set[str]) -> None:
    assert set(chosen(Found(words(languages.load(tag)), bare(phrase.lower())).hits())) == areas


@pytest.mark.parametrize("tag", LEXICONS)
def test_fields_are_those_of_the_ontology(tag: str) -> None:
    known = set(ontology.load().codes("areas"))
    channels = {a for areas in BY_KIND.values() for a in areas}
    assert set(LEXICONS[tag].areas) | channels | set(BY_OFFICE.values()) | {FRAMEWORK} <= known


def undertaking(
    sentence: str, action: str, cue: str, subject: str | None, *people: tuple[str, ...], act: str = "pledge", tag: str = "en",
    rest: str = "", before: str = "", heading: str = "", rule: str = "test", doer: str | None = None,
) -> Undertaking:
    """The undertaking of one sentence, its parts given by their words (heading: a block of its own before everything)."""
    before = heading + "\n" * bool(heading) + before
    doc = read(before + sentence + rest, tag, PAIR, *people)
    if heading:
        blocks = (Block(0, len(heading), "headline"), Block(len(heading) + 1, len(doc.text), "paragraph"))
        doc._.text = replace(doc._.text, view=replace(doc._.text.view, blocks=blocks))

    def span(part: str, after: int = 0) -> object:
        start = doc.text.index(part, after)
        return doc.char_span(start, start + len(part), alignment_mode="expand")

    sentence_start = len(before)
    cited = span(action, sentence_start)
    candidate = Candidate(
        action=cited, cue=span(cue, sentence_start), act=act, force=None,  # type: ignore[arg-type]
        subject=span(subject, sentence_start) if subject else None, addressee=None,  # type: ignore[arg-type]
        start=cited[0].sent.start, end=cited[0].sent.end, block=0, rule=rule, cue_name="test",  # type: ignore[index]
        doer=span(doer, sentence_start) if doer else None,  # type: ignore[arg-type]
    )
    (found,) = complete(doc, [candidate])
    return found


@pytest.mark.parametrize(("tag", "sentence", "action", "cue", "subject", "states"), [
    ("en", "Chile intends to open a school.", "open a school", "intends", "Chile", ("CL",)),
    ("en", "Both sides agreed to meet.", "meet", "agreed", "Both sides", PAIR),
    ("en", "It was agreed to meet.", "meet", "agreed", "It", PAIR),
    ("en", "The leaders reaffirmed Chile's commitment to free trade.", "free trade", "commitment", "The leaders", ("CL",)),
    ("fr", "La volonté de l'Estonie de coopérer demeure.", "coopérer", "volonté", None, ("EE",)),
    ("fr", "Il a été convenu de coopérer.", "coopérer", "convenu", None, PAIR),
])
def test_by_is_who_the_words_speak_for(
    tag: str, sentence: str, action: str, cue: str, subject: str | None, states: tuple[str, ...]
) -> None:
    assert undertaking(sentence, action, cue, subject, tag=tag).by == states


def test_next_sentence_names_no_agent() -> None:
    found = undertaking("Both sides agreed to meet by 2030.", "meet by 2030", "agreed", "Both sides", ("Rojas", "CL"),
                        rest=" Rojas left.")
    assert found.by == PAIR


def test_what_others_should_do_is_the_speakers_proposal() -> None:
    sentence = "The two ministries should act, Rojas said."
    assert undertaking(sentence, "act", "should", "The two ministries", ("Rojas", "CL"), act="proposal").by == ("CL",)


def test_invitation_is_of_the_country_one_is_invited_to() -> None:
    found = undertaking(
        "Rojas accepted an invitation to visit Estonia.", "invitation to visit Estonia", "invitation", "Rojas",
        ("Rojas", "CL", "head-of-state"), act="invitation",
    )
    assert (found.by, found.answer, found.areas) == (("EE",), "accepted", ("politics",))


@pytest.mark.parametrize(("rest", "answer"), [
    (" The invitation was accepted.", "accepted"), (" Tamm thanked him for the invitation.", "welcomed"),
    (" Tamm declined the invitation.", None), (" The weather was fine.", None),
    (" He thanked him warmly and said his office would write.", "welcomed"),
    ("\u00a0\"I shall be there,\" Tamm said.", "accepted"), (" Tamm said he would be delighted to come.", "accepted"),
    (" Tamm readily agreed.", "accepted"), (" No date has been set.", None),
])
def test_answer_may_follow_in_a_later_sentence(rest: str, answer: str | None) -> None:
    found = undertaking("Rojas invited Tamm to visit Chile.", "invited Tamm to visit Chile", "invited", "Rojas",
                        ("Rojas", "CL"), ("Tamm", "EE"), act="invitation", rest=rest)
    assert found.answer == answer


@pytest.mark.parametrize(("action", "due"), [
    ("open a port by March 2026", "2026-03"), ("open a port before the end of the year", "2025"),
    ("open a port as soon as possible", "soon"), ("open a port", None), ("open the port founded in 1998", None),
    ("pay within 30 days of receipt", None), ("hold an early meeting", "soon"),
    ("carry out the action plan for 2026", None), ("meet in September 2025", "2025-09"),
    ("host a summit on July 3, 2025", "2025-07-03"), ("carry out the scheme agreed between them for 2026-2029", None),
    ("lift the duties of Order 4210 of July 3, 2025", None),
    ("sign a ferry agreement in March 2026", "2026-03"), ("carry out the agreement of March 2026", None),
    ("open a port before Christmas", "2025-12"), ("reply within two weeks", "2025-05"), ("pay requests within 30 days", None),
    ("open a port by the end of the third quarter", "2025-09"), ("back its bid for the term 2026-2028", None),
    ("lift the duty that weighs on plums since March", None), ("map the bay over the next two years", "2027"),
    ("open a port in the first quarter of 2026", "2026-03"), ("open a port in the second half of 2026", "2026"),
    ("open a port between late 2025 and mid-2027", "2027"), ("meet in the week of 16 June 2025", "2025-06-16/2025-06-22"),
    ("speak by telephone every Monday", None),
    ("see that the forum will be held in Lima in June 2026", "2026-06"), ("publish the report released in June 2024", None),
])
def test_due_is_the_date_of_the_action(action: str, due: str | None) -> None:
    assert undertaking(f"They agreed to {action}.", action, "agreed", "They").due == due


@pytest.mark.parametrize(("action", "target"), [
    ("raise trade to 2 billion dollars by 2030", "2 billion dollars"), ("train 200 engineers", "200 engineers"),
    ("cut duties by half", "by half"), ("open three new clinics", "three new clinics"), ("meet within two years", None),
    ("bring the two countries closer", None), ("study Special 301 Report", None),
    ("give Chile 40 scholarships", "40 scholarships"),
    ("provide NZ$20 million over four years", "NZ$20 million"), ("raise the cap to 3,000 by 2027", "3,000"),
    ("keep C130 aircraft at the base", None), ("spend R50 million on wells", "R50 million"),
    ("study a USD 60 million loan for wells", "USD 60 million"),
    ("double, from next autumn, the grants for nurses, which rise from 20 to 40", "from 20 to 40"),
    ("cut the time for clearance to 48 hours by March", "48 hours"), ("raise to 40 the number of places", "40"),
    ("send two diplomats a year to Lima", "two diplomats a year"),
    ("admit ten Costa Rican nurses from 2026", "ten Costa Rican nurses"),
    ("raise trade from 3 billion dollars to 5 billion dollars", "5 billion dollars"),
    ("fly to Lima twice a week", "twice a week"),
    ("lift the levy of 12 percent on plums", None), ("pay the arrears worth 9 million dollars", None),
    ("recognise diplomas issued by four schools", None), ("allow stays of up to sixty days", None),
    ("lease two-seat trainers and eight blue-hulled boats", "eight blue-hulled boats"),
    ("raise its aid, now worth 5 million euros, to 8 million euros by 2026", "8 million euros"),
    ("raise the yearly intake to 150", "150"), ("cut the wait to five days", "five days"),
    ("buy a third of the crop", "a third of the crop"),
    ("raise from ten to thirty the number of places", "thirty"), ("send the two ministers", None),
    ("lend EUR 190 million for wells", "EUR 190 million"), ("lend \u00a5 3 billion for wells", "\u00a5 3 billion"),
])
def test_target_is_a_quantity(action: str, target: str | None) -> None:
    sentence = f"They agreed to {action}."
    found = undertaking(sentence, action, "agreed", "They").target
    assert (sentence[found.start:found.end] if found else None) == target


def test_it_stands_for_who_is_reported() -> None:
    assert undertaking("Chile confirmed that it will pay.", "will pay", "will", "it").by == ("CL",)


@pytest.mark.parametrize(("sentence", "action", "subject"), [
    ("They agreed to convene the Joint Committee.", "convene the Joint Committee", "They"),
    ("The Joint Committee will meet.", "meet", "The Joint Committee"),
    ("Through the Joint Committee they will review tariffs.", "review tariffs", "they"),
    ("The Joint Committee for tariffs, which will meet in May, is ready.", "meet in May", "which"),
])
def test_mechanism_is_the_body_named_by_the_clause(sentence: str, action: str, subject: str) -> None:
    assert undertaking(sentence, action, subject, subject).mechanism == "m1"


@pytest.mark.parametrize(("sentence", "action", "cue"), [
    ("They agreed to reconvene it in May.", "reconvene it in May", "agreed"),
    ("They directed it to propose a code.", "propose a code", "directed"),
])
def test_body_of_the_sentence_before_may_be_acted_on_by_a_pronoun(sentence: str, action: str, cue: str) -> None:
    before = "The Joint Committee has not met. "
    assert undertaking(sentence, action, cue, "They", before=before).mechanism == "m1"


def test_by_then_takes_up_the_date_told_before() -> None:
    before = "The session will be held in Lima in March 2026. "
    assert undertaking("By then they will sign a treaty.", "sign a treaty", "will", "they", before=before).due == "2026-03"


def test_meeting_attended_tells_when() -> None:
    sentence = "They will sign it at the next session, which is due in Lima in March 2026."
    found = undertaking(sentence, "sign it at the next session", "will", "They", rule="future")
    assert found.due == "2026-03"


def test_passive_is_of_the_state_of_who_acts() -> None:
    sentence = "The plan will be drawn up by the Chilean coast guard."
    found = undertaking(sentence, "The plan will be drawn up", "will be", "The plan", rule="future")
    assert found.by == ("CL",)


def test_body_named_elsewhere_is_no_mechanism() -> None:
    found = undertaking("They agreed to review tariffs.", "review tariffs", "agreed", "They", before="The Joint Committee met. ")
    assert found.mechanism is None


def test_body_that_asks_others_is_charged_with_nothing() -> None:
    found = undertaking("The Joint Committee urged exporters to register.", "register", "urged", "The Joint Committee",
                        act="proposal")
    assert found.mechanism is None


def test_new_body_goes_on_as_a_pronoun() -> None:
    before = "Both sides agreed on tariffs and created a joint committee on fisheries for the years to come. "
    found = undertaking("It will submit a plan.", "submit a plan", "will", "It", before=before)
    assert (found.mechanism, found.by, found.areas) == ("m1", PAIR, ("agriculture",))


def test_body_that_acts_goes_on_as_a_pronoun() -> None:
    before = "D'après le communiqué publié hier à Tallinn, la Commission mixte se réunira avant l'été. "
    found = undertaking("Elle rendra un avis.", "rendra un avis", "rendra", "Elle", before=before, tag="fr")
    assert (found.mechanism, found.by) == ("m1", PAIR)


def test_pronoun_of_what_was_last_named_is_the_body() -> None:
    before = "Le dossier des visas, resté sans suite depuis deux ans, sera soumis à la Commission mixte. "
    for subject in ("Celle-ci", "ci"):  # whole, and as some parse it
        found = undertaking("Celle-ci rendra un avis.", "rendra un avis", "rendra", subject, before=before, tag="fr")
        assert (found.mechanism, found.by) == ("m1", PAIR)


def test_pronoun_that_entrusts_a_body() -> None:
    before = "Les experts du Chili ont convenu de réunir au plus vite la Commission mixte. "
    found = undertaking("Il appartiendra à celle-ci de fixer le tarif.", "fixer le tarif", "appartiendra", None, tag="fr",
                        before=before)
    assert found.mechanism == "m1"


def test_body_of_which_an_officer_acts() -> None:
    before = "Le Comité mixte s'est réuni à Tallinn. "
    found = undertaking("Ses deux secrétaires rédigeront un bilan.", "rédigeront un bilan", "rédigeront", "Ses deux secrétaires",
                        before=before, tag="fr")
    assert found.mechanism == "m1"


def test_pronoun_that_named_a_body_goes_on_for_whom_it_stood() -> None:
    before = "Le ministre chilien Rojas a parlé hier. Il a souhaité une réunion de la Commission mixte. "
    found = undertaking("Il ouvrira une école.", "ouvrira une école", "ouvrira", "Il", ("Rojas", "CL"), before=before, tag="fr")
    assert (found.mechanism, found.by) == (None, ("CL",))


def test_pronoun_of_a_passive_is_not_who_acts() -> None:
    before = "L'Estonie a validé une convention. "
    found = undertaking("Elle devra être paraphée.", "être paraphée", "devra", "Elle", before=before, tag="fr")
    assert found.by == PAIR


def test_paragraph_may_begin_with_its_heading() -> None:
    found = undertaking("Santé. Les deux pays créeront un cadre unique.", "créeront un cadre unique", "créeront",
                        "Les deux pays", tag="fr")
    assert found.areas == ("health",)


@pytest.mark.parametrize(("sentence", "action", "areas"), [
    ("Les Parties publient leurs tableaux.", "publient leurs tableaux", ("health",)),
    ("Les Parties saisissent leurs juges.", "saisissent leurs juges", ("justice",)),
    ("Les Parties se consultent.", "se consultent", ("framework",)),
])
def test_articles_of_a_treaty_are_of_the_field_its_title_names(sentence: str, action: str, areas: tuple[str, ...]) -> None:
    before = "Le présent accord lie les Parties contractantes. "
    found = undertaking(
        sentence, action, action.split()[0], "Les Parties", tag="fr", before=before, heading="Accord sur la santé")
    assert set(found.areas) == set(areas)


def test_pronoun_of_a_state_is_no_body() -> None:
    before = "Chile called in the talks on tariffs for a joint committee on fisheries. "
    assert undertaking("It will submit a plan.", "submit a plan", "will", "It", before=before).mechanism is None


def test_body_reported_to_is_not_the_one_that_acts() -> None:
    before = "Both sides created a joint committee on fisheries under the Joint Commission. "
    found = undertaking("It will report to the Joint Commission.", "report to the Joint Commission", "will", "It", before=before)
    assert found.mechanism == "m1"


@pytest.mark.parametrize(("tag", "action", "areas"), [
    ("en", "convene the Joint Committee on Fisheries", {"framework"}),
    ("en", "tackle threats such as piracy", {"security"}),
    ("en", "combat drug trafficking in order to protect tourism", {"security"}),
    ("en", "train judges", {"education", "justice"}),
    ("en", "build ferries to promote tourism", {"transport"}),
    ("en", "work together in various sectors, including fisheries and culture", {"agriculture", "culture"}),
    ("en", "take important and concerted steps against floods", {"environment"}),
    ("en", "take further steps to promote tourism", {"tourism"}),
    ("en", "work in partnership with others so as to protect democracy", {"governance"}),
    ("fr", "accroître les échanges commerciaux", {"trade"}),
    ("fr", "tenir des consultations politiques régulières", {"diplomacy", "framework"}),
    ("fr", "promouvoir le tourisme et la culture", {"tourism", "culture"}),
    ("fr", "approfondir leur coopération", {"framework"}),
    ("fr", "ouvrir des négociations en vue d'un accord sur la circulation des personnes", {"migration"}),
    ("fr", "financer la vaccination dans les districts frontaliers", {"health", "finance"}),
    ("fr", "confier au Comité mixte le soin de vacciner les enfants", {"health"}),
    ("fr", "surveiller ensemble les zones communes de pêche", {"agriculture"}),
    ("fr", "ouvrir des contingents agricoles", {"agriculture", "trade"}),
    ("en", "stop smuggling along the border", {"security"}),
    ("en", "build clinics in remote districts", {"health"}),
    ("en", "simplify visas for students", {"migration"}),
    ("en", "buy more coffee", {"agriculture", "trade"}),
    ("en", "open the market", {"trade"}),
    ("en", "hold the first round of consultations", {"diplomacy", "framework"}),
    ("en", "recognise each other's veterinary certificates", {"agriculture", "trade"}),
    ("en", "draw up a plan of action", {"framework"}),
    ("en", "send a patrol boat to Valparaiso", {"defence", "security"}),
    ("en", "bid for contracts in wind power", {"energy", "investment"}),
    ("en", "admit more seasonal workers", {"labour", "migration"}),
    ("en", "build a fertiliser plant", {"agriculture", "industry"}),
    ("en", "press the Democratic People's Republic of Korea to free its fishermen", {"agriculture"}),
    ("fr", "encourager la transformation du lait", {"agriculture", "industry"}),
    ("fr", "alléger les contrôles sanitaires sur le miel", {"agriculture", "trade"}),
    ("fr", "multiplier les patrouilles conjointes", {"security"}),
    ("en", "supply 200 tonnes of barley a year", {"agriculture", "trade"}),
    ("fr", "harmoniser leurs normes sur le miel", {"agriculture", "trade"}),
    ("en", "widen contacts between legislatures", {"parliament"}),
    ("en", "hold a seminar on water", {"environment"}),
    ("fr", "faciliter le retour de ses ressortissants", {"migration"}),
    ("en", "electrify the railway", {"transport"}),
    ("en", "hold the next meeting on a date to be agreed through diplomatic channels", {"framework"}),
    ("en", "move forward, the next steps to be agreed through diplomatic channels", {"framework"}),
    ("en", "widen the Shipping Agreement signed in May", {"transport"}),
    ("en", "combat terrorism, fraud and illegal migration", {"security", "migration"}),
    ("en", "hold a tourism fair within the framework of the Joint Committee", {"tourism"}),
    ("en", "set up working groups on fisheries and tourism", {"framework"}),
    ("fr", "créer une cellule de veille sur la pêche", {"framework"}),
    ("fr", "approfondir leurs échanges", {"politics"}),
    ("fr", "installer au plus vite le Comité mixte", {"framework"}),
    ("fr", "améliorer les soins en milieu rural", {"health"}),
    ("fr", "livrer du riz", {"agriculture", "trade"}),
    ("fr", "tirer pleinement parti du Comité mixte", {"framework"}),
    ("fr", "examiner dans les meilleurs délais la possibilité de créer un comité mixte sur la pêche", {"framework"}),
    ("fr", "faciliter les visas pour les étudiants", {"migration"}),
    ("en", "widen economic relations between the two countries", {"economy"}),
    ("en", "invest two million dollars to protect children from malaria", {"health"}),
    ("en", "cooperate in economy, connectivity, trade and energy", {"economy", "transport", "trade", "energy"}),
    ("en", "widen cooperation in all fields, such as fisheries", {"agriculture"}),
    ("en", "combat piracy, in full respect of the sovereignty of both", {"security"}),
    ("en", "dredge the harbour in a fiscally sound manner", {"transport"}),
    ("en", "let its companies drill for oil", {"energy"}),
    ("en", "study the shipment of medical devices", {"health"}),
    ("en", "employ every device against poachers", {"security"}),
    ("fr", "former une équipe", {"framework"}),
    ("fr", "atteindre un chiffre d'affaires commercial plus élevé", {"trade"}),
    ("fr", "notifier les jugements par la voie diplomatique", {"justice"}),
])
def test_areas_are_those_of_the_action(tag: str, action: str, areas: set[str]) -> None:
    lead = {"en": "They agreed to ", "fr": "Elles sont prêtes à "}[tag]
    cue, subject = {"en": ("agreed", "They"), "fr": ("prêtes", "Elles")}[tag]
    assert set(undertaking(lead + action + ".", action, cue, subject, tag=tag).areas) == areas


def test_what_names_nothing_goes_on_with_the_action_before() -> None:
    def areas(second: str) -> tuple[str, ...]:
        doc = read(f"They agreed to train judges. They agreed to {second}.", "en", PAIR)
        actions = [doc.char_span(doc.text.index(w), doc.text.index(w) + len(w)) for w in ("train judges", second)]
        cues = [doc.char_span(m, m + 6) for m in (5, doc.text.rindex("agreed"))]
        return complete(doc, [
            Candidate(action=a, cue=c, act="pledge", force="agree", subject=None, addressee=None, start=a.sent.start,
                      end=a.sent.end, block=0, rule="test", cue_name="test")
            for a, c in zip(actions, cues, strict=True)])[1].areas

    assert areas("send a first list before the summer") == ("education", "justice")
    assert areas("give businesses a say on this issue") == ("education", "justice")
    assert areas("give new momentum to their relationship") == ("framework",)


def test_what_names_nothing_is_of_the_field_of_the_title_and_of_most_of_the_paper() -> None:
    def areas(title: str) -> tuple[str, ...]:
        doc = read("They agreed to send a first list in May. It rained. Fishermen came.", "en", PAIR)
        doc._.text = replace(doc._.text, title=title)
        action = doc.char_span(doc.text.index("send"), doc.text.index(" It") - 1)
        cue = doc.char_span(doc.text.index("agreed"), doc.text.index("agreed") + 6)
        (found,) = complete(doc, [Candidate(
            action=action, cue=cue, act="pledge", force="agree", subject=None, addressee=None, start=action.sent.start,
            end=action.sent.end, block=0, rule="test", cue_name="test")])
        return found.areas

    assert areas("Joint statement on fisheries") == ("agriculture",)
    assert areas("Joint statement on health") == ("framework",)


def test_a_journey_is_of_the_field_of_who_makes_it() -> None:
    found = undertaking("Foreign Minister Ana Soto will travel to Tallinn in May.", "will travel to Tallinn in May", "will",
                        "Foreign Minister Ana Soto", ("Ana Soto", "CL", "minister/foreign-affairs"))
    assert found.areas == ("diplomacy",)


def test_what_an_action_takes_up_is_the_field_of_the_one_before() -> None:
    doc = read("They agreed to train judges. They agreed to cooperate on this issue.", "en", PAIR)
    actions = [doc.char_span(doc.text.index(w), doc.text.index(w) + len(w)) for w in ("train judges", "cooperate on this issue")]
    cues = [doc.char_span(m, m + 6) for m in (5, doc.text.rindex("agreed"))]
    found = complete(doc, [
        Candidate(action=a, cue=c, act="pledge", force="agree", subject=None, addressee=None, start=a.sent.start, end=a.sent.end,
                  block=0, rule="test", cue_name="test") for a, c in zip(actions, cues, strict=True)])
    assert found[0].areas == found[1].areas == ("education", "justice")


@pytest.mark.parametrize(("tag", "text", "first", "second", "cue", "areas"), [
    ("en", "They agreed to build clinics. They agreed that construction will start in May.", "build clinics",
     "construction will start in May", "agreed", ("health",)),
    ("fr", "Elles ont convenu d'ouvrir une clinique. Elles ont convenu d'en hâter la mise en service.", "ouvrir une clinique",
     "en hâter la mise en service", "convenu", ("health",)),
])
def test_works_are_of_the_field_of_what_is_built(
    tag: str, text: str, first: str, second: str, cue: str, areas: tuple[str, ...],
) -> None:
    doc = read(text, tag, PAIR)
    actions = [doc.char_span(text.index(w), text.index(w) + len(w), alignment_mode="expand") for w in (first, second)]
    cues = [doc.char_span(m, m + len(cue)) for m in (text.index(cue), text.rindex(cue))]
    found = complete(doc, [
        Candidate(action=a, cue=c, act="pledge", force="agree", subject=None, addressee=None, start=a.sent.start, end=a.sent.end,
                  block=0, rule="test", cue_name="test") for a, c in zip(actions, cues, strict=True)])
    assert [u.areas for u in found] == [areas, areas]


def test_what_another_sentence_promises_says_nothing_of_an_action_without_a_field() -> None:
    text = "They agreed to train judges. They agreed to meet annually and to open clinics."
    doc = read(text, "en", PAIR)
    actions = [doc.char_span(text.index(w), text.index(w) + len(w)) for w in ("train judges", "meet annually", "open clinics")]
    cues = [doc.char_span(m, m + 6) for m in (5, text.rindex("agreed"), text.rindex("agreed"))]
    found = complete(doc, [
        Candidate(action=a, cue=c, act="pledge", force="agree", subject=None, addressee=None, start=a.sent.start, end=a.sent.end,
                  block=0, rule="test", cue_name="test") for a, c in zip(actions, cues, strict=True)])
    assert [u.areas for u in found] == [("education", "justice"), ("framework",), ("health",)]


def test_visit_is_of_the_field_of_the_visitors_office() -> None:
    found = undertaking("Rojas invited Tamm to visit Chile.", "invited Tamm to visit Chile", "invited", "Rojas",
                        ("Rojas", "CL", "minister/foreign-affairs"), ("Tamm", "EE", "minister/foreign-affairs"), act="invitation")
    assert found.areas == ("diplomacy",)


def test_visit_is_of_the_office_of_whoever_accepts() -> None:
    found = undertaking("Rojas l'a invité à visiter le Chili, ce que Tamm a accepté.", "invité à visiter le Chili", "invité",
                        "Rojas",
                        ("Rojas", "CL", "head-of-state"), ("Tamm", "EE", "minister/foreign-affairs"), act="invitation", tag="fr")
    assert found.areas == ("diplomacy",)


def test_guest_at_a_gathering_is_invited_for_what_it_is_about_too() -> None:
    found = undertaking("Rojas invited Tamm to attend a tourism fair.", "invited Tamm to attend a tourism fair", "invited",
                        "Rojas", ("Rojas", "CL", "head-of-state"), ("Tamm", "EE", "head-of-state"), act="invitation")
    assert found.areas == ("politics", "tourism")


def test_foreign_ministries_charged_with_what_names_no_field() -> None:
    found = undertaking("The foreign ministries shall draw up a plan of action.", "shall draw up a plan of action", "shall",
                        "The foreign ministries")
    assert found.areas == ("framework", "diplomacy")


def test_field_of_the_sentence_before() -> None:
    before = "Le pont attend depuis deux ans. "
    found = undertaking("Ils ont convenu de finir les travaux.", "finir les travaux", "convenu", "Ils", before=before, tag="fr")
    assert found.areas == ("transport",)


@pytest.mark.parametrize(("tag", "before", "sentence", "action", "cue", "subject", "areas"), [
    ("en", "Trade stood at two billion euros. ", "They agreed to raise it to three billion euros.",
     "raise it to three billion euros", "agreed", "They", ("trade",)),
    ("fr", "Le commerce a dépassé deux milliards de dollars. ", "Elles ont convenu de porter ce montant à trois milliards.",
     "porter ce montant à trois milliards", "convenu", "Elles", ("trade",)),
    ("en", "Nine nurses are in Tallinn. ", "They agreed to bear the cost of their stay.", "bear the cost of their stay",
     "agreed", "They", ("health", "finance")),
    ("en", "The bridge is late. ", "They agreed to publish the tender.", "publish the tender", "agreed", "They", ("transport",)),
])
def test_figures_payments_and_tenders_are_of_what_was_told(
    tag: str, before: str, sentence: str, action: str, cue: str, subject: str, areas: tuple[str, ...],
) -> None:
    assert undertaking(sentence, action, cue, subject, before=before, tag=tag).areas == areas


@pytest.mark.parametrize(("sentence", "action", "areas"), [
    ("They agreed that an agreement on prisons will be signed at the next session.",
     "an agreement on prisons will be signed at the next session", ("justice",)),
    ("They agreed that the next session will be held in May.", "the next session will be held in May", ("framework",)),
])
def test_session_is_no_field_of_what_is_only_done_there(sentence: str, action: str, areas: tuple[str, ...]) -> None:
    assert undertaking(sentence, action, "agreed", "They").areas == areas


@pytest.mark.parametrize(("tag", "sentence", "action", "cue", "subject", "areas"), [
    ("en", "On migration, they agreed to prosecute the smugglers of boats.", "prosecute the smugglers of boats", "agreed", "they",
     {"justice", "security"}),
    ("en", "On migration, they agreed to combat smuggling.", "combat smuggling", "agreed", "they", {"security", "migration"}),
    ("fr", "En matière de migration, elles ont convenu d'ouvrir leurs ports.", "ouvrir leurs ports", "convenu", "elles",
     {"transport", "migration"}),
    ("en", "On the economy, they agreed to combat smuggling.", "combat smuggling", "agreed", "they", {"security"}),
])
def test_topic_of_a_sentence_goes_with_one_field_of_its_action(
    tag: str, sentence: str, action: str, cue: str, subject: str, areas: set[str],
) -> None:
    assert set(undertaking(sentence, action, cue, subject, tag=tag).areas) == areas


def test_counterpart_at_a_summit_is_of_his_hosts_rank() -> None:
    found = undertaking("Rojas invited his counterpart to attend the G20 summit.",
                        "invited his counterpart to attend the G20 summit", "invited", "Rojas", ("Rojas", "CL", "head-of-state"),
                        act="invitation")
    assert found.areas == ("politics", "multilateral")


def test_document_of_no_candidate_has_no_undertaking() -> None:
    assert complete(read("Nothing.", "en", PAIR), []) == []


def test_fields_of_a_language_without_words_are_the_framework() -> None:
    assert Fields.__doc__ and chosen([]) == ()


@pytest.mark.parametrize(("tag", "sentence", "action", "cue", "subject", "states"), [
    ("en", "Chile said that its post in Estonia would be closed.", "would be closed", "would", "its post in Estonia", ("CL",)),
    ("en", "Rojas said the embassy of Estonia in Chile would open.", "would open", "would", "the embassy of Estonia in Chile",
     ("EE",)),
    ("en", "Rojas announced that Estonia would receive two boats.", "would receive two boats", "would", "Estonia", ("CL",)),
    ("fr", "Rojas a annoncé que le Chili ouvrirait un poste.", "ouvrirait un poste", "ouvrirait", "le Chili", ("CL",)),
    ("fr", "« Nous ne paierons pas cette dette », a dit M. Rojas.", "ne paierons pas cette dette", "paierons", "Nous", ("CL",)),
])
def test_who_owes_what_is_reported(
    tag: str, sentence: str, action: str, cue: str, subject: str, states: tuple[str, ...]
) -> None:
    assert undertaking(sentence, action, cue, subject, ("Rojas", "CL"), tag=tag, rule="reported").by == states


@pytest.mark.parametrize(("tag", "sentence", "action", "cue", "doer", "states"), [
    ("en", "Both sides agreed that Estonia will pay.", "will pay", "agreed", "Estonia", ("EE",)),
    ("en", "Both sides agreed that their experts will meet.", "will meet", "agreed", "their experts", PAIR),
    ("fr", "Les parties sont convenues que la partie chilienne paiera.", "paiera", "convenues", "la partie chilienne", ("CL",)),
])
def test_who_will_do_what_is_agreed_owes_it(
    tag: str, sentence: str, action: str, cue: str, doer: str, states: tuple[str, ...]
) -> None:
    assert undertaking(sentence, action, cue, sentence.split(" sont ")[0].split(" agreed")[0], tag=tag, doer=doer).by == states


def test_it_stands_for_the_side_that_said_so_although_a_body_was_named() -> None:
    before = "The Joint Committee met in Tartu. "
    sentence = "The Chilean side said it would study the file."
    assert undertaking(sentence, "would study the file", "would", "it", before=before, rule="reported").by == ("CL",)


def test_a_speakers_own_government_is_whose_he_is() -> None:
    sentence = "Chile's minister promised that his government would pay."
    found = undertaking(sentence, "would pay", "promised", "Chile's minister", doer="his government", before="Estonia paid. ")
    assert found.by == ("CL",)
