"""Parts: what each of the two writes of what they share, and one's own things beside it.

Protocol, "Parts". A part lies in its writer's vault first, so it is safe and on all of their devices;
publishing seals it for both and signs it. It must never publish anything of one's own path.
"""

from dataclasses import dataclass, field
from typing import Any

from . import primitives
from .couple import Couple, Couples
from .encoding import b64url_decode, b64url_encode, encode_tuple
from .errors import NotPairedError, ServerAnswerRefusedError, StatementRefusedError
from .frames import Frame
from .hash_tree import HashTree
from .identity import IdentityBundle
from .items import PART, PARTS_MANIFEST, parse_part
from .key_holder import KeyHolder
from .manifest import describe_tree, manifest_header
from .notes import Named, open_note, seal_note
from .records import envelope_hash, parse_record_header
from .registers import Registers, join_registers, parse_registers, read_register, standing, write_entry
from .session import Session
from .shared_records import NO_REF
from .store import Store
from .vault import Vault

OWN = "own"
MANIFEST_TYPE = "parts-manifest"
BATCH = 50
QUIET = frozenset({"check-in", "echo"})
"""Kinds of things of which no phone is to buzz."""
ID_CHARS = 22  # 16 bytes as base64url


@dataclass(frozen=True)
class Thing:
    """A step, a card, a note …: `also` is what was written in a field at the same time elsewhere."""

    id: str
    of: str
    values: dict[str, Any] = field(repr=False)
    also: dict[str, list[Any]] = field(repr=False)


class Parts:
    """The things of one device: those of the couple, and those of its owner alone (`own=True`)."""

    def __init__(self, session: Session, store: Store, vault: Vault, holder: KeyHolder, couples: Couples) -> None:
        self._session, self._store, self._vault, self._holder = session, store, vault, holder
        self._couples = couples

    def things(self, of: str, *, own: bool = False) -> list[Thing]:
        """All that were not let go. ServerAnswerRefusedError when something of the partner's is missing or forged."""
        mine, theirs = self._mine(own), {} if own else self._theirs()
        found = [self._join(each, mine.get(each), theirs.get(each), own) for each in sorted({*mine, *theirs})]
        return [thing for thing in found if thing.of == of and thing.values.get("gone") is not True]

    def add(self, of: str, values: dict[str, Any], *, own: bool = False) -> str:
        """A new thing; its id."""
        thing = b64url_encode(primitives.random_bytes(16))
        self.change(thing, of, values, own=own)
        return thing

    def change(self, thing: str, of: str, values: dict[str, Any], *, own: bool = False) -> None:
        """Write some fields of it into one's own part."""
        space = self._space(own)
        name = f"part:{space}:{thing}"
        current = self._vault.singleton(name) or {}
        registers: Registers = dict(current.get("registers", {}))
        theirs = {} if own else self._theirs().get(thing, (of, {}))[1]
        for field_name, value in values.items():
            there = [*registers.get(field_name, []), *theirs.get(field_name, [])]
            registers[field_name] = [write_entry(there, value)]
        fields = {"v": 1, "type": "part", "space": space, "of": of, "thing": thing}
        self._vault.put_singleton(name, {**fields, "n": current.get("n", 0) + 1, "registers": registers})

    def said(self, thing: str, name: str) -> Any:
        """What I last said there, also when the other wrote over it; None when nothing."""
        _of, registers = self._mine(own=False).get(thing, ("", {}))
        return read_register(standing(registers.get(name, [])))[0]

    def publish(self) -> bool:
        """Whether something was published; sync before and after it. ApiProblemError (conflict: sync, and again)."""
        try:
            couple = self._couples.current()
        except NotPairedError:
            return False
        published = self._published(couple, couple.me.bundle)
        waiting = [part for part in self._own_parts(couple) if part.revision > published.get(part.id, (0, b""))[0]]
        if not waiting:
            return False
        quiet_ids = self._quiet_ids(couple)
        quiet = waiting[0].id in quiet_ids
        batch = [part for part in waiting if (part.id in quiet_ids) == quiet][:BATCH]
        manifest = self._next_manifest(couple, published, batch)
        self._session.publish([*batch, manifest], quiet=quiet)
        return True

    def _quiet_ids(self, couple: Couple) -> set[bytes]:
        quiet = [record.fields["thing"] for record in self._vault.all("part") if record.fields["of"] in QUIET]
        return {part_id(couple, couple.me.bundle, thing) for thing in quiet}

    def _own_parts(self, couple: Couple) -> list[Frame]:
        space = b64url_encode(couple.space)
        records = [record for record in self._vault.all("part") if record.fields["space"] == space]
        return [self._seal(couple, record.fields) for record in records if record.id not in self._store.outbox]

    def _seal(self, couple: Couple, part: dict[str, Any]) -> Frame:
        named = Named(part_id(couple, couple.me.bundle, part["thing"]), part["n"])
        inside = {"v": 1, "type": "part", "of": part["of"], "thing": part["thing"], "registers": part["registers"]}
        note = seal_note(couple, NO_REF, inside, named=named)
        return Frame(PART, named.record, named.revision, 0, (note.envelope, note.wrap, note.signature))

    def _next_manifest(self, couple: Couple, published: dict[bytes, tuple[int, bytes]], batch: list[Frame]) -> Frame:
        tree = HashTree()
        coming = {frame.id: (frame.revision, envelope_hash(frame.parts[0])) for frame in batch}
        for record, (revision, digest) in {**published, **coming}.items():
            tree.put(record, revision, digest)
        record = manifest_header(couple.me.bundle.user_id, couple.space, 1).record
        last = self._store.items.get((PARTS_MANIFEST, record))
        counter = (last.revision if last else 0) + 1
        stated = describe_tree(counter, tree)
        inside = {"v": 1, "type": MANIFEST_TYPE, "counter": counter, "count": stated.count}
        note = seal_note(couple, NO_REF, {**inside, "root": b64url_encode(stated.root)}, named=Named(record, counter))
        return Frame(PARTS_MANIFEST, record, counter, 0, (note.envelope, note.wrap, note.signature))

    def _published(self, couple: Couple, author: IdentityBundle) -> dict[bytes, tuple[int, bytes]]:
        return {frame.id: (frame.revision, envelope_hash(frame.parts[0])) for frame in self._frames(couple, author)}

    def _frames(self, couple: Couple, author: IdentityBundle) -> list[Frame]:
        return [frame for frame in self._store.items_of(PART) if _is_by(frame, couple, author)]

    def _mine(self, own: bool) -> dict[str, tuple[str, Registers]]:
        try:
            space = self._space(own)
        except NotPairedError:
            return {}
        parts = [record.fields for record in self._vault.all("part") if record.fields["space"] == space]
        return {part["thing"]: (part["of"], part["registers"]) for part in parts}

    def _theirs(self) -> dict[str, tuple[str, Registers]]:
        try:
            couple = self._couples.current()
        except NotPairedError:
            return {}
        self._require_whole(couple)
        try:
            opened = [open_part(couple, couple.partner, frame) for frame in self._frames(couple, couple.partner)]
        except StatementRefusedError as error:
            raise ServerAnswerRefusedError("a part is not what the partner signed") from error
        return {thing: (of, registers) for thing, of, registers in opened}

    def _require_whole(self, couple: Couple) -> None:
        tree = HashTree()
        for record, (revision, digest) in self._published(couple, couple.partner).items():
            tree.put(record, revision, digest)
        record = manifest_header(couple.partner.user_id, couple.space, 1).record
        frame = self._store.items.get((PARTS_MANIFEST, record))
        if frame is None and tree.count == 0:
            return
        if frame is None or not _says(couple, frame, tree):
            raise ServerAnswerRefusedError("the partner's parts are not all there")

    def _join(self, thing: str, mine: Any, theirs: Any, own: bool) -> Thing:
        me = b64url_encode(self._holder.keyring.user_id)
        partner = "" if own else b64url_encode(self._couples.current().partner.user_id)
        sides = [_allowed(part[1], owner) for part, owner in ((mine, me), (theirs, partner)) if part]
        registers = join_registers(sides[0], sides[1] if len(sides) > 1 else {})
        read = {name: read_register(standing(entries)) for name, entries in registers.items()}
        values = {name: value for name, (value, _) in read.items()}
        return Thing(thing, (mine or theirs)[0], values, {name: also for name, (_, also) in read.items() if also})

    def _space(self, own: bool) -> str:
        return OWN if own else b64url_encode(self._couples.current().space)


