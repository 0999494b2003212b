import pytest

from couplebridge.client import curve, primitives
from couplebridge.client.errors import (
    EncodingInvalidError,
    KeyWrapRefusedError,
    ParametersRefusedError,
    ShareRefusedError,
    SignatureInvalidError,
)

from .cast import ALICE, BOB, KEY, OTHER_KEY


def test_hkdf_is_that_of_rfc_5869_case_3() -> None:
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert primitives.hkdf(b"\x0b" * 22, b"", 42).hex() == okm


def test_a_wrapped_key_opens_under_its_key_and_context_only() -> None:
    wrapped = primitives.wrap_bytes(KEY, OTHER_KEY, b"aad")
    assert len(wrapped) == primitives.WRAPPED_KEY_BYTES
    assert primitives.unwrap_bytes(KEY, wrapped, b"aad") == OTHER_KEY
    bad = [(OTHER_KEY, wrapped, b"aad"), (KEY, wrapped, b"other"), (KEY, wrapped[:20], b"aad")]
    for key, data, aad in [*bad, (KEY, b"", b"aad"), (KEY, wrapped + b"\x00", b"aad")]:
        with pytest.raises(KeyWrapRefusedError):
            primitives.unwrap_bytes(key, data, aad)


def test_no_two_nonces_are_the_same() -> None:
    assert primitives.wrap_bytes(KEY, KEY, b"")[:12] != primitives.wrap_bytes(KEY, KEY, b"")[:12]
    assert primitives.new_key() != primitives.new_key()


def test_only_32_bytes_are_a_key() -> None:
    # AES would take 16 bytes too, and be half as strong without a word.
    with pytest.raises(EncodingInvalidError):
        primitives.aead_seal(bytes(16), bytes(12), b"", b"")
    with pytest.raises(EncodingInvalidError):
        primitives.aead_open(bytes(16), bytes(12), bytes(16), b"")


@pytest.mark.parametrize("cost", [(19455, 2, 1), (262145, 2, 1), (19456, 1, 1), (19456, 17, 1), (19456, 2, 2)])
def test_a_cost_out_of_bounds_is_never_run(cost: tuple[int, int, int]) -> None:
    with pytest.raises(ParametersRefusedError):
        primitives.argon2id(b"x", bytes(16), *cost)


@pytest.mark.parametrize("cost", [(19456, 2, 1), (262144, 16, 1)])
def test_the_bounds_themselves_are_allowed(cost: tuple[int, int, int]) -> None:
    primitives.check_argon2_cost(*cost)


def test_a_signature_holds_for_its_key_and_message_only() -> None:
    point, message = ALICE.bundle.signing_public, b"message"
    signature = curve.sign(ALICE.signing_private, message)
    curve.verify(point, message, signature)
    for p, m, s in (
        (BOB.bundle.signing_public, message, signature),
        (point, b"other", signature),
        (point, message, signature + b"\x00"),
        (point, message, signature[:32] + b"\x00" + signature[32:]),
        (point, message, bytes(64)),
        (point, message, b"\xff" * 64),
    ):
        with pytest.raises(SignatureInvalidError):
            curve.verify(p, m, s)


def test_a_private_key_survives_pkcs8() -> None:
    key = curve.import_private(curve.export_private(ALICE.kem_private))
    assert curve.public_point(key) == ALICE.bundle.kem_public


def test_what_is_not_a_p256_private_key_is_refused() -> None:
    ed25519 = bytes.fromhex("302e020100300506032b657004220420") + bytes([1]) * 32
    for bad in (b"", b"junk", ed25519):
        with pytest.raises(EncodingInvalidError):
            curve.import_private(bad)


def test_a_key_of_another_curve_is_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    with pytest.raises(EncodingInvalidError, match="P-256"):
        curve.import_private(curve.export_private(ec.generate_private_key(ec.SECP384R1())))


@pytest.mark.parametrize("point", [b"", bytes(65), b"\x04" + bytes([1]) * 64, bytes([2]) * 33])
def test_what_is_not_an_uncompressed_point_is_refused(point: bytes) -> None:
    with pytest.raises(EncodingInvalidError):
        curve.import_point(point)


def test_hpke_opens_for_its_key_and_info_only() -> None:
    sealed = curve.hpke_seal(BOB.bundle.kem_public, b"info", KEY)
    assert len(sealed) == 32 + curve.HPKE_OVERHEAD_BYTES
    assert curve.hpke_open(BOB.kem_private, b"info", sealed) == KEY
    for key, info, data in (
        (ALICE.kem_private, b"info", sealed),
        (BOB.kem_private, b"other", sealed),
        (BOB.kem_private, b"info", sealed[:50]),
        (BOB.kem_private, b"info", b""),
    ):
        with pytest.raises(ShareRefusedError):
            curve.hpke_open(key, info, data)
