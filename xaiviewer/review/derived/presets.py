"""The windows a case offers: the automatic one, and the one its files state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xaiviewer.case import Case
from xaiviewer.display.window_level import WindowLevel, automatic_window
from xaiviewer.review.derived.sources import series_of


@dataclass(frozen=True)
class Presets:
    """Windows by sequence.

    Attributes:
        automatic: 0.1 % of the voxels saturate at each end.
        own: as the files state it; a sequence whose files state none is missing.
    """

    automatic: Mapping[str, WindowLevel] = field(default_factory=dict)
    own: Mapping[str, WindowLevel] = field(default_factory=dict)


def presets(case: Case) -> Presets:
    """The windows of every sequence of a case."""
    automatic = {volume.sequence: automatic_window(volume.pictures) for volume in case.volumes}
    shown = series_of(case.contents, case.choices)
    stated = {sequence: own_window(series.attributes) for sequence, series in shown.items()}
    return Presets(automatic, {sequence: window for sequence, window in stated.items() if window is not None})


def own_window(attributes: Mapping[str, Any]) -> WindowLevel | None:
    """The first window that a DICOM file states; None where it states none that can be used.

    WindowCenter and WindowWidth mean the function LINEAR unless VOILUTFunction says otherwise (PS3.3 C.11.2.1.2):
    it spreads ``centre - 0.5`` plus or minus ``(width - 1) / 2``. NIfTI's ``cal_min`` and ``cal_max`` are taken as
    the ends.
    """
    centre, width = _first(attributes.get("WindowCenter")), _first(attributes.get("WindowWidth"))
    if centre is None or width is None:
        low, high = _first(attributes.get("cal_min")), _first(attributes.get("cal_max"))
        return (
            WindowLevel((low + high) / 2, high - low) if low is not None and high is not None and high > low else None
        )
    if str(attributes.get("VOILUTFunction") or "LINEAR") == "LINEAR":
        centre, width = centre - 0.5, max(width - 1, 1.0)
    return WindowLevel(centre, width) if width > 0 else None


def _first(value: object) -> float | None:
    """The first number of an attribute that may hold several."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = value[0] if value else None
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if number - number == 0 else None  # neither NaN nor infinite
