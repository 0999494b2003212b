"""The authority of ./run --lan on disk: its key readable by the owner alone, remade when it no longer fits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from couplebridge.errors import CoupleBridgeError
from couplebridge.security.lan_authority import (
    Credential,
    HostNames,
    fingerprint,
    make_authority,
    make_leaf,
    may_vouch_for,
)

# remade this long before its end, so that it does not end in the middle of an evening
RENEWED_BEFORE = timedelta(days=14)


class LanKeyBrokenError(CoupleBridgeError):
    """A key file of instance/lan is there but is not the key that was written."""


@dataclass(frozen=True)
class LanCertificates:
    """What the two servers of --lan need: paths for TLS, bytes for the download, a fingerprint to compare."""

    certificate_path: Path
    key_path: Path
    authority_der: bytes
    authority_fingerprint: str
    is_new_authority: bool


def prepare(folder: Path, names: HostNames, now: datetime) -> LanCertificates:
    """Give certificates for `names`, reusing the authority in `folder` while it fits. Raises LanKeyBrokenError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = _read(folder / "ca")
    fits = known is not None and _fits(known.certificate, names, now)
    authority = known if known is not None and fits else make_authority(names, now)
    if not fits:
        _write(folder / "ca", authority)
    # the server's own certificate costs nothing to make, so each start has a fresh one
    _write(folder / "server", make_leaf(authority, names, now))
    return LanCertificates(
        certificate_path=folder / "server.crt",
        key_path=folder / "server.key",
        authority_der=authority.certificate.public_bytes(serialization.Encoding.DER),
        authority_fingerprint=fingerprint(authority.certificate),
        is_new_authority=not fits,
    )


def _fits(certificate: x509.Certificate, names: HostNames, now: datetime) -> bool:
    return may_vouch_for(certificate, names) and now + RENEWED_BEFORE < certificate.not_valid_after_utc


def _read(stem: Path) -> Credential | None:
    """Give what was written under this name; None when nothing was."""
    key_path, certificate_path = stem.with_suffix(".key"), stem.with_suffix(".crt")
    if not (key_path.exists() and certificate_path.exists()):
        return None
    try:
        key = serialization.load_pem_private_key(key_path.read_bytes(), None)
        certificate = x509.load_pem_x509_certificate(certificate_path.read_bytes())
    except ValueError as problem:
        raise LanKeyBrokenError(_broken(stem)) from problem
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise LanKeyBrokenError(_broken(stem))
    return Credential(key, certificate)


def _broken(stem: Path) -> str:
    return f"{stem.with_suffix('.key')} is damaged. Remove the folder {stem.parent} to make new ones."


def _write(stem: Path, credential: Credential) -> None:
    key = credential.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _replace(stem.with_suffix(".key"), key, 0o600)
    _replace(stem.with_suffix(".crt"), credential.certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _replace(path: Path, content: bytes, mode: int) -> None:
    """Put a whole file in place of the old one; a key is never readable by others, not even for a moment."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as handle:
        handle.write(content)
    draft.replace(path)
