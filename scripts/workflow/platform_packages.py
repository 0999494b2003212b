"""Programs of the platform (a browser, Node): found, or installed in the ordinary way of Debian and its relatives."""

import os
import shutil
import sys

from scripts.workflow.words import StepFailedError, quietly, say


def privilege() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks for no password, None where neither helps."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def by_hand(package: str) -> str:
    """Name the command with which a person installs the package here."""
    if sys.platform == "darwin":
        return f"brew install --cask {package}" if package == "chromium" else "brew install node"
    return f"sudo apt-get update && sudo apt-get install -y {package}"


def install(package: str) -> None:
    """Install one package with apt-get, saying so; raise StepFailedError with the command to type where it cannot."""
    before = privilege() if sys.platform == "linux" and shutil.which("apt-get") else None
    if before is None:
        raise StepFailedError(f"{package} is missing here. Please install it: {by_hand(package)}")
    say(f"  {package} is missing: installing it with apt-get")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        code, output = quietly([*before, "env", "DEBIAN_FRONTEND=noninteractive", *command])
        if code:
            raise StepFailedError(f"{package} could not be installed ({' '.join(command)}).\n{output[-1500:]}")
