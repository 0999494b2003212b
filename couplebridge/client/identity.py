"""Identities: the public bundle of 154 bytes, its fingerprint, and the two private keys behind it.

Protocol, "Pairing". A bundle that parses has both points on the curve; a fingerprint is what a
partner pins.
"""

from dataclasses import dataclass, field

from . import curve, primitives
from .encoding import Reader, encode_tuple, exactly, u8, u32
from .errors import BundleInvalidError, EncodingInvalidError, KeyWrapRefusedError
from .keyring import ID_BYTES, Keyring

BUNDLE_BYTES = 154
_MAGIC = b"CBI\x01"
_KEM, _SIGNING = 1, 2


@dataclass(frozen=True)
class IdentityBundle:
    """User id 16, epoch, KEM point 65, signing point 65: all public."""

    user_id: bytes
    epoch: int
    kem_public: bytes
    signing_public: bytes

    def to_bytes(self) -> bytes:
        """`"CBI" 01 ‖ user id ‖ epoch u32 ‖ KEM public ‖ signing public`, 154 bytes."""
        user_id = exactly(self.user_id, ID_BYTES, "a user id")
        return _MAGIC + user_id + u32(self.epoch) + self.kem_public + self.signing_public

    def fingerprint(self) -> bytes:
        """32 bytes: SHA-256(tuple("identity", bundle))."""
        return primitives.sha256(encode_tuple("identity", self.to_bytes()))


def parse_bundle(data: bytes) -> IdentityBundle:
    """BundleInvalidError unless these are 154 bytes with two points on the curve."""
    reader = Reader(data)
    try:
        reader.expect(_MAGIC, "the bundle")
        bundle = IdentityBundle(reader.take(16), reader.uint(4), reader.take(65), reader.take(65))
        reader.end()
        curve.import_point(bundle.kem_public)
        curve.import_point(bundle.signing_public)
    except EncodingInvalidError as error:
        raise BundleInvalidError("an identity bundle is malformed") from error
    return bundle


@dataclass(frozen=True)
class Identity:
    """A bundle with the private keys behind it, which never show in repr."""

    bundle: IdentityBundle
    kem_private: curve.PrivateKey = field(repr=False)
    signing_private: curve.PrivateKey = field(repr=False)


@dataclass(frozen=True)
class WrappedIdentity:
    """Both private keys as `nonce 12 ‖ AES-256-GCM(pkcs8)`, as the server keeps them."""

    kem: bytes
    signing: bytes


def generate_identity(user_id: bytes, epoch: int) -> Identity:
    """Two fresh P-256 keys for this user."""
    return identity_from_keys(user_id, epoch, curve.new_private_key(), curve.new_private_key())


def identity_from_keys(user_id: bytes, epoch: int, kem: curve.PrivateKey, signing: curve.PrivateKey) -> Identity:
    """The identity that these private keys make."""
    bundle = IdentityBundle(user_id, epoch, curve.public_point(kem), curve.public_point(signing))
    return Identity(bundle, kem, signing)


def _wrap_context(keyring: Keyring, which: int) -> bytes:
    return encode_tuple("identity-key", keyring.user_id, u32(keyring.epoch), u8(which))


def wrap_identity_keys(keyring: Keyring, identity: Identity) -> WrappedIdentity:
    """Both private keys under the keyring; the epoch in the AAD is the keyring's."""

    def wrap(key: curve.PrivateKey, which: int) -> bytes:
        pkcs8 = curve.export_private(key)
        context = _wrap_context(keyring, which)
        return primitives.wrap_bytes(keyring.identity_wrap_key(), pkcs8, context)

    return WrappedIdentity(wrap(identity.kem_private, _KEM), wrap(identity.signing_private, _SIGNING))


def unwrap_identity_keys(keyring: Keyring, bundle: IdentityBundle, wrapped: WrappedIdentity) -> Identity:
    """The identity; KeyWrapRefusedError when a key does not open or is not the bundle's."""

    def unwrap(data: bytes, which: int) -> curve.PrivateKey:
        context = _wrap_context(keyring, which)
        return curve.import_private(primitives.unwrap_bytes(keyring.identity_wrap_key(), data, context))

    kem, signing = unwrap(wrapped.kem, _KEM), unwrap(wrapped.signing, _SIGNING)
    identity = identity_from_keys(bundle.user_id, bundle.epoch, kem, signing)
    # The server keeps the bundle in clear: one that is not ours would be pinned by our partner.
    if identity.bundle != bundle or bundle.user_id != keyring.user_id:
        raise KeyWrapRefusedError("the private keys are not those of the bundle")
    return identity
