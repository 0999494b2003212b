"""Who the two are: from this device's own vault and keys, never from what arrived."""

from dataclasses import dataclass, field

from .encoding import b64url_decode, b64url_encode
from .errors import NotPairedError, PartnerKeyChangedError
from .identity import Identity, IdentityBundle, parse_bundle
from .items import SPACE, SPACE_ENDED, parse_space
from .key_holder import KeyHolder
from .merge import Fields
from .store import Store
from .vault import Vault

SINGLETON, PAST = "space", "past-space"


@dataclass(frozen=True)
class Couple:
    """A space (id 16, key 32 secret), this device's identity, and the pinned partner."""

    space: bytes
    space_key: bytes = field(repr=False)
    me: Identity = field(repr=False)
    partner: IdentityBundle = field(repr=False)

    def people(self, *, mine: bool) -> tuple[IdentityBundle, IdentityBundle]:
        """Owner and recipient of an offer that is mine, or theirs."""
        pair = (self.me.bundle, self.partner)
        return pair if mine else (pair[1], pair[0])


class Couples:
    """The space of now, and the ended ones whose opened texts this person keeps."""

    def __init__(self, store: Store, vault: Vault, holder: KeyHolder) -> None:
        self._store, self._vault, self._holder = store, vault, holder

    def pinned(self) -> Fields | None:
        """The `space` record of now, ended or not."""
        return self._vault.singleton(SINGLETON)

    def current(self) -> Couple:
        """NotPairedError alone; PartnerKeyChangedError until both have left and paired again."""
        pinned = self.pinned()
        if pinned is None or pinned["ended"]:
            raise NotPairedError("there is nobody at the other end of the bridge")
        if self._store.partner_key_changed:
            raise PartnerKeyChangedError("the partner's keys are not the ones you both compared")
        return self._couple(pinned)

    def is_current(self, couple: Couple) -> bool:
        """Whether it is the space of now: the last one, left or not."""
        pinned = self.pinned()
        return pinned is not None and pinned["space"] == b64url_encode(couple.space)

    def of_space(self, space: bytes) -> Couple | None:
        """The couple of a space that this person is or was in."""
        name = b64url_encode(space)
        known = (record.fields for kind in (SINGLETON, PAST) for record in self._vault.all(kind))
        found = (fields for fields in known if fields["space"] == name)
        pinned = next(found, None)
        return None if pinned is None else self._couple(pinned)

    def pin(self, fields: Fields) -> None:
        """Remember this partner; the record of an earlier space moves aside, for what was opened in it."""
        before = self.pinned()
        if before is not None and before["space"] != fields["space"]:
            self._vault.put_singleton(f"{PAST}:{before['space']}", {**before, "type": PAST})
        self._vault.put_singleton(SINGLETON, {"v": 1, "type": "space", **fields})
        self._store.partner_key_changed = False

    def change(self, **fields: object) -> None:
        """Change the record of now."""
        self._vault.patch(self._vault.singleton_id(SINGLETON), fields)

    def end(self) -> None:
        """One of the two has left, as far as this device knows since now."""
        self.change(ended=self._vault.now_iso())

    def watch(self) -> None:
        """After each pull: a partner's bundle that is not the pinned one stops everything; an ended space is noted."""
        pinned = self.pinned()
        frame = None if pinned is None else self._store.items.get((SPACE, b64url_decode(pinned["space"])))
        if pinned is None or frame is None:
            return
        item = parse_space(frame)
        if b64url_encode(item.partner_bundle) != pinned["partnerBundle"]:
            self._store.partner_key_changed = True
            raise PartnerKeyChangedError("the partner's keys are not the ones you both compared")
        if item.state == SPACE_ENDED and not pinned["ended"]:
            self.end()

    def _couple(self, pinned: Fields) -> Couple:
        space, key, bundle = (b64url_decode(pinned[name]) for name in ("space", "spaceKey", "partnerBundle"))
        return Couple(space, key, self._holder.identity, parse_bundle(bundle))
