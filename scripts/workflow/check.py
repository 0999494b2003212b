"""./run check: everything that can be known without running the product."""

import os
from collections.abc import Callable

from scripts.workflow import environment, licences, node
from scripts.workflow.paths import NODE_MODULES, PYTHON, REQUIREMENTS, ROOT
from scripts.workflow.words import StepFailedError, call, quietly, say

NO_ANSWER = (
    "ConnectionError",
    "NewConnectionError",
    "Max retries",
    "ServiceError",
    "Timeout",
    "Name or service",
    "Failed to",
)


def lint() -> bool:
    return call([PYTHON, "-m", "ruff", "check", "."]) == 0


def layout() -> bool:
    return call([PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]) == 0


def python_types() -> bool:
    return call([PYTHON, "-m", "mypy"]) == 0


def javascript_types() -> bool:
    """tsc, strict, over the JSDoc of static/js. Without Node it is left out, and said."""
    path = node.prepare()
    if path is None:
        return True
    try:
        node.prepare_packages()
    except StepFailedError as problem:
        say(f"  LEFT OUT: tsc. {problem}")
        return True
    # the service worker lives among other globals than the page
    projects = ["tsconfig.json", *(["tsconfig.sw.json"] if (ROOT / "static" / "js" / "sw.js").exists() else [])]
    tsc = NODE_MODULES / "typescript" / "bin" / "tsc"
    codes = [call([path, tsc, "--project", project]) for project in projects]
    return not any(codes)


def texts() -> bool:
    """Every text that is seen is in the catalogues, and these are whole. Without Node it is left out, and said."""
    if node.find() is None or not node.packages_are_ready():
        say("  LEFT OUT: the texts. They are found with Node and the packages of scripts/js.")
        return True
    return call([PYTHON, "-m", "scripts.catalogues", "--check"]) == 0


def contracts() -> bool:
    """Layers, sizes of files, checksums of the vendored libraries."""
    files = ["tests/contract/test_layers.py", "tests/contract/test_vendor.py"]
    return call([PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]) == 0


def audit() -> bool:
    """Known vulnerabilities of the locked packages. What could not be looked up is said, and fails nothing."""
    lock = REQUIREMENTS / "dev.lock"
    command = [PYTHON, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", "10"]
    code, output = quietly([*command, "-r", lock])
    unknown = output.count("could not be audited")
    if code == 0:
        say(f"  LEFT OUT: {unknown} packages the database did not answer for." if unknown else "  nothing known")
        return True
    if "Found" not in output and any(sign in output for sign in NO_ANSWER):
        say("  LEFT OUT: the audit; the database of vulnerabilities cannot be reached from here.")
        return True
    say(output)
    return False


FAST: dict[str, Callable[[], bool]] = {
    "lint": lint,
    "layout": layout,
    "types (Python)": python_types,
    "types (JavaScript)": javascript_types,
    "texts and catalogues": texts,
    "layers, sizes, checksums": contracts,
}
SLOW: dict[str, Callable[[], bool]] = {"licences": licences.are_allowed, "audit": audit}


def run(arguments: list[str]) -> int:
    """Run every check to its end and name those that failed."""
    environment.prepare("dev")
    os.chdir(ROOT)
    checks = FAST if "--fast" in arguments else {**FAST, **SLOW}
    failed = []
    for name, passes in checks.items():
        say(f"Checking {name}")
        if not passes():
            failed.append(name)
    say(f"Failed: {', '.join(failed)}" if failed else f"All {len(checks)} checks passed.")
    return 1 if failed else 0
