"""Settings of the environment: every variable the site heeds, in one table (docs/guide/settings.md is made from it)."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from servanda.errors import ServandaError


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: name, what it is without it, what it does."""

    name: str
    default: str
    purpose: str


VARIABLES: tuple[Variable, ...] = (
    Variable("SERVANDA_HOME", "~/.local/share/servanda", "folder of the register: database, papers as they came, secret key"),
    Variable("SERVANDA_DATABASE_URL", "", "postgresql://user:password@host/name; empty is SQLite in SERVANDA_HOME"),
    Variable("SERVANDA_SECRET_KEY", "", "signs sessions and links; empty is a key made once and kept in SERVANDA_HOME"),
    Variable("SERVANDA_HOSTS", "localhost,127.0.0.1,[::1]", "names under which the site may be asked, separated by commas"),
    Variable("SERVANDA_ADDRESS", "", "address of the site as people reach it (https://...), for links in mail; empty is made of "
             "SERVANDA_HOSTS and SERVANDA_HTTPS, or is where `servanda serve` listens"),
    Variable("SERVANDA_HTTPS", "0", "1 where a proxy serves the site over HTTPS: secure cookies, HSTS, trusted proxy header"),
    Variable("SERVANDA_LANGUAGE", "en", "language of the pages for whoever has not chosen one: en or fr"),
    Variable("SERVANDA_TIME_ZONE", "UTC", "time zone in which times are shown"),
    Variable("SERVANDA_EMAIL_URL", "", "smtp://user:password@host:port (smtps for TLS); empty writes mail to the log"),
    Variable("SERVANDA_EMAIL_FROM", "servanda@localhost", "sender of mail"),
    Variable("SERVANDA_OIDC_URL", "", "address of the ministry's OpenID Connect server; empty switches it off"),
    Variable("SERVANDA_OIDC_CLIENT", "", "client id at that server"),
    Variable("SERVANDA_OIDC_SECRET", "", "client secret at that server"),
    Variable("SERVANDA_OIDC_NAME", "OpenID Connect", "name of that login on the sign-in page"),
    Variable("SERVANDA_UPLOAD_MB", "64", "largest paper that may be uploaded, in megabytes"),
    Variable("SERVANDA_FEED_HOSTS", "", "hosts that feeds may be fetched from though their addresses are private, by commas"),
    Variable("SERVANDA_WATCH", "", "folders that may be watched, separated by the system's path separator; empty is none"),
    Variable("SERVANDA_LETTERHEAD", "", "lines of the ministry's name on documents, separated by vertical bars"),
    Variable("SERVANDA_LOGO", "", "PNG, JPEG or SVG file shown beside them (Word documents take PNG and JPEG)"),
    Variable("SERVANDA_TEMPLATES", "", "folder whose templates of documents come before those shipped; empty is none"),
    Variable("SERVANDA_METRICS_TOKEN", "", "token that /metrics asks for; empty answers the loopback address only"),
    Variable("SERVANDA_LOG_LEVEL", "INFO", "least level that is logged"),
)
_DEFAULTS = {v.name: v.default for v in VARIABLES}


def value(name: str) -> str:
    """The value of a variable of the table, or its default."""
    return os.environ.get(name) or _DEFAULTS[name]


def flag(name: str) -> bool:
    """Whether a variable is switched on."""
    return value(name).strip().lower() in ("1", "true", "yes", "on")


def listed(name: str, separator: str = ",") -> list[str]:
    """A variable that holds several values."""
    return [part.strip() for part in value(name).split(separator) if part.strip()]


def multiprocess() -> bool:
    """Whether several processes add up what they count (`servanda serve` says so)."""
    return bool(os.environ.get("PROMETHEUS_MULTIPROC_DIR"))


def home() -> Path:
    """The register's folder, made if it is not there, readable by its owner only."""
    folder = Path(value("SERVANDA_HOME")).expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ServandaError(f"{folder}: cannot keep a register here ({error.strerror}); name another folder in SERVANDA_HOME") \
            from error
    return folder


def secret_key() -> str:
    """The key given, or one made once and kept in the register's folder."""
    if given := value("SERVANDA_SECRET_KEY"):
        return given
    path = home() / "secret-key"
    if not path.exists():
        draft = path.with_name(f".secret-key-{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")


def database() -> dict[str, object]:
    """Django's description of the database."""
    url = value("SERVANDA_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3", "NAME": str(home() / "register.sqlite3"), "ATOMIC_REQUESTS": False,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30,
                        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ServandaError(f"SERVANDA_DATABASE_URL: {parts.scheme or 'nothing'}:// is unknown; give postgresql://... or nothing")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", "")) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.lstrip("/")), "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""), "HOST": host, "PORT": str(parts.port or ""), "OPTIONS": options,
        "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True,
    }


def address() -> str:
    """The address of the site as people reach it, without a slash at its end."""
    if given := value("SERVANDA_ADDRESS").strip().rstrip("/"):
        if urlsplit(given).scheme not in ("http", "https") or not urlsplit(given).hostname:
            raise ServandaError(f"SERVANDA_ADDRESS: {given} is no address; give https://name")
        return given
    named = [h for h in listed("SERVANDA_HOSTS") if h not in ("*", "localhost", "127.0.0.1", "[::1]")]
    return f"http{'s' if flag('SERVANDA_HTTPS') else ''}://{(named or ['localhost'])[0].removeprefix('.')}"


def mail() -> dict[str, object]:
    """Django's mail settings."""
    url = value("SERVANDA_EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25), "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""), "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def table() -> str:
    """docs/guide/settings.md: every variable, what it is without it, what it does."""
    rows = "\n".join(f"| `{v.name}` | {f'`{v.default}`' if v.default else ''} | {v.purpose} |" for v in VARIABLES)
    return f"{_HEAD}\n{rows}\n"


_HEAD = """# Settings

The site takes its settings from environment variables; none is needed on a first start. This page is made from
`src/servanda_site/config/environment.py` (`python -m servanda_site.config.environment > docs/guide/settings.md`); a test keeps it
so.

| variable | without it | what it does |
| --- | --- | --- |"""

if __name__ == "__main__":
    sys.stdout.write(table())
