"""Before the release nobody but the author can open the entry: tried with all that bob and the server ever held.

bob's whole device, every key that it can make, the whole database, every body that was ever sent or received: each key
on each wrap, each key that came out of one on each envelope. The same search must find the text after the release,
or it would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from couplebridge.client import curve, primitives
from couplebridge.client.encoding import b64url_decode, encode_tuple, u64
from couplebridge.client.errors import ClientError, KeyWrapRefusedError, RecordRefusedError, ShareRefusedError
from couplebridge.client.phone import Phone
from couplebridge.client.records import open_record, parse_record_header
from couplebridge.client.statements import Tier
from couplebridge.extensions import db
from tests.support.two_phones import Couple, sent_by

CANARY = "the kestrel by the north window"
KEY_SIZES = (primitives.KEY_BYTES,)
_MAGIC = b"CB\x01\x01"


def database_bytes(app: Flask) -> bytes:
    """Every cell of every table."""
    with app.app_context(), db.engine.connect() as connection:
        cells = [
            cell for table in db.metadata.sorted_tables for row in connection.execute(table.select()) for cell in row
        ]
    return b"\0".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def decoded(body: bytes) -> Iterator[bytes]:
    """A body, and the base64url strings inside it."""
    yield body
    for word in body.replace(b'"', b" ").split():
        try:
            yield b64url_decode(word.decode("ascii"))
        except (ClientError, UnicodeDecodeError):
            continue


class Attacker:
    """Holds bytes, and tries everything on everything."""

    def __init__(self, bob: Phone, haul: bytes) -> None:
        self.bob, self.haul = bob, haul
        keyring, couple = bob.holder.keyring, bob.couples.current()
        self.keys = {keyring.account_key, keyring.vault_key(), keyring.identity_wrap_key(), couple.space_key}
        pieces = [piece for piece in bob.store.everything() if len(piece) in KEY_SIZES]
        self.keys |= set(pieces)
        self.envelopes = list(self._envelopes())

    def _envelopes(self) -> Iterator[bytes]:
        """Wherever one begins; where it ends is tried by its tag, over every padded size there is."""
        at = self.haul.find(_MAGIC)
        while at >= 0:
            yield self.haul[at : at + 108 + 4096]
            at = self.haul.find(_MAGIC, at + 1)

    def read(self) -> list[str]:
        """Every text that opens."""
        return [text for envelope in self.envelopes for text in self._open(envelope)]

    def _open(self, chunk: bytes) -> Iterator[str]:
        header = parse_record_header(chunk)
        for key in self.keys | self._wrapped(header) | self._shared(header, chunk):
            for size in (1024 + 16, 1088 + 16, 1152 + 16, 1216 + 16, 1280 + 16):
                try:
                    yield open_record(header, key, chunk[: 108 + size])
                except (RecordRefusedError, ClientError):
                    continue

    def _wrapped(self, header) -> set[bytes]:
        """Every 60 bytes of the haul that open as a wrap of this record under any key."""
        context = encode_tuple("dek", header.space, header.owner, header.record)
        found = set()
        for wrap in self._candidates(60):
            for key in self.keys:
                try:
                    found.add(primitives.unwrap_bytes(key, wrap, context))
                except KeyWrapRefusedError:
                    continue
        return found

    def _shared(self, header, chunk: bytes) -> set[bytes]:
        """Every 113 bytes that open as a share of this text to bob's own key."""
        couple, found = self.bob.couples.current(), set()
        prints = couple.partner.fingerprint(), couple.me.bundle.fingerprint()
        for size in (1040, 1104, 1168, 1232, 1296):
            digest = primitives.sha256(chunk[: 108 + size])
            info = encode_tuple("share", header.space, header.record, u64(header.revision), *prints, digest)
            for wrap in self._candidates(113):
                try:
                    found.add(curve.hpke_open(couple.me.kem_private, info, wrap))
                except ShareRefusedError:
                    continue
        return found

    def _candidates(self, size: int) -> set[bytes]:
        """Parts of this length: behind their length in frames and stored items, or whole in a JSON field."""
        prefix, found = size.to_bytes(4, "big"), set()
        at = self.haul.find(prefix)
        while at >= 0:
            found.add(self.haul[at + 4 : at + 4 + size])
            at = self.haul.find(prefix, at + 1)
        return found | {piece for piece in self.pieces if len(piece) == size}

    pieces: frozenset[bytes] = frozenset()


