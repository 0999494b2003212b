"""A phone's passkeys made of software: makes and uses credentials as WebAuthn describes (Level 3, 6.1 and 6.5)."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256, Hash

from couplebridge.base64url import encode
from tests.support.people import ORIGIN

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def sha256(data: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(data)
    return digest.finalize()


@dataclass
class SoftPasskey:
    """One passkey on one phone. What it is told to get wrong it gets wrong."""

    user_id: bytes
    origin: str = ORIGIN
    rp_id: str = "bridge.test"
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    prf: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, challenge: bytes) -> dict[str, Any]:
        """What create() gives, as the client sends it; no attestation."""
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self.cose()
        data = self._data(ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {"clientDataJSON": self._client_data("webauthn.create", challenge), "attestationObject": attestation}
        return self._credential(response)

    def used(self, challenge: bytes) -> dict[str, Any]:
        """What get() gives, as the client sends it."""
        self.counter += self.counter > 0
        client_data, data = self._client_data("webauthn.get", challenge), self._data(0)
        signature = self.key.sign(data + sha256(client_data), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": client_data, "authenticatorData": data, "signature": signature}
        return self._credential({**response, "userHandle": self.user_id})

    def cose(self) -> bytes:
        """The public key as RFC 9053 writes it."""
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})

    def _data(self, more: int) -> bytes:
        return sha256(self.rp_id.encode()) + bytes([self.flags | more]) + self.counter.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": encode(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _credential(self, response: dict[str, bytes]) -> dict[str, Any]:
        kind = {"type": "public-key", "clientExtensionResults": {}}
        return {"id": self.credential_id, "rawId": self.credential_id, "response": response, **kind}
