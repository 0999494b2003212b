"""Shares, consent statements and the chain of an offer."""

from dataclasses import replace

import pytest

from couplebridge.client import curve, primitives, share, shared_records, statements
from couplebridge.client.encoding import encode_tuple
from couplebridge.client.errors import (
    EncodingInvalidError,
    RecordRefusedError,
    ShareRefusedError,
    StatementRefusedError,
)
from couplebridge.client.identity import Identity
from couplebridge.client.records import RecordHeader, private_header
from couplebridge.client.statement_chain import (
    OfferChain,
    OfferState,
    OfferSubject,
    check_accepted,
    check_released,
    verify_chain,
)
from couplebridge.client.statements import Action, SignedStatement, Statement, Tier

from .cast import ALICE, ALICE_ID, BOB, KEY, MALLORY, OTHER_RECORD, OTHER_SPACE, RECORD, SPACE

ENVELOPE, EDITED, WRAP = b"envelope", b"edited envelope", b"wrap"
CONTEXT = share.ShareContext(
    SPACE, RECORD, 1, ALICE.bundle.fingerprint(), BOB.bundle.fingerprint(), primitives.sha256(ENVELOPE)
)
EDIT = replace(CONTEXT, revision=2, envelope_hash=primitives.sha256(EDITED))
OTHER_CONTEXTS = [
    replace(CONTEXT, space=OTHER_SPACE),
    replace(CONTEXT, record=OTHER_RECORD),
    replace(CONTEXT, revision=2),
    replace(CONTEXT, owner_fp=BOB.bundle.fingerprint(), recipient_fp=ALICE.bundle.fingerprint()),
    replace(CONTEXT, envelope_hash=primitives.sha256(EDITED)),
]

SUBJECT = OfferSubject(SPACE, RECORD, ALICE.bundle, BOB.bundle)

Line = tuple[Identity, Action]
OFFER, ACCEPT = (ALICE, Action.OFFER), (BOB, Action.ACCEPT)
RELEASE, WITHDRAW, TAKE_BACK = (ALICE, Action.RELEASE), (ALICE, Action.WITHDRAW), (BOB, Action.WITHDRAW)


def test_a_chain_of_another_offer_or_space_is_refused() -> None:
    for subject in (replace(SUBJECT, record=OTHER_RECORD), replace(SUBJECT, space=OTHER_SPACE)):
        with pytest.raises(StatementRefusedError):
            verify_chain(talk(OFFER), subject)


def test_a_nonce_that_comes_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(primitives, "random_bytes", bytes)
    with pytest.raises(StatementRefusedError, match="nonce"):
        verify(talk(OFFER, ACCEPT))


@pytest.mark.parametrize("tier", [0, 4])
def test_a_tier_that_does_not_exist_is_refused(tier: int) -> None:
    good = statements.parse_statement(talk(OFFER)[0].message)
    with pytest.raises(StatementRefusedError, match="tier"):
        statements.parse_statement(replace(good, policy=tier).to_bytes())


def say(
    who: Identity,
    action: Action,
    before: list[SignedStatement],
    context: share.ShareContext = CONTEXT,
    policy: Tier = Tier.TOPIC,
) -> SignedStatement:
    """One more statement, well formed and linked, whether or not it may be said."""
    wrap = WRAP if action in (Action.RELEASE, Action.TOGETHER_COMMIT) else None
    prev = primitives.sha256(before[-1].message) if before else statements.ZEROS_32
    said = statements.build_statement(action, context, policy=policy, time_ms=1, prev=prev, wrap=wrap)
    return statements.sign_statement(said, who.signing_private)


def talk(*lines: Line) -> list[SignedStatement]:
    """A chain of statements; each offer after the first is an edit."""
    chain: list[SignedStatement] = []
    context = CONTEXT
    for who, action in lines:
        if action is Action.OFFER and chain:
            context = replace(EDIT, revision=context.revision + 1)
        chain.append(say(who, action, chain, context))
    return chain


def verify(chain: list[SignedStatement]) -> OfferChain:
    return verify_chain(chain, SUBJECT)


def test_a_key_goes_to_the_partner_for_one_exact_version() -> None:
    wrap = share.wrap_for_partner(BOB.bundle.kem_public, CONTEXT, KEY)
    assert len(wrap) == share.WRAP_BYTES == 113
    assert share.unwrap_from_partner(BOB.kem_private, CONTEXT, wrap) == KEY
    for context in OTHER_CONTEXTS:
        with pytest.raises(ShareRefusedError):
            share.unwrap_from_partner(BOB.kem_private, context, wrap)
    half_a_key = curve.hpke_seal(BOB.bundle.kem_public, CONTEXT.to_info(), KEY[:16])
    for key, data in ((ALICE.kem_private, wrap), (BOB.kem_private, half_a_key)):
        with pytest.raises(ShareRefusedError):
            share.unwrap_from_partner(key, CONTEXT, data)


