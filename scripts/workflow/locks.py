"""./run lock and ./run vendor: remake what is locked. The only commands that may change versions."""

import sys

from scripts.workflow import node
from scripts.workflow.environment import alone
from scripts.workflow.paths import JS_TOOLS, REQUIREMENTS, ROOT
from scripts.workflow.words import StepFailedError, call, quietly, say

PIP_TOOLS = "pip-tools==7.6.2"
# no index addresses and no options of this machine in the locks: they are the same wherever they are made
PLAIN = [
    "--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header", "--no-emit-options",
    "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host",
]  # fmt: skip


def lock(arguments: list[str]) -> int:
    """Remake both Python locks; arguments go to pip-compile (--upgrade, --upgrade-package NAME)."""
    tools = ROOT / ".run" / "lock"
    with alone():
        if not (tools / "bin" / "pip-compile").exists():
            say(f"  installing {PIP_TOOLS}")
            for command in ([sys.executable, "-m", "venv", tools], [tools / "bin" / "pip", "install", "-q", PIP_TOOLS]):
                code, output = quietly(command)
                if code:
                    raise StepFailedError(f"{PIP_TOOLS} could not be installed.\n{output}")
    for name in ("runtime", "dev"):
        say(f"  requirements/{name}.lock")
        code = call(
            [tools / "bin" / "pip-compile", *PLAIN, *arguments, "-o", f"{name}.lock", f"{name}.in"], cwd=REQUIREMENTS
        )
        if code:
            return code
    return 0


def vendor(_arguments: list[str]) -> int:
    """Remake static/js/vendor from the locked npm packages."""
    path = node.prepare()
    if path is None:
        raise StepFailedError("The browser libraries are made with Node.")
    node.prepare_packages()
    say("Making static/js/vendor")
    return call([path, "vendor.js"], cwd=JS_TOOLS)
