"""Everything that is checked about an offer before it is shown, released or opened.

Protocol, "The bridge": the chain against the pinned keys, that the feed's state is what the chain
says, that nothing seen before was taken away or exchanged, and that text and wrap are the named ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import primitives
from .couple import Couple
from .errors import StatementRefusedError
from .identity import IdentityBundle
from .items import OFFERED, OPENED, READY, OfferItem
from .statement_chain import OfferChain, OfferState, OfferSubject, check_released, verify_chain
from .statements import SignedStatement, Statement, parse_statement
from .store import Seen
from .together_check import Commit, check_commit

_STATES = {OFFERED: OfferState.OFFERED, READY: OfferState.READY, OPENED: OfferState.OPENED}


@dataclass(frozen=True)
class CheckedOffer:
    """An offer whose chain holds; `mine` when this device's owner wrote it.

    `together`: 16 bytes, of the one in which it opened.
    """

    item: OfferItem
    couple: Couple
    chain: OfferChain
    mine: bool
    together: bytes | None = None

    def speaker(self, *, author: bool) -> IdentityBundle:
        """The pinned bundle of its author, or of its recipient."""
        return self.couple.people(mine=self.mine)[0 if author else 1]


def space_of(item: OfferItem) -> bytes:
    """The space its first statement names: where to look for keys, nothing more."""
    return _first(item.statements).context.space


def check_offer(item: OfferItem, couple: Couple, seen: Seen | None, commit: Commit | None = None) -> CheckedOffer:
    """StatementRefusedError for an offer that was forged, exchanged, cut back, or is over already.

    `commit`: of a text that opened in a checked together, which stands on one statement alone.
    """
    mine = _first(item.statements).context.owner_fp == couple.me.bundle.fingerprint()
    subject = OfferSubject(couple.space, item.id, *couple.people(mine=mine))
    chain = verify_chain(item.statements, subject) if commit is None else _committed(item, subject, commit)
    if _STATES.get(item.state) is not chain.state:
        raise StatementRefusedError("the server says another state than the statements")
    if seen is not None:
        _check_continues(item.statements, seen)
    _check_texts(item, chain, mine)
    return CheckedOffer(item, couple, chain, mine, commit.lock.together if commit else None)


def seen_of(checked: CheckedOffer) -> Seen:
    """What is to be remembered of it."""
    return Seen(len(checked.item.statements), checked.chain.last.hash())


def _first(statements: Sequence[SignedStatement]) -> Statement:
    if not statements:
        raise StatementRefusedError("an offer has at least one statement")
    return parse_statement(statements[0].message)


def _committed(item: OfferItem, subject: OfferSubject, commit: Commit) -> OfferChain:
    if len(item.statements) != 1:
        raise StatementRefusedError("a text of a together has one statement")
    statement = check_commit(item.statements[0], subject.owner, commit)
    if not subject.names(statement):
        raise StatementRefusedError("a statement is about something or someone else")
    return OfferChain(OfferState.OPENED, statement, statement, frozenset({statement.nonce}))


def _check_continues(statements: Sequence[SignedStatement], seen: Seen) -> None:
    # A chain only ever grows: an ended offer stays ended, and a word taken back stays taken back.
    if seen.ended or len(statements) < seen.count:
        raise StatementRefusedError("an offer went back to an earlier state")
    if primitives.sha256(statements[seen.count - 1].message) != seen.last:
        raise StatementRefusedError("what was said in an offer was exchanged")


def _check_texts(item: OfferItem, chain: OfferChain, mine: bool) -> None:
    is_opened = chain.state is OfferState.OPENED
    if mine:
        if primitives.sha256(item.envelope) != chain.offer.context.envelope_hash:
            raise StatementRefusedError("the statements are about another text")
    elif is_opened:
        check_released(chain, item.envelope, item.share_wrap)
    elif item.envelope or item.share_wrap:
        raise StatementRefusedError("something of a text came before its release")
