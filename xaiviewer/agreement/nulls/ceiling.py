"""How far any map of a grid can come: coarse cells cannot follow an outline."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Cells

_Floats = NDArray[np.float32]
_Doubles = NDArray[np.float64]


def ceilings(
    mask: NDArray[np.bool_], cells: Cells, head: _Floats, of_mask: Mapping[str, float], chance: float
) -> dict[str, float]:
    """The highest value that each score can have on a grid.

    What depends on the order of the cells is highest for the mask itself put on the grid, each cell the share of its
    pixels in the mask (`of_mask`, its scores). Mass is highest where all of it lies in the one cell that holds the
    largest share; IoU and Dice where the cells down to the best share are marked. AUROC is highest where cells are
    ordered by their share of the head's pixels, as it is about those alone.

    Args:
        mask: bool ``[row, column]``, not empty; of a volume with one axis more.
        cells: of the grid.
        head: pixels of the head, the mask among them, that each cell stands for, ``[cell]``.
        of_mask: by measure, the scores of the mask put on the grid.
        chance: the mask's share of the head.
    """
    inside, area = cells.covered(mask).ravel().astype(np.float64), cells.area.ravel().astype(np.float64)
    real = area > 0
    share = np.where(real, inside / np.maximum(area, 1e-6), 0)
    order = np.argsort(-share, kind="stable")
    overlap, size = np.cumsum(inside[order]), np.cumsum(area[order])
    pixels = int(np.count_nonzero(mask))
    iou = float((overlap / (size + pixels - overlap)).max(initial=0))
    dice = float((2 * overlap / (size + pixels)).max(initial=0))
    mass = min(float(share.max(initial=0)), 1.0)
    found = dict(of_mask) | {"mass": mass, "iou": iou, "dice": dice, "iou_otsu": iou, "dice_otsu": dice}
    if not inside.any():  # the network sees none of it
        found |= {"rank_accuracy": 0.0, "average_precision": 0.0}
    found["mass_over_chance"] = mass / chance if chance > 0 else float("nan")
    found["auroc"] = max(_auroc(inside, head.astype(np.float64)), of_mask["auroc"])
    found["pointing"] = float((cells.centred_in(mask) & cells.lies).any())
    for key in ("pointing_within_a_cell", "pointing_within_mm"):
        if not np.isnan(of_mask[key]):
            found[key] = max(found["pointing"], of_mask[key])
    return found


def _auroc(inside: _Doubles, head: _Doubles) -> float:
    """Of the cells ordered by the share of their head's pixels in the mask, pixels of one cell being equal."""
    outside = np.maximum(head - inside, 0)
    order = np.argsort(-inside / np.maximum(head, 1e-6), kind="stable")
    hits, misses = inside[order], outside[order]
    if not hits.sum() or not misses.sum():
        return float("nan")
    below = misses.sum() - np.cumsum(misses) + misses / 2
    return float((hits * below).sum() / (hits.sum() * misses.sum()))
