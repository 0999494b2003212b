"""What the account routes carry (docs/protocol.md, Routes)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from couplebridge.schemas.fields import B16, B32, Bundle, CredentialId, Label, SealedKey, Shape, SlotBlob, SlotParams
from couplebridge.schemas.passkeys import NewCredential, UsedCredential

# what is typed: passphrase or recovery code
TypedSlot = Annotated[int, Field(ge=1, le=2)]
SlotType = Annotated[int, Field(ge=1, le=3)]


class RecoverySlot(Shape):
    """The second way in, for whoever chose a recovery code."""

    slot: SlotBlob
    find: B16
    auth: B32


class NewAccount(Shape):
    """POST /accounts."""

    user: B16
    slot: SlotBlob
    find: B16
    auth: B32
    bundle: Bundle
    kem_key: SealedKey
    signing_key: SealedKey
    recovery: RecoverySlot | None
    label: Label


class SignInStart(Shape):
    """POST /sign-in/start."""

    find: B16
    slot_type: TypedSlot


class SignInParams(Shape):
    """What the client needs to make auth: true or made up."""

    user: B16
    params: SlotParams


class SignInFinish(Shape):
    """POST /sign-in/finish."""

    find: B16
    slot_type: SlotType
    auth: B32
    label: Label
    device_token: B32 | None


class Proof(Shape):
    """A fresh passphrase, recovery code or touch of a passkey, for this one call."""

    slot_type: SlotType
    auth: B32
    credential: UsedCredential | None = None


class Proven(Shape):
    """A request that carries nothing but its proof."""

    proof: Proof


class NewPassphrase(Shape):
    """PUT /account/passphrase. The find tag stays: it depends on the account code and the name alone."""

    proof: Proof
    slot: SlotBlob
    auth: B32


class NewRecovery(Shape):
    """PUT /account/recovery."""

    proof: Proof
    slot: SlotBlob
    find: B16
    auth: B32


class SpaceShown(Shape):
    """The space somebody is in, and the other's bundle."""

    id: B16
    partner_bundle: Bundle


class AccountShown(Shape):
    """GET /account."""

    user: B16
    bundle: Bundle
    kem_key: SealedKey
    signing_key: SealedKey
    recovery: bool
    space: SpaceShown | None


class NewPasskey(Shape):
    """POST /account/passkeys."""

    proof: Proof
    credential: NewCredential
    slot: SlotBlob
    auth: B32


class PasskeyGone(Shape):
    """DELETE /account/passkeys."""

    proof: Proof
    credential: CredentialId


class PasskeySignIn(Shape):
    """POST /sign-in/passkey/finish."""

    credential: UsedCredential
    auth: B32
    label: Label
    device_token: B32 | None