def test_a_share_info_has_one_form() -> None:
    assert share.parse_share_info(CONTEXT.to_info()) == CONTEXT
    for at, size in enumerate((16, 16, 8, 32, 32, 32)):
        fields = [bytes(n) for n in (16, 16, 8, 32, 32, 32)]
        fields[at] = bytes(size + 1)
        with pytest.raises(EncodingInvalidError):
            share.parse_share_info(encode_tuple("share", *fields))


def test_only_a_whole_record_key_is_shared() -> None:
    with pytest.raises(EncodingInvalidError):
        share.wrap_for_partner(BOB.bundle.kem_public, CONTEXT, bytes(16))


def test_a_statement_comes_back_as_it_was_signed() -> None:
    [signed] = talk(OFFER)
    statement = statements.verify_statement(signed, ALICE.bundle.signing_public)
    assert (statement.action, statement.context, statement.policy) == (Action.OFFER, CONTEXT, 1)
    assert statement.hash() == primitives.sha256(signed.message)
    with pytest.raises(StatementRefusedError):
        statements.verify_statement(signed, MALLORY.bundle.signing_public)


@pytest.mark.parametrize("action", [0, 4, 5, 8])
def test_an_action_that_is_never_said_is_refused(action: int) -> None:
    message = talk(OFFER)[0].message
    at = message.index(b"\x00\x00\x00\x01") + 4
    with pytest.raises(StatementRefusedError, match="unknown"):
        statements.parse_statement(message[:at] + bytes([action]) + message[at + 1 :])


def test_a_malformed_statement_is_refused() -> None:
    message = talk(OFFER)[0].message
    short = encode_tuple("consent", *[b""] * 12)
    for bad in (message + b"\x00", message[:-1], short, b""):
        with pytest.raises(StatementRefusedError):
            statements.parse_statement(bad)


@pytest.mark.parametrize("action", list(Action))
def test_only_a_release_and_a_commit_name_a_wrap(action: Action) -> None:
    wrong = None if action in (Action.RELEASE, Action.TOGETHER_COMMIT) else WRAP
    with pytest.raises(StatementRefusedError, match="wrap"):
        statements.build_statement(action, CONTEXT, policy=Tier.TOPIC, time_ms=1, wrap=wrong)


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((OFFER,), OfferState.OFFERED),
        ((OFFER, OFFER), OfferState.OFFERED),
        ((OFFER, ACCEPT), OfferState.READY),
        ((OFFER, ACCEPT, OFFER), OfferState.OFFERED),
        ((OFFER, ACCEPT, TAKE_BACK), OfferState.OFFERED),
        ((OFFER, ACCEPT, TAKE_BACK, ACCEPT), OfferState.READY),
        ((OFFER, WITHDRAW), OfferState.ENDED),
        ((OFFER, ACCEPT, WITHDRAW), OfferState.ENDED),
        ((OFFER, ACCEPT, RELEASE), OfferState.OPENED),
    ],
)
def test_what_may_be_said(lines: tuple[Line, ...], state: OfferState) -> None:
    assert verify(talk(*lines)).state is state


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (ACCEPT,),
        (RELEASE,),
        (OFFER, RELEASE),
        (OFFER, TAKE_BACK),
        (OFFER, (ALICE, Action.ACCEPT)),
        ((BOB, Action.OFFER),),
        (OFFER, ACCEPT, (BOB, Action.RELEASE)),
        (OFFER, ACCEPT, ACCEPT),
        (OFFER, ACCEPT, TAKE_BACK, RELEASE),
        (OFFER, ACCEPT, OFFER, RELEASE),
        (OFFER, WITHDRAW, OFFER),
        (OFFER, WITHDRAW, ACCEPT),
        (OFFER, ACCEPT, RELEASE, WITHDRAW),
        (OFFER, ACCEPT, (ALICE, Action.TOGETHER_COMMIT)),
        (OFFER, (MALLORY, Action.ACCEPT)),
    ],
)
def test_what_may_not_be_said(lines: tuple[Line, ...]) -> None:
    with pytest.raises(StatementRefusedError):
        verify(talk(*lines))


