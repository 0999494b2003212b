"""The reference client and the browser's code are two writings of one protocol: each reads what the other made.

alice has the reference client, bob the browser's code under Node; between them a real server on a real port.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from couplebridge import create_app
from couplebridge.cli import main
from couplebridge.client.codes import format_code
from couplebridge.client.echo_week import WEEK_MS
from couplebridge.client.errors import PassphraseWrongError
from couplebridge.client.export_open import open_with_passphrase, open_with_recovery
from couplebridge.client.markdown_export import to_markdown
from couplebridge.client.phone import Phone, now_ms
from couplebridge.client.statements import Tier
from couplebridge.extensions import db
from tests.support.node_phone import NodePhone
from tests.support.two_phones import CHEAP, CONCERN, COVER, PASSPHRASE

FIELDS = ("happened", "felt", "feelings", "beneath", "longing", "part")
NEW = "nine loud geese over the weir"
RATES = ("RATE_SIGN_IN", "RATE_SIGN_IN_KNOWN_DEVICE", "RATE_ACCOUNTS", "RATE_PROOF", "RATE_JOIN")


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log(self, *_: Any) -> None:
        """Keep still."""


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    """A real server, in a thread of this process."""
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    app = create_app(
        {"DATA": tmp_path / "data", "REDIS_URL": None, "SQLALCHEMY_DATABASE_URI": uri}
        | dict.fromkeys(RATES, "10000 per hour")
    )
    with app.app_context():
        db.create_all()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def node(origin: str) -> Iterator[Any]:
    """Makes devices under Node."""
    made: list[NodePhone] = []

    def make() -> NodePhone:
        made.append(NodePhone(origin))
        return made[-1]

    yield make
    for each in made:
        each.close()


def registered(device: NodePhone, name: str = "bob", *, recovery: bool = False) -> dict[str, Any]:
    made = device.call("account.register", {"name": name, "passphrase": PASSPHRASE, "withRecovery": recovery})
    device.call("begin")
    return made


@pytest.fixture
def alice(origin: str) -> Phone:
    device = Phone(origin, cost=CHEAP)
    device.register("alice", PASSPHRASE)
    return device


@pytest.fixture
def bob(node: Any) -> NodePhone:
    device = node()
    registered(device)
    return device


def meet(alice: Phone, bob: NodePhone) -> None:
    for _ in range(2):
        alice.sync()
        bob.call("meet")


def pair(alice: Phone, bob: NodePhone, *, by_alice: bool) -> None:
    if by_alice:
        bob.call("pairing.join", alice.pairing.invite("https://bridge.test"))
    else:
        alice.pairing.join(bob.call("pairing.invite")["link"])
    meet(alice, bob)
    meet(alice, bob)
    state = bob.get("pairing.state")
    assert state["kind"] == "paired", (state, bob.get("sync.status"), bob.get("pairing.problem"))
    assert "".join(filter(str.isdigit, state["safetyNumber"])) == "".join(
        filter(str.isdigit, alice.pairing.safety_number())
    )


def the(device: NodePhone, which: str, offer: str) -> dict[str, Any]:
    return next(view for view in device.get(f"bridge.{which}") if view["id"] == offer)


def test_alice_invites_and_offers_and_they_listen(alice: Phone, bob: NodePhone) -> None:
    pair(alice, bob, by_alice=True)
    entry = alice.journal.write(**CONCERN)
    alice.sync()
    offer = alice.bridge.offer(entry, Tier.WHOLE, cover=COVER)
    meet(alice, bob)
    assert the(bob, "incoming", offer)["cover"]["line"] == COVER["line"]
    bob.call("bridge.atMoment", offer, "2026-12-01T18:00:00.000Z")
    alice.sync()
    assert alice.bridge.view(offer).moment == "2026-12-01T18:00:00.000Z"
    bob.call("bridge.accept", offer)
    alice.sync()
    assert alice.bridge.view(offer).state == "ready"
    alice.bridge.release(offer)
    meet(alice, bob)
    opened = the(bob, "opened", offer)
    assert {name: opened["fields"][name] for name in FIELDS} == {name: CONCERN[name] for name in FIELDS}
    bob.call("bridge.say", offer, {"step": "heard", "text": "You were afraid."})
    alice.sync()
    alice.bridge.say(offer, "not-quite", "Nearly.")
    meet(alice, bob)
    bob.call("bridge.say", offer, {"step": "heard", "text": "You missed me."})
    alice.sync()
    alice.bridge.say(offer, "yes")
    meet(alice, bob)
    bob.call("bridge.say", offer, {"step": "answer", "text": "I missed you too."})
    meet(alice, bob)
    steps = ["heard", "not-quite", "heard", "yes", "answer"]
    assert [turn["step"] for turn in bob.call("bridge.turns", offer)["turns"]] == steps
    assert "I missed you too." in alice.export_markdown(PASSPHRASE)


@pytest.mark.parametrize("by_alice", [True, False])
def test_the_echo_of_two_writings_finds_what_both_marked(origin: str, bob: NodePhone, *, by_alice: bool) -> None:
    weeks = 0
    alice = Phone(origin, cost=CHEAP, clock_ms=lambda: now_ms() + weeks * WEEK_MS)
    alice.register("alice", PASSPHRASE)
    pair(alice, bob, by_alice=by_alice)
    alice.echo.choose(["money", "sex"])
    bob.call("echo.choose", ["money", "work"])
    for weeks in (1, 2, 3):
        bob.assign("clock.aheadMs", weeks * WEEK_MS)
        for _ in range(4):
            meet(alice, bob)
    assert alice.echo.matches() == ("money",)
    assert bob.call("echo.matches") == ["money"]


def test_bob_invites_and_offers_changes_it_and_alice_opens(alice: Phone, bob: NodePhone) -> None:
    pair(alice, bob, by_alice=False)
    entry = bob.call("journal.create", {"happened": "The kettle was still warm.", "topic": "money"})
    bob.call("meet")
    cover = {"minutes": 20, "tone": "calm", "hope": "listen", "line": "Just listen."}
    wish = {"entryId": entry, "tier": 2, "text": "One sentence.", "fields": {}, "topic": "money", "cover": cover}
    offer = bob.call("bridge.offer", wish)
    meet(alice, bob)
    alice.bridge.accept(offer)
    alice.sync()
    alice.bridge.take_back(offer)
    meet(alice, bob)
    bob.call("bridge.edit", offer, {**wish, "text": "Another sentence."})
    meet(alice, bob)
    alice.bridge.accept(offer)
    meet(alice, bob)
    bob.call("bridge.release", offer)
    meet(alice, bob)
    view = alice.bridge.view(offer)
    assert view.state == "opened"
    assert view.offered
    assert view.offered.text == "Another sentence."
    alice.bridge.say(offer, "heard", "You said it.")
    meet(alice, bob)
    bob.call("bridge.say", offer, {"step": "yes", "text": ""})
    meet(alice, bob)
    alice.bridge.say(offer, "answer", "Thank you.")
    meet(alice, bob)
    assert [turn["step"] for turn in bob.call("bridge.turns", offer)["turns"]] == ["heard", "yes", "answer"]


def test_each_reads_and_changes_the_things_that_the_other_shares(alice: Phone, bob: NodePhone) -> None:
    pair(alice, bob, by_alice=True)
    ours = alice.parts.add("step", {"title": "from the reference client"})
    theirs = bob.call("shared.ours.add", "step", {"title": "from the browser"})
    bob.call("shared.own.add", "step", {"title": "nobody else's"})
    meet(alice, bob)
    alice.parts.change(theirs, "step", {"stage": "talk"})
    bob.call("shared.ours.change", ours, "step", {"stage": "look"})
    meet(alice, bob)
    read = {thing.id: thing.values for thing in alice.parts.things("step")}
    assert read == {
        ours: {"stage": "look", "title": "from the reference client"},
        theirs: {"stage": "talk", "title": "from the browser"},
    }
    listed = {thing["id"]: thing["values"] for thing in bob.call("shared.ours.list", "step")}
    assert listed == read
    assert (bob.get("shared.problem"), bob.get("shared.isBroken")) == (None, False)


def test_one_account_on_a_device_of_each(alice: Phone, node: Any, bob: NodePhone) -> None:
    pair(alice, bob, by_alice=True)
    entry = alice.journal.write(**CONCERN)
    alice.sync()
    tablet = node()
    tablet.call("account.signIn", {"name": "alice", "accountCode": alice.account_code, "passphrase": PASSPHRASE})
    tablet.call("begin")
    assert tablet.get("pairing.state")["kind"] == "paired"
    assert tablet.call("journal.entry", entry)["fields"]["happened"] == CONCERN["happened"]
    tablet.call("vault.patch", entry, {"felt": "felt on the tablet"})
    tablet.call("meet")
    alice.sync()
    assert alice.journal.get(entry)["felt"] == "felt on the tablet"
    offer = tablet.call(
        "bridge.offer",
        {"entryId": entry, "tier": 1, "text": "", "fields": {}, "topic": "time-together", "cover": COVER},
    )
    meet(alice, bob)
    bob.call("bridge.accept", offer)
    alice.sync()
    alice.bridge.release(offer)
    tablet.call("meet")
    assert the(tablet, "opened", offer)["by"] == "me"
    tablet.call("account.changePassphrase", PASSPHRASE, NEW)
    code = tablet.call("account.setRecovery", NEW)
    tablet.call("codeKeeper.settle")
    tablet.call("meet")
    other = Phone(alice.api._transport, cost=CHEAP)
    other.recover("alice", code, PASSPHRASE)
    assert other.journal.get(entry)["felt"] == "felt on the tablet"


def test_what_was_opened_before_they_parted_stays_readable_on_a_device_of_each(
    alice: Phone, node: Any, bob: NodePhone
) -> None:
    pair(alice, bob, by_alice=True)
    entry = alice.journal.write(**CONCERN)
    alice.sync()
    offer = alice.bridge.offer(entry, Tier.SENTENCE, text="Before we parted.", cover=COVER)
    meet(alice, bob)
    bob.call("bridge.accept", offer)
    alice.sync()
    alice.bridge.release(offer)
    meet(alice, bob)
    bob.call("pairing.leave", PASSPHRASE)
    meet(alice, bob)
    pair(alice, bob, by_alice=False)
    tablet, phone = node(), Phone(alice.api._transport, cost=CHEAP)
    tablet.call("account.signIn", {"name": "alice", "accountCode": alice.account_code, "passphrase": PASSPHRASE})
    tablet.call("begin")
    assert the(tablet, "opened", offer)["text"] == "Before we parted."
    phone.sign_in("bob", PASSPHRASE, bob.call("account.kit", PASSPHRASE)["accountCode"])
    view = phone.bridge.view(offer)
    assert view.offered
    assert view.offered.text == "Before we parted."


def test_the_export_of_a_phone_opens_with_the_reference_client(
    bob: NodePhone, node: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    device = node()
    made = registered(device, "cara", recovery=True)
    entry = device.call("journal.create", {"happened": "sent before"})
    device.call("meet")
    device.assign("link.isOffline", to=True)
    device.call("vault.patch", entry, {"felt": "changed without a network"})
    device.call("journal.create", {"happened": "only here"})
    file = device.call("exporter.sealedFile")
    for opened in (
        open_with_passphrase(file, PASSPHRASE, made["accountCode"]),
        open_with_recovery(file, made["recoveryCode"]),
    ):
        assert opened.missing == ""
        text = to_markdown(opened.vault, opened.offers)
        assert all(words in text for words in ("sent before", "changed without a network", "only here"))
    with pytest.raises(PassphraseWrongError):
        open_with_passphrase(file, "wrong", made["accountCode"])
    for name, words in {"code": format_code(made["recoveryCode"])}.items():
        (tmp_path / name).write_text(words)
    (tmp_path / "phone.cbx").write_bytes(file)
    assert main(["open", str(tmp_path / "phone.cbx"), "--recovery-file", str(tmp_path / "code")]) == 0
    assert "only here" in capsys.readouterr().out
