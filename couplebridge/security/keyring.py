"""The server's keys in memory. They open labels and check verifiers; none opens anything a person wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app

from couplebridge.security import secret_file

if TYPE_CHECKING:
    from flask import Flask


class Keyring:
    """Peppers, the token key, and the label keys by version (all 32 bytes, all secret)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read()
        self.verifier_pepper: bytes = self._found["verifier_pepper"]
        self.slot_pepper: bytes = self._found["slot_pepper"]
        self.token_key: bytes = self._found["token_key"]

    def newest_label_version(self) -> int:
        """The version that seals from now on, also when another process has just rotated the keys."""
        if secret_file.changed_at_ns(self._folder) != self._read_at_ns:
            self._read()
        versions: list[int] = list(self._found["label_keys"])
        return max(versions)

    def label_key(self, version: int) -> bytes:
        """The label key of that version (32 bytes). Raises KeyError when the file does not hold it."""
        if version not in self._found["label_keys"]:
            self._read()
        key: bytes = self._found["label_keys"][version]
        return key

    def add_label_key(self) -> int:
        """Make a new version and keep the old ones; returns its number."""
        version = self.newest_label_version() + 1
        self._keep_label_keys({**self._found["label_keys"], version: secret_file.new_key()})
        return version

    def drop_label_keys_before(self, version: int) -> None:
        """Forget older versions, once nothing is sealed under them."""
        self._keep_label_keys({old: key for old, key in self._found["label_keys"].items() if old >= version})

    def _read(self) -> None:
        self._found: dict[str, Any] = secret_file.load_or_make(self._folder)
        self._read_at_ns = secret_file.changed_at_ns(self._folder)

    def _keep_label_keys(self, label_keys: dict[int, bytes]) -> None:
        secret_file.save(self._folder, {**self._found, "label_keys": label_keys})
        self._read()


def init_app(app: Flask) -> None:
    """Read or make the secrets of this server."""
    app.extensions["couplebridge.keyring"] = Keyring(Path(app.config["DATA"]))


def keyring() -> Keyring:
    """The keyring of the running app."""
    found: Keyring = current_app.extensions["couplebridge.keyring"]
    return found
