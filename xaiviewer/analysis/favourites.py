"""Which method opens first in each layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from xaiviewer.requests import ONE_PASS_METHODS, Favourite, KeptAgreement, Layer

_NOTHING = float("nan")
_CUSTOMARY = Favourite("grad-cam", _NOTHING, _NOTHING, 0)


def favourites(
    manifest: Mapping[str, Any], layers: Sequence[Layer], kept: KeptAgreement | None = None
) -> tuple[Favourite, ...]:
    """One per layer: by the effect over the strongest null, where that is kept beside the package.

    Else what the classifier's manifest says agreed best, which was measured without nulls; else the customary Grad-CAM.
    """
    agreed = {
        entry["layer"]: Favourite(
            entry["method"],
            float(entry["mass"]),
            float(entry["grad_cam_mass"]),
            int(entry["patients"]),
            float(entry.get("peak_auroc", "nan")),
        )
        for entry in manifest.get("favourites", ())
    }
    return tuple(_of_layer(kept, layer.name, agreed.get(layer.name)) for layer in layers)


def _of_layer(kept: KeptAgreement | None, name: str, agreed: Favourite | None) -> Favourite:
    beside = None if kept is None else kept.layers.get(name)
    if kept is None or beside is None or beside.shown not in ONE_PASS_METHODS:
        return agreed or _CUSTOMARY
    here = Favourite(beside.shown, beside.observed, _NOTHING, beside.patients, beside=beside, reference=kept.reference)
    if agreed is not None and agreed.method == here.method:  # whether is told of that method's maps alone
        return replace(here, peak_auroc=agreed.peak_auroc)
    return here
