"""The pages' other languages: catalogues whole and compiled, and every page told in the language asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from desks import ASTANA, BAKU, HANOI, PASSWORD, SECRET, Desk
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from test_permissions import RULES

from servanda.publishing import words as spoken_words
from servanda_site.accounts.models import Token, User
from servanda_site.register.actions.judge import judge
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Claim, Fact
from servanda_site.register.validating import fields
from servanda_site.register.wording import sentence
from servanda_site.tracking.models import InvitationChange, Tie
from servanda_site.tracking.models.evidence import Relation
from servanda_site.web.views.log import ACTIONS

Browser = Callable[..., Client]
TAGS = [tag for tag, _name in settings.LANGUAGES if tag != "en"]
SPARED = {"healthz", "readyz", "metrics", "language", "account_logout"}  # answers for programs, and changes
ENGLISH = re.compile(  # words of the English pages that are no words of French
    r"\b(the|of|and|with|this|these|that|is|are|was|by|from|it|its|who|what|where|when|why|how|all|none|not|you|your|they|"
    r"papers?(?!:)|undertakings?|partnerships?|people|record|review|search|show|save|make|sign|seal|told|field|side|"
    r"name|state|states|file|accept|reject|open|close|marking|due|earlier|further|page \d+ of)\b", re.I)


@pytest.fixture(params=TAGS)
def tag(request: pytest.FixtureRequest) -> str:
    """A language the pages are offered in."""
    return str(request.param)


def catalogue(tag: str) -> Catalog:
    """A language's words as they are written."""
    with (folder(tag) / "django.po").open("rb") as held:
        return read_po(held, locale=tag)


def folder(tag: str) -> Path:
    """Where a language's words are kept."""
    return Path(settings.LOCALE_PATHS[0]) / tag / "LC_MESSAGES"


def messages(tag: str) -> Iterator[Message]:
    """Every entry of a catalogue but its head."""
    return (message for message in catalogue(tag) if message.id)


def forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    """The singular and plural forms of one side of an entry."""
    return (said,) if isinstance(said, str) else tuple(said)


def test_every_string_is_translated(tag):
    unsaid = [m.id for m in messages(tag) if m.fuzzy or not all(forms(m.string))]
    assert not unsaid


def test_what_is_filled_in_is_the_same_in_both(tag):
    wrong = [m.id for m in messages(tag) for said in forms(m.string) if not set(blanks(said)) <= set(blanks(*forms(m.id)))]
    missing = [m.id for m in messages(tag) if set(blanks(*forms(m.id))) != set(blanks(*forms(m.string)))]
    assert not wrong and not missing


def blanks(*said: str) -> Iterator[str]:
    """What is filled in: %(name)s and {name}."""
    for form in said:
        yield from re.findall(r"%\(\w+\)[sd]|%%", form)
        yield from (f"{{{name}}}" for _text, name, _spec, _how in Formatter().parse(form.replace("%", "")) if name)


def test_what_is_compiled_is_what_is_written(tag):
    with (folder(tag) / "django.mo").open("rb") as held:
        compiled = read_mo(held)
    again = io.BytesIO()
    write_mo(again, catalogue(tag))
    again.seek(0)
    written = read_mo(again)
    assert told(compiled) == told(written) and len(told(compiled)) > 600


def told(held: Catalog) -> dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]:
    """What a catalogue says, by context and words."""
    return {(m.context, forms(m.id)): forms(m.string) for m in held if m.id}


@pytest.mark.long
def test_the_catalogue_has_every_string_of_the_sources(tag):
    """What templates and modules mark for translation by a literal is in the catalogue."""
    held = {form.replace("%%", "%") for m in messages(tag) for form in forms(m.id)}
    site = Path(settings.SITE)
    marked = {".html": re.compile(r'{% translate "([^"]+)"'), ".py": re.compile(r'\b_\("([^"]+)"\)')}
    found = {text for path in site.rglob("*") if path.suffix in marked
             for text in marked[path.suffix].findall(path.read_text("utf-8"))}
    assert len(found) > 300 and sorted({text.replace("%%", "%") for text in found} - held) == []


