"""./run --lan: what a phone is asked to trust can vouch for this host and for nothing else."""

import http.client
import socket
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from couplebridge.lan import addresses
from couplebridge.lan.__main__ import gunicorn_command
from couplebridge.lan.page import make_answers, make_page_server
from couplebridge.security.lan_authority import HostNames, make_authority, make_leaf
from couplebridge.security.lan_files import LanKeyBrokenError, prepare

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOME = HostNames((IPv4Address("192.168.1.20"),), ("sofa.local", "sofa"))
ELSEWHERE = HostNames((IPv4Address("192.168.1.21"),), ("bank.example",))


def verify(
    leaf: x509.Certificate, authority: x509.Certificate, name: x509.IPAddress | x509.DNSName, at: datetime = NOW
) -> None:
    policy = PolicyBuilder().store(Store([authority])).time(at)
    policy.build_server_verifier(name).verify(leaf, [])


def test_the_leaf_verifies_for_each_of_this_hosts_names() -> None:
    authority = make_authority(HOME, NOW)
    leaf = make_leaf(authority, HOME, NOW).certificate
    for name in (x509.IPAddress(HOME.addresses[0]), x509.DNSName("sofa.local")):
        verify(leaf, authority.certificate, name)


def test_the_leaf_does_not_verify_for_another_address() -> None:
    authority = make_authority(HOME, NOW)
    leaf = make_leaf(authority, HOME, NOW).certificate
    with pytest.raises(VerificationError):
        verify(leaf, authority.certificate, x509.IPAddress(ELSEWHERE.addresses[0]))


@pytest.mark.parametrize("name", ELSEWHERE.as_general_names(), ids=str)
def test_a_stolen_key_cannot_vouch_for_other_names(name: x509.IPAddress | x509.DNSName) -> None:
    authority = make_authority(HOME, NOW)
    forged = make_leaf(authority, ELSEWHERE, NOW).certificate
    with pytest.raises(VerificationError, match=r"(?i)name constraint|permitted"):
        verify(forged, authority.certificate, name)


def test_a_year_later_nothing_verifies_any_more() -> None:
    authority = make_authority(HOME, NOW)
    leaf = make_leaf(authority, HOME, NOW + timedelta(days=300)).certificate
    assert leaf.not_valid_after_utc <= authority.certificate.not_valid_after_utc
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=398)
    with pytest.raises(VerificationError):
        verify(leaf, authority.certificate, x509.DNSName("sofa.local"), NOW + timedelta(days=366))


def test_the_authority_makes_no_further_authority() -> None:
    limits = make_authority(HOME, NOW).certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert limits.critical
    assert limits.value.path_length == 0


def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    prepare(tmp_path / "lan", HOME, NOW)
    for key in ("ca.key", "server.key"):
        assert stat.S_IMODE((tmp_path / "lan" / key).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "lan").stat().st_mode) == 0o700


def test_the_authority_stays_while_it_fits_and_is_remade_when_it_does_not(tmp_path: Path) -> None:
    first = prepare(tmp_path, HOME, NOW)
    again = prepare(tmp_path, HOME, NOW + timedelta(days=100))
    assert (first.is_new_authority, again.is_new_authority) == (True, False)
    assert again.authority_fingerprint == first.authority_fingerprint
    assert prepare(tmp_path, ELSEWHERE, NOW).is_new_authority
    assert prepare(tmp_path, ELSEWHERE, NOW + timedelta(days=352)).is_new_authority


@pytest.mark.parametrize("damage", [b"not a key", None], ids=["garbage", "a key of something else"])
def test_a_damaged_key_is_said_and_not_replaced(tmp_path: Path, damage: bytes | None) -> None:
    prepare(tmp_path, HOME, NOW)
    content = damage or (tmp_path / "server.key").read_bytes()
    (tmp_path / "ca.key").write_bytes(content)
    with pytest.raises(LanKeyBrokenError, match="damaged"):
        prepare(tmp_path, HOME, NOW)
    assert (tmp_path / "ca.key").read_bytes() == content


