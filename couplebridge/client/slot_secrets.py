"""From what a person knows or holds to the secret that opens a slot, and to what is sent for it.

Protocol, "The account". Nothing here leaves the device except `auth_key` and `find_tag`: neither
the passphrase, nor a code, nor the name.
"""

import unicodedata
from dataclasses import dataclass, field

from . import primitives
from .codes import CODE_BYTES
from .encoding import Reader, encode_tuple, exactly, u8, u32, utf8
from .errors import EncodingInvalidError, ParametersRefusedError

SALT_BYTES = 16
PRF_BYTES = 32
FIND_TAG_BYTES = 16
_ALGORITHM = 1

# What JavaScript's trim() takes off; Python's strip() differs in U+FEFF, U+0085 and U+001C … 001F.
_JS_SPACE = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_JS_SPACE += "\u2028\u2029\u202f\u205f\u3000\ufeff"


@dataclass(frozen=True)
class PassphraseParams:
    """How a passphrase is stretched: salt 16, memory in KiB, passes, lanes."""

    salt: bytes
    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def to_bytes(self) -> bytes:
        """`01 ‖ m u32 ‖ t u32 ‖ p u8 ‖ salt 16`, 26 bytes; refuses what no reader would accept."""
        primitives.check_argon2_cost(self.memory_kib, self.passes, self.lanes)
        cost = u32(self.memory_kib) + u32(self.passes) + u8(self.lanes)
        return u8(_ALGORITHM) + cost + exactly(self.salt, SALT_BYTES, "a salt")


def parse_passphrase_params(data: bytes) -> PassphraseParams:
    """ParametersRefusedError for another algorithm, length, or a cost out of bounds."""
    reader = Reader(data)
    try:
        reader.expect(u8(_ALGORITHM), "the passphrase algorithm")
        memory_kib, passes, lanes = reader.uint(4), reader.uint(4), reader.uint(1)
        salt = reader.take(SALT_BYTES)
        reader.end()
    except EncodingInvalidError as error:
        raise ParametersRefusedError("the passphrase parameters are malformed") from error
    primitives.check_argon2_cost(memory_kib, passes, lanes)
    return PassphraseParams(salt, memory_kib, passes, lanes)


@dataclass(frozen=True)
class SlotSecret:
    """The 32 secret bytes that open one slot of one user; never in repr."""

    user_id: bytes
    value: bytes = field(repr=False)

    def auth_key(self) -> bytes:
        """32 bytes sent to sign in. They do not lead back to the secret or to the slot's key."""
        return primitives.hkdf(self.value, encode_tuple("auth", self.user_id), 32)


def _slot_secret(material: bytes, label: str, user_id: bytes) -> SlotSecret:
    return SlotSecret(user_id, primitives.hkdf(material, encode_tuple(label, user_id), 32))


def stretch_passphrase(passphrase: str, params: PassphraseParams) -> bytes:
    """Argon2id over the NFKC form, 32 secret bytes. No trimming: a space can be meant."""
    secret = utf8(unicodedata.normalize("NFKC", passphrase))
    return primitives.argon2id(secret, params.salt, params.memory_kib, params.passes, params.lanes)


def passphrase_secret(passphrase: str, account_code: bytes, params: PassphraseParams, user_id: bytes) -> SlotSecret:
    """Both are needed: with the account code (16 bytes) missing, no passphrase can be tried."""
    exactly(account_code, CODE_BYTES, "an account code")
    material = stretch_passphrase(passphrase, params) + account_code
    return _slot_secret(material, "account-secret", user_id)


def recovery_secret(recovery_code: bytes, user_id: bytes) -> SlotSecret:
    """From the 16 bytes of a recovery code, which opens alone."""
    exactly(recovery_code, CODE_BYTES, "a recovery code")
    return _slot_secret(recovery_code, "recovery-secret", user_id)


def passkey_secret(prf_output: bytes, user_id: bytes) -> SlotSecret:
    """From the 32 bytes that a passkey's PRF gave."""
    exactly(prf_output, PRF_BYTES, "a passkey's value")
    return _slot_secret(prf_output, "passkey-secret", user_id)


def normalize_name(name: str) -> bytes:
    """What JavaScript gives for `name.normalize("NFKC").trim().toLowerCase()`, as UTF-8."""
    return utf8(unicodedata.normalize("NFKC", name).strip(_JS_SPACE).lower())


def find_tag(code: bytes, slot_type: int, name: str) -> bytes:
    """16 bytes sent in place of the name; without the code nobody can test a name against it."""
    exactly(code, CODE_BYTES, "a code")
    info = encode_tuple("find", u8(slot_type), normalize_name(name))
    return primitives.hkdf(code, info, FIND_TAG_BYTES)
