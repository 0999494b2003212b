"""docs/protocol.md and the real routes are the same, both ways; so is the description at /api/openapi.json."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from flask import Flask

from couplebridge import create_app
from couplebridge.views.describe import describe
from couplebridge.views.errors import PROBLEMS
from tests.support.routes import all_routes

PROTOCOL = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
ROW = re.compile(r"^\| (GET|POST|PUT|DELETE) (/[^ ?|]*)[^|]* \| ([–SMARIB ]+) \|", re.MULTILINE)
FOLDER = tempfile.mkdtemp()


def app() -> Flask:
    return create_app(
        {"DATA": FOLDER, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{FOLDER}/couplebridge.db", "REDIS_URL": None}
    )


def documented() -> set[tuple[str, str]]:
    return {(method, "/api" + path) for method, path, _ in ROW.findall(PROTOCOL)}


def real() -> set[tuple[str, str]]:
    return {(route.method, re.sub(r"<[^>]+>", "ID", route.rule)) for route in all_routes(FOLDER)}


def test_the_table_was_read() -> None:
    assert len(documented()) > 30


def test_every_documented_route_exists() -> None:
    assert documented() - real() == set()


def test_every_route_is_documented() -> None:
    assert real() - documented() == set()


def test_whoever_may_call_without_signing_in_is_the_same_in_the_table_and_in_the_document() -> None:
    paths = describe(app())["paths"]
    for method, path, who in ROW.findall(PROTOCOL):
        operation = paths[re.sub("ID", named(paths, path), "/api" + path)][method.lower()]
        assert (operation["security"] == []) == (who.strip() == "–"), path


def named(paths: dict[str, object], path: str) -> str:
    """The name that stands for ID in the description."""
    pattern = re.compile(re.escape("/api" + path).replace("ID", r"(\{\w+\})") + "$")
    return next((match.group(1) for known in paths if (match := pattern.match(known)) and match.groups()), "ID")


def test_every_error_code_is_documented_with_its_status() -> None:
    section = PROTOCOL.split("## Errors")[1].split("## ")[0]
    written = {code: int(status) for code, status in re.findall(r"`([a-z-]+)` (\d{3})", section)}
    assert written == {code: status for code, (status, _) in PROBLEMS.items()}


def test_every_reference_in_the_description_leads_somewhere() -> None:
    document = describe(app())
    for reference in re.findall(r"#/components/schemas/(\w+)", str(document)):
        assert reference in document["components"]["schemas"]


def test_every_operation_says_what_it_does_and_what_it_needs() -> None:
    for path, operations in describe(app())["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            headers = [one["name"] for one in operation["parameters"] if one["in"] == "header"]
            assert ("CB-CSRF" in headers) == (method != "get"), path
