"""Together between two phones of the reference client: both open or neither, and what each checks before it speaks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from couplebridge.client.encoding import b64url_decode, b64url_encode
from couplebridge.client.errors import ApiProblemError, OfferRefusedError, RecordMissingError, StatementRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.items import OFFER, TOGETHER
from couplebridge.client.journal_fields import SAFETY
from couplebridge.client.locks import LOCK_BYTES, parse_lock, sign_lock
from couplebridge.client.markdown_export import to_markdown
from couplebridge.client.notes import Named, note_fields, seal_note
from couplebridge.client.phone import Phone
from couplebridge.client.plain_export import to_json
from couplebridge.client.statements import Tier
from couplebridge.client.store import Seen
from couplebridge.client.together_check import topic_tag
from tests.support.two_phones import PASSPHRASE, Couple, phone

HERS, HIS = "I add up what we spend at night.", "I am ashamed that I earn less."


def not_possible(reason: str = "not-possible") -> Any:
    return pytest.raises(OfferRefusedError, match=rf"^{reason}$")


def lock_in(device: Phone, together: str, words: str, tier: Tier = Tier.WHOLE) -> str:
    entry = device.journal.write(happened=words)
    device.sync()
    device.togethers.lock(together, entry, tier, text=words)
    return entry


def proposed(paired: Couple, topic: str = "money") -> str:
    together = paired.alice.togethers.propose(topic)
    paired.both()
    return together


def both_in(paired: Couple) -> str:
    together = proposed(paired)
    lock_in(paired.alice, together, HERS)
    lock_in(paired.bob, together, HIS)
    paired.both()
    return together


def opened(paired: Couple) -> str:
    together = both_in(paired)
    for device in (paired.alice, paired.bob):
        device.togethers.say_now(together)
    paired.both()
    return together


def test_both_open_in_one_step_and_nothing_shows_before(paired: Couple) -> None:
    alice, bob = paired.alice, paired.bob
    together = proposed(paired)
    assert [device.togethers.view(together).topic for device in (alice, bob)] == ["money", "money"]
    cursor, before = bob.store.cursor, bob.togethers.view(together)
    lock_in(alice, together, HERS)
    alice.sync()
    own = alice.togethers.view(together).own
    assert own is not None
    assert own.fields == {"happened": HERS}
    bob.sync()
    assert (bob.store.cursor, bob.togethers.view(together)) == (cursor, before)
    lock_in(bob, together, HIS)
    paired.both()
    assert [device.togethers.view(together).state for device in (alice, bob)] == ["both-locked"] * 2
    cursor = bob.store.cursor
    alice.togethers.say_now(together)
    paired.both()
    assert bob.store.cursor == cursor
    bob.togethers.say_now(together)
    paired.both()
    for device in (alice, bob):
        view = device.togethers.view(together)
        told = {device.bridge.view(text).offered.fields["happened"] for text in view.texts}  # type: ignore[union-attr]
        assert (view.state, view.own, told) == ("opened", None, {HERS, HIS})


def test_each_text_has_its_listening_turn_and_both_are_put_away_at_once(paired: Couple) -> None:
    together = opened(paired)
    alice, bob = paired.alice, paired.bob
    hers, his = alice.togethers.view(together).texts
    bob.bridge.say(hers, "heard", "You count at night.")
    alice.bridge.say(his, "heard", "You are ashamed.")
    paired.both()
    alice.bridge.say(hers, "yes")
    with not_possible():
        alice.togethers.step_back(together)
    bob.bridge.put_away(his)
    paired.both()
    assert [device.togethers.view(together).state for device in (alice, bob)] == ["put-away"] * 2
    assert {alice.bridge.view(text).state for text in (hers, his)} == {"put-away"}
    with pytest.raises(RecordMissingError):
        alice.togethers.say_now(together)


def test_what_is_locked_in_can_be_taken_back_and_exchanged(paired: Couple) -> None:
    together = proposed(paired)
    lock_in(paired.alice, together, "not this")
    paired.alice.sync()
    with not_possible():
        lock_in(paired.alice, together, HERS)
    paired.alice.togethers.unlock(together)
    paired.both()
    lock_in(paired.alice, together, HERS, Tier.SENTENCE)
    lock_in(paired.bob, together, HIS, Tier.TOPIC)
    paired.both()
    with not_possible():
        paired.alice.togethers.unlock(together)
    for device in (paired.alice, paired.bob):
        device.togethers.say_now(together)
    paired.both()
    hers, _ = paired.alice.togethers.view(together).texts
    told = paired.bob.bridge.view(hers).offered
    assert told is not None
    assert (told.text, told.fields, told.topic) == (HERS, {}, "money")


def test_either_steps_back_and_it_is_over_for_both_and_rests(paired: Couple) -> None:
    together = both_in(paired)
    paired.bob.togethers.say_now(together)
    paired.bob.sync()
    with not_possible():
        paired.bob.togethers.say_now(together)
    paired.bob.togethers.step_back(together)
    paired.both()
    assert [d.togethers.view(together).state for d in (paired.alice, paired.bob)] == ["ended"] * 2
    with not_possible("topic-rests"):
        paired.bob.togethers.propose("money")
    with pytest.raises(ApiProblemError, match=r"^resting"):
        propose_again(paired.alice)


def propose_again(device: Phone) -> None:
    # as if this device had forgotten that the topic rests
    device.vault.purge(device.vault.singleton_id("together:" + device.togethers.views()[0].id))
    device.togethers.propose("money")


def test_only_a_topic_and_only_one_at_a_time(paired: Couple) -> None:
    with not_possible("no-topic"):
        paired.alice.togethers.propose("the weather")
    proposed(paired)
    with not_possible("together-open"):
        paired.bob.togethers.propose("work")


def test_what_may_never_be_offered_is_never_locked_in(paired: Couple) -> None:
    together = proposed(paired)
    safety = paired.alice.journal.write(happened="mine", kind=SAFETY)
    binned = paired.alice.journal.write(happened="mine")
    paired.alice.journal.bin(binned)
    for entry in (safety, binned, b64url_encode(bytes(16))):
        with not_possible("missing"):
            paired.alice.togethers.lock(together, entry, Tier.TOPIC)


def test_it_lapses_by_each_ones_own_clock_too(paired: Couple) -> None:
    together = both_in(paired)
    paired.clock.days_pass(14)
    with not_possible("lapsed"):
        paired.alice.togethers.say_now(together)
    assert paired.bob.togethers.view(together).state == "ended"
    with not_possible("topic-rests"):
        paired.alice.togethers.propose("money")
    paired.clock.days_pass(15)
    assert paired.alice.togethers.why_not("money") is None


def test_after_leaving_what_was_opened_stays(paired: Couple) -> None:
    first = opened(paired)
    second = proposed(paired, "work")
    paired.alice.leave(PASSPHRASE)
    paired.both()
    for device in (paired.alice, paired.bob):
        assert [device.togethers.view(each).state for each in (first, second)] == ["opened", "ended"]
        text = device.togethers.view(first).texts[0]
        assert device.bridge.view(text).offered is not None


def test_another_device_goes_on_and_exports_hold_what_was_opened(app: Flask, paired: Couple) -> None:
    together = both_in(paired)
    second = phone(app, paired.clock)
    second.sign_in("alice", PASSPHRASE, paired.alice.account_code)
    second.togethers.say_now(together)
    paired.bob.togethers.say_now(together)
    paired.both()
    alice = paired.alice
    plain = json.loads(to_json(alice.vault, alice.bridge.offers()))
    told = [offer["offered"]["happened"] for offer in plain["offers"] if offer["state"] == "opened"]
    assert sorted(told) == sorted([HERS, HIS])
    text = to_markdown(alice.vault, alice.bridge.offers())
    assert HERS in text
    assert HIS in text
    assert [offer["together"] for offer in plain["offers"]] == [together, together]
    said = "Opened together, both at the same moment."
    first, second = alice.bridge.offers()
    between = replace(first, id="between", together=None)
    letters = to_markdown(alice.vault, [first, between, second]).split("## What ")[1:]
    assert [said in letter for letter in letters] == [True, True, False]


# a server that lies: what each phone refuses


def tampered(device: Phone, together: str, change: Any) -> None:
    """Change the parts of the together as they lie on this device."""
    key = (TOGETHER, b64url_decode(together))
    frame = device.store.items[key]
    parts = list(frame.parts)
    change(parts)
    device.store.items[key] = Frame(frame.type, frame.id, frame.revision, frame.seq, tuple(parts))


def flip(parts: list[bytes], at: int) -> None:
    parts[at] = parts[at][:-1] + bytes([parts[at][-1] ^ 1])


STATE, TAG, PROPOSAL, SIGNATURE, LOCK, TEXT, WRAP, NOW, THEIR_LOCK = 0, 2, 3, 5, 6, 7, 8, 9, 11


@pytest.mark.parametrize("at", [TAG, PROPOSAL, SIGNATURE, LOCK, TEXT, WRAP, THEIR_LOCK])
def test_what_was_altered_is_refused_and_no_key_moves(paired: Couple, at: int) -> None:
    together = both_in(paired)
    tampered(paired.alice, together, lambda parts: flip(parts, at))
    assert paired.alice.togethers.view(together).state == "refused"
    if at != WRAP:
        with pytest.raises(StatementRefusedError):
            paired.alice.togethers.say_now(together)


def emptied(*places: int) -> Any:
    def change(parts: list[bytes]) -> None:
        for at in places:
            parts[at] = b""

    return change


@pytest.mark.parametrize(
    "change",
    [
        emptied(PROPOSAL),
        emptied(LOCK),
        emptied(TEXT, WRAP),
        emptied(THEIR_LOCK),
        lambda parts: parts.__setitem__(THEIR_LOCK, parts[LOCK]),
        lambda parts: parts.__setitem__(NOW, bytes(351)),
        lambda parts: (parts.__setitem__(STATE, b"\1"), parts.__setitem__(THEIR_LOCK, b"")),
    ],
)
def test_what_was_left_out_exchanged_or_rolled_back_is_refused(paired: Couple, change: Any) -> None:
    together = both_in(paired)
    tampered(paired.alice, together, change)
    assert paired.alice.togethers.view(together).state == "refused"


def test_a_now_before_both_were_in_is_refused(paired: Couple) -> None:
    together = proposed(paired)
    tampered(paired.alice, together, lambda parts: parts.__setitem__(NOW, bytes(351)))
    assert paired.alice.togethers.view(together).state == "refused"


@pytest.mark.parametrize("change", [{"together": bytes(16)}, {"prev": bytes(32)}, {}])
def test_a_lock_that_the_other_signed_about_something_else_is_refused(paired: Couple, change: dict[str, Any]) -> None:
    together = both_in(paired)
    alice, bob = paired.alice, paired.bob
    theirs = alice.book.togethers.checked(together).their_lock
    mine = alice.book.togethers.checked(together).lock
    assert theirs is not None
    assert mine is not None
    changed = replace(theirs, **change)
    if not change:
        changed = replace(theirs, context=replace(theirs.context, record=mine.context.record))
        alice.store.seen.clear()
    said = sign_lock(changed, bob.holder.identity.signing_private)
    tampered(alice, together, lambda parts: parts.__setitem__(THEIR_LOCK, said.message + said.signature))
    assert alice.togethers.view(together).state == "refused"


def test_an_ended_one_stays_ended_and_a_taken_back_text_is_never_opened(paired: Couple) -> None:
    together = both_in(paired)
    alice = paired.alice
    alice.store.seen[b64url_decode(together)] = Seen(ended=True)
    assert alice.togethers.view(together).state == "refused"
    alice.store.seen.clear()
    fields = {**alice.vault.all("together")[0].fields, "text": None}
    alice.vault.put_singleton(f"together:{together}", fields)
    with not_possible():
        alice.togethers.say_now(together)


def test_a_text_is_nothing_without_its_together_and_only_the_locked_one(paired: Couple) -> None:
    together = opened(paired)
    alice = paired.alice
    hers, his = alice.togethers.view(together).texts
    key = (OFFER, b64url_decode(his))
    frame = alice.store.items[key]
    twice = [*frame.parts]
    twice[2] = twice[2] * 2
    alice.store.seen.clear()
    for parts in (twice, [*frame.parts[:2], frame.parts[2][:-1] + b"\0", *frame.parts[3:]]):
        alice.store.items[key] = Frame(frame.type, frame.id, frame.revision, frame.seq, tuple(parts))
        assert alice.bridge.view(his).state == "refused"
    other = alice.store.items[(OFFER, b64url_decode(hers))]
    alice.store.items[key] = Frame(frame.type, frame.id, frame.revision, frame.seq, other.parts)
    assert alice.bridge.view(his).state == "refused"
    alice.store.items[key] = frame
    assert alice.bridge.view(his).state == "opened"
    tampered(alice, together, lambda parts: flip(parts, SIGNATURE))
    assert alice.bridge.view(his).state == "refused"


def test_a_lock_of_another_form_is_none(paired: Couple) -> None:
    together = both_in(paired)
    lock = paired.alice.book.togethers.checked(together).lock
    assert lock is not None
    message = lock.to_bytes()
    assert len(message) == LOCK_BYTES
    tier_at = LOCK_BYTES - 32 - 4 - 16 - 4 - 8 - 4 - 1
    for wrong in (message + b"\0", message[:tier_at] + b"\4" + message[tier_at + 1 :]):
        with pytest.raises(StatementRefusedError):
            parse_lock(wrong)


def test_a_proposal_with_the_tag_of_another_topic_is_refused(paired: Couple) -> None:
    alice, record = paired.alice, bytes([7]) * 16
    couple = alice.couples.current()
    tag = topic_tag(couple, "work")
    note = seal_note(couple, tag, {"v": 1, "type": "together", "topic": "money"}, named=Named(record, 1))
    alice.session.ask("POST", "/togethers", {**note_fields(note), "topic_tag": tag})
    paired.both()
    assert paired.bob.togethers.view(b64url_encode(record)).state == "refused"
