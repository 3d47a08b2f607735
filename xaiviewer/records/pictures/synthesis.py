"""A picture that a network was asked to make: each of its channels, and three of them as colours."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.display.palette import MUTED
from xaiviewer.records.pictures.canvas import BODY, SMALL, Canvas, shortened
from xaiviewer.records.pictures.headed import EDGE, HEAD, headed_canvas
from xaiviewer.requests import Analysis, Synthesis

_PANEL, _GAP, _LABEL, _SUMS = 256, 12, 24, 30
_ENDS = (1.0, 99.0)  # percentiles that are shown black and white


def synthesis_picture(case: Case, analysis: Analysis, made: Synthesis) -> Canvas:
    """A panel per channel in grey, each through its own window; of three channels a fourth panel in colours."""
    channels = [_grey(each) for each in made.picture]
    panels = [np.repeat(each[..., None], 3, axis=2) for each in channels]
    names = [
        f"{SEQUENCES.get(each.key, each.name)} · {low:.2g} to {high:.2g}"
        for each, (low, high) in zip(
            analysis.description_of(made.request).inputs or analysis.description.inputs,
            [_window(each) for each in made.picture],
            strict=False,
        )
    ]
    names += [f"channel {number + 1}" for number in range(len(names), len(panels))]
    if len(channels) == 3:
        panels.append(np.stack(channels, axis=-1))
        names.append("as red, green, blue")
    width = len(panels) * (_PANEL + _GAP) - _GAP
    canvas = headed_canvas(case, analysis, made.request, made.index, (_LABEL + _PANEL + _SUMS, width))
    for place, (panel, name) in enumerate(zip(panels, names, strict=True)):
        x = EDGE + place * (_PANEL + _GAP)
        canvas.text(x, HEAD + 16, shortened(name, SMALL, _PANEL), size=SMALL, colour=MUTED)
        canvas.paste(x, HEAD + _LABEL, _fitted(panel))
    begun = "made out of the slice" if made.begins_with_slice else "made out of noise"
    sums = f"{begun}; what it was to raise went from {made.before:+.3f} to {made.after:+.3f}"
    canvas.text(EDGE, HEAD + _LABEL + _PANEL + 22, shortened(sums, BODY, width))
    return canvas


def _window(values: NDArray[np.float32]) -> tuple[float, float]:
    low, high = np.percentile(values, _ENDS)
    return float(low), float(high)


def _grey(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = _window(values)
    scaled = (values - low) / max(high - low, 1e-12)
    return np.asarray(np.clip(scaled, 0, 1) * 255 + 0.5, dtype=np.uint8)


def _fitted(panel: NDArray[np.uint8]) -> NDArray[np.uint8]:
    how = cv2.INTER_AREA if panel.shape[0] > _PANEL else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(panel, (_PANEL, _PANEL), interpolation=how), dtype=np.uint8)