def test_the_fingerprint_is_that_of_the_file_a_phone_downloads(tmp_path: Path) -> None:
    made = prepare(tmp_path, HOME, NOW)
    loaded = x509.load_der_x509_certificate(made.authority_der)
    assert made.authority_fingerprint.startswith(
        loaded.fingerprint(loaded.signature_hash_algorithm).hex(" ").upper()[:20]
    )
    assert len(made.authority_fingerprint.split(" ")) == 32


def test_python_tls_takes_the_files(tmp_path: Path) -> None:
    made = prepare(tmp_path, HOME, NOW)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.certificate_path, made.key_path)
    command = gunicorn_command("192.168.1.20", made)
    assert "192.168.1.20:8443" in command
    assert str(made.key_path) in command


def test_the_named_address_wins_and_a_wrong_one_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUPLEBRIDGE_LAN_ADDRESS", "10.0.0.7")
    assert addresses.host_names().addresses == (IPv4Address("10.0.0.7"),)
    monkeypatch.setenv("COUPLEBRIDGE_LAN_ADDRESS", "my computer")
    with pytest.raises(addresses.LanAddressMissingError, match="my computer"):
        addresses.host_names()


def test_without_a_network_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUPLEBRIDGE_LAN_ADDRESS", raising=False)
    monkeypatch.setattr(addresses, "found_addresses", lambda: ())
    with pytest.raises(addresses.LanAddressMissingError, match="Wi-Fi"):
        addresses.host_names()


def test_a_port_in_use_is_said_by_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(addresses.LanPortTakenError, match=f"Port {port}"):
            addresses.require_free("127.0.0.1", port)
    addresses.require_free("127.0.0.1", port)


@pytest.fixture
def page() -> Iterator[ThreadingHTTPServer]:
    answers = make_answers("https://192.168.1.20:8443/", b"der bytes", "AB " * 31 + "CD")
    server = make_page_server(("127.0.0.1", 0), answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
    assert not thread.is_alive()


def get(
    server: ThreadingHTTPServer, path: str, method: str = "GET", language: str = "en"
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(str(server.server_address[0]), server.server_port, timeout=5)
    connection.request(method, path, headers={"Accept-Language": language})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_the_page_shows_both_phones_the_way_in_and_out(page: ThreadingHTTPServer) -> None:
    status, headers, body = get(page, "/")
    text = body.decode()
    assert status == 200
    assert text.count("<h3>Take it back</h3>") == 2
    assert "Certificate Trust Settings" in text
    assert "CA certificate" in text
    assert "AB AB AB AB AB AB AB CD" in text
    assert 'href="https://192.168.1.20:8443/"' in text
    assert "<script" not in text
    assert "set-cookie" not in headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert headers["server"] == "CoupleBridge"


@pytest.mark.parametrize(
    ("path", "asked", "language", "words"),
    [
        ("/", "de-AT", "de", "Zertifikat laden"),
        ("/", "fr, es;q=0.5", "es", "Descargar el certificado"),
        ("/", "fr", "en", "Download the certificate"),
        ("/es", "de", "es", "Descargar el certificado"),
    ],
)
def test_the_page_speaks_the_language_of_the_phone_or_one_that_was_chosen(
    page: ThreadingHTTPServer, path: str, asked: str, language: str, words: str
) -> None:
    status, _, body = get(page, path, language=asked)
    text = body.decode()
    assert (status, f'<html lang="{language}" dir="ltr">' in text, words in text) == (200, True, True)
    assert text.count('class="language"') == 3
    assert "&lt;b&gt;" not in text


def test_the_certificate_comes_as_phones_expect_it(page: ThreadingHTTPServer) -> None:
    status, headers, body = get(page, "/ca.crt")
    assert (status, headers["content-type"], body) == (200, "application/x-x509-ca-cert", b"der bytes")


@pytest.mark.parametrize("path", ["/api/openapi.json", "/../gunicorn.conf.py", "/?x"])
def test_there_is_nothing_else(page: ThreadingHTTPServer, path: str) -> None:
    assert get(page, path)[0] == 404


def test_head_has_no_body_and_post_is_refused(page: ThreadingHTTPServer) -> None:
    assert get(page, "/", "HEAD")[::2] == (200, b"")
    assert get(page, "/", "POST")[0] == 501
