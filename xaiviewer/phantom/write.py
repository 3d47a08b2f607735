"""The phantom on disk, in the layout of the patients' slices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.phantom.head import SPACING_MM, make_phantom
from xaiviewer.records.folders import refuse_existing, replacing

NAME = "Phantom (synthetic)"
VERSION = 1
"""Goes up whenever the same seed gives other pixels."""

SHIPPED_SEED = 7
"""The seed of ``resources/phantom``."""

_DEFLATE_WITH_DIFFERENCES = [
    *(cv2.IMWRITE_TIFF_COMPRESSION, cv2.IMWRITE_TIFF_COMPRESSION_ADOBE_DEFLATE),
    *(cv2.IMWRITE_TIFF_PREDICTOR, cv2.IMWRITE_TIFF_PREDICTOR_HORIZONTAL),
]


def write_phantom(folder: Path, seed: int, *, overwrite: bool = False) -> None:
    """Write the phantom of `seed` as ``phantom_<n>.tif`` and ``phantom_<n>_mask.tif`` with its marker.

    The marker, ``synthetic.json``, makes readers call the case synthetic.

    Raises:
        UsageError: where `folder` exists and may not be replaced or cannot be written, or the seed is negative.
    """
    if seed < 0:
        raise UsageError(f"The seed {seed} is negative; choose 0 or above.")
    refuse_existing(folder, overwrite=overwrite)
    phantom = make_phantom(seed)
    with replacing(folder, overwrite=overwrite) as fresh:
        for number, (image, mask) in enumerate(zip(phantom.images, phantom.mask, strict=True), start=1):
            _write(fresh / f"phantom_{number}.tif", image[..., ::-1])  # OpenCV takes BGR and stores RGB
            _write(fresh / f"phantom_{number}_mask.tif", mask.astype(np.uint8) * 255)
        marker = {
            "name": NAME,
            "synthetic": True,
            "seed": seed,
            "generator": "xaiviewer.phantom",
            "generator_version": VERSION,
            "spacing_mm": {"slice": SPACING_MM[0], "row": SPACING_MM[1], "column": SPACING_MM[2]},
            "note": "A computed head, no patient. Made by: python -m xaiviewer phantom DEST --seed SEED",
        }
        (fresh / "synthetic.json").write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")


def _write(file: Path, pixels: NDArray[Any]) -> None:
    _, data = cv2.imencode(".tif", np.ascontiguousarray(pixels), _DEFLATE_WITH_DIFFERENCES)
    file.write_bytes(data.tobytes())
