"""The journal: writing, versions, the bin. It owns when a version is kept and when the bin is emptied.

The only thing that deletes is `purge`, which writes a `gone`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from .errors import RecordMissingError
from .journal_fields import check_entry, new_entry
from .merge import Fields
from .vault import Record, Vault

SESSION_GAP_MS = 10 * 60_000
BIN_MS = 30 * 86_400_000


def to_ms(iso: str) -> int:
    """Milliseconds since 1970 of an ISO time."""
    return round(datetime.fromisoformat(iso).timestamp() * 1000)


class Journal:
    """One person's entries. Ids are base64url."""

    def __init__(self, vault: Vault, now_ms: Callable[[], int]) -> None:
        self._vault, self._now_ms = vault, now_ms

    def entries(self) -> list[Record]:
        """Newest first, without the bin."""
        found = [entry for entry in self._vault.all("entry") if not entry.fields["binnedAt"]]
        return sorted(found, key=lambda entry: (entry.fields["createdAt"], entry.id), reverse=True)

    def get(self, entry: str) -> Fields:
        """The fields of an entry, also from the bin; RecordMissingError."""
        fields = self._vault.get(entry)
        if fields is None or fields["type"] != "entry":
            raise RecordMissingError("there is no such entry on this device")
        return fields

    def write(self, **fields: Any) -> str:
        """A new entry; its id. `createdAt` may lie in the past. TextTooLongError."""
        return self._vault.put(new_entry(self._vault.now_iso(), fields))

    def edit(self, entry: str, **fields: Any) -> None:
        """Change some fields; after a pause of ten minutes the text before becomes a version."""
        check_entry(fields)
        before = self.get(entry)
        changed = {name: value for name, value in fields.items() if before.get(name) != value}
        if not changed:
            return
        if self._now_ms() - to_ms(before["editedAt"]) >= SESSION_GAP_MS:
            self._keep_version(entry, before)
        self._vault.patch(entry, {"editedAt": self._vault.now_iso(), **changed})

    def versions(self, entry: str) -> list[Record]:
        """Earlier texts of an entry, newest first."""
        found = [version for version in self._vault.all("version") if version.fields["of"] == entry]
        return sorted(found, key=lambda version: (version.fields["at"], version.id), reverse=True)

    def restore(self, entry: str, version: str) -> None:
        """The present text becomes a version itself, so that a restore can be undone."""
        chosen = next((one for one in self.versions(entry) if one.id == version), None)
        if chosen is None:
            raise RecordMissingError("there is no such version of this entry")
        self._keep_version(entry, self.get(entry))
        self._vault.patch(entry, {**chosen.fields["fields"], "binnedAt": None, "editedAt": self._vault.now_iso()})

    def bin(self, entry: str) -> None:
        """Into the bin, for 30 days."""
        self.get(entry)
        self._vault.patch(entry, {"binnedAt": self._vault.now_iso()})

    def binned(self) -> list[Record]:
        """What lies in the bin, the latest first."""
        found = [entry for entry in self._vault.all("entry") if entry.fields["binnedAt"]]
        return sorted(found, key=lambda entry: (entry.fields["binnedAt"], entry.id), reverse=True)

    def unbin(self, entry: str) -> None:
        """Out of the bin again."""
        self.get(entry)
        self._vault.patch(entry, {"binnedAt": None})

    def purge(self, entry: str) -> None:
        """For good, with its versions and photos; only out of the bin, where a person has put it first."""
        if not self.get(entry)["binnedAt"]:
            raise RecordMissingError("only what lies in the bin can be deleted for good")
        attached = [each for each in self._vault.all("attachment") if each.fields["of"] == entry]
        for one in [*self.versions(entry), *attached]:
            self._vault.purge(one.id)
        self._vault.purge(entry)

    def purge_old(self) -> int:
        """Empty the bin of what lay there for 30 days; how many."""
        old = [e for e in self.binned() if self._now_ms() - to_ms(e.fields["binnedAt"]) >= BIN_MS]
        for entry in old:
            self.purge(entry.id)
        return len(old)

    def _keep_version(self, entry: str, fields: Fields) -> None:
        self._vault.put({"v": 1, "type": "version", "of": entry, "at": self._vault.now_iso(), "fields": fields})
