"""Accounts: a person (or a ministry's login), known by e-mail address; links that work once; tokens for programs."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Users(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password nobody can sign in to it until one is set by a one-time link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of an address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who may sign in. What they may see and do in each partnership is in `register.Membership`."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language of the pages"), max_length=8, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    joined = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(null=True)
    previous_visit = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = Users()

    def __str__(self) -> str:
        return self.name or self.email

    # Django and allauth ask for these; rights are ours (register.visibility).
    @property
    def is_staff(self) -> bool:
        """Nobody uses Django's own admin."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's permissions are not used."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's permissions are not used."""
        return False

    def get_full_name(self) -> str:
        """The name people see."""
        return self.name or self.email


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


class OneTimeLink(models.Model):
    """A link that works once: makes the first administrator, or lets somebody set a password. Only its hash is kept."""

    class Purpose(models.TextChoices):
        """What the link is for."""

        FIRST = "first"
        PASSWORD = "password"  # noqa: S105

    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    secret = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    @classmethod
    def make(cls, purpose: str, user: User | None = None, *, hours: int = 72) -> str:
        """A new link's secret, to be shown once; earlier unused links of the same purpose and person are void."""
        cls.objects.filter(purpose=purpose, user=user, used=None).delete()
        secret = secrets.token_urlsafe(32)
        cls.objects.create(purpose=purpose, user=user, secret=digest(secret), expires=timezone.now() + timedelta(hours=hours))
        return secret

    @classmethod
    def find(cls, purpose: str, secret: str) -> OneTimeLink | None:
        """The unused, unexpired link of a secret."""
        return cls.objects.filter(purpose=purpose, secret=digest(secret), used=None, expires__gt=timezone.now()).first()


class Token(models.Model):
    """A token for a program: acts with its owner's rights, narrowed to its scopes. Only its hash is kept."""

    class Scope(models.TextChoices):
        """What a token may do."""

        READ = "read", pgettext_lazy("token", "read")
        DECIDE = "decide", _("decide")
        INTAKE = "intake", _("bring papers in")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=120)
    secret = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    @property
    def may(self) -> str:
        """What it may do, in words."""
        return ", ".join(str(self.Scope(s).label) for s in self.scopes if s in self.Scope.values)

    @classmethod
    def make(cls, user: User, name: str, scopes: list[str], days: int | None = 365) -> tuple[Token, str]:
        """A new token and its secret, to be shown once."""
        secret = "sv_" + secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(days=days) if days else None
        return cls.objects.create(user=user, name=name, scopes=scopes, secret=digest(secret), expires=expires), secret

    @classmethod
    def find(cls, secret: str) -> Token | None:
        """The token in force of a secret, if its owner may sign in."""
        token = cls.objects.select_related("user").filter(secret=digest(secret), revoked=None, user__is_active=True).first()
        return token if token and (token.expires is None or token.expires > timezone.now()) else None
