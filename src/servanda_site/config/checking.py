"""What `servanda check` looks at. Each check yields what is wrong; nothing is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks as django_checks
from django.db import DatabaseError, connection
from django.db.models import Count

from servanda.errors import ServandaError
from servanda_site.config import archive, migrating
from servanda_site.config import environment as env
from servanda_site.publishing import pages

_ROOM = 200_000_000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check: its name, what is wrong, what is worth knowing though nothing is wrong."""

    name: str
    faults: tuple[str, ...]
    notices: tuple[str, ...] = ()


def check_all() -> Iterator[Outcome]:
    """Every check, in turn. After a database that does not answer or is not migrated nothing more can be said."""
    yield _outcome("configuration", configuration)
    before = _outcome("database", database)
    yield before
    if before.faults:
        return
    for name, check in (("log", log), ("stored bytes", stored_bytes), ("backup", kept_whole), ("record", record),
                        ("search index", search_index)):
        yield _outcome(name, check)


def _outcome(name: str, check: Callable[[], Iterator[tuple[str, str]]]) -> Outcome:
    found: dict[str, list[str]] = {"fault": [], "notice": []}
    try:
        for kind, told in check():
            found[kind].append(told)
    except (DatabaseError, OSError) as error:
        found["fault"].append(str(error).strip() or type(error).__name__)
    return Outcome(name, _short(found["fault"]), _short(found["notice"]))


def _short(lines: list[str]) -> tuple[str, ...]:
    return tuple(lines) if len(lines) <= _SHOWN else (*lines[:_SHOWN], f"... and {len(lines) - _SHOWN} more")


def configuration() -> Iterator[tuple[str, str]]:
    """Settings, folder, languages."""
    for message in django_checks.run_checks():
        if message.level >= django_checks.WARNING:
            yield "fault", f"{message.id}: {message.msg}"
    home = Path(settings.HOME)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        yield "fault", f"{home}: cannot be written; mend its rights"
    elif home.stat().st_mode & 0o007:
        yield "notice", f"{home}: other users of this machine may look into it; chmod 700 keeps them out"
    if shutil.disk_usage(home).free < _ROOM:
        yield "fault", f"{home}: less than {_ROOM // 1_000_000} MB are free"
    from servanda_site.publishing import inviting

    yield from _parsers()
    try:
        pages.renderer()
    except ServandaError as error:
        yield "notice", str(error)
    yield from _ministry()
    if not inviting.mail_is_set_up():
        yield "notice", "SERVANDA_EMAIL_URL is empty: mail is written to the log, and nobody gets any"
    if not settings.HTTPS:
        yield "notice", "SERVANDA_HTTPS is 0: cookies travel unencrypted; right only on this machine or behind no proxy"


def _ministry() -> Iterator[tuple[str, str]]:
    address = urlsplit(env.value("SERVANDA_OIDC_URL"))
    if address.netloc and address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        yield "fault", "SERVANDA_OIDC_URL: not https; nothing vouches for that server, and whoever listens may sign in as anybody"


def _parsers() -> Iterator[tuple[str, str]]:
    from servanda import languages

    for tag in languages.installed():
        language = languages.load(tag)
        if language.profile.reads and language.lacking:
            yield "fault", f"{tag}: the parser {language.profile.parser} is not installed"


def database() -> Iterator[tuple[str, str]]:
    """That it answers, is of this version, and sound."""
    connection.ensure_connection()
    for app, name in migrating.newer():
        yield "fault", f"{app}.{name}: made by a newer program; install that, or restore a backup of this one"
    for app, name in migrating.waiting():
        yield "fault", f"{app}.{name}: not applied; start `servanda serve` or `servanda worker` once"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (("fault", str(row[0])) for row in cursor.fetchall() if row[0] != "ok")
            cursor.execute("PRAGMA foreign_key_check")
            yield from (("fault", f"{row[0]} {row[1]}: points to a row of {row[2]} that is gone") for row in cursor.fetchall())


def log() -> Iterator[tuple[str, str]]:
    """The chain of the log."""
    from servanda_site.config.commands.verify import FAULT
    from servanda_site.register.journal import verify

    for number, fault in verify():
        yield "fault", FAULT[fault] % {"number": number}


def stored_bytes() -> Iterator[tuple[str, str]]:
    """That what papers, readings and publications need is kept, and every byte is as it was."""
    from servanda_site.register.models import Paper, Publication, Reading
    from servanda_site.register.store import store

    papers = Paper.objects.exclude(state=Paper.State.ERASED).values_list("pk", "sha256").iterator(chunk_size=2000)
    needed = {sha: f"paper {pk}" for pk, sha in papers}
    needed |= {content: f"the text of document {sha[:12]}" for content, sha in Reading.objects.values_list("content", "sha256")}
    needed |= {page[3]: f"page {page[0]} of document {sha[:12]}" for sha, pages in
               Reading.objects.exclude(pages=[]).values_list("sha256", "pages") for page in pages}
    needed |= {content: f"publication {pk}" for pk, content in Publication.objects.values_list("pk", "content")}
    held = set(store())
    for sha in sorted(set(needed) - held):
        yield "fault", f"{needed[sha]}: its bytes ({sha}) are not kept; restore them from a backup"
    for sha in store().verify():
        yield "fault", f"{needed.get(sha, 'bytes nothing needs')}: its bytes ({sha}) changed; restore them from a backup"
    if loose := held - set(needed):
        yield "notice", f"{len(loose)} files in the store belong to no paper (a paper that was never acknowledged leaves one)"


