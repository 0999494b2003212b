"""One offer as its two phones drive it: real envelopes, real statements, real signatures."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.records import RecordHeader, envelope_hash, seal_record, wrap_record_key
from couplebridge.client.share import ShareContext, wrap_for_partner
from couplebridge.client.shared_records import describe_shared, sign_shared
from couplebridge.client.statements import ZEROS_32, Action, Statement, build_statement, sign_statement
from tests.support.couple import Pairing, identity
from tests.support.people import Person
from tests.support.phone import VAULT_KEY

OFFER, TURN = 5, 6


class OfferDrive:
    """What author and recipient say of one offer. Each step sends its request and, when it was taken, moves on."""

    def __init__(self, couple: Pairing, author: Person | None = None, text: str = '{"v":1,"type":"offered"}') -> None:
        self.couple, self.author = couple, author or couple.inviter
        self.recipient = couple.joiner if self.author is couple.inviter else couple.inviter
        self.id, self.revision, self.prev, self.text = secrets.token_bytes(16), 0, ZEROS_32, text
        self.entry_tag, self.topic_tag = secrets.token_bytes(16), secrets.token_bytes(16)

    @property
    def path(self) -> str:
        return f"/offers/{encode(self.id)}"

    def seal_text(self) -> None:
        """The next revision under a fresh key."""
        self.revision += 1
        header = RecordHeader(1, 1, self.couple.space_id, self.author.user_id, self.id, self.revision)
        self.key = secrets.token_bytes(32)
        self.envelope, self.wrap = (
            seal_record(header, self.key, self.text),
            wrap_record_key(VAULT_KEY, header, self.key),
        )
        prints = identity(self.author).bundle.fingerprint(), identity(self.recipient).bundle.fingerprint()
        self.context = ShareContext(self.couple.space_id, self.id, self.revision, *prints, envelope_hash(self.envelope))

    def statement(self, action: Action, wrap: bytes | None = None, **changes: Any) -> Statement:
        """The right statement, or with something changed."""
        time_ms = clock.now_ms()
        said = build_statement(action, self.context, policy=2, time_ms=time_ms, prev=self.prev, wrap=wrap)
        return replace(said, **changes)

    def signed(self, statement: Statement, speaker: Person) -> dict[str, Any]:
        """As a request carries it."""
        signed = sign_statement(statement, speaker.signing)
        self.last = statement
        return {"statement": signed.message, "signature": signed.signature}

    def note(self, speaker: Person, ref: bytes | None = None, prev: bytes = ZEROS_32) -> dict[str, Any]:
        """A moment, or with `prev` a cover (the hash of its text) or a turn."""
        header = RecordHeader(2, 1, self.couple.space_id, speaker.user_id, secrets.token_bytes(16), 1)
        key = secrets.token_bytes(32)
        envelope = seal_record(header, key, '{"v":1}')
        print_ = identity(speaker).bundle.fingerprint()
        self.link = describe_shared(header, envelope, print_, ref=ref or self.id, prev=prev)
        wrap = wrap_record_key(self.couple.space_key, header, key)
        return {"envelope": envelope, "wrap": wrap, "signature": sign_shared(self.link, speaker.signing)}

    def new_offer(self) -> dict[str, Any]:
        """The body of POST /offers."""
        return {**self.edited(), "entry_tag": self.entry_tag, "topic_tag": self.topic_tag}

    def edited(self) -> dict[str, Any]:
        """The body of PUT /offers/ID."""
        self.seal_text()
        said = self.signed(self.statement(Action.OFFER), self.author)
        return {
            **said,
            "envelope": self.envelope,
            "wrap": self.wrap,
            "cover": self.note(self.author, prev=envelope_hash(self.envelope)),
        }

    def releasing(self) -> dict[str, Any]:
        """The body of the release."""
        wrap = wrap_for_partner(identity(self.recipient).bundle.kem_public, self.context, self.key)
        return {**self.signed(self.statement(Action.RELEASE, wrap), self.author), "wrap": wrap}

    def offer(self) -> TestResponse:
        return self._took(self.author.post("/offers", self.new_offer()))

    def edit(self) -> TestResponse:
        return self._took(self.author.put(self.path, self.edited()))

    def accept(self) -> TestResponse:
        body = self.signed(self.statement(Action.ACCEPT), self.recipient)
        return self._took(self.recipient.post(self.path + "/accept", body))

    def withdraw(self, who: Person | None = None) -> TestResponse:
        who = who or self.author
        body = self.signed(self.statement(Action.WITHDRAW), who)
        return self._took(who.post(self.path + "/withdraw", body))

    def release(self) -> TestResponse:
        response = self._took(self.author.post(self.path + "/release", self.releasing()))
        self.turn_prev = self.prev
        return response

    def turn(self, who: Person) -> TestResponse:
        body = {**self.note(who, prev=self.turn_prev), "prev": self.turn_prev}
        response = who.post(self.path + "/turns", body)
        if response.status_code == 201:
            self.turn_prev, self.turn_id = self.link.hash(), self.link.record
        return response

    def turn_code(self, who: Person) -> str:
        """The problem with a turn before anything was released."""
        self.turn_prev = self.prev
        return self.turn(who).json["code"]

    def opened(self) -> OfferDrive:
        """Offered, accepted, released."""
        steps = self.offer(), self.accept(), self.release()
        assert [step.status_code for step in steps] == [201, 204, 204], [step.json for step in steps]
        return self

    def _took(self, response: TestResponse) -> TestResponse:
        if response.status_code < 300:
            self.prev = self.last.hash()
        return response
