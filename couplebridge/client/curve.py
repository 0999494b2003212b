"""P-256: keys, signatures, Diffie-Hellman and HPKE. With primitives.py the only file that touches a
cryptographic library.

Signatures travel as raw r ‖ s of 64 bytes, as WebCrypto makes them; a signature is never an id,
because a second valid one for the same bytes is easy to make.
"""

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from .errors import EncodingInvalidError, ShareRefusedError, SignatureInvalidError

PrivateKey = ec.EllipticCurvePrivateKey
PublicKey = ec.EllipticCurvePublicKey

POINT_BYTES = 65
X_BYTES = 32
SIGNATURE_BYTES = 64
HPKE_OVERHEAD_BYTES = POINT_BYTES + 16

_P256 = ec.SECP256R1()
_ECDSA = ec.ECDSA(SHA256())
_SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def new_private_key() -> PrivateKey:
    """A fresh P-256 private key."""
    return ec.generate_private_key(_P256)


def export_private(key: PrivateKey) -> bytes:
    """pkcs8, secret: only ever handed to a key wrap."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def import_private(pkcs8: bytes) -> PrivateKey:
    """A P-256 key from pkcs8; EncodingInvalidError for anything else."""
    try:
        key = load_der_private_key(pkcs8, password=None)
    except (ValueError, TypeError) as error:
        raise EncodingInvalidError("this is not a private key") from error
    if not isinstance(key, PrivateKey) or key.curve.name != _P256.name:
        raise EncodingInvalidError("this is not a P-256 private key")
    return key


def public_point(key: PrivateKey) -> bytes:
    """The public point of a private key, uncompressed, 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def import_point(point: bytes) -> PublicKey:
    """A public key from an uncompressed point of 65 bytes that lies on the curve."""
    if len(point) != POINT_BYTES:
        raise EncodingInvalidError("a public point must have 65 bytes")
    return _import_encoded(point)


def _import_encoded(point: bytes) -> PublicKey:
    try:
        return PublicKey.from_encoded_point(_P256, point)
    except ValueError as error:
        raise EncodingInvalidError("a public point is not on the curve") from error


def sign(key: PrivateKey, message: bytes) -> bytes:
    """ECDSA P-256 with SHA-256, raw r ‖ s of 64 bytes."""
    r, s = decode_dss_signature(key.sign(message, _ECDSA))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def verify(point: bytes, message: bytes, signature: bytes) -> None:
    """SignatureInvalidError unless the key at this 65-byte point signed exactly these bytes."""
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureInvalidError("a signature must have 64 bytes")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        import_point(point).verify(encode_dss_signature(r, s), message, _ECDSA)
    except InvalidSignature as error:
        raise SignatureInvalidError("a signature does not hold") from error


def multiply_x(key: PrivateKey, x: bytes) -> bytes:
    """x(k·P) for the point with this 32-byte x, by ECDH. Either of the two y gives the same."""
    if len(x) != X_BYTES:
        raise EncodingInvalidError("an x-coordinate must have 32 bytes")
    return key.exchange(ec.ECDH(), _import_encoded(b"\x02" + x))


def hpke_seal(point: bytes, info: bytes, plaintext: bytes) -> bytes:
    """HPKE base mode (RFC 9180), `aad` empty: encapsulated point 65 ‖ ciphertext ‖ tag 16."""
    return _SUITE.encrypt(plaintext, import_point(point), info)


def hpke_open(key: PrivateKey, info: bytes, sealed: bytes) -> bytes:
    """What `hpke_seal` sealed for this key and info; ShareRefusedError otherwise."""
    try:
        return _SUITE.decrypt(sealed, key, info)
    except (InvalidTag, ValueError) as error:
        raise ShareRefusedError("a wrap was not made for this key and context") from error
