"""Loads the modules that register cases."""

import importlib
import pkgutil

from . import __path__ as folder


def load():
    """Imports every module whose name begins with `section_`."""
    for module in sorted(item.name for item in pkgutil.iter_modules(folder)):
        if module.startswith("section_"):
            importlib.import_module(f"{__package__}.{module}")
