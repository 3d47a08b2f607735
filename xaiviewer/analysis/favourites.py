"""Which method opens first in each layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xaiviewer.requests import Favourite, Layer

_CUSTOMARY = Favourite("grad-cam", float("nan"), float("nan"), 0)


def favourites(manifest: Mapping[str, Any], layers: Sequence[Layer]) -> tuple[Favourite, ...]:
    """One per layer: what the classifier's manifest measured, else the customary Grad-CAM."""
    measured = {
        entry["layer"]: Favourite(
            entry["method"],
            float(entry["mass"]),
            float(entry["grad_cam_mass"]),
            int(entry["patients"]),
            float(entry.get("peak_auroc", "nan")),
        )
        for entry in manifest.get("favourites", ())
    }
    return tuple(measured.get(layer.name, _CUSTOMARY) for layer in layers)
