"""What each keeps privately about offers: ordinary private records, to the server like any other."""

import math
from collections.abc import Callable, Collection, Iterable
from typing import Any

from .bridge_book import OfferView
from .bridge_rules import LAPSE_MS
from .journal import to_ms
from .merge import Fields
from .vault import Vault, to_iso

# Younger ones may be on their way from another device of this person.
UNDER_WAY_MS = 600_000


class BridgeMemory:
    """The author's `offer-out` and the recipient's `offer-in`; `offer` is an id in base64url."""

    def __init__(self, vault: Vault, now_ms: Callable[[], int]) -> None:
        self._vault, self._now_ms = vault, now_ms
        self.unanswered: set[str] = set()

    def out(self, offer: str) -> Fields | None:
        """Which entry it was, how it is to be released, when it ended."""
        return self._find("offer-out", offer)

    def over_from_ms(self, offer: str) -> float:
        """From when one of mine is over as far as this account itself knows, whoever says otherwise."""
        made = self.out(offer)
        if made is None:
            return math.inf
        return to_ms(made["endedAt"]) if made["endedAt"] else to_ms(made["at"]) + LAPSE_MS

    def all_out(self) -> list[Fields]:
        """Every offer of mine that this account remembers."""
        return [record.fields for record in self._vault.all("offer-out")]

    def remember_out(self, offer: str, **fields: Any) -> None:
        """Write or change it."""
        before = self.out(offer) or {}
        self._vault.put_singleton(_name(offer), {"v": 1, **before, "type": "offer-out", "offer": offer, **fields})

    def forget_out(self, offer: str) -> None:
        """The server refused it, so it never was."""
        self._vault.purge(self._vault.singleton_id(_name(offer)))

    def clear_unanswered(self, known: Collection[str]) -> None:
        """After a complete pull: an offer that stayed without an answer, and that no feed knows, never was."""
        for made in self.all_out():
            is_old = self._now_ms() - to_ms(made["at"]) >= UNDER_WAY_MS
            if not made["endedAt"] and made["offer"] not in known and (is_old or made["offer"] in self.unanswered):
                self.forget_out(made["offer"])

    def is_put_off(self, offer: str) -> bool:
        """Whether I said not now; this goes nowhere."""
        found = self._find("offer-in", offer)
        return found is not None and found["answer"] == "not-now"

    def put_off(self, offer: str) -> None:
        """Not now."""
        fields = {"v": 1, "type": "offer-in", "offer": offer, "answer": "not-now", "at": self._vault.now_iso()}
        self._vault.put_singleton(_name(offer), fields)

    def note_ends(self, views: Iterable[OfferView]) -> None:
        """From the end or the opening on, entry and topic rest."""
        for view in views:
            made = self.out(view.id)
            if made is None or made["endedAt"] or view.state in ("offered", "ready", "refused"):
                continue
            # This device may have slept past the lapse; the rest must not grow by that.
            lapse_ms = to_ms(made["at"]) + LAPSE_MS
            ended_ms = min(self._now_ms(), lapse_ms) if view.state == "ended" else self._now_ms()
            self.remember_out(view.id, endedAt=to_iso(ended_ms))

    def _find(self, kind: str, offer: str) -> Fields | None:
        found = self._vault.singleton(_name(offer))
        return found if found is not None and found["type"] == kind else None


def _name(offer: str) -> str:
    return f"offer:{offer}"
