"""secrets.json: the server's own keys, outside the database, readable by its owner alone.

Made on the first start. Whoever has the database without this file cannot test a guess at anything in it.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from couplebridge.base64url import decode, encode
from couplebridge.errors import ConfigMissingError

NAME = "secrets.json"
DATABASE_NAME = "couplebridge.db"
KEY_BYTES = 32
SINGLE_KEYS = ("verifier_pepper", "slot_pepper", "token_key")


def load_or_make(folder: Path) -> dict[str, Any]:
    """The keys by name, and `label_keys` by version. Raises ConfigMissingError in a sentence."""
    path = folder / NAME
    if not path.exists():
        _refuse_beside_a_database(folder)
        _make(path)
    if path.stat().st_mode & 0o077:
        raise ConfigMissingError(f"{NAME} can be read by others. Run: chmod 600 {NAME}")
    try:
        return _parse(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigMissingError(f"{NAME} is damaged. Put back the copy from your backup.") from None


def changed_at_ns(folder: Path) -> int:
    """When the file was last replaced."""
    return (folder / NAME).stat().st_mtime_ns


def save(folder: Path, found: dict[str, Any]) -> None:
    """Write the keys so that a power cut leaves the old file or the new one, never half of one."""
    path = folder / NAME
    _write_beside(path, _as_json(found)).replace(path)
    _sync_folder(folder)


def new_key() -> bytes:
    """32 random bytes. Secret."""
    return secrets.token_bytes(KEY_BYTES)


def _refuse_beside_a_database(folder: Path) -> None:
    # new peppers would lock every account out, and look like wrong passphrases
    if (folder / DATABASE_NAME).exists():
        raise ConfigMissingError(f"{NAME} is missing beside {DATABASE_NAME}. Put back the copy from your backup.")


def _make(path: Path) -> None:
    found: dict[str, Any] = {name: new_key() for name in SINGLE_KEYS}
    write_once(path, _as_json({**found, "label_keys": {1: new_key()}}))


def write_once(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole or not at all; one that is there already stays as it is."""
    beside = _write_beside(path, content)
    try:
        os.link(beside, path)  # of two workers that start at once, one wins and both read its file
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    _sync_folder(path.parent)


def _write_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _as_json(found: dict[str, Any]) -> bytes:
    singles = {name: encode(found[name]) for name in SINGLE_KEYS}
    label_keys = {str(version): encode(key) for version, key in found["label_keys"].items()}
    return json.dumps({**singles, "label_keys": label_keys}, indent=1).encode("ascii")


def _parse(plain: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: _key(plain[name]) for name in SINGLE_KEYS}
    found["label_keys"] = {int(version): _key(text) for version, text in plain["label_keys"].items()}
    if not found["label_keys"]:
        raise ValueError("no label key")
    return found


def _key(text: str) -> bytes:
    key = decode(text)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has the wrong length")
    return key
