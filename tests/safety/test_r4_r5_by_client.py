"""R4, R5: a consent that was forged, replayed, exchanged or put in another order is refused by the other's phone.

The server refuses the same things of a changed client: tests/safety/test_r4_r5_statements.py and the last ones here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from couplebridge.client import bridge_flow, curve, primitives
from couplebridge.client.encoding import u32
from couplebridge.client.errors import ApiProblemError, ClientError, StatementRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.http import Response
from couplebridge.client.items import parse_offer
from couplebridge.client.notes import note_fields, seal_note
from couplebridge.client.phone import Phone
from couplebridge.client.share import wrap_for_partner
from couplebridge.client.statements import (
    Action,
    SignedStatement,
    Tier,
    build_statement,
    parse_statement,
    sign_statement,
)
from tests.safety.hostile import HostileTransport, flip, with_frames, with_part
from tests.support.two_phones import PASSPHRASE, Couple, phone
from tests.support.wsgi_transport import WsgiTransport

OFFER, TURN = 5, 6
MALLORY = curve.new_private_key()


def join(statements: list[SignedStatement]) -> bytes:
    return b"".join(u32(len(said.message)) + said.message + said.signature for said in statements)


def said(frame: Frame) -> list[SignedStatement]:
    return list(parse_offer(frame).statements)


def with_said(frame: Frame, statements: list[SignedStatement], state: int | None = None) -> Frame:
    parts = list(frame.parts)
    parts[2] = join(statements)
    if state is not None:
        parts[0] = bytes([state])
    return replace(frame, parts=tuple(parts))


def forged_accept(frame: Frame) -> Frame:
    offer = parse_statement(said(frame)[-1].message)
    accept = build_statement(Action.ACCEPT, offer.context, policy=offer.policy, time_ms=1, prev=offer.hash())
    return with_said(frame, [*said(frame), sign_statement(accept, MALLORY)], state=2)


def forged_time(frame: Frame) -> Frame:
    first, *rest = said(frame)
    statement = replace(parse_statement(first.message), time_ms=1)
    return with_said(frame, [replace(first, message=statement.to_bytes()), *rest])


def each_offer(change: Callable[[Frame], Frame]) -> Callable[[Response], Response]:
    return with_frames(lambda frames: [change(f) if f.type == OFFER and f.parts[2] else f for f in frames])


def of_two(change: Callable[[Frame, Frame], tuple[Frame, Frame]]) -> Callable[[Response], Response]:
    def changed(frames: list[Frame]) -> list[Frame]:
        offers = [frame for frame in frames if frame.type == OFFER]
        return [frame for frame in frames if frame.type != OFFER] + list(change(*offers))

    return with_frames(changed)


def swap(*parts: int) -> Callable[[Frame, Frame], tuple[Frame, Frame]]:
    def swapped(one: Frame, other: Frame) -> tuple[Frame, Frame]:
        first, second = list(one.parts), list(other.parts)
        for part in parts:
            first[part], second[part] = second[part], first[part]
        return replace(one, parts=tuple(first)), replace(other, parts=tuple(second))

    return swapped


LIES = {
    "an acceptance that bob never signed": each_offer(forged_accept),
    "a state that nobody said": with_part(OFFER, 0, lambda _: b"\x02"),
    "a time rewritten": each_offer(forged_time),
    "a signature changed": each_offer(
        lambda f: with_said(f, [replace(each, signature=flip(each.signature)) for each in said(f)])
    ),
    "a statement twice": each_offer(lambda f: with_said(f, said(f) * 2)),
    "no statement": each_offer(lambda f: with_said(f, [])),
    "statements of two offers exchanged": of_two(swap(2)),
    "covers of two offers exchanged": of_two(swap(3, 4, 5)),
    "texts of two offers exchanged": of_two(swap(9, 10)),
    "a cover changed": with_part(OFFER, 3, flip),
    "a cover's signature changed": with_part(OFFER, 5, flip),
    "a text changed": with_part(OFFER, 9, flip),
    "a cover left out": each_offer(lambda f: replace(f, parts=(*f.parts[:3], b"", b"", b"", *f.parts[6:]))),
}


@pytest.fixture
def server(app: Flask) -> HostileTransport:
    return HostileTransport(WsgiTransport(app))


def second_phone(server: HostileTransport, couple: Couple, app: Flask, whose: Phone) -> Phone:
    device = phone(app, couple.clock, transport=server)
    device.sign_in(whose.account.device.name, PASSPHRASE, whose.account_code)
    return device


def views(device: Phone):
    return [view for view in device.bridge.offers() if view.state != "ended"]


@pytest.mark.parametrize("lie", LIES)
def test_r4_the_authors_phone_shows_it_as_refused_and_releases_nothing(
    server: HostileTransport, paired: Couple, app: Flask, lie: str
) -> None:
    paired.offer(topic="money", release="at-once")
    paired.offer(topic="work", release="at-once")
    server.lie_about("GET", "/feed", LIES[lie])
    device = second_phone(server, paired, app, paired.alice)
    assert {view.state for view in views(device)} == {"refused"}
    assert all(view.offered is None and view.problem for view in views(device))
    for view in views(device):
        # A cover that does not hold stands beside a chain that does: nothing was accepted either way.
        with pytest.raises(ClientError):
            device.bridge.release(view.id)
    assert not [each for each in server.honest.requests if each.path.endswith("/release")]


@pytest.mark.parametrize("lie", [name for name in LIES if "text" not in name])
def test_r4_the_recipients_phone_shows_it_as_refused(
    server: HostileTransport, paired: Couple, app: Flask, lie: str
) -> None:
    paired.offer(topic="money")
    paired.offer(topic="work")
    server.lie_about("GET", "/feed", LIES[lie])
    assert {view.state for view in views(second_phone(server, paired, app, paired.bob))} == {"refused"}


@pytest.mark.parametrize("part", [9, 11])
def test_r5_a_text_or_a_key_before_its_release_is_refused(
    server: HostileTransport, paired: Couple, app: Flask, part: int
) -> None:
    offer = paired.offer()
    text = paired.alice.book.checked(offer).item.envelope
    early = {9: text, 11: bytes(113)}[part]
    lie = each_offer(lambda f: replace(f, parts=tuple(early if at == part else p for at, p in enumerate(f.parts))))
    server.lie_about("GET", "/feed", lie)
    assert {view.state for view in views(second_phone(server, paired, app, paired.bob))} == {"refused"}


@pytest.mark.parametrize("part", [9, 11])
def test_r5_an_exchanged_text_or_key_is_refused_after_the_release(
    server: HostileTransport, paired: Couple, app: Flask, part: int
) -> None:
    offer = paired.opened()
    device = second_phone(server, paired, app, paired.bob)
    assert device.bridge.view(offer).state == "opened"
    server.lie_about("GET", "/feed", with_part(OFFER, part, flip))
    assert second_phone(server, paired, app, paired.bob).bridge.view(offer).state == "refused"


def test_r4_an_acceptance_taken_back_does_not_come_again(server: HostileTransport, paired: Couple, app: Flask) -> None:
    """A replay of the older, truly signed state, to a phone that has seen the newer."""
    device = second_phone(server, paired, app, paired.alice)
    offer = paired.accepted()
    device.sync()
    older = device.store.items[OFFER, parse_id(offer)]
    paired.bob.bridge.take_back(offer)
    device.sync()
    assert device.bridge.view(offer).state == "offered"
    server.lie_about("GET", "/feed", each_offer(lambda f: replace(older, seq=f.seq)))
    paired.bob.bridge.propose_moment(offer, "2030-01-01T10:00:00.000Z")
    device.sync()
    assert device.bridge.view(offer).state == "refused"
    with pytest.raises(StatementRefusedError):
        device.bridge.release(offer)


def test_r4_what_was_said_cannot_be_exchanged_for_something_else_truly_signed(
    server: HostileTransport, paired: Couple, app: Flask
) -> None:
    offer = paired.accepted()
    seen = paired.alice.store.seen[parse_id(offer)]
    paired.alice.store.seen[parse_id(offer)] = replace(seen, last=bytes(32))
    assert paired.alice.bridge.view(offer).state == "refused"


def test_r4_an_ended_offer_does_not_come_back(server: HostileTransport, paired: Couple, app: Flask) -> None:
    device = second_phone(server, paired, app, paired.bob)
    offer = paired.offer()
    device.sync()
    older = device.store.items[OFFER, parse_id(offer)]
    paired.alice.bridge.withdraw(offer)
    device.sync()
    assert device.bridge.view(offer).state == "ended"
    device.store.items[OFFER, parse_id(offer)] = older
    assert device.bridge.view(offer).state == "refused"


def test_r4_an_offer_of_a_space_one_was_never_in_is_refused(paired: Couple) -> None:
    offer = paired.offer()
    paired.bob.vault.purge(paired.bob.vault.singleton_id("space"))
    assert paired.bob.bridge.view(offer).state == "refused"


def turn_part(part: int, change: Callable[[bytes], bytes]) -> Callable[[list[Frame]], list[Frame]]:
    def changed(turns: list[Frame]) -> list[Frame]:
        first, *rest = turns
        parts = tuple(change(each) if at == part else each for at, each in enumerate(first.parts))
        return [replace(first, parts=parts), *rest]

    return changed


TURN_LIES = {
    "a turn left out": lambda turns: turns[1:],
    "a turn twice": lambda turns: [*turns, replace(turns[0], id=bytes(16))],
    "a turn changed": turn_part(1, flip),
    "another order": turn_part(4, lambda _: bytes(32)),
    "a turn emptied": turn_part(1, lambda _: b""),
    "another signature": turn_part(3, flip),
}


@pytest.mark.parametrize("lie", TURN_LIES)
def test_r4_turns_that_were_left_out_changed_or_reordered_are_refused(
    server: HostileTransport, paired: Couple, app: Flask, lie: str
) -> None:
    offer = paired.opened()
    paired.bob.bridge.say(offer, "heard", "You were afraid.")
    paired.both()
    paired.alice.bridge.say(offer, "yes")
    paired.both()
    change = TURN_LIES[lie]
    server.lie_about(
        "GET",
        "/feed",
        with_frames(lambda f: [e for e in f if e.type != TURN] + change([e for e in f if e.type == TURN])),
    )
    assert second_phone(server, paired, app, paired.alice).bridge.view(offer).state == "refused"


def test_r4_a_partner_who_answers_out_of_order_is_refused(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    """bob's changed client signs a true turn that is not his to take; the server sees only sealed bytes."""
    offer = paired.opened()
    monkeypatch.setattr("couplebridge.client.bridge_flow.is_allowed", lambda *_: True)
    paired.bob.bridge.say(offer, "answer", "I answer before I listened.")
    monkeypatch.undo()
    paired.alice.records.run()
    assert paired.alice.bridge.view(offer).state == "refused"


