"""Licences of everything installed, Python and npm, against a list of those that may be used here."""

import json
import re

from scripts.workflow.paths import NODE_MODULES, PYTHON
from scripts.workflow.words import StepFailedError, quietly, say

# Free licences that fit the project's own; a new one is added here by a person who has read it.
ALLOWED = (
    "MIT", "BSD", "Apache", "ISC", "Python Software Foundation", "PSF-2.0", "Mozilla Public License 2.0", "MPL-2.0",
    "GNU Lesser General Public License", "LGPL", "Unlicense", "0BSD", "CC0",
)  # fmt: skip


def is_allowed(licence: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", licence) for name in ALLOWED)


def python_licences() -> dict[str, str]:
    """Name and licence of every installed Python package."""
    code, output = quietly([PYTHON, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"])
    if code:
        raise StepFailedError(f"The licences could not be listed.\n{output}")
    return {row["Name"]: row["License"] for row in json.loads(output)}


def npm_licences() -> dict[str, str]:
    """Name and licence of every installed npm package; empty when none is installed."""
    manifests = [*NODE_MODULES.glob("*/package.json"), *NODE_MODULES.glob("@*/*/package.json")]
    packages = (json.loads(manifest.read_text()) for manifest in manifests)
    return {package["name"]: str(package.get("license")) for package in packages}


def are_allowed() -> bool:
    """True when every licence is on the list; the others are named."""
    found = {**python_licences(), **npm_licences()}
    foreign = {name: licence for name, licence in found.items() if not is_allowed(licence)}
    for name, licence in sorted(foreign.items()):
        say(f"  {name}: {licence} is not on the list in scripts/workflow/licences.py")
    say(f"  {len(found)} packages")
    return not foreign
