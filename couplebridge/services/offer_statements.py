"""What the server checks of a statement before it lets it move an offer (docs/protocol.md, The bridge).

The other device checks all of this again against the key it pinned: the server is not believed, it only keeps order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from couplebridge.errors import RevisionConflictError, SignatureWrongError
from couplebridge.security.locks import Lock
from couplebridge.security.shared_records import OFFERED_TEXT, Header, verify_shared
from couplebridge.security.signatures import ZEROS_32, Bundle, sha256, verify_signature
from couplebridge.security.statements import Statement, parse_statement

POLICIES = (1, 2, 3)
NO_REF = bytes(16)


class Said(NamedTuple):
    """A statement as it was signed, and the raw 64-byte signature of whoever sends it."""

    statement: bytes
    signature: bytes


class Shared(NamedTuple):
    """A record that both read: envelope, wrap under the space key (60 bytes), signature (64 bytes)."""

    envelope: bytes
    wrap: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Scene:
    """Between whom: the space (id 16), and the identities of author and recipient as they were paired."""

    space_id: bytes
    author: Bundle
    recipient: Bundle


@dataclass(frozen=True, slots=True)
class Version:
    """What a statement must name: revision, hash of the text's envelope, policy, and the statement before it."""

    revision: int
    envelope_hash: bytes
    policy: int
    prev: bytes


def check_said(said: Said, action: int, speaker: Bundle, scene: Scene, offer_id: bytes, wrap: bytes = b"") -> Statement:
    """The statement, when `speaker` signed it about this offer. `wrap` is there for a release and a commit only.

    Raises SignatureWrongError.
    """
    statement = parse_statement(said.statement)
    about = (statement.action, statement.space_id, statement.record_id, statement.owner_fp, statement.recipient_fp)
    wanted = (action, scene.space_id, offer_id, scene.author.fingerprint, scene.recipient.fingerprint)
    if about != wanted or statement.policy not in POLICIES:
        raise SignatureWrongError
    # zeros: no wrapped key may exist before the release
    if statement.wrap_hash != (sha256(wrap) if wrap else ZEROS_32):
        raise SignatureWrongError
    verify_signature(speaker.signing_public, said.statement, said.signature)
    return statement


def check_version(statement: Statement, version: Version) -> None:
    """Raises RevisionConflictError when the other spoke in between, or another version is meant."""
    named = (statement.revision, statement.envelope_hash, statement.policy, statement.prev)
    if named != (version.revision, version.envelope_hash, version.policy, version.prev):
        raise RevisionConflictError(conflicts=[])


def check_nonce(statement: Statement, before: bytes) -> None:
    """A nonce that this offer has not had. Raises SignatureWrongError.

    Both clients refuse a chain in which one comes twice: said by the recipient, it would bind the author to the offer.
    """
    if statement.nonce in before:
        raise SignatureWrongError


def check_text(statement: Statement | Lock, envelope: bytes, scene: Scene, offer_id: bytes) -> None:
    """The envelope is the one the offer names, and is this offer's text. Raises SignatureWrongError."""
    header = Header(envelope, OFFERED_TEXT, scene.space_id, scene.author.user_id)
    if (header.record_id, header.revision) != (offer_id, statement.revision):
        raise SignatureWrongError
    if statement.envelope_hash != sha256(envelope):
        raise SignatureWrongError


def check_cover(cover: Shared, scene: Scene, offer_id: bytes, envelope: bytes) -> None:
    """Signed by the author, for this offer and exactly this text. Raises SignatureWrongError."""
    verify_shared(cover.envelope, cover.signature, scene.author, scene.space_id, offer_id, sha256(envelope))


def check_moment(moment: Shared, scene: Scene, offer_id: bytes) -> None:
    """Signed by the recipient, for this offer. Raises SignatureWrongError."""
    verify_shared(moment.envelope, moment.signature, scene.recipient, scene.space_id, offer_id, ZEROS_32)
