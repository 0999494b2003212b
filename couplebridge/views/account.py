"""/api/account: one's own account. Every change asks for a fresh proof."""

from __future__ import annotations

from flask import Blueprint, Response

from couplebridge.schemas.accounts import AccountShown, NewPassphrase, NewRecovery, Proof, Proven, SpaceShown
from couplebridge.security import limits
from couplebridge.security.keyring import keyring
from couplebridge.security.sessions import clear_cookie, current_caller
from couplebridge.security.slot_header import read_slot
from couplebridge.services import account_removal, accounts, members, proofs
from couplebridge.services.slots import PASSPHRASE, RECOVERY, NewSlot
from couplebridge.views.ceremonies import account_ceremony
from couplebridge.views.shaped import shaped

bp = Blueprint("account", __name__)


@bp.get("/api/account")
@shaped(answer=AccountShown)
def show() -> AccountShown:
    """My own keys, and the space I am in."""
    user_id = current_caller().user_id
    found, place = accounts.facts(user_id), members.current_space(user_id)
    keys = found.keys
    return AccountShown(
        user=user_id,
        bundle=keys.bundle,
        kem_key=keys.kem_key,
        signing_key=keys.signing_key,
        recovery=found.has_recovery,
        space=SpaceShown(id=place[0], partner_bundle=place[1]) if place else None,
    )


@bp.put("/api/account/passphrase")
@shaped(request=NewPassphrase)
def change_passphrase(body: NewPassphrase) -> None:
    """A new passphrase; every other session ends."""
    caller = current_caller()
    blob = read_slot(body.slot, slot_type=PASSPHRASE, user_id=caller.user_id)
    spend_proof()
    accounts.change_passphrase(keyring(), proof_of(body.proof), blob, body.auth, caller.session_id)


@bp.put("/api/account/recovery")
@shaped(request=NewRecovery)
def set_recovery(body: NewRecovery) -> None:
    """A recovery code, or another one."""
    blob = read_slot(body.slot, slot_type=RECOVERY, user_id=current_caller().user_id)
    spend_proof()
    accounts.set_recovery(keyring(), proof_of(body.proof), NewSlot(blob, body.find, body.auth))


@bp.delete("/api/account/recovery")
@shaped(request=Proven)
def remove_recovery(body: Proven) -> None:
    """No recovery code any more."""
    spend_proof()
    accounts.remove_recovery(keyring(), proof_of(body.proof))


@bp.post("/api/account/prove")
@shaped(request=Proven)
def prove(body: Proven) -> None:
    """Whether the proof is right; nothing else happens."""
    spend_proof()
    proofs.prove(keyring(), proof_of(body.proof))


@bp.post("/api/account/delete")
@shaped(request=Proven)
def delete(body: Proven) -> Response:
    """Everything of this account is gone."""
    spend_proof()
    account_removal.remove(keyring(), proof_of(body.proof))
    return clear_cookie(Response(status=204))


def proof_of(proof: Proof) -> proofs.Shown:
    """The caller's proof as the services take it."""
    ceremony = None if proof.credential is None else account_ceremony(proof.credential)
    return proofs.Shown(current_caller().user_id, proof.slot_type, proof.auth, ceremony)


def spend_proof() -> None:
    """Count a try at a proof. The bucket is the session's own: nobody else can fill it."""
    limits.spend("RATE_PROOF", limits.hidden("proof", current_caller().session_id))
