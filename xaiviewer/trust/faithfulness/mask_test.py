"""The plainest test of a decision needs no map: take the outlined region out of the slice, or everything else.

What becomes of the decision without the region is told for every slice as `requests.Reliance`. Here it gets what it is
held against, the same region moved elsewhere in the head, and its course over the region's size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.explain.logit import logit_of
from xaiviewer.nets.inputs.filling import filled, mirrored
from xaiviewer.requests.reliance import MaskTest
from xaiviewer.trust.faithfulness.curves import never, outputs, partial_removal, softmax, unheard
from xaiviewer.trust.faithfulness.removal import Removal

MOVED = 20
"""Places elsewhere in the head that the region is moved to."""

SIZES = (-0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
"""By which part of its radius the region is made larger, as far as the head reaches, or smaller."""

_INSIDE = 0.95  # of a moved region must lie in the head
_TRIES = 50  # for each place


def mask_test(
    network: Network,
    image: NDArray[np.float32],
    region: NDArray[np.bool_],
    head: NDArray[np.bool_],
    class_index: int,
    remove: Removal,
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> MaskTest:
    """Look at one slice without its region, without its mirror image, elsewhere and in other sizes.

    Args:
        network: whose decision is tested.
        image: the slice as the network takes it, ``[channel, size, size]``.
        region: bool ``[size, size]``, at least a pixel.
        head: bool ``[size, size]``.
        class_index: the class.
        remove: takes the rest of the head away; the region itself is filled in with what surrounds it.
        seed: of the places.
        progress: called with passes done and in all.
        cancelled: asked before each batch.

    Raises:
        Cancelled: when `cancelled` says so.
        ValueError: for an empty region (a programming error).
    """
    if not region.any():
        raise ValueError("an empty region cannot be taken away")

    def fill(where: NDArray[np.bool_]) -> NDArray[np.float32]:
        return filled(image, where)

    opposite = mirrored(region)
    elsewhere = list(moved_regions(region, head, MOVED, seed))
    sized = [resized(region, share) & (head | region) for share in SIZES]  # no scan shows tissue in the air
    pictures = [
        lambda: image,
        partial_removal(fill, region),
        partial_removal(remove, head & ~region),
        *(partial_removal(fill, each) for each in sized),
        *(partial_removal(fill, each) for each in elsewhere),
        *([partial_removal(fill, opposite)] if opposite is not None else []),
    ]
    logits = np.empty((0, 0))
    for some in outputs(network, pictures, cancelled):
        logits = np.concatenate([logits, some]) if logits.size else some
        progress(len(logits), len(pictures))
    found, raw = softmax(logits, class_index), logit_of(logits, class_index)
    ends = 3 + len(sized)
    return MaskTest(
        whole=float(found[0]),
        without=float(found[1]),
        alone=float(found[2]),
        mirrored=float(found[-1]) if opposite is not None else float("nan"),
        moved=found[ends : ends + len(elsewhere)],
        sizes=np.array(SIZES),
        by_size=found[3:ends],
        logits=(float(raw[0]), float(raw[1]), float(raw[2])),
    )


def moved_regions(
    region: NDArray[np.bool_], head: NDArray[np.bool_], count: int, seed: int
) -> Iterator[NDArray[np.bool_]]:
    """The region shifted to random places in the head where it does not meet itself; as many as are found."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(region)
    targets = np.argwhere(head)
    if not len(targets):
        return
    centre = np.array([rows.mean(), columns.mean()])
    found = 0
    for _ in range(count * _TRIES):
        down, across = np.round(targets[rng.integers(len(targets))] - centre).astype(int).tolist()
        there = (rows + down, columns + across)
        fits = all(each.min() >= 0 and each.max() < side for each, side in zip(there, head.shape, strict=True))
        if not fits or head[there].mean() < _INSIDE or region[there].any():
            continue
        moved = np.zeros_like(region)
        moved[there] = True
        yield moved
        found += 1
        if found == count:
            return


def resized(region: NDArray[np.bool_], share: float) -> NDArray[np.bool_]:
    """The region grown (or, below 0, shrunk) on all sides by a part of the radius of a disc of its area.

    A pixel at least is left: the one that lies deepest.
    """
    width = abs(share) * np.sqrt(np.count_nonzero(region) / np.pi)
    if share >= 0:
        away = cv2.distanceTransform((~region).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        return np.asarray(away <= width) if share else region
    padded = np.pad(region, 1).astype(np.uint8)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[1:-1, 1:-1]
    return np.asarray(depth > min(width, float(depth.max()) - 1e-3))
