"""A whole offer: its statements in order, each by the right person, each following the one before.

Protocol, "The bridge", and consent.md. This check stands before every release: the author's device
seals a key only for a chain that ends in an acceptance of exactly this envelope. What is said at
the same moment by both (together-commit) has no place in the chain of an offer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from . import primitives
from .errors import StatementRefusedError
from .identity import IdentityBundle
from .statements import ZEROS_32, Action, SignedStatement, Statement, verify_statement


class OfferState(Enum):
    """Where an offer stands, as far as its statements say."""

    OFFERED = "offered"
    READY = "ready"
    ENDED = "ended"
    OPENED = "opened"


class Side(Enum):
    """Who of the two speaks."""

    OWNER = "owner"
    RECIPIENT = "recipient"


# The whole of what can be said, and by whom; what is not here is refused.
_MOVES: dict[tuple[OfferState | None, Action, Side], OfferState] = {
    (None, Action.OFFER, Side.OWNER): OfferState.OFFERED,
    # An edit voids an acceptance.
    (OfferState.OFFERED, Action.OFFER, Side.OWNER): OfferState.OFFERED,
    (OfferState.READY, Action.OFFER, Side.OWNER): OfferState.OFFERED,
    (OfferState.OFFERED, Action.ACCEPT, Side.RECIPIENT): OfferState.READY,
    # A yes can be taken back until the key moves; the offer itself stands.
    (OfferState.READY, Action.WITHDRAW, Side.RECIPIENT): OfferState.OFFERED,
    (OfferState.OFFERED, Action.WITHDRAW, Side.OWNER): OfferState.ENDED,
    (OfferState.READY, Action.WITHDRAW, Side.OWNER): OfferState.ENDED,
    (OfferState.READY, Action.RELEASE, Side.OWNER): OfferState.OPENED,
}


@dataclass(frozen=True)
class OfferChain:
    """A verified chain: its state, the offer that stands, the last statement, all nonces."""

    state: OfferState
    offer: Statement
    last: Statement
    nonces: frozenset[bytes] = field(repr=False)


@dataclass(frozen=True)
class OfferSubject:
    """What a chain must be about: space 16, the offer's record 16, and the two pinned bundles."""

    space: bytes
    record: bytes
    owner: IdentityBundle
    recipient: IdentityBundle

    def names(self, statement: Statement) -> bool:
        """Whether a statement is about this offer between these two."""
        c = statement.context
        people = (self.owner.fingerprint(), self.recipient.fingerprint())
        return (c.space, c.record, c.owner_fp, c.recipient_fp) == (self.space, self.record, *people)


def verify_chain(chain: Sequence[SignedStatement], subject: OfferSubject) -> OfferChain:
    """Where the offer stands; StatementRefusedError for any statement forged, moved or missing."""
    so_far: OfferChain | None = None
    for signed in chain:
        statement, side = _verify_speaker(signed, subject)
        if not subject.names(statement):
            raise StatementRefusedError("a statement is about something or someone else")
        so_far = _move(so_far, statement, side)
    if so_far is None:
        raise StatementRefusedError("an offer has at least one statement")
    return so_far


def _verify_speaker(signed: SignedStatement, subject: OfferSubject) -> tuple[Statement, Side]:
    try:
        return verify_statement(signed, subject.owner.signing_public), Side.OWNER
    except StatementRefusedError:
        return verify_statement(signed, subject.recipient.signing_public), Side.RECIPIENT


def _move(before: OfferChain | None, statement: Statement, side: Side) -> OfferChain:
    state = _MOVES.get((before.state if before else None, statement.action, side))
    if state is None:
        raise StatementRefusedError("a statement is out of order, or not this person's to make")
    _check_link(before, statement)
    nonces = (before.nonces if before else frozenset()) | {statement.nonce}
    offer = statement if statement.action is Action.OFFER or before is None else before.offer
    return OfferChain(state, offer, statement, nonces)


def _check_link(before: OfferChain | None, statement: Statement) -> None:
    if statement.prev != (before.last.hash() if before else ZEROS_32):
        raise StatementRefusedError("a statement does not follow the one before")
    if before is None:
        return
    if statement.nonce in before.nonces:
        raise StatementRefusedError("a nonce came twice")
    if statement.action is not Action.OFFER:
        _check_version(before.offer, statement)
    elif statement.context.revision != before.offer.context.revision + 1:
        raise StatementRefusedError("an edit is not the next revision")


def _check_version(offer: Statement, statement: Statement) -> None:
    if (statement.context, statement.policy) != (offer.context, offer.policy):
        raise StatementRefusedError("a statement is about another version")


def check_accepted(chain: OfferChain, envelope: bytes) -> Statement:
    """The acceptance of exactly this envelope: the only thing on which a key may be released."""
    if chain.state is not OfferState.READY:
        raise StatementRefusedError("there is no acceptance to release on")
    _check_envelope(chain, envelope)
    return chain.last


def check_released(chain: OfferChain, envelope: bytes, wrap: bytes) -> Statement:
    """The release of exactly this envelope with exactly this wrap, before either is opened."""
    if chain.state is not OfferState.OPENED or chain.last.wrap_hash != primitives.sha256(wrap):
        raise StatementRefusedError("there is no release of this wrap")
    _check_envelope(chain, envelope)
    return chain.last


def _check_envelope(chain: OfferChain, envelope: bytes) -> None:
    if chain.offer.context.envelope_hash != primitives.sha256(envelope):
        raise StatementRefusedError("the statements are about another text")