def test_a_chain_that_was_reordered_cut_or_replayed_is_refused() -> None:
    offer, accept, release = talk(OFFER, ACCEPT, RELEASE)
    other_accept = talk(OFFER, ACCEPT)[1]
    for chain in (
        [offer, release, accept],
        [accept, release],
        [offer, release],
        [offer, other_accept],
        [offer, offer],
    ):
        with pytest.raises(StatementRefusedError):
            verify(chain)


@pytest.mark.parametrize("context", [c for c in OTHER_CONTEXTS if c.owner_fp == CONTEXT.owner_fp])
def test_an_acceptance_of_another_version_is_refused(context: share.ShareContext) -> None:
    chain = talk(OFFER)
    with pytest.raises(StatementRefusedError, match=r"another version|something"):
        verify([*chain, say(BOB, Action.ACCEPT, chain, context)])


def test_an_acceptance_of_another_tier_is_refused() -> None:
    chain = talk(OFFER)
    with pytest.raises(StatementRefusedError, match="another version"):
        verify([*chain, say(BOB, Action.ACCEPT, chain, policy=Tier.WHOLE)])


@pytest.mark.parametrize(
    "context", [replace(EDIT, revision=3), replace(EDIT, record=OTHER_RECORD), replace(EDIT, space=OTHER_SPACE)]
)
def test_an_edit_is_the_next_revision_of_the_same_text(context: share.ShareContext) -> None:
    chain = talk(OFFER)
    with pytest.raises(StatementRefusedError, match=r"edit|something"):
        verify([*chain, say(ALICE, Action.OFFER, chain, context)])


def test_a_chain_about_people_who_are_not_pinned_is_refused() -> None:
    for owner, recipient in ((ALICE, MALLORY), (MALLORY, BOB), (BOB, ALICE)):
        with pytest.raises(StatementRefusedError):
            verify_chain(talk(OFFER), replace(SUBJECT, owner=owner.bundle, recipient=recipient.bundle))


def test_a_key_is_released_only_on_an_acceptance_of_exactly_this_envelope() -> None:
    accepted = verify(talk(OFFER, ACCEPT))
    assert check_accepted(accepted, ENVELOPE).action is Action.ACCEPT
    for chain, envelope in (
        (accepted, EDITED),
        (verify(talk(OFFER, ACCEPT, OFFER)), EDITED),
        (verify(talk(OFFER)), ENVELOPE),
        (verify(talk(OFFER, ACCEPT, TAKE_BACK)), ENVELOPE),
        (verify(talk(OFFER, ACCEPT, RELEASE)), ENVELOPE),
    ):
        with pytest.raises(StatementRefusedError):
            check_accepted(chain, envelope)


def test_a_wrap_is_opened_only_when_the_release_names_it_and_the_envelope() -> None:
    released = verify(talk(OFFER, ACCEPT, RELEASE))
    assert check_released(released, ENVELOPE, WRAP).action is Action.RELEASE
    for chain, envelope, wrap in (
        (released, EDITED, WRAP),
        (released, ENVELOPE, b"other"),
        (verify(talk(OFFER, ACCEPT)), ENVELOPE, WRAP),
    ):
        with pytest.raises(StatementRefusedError):
            check_released(chain, envelope, wrap)


HEADER = RecordHeader(2, 1, SPACE, ALICE_ID, RECORD, 1)


def test_a_shared_record_is_held_to_its_author_and_place() -> None:
    said = shared_records.describe_shared(HEADER, ENVELOPE, CONTEXT.owner_fp, ref=OTHER_RECORD)
    signature = shared_records.sign_shared(said, ALICE.signing_private)
    shared_records.verify_shared(said, signature, ALICE.bundle.signing_public)
    changed = [
        replace(said, space=OTHER_SPACE),
        replace(said, record=OTHER_RECORD),
        replace(said, revision=2),
        replace(said, envelope_hash=bytes(32)),
        replace(said, author_fp=CONTEXT.recipient_fp),
        replace(said, ref=RECORD),
        replace(said, prev=said.hash()),
    ]
    for other in changed:
        with pytest.raises(RecordRefusedError):
            shared_records.verify_shared(other, signature, ALICE.bundle.signing_public)
    with pytest.raises(RecordRefusedError):
        shared_records.verify_shared(said, signature, BOB.bundle.signing_public)


def test_a_private_record_is_never_signed_for_the_shared_space() -> None:
    with pytest.raises(RecordRefusedError):
        shared_records.describe_shared(private_header(1, ALICE_ID, RECORD, 1), ENVELOPE, bytes(32))


def test_a_statement_is_a_plain_value() -> None:
    statement = statements.parse_statement(talk(OFFER)[0].message)
    assert isinstance(statement, Statement)
    assert statement == statements.parse_statement(statement.to_bytes())
