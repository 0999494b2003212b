"""The main life of somebody whose app is a release older than the server: everything goes on, in the form it knows."""

from __future__ import annotations

import pytest
from flask import Flask

from couplebridge.client.frames import Frame, encode_frames
from couplebridge.client.phone import Phone
from couplebridge.client.statements import Tier
from couplebridge.services.live import MOVED, PING
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import push
from tests.support.protocol_one import OldTransport, check_frames
from tests.support.two_phones import COVER, PASSPHRASE, Clock, Couple, pair, phone, sent_by

MOMENT = "2026-12-05T18:30:00.000Z"
SAID = pytest.mark.parametrize("said", ["1", None], ids=["header-1", "no-header"])


def old(app: Flask, clock: Clock, said: str | None = "1") -> Phone:
    return phone(app, clock, transport=OldTransport(app, said=said), label="an old phone")


def old_couple(app: Flask, clock: Clock, said: str | None = "1") -> Couple:
    """alice's app is old; bob's is not."""
    couple = Couple(old(app, clock, said), phone(app, clock), clock)
    couple.alice.register("alice", PASSPHRASE, with_recovery=False)
    couple.bob.register("bob", PASSPHRASE)
    pair(couple.alice, couple.bob)
    couple.both()
    return couple


@SAID
def test_an_old_client_lives_its_main_life_on_a_newer_server(app: Flask, ours: Clock, said: str | None) -> None:
    couple = old_couple(app, ours, said)
    alice, bob = couple.alice, couple.bob
    told = couple.opened()
    assert couple.states(told) == ("opened", "opened")
    for device, *words in ((bob, "heard", "You were alone."), (alice, "yes"), (bob, "answer", "I am here.")):
        device.bridge.say(told, *words)
        couple.both()
    assert [turn.step for turn in alice.bridge.view(told).talk.turns] == ["heard", "yes", "answer"]
    alice.bridge.put_away(told)
    changed = couple.offer(topic="money")
    alice.bridge.edit(changed, Tier.SENTENCE, text="Said otherwise.", cover=COVER)
    couple.both()
    bob.bridge.propose_moment(changed, MOMENT)
    couple.both()
    assert alice.bridge.view(changed).moment
    alice.bridge.withdraw(changed)
    thing = alice.parts.add("step", {"title": "a walk"})
    couple.both()
    assert [step.id for step in bob.parts.things("step")] == [thing]
    bob.parts.change(thing, "step", {"title": "a long walk"})
    couple.both()
    assert alice.parts.things("step")[0].values["title"] == "a long walk"
    assert {status for _, status in asked(alice)} <= {200, 201, 202, 204}


def test_an_old_client_hears_and_answers_what_a_newer_one_offers(app: Flask, ours: Clock) -> None:
    couple = old_couple(app, ours)
    alice, bob = couple.alice, couple.bob
    offer = bob.bridge.offer(bob.journal.write(happened="from a newer app"), Tier.WHOLE, cover=COVER)
    couple.both()
    alice.bridge.propose_moment(offer, MOMENT)
    for answer in (alice.bridge.accept, alice.bridge.take_back, alice.bridge.accept):
        answer(offer)
        couple.both()
    bob.bridge.release(offer)
    couple.both()
    assert alice.bridge.view(offer).offered.fields["happened"] == "from a newer app"
    alice.bridge.say(offer, "heard", "So it was.")
    couple.both()
    assert bob.bridge.view(offer).talk.turns[0].text == "So it was."


def test_an_old_client_joins_an_invitation_and_signs_in_on_a_second_phone(app: Flask, ours: Clock) -> None:
    alice, bob = old(app, ours), phone(app, ours)
    alice.register("alice", PASSPHRASE)
    bob.register("bob", PASSPHRASE)
    pair(bob, alice)
    second = old(app, ours)
    second.sign_in("alice", PASSPHRASE, alice.account_code)
    entry = alice.journal.write(happened="on the first phone")
    alice.sync()
    second.sync()
    assert second.vault.get(entry)["happened"] == "on the first phone"
    alice.journal.edit(entry, felt="on the first")
    second.journal.edit(entry, beneath="on the second")
    alice.sync()
    assert not second.records._push_all()  # before it pulled
    assert ("POST /feed", 409) in asked(second)
    second.sync()
    joined = second.vault.get(entry)
    assert (joined["felt"], joined["beneath"]) == ("on the first", "on the second")
    tried = {route for each in (alice, second) for route, _ in asked(each)}
    assert {"POST /invites/ID/join", "GET /account", "POST /sign-in/start", "POST /sign-in/finish"} <= tried


