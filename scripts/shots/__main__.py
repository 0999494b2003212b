"""./run shots [part of a name]: every screen at three sizes, light and dark, into ./shots/."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from couplebridge.demo.story import tell
from scripts.shots import by_two, of_the_phone, own_days, rare, walks
from scripts.shots.album import Album
from tests.browser import couple
from tests.browser.couple import linked
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker, chromium, new_phone

FOLDER = Path(__file__).resolve().parents[2] / "shots"


def main(arguments: list[str]) -> int:
    """0 when every screen was reached and nothing was wrong with any."""
    FOLDER.mkdir(exist_ok=True)
    album = Album(FOLDER, only=arguments[0] if arguments else "")
    phones: list[Phone] = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = Server(Path(folder) / "server", PUSH_CONTACT="https://bridge.example")
        server.start()

        def make_phone(**options: Any) -> Phone:
            phones.append(new_phone(browser, server.url, **options))
            return phones[-1]

        walk(album, server.url, make_phone)
        seldom(album, server, Path(folder), make_phone)
        server.stop()
    album.wrong += [line for phone in phones for line in phone.surprises()]
    for line in album.wrong:
        print(line)
    print(f"{album.taken} pictures in {FOLDER.name}/, {len(album.wrong)} things wrong")
    return 1 if album.wrong else 0


def walk(album: Album, url: str, make_phone: PhoneMaker) -> None:
    """Every way through the app, in the order in which people come to them."""
    print("The first minute")
    walks.stranger(album, make_phone)
    print("Two newcomers")
    walks.newcomers(album, make_phone)
    print("A couple with some months of life")
    robin, jules = make_phone(), make_phone()
    for phone, sign_in in zip((robin, jules), tell(url), strict=True):
        phone.sign_in(walks.account_of(sign_in))
    walks.author(album, robin)
    print("At the same moment")
    walks.together(album, *couple.linked(make_phone(), make_phone()))
    print("What holds me back, and what I need")
    walks.reasons(album, robin)
    print("The path")
    walks.path(album, robin)
    print("One offer, from the first choice to the listening turn")
    # robin has one offer open already; a second one is the last that fits
    walks.offering(album, robin, jules)
    print("One journal over a year")
    own_days.own_days(album, make_phone)
    print("Check-ins")
    walks.check_ins(album, robin, jules)
    print("A good moment")
    walks.moments(album, *couple.linked(*(make_phone(timezone_id="UTC") for _ in range(2))))
    print("Photos on a page")
    walks.attached(album, robin)
    print("The echo")
    walks.echo(album, *linked(make_phone(), make_phone()))
    print("Choosing by two, steps put aside, and the day after an argument")
    by_two.choosing(album, *linked(make_phone(), make_phone()))
    alice, _bob = linked(make_phone(), make_phone())
    by_two.archived(album, alice)
    by_two.held(album, alice)
    walks.settings(album, robin)


def seldom(album: Album, server: Server, folder: Path, make_phone: PhoneMaker) -> None:
    """What few people ever see, and must understand at once when they do. Spoils the server more and more."""
    print("Other ways in, an iPhone, and what is not sent yet")
    rare.ways_in(album, make_phone)
    rare.on_an_iphone(album, make_phone)
    rare.signs(album, make_phone)
    print("Microphone, camera and passkeys")
    of_the_phone.speaking(album, make_phone)
    of_the_phone.scanning(album, make_phone)
    of_the_phone.passkeys(album, make_phone)
    account = rare.not_sent(album, make_phone)
    print("A server that lost something, one that lies, and a newer one")
    rare.sync_stopped(album, server, account, make_phone())
    rare.key_changed(album, server, make_phone)
    rare.newer_release(album, server, folder, make_phone())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
