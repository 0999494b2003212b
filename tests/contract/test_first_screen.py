"""What a phone on a slow network waits for: the modules of the first screen, few and small."""

import gzip
import json
import re
from pathlib import Path

from couplebridge.release import JOINED_CSS, STATIC, read_release

FIRST = ("js/main.js", "js/ui/screens/welcome.js")
MAX_MODULES = 15
MAX_GZIPPED_BYTES = 90_000
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STATIC_IMPORT = re.compile(r"""^\s*(?:import|export)\s*(?:[\w*\s{},$]+?\bfrom\s*)?["'](\.[^"']+)["']""", re.MULTILINE)


def imports_of(module: str) -> list[str]:
    """What a module loads before it runs; what it loads on demand is left out."""
    folder = STATIC / Path(module).parent
    names = STATIC_IMPORT.findall(COMMENT.sub("", (STATIC / module).read_text()))
    return [(folder / name).resolve().relative_to(STATIC).as_posix() for name in names]


def first_modules() -> set[str]:
    """main.js, the welcome, and all that these two load before they run."""
    return all_of(*FIRST)


def all_of(*modules: str) -> set[str]:
    """These, and all that they load before they run."""
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += imports_of(module)
    return seen


def test_the_first_screen_waits_for_at_most_fifteen_modules() -> None:
    assert len(first_modules()) <= MAX_MODULES, sorted(first_modules())


def test_the_page_asks_beforehand_for_these_modules_and_no_others() -> None:
    listed = json.loads((STATIC / "js/first-screen.json").read_text())
    assert len(listed) == len(set(listed))
    assert set(listed) == first_modules()


def test_the_page_that_is_kept_asks_beforehand_for_the_lock_as_well() -> None:
    listed = json.loads((STATIC / "js/lock-screen.json").read_text())
    assert len(listed) == len(set(listed))
    assert set(listed) == all_of("js/ui/screens/lock.js") - first_modules()


def test_scripts_and_styles_of_the_first_screen_are_small() -> None:
    contents = read_release(STATIC).contents
    sizes = {path: len(gzip.compress(contents[path])) for path in [*first_modules(), JOINED_CSS]}
    assert sum(sizes.values()) <= MAX_GZIPPED_BYTES, sizes
