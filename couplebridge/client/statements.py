"""Consent statements: what was offered, accepted, withdrawn and released, signed by who said it.

Protocol, "The bridge". One statement is checked here by itself; statement_chain.py checks a whole
offer. Declining and having read have no statement, on purpose: nobody is ever told of them.
"""

from dataclasses import dataclass
from enum import IntEnum

from . import curve, primitives
from .encoding import decode_tuple, encode_tuple, exactly, u8, u64
from .errors import EncodingInvalidError, SignatureInvalidError, StatementRefusedError
from .share import ShareContext

ZEROS_32 = bytes(32)
NONCE_BYTES = 16


class Action(IntEnum):
    """What is said. 4 and 5 stay unused."""

    OFFER = 1
    ACCEPT = 2
    WITHDRAW = 3
    TOGETHER_COMMIT = 6
    RELEASE = 7


class Tier(IntEnum):
    """How much is told: the `policy` of a statement."""

    TOPIC = 1
    SENTENCE = 2
    WHOLE = 3


# Only these name a wrap; in all the others it is zeros, because no wrapped key may exist yet.
_WITH_WRAP = frozenset({Action.TOGETHER_COMMIT, Action.RELEASE})


@dataclass(frozen=True)
class Statement:
    """One consent statement; `wrap_hash` and `prev` 32 bytes (or zeros), `nonce` 16."""

    action: Action
    context: ShareContext
    wrap_hash: bytes
    policy: Tier
    time_ms: int
    nonce: bytes
    prev: bytes

    def to_bytes(self) -> bytes:
        """The signed message; StatementRefusedError when the action and its wrap do not fit."""
        if (self.wrap_hash != ZEROS_32) is not (self.action in _WITH_WRAP):
            raise StatementRefusedError("a statement's wrap does not fit its action")
        c = self.context
        version = (c.space, c.record, u64(c.revision), c.envelope_hash)
        said = (u8(self.policy), u64(self.time_ms), self.nonce, self.prev)
        people = (c.owner_fp, c.recipient_fp)
        return encode_tuple("consent", u8(self.action), *version, self.wrap_hash, *people, *said)

    def hash(self) -> bytes:
        """SHA-256 of the message, the `prev` of the next; never of the signature, which varies."""
        return primitives.sha256(self.to_bytes())


@dataclass(frozen=True)
class SignedStatement:
    """A message as it was signed, and its raw 64-byte signature."""

    message: bytes
    signature: bytes


LATEST_MS = 8_640_000_000_000_000
_FIELD_BYTES = (1, 16, 16, 8, 32, 32, 32, 32, 1, 8, 16, 32)


def parse_statement(message: bytes) -> Statement:
    """StatementRefusedError unless this is well formed; says nothing about who made it."""
    try:
        fields = decode_tuple("consent", len(_FIELD_BYTES), message)
        for field, size_bytes in zip(fields, _FIELD_BYTES, strict=True):
            exactly(field, size_bytes, "a statement's field")
    except EncodingInvalidError as error:
        raise StatementRefusedError("a statement is malformed") from error
    statement = _from_fields(fields)
    statement.to_bytes()  # checks that the wrap fits the action
    return statement


def _from_fields(fields: list[bytes]) -> Statement:
    action, space, record, revision, envelope, wrap, owner, recipient = fields[:8]
    policy, time_ms, nonce, prev = fields[8:]
    if action[0] not in list(Action):
        raise StatementRefusedError("a statement has an unknown action")
    if policy[0] not in list(Tier):
        raise StatementRefusedError("a statement has an unknown tier")
    number = int.from_bytes(revision, "big")
    context = ShareContext(space, record, number, owner, recipient, envelope)
    time = int.from_bytes(time_ms, "big")
    if time > LATEST_MS:
        raise StatementRefusedError("a statement has a time that no calendar has")
    return Statement(Action(action[0]), context, wrap, Tier(policy[0]), time, nonce, prev)


def build_statement(
    action: Action,
    context: ShareContext,
    *,
    policy: Tier,
    time_ms: int,
    prev: bytes = ZEROS_32,
    wrap: bytes | None = None,
) -> Statement:
    """A statement with a fresh nonce; `wrap` is the wrapped key, where the action names one."""
    wrap_hash = ZEROS_32 if wrap is None else primitives.sha256(wrap)
    nonce = primitives.random_bytes(NONCE_BYTES)
    statement = Statement(action, context, wrap_hash, policy, time_ms, nonce, prev)
    return parse_statement(statement.to_bytes())


def sign_statement(statement: Statement, signing_private: curve.PrivateKey) -> SignedStatement:
    """Signed by whoever speaks."""
    message = statement.to_bytes()
    return SignedStatement(message, curve.sign(signing_private, message))


def verify_statement(signed: SignedStatement, signing_public: bytes) -> Statement:
    """The statement; StatementRefusedError unless the key at this 65-byte point signed it."""
    try:
        curve.verify(signing_public, signed.message, signed.signature)
    except SignatureInvalidError as error:
        raise StatementRefusedError("a statement was not signed by who should have") from error
    return parse_statement(signed.message)
