"""What this device has seen of offers and togethers, so that none of it can be taken back unnoticed."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from .errors import StatementRefusedError
from .items import ENDED, PUT_AWAY, OfferItem, TogetherItem
from .store import Seen, Store

Item = TypeVar("Item", OfferItem, TogetherItem)


def note_seen(store: Store, items: Iterable[Item], look: Callable[[Item], Seen]) -> None:
    """After each pull. `look` checks an item, and raises StatementRefusedError where it does not hold."""
    for item in items:
        if item.state in (ENDED, PUT_AWAY):
            store.seen[item.id] = Seen(ended=True)
            continue
        try:
            store.seen[item.id] = look(item)
        except StatementRefusedError:
            # Shown as refused; what was seen before stays what counts.
            continue
