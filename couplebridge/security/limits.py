"""How often somebody may try. No address is kept: a source is a keyed hash that changes every day.

There is no limit per account: it would let anyone lock anyone out (attack P11). And no limit that two people of one
house fill together, where one of them could see from it what the other does (attack R7, docs/decisions/0003-limits.md).
"""

from __future__ import annotations

import ipaddress
import logging
import math
import time
from typing import TYPE_CHECKING

from flask import current_app, request
from limits import RateLimitItem, parse_many
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter
from werkzeug.middleware.proxy_fix import ProxyFix

from couplebridge import clock
from couplebridge.errors import RateExceededError
from couplebridge.extensions import limiter
from couplebridge.security.keyring import keyring
from couplebridge.security.mac import mac

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)
# how many kinds of find tags one source has a bucket each for: it bounds what a flood of made-up ones can fill
_CLASSES = 4096
_ALONE = "couplebridge.limits.alone"


def init_app(app: Flask) -> None:
    """Believe X-Forwarded-For only from as many proxies as were configured; count alone while Redis is gone."""
    app.extensions[_ALONE] = FixedWindowRateLimiter(MemoryStorage())
    proxies = app.config["PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def spend(rate: str, identity: str) -> None:
    """Count one try of `identity` against the setting `rate`. Raises RateExceededError with the seconds to wait."""
    waits_s = [_wait_s(item, rate, identity) for item in parse_many(current_app.config[rate])]
    if any(waits_s):
        raise RateExceededError(max(waits_s))


def source() -> str:
    """Where the request comes from, as a hash under the key of the day. An IPv6 household counts as one."""
    return hidden("source", _household(request.remote_addr or ""))


def source_of(find: bytes) -> str:
    """The same, apart for each find tag (16 bytes): what one of a house tries at their own account is not the other's.

    Find tags fall into classes by a key of the server, so nobody chooses whose bucket they share.
    """
    kind = int.from_bytes(bytes.fromhex(hidden("find", find))[:4], "big") % _CLASSES
    return hidden("source", _household(request.remote_addr or "") + kind.to_bytes(2, "big"))


def hidden(kind: str, name: bytes) -> str:
    """An identity for `spend` that tells nothing of the name and changes every day."""
    day = clock.today().isoformat().encode()
    return mac(keyring().token_key, "limit", kind.encode(), day, name).hex()


def _household(remote: str) -> bytes:
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:  # a proxy that says a port, a name or nothing: whatever it says is the source
        return remote.encode("utf-8", "replace")
    if isinstance(address, ipaddress.IPv4Address):
        return address.packed
    # ::ffff:192.0.2.1 is one of IPv4, as a socket for both kinds names it: the world would be one household
    return address.ipv4_mapped.packed if address.ipv4_mapped else address.packed[:8]


def _wait_s(item: RateLimitItem, rate: str, identity: str) -> int:
    try:
        return _wait_by(limiter.limiter, item, rate, identity)
    except StorageError:
        # signing in goes on, and is still counted: by this process alone
        log.warning("Redis does not count tries; this process counts alone.")
        return _wait_by(current_app.extensions[_ALONE], item, rate, identity)


def _wait_by(counter: RateLimiter, item: RateLimitItem, rate: str, identity: str) -> int:
    if counter.hit(item, rate, identity):
        return 0
    resets_at_s = counter.get_window_stats(item, rate, identity).reset_time
    # the counters live by the machine's clock, not by ours
    return max(1, math.ceil(resets_at_s - time.time()))