def kept_whole() -> Iterator[tuple[str, str]]:
    """That a backup can hold every row, and give it back as it is."""
    for table, why in archive.unkept():
        yield "fault", f"{table}: a backup cannot hold it ({why}); tell whoever keeps the program up"


def record() -> Iterator[tuple[str, str]]:
    """That papers, claims, judgements and projections fit each other."""
    from servanda_site.register.models import Claim, FactClaim, Judgement, Paper, Partnership, Reading

    for pk in Paper.objects.filter(state=Paper.State.READ, reading=None).values_list("pk", flat=True):
        yield "notice", f"paper {pk}: it is read but has no text (a mail may only carry others)"
    documents = Reading.objects.values("sha256")
    for pk in Claim.objects.exclude(document__in=documents).values_list("pk", flat=True):
        yield "fault", f"claim {pk}: the text it cites is not kept"
    claims = Claim.objects.values("pk")
    for pk in FactClaim.objects.exclude(claim__in=claims).values_list("claim", flat=True):
        yield "fault", f"the record shows claim {pk}, which is not kept; run `servanda rebuild`"
    erased = Paper.objects.filter(state=Paper.State.ERASED).values("sha256")
    for pk in Judgement.objects.exclude(claim__in=claims).exclude(document__in=erased).values_list("pk", flat=True):
        yield "fault", f"judgement {pk}: the claim it decides on is not kept"
    twice = Paper.objects.exclude(state__in=(Paper.State.SEALED, Paper.State.ERASED)).filter(part_of=None).values(
        "sha256", "marking", "partnership").annotate(times=Count("pk")).filter(times__gt=1)
    for row in twice:
        yield "notice", f"document {row['sha256'][:12]} was brought in {row['times']} times under one marking"
    yield from _set_aside()
    if stale := Partnership.objects.filter(stale=True).count():
        yield "notice", f"{stale} partnerships wait for a worker to make their record again"


def _set_aside() -> Iterator[tuple[str, str]]:
    """What earlier versions took and the record cannot hold: nothing follows from it, and its words are kept."""
    from servanda.reconciliation.judgement import checked
    from servanda_site.register.judging import core_judgement, standing
    from servanda_site.register.models import Claim
    from servanda_site.register.projecting import with_days_there_are

    said: set[tuple[str, str]] = set()
    for row in standing().filter(verdict="correct").iterator(chunk_size=2000):
        said |= {(row.claim, name) for name in row.value or ()}
        for wrong in checked(core_judgement(row))[1]:
            yield "notice", (f"judgement {row.pk}: “{str(wrong.value)[:80]}” for {wrong.name} is set aside, since no record can "
                             f"hold it; correct {row.claim} again")
    for pk, fields in Claim.objects.exclude(by=None).values_list("pk", "fields").iterator(chunk_size=2000):
        for name, value in with_days_there_are(fields).items():
            if value is None and fields[name] and (pk, name) not in said:
                yield "notice", (f"claim {pk}: “{str(fields[name])[:80]}” for {name} is set aside, since there is no such day; "
                                 "correct it")


def search_index() -> Iterator[tuple[str, str]]:
    """That everything shown can be found, and nothing else."""
    from servanda_site.register.models import Entry, Fact, Paper

    found = Paper.objects.filter(state=Paper.State.READ).exclude(reading=None).filter(entries=None)
    yield from (("fault", f"paper {pk}: it cannot be found; run `servanda rebuild`") for pk in found.values_list("pk", flat=True))
    lost = Fact.objects.filter(entries=None).values_list("fact", flat=True)
    yield from (("fault", f"fact {pk}: it cannot be found; run `servanda rebuild`") for pk in lost)
    hidden = Entry.objects.filter(paper__state__in=(Paper.State.SEALED, Paper.State.ERASED)).count()
    if hidden:
        yield "fault", f"{hidden} passages of papers out of sight can still be found; run `servanda rebuild`"
    doubled = Entry.objects.filter(fact__isnull=False).values("fact").annotate(times=Count("pk")).filter(times__gt=1).count()
    if doubled:
        yield "fault", f"{doubled} facts are found twice; run `servanda rebuild`"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            try:
                cursor.execute("INSERT INTO register_entry_words(register_entry_words, rank) VALUES ('integrity-check', 1)")
            except DatabaseError as error:
                yield "fault", f"the index does not fit its entries ({error}); run `servanda rebuild`"
