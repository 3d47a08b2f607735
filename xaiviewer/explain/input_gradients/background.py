"""What Expected Gradients compares a slice with."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any
from zipfile import BadZipFile

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer import paths
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.explain.explainer import Slices
from xaiviewer.explain.filling import covered
from xaiviewer.requests import Request
from xaiviewer.requests.methods.input_gradients import BACKGROUND, PHANTOM

_FILLINGS = ("mean", "blur", "zero")
_BLUR = 12.0  # input pixels


def background(request: Request, slices: Slices, place: int) -> NDArray[np.float32]:
    """Slices without a finding as the network takes them, ``[slice, channel, size, size]``; the same for the request.

    Args:
        request: whose "background" says which.
        slices, place: what is explained: the fillings of a slice are its own.

    Raises:
        UsageError: where the shipped one lacks a sequence that the network takes, or is scaled otherwise.
        ModelError: where it is missing or damaged.
    """
    if request.values[BACKGROUND] == PHANTOM:
        if not slices.plain:
            raise UsageError(
                "The background of expected-gradients is scaled as the program's own networks take slices, which this "
                "network does not; set expected-gradients.background to fillings."
            )
        return shipped(slices.channels, slices.inputs.shape[-1])
    image, head = slices.inputs[place], slices.heads[place]
    return np.stack([covered(image, head, {"filling": each, "blur": _BLUR, "head_only": True}) for each in _FILLINGS])


@lru_cache(maxsize=2)
def shipped(channels: tuple[str, ...], size: int) -> NDArray[np.float32]:
    """The slices of computed heads that `packaging/background.py` made.

    Raises:
        UsageError, ModelError: see `background`.
    """
    stored, sequences = _stored()
    missing = [name for name in channels if name not in sequences]
    if missing:
        raise UsageError(
            f"The background of expected-gradients has the sequences {', '.join(sequences)} and not "
            f"{', '.join(missing)}, which this network takes; set expected-gradients.background to fillings."
        )
    chosen = stored[:, [sequences.index(name) for name in channels]]
    if size != chosen.shape[-1]:
        way = cv2.INTER_AREA if size < chosen.shape[-1] else cv2.INTER_LINEAR
        chosen = np.stack([[cv2.resize(each, (size, size), interpolation=way) for each in one] for one in chosen])
    found: NDArray[np.float32] = np.asarray(chosen, dtype=np.float32)
    found.flags.writeable = False
    return found


def _stored() -> tuple[NDArray[np.float32], list[str]]:
    file = paths.background()
    try:
        with file.open("rb") as opened, np.load(opened) as data:  # NumPy alone leaves a damaged file open
            values: Any = data["low"] + data["step"] * data["slices"]
            return values.astype(np.float32), [str(name) for name in data["sequences"]]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise ModelError(f"{file} cannot be read ({type(error).__name__}); install the program again.") from error
