"""Every text of the product, where it stands, and what a person would see that stands outside of the catalogues."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from scripts.catalogues import python_texts, template_texts
from scripts.workflow import node
from scripts.workflow.paths import ROOT
from scripts.workflow.words import StepFailedError

# a text, or one and many, and where it stands
Texts = dict[str | tuple[str, str], list[tuple[str, int]]]


@dataclass
class Found:
    """{text, or one and many: where it stands}, and a line for each text outside."""

    texts: Texts = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, text: str | tuple[str, str], file: str, line: int) -> None:
        self.texts.setdefault(text, []).append((file, line))


def find(root: Path = ROOT) -> Found:
    """Look through the browser's code, the Python package and the templates."""
    found = Found()
    _browser(root, found)
    for module in (python_texts, template_texts):
        for file, line, text, problem in module.look(root):
            if problem:
                found.problems.append(f"{file}:{line}: {problem}")
            else:
                found.add(text, file, line)
    _clashes(found)
    return found


def _browser(root: Path, found: Found) -> None:
    path = node.find()
    if path is None or not node.packages_are_ready():
        raise StepFailedError(
            "The texts of the browser's code are found with Node and scripts/js, which ./run check sets up."
        )
    command = [path, str(ROOT / "scripts/js/texts.js"), str(root)]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    found.problems += answer["problems"]
    for message in answer["messages"]:
        file, line = message["at"].rsplit(":", 1)
        plural = message.get("plural")
        found.add((message["text"], plural) if plural else message["text"], file, int(line))


def _clashes(found: Found) -> None:
    """A catalogue has one entry for one English text: as it is, or with one plural."""
    plurals: dict[str, str] = {}
    for text, places in found.texts.items():
        if isinstance(text, tuple):
            file, line = places[0]
            if text[0] in found.texts or plurals.setdefault(text[0], text[1]) != text[1]:
                found.problems.append(
                    f"{file}:{line}: “{text[0]}” has two plurals, or stands alone as well: change one."
                )
