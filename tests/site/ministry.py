"""A ministry's login server for tests: OpenID Connect with discovery, keys, codes and PKCE, on this machine alone.

It holds to the standards where a register could lean on it: a code serves once, for the client, the address and the verifier
it was asked with (RFC 6749, 7636); tokens are signed by the key its key set shows (RFC 7515, 7517); user info needs the token.
What a server may get wrong is set by a test (`Ministry.claims`, `Ministry.userinfo`, `Ministry.denies`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "register", "a secret of the two"
_MINUTE = 60
_KEY = "k1"


@dataclass
class Ministry:
    """The server. person: who is signed in there. claims, userinfo: what it says besides, or falsely. denies: its error.
    unsaid: what it leaves out of its discovery and of its answer to a code."""

    address: str = ""
    callback: str = ""
    secret: str = SECRET
    person: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    denies: str = ""
    unsaid: tuple[str, ...] = ()
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def discovery(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0, section 3."""
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo",
                "jwks_uri": "keys"}
        held = {"issuer": self.address, **{name: f"{self.address}/{end}" for name, end in ends.items()},
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"], "code_challenge_methods_supported": ["S256"]}
        return {name: value for name, value in held.items() if name not in self.unsaid}

    def keys(self) -> dict[str, Any]:
        """The key set."""
        held = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**held, "kid": _KEY, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> tuple[int, str]:
        """Where the browser is sent; the person is signed in and agrees, unless `denies`."""
        self.asked.append(asked)
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.callback:
            return 400, ""  # never send anybody to an address nobody registered
        sound = (asked.get("response_type") == "code" and "openid" in asked.get("scope", "").split()
                 and asked.get("code_challenge_method") == "S256" and asked.get("code_challenge"))
        wrong = self.denies or ("" if sound else "invalid_request")
        told = {"error": wrong} if wrong else {"code": secrets.token_urlsafe(24)}
        if not wrong:
            self.codes[told["code"]] = asked
        return 302, f"{self.callback}?{urlencode({**told, 'state': asked.get('state', '')})}"

    def token(self, given: dict[str, str], credentials: str) -> tuple[int, dict[str, Any]]:
        """A code for tokens."""
        if not secrets.compare_digest(credentials, f"{CLIENT}:{self.secret}"):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if (asked is None or given.get("grant_type") != "authorization_code" or given.get("redirect_uri") != asked["redirect_uri"]
                or base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]):
            return 400, {"error": "invalid_grant"}
        now, access = int(time.time()), secrets.token_urlsafe(24)
        self.tokens[access] = {**self.person, **self.userinfo}
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + _MINUTE, "jti": secrets.token_hex(8)}
        claims |= {"nonce": asked["nonce"]} if "nonce" in asked else {}
        claims |= self.person | self.claims
        signed = jwt.encode(claims, self.key, "RS256", {"kid": _KEY})
        told = {"access_token": access, "token_type": "Bearer", "expires_in": _MINUTE, "id_token": signed}
        return 200, {name: value for name, value in told.items() if name not in self.unsaid}


@contextmanager
def serving(callback: str) -> Iterator[Ministry]:
    """A server for the register whose callback this is."""
    ministry = Ministry(callback=callback)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            pages = {"/.well-known/openid-configuration": ministry.discovery, "/keys": ministry.keys}
            if parts.path in pages:
                self._say(200, pages[parts.path]())
            elif parts.path == "/authorize":
                status, where = ministry.authorize({k: v[0] for k, v in parse_qs(parts.query).items()})
                self.send_response(status)
                self.send_header("Location", where)
                self.end_headers()
            elif parts.path == "/userinfo":
                held = ministry.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
                self._say(401 if held is None else 200, held or {})
            else:
                self._say(404, {})

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            credentials = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
            self._say(*ministry.token({k: v[0] for k, v in parse_qs(sent).items()}, credentials))

        def _say(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    ministry.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield ministry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
