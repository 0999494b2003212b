"""The two answers of a pairing: the joiner's, and the inviter's confirmation with the space key.

Protocol, "Pairing", steps 2 to 4. Each answer is checked whole before anything of it is used or
anybody is pinned.
"""

from dataclasses import dataclass

from . import curve, pairing, primitives
from .encoding import exactly
from .errors import PairingRefusedError, ShareRefusedError, SignatureInvalidError
from .identity import Identity, IdentityBundle
from .pairing import PairKeys

WRAPPED_SPACE_KEY_BYTES = curve.HPKE_OVERHEAD_BYTES + primitives.KEY_BYTES


@dataclass(frozen=True)
class JoinerAnswer:
    """MAC 32 and signature 64 over the transcript; the joiner's bundle travels beside it."""

    mac: bytes
    signature: bytes


@dataclass(frozen=True)
class InviterAnswer:
    """MAC 32, signature 64, and the space key sealed to the joiner, 113 bytes."""

    mac: bytes
    signature: bytes
    wrapped_space_key: bytes


def answer_as_joiner(keys: PairKeys, t: bytes, joiner: Identity) -> JoinerAnswer:
    """Step 2, after `verify_offer`."""
    signature = curve.sign(joiner.signing_private, pairing.signed_message("J", t))
    return JoinerAnswer(pairing.joiner_mac(keys, t), signature)


def verify_joiner(keys: PairKeys, t: bytes, joiner: IdentityBundle, answer: JoinerAnswer) -> None:
    """Step 3: PairingRefusedError unless whoever had the link holds the joiner's key."""
    _check(pairing.joiner_mac(keys, t), answer.mac, "J", t, joiner, answer.signature)


def answer_as_inviter(
    keys: PairKeys,
    t: bytes,
    inviter: Identity,
    joiner: IdentityBundle,
    joiners: JoinerAnswer,
    space_key: bytes,
) -> InviterAnswer:
    """Step 3: checks the joiner, then confirms and seals the space key (32 secret bytes)."""
    verify_joiner(keys, t, joiner, joiners)
    exactly(space_key, primitives.KEY_BYTES, "a space key")
    wrapped = curve.hpke_seal(joiner.kem_public, pairing.space_key_info(t), space_key)
    signature = curve.sign(inviter.signing_private, pairing.signed_message("I", t))
    return InviterAnswer(pairing.inviter_mac(keys, t, joiners.mac), signature, wrapped)


def open_inviter_answer(
    keys: PairKeys,
    t: bytes,
    joiner: Identity,
    inviter: IdentityBundle,
    own: JoinerAnswer,
    answer: InviterAnswer,
) -> bytes:
    """Step 4: the space key, 32 secret bytes; PairingRefusedError when anything does not hold."""
    mac = pairing.inviter_mac(keys, t, own.mac)
    _check(mac, answer.mac, "I", t, inviter, answer.signature)
    if len(answer.wrapped_space_key) != WRAPPED_SPACE_KEY_BYTES:
        raise PairingRefusedError("a wrapped space key must have 113 bytes")
    info = pairing.space_key_info(t)
    try:
        return curve.hpke_open(joiner.kem_private, info, answer.wrapped_space_key)
    except ShareRefusedError as error:
        raise PairingRefusedError("the space key does not open") from error


def _check(wanted: bytes, mac: bytes, side: str, t: bytes, who: IdentityBundle, signature: bytes) -> None:
    if not primitives.same_bytes(wanted, mac):
        raise PairingRefusedError("an answer does not come from who had the link")
    try:
        curve.verify(who.signing_public, pairing.signed_message(side, t), signature)
    except SignatureInvalidError as error:
        raise PairingRefusedError("an answer was not signed by its key") from error
