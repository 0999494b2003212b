"""The thread of a worker that sends signs, and how a sender is made from the settings of an app."""

from __future__ import annotations

import secrets
import threading
from functools import partial
from typing import TYPE_CHECKING

from couplebridge.security import quiet
from couplebridge.security.keyring import keyring
from couplebridge.security.push_key import push_key
from couplebridge.security.push_post import post
from couplebridge.services.push_sending import Sender, send_due

if TYPE_CHECKING:
    from flask import Flask

LOOKS_EVERY_S = 20


def make_sender(app: Flask) -> Sender | None:
    """For use in the app's context; None where the server says nobody who answers for it (COUPLEBRIDGE_CONTACT)."""
    contact, seam = app.config["PUSH_CONTACT"], app.config["PUSH_SEAM"]
    if contact is None:
        return None
    return Sender(keyring(), push_key(), contact, app.config["PUBLIC_ORIGIN"], partial(post, seam=seam), seam)


def send_now(app: Flask) -> int:
    """Send what is due; how many went out."""
    with app.app_context():
        sender = make_sender(app)
        return 0 if sender is None else send_due(sender)


def start(app: Flask, ends: threading.Event | None = None) -> threading.Thread:
    """Look for what is due from time to time, until `ends`. It never holds a worker up that wants to end."""
    ends = ends or threading.Event()
    thread = threading.Thread(target=_run, args=(app, ends), daemon=True, name="signs")
    thread.start()
    return thread


def _run(app: Flask, ends: threading.Event) -> None:
    # workers that began together do not look together
    while not ends.wait(LOOKS_EVERY_S / 2 + secrets.randbelow(LOOKS_EVERY_S)):
        try:
            send_now(app)
        except Exception as error:  # noqa: BLE001 (said in the log; the next look may find the database there again)
            quiet.log_fault(error)
