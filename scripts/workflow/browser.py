"""A Chromium for the browser tests and the pictures: found, or installed, and said which."""

import os
import shutil

from scripts.workflow.platform_packages import install
from scripts.workflow.words import StepFailedError, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """Give the path of a Chromium, the one named by CHROMIUM first; None when there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise StepFailedError(f"CHROMIUM says {named}, and there is no such program.")
        return named
    candidates = (shutil.which(name) for name in (*NAMES, *APPLICATIONS))
    return next((path for path in candidates if path), None)


def prepare() -> str:
    """Give the path of a Chromium, installing one where none is found."""
    path = find()
    if path is None:
        install("chromium")
        path = find()
    if path is None:
        raise StepFailedError("chromium was installed, but it cannot be found. Set CHROMIUM to its path.")
    say(f"Browser: {path}")
    return path
