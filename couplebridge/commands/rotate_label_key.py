"""Seal all device labels, and the addresses for signs, under a new key; the key before stays until the next time.

Safe to run while the server serves, and to run again when it was interrupted.
"""

from __future__ import annotations

import argparse


def run(_arguments: argparse.Namespace) -> int:
    """Returns 0."""
    from couplebridge import create_app
    from couplebridge.security.keyring import keyring
    from couplebridge.services.label_rotation import rotate_label_key

    with create_app().app_context():
        count = rotate_label_key(keyring())
    print(f"Sealed {count} labels and addresses under a new key.")
    return 0
