"""Which method opens first in each layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xaiviewer.requests import ONE_PASS_METHODS


def favourites(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each layer the method with the highest mean relevance mass inside the mask; Grad-CAM where none has any."""
    masses = {
        method: {layer: scores["mass"]["value"] for layer, scores in layers.items()}
        for method, layers in report["agreement_by_method"].items()
    }
    chosen = []
    for layer in masses["grad-cam"]:
        best = max(ONE_PASS_METHODS, key=lambda method: masses[method][layer] or 0.0)
        chosen.append(
            {
                "layer": layer,
                "method": best,
                "mass": round(masses[best][layer] or 0.0, 4),
                "grad_cam_mass": round(masses["grad-cam"][layer] or 0.0, 4),
                "patients": len(report["patients"]),
                "peak_auroc": round(report["peak_auroc"][best][layer] or 0.0, 4),
            }
        )
    return chosen
