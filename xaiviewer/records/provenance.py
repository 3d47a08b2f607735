"""What made a result: programs, weights, settings."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from xaiviewer import __version__
from xaiviewer.requests import ModelIdentity

_PACKAGES = ("torch", "torchvision", "numpy", "opencv-python-headless")


def versions() -> dict[str, str]:
    """The versions of the program and of what its numbers depend on; nothing is imported to find out."""
    found = {"xaiviewer": __version__, "python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found


def weights(models: Mapping[str, ModelIdentity]) -> dict[str, dict[str, str]]:
    """Which weights were used, by task."""
    return {
        task: {"name": model.name, "architecture": model.architecture, "sha256": model.sha256}
        for task, model in models.items()
    }
