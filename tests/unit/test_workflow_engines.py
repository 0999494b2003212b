"""./run test --engines: asked for plainly, installed where missing, and never left out in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scripts.workflow import engines, platform_packages
from scripts.workflow.words import StepFailedError


class Machine:
    """A machine with these programs and no others; installing a package brings its parts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
        self.programs, self.is_broken = set(programs), False
        self.fetched: list[str] = []
        parts = {
            engine: tuple(engines.Part(part.name, self.finder(part.name), part.package) for part in needed)
            for engine, needed in engines.ENGINES.items()
        }
        monkeypatch.setattr(engines, "ENGINES", parts)
        monkeypatch.setattr(engines, "install", self.install)

    def finder(self, name: str) -> Callable[[], str | None]:
        return lambda: f"/usr/bin/{name}" if name in self.programs else None

    def install(self, package: str) -> None:
        self.fetched.append(package)
        if not self.is_broken:
            self.programs |= {
                part.name for needed in engines.ENGINES.values() for part in needed if part.package == package
            }


@pytest.mark.parametrize(
    ("given", "asked", "rest"),
    [
        ([], None, []),
        (["tests/unit", "-x"], None, ["tests/unit", "-x"]),
        (["--engines", "all"], ["chromium", "firefox", "webkit"], []),
        (["-x", "--engines=webkit,firefox", "tests/engines"], ["firefox", "webkit"], ["-x", "tests/engines"]),
        (["--engines", " firefox , firefox "], ["firefox"], []),
    ],
)
def test_engines_are_taken_out_of_the_arguments(given: list[str], asked: list[str] | None, rest: list[str]) -> None:
    assert engines.split(given) == (asked, rest)


@pytest.mark.parametrize("given", [["--engines"], ["--engines", ""], ["--engines=,"]])
def test_engines_without_a_name_is_said(given: list[str]) -> None:
    with pytest.raises(StepFailedError, match="wants to know which: all, or some of chromium, firefox, webkit"):
        engines.split(given)


@pytest.mark.parametrize("given", ["safari", "firefox,safari", "all,safari"])
def test_an_engine_that_is_none_is_named_with_those_that_are(given: str) -> None:
    with pytest.raises(StepFailedError, match=r"There is no engine 'safari'\. There are: chromium, firefox, webkit"):
        engines.split(["--engines", given])


def test_plainly_those_that_are_here_whole_are_used_and_the_others_named(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, "Chromium", "WebKitWebDriver", "MiniBrowser")
    assert engines.prepare(None) == ["chromium"]
    assert machine.fetched == []
    said = engines.line(["chromium"])
    assert "the core runs in chromium. Left out: firefox (Firefox ESR not installed), webkit (Xvfb not" in said
    assert said.endswith("All: ./run test --engines all")


def test_what_is_asked_for_and_missing_is_installed_once_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, "Chromium")
    assert engines.prepare(["chromium", "firefox", "webkit"]) == ["chromium", "firefox", "webkit"]
    assert machine.fetched == ["firefox-esr", "webkit2gtk-driver", "xvfb"]
    assert engines.line(engines.ENGINES) == "Engines: the core runs in chromium, firefox, webkit. None is left out."
    assert "firefox (not asked for)" in engines.line(["chromium"])


def test_what_is_still_missing_after_installing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, "Chromium")
    machine.is_broken = True
    with pytest.raises(StepFailedError, match="firefox-esr was installed, but Firefox ESR cannot be found"):
        engines.prepare(["firefox"])


def test_what_cannot_be_installed_here_is_said_with_the_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, "Chromium")
    monkeypatch.setattr(engines, "install", platform_packages.install)
    monkeypatch.setattr(platform_packages, "privilege", lambda: None)
    monkeypatch.setattr(platform_packages.sys, "platform", "linux")
    with pytest.raises(
        StepFailedError, match=r"webkit2gtk-driver is missing here.*apt-get install -y webkit2gtk-driver"
    ):
        engines.prepare(["webkit"])
    assert machine.fetched == []


def test_a_name_of_a_program_that_is_not_there_finds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIREFOX", "no-such-firefox")
    monkeypatch.setenv("MINI_BROWSER", "no-such-browser")
    assert engines.firefox() is None
    assert engines.mini_browser() is None


def test_on_a_mac_each_package_has_its_own_command_and_webkit_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform_packages.sys, "platform", "darwin")
    said = {}
    for package in ("chromium", "firefox-esr", "webkit2gtk-driver"):
        with pytest.raises(StepFailedError) as refused:
            platform_packages.install(package)
        said[package] = str(refused.value)
    assert said["chromium"].endswith("brew install --cask chromium")
    assert said["firefox-esr"].endswith("brew install --cask firefox@esr")
    assert said["webkit2gtk-driver"].endswith("It is a package of Debian and its relatives; this system has none.")
