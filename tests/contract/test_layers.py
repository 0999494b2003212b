"""The walls of the house: who may import whom, read from the imports themselves (docs/architecture.md)."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "couplebridge").rglob("*.py"))
JS = ROOT / "static" / "js"
JAVASCRIPT = [file for file in sorted(JS.rglob("*.js")) if "vendor" not in file.parts]
MAX_LINES = 400

# A room of the package → the rooms it may import, besides itself and the shared files at the top of the package.
PYTHON_MAY = {
    "views": {"schemas", "services", "security"},
    "services": {"models", "security"},
    "security": {"models"},
    "models": set(),
    "schemas": set(),
    "client": set(),
}
JS_MAY = {
    "ui": {"domain", "core"},
    "domain": {"crypto", "store", "net", "core"},
    "crypto": {"core"},
    "store": {"core"},
    "net": {"core"},
    "core": set(),
}
# What a room must never load from outside the package.
OUTSIDE_FORBIDDEN = {"services": "flask", "models": "flask", "schemas": "flask", "client": "flask"}
PRIMITIVE_VENDORS = ("hpke-", "hash-wasm-", "noble-")
IMPORT = re.compile(
    r"""^\s*(?:import|export)\s*(?:[\w*\s{},$]+?\bfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)""",
    re.MULTILINE,
)
TEXT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def room_of(file: Path, base: Path) -> str:
    parts = file.relative_to(base).parts
    return parts[0] if len(parts) > 1 else ""


def python_imports(file: Path) -> set[str]:
    """Dotted names of every module a file imports, relative imports resolved, imports inside functions included."""
    found: set[str] = set()
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*stem, *(node.module or "").split(".")]).strip(".")
            found.update({module, *(f"{module}.{alias.name}" for alias in node.names)})
    return found


def js_imports(file: Path) -> set[str]:
    code = TEXT.sub("", file.read_text())
    return {static or dynamic for static, dynamic in IMPORT.findall(code)}


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", PYTHON, ids=name)
def test_a_python_room_imports_only_the_rooms_below_it(file: Path) -> None:
    room = room_of(file, ROOT / "couplebridge")
    if room not in PYTHON_MAY:
        return
    used = {
        part[1] for each in python_imports(file) if (part := each.split("."))[0] == "couplebridge" and len(part) > 1
    }
    rooms = used & {path.name for path in (ROOT / "couplebridge").iterdir() if path.is_dir()}
    assert rooms - PYTHON_MAY[room] - {room} == set()
    outside = OUTSIDE_FORBIDDEN.get(room)
    assert not [each for each in python_imports(file) if outside and each.split(".")[0] == outside]


@pytest.mark.parametrize("file", PYTHON, ids=name)
def test_only_security_and_client_import_cryptography(file: Path) -> None:
    used = {each.split(".")[0] for each in python_imports(file)} & {"cryptography", "argon2"}
    assert not used or room_of(file, ROOT / "couplebridge") in ("security", "client")


@pytest.mark.parametrize("file", JAVASCRIPT, ids=name)
def test_a_browser_room_imports_only_the_rooms_below_it(file: Path) -> None:
    room = room_of(file, JS)
    for address in js_imports(file):
        assert address.startswith("."), "only relative addresses: a release moves as one folder"
        target = (file.parent / address).resolve()
        assert target.exists(), f"{address} leads nowhere"
        if room in JS_MAY:
            assert room_of(target, JS) in JS_MAY[room] | {room, "vendor"}, address


@pytest.mark.parametrize("file", JAVASCRIPT, ids=name)
def test_primitives_and_the_template_library_have_one_door_each(file: Path) -> None:
    vendored = [Path(address).name for address in js_imports(file) if "vendor/" in address]
    code = TEXT.sub("", file.read_text())
    if name(file) != "static/js/crypto/primitives.js":
        assert not [each for each in vendored if each.startswith(PRIMITIVE_VENDORS)]
        assert not re.search(r"\bcrypto\s*\.\s*subtle\b", code)
    if name(file) != "static/js/ui/view.js":
        assert not [each for each in vendored if each.startswith("preact-")]


@pytest.mark.parametrize("file", JAVASCRIPT, ids=name)
def test_no_raw_html_and_no_code_from_text(file: Path) -> None:
    code = TEXT.sub("", file.read_text())
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write)\b", code)
    assert not re.search(r"\beval\s*\(|\bnew\s+Function\b", code)


@pytest.mark.parametrize("file", [*PYTHON, *JAVASCRIPT, *sorted((ROOT / "static").rglob("*.css"))], ids=name)
def test_a_room_is_small(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= MAX_LINES
