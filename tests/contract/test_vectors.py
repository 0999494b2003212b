"""The reference client reproduces every fixed case and refuses every case that must be refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from couplebridge.client import curve, echo, encoding, pair_answers, pairing, passkey, primitives
from couplebridge.client.echo_topics import TOPIC_POINTS
from couplebridge.client.errors import (
    ClientError,
    EchoRefusedError,
    PairingRefusedError,
    ParametersRefusedError,
    RecordRefusedError,
    ShareRefusedError,
    SlotRefusedError,
    StatementRefusedError,
)
from couplebridge.client.identity import IdentityBundle, identity_from_keys, parse_bundle
from couplebridge.client.records import (
    open_record,
    parse_record_header,
    seal_record,
    unwrap_record_key,
    wrap_record_key,
)
from couplebridge.client.share import parse_share_info, unwrap_from_partner, wrap_for_partner
from couplebridge.client.slot_secrets import (
    SlotSecret,
    parse_passphrase_params,
    passkey_secret,
    passphrase_secret,
    recovery_secret,
    stretch_passphrase,
)
from couplebridge.client.slots import lock_slot, parse_slot, unlock_slot
from couplebridge.client.statement_chain import OfferState, OfferSubject, check_released, verify_chain
from couplebridge.client.statements import SignedStatement, parse_statement, verify_statement

HERE = Path(__file__).parent
COPY = HERE / "vectors" / "v1.json"
ORIGINAL = HERE.parents[2] / "shared" / "vectors" / "v1.json"


def from_hex(value: Any) -> Any:
    """The vectors with byte strings as bytes; names, texts and numbers as they are."""
    if isinstance(value, dict):
        return {key: from_hex(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_hex(item) for item in value]
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError):
        return value


VECTORS: dict[str, Any] = from_hex(json.loads(COPY.read_text("utf-8")))
IDS = VECTORS["ids"]
REFUSE = VECTORS["refuse"]
CONTEXT = pairing.PairContext(IDS["space"], IDS["invite"], VECTORS["pairing"]["expires"])
INVITATION = pairing.Invitation(IDS["invite"], VECTORS["pairing"]["secret"])


def bundle_of(name: str) -> IdentityBundle:
    return parse_bundle(VECTORS["identity"][f"{name}_bundle"])


def private_key(name: str) -> curve.PrivateKey:
    return curve.import_private(VECTORS["identity"][name])


@pytest.fixture
def nonce(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the nonce that sealing takes next; the client itself offers no way to choose one."""

    def use(value: bytes) -> None:
        monkeypatch.setattr(primitives, "new_nonce", lambda: value)

    return use


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the original stands beside the project only")
def test_the_copy_is_the_original() -> None:
    assert COPY.read_bytes() == ORIGINAL.read_bytes()


@pytest.mark.parametrize("case", VECTORS["tuple"])
def test_tuple(case: dict[str, Any]) -> None:
    label = case["label"] if isinstance(case["label"], str) else case["label"].decode()
    assert encoding.encode_tuple(label, *case["fields"]) == case["out"]


@pytest.mark.parametrize(("length", "padded"), VECTORS["padme"])
def test_padme(length: int, padded: int) -> None:
    assert encoding.padme_length(length) == padded


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_identity(name: str) -> None:
    kem, signing = private_key(f"{name}_kem_pkcs8"), private_key(f"{name}_sig_pkcs8")
    identity = identity_from_keys(IDS[name], 1, kem, signing)
    assert identity.bundle.to_bytes() == VECTORS["identity"][f"{name}_bundle"]
    assert identity.bundle.fingerprint() == VECTORS["identity"][f"{name}_fingerprint"]


def test_passphrase_secret() -> None:
    case = VECTORS["slot_password"]
    params = parse_passphrase_params(case["params"])
    assert params.to_bytes() == case["params"]
    assert stretch_passphrase(case["password"], params) == case["stretched"]
    secret = passphrase_secret(case["password"], case["account_code"], params, IDS["alice"])
    assert (secret.value, secret.auth_key()) == (case["secret"], case["auth_key"])


def test_recovery_secret() -> None:
    case = VECTORS["slot_recovery"]
    secret = recovery_secret(case["code"], IDS["alice"])
    assert (secret.value, secret.auth_key()) == (case["secret"], case["auth_key"])


def test_passkey_secret() -> None:
    case = VECTORS["slot_passkey"]
    assert passkey_secret(case["prf_output"], IDS["alice"]).value == case["secret"]
    assert case["prf_salt"] == passkey.PRF_SALT


@pytest.mark.parametrize("name", ["slot_password", "slot_recovery", "slot_passkey"])
def test_slot(name: str, nonce: Any) -> None:
    case, account_key = VECTORS[name], VECTORS["slot_password"]["account_key"]
    secret = SlotSecret(IDS["alice"], case["secret"])
    header = parse_slot(case["blob"]).header
    assert header.to_bytes() == case["header"]
    assert unlock_slot(case["blob"], secret) == account_key
    nonce(case["nonce"])
    assert lock_slot(header, secret, account_key) == case["blob"]


def test_record(nonce: Any) -> None:
    case = VECTORS["record"]
    header = parse_record_header(case["header"])
    assert header.to_bytes() == case["header"]
    assert open_record(header, case["dek"], case["envelope"]) == case["text"]
    nonce(case["nonce"])
    assert seal_record(header, case["dek"], case["text"]) == case["envelope"]


def test_wrapped_record_key(nonce: Any) -> None:
    case = VECTORS["record"]
    header = parse_record_header(case["header"])
    assert unwrap_record_key(case["vault_key"], header, case["wrapped_dek"]) == case["dek"]
    nonce(case["wrapped_dek"][:12])
    assert wrap_record_key(case["vault_key"], header, case["dek"]) == case["wrapped_dek"]