def part_id(couple: Couple, author: IdentityBundle, thing: str) -> bytes:
    """The id of what one of the two wrote of a thing, 16 bytes: no server can tell which parts are of one thing."""
    context = encode_tuple("part-id", couple.space, author.user_id, b64url_decode(thing))
    return primitives.hkdf(couple.space_key, context, 16)


def open_part(couple: Couple, author: IdentityBundle, frame: Frame) -> tuple[str, str, Registers]:
    """(thing, kind, registers); StatementRefusedError for another author, another thing, or any change."""
    named = Named(frame.id, frame.revision)
    fields, _ = open_note(couple, author, NO_REF, parse_part(frame), "part", named=named)
    thing, of, registers = fields.get("thing"), fields.get("of"), parse_registers(fields.get("registers"))
    if not isinstance(thing, str) or len(thing) != ID_CHARS or not isinstance(of, str) or registers is None:
        raise StatementRefusedError("a part is not whole")
    if part_id(couple, author, thing) != frame.id:
        raise StatementRefusedError("a part is not of the thing that it names")
    return thing, of, registers


def _says(couple: Couple, frame: Frame, tree: HashTree) -> bool:
    named = Named(frame.id, frame.revision)
    try:
        fields, _ = open_note(couple, couple.partner, NO_REF, parse_part(frame), MANIFEST_TYPE, named=named)
    except StatementRefusedError:
        return False
    stated = describe_tree(frame.revision, tree)
    said = (fields.get("counter"), fields.get("count"), fields.get("root"))
    return said == (stated.counter, stated.count, b64url_encode(stated.root))


def _is_by(frame: Frame, couple: Couple, author: IdentityBundle) -> bool:
    header = parse_record_header(frame.parts[0])
    return (header.space, header.owner) == (couple.space, author.user_id)


def _allowed(registers: Registers, owner: str) -> Registers:
    # A personal field `name:user` is only ever set by its person; the other can only clear it.
    return {name: [entry for entry in entries if _may(name, owner, entry[2])] for name, entries in registers.items()}


def _may(name: str, owner: str, value: Any) -> bool:
    _, _, person = name.partition(":")
    return person in ("", owner) or not value
