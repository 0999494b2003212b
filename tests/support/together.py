"""One together as the phones of the two drive it: real envelopes, real locks, real signatures."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.locks import Lock, both_locked, build_lock, sign_lock
from couplebridge.client.records import RecordHeader, envelope_hash, seal_record, wrap_record_key
from couplebridge.client.share import ShareContext, wrap_for_partner
from couplebridge.client.shared_records import describe_shared, sign_shared
from couplebridge.client.statements import Action, Statement, Tier, build_statement, sign_statement
from tests.support.couple import Pairing, identity
from tests.support.people import Person
from tests.support.phone import VAULT_KEY, item

TOGETHER = 12


class Side:
    """What one of the two locks in."""

    def __init__(self, person: Person, partner: Person, text: str) -> None:
        self.person, self.partner, self.text = person, partner, text
        self.record, self.key = secrets.token_bytes(16), secrets.token_bytes(32)
        self.lock: Lock | None = None
        self.body: dict[str, Any] = {}


class TogetherDrive:
    """Alice proposes unless said otherwise. Each step sends its request."""

    def __init__(self, couple: Pairing, proposer: Person | None = None) -> None:
        self.couple, self.proposer = couple, proposer or couple.inviter
        self.other = couple.joiner if self.proposer is couple.inviter else couple.inviter
        self.id, self.tag = secrets.token_bytes(16), secrets.token_bytes(16)
        texts = '{"v":1,"type":"offered","text":"of one"}', '{"v":1,"type":"offered","text":"of the other"}'
        pairs = ((self.proposer, self.other), (self.other, self.proposer))
        self.sides = {who: Side(who, whom, text) for (who, whom), text in zip(pairs, texts, strict=True)}
        self.seal_proposal()

    @property
    def path(self) -> str:
        return f"/togethers/{encode(self.id)}"

    def seal_proposal(self) -> None:
        header = RecordHeader(2, 1, self.couple.space_id, self.proposer.user_id, self.id, 1)
        key = secrets.token_bytes(32)
        envelope = seal_record(header, key, '{"v":1,"type":"together","topic":"money"}')
        said = describe_shared(header, envelope, identity(self.proposer).bundle.fingerprint(), ref=self.tag)
        self.link, wrap = said.hash(), wrap_record_key(self.couple.space_key, header, key)
        signature = sign_shared(said, self.proposer.signing)
        self.proposal = {"envelope": envelope, "wrap": wrap, "signature": signature, "topic_tag": self.tag}

    def locking(self, who: Person, **changes: Any) -> dict[str, Any]:
        """The body of a lock; `changes` to what is signed. A fresh text and key each time."""
        side = self.sides[who]
        side.record, side.key = secrets.token_bytes(16), secrets.token_bytes(32)
        header = RecordHeader(1, 1, self.couple.space_id, who.user_id, side.record, 1)
        envelope = seal_record(header, side.key, side.text)
        prints = (identity(each).bundle.fingerprint() for each in (who, side.partner))
        context = ShareContext(self.couple.space_id, side.record, 1, *prints, envelope_hash(envelope))
        lock = replace(build_lock(self.id, context, Tier.SENTENCE, clock.now_ms(), self.link), **changes)
        signed = sign_lock(lock, who.signing)
        side.lock = lock
        wrap = wrap_record_key(VAULT_KEY, header, side.key)
        side.body = {"statement": signed.message, "signature": signed.signature, "envelope": envelope, "wrap": wrap}
        return side.body

    @property
    def both(self) -> bytes:
        locks = [self.sides[who].lock for who in (self.proposer, self.other)]
        return both_locked(self.link, *locks)

    def now_statement(self, who: Person, wrap: bytes, **changes: Any) -> Statement:
        lock = self.sides[who].lock
        assert lock is not None
        said = build_statement(
            Action.TOGETHER_COMMIT, lock.context, policy=lock.policy, time_ms=clock.now_ms(), prev=self.both, wrap=wrap
        )
        return replace(said, **changes)

    def saying_now(self, who: Person, **changes: Any) -> dict[str, Any]:
        side = self.sides[who]
        wrap = wrap_for_partner(identity(side.partner).bundle.kem_public, side.lock.context, side.key)
        signed = sign_statement(self.now_statement(who, wrap, **changes), who.signing)
        return {"statement": signed.message, "signature": signed.signature, "wrap": wrap}

    def propose(self) -> TestResponse:
        return self.proposer.post("/togethers", self.proposal)

    def lock(self, who: Person) -> TestResponse:
        return who.post(self.path + "/lock", self.locking(who))

    def unlock(self, who: Person) -> TestResponse:
        return who.post(self.path + "/unlock")

    def now(self, who: Person) -> TestResponse:
        return who.post(self.path + "/now", self.saying_now(who))

    def step_back(self, who: Person) -> TestResponse:
        return who.post(self.path + "/step-back")

    def parts(self, who: Person) -> tuple[bytes, ...]:
        return item(who, TOGETHER, self.id).parts

    def states(self) -> tuple[int, int]:
        return self.parts(self.proposer)[0][0], self.parts(self.other)[0][0]

    def both_in(self) -> TogetherDrive:
        steps = self.propose(), self.lock(self.proposer), self.lock(self.other)
        assert [step.status_code for step in steps] == [201, 204, 204], [step.json for step in steps]
        return self

    def opened(self) -> TogetherDrive:
        self.both_in()
        steps = self.now(self.other), self.now(self.proposer)
        assert [step.status_code for step in steps] == [204, 204], [step.json for step in steps]
        return self
