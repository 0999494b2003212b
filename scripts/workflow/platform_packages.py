"""Programs of the platform (a browser, Node): found, or installed in the ordinary way of Debian and its relatives."""

import os
import shutil
import sys

from scripts.workflow.words import StepFailedError, quietly, say

ON_A_MAC = {
    "chromium": "brew install --cask chromium",
    "firefox-esr": "brew install --cask firefox@esr",
    "nodejs": "brew install node",
}


def privilege() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks for no password, None where neither helps."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def by_hand(package: str) -> str:
    """Say how a person installs the package here."""
    if sys.platform != "darwin":
        return f"Please install it: sudo apt-get update && sudo apt-get install -y {package}"
    if package not in ON_A_MAC:
        return "It is a package of Debian and its relatives; this system has none."
    return f"Please install it: {ON_A_MAC[package]}"


def install(package: str) -> None:
    """Install one package with apt-get, saying so; raise StepFailedError with the command to type where it cannot."""
    before = privilege() if sys.platform == "linux" and shutil.which("apt-get") else None
    if before is None:
        raise StepFailedError(f"{package} is missing here. {by_hand(package)}")
    say(f"  {package} is missing: installing it with apt-get")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        code, output = quietly([*before, "env", "DEBIAN_FRONTEND=noninteractive", *command])
        if code:
            raise StepFailedError(f"{package} could not be installed ({' '.join(command)}).\n{output[-1500:]}")
