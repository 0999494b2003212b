"""What hangs from the account key: the vault key, the key of the identity keys, the rest tags.

Protocol, "The account". Each purpose has a label of its own, and the epoch is part of it: after a
rotation nothing wrapped before opens under the new keys.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from . import primitives
from .encoding import encode_tuple, exactly, u8, u32, utf8

ID_BYTES = 16
TAG_BYTES = 16


class RestKind(IntEnum):
    """What rests for fourteen days after an offer of it ended."""

    ENTRY = 1
    TOPIC = 2


@dataclass(frozen=True)
class Keyring:
    """The account key while unlocked: user id 16, epoch, 32 secret bytes (never in repr)."""

    user_id: bytes
    epoch: int
    account_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        exactly(self.user_id, ID_BYTES, "a user id")
        exactly(self.account_key, primitives.KEY_BYTES, "an account key")

    def _derive(self, info: bytes) -> bytes:
        return primitives.hkdf(self.account_key, info, primitives.KEY_BYTES)

    def vault_key(self) -> bytes:
        """32 secret bytes that wrap the keys of private records."""
        return self._derive(encode_tuple("vault", self.user_id, u32(self.epoch)))

    def identity_wrap_key(self) -> bytes:
        """32 secret bytes that wrap the two private keys of the identity."""
        return self._derive(encode_tuple("identity-keys", self.user_id, u32(self.epoch)))

    def echo_key(self) -> bytes:
        """32 secret bytes that wrap the exponent of an echo run."""
        return self._derive(encode_tuple("echo-exponent", self.user_id))

    def singleton_id(self, name: str | bytes) -> bytes:
        """16 bytes: the id of a record of which there is one; nobody else can tell which it is."""
        what = utf8(name) if isinstance(name, str) else name
        info = encode_tuple("singleton", self.user_id, what)
        return primitives.hkdf(self.account_key, info, ID_BYTES)

    def rest_tag(self, kind: RestKind, what: bytes) -> bytes:
        """16 bytes by which the server can tell "the same again" without learning what.

        Without the epoch: a rotation must not let something be asked again before its time.
        """
        key = self._derive(encode_tuple("rest", self.user_id))
        return primitives.hmac_sha256(key, encode_tuple("rest-tag", u8(kind), what))[:TAG_BYTES]
