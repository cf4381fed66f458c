"""Instruments: the examples of every language, and status, date, parties and identity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from naming import unparsed

from builders import text
from servanda import languages
from servanda.extraction.components.instruments import Finder
from servanda.extraction.components.papers import Lexicon
from servanda.extraction.mentions import DateMention, Instrument, Span
from servanda.reading.text import Block, Dateline, Role, View

LEXICONS = {tag: languages.load(tag).section("instruments", Lexicon) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, words, kind == "match", id=f"{tag}: {words}")
    for tag, lexicon in LEXICONS.items() for kind, listed in lexicon.examples.items() for words in listed
]


@pytest.mark.parametrize(("tag", "words", "found"), EXAMPLES)
def test_examples_of_the_lexicon(tag: str, words: str, found: bool) -> None:
    assert bool(Finder(languages.load(tag)).occurrences(unparsed(words, tag))) == found


def read(words: str, tag: str = "en", *, dates: tuple[DateMention, ...] = (), day: str | None = None) -> list[Instrument]:
    paper = text(words, language=tag, dateline=Dateline("Suva", day) if day else None)
    doc = unparsed(words, tag, paper=paper)
    doc._.findings.dates = list(dates)
    found: list[Instrument] = Finder(languages.load(tag))(doc)._.findings.instruments
    return found


@pytest.mark.parametrize(("tag", "words", "status"), [
    ("en", "The two sides signed an agreement on Fisheries.", "concluded"),
    ("en", "They will sign an agreement on Fisheries.", "planned"),
    ("en", "They negotiate and then implement an agreement on Fisheries.", "planned"),
    ("en", "They repeated their will to set up a three-year action plan on Fisheries.", "planned"),
    ("en", "Fiji welcomed the signing of an agreement on Fisheries.", "concluded"),
    ("en", "Fiji hopes for the early signing of an agreement on Fisheries.", "planned"),
    ("en", "Once the agreement on Fisheries is signed, boats may sail.", "planned"),
    ("fr", "Seront signés un mémorandum d'entente et rien d'autre.", "planned"),
    ("fr", "Il souhaite que l'accord sur la pêche soit signé.", "planned"),
    ("en", "A memorandum of understanding is under negotiation.", "planned"),
    ("en", "In accordance with the Treaty of Amity, they meet.", "concluded"),
    ("fr", "Les ministres ont paraphé un protocole d'accord.", "concluded"),
    ("fr", "Les ministres sont prêts à parapher un protocole d'accord.", "planned"),
    ("fr", "Un mémorandum d'entente a été signé.", "concluded"),
    ("fr", "Un mémorandum d'entente n'a pas encore été signé.", "planned"),
    ("fr", "Ils viennent de signer un mémorandum d'entente.", "concluded"),
    ("fr", "La cérémonie de signature a porté sur un mémorandum d'entente.", "concluded"),
    ("fr", "Un mémorandum d'entente devait être signé lundi.", "planned"),
    ("fr", "Les ministres devaient procéder, lundi, à la signature d'un mémorandum d'entente.", "planned"),
    ("fr", "Il a évoqué le futur accord relatif à la pêche.", "planned"),
    ("fr", "Une feuille de route, que les deux pays souhaitent adopter, est prête.", "planned"),
    ("fr", "Elle a été l'occasion de la signature d'un mémorandum d'entente.", "concluded"),
    ("fr", "Signature d'un mémorandum d'entente.", "concluded"),
    ("fr", "La rencontre a également connu la conclusion d'un accord de pêche.", "concluded"),
    ("fr", "L'agence a fait état de la signature d'un mémorandum d'entente.", "concluded"),
    ("fr", "Les entretiens ont pris fin par un communiqué conjoint lu par le ministre.", "concluded"),
    ("fr", "Parmi les documents clés figurait un accord de pêche.", "concluded"),
    ("fr", "Parmi les documents à signer figure un accord de pêche.", "planned"),
    ("fr", "Les deux pays se sont dotés d'une feuille de route.", "concluded"),
    ("fr", "Un mémorandum d'entente a été rédigé puis signé.", "concluded"),
    ("fr", "La signature du mémorandum d'entente est programmée.", "planned"),
    ("fr", "La loi autorise la ratification de l'accord de pêche avec les Tonga.", "concluded"),
    ("fr", "Dans une déclaration conjointe, ils appellent au calme.", "concluded"),
    ("en", "In a joint statement, they called for calm.", "concluded"),
    ("en", "A joint statement will be published.", "planned"),
    ("fr", "Un projet de mémorandum d'entente a été remis aux Tonga.", "planned"),
    ("fr", "Le traité d'amitié fait encore l'objet de discussions.", "planned"),
    ("fr", "L'accord de pêche que réclament les Tonga n'est pas prêt.", "planned"),
    ("fr", "Aucune date n'a été fixée pour le mémorandum d'entente.", "planned"),
    ("fr", "Les courses ont repris. Reste le traité d'amitié.", "planned"),
    ("fr", "L'accord sur la pêche attend toujours.", "planned"),
    ("fr", "Les discussions relatives à un accord de pêche se poursuivent.", "planned"),
    ("en", "Two memoranda were signed after the talks. They include an agreement on Fisheries.", "concluded"),
])
def test_status_is_that_of_the_clause(tag: str, words: str, status: str) -> None:
    (found,) = read(words, tag)
    assert found.status == status


def test_what_is_signed_without_a_date_is_signed_on_the_day_of_the_occasion() -> None:
    (found,) = read("They signed a memorandum of understanding.", day="2031-03-04")
    assert found.date == "2031-03-04"


@pytest.mark.parametrize(("role", "did", "date"), [
    ("caption", "left", "2031-03"), ("paragraph", "left", "2031-03-08"), ("caption", "met", "2031-03-08")])
def test_the_day_of_leaving_that_a_caption_gives_is_not_that_of_the_signature(role: Role, did: str, date: str) -> None:
    above, story = f"They {did} Suva on 8 March.", "They signed a memorandum of understanding."
    at, words = above.index("8 March"), f"{above}\n\n{story}"
    blocks = Block(0, len(above), role), Block(len(above) + 2, len(words), "paragraph")
    paper = text(words, published="2031-03")
    doc = unparsed(words, "en", paper=replace(paper, view=replace(paper.view, blocks=blocks)))
    doc._.findings.dates = [DateMention(Span(at, at + 7), "2031-03-08", "day")]
    (found,) = Finder(languages.load("en"))(doc)._.findings.instruments
    assert found.date == date


def test_date_beside_the_name_is_its_date() -> None:
    words = "Fiji and Tonga recall the Joint Declaration signed in 2019."
    at = words.index("2019")
    (found,) = read(words, dates=(DateMention(Span(at, at + 4), "2019", "day"),), day="2031-03-04")
    assert found.date == "2019"


def test_what_will_be_signed_takes_the_day_announced() -> None:
    words = "They will sign a memorandum of understanding in May."
    coming = DateMention(Span(words.index("in May"), len(words) - 1), "2031-05", "day")
    (found,) = read(words, dates=(coming,), day="2031-03-04")
    assert (found.status, found.date) == ("planned", "2031-05")


@pytest.mark.parametrize(("words", "date"), [
    ("They recalled the 2019 Treaty of Amity.", "2019"),
    ("They adopted the 2019 joint action plan.", None),
])
def test_a_year_before_the_name_is_its_date_but_that_of_a_plan(words: str, date: str | None) -> None:
    assert [i.date for i in read(words)] == [date]


def test_the_day_it_ended_is_not_its_day() -> None:
    words = "The fisheries agreement expired in 2019."
    at = words.index("in 2019")
    (found,) = read(words, dates=(DateMention(Span(at, at + 7), "2019", "day"),))
    assert found.date is None


def test_what_is_planned_has_no_date_of_today() -> None:
    (found,) = read("They will sign a memorandum of understanding.", day="2031-03-04")
    assert found.date is None


def test_later_short_form_is_the_same_instrument() -> None:
    (found,) = read("They adopted the Joint Declaration. The Declaration is long.")
    assert len(found.mentions) == 2


def test_items_of_a_list_take_the_act_of_its_lead() -> None:
    lead, first, second = "To be signed:", "an agreement on Ports", "an agreement on Ships"
    words = "\n\n".join((lead, first, second))
    starts = [0, len(lead) + 2, len(lead) + len(first) + 4]
    blocks = tuple(
        Block(s, s + len(w), "item" if n else "paragraph", None, 0 if n else None)
        for n, (s, w) in enumerate(zip(starts, (lead, first, second), strict=True))
    )
    paper = replace(text(words), view=View(words, tuple(range(len(words))), blocks))
    doc = Finder(languages.load("en"))(unparsed(words, "en", paper=paper))
    assert [i.status for i in doc._.findings.instruments] == ["planned", "planned"]


def test_parties_are_the_states_of_the_name_else_those_of_the_paper() -> None:
    unnamed, named = read("They adopted the Joint Declaration. They signed an agreement between Kenya and Ghana.")
    assert (named.parties, unnamed.parties) == (("GH", "KE"), ("FJ", "TO"))


def test_text_of_two_others_on_the_same_matter_is_another() -> None:
    ours, theirs = read("They signed a treaty on extradition. Kenya and Ghana signed a treaty on extradition last year.")
    assert (ours.parties, theirs.parties) == (("FJ", "TO"), ("GH", "KE"))


def test_agreements_of_two_kinds_are_two() -> None:
    first, second = read("They recalled the Free Trade Agreement. They are negotiating the Agreement on Mutual Legal Assistance.")
    assert (first.status, second.status) == ("concluded", "planned")


def test_words_of_a_name_say_nothing_of_the_next() -> None:
    first, second = read("They signed a Record of Discussions on Ports and an arrangement on Ships.")
    assert (first.status, second.status) == ("concluded", "concluded")


def test_what_the_headline_names_is_what_the_story_tells() -> None:
    top, told = "Fisheries agreement with Tonga", "They signed an agreement on Landing Sites."
    words = f"{top}\n\n{told}"
    blocks = (Block(0, len(top), "headline"), Block(len(top) + 2, len(words), "paragraph"))
    paper = replace(text(words), view=View(words, tuple(range(len(words))), blocks))
    (found,) = Finder(languages.load("en"))(unparsed(words, "en", paper=paper))._.findings.instruments
    assert words[found.title.start :].startswith("agreement on Landing Sites")


def test_a_states_own_plan_is_none_of_both() -> None:
    assert not read("They praised Fiji's action plan.")


def test_paper_that_calls_itself_a_joint_statement_is_one() -> None:
    words = "The Prime Ministers of Fiji and Tonga met."
    paper = replace(text(words, published="2031-03-04"), title="Fiji-Tonga Joint Statement on Ports")
    (found,) = Finder(languages.load("en"))(unparsed(words, "en", paper=paper))._.findings.instruments
    assert (found.name, found.type, found.date) == (paper.title, "declaration", "2031-03-04")


def test_news_of_a_joint_statement_is_not_itself_one() -> None:
    words = "The Prime Ministers of Fiji and Tonga met."
    paper = replace(text(words), title="Leaders to issue a joint statement today")
    assert not Finder(languages.load("en"))(unparsed(words, "en", paper=paper))._.findings.instruments


@pytest.mark.parametrize("words", ["", "agreement", "(agreement (memorandum", "\u00ab\u00ab accord \u00bb, , et"])
@pytest.mark.parametrize("tag", ["en", "fr"])
def test_odd_input_is_read_without_harm(words: str, tag: str) -> None:
    Finder(languages.load(tag))(unparsed(words, tag))


@pytest.mark.parametrize(("tag", "words", "inner", "title"), [
    ("en", "They signed a Protocol amending the Treaty of Amity of 5 May 2001.", "5 May 2001",
     "Protocol amending the Treaty of Amity"),
    ("fr", "Ils ont signé un Protocole portant modification du Traité d'amitié du 5 mai 2001.", "du 5 mai 2001",
     "Protocole portant modification du Traité d'amitié"),
])
def test_the_day_of_the_text_it_changes_is_not_its_own(tag: str, words: str, inner: str, title: str) -> None:
    at = words.index(inner)
    past = DateMention(Span(at, at + len(inner)), "day", "2001-05-05", None)
    first = read(words, tag, dates=(past,), day="2031-03-04")[0]
    assert words[first.title.start : first.title.end].startswith(title)
    assert (first.status, first.date) == ("concluded", "2031-03-04")


@pytest.mark.parametrize(("tag", "words", "title"), [
    ("fr", "Ils ont prolongé le programme de coopération signé à Suva le 3 mai 2019.", "programme de coopération"),
    ("en", "They signed a memorandum of understanding on Cooperation in Dairy Farming.",
     "memorandum of understanding on Cooperation in Dairy Farming"),
    ("en", "They signed a memorandum of understanding on Cooperation in the Field of Solar Power.",
     "memorandum of understanding on Cooperation in the Field of Solar Power"),
    ("en", "They signed a memorandum of understanding on Cooperation in Suva on Monday.",
     "memorandum of understanding on Cooperation"),
    ("fr", "Ils ont signé un mémorandum d'entente avec l'Université A.B. Tavale.", "mémorandum d'entente"),
])
def test_where_a_title_ends(tag: str, words: str, title: str) -> None:
    (found,) = read(words, tag)
    assert words[found.title.start : found.title.end] == title


@pytest.mark.parametrize(("tag", "words"), [
    ("fr", "Les navires restent au port, faute d'accord sur la taille des filets."),
    ("en", "The boats stay in port in the absence of agreement on the size of nets."),
    ("en", "He announced that the last tranche for the fisheries programme had been paid."),
])
def test_a_text_that_is_missing_or_only_helped_is_none(tag: str, words: str) -> None:
    assert read(words, tag) == []


def test_a_text_commented_on_as_a_draft_is_to_come() -> None:
    (found,) = read("Fiji will send its comments on the draft Agreement on Fisheries.")
    assert found.status == "planned"


@pytest.mark.parametrize(("tag", "words", "status"), [
    ("en", "Fiji named a contact for the action plan. They wish to draw up an action plan on reefs.", "planned"),
    ("en", "Fiji praised the agreement on reefs. They intend to conclude an agreement on reefs.", "planned"),
    ("en", "Fiji named a contact for the action plan. They signed an action plan on reefs.", "concluded"),
    ("fr", "Les Fidji nommeront un responsable du plan d'action. Ils ont redit leur volonté d'élaborer un plan d'action sur les "
           "récifs.", "planned"),
])
def test_what_was_only_named_before_it_is_told_to_be_still_drawn_up_is_planned(tag: str, words: str, status: str) -> None:
    (found,) = read(words, tag)
    assert found.status == status


@pytest.mark.parametrize(("tag", "words", "titles"), [
    ("en", 'They adopted a document entitled "Shores of Tomorrow".', ["Shores of Tomorrow"]),
    ("en", 'They signed "Reefs: A Roadmap to 2040" in Suva.', ["Reefs: A Roadmap to 2040"]),
    ("en", 'They visited the club called "Shores of Tomorrow".', []),
    ("fr", "Elles ont adopté un document intitulé « Deux rives ».", ["Deux rives"]),
])
def test_title_in_quotation_marks_names_a_text_whatever_its_words(tag: str, words: str, titles: list[str]) -> None:
    assert [words[i.title.start:i.title.end] for i in read(words, tag)] == titles


def test_texts_of_one_name_are_told_apart_by_the_year_each_bears() -> None:
    words = "They replaced the 2001 Visa Agreement by the 2019 Visa Agreement."
    assert [i.date for i in read(words)] == ["2001", "2019"]
