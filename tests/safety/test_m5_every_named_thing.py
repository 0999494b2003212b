"""M5, on every route with an id in its address, made from the URL map: to a stranger it is as not there."""

from __future__ import annotations

import re
import secrets
import tempfile
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.client.attachments import CHUNK_BYTES, Place, seal_attachment
from couplebridge.client.frames import Frame, encode_frames
from couplebridge.views.shaped import FRAMES
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import pull
from tests.support.routes import Route, all_routes
from tests.support.together import TogetherDrive

ID = re.compile(r"<id16:(\w+)>")
NAMED = [route for route in all_routes(tempfile.mkdtemp()) if ID.search(route.rule)]
# whoever has the link may look and join: to them only one that ended is as none
BY_LINK = {"invites.show", "invites.join"}
# an id here names a thing of the caller's own, whatever others have under it
OWN_ALONE = {"attachments.show", "attachments.put", "attachments.remove"}


@dataclass
class Things:
    """What alice, bob and erin have, a thing for each kind of id, and a body of the right shape for each route."""

    ids: dict[str, bytes]
    ended_invite: bytes
    bodies: dict[str, Any]

    def id_of(self, route: Route) -> bytes:
        (kind,) = ID.findall(route.rule)
        return self.ended_invite if route.endpoint in BY_LINK else self.ids[kind]


@pytest.fixture
def erin(app: Flask) -> Person:
    return Person(app, "erin", "198.51.100.30").register()


@pytest.fixture
def things(alice: Person, bob: Person, erin: Person) -> Things:
    couple = Pairing(alice, bob).run()
    offer, together = OfferDrive(couple), TogetherDrive(couple).both_in()
    offer.offer()
    ended, invite = Pairing(erin, bob), Pairing(erin, bob)
    for each in (ended, invite):
        erin.post("/invites", each.new_invite())
    photo = secrets.token_bytes(16)
    assert put_chunk(alice, photo).status_code == 204
    return Things(
        {
            "attachment_id": photo, "invite_id": invite.invitation.invite, "offer_id": offer.id,
            "session_id": alice.session_id, "together_id": together.id,
        },
        ended.invitation.invite,
        {**offer_bodies(offer), **together_bodies(together), **invite_bodies(invite)},
    )  # fmt: skip


def invite_bodies(invite: Pairing) -> dict[str, Any]:
    return {"invites.join": invite.joining(), "invites.confirm": invite.confirming()}


def offer_bodies(offer: OfferDrive) -> dict[str, Any]:
    said, note = {"statement": bytes(287), "signature": bytes(64)}, offer.note(offer.author)
    return {
        "offers.edit": {**said, "envelope": offer.envelope, "wrap": offer.wrap, "cover": note},
        "offers.accept": said, "offers.withdraw": said, "offers.set_moment": note,
        "offers.release": {**said, "wrap": bytes(113)}, "offers.add_turn": {**note, "prev": bytes(32)},
        "offers.put_away_offer": None,
    }  # fmt: skip


def together_bodies(together: TogetherDrive) -> dict[str, Any]:
    who = together.proposer
    return {
        "togethers.say_now": together.saying_now(who), "togethers.lock": dict(together.sides[who].body),
        "togethers.unlock": None, "togethers.step_back": None,
    }  # fmt: skip


def put_chunk(person: Person, photo: bytes) -> Any:
    """A chunk of their own under this id."""
    (sealed,) = seal_attachment(Place(person.user_id, photo, secrets.token_bytes(32)), secrets.token_bytes(CHUNK_BYTES))
    body = encode_frames([Frame(30, photo, 1, 0, (sealed,))])
    return person.put(f"/attachments/{encode(photo)}", data=body, headers={"Content-Type": FRAMES})


NOTHING_SENT = {
    "attachments.pull", "attachments.remove", "attachments.show", "invites.show", "invites.take_back", "sessions.end",
}  # fmt: skip


def ask(person: Person, route: Route, thing: bytes, things: Things) -> tuple[int, bytes, str]:
    """What somebody gets who sends a right body for this thing."""
    if route.endpoint == "attachments.put":
        answer = put_chunk(person, thing)
    else:
        body = None if route.endpoint in NOTHING_SENT else things.bodies[route.endpoint]
        path = ID.sub(encode(thing), route.rule).removeprefix("/api")
        answer = person.send(route.method, path + ("?from=0" if route.endpoint == "attachments.pull" else ""), body)
    return answer.status_code, answer.data, answer.mimetype


def test_every_kind_of_id_and_every_route_with_one_is_tried(things: Things) -> None:
    assert {kind for route in NAMED for kind in ID.findall(route.rule)} == set(things.ids)
    assert {route.endpoint for route in NAMED} == {*NOTHING_SENT, *things.bodies, "attachments.put"}
    assert len(NAMED) > 15


def test_a_thing_of_others_and_none_answer_alike(
    things: Things, mallory: Person, carol: Person, dan: Person, alice: Person, bob: Person
) -> None:
    Pairing(carol, dan).run()
    before = [pull(alice), pull(bob)]
    for route in NAMED:
        for who in (mallory, carol):
            real, none = (ask(who, route, each, things) for each in (things.id_of(route), secrets.token_bytes(16)))
            assert real == none, f"{who.name}: {route.method} {route.rule}"
            assert (real[0] == 404) is (route.endpoint not in OWN_ALONE), route
    assert [pull(alice), pull(bob)] == before
    assert alice.get("/session").status_code == 200
    assert alice.get(f"/attachments/{encode(things.ids['attachment_id'])}").json["positions"] == [0]


def test_the_thing_is_there_for_whose_it_is(things: Things, alice: Person, erin: Person) -> None:
    """Else every route would answer alike for want of a thing."""
    for endpoint, who in (("attachments.show", alice), ("invites.take_back", erin), ("sessions.end", alice)):
        (route,) = [route for route in NAMED if route.endpoint == endpoint]
        assert ask(who, route, things.id_of(route), things)[0] in (200, 204), endpoint
