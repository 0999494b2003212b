"""The table of who may call what: one line a route, to be audited on one screen.

A route without a line keeps the server from starting. An outsider's refusal is the answer of what does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from couplebridge.errors import CoupleBridgeError, SessionMissingError, ThingAbsentError
from couplebridge.security.membership import author, author_or_recipient, inviter, member, one_of_both, recipient
from couplebridge.security.predicates import Predicate, anyone, signed_in
from couplebridge.security.sessions import caller_or_none

if TYPE_CHECKING:
    from flask import Flask

PERMISSIONS: dict[str, Predicate] = {
    # the app itself
    "shell.show": anyone,
    "release.static_file": anyone,
    "release.service_worker": anyone,
    "release.manifest": anyone,
    "release.robots": anyone,
    "release.show": anyone,
    "openapi.show": anyone,
    "health.show": anyone,
    "good_to_know.show": anyone,
    # the account
    "accounts.create": anyone,
    "sign_in.start": anyone,
    "sign_in.finish": anyone,
    "sign_in.start_by_passkey": anyone,
    "sign_in.finish_by_passkey": anyone,
    "account.show": signed_in,
    "account.change_passphrase": signed_in,
    "account.set_recovery": signed_in,
    "account.remove_recovery": signed_in,
    "account.prove": signed_in,
    "account.delete": signed_in,
    "passkeys.challenge": signed_in,
    "passkeys.index": signed_in,
    "passkeys.acknowledge": signed_in,
    "passkeys.add": signed_in,
    "passkeys.remove": signed_in,
    # sessions: another's session id is answered like one that does not exist, by the service
    "sessions.current": signed_in,
    "sessions.end_current": signed_in,
    "sessions.put_share": signed_in,
    "sessions.get_share": signed_in,
    "sessions.forget_share": signed_in,
    "sessions.index": signed_in,
    "sessions.acknowledge": signed_in,
    "sessions.end": signed_in,
    # the own feed: the route has no name of anybody else's
    "feed.pull": signed_in,
    "feed.push": signed_in,
    "live.stream": signed_in,
    # sealed chunks of one's own photos and voice notes: another's are answered like none
    "attachments.index": signed_in,
    "attachments.show": signed_in,
    "attachments.pull": signed_in,
    "attachments.put": signed_in,
    "attachments.remove": signed_in,
    # signs on one's own device
    "push.show": signed_in,
    "push.put": signed_in,
    "push.remove": signed_in,
    "push.opened": signed_in,
    # the public directory, the same for everybody
    "directory.show": signed_in,
    "directory.block": signed_in,
    # pairing
    "invites.create": signed_in,
    "invites.show": anyone,
    "invites.take_back": inviter,
    "invites.join": signed_in,
    "invites.confirm": inviter,
    "space.leave": member,
    # what the two share
    "parts.publish": member,
    # the bridge
    "offers.create": member,
    "offers.edit": author,
    "offers.accept": recipient,
    "offers.withdraw": author_or_recipient,
    "offers.set_moment": recipient,
    "offers.release": author,
    "offers.add_turn": author_or_recipient,
    "offers.put_away_offer": author_or_recipient,
    # at the same moment; who of the two did what is told to neither
    "togethers.propose": member,
    "togethers.lock": one_of_both,
    "togethers.unlock": one_of_both,
    "togethers.say_now": one_of_both,
    "togethers.step_back": one_of_both,
}


class PermissionMissingError(CoupleBridgeError):
    """A route was added without saying who may call it."""


def init_app(app: Flask) -> None:
    """Ask the table before every view."""
    app.before_request(_check)


def require_complete(app: Flask) -> None:
    """Raises PermissionMissingError with the names of routes that have no line here."""
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - PERMISSIONS.keys()
    if missing:
        raise PermissionMissingError("No permission is declared for: " + ", ".join(sorted(missing)))


def _check() -> None:
    if request.endpoint is None:
        return  # no such route: Flask answers 404 or 405 itself
    allowed = PERMISSIONS[request.endpoint]
    if allowed is anyone:
        return
    caller = caller_or_none()
    if caller is None:
        raise SessionMissingError
    if not allowed(caller, request.view_args or {}):
        raise ThingAbsentError