def attack(app: Flask, couple: Couple) -> list[str]:
    """With bob's device, the whole database, and all that either phone ever sent, and bob's ever received."""
    bodies = [each.body for device in (couple.alice, couple.bob) for each in sent_by(device).requests]
    bodies += sent_by(couple.bob).everything_received()
    pieces = [piece for body in bodies for piece in decoded(body)] + list(couple.bob.store.everything())
    attacker = Attacker(couple.bob, b"\0".join([database_bytes(app), *pieces]))
    attacker.pieces = frozenset(pieces)
    return attacker.read()


def test_before_the_release_the_entry_opens_to_nobody_with_everything(app: Flask, paired: Couple) -> None:
    paired.accepted(happened=CANARY)
    read = attack(app, paired)
    assert any('"type":"cover"' in text for text in read), "the search finds what bob may read"
    assert not [text for text in read if CANARY in text]


def test_after_the_release_the_same_search_finds_it(app: Flask, paired: Couple) -> None:
    paired.opened(happened=CANARY)
    assert [text for text in attack(app, paired) if CANARY in text]


def test_withdrawn_before_the_release_bob_opens_it_with_nothing_he_ever_received(app: Flask, paired: Couple) -> None:
    offer = paired.accepted(happened=CANARY)
    paired.alice.bridge.withdraw(offer)
    paired.both()
    assert not [text for text in attack(app, paired) if CANARY in text]


def test_a_text_that_was_edited_before_the_release_stays_closed(app: Flask, paired: Couple) -> None:
    offer = paired.offer(tier=Tier.SENTENCE, text=CANARY)
    paired.alice.bridge.edit(offer, Tier.SENTENCE, text="something milder")
    paired.both()
    paired.bob.bridge.accept(offer)
    paired.both()
    paired.alice.bridge.release(offer)
    paired.both()
    read = attack(app, paired)
    assert [text for text in read if "something milder" in text]
    assert not [text for text in read if CANARY in text]


def test_m1_a_canary_is_nowhere_but_with_its_author(
    app: Flask, paired: Couple, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """In no request, no answer, no row, no log, and not on bob's device until the release."""
    offer = paired.accepted(happened=CANARY, tags=[CANARY])
    paired.alice.bridge.view(offer)
    needles = [CANARY.encode(), CANARY.replace(" ", "%20").encode(), b"kestrel", b"alice"]
    haul = database_bytes(app) + b"".join(sent_by(device).everything_sent() for device in (paired.alice, paired.bob))
    haul += b"".join(sent_by(paired.alice).everything_received() + sent_by(paired.bob).everything_received())
    haul += b"".join(paired.bob.store.everything()) + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    assert not [needle for needle in needles if needle in haul]
    paired.alice.bridge.release(offer)
    paired.both()
    shown = paired.bob.bridge.view(offer).offered
    assert shown is not None
    assert shown.fields["happened"] == CANARY
    assert CANARY.encode() not in b"".join(paired.bob.store.everything()), "on the disk it stays sealed"


def both_locked_in(couple: Couple) -> str:
    together = couple.alice.togethers.propose("money")
    couple.both()
    for device, words in ((couple.alice, CANARY), (couple.bob, "mine")):
        device.togethers.lock(together, device.journal.write(happened=words), Tier.WHOLE)
    couple.both()
    return together


def test_in_a_together_nothing_opens_before_alice_has_said_now(app: Flask, paired: Couple) -> None:
    together = both_locked_in(paired)
    paired.bob.togethers.say_now(together)
    paired.both()
    read = attack(app, paired)
    assert any('"type":"together"' in text for text in read), "the search finds what bob may read"
    assert not [text for text in read if CANARY in text]


def test_taken_back_or_stepped_back_it_never_opens(app: Flask, paired: Couple) -> None:
    together = both_locked_in(paired)
    paired.alice.togethers.step_back(together)
    paired.both()
    assert not [text for text in attack(app, paired) if CANARY in text]


def test_after_both_said_now_the_same_search_finds_it_in_bobs_phone(app: Flask, paired: Couple) -> None:
    together = both_locked_in(paired)
    for device in (paired.bob, paired.alice):
        device.togethers.say_now(together)
    paired.both()
    assert [text for text in attack(app, paired) if CANARY in text]
