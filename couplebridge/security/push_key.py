"""push-key.pem: the key by which push services know this server again (VAPID, RFC 8292).

Made on the first start, its owner's alone, outside the database. It opens nothing and signs in nowhere. When it is lost
a new one is made: browsers notice that at their next start and ask for signs anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from flask import current_app

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.errors import ConfigMissingError
from couplebridge.security.secret_file import write_once

if TYPE_CHECKING:
    from flask import Flask

NAME = "push-key.pem"
# RFC 8292 allows a day; clocks differ
TOKEN_LIFETIME_S = 12 * 3600


class PushKey:
    """A P-256 key pair. `public` (65 bytes) is what a browser subscribes with."""

    def __init__(self, folder: Path) -> None:
        self._private = _load_or_make(folder / NAME)
        self.public = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def authorization(self, audience: str, contact: str) -> str:
        """The header for one push service: `audience` is its origin, `contact` whom it can ask about this server."""
        claims = {"aud": audience, "exp": clock.now_s() + TOKEN_LIFETIME_S, "sub": contact}
        signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
        r, s = decode_dss_signature(self._private.sign(signed.encode("ascii"), ec.ECDSA(SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return f"vapid t={signed}.{encode(signature)}, k={encode(self.public)}"


def init_app(app: Flask) -> None:
    """Read or make the key of this server."""
    app.extensions["couplebridge.push_key"] = PushKey(Path(app.config["DATA"]))


def push_key() -> PushKey:
    """The key of the running app."""
    found: PushKey = current_app.extensions["couplebridge.push_key"]
    return found


def _part(claims: dict[str, object]) -> str:
    return encode(json.dumps(claims, separators=(",", ":")).encode("ascii"))


def _load_or_make(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise ConfigMissingError(f"{NAME} can be read by others. Run: chmod 600 {NAME}")
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except ValueError:
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ConfigMissingError(f"{NAME} is damaged. Put back the copy from your backup, or delete it.")
    return key


def _make(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    write_once(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
