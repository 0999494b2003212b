"""The small parts of a device: links, the stay-unlocked seal, merging, covers, items."""

from __future__ import annotations

import pytest

from couplebridge.client import errors, stay
from couplebridge.client.answers import Answer
from couplebridge.client.api import as_text
from couplebridge.client.bridge_rules import why_not_offer
from couplebridge.client.cover import tidy_cover
from couplebridge.client.device_link import make_device_fragment, parse_device_fragment
from couplebridge.client.encoding import b64url_encode
from couplebridge.client.frames import Frame
from couplebridge.client.items import OFFER, PAIRING, SPACE, check_item
from couplebridge.client.key_holder import KeyHolder, Unlocked, WayIn
from couplebridge.client.merge import merge_records
from couplebridge.client.store import Store
from couplebridge.client.turn_chain import MAX_TURNS, Turn, next_turn
from couplebridge.client.vault import Vault, to_iso

from .cast import ALICE, ALICE_ID, BOB_ID, KEY, KEYRING, OTHER_KEY


def test_a_device_link_holds_the_code_and_the_name() -> None:
    fragment = make_device_fragment(bytes(16), "Ålice ")
    assert parse_device_fragment("#" + fragment) == (bytes(16), "Ålice ")


NOT_WHOLE = [b"", b"\x01" + bytes(15), b"\x01" + bytes(16), b"\x02" + bytes(20), b"\x01" + bytes(16) + b"\xff"]


@pytest.mark.parametrize("data", NOT_WHOLE)
def test_a_device_link_that_is_not_whole_is_refused(data: bytes) -> None:
    with pytest.raises(errors.CodeInvalidError):
        parse_device_fragment(b64url_encode(data))


def test_a_stay_seal_opens_for_its_share_and_its_user_only() -> None:
    sealed = stay.seal_stay(KEY, ALICE_ID, OTHER_KEY)
    assert len(sealed) == 60
    assert stay.open_stay(KEY, ALICE_ID, sealed) == OTHER_KEY
    for share, user in ((OTHER_KEY, ALICE_ID), (KEY, BOB_ID)):
        with pytest.raises(errors.KeyWrapRefusedError):
            stay.open_stay(share, user, sealed)
    with pytest.raises(errors.EncodingInvalidError):
        stay.seal_stay(KEY[:31], ALICE_ID, OTHER_KEY)
    with pytest.raises(errors.EncodingInvalidError):
        stay.seal_stay(KEY, ALICE_ID, OTHER_KEY[:31])


BASE = {"type": "entry", "a": 1, "b": 1, "editedAt": "2"}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "lost"),
    [
        ({}, {}, {}, False),
        ({"a": 2}, {}, {"a": 2}, False),
        ({}, {"a": 2}, {"a": 2}, False),
        ({"a": 2}, {"b": 3}, {"a": 2, "b": 3}, False),
        ({"a": 2}, {"a": 3}, {"a": 2}, True),
        ({"a": 2}, {"a": 2}, {"a": 2}, False),
        ({"editedAt": "3"}, {"editedAt": "4"}, {"editedAt": "4"}, False),
        ({"editedAt": "5"}, {"editedAt": "4"}, {"editedAt": "5"}, False),
        ({"editedAt": 5}, {"editedAt": "4"}, {"editedAt": 5}, True),
        ({"new": 1}, {"other": 2}, {"new": 1, "other": 2}, False),
    ],
)
def test_two_changes_are_merged_field_by_field(mine: dict, theirs: dict, merged: dict, lost: bool) -> None:
    assert merge_records(BASE, {**BASE, **mine}, {**BASE, **theirs}) == ({**BASE, **merged}, lost)


def test_a_field_that_one_side_took_out_stays_out() -> None:
    without = {name: value for name, value in BASE.items() if name != "b"}
    assert merge_records(BASE, without, BASE) == (without, False)


def test_a_purge_wins_over_silence_and_loses_against_words() -> None:
    gone, words = {"type": "gone"}, {**BASE, "a": 9}
    assert merge_records(BASE, gone, BASE) == (gone, False)
    assert merge_records(BASE, BASE, gone) == (gone, False)
    assert merge_records(BASE, gone, words) == (words, False)
    assert merge_records(BASE, words, gone) == (words, False)


