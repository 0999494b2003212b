"""The tables, one a file. Importing this package's modules registers them all."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Import every table, so that the metadata is whole for migrations and tests."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
