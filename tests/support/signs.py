"""Signs as two people live with them: who asked, what was done, and what reached whose phone by when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from couplebridge import clock
from couplebridge.push_thread import send_now
from tests.support.people import Person
from tests.support.push_service import Browser, PushService

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
# later than any chance that is added to hide what a sign is for
AT_LAST_MS = 21 * MINUTE_MS
# 27 November 2026, a Friday, noon UTC
NOON_MS = 1_795_780_800_000


@dataclass
class Signs:
    """The service, a clock that tests move on, and a browser for each who asked."""

    app: Flask
    service: PushService
    now_ms: int = NOON_MS
    browsers: dict[str, Browser] = field(default_factory=dict)

    def asks(self, person: Person, **changes: Any) -> Browser:
        """This phone wants signs."""
        browser = Browser(self.service.origin)
        response = person.put("/push", browser.wish(**changes))
        assert response.status_code == 204, response.json
        self.browsers[person.name] = browser
        return browser

    def passes(self, ms: int) -> int:
        """Time, and what is due is sent; how many signs went out."""
        self.now_ms += ms
        return send_now(self.app)

    def at_last(self) -> int:
        """So much time that whatever is due now has come."""
        return self.passes(AT_LAST_MS)

    def count(self, person: Person) -> int:
        """How many signs this person's phone ever got."""
        return len(self.service.of(self.browsers[person.name]))


def signs(app: Flask, service: PushService, monkeypatch: Any) -> Signs:
    """At noon of a Friday, on the server's clock."""
    made = Signs(app, service)
    monkeypatch.setattr(clock, "now_ms", lambda: made.now_ms)
    return made
