"""An offer of the reference client of which no answer came: remembered only when the server has it."""

from __future__ import annotations

import pytest

from couplebridge.client.errors import ServerUnreachableError
from couplebridge.client.statements import Tier
from tests.support.two_phones import Couple


@pytest.mark.parametrize("is_stored", [False, True])
def test_only_what_the_server_has_stays_remembered(
    paired: Couple, monkeypatch: pytest.MonkeyPatch, is_stored: bool
) -> None:
    alice = paired.alice
    entry = paired.write()
    ask = alice.bridge._session.ask

    def cut(*wanted: object) -> object:
        if is_stored:
            ask(*wanted)
        raise ServerUnreachableError

    with monkeypatch.context() as patch:
        patch.setattr(alice.bridge._session, "ask", cut)
        with pytest.raises(ServerUnreachableError):
            alice.bridge.offer(entry, Tier.TOPIC)
    alice.sync()
    assert len(alice.bridge.memory.all_out()) == int(is_stored)
