"""A certificate authority that can vouch for this one host in its own network, and for nothing else.

A phone that trusts it must gain nothing but this server: the names it may vouch for are limited inside its own
certificate (RFC 5280, 4.2.1.10, critical), it can make no further authority (path length 0), serves TLS servers only,
and ends after a year. It must never be given a name that is not this host's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFETIME = timedelta(days=365)
# phones refuse server certificates that live longer than 398 days
LEAF_LIFETIME = timedelta(days=365)
# clocks of phones differ
BACKDATING = timedelta(days=1)

SIGNING_ONLY = {
    "content_commitment": False, "key_encipherment": False, "data_encipherment": False,
    "key_agreement": False, "encipher_only": False, "decipher_only": False,
}  # fmt: skip


@dataclass(frozen=True)
class HostNames:
    """Every address and name under which phones may reach this host."""

    addresses: tuple[IPv4Address, ...]
    hostnames: tuple[str, ...]

    def as_general_names(self) -> list[x509.GeneralName]:
        return [*map(x509.IPAddress, self.addresses), *map(x509.DNSName, self.hostnames)]

    def as_permitted(self) -> list[x509.GeneralName]:
        """The same as subtrees: one address is a network of one."""
        networks = [x509.IPAddress(IPv4Network(f"{address}/32")) for address in self.addresses]
        return [*networks, *map(x509.DNSName, self.hostnames)]


@dataclass(frozen=True)
class Credential:
    """A secret P-256 key and the certificate of its public half."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def make_authority(names: HostNames, now: datetime) -> Credential:
    """Make an authority that may vouch for `names` alone, valid for a year from `now` (aware, UTC)."""
    key = ec.generate_private_key(ec.SECP256R1())
    # neutral on purpose: it stands in the settings of the phone
    subject = _name(f"Bridge at home ({names.hostnames[0]})")
    usage = x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **SIGNING_ONLY)
    builder = (
        _builder(subject, subject, key, now, now + AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(names.as_permitted(), None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    return Credential(key, builder.sign(key, hashes.SHA256()))


def make_leaf(authority: Credential, names: HostNames, now: datetime) -> Credential:
    """Make the certificate the server shows, signed by `authority`; it never outlives the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    ends_at = min(now + LEAF_LIFETIME, authority.certificate.not_valid_after_utc)
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    usage = x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **SIGNING_ONLY)
    builder = (
        _builder(_name(names.hostnames[0]), authority.certificate.subject, key, now, ends_at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names.as_general_names()), critical=False)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(signer, critical=False)
    )
    return Credential(key, builder.sign(authority.key, hashes.SHA256()))


def may_vouch_for(authority: x509.Certificate, names: HostNames) -> bool:
    """True when exactly these names are within what the authority was limited to."""
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    return set(limits.permitted_subtrees or ()) == set(names.as_permitted())


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate as phones show it: pairs of hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def _name(common_name: str) -> x509.Name:
    # X.520 allows a common name 64 characters
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, ends_at: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATING)
        .not_valid_after(ends_at)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
