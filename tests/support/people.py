"""The cast: people with a phone against the app under test. alice and bob are a couple; mallory is someone else;
carol and dan are a second couple whose data is always there as noise."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from werkzeug.test import TestResponse

from couplebridge.base64url import decode, encode
from couplebridge.versions import PROTOCOL
from tests.support.shapes import make_bundle, make_slot

ORIGIN = "https://bridge.test"


class Person:
    """One person, their secrets, and one phone (a cookie jar). Bytes in a request are sent as base64url."""

    def __init__(self, app: Flask, name: str, address: str = "203.0.113.7") -> None:
        self.app, self.name, self.address = app, name, address
        self.user_id, self.find, self.auth = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(32)
        self.kem, self.signing = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.bundle = make_bundle(self.user_id, self.kem, self.signing)
        self.slot = make_slot(self.user_id)
        self.kem_key, self.signing_key = secrets.token_bytes(166), secrets.token_bytes(166)
        self.recovery_find, self.recovery_auth = secrets.token_bytes(16), secrets.token_bytes(32)
        self.new_phone()

    def new_phone(self) -> None:
        """Forget every cookie, token and device: as from a phone that was never here."""
        self.client = self.app.test_client()
        self.csrf, self.session_id = "none", b""
        self.device_token: bytes | None = None

    def send(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        """One request under /api, with the CSRF token this phone holds."""
        headers = {
            "CB-Client": str(PROTOCOL),
            "CB-CSRF": self.csrf,
            "Sec-Fetch-Site": "same-origin",
            **options.pop("headers", {}),
        }
        if json is not None:
            options["json"] = in_text(json)
        place = {"base_url": ORIGIN, "environ_overrides": {"REMOTE_ADDR": self.address}}
        return self.client.open("/api" + path, method=method, headers=headers, **place, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET under /api."""
        return self.send("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """POST under /api."""
        return self.send("POST", path, json, **options)

    def put(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """PUT under /api."""
        return self.send("PUT", path, json, **options)

    def delete(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """DELETE under /api."""
        return self.send("DELETE", path, json, **options)

    def new_account(self, **changes: Any) -> dict[str, Any]:
        """The body of POST /accounts."""
        body = {
            "user": self.user_id, "slot": self.slot, "find": self.find, "auth": self.auth, "bundle": self.bundle,
            "kem_key": self.kem_key, "signing_key": self.signing_key, "recovery": None,
            "label": f"phone of {self.name}",
        }  # fmt: skip
        return {**body, **changes}

    def register(self, **changes: Any) -> Person:
        """Make the account; signed in afterwards."""
        response = self.post("/accounts", self.new_account(**changes))
        assert response.status_code == 201, response.json
        return self._hold(response)

    def sign_in(self, *, label: str = "another phone") -> Person:
        """Sign in on this phone; it stays a known device afterwards."""
        response = self.try_sign_in(self.auth, label=label)
        assert response.status_code == 200, response.json
        return self._hold(response)

    def try_sign_in(self, auth: bytes, *, label: str = "a phone") -> TestResponse:
        """POST /sign-in/finish with this auth."""
        body = {"find": self.find, "slot_type": 1, "auth": auth, "label": label, "device_token": self.device_token}
        return self.post("/sign-in/finish", body, headers={"CB-CSRF": "none"})

    def proof(self, auth: bytes | None = None) -> dict[str, Any]:
        """A fresh passphrase."""
        return {"slot_type": 1, "auth": auth or self.auth}

    def _hold(self, response: TestResponse) -> Person:
        shown = response.json
        self.csrf, self.session_id = shown["csrf"], decode(shown["session"])
        self.device_token = decode(shown["device_token"])
        return self


def in_text(value: Any) -> Any:
    """JSON-ready: bytes become base64url."""
    if isinstance(value, bytes):
        return encode(value)
    if isinstance(value, dict):
        return {name: in_text(inner) for name, inner in value.items()}
    return [in_text(inner) for inner in value] if isinstance(value, list) else value


Couple = Callable[[Person, Person], None]
