"""POST /api/accounts: an account in one request."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from couplebridge.schemas.accounts import NewAccount
from couplebridge.schemas.sessions import SessionOpened
from couplebridge.security import limits
from couplebridge.security.bundles import read_own_bundle
from couplebridge.security.keyring import keyring
from couplebridge.security.slot_header import read_slot
from couplebridge.services import accounts
from couplebridge.services.accounts import PublicKeys
from couplebridge.services.slots import PASSPHRASE, RECOVERY, NewSlot
from couplebridge.views.session_answer import session_of_request, with_cookie
from couplebridge.views.shaped import shaped

bp = Blueprint("accounts", __name__)


@bp.post("/api/accounts")
@shaped(request=NewAccount, answer=SessionOpened, status=201)
def create(body: NewAccount) -> Response:
    """Make an account and sign its first device in."""
    limits.spend("RATE_ACCOUNTS", limits.source())
    read_own_bundle(body.bundle, user_id=body.user, epoch=accounts.FIRST_EPOCH)
    keys = PublicKeys(body.bundle, body.kem_key, body.signing_key)
    lifetime_s = current_app.config["SESSION_LIFETIME_S"]
    opened = accounts.create(keyring(), body.user, keys, _slots(body), body.label, lifetime_s, session_of_request())
    return with_cookie(opened, status=201)


def _slots(body: NewAccount) -> list[NewSlot]:
    blob = read_slot(body.slot, slot_type=PASSPHRASE, user_id=body.user)
    found = [NewSlot(blob, body.find, body.auth)]
    if body.recovery:
        blob = read_slot(body.recovery.slot, slot_type=RECOVERY, user_id=body.user, path="recovery.slot")
        found.append(NewSlot(blob, body.recovery.find, body.recovery.auth))
    return found
