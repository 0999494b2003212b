"""Old clients go on for at least one release, and everybody says the same number."""

from __future__ import annotations

import re
from pathlib import Path

from couplebridge.versions import OLDEST_CLIENT, PROTOCOL

ROOT = Path(__file__).parents[2]


def number(path: str, pattern: str) -> int:
    found = re.search(pattern, (ROOT / path).read_text("utf-8"))
    assert found, path
    return int(found.group(1))


def test_server_app_worker_and_document_say_the_same_number() -> None:
    assert number("static/js/core/protocol.js", r"PROTOCOL = (\d+);") == PROTOCOL
    assert number("static/js/sw.js", r"PROTOCOL = '(\d+)';") == PROTOCOL
    assert number("docs/protocol.md", r"`CB-Client: (\d+)`") == PROTOCOL
    assert number("docs/protocol.md", r"`CB-Oldest-Client: (\d+)`") == OLDEST_CLIENT


def test_the_protocol_before_this_one_is_still_served() -> None:
    assert max(1, PROTOCOL - 1) >= OLDEST_CLIENT
