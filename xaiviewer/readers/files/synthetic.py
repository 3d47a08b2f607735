"""The marker of a synthetic case: ``synthetic.json`` beside its slices."""

from __future__ import annotations

import json
from pathlib import Path

MARKER = "synthetic.json"
_LIMIT = 64 * 1024
_NAME = "Phantom (synthetic)"


def synthetic_name(folder: Path) -> str | None:
    """The name to show for a synthetic case; None where `folder` holds no marker.

    A marker that cannot be understood still marks: a phantom must never pass for a patient.
    """
    marker = folder / MARKER
    try:
        if not marker.is_file():
            return None
        with marker.open("rb") as file:
            name = json.loads(file.read(_LIMIT))["name"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return _NAME
    return name if isinstance(name, str) and name.strip() else _NAME
