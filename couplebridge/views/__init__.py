"""The routes: one blueprint a file, named `bp`. Parse, call one service, answer."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the blueprint of every file here; before them what routes and answers stand on (`init_app`)."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    for module in modules:
        if hasattr(module, "init_app"):
            module.init_app(app)
    for module in modules:
        if hasattr(module, "bp"):
            app.register_blueprint(module.bp)
