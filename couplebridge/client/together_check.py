"""Everything that is checked about a together before it is shown, a key is sealed, or a text of it opens.

Protocol, "Together": the proposal and both locks against the pinned keys, that they belong to one another, that the
feed's state is what they say, and that nothing seen before was taken away or exchanged.
"""

from dataclasses import dataclass

from . import primitives
from .couple import Couple
from .echo_topics import TOPIC_POINTS
from .encoding import encode_tuple, utf8
from .errors import StatementRefusedError
from .identity import IdentityBundle
from .items import BOTH_LOCKED, OPEN, SignedNote, TogetherItem
from .locks import Lock, both_locked, verify_lock
from .notes import Named, open_note
from .statements import Action, SignedStatement, Statement, verify_statement
from .store import Seen

_SPACE, _OWNER = slice(8, 24), slice(24, 40)


@dataclass(frozen=True)
class Commit:
    """What a text of a together must be: the lock of its author, and the 32 bytes that name both."""

    lock: Lock
    both: bytes


@dataclass(frozen=True)
class CheckedTogether:
    """A together that holds. `link` 32: its proposal; `both` 32 bytes once both have locked in, else empty."""

    item: TogetherItem
    couple: Couple
    mine: bool
    topic: str
    link: bytes
    lock: Lock | None
    their_lock: Lock | None
    both: bytes


def topic_tag(couple: Couple, topic: str) -> bytes:
    """16 bytes by which the server can tell the same topic of this couple again, without learning which."""
    return primitives.hkdf(couple.space_key, encode_tuple("together-tag", couple.space, utf8(topic)), 16)


def space_of(item: TogetherItem) -> bytes:
    """The space its proposal names: where to look for keys, nothing more."""
    return _proposal(item).envelope[_SPACE]


def check_together(item: TogetherItem, couple: Couple, seen: Seen | None) -> CheckedTogether:
    """StatementRefusedError for one that was forged, exchanged, mixed with another, cut back, or is over already."""
    mine = _proposal(item).envelope[_OWNER] == couple.me.bundle.user_id
    topic, link = _open_proposal(item, couple, couple.me.bundle if mine else couple.partner)
    own, theirs = couple.me.bundle, couple.partner
    lock = _check_lock(item, couple, link, item.lock, own, theirs)
    their_lock = _check_lock(item, couple, link, item.their_lock, theirs, own)
    if (their_lock is not None) is not (item.state != OPEN) or (their_lock is not None and lock is None):
        raise StatementRefusedError("the server says another state than the locks")
    both = b""
    if lock is not None and their_lock is not None:
        if lock.context.record == their_lock.context.record:
            raise StatementRefusedError("both locks name one text")
        both = both_locked(link, *((lock, their_lock) if mine else (their_lock, lock)))
    checked = CheckedTogether(item, couple, mine, topic, link, lock, their_lock, both)
    _check_own(checked)
    _check_continues(checked, seen)
    return checked


def seen_of(checked: CheckedTogether) -> Seen:
    """What is to be remembered of it."""
    return Seen(checked.item.state, checked.both or checked.link)


def commits_of(checked: CheckedTogether) -> dict[bytes, Commit]:
    """The two texts that may stand open because of this together: record id 16 to what each must be."""
    locks = [lock for lock in (checked.lock, checked.their_lock) if lock is not None]
    return {lock.context.record: Commit(lock, checked.both) for lock in locks}


def check_commit(said: SignedStatement, author: IdentityBundle, commit: Commit) -> Statement:
    """What its author said now to: exactly the locked text, and exactly these two. StatementRefusedError."""
    statement = verify_statement(said, author.signing_public)
    named = (statement.action, statement.context, statement.policy, statement.prev)
    if named != (Action.TOGETHER_COMMIT, commit.lock.context, commit.lock.policy, commit.both):
        raise StatementRefusedError("a now is about something else than both locked in")
    return statement


def _proposal(item: TogetherItem) -> SignedNote:
    if item.proposal is None:
        raise StatementRefusedError("a together came without its proposal")
    return item.proposal


def _open_proposal(item: TogetherItem, couple: Couple, proposer: IdentityBundle) -> tuple[str, bytes]:
    note, named = _proposal(item), Named(item.id, 1)
    fields, said = open_note(couple, proposer, item.topic_tag, note, "together", named=named)
    topic = fields.get("topic")
    # A tag of another topic would let the same topic be asked again before its time.
    if topic not in TOPIC_POINTS or topic_tag(couple, topic) != item.topic_tag:
        raise StatementRefusedError("a together is about no topic, or about another than it says")
    return topic, said.hash()


def _check_lock(
    item: TogetherItem,
    couple: Couple,
    link: bytes,
    said: SignedStatement | None,
    author: IdentityBundle,
    hearer: IdentityBundle,
) -> Lock | None:
    if said is None:
        return None
    lock = verify_lock(said, author.signing_public)
    c = lock.context
    named = (c.space, lock.together, c.revision, c.owner_fp, c.recipient_fp, lock.prev)
    if named != (couple.space, item.id, 1, author.fingerprint(), hearer.fingerprint(), link):
        raise StatementRefusedError("a lock is about something or someone else")
    return lock


def _check_own(checked: CheckedTogether) -> None:
    item, lock = checked.item, checked.lock
    is_open = item.state in (OPEN, BOTH_LOCKED)
    has_text = bool(item.envelope and item.wrap)
    if has_text is not (is_open and lock is not None):
        raise StatementRefusedError("a lock came without its text, or a text without its lock")
    if has_text and lock is not None and primitives.sha256(item.envelope) != lock.context.envelope_hash:
        raise StatementRefusedError("a lock is about another text")
    if item.now is None:
        return
    if lock is None or not checked.both:
        raise StatementRefusedError("a now came before both had locked in")
    check_commit(item.now, checked.couple.me.bundle, Commit(lock, checked.both))


def _check_continues(checked: CheckedTogether, seen: Seen | None) -> None:
    # An ended one stays ended, and what both have locked in stays these two texts.
    if seen is None:
        return
    if seen.ended or checked.item.state < seen.count:
        raise StatementRefusedError("a together went back to an earlier state")
    if seen.last != (checked.link if seen.count == OPEN else checked.both):
        raise StatementRefusedError("what was locked in was exchanged")
