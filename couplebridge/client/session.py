"""The signed-in session: asks as this account, and renews a session that ended, once.

An ended session loses nothing: the outbox stays, and the next request signs in again.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from .answers import Answer
from .api import PAGE_ITEMS, Api, FeedPage
from .errors import ApiProblemError
from .frames import Frame
from .key_holder import KeyHolder, WayIn
from .store import Store

_T = TypeVar("_T")


class Session:
    """One session of one device. `label` is what its owner sees in the list of their sessions."""

    def __init__(self, api: Api, store: Store, holder: KeyHolder, label: str) -> None:
        self._api, self._store, self._holder, self.label = api, store, holder, label

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Answer:
        """As `Api.ask`, signed in."""
        return self._renewing(lambda: self._api.ask(method, path, fields))

    def pull(self, cursor: int, limit: int = PAGE_ITEMS) -> FeedPage:
        """As `Api.pull`, signed in."""
        return self._renewing(lambda: self._api.pull(cursor, limit))

    def push(self, frames: Iterable[Frame], key: bytes) -> tuple[int, int]:
        """As `Api.push`, signed in; the same key on the second try, so nothing is done twice."""
        listed = list(frames)
        return self._renewing(lambda: self._api.push(listed, key))

    def publish(self, frames: Iterable[Frame], *, quiet: bool = False) -> None:
        """As `Api.publish`, signed in."""
        listed = list(frames)
        self._renewing(lambda: self._api.publish(listed, quiet=quiet))

    def put_frames(self, path: str, frames: Iterable[Frame]) -> None:
        """As `Api.put_frames`, signed in."""
        listed = list(frames)
        self._renewing(lambda: self._api.put_frames(path, listed))

    def get_frames(self, path: str) -> list[Frame]:
        """As `Api.get_frames`, signed in."""
        return self._renewing(lambda: self._api.get_frames(path))

    def open(self, way_in: WayIn) -> Answer:
        """Sign in; the answer holds the slot. The known device token keeps strangers' tries out of our way."""
        device = self._store.device
        self._api.csrf = "none"
        fields = {"find": way_in.find, "slot_type": way_in.slot_type, "auth": way_in.auth, "label": self.label}
        token = device.device_token if device else None
        return self.hold(self._api.ask("POST", "/sign-in/finish", {**fields, "device_token": token}))

    def hold(self, answer: Answer) -> Answer:
        """Keep the token of an answer that opened a session."""
        self._api.csrf = answer.text("csrf")
        return answer

    def _renewing(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except ApiProblemError as problem:
            way_in = self._holder.way_in
            if problem.code != "no-session" or way_in is None:
                raise
            self.open(way_in)
        return work()
