"""/api/directory: the public directory in coarse blocks. No name, town or search ever comes here."""

from __future__ import annotations

import re

from flask import Blueprint, request

from couplebridge.errors import ShapeWrongError, ThingAbsentError
from couplebridge.schemas.directory import BlockShown, DirectoryShown, ProviderShown
from couplebridge.security import limits
from couplebridge.security.sessions import current_caller
from couplebridge.services import directory
from couplebridge.services.nppes import KINDS
from couplebridge.views.shaped import shaped

bp = Blueprint("directory", __name__)


@bp.get("/api/directory")
@shaped(answer=DirectoryShown)
def show() -> DirectoryShown:
    """Whether there is one."""
    found = directory.state()
    return DirectoryShown(imported_on=found.imported_on, providers=found.providers, kinds=KINDS)


@bp.get("/api/directory/blocks/<zip3>")
@shaped(answer=BlockShown)
def block(zip3: str) -> BlockShown:
    """All providers whose ZIP begins with these three digits, in pages."""
    if not re.fullmatch(r"[0-9]{3}", zip3):
        raise ThingAbsentError
    limits.spend("RATE_DIRECTORY", limits.hidden("directory", current_caller().user_id))
    found = directory.block(zip3, _after())
    return BlockShown(providers=[ProviderShown(**each) for each in found.providers], next=found.next)


def _after() -> int:
    names = request.args.to_dict()
    if names.keys() - {"after"}:
        raise ShapeWrongError([{"path": "", "problem": "There is a field that is not known here."}])
    text = names.get("after", "0")
    if not re.fullmatch(r"[0-9]{1,10}", text):
        raise ShapeWrongError([{"path": "after", "problem": "This must be a number of ten digits at most."}])
    return int(text)
