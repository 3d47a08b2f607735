"""Modules of a package without the package: what its `__init__` imports for others stays away."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def lean_import(package: str, *below: str) -> Iterator[None]:
    """Within, `package` and the packages `below` it are empty shells, and modules in them are imported by themselves.

    Afterwards the shells and all that was imported into them are forgotten, so that whoever asks for the package gets
    the whole of it. Where it is imported already, nothing happens. Not for two threads at a time.
    """
    if package in sys.modules:
        yield
        return
    try:
        for name in (package, *below):
            spec = importlib.util.find_spec(name)
            if spec is not None:  # else the import itself tells
                shell = ModuleType(name)
                shell.__spec__, shell.__path__ = spec, list(spec.submodule_search_locations or ())
                sys.modules[name] = shell
        yield
    finally:
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]
