"""Dispatches on joint commissions, audiences and accords, as agencies write them, in French sentences of our own."""

from __future__ import annotations

from builders import text
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.text import Dateline


def read(words: str) -> Findings:
    """What a dispatch from Suva says."""
    return pipeline.extract(text(words, language="fr", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15")))


def told(words: str) -> list[tuple[str, str, str | None, str | None, int | None, list[str]]]:
    """The events: type, status, date, place, ordinal and persons."""
    found = read(words)
    names = {e.key: e.name for e in found.entities}
    return [
        (e.type, e.status, e.date, e.place, e.ordinal, sorted(names[p] for p in e.participants)) for e in found.events
    ]


def people(words: str) -> dict[str, tuple[str | None, list[str]]]:
    """The persons: state and offices of each."""
    return {e.name: (e.state, [o.office for o in e.offices]) for e in read(words).entities if e.type == "person"}


def quoted(words: str) -> list[tuple[str, tuple[str, ...], str]]:
    """The undertakings: act, whose, and the words."""
    return [(u.act, u.by, words[u.citations[0].start : u.citations[0].end]) for u in read(words).undertakings]


def test_who_is_to_chair_the_session_announced_in_the_sentence_before() -> None:
    words = (
        "La Commission mixte entre les Fidji et les Tonga tiendra sa 4e session du 2 au 4 avril à Nadi. Cette rencontre sera "
        "coprésidée par la ministre fidjienne Ana Vesi et son homologue tongien, Semi Tolu."
    )
    assert told(words) == [("session", "planned", "2024-04-02/2024-04-04", "Nadi", 4, ["Ana Vesi", "Semi Tolu"])]


def test_chairs_told_before_another_session_is_recalled() -> None:
    words = (
        "Les travaux de la 4e session de la Commission mixte entre les Fidji et les Tonga se sont achevés jeudi à Suva. "
        "Coprésidée par la ministre fidjienne Ana Vesi et son homologue tongien, Semi Tolu, cette session a fait le bilan de "
        "ce qui a été décidé depuis la dernière session, qui s'est tenue en juin 2021 à Nadi."
    )
    assert [row[4:] for row in told(words)][0] == (4, ["Ana Vesi", "Semi Tolu"])


def test_a_session_that_somebody_travels_to() -> None:
    words = "La ministre fidjienne Ana Vesi {} pour {} 3e session du Comité de suivi entre les Fidji et les Tonga."
    went = words.format("est arrivée mercredi à Tokyo", "prendre part aux travaux de la")
    assert ("session", "held", "2024-03-15", "Tokyo", 3, ["Ana Vesi"]) in told(went)
    goes = words.format("se rendra lundi à Tokyo", "coprésider, avec le ministre tongien Semi Tolu, la")
    assert ("session", "planned", None, "Tokyo", 3, ["Ana Vesi", "Semi Tolu"]) in told(goes)
    stays = words.format("a réuni ses conseillers", "préparer la")
    assert not [row for row in told(stays) if row[0] == "session"]


def test_a_session_planned_at_a_meeting_has_its_own_day() -> None:
    words = (
        "Les travaux de la 4e session du Comité de suivi entre les Fidji et les Tonga ont débuté mardi à Suva. A l'ouverture de "
        "cette réunion, la ministre Ana Vesi a dit son espoir en la 9e commission mixte, qui doit se tenir le 2 avril à Nadi."
    )
    assert [row[1:5] for row in told(words)] == [
        ("held", "2024-03-12", "Suva", 4), ("planned", "2024-04-02", "Nadi", 9)]


def test_where_a_session_was_agreed_is_not_where_it_will_be() -> None:
    words = (
        "La ministre fidjienne des Mines, Ana Vesi, et son homologue tongien, Semi Tolu, ont convenu, mardi, à Lautoka, "
        "d'organiser, avant la fin de l'année, la 2e session de la Commission mixte entre les deux pays."
    )
    assert ("session", "planned", "2024", None, 2, []) in told(words)
    assert [by for _, by, _ in quoted(words)] == [("FJ", "TO")]


def test_an_office_in_the_words_for_chairing_and_a_long_portfolio() -> None:
    words = (
        "Les travaux se sont ouverts sous la co-présidence du Premier ministre fidjien, Ana Vesi, et du secrétaire d'État "
        "tongien aux affaires insulaires et océaniques, M. Semi Tolu, en présence de la ministre de l'Intégration régionale "
        "et des Affaires étrangères, Mele Fonua."
    )
    assert people(words) == {
        "Ana Vesi": ("FJ", ["head-of-government"]), "Semi Tolu": ("TO", ["deputy-minister/other"]),
        "Mele Fonua": ("FJ", ["minister/foreign-affairs"]),
    }


def test_what_has_opened_is_not_open_to_anything() -> None:
    assert not quoted("La rencontre des experts des Fidji et des Tonga s'est ouverte mardi à Lautoka.")


def test_names_of_texts_and_bodies() -> None:
    words = (
        "Les Fidji et les Tonga ont signé un accord-cadre de coopération entre la Radio fidjienne et la Radio tongienne et un "
        "autre sur le cabotage. Le dossier est confié à une commission ad-hoc chargée des "
        "affaires maritimes. Il faut relire la convention de 1984 afin de protéger les récifs."
    )
    found = read(words)
    assert {words[i.title.start : i.title.end] for i in found.instruments} == {
        "accord-cadre de coopération entre la Radio fidjienne et la Radio tongienne", "un autre sur le cabotage",
        "convention de 1984"}
    assert [(words[m.title.start : m.title.end], m.status) for m in found.mechanisms] == [
        ("commission ad-hoc chargée des affaires maritimes", "existing")]


def test_what_is_promised_may_stand_in_quotation_marks() -> None:
    words = (
        "Le ministre tongien Semi Tolu a réitéré l'engagement des Tonga à «renforcer» ses liens avec les Fidji et à \"baliser "
        "les récifs\". Il a engagé, à cette occasion, les experts des deux pays à \"revoir\" les tarifs. Les Fidji ont "
        "décidé \"d'ouvrir\" une ligne."
    )
    assert quoted(words) == [
        ("pledge", ("TO",), "renforcer» ses liens avec les Fidji"), ("pledge", ("TO",), "baliser les récifs"),
        ("proposal", ("TO",), "revoir\" les tarifs"), ("pledge", ("FJ",), "ouvrir\" une ligne"),
    ]


def test_an_inserted_phrase_without_its_second_comma() -> None:
    words = "Les ministres des Fidji et des Tonga ont convenu, lors d'un entretien téléphonique de former des pilotes."
    assert quoted(words) == [("pledge", ("FJ", "TO"), "former des pilotes")]


def test_whoever_writes_a_message_promises_what_is_his() -> None:
    words = (
        "Le président fidjien, Semi Qio, a adressé un message à son homologue tongien, Luke Tolu. «L'occasion m'est offerte pour "
        "vous réitérer mon engagement à rouvrir la ligne», indique le chef de l'État. «Je tiens à vous faire part de ma volonté "
        "de former des pilotes», conclut le président Qio."
    )
    assert [by for _, by, _ in quoted(words)] == [("FJ",), ("FJ",)]


def test_what_is_to_be_discussed_or_crowned_is_not_promised() -> None:
    words = (
        "La 5e session de la Commission mixte entre les Fidji et les Tonga, qui sera sanctionnée par la signature d'accords, "
        "doit s'ouvrir lundi à Nadi. La question des récifs sera également traitée."
    )
    assert not quoted(words)
    assert ("session", "planned", "2024-03-18", "Nadi", 5, []) in told(words)


def test_a_preparatory_meeting_is_not_the_session_it_prepares() -> None:
    words = (
        "La réunion préparatoire de la 5ème Commission mixte entre les Fidji et les Tonga s'est ouverte mardi à Suva. Les "
        "experts rédigeront les textes qui seront signés lors de la 5ème session de la Commission mixte qui se tiendra le "
        "2 avril à Nadi."
    )
    assert [row[1:5] for row in told(words) if row[0] == "session"] == [
        ("held", "2024-03-12", "Suva", None), ("planned", "2024-04-02", "Nadi", 5)]
    words = (
        "Les experts des Fidji et des Tonga se sont réunis mardi à Suva pour préparer la 5e session de la Commission mixte, "
        "prévue en mai à Nadi."
    )
    assert [row[:5] for row in told(words)] == [
        ("meeting", "held", "2024-03-12", "Suva", None), ("session", "planned", "2024-05", "Nadi", 5)]


def test_letters_of_credence() -> None:
    here = "Le président fidjien, Semi Qio, a reçu, mardi à Suva, "
    assert told(here + "trois diplomates des Tonga et de Samoa venus lui remettre leurs lettres de créance.")[0] == (
        "ceremony", "held", "2024-03-12", "Suva", None, ["Semi Qio"])
    words = "L'ambassadeur des Tonga, Luke Tolu, a remis, mardi à Suva, au ministre fidjien Semi Qio, les copies d'usage de "
    assert told(words + "ses lettres de créance.")[0][5] == ["Luke Tolu", "Semi Qio"]


def test_envoys_named_after_one_another() -> None:
    words = (
        "La ministre fidjienne des Mines, Ana Vesi, a reçu l'ambassadeur des Tonga Luke Tolu et du Ghana Kofi Amponsah. Après "
        "l'ambassadeur du Chili, c'est son homologue du Pérou, Mme Rosa Quispe, qui a été reçue, puis le Gabonais Mathurin Nzé."
    )
    assert people(words) == {
        "Ana Vesi": ("FJ", ["minister/energy"]), "Luke Tolu": ("TO", ["ambassador"]), "Kofi Amponsah": ("GH", ["ambassador"]),
        "Rosa Quispe": ("PE", ["ambassador"]), "Mathurin Nzé": ("GA", []),
    }


def test_a_text_is_named_by_its_apposition_and_not_by_how_long_it_lasts() -> None:
    words = (
        "Les Fidji et les Tonga ont signé mardi trois accords. Le premier accord, un mémorandum d'entente sur les mines, ouvre "
        "la voie. Cet accord d'une durée de deux ans sera revu."
    )
    assert [words[i.title.start : i.title.end] for i in read(words).instruments] == ["mémorandum d'entente sur les mines"]


def test_a_session_recalled_beside_another_has_its_own_day() -> None:
    words = (
        "L'accord a été signé mardi à Suva lors de la 2e session de la Commission mixte entre les Fidji et les Tonga, vingt "
        "ans après la première session qui s'est tenue à Nadi en 2004."
    )
    assert {row[2:5] for row in told(words) if row[0] == "session"} == {("2024-03-12", "Suva", 2), ("2004", "Nadi", 1)}


def test_a_session_that_will_begin_its_work_and_who_only_says_so() -> None:
    words = (
        "La 2e session de la Commission mixte entre les Fidji et les Tonga entamera ses travaux le 2 avril à Nadi. L'ambassadeur "
        "tongien, Luke Tolu, a confirmé que cette session serait coprésidée par les ministres Ana Vesi et Semi Qio."
    )
    assert told(words)[0] == ("session", "planned", "2024-04-02", "Nadi", 2, ["Ana Vesi", "Semi Qio"])


def test_ministers_called_by_their_nationality_and_generals() -> None:
    words = (
        "Les ministres des Affaires étrangères des deux pays, le Fidjien Semi Qio et le Tongien Luke Tolu, ont présidé "
        "la session. Le président des Tonga, le Général d'Armée Mele Fonua, les a reçus."
    )
    assert people(words) == {
        "Semi Qio": ("FJ", ["minister/foreign-affairs"]), "Luke Tolu": ("TO", ["minister/foreign-affairs"]),
        "Mele Fonua": ("TO", ["head-of-state"]),
    }
    assert not [e for e in read(words).entities if e.type == "organisation"]


def test_what_somebody_will_say_is_not_what_he_will_do() -> None:
    words = (
        "À l'issue de la rencontre, le ministre tongien Semi Tolu dira que les liens avec les Fidji sont bons. Il précisera que "
        "la ligne est rentable et formulera le souhait que tout aille bien. Les Tonga assureront la formation des pilotes."
    )
    assert [row[2] for row in quoted(words)] == ["assureront la formation des pilotes"]


def test_a_meeting_has_not_the_day_of_a_treaty_recalled_at_it() -> None:
    words = (
        "La ministre fidjienne Ana Vesi et son homologue tongien, Semi Tolu, ont tenu une réunion. Lors de cette réunion, elle a "
        "rappelé que les liens sont consolidés par le Traité d'amitié et de coopération signé par les deux pays en 2005."
    )
    found = read(words)
    assert [row[2] for row in told(words) if row[0] == "meeting"] == ["2024-03-15"]
    assert [words[i.title.start : i.title.end] for i in found.instruments] == ["Traité d'amitié et de coopération"]
