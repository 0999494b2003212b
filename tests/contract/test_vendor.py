"""The vendored browser files are the ones that were reviewed, and need no eval."""

import hashlib
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).parents[2] / "static" / "js" / "vendor"
FILES = sorted(VENDOR.glob("*.js"))
# indirect forms too: what the CSP refuses at run time is found here at once
EVAL = re.compile(r"\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*[\"'`]|\bimportScripts\s*\(")


def recorded() -> dict[str, str]:
    lines = (VENDOR / "CHECKSUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def test_every_file_has_a_recorded_checksum_and_every_checksum_a_file() -> None:
    assert set(recorded()) == {file.name for file in FILES}
    assert len(FILES) >= 6


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_file_is_the_recorded_one(file: Path) -> None:
    assert hashlib.sha256(file.read_bytes()).hexdigest() == recorded()[file.name]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_file_needs_no_eval_and_fetches_nothing(file: Path) -> None:
    text = file.read_text()
    assert not EVAL.search(text)
    assert not re.search(r"\bfrom\s*[\"']|\bimport\s*\(", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_file_names_its_version_its_types_and_its_licence(file: Path) -> None:
    assert re.search(r"-\d+\.\d+\.\d+\.js$", file.name)
    assert file.with_suffix(".d.ts").exists()
    assert file.name in (VENDOR / "README.md").read_text()
    origin = file.read_text().split("*/", 1)[0]
    packages = re.findall(r"([@\w/-]+) \d+\.\d+\.\d+ \(", origin)
    assert packages
    for package in packages:
        assert (VENDOR / "LICENSES" / f"{package.replace('@', '').replace('/', '-')}.txt").stat().st_size > 500