# --- the server, asked by a changed client -----------------------------------------------------


def say_as(device: Phone, offer: str, action: Action, route: str, change: Callable, key=None, **more: object) -> None:
    checked = device.book.checked(offer)
    chain = checked.chain
    true = build_statement(action, chain.offer.context, policy=chain.offer.policy, time_ms=1, prev=chain.last.hash())
    signed = sign_statement(change(true), key or device.holder.identity.signing_private)
    device.session.ask(
        "POST", f"/offers/{offer}/{route}", {"statement": signed.message, "signature": signed.signature, **more}
    )


CHANGES: dict[str, Callable] = {
    "another revision": lambda s: replace(s, context=replace(s.context, revision=s.context.revision + 1)),
    "another text": lambda s: replace(s, context=replace(s.context, envelope_hash=bytes(32))),
    "another space": lambda s: replace(s, context=replace(s.context, space=bytes(16))),
    "another offer": lambda s: replace(s, context=replace(s.context, record=bytes(16))),
    "another author": lambda s: replace(s, context=replace(s.context, owner_fp=bytes(32))),
    "another recipient": lambda s: replace(s, context=replace(s.context, recipient_fp=bytes(32))),
    "another tier": lambda s: replace(s, policy=Tier.TOPIC),
    "another place in the chain": lambda s: replace(s, prev=bytes(32)),
    "another action": lambda s: replace(s, action=Action.WITHDRAW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_r5_the_server_refuses_an_acceptance_of_anything_else(paired: Couple, change: str) -> None:
    offer = paired.offer()
    with pytest.raises(ApiProblemError, match=r"^(bad-signature|conflict)"):
        say_as(paired.bob, offer, Action.ACCEPT, "accept", CHANGES[change])
    paired.both()
    assert paired.states(offer) == ("offered", "offered")


def test_r5_the_server_refuses_a_consent_signed_by_somebody_else(paired: Couple) -> None:
    offer = paired.offer()
    alices = paired.alice.holder.identity.signing_private
    for key in (MALLORY, alices):
        with pytest.raises(ApiProblemError, match=r"^bad-signature"):
            say_as(paired.bob, offer, Action.ACCEPT, "accept", lambda s: s, key)
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        say_as(paired.alice, offer, Action.ACCEPT, "accept", lambda s: s)


def test_r5_the_server_releases_nothing_without_an_acceptance(paired: Couple) -> None:
    offer, wrap = paired.offer(), bytes(113)
    said_wrap = lambda s: replace(s, action=Action.RELEASE, wrap_hash=primitives.sha256(wrap))  # noqa: E731 (one line says it)
    with pytest.raises(ApiProblemError, match=r"^not-in-this-state"):
        say_as(paired.alice, offer, Action.OFFER, "release", said_wrap, wrap=wrap)
    paired.both()
    assert paired.bob.bridge.view(offer).offered is None


def test_r5_a_replayed_acceptance_after_an_edit_is_refused(paired: Couple) -> None:
    offer = paired.accepted()
    old = paired.alice.book.checked(offer).item.statements[-1]
    paired.alice.bridge.edit(offer, Tier.WHOLE)
    paired.both()
    with pytest.raises(ApiProblemError, match=r"^conflict"):
        paired.bob.session.ask(
            "POST", f"/offers/{offer}/accept", {"statement": old.message, "signature": old.signature}
        )
    paired.both()
    assert paired.states(offer) == ("offered", "offered")


def parse_id(offer: str) -> bytes:
    from couplebridge.client.encoding import b64url_decode

    return b64url_decode(offer)


# --- a partner who changed their app: truly signed, and still not what both agreed to -----------


def test_r5_a_text_of_another_tier_than_agreed_is_refused(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    true = bridge_flow.compose_offered
    monkeypatch.setattr(bridge_flow, "compose_offered", lambda tier, *more: {**true(tier, *more), "tier": 1})
    offer = paired.opened()
    view = paired.bob.bridge.view(offer)
    assert (view.state, view.offered) == ("refused", None)


def test_r5_a_key_that_does_not_open_the_text_is_refused(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_key(checked, keyring):
        return wrap_for_partner(checked.couple.partner.kem_public, checked.chain.offer.context, bytes(32))

    monkeypatch.setattr(bridge_flow, "wrap_text", another_key)
    assert paired.bob.bridge.view(paired.opened()).state == "refused"


@pytest.mark.parametrize(
    ("wild", "kept"),
    [
        ({"felt": 7, "feelings": ["sad", 7], "script": "<script>"}, {}),
        ({"felt": "<b>", "feelings": ["sad"]}, {"felt": "<b>", "feelings": ["sad"]}),
        (["a list"], {}),
    ],
)
def test_r1_only_known_fields_of_the_right_form_reach_the_other(
    paired: Couple, monkeypatch: pytest.MonkeyPatch, wild: object, kept: dict
) -> None:
    true = bridge_flow.compose_offered
    changed = lambda *given: {**true(*given), "fields": wild, "topic": "<i>"}  # noqa: E731 (one line says it)
    monkeypatch.setattr(bridge_flow, "compose_offered", changed)
    shown = paired.bob.bridge.view(paired.opened()).offered
    assert shown is not None
    assert (shown.fields, shown.topic) == (kept, None)


@pytest.mark.parametrize("fields", [{"v": 1, "type": "cover"}, {"v": 2, "type": "moment"}, ["moment"]])
def test_r4_a_note_of_another_kind_is_refused(paired: Couple, fields: object) -> None:
    offer = paired.offer()
    checked = paired.bob.book.checked(offer)
    note = seal_note(checked.couple, checked.item.id, fields)
    paired.bob.session.ask("POST", f"/offers/{offer}/moment", note_fields(note))
    paired.alice.records.run()
    assert paired.alice.bridge.view(offer).state == "refused"
