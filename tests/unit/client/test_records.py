from dataclasses import replace

import pytest

from couplebridge.client import primitives, records
from couplebridge.client.encoding import pad
from couplebridge.client.errors import (
    EncodingInvalidError,
    KeyWrapRefusedError,
    RecordRefusedError,
)

from .cast import ALICE_ID, BOB_ID, KEY, OTHER_KEY, OTHER_RECORD, RECORD, SPACE

HEADER = records.private_header(1, ALICE_ID, RECORD, 3)
OTHERS = [
    replace(HEADER, kind=1),
    replace(HEADER, schema=2),
    replace(HEADER, space=SPACE),
    replace(HEADER, owner=BOB_ID),
    replace(HEADER, record=OTHER_RECORD),
    replace(HEADER, revision=2),
]


def test_a_record_comes_back_as_it_was_written() -> None:
    envelope = records.seal_record(HEADER, KEY, '{"v":1,"text":"ü"}')
    assert records.parse_record_header(envelope) == HEADER
    assert records.open_record(HEADER, KEY, envelope) == '{"v":1,"text":"ü"}'


def test_every_private_record_looks_the_same_from_outside() -> None:
    sizes = {len(records.seal_record(HEADER, KEY, text)) for text in ("", "a" * 1020)}
    assert sizes == {records.SEALED_AT + 1024 + 16}
    assert (HEADER.kind, HEADER.space) == (0, bytes(16))


@pytest.mark.parametrize("other", OTHERS)
def test_a_swapped_or_rolled_back_record_is_refused(other: records.RecordHeader) -> None:
    envelope = records.seal_record(other, KEY, "{}")
    with pytest.raises(RecordRefusedError, match="expected"):
        records.open_record(HEADER, KEY, envelope)


@pytest.mark.parametrize("other", OTHERS)
def test_a_relabelled_record_is_refused(other: records.RecordHeader) -> None:
    envelope = records.seal_record(other, KEY, "{}")
    with pytest.raises(RecordRefusedError, match="key"):
        records.open_record(HEADER, KEY, HEADER.to_bytes() + envelope[64:])


def test_a_record_under_another_key_is_refused_by_its_commitment() -> None:
    with pytest.raises(RecordRefusedError, match="key"):
        records.open_record(HEADER, OTHER_KEY, records.seal_record(HEADER, KEY, "{}"))


def test_a_record_cut_anywhere_is_refused() -> None:
    envelope = records.seal_record(HEADER, KEY, "{}")
    for length in (0, 63, 64, 107, 123, 124, len(envelope) - 1):
        with pytest.raises(RecordRefusedError):
            records.open_record(HEADER, KEY, envelope[:length])


@pytest.mark.parametrize("padded", [b"", pad(b"{}")[:-1], pad(b"\xffsecret")])
def test_a_malformed_inside_is_refused_without_showing_it(padded: bytes) -> None:
    material = primitives.hkdf(KEY, b"CB1:record-key\x00\x01\x00\x00\x00\x40" + HEADER.to_bytes(), 64)
    before = HEADER.to_bytes() + material[32:] + bytes(12)
    envelope = before + primitives.aead_seal(material[:32], bytes(12), padded, before)
    with pytest.raises(RecordRefusedError, match="inside") as caught:
        records.open_record(HEADER, KEY, envelope)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("at", [0, 2, 3, 5])
def test_what_is_not_a_record_of_version_1_has_no_header(at: int) -> None:
    data = HEADER.to_bytes()
    with pytest.raises(RecordRefusedError):
        records.parse_record_header(data[:at] + b"\x09" + data[at + 1 :])
    with pytest.raises(RecordRefusedError):
        records.parse_record_header(data[:-1])


def test_a_record_key_opens_for_its_record_at_any_revision_and_for_no_other() -> None:
    wrapped = records.wrap_record_key(OTHER_KEY, HEADER, KEY)
    later = replace(HEADER, revision=9)
    assert records.unwrap_record_key(OTHER_KEY, later, wrapped) == KEY
    for header in (OTHERS[2], OTHERS[3], OTHERS[4]):
        with pytest.raises(KeyWrapRefusedError):
            records.unwrap_record_key(OTHER_KEY, header, wrapped)
    with pytest.raises(KeyWrapRefusedError, match="60"):
        records.unwrap_record_key(OTHER_KEY, HEADER, wrapped + b"\x00")


def test_text_and_keys_that_no_reader_could_take_are_refused() -> None:
    with pytest.raises(EncodingInvalidError):
        records.seal_record(HEADER, KEY, "\ud800")
    with pytest.raises(EncodingInvalidError):
        records.seal_record(HEADER, bytes(16), "{}")
    with pytest.raises(EncodingInvalidError):
        records.wrap_record_key(OTHER_KEY, HEADER, bytes(16))
    with pytest.raises(EncodingInvalidError):
        replace(HEADER, record=bytes(15)).to_bytes()


def test_an_envelope_is_named_by_its_sha256() -> None:
    assert records.envelope_hash(b"x") == primitives.sha256(b"x")