def test_an_old_client_goes_on_beside_newer_ones_that_do_what_it_does_not_know(app: Flask, ours: Clock) -> None:
    """A photo and a together, on a newer phone of the same person and on the other's."""
    couple = old_couple(app, ours)
    alice, bob, tablet = couple.alice, couple.bob, phone(app, ours)
    tablet.sign_in("alice", PASSPHRASE, alice.account_code)
    tablet.sync()
    entry = tablet.journal.write(happened="with a photo")
    photo = tablet.attachments.keep(entry, b"a picture", kind="photo", media="image/jpeg", words="")
    tablet.attachments.send()
    together = tablet.togethers.propose("money")
    for device in (tablet, bob, alice):
        device.sync()
    for device in (tablet, bob):
        device.togethers.lock(together, device.journal.write(happened="mine"), Tier.SENTENCE, text="mine")
        device.sync()
    for device in (alice, tablet, bob, tablet):
        device.sync()
    for device in (tablet, bob):
        device.togethers.say_now(together)
    for device in (tablet, bob, alice):
        device.sync()
    assert tablet.togethers.view(together).state == "opened"
    assert alice.togethers.views() == []
    assert alice.vault.get(entry)["happened"] == "with a photo"
    alice.journal.edit(entry, felt="written on the old one")
    alice.sync()
    tablet.sync()
    assert tablet.vault.get(entry)["felt"] == "written on the old one"
    assert tablet.attachments.read(photo) == b"a picture"
    told = couple.opened(topic="work")
    assert alice.bridge.view(told).state == "opened"


def test_an_old_client_keeps_an_attachment(app: Flask, ours: Clock) -> None:
    alice = old(app, ours)
    alice.register("alice", PASSPHRASE)
    photo = alice.attachments.keep(
        alice.journal.write(happened="x"), b"a picture", kind="photo", media="image/jpeg", words=""
    )
    alice.attachments.send()
    alice.sync()
    other = phone(app, ours)
    other.sign_in("alice", PASSPHRASE, alice.account_code)
    other.sync()
    assert other.attachments.read(photo) == b"a picture"
    assert ("PUT /attachments/ID", 204) in asked(alice)


@pytest.mark.parametrize("headers", [{"CB-Client": "1"}, {"CB-Client": "0"}], ids=["1", "0"])
def test_the_stream_of_an_old_client_says_no_more_than_moved(
    alice: Person, bob: Person, headers: dict[str, str]
) -> None:
    Pairing(alice, bob).run()
    response = alice.get("/live", buffered=False, headers=headers)
    try:
        chunks = iter(response.response)
        assert next(chunks) == PING
        push(alice, 1, bytes([1]) * 16)
        assert next(chunks) == MOVED == b"event: moved\ndata:\n\n"
    finally:
        response.close()


def test_what_an_old_client_would_refuse_is_refused_here() -> None:
    """Else these tests could not fail."""
    short = (bytes(9), bytes(60), bytes(64))
    for frame in (
        Frame(12, bytes(16), 1, 1, short), Frame(3, bytes(16), 1, 1, (*short, b"")),
        Frame(8, bytes(16), 1, 1, (b"\3", b"")), Frame(3, bytes(16), 1, 1, (bytes(9), bytes(61), bytes(64))),
    ):  # fmt: skip
        assert encode_frames([frame])
        with pytest.raises(AssertionError):
            check_frames([frame])


def asked(device: Phone) -> list[tuple[str, int]]:
    transport = sent_by(device)
    assert isinstance(transport, OldTransport)
    return transport.asked
