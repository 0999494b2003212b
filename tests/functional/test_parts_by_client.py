"""Two phones of the reference client share things: joined alike, signed, whole, and of one's own path nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from couplebridge.client import parts as client_parts
from couplebridge.client.encoding import b64url_encode
from couplebridge.client.errors import ApiProblemError, ServerAnswerRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.items import PART, PARTS_MANIFEST
from couplebridge.client.registers import (
    OVER_MOST,
    join_parts,
    join_registers,
    parse_registers,
    read_register,
    standing,
    write_entry,
)
from tests.support.two_phones import PASSPHRASE, Couple, phone, sent_by

CANARY = "canary-parts the lamp on the stairs"


def ids(paired: Couple) -> tuple[str, str]:
    return tuple(b64url_encode(each.holder.keyring.user_id) for each in (paired.alice, paired.bob))  # type: ignore[return-value]


def test_what_one_writes_the_other_reads_and_changes(paired: Couple) -> None:
    step = paired.alice.parts.add("step", {"title": "Ring them", "stage": "look"})
    paired.both()
    (there,) = paired.bob.parts.things("step")
    assert (there.id, there.values) == (step, {"stage": "look", "title": "Ring them"})
    paired.bob.parts.change(step, "step", {"dueOn": "2026-12-01"})
    paired.alice.parts.change(step, "step", {"title": "Ring them on Monday"})
    paired.both()
    paired.both()
    for device in (paired.alice, paired.bob):
        (thing,) = device.parts.things("step")
        assert thing.values == {"dueOn": "2026-12-01", "stage": "look", "title": "Ring them on Monday"}


def test_what_both_wrote_at_the_same_time_is_kept(paired: Couple) -> None:
    step = paired.alice.parts.add("step", {"title": "Talk"})
    paired.both()
    paired.alice.parts.change(step, "step", {"title": "on Sunday"})
    paired.bob.parts.change(step, "step", {"title": "for an hour"})
    paired.both()
    paired.both()
    one, two = (device.parts.things("step")[0] for device in (paired.alice, paired.bob))
    assert (one.values, one.also) == (two.values, two.also)
    assert {one.values["title"], *one.also["title"]} == {"on Sunday", "for an hour"}


def test_nobody_ticks_for_the_other_and_either_may_clear(paired: Couple) -> None:
    alice, bob = ids(paired)
    step = paired.alice.parts.add("step", {"title": "x", f"ticked:{alice}": True})
    paired.both()
    paired.alice.parts.change(step, "step", {f"ticked:{bob}": True})
    paired.bob.parts.change(step, "step", {f"ticked:{alice}": False})
    paired.both()
    paired.both()
    for device in (paired.alice, paired.bob):
        values = device.parts.things("step")[0].values
        assert (values[f"ticked:{alice}"], values.get(f"ticked:{bob}")) == (False, None)


def test_what_was_let_go_is_not_listed(paired: Couple) -> None:
    step = paired.alice.parts.add("step", {"title": "x"})
    paired.alice.parts.change(step, "step", {"gone": True})
    assert paired.alice.parts.things("step") == []


def test_ones_own_things_reach_ones_own_devices_and_nobody_else(app: Flask, paired: Couple) -> None:
    paired.alice.parts.add("step", {"title": CANARY}, own=True)
    paired.both()
    assert paired.bob.parts.things("step", own=True) == paired.bob.parts.things("step") == []
    assert not [request for request in sent_by(paired.alice).requests if request.path == "/api/parts"]
    tablet = phone(app, paired.clock, label="tablet")
    tablet.sign_in("alice", PASSPHRASE, paired.alice.account_code)
    assert tablet.parts.things("step", own=True)[0].values["title"] == CANARY
    tablet.parts.change(tablet.parts.things("step", own=True)[0].id, "step", {"stage": "talk"}, own=True)
    tablet.sync()
    paired.both()
    assert paired.alice.parts.things("step", own=True)[0].values == {"stage": "talk", "title": CANARY}


def test_alone_there_is_nothing_of_ours(alone: Couple) -> None:
    assert alone.alice.parts.things("step") == []
    assert not alone.alice.parts.publish()


def test_more_than_a_batch_is_published(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_parts, "BATCH", 2)
    for n in range(3):
        paired.alice.parts.add("step", {"title": f"step {n}"})
    paired.both()
    paired.both()
    assert len(paired.bob.parts.things("step")) == 3


def test_a_second_device_that_was_slower_is_told_and_comes_to_rest(app: Flask, paired: Couple) -> None:
    tablet = phone(app, paired.clock, label="tablet")
    tablet.sign_in("alice", PASSPHRASE, paired.alice.account_code)
    paired.alice.parts.add("step", {"title": "one"})
    tablet.parts.add("step", {"title": "two"})
    paired.alice.records.run()
    tablet.records.run()
    paired.alice.parts.publish()
    with pytest.raises(ApiProblemError, match=r"^conflict"):
        tablet.parts.publish()
    tablet.sync()
    paired.both()
    assert {thing.values["title"] for thing in paired.bob.parts.things("step")} == {"one", "two"}


@pytest.mark.parametrize("kind", [PART, PARTS_MANIFEST])
def test_m4_what_the_server_leaves_out_is_noticed(paired: Couple, kind: int) -> None:
    paired.alice.parts.add("step", {"title": "one"})
    paired.both()
    items = paired.bob.store.items
    for key in [each for each in items if each[0] == kind]:
        del items[key]
    with pytest.raises(ServerAnswerRefusedError):
        paired.bob.parts.things("step")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_r4_what_was_changed_is_refused(paired: Couple, at: int) -> None:
    paired.alice.parts.add("step", {"title": "one"})
    paired.both()
    for kind in (PART, PARTS_MANIFEST):
        items = dict(paired.bob.store.items)
        (key,) = [each for each in items if each[0] == kind]
        frame = items[key]
        parts = list(frame.parts)
        parts[at] = parts[at][:-1] + bytes([parts[at][-1] ^ 1])
        paired.bob.store.items = {**items, key: Frame(kind, frame.id, frame.revision, frame.seq, tuple(parts))}
        with pytest.raises(ServerAnswerRefusedError):
            paired.bob.parts.things("step")
        paired.bob.store.items = items


def test_a_part_of_another_thing_than_its_id_says_is_refused(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(client_parts, "part_id", lambda *_: bytes(16))
        paired.alice.parts.add("step", {"title": "one"})
        paired.alice.sync()
    paired.bob.sync()
    with pytest.raises(ServerAnswerRefusedError):
        paired.bob.parts.things("step")


def test_registers_join_in_any_order_and_are_parsed_strictly() -> None:
    base = write_entry([], "a")
    one, two = write_entry([base], "one"), write_entry([base], "two")
    assert standing([one, base, two]) == standing([two, one, base])
    value, also = read_register(standing([base, one, two, write_entry([base], "one")]))
    assert {value, *also} == {"one", "two"}
    assert len([value, *also]) == 2
    assert read_register([]) == (None, [])
    assert join_registers({"x": [one]}, {"x": [two], "y": [base]}) == join_registers(
        {"x": [two], "y": [base]}, {"x": [one]}
    )
    theirs = {"registers": {"x": [one]}, "n": 3}
    assert join_parts({"registers": {"x": [one]}, "n": 2}, theirs) is theirs
    assert join_parts({"registers": {"y": [two]}, "n": 5}, theirs)["n"] == 6
    entry = base
    for n in range(50):
        entry = write_entry([entry], n)
    assert len(entry[3]) == OVER_MOST
    for wrong in (None, [], {"a": 1}, {"a": [1]}, {"a": [["d", 0, 1, []]]}, {"a": [["d", True, 1, []]]}):
        assert parse_registers(wrong) is None
    assert parse_registers({"a": [["d", 1, 2, ["e"]]]}) == {"a": [["d", 1, 2, ["e"]]]}
