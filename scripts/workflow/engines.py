"""The engines in which the core of the browser tests runs: which are here, what each needs, and how one asks."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.workflow import browser
from scripts.workflow.platform_packages import install
from scripts.workflow.words import StepFailedError

OPTION = "--engines"
LIBRARIES = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/libexec"))
MINI_BROWSERS = ("webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser")


def firefox() -> str | None:
    """The Firefox with long support, the one Playwright can drive; FIREFOX names another one."""
    return shutil.which(os.environ.get("FIREFOX", "firefox-esr"))


def mini_browser() -> str | None:
    """WebKitGTK's own small browser, which lies among the libraries; MINI_BROWSER names another one."""
    named = os.environ.get("MINI_BROWSER")
    if named:
        return shutil.which(named)
    folders = [folder for library in LIBRARIES for folder in (library, *sorted(library.glob("*-linux-gnu*")))]
    found = (folder / name for folder in folders for name in MINI_BROWSERS)
    return next((str(path) for path in found if path.is_file()), None)


def program(name: str) -> Callable[[], str | None]:
    return lambda: shutil.which(name)


@dataclass(frozen=True)
class Part:
    """A program that an engine needs, how it is found, and the package it comes in."""

    name: str
    find: Callable[[], str | None]
    package: str


ENGINES: dict[str, tuple[Part, ...]] = {
    "chromium": (Part("Chromium", browser.find, "chromium"),),
    "firefox": (Part("Firefox ESR", firefox, "firefox-esr"),),
    "webkit": (
        Part("WebKitWebDriver", program("WebKitWebDriver"), "webkit2gtk-driver"),
        Part("MiniBrowser", mini_browser, "webkit2gtk-driver"),
        Part("Xvfb", program("Xvfb"), "xvfb"),
    ),
}


def missing(engine: str) -> list[Part]:
    """The parts of this engine that are not here."""
    return [part for part in ENGINES[engine] if part.find() is None]


def installed() -> list[str]:
    """The engines that are here with all their parts."""
    return [engine for engine in ENGINES if not missing(engine)]


def split(arguments: list[str]) -> tuple[list[str] | None, list[str]]:
    """Take `--engines a,b` out of the arguments: the engines asked for (None: those that are here), and the rest."""
    asked, rest = None, []
    waiting = iter(arguments)
    for part in waiting:
        if part == OPTION:
            asked = parse(next(waiting, ""))
        elif part.startswith(f"{OPTION}="):
            asked = parse(part.partition("=")[2])
        else:
            rest.append(part)
    return asked, rest


def parse(value: str) -> list[str]:
    """The engines that `all` or `chromium,firefox` mean, each once; StepFailedError says what can be asked for."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    known = ", ".join(ENGINES)
    if not names:
        raise StepFailedError(f"{OPTION} wants to know which: all, or some of {known} with commas between.")
    wrong = [name for name in names if name not in (*ENGINES, "all")]
    if wrong:
        raise StepFailedError(f"There is no engine {wrong[0]!r}. There are: {known}; or all of them: {OPTION} all")
    return [engine for engine in ENGINES if engine in names or "all" in names]


def prepare(asked: list[str] | None) -> list[str]:
    """The engines to use: those asked for, installed where they are missing; or those that are here already."""
    if asked is None:
        return installed()
    for engine in asked:
        for package in dict.fromkeys(part.package for part in missing(engine)):
            install(package)
        absent = missing(engine)
        if absent:
            raise StepFailedError(f"{absent[0].package} was installed, but {absent[0].name} cannot be found.")
    return asked


def line(used: Iterable[str]) -> str:
    """One line that says in which engines the core runs, and which are left out and why."""
    chosen = list(used)
    left = [f"{engine} ({why(engine)})" for engine in ENGINES if engine not in chosen]
    return f"Engines: the core runs in {', '.join(chosen)}. " + (
        f"Left out: {', '.join(left)}. All: ./run test {OPTION} all" if left else "None is left out."
    )


def why(engine: str) -> str:
    """Why an engine is left out."""
    absent = ", ".join(part.name for part in missing(engine))
    return f"{absent} not installed" if absent else "not asked for"
