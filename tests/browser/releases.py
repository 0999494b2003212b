"""A server that moves on to another release, as it does when whoever runs it updates it."""

from __future__ import annotations

import shutil
from pathlib import Path

from couplebridge import create_app
from couplebridge.release import STATIC, read_release
from couplebridge.versions import PROTOCOL
from tests.browser.server import RATES, Server

# a file that is loaded when its screen is shown for the first time, and is another one in the next release
LOADED_LATE = "js/ui/screens/settings/about.js"


def moves_on(server: Server, folder: Path, protocol: int = PROTOCOL, missing: str | None = None) -> str:
    """The next release on the same port and the same database; its name."""
    static = folder / "next"
    shutil.copytree(STATIC, static)
    late = static / LOADED_LATE
    late.write_text(late.read_text("utf-8") + "\n// of the next release\n", "utf-8")
    for file, before, after in (
        ("js/core/protocol.js", f"PROTOCOL = {PROTOCOL}", f"PROTOCOL = {protocol}"),
        ("js/sw.js", f"PROTOCOL = '{PROTOCOL}'", f"PROTOCOL = '{protocol}'"),
    ):
        text = (static / file).read_text("utf-8")
        assert before in text
        (static / file).write_text(text.replace(before, after), "utf-8")
    server.stop()
    settings = {"DATA": server.folder, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{server.database}", "REDIS_URL": None}
    server.app = create_app({**settings, **RATES, "STATIC": static, "OLDEST_CLIENT": protocol})
    if missing:
        del server.app.extensions["couplebridge.release"].contents[missing]
    server.start()
    return read_release(static).name
