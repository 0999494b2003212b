"""What two devices prove to each other at the invitation: MACs, transcript, safety number.

Protocol, "Pairing". The secret stays in the link's fragment and never reaches the server, so a
server that exchanges a key cannot make the MAC. There is no "trust anyway".
"""

from dataclasses import dataclass, field

from . import primitives
from .encoding import Reader, b64url_decode, b64url_encode, encode_tuple, exactly, u64
from .errors import EncodingInvalidError, InviteExpiredError, PairingRefusedError
from .identity import IdentityBundle, parse_bundle

MAX_INVITE_MS = 24 * 60 * 60 * 1000
_VERSION = b"\x01"


@dataclass(frozen=True)
class Invitation:
    """What the link carries: invite id 16, and 32 secret bytes that never show in repr."""

    invite: bytes
    secret: bytes = field(repr=False)

    def to_fragment(self) -> str:
        """base64url(`01 ‖ invite id ‖ secret`): stands behind the `#`, so no server is sent it."""
        invite = exactly(self.invite, 16, "an invite id")
        return b64url_encode(_VERSION + invite + exactly(self.secret, 32, "an invite secret"))

    def keys(self) -> "PairKeys":
        """K_offer ‖ K_join ‖ K_inv = HKDF(secret, salt = invite id, "CB1:pair-keys", 96)."""
        material = primitives.hkdf(self.secret, b"CB1:pair-keys", 96, salt=self.invite)
        return PairKeys(material[:32], material[32:64], material[64:])


def new_invitation() -> Invitation:
    """A fresh single-use invitation."""
    return Invitation(primitives.random_bytes(16), primitives.random_bytes(32))


def parse_fragment(fragment: str) -> Invitation:
    """PairingRefusedError unless this is a whole fragment."""
    try:
        reader = Reader(b64url_decode(fragment))
        reader.expect(_VERSION, "the invitation")
        invitation = Invitation(reader.take(16), reader.take(32))
        reader.end()
    except EncodingInvalidError:
        # `from None`: nothing that could carry a piece of the secret goes up with the error.
        raise PairingRefusedError("an invitation link is not whole") from None
    return invitation


@dataclass(frozen=True)
class PairKeys:
    """Three MAC keys of 32 secret bytes, one for each message."""

    offer: bytes = field(repr=False)
    join: bytes = field(repr=False)
    inviter: bytes = field(repr=False)


@dataclass(frozen=True)
class PairContext:
    """Space id 16, invite id 16, and when the invitation ends, in ms since 1970."""

    space: bytes
    invite: bytes
    expires_ms: int

    def fields(self) -> tuple[bytes, bytes, bytes]:
        space = exactly(self.space, 16, "a space id")
        return space, exactly(self.invite, 16, "an invite id"), u64(self.expires_ms)

    def check_time(self, now_ms: int) -> None:
        """InviteExpiredError when it is over, or ends more than a day from now."""
        if not now_ms < self.expires_ms <= now_ms + MAX_INVITE_MS:
            raise InviteExpiredError("an invitation is over, or lasts too long")


def offer_mac(keys: PairKeys, context: PairContext, inviter: IdentityBundle) -> bytes:
    """HMAC(K_offer, tuple("pair-offer", space, invite, u64 expires, bundle_I)), 32 bytes."""
    message = encode_tuple("pair-offer", *context.fields(), inviter.to_bytes())
    return primitives.hmac_sha256(keys.offer, message)


def verify_offer(keys: PairKeys, context: PairContext, bundle: bytes, mac: bytes) -> IdentityBundle:
    """The inviter's bundle; PairingRefusedError for another key, time or space.

    The joiner calls this before sending anything.
    """
    inviter = parse_bundle(bundle)
    if not primitives.same_bytes(offer_mac(keys, context, inviter), mac):
        raise PairingRefusedError("an invitation does not come from who sent the link")
    return inviter


def transcript(context: PairContext, inviter: IdentityBundle, joiner: IdentityBundle) -> bytes:
    """T, 32 bytes: everything both must agree on."""
    bundles = inviter.to_bytes(), joiner.to_bytes()
    return primitives.sha256(encode_tuple("pair", *context.fields(), *bundles))


def joiner_mac(keys: PairKeys, t: bytes) -> bytes:
    """HMAC(K_join, tuple("pair-joiner", T)), 32 bytes."""
    return primitives.hmac_sha256(keys.join, encode_tuple("pair-joiner", t))


def inviter_mac(keys: PairKeys, t: bytes, joiners_mac: bytes) -> bytes:
    """HMAC(K_inv, tuple("pair-inviter", T, joiner's MAC)), 32 bytes."""
    return primitives.hmac_sha256(keys.inviter, encode_tuple("pair-inviter", t, joiners_mac))


def signed_message(side: str, t: bytes) -> bytes:
    """tuple("pair-sig", "J" or "I", T), the message that each side signs."""
    return encode_tuple("pair-sig", side.encode("ascii"), t)


def space_key_info(t: bytes) -> bytes:
    """The HPKE info under which the space key goes to the joiner."""
    return encode_tuple("space-key", t)


def safety_number(t: bytes) -> str:
    """Six groups of five digits, to be read aloud."""
    number = int.from_bytes(primitives.sha256(encode_tuple("safety", t))[:16], "big")
    return " ".join(f"{number // 10 ** (5 * i) % 10**5:05d}" for i in range(6))
