"""Every command that a page of the documentation names is there, and every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from couplebridge.cli import main
from scripts.workflow.commands import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RUN = re.compile(r"\./run\b(?: +(--lan|[a-z]+))?")
CLIENT = re.compile(r"(?:\./run cli|couplebridge) (open|demo|sweep|rotate-label-key)\b")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
BACKQUOTED = re.compile(r"`([^`\n]+)`|^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of(page: Path) -> str:
    return "\n".join("".join(found) for found in BACKQUOTED.findall(page.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_on_a_page_is_in_the_table(page: Path) -> None:
    assert {found for found in RUN.findall(commands_of(page)) if found != "help"} <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_of_the_client_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    named = {name for page in PAGES for name in CLIENT.findall(commands_of(page))}
    assert {"open", "sweep", "rotate-label-key"} <= named
    for name in sorted(named):
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: couplebridge {name}")


def test_run_lists_every_command_and_refuses_any_other() -> None:
    listed = subprocess.run(
        [sys.executable, "run", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert all(f"./run {name}" in listed for name in COMMANDS)
    other = subprocess.run([sys.executable, "run", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (other.returncode, "nonsense" in other.stderr + other.stdout) == (2, True)
