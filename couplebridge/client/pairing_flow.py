"""From a link to a space: inviting, joining, confirming, comparing the safety number, leaving.

Protocol, "Pairing". What a pairing under way must remember lies in the vault, so that any device of
either can go on. It must never take a bundle, a space or a time from the feed that the link's MACs
did not cover, and there is no "trust anyway".
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from . import primitives
from .answers import Answer
from .couple import Couples
from .encoding import b64url_decode, b64url_encode
from .errors import NotPairedError, PairingRefusedError, RecordMissingError
from .identity import IdentityBundle, parse_bundle
from .items import CONFIRMED, JOINED, PAIRING, PairingItem, parse_pairing
from .key_holder import KeyHolder
from .merge import Fields
from .pair_answers import InviterAnswer, JoinerAnswer, answer_as_inviter, answer_as_joiner, open_inviter_answer
from .pairing import (
    MAX_INVITE_MS,
    Invitation,
    PairContext,
    new_invitation,
    offer_mac,
    parse_fragment,
    safety_number,
    transcript,
    verify_offer,
)
from .session import Session
from .store import Store
from .vault import Vault

SINGLETON = "pairing"


class Pairing:
    """One person's way to a partner. `sync` is called where a step must be in the vault before it is sent."""

    def __init__(
        self,
        session: Session,
        store: Store,
        vault: Vault,
        holder: KeyHolder,
        couples: Couples,
        now_ms: Callable[[], int],
        sync: Callable[[], None],
    ) -> None:
        self._session, self._store, self._vault, self._holder = session, store, vault, holder
        self._couples, self._now_ms, self._sync = couples, now_ms, sync

    def invite(self, app_url: str = "", lifetime_ms: int = MAX_INVITE_MS) -> str:
        """The link for the partner, secret; for one use, for a day. An earlier one ends."""
        invitation, space = new_invitation(), primitives.random_bytes(16)
        context = PairContext(space, invitation.invite, self._now_ms() + lifetime_ms)
        self._remember("inviter", invitation, context)
        self._sync()
        bundle = self._holder.identity.bundle
        fields = {"invite": invitation.invite, "space": space, "expires": context.expires_ms}
        mac = offer_mac(invitation.keys(), context, bundle)
        self._session.ask("POST", "/invites", {**fields, "bundle": bundle.to_bytes(), "mac": mac})
        return f"{app_url.rstrip('/')}/join#{invitation.to_fragment()}"

    def take_back(self) -> None:
        """The link opens nothing any more."""
        self._session.ask("DELETE", f"/invites/{self._under_way()['invite']}")

    def join(self, link: str) -> None:
        """Check the invitation, and only then answer it. PairingRefusedError, InviteExpiredError."""
        invitation = parse_fragment(urlsplit(link).fragment or link)
        shown = self._session.ask("GET", f"/invites/{b64url_encode(invitation.invite)}")
        context, inviter = self._check(invitation, shown)
        self._remember("joiner", invitation, context, inviter)
        self._sync()
        me, keys = self._holder.identity, invitation.keys()
        answer = answer_as_joiner(keys, transcript(context, inviter, me.bundle), me)
        fields = {"bundle": me.bundle.to_bytes(), "mac": answer.mac, "signature": answer.signature}
        self._session.ask("POST", f"/invites/{b64url_encode(invitation.invite)}/join", fields)

    def go_on(self) -> bool:
        """After each pull: confirm who joined, or pin who confirmed. Whether something happened."""
        pairing = self._remembered()
        frame = None if pairing is None else self._store.items.get((PAIRING, b64url_decode(pairing["invite"])))
        if pairing is None or frame is None:
            return False
        item = parse_pairing(frame)
        if pairing["role"] == "inviter" and item.state == JOINED:
            self._confirm(pairing, item)
            return True
        if item.state == CONFIRMED and not self._is_pinned(pairing):
            self._pin_inviter(pairing, item)
            return True
        return False

    def refused_uses(self) -> int:
        """How often somebody tried to use the invitation again after it was used."""
        frame = self._store.items.get((PAIRING, b64url_decode(self._under_way()["invite"])))
        return 0 if frame is None else parse_pairing(frame).refused_uses

    def safety_number(self) -> str:
        """Six groups of five digits, the same on both phones if nobody came between."""
        pinned = self._couples.pinned()
        if pinned is None:
            raise NotPairedError("there is nobody at the other end of the bridge")
        return safety_number(b64url_decode(pinned["transcript"]))

    def mark_compared(self) -> None:
        """Both have read it aloud, and it was the same."""
        self._couples.current()
        self._couples.change(numberCompared=True)

    def leave(self, proof: dict[str, object]) -> None:
        """At once, for no reason, with nobody's agreement. What was opened stays with each."""
        if self._couples.pinned() is None:
            raise NotPairedError("there is nobody at the other end of the bridge")
        self._session.ask("POST", "/space/leave", {"proof": proof})
        self._couples.end()

    def _check(self, invitation: Invitation, shown: Answer) -> tuple[PairContext, IdentityBundle]:
        context = PairContext(shown.bytes("space", 16), invitation.invite, shown.number("expires"))
        inviter = verify_offer(invitation.keys(), context, shown.bytes("bundle", 154), shown.bytes("mac", 32))
        context.check_time(self._now_ms())
        return context, inviter

    def _confirm(self, pairing: Fields, item: PairingItem) -> None:
        invitation, context = _recall(pairing)
        me, joiner = self._holder.identity, parse_bundle(item.joiner_bundle)
        if joiner.user_id == me.bundle.user_id:
            raise PairingRefusedError("nobody is paired with themselves")
        t = transcript(context, me.bundle, joiner)
        space_key = b64url_decode(pairing["spaceKey"])
        theirs = JoinerAnswer(item.joiner_mac, item.joiner_signature)
        answer = answer_as_inviter(invitation.keys(), t, me, joiner, theirs, space_key)
        # Pinned before it is sent: whatever happens to the answer, this key is never taken for another.
        self._pin(context, space_key, joiner, t)
        self._sync()
        fields = {"mac": answer.mac, "signature": answer.signature, "wrap": answer.wrapped_space_key}
        self._session.ask("POST", f"/invites/{pairing['invite']}/confirm", fields)

    def _pin_inviter(self, pairing: Fields, item: PairingItem) -> None:
        if pairing["role"] != "joiner":
            raise PairingRefusedError("this invitation was confirmed by somebody else")
        invitation, context = _recall(pairing)
        me, inviter = self._holder.identity, parse_bundle(b64url_decode(pairing["inviterBundle"]))
        keys, t = invitation.keys(), transcript(context, inviter, me.bundle)
        own = answer_as_joiner(keys, t, me)
        answer = InviterAnswer(item.inviter_mac, item.inviter_signature, item.wrap)
        space_key = open_inviter_answer(keys, t, me, inviter, own, answer)
        self._pin(context, space_key, inviter, t)

    def _pin(self, context: PairContext, space_key: bytes, partner: IdentityBundle, t: bytes) -> None:
        texts = {"space": context.space, "spaceKey": space_key, "partnerBundle": partner.to_bytes(), "transcript": t}
        coded = {name: b64url_encode(value) for name, value in texts.items()}
        self._couples.pin({**coded, "pairedAt": self._vault.now_iso(), "numberCompared": False, "ended": None})

    def _is_pinned(self, pairing: Fields) -> bool:
        return self._couples.of_space(b64url_decode(pairing["space"])) is not None

    def _remembered(self) -> Fields | None:
        """What was begun; the browser's client empties the record when a pairing is over."""
        pairing = self._vault.singleton(SINGLETON)
        return pairing if pairing is not None and pairing["role"] is not None else None

    def _under_way(self) -> Fields:
        pairing = self._remembered()
        if pairing is None or pairing["role"] is None:
            raise RecordMissingError("there is no invitation")
        return pairing

    def _remember(
        self, role: str, invitation: Invitation, context: PairContext, inviter: IdentityBundle | None = None
    ) -> None:
        texts = {"invite": invitation.invite, "secret": invitation.secret, "space": context.space}
        fields: Fields = {name: b64url_encode(value) for name, value in texts.items()}
        # Made once: an answer that got lost must not lead to a second key for one space.
        fields["spaceKey"] = b64url_encode(primitives.new_key()) if inviter is None else None
        fields["inviterBundle"] = None if inviter is None else b64url_encode(inviter.to_bytes())
        fields = {"v": 1, "type": "pairing", "role": role, **fields, "expires": context.expires_ms}
        self._vault.put_singleton(SINGLETON, fields)


def _recall(pairing: Fields) -> tuple[Invitation, PairContext]:
    invite, secret, space = (b64url_decode(pairing[name]) for name in ("invite", "secret", "space"))
    return Invitation(invite, secret), PairContext(space, invite, pairing["expires"])
