"""From what a passkey answered, in a request's body, to what the services check."""

from __future__ import annotations

from flask import current_app

from couplebridge.schemas.passkeys import NewCredential, UsedCredential
from couplebridge.security.challenges import Purpose
from couplebridge.security.passkeys import read_answer, site_of_request
from couplebridge.security.sessions import current_caller
from couplebridge.services.passkeys import Ceremony


def account_ceremony(credential: NewCredential | UsedCredential) -> Ceremony:
    """Of the caller's own session."""
    return _ceremony(credential, Purpose.ACCOUNT, current_caller().session_id)


def sign_in_ceremony(credential: UsedCredential) -> Ceremony:
    """Of somebody who is not signed in."""
    return _ceremony(credential, Purpose.SIGN_IN, b"")


def _ceremony(credential: NewCredential | UsedCredential, purpose: Purpose, bound: bytes) -> Ceremony:
    site = site_of_request(current_app.config["PUBLIC_ORIGIN"])
    said = credential.model_dump(by_alias=True, exclude_none=True)
    return Ceremony(read_answer(said, credential.raw_id, credential.response.clientDataJSON, site), purpose, bound)
