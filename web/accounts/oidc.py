"""Signing in with a provider (OpenID Connect, by Authlib): the one part of the program that makes a connection, and only when
the settings name a provider."""

from __future__ import annotations

import os
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, session
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from kb.errors import BadAccount
from kb.settings import Oidc
from web.security import root_url


class Provider:
    """The provider that the settings name."""

    def __init__(self, app: Flask, settings: Oidc) -> None:
        self._client: Any = OAuth(app).register(
            "oidc",
            client_id=settings.client_id,
            client_secret=os.environ.get("KB_OIDC_SECRET"),
            server_metadata_url=f"{settings.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
        )

    def start(self, back: str) -> Response:
        """Where to send the reader: the provider's page, with a state and a nonce of this session."""
        session["paluu"] = back
        try:
            answer: Response = self._client.authorize_redirect(f"{root_url()}/kirjaudu/paluu")
        except (requests.RequestException, ValueError, KeyError, RuntimeError) as error:
            raise BadAccount("provider_unreachable") from error
        return answer

    def finish(self) -> tuple[str, str]:
        """The name the provider gives (a verified address, else the user's name there; empty where it refuses) and where to go."""
        back = str(session.pop("paluu", "/"))
        try:
            claims = self._client.authorize_access_token().get("userinfo") or {}
        except (OAuthError, JoseError, ValueError, KeyError):
            # What it says is not true: signed by another, for another, from another, or too late.
            return "", back
        except requests.RequestException as error:
            raise BadAccount("provider_unreachable") from error
        if claims.get("email") and claims.get("email_verified") is True:
            return str(claims["email"]).lower(), back
        return str(claims.get("preferred_username") or "").lower(), back
