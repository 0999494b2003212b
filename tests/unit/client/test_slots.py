from dataclasses import replace

import pytest

from couplebridge.client import primitives
from couplebridge.client.encoding import encode_tuple
from couplebridge.client.errors import (
    EncodingInvalidError,
    ParametersRefusedError,
    SlotRefusedError,
)
from couplebridge.client.slot_secrets import PassphraseParams, SlotSecret
from couplebridge.client.slots import SlotHeader, SlotType, lock_slot, parse_slot, unlock_slot

from .cast import ALICE_ID, BOB_ID, KEY, OTHER_KEY

SECRET = SlotSecret(ALICE_ID, OTHER_KEY)
HEADER = SlotHeader(SlotType.RECOVERY, bytes(16), ALICE_ID, 1, b"")
PASSKEY = replace(HEADER, type=SlotType.PASSKEY, params=b"id")
PASSPHRASE = replace(HEADER, type=SlotType.PASSPHRASE, params=PassphraseParams(bytes(16)).to_bytes())


@pytest.mark.parametrize("header", [HEADER, PASSKEY, PASSPHRASE])
def test_a_slot_opens_to_the_account_key(header: SlotHeader) -> None:
    assert unlock_slot(lock_slot(header, SECRET, KEY), SECRET) == KEY


def test_a_slot_opens_with_no_other_secret_and_for_no_other_user() -> None:
    blob = lock_slot(HEADER, SECRET, KEY)
    for secret in (SlotSecret(ALICE_ID, KEY), SlotSecret(BOB_ID, OTHER_KEY)):
        with pytest.raises(SlotRefusedError):
            unlock_slot(blob, secret)


def test_every_changed_byte_is_refused() -> None:
    blob = lock_slot(HEADER, SECRET, KEY)
    for at in range(len(blob)):
        with pytest.raises(SlotRefusedError):
            unlock_slot(blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :], SECRET)


def test_a_slot_with_a_byte_more_or_less_is_refused() -> None:
    blob = lock_slot(HEADER, SECRET, KEY)
    for bad in (blob + b"\x00", blob[:-1], b""):
        with pytest.raises(SlotRefusedError):
            parse_slot(bad)


@pytest.mark.parametrize(
    "header",
    [
        replace(HEADER, params=b"x"),
        replace(PASSKEY, params=b""),
        replace(PASSKEY, params=bytes(1024)),
    ],
)
def test_parameters_that_do_not_fit_the_type_are_refused(header: SlotHeader) -> None:
    with pytest.raises(SlotRefusedError):
        lock_slot(header, SECRET, KEY)


def test_a_lowered_cost_is_refused_before_a_passphrase_is_asked_for() -> None:
    blob = lock_slot(PASSPHRASE, SECRET, KEY)
    lowered = blob[:44] + bytes(4) + blob[48:]
    assert blob[44:48] == (64 * 1024).to_bytes(4, "big")
    with pytest.raises(ParametersRefusedError):
        parse_slot(lowered)


def test_a_slot_for_one_user_is_never_made_with_the_secret_of_another() -> None:
    with pytest.raises(SlotRefusedError):
        lock_slot(HEADER, SlotSecret(BOB_ID, OTHER_KEY), KEY)


def test_only_32_bytes_are_locked() -> None:
    with pytest.raises(EncodingInvalidError):
        lock_slot(HEADER, SECRET, bytes(16))


@pytest.mark.parametrize("number", [0, 4, 255])
def test_a_way_in_that_nobody_knows_is_refused(number: int) -> None:
    blob = lock_slot(HEADER, SECRET, KEY)
    with pytest.raises(SlotRefusedError):
        parse_slot(blob[:4] + bytes([number]) + blob[5:])


def test_a_slot_is_held_to_its_commitment_and_not_only_to_its_key() -> None:
    # The right key over a wrong commitment: what a slot that opens under two secrets is made of.
    start = HEADER.to_bytes()
    key = primitives.hkdf(SECRET.value, encode_tuple("slot-kek", start), 64)[:32]
    before = start + bytes(32) + bytes(12)
    blob = before + primitives.aead_seal(key, bytes(12), KEY, before)
    with pytest.raises(SlotRefusedError):
        unlock_slot(blob, SECRET)
