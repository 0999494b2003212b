"""Send the signs that are due now. Not needed beside a running server, which does it by itself."""

from __future__ import annotations

import argparse


def run(_arguments: argparse.Namespace) -> int:
    """Returns 0."""
    from couplebridge import create_app
    from couplebridge.push_thread import send_now

    print(f"Sent {send_now(create_app())} signs.")
    return 0
