"""What passkeys answer, as WebAuthn's own JSON (Level 3, 5.1.8 and 5.1.9), with nothing in it that is not needed.

`clientExtensionResults` must be empty: a browser's own JSON carries the passkey's secret there (the PRF's value), and
a request with it is refused (docs/protocol.md, Passkeys).
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from couplebridge.schemas.fields import (
    B16,
    Attestation,
    AuthenticatorData,
    Challenge,
    ClientData,
    CredentialId,
    PasskeySignature,
    Shape,
)


class _Camel(Shape):
    model_config = ConfigDict(**{**Shape.model_config, "alias_generator": to_camel})


class Nothing(Shape):
    """An object without anything in it."""


class _Credential(_Camel):
    id: CredentialId
    raw_id: CredentialId
    type: Literal["public-key"]
    client_extension_results: Nothing


class NewResponse(Shape):
    """What was made. The names are WebAuthn's."""

    clientDataJSON: ClientData  # noqa: N815
    attestationObject: Attestation  # noqa: N815


class NewCredential(_Credential):
    """A passkey that was just made."""

    response: NewResponse


class UsedResponse(Shape):
    """What was signed. The names are WebAuthn's."""

    clientDataJSON: ClientData  # noqa: N815
    authenticatorData: AuthenticatorData  # noqa: N815
    signature: PasskeySignature
    userHandle: B16 | None = None  # noqa: N815


class UsedCredential(_Credential):
    """A passkey that was just used."""

    response: UsedResponse


class ChallengeShown(Shape):
    """What the passkey is to sign."""

    challenge: Challenge


class PasskeyShown(Shape):
    """One passkey of one's own. Its name is among its owner's records."""

    credential: CredentialId
    new: bool


class PasskeyList(Shape):
    """GET /account/passkeys."""

    passkeys: list[PasskeyShown]
