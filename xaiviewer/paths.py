"""Every location, resolved once: resources (source tree, wheel, frozen program), user data, logs."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path, user_log_path

_NAME = "xaiviewer"


def resources() -> Path:
    """The folder of models, icons and the phantom, wherever the program runs from."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    inside = package / "resources"  # a wheel carries them inside the package
    return inside if inside.is_dir() else package.parent / "resources"


def models() -> Path:
    """The folder of model packages."""
    return resources() / "models"


def phantom() -> Path:
    """The synthetic case that opens when no other is named."""
    return resources() / "phantom"


def user_data() -> Path:
    """Where the reviewer's own data lives; created on first use."""
    return user_data_path(_NAME, appauthor=False, ensure_exists=True)


def logs() -> Path:
    """Where logs are written; created on first use."""
    return user_log_path(_NAME, appauthor=False, ensure_exists=True)
