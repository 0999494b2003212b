"""Start both servers of ./run --lan: the app over HTTPS, and the one page about trust; end both together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import segno

from couplebridge.errors import CoupleBridgeError
from couplebridge.lan.addresses import host_names, require_free
from couplebridge.lan.page import make_answers, make_page_server
from couplebridge.security.lan_files import LanCertificates, prepare

APP_PORT = 8443
PAGE_PORT = 8322


def gunicorn_command(address: str, certificates: LanCertificates) -> list[str]:
    """The production server of the app, bound to the one address phones use."""
    tls = ["--certfile", str(certificates.certificate_path), "--keyfile", str(certificates.key_path)]
    bind = ["--bind", f"{address}:{APP_PORT}"]
    return [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", *bind, *tls, "wsgi:app"]


def explain(app_url: str, page_url: str, certificates: LanCertificates) -> None:
    """Say on the terminal what a person does next, with a QR code for the phone's camera."""
    print("\nFor a phone that comes for the first time (how it comes to trust this computer, and how to undo that):")
    print(f"  {page_url}\n", flush=True)
    segno.make(page_url, micro=False).terminal(compact=True)
    print(f"\nThe fingerprint to compare there:\n  {certificates.authority_fingerprint}")
    if certificates.is_new_authority:
        print("\nThe certificate is new: every phone has to trust it once, also those that trusted an older one.")
    print(f"\nFor a phone that trusts it already, the app:\n  {app_url}\n", flush=True)
    segno.make(app_url, micro=False).terminal(compact=True)
    print("\nStop with Ctrl-C.", flush=True)


def serve(data: Path) -> int:
    """Serve until interrupted or until the app ends; give the exit code of the app's server."""
    names = host_names()
    address = str(names.addresses[0])
    for port in (APP_PORT, PAGE_PORT):
        require_free(address, port)
    certificates = prepare(data / "lan", names, datetime.now(UTC))
    app_url, page_url = f"https://{address}:{APP_PORT}/", f"http://{address}:{PAGE_PORT}/"
    answers = make_answers(app_url, certificates.authority_der, certificates.authority_fingerprint)
    page = make_page_server((address, PAGE_PORT), answers)
    Thread(target=page.serve_forever, daemon=True).start()
    env = {**os.environ, "PUBLIC_ORIGIN": app_url.rstrip("/")}
    app = subprocess.Popen(gunicorn_command(address, certificates), env=env, start_new_session=True)
    try:
        explain(app_url, page_url, certificates)
        return app.wait()
    except KeyboardInterrupt:
        print("\nStopping")
        return 0
    finally:
        app.terminate()
        app.wait()
        page.shutdown()
        page.server_close()


def main() -> int:
    # a request to end is like Ctrl-C: the app's server must not stay behind
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return serve(Path(os.environ.get("COUPLEBRIDGE_DATA") or "instance").absolute())
    except CoupleBridgeError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