def test_french_typography():
    machine = re.compile(r"'| [:;!?\u00bb]|\u00ab |\w\s?\.\.\.")
    assert not [m.string for m in messages("fr") for said in forms(m.string) if machine.search(said)]


class Words(HTMLParser):
    """The words of a page that its own language says: texts and labels outside what is marked as another language's."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img", "rect", "path", "line", "circle", "use"))

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.stack, self.said, self.lang = tag, [], [], ""

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if name == "html":
            self.lang = held.get("lang") or ""
        foreign = held.get("lang") not in (None, self.tag)
        hidden = foreign or name in ("script", "style", "code", "pre", "bdi", "kbd", "q", "mark", "del", "ins") or bool(
            self.stack and self.stack[-1][1])
        if name not in self.VOID:
            self.stack.append((name, hidden))
        if not hidden:
            self.said += [held[a] or "" for a in ("title", "alt", "aria-label", "placeholder", "data-label") if held.get(a)]

    def handle_endtag(self, name: str) -> None:
        while self.stack and self.stack.pop()[0] != name:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.stack and self.stack[-1][1]) and data.strip():
            self.said.append(" ".join(data.split()))


def spoken(tag: str, html: str) -> Words:
    """A page's words."""
    found = Words(tag)
    found.feed(html)
    return found


def prepared(desk: Desk, tag: str) -> None:
    """A decision and tokens, so that pages have more to say, and accounts that read a language."""
    User.objects.update(language=tag)
    judge(desk.officer, Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first(), "confirm")
    for person in desk.people.values():
        Token.make(person, "Totals", ["read", "decide", "intake"])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["head", "administrator"])
def test_pages_are_told_in_their_language(desk, client_of, role, tag):
    prepared(desk, tag)
    papers = " ".join(f"{HANOI} {BAKU} {SECRET} {ASTANA}".split())
    translated = {" ".join(form.split()) for m in messages(tag) for form in forms(m.string)}
    whole = [m for m in messages(tag) if not m.context and not list(blanks(*forms(m.id)))]
    labels = {form for m in whole for form in forms(m.id)} - translated
    strange = {}
    for name, rule in RULES.items():
        if rule.method != "get" or rule.who[role] != "yes" or name.startswith("api:") or name in SPARED:
            continue
        for html, lang in pages(desk, client_of, name, role, tag):
            page = spoken(tag, html)
            assert lang == tag and (page.lang == tag or "<html" not in html), name
            found = [said for said in page.said if said in labels or (
                ENGLISH.search(said) and said not in translated and not quoted(said, papers))]
            if found:
                strange[name] = found
    assert not strange, "\n".join(f"{name}: {found}" for name, found in strange.items())


def pages(desk: Desk, client_of: Browser, name: str, role: str, tag: str) -> Iterator[tuple[str, str]]:
    """A route's page, if it is one, with the language its answer names."""
    rule = RULES[name]
    with transaction.atomic():
        cache.clear()
        client = client_of(desk.people.get(role))
        client.cookies["servanda-language"] = tag
        answer = client.get(reverse(name, kwargs=rule.given(desk, False)) + rule.query)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield answer.content.decode(), answer.headers["Content-Language"]
        transaction.set_rollback(True)


def quoted(said: str, papers: str) -> bool:
    """Whether what sounds English is a paper's own words, perhaps cut, alone or beside the page's."""
    parts = re.findall(r"\u00ab\W(.+?)\W\u00bb", said) or re.split(r" \u2013 | \u00b7 | : ", said)
    plain = (re.sub(r"^\W+|\W+$", "", part).casefold() for part in parts if ENGLISH.search(part))
    return all(part in papers.casefold() for part in plain)


