"""Pairing as two phones do it, with the reference client's own pieces."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client import pairing
from couplebridge.client.identity import Identity, parse_bundle
from couplebridge.client.pair_answers import answer_as_inviter, answer_as_joiner
from couplebridge.client.pairing import PairContext
from tests.support.people import Person

HOUR_MS = 3600 * 1000


def identity(person: Person) -> Identity:
    """Both keys of a person."""
    return Identity(parse_bundle(person.bundle), person.kem, person.signing)


@dataclass
class Pairing:
    """One invitation from `inviter` to `joiner`, with the bodies that each of them sends."""

    inviter: Person
    joiner: Person

    def __post_init__(self) -> None:
        self.space_id, self.space_key = secrets.token_bytes(16), secrets.token_bytes(32)
        self.invitation = pairing.new_invitation()
        self.context = PairContext(self.space_id, self.invitation.invite, clock.now_ms() + HOUR_MS)
        self.keys = self.invitation.keys()

    @property
    def path(self) -> str:
        return f"/invites/{encode(self.invitation.invite)}"

    @property
    def transcript(self) -> bytes:
        return pairing.transcript(self.context, identity(self.inviter).bundle, identity(self.joiner).bundle)

    def new_invite(self) -> dict[str, Any]:
        mac = pairing.offer_mac(self.keys, self.context, identity(self.inviter).bundle)
        ids = {"invite": self.invitation.invite, "space": self.space_id}
        return {**ids, "expires": self.context.expires_ms, "bundle": self.inviter.bundle, "mac": mac}

    def joining(self) -> dict[str, Any]:
        self.answer = answer_as_joiner(self.keys, self.transcript, identity(self.joiner))
        return {"bundle": self.joiner.bundle, "mac": self.answer.mac, "signature": self.answer.signature}

    def confirming(self) -> dict[str, Any]:
        two = identity(self.inviter), identity(self.joiner).bundle
        answer = answer_as_inviter(self.keys, self.transcript, *two, self.answer, self.space_key)
        return {"mac": answer.mac, "signature": answer.signature, "wrap": answer.wrapped_space_key}

    def run(self) -> Pairing:
        """All three steps."""
        steps = (
            self.inviter.post("/invites", self.new_invite()),
            self.joiner.post(self.path + "/join", self.joining()),
            self.inviter.post(self.path + "/confirm", self.confirming()),
        )
        assert [step.status_code for step in steps] == [201, 202, 204], [step.json for step in steps]
        return self
