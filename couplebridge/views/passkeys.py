"""/api/account/passkeys and /api/account/challenge: passkeys as ways in, each named, several, removable."""

from __future__ import annotations

from flask import Blueprint

from couplebridge.schemas.accounts import NewPasskey, PasskeyGone
from couplebridge.schemas.passkeys import ChallengeShown, PasskeyList, PasskeyShown
from couplebridge.security.challenges import Purpose, make_challenge
from couplebridge.security.keyring import keyring
from couplebridge.security.passkeys import find_tag
from couplebridge.security.sessions import current_caller
from couplebridge.security.slot_header import read_slot
from couplebridge.services import accounts, passkeys
from couplebridge.services.slots import PASSKEY, NewSlot
from couplebridge.views.account import proof_of, spend_proof
from couplebridge.views.ceremonies import account_ceremony
from couplebridge.views.shaped import shaped

bp = Blueprint("passkeys", __name__)


@bp.post("/api/account/challenge")
@shaped(answer=ChallengeShown)
def challenge() -> ChallengeShown:
    """For a new passkey, or for a proof by one; of this session alone."""
    return ChallengeShown(challenge=make_challenge(keyring(), Purpose.ACCOUNT, current_caller().session_id))


@bp.get("/api/account/passkeys")
@shaped(answer=PasskeyList)
def index() -> PasskeyList:
    """My own."""
    found = passkeys.of_account(current_caller().user_id)
    return PasskeyList(passkeys=[PasskeyShown(credential=each.credential_id, new=each.is_new) for each in found])


@bp.post("/api/account/passkeys/acknowledge")
@shaped()
def acknowledge() -> None:
    """I have seen the list."""
    passkeys.acknowledge(current_caller().user_id)


@bp.post("/api/account/passkeys")
@shaped(request=NewPasskey, status=201)
def add(body: NewPasskey) -> None:
    """One more, after the passphrase or the recovery code was typed just now."""
    blob = read_slot(body.slot, slot_type=PASSKEY, user_id=current_caller().user_id)
    spend_proof()
    ceremony = account_ceremony(body.credential)
    new = NewSlot(blob, find_tag(ceremony.answer.credential_id), body.auth)
    accounts.add_passkey(keyring(), proof_of(body.proof), new, ceremony)


@bp.delete("/api/account/passkeys")
@shaped(request=PasskeyGone)
def remove(body: PasskeyGone) -> None:
    """One less; every other session ends."""
    spend_proof()
    accounts.remove_passkey(keyring(), proof_of(body.proof), body.credential, current_caller().session_id)
