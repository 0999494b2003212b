"""One-line answers to "may this caller?". A predicate gets the caller and the ids in the address.

Those that ask the database who is whose are in membership.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking: the account and the session, 16 bytes each, and the hash of the session's token, 32 bytes."""

    user_id: bytes
    session_id: bytes
    token_hash: bytes
    # what Flask-Login asks of a user
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Asked by Flask-Login for its own cookie, which is never set."""
        return self.session_id.hex()


Predicate = Callable[[Caller, Mapping[str, Any]], bool]


def anyone(caller: Caller | None, names: Mapping[str, Any]) -> bool:
    """Open without signing in."""
    return True


def signed_in(caller: Caller, names: Mapping[str, Any]) -> bool:
    """Any session that has not ended; what is not the caller's own cannot be named in these routes."""
    return True
