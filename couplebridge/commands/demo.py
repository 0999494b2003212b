"""Fill a running server with a couple that has some months of life in it, and print both sign-ins.

Run again on the same data it makes nothing new: it prints the same sign-ins.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from couplebridge.demo.story import SignIn

FILE = "demo-sign-ins.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--url."""
    parser.add_argument("--url", default="http://127.0.0.1:8321/", help="where the server is")


def run(arguments: argparse.Namespace) -> int:
    """0; 1 when the server does not answer."""
    from couplebridge.client.errors import ClientError

    kept = Path(os.environ.get("COUPLEBRIDGE_DATA") or "instance") / FILE
    try:
        sign_ins = _known(kept, arguments.url) or _make(kept, arguments.url)
    except ClientError as error:
        print(f"The couple could not be made: {error}.", file=sys.stderr)
        return 1
    for one in sign_ins:
        print(f"\n{one.name.capitalize()}\n  sign-in name  {one.name}\n  passphrase    {one.passphrase}")
        print(f"  account code  {one.account_code}\n  or open       {one.link}")
    return 0


def _make(kept: Path, url: str) -> list[SignIn]:
    from couplebridge.demo.story import tell

    sign_ins = tell(url)
    # Made-up people, but still nobody else's to read on a shared computer.
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([asdict(one) for one in sign_ins]), "utf-8")
    return sign_ins


def _known(kept: Path, url: str) -> list[SignIn]:
    """The sign-ins of before, when this server still knows them; else none."""
    from couplebridge.client.codes import parse_code
    from couplebridge.client.errors import ApiProblemError
    from couplebridge.client.phone import Phone
    from couplebridge.demo.story import SignIn

    if not kept.exists():
        return []
    sign_ins = [SignIn(**one) for one in json.loads(kept.read_text("utf-8"))]
    try:
        phone = Phone(url, label="check")
        phone.account.sign_in(sign_ins[0].name, sign_ins[0].passphrase, parse_code(sign_ins[0].account_code))
    except ApiProblemError as problem:
        if problem.code != "sign-in-failed":
            raise
        return []
    # Else every start would tell this person of one more phone that signed in.
    phone.changes.sign_out()
    return [_moved(one, url) for one in sign_ins]


def _moved(one: SignIn, url: str) -> SignIn:
    from couplebridge.demo.story import SignIn

    return SignIn(one.name, one.passphrase, one.account_code, f"{url.rstrip('/')}/add#{one.link.partition('#')[2]}")