def test_share() -> None:
    case, key = VECTORS["share"], private_key("bob_kem_pkcs8")
    context = parse_share_info(case["info"])
    assert context.to_info() == case["info"]
    assert unwrap_from_partner(key, context, case["wrap"]) == case["dek"]
    # HPKE draws a fresh point, so sealing is proved by opening again.
    again = wrap_for_partner(bundle_of("bob").kem_public, context, case["dek"])
    assert unwrap_from_partner(key, context, again) == case["dek"]


@pytest.mark.parametrize("case", VECTORS["statements"], ids=lambda case: str(case["action"]))
def test_statement(case: dict[str, Any]) -> None:
    signed = SignedStatement(case["message"], case["signature"])
    assert bundle_of(case["signer"]).signing_public == case["public_key"]
    statement = verify_statement(signed, case["public_key"])
    assert statement.action.name.lower() == case["action"]
    assert statement.to_bytes() == case["message"]


def test_statements_form_a_chain_that_ends_in_the_release() -> None:
    chain = [SignedStatement(c["message"], c["signature"]) for c in VECTORS["statements"]]
    subject = OfferSubject(IDS["space"], IDS["record"], bundle_of("alice"), bundle_of("bob"))
    verified = verify_chain(chain, subject)
    assert verified.state is OfferState.OPENED
    check_released(verified, VECTORS["record"]["envelope"], VECTORS["share"]["wrap"])


def test_pairing() -> None:
    case, keys = VECTORS["pairing"], INVITATION.keys()
    alice, bob = bundle_of("alice"), bundle_of("bob")
    t = pairing.transcript(CONTEXT, alice, bob)
    assert INVITATION.to_fragment() == case["fragment"]
    assert pairing.parse_fragment(case["fragment"]) == INVITATION
    assert pairing.offer_mac(keys, CONTEXT, alice) == case["offer_mac"]
    assert pairing.verify_offer(keys, CONTEXT, alice.to_bytes(), case["offer_mac"]) == alice
    assert t == case["transcript"]
    assert pairing.joiner_mac(keys, t) == case["joiner_mac"]
    assert pairing.inviter_mac(keys, t, case["joiner_mac"]) == case["inviter_mac"]
    assert pairing.safety_number(t) == case["safety_number"]


def test_pairing_signs_and_seals_over_the_transcript() -> None:
    case = VECTORS["pairing"]
    t = case["transcript"]
    assert pairing.signed_message("J", t) == case["joiner_signed"]
    assert pairing.signed_message("I", t) == case["inviter_signed"]
    assert pairing.space_key_info(t) == case["space_key_info"]
    assert pair_answers.WRAPPED_SPACE_KEY_BYTES == 113


def test_topics() -> None:
    assert list(TOPIC_POINTS.items()) == [tuple(pair) for pair in VECTORS["topics"]]


def test_echo() -> None:
    case = VECTORS["echo"]
    alice, bob = (curve.import_private(case[f"{name}_pkcs8"]) for name in ("alice", "bob"))
    assert curve.multiply_x(alice, case["point"]) == case["alice_once"]
    assert curve.multiply_x(bob, case["point"]) == case["bob_once"]
    assert curve.multiply_x(bob, case["alice_once"]) == case["both"]
    assert curve.multiply_x(alice, case["bob_once"]) == case["both"]


def open_refused(case: dict[str, Any]) -> object:
    """Does with a refused case what the client does with a genuine one of its kind."""
    kind = case["what"].split(":")[0]
    if kind == "record":
        expected = parse_record_header(case["expect_header"])
        return open_record(expected, case["dek"], case["envelope"])
    if kind == "slot":
        return unlock_slot(case["blob"], SlotSecret(case["user"], case["secret"]))
    if kind == "kdf parameters":
        return parse_passphrase_params(case["params"])
    if kind == "share":
        key = private_key("bob_kem_pkcs8")
        return unwrap_from_partner(key, parse_share_info(case["info"]), case["wrap"])
    if kind == "statement":
        signed = SignedStatement(case["message"], case["signature"])
        return verify_statement(signed, case["public_key"])
    if kind == "pairing":
        keys = pairing.Invitation(case["invite"], case["secret"]).keys()
        context = pairing.PairContext(case["space"], case["invite"], case["expires"])
        return pairing.verify_offer(keys, context, case["bundle"], case["offer_mac"])
    assert kind == "echo", f"a kind of case that no test knows: {kind}"
    points = [case["point"], *list(TOPIC_POINTS.values())[:4]]
    return echo.multiply_points(curve.new_private_key(), points)


REASONS: dict[str, type[ClientError]] = {
    "record": RecordRefusedError,
    "slot": SlotRefusedError,
    "slot: parameters changed": ParametersRefusedError,
    "kdf parameters": ParametersRefusedError,
    "share": ShareRefusedError,
    "statement": StatementRefusedError,
    "pairing": PairingRefusedError,
    "echo": EchoRefusedError,
}


@pytest.mark.parametrize("case", REFUSE, ids=lambda case: str(case["what"]))
def test_refused(case: dict[str, Any]) -> None:
    # Each for its own reason: a mistake in the test's own set-up must not pass for a refusal.
    reason = REASONS.get(case["what"]) or REASONS[case["what"].split(":")[0]]
    with pytest.raises(reason):
        open_refused(case)


@pytest.mark.parametrize("number", [36, 39])
def test_a_forged_statement_is_refused_for_its_signature_and_not_for_its_form(number: int) -> None:
    # Without this, a parser that refuses everything would look like a check of signatures.
    assert parse_statement(REFUSE[number]["message"])
