"""Pairing between two phones of the reference client."""

from __future__ import annotations

import pytest
from flask import Flask

from couplebridge.client.errors import (
    ApiProblemError,
    InviteExpiredError,
    NotPairedError,
    PairingRefusedError,
    RecordMissingError,
    ServerUnreachableError,
)
from couplebridge.client.statements import Tier
from tests.support.two_phones import PASSPHRASE, Couple, pair, phone


def test_both_show_the_same_safety_number_and_may_say_that_they_compared_it(alone: Couple) -> None:
    for device in (alone.alice, alone.bob):
        with pytest.raises(NotPairedError):
            device.pairing.safety_number()
        with pytest.raises(NotPairedError):
            device.pairing.mark_compared()
    pair(alone.alice, alone.bob)
    number = alone.alice.pairing.safety_number()
    assert (len(number.split()), number) == (6, alone.bob.pairing.safety_number())
    alone.alice.pairing.mark_compared()
    assert (alone.alice.couples.pinned() or {})["numberCompared"] is True
    assert (alone.bob.couples.pinned() or {})["numberCompared"] is False


def test_any_device_of_the_inviter_can_confirm(app: Flask, alone: Couple) -> None:
    alone.bob.pairing.join(alone.alice.pairing.invite())
    tablet = phone(app, alone.clock, label="tablet")
    tablet.sign_in("alice", PASSPHRASE, alone.alice.account_code)
    alone.bob.sync()
    alone.alice.sync()
    assert alone.bob.pairing.safety_number() == tablet.pairing.safety_number() == alone.alice.pairing.safety_number()


def test_a_confirmation_whose_answer_got_lost_ends_with_the_same_space_key(
    alone: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone.bob.pairing.join(alone.alice.pairing.invite())
    ask = alone.alice.session.ask

    def lost(method, path, fields=None):
        if path.endswith("/confirm"):
            raise ServerUnreachableError("nothing answers")
        return ask(method, path, fields)

    monkeypatch.setattr(alone.alice.session, "ask", lost)
    with pytest.raises(ServerUnreachableError):
        alone.alice.sync()
    monkeypatch.undo()
    alone.alice.sync()
    alone.bob.sync()
    assert alone.alice.couples.current().space_key == alone.bob.couples.current().space_key


def test_an_invitation_is_for_one_and_the_inviter_sees_a_second_use(app: Flask, alone: Couple) -> None:
    link = alone.alice.pairing.invite()
    assert alone.alice.pairing.refused_uses() == 0
    late = phone(app, alone.clock)
    late.register("late", PASSPHRASE)
    answer = late.api.ask("GET", f"/invites/{alone.alice.vault.singleton('pairing')['invite']}")
    alone.bob.pairing.join(link)
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        late.pairing.join(link)
    late.session.ask = lambda method, path, fields=None: (
        answer if method == "GET" else late.api.ask(method, path, fields)
    )
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        late.pairing.join(link)
    alone.alice.sync()
    assert alone.alice.pairing.refused_uses() == 1
    assert late.couples.pinned() is None


def test_an_invitation_can_be_taken_back_and_ends_after_a_day(alone: Couple) -> None:
    with pytest.raises(RecordMissingError):
        alone.alice.pairing.take_back()
    link = alone.alice.pairing.invite()
    alone.alice.pairing.take_back()
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        alone.bob.pairing.join(link)
    link = alone.alice.pairing.invite()
    alone.clock.days_pass(1)
    with pytest.raises((ApiProblemError, InviteExpiredError)):
        alone.bob.pairing.join(link)


@pytest.mark.parametrize("link", ["", "nothing", "https://bridge.test/join#AQ"])
def test_a_link_that_is_not_whole_is_refused(alone: Couple, link: str) -> None:
    with pytest.raises(PairingRefusedError):
        alone.bob.pairing.join(link)


def test_nobody_joins_their_own_invitation(alone: Couple) -> None:
    link = alone.alice.pairing.invite()
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        alone.alice.pairing.join(link)


def test_leaving_needs_nobody_and_another_space_may_follow(alone: Couple) -> None:
    with pytest.raises(NotPairedError):
        alone.alice.leave(PASSPHRASE)
    pair(alone.alice, alone.bob)
    opened = alone.opened()
    first = alone.alice.couples.pinned()
    alone.alice.leave(PASSPHRASE)
    alone.bob.sync()
    for device in (alone.alice, alone.bob):
        with pytest.raises(NotPairedError):
            device.couples.current()
    pair(alone.bob, alone.alice)
    assert (alone.alice.couples.pinned() or {})["space"] != (first or {})["space"]
    assert alone.states(opened) == ("opened", "opened")
    assert alone.bob.bridge.view(opened).offered is not None, "what was opened before stays with each"
    assert alone.bob.bridge.offer(alone.bob.journal.write(felt="x", topic="work"), Tier.WHOLE)


def test_a_pairing_that_the_browser_emptied_is_over(alone: Couple) -> None:
    alone.alice.pairing.invite()
    empty = dict.fromkeys(("role", "invite", "secret", "space", "expires"))
    alone.alice.vault.put_singleton("pairing", {"v": 1, "type": "pairing", **empty})
    alone.alice.sync()
    with pytest.raises(RecordMissingError):
        alone.alice.pairing.take_back()
