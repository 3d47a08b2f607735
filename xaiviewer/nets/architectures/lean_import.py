"""Modules of a package without the package: what its `__init__` imports for others stays away."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType, ModuleType
from typing import Any

_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})


@contextmanager
def lean_import(package: str, *below: str, parts: Mapping[str, Sequence[str]] = _NOTHING) -> Iterator[None]:
    """Within, `package` and the packages `below` it are empty shells, and modules in them are imported by themselves.

    Afterwards the shells and all that was imported into them are forgotten, so that whoever asks for the package gets
    the whole of it. Where it is imported already, nothing happens. Not for two threads at a time.

    Args:
        package, below: by their full names.
        parts: by the name of one of these, modules in it in which a name is looked up that is asked of the package
            itself, as `from package import name` does.
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
                setattr(shell, "__getattr__", _looked_up(name, parts.get(name, ())))  # noqa: B010 - a module's, PEP 562
                sys.modules[name] = shell
        yield
    finally:
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]


def _looked_up(package: str, modules: Sequence[str]) -> Callable[[str], Any]:
    """What a shell says when it is asked for a name that it does not hold."""

    def found(name: str) -> Any:
        if name == "__version__":
            try:
                return version(package)
            except PackageNotFoundError:
                return "0"
        if not name.startswith("__"):
            for module in modules:
                held = vars(import_module(f"{package}.{module}"))
                if name in held:
                    return held[name]
        raise AttributeError(f"{package} has no {name} here")

    return found
