"""The one sentence, as a push service takes it: the same bytes for everybody, at any time, for anything."""

from __future__ import annotations

import json

SENTENCE = "Something is new."
PAYLOAD_BYTES = 512
# one word for all signs: those that a phone was too far away to get become one
TOPIC = "sign"
_TTL_MS_MAX = 4 * 3_600_000
_TTL_S_LEAST = 60


def payload(origin: str | None) -> bytes:
    """The declarative form, which a phone can show by itself; our own worker shows the same and reads nothing of it.

    `mutable`: a phone that reads this form asks our worker nevertheless, which knows the language of the app and sets
    the badge; where the worker is gone or too slow, the sentence here is what is shown. `origin` is PUBLIC_ORIGIN: some
    phones want the whole address of what opens.
    """
    notification = {"title": SENTENCE, "navigate": f"{(origin or '').rstrip('/')}/", "lang": "en", "dir": "ltr"}
    return (
        json.dumps({"web_push": 8030, "mutable": True, "notification": notification})
        .encode("ascii")
        .ljust(PAYLOAD_BYTES)
    )


def headers(authorization: str, left_ms: int) -> dict[str, str]:
    """`left_ms`: how long the owner's hours still last. A phone that is off till then is not to buzz at night."""
    ttl_s = max(_TTL_S_LEAST, min(left_ms, _TTL_MS_MAX) // 1000)
    return {
        "Authorization": authorization,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/notification+json",
        "TTL": str(ttl_s),
        "Topic": TOPIC,
        "Urgency": "normal",
    }
