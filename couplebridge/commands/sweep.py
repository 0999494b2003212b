"""Forget what has run out: sessions, signs, unlock shares, lapsed offers, old invitations. Run it once a day."""

from __future__ import annotations

import argparse


def run(_arguments: argparse.Namespace) -> int:
    """Returns 0."""
    from couplebridge import create_app
    from couplebridge.services import passkeys, sessions, shares, sweep, web_push

    with create_app().app_context():
        sessions.sweep()
        shares.sweep()
        sweep.sweep()
        web_push.sweep()
        passkeys.sweep()
    print("Done.")
    return 0
