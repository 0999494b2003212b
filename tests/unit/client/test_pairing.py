from dataclasses import replace

import pytest

from couplebridge.client import curve, pair_answers, pairing
from couplebridge.client.encoding import b64url_encode
from couplebridge.client.errors import BundleInvalidError, InviteExpiredError, PairingRefusedError

from .cast import ALICE, BOB, KEY, MALLORY, OTHER_SPACE, SPACE

NOW_MS = 1_790_000_000_000
INVITATION = pairing.new_invitation()
KEYS = INVITATION.keys()
CONTEXT = pairing.PairContext(SPACE, INVITATION.invite, NOW_MS + 3600)
T = pairing.transcript(CONTEXT, ALICE.bundle, BOB.bundle)
OTHER_T = pairing.transcript(CONTEXT, ALICE.bundle, MALLORY.bundle)
JOINED = pair_answers.answer_as_joiner(KEYS, T, BOB)


def confirm() -> pair_answers.InviterAnswer:
    return pair_answers.answer_as_inviter(KEYS, T, ALICE, BOB.bundle, JOINED, KEY)


def test_an_invitation_survives_its_link_and_shows_no_secret() -> None:
    assert pairing.parse_fragment(INVITATION.to_fragment()) == INVITATION
    assert repr(INVITATION.secret) not in repr([INVITATION, KEYS])
    assert repr(KEYS) == "PairKeys()"


@pytest.mark.parametrize("data", [b"", b"\x01" + bytes(47), b"\x01" + bytes(49), b"\x02" + bytes(48)])
def test_a_damaged_link_is_refused(data: bytes) -> None:
    with pytest.raises(PairingRefusedError):
        pairing.parse_fragment(b64url_encode(data))


def test_a_link_that_is_not_base64url_is_refused() -> None:
    with pytest.raises(PairingRefusedError):
        pairing.parse_fragment("?")


def test_an_invitation_lasts_a_day_at_most() -> None:
    for left_ms in (1, pairing.MAX_INVITE_MS):
        replace(CONTEXT, expires_ms=NOW_MS + left_ms).check_time(NOW_MS)
    for left_ms in (0, -1, pairing.MAX_INVITE_MS + 1):
        with pytest.raises(InviteExpiredError):
            replace(CONTEXT, expires_ms=NOW_MS + left_ms).check_time(NOW_MS)


def test_both_end_up_with_the_same_space_key() -> None:
    mac = pairing.offer_mac(KEYS, CONTEXT, ALICE.bundle)
    assert pairing.verify_offer(KEYS, CONTEXT, ALICE.bundle.to_bytes(), mac) == ALICE.bundle
    assert pair_answers.open_inviter_answer(KEYS, T, BOB, ALICE.bundle, JOINED, confirm()) == KEY


def test_an_exchanged_key_time_or_space_is_refused_before_anything_is_sent() -> None:
    mac = pairing.offer_mac(KEYS, CONTEXT, ALICE.bundle)
    alice = ALICE.bundle.to_bytes()
    for keys, context, bundle in (
        (KEYS, CONTEXT, MALLORY.bundle.to_bytes()),
        (KEYS, replace(CONTEXT, expires_ms=NOW_MS), alice),
        (KEYS, replace(CONTEXT, space=OTHER_SPACE), alice),
        (pairing.new_invitation().keys(), CONTEXT, alice),
    ):
        with pytest.raises(PairingRefusedError):
            pairing.verify_offer(keys, context, bundle, mac)
    with pytest.raises(BundleInvalidError):
        pairing.verify_offer(KEYS, CONTEXT, b"", mac)


def test_a_joiner_without_the_link_or_the_key_is_refused() -> None:
    stranger = pairing.new_invitation().keys()
    without_link = pair_answers.answer_as_joiner(stranger, T, BOB)
    without_key = pair_answers.answer_as_joiner(KEYS, T, MALLORY)
    for t, answer in ((T, without_link), (T, without_key), (OTHER_T, JOINED)):
        with pytest.raises(PairingRefusedError):
            pair_answers.verify_joiner(KEYS, t, BOB.bundle, answer)
        with pytest.raises(PairingRefusedError):
            pair_answers.answer_as_inviter(KEYS, t, ALICE, BOB.bundle, answer, KEY)


def test_a_confirmation_that_does_not_hold_gives_no_space_key() -> None:
    good = confirm()
    half_a_key = curve.hpke_seal(BOB.bundle.kem_public, pairing.space_key_info(T), KEY[:16])
    theirs = pair_answers.JoinerAnswer(JOINED.mac, good.signature)
    for answer in (
        replace(good, mac=bytes(32)),
        replace(good, signature=JOINED.signature),
        replace(good, wrapped_space_key=half_a_key),
        replace(good, wrapped_space_key=bytes(113)),
    ):
        with pytest.raises(PairingRefusedError):
            pair_answers.open_inviter_answer(KEYS, T, BOB, ALICE.bundle, JOINED, answer)
    with pytest.raises(PairingRefusedError):
        pair_answers.open_inviter_answer(KEYS, T, MALLORY, ALICE.bundle, theirs, good)


def test_the_safety_number_differs_when_any_key_does() -> None:
    number = pairing.safety_number(T)
    assert [len(group) for group in number.split(" ")] == [5] * 6
    assert pairing.safety_number(OTHER_T) != number
