"""Keyring, identity and the secrets of the slots."""

from dataclasses import replace

import pytest

from couplebridge.client import curve, identity, slot_secrets
from couplebridge.client.errors import (
    BundleInvalidError,
    EncodingInvalidError,
    KeyWrapRefusedError,
    ParametersRefusedError,
)
from couplebridge.client.keyring import Keyring, RestKind

from .cast import ALICE, ALICE_ID, BOB, BOB_ID, KEY, KEYRING, OTHER_KEY

CHEAP = slot_secrets.PassphraseParams(bytes(16), memory_kib=19 * 1024, passes=2)


def test_every_purpose_user_and_epoch_has_a_key_of_its_own() -> None:
    rings = [KEYRING, replace(KEYRING, epoch=2), replace(KEYRING, user_id=BOB_ID)]
    keys = [k for ring in rings for k in (ring.vault_key(), ring.identity_wrap_key())]
    assert len(set(keys)) == 6


def test_a_rest_tag_names_the_same_thing_after_a_rotation_of_the_epoch() -> None:
    tag = KEYRING.rest_tag(RestKind.ENTRY, b"x")
    assert len(tag) == 16
    assert replace(KEYRING, epoch=2).rest_tag(RestKind.ENTRY, b"x") == tag
    assert KEYRING.rest_tag(RestKind.TOPIC, b"x") != tag
    assert KEYRING.rest_tag(RestKind.ENTRY, b"y") != tag
    assert replace(KEYRING, user_id=BOB_ID).rest_tag(RestKind.ENTRY, b"x") != tag


def test_a_singleton_has_one_id_whether_named_in_text_or_bytes() -> None:
    assert KEYRING.singleton_id("settings") == KEYRING.singleton_id(b"settings")
    assert KEYRING.singleton_id("settings") != KEYRING.singleton_id("space")


@pytest.mark.parametrize(("user", "key"), [(bytes(15), KEY), (ALICE_ID, bytes(31))])
def test_a_keyring_of_odd_lengths_is_refused(user: bytes, key: bytes) -> None:
    with pytest.raises(EncodingInvalidError):
        Keyring(user, 1, key)


def test_a_bundle_comes_back_and_every_damaged_one_is_refused() -> None:
    data = ALICE.bundle.to_bytes()
    assert len(data) == identity.BUNDLE_BYTES
    assert identity.parse_bundle(data) == ALICE.bundle
    off_curve = data[:-1] + bytes([data[-1] ^ 1])
    off_kem = data[:60] + bytes([data[60] ^ 1]) + data[61:]
    for bad in (data[:-1], data + b"\x00", b"X" + data[1:], off_curve, off_kem, b""):
        with pytest.raises(BundleInvalidError):
            identity.parse_bundle(bad)


def test_the_private_keys_come_back_under_the_same_account_key() -> None:
    wrapped = identity.wrap_identity_keys(KEYRING, ALICE)
    again = identity.unwrap_identity_keys(KEYRING, ALICE.bundle, wrapped)
    assert again.bundle == ALICE.bundle
    assert curve.export_private(again.kem_private) == curve.export_private(ALICE.kem_private)


def test_the_private_keys_open_under_no_other_key_epoch_or_place() -> None:
    wrapped = identity.wrap_identity_keys(KEYRING, ALICE)
    exchanged = identity.WrappedIdentity(wrapped.signing, wrapped.kem)
    for ring, keys in (
        (replace(KEYRING, account_key=OTHER_KEY), wrapped),
        (replace(KEYRING, epoch=2), wrapped),
        (KEYRING, exchanged),
    ):
        with pytest.raises(KeyWrapRefusedError):
            identity.unwrap_identity_keys(ring, ALICE.bundle, keys)


def test_a_bundle_that_is_not_of_these_keys_is_refused() -> None:
    wrapped = identity.wrap_identity_keys(KEYRING, ALICE)
    mixed = replace(ALICE.bundle, signing_public=BOB.bundle.signing_public)
    for bundle in (BOB.bundle, mixed, replace(ALICE.bundle, user_id=BOB_ID)):
        with pytest.raises(KeyWrapRefusedError):
            identity.unwrap_identity_keys(KEYRING, bundle, wrapped)


def test_no_secret_shows_in_a_repr() -> None:
    shown = repr([KEYRING, ALICE, slot_secrets.SlotSecret(ALICE_ID, KEY)])
    assert repr(KEY) not in shown
    assert KEY.hex() not in shown
    assert "private" not in shown.lower()


def test_the_passphrase_alone_gives_another_secret_than_with_the_code() -> None:
    one, other = (
        slot_secrets.passphrase_secret("garden chairs", code, CHEAP, ALICE_ID) for code in (bytes(16), b"\x01" * 16)
    )
    assert one.value != other.value
    with pytest.raises(EncodingInvalidError):
        slot_secrets.passphrase_secret("garden chairs", b"", CHEAP, ALICE_ID)


def test_a_passphrase_is_compatibility_normalised_and_never_trimmed() -> None:
    stretched = slot_secrets.stretch_passphrase("\ufb01ne", CHEAP)
    assert slot_secrets.stretch_passphrase("fine", CHEAP) == stretched
    assert slot_secrets.stretch_passphrase("fine ", CHEAP) != stretched


def test_secrets_of_odd_lengths_are_refused() -> None:
    with pytest.raises(EncodingInvalidError):
        slot_secrets.recovery_secret(bytes(15), ALICE_ID)
    with pytest.raises(EncodingInvalidError):
        slot_secrets.passkey_secret(bytes(31), ALICE_ID)
    with pytest.raises(EncodingInvalidError):
        slot_secrets.find_tag(bytes(15), 1, "alice")


def test_parameters_that_no_reader_would_accept_are_never_written() -> None:
    with pytest.raises(ParametersRefusedError):
        replace(CHEAP, passes=1).to_bytes()
    with pytest.raises(EncodingInvalidError):
        replace(CHEAP, salt=bytes(15)).to_bytes()
    with pytest.raises(ParametersRefusedError):
        slot_secrets.parse_passphrase_params(CHEAP.to_bytes() + b"\x00")


# Each second value was taken from JavaScript's normalize("NFKC").trim().toLowerCase().
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Alice\t", "alice"),
        ("\ufeffAlice\u2003", "alice"),
        ("\x1cAlice\x85", "\x1calice\x85"),
        ("İpek", "i\u0307pek"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("Straße \ufb01", "straße fi"),
    ],
)
def test_a_name_is_what_the_browser_makes_of_it(typed: str, name: str) -> None:
    assert slot_secrets.normalize_name(typed) == name.encode()


def test_a_find_tag_depends_on_code_type_and_name_as_normalised() -> None:
    tag = slot_secrets.find_tag(bytes(16), 1, " Alice")
    assert len(tag) == 16
    assert slot_secrets.find_tag(bytes(16), 1, "alice") == tag
    others = [
        slot_secrets.find_tag(b"\x01" * 16, 1, "alice"),
        slot_secrets.find_tag(bytes(16), 2, "alice"),
        slot_secrets.find_tag(bytes(16), 1, "alicia"),
    ]
    assert len({tag, *others}) == 4
