"""What a passkey said, checked with a library made for it (WebAuthn Level 3, 7.1 and 7.2).

Never: takes an answer without the person having been verified by their device, reads an attestation (it would tell
the maker and the model), or sees the passkey's secret: the PRF's value stays on the device (docs/protocol.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import request

from couplebridge.base64url import decode
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.signatures import sha256

CREDENTIAL_BYTES_MAX = 960
# ES256, RS256 (Windows Hello), EdDSA
ALGORITHMS = (-7, -257, -8)


@dataclass(frozen=True)
class Site:
    """Where a passkey may speak for: `origin` as the browser writes it, `rp_id` its host name."""

    origin: str
    rp_id: str


@dataclass(frozen=True)
class Answer:
    """What a passkey answered, not checked yet: WebAuthn's JSON, the challenge it says it signed, and the site."""

    credential: dict[str, Any]
    credential_id: bytes
    challenge: bytes
    site: Site


@dataclass(frozen=True)
class NewKey:
    """A passkey's public key (COSE) and its counter, as they were at the beginning."""

    public_key: bytes
    counter: int


def site_of_request(public_origin: str | None) -> Site:
    """The configured site, or the one that was asked. A passkey of another one fails at the hash its device signs."""
    origin = (public_origin or request.host_url).rstrip("/")
    return Site(origin, urlsplit(origin).hostname or "")


def read_answer(credential: dict[str, Any], credential_id: bytes, client_data: bytes, site: Site) -> Answer:
    """Take the challenge out of the client data. One that cannot be read is empty, and so never one of ours."""
    try:
        challenge = decode(json.loads(client_data)["challenge"])
    except (ValueError, KeyError, TypeError):
        challenge = b""
    return Answer(credential, credential_id, challenge, site)


def find_tag(credential_id: bytes) -> bytes:
    """16 bytes: what a slot of type 3 is found by. First 16 of SHA-256(tuple("find-passkey", credential id))."""
    return sha256(tuple_bytes("find-passkey", credential_id))[:16]


def check_new(answer: Answer) -> NewKey | None:
    """The key of a passkey that was just made, its owner verified; None for anything that is not right."""
    import webauthn  # 8 MB, which a worker that sees no passkey need not hold
    from webauthn.helpers.cose import COSEAlgorithmIdentifier
    from webauthn.helpers.decode_credential_public_key import decode_credential_public_key
    from webauthn.helpers.decoded_public_key_to_cryptography import decoded_public_key_to_cryptography

    try:
        found = webauthn.verify_registration_response(
            credential=answer.credential,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.site.rp_id,
            expected_origin=answer.site.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(number) for number in ALGORITHMS],
        )
        # without attestation the library takes whatever stands in the place of the key
        decoded_public_key_to_cryptography(decode_credential_public_key(found.credential_public_key))
    except _refusals():
        return None
    is_same = found.credential_id == answer.credential_id
    return NewKey(found.credential_public_key, found.sign_count) if is_same else None


def check_use(answer: Answer, key: NewKey) -> int | None:
    """The counter after this use of the passkey, its owner verified; None for anything that is not right."""
    import webauthn  # as above

    try:
        found = webauthn.verify_authentication_response(
            credential=answer.credential,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.site.rp_id,
            expected_origin=answer.site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.counter,
            require_user_verification=True,
        )
    except _refusals():
        return None
    return found.new_sign_count


def _refusals() -> tuple[type[Exception], ...]:
    """What the library raises over what is wrong: errors of its own, and those of its parsers over broken bytes."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from webauthn.helpers.exceptions import WebAuthnException

    return WebAuthnException, UnsupportedAlgorithm, ValueError, LookupError, TypeError, AttributeError