def test_what_the_log_says_is_in_words():
    wrote = re.compile(r'\bwrite\(\s*\w+,\s*"([a-z ]+)"(?: if [^"]{0,60} else "([a-z ]+)")?')
    sources = (path.read_text("utf-8") for path in Path(settings.SITE).rglob("*.py"))
    actions = {action for source in sources for found in wrote.findall(source) for action in found if action}
    assert len(actions) > 50 and sorted(actions - set(ACTIONS)) == []


@pytest.mark.django_db
def test_the_switch_changes_the_language_and_stays(desk, client_of, tag):
    User.objects.update(language="")
    client = client_of(desk.reader)
    assert 'lang="en"' in client.get("/").content.decode()
    answer = client.post(reverse("language"), {"language": tag, "next": reverse("papers")})
    assert answer.status_code == 302 and answer.headers["Location"] == reverse("papers")
    for address in (reverse("papers"), "/"):
        assert f'<html lang="{tag}">' in client.get(address).content.decode()


@pytest.mark.django_db
def test_who_has_not_signed_in_is_answered_as_the_browser_asks(client_of, tag):
    page = client_of().get(reverse("account_login"), headers={"accept-language": f"{tag},en;q=0.3"}).content.decode()
    assert f'<html lang="{tag}">' in page and not [s for s in spoken(tag, page).said if ENGLISH.search(s)]


@pytest.mark.django_db
def test_dates_and_numbers_are_of_the_language(desk, client_of):
    User.objects.update(language="fr")
    client = client_of(desk.reader)
    found = client.get(reverse("events", args=["AZ-VN"])).content.decode()
    assert "7 mai 2025" in found and "May" not in spoken("fr", found).said


def test_refusals_are_told_in_words_of_the_language():
    with translation.override("fr"), pytest.raises(Impossible, match="\u00e9ch\u00e9ance\u00a0: someday n\u2019est pas une date"):
        fields("undertaking", {"due": "someday"})
    with translation.override("en"), pytest.raises(Impossible, match="due: someday is no date"):
        fields("undertaking", {"due": "someday"})
    problem = {"code": "no-text", "params": {}, "place": None}
    with translation.override("fr"):
        french = sentence(problem)
    assert french != sentence(problem) and "\u202f; " in french


@pytest.mark.django_db
def test_what_is_asked_of_a_key_is_asked_in_french(desk: Desk, client_of: Browser) -> None:
    User.objects.filter(pk=desk.reader.pk).update(language="fr")
    browser = client_of(User.objects.get(pk=desk.reader.pk))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = browser.get(reverse("mfa_add_webauthn")).content.decode()
    assert "Nom de la clé" in page and ">Name" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status", "told"), [
    ("twinning", "agreed", "convenu"), ("friendship", "ended", "terminée"), ("position", "agreed", "convenue"),
    ("candidature", "elected", "a abouti"), ("project", "active", "actif"),
])
def test_where_a_tie_stands_agrees_with_what_it_is(kind: str, status: str, told: str) -> None:
    with translation.override("fr"):
        assert Tie(kind=kind, status=status).get_status_display() == told


@pytest.mark.django_db
def test_pages_within_the_overview_say_so(desk: Desk, client_of: Browser) -> None:
    body = Fact.objects.filter(kind="mechanism", projection__partnership=desk.partnership).first().fact
    for address in (reverse("body", args=[body]), reverse("fact", args=[body]), reverse("sessions", args=["AZ-VN"])):
        assert 'href="/" class="within"' in client_of(desk.reader).get(address).content.decode()
    assert 'href="/" class="within"' not in client_of(desk.reader).get(reverse("follow_up")).content.decode()


def test_states_of_an_invitation_agree_with_it_in_french():
    with translation.override("fr"):
        told = [str(label) for label in InvitationChange.State.labels]
    assert told == ["acceptée", "déclinée", "reportée", "honorée", "caduque", "retirée"]


def test_a_relation_has_one_name_on_pages_and_in_dossiers():
    for tag in ("fr", "en"):
        with translation.override(tag):
            assert {r: str(Relation(r).label) for r in Relation.values} == {
                r: spoken_words.Words(tag)(f"bears_{r}") for r in Relation.values}