@pytest.mark.parametrize("minutes", [0, -1, 1441, True, "5", 5.5, None])
def test_a_cover_holds_four_things_within_bounds(minutes: object) -> None:
    wild = {"minutes": minutes, "tone": "loud", "hope": 7, "line": "x" * 501, "more": 1}
    assert tidy_cover(wild) == {"minutes": None, "tone": None, "hope": None, "line": "x" * 500}
    assert tidy_cover({"line": None})["line"] == ""
    assert tidy_cover({"minutes": 1440, "tone": "calm", "hope": "listen"})["minutes"] == 1440


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (SPACE, (b"\1",)),
        (SPACE, (b"\3", b"")),
        (SPACE, (b"", b"")),
        (SPACE, (b"\1", b"short")),
        (PAIRING, (b"\5", *[b""] * 11)),
        (OFFER, (b"\6", *[b""] * 11)),
        (OFFER, (b"\1", b"", b"\0\0\0\1", *[b""] * 9)),
    ],
)
def test_an_item_of_another_form_is_refused(kind: int, parts: tuple[bytes, ...]) -> None:
    with pytest.raises(errors.ServerAnswerRefusedError):
        check_item(Frame(kind, bytes(16), 1, 1, parts))


def test_forty_turns_are_the_end() -> None:
    turn = Turn(by_author=True, step="not-quite", text="x")
    assert next_turn([turn] * (MAX_TURNS - 1)) is not None
    assert next_turn([turn] * MAX_TURNS) is None


def test_what_is_not_an_entry_cannot_be_offered() -> None:
    assert why_not_offer({"type": "version"}, "x", None, [], [], 0) == "missing"


@pytest.mark.parametrize("fields", [{}, {"n": True}, {"n": -1}, {"n": "1"}, {"n": 1.0}])
def test_a_number_of_an_answer_is_a_number(fields: dict) -> None:
    with pytest.raises(errors.ServerAnswerRefusedError):
        Answer(fields).number("n")


def test_a_list_of_an_answer_holds_objects() -> None:
    with pytest.raises(errors.ServerAnswerRefusedError):
        Answer({"l": [1]}).many("l")


def test_bytes_go_as_base64url_also_inside() -> None:
    given = {"a": b"\xff", "b": {"c": b"\xfe"}, "d": None, "e": 3}
    assert as_text(given) == {"a": "_w", "b": {"c": "_g"}, "d": None, "e": 3}


def test_times_are_written_as_javascript_writes_them() -> None:
    assert to_iso(0) == "1970-01-01T00:00:00.000Z"
    assert to_iso(1_764_000_000_007) == "2025-11-24T16:00:00.007Z"


@pytest.mark.parametrize("text", ["not json", "[]", "{}", '{"type":1}'])
def test_a_record_whose_inside_is_no_record_is_refused(text: str) -> None:
    holder = KeyHolder()
    holder.unlock(Unlocked(KEYRING, ALICE, None))
    vault = Vault(Store(), holder, lambda: 0)
    sealed = vault.seal("AAAAAAAAAAAAAAAAAAAAAA", 1, {"type": "entry"}, None)
    from couplebridge.client.records import seal_record, unwrap_record_key

    header = vault.header("AAAAAAAAAAAAAAAAAAAAAA", 1)
    key = unwrap_record_key(KEYRING.vault_key(), header, sealed.wrap)
    bad = type(sealed)(1, seal_record(header, key, text), sealed.wrap)
    with pytest.raises(errors.RecordRefusedError):
        vault.open("AAAAAAAAAAAAAAAAAAAAAA", bad)


def test_no_secret_shows_where_a_part_of_a_device_is_printed() -> None:
    shown = repr(Unlocked(KEYRING, ALICE, WayIn(1, b"find", b"auth"))) + repr(WayIn(1, b"find", b"auth"))
    assert not [secret for secret in ("auth'", "find'", KEY.hex(), str(KEY)) if secret in shown]
