"""For everybody, on every screen that ./run shots walks through: axe, targets, any size and side, any light, forced
colours, focus, what a reader hears, and what is there for whoever picks the phone up. What is looked at, and how,
stands in tests/support/eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from couplebridge.demo.story import tell
from scripts.shots import by_two, of_the_phone, own_days, rare, walks
from tests.browser.conftest import ServerMaker
from tests.browser.couple import linked
from tests.browser.server import Server
from tests.browser.support import PhoneMaker
from tests.support.eyes.axe import SOURCE
from tests.support.looks import Looks


@pytest.fixture
def server(make_server: ServerMaker) -> Server:
    return make_server(PUSH_CONTACT="https://bridge.example")


@pytest.fixture
def looks(tmp_path: Path) -> Iterator[Looks]:
    if not SOURCE.exists():
        pytest.skip("axe-core comes with the npm packages, and Node is missing")
    album = Looks(tmp_path)
    yield album
    assert album.taken > 0
    assert not album.wrong, "\n".join(album.wrong)


def test_before_one_is_in(looks: Looks, phone: PhoneMaker) -> None:
    walks.stranger(looks, phone)


def test_the_first_minutes(looks: Looks, phone: PhoneMaker) -> None:
    walks.newcomers(looks, phone)


def test_a_couple_with_some_months_of_life(looks: Looks, phone: PhoneMaker, server: Server) -> None:
    robin, jules = phone(), phone()
    for each, sign_in in zip((robin, jules), tell(server.url), strict=True):
        each.sign_in(walks.account_of(sign_in))
    walks.author(looks, robin)
    walks.reasons(looks, robin)
    walks.path(looks, robin)
    walks.offering(looks, robin, jules)
    walks.settings(looks, robin)


def test_photos_on_a_page(looks: Looks, phone: PhoneMaker) -> None:
    robin = phone()
    robin.create_account("robin")
    walks.attached(looks, robin)


def test_check_ins(looks: Looks, phone: PhoneMaker) -> None:
    walks.check_ins(looks, *linked(phone(), phone()))


def test_moments(looks: Looks, phone: PhoneMaker) -> None:
    walks.moments(looks, *linked(phone(timezone_id="UTC"), phone(timezone_id="UTC")))


def test_at_the_same_moment(looks: Looks, phone: PhoneMaker) -> None:
    walks.together(looks, *linked(phone(), phone()))


def test_the_echo(looks: Looks, phone: PhoneMaker) -> None:
    walks.echo(looks, *linked(phone(), phone()))


def test_one_journal_over_a_year(looks: Looks, phone: PhoneMaker) -> None:
    own_days.own_days(looks, phone)


def test_other_ways_in(looks: Looks, phone: PhoneMaker) -> None:
    rare.ways_in(looks, phone)


def test_on_an_iphone(looks: Looks, phone: PhoneMaker) -> None:
    rare.on_an_iphone(looks, phone)


def test_the_choice_of_two(looks: Looks, phone: PhoneMaker) -> None:
    by_two.choosing(looks, *linked(phone(), phone()))


def test_what_is_put_aside_or_held_back(looks: Looks, phone: PhoneMaker) -> None:
    alice, _bob = linked(phone(), phone())
    by_two.archived(looks, alice)
    by_two.held(looks, alice)


def test_microphone_camera_and_passkeys(looks: Looks, phone: PhoneMaker) -> None:
    of_the_phone.speaking(looks, phone)
    of_the_phone.scanning(looks, phone)
    of_the_phone.passkeys(looks, phone)


def test_signs(looks: Looks, phone: PhoneMaker) -> None:
    rare.signs(looks, phone)


def test_a_newer_release(looks: Looks, phone: PhoneMaker, server: Server, tmp_path: Path) -> None:
    rare.newer_release(looks, server, tmp_path, phone())


def test_what_is_not_on_the_server_and_what_it_lost(looks: Looks, phone: PhoneMaker, server: Server) -> None:
    account = rare.not_sent(looks, phone)
    rare.sync_stopped(looks, server, account, phone())
    rare.key_changed(looks, server, phone)
