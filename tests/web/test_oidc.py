"""Signing in with a provider (OpenID Connect), against one that the test starts."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from kb.access.accounts import Accounts
from kb.settings import Oidc
from tests.fixtures.group import write_library
from web import create_app

pytest.importorskip("authlib")
from joserfc import jwt
from joserfc.jwk import RSAKey


@dataclass
class Provider:
    """A provider of identities: what it says of the one who signs in, and what it was asked."""

    claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "1", "alg": "RS256", "use": "sig"}))
    address: str = ""

    def token(self, code: str, form: dict[str, str]) -> dict[str, Any]:
        """The answer to a code; the verifier must be the one that the request began with."""
        asked = self.asked.pop(code)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert proof == asked["code_challenge"]
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": asked["client_id"],
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        token = jwt.encode({"alg": "RS256", "kid": "1"}, {**claims, **self.claims}, self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(place.query).items()}
                made.asked["koodi"] = asked
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': 'koodi', 'state': asked['state']})}")
                self.end_headers()
            elif place.path == "/jwks":
                self._say({"keys": [made.key.as_dict(private=False)]})
            else:
                ends = {f"{name}_endpoint": f"{made.address}/{name[:5]}" for name in ("token",)}
                ends |= {"authorization_endpoint": f"{made.address}/authorize", "jwks_uri": f"{made.address}/jwks"}
                self._say({"issuer": made.address, "id_token_signing_alg_values_supported": ["RS256"], **ends})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(made.token(form["code"], form))

        def _say(self, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_given: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answers)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("KB_OIDC_SECRET", "salaisuus")
    settings = replace(write_library(tmp_path).settings, oidc=Oidc(provider.address, "kokousmuisti", "Kunnan tunnistus"))
    Accounts.of(settings).put("aino@example.org", "member")
    return create_app(settings).test_client()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


def come_back(client: FlaskClient, back: str = "/paatokset", change: str = "") -> Any:
    """Goes to the provider and comes back from it; `change` is put in the place of the state."""
    there = client.get(f"/kirjaudu/palvelu?paluu={back}").headers["Location"]
    try:
        urllib.request.build_opener(_Stay).open(there, timeout=10)
    except urllib.error.HTTPError as answer:
        place = urlsplit(answer.headers["Location"])
        answer.close()
    query = parse_qs(place.query)
    return client.get(f"{place.path}?{urlencode({'code': query['code'][0], 'state': change or query['state'][0]})}")


def test_one_with_an_account_gets_in_and_back_to_the_page(client: FlaskClient, provider: Provider) -> None:
    provider.claims = {"email": "Aino@Example.org", "email_verified": True}
    assert "Kunnan tunnistus" in client.get("/kirjaudu").get_data(as_text=True)
    answer = come_back(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/paatokset")
    assert "aino@example.org" in client.get("/paatokset").get_data(as_text=True)


def test_the_way_back_stays_on_this_server(client: FlaskClient, provider: Provider) -> None:
    provider.claims = {"email": "aino@example.org", "email_verified": True}
    assert come_back(client, "//muualla.example").headers["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eero@example.org", "email_verified": True},
        {"email": "aino@example.org", "email_verified": False},
        {"email": "aino@example.org"},
        {},
        {"preferred_username": "eero"},
        {"email": "aino@example.org", "email_verified": True, "nonce": "toinen"},
        {"email": "aino@example.org", "email_verified": True, "aud": "toinen"},
        {"email": "aino@example.org", "email_verified": True, "iss": "https://muualla.example"},
        {"email": "aino@example.org", "email_verified": True, "exp": 1},
    ],
)
def test_one_whom_the_provider_does_not_vouch_for_stays_out(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert come_back(client).status_code == 403
    assert client.get("/paatokset").status_code == 303


def test_a_state_of_somebody_else_is_refused(client: FlaskClient, provider: Provider) -> None:
    provider.claims = {"email": "aino@example.org", "email_verified": True}
    assert come_back(client, change="vieras").status_code == 403
    assert client.get("/paatokset").status_code == 303


def test_a_provider_that_cannot_be_reached_is_told_in_a_sentence(tmp_path: Path) -> None:
    settings = replace(write_library(tmp_path).settings, oidc=Oidc("http://127.0.0.1:9", "kokousmuisti", "Kunnan tunnistus"))
    answer = create_app(settings).test_client().get("/kirjaudu/palvelu")
    assert answer.status_code == 503 and "Tunnistautumispalveluun" in answer.get_data(as_text=True)
