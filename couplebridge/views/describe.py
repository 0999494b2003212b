"""From the routes and their shapes to an OpenAPI 3.1 document. Nothing is written down twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from couplebridge.security.permissions import PERMISSIONS
from couplebridge.security.predicates import anyone
from couplebridge.versions import CLIENT_HEADER
from couplebridge.views.errors import PROBLEMS

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

_NAME = re.compile(r"<(?:\w+:)?(\w+)>")
_ID = {"type": "string", "format": "base64url", "minLength": 22, "maxLength": 22}
_CSRF = {"name": "CB-CSRF", "in": "header", "required": True, "schema": {"type": "string"}}
_CLIENT = {"name": CLIENT_HEADER, "in": "header", "required": False, "schema": {"type": "integer", "minimum": 1}}
_SESSION = {"type": "apiKey", "in": "cookie", "name": "__Host-cb"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"enum": sorted(PROBLEMS)},
        "detail": {"type": "string"},
        "fields": {
            "type": "array",
            "items": {"type": "object", "properties": {"path": {"type": "string"}, "problem": {"type": "string"}}},
        },
    },
}


def describe(app: Flask) -> dict[str, Any]:
    """The document for all routes under /api."""
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    paths: dict[str, Any] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.rule.startswith("/api/"):
            operations = paths.setdefault(_NAME.sub(r"{\1}", rule.rule), {})
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                operations[method.lower()] = _operation(app, rule, method, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "CoupleBridge", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"session": _SESSION}},
    }


def _operation(app: Flask, rule: Rule, method: str, schemas: dict[str, Any]) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    shape = getattr(view, "shape", None)
    permission = PERMISSIONS[rule.endpoint]
    operation: dict[str, Any] = {
        "operationId": rule.endpoint,
        "summary": (view.__doc__ or "").strip().split("\n")[0],
        "x-permission": permission.__name__,
        "security": [] if permission is anyone else [{"session": []}],
        "parameters": [*(_named(name) for name in _NAME.findall(rule.rule)), _CLIENT],
        "responses": _responses(shape, schemas),
    }
    if method != "GET":
        operation["parameters"].append(_CSRF)
    if shape is not None and shape.request is not None:
        operation["requestBody"] = {"required": True, "content": _content(shape.request, schemas, "validation")}
    return operation


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _ID}


def _responses(shape: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    problem = {"description": "A problem document", "content": _problem_content()}
    if shape is None:
        return {"200": {"description": "Done"}, "default": problem}
    done: dict[str, Any] = {"description": "Done"}
    if shape.answer is not None:
        done["content"] = _content(shape.answer, schemas, "serialization")
    return {str(shape.status): done, "default": problem}


def _problem_content() -> dict[str, Any]:
    return {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _content(carried: type[BaseModel] | str, schemas: dict[str, Any], mode: Any) -> dict[str, Any]:
    if isinstance(carried, str):
        return {carried: {"schema": {"type": "string", "format": "binary"}}}
    schema = carried.model_json_schema(mode=mode, ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    schemas[carried.__name__] = schema
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{carried.__name__}"}}}
